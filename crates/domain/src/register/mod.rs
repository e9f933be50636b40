//! Awards as history: what was given, to whom, by whom, for which year — and what is only proposed.
//!
//! "Lần, lượt" (instances) are not "tập thể, cá nhân" (recipients); what is pending is never added
//! to what was given; what a source does not split is never split.

pub mod claim;
mod index;
pub mod named;
pub mod revocation;
pub mod sheet;
mod tally;

pub use index::Index;
pub use tally::{Filter, LeftOut, Line, Tally, alone, tally};

use crate::bundle::Values;
use crate::time::{PartialDate, YearSpan};

/// A row of the award register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the agency whose tally it enters.
    pub agency: String,
    /// Code of the movement it rewards.
    pub movement: Option<String>,
    /// Code of the block that chose it.
    pub cluster: Option<String>,
    /// Code of the event at which it was announced or handed over.
    pub event: Option<String>,
    /// Code of who received it, where known: told, or decided of the name.
    pub subject: Option<String>,
    /// The same as the row tells it.
    pub told: Option<String>,
    /// What the row tells of whom it has no code of.
    pub named: Option<Box<named::Named>>,
    /// Code of `Đối tượng`.
    pub kind: String,
    /// Codes of the recipient's level, joined by `;` where the source does not split.
    pub level: Option<String>,
    /// Whether the recipient stands outside the sector.
    pub outside: bool,
    /// Award codes, joined by `;` where the source does not split.
    pub award: String,
    /// Years whose achievement is rewarded.
    pub years: Option<YearSpan>,
    /// Codes of `Loại thành tích`, joined by `;` where the source does not split.
    pub occasion: Option<String>,
    /// Number of the decision: a code of `van-ban`, or as written.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// Codes of who decided, joined by `;` where the source does not split.
    pub authority: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// How many; `None`: given, number not told.
    pub count: Option<i64>,
    /// Different recipients, where the count counts times.
    pub recipients: Option<i64>,
    /// Whether the count counts times (lần).
    pub by_times: bool,
    /// The recipient's position as the source puts it (`nguyên Cục trưởng`).
    pub position: Option<String>,
    /// Codes of the achievements it rewards, where they are in the log.
    pub achievements: Vec<String>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

impl Award {
    /// The award a row of `khen-thuong` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let subject = row.text("ma_doi_tuong");
        // Beside a named subject an empty quantity is one award.
        let by_name = row.get("ho_ten_neu").is_some();
        let one = subject.is_some() || by_name;
        let count = row.count("so_luong").or(one.then_some(1));
        Some(Self {
            code: row.text("ma"),
            agency: row.text("ma_co_quan")?,
            movement: row.text("ma_phong_trao"),
            cluster: row.text("ma_cum"),
            event: row.text("su_kien"),
            kind: row.text("doi_tuong")?,
            level: row.text("cap_doi_tuong"),
            outside: row.flag("ngoai_nganh"),
            award: row.text("ma_khen_thuong")?,
            years: row.years("nam_thanh_tich"),
            occasion: row.text("loai_thanh_tich"),
            decision: row.text("so_quyet_dinh"),
            decided_on: row.date("ngay_quyet_dinh"),
            authority: row.text("co_quan_quyet_dinh"),
            status: row.text("trang_thai")?,
            count,
            recipients: row.count("so_doi_tuong"),
            by_times: row.get("dem_theo") == Some("lan"),
            position: row.text("chuc_vu_doi_tuong"),
            achievements: row.codes("thanh_tich"),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
            named: match &subject {
                Some(_) => None,
                None => named::Named::from_row(row).map(Box::new),
            },
            told: subject.clone(),
            subject,
        })
    }
}
