//! `show pivot` and `show map`: what is counted, and of when.

use clap::Args;

use super::values;

/// `show map`.
#[derive(Debug, Args)]
pub(crate) struct MapArgs {
    #[arg(
        long,
        value_name = "SỐ-ĐO",
        default_value = "viec-ty-le",
        help = "viec-ty-le, tien-ty-le, viec-lech, tien-lech, muon, khen-thuong, dong-gop, hoat-dong, phong-trao"
    )]
    pub(crate) measure: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, default_value = "12", help = "Số tháng lũy kế từ 01/10: 1 đến 12")]
    pub(crate) month: u8,
}

/// `show pivot`.
#[derive(Debug, Args)]
pub(crate) struct PivotArgs {
    #[arg(long, value_name = "DANH-SÁCH", value_parser = ["khen-thuong", "dong-gop", "hoat-dong"], help = "Danh sách được đếm")]
    pub(crate) of: String,
    #[arg(
        long,
        value_name = "CỘT",
        help = "Hàng: tên cột của danh sách, ví dụ khen-thuong, nam-thanh-tich, tinh"
    )]
    pub(crate) rows: Option<String>,
    #[arg(long, value_name = "CỘT", help = "Cột: tên cột của danh sách")]
    pub(crate) columns: Option<String>,
    #[arg(
        long,
        value_name = "SỐ-ĐO",
        help = "Đếm gì, ví dụ so-luong, dong, tien"
    )]
    pub(crate) measure: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Chỉ của cơ quan này, gồm các đơn vị trực thuộc")]
    pub(crate) within: Option<String>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (mặc định: mọi năm)")]
    pub(crate) year: Option<i16>,
    #[arg(
        long,
        value_name = "MÃ",
        help = "Tình trạng; tat-ca: mọi tình trạng (mặc định của khen thưởng: da_tang)"
    )]
    pub(crate) state: Option<String>,
    #[arg(
        long = "where",
        value_name = "CỘT=GIÁ-TRỊ",
        help = "Chỉ các dòng có giá trị này ở cột; dùng được nhiều lần; «-» là không nêu"
    )]
    pub(crate) filters: Vec<String>,
}
