//! Sums of a form against their parts: what does not add up is told, nothing is put right, no sum is stored twice.

use std::collections::BTreeSet;

use thidua_domain::amount::Decimal;
use thidua_domain::bundle::{Cell, Severity};
use thidua_domain::org::Org;
use thidua_domain::text::number;
use thidua_files::grid::address::cell_name;

use super::super::checked::{Checked, Told};
use super::super::plan::{Plan, SheetPlan, value_of};
use super::super::table::Table;
use super::{About, FormPlan, FormRow, Is};

/// A cell of a form as a number; `None` where it says none.
pub(super) fn number_of(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Number(text) => Decimal::parse(text).ok(),
        Cell::Text(text) => number::read(text)
            .ok()
            .map(|reading| reading.settle(false).0),
        _ => None,
    }
}

/// A cell of a sum that is unlike its parts.
pub(super) struct Unlike {
    pub(super) row: u32,
    pub(super) to: String,
    pub(super) at: usize,
    pub(super) told: Decimal,
    pub(super) parts: Decimal,
}

/// The parts a sum may be of; it holds where it is that of any.
type Parts = Vec<Vec<u32>>;

/// The rows a sum row may add up.
fn parts(form: &FormPlan, at: usize) -> Parts {
    let Some(own) = form.rows.get(at) else {
        return Vec::new();
    };
    match &own.is {
        Is::Agency { .. } => vec![officers_below(form, at)],
        Is::Group { code } if code.is_empty() => groups_apart(form),
        Is::Sum => rows_summed(form, at, own),
        _ => Vec::new(),
    }
}

/// The officers told below an agency.
fn officers_below(form: &FormPlan, at: usize) -> Vec<u32> {
    let counted = |row: &&FormRow| row.why != "Dòng không có số liệu." && !is_repeat(row);
    let below = form.rows.iter().skip(at + 1).filter(counted);
    let officers = below.take_while(|row| is_officer(row));
    officers.map(|row| row.row).collect()
}

/// The groups of cases all cases fall into: by who asks, and by kind of judgment.
fn groups_apart(form: &FormPlan) -> Parts {
    let code = |row: &FormRow| match &row.is {
        Is::Group { code } => Some(code.clone()),
        _ => None,
    };
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<u32> {
        let rows = form
            .rows
            .iter()
            .filter(|row| code(row).is_some_and(|code| wanted(&code)));
        rows.map(|row| row.row).collect()
    };
    let split = |code: &str| matches!(code, "chu_dong" | "theo_yeu_cau");
    let across = |code: &str| matches!(code, "tham_nhung_kinh_te" | "tin_dung" | "ngan_sach");
    let kinds = of(&|code| !code.is_empty() && !split(code) && !across(code));
    vec![of(&split), kinds]
}

/// The rows a row of sums may add up: agencies, other sums, those of its level, of its section, officers.
fn rows_summed(form: &FormPlan, at: usize, own: &FormRow) -> Parts {
    let rows = || {
        form.rows
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
    };
    let all = |wanted: &dyn Fn(&FormRow) -> bool| -> Vec<u32> {
        rows()
            .filter(|(_, row)| wanted(row))
            .map(|(_, row)| row.row)
            .collect()
    };
    let after = rows().filter(|(other, _)| *other > at);
    let section: Vec<u32> = after
        .take_while(|(_, row)| row.is != Is::Sum)
        .filter(|(_, row)| is_agency(row))
        .map(|(_, row)| row.row)
        .collect();
    vec![
        all(&is_agency),
        all(&|row| row.is == Is::Sum),
        all(&|row| row.is == Is::Sum || (is_agency(row) && row.level <= own.level)),
        section,
        all(&is_officer),
    ]
}

/// An agency's row, whichever it turns out to be.
fn is_agency(row: &FormRow) -> bool {
    matches!(row.is, Is::Agency { .. })
        || matches!(
            row.is,
            Is::Doubt {
                about: About::Agency | About::Included,
                ..
            }
        )
}

fn is_repeat(row: &FormRow) -> bool {
    row.is == Is::Skip && row.why.starts_with("Tên cột lặp lại")
}

/// An officer's row, whoever it turns out to be; one the user passes over stands in the sum all the same.
fn is_officer(row: &FormRow) -> bool {
    matches!(row.is, Is::Officer { .. } | Is::Skip)
        || matches!(
            row.is,
            Is::Doubt {
                about: About::Officer | About::Row,
                ..
            }
        )
}

/// Every sum that is unlike its parts; `number` answers by row and place of the column.
pub(super) fn unlike(
    plan: &SheetPlan,
    form: &FormPlan,
    number: &dyn Fn(u32, usize) -> Option<Decimal>,
) -> Vec<Unlike> {
    let mut found = Vec::new();
    for (at, row) in form.rows.iter().enumerate() {
        let parts: Parts = parts(form, at)
            .into_iter()
            .filter(|parts| parts.len() > 1)
            .collect();
        if parts.is_empty() {
            continue;
        }
        for link in &plan.links {
            let rate = link.to.contains("ty_le");
            if value_of(&link.to).is_none() || rate {
                continue;
            }
            let Some(told) = number(row.row, link.at) else {
                continue;
            };
            let sums: Vec<Decimal> = parts
                .iter()
                .filter_map(|rows| sum(rows, link.at, number))
                .collect();
            if let (Some(first), false) = (sums.first(), sums.contains(&told)) {
                found.push(Unlike {
                    row: row.row,
                    to: link.to.clone(),
                    at: link.at,
                    told,
                    parts: *first,
                });
            }
        }
    }
    found
}

/// The sum of a column over rows; `None` where none of them says a number.
fn sum(rows: &[u32], at: usize, number: &dyn Fn(u32, usize) -> Option<Decimal>) -> Option<Decimal> {
    let mut told = rows.iter().filter_map(|row| number(*row, at));
    let first = told.next()?;
    told.try_fold(first, Decimal::checked_add)
}

impl Unlike {
    /// In words.
    pub(super) fn words(&self) -> String {
        format!(
            "Ô {} ghi {}, cộng các dòng thành phần là {}.",
            cell_name(self.row, self.at),
            self.told.vn(),
            self.parts.vn()
        )
    }
}

/// Which agencies stand there without those below them, of the rows that name some of both. What the sums of the form
/// do not decide is asked.
pub(super) fn included(
    plan: &SheetPlan,
    form: &mut FormPlan,
    (org, day): (&Org, jiff::civil::Date),
    number: &dyn Fn(u32, usize) -> Option<Decimal>,
) {
    let agencies: Vec<(usize, String)> = form
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| match &row.is {
            Is::Agency { code, .. } => Some((at, code.clone())),
            _ => None,
        })
        .collect();
    let above = above_others(&agencies, org, day);
    let whole = form
        .rows
        .iter()
        .find(|row| row.is == Is::Sum)
        .map(|row| row.row);
    let values: Vec<usize> = plan
        .links
        .iter()
        .filter(|link| value_of(&link.to).is_some() && !link.to.contains("ty_le"))
        .map(|link| link.at)
        .collect();
    for (at, code) in &agencies {
        if !above.contains(code) {
            continue;
        }
        let own = form.rows.get(*at).map_or(0, |row| row.row);
        let all: Vec<u32> = agencies
            .iter()
            .filter_map(|(at, _)| Some(form.rows.get(*at)?.row))
            .collect();
        let others: Vec<u32> = all.iter().copied().filter(|row| *row != own).collect();
        let same = |rows: &[u32], wanted: u32| {
            let mut told = values
                .iter()
                .filter_map(|column| Some(sum(rows, *column, number)? == number(wanted, *column)?));
            let first = told.next();
            first == Some(true) && told.all(|same| same)
        };
        let apart = whole.is_some_and(|whole| same(&all, whole));
        let together = same(&others, own);
        let Some(row) = form.rows.get_mut(*at) else {
            continue;
        };
        decide_included(row, code, (apart, together));
    }
}

/// The agencies that stand above another one of the form.
fn above_others(
    agencies: &[(usize, String)],
    org: &Org,
    day: jiff::civil::Date,
) -> BTreeSet<String> {
    let codes: BTreeSet<&str> = agencies.iter().map(|(_, code)| code.as_str()).collect();
    let mut above: BTreeSet<String> = BTreeSet::new();
    for code in &codes {
        let up = org.above_on(code, day);
        above.extend(
            up.into_iter()
                .filter(|up| codes.contains(up))
                .map(str::to_owned),
        );
    }
    above
}

/// Marks an agency's row as its own or as the whole: `apart` where only with the others it makes the form's sum,
/// `together` where it is the others' sum.
fn decide_included(row: &mut FormRow, code: &str, (apart, together): (bool, bool)) {
    match (apart, together) {
        (true, false) => {
            row.is = Is::Agency {
                code: code.to_owned(),
                own: true,
            };
            row.why =
                "Cộng với các cơ quan khác mới bằng dòng tổng: là số riêng của cơ quan.".to_owned();
        }
        (false, true) => {
            row.why =
                "Bằng tổng các cơ quan khác trong biểu: gồm cả cơ quan trực thuộc.".to_owned();
        }
        _ => {
            row.is = Is::Doubt {
                about: About::Included,
                agency: code.to_owned(),
            };
            row.sure = 0;
            row.why = "Chưa rõ là số riêng của cơ quan hay gồm cả cơ quan trực thuộc.".to_owned();
        }
    }
}

/// Tells the sums that are unlike their parts: at their cells where the row is stored, else for the sheet.
pub(in super::super) fn check(plan: &Plan, checked: &mut Checked) {
    for (at, sheet) in plan.sheets.iter().enumerate() {
        let Some(form) = sheet.form.as_ref().filter(|_| sheet.kind.is_some()) else {
            continue;
        };
        let Some(table) = checked.tables.get(at).and_then(Option::as_ref) else {
            continue;
        };
        let found = unlike(sheet, form, &|row, column| {
            mended(sheet, table, row, column)
        });
        let called = plan.called(sheet);
        for unlike in found {
            let told = |reason: String| Told {
                severity: Severity::Warning,
                conflict: false,
                reason,
                cure: "Đối chiếu lại với biểu gốc; dòng cộng không được lưu hai lần.".to_owned(),
            };
            let stored = form.row(unlike.row).is_some_and(|row| row.is != Is::Sum);
            if stored && let Some(rows) = checked.rows.get_mut(at) {
                let row = rows.entry(unlike.row).or_default();
                row.cells
                    .entry(unlike.to.clone())
                    .or_default()
                    .insert(0, told(unlike.words()));
            } else {
                checked
                    .general
                    .push(told(format!("Trang «{called}»: {}", unlike.words())));
            }
        }
    }
}

/// A number as it stands after mending.
fn mended(plan: &SheetPlan, table: &Table, row: u32, at: usize) -> Option<Decimal> {
    let link = plan.links.iter().find(|link| link.at == at)?;
    let column = table.column(&link.to)?;
    number_of(table.row(row)?.cells.get(column)?)
}
