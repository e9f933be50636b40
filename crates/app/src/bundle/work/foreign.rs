//! Rows of agencies that are not the user's to write for.

use thidua_domain::bundle::{Cell, Severity};
use thidua_domain::text;

use super::super::scope::Scope;
use super::check::{Checked, Told};
use super::lay::LaidRow;
use crate::View;

/// Rows of agencies the user may not write for: told as if the agency were not there, and checked no further.
pub(super) fn foreign(view: &View, scope: &Scope, checked: &mut Checked) {
    if view.loads_everywhere() {
        return;
    }
    let known =
        |code: &str| view.state.org.find(code).is_some() || view.state.clusters.contains_key(code);
    for (at, laid) in &mut checked.laid {
        let column = laid
            .def
            .columns
            .iter()
            .position(|column| column.id == "ma_co_quan");
        let Some(column) = column else { continue };
        let outside = |row: &LaidRow| {
            let code = row.cells.get(column).map(Cell::shown).unwrap_or_default();
            let code = text::clean(&code);
            known(&code) && !scope.reaches(&code)
        };
        for row in laid.rows.iter().filter(|row| outside(row)) {
            let told = Told {
                severity: Severity::Error,
                conflict: false,
                reason: "Không có cơ quan này trong phạm vi được giao.".to_owned(),
                cure: "Sửa cơ quan của dòng, hoặc bỏ dòng này.".to_owned(),
            };
            let rows = checked
                .rows
                .get_mut(*at)
                .map(|rows| rows.entry(row.number).or_default());
            if let Some(row) = rows {
                let cell = row.cells.entry("ma_co_quan".to_owned()).or_default();
                if cell.is_empty() {
                    cell.push(told);
                }
            }
        }
        laid.rows.retain(|row| !outside(row));
    }
}
