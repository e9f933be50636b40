//! Events of an agency, a block or a movement, over days.

pub mod list;
mod page;

pub use page::{Commended, EventPage, page};

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::event::Event;

use crate::AppError;
use crate::deed::{Papers, cited_sources, reads_at};
use crate::state::View;

/// What reading events asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Whose events are asked for.
#[derive(Clone, Debug)]
pub enum Of {
    /// An agency with those below it and those it came from.
    Agency(String),
    /// A block.
    Block(String),
    /// A movement.
    Movement(String),
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskEvents {
    /// Whose.
    pub of: Of,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Somebody's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartLine {
    /// Code of the person or agency.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of the part.
    pub role: String,
}

/// A number told at an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureLine {
    /// What it is of.
    pub name: String,
    /// As written.
    pub number: String,
}

/// An event: the columns of `su-kien` by their ids, with the names of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventRow {
    /// Its own code.
    #[serde(rename = "ma")]
    pub code: Option<String>,
    /// Name.
    #[serde(rename = "ten")]
    pub name: Option<String>,
    /// Codes of `Loại`.
    #[serde(rename = "loai")]
    pub kinds: Vec<String>,
    /// First day.
    #[serde(rename = "ngay")]
    pub from: Option<String>,
    /// Last day, where it lasted longer.
    #[serde(rename = "den_ngay")]
    pub to: Option<String>,
    /// Place.
    #[serde(rename = "dia_diem")]
    pub place: Option<String>,
    /// Codes of the agencies that held it.
    #[serde(rename = "ma_co_quan")]
    pub agencies: Vec<String>,
    /// Their names.
    pub agency_names: Vec<String>,
    /// Code of the block.
    #[serde(rename = "ma_cum")]
    pub block: Option<String>,
    /// Codes of the movements.
    #[serde(rename = "ma_phong_trao")]
    pub movements: Vec<String>,
    /// The work years it looks back on.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// The months of the year it looks back on.
    #[serde(rename = "thang_luy_ke")]
    pub month: Option<u8>,
    /// Occasion.
    #[serde(rename = "dip")]
    pub occasion: Option<String>,
    /// Who took which part.
    #[serde(rename = "thanh_phan")]
    pub parts: Vec<PartLine>,
    /// What was on.
    #[serde(rename = "noi_dung")]
    pub lines: Vec<String>,
    /// Numbers told.
    #[serde(rename = "con_so")]
    pub figures: Vec<FigureLine>,
    /// Papers, as cited.
    #[serde(rename = "van_ban")]
    pub documents: Vec<String>,
    /// Note.
    #[serde(rename = "ghi_chu")]
    pub note: Option<String>,
    /// Sources: codes and as written.
    #[serde(rename = "nguon")]
    pub source: Option<String>,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Why the row is not counted, where it is not.
    pub left_out: Option<String>,
}

/// Events over days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Events {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Events, oldest first.
    pub rows: Vec<EventRow>,
    /// Events whose day is not told.
    pub left_out: Vec<EventRow>,
}

/// Whether the reader may read an event: at one of its agencies or blocks.
pub fn sees(view: &View, event: &Event) -> bool {
    let codes: Vec<&str> = holders(event).collect();
    reads_at(view, PERMISSION, &codes)
}

/// Codes of the agencies and the block that held an event.
pub(crate) fn holders(event: &Event) -> impl Iterator<Item = &str> {
    let block = event.cluster.as_deref();
    event.agencies.iter().map(String::as_str).chain(block)
}

/// The events of an agency, a block or a movement.
///
/// # Errors
/// [`AppError::NotFound`] for an agency or block out of reach, [`AppError::Refused`] for days in the wrong order.
pub fn events(view: &View, ask: &AskEvents) -> Result<Events, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    if ask.from > ask.to {
        return Err(AppError::refused(
            "Ngày đầu phải trước hoặc bằng ngày cuối.",
        ));
    }
    let mut found: Vec<&Event> = of(view, ask)?;
    found.sort_by_key(|event| (event.from, event.to));
    let mut answer = Events {
        from: ask.from.to_string(),
        to: ask.to.to_string(),
        ..Events::default()
    };
    for event in found {
        match event.is_within(ask.from, ask.to) {
            Some(true) => answer.rows.push(row(view, event)),
            Some(false) => {}
            None => answer.left_out.push(EventRow {
                left_out: Some("Nguồn không nêu ngày.".to_owned()),
                ..row(view, event)
            }),
        }
    }
    Ok(answer)
}

fn of<'a>(view: &'a View, ask: &AskEvents) -> Result<Vec<&'a Event>, AppError> {
    let shelf = &view.state.events;
    let at = |codes: &mut dyn Iterator<Item = &str>| -> BTreeSet<usize> {
        codes
            .flat_map(|code| shelf.of(code).iter().copied())
            .collect()
    };
    let places = match &ask.of {
        Of::Agency(code) => {
            view.permit_agency(PERMISSION, code)?;
            let years = (ask.from, ask.to);
            let codes = view.state.org.lineage_during(code, years.0, years.1);
            at(&mut codes.into_iter().chain([code.as_str()]))
        }
        Of::Block(code) => {
            view.permit_agency(PERMISSION, code)?;
            at(&mut [code.as_str()].into_iter())
        }
        Of::Movement(code) => {
            let all = shelf.iter().enumerate();
            let of = all.filter(|(_, event)| event.movements.contains(code));
            of.map(|(at, _)| at).collect()
        }
    };
    let events = places.into_iter().filter_map(|at| shelf.get(at));
    Ok(events.filter(|event| sees(view, event)).collect())
}

/// One event by its code.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to read.
pub fn event(view: &View, code: &str) -> Result<EventRow, AppError> {
    let mut all = view.state.events.iter();
    let found = all.find(|event| event.code.as_deref() == Some(code));
    let found = found.filter(|event| sees(view, event));
    found
        .map(|event| row(view, event))
        .ok_or(AppError::NotFound)
}

fn row(view: &View, event: &Event) -> EventRow {
    let state = view.state.as_ref();
    let on = event
        .from
        .or(event.to)
        .map_or(view.today, |day| day.last_day());
    let name = |code: &str| state.name_on(code, on);
    EventRow {
        code: event.code.clone(),
        name: event.name.clone(),
        kinds: event.kinds.clone(),
        from: event.from.map(|day| day.to_string()),
        to: event.to.map(|day| day.to_string()),
        place: event.place.clone(),
        agency_names: event.agencies.iter().map(|code| name(code)).collect(),
        agencies: event.agencies.clone(),
        block: event.cluster.clone(),
        movements: event.movements.clone(),
        year: event.years.map(|years| years.to_string()),
        month: event.month,
        occasion: event.occasion.clone(),
        parts: event
            .parts
            .iter()
            .map(|part| PartLine {
                name: name(&part.who),
                code: part.who.clone(),
                role: part.role.clone(),
            })
            .collect(),
        lines: event.lines.clone(),
        figures: event
            .figures
            .iter()
            .map(|(name, number)| FigureLine {
                name: name.clone(),
                number: number.clone(),
            })
            .collect(),
        documents: Papers::cited(state, &event.documents),
        note: event.note.clone(),
        sources: cited_sources(state, event.source.as_deref()),
        source: event.source.clone(),
        left_out: None,
    }
}
