//! Reports made regularly (báo cáo định kỳ): of which kind, for which periods, for whom; when one is ready.

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Window, WorkYear};

/// Name of the sheet of regular reports.
pub const SCHEDULES: &str = "bao-cao-dinh-ky";

/// Codes of `Kỳ`.
const RHYTHMS: &[&str] = &["thang", "quy", "nua_nam", "nam"];

/// Regular reports: only a whole bundle carries them, and only their own commands write them.
pub static SCHEDULE_SHEET: SheetDef = SheetDef {
    name: SCHEDULES,
    title: "Báo cáo định kỳ",
    identity: &[],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required(),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::content("de_cuong", "Đề cương", Kind::Text).required(),
        Column::content("ky", "Kỳ", Kind::Choice(RHYTHMS)).required(),
        Column::content("sau_ngay", "Sau số ngày làm việc", Kind::Count).required(),
        Column::content("nguoi_nhan", "Người nhận", Kind::Items).required(),
        Column::content("tu_ngay", "Từ ngày", Kind::Date).required(),
        Column::content("thoi", "Đã thôi", Kind::Flag),
    ],
};

/// How often a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rhythm {
    /// After each cumulative month.
    Month,
    /// After months 3, 6, 9 and 12 of the work year.
    Quarter,
    /// After months 6 and 12.
    Half,
    /// After the work year.
    Year,
}

impl Rhythm {
    /// Every rhythm.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "thang",
            Self::Quarter => "quy",
            Self::Half => "nua_nam",
            Self::Year => "nam",
        }
    }

    /// What users read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Month => "Hằng tháng",
            Self::Quarter => "Hằng quý",
            Self::Half => "Sáu tháng một lần",
            Self::Year => "Hằng năm",
        }
    }

    /// The rhythm of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }

    /// Whether a report is made after a cumulative month.
    pub const fn meets(self, month: u8) -> bool {
        let step = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        };
        month.is_multiple_of(step)
    }
}

/// A report made regularly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Its code.
    pub code: String,
    /// Code of the agency it is about.
    pub agency: String,
    /// Code of the outline.
    pub outline: String,
    /// How often.
    pub rhythm: Rhythm,
    /// So many working days after the period's end.
    pub after: u8,
    /// Account names of those it waits for.
    pub readers: Vec<String>,
    /// Since when: periods that ended before are none of its.
    pub from: Date,
    /// Whether it is made no more.
    pub ended: bool,
}

impl Schedule {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let readers = row.text_or_empty("nguoi_nhan");
        let readers = readers.split(';').map(str::trim);
        Some(Self {
            code: row.text("ma")?,
            agency: row.text("ma_co_quan")?,
            outline: row.text("de_cuong")?,
            rhythm: Rhythm::from_code(row.get("ky")?)?,
            after: row.get("sau_ngay")?.parse().ok()?,
            readers: readers
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            from: row.date("tu_ngay").and_then(PartialDate::exact)?,
            ended: row.flag("thoi"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("ma", &self.code);
        row.set("ma_co_quan", &self.agency);
        row.set("de_cuong", &self.outline);
        row.set("ky", self.rhythm.code());
        row.set("sau_ngay", self.after.to_string());
        row.set("nguoi_nhan", self.readers.join(";"));
        row.set("tu_ngay", self.from.to_string());
        if self.ended {
            row.set("thoi", "x");
        }
        row
    }

    /// The periods whose report is ready on a day, the newest first, at most so many; `works` tells worked days.
    pub fn ready(
        &self,
        today: Date,
        most: usize,
        works: &dyn Fn(Date) -> bool,
    ) -> Vec<(Window, Date)> {
        let mut found = Vec::new();
        let mut window = Window::of(today);
        while found.len() < most && window.last_day() >= self.from {
            let ready = crate::closing::working_days_after(window.last_day(), self.after, works);
            if let Some(day) = ready.filter(|day| self.rhythm.meets(window.month) && *day <= today)
            {
                found.push((window, day));
            }
            window = match window.month {
                1 => Window::whole(WorkYear(window.year.0 - 1)),
                month => Window {
                    month: month - 1,
                    ..window
                },
            };
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    fn schedule(rhythm: Rhythm) -> Schedule {
        Schedule {
            code: "dk.quan-1.1".to_owned(),
            agency: "quan-1".to_owned(),
            outline: "giai-doan".to_owned(),
            rhythm,
            after: 3,
            readers: vec!["thong-ke.quan-1".to_owned()],
            from: date(2026, 6, 1),
            ended: false,
        }
    }

    fn works(day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    #[test]
    fn a_report_is_ready_so_many_working_days_after_its_period() {
        let told = |rhythm, today| {
            let found = schedule(rhythm).ready(today, 3, &works);
            let told = found.iter().map(|(window, day)| format!("{window} {day}"));
            told.collect::<Vec<_>>()
        };
        // 31/10/2026 is a Saturday: three working days later is Wednesday 04/11.
        assert_eq!(
            told(Rhythm::Month, date(2026, 11, 3))[0],
            "2026/12 2026-10-05"
        );
        assert_eq!(
            told(Rhythm::Month, date(2026, 11, 4))[0],
            "2027/1 2026-11-04"
        );
        assert_eq!(
            told(Rhythm::Quarter, date(2026, 11, 22)),
            ["2026/12 2026-10-05", "2026/9 2026-07-03"]
        );
        assert_eq!(
            told(Rhythm::Year, date(2026, 11, 22)),
            ["2026/12 2026-10-05"]
        );
        assert!(told(Rhythm::Half, date(2026, 9, 30)).is_empty());
    }

    #[test]
    fn a_schedule_is_kept_whole() {
        for ended in [false, true] {
            let one = Schedule {
                ended,
                ..schedule(Rhythm::Quarter)
            };
            assert_eq!(Schedule::from_row(&one.row()), Some(one));
        }
        assert_eq!(Rhythm::ALL.map(Rhythm::code), RHYTHMS);
    }
}
