//! «Nhận bàn giao chỉ tiêu»: targets of agencies that went into a new one and were open on the day, each with what a
//! sum or a weighted mean would give; the officer takes it, changes it, or says why it is not taken over.

mod accept;
mod propose;

pub use accept::{Accept, Answer, Treatment, accept};

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::restate::sources;
use thidua_domain::targets::{Goal, Target, in_force};
use thidua_domain::text::number;
use thidua_domain::time::{Window, vn};

use crate::state::View;
use crate::targets::cascade::shown;
use crate::{AppError, State};

/// What reading it asks for.
const PERMISSION: Permission = Permission::ViewTargets;

/// A target of an agency that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OldTarget {
    /// Code of its row; `None`: it has none, and cannot be linked until it has.
    pub code: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What it asked for, printed.
    pub value: String,
    /// The paper, as cited.
    pub document: String,
    /// What a mean is weighted by, printed; `None`: not weighted, or not known.
    pub base: Option<String>,
    /// Why no successor takes it over, where that was decided.
    pub refused: Option<String>,
}

/// What was taken over already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// Code of the new row.
    pub code: String,
    /// What it asks for, printed.
    pub value: String,
    /// The paper, as cited.
    pub document: String,
}

/// One target of the old agencies together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandoverLine {
    /// What names it in a form: the codes of the old rows.
    pub key: String,
    /// Target code; `None`: in words.
    pub target_code: Option<String>,
    /// What it is called.
    pub name: String,
    /// Sign of comparison, a code.
    pub op: Option<String>,
    /// The old targets.
    pub olds: Vec<OldTarget>,
    /// What is proposed, as it would be typed; `None`: nothing can be.
    pub proposal: Option<String>,
    /// How that was reckoned, or why it was not.
    pub working: String,
    /// Taken over already.
    pub handed: Option<Handed>,
    /// Sum of the old ones, sum taken over and what is left, in words; only of numbers that add up.
    pub check: Option<String>,
    /// Whether it can be answered: every old row has a code, nothing was decided yet.
    pub open: bool,
    #[serde(skip)]
    first: Option<Target>,
    #[serde(skip)]
    measure: Option<Measure>,
}

/// The open targets of the agencies a new one came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// Code of the new agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year in which it began.
    pub year: i16,
    /// Its first day, ISO.
    pub on: String,
    /// The same as people write it.
    pub on_vn: String,
    /// Month of the last window before.
    pub month: u8,
    /// The targets.
    pub lines: Vec<HandoverLine>,
    /// How many wait for an answer.
    pub open: usize,
    /// The agency above, to which the sum is to be compared.
    pub above: Option<String>,
    /// Whether the reader may take over.
    pub may: bool,
}

/// The open targets of the agencies a new one came from; `None` where it came from none.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn handover(view: &View, agency: &str) -> Result<Option<Handover>, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let was = view.as_it_was();
    let state = was.state.as_ref();
    let found = state.org.find(agency).ok_or(AppError::NotFound)?;
    let born = found.born().map(|born| born.first_day());
    let Some((on, eve)) = born.and_then(|on| Some((on, on.yesterday().ok()?))) else {
        return Ok(None);
    };
    let made = sources(&state.org, on, &found.code, eve, None);
    let parts = made.parts.iter().map(|part| part.old);
    let mut olds: Vec<&str> = parts
        .chain(made.unplaced.iter().map(|(old, _)| *old))
        .collect();
    olds.sort_unstable();
    olds.dedup();
    if olds.is_empty() {
        return Ok(None);
    }
    let window = Window::of(eve);
    let desk = Desk {
        state,
        agency,
        window,
    };
    let whole = made.unplaced.is_empty() && made.parts.iter().all(|part| part.is_whole());
    let mut grouped: BTreeMap<Kind, Vec<&Target>> = BTreeMap::new();
    for old in &olds {
        let held = in_force(&state.targets, &state.org, old, None, window.year, eve);
        let open = held.into_iter().filter(|target| {
            let later = target.until_month.is_none_or(|month| month > window.month);
            later && target.level.is_none() && target.agency == **old && target.band.is_none()
        });
        for target in open {
            grouped.entry(Kind::of(target)).or_default().push(target);
        }
    }
    let lines: Vec<HandoverLine> = grouped
        .into_values()
        .map(|targets| desk.line(&targets, whole.then_some(olds.as_slice())))
        .collect();
    let above = state.org.above_on(agency, on).first().copied();
    Ok(Some(Handover {
        agency: agency.to_owned(),
        name: state.org.label_on(agency, view.today),
        year: window.year.0,
        on: on.to_string(),
        on_vn: vn(on),
        month: window.month,
        open: lines.iter().filter(|line| line.open).count(),
        lines,
        above: above.map(str::to_owned),
        may: view.permit_agency(super::ENTER, agency).is_ok(),
    }))
}

/// What makes two targets the same one of two agencies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    code: Option<String>,
    text: Option<String>,
    group: Option<String>,
    month: Option<u8>,
    movement: Option<String>,
    op: Option<String>,
}

impl Kind {
    fn of(target: &Target) -> Self {
        Self {
            code: target.target_code.clone(),
            text: match target.target_code {
                Some(_) => None,
                None => target.text.clone(),
            },
            group: target.group.clone(),
            month: target.until_month,
            movement: target.movement.clone(),
            op: target.op.clone(),
        }
    }
}

struct Desk<'a> {
    state: &'a State,
    agency: &'a str,
    window: Window,
}

impl<'a> Desk<'a> {
    fn line(&self, targets: &[&Target], all: Option<&[&str]>) -> HandoverLine {
        let first = targets.first().copied();
        let figure =
            first.and_then(|first| self.state.catalogue.figure(first.target_code.as_deref()?));
        let bases: Vec<Option<i64>> = targets
            .iter()
            .map(|target| self.base(target, figure))
            .collect();
        let olds: Vec<OldTarget> = targets
            .iter()
            .zip(&bases)
            .map(|(target, base)| self.old(target, figure, *base))
            .collect();
        let codes: Vec<&str> = targets
            .iter()
            .filter_map(|target| target.code.as_deref())
            .collect();
        let handed = self.handed(&codes, figure);
        let refused = olds.iter().any(|old| old.refused.is_some());
        let coded = codes.len() == targets.len();
        let (proposal, mut working) = match all {
            None => (
                None,
                "Có cơ quan cũ được chia về nhiều nơi: mức mới do văn bản giao quyết định."
                    .to_owned(),
            ),
            Some(olds) if olds.len() != targets.len() => {
                let (proposal, working) = self.propose(targets, figure, &bases);
                let missing = "Không phải cơ quan cũ nào cũng được giao chỉ tiêu này.";
                (proposal, format!("{working} {missing}"))
            }
            Some(_) => self.propose(targets, figure, &bases),
        };
        if !coded {
            working =
                "Có dòng chỉ tiêu cũ chưa có mã nên chưa liên kết được: đặt mã cho dòng đó trước."
                    .to_owned();
        }
        HandoverLine {
            key: codes.join(";"),
            target_code: first.and_then(|first| first.target_code.clone()),
            name: self.name(first, figure),
            op: first.and_then(|first| first.op.clone()),
            check: figure.and_then(|figure| self.check(figure, targets, handed.as_ref())),
            open: coded && handed.is_none() && !refused,
            handed: handed.map(|(handed, _)| handed),
            proposal,
            working,
            olds,
            first: first.cloned(),
            measure: figure.map(|figure| figure.measure),
        }
    }

    fn name(&self, target: Option<&Target>, figure: Option<&FigureCode>) -> String {
        let Some(target) = target else {
            return String::new();
        };
        let labels = &self.state.catalogue.labels;
        let mut name = match figure {
            Some(figure) => figure.name.clone(),
            None => target.text.clone().unwrap_or_default().replace('\n', " "),
        };
        if let Some(group) = &target.group {
            name = format!(
                "{name}, {}",
                labels.word("so-lieu.nhom_an", group).to_lowercase()
            );
        }
        if let Some(month) = target.until_month {
            name = format!("{name}, đến {month} tháng");
        }
        name
    }

    /// What a rate is weighted by: what it is a share of, in the last window of the old agency.
    fn base(&self, target: &Target, figure: Option<&FigureCode>) -> Option<i64> {
        let figure = figure.filter(|figure| figure.measure == Measure::Rate)?;
        let code = match figure.code.strip_suffix(".ty_le") {
            Some(side) if matches!(side, "viec" | "tien") => format!("{side}.co_dieu_kien"),
            _ => figure.denominator.clone()?,
        };
        let frame = Frame::whole("btp");
        let frame = target
            .group
            .as_deref()
            .map_or(frame.clone(), |group| frame.of_group(group));
        let ask = Ask {
            table: &self.state.figures,
            org: &self.state.org,
            window: self.window,
            frame: &frame,
        };
        let found = ask.exact_first(&target.agency, &code, true)?;
        (found.precision.is_exact() && found.value > 0).then_some(found.value)
    }

    fn old(&self, target: &Target, figure: Option<&FigureCode>, base: Option<i64>) -> OldTarget {
        let day = self.window.last_day();
        let document = target
            .document
            .as_deref()
            .map(|text| self.state.cited(text));
        OldTarget {
            code: target.code.clone(),
            agency: target.agency.clone(),
            agency_name: self.state.org.label_on(&target.agency, day),
            value: self.value(target, figure),
            document: document.unwrap_or_default(),
            base: base.map(number::group),
            refused: target.not_inherited.clone(),
        }
    }

    fn value(&self, target: &Target, figure: Option<&FigureCode>) -> String {
        match (&target.goal, figure) {
            (Some(Goal::Number(value)), Some(figure)) => shown(self.state, figure, *value),
            (Some(Goal::Number(value)), None) => value.vn(),
            (Some(Goal::LastYear), _) => "kết quả năm trước".to_owned(),
            (None, _) => "bằng lời".to_owned(),
        }
    }

    fn handed(
        &self,
        codes: &[&str],
        figure: Option<&FigureCode>,
    ) -> Option<(Handed, Option<Goal>)> {
        let takes = |target: &&Target| {
            target.agency == self.agency
                && target
                    .inherits
                    .iter()
                    .any(|code| codes.contains(&code.as_str()))
        };
        let target = self.state.targets.iter().find(takes)?;
        let document = target
            .document
            .as_deref()
            .map(|text| self.state.cited(text));
        let handed = Handed {
            code: target.code.clone().unwrap_or_default(),
            value: self.value(target, figure),
            document: document.unwrap_or_default(),
        };
        Some((handed, target.goal.clone()))
    }

    /// What was taken over beside the sum of the old ones, so that the agency above still finds its sum.
    fn check(
        &self,
        figure: &FigureCode,
        targets: &[&Target],
        handed: Option<&(Handed, Option<Goal>)>,
    ) -> Option<String> {
        if figure.measure == Measure::Rate {
            return None;
        }
        let goals = targets.iter().map(|target| match target.goal {
            Some(Goal::Number(value)) => Some(value),
            _ => None,
        });
        let sum = goals
            .collect::<Option<Vec<Decimal>>>()?
            .into_iter()
            .try_fold(Decimal::ZERO, Decimal::checked_add)?;
        let Some((_, Some(Goal::Number(taken)))) = handed else {
            return None;
        };
        let rest = taken.checked_sub(sum)?;
        let show = |value: Decimal| shown(self.state, figure, value);
        Some(match rest.is_zero() {
            true => format!("Tổng các chỉ tiêu cũ {}, đã nhận đúng bằng.", show(sum)),
            false => format!(
                "Tổng các chỉ tiêu cũ {}, đã nhận {}: lệch {}.",
                show(sum),
                show(*taken),
                show(rest)
            ),
        })
    }
}
