//! Which awards two rulebooks may judge otherwise.

use std::fmt::Write as _;

use super::book::Lawbook;
use super::fact::{AwardId, SubjectKind};
use super::value::{Confidence, Dated};

/// The engine itself reads these for every award.
const EVERYWHERE: [&str; 3] = ["moc.tinh_tu", "ky_luat.tinh_lai", "ky_xet.ngay_cuoi"];

/// Awards, by kind of subject, whose rules, conditions or values are others in `after`; a confirmation alone changes
/// no verdict and is none.
pub fn touched(before: &Lawbook, after: &Lawbook) -> Vec<(AwardId, SubjectKind)> {
    let whole = general(before) != general(after);
    let mut found = Vec::new();
    for award in after.names.all() {
        for subject in SubjectKind::ALL {
            let (old, new) = (of(before, award, subject), of(after, award, subject));
            if old != new || (whole && !new.is_empty()) {
                found.push((award, subject));
            }
        }
    }
    found
}

/// What every verdict rests on.
fn general(book: &Lawbook) -> String {
    let mut told = String::new();
    for regime in &book.regimes {
        let _ = write!(told, "{} {} {:?};", regime.id, regime.from, regime.to);
    }
    for own in &book.transitions {
        let _ = write!(told, "{} {} {};", own.from, own.to, own.favourable);
    }
    for id in EVERYWHERE {
        told.push_str(&values(book, id));
    }
    told
}

fn values(book: &Lawbook, id: &str) -> String {
    let mut told = id.to_owned();
    for own in book.parameter(id).into_iter().flat_map(|own| &own.values) {
        let Dated {
            from,
            to,
            value,
            strict,
            ..
        } = own;
        let _ = write!(told, " {from} {to:?} {value:?} {strict}");
    }
    told
}

/// Everything that decides an award: rules with their days, conditions, values, who counts.
fn of(book: &Lawbook, award: AwardId, subject: SubjectKind) -> String {
    let mut told = String::new();
    let own = |rules: &&super::rule::RuleSet| rules.award == award && rules.subject == subject;
    let mut sets: Vec<_> = book.rules.iter().filter(own).collect();
    sets.sort_by_key(|rules| rules.times.first().copied());
    for rules in sets {
        let _ = write!(told, "{:?} {:?}", rules.times, rules.also);
        for road in &rules.roads {
            let _ = write!(told, " {:?} {:?} {}", road.occasion, road.when, road.asked);
        }
        for id in book.conditions_of(rules) {
            let Some(condition) = book.condition(id) else {
                continue;
            };
            let open: Vec<bool> = (0..book.regimes.len())
                .map(|at| book.confidence(condition, at) == Confidence::NotFound)
                .collect();
            let _ = write!(
                told,
                "\n{} {:?} {} {open:?}",
                condition.id, condition.kind, condition.warn
            );
            for parameter in book.parameters_of(condition) {
                let id = book
                    .parameter_of(parameter)
                    .map_or("", |own| own.id.as_str());
                told.push_str(&values(book, id));
            }
            if let super::rule::Kind::Members(leaf) = &condition.kind
                && let Some(own) = leaf.denominator.and_then(|at| book.denominators.get(at))
            {
                let _ = write!(told, " {}", own.at_year_end);
                for out in &own.leave_out {
                    let open = out.confidence == Confidence::NotFound;
                    let _ = write!(told, " {:?} {:?} {open}", out.who, out.months_below);
                }
            }
        }
    }
    told
}
