//! The rulebook, ready to be asked: what applies on a day, to whom.

use std::collections::HashMap;

use ecow::EcoString;
use jiff::civil::Date;

use super::change::Change;
use super::fact::{AwardId, Moment, SubjectKind};
use super::proof::Cited;
use super::read::{LawFault, parse, parse_changed};
use super::rule::{Condition, ConditionId, Denominator, ParameterId, RuleSet};
use super::text::{Cite, Ground, LawText, Regime, Sunset, Transition, sunsets};
use super::value::{Confidence, Confirmed, Dated, Parameter, Value};
use crate::catalogue::AwardCode;

/// A file of the rulebook.
#[derive(Clone, Copy, Debug)]
pub struct LawFile<'a> {
    /// Its name, for faults.
    pub name: &'a str,
    /// Its text (TOML).
    pub text: &'a str,
}

/// An award as the law sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    code: EcoString,
    name: String,
    short: String,
    is_title: bool,
    person: bool,
    collective: bool,
}

/// The awards of the catalogue the law speaks of: its first 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<Name>);

impl Names {
    /// Those of the catalogue, in its order.
    pub fn new<'a>(awards: impl IntoIterator<Item = &'a AwardCode>) -> Self {
        let name = |award: &AwardCode| Name {
            code: award.code.as_str().into(),
            name: award.name.clone(),
            short: award.short.clone(),
            is_title: award.kind == "danh_hieu",
            person: award.subject != "tap_the",
            collective: award.subject != "ca_nhan",
        };
        Self(awards.into_iter().take(64).map(name).collect())
    }

    /// The award of a code; `None`: the law does not speak of it.
    pub fn award(&self, code: &str) -> Option<AwardId> {
        let at = self.0.iter().position(|name| name.code == code)?;
        u8::try_from(at).ok().map(AwardId)
    }

    /// Its code.
    pub fn code(&self, award: AwardId) -> &str {
        self.0
            .get(award.place())
            .map_or("", |name| name.code.as_str())
    }

    /// Its full name, as papers write it.
    pub fn name(&self, award: AwardId) -> &str {
        self.0
            .get(award.place())
            .map_or("", |name| name.name.as_str())
    }

    /// The abbreviation officers use: what may be typed, never what is shown.
    pub fn short(&self, award: AwardId) -> &str {
        self.0
            .get(award.place())
            .map_or("", |name| name.short.as_str())
    }

    /// Whether it is a title (danh hiệu), else a form of commendation.
    pub fn is_title(&self, award: AwardId) -> bool {
        self.0.get(award.place()).is_some_and(|name| name.is_title)
    }

    /// Whether it is given to such subjects at all, as the catalogue says; households have their own rules, or none.
    pub fn is_for(&self, award: AwardId, subject: SubjectKind) -> bool {
        self.0.get(award.place()).is_some_and(|name| match subject {
            SubjectKind::Person => name.person,
            SubjectKind::Collective => name.collective,
            SubjectKind::Household => false,
        })
    }

    /// Every award, highest first.
    pub fn all(&self) -> impl Iterator<Item = AwardId> {
        (0..self.0.len()).filter_map(|at| u8::try_from(at).ok().map(AwardId))
    }
}

/// Which law: a regime, and the day on which its values are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Law {
    /// Place of the regime.
    pub regime: usize,
    /// The day of the law.
    pub day: Date,
}

/// Parameters the engine itself reads.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) since: Option<ParameterId>,
    pub(super) restart: Option<ParameterId>,
    pub(super) closing: Option<ParameterId>,
}

/// A confirmation made in the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Code of the condition; `parameter@first day` for a value.
    pub what: String,
    /// For one regime alone; `None`: wherever it is used, but not under an unverified regime.
    pub regime: Option<String>,
    /// Who and when.
    pub confirmed: Confirmed,
}

/// The law as data.
#[derive(Clone, Debug)]
pub struct Lawbook {
    /// The awards it speaks of.
    pub names: Names,
    /// Texts.
    pub texts: Vec<LawText>,
    /// Regimes.
    pub regimes: Vec<Regime>,
    /// Transitions.
    pub transitions: Vec<Transition>,
    /// Values that change with time.
    pub parameters: Vec<Parameter>,
    /// Who counts as a member.
    pub denominators: Vec<Denominator>,
    /// Conditions of all rules.
    pub conditions: Vec<Condition>,
    /// Rule sets.
    pub rules: Vec<RuleSet>,
    /// Grounds for cancelling a decision.
    pub grounds: Vec<Ground>,
    by_award: Vec<[Vec<usize>; 3]>,
    by_parameter: HashMap<String, ParameterId>,
    pub(super) known: Known,
}

/// A book that says nothing: what a state holds before it is read.
impl Default for Lawbook {
    fn default() -> Self {
        Self::empty(Names::default())
    }
}

impl Lawbook {
    /// Reads the files.
    ///
    /// # Errors
    /// Every fault of the files; a book with a fault is no book.
    pub fn parse(files: &[LawFile<'_>], names: Names) -> Result<Self, Vec<LawFault>> {
        parse(files, names)
    }

    /// Reads the files with changes laid over them, in their order.
    ///
    /// # Errors
    /// Every fault of the files and of the changes: their file is then the code of the change.
    pub fn changed(
        files: &[LawFile<'_>],
        names: Names,
        changes: &[&Change],
    ) -> Result<Self, Vec<LawFault>> {
        parse_changed(files, names, changes)
    }

    pub(super) fn empty(names: Names) -> Self {
        Self {
            names,
            texts: Vec::new(),
            regimes: Vec::new(),
            transitions: Vec::new(),
            parameters: Vec::new(),
            denominators: Vec::new(),
            conditions: Vec::new(),
            rules: Vec::new(),
            grounds: Vec::new(),
            by_award: Vec::new(),
            by_parameter: HashMap::new(),
            known: Known::default(),
        }
    }

    pub(super) fn index(&mut self) {
        self.by_award = vec![Default::default(); self.names.0.len()];
        for (at, rules) in self.rules.iter().enumerate() {
            let of = self.by_award.get_mut(rules.award.place());
            if let Some(of) = of.and_then(|of| of.get_mut(place(rules.subject))) {
                of.push(at);
            }
        }
        let ids = self.parameters.iter().zip(0_u16..);
        self.by_parameter = ids
            .map(|(parameter, at)| (parameter.id.clone(), ParameterId(at)))
            .collect();
        self.known = Known {
            since: self.parameter_id("moc.tinh_tu"),
            restart: self.parameter_id("ky_luat.tinh_lai"),
            closing: self.parameter_id("ky_xet.ngay_cuoi"),
        };
    }

    /// What a value says, in words, with its unit.
    pub fn value_words(parameter: &Parameter, value: &Value) -> String {
        super::proof::value_words(value, parameter.unit.vn())
    }

    /// Articles as cited: of the texts in force on a day, where any of them was.
    pub fn cited(&self, cites: &[Cite], day: Date) -> Vec<Cited> {
        super::proof::cited(self, cites, day)
    }

    pub(super) fn parameter_id(&self, id: &str) -> Option<ParameterId> {
        self.by_parameter.get(id).copied()
    }

    /// Takes in what officers confirmed; what is not in the book is passed over.
    pub fn confirm(&mut self, confirmations: &[Confirmation]) {
        for own in confirmations {
            if let Some((id, from)) = own.what.split_once('@') {
                let parameter = self
                    .parameters
                    .iter_mut()
                    .find(|parameter| parameter.id == id);
                let mut values = parameter
                    .into_iter()
                    .flat_map(|parameter| &mut parameter.values);
                if let Some(value) = values.find(|value| value.from.to_string() == from) {
                    value.confirmed = Some(own.confirmed.clone());
                }
                continue;
            }
            let regime = own.regime.as_ref();
            let regime = regime.map(|id| self.regimes.iter().position(|regime| regime.id == *id));
            let condition = self
                .conditions
                .iter_mut()
                .find(|condition| condition.id == own.what);
            match (condition, regime) {
                (Some(condition), None) => condition.confirmed = Some(own.confirmed.clone()),
                (Some(condition), Some(Some(regime))) => {
                    condition.confirmed_in.retain(|(at, _)| *at != regime);
                    condition.confirmed_in.push((regime, own.confirmed.clone()));
                }
                _ => {}
            }
        }
    }

    /// A condition.
    pub fn condition(&self, id: ConditionId) -> Option<&Condition> {
        self.conditions.get(id.place())
    }

    /// A parameter by its code.
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.get(usize::from(self.parameter_id(id)?.0))
    }

    pub(super) fn parameter_at(&self, id: ParameterId) -> Option<&Parameter> {
        self.parameters.get(usize::from(id.0))
    }

    pub(super) fn dated(&self, id: ParameterId, day: Date) -> Option<&Dated> {
        self.parameter_at(id)?.on(day)
    }

    /// The word of a code parameter on a day.
    pub(super) fn word(&self, id: Option<ParameterId>, day: Date) -> Option<&str> {
        match &self.dated(id?, day)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The rules of an award for a kind of subject on a day.
    pub fn rules_on(&self, award: AwardId, subject: SubjectKind, day: Date) -> Option<&RuleSet> {
        let of = self.by_award.get(award.place())?.get(place(subject))?;
        of.iter()
            .filter_map(|at| self.rules.get(*at))
            .find(|rules| rules.holds_on(day))
    }

    /// The regime of a day.
    pub fn regime_on(&self, day: Date) -> Option<usize> {
        self.regimes.iter().position(|regime| regime.contains(day))
    }

    /// The law that applies: that of the day the appraising body received the dossier.
    pub fn law(&self, moment: &Moment) -> Option<Law> {
        let day = moment.received_on;
        Some(Law {
            regime: self.regime_on(day)?,
            day,
        })
    }

    /// The later law that is looked at too, where the dossier is decided under it and the more favourable applies.
    pub fn later_law(&self, moment: &Moment) -> Option<(Law, &Transition)> {
        let own = self.law(moment)?;
        let decided = moment.decided_on.unwrap_or(moment.on);
        let regime = self.regime_on(decided)?;
        let leads =
            |one: &&Transition| one.favourable && one.from == own.regime && one.to == regime;
        let transition = self.transitions.iter().find(leads)?;
        Some((
            Law {
                regime,
                day: decided,
            },
            transition,
        ))
    }

    /// How sure a condition is under a regime.
    pub fn confidence(&self, condition: &Condition, regime: usize) -> Confidence {
        let own = condition.confidence_in.iter().find(|(at, _)| *at == regime);
        let own = own.map_or(condition.confidence, |(_, mark)| *mark);
        if condition.confirmed_in.iter().any(|(at, _)| *at == regime) {
            return Confidence::Seen;
        }
        let at_most = self.regimes.get(regime).and_then(|regime| regime.at_most);
        at_most.map_or(own, |at_most| own.max(at_most))
    }

    /// Who confirmed a condition for a regime; what was confirmed for others says nothing of an unverified one.
    pub fn confirmed<'a>(&self, condition: &'a Condition, regime: usize) -> Option<&'a Confirmed> {
        let own = condition.confirmed_in.iter().find(|(at, _)| *at == regime);
        let unverified = self
            .regimes
            .get(regime)
            .is_none_or(|regime| regime.unverified);
        own.map(|(_, own)| own)
            .or(condition.confirmed.as_ref().filter(|_| !unverified))
    }

    /// The texts that are soon no longer in force, or are past without a successor.
    pub fn sunsets(&self, on: Date) -> Vec<Sunset<'_>> {
        sunsets(&self.texts, on)
    }
}

fn place(subject: SubjectKind) -> usize {
    match subject {
        SubjectKind::Person => 0,
        SubjectKind::Collective => 1,
        SubjectKind::Household => 2,
    }
}
