//! Which unit has issued its plan under a movement: number, day, who is missing.

use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::movement::{Movement, Response, addressed, counted_below};
use thidua_domain::org::Level;
use thidua_domain::time::PartialDate;

use super::PERMISSION;
use super::answer::CoverageLine;
use super::show::{covered, find, paper_day};
use crate::AppError;
use crate::state::View;

/// What writing a response asks for.
pub const WRITES: Permission = Permission::LoadData;

/// A unit of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Code of the agency.
    pub agency: String,
    /// Name on the day the units are counted.
    pub name: String,
    /// `issued`, `received`, `took_part` or `missing`.
    pub state: &'static str,
    /// Number and symbol of its plan, or the plan as written.
    pub symbol: Option<String>,
    /// Code of its plan, where it is one of `van-ban`.
    pub document: Option<String>,
    /// Day of issue, the Vietnamese way.
    pub issued_on: Option<String>,
    /// Day it said it had the launching plan, the Vietnamese way.
    pub received_on: Option<String>,
    /// Share stated for all at and below it.
    pub stated: Option<String>,
    /// Whether it launched the movement: its plan is the launching one.
    pub launched: bool,
    /// Whether the reader may enter for it.
    pub writes: bool,
    /// Whether something is recorded of it.
    pub recorded: bool,
    /// When the movement was launched to it, the Vietnamese way.
    pub addressed_on: Option<String>,
    /// Name of who answers for it there.
    pub person: Option<String>,
    /// How many targets handed to it its plan lowers, sets otherwise or does not take.
    pub short: usize,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How far it is followed; empty for who may not know of the launcher's units.
    pub coverage: CoverageLine,
    /// The units in reach, in the order of the tree.
    pub units: Vec<Unit>,
    /// How many of them have not issued theirs.
    pub missing: usize,
    /// Others that did something under it: not counted.
    pub others: Vec<Unit>,
}

/// The units of a movement in reach.
///
/// # Errors
/// [`AppError::NotFound`] for a movement that is not there, or not the reader's to see.
pub fn matrix(view: &View, code: &str) -> Result<Matrix, AppError> {
    let movement = find(view, code)?;
    let state = view.state.as_ref();
    let on = movement.launched_on(&state.org, paper_day(state, movement), view.today);
    let rows = state.movements.responses(code);
    let launcher = movement.launcher.as_deref();
    let told: Vec<&Response> = rows.iter().collect();
    // Launched to chosen units, those are the table.
    let mut counted = launcher.map_or_else(Vec::new, |code| addressed(&state.org, code, &told, on));
    if counted.is_empty() {
        counted = launcher.map_or_else(Vec::new, |code| counted_below(&state.org, code, on));
    }
    if counted.is_empty() {
        counted = own_units(view);
    }
    let table = Table { view, movement, on };
    let seen = |code: &str| view.sees(PERMISSION, code);
    let units: Vec<Unit> = counted
        .iter()
        .filter(|code| seen(code))
        .map(|code| table.unit(code, rows.iter().find(|row| row.agency == **code)))
        .collect();
    let others = rows
        .iter()
        .filter(|row| !counted.contains(&row.agency.as_str()) && seen(&row.agency));
    Ok(Matrix {
        code: code.to_owned(),
        name: movement.name.clone(),
        coverage: covered(view, movement),
        missing: units.iter().filter(|unit| unit.state != "issued").count(),
        others: others
            .map(|row| table.unit(&row.agency, Some(row)))
            .collect(),
        units,
    })
}

/// The units the reader writes for, under a movement of a body that has none of its own.
fn own_units(view: &View) -> Vec<&str> {
    let state = view.state.as_ref();
    let granted = view.actor.agencies(WRITES, view.today);
    let units = granted.into_iter().filter_map(|code| state.org.find(code));
    let plans = |level: Level| matches!(level, Level::Province | Level::District | Level::Region);
    let units = units.filter(|unit| unit.on(view.today).is_some_and(|spell| plans(spell.level)));
    units.map(|unit| unit.code.as_str()).collect()
}

struct Table<'a> {
    view: &'a View,
    movement: &'a Movement,
    on: jiff::civil::Date,
}

impl Table<'_> {
    fn unit(&self, code: &str, row: Option<&Response>) -> Unit {
        let state = self.view.state.as_ref();
        let launched = self.movement.launcher.as_deref() == Some(code);
        // The launcher's own paper is its plan.
        let launching = self.movement.documents.first().filter(|_| launched);
        let paper = row.and_then(|row| row.document.as_ref()).or(launching);
        let known = paper.and_then(|paper| state.documents.get(paper));
        let issued_on = row.and_then(|row| row.issued_on);
        let issued_on = issued_on.or_else(|| known.and_then(|paper| paper.date));
        let issued = paper.is_some() || row.is_some_and(Response::has_issued);
        let symbol = known.and_then(|paper| paper.symbol.clone().or_else(|| paper.subject.clone()));
        Unit {
            agency: code.to_owned(),
            name: state.label_on(code, self.on),
            state: match row {
                _ if issued => "issued",
                Some(row) if row.received_on.is_some() => "received",
                // Launched to it, and nothing said yet.
                Some(row) if row.addressed_on.is_some() => "missing",
                Some(_) => "took_part",
                None => "missing",
            },
            symbol: symbol.or_else(|| paper.map(|paper| state.cited(paper))),
            document: known.map(|paper| paper.code.clone()),
            issued_on: issued_on.map(PartialDate::vn),
            received_on: row.and_then(|row| row.received_on).map(PartialDate::vn),
            stated: row.and_then(|row| row.stated).map(|share| share.vn()),
            launched,
            writes: self.view.permit(WRITES, Target::Agency(code)).is_ok(),
            recorded: row.is_some(),
            addressed_on: row.and_then(|row| row.addressed_on).map(PartialDate::vn),
            person: row
                .and_then(|row| row.person.as_deref())
                .map(|code| state.name_on(code, self.view.today)),
            short: row.map_or(0, |row| {
                super::unit::short_of(state, self.movement, row, self.on.max(self.view.today))
            }),
        }
    }
}
