//! Awards as facts: what was given, what was cancelled, what a cluster chose somebody for.

use thidua_domain::law::{AcclaimedFact, AwardFact, AwardId, AwardSet, Occasion};
use thidua_domain::register::Award;

use super::heirs::{self, Source};
use super::{Gatherer, link};
use crate::register::life::first_day;

pub(super) const GIVEN: &str = "da_tang";
pub(super) const CHOSEN: &str = "suy_ton";
pub(super) const PROPOSED: &str = "dang_de_nghi";
const CANCELLED: &str = "thu_hoi";

/// What the register tells of a subject.
#[derive(Default)]
pub(super) struct Told {
    pub(super) awards: Vec<AwardFact>,
    pub(super) acclaimed: Vec<AcclaimedFact>,
}

impl Gatherer<'_> {
    /// What the register tells of a person.
    pub(super) fn told_of(&self, code: &str) -> Told {
        let mut told = Told::default();
        self.add_of(&Source { code, body: None }, &mut told);
        told
    }

    /// What the register tells of a collective, and of the bodies it came from.
    pub(super) fn told_of_unit(&self, code: &str) -> Told {
        let mut told = Told::default();
        for own in heirs::sources(self.state(), code) {
            self.add_of(&own, &mut told);
        }
        told
    }

    fn add_of(&self, own: &Source<'_>, told: &mut Told) {
        let state = self.state();
        for at in self.index.places_of(&state.awards, own.code) {
            let (Some(award), Some(record)) = (state.awards.get(at), state.award_records.get(at))
            else {
                continue;
            };
            if !own.counts(state, first_day(award)) {
                continue;
            }
            let status = self.status(at, award);
            self.add((award, status), &record.to_string(), own.inherited(), told);
        }
    }

    fn add(&self, (award, status): (&Award, &str), record: &str, inherited: bool, told: &mut Told) {
        // Whom a cluster chose is told beside what was then given, or by itself.
        let chosen = status == CHOSEN || (award.cluster.is_some() && status != CANCELLED);
        let split = !award.award.contains(';');
        for id in award.award.split(';').filter_map(|code| self.award(code)) {
            let years = award.years.filter(|years| years.is_single());
            if let Some(years) = years.filter(|_| chosen && split && !inherited) {
                told.acclaimed.push(AcclaimedFact {
                    award: id,
                    year: years.to,
                    link: link("khen-thuong", record),
                });
            }
            if status == GIVEN || status == CANCELLED {
                told.awards
                    .push(fact((award, status), id, split, record, inherited));
            }
        }
    }

    /// The awards given to somebody for the considered year alone.
    pub(super) fn given_for_year(&self, code: &str) -> AwardSet {
        let awards = &self.state().awards;
        let places = self.index.places_of(awards, code);
        let rows = places.filter_map(|at| Some((at, awards.get(at)?)));
        let own =
            rows.filter(|(at, award)| self.status(*at, award) == GIVEN && self.is_of_year(award));
        own.filter_map(|(_, award)| self.award(&award.award))
            .collect()
    }

    /// Whether a row tells of the considered year alone, or of each year of a span with it.
    pub(super) fn is_of_year(&self, award: &Award) -> bool {
        award.years.is_some_and(|years| {
            let each = i64::from(years.to.0) - i64::from(years.from.0) + 1;
            years.contains(self.moment.year) && award.count.is_some_and(|count| count >= each)
        })
    }
}

/// What a source tells of several awards without splitting it may be any of them: of each neither year nor nature is
/// sure, so it never counts for sure.
fn fact(
    (award, status): (&Award, &str),
    id: AwardId,
    split: bool,
    record: &str,
    inherited: bool,
) -> AwardFact {
    AwardFact {
        award: id,
        years: award.years.filter(|_| split),
        times: award.count.unwrap_or(1),
        occasion: award
            .occasion
            .as_deref()
            .filter(|_| split)
            .and_then(Occasion::from_code),
        decided_on: award.decided_on.filter(|_| split),
        revoked: status == CANCELLED,
        inherited,
        link: link("khen-thuong", record),
    }
}
