//! Names that repeat: old and new Phú Thọ, two Châu Thành.
//!
//! An agency that shares its name with another one is shown with what tells them apart: its dates where the two
//! were there one after the other, the agency above where they stood side by side, and only where neither helps its
//! code. Every list, picker and search shows this name; a paper that leaves the house shows the official one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::{Agency, Level, Org};
use crate::text::fold;
use crate::time::Validity;

/// What tells an agency apart from those of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its dates.
    When(String),
    /// The agency above, with its dates or code where that is not enough.
    Where(String),
}

/// Words that say what an agency is, not which one.
const KINDS: [&str; 10] = [
    "tong cuc",
    "chi cuc",
    "cuc",
    "thi hanh an dan su",
    "thads",
    "tinh",
    "thanh pho",
    "tp.",
    "tp",
    "-",
];

/// What is the same in names people mix up. Of a province the place alone: `Cục THADS tỉnh Phú Thọ` until
/// 30/06/2025 and `THADS tỉnh Phú Thọ` after it are two agencies.
fn key(level: Level, name: &str) -> String {
    let folded = fold(name);
    if level != Level::Province {
        return folded;
    }
    let mut words = format!(" {folded} ");
    for kind in KINDS {
        words = words.replace(&format!(" {kind} "), " ");
    }
    format!("{}|{}", level.code(), words.trim())
}

fn keys(agency: &Agency) -> BTreeSet<String> {
    let spells = agency.spells.iter();
    spells
        .flat_map(|spell| {
            [
                key(spell.level, &spell.name),
                key(spell.level, spell.shown()),
            ]
        })
        .collect()
}

fn life(agency: &Agency) -> Validity {
    Validity::new(agency.born(), agency.ended())
}

/// The marks of those who need one, by code.
pub(super) fn marks(agencies: &[Agency]) -> HashMap<String, Mark> {
    let mut by_key: BTreeMap<String, Vec<&Agency>> = BTreeMap::new();
    for agency in agencies {
        for key in keys(agency) {
            by_key.entry(key).or_default().push(agency);
        }
    }
    let mut namesakes: BTreeMap<&str, (&Agency, bool)> = BTreeMap::new();
    for group in by_key.values().filter(|group| group.len() > 1) {
        for agency in group {
            let beside = group
                .iter()
                .any(|other| other.code != agency.code && life(other).overlaps(&life(agency)));
            let (_, known) = namesakes.entry(&agency.code).or_insert((agency, false));
            *known |= beside;
        }
    }
    let mut marks: HashMap<String, Mark> = HashMap::new();
    for (code, (agency, beside)) in &namesakes {
        let when = life(agency).vn();
        let mark = match (beside, when.is_empty()) {
            (false, false) => Mark::When(when),
            _ => Mark::Where(above(agencies, agency).unwrap_or_else(|| format!("mã {code}"))),
        };
        marks.insert((*code).to_owned(), mark);
    }
    settle(agencies, &mut marks);
    marks
}

/// The short name of the agency that was above last.
fn above(agencies: &[Agency], agency: &Agency) -> Option<String> {
    let code = agency.spells.last()?.parent.as_deref()?;
    // Agencies stand in the order of their codes.
    let at = agencies.binary_search_by(|other| other.code.as_str().cmp(code));
    let spell = agencies.get(at.ok()?)?.spells.last()?;
    Some(spell.shown().to_owned())
}

/// Whoever still reads like another gets its code.
fn settle(agencies: &[Agency], marks: &mut HashMap<String, Mark>) {
    let mut read: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for agency in agencies {
        for spell in &agency.spells {
            for name in [spell.name.as_str(), spell.shown()] {
                let label = marked(name, marks.get(&agency.code), true);
                read.entry(label).or_default().insert(&agency.code);
            }
        }
    }
    for codes in read.values().filter(|codes| codes.len() > 1) {
        for code in codes {
            let by_code = format!("mã {code}");
            let known = match marks.get(*code) {
                Some(Mark::When(told) | Mark::Where(told)) if told.ends_with(&by_code) => continue,
                Some(Mark::When(told) | Mark::Where(told)) => format!("{told}, {by_code}"),
                None => by_code,
            };
            marks.insert((*code).to_owned(), Mark::Where(known));
        }
    }
}

fn marked(name: &str, mark: Option<&Mark>, places: bool) -> String {
    match mark {
        Some(Mark::When(told)) => format!("{name} ({told})"),
        Some(Mark::Where(told)) if places => format!("{name} ({told})"),
        _ => name.to_owned(),
    }
}

impl Org {
    /// The name of a code on a date that no other agency is ever shown by: with its dates, or with the agency above,
    /// where another one has the same name; the code itself where it is not known.
    pub fn label_on(&self, code: &str, date: Date) -> String {
        marked(self.name_on(code, date), self.marks.get(code), true)
    }

    /// Any name of a code, with what tells it apart from its namesakes.
    pub fn labelled(&self, code: &str, name: &str) -> String {
        marked(name, self.marks.get(code), true)
    }

    /// The short name on a date with its dates where another agency had the same name before or after: for lists of
    /// agencies that stand below one.
    pub fn short_label_on(&self, code: &str, date: Date) -> String {
        let spell = self
            .find(code)
            .and_then(|agency| agency.nearest(self.seen(date)));
        let name = spell.map_or(code, super::Spell::shown);
        marked(name, self.marks.get(code), false)
    }

    /// What tells a code apart from its namesakes: `đến 30/06/2025`; `None` where it has none.
    pub fn mark(&self, code: &str) -> Option<&str> {
        self.marks.get(code).map(|mark| match mark {
            Mark::When(told) | Mark::Where(told) => told.as_str(),
        })
    }
}
