//! Cells with one value and one fault: they are mended together.

use std::collections::BTreeMap;

use thidua_domain::bundle::Severity;

use super::check::Told;
use super::review::{Scene, text_of};
use super::shape::Group;
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

/// What a cure proposes: `Có phải «x»?`.
fn wish(cure: &str) -> String {
    let rest = cure.split_once("Có phải «").map(|(_, rest)| rest);
    let wish = rest
        .and_then(|rest| rest.split_once('»'))
        .map(|(wish, _)| wish);
    wish.unwrap_or_default().to_owned()
}
