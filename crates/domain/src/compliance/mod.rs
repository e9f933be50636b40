//! What a unit owes a movement (its plan, its reports …): whether it came, came late, or is still missing.

use jiff::civil::Date;

use crate::amount::{Percent, Rate};

/// How a unit stands to a paper it owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// It came in time, or nobody said by when.
    Done,
    /// It came after the last day.
    DoneLate,
    /// It came, and nobody knows when: in time or not is not said.
    DoneUndated,
    /// It has not come, there is time.
    Open,
    /// It has not come, and the last day is over.
    Late,
}

impl Owed {
    /// Its code in answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::DoneLate => "done_late",
            Self::DoneUndated => "done_undated",
            Self::Open => "open",
            Self::Late => "late",
        }
    }

    /// What people read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Done => "Đã có",
            Self::DoneLate => "Có sau hạn",
            Self::DoneUndated => "Đã có, chưa rõ ngày",
            Self::Open => "Chưa có",
            Self::Late => "Quá hạn, chưa có",
        }
    }

    /// Whether the paper is there.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneLate | Self::DoneUndated)
    }
}

/// How a unit stands: `there` whether its paper is told, `on` the last day on which it can have come, as precisely as
/// it is told.
pub fn owed(due: Option<Date>, there: bool, on: Option<Date>, today: Date) -> Owed {
    match (there, due, on) {
        (true, Some(_), None) => Owed::DoneUndated,
        (true, Some(due), Some(on)) if on > due => Owed::DoneLate,
        (true, ..) => Owed::Done,
        (false, Some(due), _) if today > due => Owed::Late,
        (false, ..) => Owed::Open,
    }
}

/// The share of papers that are there; `None` where none is owed.
pub fn share<'a>(all: impl IntoIterator<Item = &'a Owed>) -> Option<Percent> {
    let (mut done, mut count) = (0_i64, 0_i64);
    for one in all {
        count += 1;
        done += i64::from(one.is_done());
    }
    Rate::of(done, count).map(Rate::print2)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_day_is_in_time_and_an_unknown_day_is_not_judged() {
        let due = date(2026, 7, 10);
        let (day, next) = (Some(due), due.tomorrow().unwrap());
        for (there, on, today, expected) in [
            (true, day, next, Owed::Done),
            (true, Some(next), next, Owed::DoneLate),
            (true, None, next, Owed::DoneUndated),
            (false, None, due, Owed::Open),
            (false, None, next, Owed::Late),
        ] {
            assert_eq!(owed(day, there, on, today), expected);
        }
        assert_eq!(owed(None, false, None, next), Owed::Open);
        assert_eq!(owed(None, true, None, next), Owed::Done);
    }

    #[test]
    fn shares_are_of_what_is_owed() {
        use Owed::{Done, DoneLate, Late, Open};
        assert_eq!(share(&[]), None);
        let half = share(&[Done, DoneLate, Late, Open]).unwrap();
        assert_eq!(half.vn(), "50,00");
        assert_eq!(share(&[Done, Done, Late]).unwrap().vn(), "66,67");
    }
}
