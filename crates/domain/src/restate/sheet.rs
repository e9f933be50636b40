//! The sheets `quy-doi` (what becomes of an old agency's figures) and `ky-dau` (from when a new agency counts).

use crate::bundle::{Column, Kind, SheetDef};

/// Codes of `quy-doi.Cách quy đổi`.
pub const WAYS: &[&str] = &["cong", "ty_le", "khong"];
/// Codes of `quy-doi.Áp dụng cho`.
pub const SIDES: &[&str] = &["viec", "tien"];
/// Codes of `ky-dau.Lũy kế tính từ`.
pub const OPENINGS: &[&str] = &["dau_nam", "ngay_thanh_lap"];

/// How the figures of an agency that is no more are told for those of today, one row a pair.
pub static CROSSWALK: SheetDef = SheetDef {
    name: "quy-doi",
    title: "Quy đổi số liệu",
    identity: &[],
    columns: &[
        Column::key("ma_cu", "Mã cũ", Kind::Code)
            .required()
            .asked("Cơ quan cũ")
            .help("Cơ quan đã sắp xếp, có số liệu cần quy đổi."),
        Column::key("ma_moi", "Mã mới", Kind::Code)
            .asked("Cơ quan mới")
            .help("Cơ quan hôm nay nhận số liệu; bỏ trống khi không quy đổi."),
        Column::key("ap_dung", "Áp dụng cho", Kind::Choice(SIDES))
            .help("Chỉ điền khi tỷ lệ về việc và về tiền khác nhau; bỏ trống: mọi số liệu."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .help("Áp dụng cho các kỳ kết thúc từ ngày này; bỏ trống: từ trước đến nay."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Áp dụng cho các kỳ kết thúc đến ngày này; bỏ trống: mọi kỳ sau."),
        Column::content("cach", "Cách quy đổi", Kind::Choice(WAYS))
            .required()
            .help("Cộng cả vào cơ quan mới, chia theo tỷ lệ, hoặc không quy đổi."),
        Column::content("tu_so", "Tử số", Kind::Count)
            .help("Phần của cơ quan mới, ví dụ số việc được bàn giao."),
        Column::content("mau_so", "Mẫu số", Kind::Count)
            .help("Tổng số đem chia; các phần của một cơ quan cũ cộng lại phải đúng bằng 1."),
        Column::content("co_so", "Cơ sở của tỷ lệ", Kind::Text)
            .help("Tử số, mẫu số lấy từ đâu, ví dụ biên bản bàn giao hồ sơ ngày 30/06/2025."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản quy đổi")
            .help("Văn bản quyết định cách quy đổi."),
        Column::content("nguoi_ky", "Người ký", Kind::Text)
            .help("Họ và tên, chức vụ người ký văn bản."),
        Column::content("ngay_ky", "Ngày ký", Kind::Date)
            .help("Chưa có đủ văn bản, người ký, ngày ký thì chưa áp dụng."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// From when the figures of a new agency count in the year in which it began.
pub static OPENING: SheetDef = SheetDef {
    name: "ky-dau",
    title: "Kỳ đầu của cơ quan mới",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan mới")
            .help("Cơ quan hình thành trong năm; áp dụng cho cả các đơn vị trực thuộc chưa khai riêng."),
        Column::key("nam", "Năm công tác", Kind::Year)
            .required()
            .help("Năm công tác mà cơ quan bắt đầu hoạt động."),
        Column::content("luy_ke_tu", "Lũy kế tính từ", Kind::Choice(OPENINGS))
            .required()
            .help("Số liệu cơ quan báo cáo tính từ đầu năm công tác (01/10) hay từ ngày thành lập."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản hướng dẫn")
            .help("Văn bản nói rõ cách tính kỳ đầu."),
        Column::content("nguoi_ky", "Người ký", Kind::Text)
            .help("Họ và tên, chức vụ người ký văn bản."),
        Column::content("ngay_ky", "Ngày ký", Kind::Date).help("Ngày ký văn bản."),
        Column::SOURCE,
        Column::NOTE,
    ],
};
