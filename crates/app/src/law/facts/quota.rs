//! How far a ceiling is used up where the nominee works: who was given or proposed an award, beside what the law counts
//! them against.
//!
//! The law counts Chiến sĩ thi đua cơ sở against the Lao động tiên tiến of the unit (Nghị định 91/2017/NĐ-CP Điều 9).
//! Of other ceilings an installation does not know the base: they stay unknown, and a person decides.

use std::collections::{HashMap, HashSet};

use thidua_domain::access::Permission;
use thidua_domain::law::{QuotaFact, SubjectKind, Tri, same_time};
use thidua_domain::org::Level;
use thidua_domain::people::Person;
use thidua_domain::register::Award;
use thidua_domain::time::YearSpan;

use super::Gatherer;
use super::awards::{GIVEN, PROPOSED};

/// The award with a ceiling, and the one whose holders are its base.
const COUNTED: &str = "cstdcs";
const BASE: &str = "ldtt";

/// People by the code of their unit, for an award.
type OfUnit = HashMap<String, HashSet<String>>;

/// Who was given or proposed what in the considered year.
#[derive(Default)]
pub(super) struct Quotas {
    counted: OfUnit,
    base: OfUnit,
    /// Units of which some row tells of either without a person who is known.
    open: HashSet<String>,
}

impl<'v> Gatherer<'v> {
    /// The ceilings that concern a person; none where the reader may not read the awards of the unit, or where a row
    /// counts some without naming them.
    pub(super) fn quotas_of(&self, person: &'v Person) -> Vec<QuotaFact> {
        let unit = self.agency_of(person).map(|agency| self.unit_of(agency));
        let award = self.award(COUNTED);
        let (Some(unit), Some(award)) = (unit, award) else {
            return Vec::new();
        };
        if !self.view.sees(Permission::ViewAwards, unit) {
            return Vec::new();
        }
        let all = self.quotas.get_or_init(|| self.count());
        if all.open.contains(unit) {
            return Vec::new();
        }
        let among = |of: &OfUnit| of.get(unit).map_or(0, HashSet::len);
        let there = all.counted.get(unit);
        let beside = there.is_none_or(|people| !people.contains(&person.code));
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        vec![QuotaFact {
            award,
            counted: number(among(&all.counted)).saturating_add(i64::from(beside)),
            base: number(among(&all.base)),
        }]
    }

    /// The body an agency is part of: that of divisions and regional offices is the one above.
    fn unit_of(&self, agency: &'v str) -> &'v str {
        let org = &self.state().org;
        let mut own = agency;
        for _ in 0..org.len() {
            let spell = org.find(own).and_then(|found| found.nearest(self.day));
            let part = spell.filter(|spell| matches!(spell.level, Level::Division | Level::Region));
            match part.and_then(|spell| spell.parent.as_deref()) {
                Some(above) => own = above,
                None => break,
            }
        }
        own
    }

    /// Whether a row is surely about collectives, or of another year.
    fn is_other(&self, award: &Award) -> bool {
        let year = (Some(YearSpan::single(self.moment.year)), None);
        let loose = || same_time((None, award.decided_on), year) == Tri::No;
        let past = |years: YearSpan| !years.contains(self.moment.year);
        award.kind == SubjectKind::Collective.code() || award.years.map_or_else(loose, past)
    }

    fn count(&self) -> Quotas {
        let state = self.state();
        let mut quotas = Quotas::default();
        for at in self.index.during(YearSpan::single(self.moment.year)) {
            let Some(award) = state.awards.get(at) else {
                continue;
            };
            let mut codes = award.award.split(';').map(str::trim);
            let told = [GIVEN, PROPOSED].contains(&self.status(at, award));
            if !told || !codes.any(|code| [COUNTED, BASE].contains(&code)) || self.is_other(award) {
                continue;
            }
            let person = award
                .subject
                .as_ref()
                .and_then(|code| state.people.get(code));
            let agency = person.and_then(|person| self.agency_of(person));
            let of = match award.award.as_str() {
                COUNTED => Some(&mut quotas.counted),
                BASE => Some(&mut quotas.base),
                _ => None,
            };
            match (of, person, agency) {
                (Some(of), Some(person), Some(agency)) if self.is_of_year(award) => {
                    let unit = self.unit_of(agency).to_owned();
                    of.entry(unit).or_default().insert(person.code.clone());
                }
                // Told of nobody for sure: how many there are in the unit is not known.
                _ => {
                    let own = agency.unwrap_or(&award.agency);
                    quotas.open.insert(self.unit_of(own).to_owned());
                }
            }
        }
        quotas
    }
}
