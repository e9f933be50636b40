//! Quality ratings of a year (xếp loại chất lượng): of a person or a collective, one a year.

mod ceiling;
mod organisation;

pub use ceiling::{Counts, Share, share};
pub use organisation::{ORGANISATION_RATINGS, ORGANISATIONS, OrganisationRating};

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::WorkYear;

/// Codes of `Mức xếp loại`, the best first.
pub const LEVELS: &[&str] = &["htxsnv", "httnv", "htnv", "khtnv"];

/// The sheet `danh-gia`.
pub static SHEET: SheetDef = SheetDef {
    name: "danh-gia",
    title: "Xếp loại chất lượng",
    identity: &[],
    columns: &[
        Column::key("nam", "Năm", Kind::Year)
            .required()
            .asked("Năm xếp loại")
            .help("Năm được xếp loại, không phải năm ký quyết định."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .required()
            .asked("Người hoặc tập thể")
            .help("Người hoặc tập thể được xếp loại; mỗi năm một mức."),
        Column::content("muc_xep_loai", "Mức xếp loại", Kind::Choice(LEVELS))
            .help("Mức cấp có thẩm quyền đã quyết định."),
        Column::content("nhom_nhiem_vu", "Nhóm nhiệm vụ", Kind::Text).help(
            "Nhóm công chức có nhiệm vụ tương đồng theo cách cơ quan chia; bỏ trống thì dùng nhóm trong hồ sơ nhân sự.",
        ),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Quyết định, thông báo xếp loại")
            .help("Văn bản quyết định hoặc thông báo kết quả xếp loại."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A level of rating, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Hoàn thành xuất sắc nhiệm vụ.
    Excellent,
    /// Hoàn thành tốt nhiệm vụ.
    Good,
    /// Hoàn thành nhiệm vụ.
    Done,
    /// Không hoàn thành nhiệm vụ.
    NotDone,
}

impl Level {
    /// Every level, the best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Done, Self::NotDone];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Excellent => "htxsnv",
            Self::Good => "httnv",
            Self::Done => "htnv",
            Self::NotDone => "khtnv",
        }
    }

    /// The level of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// How offices shorten it: `HTXSNV`, and the shorter forms of lists.
    fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::Excellent => &[
                "1",
                "xs",
                "xuất sắc",
                "htxs",
                "htxsnv",
                "hoàn thành xuất sắc",
                "hoàn thành xuất sắc nhiệm vụ",
                "a",
            ],
            Self::Good => &[
                "2",
                "t",
                "tốt",
                "htt",
                "httnv",
                "hoàn thành tốt",
                "hoàn thành tốt nhiệm vụ",
                "b",
            ],
            Self::Done => &["3", "ht", "htnv", "hoàn thành", "hoàn thành nhiệm vụ", "c"],
            Self::NotDone => &[
                "4",
                "k",
                "kht",
                "khtnv",
                "không",
                "không hoàn thành",
                "chưa hoàn thành",
                "không hoàn thành nhiệm vụ",
                "chưa hoàn thành nhiệm vụ",
                "d",
            ],
        }
    }

    /// The level a text names, as officers write it: code, words, abbreviation, number 1–4.
    pub fn spelt(written: &str) -> Option<Self> {
        let wanted = crate::text::heading_key(written);
        Self::ALL.into_iter().find(|level| {
            let mut known = level.spellings().iter();
            known.any(|known| crate::text::heading_key(known) == wanted)
        })
    }
}

/// A rating of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The year rated.
    pub year: WorkYear,
    /// Code of the person or collective.
    pub subject: String,
    /// The level; `None`: rated, the level was not told.
    pub level: Option<Level>,
    /// The group of similar tasks, as the agency names it.
    pub group: Option<String>,
    /// The paper that decided it: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Rating {
    /// The rating a row of `danh-gia` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            year: row.year("nam")?,
            subject: row.text("ma_doi_tuong")?,
            level: row.get("muc_xep_loai").and_then(Level::from_code),
            group: row.text("nhom_nhiem_vu"),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
            key: row.key(&SHEET),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_as_officers_write_it() {
        for (written, level) in [
            ("HTXSNV", Level::Excellent),
            ("Hoàn thành xuất sắc nhiệm vụ", Level::Excellent),
            ("xuat sac", Level::Excellent),
            ("2", Level::Good),
            ("HTT", Level::Good),
            ("hoàn thành", Level::Done),
            ("Không hoàn thành nhiệm vụ", Level::NotDone),
        ] {
            assert_eq!(Level::spelt(written), Some(level), "{written}");
        }
        assert_eq!(Level::spelt("giỏi"), None);
        for level in Level::ALL {
            assert_eq!(Level::from_code(level.code()), Some(level));
        }
    }

    #[test]
    fn a_year_has_one_rating_of_a_subject() {
        let mut row = Values::default();
        row.set("nam", "2026");
        row.set("ma_doi_tuong", "nv-1");
        row.set("muc_xep_loai", "httnv");
        let first = Rating::from_row(&row).unwrap();
        row.set("muc_xep_loai", "htxsnv");
        let second = Rating::from_row(&row).unwrap();
        assert_eq!(first.key, second.key);
        assert_eq!(second.level, Some(Level::Excellent));
    }
}
