//! One subject's question in one frame: a target measured, stated or implied.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::{
    Actual, Goal, Judged, Shortfall, Status, Target, grows, judge, missing, shortfall,
};
use thidua_domain::text::number;
use thidua_domain::time::Window;

use super::actual::{actual, goal, implied_pace};
use super::pace::{MonthPoint, PaceItem, ShortfallLine, blank, plain};
use crate::State;
use crate::campaign;
use crate::figures::{AskBalance, answer};

/// One subject's question in one frame.
pub(super) struct Desk<'a> {
    state: &'a State,
    pub(super) ask: Ask<'a>,
    pub(super) subject: &'a str,
}

impl<'a> Desk<'a> {
    pub(super) fn new(state: &'a State, ask: &'a AskBalance, frame: &'a Frame) -> Self {
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

    pub(super) fn unit(&self, code: &FigureCode) -> String {
        self.state
            .catalogue
            .labels
            .word("don_vi_tinh", &code.unit)
            .to_owned()
    }

    pub(super) fn item(&self, target: &Target) -> PaceItem {
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
        item.group = target.group.clone();
        item.until_month = target.until_month;
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
        if let Some(reached) = campaign::reached(self.state, target, self.subject, code) {
            self.in_window(item, target, code, reached.as_ref());
            return;
        }
        let reached = actual(self.state, self.ask, self.subject, code);
        let goal = goal(self.state, self.ask, self.subject, target, code);
        let op = target.op.as_deref().unwrap_or(">=");
        let judged = match goal.filter(|_| target.years.is_single()) {
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
        if !target.years.is_single() {
            item.reason = Some(format!(
                "Chỉ tiêu giao chung cho {}, không tách riêng từng năm.",
                target.years.label()
            ));
            return;
        }
        if target.until_month.is_none() {
            self.deviation_told(item, code);
        }
        item.months = self.months(code, goal, target.until_month.is_some());
        item.first_met_month = self.first_met(code, goal, op);
        if item.year_met == Some(false) {
            item.shortfall = self.shortfall(code, goal, op, reached.as_ref());
        }
    }

    /// A number asked for within the days of a campaign: no pace of the year, nothing month by month.
    fn in_window(
        &self,
        item: &mut PaceItem,
        target: &Target,
        code: &FigureCode,
        reached: Option<&Actual>,
    ) {
        let wanted = match target.goal {
            Some(Goal::Number(value)) => Some(value),
            _ => None,
        };
        let op = target.op.as_deref().unwrap_or(">=");
        let judged = wanted.map(|goal| {
            let judged = judge(goal, op, &code.code, code.measure, reached, 12, true);
            Judged {
                pace: None,
                deviation: None,
                ..judged
            }
        });
        item.judged(code, wanted, reached, judged.unwrap_or_default());
        item.reason = Some("Chỉ tiêu của đợt cao điểm: tính trong thời gian của đợt.".to_owned());
    }

    /// A target known only by its result: the source's word stands, from the month it was said of on.
    fn as_stated(&self, item: &mut PaceItem, target: &Target) {
        let later = |month: u8| month > self.ask.window.month;
        let stated = target.stated.as_deref().and_then(Status::from_code);
        let Some(status) = stated.filter(|_| !target.stated_month.is_some_and(later)) else {
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
    pub(super) fn implied(&self, side: &str, target_code: &str) -> Option<PaceItem> {
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
        text: match found.weeks {
            0 => format!("Hết năm còn thiếu {} {unit}.", group(found.total)),
            weeks => format!(
                "Còn thiếu {} {unit}; bình quân mỗi tuần {} {unit} trong {weeks} tuần còn lại.",
                group(found.total),
                group(found.per_week)
            ),
        },
    }
}
