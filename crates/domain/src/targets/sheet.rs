//! The sheet `chi-tieu`.

use crate::bundle::{Column, Kind, SheetDef};
use crate::figures::GROUPS;
use crate::org::sheet::LEVELS;

/// Codes of `Phép so`.
pub const OPERATORS: &[&str] = &[">=", ">", "=", "<=", "<", "giam", "tang", "co"];
/// Codes of `Kết quả nêu`.
pub const RESULTS: &[&str] = &["dat", "vuot", "chua_dat"];

/// Targets as assigned.
pub static TARGETS: SheetDef = SheetDef {
    name: "chi-tieu",
    title: "Chỉ tiêu",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("ap_dung_cho_cap", "Áp dụng cho cấp", Kind::Choice(LEVELS)),
        Column::key("ma_can_bo", "Mã cán bộ", Kind::Code),
        Column::key("nam_cong_tac", "Năm công tác", Kind::Years).required(),
        Column::key("den_thang", "Đến tháng", Kind::Month),
        Column::key("nhom_an", "Nhóm án", Kind::Choice(GROUPS)),
        Column::key("bac_theo", "Bậc theo", Kind::FigureCode),
        Column::key("tu_muc", "Từ mức", Kind::Count),
        Column::key("den_muc", "Đến mức", Kind::Count),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code),
        Column::key("ma_chi_tieu", "Mã chỉ tiêu", Kind::FigureCode),
        Column::content("noi_dung", "Nội dung", Kind::Lines),
        Column::key("phep_so", "Phép so", Kind::Sign(OPERATORS)),
        Column::content("gia_tri", "Giá trị", Kind::Goal),
        Column::key("don_vi_giao", "Đơn vị giao", Kind::Codes),
        Column::key("van_ban", "Văn bản", Kind::Document),
        Column::key("ngay_giao", "Ngày giao", Kind::Date),
        Column::key("thay_cho", "Thay cho", Kind::Code),
        Column::content("ket_qua_neu", "Kết quả nêu", Kind::Choice(RESULTS)),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month),
        Column::SOURCE,
        Column::NOTE,
    ],
};
