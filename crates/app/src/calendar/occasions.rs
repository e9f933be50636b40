//! Traditional days of the catalogue, with how many years they count.

use jiff::civil::Date;
use thidua_domain::calendar::{Entry, Kind};
use thidua_domain::movement::occasion::anniversary;

use super::{Item, Where};
use crate::State;

/// The anniversaries between two days.
pub(super) fn of(state: &State, first: Date, last: Date) -> Vec<Item> {
    let mut found = Vec::new();
    for tradition in &state.catalogue.occasions {
        for year in first.year()..=last.year() {
            let count = year - tradition.base.year();
            let Some(day) = anniversary(tradition.base, year).filter(|_| count > 0) else {
                continue;
            };
            found.push(Item {
                entry: Entry {
                    kind: Kind::Occasion,
                    from: day,
                    to: day,
                    title: format!("Kỷ niệm {count:02} năm {}", tradition.name),
                    id: format!("ky-niem-{}-{year}", tradition.id),
                },
                to: Where::Nowhere,
                done: None,
            });
        }
    }
    found
}
