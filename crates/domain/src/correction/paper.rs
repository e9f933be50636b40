//! Papers that were issued with figures: what they were, and on which figures they rested.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::change::{Change, Place};
use crate::bundle::Values;
use crate::figures::SheetKey;
use crate::time::{Window, WorkYear};

/// Kind of the records of issued papers.
pub const ISSUED: &str = "bao-cao-phat-hanh";

/// Which paper it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Biểu số liệu.
    Figures,
    /// Báo cáo kết quả công tác và phong trào thi đua.
    AnnualReport,
    /// A report or article over years, written on ([`crate::report::saved`]).
    Written,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Figures, Self::AnnualReport, Self::Written];

    /// The stored code, also the word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Figures => "bieu-so-lieu",
            Self::AnnualReport => "bao-cao",
            Self::Written => "bao-cao-ky",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "Biểu số liệu",
            Self::AnnualReport => "Báo cáo kết quả công tác và phong trào thi đua",
            Self::Written => "Báo cáo, bài viết theo kỳ",
        }
    }
}

/// A paper that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Code of the agency that issued it.
    pub agency: String,
    /// Which paper.
    pub kind: Kind,
    /// Of which months; of several years the last.
    pub window: Window,
    /// First work year, where it tells several.
    pub from: Option<WorkYear>,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Number and symbol, as on the paper.
    pub symbol: String,
    /// Day of issue.
    pub on: Date,
    /// Who signed.
    pub signer: Option<String>,
    /// Newest event of the data it was made from.
    pub version: i64,
    /// Address (SHA-256) of the file as it was issued.
    pub file: String,
    /// Address (SHA-256) of the figures it rested on, as [`Used`] in JSON.
    pub figures: String,
}

impl Issued {
    /// The key of its record: one a number and day of an agency.
    pub fn key(&self) -> String {
        format!("{}|{}|{}", self.agency, self.on, self.symbol)
    }

    /// The work years it tells.
    pub fn years(&self) -> std::ops::RangeInclusive<i16> {
        let to = self.window.year.0;
        self.from.map_or(to, |from| from.0)..=to
    }

    /// `năm 2021`, or `từ năm 2015 đến năm 2020`.
    pub fn period(&self) -> String {
        match self.from.filter(|from| *from != self.window.year) {
            Some(WorkYear(from)) => format!("từ năm {from} đến {}", self.window.label()),
            None => self.window.label(),
        }
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            kind: Kind::from_code(row.get("loai")?)?,
            window: Window::new(row.year("nam_cong_tac")?, row.month("thang_luy_ke")?)?,
            from: row.year("tu_nam"),
            scope: row.text("pham_vi")?,
            symbol: row.text("so_ky_hieu")?,
            on: row.date("ngay_ban_hanh")?.exact()?,
            signer: row.text("nguoi_ky"),
            version: row.get("phien_ban")?.parse().ok()?,
            file: row.text("tep")?,
            figures: row.text("so_lieu")?,
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let WorkYear(year) = self.window.year;
        let mut row = Values::default();
        row.set("ma_co_quan", &self.agency);
        row.set("loai", self.kind.code());
        row.set("nam_cong_tac", year.to_string());
        row.set("thang_luy_ke", self.window.month.to_string());
        row.set("pham_vi", &self.scope);
        row.set("so_ky_hieu", &self.symbol);
        row.set("ngay_ban_hanh", self.on.to_string());
        if let Some(WorkYear(from)) = self.from {
            row.set("tu_nam", from.to_string());
        }
        if let Some(signer) = &self.signer {
            row.set("nguoi_ky", signer);
        }
        row.set("phien_ban", self.version.to_string());
        row.set("tep", &self.file);
        row.set("so_lieu", &self.figures);
        row
    }
}

/// A sheet a paper rested on, with the numbers it took from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedSheet {
    /// Which sheet.
    pub sheet: SheetKey,
    /// Number of its revision.
    pub revision: i64,
    /// Figure code and number, in the code's base unit.
    pub values: Vec<(String, i64)>,
}

/// Everything a paper rested on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used(pub Vec<UsedSheet>);

impl Used {
    /// One more number that was read.
    pub fn add(&mut self, sheet: &SheetKey, revision: i64, code: &str, value: i64) {
        let value = (code.to_owned(), value);
        match self.0.last_mut().filter(|used| used.sheet == *sheet) {
            Some(used) => used.values.push(value),
            None => self.0.push(UsedSheet {
                sheet: sheet.clone(),
                revision,
                values: vec![value],
            }),
        }
    }

    /// The number a paper took for a place and code, where it took one: what its first source told.
    pub fn value(&self, place: &Place, code: &str) -> Option<i64> {
        let mut here = self
            .0
            .iter()
            .filter(|used| Place::of(&used.sheet) == *place);
        here.find_map(|used| {
            let mut values = used.values.iter();
            values.find(|(own, _)| own == code).map(|(_, value)| *value)
        })
    }

    /// The changes that concern a number the paper tells.
    pub fn concerned<'a>(&self, changes: &'a [Change]) -> Vec<&'a Change> {
        let told =
            |change: &&Change| change.answers && self.value(&change.place, &change.code).is_some();
        changes.iter().filter(told).collect()
    }
}
