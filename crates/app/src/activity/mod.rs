//! Activities of an agency over work years.

pub mod list;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::activity::{Activity, tally};

use crate::deed::{Answer, AskYears, Years, as_of, cited_sources};
use crate::state::View;
use crate::{AppError, State};

/// What reading activities asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// An activity: the columns of `hoat-dong` by their ids, with the names of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActivityRow {
    /// Its own code.
    #[serde(rename = "ma")]
    pub code: Option<String>,
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
    /// Day.
    #[serde(rename = "ngay")]
    pub date: Option<String>,
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub kind: Option<String>,
    /// What was done.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// How many; `null`: not told.
    #[serde(rename = "so_luong")]
    pub count: Option<i64>,
    /// Code of `Đơn vị tính`.
    #[serde(rename = "don_vi_tinh")]
    pub unit: Option<String>,
    /// Code of `Mức chính xác`.
    #[serde(rename = "muc_chinh_xac")]
    pub qualifier: &'static str,
    /// For whom.
    #[serde(rename = "doi_tuong")]
    pub audience: Option<String>,
    /// Partners.
    #[serde(rename = "phoi_hop")]
    pub partners: Vec<String>,
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

/// Activities of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActivityTotal {
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub kind: Option<String>,
    /// How many rows.
    pub rows: usize,
    /// Counts, each in its own unit.
    pub counts: Vec<ActivityCount>,
}

/// A count in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActivityCount {
    /// Code of `Đơn vị tính`.
    #[serde(rename = "don_vi_tinh")]
    pub unit: String,
    /// How many.
    #[serde(rename = "so_luong")]
    pub count: i64,
    /// Code of `Mức chính xác`.
    #[serde(rename = "muc_chinh_xac")]
    pub qualifier: &'static str,
}

/// Activities over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Activities {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Activities, in the order told.
    pub rows: Vec<ActivityRow>,
    /// How many of each kind.
    pub totals: Vec<ActivityTotal>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<ActivityRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The activities of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn activities(view: &View, ask: &AskYears) -> Result<Activities, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Activity| row.told(years.known(row.source.as_deref()));
    let picked = years.pick(&state.activities, |row| (row.agency.as_str(), told(row)));
    let total = |(kind, sum): (Option<String>, thidua_domain::activity::Sum)| ActivityTotal {
        kind,
        rows: sum.rows,
        counts: sum
            .counts
            .into_iter()
            .map(|(unit, (count, precision))| ActivityCount {
                unit,
                count,
                qualifier: precision.code(),
            })
            .collect(),
    };
    let left = |(row, why): (&Activity, String)| ActivityRow {
        left_out: Some(why),
        ..self::row(view, row)
    };
    Ok(Activities {
        totals: tally(picked.rows.iter().map(|(_, row)| *row))
            .into_iter()
            .map(total)
            .collect(),
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

fn row(view: &View, row: &Activity) -> ActivityRow {
    let on = row.told(None).span();
    let on = on.map_or(view.today, |years| years.to.last_day().min(view.today));
    ActivityRow {
        code: row.code.clone(),
        agency_name: view.state.name_on(&row.agency, on),
        agency: row.agency.clone(),
        movement: row.movement.clone(),
        year: row.years.map(|years| years.to_string()),
        date: row.on.map(|day| day.to_string()),
        kind: row.kind.clone(),
        text: row.text.clone(),
        count: row.count,
        unit: row.unit.clone(),
        qualifier: row.precision.code(),
        audience: row.audience.clone(),
        partners: row.partners.clone(),
        note: row.note.clone(),
        sources: cited_sources(&view.state, row.source.as_deref()),
        source: row.source.clone(),
        left_out: None,
    }
}

/// The newest year of which an agency tells an activity.
pub fn newest_year(state: &State, agency: &str) -> Option<i16> {
    crate::deed::newest_year(state, &state.activities, agency, |row| row.told(None))
}
