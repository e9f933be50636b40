//! What became of an agency's figures, and whose figures an agency of today is made of.

use jiff::civil::Date;

use super::crosswalk::{Applied, How, Rule, apportion};
use crate::org::{Org, Reorganisation};

/// How far a chain of reorganisations is followed: far beyond any real one.
const DEPTH: u8 = 16;

/// Where the figures of an agency go at the next reorganisation after a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heirs<'a> {
    /// It stands still.
    Same,
    /// Wholly to one, as `sap-xep` says; nobody signed it.
    Told(&'a str, &'a Reorganisation),
    /// By rules somebody signed.
    Signed(Vec<&'a Rule>),
    /// Nowhere.
    Nowhere(Why<'a>),
}

/// Why figures are not restated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why<'a> {
    /// It was parted among these, and nobody has signed how.
    Parted(Vec<&'a str>),
    /// Rules are there; nobody has signed them.
    Unsigned,
    /// The rules do not fit together.
    Wrong(&'static str),
    /// It was decided not to.
    Decided(&'a Rule),
    /// It was dissolved.
    Dissolved,
    /// It ended, and nothing is told of what came after.
    Ended,
    /// It gave something to this one and goes on: how much was never told.
    GoesOn(&'a str),
    /// Another part of the new agency's figure is not known.
    Missing(Vec<&'a str>),
}

impl<'a> Heirs<'a> {
    /// Whether all of it goes to a code, and nothing elsewhere.
    fn whole(&self) -> Option<&'a str> {
        match self {
            Self::Told(new, _) => Some(new),
            Self::Signed(rules) => match rules.as_slice() {
                [rule] if rule.how == How::Sum => rule.new.as_deref(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The codes it goes to.
    fn news(&self) -> Vec<&'a str> {
        match self {
            Self::Told(new, _) => vec![new],
            Self::Signed(rules) => {
                let rules = rules.iter();
                rules.filter_map(|rule| rule.new.as_deref()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// One reorganisation on the way of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// Code of the agency that was.
    pub old: &'a str,
    /// Code of the one that takes over.
    pub new: &'a str,
    /// Where everything of the old one went.
    pub heirs: Heirs<'a>,
}

impl Step<'_> {
    /// What of an amount goes this way.
    pub fn carry(&self, value: i64) -> Option<i64> {
        if self.heirs.whole().is_some() {
            return Some(value);
        }
        let Heirs::Signed(rules) = &self.heirs else {
            return None;
        };
        let at = rules
            .iter()
            .position(|rule| rule.new.as_deref() == Some(self.new))?;
        apportion(value, rules)?.get(at).copied()
    }

    /// Above and below the line, where only a part goes this way.
    pub fn share(&self) -> Option<(i64, i64)> {
        let Heirs::Signed(rules) = &self.heirs else {
            return None;
        };
        let mut rules = rules.iter();
        match rules
            .find(|rule| rule.new.as_deref() == Some(self.new))?
            .how
        {
            How::Share(part, whole) => Some((part, whole)),
            _ => None,
        }
    }

    /// The signed rule it rests on.
    pub fn rule(&self) -> Option<&Rule> {
        let Heirs::Signed(rules) = &self.heirs else {
            return None;
        };
        let mut rules = rules.iter().copied();
        rules.find(|rule| rule.new.as_deref() == Some(self.new))
    }
}

/// An old agency whose figures, or a part of them, an agency of today is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its code.
    pub old: &'a str,
    /// The way from there, the first step first; none where it is the same agency.
    pub steps: Vec<Step<'a>>,
}

impl Source<'_> {
    /// What of an amount of the old agency arrives.
    pub fn carry(&self, value: i64) -> Option<i64> {
        self.steps
            .iter()
            .try_fold(value, |value, step| step.carry(value))
    }

    /// Whether all of it arrives.
    pub fn is_whole(&self) -> bool {
        self.steps.iter().all(|step| step.heirs.whole().is_some())
    }
}

/// What an agency of today is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources<'a> {
    /// Those whose figures arrive, by code.
    pub parts: Vec<Source<'a>>,
    /// Those of which something should arrive and nobody knows how much.
    pub unplaced: Vec<(&'a str, Why<'a>)>,
}

/// Where the figures of an agency in windows that end on `day` go at its next reorganisation.
pub fn heirs<'a>(
    org: &'a Org,
    as_of: Date,
    old: &'a str,
    day: Date,
    side: Option<&str>,
) -> Heirs<'a> {
    let pairs: Vec<&Reorganisation> = org
        .successors(old)
        .into_iter()
        .filter(|pair| pair.on.first_day() > day && pair.on.first_day() <= as_of)
        .collect();
    let agency = org.find(old);
    let stands = agency.is_some_and(|agency| agency.on(as_of).is_some());
    if pairs.is_empty() && stands {
        return Heirs::Same;
    }
    let told = match org.crosswalk().applied(old, day, side) {
        Applied::Rules(rules) => match rules.as_slice() {
            [rule] if rule.how == How::Not => return Heirs::Nowhere(Why::Decided(rule)),
            _ => return Heirs::Signed(rules),
        },
        Applied::Wrong(why) => return Heirs::Nowhere(Why::Wrong(why)),
        Applied::Unsigned => Some(Why::Unsigned),
        Applied::Nothing => None,
    };
    let mut news: Vec<&str> = pairs
        .iter()
        .filter_map(|pair| pair.new.as_deref())
        .collect();
    news.sort_unstable();
    news.dedup();
    let goes_on = |pair: &Reorganisation| {
        agency.is_some_and(|agency| agency.on(pair.on.first_day()).is_some())
    };
    match (news.as_slice(), pairs.first()) {
        (_, None) => Heirs::Nowhere(Why::Ended),
        ([], _) => Heirs::Nowhere(Why::Dissolved),
        ([new], Some(pair)) if pair.kind != "chia_tach" && !goes_on(pair) => Heirs::Told(new, pair),
        ([new], Some(pair)) if goes_on(pair) => Heirs::Nowhere(told.unwrap_or(Why::GoesOn(new))),
        _ => Heirs::Nowhere(told.unwrap_or(Why::Parted(news))),
    }
}

/// Of whose figures in windows that end on `day` an agency of `as_of` is made.
pub fn sources<'a>(
    org: &'a Org,
    as_of: Date,
    subject: &'a str,
    day: Date,
    side: Option<&str>,
) -> Sources<'a> {
    let mut found = Sources::default();
    let way = Way {
        org,
        as_of,
        day,
        side,
    };
    way.gather(subject, &[], &mut found, DEPTH);
    found.parts.sort_by(|a, b| a.old.cmp(b.old));
    found.parts.dedup();
    found.unplaced.sort_by(|a, b| a.0.cmp(b.0));
    found.unplaced.dedup();
    found
}

struct Way<'a, 'b> {
    org: &'a Org,
    as_of: Date,
    day: Date,
    side: Option<&'b str>,
}

impl<'a> Way<'a, '_> {
    fn stood(&self, code: &str) -> bool {
        let agency = self.org.find(code);
        agency.is_some_and(|agency| agency.on(self.day).is_some())
    }

    fn came_later(&self, code: &str) -> bool {
        let born = self.org.find(code).and_then(|agency| agency.born());
        born.is_some_and(|born| born.first_day() > self.day)
    }

    /// The agencies of the day whose figures come to a code, `after` being the way from there on.
    fn gather(&self, code: &'a str, after: &[Step<'a>], found: &mut Sources<'a>, depth: u8) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let heirs_of = |old: &'a str| heirs(self.org, self.as_of, old, self.day, self.side);
        if self.stood(code) {
            let own = heirs_of(code);
            let steps = match &own {
                Heirs::Same => Some(after.to_vec()),
                own if own.news().contains(&code) => Some(with(code, code, own, after)),
                _ => None,
            };
            if let Some(steps) = steps {
                found.parts.push(Source { old: code, steps });
            }
        }
        let told = self
            .org
            .predecessors(code)
            .into_iter()
            .map(|pair| pair.old.as_str());
        let ruled = self.org.crosswalk().into(code).iter().map(String::as_str);
        let mut olds: Vec<&str> = told.chain(ruled).filter(|old| *old != code).collect();
        olds.sort_unstable();
        olds.dedup();
        for old in olds {
            let own = heirs_of(old);
            let here = own.news().contains(&code);
            if here && self.stood(old) {
                let steps = with(old, code, &own, after);
                found.parts.push(Source { old, steps });
            } else if here && self.came_later(old) {
                self.gather(old, &with(old, code, &own, after), found, depth);
            } else if self.stood(old)
                && let Heirs::Nowhere(why) = own
            {
                found.unplaced.push((old, why));
            }
        }
    }
}

fn with<'a>(old: &'a str, new: &'a str, heirs: &Heirs<'a>, after: &[Step<'a>]) -> Vec<Step<'a>> {
    let step = Step {
        old,
        new,
        heirs: heirs.clone(),
    };
    std::iter::once(step).chain(after.iter().cloned()).collect()
}

/// Where an amount of an old agency comes to rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Code of the agency of today; `None`: it is not restated.
    pub new: Option<&'a str>,
    /// How much of it.
    pub amount: i64,
    /// The way there.
    pub steps: Vec<Step<'a>>,
    /// Why it is not restated.
    pub why: Option<Why<'a>>,
}

/// Where an amount of an agency in windows that end on `day` comes to rest: the parts add up to it.
pub fn places<'a>(
    org: &'a Org,
    as_of: Date,
    old: &'a str,
    day: Date,
    side: Option<&str>,
    value: i64,
) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    let mut open = vec![(old, value, Vec::<Step<'a>>::new())];
    while let Some((code, amount, steps)) = open.pop() {
        let mut stay = |new: Option<&'a str>, why: Option<Why<'a>>, steps: Vec<Step<'a>>| {
            placed.push(Placed {
                new,
                amount,
                steps,
                why,
            });
        };
        let own = heirs(org, as_of, code, day, side);
        // A share of itself, and a ring that nothing here makes, rest where they are.
        let been = steps.iter().any(|step| step.old == code);
        match &own {
            Heirs::Same => stay(Some(code), None, steps),
            _ if been => stay(Some(code), None, steps),
            Heirs::Nowhere(why) => stay(None, Some(why.clone()), steps),
            Heirs::Told(..) | Heirs::Signed(_) => {
                for new in own.news() {
                    let step = Step {
                        old: code,
                        new,
                        heirs: own.clone(),
                    };
                    let Some(part) = step.carry(amount) else {
                        continue;
                    };
                    let mut way = steps.clone();
                    way.push(step);
                    open.push((new, part, way));
                }
            }
        }
    }
    placed
}
