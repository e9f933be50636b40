//! The rows of `chi-tieu` that a handing out makes.

use std::collections::HashSet;

use thidua_domain::bundle::{Cell, Values};
use thidua_domain::targets::Goal;
use thidua_domain::targets::sheet::TARGETS;
use thidua_domain::text;
use thidua_files::grid::{Grid, GridRow};

use super::assign::{Assign, Change};
use super::table::Cascade;
use crate::State;
use crate::bundle::Bundle;

/// Headings of the rows.
const HEADINGS: [&str; 13] = [
    "Mã",
    "Mã cơ quan",
    "Năm công tác",
    "Đến tháng",
    "Nhóm án",
    "Mã chỉ tiêu",
    "Phép so",
    "Giá trị",
    "Đơn vị giao",
    "Văn bản",
    "Ngày giao",
    "Thay cho",
    "Ghi chú",
];

/// The rows, and what names each as a record.
pub(super) struct Made {
    pub(super) bundle: Bundle,
    pub(super) keys: Vec<String>,
}

/// One row a change, in their order, under the headings.
pub(super) fn bundle(state: &State, table: &Cascade, new: &Assign, changes: &[Change<'_>]) -> Made {
    let heading = GridRow {
        number: 1,
        cells: HEADINGS.iter().map(|heading| cell(heading)).collect(),
    };
    let mut maker = Maker {
        state,
        table,
        new,
        document: document(state, table, new),
        taken: HashSet::new(),
    };
    let rows: Vec<GridRow> = (2..)
        .zip(changes)
        .map(|(number, change)| GridRow {
            number,
            cells: maker.row(change),
        })
        .collect();
    let what = match new.revise {
        Some(_) => "Điều chỉnh chỉ tiêu",
        None => "Giao chỉ tiêu",
    };
    let keys = maker.taken.iter().map(|code| {
        let mut values = Values::default();
        values.set("ma", code);
        values.key(&TARGETS)
    });
    Made {
        keys: keys.collect(),
        bundle: Bundle {
            name: format!("{what} năm {} của {}", table.year, table.name),
            sheets: vec![Grid {
                name: TARGETS.name.to_owned(),
                hidden: false,
                rows: std::iter::once(heading).chain(rows).collect(),
                ..Grid::default()
            }],
            ..Bundle::default()
        },
    }
}

fn cell(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

/// The paper by its code, where its symbol names one paper; else as written.
fn document(state: &State, table: &Cascade, new: &Assign) -> String {
    let written = text::clean(&new.document);
    if state.documents.contains_key(&written) {
        return written;
    }
    let mut named = state.documents.values().filter(|document| {
        let issuer = document.issuer.as_deref();
        document.symbol.as_deref() == Some(written.as_str())
            && issuer.is_none_or(|issuer| issuer == table.agency)
    });
    match (named.next(), named.next()) {
        (Some(document), None) => document.code.clone(),
        _ => written,
    }
}

struct Maker<'a> {
    state: &'a State,
    table: &'a Cascade,
    new: &'a Assign,
    document: String,
    taken: HashSet<String>,
}

impl Maker<'_> {
    fn row(&mut self, change: &Change<'_>) -> Vec<Cell> {
        let column = change.column;
        let month = column.until_month.map(|month| month.to_string());
        let value = match change.goal {
            Goal::Number(number) => Cell::Number(number.to_string()),
            Goal::LastYear => cell("nam_truoc"),
        };
        let reason = self.new.revise.as_deref().map(text::clean);
        let note = reason.map(|reason| format!("Lý do điều chỉnh: {reason}"));
        let code = self.code(change);
        vec![
            cell(&code),
            cell(&change.row.agency),
            cell(&self.table.year.to_string()),
            cell(month.as_deref().unwrap_or_default()),
            cell(column.group.as_deref().unwrap_or_default()),
            cell(&column.code),
            cell(&column.op),
            value,
            cell(&self.table.agency),
            cell(&self.document),
            Cell::Date(self.new.on),
            cell(change.before.target.as_deref().unwrap_or_default()),
            cell(note.as_deref().unwrap_or_default()),
        ]
    }

    /// A code of its own for the row: `ct-khu-a1-2026-viec.ty-le`; revisions end in `-dc1`, `-dc2` …
    fn code(&mut self, change: &Change<'_>) -> String {
        let column = change.column.key.replace(['~', '_'], "-");
        let base = format!("ct-{}-{}-{column}", change.row.agency, self.table.year);
        let revises = change.before.given;
        let mark = if revises { "-dc" } else { "-" };
        let first = (!revises).then(|| base.clone());
        let from = if revises { 1 } else { 2 };
        let numbered = (from..).map(|number| format!("{base}{mark}{number}"));
        let known = |code: &str| {
            let mut all = self.state.targets.iter();
            all.any(|target| target.code.as_deref() == Some(code))
        };
        let mut candidates = first.into_iter().chain(numbered);
        let code = candidates.find(|code| !known(code) && !self.taken.contains(code));
        let code = code.unwrap_or(base);
        self.taken.insert(code.clone());
        code
    }
}
