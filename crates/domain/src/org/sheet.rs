//! The sheets `co-quan` and `sap-xep`.

use crate::bundle::{Column, Kind, SheetDef};

/// Codes of `Cấp`.
pub const LEVELS: &[&str] = &[
    "bo",
    "don_vi_bo",
    "cuc_quan_ly",
    "tinh",
    "huyen",
    "khu_vuc",
    "phong",
    "tu_phap_dia_phuong",
    "ngoai_nganh",
];

/// Codes of `sap-xep.Loại`.
pub const REORGANISATIONS: &[&str] = &["sap_nhap", "chia_tach", "doi_ten", "giai_the"];

/// Agencies and their dated names, levels and parents.
pub static AGENCIES: SheetDef = SheetDef {
    name: "co-quan",
    title: "Cơ quan, đơn vị",
    identity: &["ma", "tu_ngay"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required(),
        Column::content("ten", "Tên", Kind::Text).required(),
        Column::content("ten_ngan", "Tên ngắn", Kind::Text),
        Column::content("cap", "Cấp", Kind::Choice(LEVELS)).required(),
        Column::content("ma_cap_tren", "Mã cấp trên", Kind::Code),
        Column::key("tu_ngay", "Từ ngày", Kind::Date),
        Column::content("den_ngay", "Đến ngày", Kind::Date),
        Column::content("dia_ban", "Địa bàn", Kind::Text),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// Mergers, splits, renamings and dissolutions, one row a pair.
pub static REORGANISED: SheetDef = SheetDef {
    name: "sap-xep",
    title: "Sắp xếp tổ chức",
    identity: &[],
    columns: &[
        Column::key("ngay_hieu_luc", "Ngày hiệu lực", Kind::Date).required(),
        Column::key("loai", "Loại", Kind::Choice(REORGANISATIONS)).required(),
        Column::key("ma_cu", "Mã cũ", Kind::Code).required(),
        Column::key("ma_moi", "Mã mới", Kind::Code),
        Column::content("van_ban", "Văn bản", Kind::Document),
        Column::SOURCE,
        Column::NOTE,
    ],
};
