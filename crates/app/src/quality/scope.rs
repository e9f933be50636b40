//! Published excesses over a target that belong to another scope than the rest of their source.

use std::collections::BTreeSet;

use thidua_domain::figures::{SCOPES, Table};
use thidua_domain::quality::{Finding, Method, mark_of};
use thidua_domain::time::{Window, WorkYear};

use crate::State;
use crate::figures::AskBalance;
use crate::targets::deviations;

/// Published deviations that can be computed again.
const CODES: [&str; 4] = [
    "viec.lech_tien_do",
    "tien.lech_tien_do",
    "viec.vuot_chi_tieu",
    "tien.vuot_chi_tieu",
];

/// Adds what the published deviations of a unit's year come to.
pub(super) fn explain(state: &State, agency: &str, year: i16, found: &mut Vec<Finding>) {
    for scope in SCOPES {
        for month in months(&state.figures, agency, year, scope) {
            let ask = AskBalance {
                agency: agency.to_owned(),
                year,
                month,
                person: None,
                scope: Some((*scope).to_owned()),
            };
            let differing = deviations(state, &ask).into_iter();
            let differing = differing.filter(|deviation| deviation.agrees() == Some(false));
            found.extend(differing.map(|deviation| Finding {
                method: match deviation.mixed {
                    true => Method::Scope,
                    false => Method::Balance,
                },
                agency: agency.to_owned(),
                window: Window {
                    year: WorkYear(year),
                    month,
                },
                scope: (*scope).to_owned(),
                group: None,
                aspect: "I8".to_owned(),
                value: deviation.told.to_ten_thousandths(),
                mark: mark_of(&deviation.reason),
                text: deviation.reason,
                code: deviation.code,
            }));
        }
    }
}

/// The months in which the unit tells such a deviation.
fn months(table: &Table, agency: &str, year: i16, scope: &str) -> BTreeSet<u8> {
    let frame = thidua_domain::figures::Frame::whole(scope);
    let told = |month: &u8| {
        let window = Window {
            year: WorkYear(year),
            month: *month,
        };
        CODES.iter().any(|code| {
            table
                .tellings(agency, window, &frame, code)
                .next()
                .is_some()
        })
    };
    (1..=12).filter(told).collect()
}
