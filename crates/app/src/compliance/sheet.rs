//! Units by what they owe, reckoned once a question.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::compliance::{Owed, owed, share};
use thidua_domain::movement::{Milestone, Movement};
use thidua_domain::time::{PartialDate, vn};

use super::WRITES;
use crate::movement::{self, find};
use crate::{AppError, State, View};

/// The kind of a movement's first paper.
const PLAN: &str = "ban_hanh_ke_hoach";
/// The kind of the registration.
const REGISTRATION: &str = "dang_ky";
/// Words of kinds of milestones.
const WORDS: &str = "moc-phong-trao.moc";

/// What every unit owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// Code of the kind.
    pub kind: String,
    /// Which time; 0: there is one.
    pub turn: i64,
    /// What it is called.
    pub name: String,
    /// By when, the Vietnamese way.
    pub due: Option<String>,
    /// How many of the units have handed it in.
    pub done: usize,
    /// Their share, two decimals.
    pub percent: Option<String>,
}

/// How a unit stands to one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// `done`, `done_late`, `done_undated`, `open` or `late`.
    pub state: &'static str,
    /// The same in words.
    pub words: &'static str,
    /// Number and symbol, or the paper as written.
    pub symbol: Option<String>,
    /// Code of the paper, where it is one of `van-ban`.
    pub document: Option<String>,
    /// Day, the Vietnamese way.
    pub on: Option<String>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// One a duty, in their order.
    pub cells: Vec<Cell>,
    /// Share of what it owes that is there.
    pub percent: Option<String>,
    /// How many are missing.
    pub missing: usize,
    /// How many of those are overdue.
    pub late: usize,
    /// Whether the reader may hand in for it.
    pub writes: bool,
}

/// The matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is owed, in the order of days.
    pub duties: Vec<Duty>,
    /// The units in reach, in the order of the tree.
    pub rows: Vec<Row>,
    /// Share of everything owed that is there.
    pub percent: Option<String>,
    /// How many units owe something.
    pub missing: usize,
    /// How many of those owe something overdue.
    pub late: usize,
    /// The day it is of, the Vietnamese way.
    pub on: String,
}

/// The matrix of a movement: units in reach by what they owe.
///
/// # Errors
/// [`AppError::NotFound`] for a movement that is not there, or not the reader's to see.
pub fn sheet(view: &View, code: &str) -> Result<Sheet, AppError> {
    let movement = find(view, code)?;
    let state = view.state.as_ref();
    let owes = duties(state, movement);
    let mut all: Vec<Owed> = Vec::new();
    let mut done = vec![0_usize; owes.len()];
    let mut rows = Vec::new();
    // The launcher owes itself nothing.
    let units = movement::matrix(view, code)?.units.into_iter();
    for unit in units.filter(|unit| !unit.launched) {
        let cells: Vec<(Owed, Cell)> = owes
            .iter()
            .map(|duty| duty.cell(state, movement, &unit.agency, view.today))
            .collect();
        let stands: Vec<Owed> = cells.iter().map(|(owed, _)| *owed).collect();
        for (count, owed) in done.iter_mut().zip(&stands) {
            *count += usize::from(owed.is_done());
        }
        let missing = stands.iter().filter(|owed| !owed.is_done()).count();
        rows.push(Row {
            percent: share(&stands).map(|share| share.vn()),
            missing,
            late: stands.iter().filter(|owed| **owed == Owed::Late).count(),
            writes: view.permit(WRITES, Target::Agency(&unit.agency)).is_ok(),
            cells: cells.into_iter().map(|(_, cell)| cell).collect(),
            name: unit.name,
            agency: unit.agency,
        });
        all.extend(stands);
    }
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let told = owes.into_iter().zip(done).map(|(duty, done)| {
        let part = i64::try_from(done).unwrap_or(i64::MAX);
        let percent = thidua_domain::amount::Rate::of(part, total);
        Duty {
            percent: percent.map(|rate| rate.print2().vn()),
            done,
            due: duty.due.map(vn),
            kind: duty.kind,
            turn: duty.turn.unwrap_or(0),
            name: duty.name,
        }
    });
    Ok(Sheet {
        code: code.to_owned(),
        name: movement.name.clone(),
        duties: told.collect(),
        percent: share(&all).map(|share| share.vn()),
        missing: rows.iter().filter(|row| row.missing > 0).count(),
        late: rows.iter().filter(|row| row.late > 0).count(),
        rows,
        on: vn(view.today),
    })
}

/// What a unit owes a movement.
pub(super) struct Due {
    pub(super) kind: String,
    pub(super) turn: Option<i64>,
    pub(super) name: String,
    pub(super) due: Option<Date>,
}

/// What every unit owes: its plan, and each milestone of the launcher for which every unit hands in a paper.
pub(super) fn duties(state: &State, movement: &Movement) -> Vec<Due> {
    let launcher = movement.launcher.as_deref();
    let all = state.movements.milestones(&movement.code).iter();
    let own: Vec<&Milestone> = all
        .filter(|one| Some(one.agency.as_str()) == launcher)
        .collect();
    let plan = own.iter().find(|one| one.kind == PLAN);
    let mut found = vec![Due {
        kind: PLAN.to_owned(),
        turn: plan.and_then(|one| one.turn),
        name: "Kế hoạch".to_owned(),
        due: plan.and_then(|one| one.due).map(PartialDate::last_day),
    }];
    let further = own.iter().filter(|one| one.each && one.kind != PLAN);
    found.extend(further.map(|one| Due {
        kind: one.kind.clone(),
        turn: one.turn,
        name: name(state, one),
        due: one.due.map(PartialDate::last_day),
    }));
    found
}

/// What a milestone is called: its kind and which time, or what is to be done where the kind says nothing.
pub(crate) fn name(state: &State, one: &Milestone) -> String {
    let text = one.text.as_deref().and_then(|text| text.lines().next());
    let word = state.catalogue.labels.word(WORDS, &one.kind);
    let called = match (one.kind.as_str(), text) {
        ("khac", Some(text)) => text.to_owned(),
        _ => word.to_owned(),
    };
    match one.turn {
        Some(turn) => format!("{called} lần {turn}"),
        None => called,
    }
}

impl Due {
    fn cell(&self, state: &State, movement: &Movement, agency: &str, today: Date) -> (Owed, Cell) {
        let found = self.found(state, movement, agency);
        let (there, paper, on) = found.unwrap_or((false, None, None));
        let known = paper.as_ref().and_then(|paper| state.documents.get(paper));
        let on = on.or_else(|| known.and_then(|paper| paper.date));
        let owed = owed(self.due, there, on.map(PartialDate::last_day), today);
        let symbol = known.and_then(|paper| paper.symbol.clone());
        let cell = Cell {
            state: owed.code(),
            words: owed.words(),
            symbol: symbol.or_else(|| paper.as_ref().map(|paper| state.cited(paper))),
            document: known.map(|paper| paper.code.clone()),
            on: on.map(PartialDate::vn),
        };
        (owed, cell)
    }

    /// What a unit handed in: whether it is there, its paper, its day.
    fn found(
        &self,
        state: &State,
        movement: &Movement,
        agency: &str,
    ) -> Option<(bool, Option<String>, Option<PartialDate>)> {
        if self.kind == PLAN {
            let row = state.movements.response(&movement.code, agency)?;
            return Some((row.has_issued(), row.document.clone(), row.issued_on));
        }
        let mut rows = state.movements.milestones(&movement.code).iter();
        let own =
            rows.find(|one| one.agency == agency && one.kind == self.kind && one.turn == self.turn);
        if let Some(own) = own.filter(|own| own.is_done()) {
            return Some((true, own.document.clone(), own.done_on));
        }
        if self.kind != REGISTRATION {
            return None;
        }
        // What was consolidated and sent up is the registration.
        let year = movement.years()?.from;
        let round = state.registering.round(agency, year)?;
        let day = PartialDate::day(round.sent_first);
        round.stage.stands().then_some((true, None, Some(day)))
    }
}

/// Something a unit has not handed in.
pub(crate) struct Debt {
    /// What it is called.
    pub(crate) name: String,
    /// By when.
    pub(crate) due: Date,
    /// Code of the kind, and which time.
    pub(crate) key: (String, Option<i64>),
}

/// What a unit has not handed in of what has a last day.
pub(crate) fn debts(state: &State, movement: &Movement, agency: &str, today: Date) -> Vec<Debt> {
    if movement.launcher.as_deref() == Some(agency) {
        return Vec::new();
    }
    let owes = duties(state, movement).into_iter();
    let open = owes.filter(|duty| !duty.cell(state, movement, agency, today).0.is_done());
    open.filter_map(|duty| {
        Some(Debt {
            due: duty.due?,
            name: duty.name,
            key: (duty.kind, duty.turn),
        })
    })
    .collect()
}

/// Whether a unit is asked at all: launched to it, or to all at and below the launcher who issue plans.
pub(crate) fn owes(state: &State, movement: &Movement, agency: &str, today: Date) -> bool {
    let Some(launcher) = movement.launcher.as_deref() else {
        return false;
    };
    let rows = state.movements.responses(&movement.code);
    let chosen = rows.iter().any(|row| row.addressed_on.is_some());
    if chosen {
        let mut rows = rows.iter();
        return rows.any(|row| row.agency == agency && row.addressed_on.is_some());
    }
    state.org.above_on(agency, today).contains(&launcher)
}

/// What units below a launcher have not handed in of what presses: name, last day, how many units.
pub(crate) fn behind(
    view: &View,
    movement: &Movement,
    near: &dyn Fn(Date) -> bool,
) -> Vec<(String, Date, usize)> {
    let state = view.state.as_ref();
    let mut found = Vec::new();
    let units = std::cell::OnceCell::new();
    for duty in duties(state, movement) {
        let Some(due) = duty.due.filter(|due| near(*due)) else {
            continue;
        };
        let units = units.get_or_init(|| {
            let matrix = movement::matrix(view, &movement.code);
            let units = matrix.map(|matrix| matrix.units).unwrap_or_default();
            let units = units.into_iter().filter(|unit| !unit.launched);
            units.map(|unit| unit.agency).collect::<Vec<_>>()
        });
        let open = |agency: &&String| {
            let (owed, _) = duty.cell(state, movement, agency, view.today);
            !owed.is_done()
        };
        let count = units.iter().filter(open).count();
        if count > 0 {
            found.push((duty.name, due, count));
        }
    }
    found
}
