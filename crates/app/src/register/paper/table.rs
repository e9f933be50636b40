//! Awards of a time as a table, beside those of the time before.

use thidua_files::paper::{Cell, Table};
use thidua_files::sheet::Value;

use super::count::{Count, count};
use super::groups::{self, Group, groups};
use super::period;
use crate::State;
use crate::register::{AwardRow, Awards};
use crate::report::{Field, Grid, Sources, capital};

/// Awards by authority and form; sides only where somebody outside the sector was honoured.
pub(super) fn table(
    state: &State,
    now: &Awards,
    before: &Awards,
    sources: &mut Sources,
) -> Option<Table> {
    let (here, there) = (groups(state, &now.rows), groups(state, &before.rows));
    let given = |group: &&Group<'_>| group.status == "da_tang";
    let all: Vec<&Group<'_>> = here.iter().chain(&there).filter(given).collect();
    let outside = all.iter().any(|group| !group.inside);
    let (year, last) = (capital(&period(now)), capital(&period(before)));
    let sum = if outside {
        format!("{year}: tổng số")
    } else {
        year.clone()
    };
    let pair = |over: String| {
        ["Tập thể", "Cá nhân"].map(|kind| Field::amount(kind, 11).under(over.clone()))
    };
    let fields = [
        Field::mark("STT", 7).kept(),
        Field::words("Danh hiệu, hình thức khen thưởng", 42).kept(),
    ]
    .into_iter()
    .chain(pair(format!("{year}: trong ngành")))
    .chain(pair(format!("{year}: ngoài ngành")))
    .chain(pair(sum))
    .chain(pair(last))
    .chain([Field::mark("Nguồn", 10).kept()]);
    let mut grid = Grid::new(fields);
    let mut authority = None;
    let mut number = 0_i64;
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for group in groups::in_order(all) {
        let key = (group.authority.as_str(), group.code.as_str());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if authority != Some(&group.authority) {
            grid.group(match group.authority.is_empty() {
                true => "Nguồn không nêu cơ quan quyết định",
                false => &group.authority,
            });
            authority = Some(&group.authority);
        }
        number += 1;
        let line = Line {
            key,
            here: &here,
            there: &there,
        };
        grid.row(line.cells(state, number, &group.award, outside, sources));
    }
    (!grid.is_empty()).then(|| grid.table(""))
}

/// One line of the table: an award of an authority.
struct Line<'a, 'b> {
    key: (&'a str, &'a str),
    here: &'a [Group<'b>],
    there: &'a [Group<'b>],
}

impl<'a, 'b> Line<'a, 'b> {
    fn rows(&self, among: &'a [Group<'b>], inside: Option<bool>) -> Vec<&'b AwardRow> {
        let wanted = |group: &&Group<'_>| {
            (group.authority.as_str(), group.code.as_str()) == self.key
                && group.status == "da_tang"
                && inside.is_none_or(|inside| group.inside == inside)
        };
        among
            .iter()
            .filter(wanted)
            .flat_map(|group| group.rows.iter().copied())
            .collect()
    }

    fn cells(
        &self,
        state: &State,
        number: i64,
        award: &str,
        outside: bool,
        sources: &mut Sources,
    ) -> Vec<Cell> {
        let mut cells = vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(award),
        ];
        let sides = if outside {
            [Some(Some(true)), Some(Some(false)), Some(None)]
        } else {
            [None, None, Some(None)]
        };
        for side in sides {
            let rows = side.map_or_else(Vec::new, |inside| self.rows(self.here, inside));
            cells.extend(pair(&rows));
        }
        cells.extend(pair(&self.rows(self.there, None)));
        let (now, then) = (self.rows(self.here, None), self.rows(self.there, None));
        let cited = now
            .iter()
            .chain(&then)
            .flat_map(|row| row.decisions.iter().chain(&row.sources));
        cells.push(Cell::text(
            sources.numbers(state, cited.map(String::as_str)),
        ));
        cells
    }
}

/// Collectives and individuals among rows.
pub(super) fn pair(rows: &[&AwardRow]) -> [Cell; 2] {
    ["tap_the", "ca_nhan"].map(|kind| {
        let of_kind: Vec<&AwardRow> = rows
            .iter()
            .copied()
            .filter(|row| row.subject_kind == kind)
            .collect();
        Count::cell(&count(&of_kind))
    })
}
