//! Ranks given by others (xếp hạng): the year's ranking of units by an authority, or a place by one figure.

use crate::amount::Precision;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::contribution::precision;
use crate::contribution::sheet::PRECISIONS;
use crate::time::{PartialDate, Told, Window, YearSpan};

/// Codes of `Hạng`, the best first; then the letters of the scoring tables before 2016.
pub const CLASSES: &[&str] = &[
    "xuat_sac",
    "tot",
    "kha",
    "trung_binh",
    "yeu",
    "A",
    "B",
    "C",
    "D",
];

/// The sheet `xep-hang`.
pub static SHEET: SheetDef = SheetDef {
    name: "xep-hang",
    title: "Kết quả xếp hạng",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan được xếp hạng."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác được xếp hạng."),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month)
            .help("Xếp hạng sau bao nhiêu tháng của năm; cả năm thì bỏ trống."),
        Column::key("theo", "Theo", Kind::FigureCode)
            .asked("Xếp theo số liệu")
            .help("Xếp theo một số liệu; bỏ trống nếu là kết quả xếp hạng chung của năm."),
        Column::key("trong", "Trong", Kind::Code)
            .asked("Trong phạm vi")
            .help("Xếp trong cụm, khối hoặc trong các cơ quan thuộc cơ quan nào."),
        Column::content("hang", "Hạng", Kind::Choice(CLASSES))
            .help("Hạng được xếp: xuất sắc, tốt, khá …"),
        Column::content("thu", "Thứ", Kind::Count)
            .asked("Đứng thứ")
            .help("Đứng thứ mấy, nếu xếp theo thứ tự."),
        Column::content("tong_so", "Tổng số", Kind::Count)
            .asked("Trong tổng số")
            .help("Trong tổng số bao nhiêu cơ quan."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Từ đứng trước số trong nguồn, nếu có."),
        Column::key("co_quan_xep_hang", "Cơ quan xếp hạng", Kind::Code)
            .help("Cơ quan đã xếp hạng."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Văn bản công bố kết quả xếp hạng."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `xep-hang`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Key of its record.
    pub key: String,
    /// Code of the agency.
    pub agency: String,
    /// Work years.
    pub years: Option<YearSpan>,
    /// After how many months; `None`: the whole year.
    pub month: Option<u8>,
    /// Code of the figure; `None`: the year's ranking of units.
    pub by: Option<String>,
    /// Code of the block or agency among whose units.
    pub among: Option<String>,
    /// Code of `Hạng`.
    pub class: Option<String>,
    /// The place.
    pub place: Option<i64>,
    /// Among how many.
    pub total: Option<i64>,
    /// How exactly it is told.
    pub precision: Precision,
    /// Code of who ranked.
    pub ranked_by: Option<String>,
    /// The paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Standing {
    /// The rank a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SHEET),
            agency: row.text("ma_co_quan")?,
            years: row.years("nam"),
            month: row.month("thang_luy_ke"),
            by: row.text("theo"),
            among: row.text("trong"),
            class: row.text("hang"),
            place: row.count("thu"),
            total: row.count("tong_so"),
            precision: precision(row),
            ranked_by: row.text("co_quan_xep_hang"),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// The time it judges: its months, else its years.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        let months = self.years.zip(self.month);
        let window = months.and_then(|(years, month)| Window::new(years.to, month));
        Told {
            years: self.years,
            on: window.map(|window| window.last_day().into()),
            known,
        }
    }
}

/// Whether a place lies within its total.
pub fn is_possible(row: &Values) -> bool {
    match (row.count("thu"), row.count("tong_so")) {
        (Some(place), total) => place >= 1 && total.is_none_or(|total| place <= total),
        (None, _) => true,
    }
}
