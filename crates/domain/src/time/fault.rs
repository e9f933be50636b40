//! Why a date cannot be read, in words for the user.

use std::fmt;

/// A date, year or period that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Nothing was written.
    Empty,
    /// Not in a form that is known.
    Shape(String),
    /// A year of two digits.
    ShortYear(String),
    /// A day is needed, a month or a year was written.
    NotADay(String),
    /// The month is not 1 to 12.
    NoSuchMonth(i32),
    /// The calendar has no such day.
    NoSuchDay {
        /// Day as written.
        day: i32,
        /// Month.
        month: i32,
        /// Year.
        year: i32,
    },
    /// The year is beyond what records of the sector can hold.
    YearOutOfRange(i32),
    /// The cumulative month is not 1 to 12.
    CumulativeMonth(String),
    /// The period ends before it begins.
    Reversed(String),
}

impl DateFault {
    /// Why, in Vietnamese.
    pub fn reason(&self) -> String {
        match self {
            Self::Empty => "Ô ngày để trống.".into(),
            Self::Shape(text) => format!("Không đọc được ngày «{text}»."),
            Self::ShortYear(text) => format!("Năm trong «{text}» chỉ có hai chữ số."),
            Self::NotADay(text) => format!("«{text}» chưa đủ ngày, tháng, năm."),
            Self::NoSuchMonth(month) => format!("Không có tháng {month}."),
            Self::NoSuchDay { day, month, year } => format!("Không có ngày {day}/{month}/{year}."),
            Self::YearOutOfRange(year) => format!("Năm {year} ngoài khoảng lưu được."),
            Self::CumulativeMonth(text) => {
                format!("Tháng lũy kế trong «{text}» phải từ 1 đến 12, kể từ 01/10.")
            }
            Self::Reversed(text) => format!("Giai đoạn «{text}» kết thúc trước khi bắt đầu."),
        }
    }

    /// What to do, in Vietnamese.
    pub fn cure(&self) -> String {
        match self {
            Self::Empty => "Điền ngày, ví dụ 17/10/2020.".into(),
            Self::Shape(_) => "Ghi ngày 17/10/2020, tháng 10/2020 hoặc năm 2020.".into(),
            Self::ShortYear(_) => "Ghi năm bằng bốn chữ số, ví dụ 17/10/2020.".into(),
            Self::NotADay(_) => "Ghi đủ ngày, tháng, năm, ví dụ 17/10/2020.".into(),
            Self::NoSuchMonth(_) | Self::NoSuchDay { .. } => {
                "Kiểm tra lại theo văn bản gốc; thứ tự là ngày/tháng/năm.".into()
            }
            Self::YearOutOfRange(_) => "Ghi năm bằng bốn chữ số, ví dụ 2021.".into(),
            Self::CumulativeMonth(_) => "Ghi năm công tác và số tháng, ví dụ 2021/8.".into(),
            Self::Reversed(_) => "Ghi năm đầu trước, năm cuối sau, ví dụ 2015-2020.".into(),
        }
    }
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason())
    }
}

impl std::error::Error for DateFault {}
