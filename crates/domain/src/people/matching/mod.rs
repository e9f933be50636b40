//! Whom a row of an old list means: lists have a name, a unit as it was then called and a year, no code.
//!
//! A wrong award in somebody's record is found years later, a question costs seconds. So only what cannot
//! be anybody else is [`Outcome::Certain`]: a full name with marks, the unit of that year, and nobody else
//! of that name (even without marks) in that unit, in what it came from and became, or in its province.
//! Everything else is asked, with the candidates and what speaks for and against each.

mod collective;
mod evidence;
mod name;
#[cfg(test)]
mod tests;
mod understand;
mod unit;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

pub use evidence::{Candidate, Fit, Reason};
pub use name::{Name, Near};

use self::understand::{Asked, Kin, decoded};
use self::unit::Units;
use super::Person;
use crate::org::Org;
use crate::time::{PartialDate, YearSpan};

/// Candidates shown.
const MOST: usize = 6;
/// Below this score nobody is a candidate.
const LEAST: i32 = 24;

/// What a row says of whom it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The name as written, of a person or of a collective.
    pub name: String,
    /// The unit as written.
    pub unit: Option<String>,
    /// Code of the agency whose list it is.
    pub agency: Option<String>,
    /// Whether a collective is meant.
    pub collective: bool,
    /// Years rewarded.
    pub years: Option<YearSpan>,
    /// Day of the decision.
    pub decided: Option<PartialDate>,
    /// Position as written.
    pub position: Option<String>,
    /// Birth, often only the year.
    pub born: Option<PartialDate>,
}

/// How sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This code and nobody else.
    Certain(String),
    /// To be asked, best first.
    Doubtful,
    /// Nobody comes near.
    Unknown,
}

/// What a row came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How sure it is.
    pub outcome: Outcome,
    /// Who it may be, best first.
    pub candidates: Vec<Candidate>,
    /// Code of the unit meant in that time, where there is one.
    pub unit: Option<String>,
    /// Why it is not certain, in words.
    pub doubts: Vec<&'static str>,
}

/// Everybody by name and unit, made once for a register and asked again and again.
#[derive(Debug, Default)]
pub struct Directory {
    /// Every name each person bore, in the order of the register.
    names: Vec<Vec<Name>>,
    by_name: HashMap<String, Vec<usize>>,
    by_given: HashMap<String, Vec<usize>>,
    by_agency: HashMap<String, Vec<usize>>,
    units: Units,
}

impl Directory {
    /// Takes in everybody; a [`Matcher::over`] it asks of the same people in the same order.
    pub fn new<'a>(org: &Org, people: impl IntoIterator<Item = &'a Person>) -> Self {
        let mut all = Self {
            units: Units::of(org),
            ..Self::default()
        };
        for (at, person) in people.into_iter().enumerate() {
            let mut names: Vec<Name> = Vec::new();
            for post in &person.posts {
                let name = Name::read(&post.name);
                if !names.contains(&name) {
                    names.push(name);
                }
                put(&mut all.by_agency, &post.agency, at);
            }
            for name in &names {
                put(&mut all.by_name, name.key(), at);
                put(&mut all.by_given, name.given(), at);
            }
            all.names.push(names);
        }
        all
    }
}

fn put(into: &mut HashMap<String, Vec<usize>>, key: &str, at: usize) {
    match into.get_mut(key) {
        Some(there) if there.last() == Some(&at) => {}
        Some(there) => there.push(at),
        None => {
            into.insert(key.to_owned(), vec![at]);
        }
    }
}

/// The register, ready to be asked.
pub struct Matcher<'a> {
    org: &'a Org,
    people: Vec<&'a Person>,
    known: Arc<Directory>,
    kin: RefCell<HashMap<String, Rc<Kin>>>,
}

/// A person with every name borne.
#[derive(Clone, Copy)]
struct Known<'a> {
    person: &'a Person,
    names: &'a [Name],
}

impl<'a> Matcher<'a> {
    /// Makes the register ready.
    pub fn new(org: &'a Org, people: impl IntoIterator<Item = &'a Person>) -> Self {
        let people: Vec<&Person> = people.into_iter().collect();
        let known = Directory::new(org, people.iter().copied());
        Self::over(org, people, Arc::new(known))
    }

    /// The register with what was made of it before.
    pub fn over(
        org: &'a Org,
        people: impl IntoIterator<Item = &'a Person>,
        known: Arc<Directory>,
    ) -> Self {
        Self {
            org,
            people: people.into_iter().collect(),
            known,
            kin: RefCell::default(),
        }
    }

    fn known(&self, at: usize) -> Known<'_> {
        Known {
            person: self.people[at],
            names: &self.known.names[at],
        }
    }

    /// Whom a row means.
    pub fn find(&self, line: &Line) -> Answer {
        let line = decoded(line);
        if line.collective {
            return self.collective(&line);
        }
        let asked = self.understood(&line);
        let mut candidates: Vec<Candidate> = self
            .near(&asked)
            .into_iter()
            .filter_map(|at| evidence::weigh(self.org, self.known(at), &line, &asked))
            .filter(|candidate| candidate.score >= LEAST)
            .collect();
        candidates.sort_by(|a, b| (-a.score, &a.code).cmp(&(-b.score, &b.code)));
        let mut doubts = asked.doubts.clone();
        let certain = self.certain(&asked, &candidates, &mut doubts);
        candidates.truncate(MOST);
        Answer {
            outcome: match certain {
                Some(code) => Outcome::Certain(code),
                None if candidates.is_empty() => Outcome::Unknown,
                None => Outcome::Doubtful,
            },
            candidates,
            unit: asked.unit,
            doubts,
        }
    }

    /// The one nobody can be taken for; each doubt is told.
    fn certain(
        &self,
        asked: &Asked,
        candidates: &[Candidate],
        doubts: &mut Vec<&'static str>,
    ) -> Option<String> {
        if !asked.name.is_full() {
            doubts.push("Họ tên chưa đủ hoặc không có dấu.");
        }
        let fits = |candidate: &&Candidate| {
            candidate.near == Near::Same && matches!(candidate.fit, Fit::Same | Fit::Division)
        };
        let found: Vec<&Candidate> = candidates.iter().filter(fits).collect();
        let [one] = found.as_slice() else {
            doubts.push(match found.is_empty() {
                true => "Không có ai đúng họ tên ở đơn vị ấy trong năm ấy.",
                false => "Có nhiều người cùng họ tên ở đơn vị ấy.",
            });
            return None;
        };
        if one.against {
            doubts.push("Có thông tin không khớp với hồ sơ.");
        }
        if self.has_rival(asked, &one.code) {
            doubts.push("Có người khác trùng hoặc gần trùng tên trong đơn vị, đơn vị trước và sau sắp xếp, hoặc trong tỉnh.");
        }
        doubts.is_empty().then(|| one.code.clone())
    }

    /// Whether somebody else may be meant: of the same name without marks in the unit's line or province
    /// at any time, or of a name one slip away in the unit at that time.
    fn has_rival(&self, asked: &Asked, code: &str) -> bool {
        let other = |at: &&usize| self.people[**at].code != code;
        let stood = |at: &usize, places: &BTreeSet<String>| {
            let posts = &self.people[*at].posts;
            posts.iter().any(|post| places.contains(&post.agency))
        };
        let namesakes = self.known.by_name.get(asked.name.key());
        let mut namesakes = namesakes.into_iter().flatten().filter(other);
        if namesakes.any(|at| stood(at, &asked.kin.province)) {
            return true;
        }
        let there = |at: &&usize| {
            asked.period.is_none_or(|(first, last)| {
                let posts = &self.people[**at].posts;
                posts.iter().any(|post| {
                    asked.kin.line.contains(&post.agency)
                        && post
                            .validity
                            .overlaps_days(year_before(first), year_after(last))
                })
            })
        };
        let near = |at: &&usize| {
            let names = &self.known.names[**at];
            names
                .iter()
                .any(|name| !matches!(asked.name.near(name), None | Some(Near::Slips)))
        };
        self.of_line(&asked.kin)
            .iter()
            .filter(other)
            .filter(there)
            .any(|at| near(&at))
    }

    /// Everybody who ever stood in a unit's line.
    fn of_line(&self, kin: &Kin) -> BTreeSet<usize> {
        let codes = kin.line.iter();
        codes
            .filter_map(|code| self.known.by_agency.get(code.as_str()))
            .flatten()
            .copied()
            .collect()
    }

    /// Everybody whose name may be meant.
    fn near(&self, asked: &Asked) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let keys = asked.name.turns();
        let own = [asked.name.key()];
        for key in keys.iter().map(String::as_str).chain(own) {
            found.extend(self.known.by_name.get(key).into_iter().flatten());
        }
        let near = |at: &usize| {
            let names = &self.known.names[*at];
            names.iter().any(|name| asked.name.near(name).is_some())
        };
        let given = self.known.by_given.get(asked.name.given());
        found.extend(given.into_iter().flatten().copied().filter(near));
        found.extend(self.of_line(&asked.kin).into_iter().filter(near));
        found
    }
}

fn year_before(day: Date) -> Date {
    crate::time::WorkYear::of(day).previous().first_day()
}

fn year_after(day: Date) -> Date {
    crate::time::WorkYear::of(day).next().last_day()
}
