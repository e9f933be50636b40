//! A unit's own room under a movement: who answers for it, its plan, and how that plan stands to the targets handed
//! down. It may add and raise; what it lowers or does not take, it says with a reason, and the launcher is told.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::catalogue::Measure;
use thidua_domain::movement::plan::{kept, name_of, not_kept};
use thidua_domain::movement::{Kept, Movement, Response};
use thidua_domain::targets::{Goal, Target};
use thidua_domain::time::PartialDate;

use super::matrix::WRITES;
use super::show::find;
use super::{PERMISSION, paper_day};
use crate::document::Named;
use crate::state::{State, View};
use crate::{App, AppError};

/// A target handed to the unit, and what its plan makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GivenLine {
    /// How the unit names it.
    pub key: String,
    /// What it says.
    pub text: String,
    /// Sign of comparison.
    pub op: Option<String>,
    /// Value, plain; `nam_truoc`.
    pub value: Option<String>,
    /// Code of its unit; empty: in words.
    pub unit: String,
    /// The unit's own value, plain.
    pub own: Option<String>,
    /// `as_given raised lowered other dropped`.
    pub kept: &'static str,
    /// Why it is lowered or not taken.
    pub reason: Option<String>,
    /// Whether the unit can set it otherwise: it has a code of its own and a number.
    pub settable: bool,
}

/// A target the unit added itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnLine {
    /// Its code.
    pub code: Option<String>,
    /// What it says.
    pub text: String,
    /// Sign of comparison.
    pub op: Option<String>,
    /// Value, plain.
    pub value: Option<String>,
    /// Code of its unit.
    pub unit: String,
}

/// A unit under a movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Room {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Code of the unit.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// When the movement was launched to it, the Vietnamese way.
    pub addressed_on: Option<String>,
    /// When it said that it has the plan.
    pub received_on: Option<String>,
    /// Code of who answers for it.
    pub person: Option<String>,
    /// That person's name.
    pub person_name: Option<String>,
    /// Whom the unit may name: its people of today.
    pub people: Vec<Named>,
    /// Whether it has issued a plan.
    pub issued: bool,
    /// Number and symbol of its plan, or as written.
    pub symbol: Option<String>,
    /// Code of that document.
    pub document: Option<String>,
    /// Its day.
    pub issued_on: Option<String>,
    /// By when plans are due, the Vietnamese way.
    pub due: Option<String>,
    /// Whether that day is over and no plan issued.
    pub late: bool,
    /// Targets handed to it.
    pub given: Vec<GivenLine>,
    /// Targets it added.
    pub own: Vec<OwnLine>,
    /// Figures a further target may measure: code, name.
    pub figures: Vec<(String, String)>,
    /// Whether the reader may write for it.
    pub writes: bool,
    /// Whether the movement was ended.
    pub closed: bool,
    /// Whether the unit is who launches it.
    pub launches: bool,
    /// Whether it was launched to chosen units.
    pub chosen: bool,
    /// Number of the stored revision of its row; 0: none.
    pub seen: i64,
}

/// How a [`Kept`] is called.
pub(super) const fn kept_code(kept: Kept) -> &'static str {
    match kept {
        Kept::AsGiven => "as_given",
        Kept::Raised => "raised",
        Kept::Lowered => "lowered",
        Kept::Other => "other",
        Kept::Dropped => "dropped",
    }
}

/// Targets of a movement as one unit meets them.
pub(super) struct Handed<'a> {
    /// Handed to it, those superseded left out.
    pub(super) given: Vec<&'a Target>,
    /// The unit's own.
    pub(super) own: Vec<&'a Target>,
}

impl<'a> Handed<'a> {
    /// The targets of a movement that concern a unit on a day.
    pub(super) fn of(state: &'a State, movement: &Movement, unit: &str, on: Date) -> Self {
        let level = state.org.find(unit).and_then(|unit| unit.nearest(on));
        let level = level.map(|spell| spell.level);
        let above = state.org.above_on(unit, on);
        let ours = state.targets.iter().filter(|target| {
            target.movement.as_deref() == Some(movement.code.as_str()) && target.person.is_none()
        });
        let ours: Vec<&Target> = ours.collect();
        let hands = |target: &&Target| {
            let here = target.level.is_none() || above.contains(&target.agency.as_str());
            here && level.is_some_and(|level| movement.hands(target, unit, level))
        };
        let given: Vec<&Target> = ours.iter().copied().filter(hands).collect();
        let replaced: Vec<&str> = given
            .iter()
            .filter_map(|target| target.supersedes.as_deref())
            .collect();
        let stands = |target: &&&Target| {
            let code = target.code.as_deref();
            code.is_none_or(|code| !replaced.contains(&code))
        };
        let own = ours
            .iter()
            .copied()
            .filter(|target| target.agency == unit && target.level.is_none() && !hands(target));
        Self {
            given: given.iter().filter(stands).copied().collect(),
            own: own.collect(),
        }
    }

    /// The unit's own target in place of one handed to it.
    pub(super) fn instead(&self, given: &Target) -> Option<&'a Target> {
        let code = given.code.as_deref()?;
        let mut own = self.own.iter().rev().copied();
        own.find(|own| own.supersedes.as_deref() == Some(code))
    }

    /// The targets handed down, each with what the unit's row and own targets make of it.
    fn given_lines(&self, state: &State, row: Option<&Response>) -> Vec<GivenLine> {
        let told = row.and_then(|row| row.not_kept.as_deref());
        let told = not_kept(told.unwrap_or_default());
        let line = |target: &&'a Target| {
            let own = self.instead(target);
            let name = name_of(target).unwrap_or_default();
            let reason = told.get(name).cloned();
            GivenLine {
                key: name.to_owned(),
                text: words(state, target),
                op: target.op.clone(),
                value: plain(target.goal.as_ref()),
                unit: measured_in(state, target),
                own: own.and_then(|own| plain(own.goal.as_ref())),
                kept: kept_code(kept(target, own, reason.is_some())),
                reason,
                settable: target.code.is_some() && target.target_code.is_some(),
            }
        };
        self.given.iter().map(line).collect()
    }

    /// The unit's own targets that stand for none of those handed down.
    fn own_lines(&self, state: &State) -> Vec<OwnLine> {
        let given = self.given.iter();
        let given: Vec<&str> = given.filter_map(|target| target.code.as_deref()).collect();
        let added = self.own.iter().filter(|own| {
            let instead = own.supersedes.as_deref();
            instead.is_none_or(|code| !given.contains(&code))
        });
        let line = |own: &&Target| OwnLine {
            code: own.code.clone(),
            text: words(state, own),
            op: own.op.clone(),
            value: plain(own.goal.as_ref()),
            unit: measured_in(state, own),
        };
        added.map(line).collect()
    }
}

/// How many targets handed to a unit its plan lowers, and how many it does not take.
pub(super) fn short_of(state: &State, movement: &Movement, row: &Response, on: Date) -> usize {
    let told = not_kept(row.not_kept.as_deref().unwrap_or_default());
    if told.is_empty() {
        return 0;
    }
    let handed = Handed::of(state, movement, &row.agency, on);
    let short = handed.given.iter().filter(|given| {
        let dropped = name_of(given).is_some_and(|name| told.contains_key(name));
        let stands = kept(given, handed.instead(given), dropped);
        matches!(stands, Kept::Dropped | Kept::Lowered | Kept::Other)
    });
    short.count()
}

pub(super) fn plain(goal: Option<&Goal>) -> Option<String> {
    goal.map(|goal| match goal {
        Goal::LastYear => "nam_truoc".to_owned(),
        Goal::Number(value) => value.to_string(),
    })
}

/// What a target says, else what it measures.
pub(super) fn words(state: &State, target: &Target) -> String {
    let code = target.target_code.as_deref();
    let called = code.map(|code| state.catalogue.figure_name(code).to_owned());
    target.text.clone().or(called).unwrap_or_default()
}

fn measured_in(state: &State, target: &Target) -> String {
    let code = target.target_code.as_deref();
    let figure = code.and_then(|code| state.catalogue.figure(code));
    figure.map_or_else(String::new, |figure| figure.unit.clone())
}

/// A unit under a movement.
///
/// # Errors
/// [`AppError::NotFound`] for a movement or unit out of reach.
pub async fn room(app: &App, view: &View, code: &str, agency: &str) -> Result<Room, AppError> {
    let movement = find(view, code)?;
    view.permit_agency(PERMISSION, agency)?;
    let seen = super::own::stored_number(app, code, agency).await?;
    let state = view.state.as_ref();
    if state.org.find(agency).is_none() {
        return Err(AppError::NotFound);
    }
    let on = movement.launched_on(&state.org, paper_day(state, movement), view.today);
    let row = state.movements.response(code, agency);
    let handed = Handed::of(state, movement, agency, on.max(view.today));
    let due = due(state, movement);
    let paper = row.and_then(|row| row.document.as_ref());
    let known = paper.and_then(|paper| state.documents.get(paper));
    let issued = row.is_some_and(Response::has_issued);
    let issued_on = row.and_then(|row| row.issued_on);
    let issued_on = issued_on.or_else(|| known.and_then(|paper| paper.date));
    let person = row.and_then(|row| row.person.clone());
    let writes = view.permit_agency(WRITES, agency).is_ok();
    Ok(Room {
        code: code.to_owned(),
        name: movement.name.clone(),
        agency: agency.to_owned(),
        agency_name: state.label_on(agency, view.today),
        addressed_on: row.and_then(|row| row.addressed_on).map(PartialDate::vn),
        received_on: row.and_then(|row| row.received_on).map(PartialDate::vn),
        person_name: person
            .as_deref()
            .map(|code| state.label_on(code, view.today)),
        people: match writes {
            true => people(view, agency),
            false => Vec::new(),
        },
        person,
        issued,
        symbol: known
            .and_then(|paper| paper.symbol.clone())
            .or_else(|| paper.map(|paper| state.cited(paper))),
        document: known.map(|paper| paper.code.clone()),
        issued_on: issued_on.map(PartialDate::vn),
        late: !issued && movement.asks(view.today) && due.is_some_and(|due| due < view.today),
        due: due.map(thidua_domain::time::vn),
        given: handed.given_lines(state, row),
        own: handed.own_lines(state),
        figures: match writes {
            true => figures(state),
            false => Vec::new(),
        },
        writes,
        closed: movement.is_closed(view.today),
        launches: movement.launcher.as_deref() == Some(agency),
        chosen: state
            .movements
            .responses(code)
            .iter()
            .any(|row| row.addressed_on.is_some()),
        seen,
    })
}

/// By when units issue their plans, as the launcher set it.
pub(crate) fn due(state: &State, movement: &Movement) -> Option<Date> {
    let set = state.movements.milestones(&movement.code).iter();
    let mut set = set.filter(|line| {
        line.kind == "ban_hanh_ke_hoach" && Some(&line.agency) == movement.launcher.as_ref()
    });
    set.find_map(|line| line.due).map(PartialDate::last_day)
}

/// The people who hold a post at the unit today.
fn people(view: &View, agency: &str) -> Vec<Named> {
    let all = view.state.people.values();
    let here = all.filter(|person| {
        let post = person.on(view.today);
        post.is_some_and(|post| post.agency == agency)
    });
    let mut found: Vec<Named> = here
        .map(|person| Named {
            code: person.code.clone(),
            name: view.state.label_on(&person.code, view.today),
        })
        .collect();
    thidua_domain::text::sort_by_key(&mut found, |one| &one.name);
    found
}

/// Figures targets are set by: rates, and what some target already measures; in the order of the catalogue.
fn figures(state: &State) -> Vec<(String, String)> {
    let used = state.targets.iter();
    let used = used.filter_map(|target| target.target_code.as_deref());
    let used: std::collections::HashSet<&str> = used.collect();
    let all = state.catalogue.figures();
    let all =
        all.filter(|figure| figure.measure == Measure::Rate || used.contains(figure.code.as_str()));
    all.map(|figure| {
        (
            figure.code.clone(),
            state.catalogue.figure_name(&figure.code).to_owned(),
        )
    })
    .collect()
}
