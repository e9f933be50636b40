//! A condition in words, without anybody's facts: with the numbers of a day.

use jiff::civil::Date;

use super::book::Lawbook;
use super::eval::{level_words, two};
use super::proof::{value_words, worded};
use super::rule::{Condition, ConditionId, Kind, Number, ParameterId, Portion, RuleSet, Span};
use super::value::{Fraction, Value};

impl Lawbook {
    /// What a condition needs on a day of the law, its numbers filled in; what is not known is shown as `…`.
    pub fn needed(&self, condition: &Condition, day: Date) -> String {
        worded(&condition.text, &self.numbers(&condition.kind, day))
    }

    fn whole(&self, number: Number, day: Date) -> Option<i64> {
        match number {
            Number::Fixed(fixed) => Some(fixed),
            Number::Of(id) => match self.dated(id, day)?.value {
                Value::Whole(whole) => Some(whole),
                _ => None,
            },
        }
    }

    fn told(&self, number: Number, day: Date) -> String {
        match (self.whole(number, day), number) {
            (Some(whole), _) => two(whole),
            (None, Number::Of(id)) => self.in_words(id, day),
            (None, Number::Fixed(_)) => "…".to_owned(),
        }
    }

    fn share(&self, portion: Portion, day: Date) -> String {
        match portion {
            Portion::Fixed(share) => share.vn(),
            Portion::Of(id) => self.in_words(id, day),
        }
    }

    /// The value of a parameter on a day, in words.
    fn in_words(&self, id: ParameterId, day: Date) -> String {
        let unit = self.parameter_at(id).map_or("", |own| own.unit.vn());
        match self.dated(id, day) {
            Some(dated) if dated.value != Value::Unknown => value_words(&dated.value, unit),
            _ => "…".to_owned(),
        }
    }

    fn numbers(&self, kind: &Kind, day: Date) -> Vec<(&'static str, String)> {
        let told = |number: Number| self.told(number, day);
        match kind {
            Kind::All(of) => vec![("n", two(i64::try_from(of.len()).unwrap_or(0)))],
            Kind::Any(_) => vec![("n", two(1))],
            Kind::AtLeast(number, _) => vec![("n", told(*number))],
            Kind::Award(leaf) => vec![("n", told(leaf.at_least))],
            Kind::Rating(leaf) => vec![
                ("n", told(leaf.at_least)),
                ("level", level_words(leaf.level).to_owned()),
            ],
            Kind::Run(leaf) => vec![
                ("n", told(leaf.years)),
                ("years", told(leaf.years)),
                ("level", level_words(leaf.level).to_owned()),
            ],
            Kind::Initiative(leaf) => vec![("n", told(leaf.at_least))],
            Kind::Members(leaf) => {
                let share = leaf.share.map(|share| ("share", self.share(share, day)));
                let least = leaf.at_least.map(|number| ("n", told(number)));
                share.into_iter().chain(least).collect()
            }
            Kind::Service { months, .. } => vec![("months", told(*months))],
            Kind::Position(leaf) => {
                let years = self.whole(leaf.months, day).map(|months| two(months / 12));
                vec![
                    ("months", told(leaf.months)),
                    ("years", years.unwrap_or_else(|| "…".to_owned())),
                ]
            }
            Kind::Quota { share, number } => {
                let share = share.map(|share| ("share", self.share(share, day)));
                let number = number.map(|number| ("n", told(number)));
                share.into_iter().chain(number).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The parameters a condition takes numbers from, those of its denominator among them.
    pub fn parameters_of(&self, condition: &Condition) -> Vec<ParameterId> {
        let mut found = Vec::new();
        let mut number = |number: &Number| {
            if let Number::Of(id) = number
                && !found.contains(id)
            {
                found.push(*id);
            }
        };
        let as_number = |portion: &Portion| match portion {
            Portion::Of(id) => Number::Of(*id),
            Portion::Fixed(Fraction { part, .. }) => Number::Fixed(*part),
        };
        if let Some(Span::Last(last)) = span(&condition.kind) {
            number(&last);
        }
        match &condition.kind {
            Kind::AtLeast(least, _) => number(least),
            Kind::Award(leaf) => {
                [leaf.at_least, leaf.gap_at_most, leaf.ends_by]
                    .iter()
                    .for_each(&mut number);
            }
            Kind::Rating(leaf) => number(&leaf.at_least),
            Kind::Run(leaf) => number(&leaf.years),
            Kind::Initiative(leaf) => number(&leaf.at_least),
            Kind::Members(leaf) => {
                leaf.share
                    .iter()
                    .map(as_number)
                    .for_each(|one| number(&one));
                leaf.at_least.iter().for_each(&mut number);
                let denominator = leaf.denominator.and_then(|at| self.denominators.get(at));
                let out = denominator.into_iter().flat_map(|own| &own.leave_out);
                out.filter_map(|out| out.months_below.as_ref())
                    .for_each(number);
            }
            Kind::Service { months, .. } => number(months),
            Kind::Position(leaf) => {
                number(&leaf.months);
                leaf.months_women.iter().for_each(&mut number);
                leaf.women
                    .iter()
                    .map(as_number)
                    .for_each(|one| number(&one));
            }
            Kind::Quota {
                share,
                number: most,
            } => {
                share.iter().map(as_number).for_each(|one| number(&one));
                most.iter().for_each(number);
            }
            _ => {}
        }
        found
    }

    /// The conditions of a rule set, those of all roads first, each once.
    pub fn conditions_of(&self, rules: &RuleSet) -> Vec<ConditionId> {
        let mut open: Vec<ConditionId> = rules.also.clone();
        open.extend(rules.roads.iter().map(|road| road.when));
        open.reverse();
        let mut found = Vec::new();
        while let Some(id) = open.pop() {
            if found.contains(&id) {
                continue;
            }
            found.push(id);
            let Some(condition) = self.condition(id) else {
                continue;
            };
            if let Some(Span::Run(run)) = span(&condition.kind) {
                open.push(run);
            }
            open.extend(condition.kind.parts().iter().rev());
        }
        found
    }

    /// The condition of a code.
    pub fn condition_named(&self, id: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.id == id)
    }

    /// The parameter at a place.
    pub fn parameter_of(&self, id: ParameterId) -> Option<&super::value::Parameter> {
        self.parameter_at(id)
    }
}

fn span(kind: &Kind) -> Option<Span> {
    Some(match kind {
        Kind::Award(leaf) => leaf.span,
        Kind::NoAward(leaf) => leaf.span,
        Kind::Rating(leaf) => leaf.span,
        Kind::Initiative(leaf) => leaf.span,
        _ => return None,
    })
}
