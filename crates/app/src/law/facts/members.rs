//! Members of a collective in the considered year.
//!
//! Members are those who hold a post in the agency, its divisions and its regional offices on the last day of the year
//! (or on the day of judging, before that), and who retired from there within the year. Where a body with
//! subordinate bodies of their own is judged, nobody told whether theirs are its members: they are not known.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::conduct::FORMS;
use thidua_domain::law::{Absence, AwardSet, MemberFact};
use thidua_domain::org::Level;
use thidua_domain::people::Person;

use super::{Gatherer, link};
use crate::{State, conduct, rating};

/// Which people are where in the year: their places among all people.
pub(super) struct Roll {
    of_agency: HashMap<String, Vec<usize>>,
    made: RefCell<HashMap<usize, MemberFact>>,
}

impl Roll {
    fn new(gatherer: &Gatherer<'_>) -> Self {
        let state = gatherer.state();
        let mut of_agency: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, person) in state.people.values().enumerate() {
            let Some(agency) = gatherer.agency_of(person) else {
                continue;
            };
            match of_agency.get_mut(agency) {
                Some(places) => places.push(at),
                None => {
                    of_agency.insert(agency.to_owned(), vec![at]);
                }
            }
        }
        Self {
            of_agency,
            made: RefCell::default(),
        }
    }
}

/// An agency with the parts of it that are no bodies of their own, on a day; `None`: it has subordinate bodies.
pub(super) fn parts<'a>(state: &'a State, code: &'a str, day: Date) -> Option<Vec<&'a str>> {
    let mut found = vec![code];
    let mut at = 0;
    while let Some(own) = found.get(at).copied() {
        at += 1;
        for child in state.org.children_on(own, day) {
            let level = child.on(day).map(|spell| spell.level);
            if !matches!(level, Some(Level::Division | Level::Region)) {
                return None;
            }
            if !found.contains(&child.code.as_str()) {
                found.push(&child.code);
            }
        }
    }
    Some(found)
}

impl<'v> Gatherer<'v> {
    /// The members of a collective; `None` where they are not known, or not for the reader to know.
    pub(super) fn members(&self, code: &'v str) -> Option<Vec<MemberFact>> {
        let agencies = parts(self.state(), code, self.day)?;
        let open = |agency: &&str| self.view.sees(Permission::ViewPeople, agency);
        if !agencies.iter().all(open) {
            return None;
        }
        let roll = self.roll();
        let places = agencies
            .iter()
            .filter_map(|agency| roll.of_agency.get(*agency));
        let members: Vec<MemberFact> = places
            .flatten()
            .filter_map(|at| self.member(roll, *at))
            .collect();
        (!members.is_empty()).then_some(members)
    }

    fn roll(&self) -> &Roll {
        self.roll.get_or_init(|| Roll::new(self))
    }

    /// The agency of whose members a person is one in the year.
    pub(super) fn agency_of(&self, person: &'v Person) -> Option<&'v str> {
        let there = person.on(self.day);
        let post = there.or_else(|| {
            self.absences(person)
                .contains(&Absence::Retired)
                .then(|| rating::post_of(person, self.moment.year, self.day))
                .flatten()
        })?;
        Some(&post.agency)
    }

    fn absences(&self, person: &Person) -> Vec<Absence> {
        let rows = self
            .state()
            .absences
            .get(&person.code)
            .into_iter()
            .flatten();
        let of_year = rows.filter(|row| row.concerns(self.moment.year));
        let mut found: Vec<Absence> = of_year
            .filter_map(|row| Absence::from_code(&row.kind))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn member(&self, roll: &Roll, at: usize) -> Option<MemberFact> {
        if let Some(made) = roll.made.borrow().get(&at) {
            return Some(made.clone());
        }
        let person = self.state().people.at(at)?;
        let made = self.member_fact(person);
        roll.made.borrow_mut().insert(at, made.clone());
        Some(made)
    }

    fn member_fact(&self, person: &Person) -> MemberFact {
        let state = self.state();
        let year = self.moment.year;
        let (mut discipline, mut known) = (None, false);
        if let Some((rows, _)) = conduct::rows(self.view, &person.code) {
            // Of what was decided on a day nobody told it is not known whether it was in the year.
            known = rows.iter().all(|row| row.decided_on.is_some());
            let of_year = rows
                .iter()
                .filter(|row| row.decided_within(year.first_day(), year.last_day()));
            discipline = of_year
                .filter_map(|row| FORMS.iter().position(|form| *form == row.form))
                .max();
        }
        let awards: AwardSet = self.given_for_year(&person.code);
        MemberFact {
            count: 1,
            awards,
            level: rating::of_year(state, &person.code, year).and_then(|row| row.level),
            service_from: person.joined,
            absences: self.absences(person),
            discipline,
            conduct_known: known,
            link: link("nhan-su", &person.code),
        }
    }
}
