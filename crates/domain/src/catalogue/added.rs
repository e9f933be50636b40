//! Names of awards that agencies add: another spelling of a known award, or an award of their own.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Loại`.
const KINDS: &[&str] = &["danh_hieu", "hinh_thuc"];
/// Codes of `Tặng cho`.
const SUBJECTS: &[&str] = &["tap_the", "ca_nhan", "ca_hai"];

/// The sheet `danh-muc-khen-thuong`.
pub static AWARD_NAMES: SheetDef = SheetDef {
    name: "danh-muc-khen-thuong",
    title: "Tên gọi khen thưởng",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan bổ sung")
            .help("Cơ quan đã gặp và bổ sung cách viết này."),
        Column::key("ten_goi", "Tên gọi", Kind::Text)
            .required()
            .asked("Tên gọi, cách viết")
            .help("Đúng như danh sách cũ ghi, ví dụ «Lao động TT»."),
        Column::content("ma_khen_thuong", "Mã khen thưởng", Kind::FigureCode)
            .required()
            .asked("Danh hiệu, hình thức")
            .help("Mã của danh hiệu, hình thức mà tên gọi này chỉ; mã chưa có thì dòng này đặt ra một hình thức mới."),
        Column::content("ten_ngan", "Tên ngắn", Kind::Text)
            .help("Tên viết tắt để dùng trong danh sách, chỉ cần cho hình thức mới."),
        Column::content("loai", "Loại", Kind::Choice(KINDS))
            .help("Danh hiệu thi đua hay hình thức khen thưởng, chỉ cần cho hình thức mới."),
        Column::content("tang_cho", "Tặng cho", Kind::Choice(SUBJECTS))
            .help("Tập thể, cá nhân hay cả hai, chỉ cần cho hình thức mới."),
        Column::content("tham_quyen", "Thẩm quyền", Kind::Text)
            .help("Người có thẩm quyền quyết định, chỉ cần cho hình thức mới."),
        Column::content("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày bổ sung vào danh mục."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A name an agency added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedName {
    /// Code of the agency.
    pub agency: String,
    /// As written.
    pub name: String,
    /// Code of the award it names.
    pub award: String,
    /// Short name of a new award.
    pub short: Option<String>,
    /// Code of `Loại`: told, the row makes a new award.
    pub kind: Option<String>,
    /// Code of `Tặng cho`.
    pub subject: Option<String>,
    /// Who decides it.
    pub authority: Option<String>,
    /// Since when.
    pub since: Option<PartialDate>,
}

impl AddedName {
    /// The name a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            name: row.text("ten_goi")?,
            award: row.text("ma_khen_thuong")?,
            short: row.text("ten_ngan"),
            kind: row.text("loai"),
            subject: row.text("tang_cho"),
            authority: row.text("tham_quyen"),
            since: row.date("tu_ngay"),
        })
    }
}
