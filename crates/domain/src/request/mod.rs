//! Reports that an office asks those below it for (yêu cầu báo cáo): what is asked, until when, what each answered.
//!
//! What was sent is kept as it was sent; what a unit writes on is kept beside it and counts nowhere. What is given back
//! counts again only when it is sent again.

mod answer;
mod question;
mod said;
mod sheet;
mod sum;

pub use answer::{Answer, By, Refusal, Returned, Sent, Stage};
pub use question::{Fault, Field, Plain, Question, Reply, Shape, Source, read_replies};
pub use said::{Said, said};
pub use sheet::{ANSWER_SHEET, ANSWERS, REQUEST_SHEET, REQUESTS};
pub use sum::{Tally, Total, shown, tally};

use jiff::civil::Date;

use crate::time::Window;

/// Most questions of a request.
pub const MOST_QUESTIONS: usize = 40;
/// Most columns of a table.
pub const MOST_FIELDS: usize = 12;
/// Most rows of a table in one answer.
pub const MOST_ROWS: usize = 100;
/// Longest text of an answer, in letters.
pub const LONGEST_TEXT: usize = 3_000;
/// Longest text of an answer that is a section of a report, in letters.
pub const LONGEST_SECTION: usize = 12_000;
/// Longest question, in letters.
pub const LONGEST_WORDS: usize = 300;
/// Largest cell of an answer as it is kept, in letters: a cell of a workbook holds no more when it travels.
pub const LARGEST: usize = 32_000;

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Answers are taken.
    Open,
    /// No more answers are taken.
    Closed,
    /// Taken back: nobody owes anything.
    Cancelled,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Cancelled];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "dang_thu",
            Self::Closed => "da_dong",
            Self::Cancelled => "da_huy",
        }
    }

    /// The status of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A request as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its code.
    pub code: String,
    /// Code of the agency that asks.
    pub asker: String,
    /// What is asked, in one line.
    pub title: String,
    /// How it is to be filled in.
    pub guidance: Option<String>,
    /// The paper that asks for it.
    pub paper: Option<String>,
    /// Code of the request from above it is passed on of.
    pub parent: Option<String>,
    /// The form.
    pub questions: Vec<Question>,
    /// The months whose figures and sections the form begins with.
    pub period: Option<Window>,
    /// Codes of the agencies asked.
    pub units: Vec<String>,
    /// Last day in time.
    pub due: Date,
    /// How far it has come.
    pub status: Status,
    /// Name of who sent it.
    pub sent_by: String,
    /// Day it was sent.
    pub sent: Date,
    /// Why its day was moved, or why it was closed or taken back.
    pub reason: Option<String>,
    /// Day of the last change.
    pub changed: Option<Date>,
}

impl Request {
    /// Whether the last day was moved on a day or later: a change that keeps the request open and has a reason.
    pub fn moved_since(&self, day: Date) -> bool {
        let changed = self.changed.is_some_and(|changed| changed >= day);
        changed && self.status == Status::Open && self.reason.is_some()
    }

    /// Whether an agency is asked.
    pub fn asks(&self, unit: &str) -> bool {
        self.units.iter().any(|code| code == unit)
    }
}

/// The last day after so many worked days, and the nearest worked day from a day on; see
/// [`crate::closing::Calendar::works`].
pub mod days {
    use jiff::civil::Date;

    /// Days that are off at a stretch: more are a calendar that knows no working day at all.
    const LONGEST_REST: u16 = 60;

    /// The last of so many worked days after a day, itself not counted; `None`: no day is ever worked.
    pub fn after(day: Date, days: u8, works: &dyn Fn(Date) -> bool) -> Option<Date> {
        crate::closing::working_days_after(day, days, works)
    }

    /// The day itself where it is worked, else the next one that is.
    pub fn worked(day: Date, works: &dyn Fn(Date) -> bool) -> Option<Date> {
        let mut day = day;
        for _ in 0..LONGEST_REST {
            if works(day) {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// Worked days from the day after `due` up to `until`; 0 where it is not past. `due` and `until` at most some years
    /// apart.
    pub fn late(due: Date, until: Date, works: &dyn Fn(Date) -> bool) -> usize {
        let mut days = due.series(jiff::Span::new().days(1)).skip(1);
        let within = days
            .by_ref()
            .take_while(|day| *day <= until && day.year() - due.year() < 5);
        within.filter(|day| works(*day)).count()
    }
}

#[cfg(test)]
mod tests;
