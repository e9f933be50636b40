//! Exemplars of an agency over work years.

mod command;
mod follow;
pub mod list;
mod page;
mod spread;

pub use command::{follow, leave, log, propose, step};
pub use follow::{Comparison, FollowerLine, YearCell, YearHead, comparison};
pub use page::{One, StepLine, one, proposals};
pub use spread::SpreadLine;
pub(crate) use spread::lines as spread_lines;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::exemplar::{Exemplar, NOT_CHOSEN, SPREADING, tally};

use crate::AppError;
use crate::deed::{Answer, AskYears, Years, as_of, cited_sources, keeps};
use crate::state::View;

/// What reading exemplars asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// An exemplar: the columns of `dien-hinh` by their ids, with the names of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExemplarRow {
    /// Its own code.
    #[serde(rename = "ma")]
    pub code: Option<String>,
    /// Code of the agency whose tally it enters.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Code of the person or collective.
    #[serde(rename = "ma_doi_tuong")]
    pub subject: Option<String>,
    /// The name.
    pub subject_name: Option<String>,
    /// `tap_the`, `ca_nhan`; `null`: the source does not split.
    #[serde(rename = "doi_tuong")]
    pub kind: Option<String>,
    /// How many; `null`: not told.
    #[serde(rename = "so_luong")]
    pub count: Option<i64>,
    /// Code of `Mức chính xác`.
    #[serde(rename = "muc_chinh_xac")]
    pub qualifier: &'static str,
    /// Code of `Cấp`.
    #[serde(rename = "cap")]
    pub level: Option<String>,
    /// Work year, or the years the source does not split.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// Code of the movement.
    #[serde(rename = "ma_phong_trao")]
    pub movement: Option<String>,
    /// Field of work.
    #[serde(rename = "linh_vuc")]
    pub field: Option<String>,
    /// Why.
    #[serde(rename = "ly_do")]
    pub why: Option<String>,
    /// Code of `Trạng thái`.
    #[serde(rename = "trang_thai")]
    pub status: Option<String>,
    /// Code of the agency that chose it.
    #[serde(rename = "co_quan_chon")]
    pub chosen_by: Option<String>,
    /// Its name.
    pub chosen_by_name: Option<String>,
    /// Code of the event.
    #[serde(rename = "su_kien")]
    pub event: Option<String>,
    /// The paper of recognition, as cited.
    #[serde(rename = "van_ban_cong_nhan")]
    pub document: Option<String>,
    /// Code of who found it.
    #[serde(rename = "nguoi_phat_hien")]
    pub found_by: Option<String>,
    /// The name.
    pub found_by_name: Option<String>,
    /// Day it was found.
    #[serde(rename = "ngay_phat_hien")]
    pub found_on: Option<String>,
    /// Codes of the achievements it rests on.
    #[serde(rename = "thanh_tich")]
    pub achievements: Vec<String>,
    /// How it is nurtured.
    #[serde(rename = "ke_hoach")]
    pub plan: Option<String>,
    /// Code of who looks after it.
    #[serde(rename = "nguoi_theo_doi")]
    pub keeper: Option<String>,
    /// The name.
    pub keeper_name: Option<String>,
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

/// How many exemplars of a status, level and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExemplarTotal {
    /// Code of `Trạng thái`.
    #[serde(rename = "trang_thai")]
    pub status: Option<String>,
    /// Code of `Cấp`.
    #[serde(rename = "cap")]
    pub level: Option<String>,
    /// Code of `Đối tượng`.
    #[serde(rename = "doi_tuong")]
    pub kind: Option<String>,
    /// How many of those whose number is told.
    #[serde(rename = "so_luong")]
    pub count: Option<i64>,
    /// Code of `Mức chính xác`; `nhieu` beside no count.
    #[serde(rename = "muc_chinh_xac")]
    pub qualifier: &'static str,
    /// How many rows.
    pub rows: usize,
}

/// Exemplars over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exemplars {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Exemplars, in the order told.
    pub rows: Vec<ExemplarRow>,
    /// How many.
    pub totals: Vec<ExemplarTotal>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<ExemplarRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The exemplars of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn exemplars(view: &View, ask: &AskYears) -> Result<Exemplars, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Exemplar| row.told(years.known(row.source.as_deref()));
    let mut picked = years.pick(&state.exemplars, |row| (row.agency.as_str(), told(row)));
    // What was not chosen is kept with its reason, for few to read, and counted nowhere.
    let is_out = |row: &Exemplar| row.status.as_deref() == Some(NOT_CHOSEN);
    let out: Vec<&Exemplar> = picked.rows.iter().map(|(_, row)| *row).collect();
    let out = out.into_iter().filter(|row| is_out(row) && sees(view, row));
    let out = out.map(|row| (row, "Đề xuất không được chọn.".to_owned()));
    picked.left_out.retain(|(row, _)| sees(view, row));
    picked.left_out.extend(out.collect::<Vec<_>>());
    picked.rows.retain(|(_, row)| !is_out(row));
    let totals = tally(picked.rows.iter().map(|(_, row)| *row));
    let left = |(row, why): (&Exemplar, String)| ExemplarRow {
        left_out: Some(why),
        ..self::row(view, row)
    };
    Ok(Exemplars {
        totals: totals
            .into_iter()
            .map(|(line, sum)| ExemplarTotal {
                status: line.status,
                level: line.level,
                kind: line.kind,
                count: sum.count,
                qualifier: sum.precision.code(),
                rows: sum.rows,
            })
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

fn row(view: &View, row: &Exemplar) -> ExemplarRow {
    let state = view.state.as_ref();
    let on = row.years;
    let on = on.map_or(view.today, |years| years.to.last_day().min(view.today));
    let name = |code: &String| state.name_on(code, on);
    ExemplarRow {
        code: row.code.clone(),
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        subject_name: row.subject.as_ref().map(name),
        subject: row.subject.clone(),
        kind: row.kind.clone(),
        count: row.count,
        qualifier: row.precision.code(),
        level: row.level.clone(),
        year: row.years.map(|years| years.to_string()),
        movement: row.movement.clone(),
        field: row.field.clone(),
        why: row.reason.clone(),
        status: row.status.clone(),
        chosen_by_name: row.chosen_by.as_ref().map(name),
        chosen_by: row.chosen_by.clone(),
        event: row.event.clone(),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        found_by_name: row.found_by.as_ref().map(name),
        found_by: row.found_by.clone(),
        found_on: row.found_on.map(|day| day.to_string()),
        achievements: row.achievements.clone(),
        plan: row.plan.clone(),
        keeper_name: row.keeper.as_ref().map(name),
        keeper: row.keeper.clone(),
        note: row.note.clone(),
        sources: cited_sources(state, row.source.as_deref()),
        source: row.source.clone(),
        left_out: None,
    }
}

/// Whether the reader sees an exemplar: where its agency is open; one that is being spread wherever exemplars are read;
/// one that is followed where a follower is open. What was not chosen is the unit's and its finder's.
pub fn sees(view: &View, row: &Exemplar) -> bool {
    let person = view.actor.person.as_deref();
    let person = person.map(|code| view.state.merged.standing(code));
    let found = person.is_some() && row.found_by.as_deref() == person;
    if row.status.as_deref() == Some(NOT_CHOSEN) {
        return found || keeps(view, &row.agency);
    }
    let follows = || {
        let code = row.code.as_deref().unwrap_or_default();
        let mut followers = view.state.followers.about(code);
        followers.any(|one| view.permit_agency(PERMISSION, &one.agency).is_ok())
    };
    found
        || view.permit_agency(PERMISSION, &row.agency).is_ok()
        || (row.status.as_deref() == Some(SPREADING)
            && view.permit(PERMISSION, Target::Any).is_ok())
        || follows()
}

/// An exemplar by its code, as far as the reader sees it.
///
/// # Errors
/// [`AppError::NotFound`] otherwise.
pub(crate) fn find<'v>(view: &'v View, code: &str) -> Result<&'v Exemplar, AppError> {
    let found = view.state.exemplars.about(code);
    let mut found = found.filter(|row| row.code.as_deref() == Some(code));
    let found = found.next().filter(|row| sees(view, row));
    found.ok_or(AppError::NotFound)
}

/// What names an exemplar: who it is, or what is known of it; its years.
pub fn name(view: &View, row: &Exemplar) -> String {
    let on = crate::achievement::day_of(view, row.years);
    let who = match &row.subject {
        Some(code) => view.state.name_on(code, on),
        None => list::unnamed(row).to_owned(),
    };
    match row.years {
        Some(years) => format!("{who} (điển hình năm {})", years.vn()),
        None => who,
    }
}

/// The name of an exemplar's code; words that say nothing where the reader may not see it.
pub(crate) fn called(view: &View, code: &str) -> String {
    match find(view, code) {
        Ok(row) => name(view, row),
        Err(_) => "điển hình".to_owned(),
    }
}
