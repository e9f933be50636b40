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
    let person = view.state.merged.standing(person);
    let ask = &AskBalance {
        person: Some(person.to_owned()),
        ..ask.clone()
    };
    let table = sheets_of(app, &view.state, person, &ask.agency).await?;
    balance_in(&view.state, &table, ask)
}

/// The windows (`2021/8`) in which a person has figures, oldest first.
///
/// # Errors
/// [`AppError::Store`] where they cannot be read.
pub async fn windows_of(app: &App, view: &View, person: &str) -> Result<Vec<String>, AppError> {
    view.permit_person(Permission::ViewPeople, person)?;
    let found = of_person(app, &view.state, person).await?;
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

/// The sheets of a person, of every code that means the same one.
async fn of_person(
    app: &App,
    state: &State,
    person: &str,
) -> Result<Vec<sheets::StoredSheet>, AppError> {
    let snapshot = app.db().read().await?;
    let mut found = Vec::new();
    for code in state.merged.all(person) {
        let filter = sheets::Filter {
            level: sheets::Level::People,
            person: Some(code),
            drafts: state.drafts,
            ..sheets::Filter::default()
        };
        found.extend(sheets::all_current(&snapshot, &filter).await?);
    }
    Ok(found)
}

/// The sheets of an officer at an agency or below it.
async fn sheets_of(
    app: &App,
    state: &State,
    person: &str,
    agency: &str,
) -> Result<Table, AppError> {
    let reach = state.org.lineage(agency);
    let mut table = Table::default();
    for sheet in of_person(app, state, person).await? {
        let (mut key, figures) = read(&sheet)
            .ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", sheet.key.key)))?;
        key.person = Some(state.merged.standing(person).to_owned());
        if reach.contains(key.subject.as_str()) {
            place(&mut table, &state.documents, key, sheet.number, &figures);
        }
    }
    Ok(table)
}
