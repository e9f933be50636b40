//! An officer's figures: read by who may read the person, so that everybody sees the own row and nobody a
//! colleague's without the right to. They are many and seldom asked for, so they are read when asked and not kept.

use thidua_domain::access::Permission;
use thidua_domain::figures::Table;
use thidua_store::{StoreError, figures as sheets};

use super::ask::AskBalance;
use super::balance::{Balance, PERMISSION, balance, balance_in};
use crate::state::View;
use crate::state::build::{place, read};
use crate::{App, AppError, State};

/// The balance of a window: an agency's or a block's from the state, an officer's from its own sheets.
///
/// # Errors
/// [`AppError::NotFound`] for an agency or a person that is not there or not in reach.
pub async fn balance_of(app: &App, view: &View, ask: &AskBalance) -> Result<Balance, AppError> {
    let Some(person) = &ask.person else {
        return balance(view, ask);
    };
    view.permit_agency(PERMISSION, &ask.agency)?;
    view.permit_person(Permission::ViewPeople, person)?;
    let table = sheets_of(app, &view.state, person, &ask.agency).await?;
    balance_in(&view.state, &table, ask)
}

/// The windows (`2021/8`) in which a person has figures, oldest first.
///
/// # Errors
/// [`AppError::Store`] where they cannot be read.
pub async fn windows_of(app: &App, view: &View, person: &str) -> Result<Vec<String>, AppError> {
    view.permit_person(Permission::ViewPeople, person)?;
    let filter = sheets::Filter {
        level: sheets::Level::People,
        person: Some(person.to_owned()),
        drafts: view.state.drafts,
        ..sheets::Filter::default()
    };
    let found = sheets::all_current(&app.db().read().await?, &filter).await?;
    let mut windows: Vec<(i32, i32)> = found
        .iter()
        .map(|sheet| (sheet.key.year, sheet.key.month))
        .collect();
    windows.sort_unstable();
    windows.dedup();
    Ok(windows
        .into_iter()
        .map(|(year, month)| format!("{year}/{month}"))
        .collect())
}

/// The sheets of an officer at an agency or below it.
async fn sheets_of(
    app: &App,
    state: &State,
    person: &str,
    agency: &str,
) -> Result<Table, AppError> {
    let filter = sheets::Filter {
        level: sheets::Level::People,
        person: Some(person.to_owned()),
        drafts: state.drafts,
        ..sheets::Filter::default()
    };
    let reach = state.org.lineage(agency);
    let mut table = Table::default();
    for sheet in sheets::all_current(&app.db().read().await?, &filter).await? {
        let (key, figures) = read(&sheet)
            .ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", sheet.key.key)))?;
        if reach.contains(key.subject.as_str()) {
            place(&mut table, &state.documents, key, sheet.number, &figures);
        }
    }
    Ok(table)
}
