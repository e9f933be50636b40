//! Sentences a report carries, of an agency over work years, in their order.

pub mod follow;
pub mod list;
pub mod pressing;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::note::{Note, Standing};
use thidua_domain::time::WorkYear;

use crate::AppError;
use crate::deed::{Answer, AskYears, Years, as_of, cited_sources};
use crate::state::View;

/// What reading sentences asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// A sentence: the columns of `noi-dung` by their ids, with the names of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteRow {
    /// Code of the agency.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Code of the movement.
    #[serde(rename = "ma_phong_trao")]
    pub movement: Option<String>,
    /// Work year, or the years the source does not split.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// Code of `Mục`.
    #[serde(rename = "muc")]
    pub section: Option<String>,
    /// Place within the section.
    #[serde(rename = "thu_tu")]
    pub order: Option<i64>,
    /// The sentence.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// Whose words: a code of `nhan-su`, or as written.
    #[serde(rename = "nguoi_neu")]
    pub speaker: Option<String>,
    /// The name.
    pub speaker_name: Option<String>,
    /// Code of who answers for it.
    #[serde(rename = "giao_cho")]
    pub owner: Option<String>,
    /// The name.
    pub owner_name: Option<String>,
    /// The day by which it is to be done.
    #[serde(rename = "han_xong")]
    pub due: Option<String>,
    /// Code of `Tiến độ`.
    #[serde(rename = "tien_do")]
    pub progress: Option<String>,
    /// Place of the limit it is a cause of, or a solution for.
    #[serde(rename = "cua_han_che")]
    pub of_limit: Option<i64>,
    /// The day it was done.
    #[serde(rename = "ngay_xong")]
    pub done_on: Option<String>,
    /// What was done, what stands in the way.
    #[serde(rename = "ket_qua_lam")]
    pub outcome: Option<String>,
    /// How it stands today: `qua_han sap_han con_han xong_tre da_xong`; `null`: it is not followed.
    pub standing: Option<&'static str>,
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

/// Sentences over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notes {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Sentences: what is said in general before what is said of a movement, sections as in a report, in their order.
    pub rows: Vec<NoteRow>,
    /// What earlier years left undone.
    pub carried: Vec<NoteRow>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<NoteRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The sentences of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn notes(view: &View, ask: &AskYears) -> Result<Notes, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Note| row.told(years.known(row.source.as_deref()));
    let mut picked = years.pick(&state.notes, |row| (row.agency.as_str(), told(row)));
    picked.rows.sort_by_key(|(at, row)| {
        let own = row.agency != ask.agency;
        (
            own,
            row.agency.as_str(),
            row.movement.as_deref(),
            row.section_place(),
            row.years,
            row.order.unwrap_or(i64::MAX),
            *at,
        )
    });
    let left = |(row, why): (&Note, String)| NoteRow {
        left_out: Some(why),
        ..self::row(view, row)
    };
    Ok(Notes {
        as_of: as_of(
            state,
            picked.rows.iter().map(|(_, row)| row.source.as_deref()),
        ),
        rows: picked
            .rows
            .iter()
            .map(|(_, row)| self::row(view, row))
            .collect(),
        carried: carried(view, ask),
        left_out: picked.left_out.into_iter().map(left).collect(),
        asked: years.answer(),
    })
}

/// What years before those asked for left undone.
fn carried(view: &View, ask: &AskYears) -> Vec<NoteRow> {
    let shelf = &view.state.notes;
    let codes = match ask.own {
        true => std::collections::BTreeSet::from([ask.agency.as_str()]),
        false => view.state.org.lineage(&ask.agency),
    };
    let places = codes.into_iter().flat_map(|code| shelf.of(code));
    let rows = places.filter_map(|at| shelf.get(*at));
    rows.filter(|row| row.is_carried_into(WorkYear(ask.from)))
        .map(|row| self::row(view, row))
        .collect()
}

fn row(view: &View, row: &Note) -> NoteRow {
    let state = view.state.as_ref();
    let on = row.years;
    let on = on.map_or(view.today, |years| years.to.last_day().min(view.today));
    let name = |code: &String| state.name_on(code, on);
    NoteRow {
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        movement: row.movement.clone(),
        year: row.years.map(|years| years.to_string()),
        section: row.section.clone(),
        order: row.order,
        text: row.text.clone(),
        speaker_name: row.speaker.as_ref().map(name),
        speaker: row.speaker.clone(),
        owner_name: row.owner.as_ref().map(name),
        owner: row.owner.clone(),
        due: row.due.map(|day| day.to_string()),
        progress: row.progress.clone(),
        of_limit: row.of_limit,
        done_on: row.done_on.map(|day| day.to_string()),
        outcome: row.outcome.clone(),
        standing: row.standing(view.today).map(Standing::code),
        note: row.note.clone(),
        sources: cited_sources(state, row.source.as_deref()),
        source: row.source.clone(),
        left_out: None,
    }
}
