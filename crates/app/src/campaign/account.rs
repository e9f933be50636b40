//! The account of one figure of one subject as lines of an answer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::amount::Rate;
use thidua_domain::campaign::{Account, Days, Gap, MonthAccount, Point, burn};
use thidua_domain::catalogue::FigureCode;

use super::answer::{CampaignFigure, MonthLine, PointLine};
use super::desk::{Desk, Scale, Wanted};

/// What is known of a subject's figure.
pub(super) struct Known {
    pub(super) account: Account,
    pub(super) daily: Days,
    pub(super) wanted: Option<Wanted>,
    /// Whether the goal is the sum of those below.
    pub(super) summed: bool,
    pub(super) told: Option<i64>,
}

impl Known {
    /// Every number there is, for the unit to be shown in.
    pub(super) fn values(&self) -> Vec<i64> {
        let months = self.account.months.iter();
        let months = months.flat_map(|one| [one.approved, one.daily, one.difference]);
        let goal = self.wanted.as_ref().map(|wanted| wanted.value);
        let done = self.account.done.map(|done| done.value);
        let all = months.chain([goal, done, self.told]).flatten();
        all.chain(self.daily.values().copied()).collect()
    }
}

/// The lines of a figure; units are put in by the caller.
pub(super) fn figure(
    desk: &Desk<'_>,
    (subject, code): (&str, &FigureCode),
    known: &Known,
    scale: &Scale,
) -> CampaignFigure {
    let number = |value: i64| scale.number(value);
    let account = &known.account;
    let goal = known.wanted.as_ref().map(|wanted| wanted.value);
    let done = account.done.map(|done| done.value);
    let today = desk.today.min(desk.span.to);
    let asked = goal
        .filter(|_| desk.today >= desk.span.from)
        .and_then(|goal| {
            let passed = desk.span.day_number(today);
            thidua_domain::campaign::expected(goal, passed, desk.span.days())
        });
    let missing = goal
        .zip(done)
        .and_then(|(goal, done)| goal.checked_sub(done));
    let missing = missing.filter(|missing| *missing > 0);
    let left = working_left(desk, subject);
    CampaignFigure {
        code: code.code.clone(),
        name: code.name.clone(),
        field: code.field.clone(),
        unit: desk
            .state
            .catalogue
            .labels
            .word("don_vi_tinh", scale.unit())
            .to_owned(),
        goal: goal.map(number),
        goal_from: goal.map(|_| if known.summed { "sum" } else { "own" }),
        target: known
            .wanted
            .as_ref()
            .and_then(|wanted| wanted.target.clone()),
        done: done.map(number),
        basis: account.done.map(|done| done.basis.code()),
        complete: account.done.is_some_and(|done| done.complete),
        share: share(done, goal),
        expected: asked.map(number),
        ahead: done
            .zip(asked)
            .and_then(|(done, asked)| done.checked_sub(asked))
            .map(number),
        per_day: missing
            .and_then(|missing| per_day(missing, left))
            .map(number),
        missing: missing.map(number),
        approved: account.approved.map(number),
        daily: account.daily.map(number),
        silent_days: account.silent,
        told: known.told.map(number),
        reasons: reasons(account),
        months: account.months.iter().map(|one| month(one, scale)).collect(),
        points: points(desk, subject, known, scale),
        units: Vec::new(),
        ranked_by: "goal",
        mixed: false,
    }
}

/// Done of goal in percent, as printed.
pub(super) fn share(done: Option<i64>, goal: Option<i64>) -> Option<String> {
    let (done, goal) = done.zip(goal)?;
    Rate::of(done, goal).map(|rate| rate.print2().to_string())
}

/// Working days left after today.
pub(super) fn working_left(desk: &Desk<'_>, subject: &str) -> usize {
    let days = desk.span.each();
    let left = days.filter(|day| *day > desk.today && desk.works(subject, *day));
    left.count()
}

/// What each working day left has to bring, rounded up.
fn per_day(missing: i64, left: usize) -> Option<i64> {
    let left = i64::try_from(left).ok().filter(|left| *left > 0)?;
    let whole = missing.div_euclid(left);
    Some(whole + i64::from(missing.rem_euclid(left) > 0))
}

fn reasons(account: &Account) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(gap) = account.gap {
        found.push(said(gap));
    }
    if account.daily.is_none() && account.gap.is_some() {
        found.push("Chưa ghi số liệu ngày nào của đợt.".to_owned());
    }
    let open = account.done.is_some_and(|done| !done.complete);
    if open && account.silent > 0 {
        found.push(format!(
            "Còn {} ngày làm việc chưa ghi số liệu ngày: số đã làm được ít nhất bằng số này.",
            account.silent
        ));
    }
    let excess = account.months.iter().find(|one| one.exceeds);
    if let Some(one) = excess {
        found.push(format!(
            "Số ghi theo ngày của {} đã nhiều hơn số đã duyệt của cả tháng: cần xem lại.",
            one.month.window.calendar_name()
        ));
    }
    found
}

/// Why approved figures do not tell, in words.
pub(super) fn said(gap: Gap) -> String {
    match gap {
        Gap::Missing(window) => format!(
            "Chưa có số liệu đã duyệt đến hết {} nên không tính được phần của tháng từ số lũy kế.",
            window.calendar_name()
        ),
        Gap::Vague(window) => format!(
            "Số liệu đến hết {} chỉ nêu ước chừng nên không trừ ra được phần của tháng.",
            window.calendar_name()
        ),
        Gap::Part(window) => format!(
            "Đợt chỉ gồm một phần {}; số liệu duyệt theo tháng nên phần này chỉ biết từ số liệu ngày.",
            window.calendar_name()
        ),
        Gap::TooLarge => "Số quá lớn, không tính được.".to_owned(),
    }
}

fn month(one: &MonthAccount, scale: &Scale) -> MonthLine {
    let part = (!one.month.whole).then_some(Gap::Part(one.month.window));
    let falls = one.approved.is_some_and(i64::is_negative);
    let falls = falls.then(|| {
        "Số lũy kế giảm so với tháng trước: đã có đính chính hoặc số chuyển ra.".to_owned()
    });
    MonthLine {
        year: one.month.window.year.0,
        month: one.month.window.month,
        label: one.month.window.calendar_name(),
        from: one.month.from.to_string(),
        to: one.month.to.to_string(),
        whole: one.month.whole,
        approved: one.approved.map(|value| scale.number(value)),
        reason: part.or(one.gap).map(said).or(falls),
        daily: one.daily.map(|value| scale.number(value)),
        entered_days: one.entered,
        silent_days: one.silent,
        difference: one.difference.map(|value| scale.number(value)),
        exceeds: one.exceeds,
    }
}

/// Month ends with what was approved since the first day, where that is a month's first.
fn approved_ends(account: &Account) -> BTreeMap<Date, i64> {
    let mut found = BTreeMap::new();
    let mut sum = 0_i64;
    for one in &account.months {
        let Some(value) = one.approved.filter(|_| one.month.whole) else {
            break;
        };
        sum = sum.saturating_add(value);
        found.insert(one.month.to, sum);
    }
    found
}

fn points(desk: &Desk<'_>, subject: &str, known: &Known, scale: &Scale) -> Vec<PointLine> {
    let ends = approved_ends(&known.account);
    let goal = known.wanted.as_ref().map(|wanted| wanted.value);
    let works = |day: Date| desk.works(subject, day);
    let number = |value: Option<i64>| value.map(|value| scale.number(value));
    let line = |point: Point| PointLine {
        day: point.day.to_string(),
        number: point.number,
        of_day: number(point.of_day),
        so_far: number(point.so_far),
        approved: number(point.approved),
        expected: number(point.expected),
        works: point.works,
    };
    let found = burn(desk.span, desk.today, &known.daily, &ends, goal, works);
    found.into_iter().map(line).collect()
}
