//! The sheets `phong-trao` and `huong-ung`.

use super::{KINDS, PERIODS};
use crate::bundle::{Column, Kind, SheetDef};

/// The sheet `phong-trao`: one row a movement.
pub static MOVEMENTS: SheetDef = SheetDef {
    name: "phong-trao",
    title: "Phong trào thi đua",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã phong trào")
            .help("Mã riêng của phong trào; chỉ tiêu, khen thưởng, số liệu của phong trào chỉ tới mã này."),
        Column::content("ten", "Tên", Kind::Text)
            .required()
            .asked("Tên phong trào")
            .help("Tên như trong kế hoạch phát động, không ghi dấu ngoặc kép; chưa có tên riêng thì bắt đầu bằng «Phong trào», «Các phong trào» hoặc «Đợt»."),
        Column::content("loai", "Loại", Kind::Choices(KINDS))
            .asked("Loại phong trào")
            .help("Thường xuyên, theo chuyên đề, đợt cao điểm hay đột xuất; có thể là nhiều loại cùng lúc."),
        Column::content("chu_de", "Chủ đề", Kind::Lines)
            .help("Chủ đề thi đua, chép đúng từng chữ như trong văn bản."),
        Column::content("khau_hieu", "Khẩu hiệu", Kind::Lines)
            .asked("Khẩu hiệu, phương châm")
            .help("Mỗi khẩu hiệu, phương châm hoặc cách làm một dòng."),
        Column::content("co_quan_phat_dong", "Cơ quan phát động", Kind::Code)
            .help("Cơ quan ban hành kế hoạch phát động."),
        Column::content("phong_trao_cap_tren", "Phong trào cấp trên", Kind::Codes)
            .asked("Hưởng ứng phong trào của cấp trên")
            .help("Những phong trào của ngành và của địa phương mà phong trào này hưởng ứng; có thể nhiều."),
        Column::content("cap_tren_phat_dong", "Cấp trên phát động", Kind::Codes)
            .asked("Cơ quan cấp trên phát động")
            .help("Khi chỉ biết cơ quan cấp trên đã phát động mà không rõ phong trào nào của họ."),
        Column::content("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày bắt đầu; chỉ biết năm thì ghi năm công tác, ví dụ 2021."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối cùng; phong trào nhiều năm thì ghi năm cuối."),
        Column::content("tam_nhin", "Tầm nhìn", Kind::Year)
            .asked("Tầm nhìn đến năm")
            .help("Năm của tầm nhìn, nếu kế hoạch có nêu."),
        Column::content("dinh_ky", "Định kỳ", Kind::Choice(PERIODS))
            .help("Lặp lại hằng năm, hằng quý hay hằng tháng trong thời gian trên."),
        Column::content("so_dot", "Số đợt", Kind::Text)
            .asked("Số đợt mỗi kỳ")
            .help("Số đợt trong mỗi kỳ nêu trên: một số (2) hoặc từ – đến (1-3)."),
        Column::content("van_ban", "Văn bản", Kind::Items)
            .asked("Văn bản phát động")
            .help("Kế hoạch, hướng dẫn phát động; mỗi dòng một văn bản."),
        Column::content("dip", "Dịp", Kind::Items)
            .asked("Dịp hướng tới")
            .help("Mỗi dịp một dòng, kèm ngày gốc trong ngoặc, ví dụ «ngày truyền thống THADS (19/7/1946)»."),
        Column::content("muc_dich", "Mục đích, yêu cầu", Kind::Lines)
            .help("Phong trào nhằm điều gì, yêu cầu ra sao; mỗi ý một dòng."),
        Column::content("doi_tuong_thi_dua", "Đối tượng thi đua", Kind::Lines)
            .help("Tập thể, cá nhân tham gia thi đua; mỗi nhóm một dòng."),
        Column::content("pham_vi_thi_dua", "Phạm vi thi đua", Kind::Lines)
            .help("Nơi phong trào được thực hiện, ví dụ «toàn hệ thống THADS tỉnh»."),
        Column::content("du_thao", "Dự thảo", Kind::Flag)
            .asked("Đang soạn, chưa phát động")
            .help("Đánh dấu khi còn soạn: chỉ cơ quan phát động thấy. Phát động xong, dấu này hết tác dụng."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// The sheet `huong-ung`: what an agency did under a movement, one row an agency.
pub static RESPONSES: SheetDef = SheetDef {
    name: "huong-ung",
    title: "Hưởng ứng phong trào",
    identity: &[],
    columns: &[
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .required()
            .asked("Phong trào")
            .help("Phong trào được hưởng ứng."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan hưởng ứng")
            .help("Cơ quan triển khai phong trào."),
        Column::content("ngay_tiep_nhan", "Ngày tiếp nhận", Kind::Date)
            .help("Ngày cơ quan báo đã nhận kế hoạch phát động."),
        Column::content("da_ban_hanh", "Đã ban hành", Kind::Flag)
            .asked("Đã ban hành kế hoạch của mình")
            .help("Đánh dấu khi cơ quan đã ban hành kế hoạch của mình, kể cả khi chưa rõ số và ngày."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Kế hoạch của cơ quan")
            .help("Kế hoạch cơ quan ban hành để triển khai phong trào."),
        Column::content("ngay_ban_hanh", "Ngày ban hành", Kind::Date)
            .help("Ngày ban hành kế hoạch ấy; bỏ trống nếu văn bản đã có ngày."),
        Column::content("ty_le", "Tỷ lệ", Kind::Number)
            .asked("Tỷ lệ đơn vị đã ban hành (%)")
            .help("Chỉ khi nguồn nêu tỷ lệ chung của cơ quan này và các đơn vị trực thuộc mà không kể tên từng đơn vị."),
        Column::content("ngay_duoc_giao", "Ngày được giao", Kind::Date)
            .asked("Ngày phong trào được phát động đến cơ quan")
            .help("Do việc phát động ghi; bỏ trống nếu cơ quan không nằm trong số được phát động đến."),
        Column::content("nguoi_phu_trach", "Người phụ trách", Kind::Code)
            .help("Một người chịu trách nhiệm phong trào tại cơ quan này."),
        Column::content("chi_tieu_khong_giu", "Chỉ tiêu không giữ", Kind::Lines)
            .asked("Chỉ tiêu không nhận hoặc hạ mức")
            .help("Chỉ tiêu được giao mà kế hoạch của cơ quan không giữ nguyên: mã chỉ tiêu, dấu hai chấm, lý do; mỗi chỉ tiêu một dòng."),
        Column::SOURCE,
        Column::NOTE,
    ],
};
