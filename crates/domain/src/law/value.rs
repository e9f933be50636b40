//! Exact numbers of the law and values that change with time, each with where it comes from.

use jiff::civil::Date;

use super::text::Cite;

/// How sure a statement of the law is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Seen in a source that quotes or paraphrases the text.
    Seen,
    /// Seen in a weak or analogous source.
    SeenWeakly,
    /// Deduced from what was seen.
    Deduced,
    /// From memory.
    Remembered,
    /// From memory and doubtful.
    Doubtful,
    /// Not found: nothing is decided by it.
    NotFound,
}

impl Confidence {
    /// Every mark, the surest first.
    pub const ALL: [Self; 6] = [
        Self::Seen,
        Self::SeenWeakly,
        Self::Deduced,
        Self::Remembered,
        Self::Doubtful,
        Self::NotFound,
    ];

    /// The mark as the files write it: `S S- D M M? X`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "S",
            Self::SeenWeakly => "S-",
            Self::Deduced => "D",
            Self::Remembered => "M",
            Self::Doubtful => "M?",
            Self::NotFound => "X",
        }
    }

    /// The mark of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.code() == code)
    }

    /// What it means, for pages and papers.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Seen => "đã thấy trong nguồn trích dẫn văn bản",
            Self::SeenWeakly => {
                "chỉ thấy trong nguồn gián tiếp hoặc quy định tương tự của ngành khác"
            }
            Self::Deduced => "suy ra từ quy định đã thấy",
            Self::Remembered => "ghi theo hiểu biết chung, chưa đối chiếu",
            Self::Doubtful => "ghi theo hiểu biết chung, chưa chắc chắn",
            Self::NotFound => "chưa tìm thấy văn bản",
        }
    }
}

/// Who compared a statement with the original text, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Name and office.
    pub by: String,
    /// The day.
    pub at: Date,
}

/// An exact share or coefficient: `7/10`, `1.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// Above the line.
    pub part: i64,
    /// Below the line, more than 0.
    pub whole: i64,
}

impl Fraction {
    /// `part / whole`; `None` unless `whole` is more than 0.
    pub const fn new(part: i64, whole: i64) -> Option<Self> {
        if whole > 0 {
            Some(Self { part, whole })
        } else {
            None
        }
    }

    /// Reads `7/10`, `0.7`, `1.5`, `2`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((part, whole)) = text.split_once('/') {
            return Self::new(part.trim().parse().ok()?, whole.trim().parse().ok()?);
        }
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let scale = 10_i64.checked_pow(u32::try_from(rest.len()).ok()?)?;
        let whole: i64 = whole.parse().ok()?;
        let rest: i64 = if rest.is_empty() {
            0
        } else {
            rest.parse().ok()?
        };
        Self::new(whole.checked_mul(scale)?.checked_add(rest)?, scale)
    }

    /// Whether `part` of `whole` reaches this share; `strict`: more than it. Nothing of nothing reaches no share.
    pub fn reached(self, part: i64, whole: i64, strict: bool) -> bool {
        if whole <= 0 {
            return false;
        }
        let own = i128::from(part) * i128::from(self.whole);
        let needed = i128::from(self.part) * i128::from(whole);
        if strict { own > needed } else { own >= needed }
    }

    /// The least whole number of `whole` that reaches this share.
    pub fn least(self, whole: i64, strict: bool) -> i64 {
        (0..=whole)
            .find(|part| self.reached(*part, whole, strict))
            .unwrap_or(whole.saturating_add(1))
    }

    /// This part of a number, rounded up.
    pub fn least_of(self, number: i64) -> i64 {
        let product = i128::from(self.part) * i128::from(number);
        let up = product.div_euclid(self.whole.into())
            + i128::from(product.rem_euclid(self.whole.into()) != 0);
        i64::try_from(up).unwrap_or(number)
    }

    /// `70 %`, `1/3` where the percent is not whole.
    pub fn vn(self) -> String {
        match (self.part.checked_mul(100), self.whole) {
            (Some(hundredfold), whole) if hundredfold % whole == 0 => {
                format!("{} %", hundredfold / whole)
            }
            _ => format!("{}/{}", self.part, self.whole),
        }
    }
}

/// What a parameter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share.
    Share,
    /// A number.
    Number,
    /// Years.
    Years,
    /// Months.
    Months,
    /// Days.
    Days,
    /// Working days.
    WorkingDays,
    /// Đồng.
    Dong,
    /// A coefficient of the base salary.
    Coefficient,
    /// A day of every year: `12-31`.
    DayOfYear,
    /// A day.
    Day,
    /// A code.
    Code,
}

impl Unit {
    const CODES: [(&'static str, Self); 11] = [
        ("ty_le", Self::Share),
        ("so", Self::Number),
        ("nam", Self::Years),
        ("thang", Self::Months),
        ("ngay", Self::Days),
        ("ngay_lam_viec", Self::WorkingDays),
        ("dong", Self::Dong),
        ("he_so", Self::Coefficient),
        ("ngay_thang", Self::DayOfYear),
        ("ngay_iso", Self::Day),
        ("ma", Self::Code),
    ];

    /// The unit of a code of the files.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES
            .into_iter()
            .find(|(own, _)| *own == code)
            .map(|(_, unit)| unit)
    }

    /// The word after a number.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Years => "năm",
            Self::Months => "tháng",
            Self::Days => "ngày",
            Self::WorkingDays => "ngày làm việc",
            Self::Dong => "đồng",
            _ => "",
        }
    }
}

/// A value of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Expressly none: no limit, no requirement.
    NoLimit,
    /// Not found.
    Unknown,
    /// A whole number.
    Whole(i64),
    /// A share or coefficient.
    Share(Fraction),
    /// A code, or a day of the year.
    Text(String),
}

/// A value from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// First day.
    pub from: Date,
    /// Last day, where told; else it holds until the next begins.
    pub to: Option<Date>,
    /// The value.
    pub value: Value,
    /// Whether a share must be passed, not only reached.
    pub strict: bool,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
    /// What else is to be known.
    pub note: String,
}

/// A value that changes with time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Code.
    pub id: String,
    /// What it is.
    pub name: String,
    /// What it counts.
    pub unit: Unit,
    /// Its values, oldest first.
    pub values: Vec<Dated>,
}

impl Parameter {
    /// The value of a day.
    pub fn on(&self, day: Date) -> Option<&Dated> {
        let after = self.values.partition_point(|value| value.from <= day);
        let value = self.values.get(after.checked_sub(1)?)?;
        value.to.is_none_or(|to| day <= to).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_reached_exactly() {
        let seventy = Fraction::parse("7/10").unwrap();
        assert!(seventy.reached(7, 10, false) && !seventy.reached(7, 10, true));
        assert!(!seventy.reached(69, 100, false) && seventy.reached(71, 100, true));
        assert!(!seventy.reached(0, 0, false));
        assert_eq!((seventy.least(10, false), seventy.least(10, true)), (7, 8));
        assert_eq!(seventy.least(9, false), 7);
        assert_eq!(Fraction::parse("1.5"), Fraction::new(15, 10));
        assert_eq!(Fraction::parse("2"), Fraction::new(2, 1));
        assert_eq!(Fraction::parse("1/0"), None);
        assert_eq!(
            (seventy.vn(), Fraction { part: 2, whole: 3 }.vn()),
            ("70 %".to_owned(), "2/3".to_owned())
        );
    }
}
