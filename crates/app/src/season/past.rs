//! The months of a unit's years, as the season reads them.

use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, From};
use thidua_domain::targets::season::{OLDEST, PastYear, rates};
use thidua_domain::time::{Window, WorkYear};

use crate::State;
use crate::figures::{answer, completion, parts_of_rate};

/// Reads one subject's years in one frame.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) state: &'a State,
    /// The question; its window is put in by each reading.
    pub(super) ask: Ask<'a>,
    pub(super) subject: &'a str,
}

/// Numerators, denominators and rates of the same years.
pub(super) struct RateYears {
    pub(super) parts: Vec<PastYear>,
    pub(super) wholes: Vec<PastYear>,
    /// In ten-thousandths of a percent: of the two where both are exact, else as published.
    pub(super) rates: Vec<PastYear>,
}

/// The years a year may rest on, oldest first.
pub(super) fn years_before(year: WorkYear) -> impl Iterator<Item = WorkYear> {
    (year.0.saturating_sub(OLDEST)..year.0).map(WorkYear)
}

impl<'a> Reader<'a> {
    fn at(&self, year: WorkYear, month: u8) -> Ask<'a> {
        self.ask.at(Window { year, month })
    }

    fn months(&self, year: WorkYear, of: impl Fn(Ask<'a>) -> Option<i64>) -> PastYear {
        let mut months = [None; 12];
        for (month, place) in (1_u8..).zip(months.iter_mut()) {
            *place = of(self.at(year, month));
        }
        PastYear { year, months }
    }

    /// The exact cumulative values of a figure.
    pub(super) fn amount(&self, code: &str, year: WorkYear) -> PastYear {
        self.months(year, |ask| {
            let found = answer(self.state, ask, self.subject, code)?;
            found.precision.is_exact().then_some(found.value)
        })
    }

    /// The two figures of a completion rate and the rate, over some years.
    pub(super) fn rate(&self, side: &str, years: impl Iterator<Item = WorkYear>) -> RateYears {
        let mut found = RateYears {
            parts: Vec::new(),
            wholes: Vec::new(),
            rates: Vec::new(),
        };
        for year in years {
            let (mut part, mut whole) = (
                PastYear {
                    year,
                    months: [None; 12],
                },
                PastYear {
                    year,
                    months: [None; 12],
                },
            );
            let places = part.months.iter_mut().zip(whole.months.iter_mut());
            for (month, (part, whole)) in (1_u8..).zip(places) {
                let told = parts_of_rate(self.state, self.at(year, month), self.subject, side);
                (*part, *whole) = (told.map(|told| told.0), told.map(|told| told.1));
            }
            let mut rate = rates(&part, &whole);
            for (month, place) in (1_u8..).zip(rate.months.iter_mut()) {
                *place = place.or_else(|| self.published(side, year, month));
            }
            found.parts.push(part);
            found.wholes.push(whole);
            found.rates.push(rate);
        }
        found
    }

    /// Whether the end of a year is told exactly: its completed cases or money.
    pub(super) fn has_ended(&self, side: &str, year: WorkYear) -> bool {
        answer(
            self.state,
            self.at(year, 12),
            self.subject,
            &format!("{side}.xong"),
        )
        .is_some_and(|found| found.precision.is_exact())
    }

    fn published(&self, side: &str, year: WorkYear, month: u8) -> Option<i64> {
        let (percent, _, _): (Percent, _, _) =
            completion(self.state, self.at(year, month), self.subject, side)?;
        percent.to_ten_thousandths()
    }

    /// Whether a year's end is told by the agencies the subject came from.
    pub(super) fn inherited(&self, code: &str, year: WorkYear) -> bool {
        let found = answer(self.state, self.at(year, 12), self.subject, code);
        found.is_some_and(|found| !matches!(found.from, From::Own | From::Below))
    }
}
