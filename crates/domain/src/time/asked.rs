//! Whether what a source tells belongs to the years asked for: a row over several years is never split, and of a
//! year asked for in part only what is known to lie in that part counts.

use super::{PartialDate, Window, YearSpan};

/// Work years asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Work years, both included.
    pub years: YearSpan,
    /// The months of the last year that are asked for; `None`: the whole year.
    pub until: Option<Window>,
}

/// When something took place, as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its work years.
    pub years: Option<YearSpan>,
    /// Its day.
    pub on: Option<PartialDate>,
    /// The day of the source: it was known by then.
    pub known: Option<PartialDate>,
}

/// Why a row that may belong to the years asked for is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unplaced {
    /// It tells of several years, of which not all are asked for.
    SeveralYears,
    /// Neither its year nor its day is told.
    NoYear,
    /// Of the last year only some months are asked for, and nothing tells whether it lies in them.
    NoDay,
}

/// How a row stands to the years asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reckoned {
    /// It does not belong to them.
    Outside,
    /// It counts.
    Counted,
    /// It may belong to them and is not counted.
    LeftOut(Unplaced),
}

impl Told {
    /// The work years: told, else those of the day.
    pub fn span(self) -> Option<YearSpan> {
        self.years
            .or_else(|| self.on.map(|day| YearSpan::single(day.work_year())))
    }
}

impl Asked {
    /// Whole work years.
    pub const fn whole(years: YearSpan) -> Self {
        Self { years, until: None }
    }

    /// How something stands to these years.
    pub fn reckon(self, told: Told) -> Reckoned {
        let Some(years) = told.span() else {
            return Reckoned::LeftOut(Unplaced::NoYear);
        };
        if !years.overlaps(self.years) {
            return Reckoned::Outside;
        }
        if !years.within(self.years) {
            return Reckoned::LeftOut(Unplaced::SeveralYears);
        }
        let Some(until) = self.until.filter(|_| years.to == self.years.to) else {
            return Reckoned::Counted;
        };
        match in_months(told, until) {
            Some(true) => Reckoned::Counted,
            Some(false) => Reckoned::Outside,
            None => Reckoned::LeftOut(Unplaced::NoDay),
        }
    }
}

/// Whether it took place before the months asked for were over; `None` where nothing tells.
fn in_months(told: Told, until: Window) -> Option<bool> {
    let end = until.last_day();
    let Some(day) = told.on else {
        // What a source tells took place before it was written; a later source decides nothing.
        return (told.known?.last_day() <= end).then_some(true);
    };
    if day.first_day() > end {
        return Some(false);
    }
    (day.last_day() <= end).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::WorkYear;
    use proptest::prelude::*;

    fn span(from: i16, to: i16) -> YearSpan {
        YearSpan {
            from: WorkYear(from),
            to: WorkYear(to),
        }
    }

    fn told(years: Option<YearSpan>, on: Option<&str>, known: Option<&str>) -> Told {
        let day = |text: &str| PartialDate::parse(text).unwrap();
        Told {
            years,
            on: on.map(day),
            known: known.map(day),
        }
    }

    #[test]
    fn a_row_over_several_years_counts_only_where_all_are_asked_for() {
        let row = told(Some(span(2015, 2020)), None, None);
        assert_eq!(
            Asked::whole(span(2015, 2020)).reckon(row),
            Reckoned::Counted
        );
        let part = Asked::whole(span(2019, 2019)).reckon(row);
        assert_eq!(part, Reckoned::LeftOut(Unplaced::SeveralYears));
        assert_eq!(
            Asked::whole(span(2021, 2022)).reckon(row),
            Reckoned::Outside
        );
        let nothing = Asked::whole(span(2021, 2022)).reckon(Told::default());
        assert_eq!(nothing, Reckoned::LeftOut(Unplaced::NoYear));
    }

    #[test]
    fn months_of_the_last_year_ask_for_the_day() {
        let until = Window::new(WorkYear(2021), 8);
        let asked = Asked {
            years: span(2020, 2021),
            until,
        };
        let year = Some(span(2021, 2021));
        let of = |on, known| asked.reckon(told(year, on, known));
        assert_eq!(of(Some("2021-05-31"), None), Reckoned::Counted);
        assert_eq!(of(Some("2021-06-01"), None), Reckoned::Outside);
        assert_eq!(of(Some("2021-05"), None), Reckoned::Counted);
        assert_eq!(of(None, Some("2021-03-16")), Reckoned::Counted);
        let unknown = Reckoned::LeftOut(Unplaced::NoDay);
        assert_eq!(of(None, Some("2021-06-17")), unknown);
        assert_eq!(of(None, None), unknown);
        // An earlier year is whole.
        let row = told(Some(span(2020, 2020)), None, None);
        assert_eq!(asked.reckon(row), Reckoned::Counted);
    }

    #[test]
    fn a_day_without_a_year_has_its_work_year() {
        let row = told(None, Some("2020-10-05"), None);
        assert_eq!(
            Asked::whole(span(2021, 2021)).reckon(row),
            Reckoned::Counted
        );
        assert_eq!(
            Asked::whole(span(2020, 2020)).reckon(row),
            Reckoned::Outside
        );
    }

    proptest! {
        /// Years side by side never count a row twice, and together lose none but those over both.
        #[test]
        fn parted_years_share_no_row(from in 2000_i16..2030, length in 0_i16..6, cut in 2000_i16..2036) {
            let row = told(Some(span(from, from + length)), None, None);
            let before = Asked::whole(span(1990, cut)).reckon(row);
            let after = Asked::whole(span(cut + 1, 2050)).reckon(row);
            prop_assert!(before != Reckoned::Counted || after != Reckoned::Counted);
            let both = Asked::whole(span(1990, 2050)).reckon(row);
            prop_assert_eq!(both, Reckoned::Counted);
        }
    }
}
