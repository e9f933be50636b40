//! The calendar of the emulation year: what stands in it, the weeks of a month, the file other calendars read.

mod ics;

pub use ics::file;

use jiff::civil::Date;

/// What stands in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The work year begins or ends.
    Year,
    /// Figures of a month are due.
    Figures,
    /// Registration is due.
    Registration,
    /// A movement begins or ends.
    Movement,
    /// The days of a peak campaign.
    Campaign,
    /// A review, a report, a plan of a movement is due.
    Milestone,
    /// A paper is to be read.
    Reading,
    /// A conference, a hand-over, a meeting.
    Event,
    /// A traditional day.
    Occasion,
}

impl Kind {
    /// Every kind, in the order in which several of a day are told.
    pub const ALL: [Self; 9] = [
        Self::Year,
        Self::Figures,
        Self::Registration,
        Self::Movement,
        Self::Campaign,
        Self::Milestone,
        Self::Reading,
        Self::Event,
        Self::Occasion,
    ];

    /// Its word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "nam-cong-tac",
            Self::Figures => "so-lieu",
            Self::Registration => "dang-ky",
            Self::Movement => "phong-trao",
            Self::Campaign => "cao-diem",
            Self::Milestone => "moc",
            Self::Reading => "doc",
            Self::Event => "su-kien",
            Self::Occasion => "ky-niem",
        }
    }

    /// The kind of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Year => "Năm công tác",
            Self::Figures => "Hạn số liệu",
            Self::Registration => "Hạn đăng ký",
            Self::Movement => "Phong trào",
            Self::Campaign => "Đợt cao điểm",
            Self::Milestone => "Mốc của phong trào",
            Self::Reading => "Hạn đọc văn bản",
            Self::Event => "Sự kiện",
            Self::Occasion => "Ngày kỷ niệm",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// First day.
    pub from: Date,
    /// Last day, the first one or a later one.
    pub to: Date,
    /// In words.
    pub title: String,
    /// What tells it from every other: the same every time the calendar is made.
    pub id: String,
}

impl Entry {
    /// Whether it touches some of these days.
    pub fn touches(&self, first: Date, last: Date) -> bool {
        self.from <= last && self.to >= first
    }
}

/// The weeks, Monday first, that a month touches; days of other months are among them.
pub fn weeks(year: i16, month: i8) -> Vec<[Date; 7]> {
    let Ok(first) = Date::new(year, month, 1) else {
        return Vec::new();
    };
    let back = i64::from(first.weekday().to_monday_zero_offset());
    let day = |n: i64| {
        let span = jiff::Span::new().try_days(n - back).ok()?;
        first.checked_add(span).ok()
    };
    let mut weeks = Vec::new();
    for start in (0_i64..42).step_by(7) {
        let days: Vec<Date> = (start..start + 7).filter_map(day).collect();
        let Ok(week) = <[Date; 7]>::try_from(days) else {
            break;
        };
        if week.iter().all(|day| *day > first.last_of_month()) {
            break;
        }
        weeks.push(week);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kinds_are_found_by_their_words() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("khac"), None);
    }

    #[test]
    fn november_2026_begins_on_a_sunday() {
        let weeks = weeks(2026, 11);
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks[0][0], date(2026, 10, 26));
        assert_eq!(weeks[0][6], date(2026, 11, 1));
        assert_eq!(weeks[5][0], date(2026, 11, 30));
        assert!(super::weeks(2026, 13).is_empty());
    }

    proptest! {
        #[test]
        fn every_day_of_a_month_stands_once(year in 1990i16..2100, month in 1i8..=12) {
            let first = Date::new(year, month, 1).unwrap();
            let days: Vec<Date> = weeks(year, month).into_iter().flatten().collect();
            prop_assert!(days.windows(2).all(|two| two[0].tomorrow().unwrap() == two[1]));
            let own = days.iter().filter(|day| day.month() == month).count();
            prop_assert_eq!(own, usize::try_from(first.days_in_month()).unwrap());
            prop_assert!(days.len() >= 28 && days.len() <= 42);
        }
    }
}
