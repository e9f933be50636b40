//! The sheet `khen-thuong`.

use crate::bundle::{Column, Kind, SheetDef};
use crate::org::sheet::LEVELS;

/// Codes of `Đối tượng`.
pub const SUBJECTS: &[&str] = &["tap_the", "ca_nhan"];
/// Codes of `Loại thành tích`.
pub const OCCASIONS: &[&str] = &[
    "cong_trang",
    "dot_xuat",
    "chuyen_de",
    "cong_hien",
    "nien_han",
    "doi_ngoai",
];
/// Codes of `Trạng thái`.
pub const STATUSES: &[&str] = &["da_tang", "suy_ton", "dang_de_nghi", "thu_hoi"];
/// Codes of `Đếm theo`.
pub const COUNTED: &[&str] = &["doi_tuong", "lan"];

/// Awards as history.
pub static AWARDS: SheetDef = SheetDef {
    name: "khen-thuong",
    title: "Khen thưởng",
    identity: &["ma"],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code),
        Column::key("ma_cum", "Mã cụm", Kind::Code),
        Column::key("su_kien", "Sự kiện", Kind::Code),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS)).required(),
        Column::key("cap_doi_tuong", "Cấp đối tượng", Kind::Choices(LEVELS)),
        Column::key("ngoai_nganh", "Ngoài ngành", Kind::Flag),
        Column::key("ma_khen_thuong", "Mã khen thưởng", Kind::Award).required(),
        Column::key("nam_thanh_tich", "Năm thành tích", Kind::Years),
        Column::key(
            "loai_thanh_tich",
            "Loại thành tích",
            Kind::Choices(OCCASIONS),
        ),
        Column::key("so_quyet_dinh", "Số quyết định", Kind::Document),
        Column::key("ngay_quyet_dinh", "Ngày quyết định", Kind::Date),
        Column::key("co_quan_quyet_dinh", "Cơ quan quyết định", Kind::Codes),
        Column::key("trang_thai", "Trạng thái", Kind::Choice(STATUSES)).or("da_tang"),
        Column::content("so_luong", "Số lượng", Kind::Count),
        Column::content("so_doi_tuong", "Số đối tượng", Kind::Count),
        Column::key("dem_theo", "Đếm theo", Kind::Choice(COUNTED)).or("doi_tuong"),
        Column::key("chuc_vu_doi_tuong", "Chức vụ đối tượng", Kind::Text),
        Column::NOTE,
        Column::key("ma", "Mã", Kind::Code),
        Column::SOURCE,
    ],
};
