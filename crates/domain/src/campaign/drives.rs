//! How many drives were launched in each year, quarter or month of a period, beside how many there should be.

use jiff::civil::Date;

use super::Span;
use crate::movement::Drives;
use crate::time::YearSpan;

/// How a count stands to what was laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As many as laid down.
    Enough,
    /// Fewer, and the time is over.
    TooFew,
    /// More.
    TooMany,
    /// Fewer so far; the time is not over.
    Open,
    /// No number was laid down.
    Uncounted,
}

impl Verdict {
    /// Its code in answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Enough => "enough",
            Self::TooFew => "too_few",
            Self::TooMany => "too_many",
            Self::Open => "open",
            Self::Uncounted => "uncounted",
        }
    }
}

/// A year, quarter or month with its drives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its days.
    pub span: Span,
    /// `năm 2021`, `quý II/2021`, `tháng 5/2021`.
    pub label: String,
    /// Codes of the drives that began in it.
    pub drives: Vec<String>,
    /// How they stand to the number laid down.
    pub verdict: Verdict,
}

/// The slots of work years, newest first; `period`: a code of `Định kỳ` (`nam quy thang`, other: years). A drive counts
/// where its first day lies.
pub fn slots(
    years: YearSpan,
    period: Option<&str>,
    laid_down: Option<Drives>,
    drives: &[(String, Date)],
    today: Date,
) -> Vec<Slot> {
    let months = match period {
        Some("quy") => 3,
        Some("thang") => 1,
        _ => 12,
    };
    let mut found = Vec::new();
    for year in years.from.0..=years.to.0 {
        for first in (0_i8..12).step_by(months) {
            let Some(span) = of_months(year, first, months) else {
                continue;
            };
            let within = drives.iter().filter(|(_, day)| span.contains(*day));
            let within: Vec<String> = within.map(|(code, _)| code.clone()).collect();
            found.push(Slot {
                label: label(year, months, span),
                verdict: verdict(within.len(), laid_down, span.to < today),
                drives: within,
                span,
            });
        }
    }
    found.reverse();
    found
}

/// So many months of a work year, the first counted from October.
fn of_months(year: i16, first: i8, months: usize) -> Option<Span> {
    let start = |offset: i8| {
        let (year, month) = match offset {
            0..=2 => (year.checked_sub(1)?, 10 + offset),
            _ => (year, offset - 2),
        };
        Date::new(year, month, 1).ok()
    };
    let last = first + i8::try_from(months).ok()? - 1;
    Some(Span {
        from: start(first)?,
        to: start(last)?.last_of_month(),
    })
}

fn label(year: i16, months: usize, span: Span) -> String {
    let (of, month) = (span.from.year(), span.from.month());
    match months {
        3 => {
            let quarter = ["I", "II", "III", "IV"];
            let at = usize::try_from((month - 1) / 3).unwrap_or(0);
            format!("quý {}/{of}", quarter.get(at).copied().unwrap_or("I"))
        }
        1 if month <= 2 => format!("tháng 0{month}/{of}"),
        1 => format!("tháng {month}/{of}"),
        _ => format!("năm {year}"),
    }
}

fn verdict(count: usize, laid_down: Option<Drives>, over: bool) -> Verdict {
    let Some(laid_down) = laid_down else {
        return Verdict::Uncounted;
    };
    let (least, most) = (usize::from(laid_down.least), usize::from(laid_down.most));
    match count {
        count if count > most => Verdict::TooMany,
        count if count >= least => Verdict::Enough,
        _ if over => Verdict::TooFew,
        _ => Verdict::Open,
    }
}
