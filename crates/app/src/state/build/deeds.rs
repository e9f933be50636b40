//! Contributions, activities, exemplars, events, sentences, registrations and ranks into their shelves.

use std::sync::Arc;

use thidua_domain::achievement::Achievement;
use thidua_domain::activity::Activity;
use thidua_domain::bundle::Values;
use thidua_domain::contribution::Contribution;
use thidua_domain::event::Event;
use thidua_domain::exemplar::{Exemplar, Follower, Spread, Step};
use thidua_domain::note::Note;
use thidua_domain::practice::{Adoption, Practice};
use thidua_domain::registration::Registration;
use thidua_domain::standing::Standing;
use thidua_domain::{achievement, exemplar, registration};

use crate::State;
use crate::deed::{Shelf, is_deed};

/// What was read of them.
#[derive(Default)]
pub(super) struct Deeds {
    contributions: Option<Vec<Contribution>>,
    activities: Option<Vec<Activity>>,
    exemplars: Option<Vec<Exemplar>>,
    events: Option<Vec<Event>>,
    notes: Option<Vec<Note>>,
    registrations: Option<Vec<Registration>>,
    standings: Option<Vec<Standing>>,
    achievements: Option<Vec<Achievement>>,
    steps: Option<Vec<Step>>,
    followers: Option<Vec<Follower>>,
    spreads: Option<Vec<Spread>>,
    practices: Option<Vec<Practice>>,
    adoptions: Option<Vec<Adoption>>,
}

impl Deeds {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        match kind {
            "dong-gop" => self.contributions = Some(Vec::new()),
            "hoat-dong" => self.activities = Some(Vec::new()),
            "dien-hinh" => self.exemplars = Some(Vec::new()),
            "su-kien" => self.events = Some(Vec::new()),
            "noi-dung" => self.notes = Some(Vec::new()),
            "dang-ky" => self.registrations = Some(Vec::new()),
            "xep-hang" => self.standings = Some(Vec::new()),
            "thanh-tich" => self.achievements = Some(Vec::new()),
            "buoc-dien-hinh" => self.steps = Some(Vec::new()),
            "hoc-tap-dien-hinh" => self.followers = Some(Vec::new()),
            "lan-toa" => self.spreads = Some(Vec::new()),
            "cach-lam-hay" => self.practices = Some(Vec::new()),
            "ap-dung-cach-lam" => self.adoptions = Some(Vec::new()),
            _ => {}
        }
    }

    /// The key of a row whose key names a person: another code may stand for that person's.
    pub(super) fn key(kind: &str, row: &Values) -> Option<String> {
        match kind {
            "dien-hinh" => Some(row.key(&exemplar::SHEET)),
            "dang-ky" => Some(row.key(&registration::SHEET)),
            "thanh-tich" => Some(row.key(&achievement::SHEET)),
            _ => None,
        }
    }

    /// Takes a row with the key it was told under; whether it was one of these.
    pub(super) fn take(&mut self, kind: &str, row: &Values, key: Option<String>) -> bool {
        fn put<T>(pile: &mut Option<Vec<T>>, row: Option<T>) {
            pile.get_or_insert_default().extend(row);
        }
        match kind {
            "dong-gop" => put(&mut self.contributions, Contribution::from_row(row)),
            "hoat-dong" => put(&mut self.activities, Activity::from_row(row)),
            "dien-hinh" => {
                let found = Exemplar::from_row(row).map(|found| Exemplar {
                    key: key.unwrap_or(found.key),
                    ..found
                });
                put(&mut self.exemplars, found);
            }
            "su-kien" => put(&mut self.events, Event::from_row(row)),
            "noi-dung" => put(&mut self.notes, Note::from_row(row)),
            "dang-ky" => {
                let found = Registration::from_row(row).map(|found| Registration {
                    key: key.unwrap_or(found.key),
                    ..found
                });
                put(&mut self.registrations, found);
            }
            "xep-hang" => put(&mut self.standings, Standing::from_row(row)),
            "thanh-tich" => {
                let found = Achievement::from_row(row).map(|found| Achievement {
                    key: key.unwrap_or(found.key),
                    ..found
                });
                put(&mut self.achievements, found);
            }
            "buoc-dien-hinh" => put(&mut self.steps, Step::from_row(row)),
            "hoc-tap-dien-hinh" => put(&mut self.followers, Follower::from_row(row)),
            "lan-toa" => put(&mut self.spreads, Spread::from_row(row)),
            "cach-lam-hay" => put(&mut self.practices, Practice::from_row(row)),
            "ap-dung-cach-lam" => put(&mut self.adoptions, Adoption::from_row(row)),
            _ => {}
        }
        is_deed(kind)
    }

    pub(super) fn become_part_of(mut self, state: &mut State) {
        if let Some(rows) = self.contributions.take() {
            state.contributions = Arc::new(Shelf::new(rows, |row| [row.agency.clone()]));
        }
        if let Some(rows) = self.activities.take() {
            state.activities = Arc::new(Shelf::new(rows, |row| [row.agency.clone()]));
        }
        if let Some(rows) = self.exemplars.take() {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            let shelf = shelf.found_by(|row| {
                let codes = row.achievements.iter().cloned();
                codes.chain(row.code.clone()).collect()
            });
            state.exemplars = Arc::new(shelf);
        }
        if let Some(rows) = self.events.take() {
            let of = |event: &Event| {
                let codes = crate::event::holders(event).map(str::to_owned);
                codes.collect::<Vec<_>>()
            };
            state.events = Arc::new(Shelf::new(rows, of));
        }
        if let Some(rows) = self.notes.take() {
            state.notes = Arc::new(Shelf::new(rows, |row| [row.agency.clone()]));
        }
        if let Some(rows) = self.registrations.take() {
            state.registrations = Arc::new(Shelf::new(rows, |row| [row.agency.clone()]));
        }
        if let Some(rows) = self.standings.take() {
            state.standings = Arc::new(Shelf::new(rows, |row| [row.agency.clone()]));
        }
        self.feats(state);
    }

    /// Achievements, what belongs to exemplars, and practices: found by what they are about too.
    fn feats(self, state: &mut State) {
        if let Some(rows) = self.achievements {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            let shelf = shelf.found_by(|row| {
                let codes = row.code.iter().chain(&row.subject);
                codes.cloned().collect()
            });
            state.achievements = Arc::new(shelf);
        }
        if let Some(rows) = self.steps {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            state.steps = Arc::new(shelf.found_by(|row| vec![row.exemplar.clone()]));
        }
        if let Some(rows) = self.followers {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            state.followers = Arc::new(shelf.found_by(|row| vec![row.exemplar.clone()]));
        }
        if let Some(rows) = self.spreads {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            let shelf = shelf.found_by(|row| {
                let codes = row.exemplar.iter().chain(&row.practice);
                codes.cloned().collect()
            });
            state.spreads = Arc::new(shelf);
        }
        if let Some(rows) = self.practices {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            let shelf = shelf.found_by(|row| {
                let codes = row.achievements.iter().chain(&row.exemplar);
                codes.cloned().chain([row.code.clone()]).collect()
            });
            state.practices = Arc::new(shelf);
        }
        if let Some(rows) = self.adoptions {
            let shelf = Shelf::new(rows, |row| [row.agency.clone()]);
            state.adoptions = Arc::new(shelf.found_by(|row| vec![row.practice.clone()]));
        }
    }
}
