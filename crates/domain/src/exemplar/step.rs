//! The steps of an exemplar: found, nurtured, summed up, recognised, spread, or not chosen; each with its day, who
//! decided, on which paper.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Bước`, in their order.
pub const STEPS: &[&str] = &[
    "phat_hien",
    "xay_dung",
    "tong_ket",
    "cong_nhan",
    "nhan_rong",
    "khong_chon",
];

/// The sheet `buoc-dien-hinh`.
pub static STEP_SHEET: SheetDef = SheetDef {
    name: "buoc-dien-hinh",
    title: "Các bước của điển hình",
    identity: &[],
    columns: &[
        Column::key("ma_dien_hinh", "Mã điển hình", Kind::Code)
            .required()
            .asked("Điển hình")
            .help("Điển hình đi qua bước này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan có điển hình này."),
        Column::key("buoc", "Bước", Kind::Choice(STEPS))
            .required()
            .help("Phát hiện, bồi dưỡng, tổng kết, công nhận, nhân rộng hay không chọn."),
        Column::key("ngay", "Ngày", Kind::Date).help("Ngày quyết định bước này."),
        Column::content("nguoi_quyet_dinh", "Người quyết định", Kind::Code)
            .asked("Người, cơ quan quyết định")
            .help("Ai đã phát hiện, đã quyết định."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Quyết định, thông báo, biên bản; không có thì bỏ trống."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Vì sao, làm gì, kết quả thế nào."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `buoc-dien-hinh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Key of its record.
    pub key: String,
    /// Code of the exemplar.
    pub exemplar: String,
    /// Code of the agency.
    pub agency: String,
    /// Code of `Bước`.
    pub step: String,
    /// Day.
    pub on: Option<PartialDate>,
    /// Code of the person or agency that decided.
    pub by: Option<String>,
    /// Paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Words.
    pub text: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Step {
    /// The step a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&STEP_SHEET),
            exemplar: row.text("ma_dien_hinh")?,
            agency: row.text("ma_co_quan")?,
            step: row.text("buoc")?,
            on: row.date("ngay"),
            by: row.text("nguoi_quyet_dinh"),
            document: row.text("van_ban"),
            text: row.text("noi_dung"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Its place among the steps.
    pub fn place(&self) -> usize {
        let place = STEPS.iter().position(|known| *known == self.step);
        place.unwrap_or(STEPS.len())
    }
}

/// The status an exemplar has after a step; `None`: summing up changes nothing.
pub fn status_after(step: &str) -> Option<&'static str> {
    match step {
        "tong_ket" => None,
        _ => super::STATUSES.iter().copied().find(|known| *known == step),
    }
}

/// Which steps may follow a status, the usual one first: what was not chosen may be taken up again, what is spread
/// may be summed up.
pub fn next(status: Option<&str>) -> &'static [&'static str] {
    match status {
        Some("xay_dung") => &["cong_nhan", "tong_ket", "nhan_rong", "khong_chon"],
        Some("cong_nhan") => &["nhan_rong", "tong_ket"],
        Some("nhan_rong") => &["tong_ket"],
        Some("khong_chon") => &["xay_dung"],
        _ => &["xay_dung", "cong_nhan", "khong_chon"],
    }
}

#[cfg(test)]
mod tests {
    use super::super::STATUSES;
    use super::*;

    #[test]
    fn every_step_but_summing_up_is_a_status_and_every_way_leads_to_steps_that_are() {
        for step in STEPS {
            assert_eq!(status_after(step).is_none(), *step == "tong_ket", "{step}");
        }
        for status in STATUSES.iter().map(|code| Some(*code)).chain([None]) {
            for step in next(status) {
                assert!(STEPS.contains(step));
                assert_ne!(
                    status_after(step),
                    status,
                    "a step leads on from {status:?}"
                );
            }
        }
    }
}
