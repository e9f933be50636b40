//! Contributions (đóng góp xã hội): what the staff gave and what it raised from others.
//!
//! Own and raised contributions are told apart. Money, things, days of salary, working days and times are different
//! measures: they are never added and never converted. A gift measured in several ways, or told by several
//! organisations, counts once.

mod alike;
mod check;
pub mod sheet;
mod tally;
#[cfg(test)]
mod tests;
mod words;

pub use alike::alike;
pub use check::{Doubt, check};
pub use tally::{Measure, Repeat, Sum, Tally, tally};

use crate::amount::{Decimal, Precision};
use crate::bundle::Values;
use crate::time::{PartialDate, Told, YearSpan};
use sheet::CONTRIBUTIONS;

/// A row of `dong-gop`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the movement it belongs to.
    pub movement: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Work years.
    pub years: Option<YearSpan>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Code of `Nguồn đóng góp`.
    pub origin: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// What it was for, or what was given; several where the source does not split.
    pub items: Vec<String>,
    /// How much; `None`: not told.
    pub quantity: Option<Decimal>,
    /// The unit as told: a code for money, days and times, the word itself for things.
    pub unit: Option<String>,
    /// How exactly the quantity is told.
    pub precision: Precision,
    /// Whether the quantity is that of each person.
    pub each: bool,
    /// How many people gave.
    pub people: Option<i64>,
    /// Percent of the agency's people who gave, a plain decimal.
    pub share: Option<String>,
    /// Whom it helped: a group or place.
    pub beneficiaries: Option<String>,
    /// Names of those helped, one a line: for the agency's own readers.
    pub helped: Option<String>,
    /// Who received it.
    pub receiver: Option<String>,
    /// Code of the gift of which this is one telling.
    pub gift: Option<String>,
    /// Partners.
    pub partners: Vec<String>,
    /// Code of the agency that launched the drive.
    pub drive_by: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Contribution {
    /// The contribution a row of `dong-gop` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let kind = row.text("loai");
        let salary = kind.as_deref() == Some("ngay_luong");
        let counted = row.get("tinh_theo");
        Some(Self {
            key: row.key(&CONTRIBUTIONS),
            code: row.text("ma"),
            movement: row.text("ma_phong_trao"),
            agency: row.text("ma_co_quan")?,
            years: row.years("nam"),
            on: row.date("ngay"),
            origin: row.text("nguon_dong_gop"),
            items: row.codes("hang_muc"),
            quantity: row
                .get("so_luong")
                .and_then(|text| Decimal::parse(text).ok()),
            unit: row.text("don_vi_tinh"),
            precision: precision(row),
            each: counted == Some("moi_nguoi") || (salary && counted.is_none()),
            kind,
            people: row.count("so_nguoi"),
            share: row.text("ty_le_tham_gia"),
            beneficiaries: row.text("doi_tuong_thu_huong"),
            helped: row.text("nguoi_duoc_giup"),
            receiver: row.text("noi_tiep_nhan"),
            gift: row.text("ma_khoan"),
            partners: row.codes("phoi_hop"),
            drive_by: row.text("co_quan_van_dong"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// When it took place.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: self.on,
            known,
        }
    }

    /// The unit it is measured in: the only one its kind has, else as told.
    pub fn measured_in(&self) -> Option<&str> {
        let own = self.kind.as_deref().and_then(own_unit);
        own.or(self.unit.as_deref())
    }
}

/// The only unit of a kind; things have their own words.
pub fn own_unit(kind: &str) -> Option<&'static str> {
    match kind {
        "tien" => Some("dong"),
        "ngay_luong" => Some("ngay"),
        "ngay_cong" => Some("cong"),
        "luot" => Some("luot"),
        _ => None,
    }
}

/// `Mức chính xác` of a row.
pub fn precision(row: &Values) -> Precision {
    let code = row.get("muc_chinh_xac").unwrap_or_default();
    Precision::from_code(code).unwrap_or_default()
}
