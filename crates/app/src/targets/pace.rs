//! Pace: each target beside what was reached, the deviation, what is missing.

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::{
    Actual, Judged, Shortfall, Status, Target, grows, in_force, judge, missing, shortfall,
};
use thidua_domain::text::number;
use thidua_domain::time::Window;

use super::actual::{actual, goal, implied_pace};
use crate::figures::{AskBalance, Period, answer};
use crate::state::View;
use crate::{AppError, State};

/// What reading pace asks for.
pub const PERMISSION: Permission = Permission::ViewTargets;

/// One target at a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaceItem {
    /// Code of the target row, where it has one.
    pub code: Option<String>,
    /// Code of the movement whose target it is.
    pub movement: Option<String>,
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
    /// Why a value is `null`.
    pub reason: Option<String>,
    /// Month by month: reached and expected, for the chart.
    pub months: Vec<MonthPoint>,
}

/// A month of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthPoint {
    /// Cumulative month.
    pub month: u8,
    /// What was reached.
    pub actual: Option<String>,
    /// What the pace asks for.
    pub pace: Option<String>,
}

/// What is still missing to reach a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// Code.
    pub agency: String,
    /// Name at the end of the window.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
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
    let state = view.state.as_ref();
    Ok(Pace {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, ask.window().last_day()),
        year: ask.year,
        month: ask.month,
        period: Period::of(ask.window()),
        items: items(state, ask),
        milestones: milestones(state, ask),
    })
}

/// The items of `pace`, targets without a stored value included.
pub(crate) fn items(state: &State, ask: &AskBalance) -> Vec<PaceItem> {
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
    let mut items: Vec<PaceItem> = Vec::new();
    for target in held {
        if target
            .until_month
            .is_some_and(|month| month != window.month)
        {
            continue;
        }
        let frame = target
            .group
            .as_deref()
            .map_or_else(|| whole.clone(), |group| whole.of_group(group));
        let desk = Desk::new(state, ask, &frame);
        if desk.in_band(target) {
            items.push(desk.item(target));
        }
    }
    let desk = Desk::new(state, ask, &whole);
    for side in ["viec", "tien"] {
        let code = format!("{side}.ty_le");
        if !items
            .iter()
            .any(|item| item.target_code.as_deref() == Some(&code))
        {
            items.extend(desk.implied(side, &code));
        }
    }
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
        Some(item)
    })
    .collect()
}

fn blank(name: &str, target_code: Option<&str>) -> PaceItem {
    PaceItem {
        code: None,
        movement: None,
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
        months: Vec::new(),
    }
}

/// A number for machines: two decimals for a rate.
fn plain(measure: Measure, value: Decimal) -> String {
    match measure {
        Measure::Rate => {
            Percent::rounded(value).map_or_else(|| value.to_string(), |percent| percent.to_string())
        }
        _ => value.to_string(),
    }
}

impl PaceItem {
    fn judged(
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

/// One subject's question in one frame.
struct Desk<'a> {
    state: &'a State,
    ask: Ask<'a>,
    subject: &'a str,
}

impl<'a> Desk<'a> {
    fn new(state: &'a State, ask: &'a AskBalance, frame: &'a Frame) -> Self {
        Self {
            state,
            ask: Ask {
                table: &state.figures,
                org: &state.org,
                window: ask.window(),
                frame,
            },
            subject: ask.subject(),
        }
    }

    fn unit(&self, code: &FigureCode) -> String {
        self.state
            .catalogue
            .labels
            .word("don_vi_tinh", &code.unit)
            .to_owned()
    }

    fn in_band(&self, target: &Target) -> bool {
        let Some(band) = &target.band else {
            return true;
        };
        let Some(caseload) = answer(self.state, self.ask, self.subject, &band.by) else {
            return false;
        };
        band.from.is_none_or(|from| caseload.value >= from)
            && band.to.is_none_or(|to| caseload.value <= to)
    }

    fn item(&self, target: &Target) -> PaceItem {
        let code = target
            .target_code
            .as_deref()
            .and_then(|code| self.state.catalogue.figure(code));
        let name = target
            .text
            .clone()
            .or_else(|| code.map(|code| code.name.clone()))
            .unwrap_or_default();
        let mut item = blank(&name, target.target_code.as_deref());
        item.code = target.code.clone();
        item.movement = target.movement.clone();
        item.assigner = target.assigners.clone();
        item.op = target.op.clone();
        item.document = target
            .document
            .as_ref()
            .map(|document| self.state.cited(document));
        item.source = target.source.as_ref().map(|source| self.sources(source));
        item.note = target.note.clone();
        if let Some(code) = code {
            self.measure(&mut item, target, code);
        }
        if target.goal.is_none() {
            self.as_stated(&mut item, target);
        }
        item
    }

    fn sources(&self, sources: &str) -> String {
        sources
            .lines()
            .map(|source| self.state.cited(source))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn measure(&self, item: &mut PaceItem, target: &Target, code: &FigureCode) {
        let window = self.ask.window;
        item.unit = self.unit(code);
        let reached = actual(self.state, self.ask, self.subject, code);
        let goal = goal(self.state, self.ask, self.subject, target, code);
        let op = target.op.as_deref().unwrap_or(">=");
        let judged = match goal {
            Some(goal) => judge(
                goal,
                op,
                &code.code,
                code.measure,
                reached.as_ref(),
                window.month,
                target.until_month.is_some(),
            ),
            None => Judged::default(),
        };
        item.judged(code, goal, reached.as_ref(), judged);
        let Some(goal) = goal else {
            item.reason = Some(match target.goal {
                Some(_) => {
                    "Chỉ tiêu lấy theo kết quả năm trước, chưa có số liệu năm trước.".to_owned()
                }
                None => "Chỉ tiêu đã giao nhưng nguồn không nêu giá trị.".to_owned(),
            });
            return;
        };
        self.deviation_told(item, code);
        item.months = self.months(code, goal, target.until_month.is_some());
        item.first_met_month = self.first_met(code, goal, op);
        if item.year_met == Some(false) {
            item.shortfall = self.shortfall(code, goal, op, reached.as_ref());
        }
    }

    /// A target known only by its result: the source's word stands.
    fn as_stated(&self, item: &mut PaceItem, target: &Target) {
        let Some(status) = target.stated.as_deref().and_then(Status::from_code) else {
            return;
        };
        item.status = Some(status.code());
        item.year_met = Some(status != Status::NotMet);
        item.basis = item.basis.or(Some("reported"));
        item.first_met_month = target.stated_month.filter(|_| item.year_met == Some(true));
        item.reason = Some(match target.stated_month {
            Some(month) => format!(
                "Nguồn chỉ nêu kết quả so với chỉ tiêu năm (lũy kế {month} tháng), không nêu giá trị chỉ tiêu."
            ),
            None => "Nguồn chỉ nêu kết quả so với chỉ tiêu, không nêu giá trị.".to_owned(),
        });
    }

    /// The published deviation beside the computed one.
    fn deviation_told(&self, item: &mut PaceItem, code: &FigureCode) {
        let Some(side) = code.code.strip_suffix(".ty_le") else {
            return;
        };
        let Some(told) = answer(
            self.state,
            self.ask,
            self.subject,
            &format!("{side}.lech_tien_do"),
        ) else {
            return;
        };
        let told = Percent::from_ten_thousandths(told.value).to_string();
        item.agrees = item.deviation.as_ref().map(|computed| *computed == told);
        item.reported_deviation = Some(told);
    }

    fn months(&self, code: &FigureCode, goal: Decimal, whole: bool) -> Vec<MonthPoint> {
        let linear = grows(&code.code, code.measure) && !whole;
        let point = |month: u8| {
            let window = Window {
                month,
                ..self.ask.window
            };
            let reached = actual(self.state, self.ask.at(window), self.subject, code);
            let pace = judge(goal, ">=", &code.code, code.measure, None, month, !linear).pace;
            MonthPoint {
                month,
                actual: reached.map(|actual| plain(code.measure, actual.shown)),
                pace: pace.map(|pace| plain(code.measure, pace)),
            }
        };
        (1..=12).map(point).collect()
    }

    fn first_met(&self, code: &FigureCode, goal: Decimal, op: &str) -> Option<u8> {
        (1..=self.ask.window.month).find(|month| {
            let window = Window {
                month: *month,
                ..self.ask.window
            };
            let reached = actual(self.state, self.ask.at(window), self.subject, code);
            let judged = judge(
                goal,
                op,
                &code.code,
                code.measure,
                reached.as_ref(),
                *month,
                false,
            );
            judged.year_met == Some(true)
        })
    }

    /// What is missing: of a completion rate in cases or money, of a count in its unit.
    fn shortfall(
        &self,
        code: &FigureCode,
        goal: Decimal,
        op: &str,
        reached: Option<&Actual>,
    ) -> Option<ShortfallLine> {
        let window = self.ask.window;
        let left = window
            .last_day()
            .until(window.year.last_day())
            .ok()?
            .get_days();
        if code.measure == Measure::Rate {
            let side = code.code.strip_suffix(".ty_le")?;
            let numerator = code
                .numerator
                .clone()
                .unwrap_or_else(|| format!("{side}.xong"));
            let denominator = code
                .denominator
                .clone()
                .unwrap_or_else(|| format!("{side}.co_dieu_kien"));
            let part = answer(self.state, self.ask, self.subject, &numerator)?;
            let whole = answer(self.state, self.ask, self.subject, &denominator)?;
            let found = shortfall(part.value, whole.value, goal, op, i64::from(left))?;
            let unit = self
                .state
                .catalogue
                .figure(&numerator)
                .map(|figure| self.unit(figure))
                .unwrap_or_default();
            return Some(words(found, &unit));
        }
        let total = goal.checked_sub(reached?.shown)?.to_i128()?;
        missing(total, i64::from(left)).map(|found| words(found, &self.unit(code)))
    }

    /// No target is stored, but the source published its deviation from pace: rate less deviation.
    fn implied(&self, side: &str, target_code: &str) -> Option<PaceItem> {
        let (pace, deviation) = implied_pace(self.state, self.ask, self.subject, side)?;
        let code = self.state.catalogue.figure(target_code)?;
        let mut item = blank(&code.name, Some(target_code));
        item.pace = Some(pace.to_string());
        item.deviation = Some(deviation.to_string());
        item.actual = actual(self.state, self.ask, self.subject, code)
            .map(|actual| plain(code.measure, actual.shown));
        item.basis = Some("derived");
        item.unit = self.unit(code);
        item.reason =
            Some("Chưa có chỉ tiêu; tiến độ suy ra từ mức vượt, thấp hơn mà nguồn nêu.".to_owned());
        Some(item)
    }
}

fn words(found: Shortfall, unit: &str) -> ShortfallLine {
    let group =
        |value: i128| i64::try_from(value).map_or_else(|_| value.to_string(), number::group);
    ShortfallLine {
        total: found.total.to_string(),
        per_week: found.per_week.to_string(),
        weeks: found.weeks,
        text: format!(
            "Còn thiếu {} {unit}; bình quân mỗi tuần {} {unit} trong {} tuần còn lại.",
            group(found.total),
            group(found.per_week),
            found.weeks
        ),
    }
}
