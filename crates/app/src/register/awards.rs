//! `show awards`: the tally of an agency over work years.

mod movement;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::register::{Award, Filter, LeftOut, Line, Tally, alone, tally};
use thidua_domain::time::{PartialDate, Window, WorkYear, YearSpan};

pub(crate) use movement::{of_event, of_movement};

use crate::state::View;
use crate::{AppError, State};

/// What reading awards asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskAwards {
    /// Code of the agency.
    pub agency: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Only so many cumulative months of the last year; `None`: the whole year.
    pub month: Option<u8>,
    /// Only the agency itself, without those below and its predecessors.
    pub own: bool,
}

impl AskAwards {
    /// The years asked for.
    fn years(&self) -> Result<YearSpan, AppError> {
        if self.from > self.to {
            return Err(AppError::refused("Năm đầu phải trước hoặc bằng năm cuối."));
        }
        Ok(YearSpan {
            from: WorkYear(self.from),
            to: WorkYear(self.to),
        })
    }

    /// The window of the last year, where it is not asked for whole.
    fn until(&self) -> Result<Option<Window>, AppError> {
        let Some(month) = self.month.filter(|month| *month != 12) else {
            return Ok(None);
        };
        Window::new(WorkYear(self.to), month)
            .map(Some)
            .ok_or_else(|| AppError::refused("Tháng lũy kế phải từ 1 đến 12."))
    }
}

/// One line of the tally.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AwardRow {
    /// Award codes, joined by `;` where the source does not split.
    pub award: String,
    /// Their names.
    pub award_name: String,
    /// Codes of who decided.
    pub authority: Option<String>,
    /// Their names.
    pub authority_name: String,
    /// `tap_the` or `ca_nhan`.
    pub subject_kind: String,
    /// Codes of the recipients' level.
    pub subject_level: Option<String>,
    /// Whether they stand inside the sector.
    pub inside: bool,
    /// Codes of `Loại thành tích`.
    pub occasion: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// Work year, or the years the source does not split.
    pub year: Option<String>,
    /// The recipients' position.
    pub position: Option<String>,
    /// How many times.
    pub instances: Option<i64>,
    /// How many different recipients.
    pub recipients: Option<i64>,
    /// How many of the named ones led.
    pub leaders: Option<i64>,
    /// Codes of the named recipients.
    pub subjects: Vec<String>,
    /// Their names.
    pub subject_names: Vec<String>,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Code of the block.
    pub block: Option<String>,
    /// Decisions, as cited.
    pub decisions: Vec<String>,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Why the number is `null`.
    pub reason: Option<String>,
    /// Why each of the numbers is `null`, by its name.
    pub reasons: BTreeMap<&'static str, String>,
    /// Why the row is not counted, where it is not.
    pub left_out: Option<String>,
}

/// The tally.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Awards {
    /// Code.
    pub agency: String,
    /// Name.
    pub name: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Cumulative months of the last year that were asked for; 12: the whole year.
    pub month: u8,
    /// Lines, highest award first.
    pub rows: Vec<AwardRow>,
    /// Rows that may belong to the years asked for but cannot be counted, each with the reason.
    pub left_out: Vec<AwardRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The awards of an agency, those below it and its predecessors, each in its time.
pub fn awards(view: &View, ask: &AskAwards) -> Result<Awards, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let (years, until) = (ask.years()?, ask.until()?);
    let (lines, left_out) = counted(state, ask, state.award_index().during(years))?;
    let as_of = lines
        .values()
        .flat_map(|tally| &tally.rows)
        .filter_map(|at| dated(state, *at))
        .max();
    let mut rows: Vec<AwardRow> = lines
        .iter()
        .map(|(line, tally)| row(state, line, tally))
        .collect();
    rows.sort_by_key(|row| order(state, row));
    Ok(Awards {
        agency: ask.agency.clone(),
        name: state.name_on(
            &ask.agency,
            until.map_or_else(|| years.to.last_day(), Window::last_day),
        ),
        from: ask.from,
        to: ask.to,
        month: until.map_or(12, |until| until.month),
        rows,
        left_out: left_out
            .into_iter()
            .filter_map(|(at, why)| by_itself(state, at, words_of(why, until)))
            .collect(),
        as_of: as_of.map(|date| date.to_string()),
    })
}

/// Tallies by line, and the places of those that may belong there and cannot be counted.
pub(crate) type Counted = (BTreeMap<Line, Tally>, Vec<(usize, LeftOut)>);

/// The tally of those of some places in the register that enter what was asked for, and the places of those that may
/// belong there and cannot be counted.
///
/// # Errors
/// [`AppError::Refused`] for years and months that cannot be.
pub(crate) fn counted(
    state: &State,
    ask: &AskAwards,
    places: impl IntoIterator<Item = usize>,
) -> Result<Counted, AppError> {
    let years = ask.years()?;
    let of_years = RefCell::new(HashMap::new());
    let counts = |award: &Award| {
        if ask.own || award.agency == ask.agency {
            return award.agency == ask.agency;
        }
        let told = award.years.unwrap_or(years);
        let (first, last) = (told.from.first_day(), told.to.last_day());
        let mut of_years = of_years.borrow_mut();
        let counted = of_years.entry(told).or_insert_with(|| -> HashSet<&str> {
            let codes = state.org.lineage_during(&ask.agency, first, last);
            codes.into_iter().collect()
        });
        counted.contains(award.agency.as_str())
    };
    let known_on = |award: &Award| first_told(state, award);
    let filter = Filter {
        counts: &counts,
        years,
        until: ask.until()?,
        known_on: &known_on,
    };
    let led = |code: &str, years: Option<YearSpan>| led(state, code, years);
    let told = places.into_iter();
    let told = told.filter_map(|at| Some((at, state.awards.get(at)?)));
    Ok(tally(told, &filter, led))
}

/// The newest year told in the tally of an agency, of what is below it and of what it came from; `None` where
/// no row tells one.
pub fn newest_year(state: &State, agency: &str) -> Option<i16> {
    let index = state.award_index();
    let codes = state.org.lineage(agency).into_iter();
    codes
        .filter_map(|code| index.newest(code))
        .max()
        .map(|year| year.0)
}

/// The newest year any row tells, of those until one.
pub fn newest_year_of_all(state: &State, until: i16) -> Option<i16> {
    let index = state.award_index();
    let newest = index.newest_until(&state.awards, WorkYear(until));
    newest.map(|year| year.0)
}

fn led(state: &State, code: &str, years: Option<YearSpan>) -> bool {
    let person = state.people.get(code);
    let during = |years: YearSpan| (years.from.first_day(), years.to.last_day());
    person
        .zip(years.map(during))
        .is_some_and(|(person, (from, to))| person.led_between(from, to))
}

/// The day of issue of a row's sources.
fn dated(state: &State, at: usize) -> Option<PartialDate> {
    let award = state.awards.get(at)?;
    let sources = award.source.iter().flat_map(|source| source.lines());
    sources
        .filter_map(|source| state.documents.get(source)?.date)
        .max()
}

/// The earliest day on which a source told of the award: it was decided by then.
fn first_told(state: &State, award: &Award) -> Option<PartialDate> {
    let sources = award.source.iter().flat_map(|source| source.lines());
    sources
        .filter_map(|source| state.documents.get(source)?.date)
        .min_by_key(|date| date.last_day())
}

/// Why a row is not counted, in words.
fn words_of(why: LeftOut, until: Option<Window>) -> String {
    match (why, until) {
        (LeftOut::SeveralYears, _) => {
            "Nguồn ghi chung nhiều năm, không tách được phần của các năm đang xem.".to_owned()
        }
        (LeftOut::NoYear, _) => "Nguồn không nêu năm thành tích.".to_owned(),
        (LeftOut::NoDay, until) => format!(
            "Nguồn không nêu ngày quyết định nên không biết có trong {} hay không.",
            until.map_or_else(|| "kỳ này".to_owned(), Window::label)
        ),
    }
}

/// Where a line stands: given before pending, then by the catalogue's rank and the year, collectives
/// before individuals as papers list them.
fn order(state: &State, row: &AwardRow) -> (bool, u32, Option<String>, bool, bool) {
    let first = row.award.split(';').next().unwrap_or_default();
    let rank = state
        .catalogue
        .award(first)
        .map_or(u32::MAX, |award| award.rank);
    (
        row.status != "da_tang",
        rank,
        row.year.clone(),
        row.subject_kind != "tap_the",
        row.inside,
    )
}

fn names(codes: Option<&str>, name: impl Fn(&str) -> String) -> String {
    codes
        .map(|codes| codes.split(';').map(name).collect::<Vec<_>>().join(" và "))
        .unwrap_or_default()
}

fn row(state: &State, line: &Line, tally: &Tally) -> AwardRow {
    let on = line
        .years
        .map_or(jiff::civil::Date::MAX, |years| years.to.last_day());
    let rows: Vec<&Award> = tally
        .rows
        .iter()
        .filter_map(|at| state.awards.get(*at))
        .collect();
    let mut decisions: Vec<String> = rows
        .iter()
        .filter_map(|award| decision(state, award))
        .collect();
    let mut sources: Vec<String> = rows
        .iter()
        .flat_map(|award| award.source.iter().flat_map(|source| source.lines()))
        .map(|source| state.cited(source))
        .collect();
    for list in [&mut decisions, &mut sources] {
        list.sort();
        list.dedup();
    }
    let award_name = |code: &str| {
        state
            .catalogue
            .award(code)
            .map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    AwardRow {
        award_name: names(Some(&line.award), award_name),
        award: line.award.clone(),
        authority_name: names(line.authority.as_deref(), |code| state.name_on(code, on)),
        authority: line.authority.clone(),
        subject_kind: line.kind.clone(),
        subject_level: line.level.clone(),
        inside: !line.outside,
        occasion: line.occasion.clone(),
        status: line.status.clone(),
        year: line.years.map(|years| years.to_string()),
        position: line.position.clone(),
        instances: tally.instances,
        recipients: tally.recipients,
        leaders: tally.leaders,
        subject_names: tally
            .subjects
            .iter()
            .map(|code| state.name_on(code, on))
            .collect(),
        subjects: tally.subjects.iter().cloned().collect(),
        movement: line.movement.clone(),
        block: line.cluster.clone(),
        decisions,
        sources,
        reason: reason(tally).map(str::to_owned),
        reasons: reasons(tally),
        left_out: None,
    }
}

fn reason(tally: &Tally) -> Option<&'static str> {
    match (tally.instances, tally.recipients) {
        (None, _) => Some("Nguồn nêu có tặng nhưng không nêu số lượng."),
        (_, None) => Some("Nguồn đếm theo lần, không nêu số đối tượng khác nhau."),
        _ => None,
    }
}

fn reasons(tally: &Tally) -> BTreeMap<&'static str, String> {
    let told = reason(tally);
    let unnamed = Some("Nguồn không nêu tên đối tượng nên không biết ai là lãnh đạo.");
    let values = [
        ("instances", told.filter(|_| tally.instances.is_none())),
        ("recipients", told.filter(|_| tally.recipients.is_none())),
        ("leaders", unnamed.filter(|_| tally.leaders.is_none())),
    ];
    values
        .into_iter()
        .filter_map(|(name, why)| Some((name, why?.to_owned())))
        .collect()
}

fn decision(state: &State, award: &Award) -> Option<String> {
    let number = award
        .decision
        .as_ref()
        .map(|decision| state.cited(decision));
    match (number, award.decided_on) {
        (Some(number), Some(date)) if !number.contains("ngày") => {
            Some(format!("{number} ngày {}", date.vn()))
        }
        (Some(number), _) => Some(number),
        (None, Some(date)) => Some(format!("ngày {}", date.vn())),
        (None, None) => None,
    }
}

fn by_itself(state: &State, at: usize, why: String) -> Option<AwardRow> {
    let award = state.awards.get(at)?;
    let (line, tally) = alone(award, at, |code, years| led(state, code, years));
    Some(AwardRow {
        left_out: Some(why),
        ..row(state, &line, &tally)
    })
}
