//! Cells with one value and one fault: they are mended together.

use std::collections::BTreeMap;

use thidua_domain::bundle::Severity;
use thidua_files::grid::address::column_name;

use super::checked::{Checked, Told};
use super::plan::Plan;
use super::scene::{Scene, text_of};
use super::shape::Group;
use super::table::Table;
use super::template;

/// Groups that are shown.
const GROUPS: usize = 12;

/// Cells with one value and one fault, where there are several: they are mended together.
pub(super) fn groups(scene: &Scene<'_>) -> Vec<Group> {
    let Some(rows) = scene.checked.rows.get(scene.at) else {
        return Vec::new();
    };
    let mut found: BTreeMap<(usize, String), (usize, &Told)> = BTreeMap::new();
    for (number, row) in rows {
        let Some(line) = scene.table.row(*number) else {
            continue;
        };
        for (to, told) in &row.cells {
            let at = scene.table.column(to);
            let error = told
                .iter()
                .find(|told| told.severity == Severity::Error && !told.conflict);
            let (Some(at), Some(error)) = (at, error) else {
                continue;
            };
            let text = line.cells.get(at).map(text_of).unwrap_or_default();
            // What is missing of many rows is seldom one thing for all of them.
            let common = to == "ma_co_quan"
                || scene
                    .table
                    .def
                    .column(to)
                    .is_some_and(|column| !template::words(scene.table.def, column).is_empty());
            if text.trim().is_empty() && !common {
                continue;
            }
            let (count, _) = found.entry((at, text)).or_insert((0, error));
            *count += 1;
        }
    }
    let mut all: Vec<Group> = found
        .into_iter()
        .filter(|(_, (count, _))| *count > 1)
        .filter_map(|((at, value), (count, told))| {
            let column = scene.table.columns.get(at)?;
            Some(Group {
                to: column.to.clone(),
                heading: column.heading.clone(),
                value,
                reason: told.reason.clone(),
                wish: wish(&told.cure),
                cure: told.cure.clone(),
                count,
            })
        })
        .collect();
    all.sort_by_key(|group| std::cmp::Reverse(group.count));
    all.truncate(GROUPS);
    all
}

/// Faults listed at most.
const LISTED: usize = 300;

/// What must be mended, told beside the file by its own cells: for who would rather mend there. And how much that is.
pub(super) fn list(plan: &Plan, checked: &Checked) -> (Vec<String>, usize) {
    let mut list = Vec::new();
    let mut count = 0;
    let taken = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.kind.is_some())
        .count();
    for (at, rows) in checked.rows.iter().enumerate() {
        let (Some(Some(table)), Some(sheet)) = (checked.tables.get(at), plan.sheets.get(at)) else {
            continue;
        };
        let named = match taken > 1 {
            true => format!("Trang «{}», ", plan.called(sheet)),
            false => String::new(),
        };
        for (number, row) in rows {
            let cells = row
                .cells
                .iter()
                .flat_map(|(to, told)| told.iter().map(move |it| (to, it)));
            let whole = row.whole.iter().map(|told| (None, told));
            let all = cells.map(|(to, told)| (Some(to), told)).chain(whole);
            for (to, told) in
                all.filter(|(_, told)| told.severity == Severity::Error && !told.conflict)
            {
                count += 1;
                if list.len() < LISTED {
                    let place = placed(table, *number, to.map(String::as_str));
                    let said = format!("{named}{place}: {} {}", told.reason, told.cure);
                    list.push(capital(&said));
                }
            }
        }
    }
    (list, count)
}

/// `dòng 14, cột D «Danh hiệu»`.
fn placed(table: &Table, number: u32, to: Option<&str>) -> String {
    let column = to.and_then(|to| table.columns.iter().find(|column| column.to == to));
    let Some(column) = column else {
        return format!("dòng {number}");
    };
    let from = column.from.iter().filter(|_| table.of_file);
    let letters: Vec<String> = from.map(|at| column_name(*at)).collect();
    let letters = match letters.is_empty() {
        true => String::new(),
        false => format!("{} ", letters.join(", ")),
    };
    format!("dòng {number}, cột {letters}«{}»", column.heading)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What a cure proposes: `Có phải «x»?`.
fn wish(cure: &str) -> String {
    let rest = cure.split_once("Có phải «").map(|(_, rest)| rest);
    let wish = rest
        .and_then(|rest| rest.split_once('»'))
        .map(|(wish, _)| wish);
    wish.unwrap_or_default().to_owned()
}
