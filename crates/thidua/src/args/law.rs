//! `show` of the law: who may receive what, the rules, bonus, the register for life.

use clap::Args;
use jiff::civil::Date;

use super::values;

/// `show eligibility`.
#[derive(Debug, Args)]
pub(crate) struct EligibilityArgs {
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        required_unless_present = "all",
        conflicts_with = "all",
        help = "Mã cá nhân hoặc cơ quan được xét"
    )]
    pub(crate) subject: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, requires = "subject", help = "Mã danh hiệu, hình thức khen thưởng (mặc định: tất cả)")]
    pub(crate) award: Option<String>,
    #[arg(long, help = "Xét mọi cá nhân, tập thể với mọi danh hiệu, hình thức")]
    pub(crate) all: bool,
    #[arg(long, value_name = "MÃ", value_parser = values::code, requires = "all", help = "Mã cơ quan: chỉ cơ quan này và bên dưới (mặc định: tất cả)")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm xét (năm công tác)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày xét (mặc định: hôm nay; năm đã khóa: ngày cuối còn bổ sung được)")]
    pub(crate) on: Option<Date>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày cơ quan thẩm định tiếp nhận hồ sơ, quyết định quy định nào áp dụng (mặc định: ngày xét)")]
    pub(crate) received: Option<Date>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày quyết định khen thưởng, nếu đã có")]
    pub(crate) decided: Option<Date>,
    #[arg(
        long,
        value_name = "LOẠI",
        requires = "subject",
        help = "Chỉ xét theo loại thành tích này: cong_trang, dot_xuat, chuyen_de, cong_hien, nien_han, doi_ngoai"
    )]
    pub(crate) road: Option<String>,
}

/// `show bonus`.
#[derive(Debug, Args)]
pub(crate) struct BonusArgs {
    #[arg(
        long,
        value_name = "MÃ",
        help = "Mã danh hiệu, hình thức khen thưởng, ví dụ cstdcs"
    )]
    pub(crate) award: String,
    #[arg(
        long,
        value_name = "LOẠI",
        value_parser = ["ca_nhan", "tap_the", "ho_gia_dinh"],
        help = "Tặng cho: ca_nhan, tap_the hoặc ho_gia_dinh"
    )]
    pub(crate) subject_kind: String,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày quyết định khen thưởng")]
    pub(crate) on: Date,
}

/// `show life-register`.
#[derive(Debug, Args)]
pub(crate) struct LifeShowArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cá nhân hoặc cơ quan")]
    pub(crate) subject: String,
}

/// `show rules`.
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã danh hiệu, hình thức khen thưởng (mặc định: tất cả)")]
    pub(crate) award: Option<String>,
    #[arg(
        long,
        value_name = "LOẠI",
        value_parser = ["ca_nhan", "tap_the", "ho_gia_dinh"],
        help = "Tặng cho: ca_nhan, tap_the hoặc ho_gia_dinh (mặc định: tất cả)"
    )]
    pub(crate) subject_kind: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày tiếp nhận hồ sơ (mặc định: hôm nay)")]
    pub(crate) on: Option<Date>,
}
