//! Awards given: by form, by unit, by year. The register is gone through once a question, not once a unit.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::register::{Line, Tally};
use thidua_domain::time::{WorkYear, YearSpan};

use super::course::YEARS;
use super::{AskDashboard, AwardLine, AwardYear, AwardsBlock, Count, UnitLine};
use crate::register::{AskAwards, PERMISSION, counted};
use crate::state::View;
use crate::{AppError, State};

const GIVEN: &str = "da_tang";
const REVOKED: &str = "thu_hoi";

impl Count {
    fn add(&mut self, tally: &Tally) {
        match tally.instances {
            Some(number) => self.number = self.number.saturating_add(number),
            None => self.untold += 1,
        }
    }
}

/// The block; each unit is told how many it was given.
pub(super) fn block(
    view: &View,
    ask: &AskDashboard,
    units: &mut [UnitLine],
) -> Result<AwardsBlock, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let index = state.award_index();
    let year = WorkYear(ask.year);
    let places = index.during(YearSpan::single(year));
    let wanted = asked(&ask.agency, (ask.year, ask.year), Some(ask.month));
    let (lines, left_out) = counted(state, &wanted, places.iter().copied())?;
    let mut block = AwardsBlock {
        left_out: left_out.len(),
        ..AwardsBlock::default()
    };
    let mut forms: BTreeMap<(u32, &str), (Count, Count)> = BTreeMap::new();
    for (line, tally) in &lines {
        match line.status.as_str() {
            GIVEN => {
                let form = (rank(state, &line.award), line.award.as_str());
                let (collectives, individuals) = forms.entry(form).or_default();
                add(collectives, individuals, line, tally);
                add(&mut block.collectives, &mut block.individuals, line, tally);
            }
            REVOKED => {}
            _ => block.pending.add(tally),
        }
    }
    block.rows = forms
        .into_iter()
        .map(|((_, award), (collectives, individuals))| AwardLine {
            award: award.to_owned(),
            name: name(state, award),
            collectives,
            individuals,
        })
        .collect();
    block.years = state.award_years((&ask.agency, ask.year), || years(state, ask))?;
    of_units(view, ask, &places, units)?;
    Ok(block)
}

fn asked(agency: &str, (from, to): (i16, i16), month: Option<u8>) -> AskAwards {
    AskAwards {
        agency: agency.to_owned(),
        from,
        to,
        month,
        own: false,
    }
}

fn add(collectives: &mut Count, individuals: &mut Count, line: &Line, tally: &Tally) {
    match line.kind.as_str() {
        "tap_the" => collectives.add(tally),
        _ => individuals.add(tally),
    }
}

fn rank(state: &State, award: &str) -> u32 {
    let first = award.split(';').next().unwrap_or_default();
    state
        .catalogue
        .award(first)
        .map_or(u32::MAX, |award| award.rank)
}

fn name(state: &State, award: &str) -> String {
    let name = |code: &str| {
        let found = state.catalogue.award(code);
        found.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    let names: Vec<String> = award.split(';').map(name).collect();
    names.join(" và ")
}

/// Whole years beside one another; rows over several years belong to none.
fn years(state: &State, ask: &AskDashboard) -> Result<Vec<AwardYear>, AppError> {
    let first = ask.year.saturating_sub(YEARS - 1);
    let span = YearSpan {
        from: WorkYear(first),
        to: WorkYear(ask.year),
    };
    let wanted = asked(&ask.agency, (first, ask.year), None);
    let (lines, _) = counted(state, &wanted, state.award_index().during(span))?;
    let mut of: BTreeMap<i16, (Count, Count)> = BTreeMap::new();
    for (line, tally) in &lines {
        let year = line.years.filter(|years| years.is_single());
        if let Some(year) = year.filter(|_| line.status == GIVEN) {
            let (collectives, individuals) = of.entry(year.from.0).or_default();
            add(collectives, individuals, line, tally);
        }
    }
    let Some(begins) = of.keys().next().copied() else {
        return Ok(Vec::new());
    };
    let year = |year: i16| {
        let (collectives, individuals) = of.get(&year).copied().unwrap_or_default();
        AwardYear {
            year,
            collectives,
            individuals,
        }
    };
    Ok((begins..=ask.year).map(year).collect())
}

/// What each unit was given: the rows of the year laid out by agency once, and each unit asks for those of its own.
fn of_units(
    view: &View,
    ask: &AskDashboard,
    places: &[usize],
    units: &mut [UnitLine],
) -> Result<(), AppError> {
    let state = view.state.as_ref();
    let mut by_agency: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in places {
        if let Some(award) = state.awards.get(*at) {
            by_agency
                .entry(award.agency.as_str())
                .or_default()
                .push(*at);
        }
    }
    for unit in units {
        if !view.sees(PERMISSION, &unit.code) {
            continue;
        }
        let codes = state.org.lineage(&unit.code);
        let mut own: Vec<usize> = codes
            .iter()
            .filter_map(|code| by_agency.get(code))
            .flatten()
            .copied()
            .collect();
        own.sort_unstable();
        let wanted = asked(&unit.code, (ask.year, ask.year), Some(ask.month));
        let (lines, _) = counted(state, &wanted, own)?;
        let (mut collectives, mut individuals) = (Count::default(), Count::default());
        for (line, tally) in lines.iter().filter(|(line, _)| line.status == GIVEN) {
            add(&mut collectives, &mut individuals, line, tally);
        }
        unit.collectives = Some(collectives);
        unit.individuals = Some(individuals);
    }
    Ok(())
}
