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
        Column::key("ma", "Mã", Kind::Code).required()
            .asked("Mã cơ quan")
            .help("Mỗi cơ quan một mã suốt quá trình hoạt động; chữ thường không dấu, chữ số, dấu chấm, gạch nối."),
        Column::content("ten", "Tên", Kind::Text).required()
            .asked("Tên cơ quan")
            .help("Tên đầy đủ theo quyết định thành lập hoặc đổi tên, đúng với thời gian của dòng này."),
        Column::content("ten_ngan", "Tên ngắn", Kind::Text)
            .help("Tên dùng trong danh sách, ví dụ «Phòng THADS khu vực 1»."),
        Column::content("cap", "Cấp", Kind::Choice(LEVELS)).required()
            .help("Cấp của cơ quan trong thời gian này."),
        Column::content("ma_cap_tren", "Mã cấp trên", Kind::Code)
            .asked("Cơ quan cấp trên")
            .help("Cơ quan quản lý trực tiếp trong thời gian này; bỏ trống nếu không có."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày tên gọi và cấp trên này có hiệu lực; bỏ trống nếu có từ trước khi có dữ liệu."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối cùng còn hiệu lực; bỏ trống nếu còn đến nay."),
        Column::content("dia_ban", "Địa bàn", Kind::Text)
            .help("Địa bàn cơ quan phụ trách, ví dụ «Thành phố Cần Thơ»."),
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
        Column::key("ngay_hieu_luc", "Ngày hiệu lực", Kind::Date)
            .required()
            .help("Ngày tổ chức mới bắt đầu hoạt động, ví dụ 01/07/2025."),
        Column::key("loai", "Loại", Kind::Choice(REORGANISATIONS))
            .required()
            .asked("Hình thức sắp xếp")
            .help("Sáp nhập, chia tách, đổi tên hoặc giải thể; mỗi cặp cơ quan cũ, mới một dòng."),
        Column::key("ma_cu", "Mã cũ", Kind::Code)
            .required()
            .asked("Cơ quan cũ")
            .help("Cơ quan chấm dứt hoạt động hoặc đổi tên."),
        Column::key("ma_moi", "Mã mới", Kind::Code)
            .asked("Cơ quan mới")
            .help("Cơ quan kế thừa; bỏ trống nếu giải thể."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản sắp xếp")
            .help("Nghị quyết, quyết định sắp xếp tổ chức."),
        Column::SOURCE,
        Column::NOTE,
    ],
};
