//! What happened lately that nobody has to do anything about, but ought to know: a request one answered was closed or taken
//! back, a claim was answered, a registration given back, a target given, a paper one issued tells a number that was
//! corrected since. Found from the state like everything else that is told; it is told for a while and then no more.

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::register::claim::Standing as Claimed;
use thidua_domain::registration::Standing;
use thidua_domain::request::Status;
use thidua_domain::time::{PartialDate, WorkYear};

use crate::correction;
use crate::state::View;
use crate::{App, AppError, deed, request};

/// What happened so many days ago is told no more.
const LATELY: i32 = 21;
/// Papers issued so many days ago are compared no more: their year is over and its reports are made again.
const ISSUED: i32 = 400;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request a unit of the reader was asked by was closed; `answered`: what it sent stands in the consolidation.
    Closed {
        /// Code of the request.
        code: String,
        /// In one line.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Name of the agency that asked.
        asker_name: String,
        /// Whether the unit's answer stands.
        answered: bool,
    },
    /// It was taken back.
    Cancelled {
        /// Code of the request.
        code: String,
        /// In one line.
        title: String,
        /// Code of the unit.
        unit: String,
        /// Name of the agency that asked.
        asker_name: String,
        /// Why.
        reason: String,
    },
    /// The reader's own claim about an award was answered.
    Claim {
        /// Code of the claim.
        code: String,
        /// Whether it was accepted.
        accepted: bool,
        /// The answer.
        answer: String,
    },
    /// The reader's own registration was given back.
    Registration {
        /// Work year.
        year: i16,
        /// What was registered, as the catalogue names it.
        award: String,
        /// Why.
        reason: String,
    },
    /// Targets were given to an agency of the reader.
    Targets {
        /// Code of the agency.
        agency: String,
        /// Its name.
        agency_name: String,
        /// Work year.
        year: i16,
        /// How many.
        count: usize,
        /// Name of who gave them.
        giver: String,
    },
    /// A paper the reader's agency issued tells numbers that were corrected since.
    Corrected {
        /// Code of the agency.
        agency: String,
        /// Number and symbol.
        symbol: String,
        /// Work year and cumulative month it is about.
        window: (i16, u8),
        /// How many numbers.
        count: usize,
    },
}

/// What happened lately, for the reader.
///
/// # Errors
/// [`AppError::Store`].
pub async fn events(app: &App, view: &View) -> Result<Vec<Event>, AppError> {
    let mut found = Vec::new();
    for agency in own(view, request::PERMISSION) {
        found.extend(requests(view, agency));
    }
    for agency in own(view, Permission::ViewFigures) {
        found.extend(targets(view, agency));
    }
    if let Some(person) = view.actor.person.as_deref() {
        found.extend(of_person(view, person));
    }
    let since = view.today.saturating_sub(jiff::Span::new().days(ISSUED));
    for agency in own(view, correction::WRITES) {
        let papers = correction::stale(app, view, agency, since).await?;
        found.extend(papers.into_iter().map(|paper| Event::Corrected {
            agency: agency.to_owned(),
            symbol: paper.symbol,
            window: paper.window,
            count: paper.count,
        }));
    }
    Ok(found)
}

/// The agencies the reader works in and reads.
fn own(view: &View, permission: Permission) -> Vec<&str> {
    let agencies = view.actor.agencies(permission, view.today).into_iter();
    agencies
        .filter(|code| view.state.org.find(code).is_some() && deed::is_own(view, code))
        .collect()
}

fn lately(view: &View, day: Date) -> bool {
    let past = day.until((jiff::Unit::Day, view.today));
    past.is_ok_and(|span| (0..=LATELY).contains(&span.get_days()))
}

fn requests<'a>(view: &'a View, unit: &'a str) -> impl Iterator<Item = Event> + 'a {
    let state = view.state.as_ref();
    let ended = state.requests.of_unit(unit).filter(|request| {
        let changed = request.changed.is_some_and(|day| lately(view, day));
        changed && request.status != Status::Open
    });
    ended.map(move |request| {
        let asker_name = state.org.short_label_on(&request.asker, view.today);
        let (code, title, unit) = (request.code.clone(), request.title.clone(), unit.to_owned());
        match request.status {
            Status::Cancelled => Event::Cancelled {
                reason: request.reason.clone().unwrap_or_default(),
                code,
                title,
                unit,
                asker_name,
            },
            _ => Event::Closed {
                answered: state
                    .requests
                    .answer(&code, &unit)
                    .is_some_and(|answer| answer.standing().is_some()),
                code,
                title,
                unit,
                asker_name,
            },
        }
    })
}

fn targets(view: &View, agency: &str) -> Vec<Event> {
    let state = view.state.as_ref();
    let mut found: Vec<(WorkYear, String, usize)> = Vec::new();
    for target in state.targets.iter() {
        let given = target.assigned_on.and_then(PartialDate::exact);
        let giver = target.assigners.first().filter(|giver| *giver != agency);
        let ours = target.agency == agency && target.person.is_none() && target.movement.is_none();
        let (Some(giver), true, true) = (giver, ours, given.is_some_and(|day| lately(view, day)))
        else {
            continue;
        };
        let year = target.years.to;
        match found
            .iter_mut()
            .find(|one| (one.0, &one.1) == (year, giver))
        {
            Some(one) => one.2 += 1,
            None => found.push((year, giver.clone(), 1)),
        }
    }
    let event = |(year, giver, count): (WorkYear, String, usize)| Event::Targets {
        agency: agency.to_owned(),
        agency_name: state.org.short_label_on(agency, view.today),
        year: year.0,
        count,
        giver: state.org.short_label_on(&giver, view.today),
    };
    found.into_iter().map(event).collect()
}

fn of_person(view: &View, person: &str) -> Vec<Event> {
    let state = view.state.as_ref();
    let is = |other: &str| state.merged.standing(other) == person;
    let claims = state.claims.values().filter(|claim| {
        let answered = matches!(claim.standing, Claimed::Accepted | Claimed::Refused);
        let day = claim.answered_on.and_then(PartialDate::exact);
        answered && is(&claim.person) && day.is_some_and(|day| lately(view, day))
    });
    let claims = claims.map(|claim| Event::Claim {
        code: claim.code.clone(),
        accepted: claim.standing == Claimed::Accepted,
        answer: claim.answer.clone().unwrap_or_default(),
    });
    let year = WorkYear::of(view.today);
    let returned = state.registrations.iter().filter(|one| {
        one.standing == Standing::Returned
            && one.year >= year
            && one.subject.as_deref().is_some_and(is)
    });
    let returned = returned.map(|one| {
        let code = one.award.as_deref().unwrap_or_default();
        let known = state.catalogue.award_spelt(code);
        Event::Registration {
            year: one.year.0,
            award: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
            reason: one.answer.clone().unwrap_or_default(),
        }
    });
    claims.chain(returned).collect()
}
