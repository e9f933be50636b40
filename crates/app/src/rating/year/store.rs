//! Storing the levels of a year: rows of the sheet `danh-gia`, by the one write path.

use std::collections::BTreeMap;

use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::{Severity, Values};
use thidua_domain::rating::{Level, SHEET};
use thidua_domain::text;
use thidua_domain::time::WorkYear;
use thidua_store::{StoreError, records};

use super::{AskYear, Table, key, table, values};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, REASON};
use crate::{App, AppError};

/// What writing ratings asks for.
pub const WRITES: Permission = bundle::PERMISSION;

/// What was typed for one subject.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The level, as written.
    pub text: String,
    /// Number of the revision the editor saw; 0: none.
    pub seen: i64,
}

/// What is wrong with one row, or with the form where no subject is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Code of the person or unit; empty: of the form.
    pub subject: String,
    /// `muc`, `ly_do` or `van_ban`.
    pub field: &'static str,
    /// What is wrong and what cures it.
    pub reason: String,
    /// Whether somebody else stored it meanwhile.
    pub conflict: bool,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// How many were stored or taken away; 0 with no fault: nothing was changed.
    pub stored: usize,
    /// Number of the event, for undoing it.
    pub event: Option<i64>,
    /// What is wrong; then nothing is stored.
    pub faults: Vec<Fault>,
}

/// Stores the levels of the rows that differ from what is stored, all or nothing. `document` is the paper that
/// decides the changed ones; an emptied level takes the rating away.
///
/// # Errors
/// [`AppError::NotFound`] for an agency, person or unit out of reach.
pub async fn store(
    app: &App,
    by: &Caller,
    ask: &AskYear,
    told: &BTreeMap<String, Told>,
    (document, reason): (&str, &str),
) -> Result<Done, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(WRITES, Target::Any)?;
    let table = table(app, &view, ask).await?;
    let reason = text::clean(reason);
    let mut work = Work {
        options: Options {
            revise: (!reason.is_empty()).then_some(reason),
            channel: by.channel.to_owned(),
            replace: true,
            deed: Some(Deed {
                command: "rating.enter",
                subject: format!("danh-gia {}", ask.agency),
                name: by.name.clone(),
            }),
            ..Options::default()
        },
        rows: Vec::new(),
        subjects: Vec::new(),
        faults: Vec::new(),
    };
    let stored = stored(app, &table).await?;
    for (subject, told) in told {
        work.take(&table, &stored, (subject, told), &text::clean(document))?;
    }
    if !work.faults.is_empty() {
        return Ok(Done {
            faults: work.faults,
            ..Done::default()
        });
    }
    work.finish(app, by).await
}

/// The stored rows of a table, by subject.
async fn stored(app: &App, table: &Table) -> Result<BTreeMap<String, Values>, AppError> {
    let year = WorkYear(table.year);
    let keys: Vec<(String, String)> = table
        .rows
        .iter()
        .map(|row| (key(&row.subject, year), row.subject.clone()))
        .collect();
    let wanted: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
    let snapshot = app.db().read().await?;
    let mut found = BTreeMap::new();
    for record in records::among(&snapshot, SHEET.name, &wanted, &[]).await? {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let subject = row.text("ma_doi_tuong");
        if let Some(subject) = subject.filter(|_| !record.removed) {
            found.insert(subject, row);
        }
    }
    Ok(found)
}

struct Work {
    options: Options,
    rows: Vec<bundle::Told>,
    /// Subjects of the rows, in their order.
    subjects: Vec<String>,
    faults: Vec<Fault>,
}

impl Work {
    fn take(
        &mut self,
        table: &Table,
        stored: &BTreeMap<String, Values>,
        (subject, told): (&str, &Told),
        document: &str,
    ) -> Result<(), AppError> {
        let mut rows = table.rows.iter();
        let row = rows.find(|row| row.subject == subject && row.writes);
        let row = row.ok_or(AppError::NotFound)?;
        let written = told.text.trim();
        let level = Level::spelt(written);
        if level.is_none() && !written.is_empty() {
            self.faults.push(Fault {
                subject: subject.to_owned(),
                field: "muc",
                reason: format!(
                    "«{written}» không phải mức xếp loại. Gõ 1, 2, 3, 4 hoặc HTXSNV, HTTNV, HTNV, KHTNV."
                ),
                conflict: false,
            });
            return Ok(());
        }
        // What was not touched is not looked at, also where others changed it meanwhile.
        if level.map(Level::code) == row.level {
            return Ok(());
        }
        let year = WorkYear(table.year);
        let key = key(subject, year);
        self.options
            .expected
            .set(SHEET.name, key.as_str(), told.seen);
        let Some(level) = level else {
            let removed = self.options.removed.entry(SHEET.name).or_default();
            removed.push(key);
            return Ok(());
        };
        let mut values = stored
            .get(subject)
            .cloned()
            .unwrap_or_else(|| values(subject, year));
        values.set("muc_xep_loai", level.code());
        if !document.is_empty() {
            values.set("van_ban", document);
        }
        self.subjects.push(subject.to_owned());
        self.rows.push(bundle::Told {
            def: &SHEET,
            number: u32::try_from(self.subjects.len()).unwrap_or(u32::MAX),
            values,
        });
        Ok(())
    }

    async fn finish(self, app: &App, by: &Caller) -> Result<Done, AppError> {
        let removed = self.options.removed.values().map(Vec::len).sum::<usize>();
        let changed = self.rows.len() + removed;
        if changed == 0 {
            return Ok(Done::default());
        }
        let loaded = bundle::store(app, &by.actor, self.rows, Vec::new(), &self.options).await?;
        let subject = |row: u32| {
            let at = usize::try_from(row).ok().and_then(|row| row.checked_sub(1));
            at.and_then(|at| self.subjects.get(at))
                .cloned()
                .unwrap_or_default()
        };
        let mut faults: Vec<Fault> = loaded
            .conflicts
            .iter()
            .map(|conflict| Fault {
                subject: subject(conflict.row),
                field: "muc",
                reason: "Người khác vừa sửa mức này. Xem lại mức đã lưu rồi ghi lại.".to_owned(),
                conflict: true,
            })
            .collect();
        let errors = loaded.faults.iter();
        for fault in errors.filter(|fault| fault.severity == Severity::Error) {
            let of_form = fault.column == REASON;
            faults.push(Fault {
                subject: if of_form {
                    String::new()
                } else {
                    subject(fault.row)
                },
                field: if of_form { "ly_do" } else { "muc" },
                reason: format!("{} {}", fault.reason, fault.cure),
                conflict: false,
            });
        }
        // Several rows ask for one reason.
        faults.dedup();
        if !faults.is_empty() {
            return Ok(Done {
                faults,
                ..Done::default()
            });
        }
        Ok(Done {
            stored: changed,
            event: loaded.event,
            faults,
        })
    }
}
