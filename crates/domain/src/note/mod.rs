//! Sentences a report carries (nội dung báo cáo), in their order: context, aims, results, limits, causes, solutions,
//! directions, a leader's words. Limits and solutions may be followed until they are done.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Told, WorkYear, YearSpan};

/// Codes of `Mục`, in the order of a report.
pub const SECTIONS: &[&str] = &[
    "boi_canh",
    "muc_tieu",
    "trong_tam",
    "to_chuc",
    "ket_qua",
    "han_che",
    "nguyen_nhan",
    "giai_phap",
    "phuong_huong",
    "nhan_xet",
];
/// Codes of `Tiến độ`.
pub const PROGRESS: &[&str] = &["chua_lam", "dang_lam", "xong"];

/// The sheet `noi-dung`.
pub static SHEET: SheetDef = SheetDef {
    name: "noi-dung",
    title: "Nội dung báo cáo",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan mà câu này nói về."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà câu này nói về; bỏ trống nếu nói chung."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác hoặc giai đoạn (2020-2025) của báo cáo."),
        Column::key("muc", "Mục", Kind::Choice(SECTIONS)).help("Phần của báo cáo mang câu này."),
        Column::key("thu_tu", "Thứ tự", Kind::Count)
            .help("Câu thứ mấy trong mục; các câu in theo thứ tự này."),
        Column::content("noi_dung", "Nội dung", Kind::Lines).help("Câu văn như trong báo cáo."),
        Column::content("nguoi_neu", "Người nêu", Kind::Text).help(
            "Lãnh đạo đã phát biểu, nhận xét: mã hoặc họ tên; bỏ trống nếu là lời của báo cáo.",
        ),
        Column::content("giao_cho", "Giao cho", Kind::Code)
            .help("Người hoặc đơn vị chịu trách nhiệm, khi là hạn chế, giải pháp cần theo dõi."),
        Column::content("han_xong", "Hạn xong", Kind::Date)
            .asked("Hạn hoàn thành")
            .help("Ngày phải xong, khi cần theo dõi."),
        Column::content("tien_do", "Tiến độ", Kind::Choice(PROGRESS))
            .help("Việc cần theo dõi đã làm đến đâu; chưa xong thì sang năm sau vẫn được nhắc."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `noi-dung`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Key of its record.
    pub key: String,
    /// Code of the agency.
    pub agency: String,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Work years.
    pub years: Option<YearSpan>,
    /// Code of `Mục`.
    pub section: Option<String>,
    /// Place within the section, from 1.
    pub order: Option<i64>,
    /// The sentence.
    pub text: Option<String>,
    /// Whose words: a code of `nhan-su`, or as written.
    pub speaker: Option<String>,
    /// Code of who answers for it.
    pub owner: Option<String>,
    /// The day by which it is to be done.
    pub due: Option<PartialDate>,
    /// Code of `Tiến độ`.
    pub progress: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Note {
    /// The sentence a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SHEET),
            agency: row.text("ma_co_quan")?,
            movement: row.text("ma_phong_trao"),
            years: row.years("nam"),
            section: row.text("muc"),
            order: row.count("thu_tu"),
            text: row.text("noi_dung"),
            speaker: row.text("nguoi_neu"),
            owner: row.text("giao_cho"),
            due: row.date("han_xong"),
            progress: row.text("tien_do"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Its years.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: None,
            known,
        }
    }

    /// Place of its section in a report.
    pub fn section_place(&self) -> usize {
        let section = self.section.as_deref();
        let place = SECTIONS.iter().position(|known| Some(*known) == section);
        place.unwrap_or(SECTIONS.len())
    }

    /// Whether it is followed: somebody answers for it, it has an end, or how far it is was told.
    pub fn is_followed(&self) -> bool {
        self.owner.is_some() || self.due.is_some() || self.progress.is_some()
    }

    /// Whether it is followed and not done.
    pub fn is_open(&self) -> bool {
        self.is_followed() && self.progress.as_deref() != Some("xong")
    }

    /// Whether it is carried into a later year: it was of an earlier one and is not done.
    pub fn is_carried_into(&self, year: WorkYear) -> bool {
        self.is_open() && self.years.is_some_and(|years| years.to < year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[(&str, &str)]) -> Note {
        let mut row = Values::default();
        row.set("ma_co_quan", "quan-1");
        for (id, text) in cells {
            row.set(id, text);
        }
        Note::from_row(&row).unwrap()
    }

    #[test]
    fn what_is_not_done_is_carried_into_the_next_year() {
        let limit = told(&[("nam", "2021"), ("muc", "han_che"), ("tien_do", "dang_lam")]);
        assert!(limit.is_carried_into(WorkYear(2022)));
        assert!(!limit.is_carried_into(WorkYear(2021)));
        let done = told(&[("nam", "2021"), ("muc", "han_che"), ("tien_do", "xong")]);
        assert!(!done.is_carried_into(WorkYear(2022)));
        let said = told(&[("nam", "2021"), ("muc", "ket_qua")]);
        assert!(!said.is_followed() && !said.is_open());
        assert!(limit.section_place() > said.section_place());
    }
}
