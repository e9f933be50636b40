//! `print`: which paper, of what, into which file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::issue::{DayArgs, FileArgs, NumberArgs, RecordedArgs};
use super::living::LivingArgs;
use super::period::{ArticleArgs, ReportArgs};
use super::request::RequestPaperArgs;
use super::values;

/// The paper.
#[derive(Debug, Subcommand)]
pub(crate) enum Print {
    #[command(about = "Biểu số liệu của một cơ quan, kèm kiểm tra đẳng thức cân đối")]
    Figures(FiguresArgs),
    #[command(about = "Báo cáo kết quả công tác và phong trào thi đua của một cơ quan")]
    AnnualReport(AnnualArgs),
    #[command(
        about = "Báo cáo phong trào thi đua, khen thưởng của một giai đoạn, một năm hay một số tháng"
    )]
    PeriodReport(ReportArgs),
    #[command(about = "Bài viết cho trang thông tin, lập từ dữ liệu của một kỳ")]
    Article(ArticleArgs),
    #[command(
        about = "Báo cáo đang soạn, kèm phần viết thêm; hoặc phụ lục đính chính của một bản đã phát hành"
    )]
    SavedReport(LivingArgs),
    #[command(about = "Bảng tổng hợp thành tích khen thưởng của một cá nhân hoặc tập thể")]
    LifeRegister(LifeArgs),
    #[command(about = "Phụ lục giao chỉ tiêu của một cơ quan cho các đơn vị trực thuộc")]
    Targets(TargetsArgs),
    #[command(about = "Sổ nhập số liệu một tháng để điền khi không có mạng rồi nạp lại")]
    EntryWorkbook(EntryWorkbookArgs),
    #[command(
        about = "Công văn đính chính số liệu của một cơ quan, kèm phụ lục số liệu và phụ lục nội dung liên quan"
    )]
    Correction(CorrectionArgs),
    #[command(
        about = "Kế hoạch phát động phong trào thi đua, hoặc kế hoạch của một đơn vị triển khai phong trào"
    )]
    Plan(PlanArgs),
    #[command(
        about = "Giao ước thi đua của một cụm, khối trong một năm, có ô ký của các thành viên"
    )]
    Pact(PactArgs),
    #[command(about = "Biên bản cuộc họp xét suy tôn của một cụm, khối")]
    Minutes(MinutesArgs),
    #[command(about = "Bản đăng ký danh hiệu thi đua, hình thức khen thưởng của một cơ quan")]
    Registration(RegistrationArgs),
    #[command(
        about = "Biểu thống kê thi đua, khen thưởng 0601–0605.N/BNV-TĐKT của một cơ quan, bố cục chưa đối chiếu"
    )]
    Statutory(RegistrationArgs),
    #[command(about = "Báo cáo kết quả một đợt thi đua cao điểm")]
    CampaignReport(PlanArgs),
    #[command(
        about = "Bản tổng hợp một yêu cầu báo cáo: đơn vị đã gửi, trễ, thiếu; số liệu, bảng, nội dung"
    )]
    Request(RequestPaperArgs),
}

/// `print registration`, `print statutory`.
#[derive(Debug, Args)]
pub(crate) struct RegistrationArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan; gồm các đơn vị trực thuộc")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[command(flatten)]
    pub(crate) day: DayArgs,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

/// `print pact`.
#[derive(Debug, Args)]
pub(crate) struct PactArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cụm, khối thi đua")]
    pub(crate) block: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm thi đua")]
    pub(crate) year: i16,
    #[command(flatten)]
    pub(crate) issue: RecordedArgs,
}

/// `print minutes`.
#[derive(Debug, Args)]
pub(crate) struct MinutesArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã cuộc họp")]
    pub(crate) meeting: String,
    #[command(flatten)]
    pub(crate) issue: RecordedArgs,
}

/// `print plan`.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã phong trào")]
    pub(crate) movement: String,
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        help = "Mã đơn vị có kế hoạch triển khai phong trào (mặc định: cơ quan phát động)"
    )]
    pub(crate) agency: Option<String>,
    #[command(flatten)]
    pub(crate) issue: RecordedArgs,
}

/// `print correction`.
#[derive(Debug, Args)]
pub(crate) struct CorrectionArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan có số bị đính chính")]
    pub(crate) agency: String,
    #[arg(
        long = "event",
        value_name = "SỐ-NHẬT-KÝ",
        help = "Số nhật ký của lần đính chính, lặp lại được; bỏ trống: mọi lần của năm, tháng đã nêu"
    )]
    pub(crate) events: Vec<i64>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Chỉ các lần đính chính số của năm công tác này")]
    pub(crate) year: Option<i16>,
    #[arg(
        long,
        value_name = "THÁNG",
        value_parser = values::month,
        requires = "year",
        help = "Chỉ các lần đính chính số lũy kế đến tháng này"
    )]
    pub(crate) month: Option<u8>,
    #[command(flatten)]
    pub(crate) number: NumberArgs,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

/// `print entry-workbook`.
#[derive(Debug, Args)]
pub(crate) struct EntryWorkbookArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan; lặp lại được, mỗi cơ quan một trang tính")]
    pub(crate) agency: Vec<String>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Số tháng lũy kế từ 01/10: 1 đến 12")]
    pub(crate) month: u8,
    #[arg(
        long,
        value_name = "PHẠM-VI",
        value_parser = values::scope,
        help = "btp (hệ thống Bộ Tư pháp, mặc định) hoặc btp_quan_doi (cả thi hành án Quân đội)"
    )]
    pub(crate) scope: Option<String>,
    #[arg(
        long,
        help = "Cả các đơn vị trực thuộc của cơ quan (chỉ khi nêu một cơ quan)"
    )]
    pub(crate) below: bool,
    #[arg(
        short,
        long = "output",
        value_name = "TỆP",
        help = "Tệp ghi ra: .xlsx là một tệp, .zip là mỗi đơn vị một tệp"
    )]
    pub(crate) output: PathBuf,
}

/// `print life-register`.
#[derive(Debug, Args)]
pub(crate) struct LifeArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cá nhân hoặc cơ quan")]
    pub(crate) subject: String,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày lập bảng (mặc định: để trống)")]
    pub(crate) date: Option<Date>,
    #[arg(long, help = "Ghi rõ đây là dự thảo")]
    pub(crate) draft: bool,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

/// `print targets`.
#[derive(Debug, Args)]
pub(crate) struct TargetsArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan giao chỉ tiêu")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = values::day,
        help = "Chỉ tiêu có hiệu lực vào ngày này (mặc định: hôm nay, hoặc ngày gần nhất của năm)"
    )]
    pub(crate) at: Option<Date>,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

/// `print figures`.
#[derive(Debug, Args)]
pub(crate) struct FiguresArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Số tháng lũy kế từ 01/10: 1 đến 12")]
    pub(crate) month: u8,
    #[command(flatten)]
    pub(crate) paper: PaperArgs,
}

/// `print annual-report`.
#[derive(Debug, Args)]
pub(crate) struct AnnualArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(
        long,
        value_name = "THÁNG",
        value_parser = values::month,
        help = "Báo cáo số tháng đầu năm này cùng cả năm trước (mặc định: cả năm)"
    )]
    pub(crate) month: Option<u8>,
    #[command(flatten)]
    pub(crate) paper: PaperArgs,
}

/// What every paper takes.
#[derive(Debug, Args)]
pub(crate) struct PaperArgs {
    #[arg(
        long,
        value_name = "PHẠM-VI",
        value_parser = values::scope,
        help = "btp (hệ thống Bộ Tư pháp, mặc định) hoặc btp_quan_doi (cả thi hành án Quân đội)"
    )]
    pub(crate) scope: Option<String>,
    #[command(flatten)]
    pub(crate) number: NumberArgs,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}
