//! `print saved-report`: a report one works on, as it stands, or its annex of corrections.

use clap::Args;

use super::issue::FileArgs;
use super::values;

/// `print saved-report`.
#[derive(Debug, Args)]
pub(crate) struct LivingArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan")]
    pub(crate) agency: String,
    #[arg(
        long,
        value_name = "SỐ",
        help = "Số của báo cáo đang soạn trong cơ quan"
    )]
    pub(crate) report: u32,
    #[arg(
        long,
        value_name = "SỐ-BẢN",
        help = "In phụ lục đính chính của bản đã phát hành này, thay cho báo cáo"
    )]
    pub(crate) corrections_of: Option<u32>,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}
