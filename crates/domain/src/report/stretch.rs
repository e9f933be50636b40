//! Times a report tells that no cumulative month is: calendar years and half-years lie over the border of two work
//! years, the second half of a work year lies within one. A flow of such a time is a sum of differences of cumulative
//! months; a figure that tells a state at a month's end has no such sum.

use crate::campaign::Asked;
use crate::time::{Window, WorkYear};

/// Which months of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Months {
    /// January to December.
    Calendar,
    /// January to June.
    CalendarFirst,
    /// July to December.
    CalendarLast,
    /// April to September: the second half of the work year.
    WorkLast,
}

/// Months of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The calendar year its months lie in.
    pub year: i16,
    /// Which of them.
    pub months: Months,
}

/// A cumulative figure that is added, or taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The cumulative window.
    pub window: Window,
    /// Whether it is taken off.
    pub less: bool,
}

/// Why a flow of a stretch is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The cumulative figure of this window is missing.
    Missing(Window),
    /// It is told only roughly: nothing is added to it or taken off.
    Vague(Window),
    /// Beyond what a number can hold.
    TooLarge,
}

impl Months {
    /// All, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::Calendar,
        Self::CalendarFirst,
        Self::CalendarLast,
        Self::WorkLast,
    ];

    /// Its code in addresses and commands.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calendar => "duong-lich",
            Self::CalendarFirst => "6-thang-dau",
            Self::CalendarLast => "6-thang-cuoi",
            Self::WorkLast => "6-thang-cuoi-nam-cong-tac",
        }
    }

    /// What a reader chooses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "Năm dương lịch (tháng 01 – 12)",
            Self::CalendarFirst => "06 tháng đầu năm dương lịch",
            Self::CalendarLast => "06 tháng cuối năm dương lịch",
            Self::WorkLast => "06 tháng cuối năm công tác (tháng 4 – 9)",
        }
    }

    /// Those of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|months| months.code() == code)
    }

    const fn ends(self) -> (u8, u8) {
        match self {
            Self::Calendar => (1, 12),
            Self::CalendarFirst => (1, 6),
            Self::CalendarLast => (7, 12),
            Self::WorkLast => (4, 9),
        }
    }
}

impl Stretch {
    /// In a sentence: `năm dương lịch 2021`, `06 tháng đầu năm 2021 (dương lịch)`.
    pub fn label(self) -> String {
        let year = self.year;
        match self.months {
            Months::Calendar => format!("năm dương lịch {year}"),
            Months::CalendarFirst => format!("06 tháng đầu năm {year} (dương lịch)"),
            Months::CalendarLast => format!("06 tháng cuối năm {year} (dương lịch)"),
            Months::WorkLast => format!("06 tháng cuối năm công tác {year}"),
        }
    }

    /// The same months of the year before.
    pub const fn before(self) -> Self {
        Self {
            year: self.year.saturating_sub(1),
            months: self.months,
        }
    }

    /// The work-year window that ends with its last month.
    pub fn last(self) -> Window {
        let (_, to) = self.months.ends();
        let (year, month) = cumulative(self.year, to);
        Window { year, month }
    }

    /// The cumulative figures it is made of, oldest first.
    pub fn terms(self) -> Vec<Term> {
        let (from, to) = self.months.ends();
        let mut terms = Vec::new();
        for (first, last) in [(from, to.min(9)), (from.max(10), to)] {
            if first > last {
                continue;
            }
            let (year, start) = cumulative(self.year, first);
            let (_, end) = cumulative(self.year, last);
            if start > 1 {
                let window = Window {
                    year,
                    month: start - 1,
                };
                terms.push(Term { window, less: true });
            }
            let window = Window { year, month: end };
            terms.push(Term {
                window,
                less: false,
            });
        }
        terms
    }

    /// A flow of the stretch from its cumulative figures.
    ///
    /// # Errors
    /// [`Gap`]: the first of them that is not known exactly.
    pub fn flow(self, asked: impl Fn(Window) -> Asked) -> Result<i64, Gap> {
        let mut sum = 0_i64;
        for term in self.terms() {
            let value = match asked(term.window) {
                Asked::Known(value) => value,
                Asked::Vague => return Err(Gap::Vague(term.window)),
                Asked::Missing => return Err(Gap::Missing(term.window)),
            };
            let added = match term.less {
                true => sum.checked_sub(value),
                false => sum.checked_add(value),
            };
            sum = added.ok_or(Gap::TooLarge)?;
        }
        Ok(sum)
    }
}

/// Work year and cumulative month of a calendar month.
const fn cumulative(year: i16, month: u8) -> (WorkYear, u8) {
    if month >= 10 {
        (WorkYear(year.saturating_add(1)), month - 9)
    } else {
        (WorkYear(year), month + 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(year: i16, months: Months) -> Vec<String> {
        let stretch = Stretch { year, months };
        let told = stretch.terms().into_iter().map(|term| {
            let sign = if term.less { "-" } else { "+" };
            format!("{sign}{}", term.window)
        });
        told.collect()
    }

    #[test]
    fn a_calendar_year_is_nine_months_of_one_work_year_and_three_of_the_next() {
        assert_eq!(
            terms(2021, Months::Calendar),
            ["-2021/3", "+2021/12", "+2022/3"]
        );
        assert_eq!(terms(2021, Months::CalendarFirst), ["-2021/3", "+2021/9"]);
        assert_eq!(
            terms(2021, Months::CalendarLast),
            ["-2021/9", "+2021/12", "+2022/3"]
        );
        assert_eq!(terms(2021, Months::WorkLast), ["-2021/6", "+2021/12"]);
    }

    #[test]
    fn what_is_missing_or_rough_is_said_and_not_reckoned_with() {
        let stretch = Stretch {
            year: 2021,
            months: Months::Calendar,
        };
        let missing = Window::new(WorkYear(2022), 3).unwrap();
        let flow = stretch.flow(|window| match window == missing {
            true => Asked::Missing,
            false => Asked::Known(10),
        });
        assert_eq!(flow, Err(Gap::Missing(missing)));
        let vague = stretch.flow(|_| Asked::Vague);
        assert!(matches!(vague, Err(Gap::Vague(_))));
        assert_eq!(
            stretch.flow(|window| Asked::Known(if window.month == 3 { 0 } else { i64::MAX })),
            Ok(i64::MAX)
        );
        assert_eq!(
            stretch.flow(|window| match window.month == 3 && window.year.0 == 2021 {
                true => Asked::Known(-1),
                false => Asked::Known(i64::MAX),
            }),
            Err(Gap::TooLarge)
        );
    }

    proptest! {
        /// Halves of a year together are the year, whatever was done each month.
        #[test]
        fn halves_add_up_to_the_year(monthly in proptest::collection::vec(0_i64..1_000_000, 36)) {
            // Months from October 2019 on.
            let asked = |window: Window| {
                let start = usize::try_from((window.year.0 - 2020) * 12).unwrap();
                let months = usize::from(window.month);
                Asked::Known(monthly.iter().skip(start).take(months).sum())
            };
            let of = |months| Stretch { year: 2021, months }.flow(asked).unwrap();
            let by_hand: i64 = monthly.iter().skip(15).take(12).sum();
            prop_assert_eq!(of(Months::Calendar), by_hand);
            prop_assert_eq!(of(Months::CalendarFirst) + of(Months::CalendarLast), by_hand);
            let half: i64 = monthly.iter().skip(18).take(6).sum();
            prop_assert_eq!(of(Months::WorkLast), half);
        }
    }
}
