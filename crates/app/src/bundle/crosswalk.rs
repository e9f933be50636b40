//! Rows of `quy-doi` and `ky-dau` as a bundle brings them: what one row alone cannot tell of itself.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::restate::sheet::CROSSWALK;
use thidua_domain::restate::{Rule, wrong};

use super::merge::Plan;
use super::options::Options;
use super::read::Sheet;
use crate::State;

/// Shares that do not come to one, ways that do not fit together, rows that lack what their way needs.
pub(super) fn check(
    sheet: &Sheet,
    plan: &Plan,
    (state, options): (&State, &Options),
    faults: &mut Vec<Fault>,
) {
    if sheet.def.name != CROSSWALK.name {
        return;
    }
    let removed = options.removed.get(CROSSWALK.name);
    let gone = |key: &String| removed.is_some_and(|keys| keys.contains(key));
    let mut groups: BTreeMap<Group, (u32, Vec<Rule>, Vec<String>)> = BTreeMap::new();
    for row in &sheet.rows {
        let stands = plan.rows.get(&row.key).unwrap_or(&row.values);
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let Some(rule) = Rule::from_row(stands) else {
            faults.push(place.fault(
                Severity::Error,
                "Tử số",
                stands.get("tu_so").unwrap_or_default(),
                "Chia theo tỷ lệ phải có tử số và mẫu số.",
                "Ghi hai số nguyên lớn hơn 0.",
            ));
            continue;
        };
        let group = groups.entry(Group::of(stands)).or_insert_with(|| {
            let (rules, keys) = stored(state, &rule, sheet);
            (row.number, rules, keys)
        });
        if let Some(at) = group.2.iter().position(|key| *key == row.key) {
            group.2.remove(at);
            group.1.remove(at);
        }
        group.1.push(rule);
    }
    for (number, mut rules, keys) in groups.into_values() {
        // Those stored before that this bundle takes away.
        for (at, _) in keys.iter().enumerate().rev().filter(|(_, key)| gone(key)) {
            if at < rules.len() {
                rules.remove(at);
            }
        }
        let all: Vec<&Rule> = rules.iter().collect();
        if let Some(why) = wrong(&all) {
            let place = Place {
                sheet: sheet.def.name,
                row: number,
            };
            faults.push(
                place.fault(
                    Severity::Error,
                    "Mã cũ",
                    rules
                        .first()
                        .map(|rule| rule.old.as_str())
                        .unwrap_or_default(),
                    why,
                    "Sửa các dòng của cơ quan cũ này cho khớp nhau.",
                ),
            );
        }
    }
}

/// Rows that must fit together: of one old agency, one side, one beginning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group(Option<String>, Option<String>, Option<String>);

impl Group {
    fn of(row: &Values) -> Self {
        Self(row.text("ma_cu"), row.text("ap_dung"), row.text("tu_ngay"))
    }
}

/// The stored rules of the same group, with their keys, in the same order.
fn stored(state: &State, rule: &Rule, sheet: &Sheet) -> (Vec<Rule>, Vec<String>) {
    let same = state
        .org
        .crosswalk()
        .of(&rule.old)
        .iter()
        .filter(|other| other.side == rule.side && other.validity.from == rule.validity.from);
    let pairs = same.map(|other| (other.clone(), crate::restate::key_of(other)));
    let known: Vec<(Rule, String)> = pairs.collect();
    debug_assert_eq!(sheet.def.name, CROSSWALK.name);
    known.into_iter().unzip()
}
