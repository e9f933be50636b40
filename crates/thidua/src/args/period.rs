//! `print period-report` and `print article`: over which years, after which outline.

use std::path::PathBuf;

use clap::Args;
use thidua_app::report::period::{ARTICLE, AskPeriod, REPORT};
use thidua_app::report::{Issue, What};
use thidua_domain::report::Months;
use thidua_domain::time::Window;

use super::issue::{DayArgs, FileArgs};
use super::values;

/// What both take.
#[derive(Debug, Args)]
pub(crate) struct PeriodArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan; gồm các đơn vị trực thuộc và tiền thân")]
    agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác đầu")]
    from: i16,
    #[arg(long, value_name = "NĂM", value_parser = values::end, help = "Năm công tác cuối; hoặc năm và tháng lũy kế, ví dụ 2021/8")]
    to: Window,
    #[arg(long, value_name = "KỲ", value_parser = stretch, help = "Kỳ không theo lũy kế, của một năm: duong-lich, 6-thang-dau, 6-thang-cuoi (dương lịch), 6-thang-cuoi-nam-cong-tac")]
    months: Option<Months>,
    #[arg(long, value_name = "CHỮ", help = "Tiêu đề (mặc định: theo đề cương)")]
    title: Option<String>,
    #[command(flatten)]
    day: DayArgs,
    #[arg(
        long,
        value_name = "SỐ",
        value_parser = values::number,
        help = "Kèm đoạn viết thêm, ảnh của báo cáo đang soạn số này (mặc định: không kèm)"
    )]
    pub(crate) report: Option<u32>,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

/// `print period-report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) period: PeriodArgs,
    #[arg(long, value_name = "MÃ", default_value = REPORT, help = "Mã đề cương: giai-doan, hoi-dong-tinh, tu-danh-gia, hoi-nghi")]
    outline: String,
    #[arg(long, value_name = "SỐ", value_parser = values::number, help = "Số văn bản (mặc định: để trống)")]
    number: Option<u32>,
}

/// `print article`.
#[derive(Debug, Args)]
pub(crate) struct ArticleArgs {
    #[command(flatten)]
    pub(crate) period: PeriodArgs,
    #[arg(long, value_name = "TÊN", help = "Tác giả")]
    author: Option<String>,
}

impl ReportArgs {
    /// The question, and the file for its answer.
    pub(crate) fn asked(self) -> (What, PathBuf) {
        let issue = self.period.day.issue(self.number);
        asked(self.period, self.outline, None, issue)
    }
}

impl ArticleArgs {
    /// The question, and the file for its answer.
    pub(crate) fn asked(self) -> (What, PathBuf) {
        let issue = self.period.day.issue(None);
        asked(self.period, ARTICLE.to_owned(), self.author, issue)
    }
}

fn asked(
    args: PeriodArgs,
    outline: String,
    author: Option<String>,
    issue: Issue,
) -> (What, PathBuf) {
    let ask = AskPeriod {
        agency: args.agency,
        from: args.from,
        to: args.to.year.0,
        month: Some(args.to.month).filter(|month| *month < 12),
        stretch: args.months,
        scope: None,
        outline,
        title: args.title,
        author,
        issue,
    };
    (What::Period(Box::new(ask)), args.file.output)
}

fn stretch(text: &str) -> Result<Months, String> {
    Months::from_code(text).ok_or_else(|| {
        let known = Months::ALL.map(Months::code).join(", ");
        format!("kỳ là một trong: {known}")
    })
}
