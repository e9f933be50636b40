//! Faults of the bundle at the cells of the user's own file, in the words of its headings.

use thidua_domain::bundle::{Column, Fault, Kind, Severity, SheetDef};
use thidua_domain::text;

use super::checked::{Checked, Origin, Origins, Told};
use super::codes::Reading;
use super::plan::Plan;
use super::speak::Speaker;
use super::table::Table;
use crate::State;

/// How a fault begins that stored data contradict: it can be answered, not only mended.
const UNLIKE: &str = "Khác với nội dung đã lưu";

/// What stands before the name an unusual spelling was taken for.
const NAMED_AS: &str = "đã hiểu là";

/// Where a fault belongs.
pub(super) enum Placed {
    /// Of no row.
    Nowhere(Told),
    /// Nothing a user need know.
    Unsaid,
    /// Of a cell or a row.
    At(Found),
}

/// A fault at its row.
pub(super) struct Found {
    /// The row.
    pub(super) at: Origin,
    /// The column of the table; `None`: of the row as a whole.
    pub(super) column: Option<String>,
    /// The column of the bundle that stored data contradict.
    pub(super) unlike: Option<String>,
    /// What is told.
    pub(super) told: Told,
}

/// Puts faults where they belong.
pub(super) struct Placer<'a> {
    plan: &'a Plan,
    checked: &'a Checked,
    speaker: Speaker<'a>,
    origins: &'a Origins,
}

impl<'a> Placer<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        checked: &'a Checked,
        state: &'a State,
        origins: &'a Origins,
    ) -> Self {
        Self {
            plan,
            checked,
            speaker: Speaker { state },
            origins,
        }
    }

    /// Where a fault belongs, and what is said of it.
    pub(super) fn place(&self, fault: &Fault) -> Placed {
        let at = self.origins.of(&fault.sheet, fault.row);
        let found = at.and_then(|at| {
            let table = self.checked.tables.get(at.0)?.as_ref()?;
            Some((at, table))
        });
        let Some((at, table)) = found else {
            return Placed::Nowhere(told(fault, plainly(&fault.reason), plainly(&fault.cure)));
        };
        let mut columns = table.def.columns.iter();
        let column = columns.find(|column| column.heading == fault.column);
        let id = column.map(|column| column.id).unwrap_or_default();
        let (reason, cure) = self.said(fault, at, table, column);
        let unclear = |id: &str| {
            let line = self
                .checked
                .laid
                .get(&at.0)
                .and_then(|laid| laid.line(at.1));
            let mut readings = line.into_iter().flat_map(|line| &line.readings);
            readings.any(|(of, reading)| *of == id && matches!(reading, Reading::Unclear(..)))
        };
        // Whether it is a person or an office shows once one knows who it is.
        let follows = id == "doi_tuong" && unclear("ma_doi_tuong");
        let follows = follows && column.is_some_and(|column| is_lacking(fault, column));
        if follows || is_spelling(fault, column, &reason) {
            return Placed::Unsaid;
        }
        let mut told = told(fault, reason, cure);
        let shown = shown_at(table, id, at.2);
        if let (None, Some(column), false) = (&shown, column, told.conflict) {
            told.reason = format!("{}: {}", column.label, told.reason);
        }
        Placed::At(Found {
            at,
            column: shown,
            unlike: told.conflict.then(|| id.to_owned()),
            told,
        })
    }

    /// Reason and cure in the words of the file.
    fn said(
        &self,
        fault: &Fault,
        at: Origin,
        table: &Table,
        column: Option<&Column>,
    ) -> (String, String) {
        let id = column.map(|column| column.id).unwrap_or_default();
        let line = self
            .checked
            .laid
            .get(&at.0)
            .and_then(|laid| laid.line(at.1));
        let reading = line.and_then(|line| line.readings.iter().find(|(of, _)| *of == id));
        if let Some((_, Reading::Unclear(reason, cure))) = reading {
            return (reason.clone(), cure.clone());
        }
        if let Some(column) = column.filter(|column| is_lacking(fault, column)) {
            return lacking(table, column);
        }
        let said = (
            fault.reason.as_str(),
            fault.cure.as_str(),
            fault.value.as_str(),
        );
        let (reason, cure) = self.speaker.say(table.def, column, said);
        let own = |text: &str| {
            let numbered = self.renumbered(text, &fault.sheet, at.0);
            plainly(&headed(&numbered, table))
        };
        (own(&reason), own(&cure))
    }

    /// `dòng 1797` of the bundle as the row of the file it came from.
    fn renumbered(&self, text: &str, sheet: &str, here: usize) -> String {
        outside_quotes(text, |text| {
            let mut parts = text.split("dòng ");
            let mut result = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                let rest = part.get(digits.len()..).unwrap_or_default();
                let origin = digits
                    .parse()
                    .ok()
                    .and_then(|row| self.origins.of(sheet, row));
                result.push_str("dòng ");
                match origin {
                    Some((at, row, _)) => {
                        result.push_str(&row.to_string());
                        let other = self.plan.sheets.get(at).filter(|_| at != here);
                        if let Some(other) = other {
                            let called = self.plan.called(other);
                            result.push_str(&format!(" của trang «{called}»"));
                        }
                    }
                    None => result.push_str(&digits),
                }
                result.push_str(rest);
            }
            result
        })
    }
}

/// Whether it only tells how an award may be spelt: capital letters alone make no other name.
fn is_spelling(fault: &Fault, column: Option<&Column>, reason: &str) -> bool {
    let award = column.is_some_and(|column| column.kind == Kind::Award);
    if !award || fault.severity != Severity::Warning {
        return false;
    }
    let named = reason.split_once(NAMED_AS).map(|(_, named)| named);
    named.is_some_and(|named| text::heading_key(named) == text::heading_key(&fault.value))
}

/// Whether a fault tells of a cell that is required and empty.
fn is_lacking(fault: &Fault, column: &Column) -> bool {
    fault.value.is_empty() && fault.reason == format!("Thiếu {}.", column.heading)
}

fn lacking(table: &Table, column: &Column) -> (String, String) {
    let own = table.columns.iter().find(|shown| shown.to == column.id);
    let in_file = own.is_some_and(|shown| !shown.from.is_empty());
    if table.of_file && !in_file {
        return (
            format!("Tệp không có cột «{}».", column.label),
            "Điền vào ô này, hoặc bấm «Chọn lại cột» để chỉ ra cột của tệp hay ghi một giá trị chung cho cả trang."
                .to_owned(),
        );
    }
    let heading = own.map_or(column.label, |shown| shown.heading.as_str());
    (
        format!("Ô «{heading}» còn trống."),
        "Điền vào ô này, hoặc bỏ dòng.".to_owned(),
    )
}

fn told(fault: &Fault, reason: String, cure: String) -> Told {
    let conflict = fault.reason.starts_with(UNLIKE);
    Told {
        severity: fault.severity,
        conflict,
        reason,
        cure: match conflict {
            true => "Chọn giữ nội dung đã lưu, hoặc lấy theo dòng này.".to_owned(),
            false => cure,
        },
    }
}

/// The column of the table that shows a column of the bundle, or a part of a wide row.
fn shown_at(table: &Table, id: &str, part: u32) -> Option<String> {
    let value = matches!(id, "gia_tri" | "ma_so_lieu" | "don_vi_tinh");
    if part > 0 && (value || table.column(id).is_none()) {
        let figures = table
            .columns
            .iter()
            .filter(|column| column.to.contains(':'));
        let nth = usize::try_from(part - 1).ok()?;
        return figures.map(|column| column.to.clone()).nth(nth);
    }
    table.column(id).map(|_| id.to_owned())
}

/// Columns of the bundle by what the file calls them.
fn headed(text: &str, table: &Table) -> String {
    let shown = |column: &Column| {
        let own = table.columns.iter().find(|shown| shown.to == column.id);
        own.map_or_else(|| column.label.to_owned(), |shown| shown.heading.clone())
    };
    let mut names: Vec<(&str, String)> = names(table.def)
        .map(|column| (column.heading, shown(column)))
        .filter(|(heading, shown)| heading != shown)
        .collect();
    names.sort_by_key(|(heading, _)| std::cmp::Reverse(heading.len()));
    outside_quotes(text, |text| {
        let mut text = text.to_owned();
        for (at, (heading, _)) in names.iter().enumerate() {
            text = text.replace(heading, &format!("\u{1}{at}\u{2}"));
        }
        for (at, (_, shown)) in names.iter().enumerate() {
            text = text.replace(&format!("\u{1}{at}\u{2}"), &format!("«{shown}»"));
        }
        text
    })
}

/// Columns whose heading is more than one word: another text hardly holds it by chance.
fn names(def: &'static SheetDef) -> impl Iterator<Item = &'static Column> {
    let columns = def.columns.iter();
    columns.filter(|column| column.heading.contains(' '))
}

/// A text of the bundle in the words of pages.
pub(super) fn plainly(text: &str) -> String {
    text.replace("Trùng khóa với", "Trùng với")
        .replace("sửa mã của một trong hai dòng", "sửa một trong hai dòng")
}

/// A text with what stands outside its «quotes» changed.
fn outside_quotes(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        let Some((quoted, after)) = after.split_once('»') else {
            break;
        };
        result.push_str(&change(before));
        result.push('«');
        result.push_str(quoted);
        result.push('»');
        rest = after;
    }
    result.push_str(&change(rest));
    result
}
