//! Ranking of agencies within a block or below an agency, by one or more rates or figures.

mod open;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::{Percent, Rate};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame, print};
use thidua_domain::org::Level;
use thidua_domain::scoring::{Place, rank};
use thidua_domain::time::{Window, WorkYear};

use crate::figures::{answer, completion};
use crate::state::View;
use crate::{AppError, State};

pub use open::{Rankable, rankings, reaches_below};

/// What reading a ranking asks for.
pub const PERMISSION: Permission = Permission::ViewTargets;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskRanking {
    /// Code of a block, or of an agency whose agencies below are ranked.
    pub within: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Codes to rank by, the first deciding; `viec.ty_le` where none is told.
    pub by: Vec<String>,
    /// Only agencies of this level (a code of `Cấp`); empty: the next level below.
    pub level: Option<String>,
    /// Code of `Phạm vi`.
    pub scope: Option<String>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RankRow {
    /// Place from 1; `None`: not ranked, a figure is missing.
    pub rank: Option<usize>,
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Plain value of the first code; `None` where it is missing.
    pub score: Option<String>,
    /// Plain values of all codes asked for.
    pub values: Vec<Option<String>>,
    /// The same as printed.
    pub printed: Vec<String>,
    /// Class, where a scoring table gives one.
    pub class: Option<String>,
    /// Gates of the class: none without a scoring table.
    pub gates: Vec<String>,
    /// Codes of those who share the place.
    pub tied_with: Vec<String>,
    /// Why it is not ranked.
    pub reason: Option<String>,
    /// Why a value is `null`, by its name.
    pub reasons: BTreeMap<&'static str, &'static str>,
}

/// A ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ranking {
    /// Code of the block or agency.
    pub within: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// `approved`, or `draft` where figures that wait for approval are among them.
    pub state: &'static str,
    /// Over the tree of today: of which day, and what could not be restated; left out over the tree of the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restated: Option<crate::restate::Restated>,
    /// Codes ranked by.
    pub by: Vec<String>,
    /// Their names.
    pub by_names: Vec<String>,
    /// How many there are in all: the N of "x/N".
    pub total: usize,
    /// Best first; those not ranked last.
    pub rows: Vec<RankRow>,
}

impl Ranking {
    /// A ranking in which nobody stands: what a reader gets who chose no place and stood nowhere in the period.
    pub fn of_nobody(view: &View, ask: &AskRanking) -> Self {
        let state = view.state.as_ref();
        let end = Window::new(WorkYear(ask.year), ask.month).map_or(view.today, Window::last_day);
        Self {
            within: ask.within.clone(),
            name: state.name_on(&ask.within, end),
            year: ask.year,
            month: ask.month,
            state: "approved",
            restated: None,
            by: ask.by.clone(),
            by_names: Vec::new(),
            total: 0,
            rows: Vec::new(),
        }
    }
}

/// Ranks the members of a block, or the agencies below one.
pub fn ranking(view: &View, ask: &AskRanking) -> Result<Ranking, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let window = Window::new(WorkYear(ask.year), ask.month)
        .ok_or_else(|| AppError::refused("Tháng lũy kế phải từ 1 đến 12."))?;
    let codes = codes(state, &ask.by)?;
    let frame = Frame::whole(ask.scope.as_deref().unwrap_or("btp"));
    let question = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let sight = open::sight(view, &ask.within)?;
    let members = members(state, ask, window)?;
    sight.allows(view, ask, &members, &codes)?;
    let measured: Vec<(Member, Option<Vec<Order>>)> = members
        .into_iter()
        .map(|code| measure(state, question, code, &codes))
        .collect();
    let places = rank(measured);
    let total = places.len();
    let ranks: Vec<(Option<usize>, String)> = places
        .iter()
        .map(|place| (place.rank, place.subject.code.clone()))
        .collect();
    let row = |place: Place<Member>| {
        let name = state.name_on(&place.subject.code, window.last_day());
        row(place, name, &ranks)
    };
    Ok(Ranking {
        within: ask.within.clone(),
        name: state.name_on(&ask.within, window.last_day()),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.within, window),
        restated: crate::restate::told(state, &ask.within, window),
        by_names: codes.iter().map(|code| code.name.clone()).collect(),
        by: codes.iter().map(|code| code.code.clone()).collect(),
        total,
        rows: places.into_iter().map(row).collect(),
    })
}

/// The codes to rank by, the completion rate of cases where none is told.
fn codes<'a>(state: &'a State, by: &[String]) -> Result<Vec<&'a FigureCode>, AppError> {
    let usual = ["viec.ty_le".to_owned()];
    let by = if by.is_empty() { &usual[..] } else { by };
    by.iter()
        .map(|code| {
            let figure = state.catalogue.figure(code);
            figure.ok_or_else(|| AppError::refused(format!("Không có mã số liệu «{code}».")))
        })
        .collect()
}

fn row(place: Place<Member>, name: String, ranks: &[(Option<usize>, String)]) -> RankRow {
    let tied = ranks.iter().filter(|(rank, code)| {
        rank.is_some() && *rank == place.rank && *code != place.subject.code
    });
    let reason = "Chưa có đủ số liệu để xếp hạng.";
    let mut reasons = BTreeMap::from([("class", "Chưa có bảng điểm nên chưa xếp loại.")]);
    if place.rank.is_none() {
        reasons.insert("rank", reason);
    }
    let score = place.subject.values.first().cloned().flatten();
    if score.is_none() {
        reasons.insert("score", reason);
    }
    RankRow {
        rank: place.rank,
        name,
        score,
        values: place.subject.values,
        printed: place.subject.printed,
        class: None,
        gates: Vec::new(),
        tied_with: tied.map(|(_, code)| code.clone()).collect(),
        reason: place.rank.is_none().then(|| reason.to_owned()),
        reasons,
        agency: place.subject.code,
    }
}

/// Who competes: a block's members, or the agencies of the level asked for below an agency.
fn members(state: &State, ask: &AskRanking, window: Window) -> Result<Vec<String>, AppError> {
    let on = state.org.seen(window.last_day());
    if let Some(cluster) = state.cluster(&ask.within, ask.year) {
        return Ok(cluster.members_on(&state.org, on));
    }
    if state.clusters.contains_key(&ask.within) {
        return Err(AppError::refused(format!(
            "Cụm, khối này không được khai cho năm {}.",
            ask.year
        )));
    }
    let level = match ask.level.as_deref() {
        None => None,
        Some(code) => Some(
            Level::from_code(code)
                .ok_or_else(|| AppError::refused(format!("Không có cấp cơ quan «{code}».")))?,
        ),
    };
    let below = match level {
        None => state.org.children_on(&ask.within, on),
        Some(level) => {
            let all = state.org.subtree_on(&ask.within, on).into_iter();
            all.filter(|agency| agency.on(on).is_some_and(|spell| spell.level == level))
                .collect()
        }
    };
    let enforcing = below.into_iter().filter(|agency| {
        agency
            .on(on)
            .is_some_and(|spell| spell.level.is_enforcement())
    });
    Ok(enforcing.map(|agency| agency.code.clone()).collect())
}

struct Member {
    code: String,
    values: Vec<Option<String>>,
    printed: Vec<String>,
}

/// What a place is decided by: a rate by its print, in hundredths, as offices do; else the number.
type Order = i64;

fn measure(
    state: &State,
    ask: Ask<'_>,
    code: String,
    by: &[&FigureCode],
) -> (Member, Option<Vec<Order>>) {
    let found: Vec<Option<(Order, String, String)>> = by
        .iter()
        .map(|figure| value(state, ask, &code, figure))
        .collect();
    let order: Option<Vec<Order>> = found
        .iter()
        .map(|value| value.as_ref().map(|(order, _, _)| *order))
        .collect();
    let member = Member {
        values: found
            .iter()
            .map(|value| value.as_ref().map(|(_, plain, _)| plain.clone()))
            .collect(),
        printed: found
            .into_iter()
            .map(|value| value.map(|(_, _, printed)| printed).unwrap_or_default())
            .collect(),
        code,
    };
    (member, order)
}

fn value(
    state: &State,
    ask: Ask<'_>,
    subject: &str,
    figure: &FigureCode,
) -> Option<(Order, String, String)> {
    let percent = |percent: Percent| (percent.hundredths(), percent.to_string(), percent.vn());
    if let Some(side) = figure
        .code
        .strip_suffix(".ty_le")
        .filter(|side| matches!(*side, "viec" | "tien"))
    {
        return completion(state, ask, subject, side).map(|(rate, _, _)| percent(rate));
    }
    if let (Some(part), Some(whole)) = (&figure.numerator, &figure.denominator) {
        let exact = |code: &str| {
            answer(state, ask, subject, code).filter(|found| found.precision.is_exact())
        };
        let rate = exact(part)
            .zip(exact(whole))
            .and_then(|(part, whole)| Rate::of(part.value, whole.value));
        if let Some(rate) = rate {
            return Some(percent(rate.print2()));
        }
    }
    let found = answer(state, ask, subject, &figure.code)?;
    if figure.measure == Measure::Rate {
        return Some(percent(Percent::from_ten_thousandths(found.value)));
    }
    let unit = if figure.measure == Measure::Money {
        "nghin_dong"
    } else {
        &figure.unit
    };
    let printed = print::vietnamese(found.value, figure.measure, unit, found.precision);
    Some((
        found.value,
        print::plain(found.value, figure.measure),
        printed,
    ))
}
