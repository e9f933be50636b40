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
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã dòng chỉ tiêu")
            .help("Mã riêng của dòng giao chỉ tiêu, để dòng điều chỉnh dẫn đến."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required()
            .asked("Giao cho cơ quan")
            .help("Cơ quan, cụm hoặc khối phải thực hiện."),
        Column::key("ap_dung_cho_cap", "Áp dụng cho cấp", Kind::Choice(LEVELS))
            .help("Chỉ điền khi giao chung cho mọi cơ quan của một cấp dưới cơ quan trên."),
        Column::key("ma_can_bo", "Mã cán bộ", Kind::Code)
            .asked("Giao cho cán bộ")
            .help("Chỉ điền khi giao riêng cho một người, ví dụ chấp hành viên."),
        Column::key("nam_cong_tac", "Năm công tác", Kind::Years).required()
            .help("Năm 2026 là từ 01/10/2025 đến 30/9/2026; giao cho nhiều năm thì ghi 2021-2025."),
        Column::key("den_thang", "Đến tháng", Kind::Month)
            .help("Chỉ điền khi giao đến một tháng lũy kế, từ 1 đến 12 kể từ 01/10."),
        Column::key("nhom_an", "Nhóm án", Kind::Choice(GROUPS))
            .help("Chỉ điền khi chỉ tiêu tính riêng cho một nhóm án."),
        Column::key("bac_theo", "Bậc theo", Kind::FigureCode)
            .asked("Bậc tính theo số liệu")
            .help("Chỉ điền khi mức giao khác nhau theo lượng án: số liệu dùng để xếp bậc."),
        Column::key("tu_muc", "Từ mức", Kind::Count)
            .help("Lượng án từ mức này; bỏ trống nếu không có giới hạn dưới."),
        Column::key("den_muc", "Đến mức", Kind::Count)
            .help("Lượng án đến mức này; bỏ trống nếu không có giới hạn trên."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Mã phong trào thi đua, nếu chỉ tiêu thuộc một phong trào."),
        Column::key("ma_chi_tieu", "Mã chỉ tiêu", Kind::FigureCode)
            .asked("Chỉ tiêu")
            .help("Số liệu phải đạt; bỏ trống nếu chỉ tiêu bằng lời."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Lời văn của chỉ tiêu như trong văn bản giao."),
        Column::key("phep_so", "Phép so", Kind::Sign(OPERATORS))
            .help("Cách so kết quả với giá trị giao."),
        Column::content("gia_tri", "Giá trị", Kind::Goal)
            .asked("Giá trị giao")
            .help("Ví dụ 83,5 hoặc 1.057 hoặc 50 tỷ đồng; ghi «năm trước» nếu so với kết quả năm trước."),
        Column::key("don_vi_giao", "Đơn vị giao", Kind::Codes)
            .help("Cơ quan giao chỉ tiêu, có thể nhiều cơ quan cùng giao."),
        Column::key("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản giao")
            .help("Quyết định, kế hoạch giao chỉ tiêu."),
        Column::key("ngay_giao", "Ngày giao", Kind::Date)
            .help("Ngày giao; mức điều chỉnh có hiệu lực từ ngày này."),
        Column::key("thay_cho", "Thay cho", Kind::Code)
            .asked("Thay cho chỉ tiêu")
            .help("Chỉ điền khi đây là mức điều chỉnh của một chỉ tiêu đã giao."),
        Column::content("ket_qua_neu", "Kết quả nêu", Kind::Choice(RESULTS))
            .asked("Kết quả được nêu")
            .help("Chỉ điền khi nguồn chỉ nêu đạt, vượt hay chưa đạt mà không có số."),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month)
            .asked("Tháng nêu kết quả")
            .help("Tháng lũy kế mà nguồn nêu kết quả, từ 1 đến 12 kể từ 01/10."),
        Column::content("ke_thua", "Kế thừa", Kind::Codes)
            .asked("Nhận bàn giao từ chỉ tiêu")
            .help("Mã dòng chỉ tiêu của các cơ quan cũ mà chỉ tiêu này nhận bàn giao khi sắp xếp."),
        Column::content("khong_ke_thua", "Không kế thừa", Kind::Text)
            .asked("Lý do không kế thừa")
            .help("Chỉ điền khi cơ quan mới không nhận bàn giao chỉ tiêu này: lý do."),
        Column::SOURCE,
        Column::NOTE,
    ],
};
