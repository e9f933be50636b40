//! «Khen một lần»: an award that names an achievement another one rewards already is stored, and both decisions are
//! told. Whether the two reward the same is for people.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::register::Award;
use thidua_domain::register::sheet::AWARDS;

use super::merge::Plan;
use super::read::Sheet;
use crate::State;
use crate::achievement::pairs;

/// Tells of achievements that would be rewarded twice once the rows stand.
pub(super) fn check(sheet: &Sheet, plan: &Plan, state: &State, faults: &mut Vec<Fault>) {
    if sheet.def.name != AWARDS.name {
        return;
    }
    // Few rows name an achievement; of the others nothing is asked.
    let mut named: BTreeMap<String, Vec<(u32, Award)>> = BTreeMap::new();
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        if stands.get("thanh_tich").is_none() {
            continue;
        }
        let Some(award) = Award::from_row(stands) else {
            continue;
        };
        for code in award.achievements.clone() {
            named
                .entry(code)
                .or_default()
                .push((row.number, award.clone()));
        }
    }
    if named.is_empty() {
        return;
    }
    let index = state.award_index();
    for (code, told) in named {
        let same = |known: &Award, told: &Award| {
            // The stored telling of a row that is told again is no second award.
            (known.code.is_some() && known.code == told.code)
                || (known.award == told.award
                    && known.decision == told.decision
                    && known.decided_on == told.decided_on
                    && known.subject == told.subject
                    && known.years == told.years)
        };
        let known = index.rewarding(&code).filter_map(|at| state.awards.get(at));
        let known: Vec<&Award> = known
            .filter(|known| !told.iter().any(|(_, told)| same(known, told)))
            .collect();
        let all: Vec<&Award> = known
            .iter()
            .copied()
            .chain(told.iter().map(|(_, award)| award))
            .collect();
        let Some(row) = told.last().map(|(row, _)| *row) else {
            continue;
        };
        let mut said = BTreeSet::new();
        for pair in pairs(state, &all) {
            if pair.nature != "khac" && said.insert((pair.first.clone(), pair.second.clone())) {
                faults.push(twice(row, &code, &pair.first, &pair.second));
            }
        }
    }
}

fn twice(row: u32, code: &str, first: &str, second: &str) -> Fault {
    let place = Place {
        sheet: AWARDS.name,
        row,
    };
    place.fault(
        Severity::Warning,
        "Thành tích",
        code,
        format!("Thành tích này được khen hai lần: {first}; {second}."),
        "Một thành tích không khen nhiều lần, nhiều hình thức (Luật Thi đua, khen thưởng 2022, Điều 5 khoản 2). Nếu hai khen thưởng cho hai việc khác nhau thì ghi riêng từng thành tích.",
    )
}
