//! How the Party organisation and the mass organisations of a collective were rated in a year: of the organisation, and
//! nothing of anybody's membership.

use super::{LEVELS, Level};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::WorkYear;

/// Codes of `Tổ chức`.
pub const ORGANISATIONS: &[&str] = &["dang", "doan_the"];

/// The sheet `xep-loai-doan-the`.
pub static ORGANISATION_RATINGS: SheetDef = SheetDef {
    name: "xep-loai-doan-the",
    title: "Xếp loại tổ chức đảng, đoàn thể",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Tập thể")
            .help("Cơ quan, đơn vị có tổ chức được xếp loại."),
        Column::key("to_chuc", "Tổ chức", Kind::Choice(ORGANISATIONS))
            .required()
            .help("Tổ chức đảng hay đoàn thể của tập thể; không ghi ai là đảng viên, đoàn viên."),
        Column::key("ten_to_chuc", "Tên tổ chức", Kind::Text)
            .later()
            .help("Ví dụ «Công đoàn cơ sở», «Chi đoàn thanh niên»; ghi khi tập thể có nhiều đoàn thể, bỏ trống nếu xếp chung."),
        Column::key("nam", "Năm", Kind::Year)
            .required()
            .asked("Năm xếp loại")
            .help("Năm được xếp loại, không phải năm ký quyết định."),
        Column::content("muc_xep_loai", "Mức xếp loại", Kind::Choice(LEVELS))
            .required()
            .help("Mức cấp có thẩm quyền đã quyết định."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Quyết định, thông báo xếp loại")
            .help("Văn bản quyết định hoặc thông báo kết quả xếp loại."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// The rating of an organisation of a collective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRating {
    /// Code of the agency.
    pub agency: String,
    /// Code of `Tổ chức`.
    pub organisation: String,
    /// Which of several mass organisations.
    pub name: Option<String>,
    /// The year rated.
    pub year: WorkYear,
    /// The level.
    pub level: Level,
    /// The paper that decided it: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl OrganisationRating {
    /// What a row of `xep-loai-doan-the` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            organisation: row.text("to_chuc")?,
            name: row.text("ten_to_chuc"),
            year: row.year("nam")?,
            level: row.get("muc_xep_loai").and_then(Level::from_code)?,
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            key: row.key(&ORGANISATION_RATINGS),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_organisation_of_a_collective_has_one_rating_a_year() {
        let mut row = Values::default();
        for (id, text) in [
            ("ma_co_quan", "quan-1"),
            ("to_chuc", "doan_the"),
            ("nam", "2025"),
            ("muc_xep_loai", "htxsnv"),
        ] {
            row.set(id, text);
        }
        let all = OrganisationRating::from_row(&row).unwrap();
        assert_eq!((all.level, all.year), (Level::Excellent, WorkYear(2025)));
        row.set("muc_xep_loai", "httnv");
        assert_eq!(OrganisationRating::from_row(&row).unwrap().key, all.key);
        row.set("ten_to_chuc", "Công đoàn cơ sở");
        assert_ne!(OrganisationRating::from_row(&row).unwrap().key, all.key);
    }
}
