//! Handing out: the typed table becomes rows of `chi-tieu`, checked and stored by the bundle in one
//! transaction. What an agency was given stays; a revision is a further row that supersedes it.

use std::collections::HashSet;

use jiff::civil::Date;
use thidua_domain::bundle::{Fault, Severity};
use thidua_domain::targets::Goal;
use thidua_domain::targets::sheet::TARGETS;
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::table::{AskCascade, Cascade, Cell, Column, Row, cascade};
use super::typed::typed;
use super::{ASSIGN, check, rows};
use crate::access::Caller;
use crate::bundle::{ByKey, Deed, Options, load};
use crate::{App, AppError, State};

/// One cell as it was sent.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Code of the agency below.
    pub agency: String,
    /// Key of the column.
    pub column: String,
    /// What was typed.
    pub text: String,
    /// Code of the target in force that the editor saw; empty: none.
    pub seen: String,
}

/// What is handed out.
#[derive(Clone, Debug, Default)]
pub struct Assign {
    /// Who hands out, in which year, and which targets beside the agency's own.
    pub ask: AskCascade,
    /// Day of assignment.
    pub on: Date,
    /// The paper: a code of `van-ban`, its symbol, or as written.
    pub document: String,
    /// Why what was given is changed; `None`: only what is still empty is filled.
    pub revise: Option<String>,
    /// Hand out although the check says that it does not add up.
    pub anyway: bool,
    /// The cells.
    pub cells: Vec<Told>,
}

/// What is wrong with a cell, or with the whole (`agency` empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// Code of the agency below; empty: not one cell's.
    pub agency: String,
    /// Key of the column; a name of the form's field where it is not one cell's.
    pub column: String,
    /// What is wrong, and the cure.
    pub reason: String,
    /// Whether somebody else stored something there meanwhile.
    pub conflict: bool,
}

/// What handing out came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// How many targets were stored.
    pub stored: usize,
    /// How many agencies they concern.
    pub agencies: usize,
    /// Why nothing was stored.
    pub faults: Vec<CellFault>,
    /// The columns that do not add up, in words; nothing was stored for them unless `anyway`.
    pub uneven: Vec<String>,
}

/// Hands out: all cells or none.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for an agency that is not the actor's to hand out for.
pub async fn assign(app: &App, by: &Caller, new: &Assign) -> Result<Assigned, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ASSIGN, &new.ask.agency)?;
    let ask = AskCascade {
        on: Some(new.on),
        ..new.ask.clone()
    };
    let table = cascade(&view, &ask)?;
    let desk = Desk {
        state: view.state.as_ref(),
        table: &table,
        new,
    };
    let mut done = Assigned {
        faults: desk.head(),
        ..Assigned::default()
    };
    let changes = desk.changes(&mut done.faults);
    if !done.faults.is_empty() {
        return Ok(done);
    }
    if changes.is_empty() {
        let nothing = "Chưa có ô nào thay đổi, nên chưa có gì để giao.";
        done.faults.push(whole("", nothing));
        return Ok(done);
    }
    if !new.anyway {
        done.uneven = desk.uneven(&changes);
        if !done.uneven.is_empty() {
            return Ok(done);
        }
    }
    desk.store(app, by, &changes, done).await
}

/// A fault of no single cell.
fn whole(field: &str, reason: impl Into<String>) -> CellFault {
    CellFault {
        agency: String::new(),
        column: field.to_owned(),
        reason: reason.into(),
        conflict: false,
    }
}

/// A cell that is to be stored.
pub(super) struct Change<'a> {
    pub(super) row: &'a Row,
    pub(super) column: &'a Column,
    pub(super) before: &'a Cell,
    pub(super) goal: Goal,
}

struct Desk<'a> {
    state: &'a State,
    table: &'a Cascade,
    new: &'a Assign,
}

impl<'a> Desk<'a> {
    /// What is wrong with paper, day and reason.
    fn head(&self) -> Vec<CellFault> {
        let mut faults = Vec::new();
        if self.new.document.trim().is_empty() {
            faults.push(whole("van_ban", "Ghi số, ký hiệu văn bản giao chỉ tiêu."));
        }
        if self.new.on > WorkYear(self.table.year).last_day() {
            faults.push(whole(
                "ngay_giao",
                format!("Ngày giao ở sau năm công tác {}.", self.table.year),
            ));
        }
        let reason = self.new.revise.as_deref();
        if reason.is_some_and(|reason| reason.trim().is_empty()) {
            faults.push(whole("ly_do", "Ghi lý do điều chỉnh."));
        }
        faults
    }

    fn find(&self, told: &Told) -> Option<(&'a Row, &'a Column, &'a Cell)> {
        let row = self
            .table
            .rows
            .iter()
            .find(|row| row.agency == told.agency)?;
        let mut columns = self.table.columns.iter().zip(&row.cells);
        let (column, cell) = columns.find(|(column, _)| column.key == told.column)?;
        Some((row, column, cell))
    }

    /// The cells that say something new.
    fn changes(&self, faults: &mut Vec<CellFault>) -> Vec<Change<'a>> {
        let mut changes = Vec::new();
        for told in &self.new.cells {
            let mut refuse = |reason: String, conflict: bool| {
                faults.push(CellFault {
                    agency: told.agency.clone(),
                    column: told.column.clone(),
                    reason,
                    conflict,
                });
            };
            let Some((row, column, before)) = self.find(told) else {
                if !text::clean(&told.text).is_empty() {
                    let day = thidua_domain::time::vn(self.new.on);
                    refuse(
                        format!("Vào ngày {day} đơn vị này không thuộc cơ quan giao."),
                        false,
                    );
                }
                continue;
            };
            let read = match typed(column, &told.text) {
                Ok(read) => read,
                Err(reason) => {
                    refuse(reason, false);
                    continue;
                }
            };
            let Some(goal) = read.goal else {
                if before.given && self.new.revise.is_some() {
                    refuse(
                        "Chỉ tiêu đã giao không bỏ trống được: ghi mức mới, hoặc giữ mức cũ."
                            .into(),
                        false,
                    );
                }
                continue;
            };
            let same = match goal {
                Goal::Number(number) => before.goal == Some(number),
                Goal::LastYear => before.value.as_deref() == Some("nam_truoc"),
            };
            if before.given && same {
                continue;
            }
            if before.target.as_deref().unwrap_or_default() != told.seen {
                let stored = before.printed.as_deref().unwrap_or("–");
                refuse(
                    format!("Trong lúc anh/chị nhập, ô này đã được người khác giao: {stored}."),
                    true,
                );
                continue;
            }
            match (before.given, &self.new.revise, &before.target) {
                (true, None, _) => refuse(
                    "Đã giao; muốn đổi thì dùng «Điều chỉnh chỉ tiêu».".into(),
                    false,
                ),
                (true, Some(_), None) => refuse(
                    "Dòng chỉ tiêu này không có mã nên chưa điều chỉnh được: đặt mã cho dòng trước."
                        .into(),
                    false,
                ),
                _ => changes.push(Change {
                    row,
                    column,
                    before,
                    goal,
                }),
            }
        }
        changes
    }

    /// The columns that would not add up, in words.
    fn uneven(&self, changes: &[Change<'_>]) -> Vec<String> {
        let mut values = self.table.in_force();
        for change in changes {
            let at = self
                .table
                .columns
                .iter()
                .position(|one| one == change.column);
            let row = self.table.rows.iter().position(|one| one == change.row);
            let cell = at
                .and_then(|at| values.get_mut(at))
                .zip(row)
                .and_then(|(column, row)| column.get_mut(row));
            if let Some(cell) = cell {
                *cell = match change.goal {
                    Goal::Number(number) => Some(number),
                    Goal::LastYear => None,
                };
            }
        }
        check(self.state, self.table, &values)
            .into_iter()
            .filter(|check| check.outcome == "broken")
            .map(|check| format!("{}: {}", check.name, check.words))
            .collect()
    }

    async fn store(
        &self,
        app: &App,
        by: &Caller,
        changes: &[Change<'_>],
        mut done: Assigned,
    ) -> Result<Assigned, AppError> {
        let made = rows::bundle(self.state, self.table, self.new, changes);
        let command = match self.new.revise {
            Some(_) => "targets.revise",
            None => "targets.assign",
        };
        // None of the rows is there yet: a colleague may hand out at the same moment.
        let mut expected = ByKey::default();
        for key in &made.keys {
            expected.set(TARGETS.name, key.as_str(), 0);
        }
        let options = Options {
            channel: by.channel.to_owned(),
            revise: self.new.revise.clone(),
            expected,
            deed: Some(Deed {
                command,
                subject: made.bundle.name.clone(),
                name: by.name.clone(),
            }),
            ..Options::default()
        };
        let loaded = load(app, &by.actor, &made.bundle, &options).await?;
        if loaded.refused() {
            let errors = loaded
                .faults
                .iter()
                .filter(|fault| fault.severity == Severity::Error)
                .map(|fault| fault_of(changes, fault));
            let conflicts = loaded.conflicts.iter().filter_map(|conflict| {
                let change = change_at(changes, conflict.row)?;
                let why = format!(
                    "Trong lúc anh/chị nhập, ô này đã được {} giao. Mở lại trang để xem.",
                    conflict.by
                );
                Some(at_cell(change, why, true))
            });
            done.faults = errors.chain(conflicts).collect();
            return Ok(done);
        }
        let agencies: HashSet<&str> = changes
            .iter()
            .map(|change| change.row.agency.as_str())
            .collect();
        done.stored = loaded.stored.get("chi-tieu").copied().unwrap_or(0);
        done.agencies = agencies.len();
        Ok(done)
    }
}

/// The change a row of the bundle was made of; the headings are its first row.
fn change_at<'a, 'b>(changes: &'b [Change<'a>], row: u32) -> Option<&'b Change<'a>> {
    let at = usize::try_from(row).ok()?.checked_sub(2)?;
    changes.get(at)
}

fn at_cell(change: &Change<'_>, reason: String, conflict: bool) -> CellFault {
    CellFault {
        agency: change.row.agency.clone(),
        column: change.column.key.clone(),
        reason,
        conflict,
    }
}

/// A fault of the bundle at its cell; one of the head at the head's field.
fn fault_of(changes: &[Change<'_>], fault: &Fault) -> CellFault {
    let reason = format!("{} {}", fault.reason, fault.cure);
    let field = match fault.column.as_str() {
        "Văn bản" => Some("van_ban"),
        "Ngày giao" => Some("ngay_giao"),
        _ => None,
    };
    match (field, change_at(changes, fault.row)) {
        (Some(field), _) => whole(field, reason),
        (None, Some(change)) => at_cell(change, reason, false),
        (None, None) => whole("", reason),
    }
}
