//! The next year's comparisons with the corrected months.

use serde::Serialize;
use thidua_domain::correction::Why;

use super::touch::Scene;
use crate::figures::compare;

/// A comparison that is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterLine {
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2022`.
    pub period: String,
    /// What is compared.
    pub what: String,
    /// Unit as printed.
    pub unit: String,
    /// Difference to the year before, printed, as it was.
    pub before: String,
    /// The same as it is.
    pub after: String,
}

/// «So cùng kỳ» of the next year, where its base is a corrected month.
pub(super) fn compared(scene: &Scene<'_>) -> Vec<LaterLine> {
    let mut found = Vec::new();
    for month in scene.months().keys() {
        let next = scene.windows(month).into_iter();
        for (window, _) in next.filter(|(_, why)| *why == Why::NextYear) {
            let ask = scene.ask(scene.agency, window, month.1);
            let both = (compare(scene.before, &ask), compare(scene.after, &ask));
            let (Ok(before), Ok(after)) = both else {
                continue;
            };
            for item in &after.items {
                let old = before.items.iter().find(|old| old.code == item.code);
                let was = old.map_or("", |old| old.printed[2].as_str());
                if was == item.printed[2] {
                    continue;
                }
                found.push(LaterLine {
                    window: (window.year.0, window.month),
                    period: window.label(),
                    what: item.name.clone(),
                    unit: item.unit.clone(),
                    before: was.to_owned(),
                    after: item.printed[2].clone(),
                });
            }
        }
    }
    found
}
