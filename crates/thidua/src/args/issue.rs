//! What papers have in common: their day, their number, whether they are drafts, the file they go to.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use thidua_app::report::Issue;

use super::values;

/// The file a paper is written to.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    #[arg(
        short,
        long = "output",
        value_name = "TỆP",
        help = "Tệp ghi ra; đuôi .docx, .pdf hoặc .xlsx chọn dạng tệp"
    )]
    pub(crate) output: PathBuf,
}

/// A paper that bears a day.
#[derive(Debug, Args)]
pub(crate) struct DayArgs {
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Ngày ban hành (mặc định: để trống)")]
    date: Option<Date>,
    #[arg(long, help = "Ghi rõ đây là dự thảo")]
    draft: bool,
}

/// A paper that bears a number and a day.
#[derive(Debug, Args)]
pub(crate) struct NumberArgs {
    #[arg(
        long,
        value_name = "SỐ",
        value_parser = values::number,
        help = "Số văn bản (mặc định: để trống)"
    )]
    number: Option<u32>,
    #[command(flatten)]
    day: DayArgs,
}

/// A paper whose number and day may be on record already.
#[derive(Debug, Args)]
pub(crate) struct RecordedArgs {
    #[arg(
        long,
        value_name = "SỐ",
        value_parser = values::number,
        help = "Số văn bản (mặc định: như đã ghi, hoặc để trống)"
    )]
    number: Option<u32>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = values::day,
        help = "Ngày ban hành (mặc định: như đã ghi, hoặc để trống)"
    )]
    date: Option<Date>,
    #[arg(long, help = "Ghi rõ đây là dự thảo")]
    draft: bool,
    #[command(flatten)]
    pub(crate) file: FileArgs,
}

impl DayArgs {
    /// How the paper is issued, with a number of its own or without one.
    pub(crate) fn issue(&self, number: Option<u32>) -> Issue {
        Issue {
            number,
            date: self.date,
            draft: self.draft,
        }
    }
}

impl NumberArgs {
    /// How the paper is issued.
    pub(crate) fn issue(&self) -> Issue {
        self.day.issue(self.number)
    }
}

impl RecordedArgs {
    /// How the paper is issued.
    pub(crate) fn issue(&self) -> Issue {
        Issue {
            number: self.number,
            date: self.date,
            draft: self.draft,
        }
    }
}
