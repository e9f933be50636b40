//! The people of the nation: who sits where, who retires, is promoted, changes places, and whose
//! post was merged with the agency.

mod ranks;
mod seats;

pub(super) use ranks::Rank;

use jiff::civil::{Date, date};

use self::seats::Seats;
use super::names;
use super::random::Random;
use super::tree::{MERGED_ON, Nation};
use super::{MERGED, NEWEST};
use crate::time::WorkYear;

/// Where somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The directorate.
    Head,
    /// A leaf of the tree until 30/6/2025.
    Old(usize),
    /// A leaf of the tree from 01/7/2025.
    New(usize),
}

/// A post held from a day to a day, both included.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) place: Place,
    pub(super) agency: String,
    pub(super) rank: Rank,
    pub(super) from: Date,
    pub(super) to: Option<Date>,
}

/// Somebody.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) born: Date,
    pub(super) female: bool,
    pub(super) posts: Vec<Held>,
}

impl Member {
    /// The post held on a day.
    pub(super) fn on(&self, day: Date) -> Option<&Held> {
        self.posts
            .iter()
            .find(|held| held.from <= day && held.to.is_none_or(|to| day <= to))
    }

    /// Years of age on a day.
    pub(super) fn age_on(&self, day: Date) -> i16 {
        day.year()
            - self.born.year()
            - i16::from((day.month(), day.day()) < (self.born.month(), self.born.day()))
    }

    /// The first day in service: that of the first post, of whoever already led then some years before.
    pub(super) fn joined(&self) -> Option<Date> {
        let first = self.posts.first()?;
        if !first.rank.leads() {
            return Some(first.from);
        }
        let young = date(self.born.year() + 24, self.born.month(), 1);
        Some(young.min(first.from))
    }

    /// The day of retirement: the end of the month of the birthday at which the age is reached.
    fn retires(&self) -> Date {
        let age = if self.female { 57 } else { 61 };
        let year = self.born.year() + age;
        date(year, self.born.month(), 1).last_of_month()
    }
}

/// Everybody, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    pub(super) people: Vec<Member>,
}

impl Staff {
    /// Fills the agencies and lets the years pass until [`NEWEST`].
    pub fn invent(nation: &Nation, random: &Random, first: WorkYear) -> Self {
        // The people before the merger are always told, so that those of today have a past.
        let first = first.min(MERGED.previous());
        let mut life = Life {
            nation,
            random: random.part("staff"),
            staff: Self::default(),
            seats: Seats::of(nation),
            merged: false,
        };
        life.settle(first.first_day());
        let mut from = first.first_day();
        for year in first.0..=NEWEST.0 {
            let last = WorkYear(year).last_day();
            for to in [date(2025, 2, 28), date(2025, 6, 30), last] {
                if from <= to && to <= last {
                    life.pass(from, to);
                    from = to.tomorrow().unwrap_or(to);
                }
            }
        }
        life.staff
    }

    /// How many people were ever told of.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }
}

struct Life<'a> {
    nation: &'a Nation,
    random: Random,
    staff: Staff,
    seats: Seats,
    merged: bool,
}

impl Life<'_> {
    /// Everybody who works on the first day.
    fn settle(&mut self, day: Date) {
        for at in 0..self.seats.len() {
            let Some(place) = self.seats.place(at) else {
                continue;
            };
            for rank in self.seats.wanted(at) {
                let since =
                    day.saturating_sub(jiff::Span::new().days(self.random.between(200, 5_000)));
                let age = match rank {
                    Rank::Head => self.random.between(42, 56),
                    Rank::Deputy => self.random.between(38, 56),
                    Rank::Officer => self.random.between(32, 57),
                    _ => self.random.between(25, 56),
                };
                self.engage(at, place, rank, since, day, age);
            }
        }
    }

    /// A new person in a seat, of an age on a day.
    fn engage(&mut self, seat: usize, place: Place, rank: Rank, from: Date, day: Date, age: i64) {
        let random = &mut self.random;
        let female = random.permille(if rank == Rank::Head { 250 } else { 450 });
        let born = day.saturating_sub(jiff::Span::new().days(age * 365 + random.between(0, 364)));
        let grown = date(born.year() + 22, 1, 1);
        let member = Member {
            code: format!("cb-{:05}", self.staff.people.len() + 1),
            name: names::name(random, female),
            born,
            female,
            posts: vec![Held {
                place,
                agency: seats::agency(self.nation, place, from.max(day)),
                rank,
                from: from.max(grown),
                to: None,
            }],
        };
        self.seats.take(seat, rank, self.staff.people.len());
        self.staff.people.push(member);
    }

    /// What happens from a day to a day in which the tree stays as it is.
    fn pass(&mut self, from: Date, to: Date) {
        if from >= date(2025, 3, 1) {
            self.rename(from);
        }
        if from >= MERGED_ON && !self.merged {
            self.merge();
        }
        self.depart(from, to);
        self.exchange(from, to);
    }

    /// The directorate's new code takes its people with it.
    fn rename(&mut self, day: Date) {
        let head = seats::agency(self.nation, Place::Head, day);
        for person in self.seats.people(0) {
            let held = self
                .staff
                .people
                .get(person)
                .and_then(|member| member.posts.last());
            if let Some(rank) = held
                .filter(|held| held.agency != head)
                .map(|held| held.rank)
            {
                self.move_to(person, Place::Head, rank, date(2025, 3, 1));
            }
        }
    }

    /// The old leaves' people go to the heirs; who led beside another becomes a deputy.
    fn merge(&mut self) {
        self.merged = true;
        for step in self.seats.merge(self.nation) {
            let same = matches!(step.from, Place::Old(old) if self.keeps(old, step.to));
            if !(same && step.rank == step.was && !step.rank.leads()) {
                self.move_to(step.person, step.to, step.rank, MERGED_ON);
            } else if let Some(held) = self.held(step.person) {
                held.place = step.to;
            }
        }
    }

    fn keeps(&self, old: usize, to: Place) -> bool {
        let Place::New(new) = to else { return false };
        let (old, new) = (
            self.nation.old.leaves.get(old),
            self.nation.new.leaves.get(new),
        );
        old.zip(new).is_some_and(|(old, new)| old.code == new.code)
    }

    fn held(&mut self, person: usize) -> Option<&mut Held> {
        self.staff.people.get_mut(person)?.posts.last_mut()
    }

    /// Ends the present post the day before and begins another.
    fn move_to(&mut self, person: usize, place: Place, rank: Rank, day: Date) {
        let agency = seats::agency(self.nation, place, day);
        let Some(member) = self.staff.people.get_mut(person) else {
            return;
        };
        if let Some(held) = member.posts.last_mut() {
            held.to = day.yesterday().ok();
        }
        member.posts.push(Held {
            place,
            agency,
            rank,
            from: day,
            to: None,
        });
    }

    /// Retirement and leaving; a leader's seat goes to an officer of the agency, others to new people.
    fn depart(&mut self, from: Date, to: Date) {
        let days = i64::from((to - from).get_days()) + 1;
        // The year of the merger lost a fifth of its people, most of them near retirement.
        let leaving = if from >= date(2025, 3, 1) && to <= date(2025, 9, 30) {
            130
        } else {
            14
        };
        for seat in 0..self.seats.len() {
            for (rank, person) in self.seats.taken(seat) {
                let Some(member) = self.staff.people.get(person) else {
                    continue;
                };
                let (retires, old) = (member.retires(), member.age_on(from) >= 52);
                let times = leaving * days / 365 * if old { 2 } else { 1 };
                let day = if (from..=to).contains(&retires) || retires < from {
                    retires.max(from)
                } else if self.random.permille(times) {
                    from.saturating_add(jiff::Span::new().days(self.random.between(0, days - 1)))
                } else {
                    continue;
                };
                self.leave(seat, rank, person, day, to);
            }
        }
    }

    fn leave(&mut self, seat: usize, rank: Rank, person: usize, day: Date, until: Date) {
        self.seats.free(seat, person);
        if let Some(held) = self.held(person) {
            held.to = Some(day.max(held.from));
        }
        let Some(place) = self.seats.place(seat) else {
            return;
        };
        let Ok(next) = day.tomorrow() else { return };
        let mut vacant = rank;
        if rank.leads() && next <= until {
            let fit = |person: &usize| {
                let member = self.staff.people.get(*person);
                let held = member.and_then(|member| member.posts.last());
                held.is_some_and(|held| held.from < next)
                    && member.is_some_and(|member| member.age_on(next) < 55)
            };
            let officers = self.seats.taken(seat).into_iter();
            let mut officers = officers
                .filter(|(rank, _)| *rank == Rank::Officer)
                .map(|(_, person)| person);
            if let Some(heir) = officers.find(fit) {
                self.move_to(heir, place, rank, next);
                self.seats.promote(seat, heir, rank);
                vacant = Rank::Officer;
            }
        }
        let start = next.saturating_add(jiff::Span::new().days(self.random.between(20, 150)));
        if start <= until && self.random.permille(850) {
            let age = if vacant.leads() {
                self.random.between(38, 48)
            } else {
                self.random.between(23, 34)
            };
            self.engage(seat, place, vacant, start, start, age);
        }
    }

    /// Two people of one rank and province change places.
    fn exchange(&mut self, from: Date, to: Date) {
        let months = i64::from((to - from).get_days()) / 30;
        for pair in self.seats.exchanges(self.nation, &mut self.random) {
            let day = from
                .saturating_add(jiff::Span::new().days(30 * self.random.between(1, months.max(1))));
            let began = |person: usize| {
                self.staff
                    .people
                    .get(person)
                    .and_then(|member| member.posts.last())
                    .map(|held| held.from)
            };
            let ready = |person: usize| began(person).is_some_and(|began| began < day);
            if day > to || !ready(pair.one) || !ready(pair.other) {
                continue;
            }
            self.seats.swap(&pair);
            self.move_to(pair.one, pair.others_place, pair.rank, day);
            self.move_to(pair.other, pair.ones_place, pair.rank, day);
        }
    }
}
