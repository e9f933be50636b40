//! Ranks that others gave an agency, over work years.

pub mod list;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::standing::Standing;

use crate::AppError;
use crate::deed::{Answer, AskYears, Years, as_of, cited_sources};
use crate::state::View;

/// What reading ranks asks for.
pub const PERMISSION: Permission = Permission::ViewTargets;

/// A rank: the columns of `xep-hang` by their ids, with the names of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandingRow {
    /// Code of the agency.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Work year, or the years the source does not split.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// After how many months; `null`: the whole year.
    #[serde(rename = "thang_luy_ke")]
    pub month: Option<u8>,
    /// Code of the figure; `null`: the year's ranking of units.
    #[serde(rename = "theo")]
    pub by: Option<String>,
    /// Its name.
    pub by_name: Option<String>,
    /// Code of the block or agency among whose units.
    #[serde(rename = "trong")]
    pub among: Option<String>,
    /// Its name.
    pub among_name: Option<String>,
    /// Code of `Hạng`.
    #[serde(rename = "hang")]
    pub class: Option<String>,
    /// The place.
    #[serde(rename = "thu")]
    pub place: Option<i64>,
    /// Among how many.
    #[serde(rename = "tong_so")]
    pub total: Option<i64>,
    /// Code of `Mức chính xác`.
    #[serde(rename = "muc_chinh_xac")]
    pub qualifier: &'static str,
    /// Code of who ranked.
    #[serde(rename = "co_quan_xep_hang")]
    pub ranked_by: Option<String>,
    /// Its name.
    pub ranked_by_name: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
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

/// Ranks over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standings {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Ranks, oldest year first.
    pub rows: Vec<StandingRow>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<StandingRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The ranks of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn standings(view: &View, ask: &AskYears) -> Result<Standings, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Standing| row.told(years.known(row.source.as_deref()));
    let mut picked = years.pick(&state.standings, |row| (row.agency.as_str(), told(row)));
    picked
        .rows
        .sort_by_key(|(at, row)| (row.years, row.month, *at));
    let left = |(row, why): (&Standing, String)| StandingRow {
        left_out: Some(why),
        ..self::row(view, row)
    };
    Ok(Standings {
        as_of: as_of(
            state,
            picked.rows.iter().map(|(_, row)| row.source.as_deref()),
        ),
        rows: picked
            .rows
            .iter()
            .map(|(_, row)| self::row(view, row))
            .collect(),
        left_out: picked.left_out.into_iter().map(left).collect(),
        asked: years.answer(),
    })
}

fn row(view: &View, row: &Standing) -> StandingRow {
    let state = view.state.as_ref();
    let on = row.years;
    let on = on.map_or(view.today, |years| years.to.last_day().min(view.today));
    let name = |code: &String| state.name_on(code, on);
    StandingRow {
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        year: row.years.map(|years| years.to_string()),
        month: row.month,
        by_name: row
            .by
            .as_ref()
            .map(|code| state.catalogue.figure_name(code).to_owned()),
        by: row.by.clone(),
        among_name: row.among.as_ref().map(name),
        among: row.among.clone(),
        class: row.class.clone(),
        place: row.place,
        total: row.total,
        qualifier: row.precision.code(),
        ranked_by_name: row.ranked_by.as_ref().map(name),
        ranked_by: row.ranked_by.clone(),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        note: row.note.clone(),
        sources: cited_sources(state, row.source.as_deref()),
        source: row.source.clone(),
        left_out: None,
    }
}
