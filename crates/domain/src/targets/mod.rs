//! Targets (chỉ tiêu được giao): who assigned how much, to whom, by which document, until when.
//!
//! Targets are revised inside a year: a target that supersedes another takes its place from its day
//! of assignment on, and both stay.

pub mod cascade;
mod judge;
pub mod season;
pub mod sheet;

pub use judge::{
    Actual, Basis, Judged, Shortfall, Status, grows, is_behind, judge, missing, shortfall,
};

use jiff::civil::Date;

use crate::amount::Decimal;
use crate::bundle::Values;
use crate::org::{Level, Org};
use crate::text::number;
use crate::time::{PartialDate, WorkYear, YearSpan};

/// What a target compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A number in the code's unit (percent, việc, đồng …).
    Number(Decimal),
    /// The subject's own result of last year.
    LastYear,
}

/// A band of caseload, both ends included; the lower band has the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The figure that measures the caseload.
    pub by: String,
    /// From, base unit.
    pub from: Option<i64>,
    /// To, base unit.
    pub to: Option<i64>,
}

/// One assigned target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its own code.
    pub code: Option<String>,
    /// Code of the agency or block.
    pub agency: String,
    /// Holds for every agency of that level below `agency`.
    pub level: Option<Level>,
    /// Code of the officer.
    pub person: Option<String>,
    /// Work years: one, or some time in several.
    pub years: YearSpan,
    /// A target for that cumulative month, taken whole.
    pub until_month: Option<u8>,
    /// Code of `Nhóm án`.
    pub group: Option<String>,
    /// Band of caseload it holds for.
    pub band: Option<Band>,
    /// Code of the movement it belongs to.
    pub movement: Option<String>,
    /// The target code; `None`: a target in words.
    pub target_code: Option<String>,
    /// What the target says.
    pub text: Option<String>,
    /// Code of `Phép so`.
    pub op: Option<String>,
    /// What it compares with; `None`: set, value not known, or known only by its result.
    pub goal: Option<Goal>,
    /// Codes of who assigned it.
    pub assigners: Vec<String>,
    /// Document: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Day of assignment.
    pub assigned_on: Option<PartialDate>,
    /// Code of the target it supersedes.
    pub supersedes: Option<String>,
    /// Code of `Kết quả nêu`: the result as a source states it.
    pub stated: Option<String>,
    /// Month of that statement.
    pub stated_month: Option<u8>,
    /// Codes of the targets of predecessors it takes over.
    pub inherits: Vec<String>,
    /// Why no successor takes it over.
    pub not_inherited: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

impl Target {
    /// The target a row of `chi-tieu` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let band = row.text("bac_theo").map(|by| Band {
            by,
            from: row.count("tu_muc"),
            to: row.count("den_muc"),
        });
        Some(Self {
            code: row.text("ma"),
            agency: row.text("ma_co_quan")?,
            level: row.get("ap_dung_cho_cap").and_then(Level::from_code),
            person: row.text("ma_can_bo"),
            years: row.years("nam_cong_tac")?,
            until_month: row.month("den_thang"),
            group: row.text("nhom_an"),
            band,
            movement: row.text("ma_phong_trao"),
            target_code: row.text("ma_chi_tieu"),
            text: row.text("noi_dung"),
            op: row.text("phep_so"),
            goal: row.get("gia_tri").and_then(goal),
            assigners: row.codes("don_vi_giao"),
            document: row.text("van_ban"),
            assigned_on: row.date("ngay_giao"),
            supersedes: row.text("thay_cho"),
            stated: row.text("ket_qua_neu"),
            stated_month: row.month("thang_luy_ke"),
            inherits: row.codes("ke_thua"),
            not_inherited: row.text("khong_ke_thua"),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
        })
    }

    /// Whether both are lines of one table of bands: alike but for the band and what it asks for.
    fn is_of_table(&self, other: &Self) -> bool {
        let by = |target: &Self| target.band.as_ref().map(|band| band.by.clone());
        by(self) == by(other)
            && self.target_code == other.target_code
            && self.group == other.group
            && self.movement == other.movement
            && self.until_month == other.until_month
            && self.agency == other.agency
            && self.assigners == other.assigners
    }

    /// Whether it is one agency's own, not one handed to all of a level or to an officer.
    fn is_for(&self, agency: &str, org: &Org, date: Date) -> bool {
        if self.person.is_some() {
            return false;
        }
        let Some(level) = self.level else {
            return self.agency == agency;
        };
        let here = org.find(agency).and_then(|found| found.nearest(date));
        here.is_some_and(|spell| spell.level == level)
            && org.above_on(agency, date).contains(&self.agency.as_str())
    }
}

/// What a cell of `chi-tieu.Giá trị` says: money in đồng, whatever unit the cell writes it in.
pub fn goal(text: &str) -> Option<Goal> {
    if text == "nam_truoc" {
        return Some(Goal::LastYear);
    }
    let reading = number::read(text).ok()?;
    reading.amount().map(Goal::Number)
}

impl Band {
    /// Whether a caseload lies in it, both ends included.
    pub fn holds(&self, caseload: i64) -> bool {
        self.from.is_none_or(|from| caseload >= from) && self.to.is_none_or(|to| caseload <= to)
    }
}

/// Of targets whose bands hold the caseload those that keep it: where a band begins at the caseload and
/// another of the same table ends there, the lower has the edge.
///
/// `caseload` answers for a target; one without a band is always kept, one whose caseload is not known
/// is not.
pub fn by_band(
    targets: Vec<&Target>,
    caseload: impl Fn(&Target, &Band) -> Option<i64>,
) -> Vec<&Target> {
    let known: Vec<(&Target, Option<i64>)> = targets
        .into_iter()
        .filter_map(|target| match &target.band {
            None => Some((target, None)),
            Some(band) => {
                let load = caseload(target, band).filter(|load| band.holds(*load))?;
                Some((target, Some(load)))
            }
        })
        .collect();
    let lower = |target: &Target, load: i64| {
        known.iter().any(|(other, _)| {
            let ends_here = other
                .band
                .as_ref()
                .is_some_and(|band| band.to == Some(load) && band.from != Some(load));
            ends_here && other.is_of_table(target)
        })
    };
    let kept = known
        .iter()
        .filter(|(target, load)| match (&target.band, load) {
            (Some(band), Some(load)) if band.from == Some(*load) && band.to != Some(*load) => {
                !lower(target, *load)
            }
            _ => true,
        });
    kept.map(|(target, _)| *target).collect()
}

/// The targets that held for an agency (or, with `person`, an officer) at the end of a window's day,
/// those superseded by then left out.
pub fn in_force<'a>(
    targets: &'a [Target],
    org: &Org,
    agency: &str,
    person: Option<&str>,
    year: WorkYear,
    date: Date,
) -> Vec<&'a Target> {
    let concerns = |target: &&Target| {
        target.years.contains(year)
            && match person {
                Some(person) => target.person.as_deref() == Some(person),
                None => target.is_for(agency, org, date),
            }
    };
    let begun = |target: &&Target| target.assigned_on.is_none_or(|day| day.first_day() <= date);
    let mut held: Vec<&Target> = targets.iter().filter(concerns).filter(begun).collect();
    let superseded: Vec<String> = held
        .iter()
        .filter_map(|target| target.supersedes.clone())
        .collect();
    held.retain(|target| {
        target
            .code
            .as_ref()
            .is_none_or(|code| !superseded.contains(code))
    });
    held
}
