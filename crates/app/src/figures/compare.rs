//! Figures beside the same period of last year, across mergers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::{Percent, Rate};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Cell, print};

use super::ask::AskBalance;
use super::balance::{PERMISSION, answer, completion};
use crate::state::View;
use crate::{AppError, State};

/// One figure beside last year's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareLine {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Unit as printed.
    pub unit: String,
    /// Plain value now.
    pub now: Option<String>,
    /// Plain value of the same months of last year.
    pub same_period_last_year: Option<String>,
    /// Now less then; of a rate in points.
    pub difference: Option<String>,
    /// The difference in percent of then; of a rate `None`.
    pub percent: Option<String>,
    /// `cao_hon thap_hon bang`.
    pub direction: Option<String>,
    /// `computed`, `derived` (last year from a published change) or `reported` (only what the source says of
    /// the change); `None` where last year is not known and the source says nothing.
    pub basis: Option<&'static str>,
    /// What the source says of the change.
    pub reported: Reported,
    /// Whether what the source says agrees with what was computed; `None` where it says nothing.
    pub agrees: Option<bool>,
    /// Why a value is `null`, by its name.
    pub reasons: BTreeMap<&'static str, &'static str>,
    /// The same values as printed for people: now, then, difference.
    pub printed: [String; 3],
}

/// A published change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reported {
    /// In the figure's unit.
    pub difference: Option<String>,
    /// In percent.
    pub percent: Option<String>,
    /// `cao_hon thap_hon bang`.
    pub direction: Option<String>,
}

impl Reported {
    /// Whether the source says anything of the change.
    fn says(&self) -> bool {
        self.difference.is_some() || self.percent.is_some() || self.direction.is_some()
    }
}

/// The comparison of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
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
    /// One item a figure, in the catalogue's order.
    pub items: Vec<CompareLine>,
}

/// Compares a window with the same months of last year.
pub fn compare(view: &View, ask: &AskBalance) -> Result<Comparison, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let frame = ask.frame();
    let question = Ask {
        table: &state.figures,
        org: &state.org,
        window: ask.window(),
        frame: &frame,
    };
    let items = state
        .catalogue
        .figures()
        .filter_map(|code| line(state, question, ask.subject(), code));
    Ok(Comparison {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, ask.window().last_day()),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.agency, ask.window()),
        restated: crate::restate::told(state, &ask.agency, ask.window()),
        items: items.collect(),
    })
}

/// A value of this or last year, of a rate in hundredths of a percent, else in the base unit; and
/// whether it is exact.
fn value(state: &State, ask: Ask<'_>, subject: &str, code: &FigureCode) -> Option<(i64, bool)> {
    if let Some(side) = code
        .code
        .strip_suffix(".ty_le")
        .filter(|side| matches!(*side, "viec" | "tien"))
    {
        let (percent, basis, _) = completion(state, ask, subject, side)?;
        let told = || answer(state, ask, subject, &code.code);
        let exact = basis == "computed" || told().is_some_and(|found| found.precision.is_exact());
        return Some((percent.hundredths(), exact));
    }
    let found = answer(state, ask, subject, &code.code)?;
    let value = match code.measure {
        Measure::Rate => Percent::from_ten_thousandths(found.value).hundredths(),
        _ => found.value,
    };
    Some((value, found.precision.is_exact()))
}

fn line(state: &State, ask: Ask<'_>, subject: &str, code: &FigureCode) -> Option<CompareLine> {
    let cells = ask.table.cells(subject, ask.window, ask.frame, &code.code);
    let told = cells.first();
    let found = value(state, ask, subject, code);
    if found.is_none() && told.is_none() {
        return None;
    }
    let now = found.map(|(now, _)| now);
    let reported = told.map(|cell| reported(code, cell)).unwrap_or_default();
    let stored = value(state, ask.at(ask.window.same_last_year()), subject, code);
    let derived = || {
        now.zip(told)
            .and_then(|(now, cell)| then_from(code.measure, now, cell))
    };
    let (then, basis) = match stored {
        Some((then, _)) => (Some(then), Some("computed")),
        None => match derived() {
            Some(then) => (Some(then), Some("derived")),
            None => (None, reported.says().then_some("reported")),
        },
    };
    let difference = now.zip(then).and_then(|(now, then)| now.checked_sub(then));
    let computed = difference.map(|difference| direction(difference).to_owned());
    let exact = |value: Option<(i64, bool)>| value.is_some_and(|(_, exact)| exact);
    let agrees = (exact(found) && exact(stored))
        .then(|| agrees(code.measure, now, then, told))
        .flatten();
    let unit = state
        .catalogue
        .labels
        .word("don_vi_tinh", &code.unit)
        .to_owned();
    let shown = |value: Option<i64>| {
        value
            .map(|value| text(code.measure, value, true))
            .unwrap_or_default()
    };
    Some(CompareLine {
        code: code.code.clone(),
        name: code.name.clone(),
        unit,
        now: now.map(|value| text(code.measure, value, false)),
        same_period_last_year: then.map(|value| text(code.measure, value, false)),
        difference: difference.map(|value| text(code.measure, value, false)),
        reasons: reasons(code.measure, now, then, basis),
        percent: percent(code.measure, difference, then),
        direction: computed.or(reported.direction.clone()),
        basis,
        printed: [
            shown(now),
            shown(then),
            difference
                .map(|value| signed(code.measure, value))
                .unwrap_or_default(),
        ],
        reported,
        agrees,
    })
}

/// Why values are not there.
fn reasons(
    measure: Measure,
    now: Option<i64>,
    then: Option<i64>,
    basis: Option<&'static str>,
) -> BTreeMap<&'static str, &'static str> {
    let untold = "Nguồn chỉ nêu mức so với cùng kỳ, không nêu số.";
    let unknown = "Chưa có số liệu cùng kỳ năm trước.";
    let mut reasons = BTreeMap::new();
    if now.is_none() {
        reasons.insert("now", untold);
    }
    if then.is_none() {
        reasons.insert("same_period_last_year", unknown);
    }
    if basis.is_none() {
        reasons.insert("basis", unknown);
    }
    let either = if now.is_none() { untold } else { unknown };
    if now.is_none() || then.is_none() {
        reasons.insert("difference", either);
    }
    let percent = match (measure, now.zip(then)) {
        (Measure::Rate, _) => Some("Mức tăng, giảm của tỷ lệ tính bằng điểm phần trăm."),
        (_, None) => Some(either),
        (_, Some((_, 0))) => Some("Số cùng kỳ năm trước bằng 0."),
        _ => None,
    };
    reasons.extend(percent.map(|why| ("percent", why)));
    reasons
}

/// A value as text: plainly, or the Vietnamese way.
fn text(measure: Measure, value: i64, vietnamese: bool) -> String {
    match (measure, vietnamese) {
        (Measure::Rate, false) => Percent::from_hundredths(value).to_string(),
        (Measure::Rate, true) => Percent::from_hundredths(value).vn(),
        (_, false) => value.to_string(),
        (Measure::Money, true) => print::money(value, "dong"),
        (Measure::Count, true) => thidua_domain::text::number::group(value),
    }
}

fn signed(measure: Measure, value: i64) -> String {
    let text = text(measure, value, true);
    if value > 0 { format!("+{text}") } else { text }
}

/// Difference ÷ last year, percent; nothing for a rate.
fn percent(measure: Measure, difference: Option<i64>, then: Option<i64>) -> Option<String> {
    let (difference, then) = difference.zip(then).filter(|_| measure != Measure::Rate)?;
    Rate::of(difference, then).map(|rate| rate.print2().to_string())
}

fn direction(difference: i64) -> &'static str {
    match difference {
        0 => "bang",
        more if more > 0 => "cao_hon",
        _ => "thap_hon",
    }
}

fn reported(code: &FigureCode, cell: &Cell<'_>) -> Reported {
    let Some(told) = cell.told else {
        return Reported::default();
    };
    Reported {
        difference: told.change.map(|change| print::plain(change, code.measure)),
        percent: told
            .change_percent
            .map(|percent| Percent::from_ten_thousandths(percent).to_string()),
        direction: told.direction.clone(),
    }
}

/// Last year's value from a published change.
fn then_from(measure: Measure, now: i64, cell: &Cell<'_>) -> Option<i64> {
    let told = cell.told?;
    if !told.change_precision.is_exact() || !told.precision.is_exact() {
        return None;
    }
    if measure == Measure::Rate {
        let points = told.change.or(told.change_percent)?;
        return now.checked_sub(Percent::from_ten_thousandths(points).hundredths());
    }
    if let Some(change) = told.change {
        return now.checked_sub(change);
    }
    // now = then × (1 + p): then = now × 10^6 ÷ (10^6 + p), p in 1/10 000 of a percent.
    let whole = 1_000_000_i128 + i128::from(told.change_percent?);
    let then = Rate::of(i128::from(now) * 1_000_000, whole)?;
    let rounded = (then.numerator() * 2 + then.denominator()).div_euclid(then.denominator() * 2);
    i64::try_from(rounded).ok()
}

/// Whether the published change, percent and direction agree with the computed ones.
fn agrees(
    measure: Measure,
    now: Option<i64>,
    then: Option<i64>,
    cell: Option<&Cell<'_>>,
) -> Option<bool> {
    let (now, then) = now.zip(then)?;
    let told = cell?.told?;
    let difference = now.checked_sub(then)?;
    let mut said = Vec::new();
    if let Some(change) = told.change.filter(|_| told.change_precision.is_exact()) {
        let change = if measure == Measure::Rate {
            Percent::from_ten_thousandths(change).hundredths()
        } else {
            change
        };
        said.push(change == difference);
    }
    if let Some(percent) = told
        .change_percent
        .filter(|_| told.change_precision.is_exact())
    {
        let computed = match measure {
            Measure::Rate => Some(Percent::from_hundredths(difference)),
            _ => Rate::of(difference, then).map(Rate::print2),
        };
        said.push(computed == Some(Percent::from_ten_thousandths(percent)));
    }
    if let Some(told) = &told.direction {
        said.push(told == direction(difference));
    }
    (!said.is_empty()).then(|| said.into_iter().all(|held| held))
}
