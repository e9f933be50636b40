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
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required()
            .asked("Tính cho cơ quan")
            .help("Cơ quan thấp nhất được biết mà khen thưởng này được tính vào."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Mã phong trào được tổng kết, nếu khen theo phong trào."),
        Column::key("ma_cum", "Mã cụm", Kind::Code)
            .asked("Cụm, khối")
            .help("Cụm, khối đã suy tôn, nếu có."),
        Column::key("su_kien", "Sự kiện", Kind::Code)
            .help("Mã sự kiện trao thưởng, nếu có."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .asked("Người hoặc tập thể được khen")
            .help("Bỏ trống nếu chỉ biết số lượng, chưa biết tên."),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS)).required()
            .asked("Loại đối tượng")
            .help("Tập thể hay cá nhân."),
        Column::key("cap_doi_tuong", "Cấp đối tượng", Kind::Choices(LEVELS))
            .help("Cấp của tập thể, hoặc cấp cơ quan của cá nhân được khen."),
        Column::key("ngoai_nganh", "Ngoài ngành", Kind::Flag)
            .help("Đánh dấu khi người, tập thể được khen ở ngoài ngành."),
        Column::key("ma_khen_thuong", "Mã khen thưởng", Kind::Award).required()
            .asked("Danh hiệu, hình thức")
            .help("Danh hiệu thi đua hoặc hình thức khen thưởng."),
        Column::key("nam_thanh_tich", "Năm thành tích", Kind::Years)
            .help("Năm có thành tích, không phải năm ký quyết định; nhiều năm thì ghi 2015-2020."),
        Column::key(
            "loai_thanh_tich",
            "Loại thành tích",
            Kind::Choices(OCCASIONS),
        )
            .help("Khen theo công trạng, đột xuất, chuyên đề …; bỏ trống nếu nguồn không nêu."),
        Column::key("so_quyet_dinh", "Số quyết định", Kind::Document)
            .asked("Quyết định")
            .help("Số, ký hiệu quyết định khen thưởng."),
        Column::key("ngay_quyet_dinh", "Ngày quyết định", Kind::Date)
            .help("Ngày ký quyết định."),
        Column::key("co_quan_quyet_dinh", "Cơ quan quyết định", Kind::Codes)
            .help("Cơ quan ký quyết định khen thưởng."),
        Column::key("trang_thai", "Trạng thái", Kind::Choice(STATUSES)).or("da_tang")
            .help("Bỏ trống được hiểu là đã tặng."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .help("Số tập thể, cá nhân chưa nêu tên, hoặc số lần người nêu tên được tặng; bỏ trống nếu nguồn không nêu số."),
        Column::content("so_doi_tuong", "Số đối tượng", Kind::Count)
            .help("Số tập thể, cá nhân khác nhau, chỉ điền khi Số lượng đếm theo lần."),
        Column::key("dem_theo", "Đếm theo", Kind::Choice(COUNTED)).or("doi_tuong")
            .help("Số lượng đếm theo đối tượng hay theo lần được khen."),
        Column::key("chuc_vu_doi_tuong", "Chức vụ đối tượng", Kind::Text)
            .help("Chức vụ như nguồn ghi, ví dụ «nguyên Cục trưởng»."),
        Column::key("ho_ten_neu", "Họ tên nêu", Kind::Text).later()
            .asked("Họ tên, tên tập thể như nguồn ghi")
            .help("Dùng khi danh sách cũ chỉ có tên, chưa có mã; giữ nguyên như nguồn ghi rồi đối chiếu với hồ sơ."),
        Column::key("don_vi_neu", "Đơn vị nêu", Kind::Text).later()
            .asked("Đơn vị như nguồn ghi")
            .help("Đơn vị của người được khen lúc ấy, giữ nguyên như nguồn ghi."),
        Column::key("sinh_neu", "Ngày sinh nêu", Kind::Date).later()
            .asked("Ngày hoặc năm sinh như nguồn ghi")
            .help("Giúp phân biệt những người trùng tên; bỏ trống nếu nguồn không nêu."),
        Column::content("thanh_tich", "Thành tích", Kind::Codes)
            .asked("Khen cho thành tích")
            .help("Mã những thành tích đã ghi mà khen thưởng này khen; mỗi thành tích nên khen một lần."),
        Column::NOTE,
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã dòng khen thưởng")
            .help("Mã riêng của dòng này."),
        Column::SOURCE,
    ],
};
