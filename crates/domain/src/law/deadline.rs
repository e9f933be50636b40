//! Until when something must be done by a value of the law: days, working days, a day of the year.

use jiff::civil::Date;

use super::book::Lawbook;
use super::read::day_of_year;
use super::value::{Confidence, Unit, Value};
use crate::closing::working_days_after;

/// The last day by a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalDay {
    /// The day.
    pub day: Date,
    /// Whether working days were counted: holidays that are not known move it.
    pub by_working_days: bool,
    /// How sure the value is.
    pub confidence: Confidence,
    /// Whether an officer confirmed the value.
    pub confirmed: bool,
}

/// The last day, so many days or working days after `start` (which does not count itself), or the next such day of the
/// year. The value is that of `start`. `works` tells whether a day is worked, see [`crate::closing::Calendar`]. `None`:
/// no such parameter, no limit, a value that is not known, or one that tells no day.
pub fn last_day(
    book: &Lawbook,
    parameter: &str,
    start: Date,
    works: &dyn Fn(Date) -> bool,
) -> Option<LegalDay> {
    let parameter = book.parameter(parameter)?;
    let dated = parameter.on(start)?;
    let day = match (&dated.value, parameter.unit) {
        (Value::Whole(days), Unit::WorkingDays) => {
            working_days_after(start, u8::try_from(*days).ok()?, works)?
        }
        (Value::Whole(days), Unit::Days) => start
            .checked_add(jiff::Span::new().try_days(*days).ok()?)
            .ok()?,
        (Value::Whole(months), Unit::Months) => start
            .checked_add(jiff::Span::new().try_months(*months).ok()?)
            .ok()?,
        (Value::Text(text), Unit::DayOfYear) => {
            let own = day_of_year(text, start.year())?;
            if own >= start {
                own
            } else {
                day_of_year(text, start.year().checked_add(1)?)?
            }
        }
        (Value::Text(text), Unit::Day) => text.parse().ok()?,
        _ => return None,
    };
    Some(LegalDay {
        day,
        by_working_days: parameter.unit == Unit::WorkingDays,
        confidence: dated.confidence,
        confirmed: dated.confirmed.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::law::{LawFile, Names};

    #[test]
    fn days_working_days_and_days_of_the_year() {
        let value = |id: &str, unit: &str, value: &str| {
            format!(
                "[[parameter]]\nid = \"{id}\"\nname = \"\"\nunit = \"{unit}\"\n[[parameter.value]]\nfrom = \"2017-10-01\"\nvalue = \"{value}\"\nconfidence = \"S\"\n"
            )
        };
        let text = [
            value("a", "ngay_lam_viec", "5"),
            value("b", "ngay_thang", "06-30"),
            value("c", "ngay_lam_viec", "khong"),
        ]
        .concat();
        let book = Lawbook::parse(
            &[LawFile {
                name: "x",
                text: &text,
            }],
            Names::default(),
        )
        .unwrap();
        let works = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let day = |id: &str, start| last_day(&book, id, start, &works).map(|own| own.day);
        assert_eq!(day("a", date(2026, 11, 20)), Some(date(2026, 11, 27)));
        assert_eq!(day("b", date(2026, 6, 30)), Some(date(2026, 6, 30)));
        assert_eq!(day("b", date(2026, 7, 1)), Some(date(2027, 6, 30)));
        assert_eq!(day("c", date(2026, 7, 1)), None);
        assert_eq!(day("d", date(2026, 7, 1)), None);
    }
}
