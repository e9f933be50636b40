//! Pace: each target beside what was reached, the deviation, what is missing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::Frame;
use thidua_domain::targets::{Actual, Judged, Status, Target, by_band, in_force, judge};

use super::actual::actual;
use super::desk::Desk;
use crate::figures::{AskBalance, Period, answer};
use crate::state::View;
use crate::{AppError, State};

/// What reading pace asks for.
pub const PERMISSION: Permission = Permission::ViewTargets;

/// One target at a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PaceItem {
    /// Code of the target row, where it has one.
    pub code: Option<String>,
    /// Code of the movement whose target it is.
    pub movement: Option<String>,
    /// Code of the group of cases it holds for; `None`: all.
    pub group: Option<String>,
    /// The cumulative month it is set for, taken whole; `None`: the year.
    pub until_month: Option<u8>,
    /// Target code; `None`: a target in words.
    pub target_code: Option<String>,
    /// What it is called, or its words.
    pub name: String,
    /// Codes of who assigned it.
    pub assigner: Vec<String>,
    /// Sign of comparison.
    pub op: Option<String>,
    /// The year's value.
    pub target: Option<String>,
    /// What the pace asks for at this month.
    pub pace: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
    /// `computed`, `reported` or `derived`.
    pub basis: Option<&'static str>,
    /// Actual less pace: points for a rate.
    pub deviation: Option<String>,
    /// Actual as a percent of the target.
    pub share_of_target: Option<String>,
    /// Whether the year's target is met.
    pub year_met: Option<bool>,
    /// `dat vuot chua_dat` against the year's target.
    pub status: Option<&'static str>,
    /// Whether rounded and exact would decide differently.
    pub near_edge: bool,
    /// First cumulative month of this year at which the year's target was met.
    pub first_met_month: Option<u8>,
    /// What is still missing.
    pub shortfall: Option<ShortfallLine>,
    /// The published deviation, and whether it agrees with the computed one.
    pub reported_deviation: Option<String>,
    /// Whether they agree.
    pub agrees: Option<bool>,
    /// Unit as printed.
    pub unit: String,
    /// Document, as cited.
    pub document: Option<String>,
    /// Sources as cited.
    pub source: Option<String>,
    /// Note of the row.
    pub note: Option<String>,
    /// What keeps the target from being judged, for a remark.
    pub reason: Option<String>,
    /// Why a value is `null`, by its name.
    pub reasons: BTreeMap<&'static str, String>,
    /// Month by month: reached and expected, for the chart.
    pub months: Vec<MonthPoint>,
}

/// A month of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MonthPoint {
    /// Cumulative month.
    pub month: u8,
    /// What was reached.
    pub actual: Option<String>,
    /// What the pace asks for.
    pub pace: Option<String>,
}

/// What is still missing to reach a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShortfallLine {
    /// In all.
    pub total: String,
    /// A week until 30/9.
    pub per_week: String,
    /// Weeks left.
    pub weeks: i64,
    /// In words.
    pub text: String,
}

/// Pace of an agency or an officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pace {
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
    /// Days of the window.
    pub period: Period,
    /// One item a target.
    pub items: Vec<PaceItem>,
    /// Milestones by caseload set for this month.
    pub milestones: Vec<PaceItem>,
}

/// The targets of an agency beside what was reached at a month.
pub fn pace(view: &View, ask: &AskBalance) -> Result<Pace, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    if let Some(person) = &ask.person {
        view.permit_person(Permission::ViewPeople, person)?;
    }
    let state = view.state.as_ref();
    Ok(Pace {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, ask.window().last_day()),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.agency, ask.window()),
        restated: crate::restate::told(state, &ask.agency, ask.window()),
        period: Period::of(ask.window()),
        items: items(state, ask),
        milestones: milestones(state, ask),
    })
}

/// The targets that hold for a subject at the end of a window, of tables by caseload the line of its own.
pub(crate) fn held<'a>(state: &'a State, ask: &AskBalance) -> Vec<&'a Target> {
    let window = ask.window();
    let held = in_force(
        &state.targets,
        &state.org,
        &ask.agency,
        ask.person.as_deref(),
        window.year,
        window.last_day(),
    );
    let whole = ask.frame();
    let due = |target: &&Target| target.until_month.is_none_or(|month| month == window.month);
    by_band(held.into_iter().filter(due).collect(), |target, band| {
        let frame = framed(&whole, target);
        let desk = Desk::new(state, ask, &frame);
        answer(state, desk.ask, desk.subject, &band.by).map(|found| found.value)
    })
}

/// The frame of a target: all cases, or those of its group.
pub(crate) fn framed(whole: &Frame, target: &Target) -> Frame {
    let group = target.group.as_deref();
    group.map_or_else(|| whole.clone(), |group| whole.of_group(group))
}

/// The items of `pace`, targets without a stored value included.
pub(crate) fn items(state: &State, ask: &AskBalance) -> Vec<PaceItem> {
    let whole = ask.frame();
    let held = held(state, ask);
    let mut items: Vec<PaceItem> = held
        .into_iter()
        .map(|target| Desk::new(state, ask, &framed(&whole, target)).item(target))
        .collect();
    let desk = Desk::new(state, ask, &whole);
    for side in ["viec", "tien"] {
        let code = format!("{side}.ty_le");
        if !items.iter().any(|item| item.is_years(&code)) {
            items.extend(desk.implied(side, &code));
        }
    }
    items.iter_mut().for_each(PaceItem::explain);
    items
}

/// Milestones by caseload for this month and the agency's level.
fn milestones(state: &State, ask: &AskBalance) -> Vec<PaceItem> {
    let window = ask.window();
    let frame = ask.frame();
    let desk = Desk::new(state, ask, &frame);
    let level = state
        .org
        .find(&ask.agency)
        .and_then(|agency| agency.nearest(window.last_day()))
        .map(|spell| spell.level.code());
    let due = state.catalogue.milestones.iter().filter(|milestone| {
        milestone.year == window.year.0
            && milestone.month == window.month
            && Some(milestone.level.as_str()) == level
    });
    let held = due.filter_map(|milestone| {
        let caseload = answer(state, desk.ask, desk.subject, &milestone.by)?;
        milestone.holds_for(caseload.value).then_some(milestone)
    });
    held.filter_map(|milestone| {
        let code = state.catalogue.figure(&milestone.target_code)?;
        let reached = actual(state, desk.ask, desk.subject, code);
        let value = milestone
            .value
            .as_deref()
            .and_then(|value| Decimal::parse(value).ok());
        let judged = value.map(|value| {
            judge(
                value,
                &milestone.op,
                &code.code,
                code.measure,
                reached.as_ref(),
                window.month,
                true,
            )
        });
        let mut item = blank(&code.name, Some(&code.code));
        item.op = Some(milestone.op.clone());
        item.document = Some(milestone.citation.clone());
        item.note = Some(milestone.note.clone()).filter(|note| !note.is_empty());
        item.unit = desk.unit(code);
        item.judged(code, value, reached.as_ref(), judged.unwrap_or_default());
        item.reason = value
            .is_none()
            .then(|| "Mức của bậc này bị cắt trong nguồn.".to_owned());
        item.explain();
        Some(item)
    })
    .collect()
}

pub(super) fn blank(name: &str, target_code: Option<&str>) -> PaceItem {
    PaceItem {
        code: None,
        movement: None,
        group: None,
        until_month: None,
        target_code: target_code.map(str::to_owned),
        name: name.to_owned(),
        assigner: Vec::new(),
        op: None,
        target: None,
        pace: None,
        actual: None,
        basis: None,
        deviation: None,
        share_of_target: None,
        year_met: None,
        status: None,
        near_edge: false,
        first_met_month: None,
        shortfall: None,
        reported_deviation: None,
        agrees: None,
        unit: String::new(),
        document: None,
        source: None,
        note: None,
        reason: None,
        reasons: BTreeMap::new(),
        months: Vec::new(),
    }
}

/// A number for machines: two decimals for a rate, more only where it was told with more.
pub(crate) fn plain(measure: Measure, value: Decimal) -> String {
    let percent = Percent::rounded(value).filter(|_| value.scale() <= 2);
    match (measure, percent) {
        (Measure::Rate, Some(percent)) => percent.to_string(),
        _ => value.to_string(),
    }
}

impl PaceItem {
    /// Whether it asks for a code over the year and all cases.
    pub(super) fn is_years(&self, code: &str) -> bool {
        self.target_code.as_deref() == Some(code)
            && self.group.is_none()
            && self.until_month.is_none()
    }

    /// Gives each value that is not there its reason.
    fn explain(&mut self) {
        let (asked, reached) = if self.target_code.is_none() {
            let words = "Chỉ tiêu bằng lời: không có giá trị và tiến độ theo tháng.".to_owned();
            (words.clone(), words)
        } else {
            let asked = self.reason.clone();
            (
                asked.unwrap_or_else(|| "Chưa có giá trị chỉ tiêu.".to_owned()),
                "Chưa có số liệu thực hiện của kỳ này.".to_owned(),
            )
        };
        let both = if self.pace.is_none() {
            &asked
        } else {
            &reached
        };
        let values = [
            ("target", self.target.is_none(), &asked),
            ("pace", self.pace.is_none(), &asked),
            ("actual", self.actual.is_none(), &reached),
            ("deviation", self.deviation.is_none(), both),
            ("year_met", self.year_met.is_none(), both),
            ("status", self.status.is_none(), both),
        ];
        let missing = values.into_iter().filter(|(_, missing, _)| *missing);
        self.reasons = missing.map(|(name, _, why)| (name, why.clone())).collect();
    }

    pub(super) fn judged(
        &mut self,
        code: &FigureCode,
        goal: Option<Decimal>,
        reached: Option<&Actual>,
        judged: Judged,
    ) {
        let text = |value: Option<Decimal>| value.map(|value| plain(code.measure, value));
        self.target = text(goal);
        self.pace = text(judged.pace);
        self.actual = text(reached.map(|actual| actual.shown));
        self.basis = reached.map(|actual| actual.basis.code());
        self.deviation = text(judged.deviation);
        self.share_of_target = judged.share_of_target.map(|share| share.to_string());
        self.year_met = judged.year_met;
        self.status = judged.status.map(Status::code);
        self.near_edge = judged.near_edge;
    }
}
