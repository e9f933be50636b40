//! The sheet `dong-gop`.

use crate::bundle::{Column, Kind, SheetDef};

/// Codes of `Nguồn đóng góp`: by the staff itself, or raised from others.
pub const ORIGINS: &[&str] = &["tu_dong_gop", "van_dong"];
/// Codes of `Loại`.
pub const KINDS: &[&str] = &["tien", "hien_vat", "ngay_luong", "ngay_cong", "luot"];
/// Codes of `Tính theo`.
pub const COUNTED: &[&str] = &["tong", "moi_nguoi"];
/// Codes of `Mức chính xác`.
pub const PRECISIONS: &[&str] = &[
    "dung", "hon", "tren", "gan", "khoang", "xap_xi", "duoi", "it_nhat", "toi_da", "nhieu",
];

/// Contributions: money, things, days of salary, working days, times.
pub static CONTRIBUTIONS: SheetDef = SheetDef {
    name: "dong-gop",
    title: "Đóng góp xã hội",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã khoản ghi")
            .help("Mã riêng của dòng này."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà khoản đóng góp hưởng ứng, nếu có."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan có người đóng góp, hoặc đứng ra vận động."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác; nguồn ghi chung nhiều năm thì ghi 2015-2020."),
        Column::key("ngay", "Ngày", Kind::Date).help("Ngày đóng góp, trao tặng; biết tới đâu ghi tới đó."),
        Column::key("nguon_dong_gop", "Nguồn đóng góp", Kind::Choice(ORIGINS))
            .help("Do cán bộ, công chức của cơ quan tự đóng góp, hay vận động người khác."),
        Column::key("loai", "Loại", Kind::Choice(KINDS))
            .asked("Loại đóng góp")
            .help("Tiền, hiện vật, ngày lương, ngày công hay lượt (hiến máu …)."),
        Column::key("hang_muc", "Hạng mục", Kind::Items)
            .help("Đóng góp để làm gì, vào quỹ nào, hiện vật gì: mỗi dòng một hạng mục; nguồn không tách số thì ghi chung."),
        Column::content("so_luong", "Số lượng", Kind::Quantity)
            .help("Tiền ghi bằng đồng (50.000.000) hoặc kèm đơn vị (50 triệu đồng); không rõ số thì bỏ trống."),
        Column::content("don_vi_tinh", "Đơn vị tính", Kind::Text)
            .help("Hiện vật: cây, căn, suất, phần, tấn …; các loại khác có sẵn đơn vị, không cần ghi."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Từ đứng trước số trong nguồn: hơn, trên, gần …; chỉ nói «nhiều» thì chọn nhiều và bỏ trống số lượng."),
        Column::key("tinh_theo", "Tính theo", Kind::Choice(COUNTED))
            .help("Tổng số, hay mức của mỗi người; ngày lương là mức của mỗi người."),
        Column::content("so_nguoi", "Số người", Kind::Count)
            .asked("Số người tham gia")
            .help("Số người đã đóng góp, nếu nguồn nêu."),
        Column::content("ty_le_tham_gia", "Tỷ lệ tham gia", Kind::Number)
            .asked("Tỷ lệ tham gia (%)")
            .help("Phần trăm số người của cơ quan đã tham gia."),
        Column::key("doi_tuong_thu_huong", "Đối tượng thụ hưởng", Kind::Text)
            .help("Nhóm người, địa bàn được giúp; tên từng người ghi ở mục dưới."),
        Column::content("nguoi_duoc_giup", "Người được giúp", Kind::Lines)
            .asked("Tên người, gia đình được giúp")
            .help("Mỗi dòng một người. Chỉ người của cơ quan này đọc được; dòng có mục này không mở cho cơ quan khác."),
        Column::key("noi_tiep_nhan", "Nơi tiếp nhận", Kind::Text)
            .help("Quỹ, cơ quan, địa phương đã nhận."),
        Column::key("ma_khoan", "Mã khoản", Kind::Code)
            .asked("Mã khoản chung")
            .help("Ghi cùng một mã cho các dòng cùng kể một khoản (tính bằng cách khác, hoặc nhiều cơ quan cùng báo cáo): không cộng với nhau."),
        Column::content("phoi_hop", "Phối hợp", Kind::Items)
            .help("Nơi cùng tham gia, mỗi dòng một nơi."),
        Column::key("co_quan_van_dong", "Cơ quan vận động", Kind::Code)
            .asked("Cơ quan phát động")
            .help("Cơ quan phát động đợt đóng góp, nếu là nơi khác."),
        Column::NOTE,
        Column::SOURCE,
    ],
};
