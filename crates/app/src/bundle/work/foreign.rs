//! Rows of agencies that are not the user's to write for.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::bundle::Severity;

use super::checked::{Checked, RowCheck, Told};
use super::ground::Ground;
use super::line::Line;
use super::part::Part;

/// Rows of agencies the user may not write for: told as if the agency were not there, and checked no further.
pub(super) fn foreign(ground: &Ground, checked: &mut Checked) {
    if ground.view.loads_everywhere() {
        return;
    }
    let state = &ground.view.state;
    let known = |code: &str| state.org.find(code).is_some() || state.clusters.contains_key(code);
    for (at, laid) in &checked.laid {
        if let Some(column) = of_subject(laid.def.name) {
            let outside = |part: &Part| !ground.scope.owns(laid.def.name, &part.values);
            let lines = laid.lines.iter();
            let lines = lines.filter(|line| line.parts.iter().any(outside));
            let rows: BTreeSet<u32> = lines.map(|line| line.source.number).collect();
            let what = "Không có người, tập thể này trong phạm vi được giao.";
            tell(checked.rows.get_mut(*at), &rows, column, what);
            checked.foreign.insert(*at, rows);
            continue;
        }
        if laid.def.column("ma_co_quan").is_none() {
            continue;
        }
        let outside = |line: &Line| known(&line.agency) && !ground.scope.reaches(&line.agency);
        let rows: BTreeSet<u32> = laid
            .lines
            .iter()
            .filter(|line| outside(line))
            .map(|line| line.source.number)
            .collect();
        let what = "Không có cơ quan này trong phạm vi được giao.";
        tell(checked.rows.get_mut(*at), &rows, "ma_co_quan", what);
        checked.foreign.insert(*at, rows);
    }
}

/// The column of whom a row is about, in the sheets whose rows belong to a person or collective.
fn of_subject(sheet: &str) -> Option<&'static str> {
    match sheet {
        "danh-gia" | "vuong-mac" => Some("ma_doi_tuong"),
        "ky-luat" | "vang-mat" => Some("ma_ca_nhan"),
        "sang-kien" => Some("tac_gia"),
        _ => None,
    }
}

fn tell(
    told: Option<&mut BTreeMap<u32, RowCheck>>,
    rows: &BTreeSet<u32>,
    column: &str,
    reason: &str,
) {
    let Some(told) = told else { return };
    for number in rows {
        let row = told.entry(*number).or_default();
        let cell = row.cells.entry(column.to_owned()).or_default();
        cell.push(Told {
            severity: Severity::Error,
            conflict: false,
            reason: reason.to_owned(),
            cure: "Sửa ô này, hoặc bỏ dòng này.".to_owned(),
        });
    }
}
