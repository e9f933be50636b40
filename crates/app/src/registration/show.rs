//! The page of a consolidation: beside what is known in memory, who changed what after it was sent, and what was done.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::registration::SHEET;
use thidua_domain::registration::round::{Action, ROUNDS, key};
use thidua_domain::time::Instant;
use thidua_store::{Snapshot, StoreError, access as accounts, records};

use super::consolidation::{Consolidation, consolidation};
use crate::state::View;
use crate::{App, AppError};

/// One thing that was done with a consolidation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// What, in words.
    pub what: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// A consolidation with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// How it stands.
    pub now: Consolidation,
    /// Of each registration that changed after it was sent who changed it last, when and why; in the same order.
    pub changed_by: Vec<String>,
    /// What was done, newest first.
    pub history: Vec<Done>,
}

/// The consolidation of an office and year, with its history.
///
/// # Errors
/// As [`consolidation`].
pub async fn show(app: &App, view: &View, agency: &str, year: i16) -> Result<Shown, AppError> {
    let now = consolidation(view, agency, year)?;
    let snapshot = app.db().read().await?;
    let names = names(&snapshot).await?;
    let mut changed_by = Vec::new();
    for change in &now.changes {
        let record = records::find(&snapshot, SHEET.name, &change.key).await?;
        changed_by.push(record.map_or_else(String::new, |record| {
            let by = names.get(&record.by).cloned().unwrap_or(record.by);
            let why = record.reason.filter(|why| !why.is_empty());
            let why = why.map_or_else(String::new, |why| format!(": {why}"));
            format!("{by}, {}{why}", Instant(record.at).vn())
        }));
    }
    let year = super::work_year(year)?;
    let mut history = Vec::new();
    for record in records::history(&snapshot, ROUNDS, &key(agency, year)).await? {
        let row = Values::from_canonical(record.content.as_str()).unwrap_or_default();
        let round = row.get("lan").unwrap_or_default();
        history.push(Done {
            what: match row.get("viec").and_then(Action::from_code) {
                Some(Action::Send) if round == "1" => "Gửi lên cấp trên".to_owned(),
                Some(Action::Send) => format!("Gửi lại, lần {round}"),
                Some(Action::Accept) => "Cấp trên tiếp nhận".to_owned(),
                Some(Action::Return) => "Cấp trên trả lại".to_owned(),
                Some(Action::Withdraw) => "Rút lại".to_owned(),
                None => String::new(),
            },
            by: names.get(&record.by).cloned().unwrap_or(record.by),
            at: Instant(record.at).vn(),
            reason: record.reason.unwrap_or_default(),
        });
    }
    history.reverse();
    Ok(Shown {
        now,
        changed_by,
        history,
    })
}

/// Full names by account.
async fn names<S: Snapshot>(snapshot: &S) -> Result<BTreeMap<String, String>, StoreError> {
    let all = accounts::accounts(snapshot).await?.into_iter();
    Ok(all
        .map(|account| (account.name, account.full_name))
        .collect())
}
