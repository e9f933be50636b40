//! The sheet `so-lieu-ngay`: how much was done on a day of a peak campaign.

use crate::bundle::{Column, Kind, SheetDef};

/// One row a campaign, agency, day and figure: the agency's own part of that day, provisional.
pub static DAILY: SheetDef = SheetDef {
    name: "so-lieu-ngay",
    title: "Số liệu ngày của đợt cao điểm",
    identity: &[],
    columns: &[
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .required()
            .asked("Đợt cao điểm")
            .help("Đợt cao điểm mà số này thuộc về; đợt phải có ngày đầu và ngày cuối."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan làm ra số này: phần của chính cơ quan, không kể các đơn vị trực thuộc."),
        Column::key("ngay", "Ngày", Kind::Date)
            .required()
            .help("Ngày làm được, đủ ngày, tháng, năm, trong thời gian của đợt."),
        Column::key("ma_so_lieu", "Mã số liệu", Kind::FigureCode)
            .required()
            .asked("Số liệu")
            .help("Số việc hoặc số tiền; tỷ lệ không ghi theo ngày."),
        Column::content("gia_tri", "Giá trị", Kind::Quantity)
            .help("Làm được trong ngày ấy, không cộng dồn; số nguyên từ 0. Tiền ghi bằng đồng hoặc kèm đơn vị: 50 triệu đồng."),
        Column::NOTE,
        Column::SOURCE,
    ],
};
