//! The commands and their options. What users read here is Vietnamese; the names of commands and
//! options are the contract's.

mod account;
mod asked;
mod issue;
mod law;
mod living;
mod period;
mod pivot;
mod print;
mod request;
mod serve;
mod show;
pub(crate) mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

pub(crate) use account::{AddArgs, GrantArgs, RevokeArgs, TokenCommand, UserCommand};
pub(crate) use law::{BonusArgs, EligibilityArgs, LifeShowArgs, RulesArgs};
pub(crate) use living::LivingArgs;
pub(crate) use pivot::{MapArgs, PivotArgs};
pub(crate) use print::{CorrectionArgs, EntryWorkbookArgs, Print};
pub(crate) use request::RequestsArgs;
pub(crate) use serve::{DemoArgs, MailArgs, MailCommand, MailTestArgs, ServeArgs, TlsCommand};
pub(crate) use show::{
    AtArgs, AwardsArgs, BacktestArgs, BalanceArgs, BlockArgs, CampaignArgs, CampaignsArgs,
    CodeArgs, DashboardArgs, EventsArgs, ExemplarArgs, HonestyArgs, InitiativesArgs, PracticesArgs,
    QualityArgs, RankingArgs, Show, StandingArgs, TreeArgs, WindowArgs,
};

/// Where data are kept where neither `--db` nor `THIDUA_DB` says otherwise.
pub(crate) const DEFAULT_DB: &str = "sqlite:data/thidua.db";
/// Where the demo is kept by default: never among an office's own data.
pub(crate) const DEMO_DB: &str = "sqlite:data/demo.db";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "thidua",
    bin_name = "thidua",
    version,
    about = "Thi Đua: thi đua, khen thưởng của các cơ quan thi hành án dân sự.",
    after_help = "Biến môi trường:\n  THIDUA_DB     địa chỉ cơ sở dữ liệu, thay cho --db\n  \
                  THIDUA_LOG    mức nhật ký vận hành ra stderr: error, warn, info, debug\n  \
                  THIDUA_TODAY  ngày thử nghiệm, thay cho --today\n\n\
                  Mã thoát: 0 đã xong; 1 bị từ chối, chưa lưu gì; 2 dùng sai lệnh."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Common {
    #[arg(
        long,
        global = true,
        env = "THIDUA_DB",
        value_name = "ĐỊA-CHỈ",
        help = "Cơ sở dữ liệu: sqlite:TỆP hoặc postgres://… (mặc định: sqlite:data/thidua.db)"
    )]
    db: Option<String>,
    #[arg(long, global = true, help = "In kết quả dưới dạng một tài liệu JSON")]
    pub(crate) json: bool,
    #[arg(
        long,
        global = true,
        env = "THIDUA_TODAY",
        value_name = "NGÀY",
        value_parser = values::day,
        help = "Thử nghiệm, tập huấn: coi hôm nay là ngày này; chỉ với cơ sở dữ liệu dựng từ đầu bằng tùy chọn này"
    )]
    pub(crate) today: Option<Date>,
}

impl Common {
    /// The database asked for, or the default of the command.
    pub(crate) fn address(&self, default: &str) -> String {
        let told = self.db.as_deref().filter(|told| !told.is_empty());
        told.unwrap_or(default).to_owned()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = "Chạy dịch vụ web")]
    Serve(ServeArgs),
    #[command(about = "Dựng dữ liệu mẫu (lần đầu) rồi chạy dịch vụ web để dùng thử")]
    Demo(DemoArgs),
    #[command(about = "Nạp bộ số liệu: lưu tất cả hoặc không lưu gì")]
    Load(LoadArgs),
    #[command(
        about = "Xuất dữ liệu của một cơ quan trong một số năm để nơi khác nạp bằng load, đúng nguyên văn"
    )]
    Export(crate::export::ExportArgs),
    #[command(
        subcommand,
        about = "Xem số liệu, tiến độ, khen thưởng, tổ chức, nhân sự, văn bản"
    )]
    Show(Show),
    #[command(subcommand, about = "In văn bản ra tệp Word, PDF hoặc Excel")]
    Print(Print),
    #[command(about = "Soát số liệu, danh mục, nhật ký, cơ sở dữ liệu; mã thoát 1 nếu có điều sai")]
    Check,
    #[command(about = "Sao lưu toàn bộ cơ sở dữ liệu ra một tệp")]
    Backup(FileArgs),
    #[command(about = "Khôi phục một tệp sao lưu vào cơ sở dữ liệu trống")]
    Restore(RestoreArgs),
    #[command(subcommand, about = "Sinh dữ liệu thử vào cơ sở dữ liệu mới")]
    Generate(crate::generate::Generate),
    #[command(subcommand, about = "Quản lý người dùng và vai trò")]
    User(UserCommand),
    #[command(subcommand, about = "Mã truy cập cho phần mềm khác")]
    Token(TokenCommand),
    #[command(subcommand, about = "Chứng thư cho mạng nội bộ")]
    Tls(TlsCommand),
    #[command(subcommand, about = "Gửi thư thông báo")]
    Mail(MailCommand),
    #[command(subcommand, hide = true, about = "Đo tốc độ")]
    Bench(crate::bench::Bench),
}

/// `load`.
#[derive(Debug, Args)]
pub(crate) struct LoadArgs {
    #[arg(
        required = true,
        value_name = "ĐƯỜNG-DẪN",
        help = "Thư mục tệp CSV, tệp CSV, sổ XLSX; @nganh là cây tổ chức của ngành, @vi-du/TÊN là dữ liệu mẫu kèm sẵn"
    )]
    pub(crate) paths: Vec<String>,
    #[arg(long, help = "Chỉ thử và nêu lỗi, không lưu")]
    pub(crate) dry_run: bool,
    #[arg(
        long,
        value_name = "LÝ-DO",
        value_parser = values::reason,
        help = "Lý do sửa đổi: dòng khác với dữ liệu đã lưu được ghi thành bản mới"
    )]
    pub(crate) revise: Option<String>,
}

/// `backup`.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    #[arg(value_name = "TỆP", help = "Tệp sao lưu")]
    pub(crate) file: PathBuf,
}

/// `restore`.
#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    #[arg(value_name = "TỆP", help = "Tệp sao lưu")]
    pub(crate) file: PathBuf,
    #[arg(
        long,
        help = "Vẫn khôi phục khi chuỗi nhật ký trong tệp không khớp, và nêu chỗ không khớp"
    )]
    pub(crate) accept_faults: bool,
}
