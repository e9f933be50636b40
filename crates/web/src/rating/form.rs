//! What the page of a year holds: the paper, the reason, and the typed level of each row.

use std::collections::BTreeMap;

use minijinja::{Value, context};
use thidua_app::rating::year::{Done, Fault, Row, Table, Told};

use crate::ask::Ask;
use crate::problem::Problem;

/// Fields of a row: `o:subject` is what was typed, `goc:subject` the revision that was seen.
const TYPED: &str = "o:";
const SEEN: &str = "goc:";

/// The form as it was opened or sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) document: String,
    pub(super) reason: String,
    rows: BTreeMap<String, Sent>,
}

#[derive(Clone, Debug, Default)]
struct Sent {
    text: Option<String>,
    seen: i64,
}

impl Form {
    /// The form as it was sent.
    pub(super) fn sent(ask: &Ask) -> Result<Self, Problem> {
        let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
        let mut form = Self {
            document: text("van_ban"),
            reason: text("ly_do"),
            rows: BTreeMap::new(),
        };
        for (name, value) in ask.form.pairs() {
            if let Some(subject) = name.strip_prefix(TYPED) {
                form.row(subject).text = Some(value.trim().to_owned());
            } else if let Some(subject) = name.strip_prefix(SEEN) {
                let seen = value.parse();
                form.row(subject).seen =
                    seen.map_err(|_| Problem::field("goc", "số bản đã xem không đọc được"))?;
            }
        }
        Ok(form)
    }

    fn row(&mut self, subject: &str) -> &mut Sent {
        self.rows.entry(subject.to_owned()).or_default()
    }

    /// What was typed for a subject.
    pub(super) fn text(&self, subject: &str) -> Option<&str> {
        self.rows.get(subject)?.text.as_deref()
    }

    /// What was typed, by subject.
    pub(super) fn texts(&self) -> BTreeMap<String, String> {
        let typed = self.rows.iter();
        typed
            .filter_map(|(subject, sent)| Some((subject.clone(), sent.text.clone()?)))
            .collect()
    }

    /// What is to be stored, by subject.
    pub(super) fn told(&self) -> BTreeMap<String, Told> {
        let typed = self.rows.iter();
        typed
            .filter_map(|(subject, sent)| {
                let text = sent.text.clone()?;
                Some((
                    subject.clone(),
                    Told {
                        text,
                        seen: sent.seen,
                    },
                ))
            })
            .collect()
    }

    /// The cell of a row.
    pub(super) fn cell(
        &self,
        line: usize,
        row: &Row,
        stored: Option<String>,
        done: Option<&Done>,
    ) -> Value {
        let stored = stored.unwrap_or_default();
        let typed = self.text(&row.subject);
        let text = typed.map_or_else(|| stored.clone(), str::to_owned);
        let fault = done.and_then(|done| {
            let mut faults = done.faults.iter();
            faults.find(|fault| fault.subject == row.subject)
        });
        let (state, says, why) = match fault {
            Some(fault) if fault.conflict => {
                let now = if stored.is_empty() {
                    "chưa xếp loại"
                } else {
                    stored.as_str()
                };
                (
                    "flagged",
                    format!("Người khác đã lưu: {now}"),
                    fault.reason.clone(),
                )
            }
            Some(fault) => ("invalid", "Cần sửa".to_owned(), fault.reason.clone()),
            None if text != stored => ("pending", "Chưa ghi".to_owned(), String::new()),
            None if stored.is_empty() => ("", String::new(), String::new()),
            None => ("saved", "Đã ghi".to_owned(), String::new()),
        };
        context! {
            id => format!("o-{line}"),
            name => format!("{TYPED}{}", row.subject),
            seen_name => format!("{SEEN}{}", row.subject),
            text, stored, state, says, why,
        }
    }
}

/// What is wrong, for the head of the page: with the row or field it is about.
pub(super) fn messages(found: &Table, done: &Done) -> Vec<Value> {
    let message = |fault: &Fault| {
        let mut rows = found.rows.iter();
        let line = rows.position(|row| row.subject == fault.subject);
        let (id, label) = match line.and_then(|line| Some((line, found.rows.get(line)?))) {
            Some((line, row)) => (format!("o-{line}"), row.name.clone()),
            None if fault.field == "ly_do" => ("ly-do".to_owned(), "Lý do sửa đổi".to_owned()),
            None => (String::new(), String::new()),
        };
        context! { id, label, reason => &fault.reason }
    };
    done.faults.iter().map(message).collect()
}
