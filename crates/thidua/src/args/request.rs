//! `show requests`, `show request` and `print request`: which requests for reports.

use clap::Args;

use super::issue::RecordedArgs;
use super::values;

/// `show requests`.
#[derive(Debug, Args)]
pub(crate) struct RequestsArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Chỉ yêu cầu của cơ quan này, đã gửi đi hoặc phải trả lời")]
    pub(crate) agency: Option<String>,
    #[arg(long, help = "Cả yêu cầu đã đóng, đã hủy")]
    pub(crate) all: bool,
    #[arg(
        long,
        value_name = "SỐ",
        default_value = "1",
        help = "Trang của các yêu cầu đã gửi đi"
    )]
    pub(crate) page: usize,
}

/// `print request`.
#[derive(Debug, Args)]
pub(crate) struct RequestPaperArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã yêu cầu báo cáo")]
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) issue: RecordedArgs,
}
