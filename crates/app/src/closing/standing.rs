//! How one agency's month stands, in words; and what keeps it closed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::closing::{Due, Period, PeriodKey, Refusal, Stage, due};
use thidua_domain::figures::Frame;
use thidua_domain::org::Level;
use thidua_domain::time::{Window, vn};

use super::refusal;
use crate::figures::entry::Lock;
use crate::{State, View};

/// How a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The agency did not exist, or the month has not come.
    None,
    /// No figures.
    Missing,
    /// Figures that count as they came: loaded, signed, or where nothing is approved.
    Counted,
    /// Being typed.
    Draft,
    /// Approved figures being corrected.
    Correcting,
    /// Sent.
    Submitted,
    /// Given back.
    Returned,
    /// Approved.
    Approved,
    /// Accepted by the level above.
    Accepted,
}

impl Mark {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "Không có",
            Self::Missing => "Chưa có",
            Self::Counted => "Có số liệu",
            Self::Draft => "Đang nhập",
            Self::Correcting => "Đang đính chính",
            Self::Submitted => "Đã gửi",
            Self::Returned => "Trả lại",
            Self::Approved => "Đã duyệt",
            Self::Accepted => "Đã tiếp nhận",
        }
    }

    /// Whether figures stand that answers read.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::Counted | Self::Correcting | Self::Approved | Self::Accepted
        )
    }
}

/// How a period stands, with what matters of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The mark.
    pub mark: Mark,
    /// The mark in words.
    pub word: &'static str,
    /// Whether figures stand that answers read.
    pub stands: bool,
    /// Whether typed figures are approved here.
    pub approves: bool,
    /// The last day, ISO; `None`: no deadline is known.
    pub due: Option<String>,
    /// What the deadline rests on.
    pub due_by: Option<String>,
    /// Whether the deadline was read in the instrument itself.
    pub due_confirmed: bool,
    /// The calendar year whose list of days off is not known or not whole, where the deadline is counted in working
    /// days through it: it may in truth lie later.
    pub due_open: Option<i16>,
    /// Whether it came in time; `None`: nothing is due, or the day it came is not known.
    pub in_time: Option<bool>,
    /// Whether it is due and has not come.
    pub late: bool,
    /// Last day to which it was opened, ISO.
    pub open_until: Option<String>,
    /// Day it was sent first, ISO.
    pub sent: Option<String>,
}

/// Whether the state has figures of an agency's month, its own or of those below it.
pub(super) fn told(state: &State, key: &PeriodKey) -> bool {
    told_here(state, key) || told_below(state, key)
}

/// Whether there are figures of those below an agency and none of its own: these it may send as they are. Its own that do
/// not wait were approved where they were signed or loaded, and are sent to nobody.
pub(super) fn only_below(state: &State, key: &PeriodKey) -> bool {
    !told_here(state, key) && told_below(state, key)
}

fn told_here(state: &State, key: &PeriodKey) -> bool {
    has(state, key, &key.agency)
}

fn told_below(state: &State, key: &PeriodKey) -> bool {
    let below = state.org.subtree_on(&key.agency, key.window.last_day());
    let mut below = below.iter().filter(|agency| agency.code != key.agency);
    below.any(|agency| has(state, key, &agency.code))
}

fn has(state: &State, key: &PeriodKey, agency: &str) -> bool {
    let frame = Frame::whole(&key.scope);
    let mut sheets = state.figures.sheets(agency, key.window, &frame);
    sheets.next().is_some()
}

/// Day of the newest paper the figures rest on.
fn papers_day(state: &State, key: &PeriodKey) -> Option<Date> {
    let frame = Frame::whole(&key.scope);
    let sheets = state.figures.sheets(&key.agency, key.window, &frame);
    let days = sheets.filter_map(|sheet| sheet.dated);
    days.map(|day| day.last_day()).max()
}

/// How a period stands on a day.
pub fn standing(state: &State, key: &PeriodKey, today: Date) -> Standing {
    let last = key.window.last_day();
    let agency = state.org.find(&key.agency);
    let lives = agency.is_some_and(|agency| agency.on(last).is_some());
    let (year, month) = key.window.calendar_month();
    let begins = jiff::civil::date(year, month, 1);
    let held = state.closing.period(key).map(|held| &held.period);
    let told = told(state, key);
    let waits = state.closing.stamp(key) > 0;
    let mark = match held {
        _ if !lives || (begins > today && !told) => Mark::None,
        Some(period) => mark_of(period, waits, told),
        None if told => Mark::Counted,
        None => Mark::Missing,
    };
    let approves = state.closing.rules().on(&state.org, &key.agency, last);
    let due = due_of(state, key);
    let sent = held.and_then(|period| period.sent_first);
    let came = match mark {
        Mark::Counted => papers_day(state, key),
        _ => sent,
    };
    let open = matches!(mark, Mark::Missing | Mark::Draft) && sent.is_none();
    let passed = due.as_ref().is_some_and(|due| today > due.day);
    let in_time = due.as_ref().and_then(|due| match came {
        Some(day) => Some(day <= due.day),
        None => (open && passed).then_some(false),
    });
    let iso = |day: Date| day.to_string();
    Standing {
        mark,
        word: mark.word(),
        stands: mark.counts() || (held.is_some_and(|period| period.rounds > 0)),
        approves: approves.is_some(),
        late: open && passed,
        in_time,
        due_by: due.as_ref().map(|due| due.citation.clone()),
        due_confirmed: due.as_ref().is_some_and(|due| due.confirmed),
        due_open: due.as_ref().and_then(|due| open_year(state, due)),
        due: due.map(|due| iso(due.day)),
        open_until: held.and_then(|period| period.open_until).map(iso),
        sent: sent.map(iso),
    }
}

/// The year of a deadline in working days of which not all days off are known.
fn open_year(state: &State, due: &Due) -> Option<i16> {
    let year = due.day.year();
    let open = due.by_working_days && !state.catalogue.calendar.is_complete(year);
    open.then_some(year)
}

fn mark_of(period: &Period, waits: bool, told: bool) -> Mark {
    match period.stage {
        Stage::Draft if period.rounds > 0 => Mark::Correcting,
        Stage::Draft if waits => Mark::Draft,
        // Opened, and nobody has typed yet: what stands came otherwise.
        Stage::Draft if told => Mark::Counted,
        Stage::Draft => Mark::Missing,
        Stage::Submitted => Mark::Submitted,
        Stage::Returned => Mark::Returned,
        Stage::Approved => Mark::Approved,
        Stage::Accepted => Mark::Accepted,
    }
}

/// Until when an agency's month is typed.
pub(crate) fn due_of(state: &State, key: &PeriodKey) -> Option<Due> {
    let last = key.window.last_day();
    let spell = state.org.find(&key.agency)?.on(last)?;
    let regime = state.catalogue.regime_on(last);
    let rule = state
        .closing
        .rules()
        .governing(&state.org, &key.agency, last);
    let own = rule.and_then(|rule| rule.days);
    let calendar = &state.catalogue.calendar;
    let works = |day: Date| calendar.works(&state.org, &key.agency, day);
    let deadlines = (regime.deadlines.as_slice(), own);
    let mut due = due(key.window, spell.level.code(), deadlines, &works)?;
    due.confirmed &= own.is_some() || regime.confirmed;
    Some(due)
}

/// The day since which a period is closed for typing; `None`: it is open.
pub(crate) fn closed_since(state: &State, key: &PeriodKey, today: Date) -> Option<Date> {
    let last = key.window.last_day();
    state.closing.rules().on(&state.org, &key.agency, last)?;
    let held = state.closing.period(key).map(|held| &held.period);
    if held.is_some_and(|period| {
        !period.begins() || period.open_until.is_some_and(|until| today <= until)
    }) {
        return None;
    }
    let due = due_of(state, key)?.day;
    (today > due).then_some(due)
}

/// Why nothing may be typed into an agency's month because of how far it has come.
pub(crate) fn lock(view: &View, agency: &str, window: Window, scope: &str) -> Option<Lock> {
    let state = view.state.as_ref();
    let key = PeriodKey {
        agency: agency.to_owned(),
        window,
        scope: scope.to_owned(),
    };
    state
        .closing
        .rules()
        .on(&state.org, agency, window.last_day())?;
    if let Some(due) = closed_since(state, &key, view.today) {
        return Some(Lock {
            reason: late_words(due),
            by_correction: false,
        });
    }
    let stage = state.closing.period(&key)?.period.stage;
    let locked = |found: Refusal, by_correction: bool| Lock {
        reason: refusal(found).to_owned(),
        by_correction,
    };
    match stage {
        Stage::Submitted => Some(locked(Refusal::Sent, false)),
        Stage::Approved | Stage::Accepted => Some(locked(Refusal::Locked, true)),
        Stage::Draft | Stage::Returned => None,
    }
}

/// Why a period that is over is closed, and who opens it.
pub(crate) fn late_words(due: Date) -> String {
    format!(
        "Đã hết hạn nhập số liệu kỳ này (ngày {}). Người được giao duyệt số liệu ở cơ quan cấp trên mở kỳ cho nhập đến một ngày, ghi rõ lý do, rồi mới nhập được.",
        vn(due)
    )
}

/// The agency above that accepts and opens; the agency itself where none of the system stands above it.
pub(crate) fn superior(state: &State, key: &PeriodKey) -> String {
    let last = key.window.last_day();
    let above = state.org.above_on(&key.agency, last);
    let counts = |code: &&&str| {
        let spell = state.org.find(code).and_then(|agency| agency.on(last));
        spell.is_some_and(|spell| spell.level.is_enforcement() && spell.level != Level::Division)
    };
    let found = above.iter().find(counts);
    found.map_or_else(|| key.agency.clone(), |code| (*code).to_owned())
}

/// How many periods of a window wait for approval among those an answer about an agency (or a block) counts.
pub fn waiting_in(state: &State, subject: &str, window: Window) -> usize {
    if state.closing.is_settled() {
        return 0;
    }
    let counted = state.org.lineage(subject);
    let counts = |key: &&PeriodKey| {
        key.window == window && (counted.is_empty() || counted.contains(key.agency.as_str()))
    };
    state.closing.unsettled().filter(counts).count()
}

/// What the figures of an answer are: `approved`, or `draft` where some that wait for approval are among them.
pub(crate) fn said(state: &State, subject: &str, window: Window) -> &'static str {
    let windows = [window, window.same_last_year()];
    let waits = |window: &Window| waiting_in(state, subject, *window) > 0;
    match state.drafts && windows.iter().any(waits) {
        true => "draft",
        false => "approved",
    }
}
