//! Whether cases ended by returning the request enter the completion rate: a dated decision of people.
//!
//! NĐ 152/2026/NĐ-CP Đ32 k1 điểm d makes them ended from 01/7/2026; whether they are completed is not said there, and
//! the circular was not seen. The figure is always told apart, so a decision changes only what is computed.

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};

/// The sheet `che-do-bao-cao`.
pub static REGIME_DECISIONS: SheetDef = SheetDef {
    name: "che-do-bao-cao",
    title: "Cách tính theo chế độ báo cáo",
    identity: &[],
    columns: &[
        Column::key("ma_che_do", "Mã chế độ", Kind::Text)
            .required()
            .asked("Chế độ báo cáo")
            .help("Mã của chế độ trong danh mục, ví dụ R2026."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .required()
            .help("Áp dụng cho các kỳ kết thúc từ ngày này."),
        Column::content(
            "tinh_vao_xong",
            "Tính vào thi hành xong",
            Kind::Choice(&["co", "khong"]),
        )
        .required()
        .help("Việc kết thúc do gửi lại yêu cầu có được cộng vào thi hành xong khi tính tỷ lệ hay không."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .required()
            .help("Văn bản quyết định cách tính."),
        Column::content("nguoi_quyet_dinh", "Người quyết định", Kind::Text)
            .required()
            .help("Họ tên, chức vụ người ký văn bản."),
        Column::NOTE,
    ],
};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Id of the regime.
    pub regime: String,
    /// It holds for windows that end on this day or later.
    pub from: Date,
    /// Whether the cases enter the rate.
    pub counts: bool,
    /// Code of the document, or free text.
    pub document: String,
    /// Who signed it.
    pub by: String,
}

impl Decision {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            regime: row.text("ma_che_do")?,
            from: row.date("tu_ngay")?.first_day(),
            counts: row.get("tinh_vao_xong")? == "co",
            document: row.text("van_ban").unwrap_or_default(),
            by: row.text("nguoi_quyet_dinh").unwrap_or_default(),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("ma_che_do", &self.regime);
        row.set("tu_ngay", self.from.to_string());
        row.set("tinh_vao_xong", if self.counts { "co" } else { "khong" });
        row.set("van_ban", &self.document);
        row.set("nguoi_quyet_dinh", &self.by);
        row
    }
}
