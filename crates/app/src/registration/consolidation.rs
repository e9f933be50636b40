//! The consolidation of an office and year (tổng hợp đăng ký): what it would send, who below has not sent, what changed
//! after it was sent.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::registration::round::{Change, Line, Round, Stage, Totals};
use thidua_domain::time::WorkYear;

use super::ground::Ground;
use super::{PERMISSION, name, rank};
use crate::state::{State, View};
use crate::{AppError, bundle};

/// Changed registrations told of one office at most.
const TOLD: usize = 60;

/// What an office sent, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sent {
    /// How often it was sent.
    pub number: u16,
    /// `da_gui`, `da_tiep_nhan`, `tra_lai` or `da_rut`.
    pub stage: &'static str,
    /// Name of who sent it.
    pub by: String,
    /// Day, ISO.
    pub on: String,
    /// Day it was sent first, ISO.
    pub first_on: String,
    /// Whether it was first sent after the last day.
    pub late: bool,
    /// Name of who took it up or gave it back.
    pub answered_by: Option<String>,
    /// When, ISO.
    pub answered_on: Option<String>,
    /// Why it was sent again or given back.
    pub reason: Option<String>,
}

/// A registration that changed after it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// `them`, `bot` or `doi`.
    pub what: &'static str,
    /// Who registered.
    pub subject: String,
    /// What.
    pub award: String,
    /// Where.
    pub agency: String,
    /// What is otherwise, in words.
    pub told: String,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// An office or division directly below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitLine {
    /// Code.
    pub agency: String,
    /// Name.
    pub name: String,
    /// Whether a division, which registers with its office.
    pub division: bool,
    /// Whether it has to send.
    pub obliged: bool,
    /// Registrations that stand or wait, at it and below.
    pub registered: usize,
    /// Of them those that wait for their unit.
    pub waiting: usize,
    /// What it sent.
    pub sent: Option<Sent>,
    /// How many of its registrations changed since, and how many below it.
    pub changed: usize,
    /// Which round of it is part of what the office above sent.
    pub taken: Option<u16>,
    /// `chua_gui`, `da_gui`, `da_tiep_nhan`, `tra_lai`, `da_rut`, or `gui_bo_sung`: sent again after it was consolidated.
    pub state: &'static str,
    /// Whether it has not sent and the last day is past.
    pub overdue: bool,
}

/// One award in a consolidation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TotalLine {
    /// Code; `null`: initiatives alone.
    pub award: Option<String>,
    /// Its name.
    pub name: String,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// How many it would be if it were sent now.
    pub now: i64,
    /// How many were sent.
    pub sent: Option<i64>,
}

/// The consolidation of an office and year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Consolidation {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// The office above; `null`: nobody stands above.
    pub superior: Option<String>,
    /// Its name.
    pub superior_name: Option<String>,
    /// Last day of sending, ISO.
    pub due: Option<String>,
    /// What was sent.
    pub sent: Option<Sent>,
    /// Own registrations that changed since.
    pub changes: Vec<Changed>,
    /// How many more there are.
    pub more: usize,
    /// Own registrations that wait for an answer: they are not sent.
    pub waiting: usize,
    /// Own registrations that were taken up.
    pub own: usize,
    /// Offices and divisions directly below.
    pub units: Vec<UnitLine>,
    /// How many offices have to send.
    pub obliged: usize,
    /// How many of them have.
    pub told: usize,
    /// Sums by award, the highest first.
    pub totals: Vec<TotalLine>,
    /// Whether what would be sent differs from what was sent.
    pub differs: bool,
    /// Whether sending asks for a reason.
    #[serde(skip)]
    pub needs_reason: bool,
    /// Whether the reader may send.
    #[serde(skip)]
    pub sends: bool,
    /// Whether the reader may take back what was sent.
    #[serde(skip)]
    pub recalls: bool,
    /// Whether the reader takes up and gives back what offices below sent, and says when it is due.
    #[serde(skip)]
    pub receives: bool,
    /// Last day the office itself set for those below, ISO.
    #[serde(skip)]
    pub own_due: Option<String>,
    /// The paper that asks for registration.
    #[serde(skip)]
    pub paper: Option<String>,
    /// Revision of the own consolidation.
    #[serde(skip)]
    pub revision: i64,
    /// What tells whether what one saw is what would be sent.
    #[serde(skip)]
    pub mark: String,
}

/// The consolidation as the reader may see it.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for a year that cannot be.
pub fn consolidation(view: &View, agency: &str, year: i16) -> Result<Consolidation, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let state = view.state.as_ref();
    if state.org.find(agency).is_none() {
        return Err(AppError::NotFound);
    }
    let year = super::work_year(year)?;
    let ground = Ground::below(view, agency, year);
    Ok(over(view, agency, &ground))
}

fn over(view: &View, agency: &str, ground: &Ground<'_>) -> Consolidation {
    let state = view.state.as_ref();
    let (year, day) = (ground.year, ground.day);
    let round = ground.round(agency);
    let standing = round.filter(|round| round.stage.stands());
    let content = ground.content(agency);
    let above = state.org.above_on(agency, day);
    let superior = ground.superior(agency);
    let due = state.registering.due(&above, year);
    let mut changes: Vec<Changed> = ground
        .changes(agency)
        .iter()
        .map(|change| changed(state, year, change))
        .collect();
    let more = changes.len().saturating_sub(TOLD);
    changes.truncate(TOLD);
    let units = units(view, agency, ground);
    let obliged = units.iter().filter(|unit| unit.obliged);
    let writes = view.permit_agency(bundle::PERMISSION, agency).is_ok();
    let own_deadline = state.registering.deadline(agency, year);
    let differs = standing.is_none_or(|round| {
        round.content.lines != content.lines || round.content.below != content.below
    });
    Consolidation {
        agency: agency.to_owned(),
        name: state.name_on(agency, day),
        year: year.0,
        superior_name: superior.as_ref().map(|code| state.name_on(code, day)),
        superior,
        due: due.map(|day| day.to_string()),
        sent: round.map(|round| sent(round, due)),
        changes,
        more,
        waiting: ground.own(agency).map_or(0, super::ground::Own::waiting),
        own: content.lines.len(),
        obliged: obliged.clone().count(),
        told: obliged.filter(|unit| is_told(unit)).count(),
        totals: totals(
            state,
            &content.totals,
            standing.map(|round| &round.content.totals),
        ),
        units,
        differs,
        needs_reason: standing.is_some() || !content.missing.is_empty(),
        sends: writes && differs && !(content.is_empty() && standing.is_none()),
        recalls: writes && round.is_some_and(|round| round.stage == Stage::Sent),
        receives: writes && !ground.is_division(agency),
        own_due: own_deadline
            .and_then(|it| it.due)
            .map(|day| day.to_string()),
        paper: own_deadline.and_then(|it| it.paper.clone()),
        revision: state.registering.revision(agency, year),
        mark: mark(&content),
    }
}

/// Whether what an office sent stands.
pub(super) fn is_told(unit: &UnitLine) -> bool {
    matches!(unit.state, "da_gui" | "da_tiep_nhan" | "gui_bo_sung")
}

/// What tells one content from another.
pub(super) fn mark(content: &thidua_domain::registration::round::Content) -> String {
    let text = format!("{content:?}");
    thidua_store::sha256_hex(text.as_bytes())
}

pub(super) fn sent(round: &Round, due: Option<Date>) -> Sent {
    Sent {
        number: round.number,
        stage: round.stage.code(),
        by: round.sent_by.clone(),
        on: round.sent.to_string(),
        first_on: round.sent_first.to_string(),
        late: due.is_some_and(|due| round.sent_first > due),
        answered_by: round.answered_by.clone(),
        answered_on: round.answered.map(|day| day.to_string()),
        reason: round.reason.clone(),
    }
}

/// Offices directly below, then divisions.
fn units(view: &View, agency: &str, ground: &Ground<'_>) -> Vec<UnitLine> {
    let obliged = crate::closing::obliged(ground.state, agency, ground.day);
    let offices = ground.offices(agency).into_iter();
    let divisions = ground.divisions(agency).into_iter();
    let all = offices.map(|code| (code, false));
    all.chain(divisions.map(|code| (code, true)))
        .map(|(code, division)| {
            let has_to = obliged.contains(&code);
            unit(view, (agency, &code), (division, has_to), ground)
        })
        .collect()
}

fn unit(
    view: &View,
    (agency, code): (&str, &str),
    (division, obliged): (bool, bool),
    ground: &Ground<'_>,
) -> UnitLine {
    let state = ground.state;
    let round = ground.round(code);
    let own = ground.round(agency).filter(|round| round.stage.stands());
    let taken = own.and_then(|round| round.content.below.get(code).copied());
    let (mut registered, mut waiting) = (0, 0);
    if division {
        let own = ground.own(code);
        registered = own.map_or(0, |own| own.rows.len());
        waiting = own.map_or(0, super::ground::Own::waiting);
    } else {
        for (_, own) in ground.within(code) {
            registered += own.rows.len();
            waiting += own.waiting();
        }
    }
    let newer = round.is_some_and(|round| {
        round.stage == Stage::Sent && taken.is_some_and(|taken| taken < round.number)
    });
    let above = state.org.above_on(code, ground.day);
    let due = state.registering.due(&above, ground.year);
    let has_told = round.is_some_and(|round| round.stage.stands());
    UnitLine {
        agency: code.to_owned(),
        name: state.org.short_label_on(code, ground.day),
        division,
        obliged,
        registered,
        waiting,
        changed: ground.pending(code),
        taken,
        state: match round {
            None => "chua_gui",
            Some(_) if newer => "gui_bo_sung",
            Some(round) => round.stage.code(),
        },
        overdue: obliged && !has_told && due.is_some_and(|due| view.today > due),
        sent: round.map(|round| sent(round, due)),
    }
}

/// Sums by award, as they would be sent and as they were.
pub(super) fn totals(state: &State, now: &Totals, sent: Option<&Totals>) -> Vec<TotalLine> {
    let mut keys: Vec<_> = now.0.keys().collect();
    keys.extend(sent.into_iter().flat_map(|sent| sent.0.keys()));
    keys.sort_by_key(|(award, kind)| {
        let rank = award.as_deref().map_or(u32::MAX, |code| rank(state, code));
        (rank, award.clone(), kind.clone())
    });
    keys.dedup();
    let line = |key: &(Option<String>, Option<String>)| TotalLine {
        name: what(state, key.0.as_deref()),
        award: key.0.clone(),
        kind: key.1.clone(),
        now: now.0.get(key).copied().unwrap_or(0),
        sent: sent.map(|sent| sent.0.get(key).copied().unwrap_or(0)),
    };
    keys.into_iter().map(line).collect()
}

fn what(state: &State, award: Option<&str>) -> String {
    award.map_or_else(
        || "Chỉ đăng ký sáng kiến, đề tài".to_owned(),
        |code| name(state, code),
    )
}

fn changed(state: &State, year: WorkYear, change: &Change) -> Changed {
    let line = change.line();
    let day = year.last_day();
    let subject = line.subject.as_deref().map(|code| state.name_on(code, day));
    let (kind, told) = match change {
        Change::Added(_) => ("them", "Đăng ký thêm sau khi gửi".to_owned()),
        Change::Removed(_) => ("bot", "Đã gửi, nay không còn đăng ký".to_owned()),
        Change::Altered { sent, now } => ("doi", altered(sent, now)),
    };
    Changed {
        what: kind,
        subject: subject.unwrap_or_else(|| "Chưa nêu tên".to_owned()),
        award: what(state, line.award.as_deref()),
        agency: state.name_on(&line.agency, day),
        told,
        key: key(year, line),
    }
}

fn altered(sent: &Line, now: &Line) -> String {
    let mut parts = Vec::new();
    if sent.count != now.count {
        parts.push(format!("số lượng từ {} thành {}", sent.count, now.count));
    }
    if sent.works != now.works {
        parts.push(match (sent.works, now.works) {
            (0, _) => "thêm sáng kiến, đề tài".to_owned(),
            (_, 0) => "bỏ sáng kiến, đề tài".to_owned(),
            _ => "sửa tên sáng kiến, đề tài".to_owned(),
        });
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Key of the record of a registration.
fn key(year: WorkYear, line: &Line) -> String {
    let mut row = thidua_domain::bundle::Values::default();
    row.set("nam", year.0.to_string());
    row.set("ma_co_quan", &line.agency);
    let told = [
        ("ma_doi_tuong", &line.subject),
        ("doi_tuong", &line.kind),
        ("ma_danh_hieu", &line.award),
    ];
    for (id, text) in told {
        if let Some(text) = text {
            row.set(id, text);
        }
    }
    row.key(&thidua_domain::registration::SHEET)
}
