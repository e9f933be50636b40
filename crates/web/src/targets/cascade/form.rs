//! What a form of handing down holds: paper, day, reason, and the typed cells by agency and column.

use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::targets::cascade::{
    AskCascade, Assign, Assigned, Cascade, CellFault, Column, Proposed, Row, Told,
};
use thidua_domain::time::{WorkYear, parse_date, vn};

use crate::ask::Ask;
use crate::problem::Problem;

/// Fields of cells: `o:agency:column` is what was typed, `goc:agency:column` the target that was there.
const TYPED: &str = "o";
const SEEN: &str = "goc";

/// The form as it was opened or sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) ask: AskCascade,
    /// Whether what was given is being revised.
    pub(super) revising: bool,
    document: String,
    /// The day as written.
    day: String,
    reason: String,
    anyway: bool,
    cells: BTreeMap<(String, String), Sent>,
    /// Whether the cells come from the browser: an empty one was emptied.
    sent: bool,
}

#[derive(Clone, Debug, Default)]
struct Sent {
    text: String,
    seen: String,
    proposed: bool,
}

impl Form {
    /// The page as it is opened.
    pub(super) fn opened(ask: &Ask) -> Result<Self, Problem> {
        let year: Option<i16> = ask.query.read("nam")?;
        let year = year.unwrap_or_else(|| WorkYear::of(ask.today).0);
        if !(1945..=2200).contains(&year) {
            return Err(Problem::field("nam", "năm công tác không có"));
        }
        let told = ask
            .query
            .text("ngay")
            .map(|_| ask.day("ngay"))
            .transpose()?;
        let also = ask.query.pairs().filter(|(name, _)| *name == "them");
        Ok(Self {
            ask: AskCascade {
                agency: ask.part("ma")?.to_owned(),
                year,
                on: told,
                also: also
                    .map(|(_, code)| code.to_owned())
                    .filter(|code| !code.is_empty())
                    .collect(),
            },
            revising: ask.query.text("che-do") == Some("dieu-chinh"),
            ..Self::default()
        })
    }

    /// The form as it was sent: its own day goes before that of the address.
    pub(super) fn sent(ask: &Ask) -> Result<Self, Problem> {
        let mut form = Self::opened(ask)?;
        let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
        form.document = text("van_ban");
        form.day = text("ngay_giao");
        form.reason = text("ly_do");
        form.anyway = ask.form.text("van_giao").is_some();
        form.sent = true;
        if let Ok(day) = parse_date(&form.day) {
            form.ask.on = Some(day);
        }
        for (name, value) in ask.form.pairs() {
            let mut parts = name.splitn(3, ':');
            let (Some(kind), Some(agency), Some(column)) =
                (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            if ![TYPED, SEEN].contains(&kind) {
                continue;
            }
            let cell = form.cells.entry((agency.to_owned(), column.to_owned()));
            let cell = cell.or_default();
            match kind {
                TYPED => cell.text = value.trim().to_owned(),
                _ => cell.seen = value.trim().to_owned(),
            }
        }
        Ok(form)
    }

    pub(super) fn mode(&self) -> &'static str {
        if self.revising { "dieu-chinh" } else { "giao" }
    }

    /// What was typed into a cell, where the browser sent it.
    pub(super) fn text(&self, agency: &str, column: &str) -> Option<&str> {
        let cell = self.cells.get(&(agency.to_owned(), column.to_owned()))?;
        Some(cell.text.as_str())
    }

    /// The command.
    pub(super) fn assign(&self) -> Result<Assign, CellFault> {
        let day: Date = parse_date(&self.day).map_err(|fault| CellFault {
            agency: String::new(),
            column: "ngay_giao".to_owned(),
            reason: format!("{} {}", fault.reason(), fault.cure()),
            conflict: false,
        })?;
        let cells = self.cells.iter().map(|((agency, column), cell)| Told {
            agency: agency.clone(),
            column: column.clone(),
            text: cell.text.clone(),
            seen: cell.seen.clone(),
        });
        Ok(Assign {
            ask: self.ask.clone(),
            on: day,
            document: self.document.clone(),
            revise: self.revising.then(|| self.reason.clone()),
            anyway: self.anyway,
            cells: cells.collect(),
        })
    }

    /// The form with a proposal in its empty cells.
    pub(super) fn proposed(&self, found: &Cascade, proposed: Option<&[Proposed]>) -> Self {
        let mut form = self.clone();
        for (at, (column, proposed)) in found
            .columns
            .iter()
            .zip(proposed.unwrap_or_default())
            .enumerate()
        {
            for (row, text) in found.rows.iter().zip(&proposed.values) {
                let given = row.cells.get(at).is_some_and(|cell| cell.given);
                if let Some(text) = text.as_ref().filter(|_| !given || self.revising) {
                    let cell = Sent {
                        text: text.clone(),
                        seen: String::new(),
                        proposed: true,
                    };
                    let key = (row.agency.clone(), column.key.clone());
                    form.cells.insert(key, cell);
                }
            }
        }
        form
    }

    /// What the fields above the table hold.
    pub(super) fn shown(&self) -> Value {
        let day = match (self.day.as_str(), self.ask.on) {
            ("", Some(day)) => vn(day),
            (written, _) => written.to_owned(),
        };
        context! {
            document => &self.document, day, reason => &self.reason, anyway => self.anyway,
            also => &self.ask.also, sent => self.sent,
        }
    }

    /// One cell of the table.
    pub(super) fn cell(
        &self,
        (line, row): (usize, &Row),
        (at, column): (usize, &Column),
        done: Option<&Assigned>,
    ) -> Value {
        let stored = row.cells.get(at).cloned().unwrap_or_default();
        let key = (row.agency.clone(), column.key.clone());
        let sent = self.cells.get(&key);
        let printed = stored.printed.clone().unwrap_or_default();
        let text = sent.map_or_else(|| printed.clone(), |cell| cell.text.clone());
        let locked = stored.given && !self.revising;
        let fault = done.and_then(|done| {
            let mut faults = done.faults.iter();
            faults.find(|fault| fault.agency == row.agency && fault.column == column.key)
        });
        let changed = text != printed;
        let by = [stored.document.clone(), stored.assigned_on.clone()];
        let by: Vec<String> = by.into_iter().flatten().collect();
        let (state, says, why) = match fault {
            Some(fault) if fault.conflict => {
                ("flagged", "Người khác đã giao", fault.reason.clone())
            }
            Some(fault) => ("invalid", "Cần sửa", fault.reason.clone()),
            None if locked => ("locked", "Đã giao", by.join(", ")),
            None if sent.is_some_and(|cell| cell.proposed) => {
                ("pending", "Đề xuất", "Mức đề xuất, chưa giao.".to_owned())
            }
            None if changed => ("pending", "Chưa giao", String::new()),
            None if stored.given => ("saved", "Đã giao", by.join(", ")),
            None => ("", "", String::new()),
        };
        context! {
            id => format!("o-{line}-{at}"),
            name => format!("{TYPED}:{}:{}", row.agency, column.key),
            seen_name => format!("{SEEN}:{}:{}", row.agency, column.key),
            seen => stored.target.clone().unwrap_or_default(),
            label => format!("{}, {}", row.name, column.name),
            text => if locked && fault.is_none() { printed.clone() } else { text },
            locked, state, says, why,
            printed,
        }
    }
}

/// What is wrong, for the head of the page: with the cell it is about.
pub(super) fn messages(found: &Cascade, done: &Assigned) -> Vec<Value> {
    let place = |fault: &CellFault| {
        let line = found.rows.iter().position(|row| row.agency == fault.agency);
        let at = found
            .columns
            .iter()
            .position(|column| column.key == fault.column);
        let (line, at) = (line?, at?);
        let label = format!(
            "{}, {}",
            found.rows.get(line)?.name,
            found.columns.get(at)?.name
        );
        Some((format!("o-{line}-{at}"), label))
    };
    let message = |fault: &CellFault| {
        let field = match fault.column.as_str() {
            "van_ban" => Some(("van-ban", "Văn bản")),
            "ngay_giao" => Some(("ngay-giao", "Ngày giao")),
            "ly_do" => Some(("ly-do", "Lý do điều chỉnh")),
            _ => None,
        };
        let field = field.map(|(id, label)| (id.to_owned(), label.to_owned()));
        let (id, label) = place(fault).or(field).unwrap_or_default();
        context! { id, label, reason => &fault.reason }
    };
    done.faults.iter().map(message).collect()
}
