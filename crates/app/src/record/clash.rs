//! Two people on one record: what each field held when it was opened, what the other one stored, what
//! is typed here; one of the two is chosen for each.

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::time::Instant;

use super::find::{self, Held};
use super::input;
use super::names::Names;
use super::save::Save;
use super::{history, reach, words};
use crate::bundle::Conflict;
use crate::{App, AppError, View};

/// One field of a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClashLine {
    /// The column's id.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it held when the form was opened.
    pub opened: Option<String>,
    /// What the other one stored.
    pub stored: Option<String>,
    /// What is typed here.
    pub yours: Option<String>,
    /// Whether the other one changed it.
    pub by_other: bool,
    /// Whether it was changed here.
    pub by_you: bool,
}

/// A conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Kind: the name of the sheet.
    pub kind: &'static str,
    /// What is being done.
    pub title: String,
    /// What it is about.
    pub thing: Option<String>,
    /// Identity of the record.
    pub record: i64,
    /// Revision that is stored now: what the next try has seen.
    pub seen: i64,
    /// Whether the other one took the record away.
    pub removed: bool,
    /// Full name of the other one.
    pub by: String,
    /// When, shown in Vietnam's time.
    pub at: String,
    /// Why, where the other one said.
    pub why: Option<String>,
    /// Fields in which the three differ.
    pub lines: Vec<ClashLine>,
    /// What was typed, to be sent again: name and text.
    pub typed: Vec<(String, String)>,
    /// The reason typed.
    pub reason: String,
}

/// The conflict of a save.
pub(super) async fn of(
    app: &App,
    view: &View,
    held: &Held,
    (opened, yours): (&Values, &Values),
    save: &Save,
    conflict: &Conflict,
) -> Result<Clash, AppError> {
    let snapshot = app.db().read().await?;
    let found = find::revision(&snapshot, held.record.id, conflict.stored).await?;
    let sheet = held.kind.def.name;
    let found = found.filter(|(_, stored)| reach::shows(view, sheet, stored));
    let (newest, stored) = found.ok_or(AppError::Stale)?;
    let mut people = history::names(&snapshot).await?;
    let by = history::teller(&snapshot, &mut people, &newest).await?;
    drop(snapshot);
    let mut names = Names::new(view);
    let mut lines = Vec::new();
    for (column, _) in held.kind.columns() {
        let [was, other, mine] = [opened, &stored, yours].map(|row| row.get(column.id));
        if other == mine {
            continue;
        }
        let mut told = |row: &Values| input::told(view, &mut names, sheet, column, row);
        lines.push(ClashLine {
            id: column.id,
            label: column.label,
            opened: told(opened),
            stored: told(&stored),
            yours: told(yours),
            by_other: was != other,
            by_you: was != mine,
        });
    }
    let typed = save.typed.iter().flat_map(|(id, texts)| {
        // A field that was asked and left empty is sent empty.
        let none = texts.is_empty().then(|| (id.to_owned(), String::new()));
        let all = (1..).zip(texts);
        let all = all.map(move |(n, text)| (format!("{id}.{n}"), text.clone()));
        none.into_iter().chain(all)
    });
    Ok(Clash {
        kind: sheet,
        title: words::editing(held.kind),
        thing: words::thing(view, held.kind, &stored),
        record: held.record.id,
        seen: conflict.stored,
        removed: newest.removed,
        by,
        at: Instant(newest.at).vn(),
        why: newest.reason,
        lines,
        typed: typed.collect(),
        reason: save.reason.clone().unwrap_or_default(),
    })
}

/// Of two tellings the stored one where the editor chose it: the form says no more of the column.
pub fn choose(save: &mut Save, stored: &[&str]) {
    stored.iter().for_each(|id| save.typed.forget(id));
}
