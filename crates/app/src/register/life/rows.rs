//! The awards of a register, and how often each was given.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::people::Post;
use thidua_domain::register::Award;

use super::{CANCELLED, Cancelled, GIVEN, Life, LifeCount, LifeRow, Line, award_names, whose};
use crate::State;
use crate::rating::post_of;
use crate::register::cancelled::named_on;
use crate::state::View;

/// Where a row stands: by years, then by precedence, then by day; without a year last.
type Place = (i16, i16, u32, Option<String>, usize);

/// The rows under some codes, in order.
pub(super) fn of(view: &View, life: &Life, line: &[Line]) -> Vec<LifeRow> {
    let state = view.state.as_ref();
    let index = state.award_index();
    let forebears = state.org.forebears(&life.subject);
    let mut found: Vec<(Place, LifeRow)> = Vec::new();
    for own in line {
        for at in index.places_of(&state.awards, &own.code) {
            let Some(award) = state.awards.get(at) else {
                continue;
            };
            let forebear = own.forebear.and_then(|at| forebears.get(at));
            let first = first_day(award);
            let of_line = forebear.zip(first);
            if of_line.is_some_and(|(body, first)| !state.org.was_of_line(body, first)) {
                continue;
            }
            let mut told = row(view, life, award, at);
            told.inherited = forebear.is_some_and(|body| !body.same);
            if forebear.is_some() {
                told.of = Some(own.code.clone());
            }
            found.push((place(state, award, at), told));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, row)| row).collect()
}

/// The first day of what an award is for; of one without years that of its decision.
pub(crate) fn first_day(award: &Award) -> Option<Date> {
    let decided = award.decided_on.map(|day| day.first_day());
    award.years.map(|years| years.from.first_day()).or(decided)
}

fn place(state: &State, award: &Award, at: usize) -> Place {
    let (to, from) = match award.years {
        Some(years) => (years.to.0, years.from.0),
        None => (i16::MAX, i16::MAX),
    };
    let decided = award.decided_on.map(|day| day.to_string());
    (to, from, rank(state, &award.award), decided, at)
}

fn rank(state: &State, codes: &str) -> u32 {
    let ranks = codes
        .split(';')
        .filter_map(|code| state.catalogue.award(code));
    ranks.map(|award| award.rank).min().unwrap_or(u32::MAX)
}

fn row(view: &View, life: &Life, award: &Award, at: usize) -> LifeRow {
    let state = view.state.as_ref();
    let on = named_on(award);
    let post = held(view, life, award);
    let agency = match (life.kind, &post, &award.subject) {
        ("tap_the", _, Some(body)) => body.clone(),
        (_, Some(post), _) => post.agency.clone(),
        _ => award.agency.clone(),
    };
    let document = award.decision.as_ref();
    let document = document.filter(|paper| state.documents.contains_key(*paper));
    let authority = award.authority.as_ref().map(|codes| {
        let decided = award.decided_on.map_or(on, |day| day.first_day());
        let names = codes.split(';').map(|code| state.name_on(code, decided));
        names.collect::<Vec<_>>().join(" và ")
    });
    let file = post.and_then(whose::position);
    let sources = award.source.iter().flat_map(|source| source.lines());
    LifeRow {
        years: award.years.map(|years| years.to_string()),
        award_name: award_names(state, &award.award),
        award: award.award.clone(),
        occasion: award.occasion.clone(),
        times: award.count.unwrap_or(1),
        cancelled: (award.status == CANCELLED).then(|| cancelled(state, at)),
        status: award.status.clone(),
        decision: award.decision.as_ref().map(|paper| state.cited(paper)),
        document: document.cloned(),
        decided_on: award.decided_on.map(|day| day.to_string()),
        authority,
        agency_name: state.name_on(&agency, on),
        agency,
        position_told: award.position.is_some(),
        position: award.position.clone().or(file),
        of: None,
        inherited: false,
        sources: sources.map(|source| state.cited(source)).collect(),
        note: award.note.clone(),
        record: state
            .award_records
            .get(at)
            .copied()
            .filter(|_| view.sees(Permission::ViewAwards, &award.agency)),
    }
}

/// The post a person held in the years of an award, as the file tells.
fn held<'v>(view: &'v View, life: &Life, award: &Award) -> Option<&'v Post> {
    let person = view.state.people.get(&life.subject)?;
    match award.years {
        Some(years) => post_of(person, years.to, view.today),
        None => person.on(award.decided_on?.first_day()),
    }
}

fn cancelled(state: &State, at: usize) -> Cancelled {
    let told = state.revocation_of(at).filter(|told| told.in_force);
    Cancelled {
        decision: told.map(|told| state.cited(&told.decision)),
        on: told
            .and_then(|told| told.decided_on)
            .map(|day| day.to_string()),
        ground: told.map(|told| told.ground.clone()),
    }
}

/// How often each award was given, highest first.
pub(super) fn counts(state: &State, rows: &[LifeRow]) -> Vec<LifeCount> {
    let mut by_award: BTreeMap<(u32, &str), LifeCount> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.status == GIVEN) {
        let count = by_award
            .entry((rank(state, &row.award), row.award.as_str()))
            .or_insert_with(|| LifeCount {
                award: row.award.clone(),
                award_name: row.award_name.clone(),
                own: 0,
                inherited: 0,
                years: Vec::new(),
            });
        let pile = match row.inherited {
            true => &mut count.inherited,
            false => &mut count.own,
        };
        *pile = pile.saturating_add(row.times);
        // Two predecessors may have won it for the same year: how many is told beside, the year once.
        let years = row.years.iter();
        let new: Vec<String> = years
            .filter(|years| !count.years.contains(years))
            .cloned()
            .collect();
        count.years.extend(new);
    }
    by_award.into_values().collect()
}
