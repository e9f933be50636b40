//! Yearly statistical forms of emulation and commendation: what a movement counts as in them. The forms themselves are
//! data of the rulebook.

use jiff::Span;

use crate::org::Level;
use crate::time::{DatePrecision, PartialDate};

/// Who launched a movement, as the forms part them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launcher {
    /// The State's central council, the Prime Minister, the Party's central bodies.
    Central,
    /// A ministry, or the committee of a province.
    Ministry,
    /// An agency, organisation or unit.
    Unit,
}

impl Launcher {
    /// Its word in the forms' data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Central => "trung_uong",
            Self::Ministry => "bo_tinh",
            Self::Unit => "co_quan",
        }
    }

    /// Of a body of a level and name; `None` of one outside the sector whose name does not tell.
    pub fn of(level: Level, name: &str) -> Option<Self> {
        const CENTRAL: [&str; 5] = [
            "Thủ tướng Chính phủ",
            "Chính phủ",
            "Hội đồng Thi đua - Khen thưởng Trung ương",
            "Bộ Chính trị",
            "Ban Chấp hành Trung ương",
        ];
        const PROVINCE: [&str; 4] = [
            "Ủy ban nhân dân tỉnh",
            "Ủy ban nhân dân Tỉnh",
            "Ủy ban nhân dân thành phố",
            "Ủy ban nhân dân Thành phố",
        ];
        match level {
            Level::Ministry => Some(Self::Ministry),
            Level::Outside | Level::LocalJustice => {
                let starts = |all: &[&str]| all.iter().any(|start| name.starts_with(start));
                match (starts(&CENTRAL), starts(&PROVINCE)) {
                    (true, _) => Some(Self::Central),
                    (_, true) => Some(Self::Ministry),
                    _ if name.starts_with("Bộ ") => Some(Self::Ministry),
                    _ => None,
                }
            }
            _ => Some(Self::Unit),
        }
    }
}

/// How long a movement lasts, as the forms part it: `duoi_1 mot_nam tu_1 tu_3 tu_5`. Days known only as years count as
/// whole years.
pub fn length(from: PartialDate, to: PartialDate) -> Option<&'static str> {
    let by_year = |day: PartialDate| day.precision() == DatePrecision::Year;
    let (first, last) = (from.first_day(), to.last_day());
    if last < first {
        return None;
    }
    if by_year(from) && by_year(to) {
        return Some(match last.year() - first.year() + 1 {
            1 => "mot_nam",
            2 => "tu_1",
            3 | 4 => "tu_3",
            _ => "tu_5",
        });
    }
    let past = last.tomorrow().ok()?;
    let after = |years: i64| first.checked_add(Span::new().years(years)).ok();
    Some(match () {
        () if past < after(1)? => "duoi_1",
        () if past == after(1)? => "mot_nam",
        () if past < after(3)? => "tu_1",
        () if past < after(5)? => "tu_3",
        () => "tu_5",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movements_are_parted_by_who_launched_them() {
        let of = |level, name| Launcher::of(level, name).map(Launcher::code);
        assert_eq!(
            of(Level::Outside, "Thủ tướng Chính phủ"),
            Some("trung_uong")
        );
        assert_eq!(of(Level::Ministry, "Bộ Tư pháp"), Some("bo_tinh"));
        assert_eq!(
            of(Level::Outside, "Ủy ban nhân dân tỉnh Bến Tre"),
            Some("bo_tinh")
        );
        assert_eq!(
            of(Level::Province, "Cục Thi hành án dân sự tỉnh Bến Tre"),
            Some("co_quan")
        );
        assert_eq!(of(Level::Outside, "Hội Chữ thập đỏ"), None);
    }

    #[test]
    fn a_movement_of_one_year_is_neither_shorter_nor_longer() {
        let of = |from: &str, to: &str| {
            let day = |text| PartialDate::parse(text).unwrap();
            length(day(from), day(to))
        };
        assert_eq!(of("2022", "2022"), Some("mot_nam"));
        assert_eq!(of("2020", "2025"), Some("tu_5"));
        assert_eq!(of("2016", "2018"), Some("tu_3"));
        assert_eq!(of("2022-10-01", "2023-09-30"), Some("mot_nam"));
        assert_eq!(of("2022-10-01", "2023-09-29"), Some("duoi_1"));
        assert_eq!(of("2022-10-01", "2023-10-01"), Some("tu_1"));
        assert_eq!(of("2020-01-01", "2022-12-31"), Some("tu_3"));
        assert_eq!(of("2020-01-01", "2024-12-31"), Some("tu_5"));
        assert_eq!(of("2023", "2022"), None);
    }
}
