//! `user` and `token`.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use thidua_domain::access::{EVERYWHERE, Role};

use super::values;

/// `user …`.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    #[command(about = "Thêm người dùng và in mã dùng một lần để đăng nhập lần đầu")]
    Add(AddArgs),
    #[command(about = "Đặt lại mật khẩu: in mã dùng một lần mới, kết thúc mọi phiên làm việc")]
    Reset(NameArgs),
    #[command(about = "Ngừng một tài khoản và kết thúc mọi phiên làm việc")]
    Disable(NameArgs),
    #[command(about = "Cho dùng lại một tài khoản đã ngừng")]
    Enable(NameArgs),
    #[command(about = "Mở khóa một tài khoản bị khóa do nhập sai mật khẩu")]
    Unlock(NameArgs),
    #[command(about = "Giao vai trò")]
    Grant(GrantArgs),
    #[command(about = "Thu hồi vai trò")]
    Revoke(RevokeArgs),
    #[command(about = "Liệt kê người dùng và vai trò")]
    List,
}

/// `user add`.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[arg(
        value_name = "TÊN",
        help = "Tên đăng nhập: chữ thường không dấu, chữ số, dấu chấm, gạch nối"
    )]
    pub(crate) name: String,
    #[arg(
        long,
        value_name = "HỌ-VÀ-TÊN",
        help = "Họ và tên (mặc định: tên đăng nhập)"
    )]
    pub(crate) full_name: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cá nhân trong nhân sự mà tài khoản thuộc về")]
    pub(crate) person: Option<String>,
    #[arg(long, value_name = "VAI-TRÒ", value_parser = role, help = ROLES)]
    pub(crate) role: Option<Role>,
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = agency,
        requires = "role",
        help = "Mã cơ quan của vai trò (mặc định: cả hệ thống)"
    )]
    pub(crate) agency: Option<String>,
}

/// An account and why.
#[derive(Debug, Args)]
pub(crate) struct NameArgs {
    #[arg(value_name = "TÊN", help = "Tên đăng nhập")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) why: Why,
}

/// Why it is done, for the audit trail.
#[derive(Debug, Args)]
pub(crate) struct Why {
    #[arg(long, value_name = "LÝ-DO", value_parser = values::reason, help = "Lý do, ghi vào nhật ký hệ thống")]
    reason: Option<String>,
}

impl Why {
    /// The reason told, or that it was done here.
    pub(crate) fn text(&self) -> &str {
        self.reason
            .as_deref()
            .unwrap_or("Thực hiện bằng dòng lệnh trên máy chủ")
    }
}

/// `user grant`.
#[derive(Debug, Args)]
pub(crate) struct GrantArgs {
    #[arg(value_name = "TÊN", help = "Tên đăng nhập")]
    pub(crate) name: String,
    #[arg(long, value_name = "VAI-TRÒ", value_parser = role, help = ROLES)]
    pub(crate) role: Role,
    #[arg(long, value_name = "MÃ", value_parser = agency, help = "Mã cơ quan (mặc định: cả hệ thống)")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Từ ngày (mặc định: hôm nay)")]
    pub(crate) from: Option<Date>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Đến hết ngày (mặc định: đến khi thu hồi)")]
    pub(crate) to: Option<Date>,
    #[arg(long, value_name = "VĂN-BẢN", help = "Văn bản giao vai trò")]
    pub(crate) document: Option<String>,
    #[command(flatten)]
    pub(crate) why: Why,
}

/// `user revoke`.
#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    #[arg(value_name = "TÊN", help = "Tên đăng nhập")]
    pub(crate) name: String,
    #[arg(long, value_name = "SỐ", value_parser = number, help = "Số của vai trò, xem ở lệnh «user list»")]
    pub(crate) grant: i64,
    #[command(flatten)]
    pub(crate) why: Why,
}

/// `token …`.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    #[command(about = "Tạo mã truy cập; mã chỉ được in ra một lần")]
    Create(CreateArgs),
}

/// `token create`.
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    #[arg(
        long,
        value_name = "TÊN",
        help = "Tên đăng nhập mà mã truy cập thay mặt"
    )]
    pub(crate) user: String,
    #[arg(
        long,
        value_name = "TÊN-GỌI",
        default_value = "Dòng lệnh",
        help = "Tên gọi của mã, để nhận ra sau này"
    )]
    pub(crate) label: String,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Dùng được đến hết ngày (mặc định: đến khi kết thúc)")]
    pub(crate) to: Option<Date>,
}

const ROLES: &str = "Vai trò: can_bo (công chức, người lao động), thong_ke (làm thống kê, thi đua), \
                     to_chuc (tổ chức cán bộ), nguoi_dung_dau, lanh_dao (lãnh đạo phụ trách), bo_cuc (công chức Bộ, Cục), \
                     kiem_tra (thanh tra, kiểm tra), quan_tri (quản trị hệ thống)";

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text.trim()).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("Chọn một trong: {}.", known.join(", "))
    })
}

fn agency(text: &str) -> Result<String, String> {
    if text.trim() == EVERYWHERE {
        return Ok(EVERYWHERE.to_owned());
    }
    values::code(text)
}

fn number(text: &str) -> Result<i64, String> {
    text.trim()
        .parse()
        .map_err(|_| "Ghi số của vai trò, ví dụ 3.".to_owned())
}
