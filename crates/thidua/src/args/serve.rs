//! `serve`, `demo`, `tls`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values;

/// Where the web application listens by default: this machine only.
const LISTEN: &str = "127.0.0.1:8080";

/// `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[arg(
        long,
        value_name = "ĐỊA-CHỈ",
        default_value = LISTEN,
        value_parser = listen,
        help = "Địa chỉ và cổng (mặc định: 127.0.0.1:8080, chỉ trên máy này)"
    )]
    pub(crate) listen: SocketAddr,
    #[arg(
        long,
        value_name = "TỆP",
        requires = "tls_key",
        help = "Chứng thư (PEM, cả chuỗi)"
    )]
    pub(crate) tls_cert: Option<PathBuf>,
    #[arg(
        long,
        value_name = "TỆP",
        requires = "tls_cert",
        help = "Khóa riêng của chứng thư (PEM)"
    )]
    pub(crate) tls_key: Option<PathBuf>,
    #[arg(
        long,
        value_name = "ĐỊA-CHỈ",
        value_delimiter = ',',
        value_parser = network,
        help = "Máy chủ trung gian đã có https và được tin về địa chỉ người dùng, ví dụ 10.0.0.5/32"
    )]
    pub(crate) behind_proxy: Vec<String>,
    #[arg(
        long,
        value_name = "SỐ-NGÀY",
        default_value = "45",
        value_parser = unused_days,
        help = "Tự ngừng tài khoản không đăng nhập từ ngần ấy ngày, báo trước 7 ngày (mặc định: 45; 0: không tự ngừng)"
    )]
    pub(crate) disable_unused_after: u16,
    #[command(flatten)]
    pub(crate) mail: MailArgs,
}

/// How letters are sent.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct MailArgs {
    #[arg(
        long,
        env = "THIDUA_SMTP",
        value_name = "ĐỊA-CHỈ",
        requires = "mail_from",
        help = "Máy chủ thư: smtps://MÁY:465 hoặc smtp://MÁY:587 (bắt buộc nâng lên TLS); không có thì không gửi thư"
    )]
    pub(crate) smtp: Option<String>,
    #[arg(
        long,
        env = "THIDUA_SMTP_USER",
        value_name = "TÊN",
        requires = "smtp_password_file",
        help = "Tên đăng nhập máy chủ thư"
    )]
    pub(crate) smtp_user: Option<String>,
    #[arg(
        long,
        env = "THIDUA_SMTP_PASSWORD_FILE",
        value_name = "TỆP",
        help = "Tệp có mật khẩu máy chủ thư (dòng đầu)"
    )]
    pub(crate) smtp_password_file: Option<PathBuf>,
    #[arg(
        long,
        env = "THIDUA_SMTP_CA",
        value_name = "TỆP",
        help = "Chứng thư gốc (PEM) tin thêm cho máy chủ thư của cơ quan"
    )]
    pub(crate) smtp_ca: Option<PathBuf>,
    #[arg(
        long,
        env = "THIDUA_MAIL_FROM",
        value_name = "ĐỊA-CHỈ-THƯ",
        help = "Địa chỉ người gửi, ví dụ thidua@moj.gov.vn"
    )]
    pub(crate) mail_from: Option<String>,
    #[arg(
        long,
        env = "THIDUA_MAIL_HOME",
        value_name = "ĐỊA-CHỈ",
        help = "Địa chỉ mở phần mềm nêu trong thư, ví dụ https://thidua.moj.local"
    )]
    pub(crate) mail_home: Option<String>,
}

/// `mail …`.
#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    #[command(about = "Thử kết nối máy chủ thư và gửi một thư")]
    Test(MailTestArgs),
}

/// `mail test`.
#[derive(Debug, Args)]
pub(crate) struct MailTestArgs {
    #[command(flatten)]
    pub(crate) mail: MailArgs,
    #[arg(long, value_name = "ĐỊA-CHỈ-THƯ", value_parser = values::mail, help = "Nơi nhận thư thử")]
    pub(crate) to: String,
}

/// `demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    #[arg(
        long,
        value_name = "ĐỊA-CHỈ",
        default_value = LISTEN,
        value_parser = listen,
        help = "Địa chỉ và cổng trên máy này (mặc định: 127.0.0.1:8080)"
    )]
    pub(crate) listen: SocketAddr,
}

/// `tls …`.
#[derive(Debug, Subcommand)]
pub(crate) enum TlsCommand {
    #[command(about = "Tự tạo chứng thư cho một máy trong mạng nội bộ")]
    SelfSign(SelfSignArgs),
}

/// `tls self-sign`.
#[derive(Debug, Args)]
pub(crate) struct SelfSignArgs {
    #[arg(
        long,
        value_name = "TÊN-MÁY",
        help = "Tên hoặc địa chỉ mà các máy trạm gõ vào trình duyệt"
    )]
    pub(crate) name: String,
    #[arg(
        long,
        value_name = "THƯ-MỤC",
        default_value = ".",
        help = "Nơi ghi hai tệp (mặc định: thư mục đang đứng)"
    )]
    pub(crate) out: PathBuf,
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "Ghi địa chỉ IP và cổng, ví dụ 127.0.0.1:8080 hoặc [::1]:8080.".to_owned())
}

/// Days without a sign-in; fewer than two weeks would end whoever is on leave.
fn unused_days(text: &str) -> Result<u16, String> {
    let days = text
        .parse()
        .ok()
        .filter(|days| *days == 0 || (14..=3650).contains(days));
    days.ok_or_else(|| "Ghi số ngày từ 14 đến 3650, hoặc 0 để không tự ngừng tài khoản.".to_owned())
}

/// An address or a network; checked for shape where it is used.
fn network(text: &str) -> Result<String, String> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let whole = match address.parse() {
        Ok(std::net::IpAddr::V4(_)) => 32,
        Ok(std::net::IpAddr::V6(_)) => 128,
        Err(_) => 0,
    };
    let bits = bits.map_or(Some(whole), |bits| bits.parse::<u8>().ok());
    match bits {
        Some(bits) if whole > 0 && bits <= whole => Ok(format!("{address}/{bits}")),
        _ => Err("Ghi địa chỉ IP, hoặc dải địa chỉ như 10.0.0.0/24.".to_owned()),
    }
}
