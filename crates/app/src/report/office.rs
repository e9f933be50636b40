//! Letterhead, signature and Nơi nhận: how an agency signed itself on a date.
//!
//! Names come from the tree of that date, the head's capacity from `rulebook/papers/offices.toml`,
//! the symbol from what the agency itself issued in that time. What is not known is a dotted line.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use thidua_domain::org::Spell;
use thidua_domain::time::{PartialDate, Validity};
use thidua_files::paper::{Dateline, Day, Letterhead, Signature, number_line};

use super::Issue;
use crate::{AppError, State};

/// What is filled in by hand.
pub(crate) const DOTS: &str = "………………";

const SHIPPED: &str = include_str!("../../../../rulebook/papers/offices.toml");

#[derive(Deserialize)]
struct Offices {
    whole_places: Vec<String>,
    types: BTreeMap<String, String>,
    signature: Vec<Signing>,
}

#[derive(Deserialize)]
struct Signing {
    level: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    capacity: String,
}

impl Signing {
    fn holds(&self, level: &str, on: Date) -> bool {
        let date =
            |text: &Option<String>| text.as_ref().and_then(|text| PartialDate::parse(text).ok());
        self.level == level
            && Validity::new(date(&self.valid_from), date(&self.valid_to)).contains(on)
    }
}

/// An agency as it signs on a date.
pub(crate) struct Office {
    /// Full name.
    pub(crate) name: String,
    /// What stands at the head of page 1.
    pub(crate) letterhead: Letterhead,
    /// How its head signs.
    pub(crate) signature: Signature,
    /// Nơi nhận.
    pub(crate) recipients: Vec<String>,
}

/// The agency on a date; `kind` is the code of the paper's type, `None` for a paper without number.
pub(crate) fn office(
    state: &State,
    agency: &str,
    on: Date,
    kind: Option<&str>,
    issue: &Issue,
) -> Result<Office, AppError> {
    let offices: Offices = toml::from_str(SHIPPED)
        .map_err(|error| AppError::Machine(format!("offices.toml: {error}")))?;
    let found = state.org.find(agency).ok_or_else(|| {
        AppError::refused("Chỉ in được văn bản của một cơ quan có trong danh sách cơ quan.")
    })?;
    let on = issue.date.unwrap_or(on);
    let spell = found.nearest(on).ok_or(AppError::NotFound)?;
    let superior = spell.parent.as_deref().and_then(|parent| {
        let above = state.org.find(parent)?;
        above.nearest(on)
    });
    let level = spell.level.code();
    let mut capacities = offices
        .signature
        .iter()
        .filter(|signing| signing.holds(level, on));
    let capacity = capacities
        .next()
        .map_or_else(|| DOTS.to_owned(), |signing| signing.capacity.clone());
    let number = kind.map(|kind| {
        let short = offices.types.get(kind).map_or("", String::as_str);
        let own = symbol(state, agency, spell).unwrap_or_else(|| DOTS.to_owned());
        match kind {
            // A công văn has no type in its symbol; the drafting unit behind it is filled in by hand.
            "cong_van" => number_line(issue.number, &format!("{own}-……")),
            _ => number_line(issue.number, &format!("{short}-{own}")),
        }
    });
    Ok(Office {
        name: spell.name.clone(),
        letterhead: Letterhead {
            superior: superior.map(|above| above.name.clone()),
            issuer: vec![spell.name.clone()],
            number,
            dateline: Some(Dateline {
                place: place(&offices, spell),
                day: day(issue, on),
            }),
        },
        signature: Signature {
            capacity: vec![capacity],
            name: None,
        },
        recipients: recipients(superior),
    })
}

/// The day given, or room for it in the year of the first day it can be issued.
fn day(issue: &Issue, period_end: Date) -> Day {
    match issue.date {
        Some(date) => Day::On(date),
        None => Day::Open(period_end.tomorrow().unwrap_or(period_end).year()),
    }
}

fn recipients(superior: Option<&Spell>) -> Vec<String> {
    let above = superior.map(|above| format!("{} (để báo cáo)", above.shown()));
    above
        .into_iter()
        .chain([format!("Lưu: VT, {DOTS}")])
        .collect()
}

/// Địa danh: the unit's name without its kind, but whole where it bears a number or a person's name.
fn place(offices: &Offices, spell: &Spell) -> String {
    const KINDS: [&str; 6] = [
        "Thành phố ",
        "Tỉnh ",
        "Quận ",
        "Huyện ",
        "Thị xã ",
        "Phường ",
    ];
    let Some(area) = &spell.area else {
        return DOTS.to_owned();
    };
    if offices.whole_places.iter().any(|whole| whole == area) {
        return area.clone();
    }
    let name = KINDS.iter().find_map(|kind| area.strip_prefix(kind));
    let numbered = |name: &&str| name.starts_with(|letter: char| letter.is_ascii_digit());
    name.filter(|name| !numbered(name))
        .unwrap_or(area)
        .to_owned()
}

/// The agency's own part of a symbol (`508/KH-CTHADS`: `CTHADS`), as it last wrote it under that name.
fn symbol(state: &State, agency: &str, spell: &Spell) -> Option<String> {
    let own = |document: &&thidua_domain::document::Document| {
        document.issuer.as_deref() == Some(agency)
            && document.kind.as_deref() != Some("cong_van")
            && document
                .date
                .is_some_and(|date| spell.validity.contains(date.first_day()))
    };
    let latest = state
        .documents
        .values()
        .filter(own)
        .filter(|document| document.symbol.is_some())
        .max_by_key(|document| document.date)?;
    let symbol = latest.symbol.as_ref()?;
    let (_, symbol) = symbol.rsplit_once('/')?;
    let (_, own) = symbol.split_once('-')?;
    Some(own.to_owned()).filter(|own| !own.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;
    use thidua_domain::org::Level;

    use super::*;

    fn shipped() -> Offices {
        toml::from_str(SHIPPED).unwrap()
    }

    #[test]
    fn each_level_has_at_most_one_signature_a_day() {
        let offices = shipped();
        for day in [
            date(2009, 1, 1),
            date(2025, 2, 28),
            date(2025, 3, 1),
            date(2025, 6, 30),
            date(2026, 1, 1),
        ] {
            for level in ["bo", "cuc_quan_ly", "tinh", "huyen", "khu_vuc", "phong"] {
                let held = offices
                    .signature
                    .iter()
                    .filter(|signing| signing.holds(level, day));
                assert_eq!(held.count(), 1, "{level} {day}");
            }
        }
        assert!(
            offices
                .signature
                .iter()
                .all(|signing| Level::from_code(&signing.level).is_some())
        );
    }

    #[test]
    fn heads_sign_as_they_were_called_then() {
        let offices = shipped();
        let capacity = |level: &str, day| {
            let held = offices
                .signature
                .iter()
                .find(|signing| signing.holds(level, day))
                .unwrap();
            held.capacity.clone()
        };
        assert_eq!(capacity("tinh", date(2025, 6, 30)), "Cục trưởng");
        assert_eq!(
            capacity("tinh", date(2025, 7, 1)),
            "Trưởng Thi hành án dân sự"
        );
        assert_eq!(capacity("cuc_quan_ly", date(2024, 5, 1)), "Tổng cục trưởng");
    }

    #[test]
    fn places_are_written_as_the_decree_asks() {
        let offices = shipped();
        let written = |area: &str| {
            let spell = Spell {
                name: String::new(),
                short_name: None,
                level: Level::Province,
                parent: None,
                validity: Validity::new(None, None),
                area: Some(area.to_owned()).filter(|area| !area.is_empty()),
                source: None,
                note: None,
            };
            place(&offices, &spell)
        };
        for (area, place) in [
            ("Tỉnh Bến Tre", "Bến Tre"),
            ("Thành phố Cần Thơ", "Cần Thơ"),
            ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("Quận 1", "Quận 1"),
            ("Quận Ba Đình", "Ba Đình"),
            ("", DOTS),
        ] {
            assert_eq!(written(area), place);
        }
    }
}
