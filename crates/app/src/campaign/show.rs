//! `show campaign`: one peak campaign for its launcher or one of its units, on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::campaign::{Account, Basis, Done, Span};
use thidua_domain::catalogue::FigureCode;
use thidua_domain::figures::print;
use thidua_domain::movement::Movement;
use thidua_domain::org::Level;
use thidua_domain::time::Window;

use super::account::{Known, figure, working_left};
use super::answer::{CampaignAnswer, CampaignFigure};
use super::around::around;
use super::desk::{Desk, Scale, Wanted};
use super::units::{goals, may_rank, members, ranked, standings, values};
use crate::document::Named;
use crate::movement::ResultsOf;
use crate::{AppError, State, View, movement};

/// By which numbers units are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best that is known of each.
    #[default]
    Best,
    /// Approved figures alone.
    Approved,
    /// Daily entries alone.
    Daily,
}

impl Order {
    /// The one of a code: `approved`, `daily`; else the best.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            Some("approved") => Self::Approved,
            Some("daily") => Self::Daily,
            _ => Self::Best,
        }
    }

    pub(super) fn pick(self, account: &Account) -> Option<Done> {
        let told = |value: Option<i64>, basis: Basis, complete: bool| {
            value.map(|value| Done {
                value,
                basis,
                complete,
            })
        };
        match self {
            Self::Best => account.done,
            Self::Approved => told(account.approved, Basis::Approved, true),
            Self::Daily => told(account.daily, Basis::Daily, account.silent == 0),
        }
    }
}

/// What is asked of a campaign.
#[derive(Clone, Debug, Default)]
pub struct AskCampaign {
    /// Whom it is told about; `None`: the launcher, else the reader's own unit.
    pub agency: Option<String>,
    /// The day it is told for; `None`: today. Days to come are today.
    pub on: Option<Date>,
    /// Units of this level are compared; `None`: those directly below the launcher.
    pub level: Option<Level>,
    /// By which numbers.
    pub order: Order,
}

/// A campaign the reader may see, and its days.
///
/// # Errors
/// [`AppError::NotFound`] for a movement out of reach, or one that is no campaign with a first and a last day.
pub fn find<'a>(view: &'a View, code: &str) -> Result<(&'a Movement, Span), AppError> {
    let found = movement::find(view, code)?;
    let span = Span::of(found).ok_or(AppError::NotFound)?;
    Ok((found, span))
}

/// A campaign.
///
/// # Errors
/// As [`find`]; [`AppError::NotFound`] for an agency out of reach.
pub fn campaign(view: &View, code: &str, ask: &AskCampaign) -> Result<CampaignAnswer, AppError> {
    let (found, span) = find(view, code)?;
    if let Some(agency) = &ask.agency {
        view.permit_agency(Permission::ViewFigures, agency)?;
    }
    let today = ask.on.map_or(view.today, |on| on.min(view.today));
    let desk = Desk::new(&view.state, found, span, today);
    let members = members(&desk, ask.level);
    let subject = subject(view, &desk, ask, &members);
    let ranks = may_rank(view, &members);
    let figures = desk.figures().into_iter();
    let figures = figures.filter_map(|code| {
        let units = match ranks {
            true => members.as_slice(),
            false => &[],
        };
        told(view, &desk, (subject, code), units, ask.order)
    });
    let figures: Vec<CampaignFigure> = figures.collect();
    let (around, around_note) = match subject {
        Some(subject) => around(&desk, subject),
        None => (Vec::new(), None),
    };
    let named = |code: &str| Named {
        code: code.to_owned(),
        name: view.state.name_on(code, desk.day()),
    };
    Ok(CampaignAnswer {
        code: found.code.clone(),
        name: found.name.clone(),
        launcher: found.launcher.as_deref().map(named),
        from: span.from.to_string(),
        to: span.to.to_string(),
        on: today.to_string(),
        stage: stage(span, today),
        days: span.days(),
        day_number: span.day_number(today),
        days_left: span.days_left(today),
        working_days_left: subject.map_or(0, |subject| working_left(&desk, subject)),
        begins_in: begins_in(span, today),
        subject: subject.map(named),
        figures,
        around,
        around_note,
        in_words: desk.in_words(),
        reason: subject.is_none().then(|| {
            "Đợt này do cơ quan ngoài phạm vi được xem phát động, và chưa có đơn vị nào trong phạm vi được xem."
                .to_owned()
        }),
    })
}

/// `coming running over`.
pub(super) fn stage(span: Span, today: Date) -> &'static str {
    match () {
        () if today < span.from => "coming",
        () if today > span.to => "over",
        () => "running",
    }
}

pub(super) fn begins_in(span: Span, today: Date) -> Option<i64> {
    let until = today.until(span.from).ok()?;
    Some(i64::from(until.get_days())).filter(|days| *days > 0)
}

/// Whom it is told about: who was asked for, else the launcher, else the first unit in reach.
fn subject<'a>(
    view: &View,
    desk: &Desk<'a>,
    ask: &'a AskCampaign,
    members: &[&'a str],
) -> Option<&'a str> {
    if let Some(agency) = &ask.agency {
        return Some(agency);
    }
    let sees = |code: &&str| view.sees(Permission::ViewFigures, code);
    let launcher = desk.movement.launcher.as_deref().filter(sees);
    launcher.or_else(|| members.iter().copied().find(|code| sees(code)))
}

/// One figure with its units; `None` where there is neither a subject nor a ranking to tell of.
fn told(
    view: &View,
    desk: &Desk<'_>,
    (subject, code): (Option<&str>, &FigureCode),
    members: &[&str],
    order: Order,
) -> Option<CampaignFigure> {
    let units = standings(desk, members, code, order);
    let subject = subject?;
    let daily = desk.daily(&desk.lineage(subject), &code.code);
    let account = desk.account(subject, &code.code, &daily);
    let own = desk.wanted(subject, code);
    let launched = desk.movement.launcher.as_deref() == Some(subject);
    let sum = goals(&units).filter(|_| launched && own.is_none());
    let known = Known {
        account,
        daily,
        summed: sum.is_some(),
        wanted: own.or(sum.map(|value| Wanted {
            value,
            target: None,
        })),
        told: desk.told(subject, &code.code),
    };
    let all = known.values().into_iter().chain(values(&units));
    let scale = Scale::of(code, all);
    let mut line = figure(desk, (subject, code), &known, &scale);
    let (lines, by_goal, mixed) = ranked(view, desk, &units, &scale);
    line.units = lines;
    line.ranked_by = if by_goal { "goal" } else { "done" };
    line.mixed = mixed;
    Some(line)
}

/// What the launcher did in the window by approved figures, by figure code, and whose they are: for `results{}` of a
/// movement where no source tells of the window as such.
pub(crate) fn differences(
    state: &State,
    movement: &Movement,
    today: Date,
) -> (BTreeMap<String, String>, Option<ResultsOf>) {
    let (Some(span), Some(launcher)) = (Span::of(movement), movement.launcher.as_deref()) else {
        return (BTreeMap::new(), None);
    };
    let desk = Desk::new(state, movement, span, today);
    let told = desk.figures().into_iter().filter_map(|code| {
        let account = desk.account(launcher, &code.code, &BTreeMap::new());
        let value = print::plain(account.approved?, code.measure);
        Some((code.code.clone(), value))
    });
    let told: BTreeMap<String, String> = told.collect();
    let window = Window::of(span.to);
    let of = ResultsOf {
        agency: launcher.to_owned(),
        year: window.year.0,
        month: window.month,
        scope: "btp",
        basis: "difference",
    };
    let of = (!told.is_empty()).then_some(of);
    (told, of)
}
