//! What a heading means that stands in several rows: `Tổng số phải thi hành › Có điều kiện › Thi hành xong`.

use std::collections::{HashMap, HashSet};

use super::label::Label;
use crate::catalogue::{FormHints, FormName};
use crate::text::{fold, heading_key};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Cases.
    Cases,
    /// Money.
    Money,
}

impl Side {
    /// The beginning of its codes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cases => "viec",
            Self::Money => "tien",
        }
    }

    /// The side of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "viec" => Some(Self::Cases),
            "tien" => Some(Self::Money),
            _ => None,
        }
    }
}

/// What a heading means, as far as it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The figure without its side; `None`: it proposes none.
    pub stem: Option<String>,
    /// Which side it says.
    pub side: Option<Side>,
    /// Code of the group of cases.
    pub group: Option<String>,
    /// Whether it says no more than that it is a whole.
    pub total: bool,
    /// How sure the proposal is, 0–100.
    pub sure: u8,
    /// Why it is not surer, for the user; empty: nothing to say.
    pub why: String,
}

/// A heading that is the hint's own words.
const EXACT: u8 = 95;
/// The same without what stands in brackets.
const BARE: u8 = 90;
/// With words more behind it.
const LONGER: u8 = 75;
/// Below a heading that says something unknown.
const UNKNOWN_ABOVE: u8 = 65;

/// The words of the hints, ready to be asked.
#[derive(Debug, Default)]
pub struct Words {
    stems: HashMap<String, usize>,
    within: Vec<(String, HashSet<String>)>,
    groups: HashMap<String, String>,
    total: HashSet<String>,
    split: HashSet<String>,
    cases: HashSet<String>,
    money: HashSet<String>,
    agency: HashSet<String>,
    officer: HashSet<String>,
    sections: HashSet<String>,
    other: Vec<String>,
}

impl Words {
    /// Makes the hints ready.
    pub fn of(hints: &FormHints) -> Self {
        let keys = |list: &[String]| list.iter().map(|word| heading_key(word)).collect();
        let mut words = Self {
            total: keys(&hints.words.total),
            split: keys(&hints.words.split),
            cases: keys(&hints.words.cases),
            money: keys(&hints.words.money),
            agency: keys(&hints.words.agency),
            officer: keys(&hints.words.officer),
            sections: keys(&hints.words.sections),
            other: hints.words.other.iter().map(|word| spaced(word)).collect(),
            ..Self::default()
        };
        for hint in &hints.headings {
            for word in &hint.words {
                words.stems.insert(heading_key(word), words.within.len());
            }
            let within = hint.within.iter().cloned().collect();
            words.within.push((hint.stem.clone(), within));
        }
        for group in &hints.groups {
            for word in &group.words {
                words.groups.insert(heading_key(word), group.code.clone());
            }
        }
        words
    }

    /// Whether a heading is of the column that names rows.
    pub fn names_rows(&self, heading: &str) -> bool {
        self.agency.contains(&heading_key(heading))
    }

    /// Whether a heading is of a column of officers.
    pub fn names_officers(&self, heading: &str) -> bool {
        self.officer.contains(&heading_key(heading))
    }

    /// Whether a label says no more than that it is a whole.
    pub fn is_total(&self, label: &str) -> bool {
        self.total.contains(&bare_key(label))
    }

    /// Whether a label only says what follows.
    pub fn is_section(&self, label: &str) -> bool {
        let key = bare_key(label);
        self.sections.contains(&key) || self.split.contains(&key)
    }

    /// Whether a heading only says that parts follow.
    pub fn is_split(&self, heading: &str) -> bool {
        self.split.contains(&bare_key(heading))
    }

    /// The group of cases a label names.
    pub fn group(&self, label: &str) -> Option<&str> {
        let key = heading_key(label);
        let found = self.groups.get(&key);
        let found = found.or_else(|| self.groups.get(&bare_key(label)));
        found.map(String::as_str)
    }

    /// What a path of headings means, the highest first.
    pub fn meaning(&self, path: &[&str]) -> Meaning {
        let mut meaning = Meaning::default();
        let mut said: Vec<String> = Vec::new();
        let mut groups: Vec<&str> = Vec::new();
        let (mut whole, mut last_whole) = (false, false);
        for heading in path {
            let label = Label::read("", heading).words;
            let key = bare_key(&label);
            last_whole = false;
            if key.is_empty() || self.split.contains(&key) {
                continue;
            }
            if self.cases.contains(&key) || self.money.contains(&key) {
                let money = self.money.contains(&key);
                meaning.side = Some(if money { Side::Money } else { Side::Cases });
            } else if self.total.contains(&key) {
                (whole, last_whole) = (true, true);
            } else if let Some(group) = self.group(&label) {
                groups.push(group);
            } else {
                said.push(label);
            }
        }
        match groups.as_slice() {
            [] => {}
            [one] => meaning.group = Some((*one).to_owned()),
            _ => {
                meaning.why = "Thuộc hai nhóm án cùng lúc, chưa có chỗ lưu.".to_owned();
                return meaning;
            }
        }
        meaning.total = whole && said.is_empty();
        let Some((own, above)) = said.split_last() else {
            return meaning;
        };
        // `Tổng số` above a part is the part's whole, not the part itself.
        let part_of_whole = whole && !last_whole && groups.is_empty() && above.is_empty();
        self.figure(&mut meaning, own, above);
        if part_of_whole && meaning.stem.is_some() {
            meaning.sure = meaning.sure.min(BARE);
        }
        meaning
    }

    fn figure(&self, meaning: &mut Meaning, own: &str, above: &[String]) {
        let Some((at, sure)) = self.stem(own) else {
            if self.is_other(own) {
                meaning.why = other_why(own);
            }
            return;
        };
        let Some((stem, within)) = self.within.get(at) else {
            return;
        };
        let mut sure = sure;
        for upper in above.iter().rev() {
            match self.stem(upper) {
                Some((other, _)) => {
                    let whole = self.within.get(other).map(|(stem, _)| stem);
                    if whole.is_some_and(|whole| within.contains(whole)) {
                        break;
                    }
                    meaning.why =
                        format!("Là một phần của «{upper}», danh mục chưa có số liệu này.");
                    return;
                }
                None if self.is_other(upper) => {
                    meaning.why = other_why(upper);
                    return;
                }
                None => {
                    sure = sure.min(UNKNOWN_ABOVE);
                    meaning.why = format!("Nằm dưới «{upper}»: xem lại có đúng số liệu này không.");
                }
            }
        }
        meaning.stem = Some(stem.clone());
        meaning.sure = sure;
    }

    /// The figure a heading names by itself: place of its hint, how sure.
    fn stem(&self, heading: &str) -> Option<(usize, u8)> {
        if let Some(at) = self.stems.get(&heading_key(heading)) {
            return Some((*at, EXACT));
        }
        if self.is_other(heading) {
            return None;
        }
        let bare = bare_key(heading);
        if let Some(at) = self.stems.get(&bare) {
            return Some((*at, BARE));
        }
        let longer = |key: &&String| key.len() >= 10 && bare.starts_with(key.as_str());
        let found = self.stems.keys().filter(longer).max_by_key(|key| key.len());
        found
            .and_then(|key| self.stems.get(key))
            .map(|at| (*at, LONGER))
    }

    fn is_other(&self, heading: &str) -> bool {
        let words = spaced(heading);
        self.other
            .iter()
            .any(|other| words.contains(other.as_str()))
    }
}

fn other_why(heading: &str) -> String {
    format!("«{heading}» nói về kỳ khác, so sánh hoặc phần riêng, không phải số của kỳ này.")
}

/// Folded words between blanks.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// The key of a heading without what stands in brackets, without a number before it.
fn bare_key(heading: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = heading
        .chars()
        .filter(|letter| match letter {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    heading_key(&outside)
}

/// The form that lines of titles name, by its number or its name: `Biểu số: 04`, `… chia theo cơ quan …`.
pub fn form_named<'a>(hints: &'a FormHints, lines: &[&str]) -> Option<&'a FormName> {
    let numbered = |line: &&str| {
        let said = spaced(line);
        let words: Vec<&str> = said.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "bieu")?;
        let mut after = words.iter().skip(at + 1).take(4);
        let number = after.find_map(|word| word.parse::<u8>().ok())?;
        let number = format!("{number:02}");
        hints.forms.iter().find(|form| form.number == number)
    };
    if let Some(form) = lines.iter().find_map(numbered) {
        return Some(form);
    }
    let all: String = lines.iter().map(|line| heading_key(line)).collect();
    let named = hints.forms.iter().filter_map(|form| {
        let words = form.words.iter().map(|word| heading_key(word));
        let longest = words.filter(|key| all.contains(key)).map(|key| key.len());
        Some((longest.max()?, form))
    });
    // The longer name holds the shorter one: 04 is 01 by agencies.
    named
        .max_by_key(|(length, _)| *length)
        .map(|(_, form)| form)
}
