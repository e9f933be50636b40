//! Achievements: the log of a person and of a unit all year, what came of each, and which award rewarded it.

mod board;
mod command;
pub mod list;
mod page;
mod reward;

pub use board::{Board, Honour, board};
pub use command::{Linked, Reply, answer, evidence, link, praise, record, unlink, withdraw};
pub use page::{Named, One, Rewardable, Unit, one, own, people_of, rewardable, unit};
pub(crate) use reward::pairs;
pub use reward::{RewardLine, SecondLine, rewards};

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::achievement::{Achievement, Standing, tally};
use thidua_domain::exemplar::SPREADING;
use thidua_domain::time::YearSpan;

use crate::AppError;
use crate::deed::{Answer, AskYears, Years, as_of, cited_sources, keeps};
use crate::state::View;

/// What reading achievements asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// Letters of an achievement's text that name it.
const SHORT: usize = 60;

/// An achievement: the columns of `thanh-tich` by their ids, with the names of codes and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AchievementRow {
    /// Its own code.
    #[serde(rename = "ma")]
    pub code: Option<String>,
    /// Code of the agency.
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
    /// Work year, or the years the source does not split.
    #[serde(rename = "nam")]
    pub year: Option<String>,
    /// Day, as exact as told.
    #[serde(rename = "ngay")]
    pub date: Option<String>,
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub sort: Option<String>,
    /// What was done.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// What came of it.
    #[serde(rename = "ket_qua")]
    pub effect: Option<String>,
    /// Field of work.
    #[serde(rename = "linh_vuc")]
    pub field: Option<String>,
    /// Code of the movement.
    #[serde(rename = "ma_phong_trao")]
    pub movement: Option<String>,
    /// Code of the person who wrote it down.
    #[serde(rename = "nguoi_ghi")]
    pub recorded_by: Option<String>,
    /// The name.
    pub recorded_by_name: Option<String>,
    /// Code of `Trạng thái`.
    #[serde(rename = "trang_thai")]
    pub status: &'static str,
    /// The unit's words.
    #[serde(rename = "y_kien")]
    pub answer: Option<String>,
    /// Day of praise without a decision.
    #[serde(rename = "ngay_bieu_duong")]
    pub praised_on: Option<String>,
    /// How it was praised.
    #[serde(rename = "bieu_duong")]
    pub praise: Option<String>,
    /// Code of the event.
    #[serde(rename = "su_kien")]
    pub event: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// Note.
    #[serde(rename = "ghi_chu")]
    pub note: Option<String>,
    /// How far it came: `chua bieu_duong khen_thuong nhan_rong`.
    pub recognition: &'static str,
    /// The awards that name it and the reader may see.
    pub rewards: Vec<RewardLine>,
    /// Pairs of them that may reward it twice.
    pub seconds: Vec<SecondLine>,
    /// Sources, as cited.
    pub sources: Vec<String>,
    /// Why the row is not counted, where it is not.
    pub left_out: Option<String>,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
    /// Whether it is the reader's own and may be taken back.
    #[serde(skip)]
    pub withdraws: bool,
    /// Whether the reader confirms it or gives it back.
    #[serde(skip)]
    pub answers: bool,
}

/// How many achievements of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AchievementTotal {
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub sort: Option<String>,
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

/// Achievements over work years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Achievements {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Answer,
    /// Confirmed ones, and those the reader may see that wait, in the order told.
    pub rows: Vec<AchievementRow>,
    /// How many confirmed ones.
    pub totals: Vec<AchievementTotal>,
    /// How many confirmed rows came how far, by the codes of `recognition`.
    pub recognised: BTreeMap<&'static str, usize>,
    /// Rows that are not counted, each with the reason.
    pub left_out: Vec<AchievementRow>,
    /// Latest day of issue among the rows' sources.
    pub as_of: Option<String>,
}

/// The achievements of an agency, those below it and its predecessors, each in its time.
///
/// # Errors
/// [`AppError::NotFound`] for an agency out of reach, [`AppError::Refused`] for years that cannot be.
pub fn achievements(view: &View, ask: &AskYears) -> Result<Achievements, AppError> {
    let years = Years::new(view, PERMISSION, ask)?;
    let state = view.state.as_ref();
    let told = |row: &Achievement| row.told(years.known(row.source.as_deref()));
    let picked = years.pick(&state.achievements, |row| (row.agency.as_str(), told(row)));
    let seen: Vec<&Achievement> = picked
        .rows
        .iter()
        .map(|(_, row)| *row)
        .filter(|row| row.standing != Standing::Withdrawn && sees(view, row))
        .collect();
    let totals = tally(seen.iter().copied());
    let rows: Vec<AchievementRow> = seen.iter().map(|row| self::row(view, row)).collect();
    let mut recognised = BTreeMap::new();
    for row in rows.iter().filter(|row| row.status == "xac_nhan") {
        *recognised.entry(row.recognition).or_default() += 1;
    }
    let left = picked.left_out.into_iter();
    let left = left.filter(|(row, _)| sees(view, row));
    Ok(Achievements {
        totals: totals
            .into_iter()
            .map(|(line, sum)| AchievementTotal {
                sort: line.sort,
                kind: line.kind,
                count: sum.count,
                qualifier: sum.precision.code(),
                rows: sum.rows,
            })
            .collect(),
        as_of: as_of(state, seen.iter().map(|row| row.source.as_deref())),
        recognised,
        left_out: left
            .map(|(row, why)| AchievementRow {
                left_out: Some(why),
                ..self::row(view, row)
            })
            .collect(),
        rows,
        asked: years.answer(),
    })
}

/// Whether somebody tells of himself, or wrote it.
pub(crate) fn is_own(view: &View, row: &Achievement) -> bool {
    let person = view.actor.person.as_deref();
    person.is_some_and(|person| {
        let person = Some(view.state.merged.standing(person));
        row.subject.as_deref() == person || row.recorded_by.as_deref() == person
    })
}

/// Whether the reader sees a row: one that was confirmed where its agency is open; one that waits or was given back is
/// its writer's, its subject's and the unit's.
pub fn sees(view: &View, row: &Achievement) -> bool {
    let open = || view.permit_agency(PERMISSION, &row.agency).is_ok();
    is_own(view, row)
        || match row.standing {
            Standing::Confirmed => open(),
            _ => keeps(view, &row.agency),
        }
}

/// An achievement by its code, as far as the reader sees it.
///
/// # Errors
/// [`AppError::NotFound`] otherwise.
pub(crate) fn find<'v>(view: &'v View, code: &str) -> Result<&'v Achievement, AppError> {
    let found = view.state.achievements.about(code);
    let mut found = found.filter(|row| row.code.as_deref() == Some(code));
    let found = found.next().filter(|row| sees(view, row));
    found.ok_or(AppError::NotFound)
}

/// The same for what rests on it.
pub(crate) fn seen<'v>(view: &'v View, code: &str) -> Result<&'v Achievement, AppError> {
    find(view, code)
}

/// What names an achievement in a line: whose, what, when.
pub fn name(view: &View, row: &Achievement) -> String {
    let told = row.text.as_deref().unwrap_or_default().replace('\n', " ");
    let short = crate::deed::shortened(&told, SHORT);
    let subject = row.subject.as_deref();
    let subject = subject.map(|code| view.state.name_on(code, day_of(view, row.span())));
    let parts = [subject, Some(short)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let on = row.on.map(|on| format!(" ({})", on.vn()));
    format!("{}{}", parts.join(": "), on.unwrap_or_default())
}

/// The day on which names of a row's years are read.
pub(crate) fn day_of(view: &View, span: Option<YearSpan>) -> Date {
    span.map_or(view.today, |span| span.to.last_day().min(view.today))
}

/// Whether a spread exemplar or a published practice rests on it.
fn is_spread(view: &View, row: &Achievement) -> bool {
    let Some(code) = row.code.as_deref() else {
        return false;
    };
    let state = view.state.as_ref();
    let mut exemplars = state.exemplars.about(code);
    let mut practices = state.practices.about(code);
    let rests = |codes: &[String]| codes.iter().any(|own| own == code);
    exemplars.any(|row| row.status.as_deref() == Some(SPREADING) && rests(&row.achievements))
        || practices.any(|row| row.is_published() && rests(&row.achievements))
}

/// A row in words.
pub(crate) fn row(view: &View, row: &Achievement) -> AchievementRow {
    let state = view.state.as_ref();
    let on = day_of(view, row.span());
    let name = |code: &String| state.name_on(code, on);
    let told = reward::of(view, row);
    let open = row.standing == Standing::Sent;
    AchievementRow {
        code: row.code.clone(),
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        subject_name: row.subject.as_ref().map(name),
        subject: row.subject.clone(),
        kind: row.kind.clone(),
        count: row.count,
        qualifier: row.precision.code(),
        year: row.span().map(|years| years.to_string()),
        date: row.on.map(|day| day.to_string()),
        sort: row.sort.clone(),
        text: row.text.clone(),
        effect: row.effect.clone(),
        field: row.field.clone(),
        movement: row.movement.clone(),
        recorded_by_name: row.recorded_by.as_ref().map(name),
        recorded_by: row.recorded_by.clone(),
        status: row.standing.code(),
        answer: row.answer.clone(),
        praised_on: row.praised_on.map(|day| day.to_string()),
        praise: row.praise.clone(),
        event: row.event.clone(),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
        note: row.note.clone(),
        recognition: told
            .recognition(row.is_praised(), is_spread(view, row))
            .code(),
        rewards: told.lines(view),
        seconds: told.seconds(view),
        sources: cited_sources(state, row.source.as_deref()),
        left_out: None,
        key: row.key.clone(),
        withdraws: is_own(view, row) && matches!(row.standing, Standing::Sent | Standing::Returned),
        answers: open && keeps(view, &row.agency),
    }
}
