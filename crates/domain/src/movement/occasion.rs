//! Occasions (dịp kỷ niệm): how many years an anniversary counts, and dates in a text that contradict it.
//!
//! Which day is whose is data (`rulebook/catalogue/occasions.toml`); a text that says otherwise is kept as written
//! and told.

use jiff::civil::Date;
use serde::Deserialize;

use super::Movement;
use crate::text::fold;
use crate::time::{PartialDate, parse_date};

/// A traditional day of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tradition {
    /// Its code.
    pub id: String,
    /// Name as papers print it.
    pub name: String,
    /// The day it goes back to.
    pub base: Date,
    /// What it rests on.
    pub citation: String,
    /// S seen, M from memory, X not found.
    pub confidence: String,
    /// Spellings folded, each with a blank around it, the longest first.
    keys: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    occasion: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    name: String,
    base: String,
    spellings: Vec<String>,
    citation: String,
    confidence: String,
}

/// Reads `occasions.toml`.
///
/// # Errors
/// What of the file cannot be read.
pub fn parse(text: &str) -> Result<Vec<Tradition>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let read = |line: Line| {
        let base = parse_date(&line.base).map_err(|fault| fault.reason().to_string())?;
        let mut keys: Vec<String> = line.spellings.iter().map(|text| words(text)).collect();
        keys.push(words(&line.name));
        keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
        keys.dedup();
        Ok(Tradition {
            id: line.id,
            name: line.name,
            base,
            citation: line.citation,
            confidence: line.confidence,
            keys,
        })
    };
    file.occasion.into_iter().map(read).collect()
}

/// The folded words of a text, a blank before and after each.
fn words(text: &str) -> String {
    let folded = fold(text);
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!(" {} ", parts.join(" "))
}

/// The traditional day a text names: the one with the longest spelling in it.
pub fn named<'a>(traditions: &'a [Tradition], text: &str) -> Option<&'a Tradition> {
    let words = words(text);
    let longest = |tradition: &&Tradition| {
        let mut keys = tradition.keys.iter();
        keys.find(|key| words.contains(key.as_str()))
            .map(String::len)
    };
    let found = traditions.iter();
    let found = found.filter_map(|tradition| Some((longest(&tradition)?, tradition)));
    found.max_by_key(|(length, _)| *length).map(|(_, one)| one)
}

/// The anniversary of a day in a year; 29 February is kept on the 28th where there is none.
pub fn anniversary(base: Date, year: i16) -> Option<Date> {
    let day = Date::new(year, base.month(), base.day());
    day.or_else(|_| Date::new(year, base.month(), base.day() - 1))
        .ok()
}

/// An occasion as a row tells it: `name (base date)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// As written.
    pub written: String,
    /// What is remembered.
    pub name: String,
    /// The day it goes back to, where told and readable.
    pub base: Option<PartialDate>,
    /// What stands in the parentheses and is no date.
    pub unread: Option<String>,
}

impl Occasion {
    /// Reads `ngày truyền thống THADS (1946-07-19)`; `(19/7/1946 - 19/7/2021)` tells its first day.
    pub fn parse(text: &str) -> Self {
        let written = text.trim().to_owned();
        let parts = written
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('));
        let Some((name, inside)) = parts else {
            return Self {
                name: written.clone(),
                written,
                base: None,
                unread: None,
            };
        };
        let dates = dates(inside);
        Self {
            name: name.trim().to_owned(),
            base: dates.map(|(first, _)| first),
            unread: dates.is_none().then(|| inside.trim().to_owned()),
            written,
        }
    }

    /// The day it goes back to: told, else that of the traditional day it names.
    pub fn base_in(&self, traditions: &[Tradition]) -> Option<PartialDate> {
        let of_name = || named(traditions, &self.name).map(|found| PartialDate::day(found.base));
        self.base.or_else(of_name)
    }

    /// How many years it counts for a movement; `None` where a year is not told, or it has not come.
    pub fn years(&self, movement: &Movement, traditions: &[Tradition]) -> Option<i16> {
        let base = self.base_in(traditions)?.first_day();
        let years = movement.year_of(base)? - base.year();
        (years > 0).then_some(years)
    }

    /// `kỷ niệm 75 năm ngày truyền thống THADS (19/7/1946 – 19/7/2021)`, as far as it is known.
    pub fn text(&self, movement: &Movement, traditions: &[Tradition]) -> String {
        let name = &self.name;
        let base = self.base_in(traditions);
        let Some((base, years)) = base.zip(self.years(movement, traditions)) else {
            return format!("kỷ niệm {name}");
        };
        let first = base.first_day();
        let day = base
            .exact()
            .and_then(|day| anniversary(day, first.year() + years));
        match day {
            Some(day) => {
                let (first, last) = (short(first), short(day));
                format!("kỷ niệm {years} năm {name} ({first} – {last})")
            }
            None => format!("kỷ niệm {years} năm {name}"),
        }
    }
}

/// `19/7/1946`: as running text writes a day, a zero only before days below 10 and months 1 and 2.
fn short(day: Date) -> String {
    let zero = if day.month() <= 2 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", day.day(), day.month(), day.year())
}

fn shown(date: PartialDate) -> String {
    date.exact().map_or_else(|| date.vn(), short)
}

/// A day or two days: `19/7/1946`, `1946-07-19`, `19/7/1946-19/7/2021`, `28/8/1945 - 28/8/2021`.
fn dates(inside: &str) -> Option<(PartialDate, Option<PartialDate>)> {
    if let Ok(day) = PartialDate::parse(inside) {
        return Some((day, None));
    }
    let parts = |mark: &str| {
        let (first, second) = inside.split_once(mark)?;
        let first = PartialDate::parse(first).ok()?;
        Some((first, Some(PartialDate::parse(second).ok()?)))
    };
    ["–", "—", " - ", "-"].into_iter().find_map(parts)
}

/// A date in a text that contradicts its occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// As written.
    pub value: String,
    /// What is wrong, for the user.
    pub reason: String,
    /// What cures it, for the user.
    pub cure: String,
}

const KEPT: &str = "Chữ của nguồn được giữ nguyên; đối chiếu với văn bản, nếu gõ nhầm thì sửa lại.";

/// What is wrong with the base date of an occasion.
pub fn of_occasion(occasion: &Occasion, traditions: &[Tradition]) -> Option<Slip> {
    let base = occasion.base?;
    let tradition = named(traditions, &occasion.name)?;
    (!base.may_be(tradition.base)).then(|| Slip {
        value: occasion.written.clone(),
        reason: unlike(tradition, base),
        cure: KEPT.to_owned(),
    })
}

fn unlike(tradition: &Tradition, base: PartialDate) -> String {
    let right = short(tradition.base);
    format!(
        "{} tính từ {right}, ở đây ghi {}.",
        tradition.name,
        base.vn()
    )
}

/// Every date and number of years in a text that contradicts the traditional day it stands beside.
pub fn in_text(text: &str, traditions: &[Tradition]) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut before = 0;
    for (open, _) in text.match_indices('(') {
        let rest = text.get(open + 1..).unwrap_or_default();
        let Some((inside, _)) = rest.split_once(')') else {
            continue;
        };
        let lead = text.get(before..open).unwrap_or_default();
        before = open + 1 + inside.len() + 1;
        let Some((first, second)) = dates(inside) else {
            continue;
        };
        let lead = lead.rsplit([';', '.', '\n']).next().unwrap_or(lead);
        let of_day = || {
            let mut all = traditions.iter();
            all.find(|tradition| first.exact() == Some(tradition.base))
        };
        if let Some(tradition) = named(traditions, lead).or_else(of_day) {
            let told = (first, second, count(lead));
            let reasons = against(tradition, told);
            slips.extend(reasons.into_iter().map(|reason| Slip {
                value: format!("({inside})"),
                reason,
                cure: KEPT.to_owned(),
            }));
        }
    }
    slips
}

/// The number before the last `năm` of a text: `kỷ niệm 75 năm ngày …`.
fn count(lead: &str) -> Option<i16> {
    let folded = words(lead);
    let all: Vec<&str> = folded.split_whitespace().collect();
    let pairs = all.windows(2).rev();
    pairs
        .filter_map(|pair| match pair {
            [number, "nam"] => number.parse().ok(),
            _ => None,
        })
        .find(|years| (1..=999).contains(years))
}

fn against(
    tradition: &Tradition,
    (first, second, years): (PartialDate, Option<PartialDate>, Option<i16>),
) -> Vec<String> {
    let mut reasons = Vec::new();
    let base = tradition.base;
    if !first.may_be(base) {
        reasons.push(unlike(tradition, first));
    }
    let Some(second) = second else {
        return reasons;
    };
    let year = second.first_day().year();
    let right = anniversary(base, year);
    if let (Some(told), Some(right)) = (second.exact(), right)
        && told != right
    {
        reasons.push(format!(
            "Ngày kỷ niệm của {} năm {year} là {}, ở đây ghi {}.",
            tradition.name,
            short(right),
            shown(second)
        ));
    }
    let counted = year - base.year();
    if let Some(years) = years.filter(|years| *years != counted) {
        reasons.push(format!(
            "Từ {} đến năm {year} là {counted} năm, ở đây ghi {years} năm.",
            short(base)
        ));
    }
    reasons
}
