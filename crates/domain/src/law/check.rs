//! Whether the rulebook says exactly one thing of each day, and what in it nobody confirmed yet.

use jiff::civil::{Date, date};

use super::book::Lawbook;
use super::fact::SubjectKind;
use super::value::{Confidence, Parameter};

/// The first day the rulebook answers for.
pub(super) const FIRST_DAY: Date = date(2017, 10, 1);

/// A day of which the rulebook says nothing, or two things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageFault {
    /// What it is about: a parameter, an award with its subject, or the regimes.
    pub about: String,
    /// The first such day.
    pub day: Date,
    /// How many things it says.
    pub count: usize,
}

/// Something nobody confirmed against the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Code: of a condition, of a text, `parameter@first day`.
    pub id: String,
    /// In words.
    pub text: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whether it cites nothing.
    pub without_citation: bool,
}

/// A stretch of days, the end open or not.
type Stretch = (Date, Option<Date>);

/// The days on which something that holds in some stretches holds not exactly once: the first of each such time.
fn odd_days(stretches: &[Stretch], until: Date) -> Vec<(Date, usize)> {
    let mut edges: Vec<Date> = stretches.iter().map(|(from, _)| *from).collect();
    edges.extend(
        stretches
            .iter()
            .filter_map(|(_, to)| to.and_then(|to| to.tomorrow().ok())),
    );
    edges.push(FIRST_DAY);
    edges.retain(|day| *day >= FIRST_DAY && *day <= until);
    edges.sort_unstable();
    edges.dedup();
    let holds = |day: Date| {
        let holding = stretches
            .iter()
            .filter(|(from, to)| *from <= day && to.is_none_or(|to| day <= to));
        holding.count()
    };
    let counted = edges.into_iter().map(|day| (day, holds(day)));
    counted.filter(|(_, count)| *count != 1).collect()
}

/// A value holds to its last day, or to the day before the next begins.
fn stretches(parameter: &Parameter) -> Vec<Stretch> {
    let next = parameter
        .values
        .iter()
        .skip(1)
        .map(|value| Some(value.from))
        .chain(std::iter::once(None));
    let values = parameter.values.iter().zip(next);
    values
        .map(|(value, next)| {
            let before = next.and_then(|next| next.yesterday().ok());
            (value.from, value.to.or(before))
        })
        .collect()
}

/// Each day from 01/10/2017 to `until` has exactly one regime, one value of each parameter and one rule set of each
/// award for each kind of subject the catalogue gives it to; whatever breaks that.
pub fn coverage(book: &Lawbook, until: Date) -> Vec<CoverageFault> {
    let mut faults = Vec::new();
    let mut look = |about: String, stretches: &[Stretch]| {
        let odd = odd_days(stretches, until).into_iter();
        faults.extend(odd.map(|(day, count)| CoverageFault {
            about: about.clone(),
            day,
            count,
        }));
    };
    let regimes: Vec<Stretch> = book
        .regimes
        .iter()
        .map(|regime| (regime.from, regime.to))
        .collect();
    look("regime".to_owned(), &regimes);
    for parameter in &book.parameters {
        look(parameter.id.clone(), &stretches(parameter));
    }
    for award in book.names.all() {
        for subject in SubjectKind::ALL {
            let own = book
                .rules
                .iter()
                .filter(|rules| rules.award == award && rules.subject == subject);
            let times: Vec<Stretch> = own.flat_map(|rules| rules.times.iter().copied()).collect();
            if book.names.is_for(award, subject) || !times.is_empty() {
                look(
                    format!("{} · {}", book.names.code(award), subject.code()),
                    &times,
                );
            }
        }
    }
    faults
}

/// What nobody confirmed, and what cites nothing: conditions, values, texts.
pub fn unconfirmed(book: &Lawbook) -> Vec<Unconfirmed> {
    let mut found = Vec::new();
    for condition in &book.conditions {
        // A group says nothing beyond its parts unless it cites.
        let bare_group = !condition.kind.parts().is_empty() && condition.cites.is_empty();
        let without_citation = condition.cites.is_empty() && !bare_group;
        if (condition.confirmed.is_none() && !bare_group) || without_citation {
            found.push(Unconfirmed {
                id: condition.id.to_string(),
                text: condition.text.clone(),
                confidence: condition.confidence,
                without_citation,
            });
        }
    }
    for parameter in &book.parameters {
        for value in parameter
            .values
            .iter()
            .filter(|value| value.confirmed.is_none())
        {
            found.push(Unconfirmed {
                id: format!("{}@{}", parameter.id, value.from),
                text: parameter.name.clone(),
                confidence: value.confidence,
                without_citation: value.cites.is_empty(),
            });
        }
    }
    for text in book.texts.iter().filter(|text| text.confirmed.is_none()) {
        found.push(Unconfirmed {
            id: text.id.clone(),
            text: text.short.clone(),
            confidence: text.confidence,
            without_citation: false,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_overlaps_and_open_ends_are_found() {
        let day = |year| date(year, 1, 1);
        let until = day(2030);
        assert!(odd_days(&[(day(2010), None)], until).is_empty());
        let gap = [
            (day(2010), Some(date(2020, 12, 31))),
            (date(2021, 1, 2), None),
        ];
        assert_eq!(odd_days(&gap, until), [(date(2021, 1, 1), 0)]);
        let twice = [(day(2010), Some(day(2021))), (day(2021), None)];
        assert_eq!(odd_days(&twice, until), [(date(2021, 1, 1), 2)]);
        assert_eq!(
            odd_days(&[(day(2018), Some(day(2029)))], until),
            [(FIRST_DAY, 0), (date(2029, 1, 2), 0)]
        );
    }
}
