//! The lock of approved months, in the one write path: which figures count as they come, which wait, which are
//! refused, and with what words.
//!
//! What the command line loads and what rests on a signed paper counts at once. What is typed or imported on a page
//! waits where an agency above decided that figures are approved; a period that is sent, approved or over takes it
//! only by the steps of `closing`.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::Permission;
use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::closing::{Action, Period, PeriodKey, Refusal, Stage, Step};
use thidua_store::{Stamp, WriteTx};

use super::options::Options;
use super::proofs::{FigurePlan, Touched};
use crate::closing::{self, closed_since, is_signed};
use crate::{AppError, State, View};

/// Who writes data need not be who enters figures.
const NOT_YOURS: &str = "Vai trò của anh/chị ở cơ quan này không có quyền nhập số liệu thi hành án. Đề nghị công chức làm thống kê nhập.";

/// The periods that a write takes a step further.
#[derive(Debug, Default)]
pub(super) struct Moves(Vec<Period>);

impl Moves {
    /// Stores them, in the transaction of the figures.
    pub(super) async fn store(&self, tx: &mut WriteTx, stamp: &Stamp) -> Result<(), AppError> {
        for period in &self.0 {
            closing::store_period(tx, stamp, period, Action::Enter).await?;
        }
        Ok(())
    }
}

/// Lets the figures of a plan through, each as approved or as waiting, or tells why not.
pub(super) fn pass(
    view: &View,
    plan: &mut FigurePlan,
    options: &Options,
    faults: &mut Vec<Fault>,
) -> Moves {
    let gate = Gate { view, options };
    let mut moves: BTreeMap<PeriodKey, Period> = BTreeMap::new();
    let mut told: BTreeSet<PeriodKey> = BTreeSet::new();
    for touched in plan.sheets.iter_mut().filter(|sheet| sheet.changed) {
        touched.on_behalf = gate.on_behalf(&touched.key.subject);
        let key = PeriodKey {
            agency: touched.key.subject.clone(),
            window: touched.key.window(),
            scope: touched.key.frame.scope.clone(),
        };
        let standing = gate.standing(&key, moves.get(&key));
        match gate.judge(touched, &key, standing) {
            Ok(None) => {}
            Ok(Some(period)) => {
                touched.waits = true;
                moves.insert(key, period);
            }
            // One word a period: a file tells a hundred figures of it.
            Err(reason) if told.insert(key) => faults.push(fault(touched, reason)),
            Err(_) => {}
        }
    }
    let changed = |period: &Period| {
        let held = view.state.closing.period(&period.key);
        held.is_none_or(|held| held.period != *period)
    };
    Moves(moves.into_values().filter(changed).collect())
}

fn fault(touched: &Touched, reason: String) -> Fault {
    let place = Place {
        sheet: "so-lieu",
        row: touched.row,
    };
    place.fault(
        Severity::Error,
        "Kỳ số liệu",
        touched.key.window().label(),
        reason,
        "",
    )
}

struct Gate<'a> {
    view: &'a View,
    options: &'a Options,
}

impl Gate<'_> {
    fn state(&self) -> &State {
        &self.view.state
    }

    /// Whether figures come from a page or a program, by a person who sends them to be approved.
    fn is_typed(&self) -> bool {
        matches!(self.options.channel.as_str(), "web" | "api")
            && !self.options.arrives_approved(self.view)
    }

    fn standing(&self, key: &PeriodKey, moved: Option<&Period>) -> Period {
        let held = self.state().closing.period(key);
        let held = moved.or(held.map(|held| &held.period));
        held.map_or_else(|| Period::new(key.clone()), Clone::clone)
    }

    /// The office that types for another: none of one's roles is held at the agency itself.
    fn on_behalf(&self, agency: &str) -> Option<String> {
        if !self.is_typed() {
            return None;
        }
        let own = self
            .view
            .actor
            .agencies(Permission::EnterFigures, self.view.today);
        if own.contains(&agency) {
            return None;
        }
        own.first().map(|office| (*office).to_owned())
    }

    /// `None`: it counts as it comes; else the period in which it waits.
    fn judge(
        &self,
        touched: &Touched,
        key: &PeriodKey,
        now: Period,
    ) -> Result<Option<Period>, String> {
        let state = self.state();
        let last = key.window.last_day();
        let enters = self
            .view
            .permit_agency(Permission::EnterFigures, &key.agency);
        if self.is_typed() && enters.is_err() {
            return Err(NOT_YOURS.to_owned());
        }
        if state.org.find(&key.agency).is_none()
            || state
                .closing
                .rules()
                .on(&state.org, &key.agency, last)
                .is_none()
        {
            return Ok(None);
        }
        let signed = is_signed(state, &touched.key);
        if signed || !self.is_typed() {
            return self.at_once(touched, &now, signed).map(|()| None);
        }
        if let Some(due) = closed_since(state, key, self.view.today) {
            return Err(closing::late_words(due));
        }
        let step = Step {
            action: Action::Enter,
            by: &self.view.actor.user,
            on: self.view.today,
            reason: self.options.revise.as_deref(),
            until: None,
            alone: false,
            sheets: thidua_domain::closing::Sheets::default(),
        };
        let next = now
            .after(step)
            .map_err(|refusal| closing::refusal(refusal).to_owned())?;
        Ok(Some(Period {
            entered_by: touched.on_behalf.clone(),
            ..next
        }))
    }

    /// Figures that count at once are never laid over figures that wait: these would be approved unseen.
    fn at_once(&self, touched: &Touched, now: &Period, signed: bool) -> Result<(), String> {
        // What another installation sent stands as it stood there, state of the period included.
        if self.options.revise.is_some() && self.options.arrives_approved(self.view) {
            return Ok(());
        }
        let waits = touched
            .stored
            .as_ref()
            .is_some_and(|stored| !stored.approved);
        if waits {
            return Err(
                "Bảng số liệu này đang có số nhập chưa duyệt. Người nhập gửi, người đứng đầu duyệt hoặc nhập lại như số đã duyệt, rồi mới nạp số khác."
                    .to_owned(),
            );
        }
        if signed {
            return Ok(());
        }
        let refused = match now.stage {
            Stage::Submitted => Some(Refusal::Sent),
            Stage::Approved | Stage::Accepted if self.options.revise.is_none() => {
                Some(Refusal::Locked)
            }
            _ => None,
        };
        refused.map_or(Ok(()), |refusal| Err(closing::refusal(refusal).to_owned()))
    }
}
