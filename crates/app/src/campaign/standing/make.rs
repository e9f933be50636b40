//! The rows of a standing.

use std::collections::BTreeMap;

use thidua_domain::access::Permission;
use thidua_domain::campaign::Span;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::movement::{Movement, counted_below};
use thidua_domain::targets::{Status, Target, by_band, in_force, is_behind, judge};
use thidua_domain::time::{Window, WorkYear};

use super::{Standings, TargetSum, UnitStanding};
use crate::campaign::account::{said, share};
use crate::campaign::desk::{Desk, is_counted};
use crate::figures::answer;
use crate::movement::find;
use crate::targets::{actual, goal, plain};
use crate::{AppError, View};

/// How the units of a movement stand in a work year; `None`: its newest that has begun.
///
/// # Errors
/// As [`find`].
pub fn standing(view: &View, code: &str, year: Option<i16>) -> Result<Standings, AppError> {
    let movement = find(view, code)?;
    let now = WorkYear::of(view.today);
    let years = movement.years();
    let newest = years.map_or(now, |years| years.to.min(now).max(years.from));
    let year = year.map_or(newest, WorkYear);
    let desk = Maker::new(view, movement, year);
    let rows = desk.rows();
    let reason = rows.is_empty().then(|| desk.reason());
    let first = years.map_or(year, |years| years.from);
    Ok(Standings {
        code: movement.code.clone(),
        name: movement.name.clone(),
        year: year.0,
        years: (first.0..=newest.0).rev().collect(),
        targets: sums(&rows),
        rows,
        reason,
    })
}

struct Maker<'a> {
    view: &'a View,
    movement: &'a Movement,
    year: WorkYear,
    /// The last month of the year the movement runs in.
    last: Window,
    /// The days of a campaign.
    span: Option<Span>,
    targets: Vec<Target>,
    whole: Frame,
}

impl<'a> Maker<'a> {
    fn new(view: &'a View, movement: &'a Movement, year: WorkYear) -> Self {
        let state = view.state.as_ref();
        let own = state.targets.iter();
        let own = own.filter(|target| target.movement.as_deref() == Some(&movement.code));
        let end = movement.last_day().map(Window::of);
        let end = end.filter(|end| end.year == year);
        let now = Window::of(view.today);
        let month = end.map_or(12, |end| end.month);
        Self {
            view,
            movement,
            year,
            last: Window {
                year,
                month: if now.year == year {
                    month.min(now.month)
                } else {
                    month
                },
            },
            span: Span::of(movement),
            targets: own.cloned().collect(),
            whole: Frame::whole("btp"),
        }
    }

    fn reason(&self) -> String {
        let measured = self
            .targets
            .iter()
            .any(|target| target.target_code.is_some());
        match (self.targets.is_empty(), measured) {
            (true, _) => "Phong trào chưa có chỉ tiêu nào.",
            (_, false) => "Chỉ tiêu của phong trào đều bằng lời, không gắn với số liệu nào.",
            _ => "Không có chỉ tiêu nào của năm này trong phạm vi được xem.",
        }
        .to_owned()
    }

    /// The launcher, the units below it, and whoever else has a target of the movement.
    fn units(&self) -> Vec<&str> {
        let org = &self.view.state.org;
        let on = self.last.last_day();
        let launcher = self.movement.launcher.as_deref();
        let mut found: Vec<&str> = launcher.into_iter().collect();
        let below = launcher.map_or_else(Vec::new, |code| counted_below(org, code, on));
        found.extend(below.into_iter().filter(|code| Some(*code) != launcher));
        for target in self.targets.iter().filter(|target| target.level.is_none()) {
            if !found.contains(&target.agency.as_str()) {
                found.push(&target.agency);
            }
        }
        found.retain(|code| self.view.sees(Permission::ViewTargets, code));
        found
    }

    /// The targets of a unit that map to figures.
    fn held(&self, unit: &str) -> Vec<&Target> {
        let org = &self.view.state.org;
        let on = self.last.last_day();
        let mut held = in_force(&self.targets, org, unit, None, self.year, on);
        held.retain(|target| target.target_code.is_some());
        let caseload = |target: &Target, band: &thidua_domain::targets::Band| {
            let frame = self.frame(target);
            let ask = self.ask(&frame, self.last);
            answer(&self.view.state, ask, unit, &band.by).map(|found| found.value)
        };
        by_band(held, caseload)
    }

    fn frame(&self, target: &Target) -> Frame {
        let group = target.group.as_deref();
        group.map_or_else(|| self.whole.clone(), |group| self.whole.of_group(group))
    }

    fn ask<'b>(&'b self, frame: &'b Frame, window: Window) -> Ask<'b> {
        Ask {
            table: &self.view.state.figures,
            org: &self.view.state.org,
            window,
            frame,
        }
    }

    fn rows(&self) -> Vec<UnitStanding> {
        let launcher = self.movement.launcher.as_deref();
        let common = launcher.map_or_else(Vec::new, |code| self.held(code));
        let mut found = Vec::new();
        for unit in self.units() {
            let held = self.held(unit);
            let own = |target: &&&Target| {
                let same = |other: &&Target| {
                    other.target_code == target.target_code && other.group == target.group
                };
                !held.iter().any(same)
            };
            let of_launcher = common
                .iter()
                .filter(own)
                .filter(|target| target.level.is_none());
            let shared: Vec<&Target> = of_launcher.copied().collect();
            found.extend(
                held.iter()
                    .filter_map(|target| self.row(unit, target, false)),
            );
            found.extend(
                shared
                    .iter()
                    .filter_map(|target| self.row(unit, target, true)),
            );
        }
        let order = &self.view.state.catalogue;
        found.sort_by_key(|row| (order.order(&row.target_code), row.group.clone()));
        found
    }

    fn row(&self, unit: &str, target: &Target, common: bool) -> Option<UnitStanding> {
        let state = self.view.state.as_ref();
        let code = state.catalogue.figure(target.target_code.as_deref()?)?;
        let called = target.text.clone().unwrap_or_else(|| code.name.clone());
        let mut row = UnitStanding {
            target: target.code.clone(),
            target_code: code.code.clone(),
            group: target.group.clone(),
            name: called,
            field: code.field.clone(),
            agency: unit.to_owned(),
            agency_name: state.label_on(unit, self.last.last_day()),
            launched: self.movement.launcher.as_deref() == Some(unit),
            common,
            op: target.op.clone().unwrap_or_else(|| ">=".to_owned()),
            goal: None,
            pace: None,
            actual: None,
            basis: None,
            deviation: None,
            share: None,
            status: None,
            behind: false,
            near_edge: false,
            year: self.year.0,
            month: None,
            unit: state
                .catalogue
                .labels
                .word("don_vi_tinh", &code.unit)
                .to_owned(),
            reason: None,
        };
        // What is shared out by nobody is no unit's: a number of all is held against no one of them.
        let whole = common && code.measure != Measure::Rate;
        match self
            .span
            .filter(|_| is_counted(code) && target.group.is_none())
        {
            Some(span) => self.in_window(&mut row, (target, code, span), whole),
            None => self.at_month(&mut row, (target, code), whole),
        }
        Some(row)
    }

    /// A number of a campaign: what was done between its month ends.
    fn in_window(
        &self,
        row: &mut UnitStanding,
        (target, code, span): (&Target, &FigureCode, Span),
        whole: bool,
    ) {
        let state = self.view.state.as_ref();
        let desk = Desk::new(state, self.movement, span, self.view.today);
        let account = desk.account(&row.agency, &code.code, &BTreeMap::new());
        let frame = self.frame(target);
        let wanted = match whole {
            true => None,
            false => match target.goal {
                Some(thidua_domain::targets::Goal::Number(value)) => Some(value),
                _ => None,
            },
        };
        row.goal = wanted.map(|value| plain(code.measure, value));
        let Some(done) = account.approved else {
            row.reason = account.gap.map(said);
            return;
        };
        row.month = Some(Window::of(span.to).month);
        row.actual = Some(done.to_string());
        row.basis = Some("difference");
        let Some(wanted) = wanted else {
            row.reason = Some(unassigned(whole));
            return;
        };
        row.share = share(Some(done), wanted.to_i64());
        let reached = thidua_domain::targets::Actual {
            shown: thidua_domain::amount::Decimal::from(done),
            exact: None,
            basis: thidua_domain::targets::Basis::Computed,
        };
        let _ = frame;
        let judged = judge(
            wanted,
            &row.op,
            &code.code,
            code.measure,
            Some(&reached),
            12,
            true,
        );
        row.status = judged.status.map(Status::code);
    }

    /// A cumulative figure at the newest month that is approved.
    fn at_month(
        &self,
        row: &mut UnitStanding,
        (target, code): (&Target, &FigureCode),
        whole: bool,
    ) {
        let state = self.view.state.as_ref();
        let frame = self.frame(target);
        let months = match target.until_month {
            Some(month) => month..=month,
            None => 1..=self.last.month,
        };
        let at = |month: u8| Window {
            month,
            year: self.year,
        };
        let told = months.rev().find_map(|month| {
            let ask = self.ask(&frame, at(month));
            Some((month, actual(state, ask, &row.agency, code)?))
        });
        let month = told.as_ref().map(|(month, _)| *month);
        let ask = self.ask(&frame, at(month.unwrap_or(self.last.month)));
        let wanted = match whole {
            true => None,
            false => goal(state, ask, &row.agency, target, code),
        };
        row.goal = wanted.map(|value| plain(code.measure, value));
        row.month = month;
        let Some((month, reached)) = told else {
            row.reason = Some("Chưa có số liệu đã duyệt của năm này.".to_owned());
            return;
        };
        row.actual = Some(plain(code.measure, reached.shown));
        row.basis = Some(reached.basis.code());
        let Some(wanted) = wanted.filter(|_| target.years.is_single()) else {
            row.reason = Some(match target.years.is_single() {
                true => unassigned(whole),
                false => "Chỉ tiêu giao chung cho nhiều năm, không tách riêng từng năm.".to_owned(),
            });
            return;
        };
        let until = target.until_month.is_some();
        let measure = code.measure;
        let judged = judge(
            wanted,
            &row.op,
            &code.code,
            measure,
            Some(&reached),
            month,
            until,
        );
        row.pace = judged.pace.map(|value| plain(measure, value));
        row.behind = judged
            .deviation
            .is_some_and(|value| is_behind(value, &row.op));
        row.deviation = judged.deviation.map(|value| plain(measure, value));
        row.share = judged.share_of_target.map(|share| share.to_string());
        row.status = judged.status.map(Status::code);
        row.near_edge = judged.near_edge;
    }
}

fn unassigned(whole: bool) -> String {
    match whole {
        true => "Chỉ tiêu chung bằng số tuyệt đối, chưa giao riêng cho đơn vị.",
        false => "Chỉ tiêu đã giao nhưng không có giá trị để so.",
    }
    .to_owned()
}

fn sums(rows: &[UnitStanding]) -> Vec<TargetSum> {
    let mut found: Vec<TargetSum> = Vec::new();
    for row in rows.iter().filter(|row| !row.launched) {
        let same =
            |sum: &&mut TargetSum| sum.target_code == row.target_code && sum.group == row.group;
        let at = found.iter_mut().find(same);
        let met = usize::from(matches!(row.status, Some("dat" | "vuot")));
        let (judged, behind) = (usize::from(row.status.is_some()), usize::from(row.behind));
        match at {
            Some(sum) => {
                sum.met += met;
                sum.judged += judged;
                sum.behind += behind;
                sum.units += 1;
            }
            None => found.push(TargetSum {
                target_code: row.target_code.clone(),
                group: row.group.clone(),
                name: row.name.clone(),
                field: row.field.clone(),
                met,
                behind,
                judged,
                units: 1,
            }),
        }
    }
    found
}
