//! Everybody at once: who may receive what in a year.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::law::{AwardId, Lawbook, Missing, Moment, Outcome, SubjectKind, Verdict};
use thidua_domain::people::Person;
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::answer::earliest;
use super::weigh::weighed;
use super::{Days, Earliest, PERMISSION};
use crate::AppError;
use crate::rating::{day_of, post_of};
use crate::state::View;

/// What is asked for of many.
#[derive(Clone, Debug, Default)]
pub struct AskAll {
    /// Code of an agency: its people and collectives, and those of all below it; `None`: everybody in reach.
    pub agency: Option<String>,
    /// The considered year.
    pub year: i16,
    /// The days, as for one subject.
    pub days: Days,
}

/// The verdicts on one subject.
#[derive(Clone, Debug)]
pub struct JudgedSubject {
    /// Whether a person or a collective.
    pub kind: SubjectKind,
    /// Code.
    pub code: String,
    /// Code of the agency where a person works in the year, of a collective its own.
    pub agency: String,
    /// The verdict on each award the law has for it, highest first.
    pub verdicts: Vec<(AwardId, Verdict)>,
    /// What a person must look at for an award, from the proof; empty where nobody asked for proofs.
    pub asks: Vec<(AwardId, Missing)>,
    /// Whether the reader may know its discipline and open cases.
    pub conduct_known: bool,
}

/// The verdicts on many.
#[derive(Clone, Debug)]
pub struct Judged {
    /// For when.
    pub moment: Moment,
    /// People first, then collectives, each in the order of their codes.
    pub subjects: Vec<JudgedSubject>,
}

/// A subject in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// Code.
    pub subject: String,
    /// Name.
    pub name: String,
    /// Code of the agency.
    pub agency: String,
}

/// What people must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LookedAt {
    /// Code of the condition.
    pub rule: String,
    /// What is needed.
    pub needed: String,
    /// Of how many.
    pub subjects: usize,
}

/// Who may receive one award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardCount {
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// `ca_nhan` or `tap_the`.
    pub subject_kind: &'static str,
    /// How many are eligible.
    pub eligible: usize,
    /// Of how many a person must decide.
    pub needs_human: usize,
    /// How many are not eligible.
    pub not_eligible: usize,
    /// Of those that are not eligible: how many may be so in the considered year still.
    pub this_year: usize,
    /// Of those that are not eligible: how many may be so in the year after at the earliest.
    pub next_year: usize,
    /// Whether something the rules rest on was not confirmed against the original text.
    pub unconfirmed: bool,
    /// Those that are eligible, by name.
    pub eligible_list: Vec<Found>,
    /// Those a person must decide of, by name.
    pub needs_human_list: Vec<Found>,
    /// What people must look at, that of most first.
    pub looked_at: Vec<LookedAt>,
}

/// Everybody in reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Everyone {
    /// Code of the agency asked for; `null`: everybody in reach.
    pub agency: Option<String>,
    /// Its name.
    pub agency_name: Option<String>,
    /// The considered year.
    pub year: i16,
    /// Day of judging.
    pub on: String,
    /// Day the dossiers were received.
    pub received_on: String,
    /// Day of the decisions.
    pub decided_on: Option<String>,
    /// The law that applies: `A` … `D`.
    pub regime: String,
    /// What it is called.
    pub regime_name: String,
    /// What is shown with every verdict under that law.
    pub law_note: Option<String>,
    /// How many people were judged.
    pub people: usize,
    /// How many collectives.
    pub collectives: usize,
    /// How many verdicts there are.
    pub verdicts: usize,
    /// Whether discipline and open cases of everybody were the reader's to know.
    pub conduct_known: bool,
    /// When the first of those not eligible may be so.
    pub soonest: Option<Earliest>,
    /// The awards, highest first, people before collectives.
    pub awards: Vec<AwardCount>,
}

/// Who is judged in a year: people with a post in it, and collectives of the sector that lived in it, as far as they are
/// the reader's to read; each list in the order of the codes.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there, or not the reader's.
pub fn subjects<'v>(
    view: &'v View,
    agency: Option<&str>,
    moment: &Moment,
) -> Result<(Vec<&'v Person>, Vec<&'v str>), AppError> {
    let within: Option<BTreeSet<&str>> = match agency {
        None => {
            view.permit(PERMISSION, Target::Any)?;
            None
        }
        Some(code) => {
            view.permit(PERMISSION, Target::Agency(code))?;
            let found = view.state.org.find(code).ok_or(AppError::NotFound)?;
            Some(view.state.org.lineage(&found.code))
        }
    };
    let inside = |code: &str| within.as_ref().is_none_or(|within| within.contains(code));
    let (year, on) = (moment.year, moment.on);
    let works = |person: &&Person| {
        post_of(person, year, on).is_some_and(|post| inside(&post.agency))
            && view
                .permit_person(Permission::ViewPeople, &person.code)
                .is_ok()
    };
    let people = view.state.people.values().filter(works).collect();
    Ok((people, collectives(view, year, inside)))
}

fn collectives(view: &View, year: WorkYear, inside: impl Fn(&str) -> bool) -> Vec<&str> {
    let (first, last) = (
        year.first_day(),
        day_of(year, view.today.max(year.first_day())),
    );
    let lived = view.state.org.iter().filter(|agency| {
        let mut spells = agency.spells.iter();
        spells
            .any(|spell| spell.level.is_enforcement() && spell.validity.overlaps_days(first, last))
    });
    let own = lived.filter(|agency| inside(&agency.code) && view.sees(PERMISSION, &agency.code));
    own.map(|agency| agency.code.as_str()).collect()
}

/// The verdicts on everybody asked for.
///
/// # Errors
/// As [`subjects`]; [`AppError::Refused`] for days the law says nothing of.
pub fn judged(view: &View, ask: &AskAll) -> Result<Judged, AppError> {
    weighed(view, ask, false)
}

/// How many, and who, may receive each award.
///
/// # Errors
/// As [`judged`].
pub fn all(view: &View, ask: &AskAll) -> Result<Everyone, AppError> {
    let judged = weighed(view, ask, true)?;
    let book: &Lawbook = &view.state.law;
    let moment = judged.moment;
    let law = book.law(&moment);
    let regime = law.and_then(|law| book.regimes.get(law.regime));
    let of = |kind: SubjectKind| judged.subjects.iter().filter(move |own| own.kind == kind);
    let mut awards = Vec::new();
    for kind in [SubjectKind::Person, SubjectKind::Collective] {
        let named = named(view, of(kind), &moment);
        for award in book.names.all() {
            awards.extend(count(view, &moment, (kind, &named), award));
        }
    }
    let hopes = judged.subjects.iter().flat_map(|own| &own.verdicts);
    let hopes = hopes.filter(|(_, verdict)| verdict.outcome == Outcome::NotEligible);
    Ok(Everyone {
        agency: ask.agency.clone(),
        agency_name: ask
            .agency
            .as_deref()
            .map(|code| view.state.name_on(code, moment.on)),
        year: moment.year.0,
        on: moment.on.to_string(),
        received_on: moment.received_on.to_string(),
        decided_on: moment.decided_on.map(|day| day.to_string()),
        regime: regime.map_or_else(String::new, |own| own.id.clone()),
        regime_name: regime.map_or_else(String::new, |own| own.name.clone()),
        law_note: regime
            .filter(|own| own.unverified && !own.note.is_empty())
            .map(|own| own.note.clone()),
        people: of(SubjectKind::Person).count(),
        collectives: of(SubjectKind::Collective).count(),
        verdicts: judged.subjects.iter().map(|own| own.verdicts.len()).sum(),
        conduct_known: judged.subjects.iter().all(|own| own.conduct_known),
        soonest: hopes.map(|(_, verdict)| verdict.hope).min().map(earliest),
        awards,
    })
}

/// Subjects in the order of their names, each named once.
fn named<'j>(
    view: &View,
    subjects: impl Iterator<Item = &'j JudgedSubject>,
    moment: &Moment,
) -> Vec<(Found, &'j JudgedSubject)> {
    let found = |own: &'j JudgedSubject| {
        let found = Found {
            subject: own.code.clone(),
            name: view.state.name_on(&own.code, moment.on),
            agency: own.agency.clone(),
        };
        (found, own)
    };
    let mut list: Vec<(Found, &JudgedSubject)> = subjects.map(found).collect();
    match list.first().map(|(_, own)| own.kind) {
        Some(SubjectKind::Person) => text::sort_names_by_key(&mut list, |(own, _)| &own.name),
        _ => text::sort_by_key(&mut list, |(own, _)| &own.name),
    }
    list
}

fn count(
    view: &View,
    moment: &Moment,
    (kind, subjects): (SubjectKind, &[(Found, &JudgedSubject)]),
    award: AwardId,
) -> Option<AwardCount> {
    let book: &Lawbook = &view.state.law;
    let year = moment.year;
    let mut found: [Vec<&(Found, &JudgedSubject)>; 3] = Default::default();
    let (mut this_year, mut next_year) = (0, 0);
    for own in subjects {
        let verdicts = &own.1.verdicts;
        let Some((_, verdict)) = verdicts.iter().find(|(own, _)| *own == award) else {
            continue;
        };
        let at = match verdict.outcome {
            Outcome::Eligible => 0,
            Outcome::NeedsHuman => 1,
            Outcome::NotEligible => 2,
        };
        if at == 2 {
            let soonest = thidua_domain::law::soonest_year(verdict.hope);
            this_year += usize::from(soonest.is_some_and(|soonest| soonest <= year));
            next_year += usize::from(soonest == Some(year.next()));
        }
        if let Some(list) = found.get_mut(at) {
            list.push(own);
        }
    }
    let [eligible, needs_human, not_eligible] = found;
    if eligible.is_empty() && needs_human.is_empty() && not_eligible.is_empty() {
        return None;
    }
    let code = book.names.code(award);
    let name = view.state.catalogue.award(code);
    Some(AwardCount {
        award: code.to_owned(),
        award_name: name.map_or_else(String::new, |own| own.name.clone()),
        subject_kind: kind.code(),
        eligible: eligible.len(),
        needs_human: needs_human.len(),
        not_eligible: not_eligible.len(),
        this_year,
        next_year,
        unconfirmed: book.rests_on_unconfirmed(award, kind, None, moment),
        eligible_list: listed(&eligible),
        needs_human_list: listed(&needs_human),
        looked_at: looked_at(&needs_human, award),
    })
}

fn looked_at(subjects: &[&(Found, &JudgedSubject)], award: AwardId) -> Vec<LookedAt> {
    let asks = subjects.iter().flat_map(|(_, own)| &own.asks);
    let mut found: BTreeMap<&str, LookedAt> = BTreeMap::new();
    for (_, missing) in asks.filter(|(own, _)| *own == award) {
        let line = found.entry(&missing.rule).or_insert_with(|| LookedAt {
            rule: missing.rule.to_string(),
            needed: missing.needed.to_string(),
            subjects: 0,
        });
        line.subjects += 1;
    }
    let mut lines: Vec<LookedAt> = found.into_values().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.subjects));
    lines
}

fn listed(subjects: &[&(Found, &JudgedSubject)]) -> Vec<Found> {
    subjects.iter().map(|(found, _)| found.clone()).collect()
}
