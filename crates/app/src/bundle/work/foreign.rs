//! Rows of agencies that are not the user's to write for.

use std::collections::BTreeSet;

use thidua_domain::bundle::Severity;

use super::check::{Checked, Told};
use super::ground::Ground;
use super::line::Line;

/// Rows of agencies the user may not write for: told as if the agency were not there, and checked no further.
pub(super) fn foreign(ground: &Ground, checked: &mut Checked) {
    if ground.view.loads_everywhere() {
        return;
    }
    let state = &ground.view.state;
    let known = |code: &str| state.org.find(code).is_some() || state.clusters.contains_key(code);
    for (at, laid) in &checked.laid {
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
        for number in &rows {
            let Some(told) = checked.rows.get_mut(*at) else {
                continue;
            };
            let row = told.entry(*number).or_default();
            let cell = row.cells.entry("ma_co_quan".to_owned()).or_default();
            cell.push(Told {
                severity: Severity::Error,
                conflict: false,
                reason: "Không có cơ quan này trong phạm vi được giao.".to_owned(),
                cure: "Sửa cơ quan của dòng, hoặc bỏ dòng này.".to_owned(),
            });
        }
        checked.foreign.insert(*at, rows);
    }
}
