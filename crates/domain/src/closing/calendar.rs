//! Which days are worked: Monday to Friday, but for public holidays as far as they are known and what an agency
//! decided for itself and all below it.
//!
//! Which days are off is decided anew each year; a year whose list is not known, or not whole, is told as such, and a
//! deadline through it may in truth lie later.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday, date};
use serde::Deserialize;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::org::Org;

/// The sheet `ngay-nghi`: days an agency decided for itself and all below it.
pub static DAYS_SHEET: SheetDef = SheetDef {
    name: "ngay-nghi",
    title: "Ngày nghỉ, ngày làm bù",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan đặt ngày này cho mình và mọi đơn vị trực thuộc."),
        Column::key("ngay", "Ngày", Kind::Date)
            .required()
            .help("Ngày nghỉ, hoặc thứ bảy, chủ nhật phải đi làm bù."),
        Column::content("loai", "Loại", Kind::Choice(&["nghi", "lam_bu"]))
            .required()
            .help("Nghỉ, hoặc làm bù."),
        Column::content("ten", "Tên", Kind::Text)
            .required()
            .asked("Dịp, lý do")
            .help("Ví dụ «Nghỉ Quốc khánh», «Làm bù cho ngày 31/8»."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Văn bản quyết định lịch nghỉ, nếu có."),
        Column::NOTE,
    ],
};

/// A day of every year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Fixed {
    month: i8,
    day: i8,
    valid_from: String,
    name: String,
    citation: String,
    confidence: String,
}

/// What is known of a year's list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct YearList {
    /// The calendar year.
    pub year: i16,
    /// Whether all its days are known.
    pub complete: bool,
    /// What the list rests on.
    pub citation: String,
    /// S seen, S- weak source, M from memory.
    pub confidence: String,
    /// What is missing.
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Listed {
    date: String,
    kind: String,
    name: String,
    citation: String,
    confidence: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    fixed: Vec<Fixed>,
    #[serde(default)]
    year: Vec<YearList>,
    #[serde(default)]
    day: Vec<Listed>,
}

/// A day that is off though a weekday, or worked though a weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub day: Date,
    /// Whether it is worked.
    pub works: bool,
    /// What it is.
    pub name: String,
    /// What it rests on.
    pub citation: String,
    /// S seen, S- weak source, M from memory; empty: an agency's own decision.
    pub confidence: String,
}

/// A day an agency decided for itself and all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeDay {
    /// Code of the agency.
    pub agency: String,
    /// The day.
    pub day: Date,
    /// Whether it is worked.
    pub works: bool,
    /// What it is.
    pub name: String,
    /// Code of the document, or free text.
    pub document: Option<String>,
}

impl OfficeDay {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            day: row.date("ngay")?.first_day(),
            works: row.get("loai")? == "lam_bu",
            name: row.text("ten").unwrap_or_default(),
            document: row.text("van_ban"),
        })
    }
}

/// Holidays as shipped, and what agencies decided.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    fixed: Vec<Fixed>,
    years: BTreeMap<i16, YearList>,
    listed: BTreeMap<Date, SpecialDay>,
    own: BTreeMap<String, BTreeMap<Date, bool>>,
    decided: Vec<OfficeDay>,
}

impl Calendar {
    /// Reads the shipped list.
    ///
    /// # Errors
    /// In words, where the file cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut calendar = Self {
            fixed: file.fixed,
            years: file
                .year
                .into_iter()
                .map(|year| (year.year, year))
                .collect(),
            ..Self::default()
        };
        for listed in file.day {
            let day: Date = listed
                .date
                .parse()
                .map_err(|_| format!("{}: no day", listed.date))?;
            let works = match listed.kind.as_str() {
                "nghi" => false,
                "lam_bu" => true,
                other => return Err(format!("{}: {other}", listed.date)),
            };
            let special = SpecialDay {
                day,
                works,
                name: listed.name,
                citation: listed.citation,
                confidence: listed.confidence,
            };
            calendar.listed.insert(day, special);
        }
        for fixed in &calendar.fixed {
            let from: Result<Date, _> = fixed.valid_from.parse();
            from.map_err(|_| format!("{}: no day", fixed.valid_from))?;
        }
        Ok(calendar)
    }

    /// The same calendar with what agencies decided.
    #[must_use]
    pub fn with_days(&self, decided: Vec<OfficeDay>) -> Self {
        let mut own: BTreeMap<String, BTreeMap<Date, bool>> = BTreeMap::new();
        for day in &decided {
            own.entry(day.agency.clone())
                .or_default()
                .insert(day.day, day.works);
        }
        Self {
            own,
            decided,
            ..self.clone()
        }
    }

    /// What agencies decided.
    pub fn decided(&self) -> &[OfficeDay] {
        &self.decided
    }

    /// Whether an agency works on a day: its own decision first, then that of the nearest above it, then the list.
    pub fn works(&self, org: &Org, agency: &str, day: Date) -> bool {
        if !self.own.is_empty() {
            let own = std::iter::once(agency);
            let mut above = own.chain(org.above_on(agency, day));
            let told = above.find_map(|code| self.own.get(code)?.get(&day).copied());
            if let Some(works) = told {
                return works;
            }
        }
        if let Some(special) = self.listed.get(&day) {
            return special.works;
        }
        !is_weekend(day) && !self.fixed_off(day.year()).contains_key(&day)
    }

    /// Whether all days off of a calendar year are known.
    pub fn is_complete(&self, year: i16) -> bool {
        self.years.get(&year).is_some_and(|list| list.complete)
    }

    /// What is known of a year's list; `None`: only the days that are the same every year.
    pub fn list(&self, year: i16) -> Option<&YearList> {
        self.years.get(&year)
    }

    /// The shipped days of a calendar year, in order.
    pub fn days(&self, year: i16) -> Vec<SpecialDay> {
        let mut days: BTreeMap<Date, SpecialDay> = self.fixed_off(year);
        let listed = self.listed.range(date(year, 1, 1)..=date(year, 12, 31));
        days.extend(listed.map(|(day, special)| (*day, special.clone())));
        days.into_values().collect()
    }

    /// The fixed days of a year; one on a weekend moves to the next day that would be worked.
    fn fixed_off(&self, year: i16) -> BTreeMap<Date, SpecialDay> {
        let holds = |fixed: &&Fixed| {
            let from: Result<Date, _> = fixed.valid_from.parse();
            from.is_ok_and(|from| from <= date(year, 12, 31))
        };
        let day = |fixed: &Fixed| Date::new(year, fixed.month, fixed.day).ok();
        let all: BTreeSet<Date> = self.fixed.iter().filter(holds).filter_map(day).collect();
        let mut off: BTreeMap<Date, SpecialDay> = BTreeMap::new();
        for fixed in self.fixed.iter().filter(holds) {
            let Some(own) = day(fixed) else { continue };
            let mut moved = own;
            if is_weekend(own) {
                while is_weekend(moved) || all.contains(&moved) || off.contains_key(&moved) {
                    let Ok(next) = moved.tomorrow() else { break };
                    moved = next;
                }
            }
            let name = match moved == own {
                true => fixed.name.clone(),
                false => format!("Nghỉ bù {}", fixed.name),
            };
            off.insert(
                moved,
                SpecialDay {
                    day: moved,
                    works: false,
                    name,
                    citation: fixed.citation.clone(),
                    confidence: fixed.confidence.clone(),
                },
            );
        }
        off
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::org::{Level, Spell};
    use crate::time::Validity;

    const SHIPPED: &str = include_str!("../../../../rulebook/catalogue/holidays.toml");

    fn org() -> Org {
        let spell = |code: &str, parent: Option<&str>| {
            let spell = Spell {
                name: code.to_owned(),
                short_name: None,
                level: Level::Province,
                parent: parent.map(str::to_owned),
                validity: Validity::ALWAYS,
                area: None,
                source: None,
                note: None,
            };
            (code.to_owned(), spell)
        };
        Org::new(
            [spell("tinh", None), spell("quan", Some("tinh"))],
            Vec::new(),
        )
    }

    #[test]
    fn the_shipped_days_are_off_and_a_weekend_moves_on() {
        let calendar = Calendar::parse(SHIPPED).unwrap();
        let org = org();
        let works = |year, month, day| calendar.works(&org, "quan", date(year, month, day));
        // Tết 2026: 16/2 to 20/2; Giỗ Tổ on a Sunday, off on Monday 27/4.
        assert!(!works(2026, 2, 16) && !works(2026, 2, 20) && works(2026, 2, 23));
        assert!(!works(2026, 4, 27) && works(2026, 4, 28));
        // 30/4 and 1/5/2022 fell on Saturday and Sunday: Monday and Tuesday were off.
        assert!(!works(2022, 5, 2) && !works(2022, 5, 3) && works(2022, 5, 4));
        assert!(!works(2026, 1, 1) && works(2026, 7, 1));
        assert!(!calendar.is_complete(2026) && !calendar.is_complete(2030));
        assert!(calendar.list(2026).is_some() && calendar.list(2030).is_none());
    }

    #[test]
    fn an_office_s_own_day_goes_before_the_list_and_reaches_those_below() {
        let own = |agency: &str, day: Date, works: bool| OfficeDay {
            agency: agency.to_owned(),
            day,
            works,
            name: "hoán đổi".to_owned(),
            document: None,
        };
        let shipped = Calendar::parse(SHIPPED).unwrap();
        let monday = date(2026, 8, 31);
        let saturday = date(2026, 8, 22);
        let calendar = shipped.with_days(vec![
            own("tinh", monday, false),
            own("tinh", saturday, true),
        ]);
        let org = org();
        assert!(!calendar.works(&org, "quan", monday) && calendar.works(&org, "quan", saturday));
        assert!(calendar.works(&org, "khac", monday) && !calendar.works(&org, "khac", saturday));
        let back = shipped.with_days(vec![own("tinh", monday, false), own("quan", monday, true)]);
        assert!(back.works(&org, "quan", monday) && !back.works(&org, "tinh", monday));
    }
}
