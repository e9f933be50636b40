//! Headings as keys: what a heading may be, and how sure one can be of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use thidua_domain::bundle::SheetDef;
use thidua_domain::catalogue::{Catalogue, Measure};
use thidua_domain::text::{self, heading_key, legacy};

use super::super::{FIGURES, RECORD_SHEETS};
use super::synonyms;

/// A heading that is the column's own.
const EXACT: u8 = 100;
/// One of its other names.
const SYNONYM: u8 = 92;
/// The same without what stands in brackets.
const BARE: u8 = 88;
/// A name with words more.
const LONGER: u8 = 70;
/// A slip of the keyboard.
const SLIP: u8 = 60;

/// The keys of one column.
struct Known {
    id: &'static str,
    heading: &'static str,
    keys: Vec<(String, u8)>,
}

static COLUMNS: LazyLock<HashMap<&'static str, Vec<Known>>> = LazyLock::new(|| {
    let all = RECORD_SHEETS.iter().copied().chain([FIGURES]);
    all.map(|def| (def.name, known(def))).collect()
});

fn known(def: &'static SheetDef) -> Vec<Known> {
    let columns = def.columns.iter().map(|column| {
        let own = [column.heading, column.label, column.id];
        let mut keys: Vec<(String, u8)> =
            own.iter().map(|name| (heading_key(name), EXACT)).collect();
        let others = synonyms::COLUMNS
            .iter()
            .filter(|(sheet, id, _)| *sheet == def.name && *id == column.id)
            .flat_map(|(_, _, names)| names.iter());
        keys.extend(others.map(|name| (heading_key(name), SYNONYM)));
        Known {
            id: column.id,
            heading: column.heading,
            keys,
        }
    });
    columns.collect()
}

/// What a heading says: its key, its key without brackets, the unit named in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// As written, in Unicode.
    pub(super) written: String,
    key: String,
    bare: String,
    /// The lower of two headings, where it may say all by itself.
    own: String,
}

impl Words {
    /// A heading that stands under another one.
    pub(super) fn under(group: &str, own: &str) -> Self {
        let alone = Self::of(own.trim());
        Self {
            own: alone.key,
            ..Self::of(format!("{group} {own}").trim())
        }
    }

    /// Whether it is the second of two columns that share a name.
    pub(super) fn is_given_name(&self) -> bool {
        let key = if self.own.is_empty() {
            &self.key
        } else {
            &self.own
        };
        matches!(key.as_str(), "ten" | "tencanbo" | "")
    }

    /// Whether it is one of two columns of births, of men or of women.
    pub(super) fn is_birth_by_sex(&self) -> bool {
        matches!(self.own.as_str(), "nam" | "nu") && self.key.contains("sinh")
    }

    pub(super) fn of(written: &str) -> Self {
        let decoded = match legacy::detect(written) {
            Some(encoding) => legacy::to_unicode(written, encoding),
            None => written.to_owned(),
        };
        let written = text::clean(&decoded).replace('\n', " ");
        Self {
            key: heading_key(&written),
            bare: heading_key(&without_brackets(&written)),
            written,
            own: String::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Whether it numbers the rows.
    pub(super) fn numbers(&self) -> bool {
        let named = synonyms::NUMBERS.iter();
        named
            .map(|name| heading_key(name))
            .any(|key| key == self.key)
    }

    /// Whether it is the first of two columns that share a name.
    pub(super) fn is_family_name(&self) -> bool {
        let named = synonyms::FAMILY_NAME.iter();
        named
            .map(|name| heading_key(name))
            .any(|key| key == self.key || key == self.own)
    }

    /// The columns of a sheet it may name, the surest first; with `slips`, misspelt ones too.
    pub(super) fn columns(&self, def: &SheetDef, slips: bool) -> Vec<(&'static str, u8)> {
        if self.is_empty() {
            return Vec::new();
        }
        let known = COLUMNS.get(def.name).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<(&'static str, u8)> = known
            .iter()
            .filter_map(|column| Some((column.id, self.sure(column, slips)?)))
            .collect();
        found.sort_by_key(|(_, sure)| std::cmp::Reverse(*sure));
        found
    }

    fn sure(&self, column: &Known, slips: bool) -> Option<u8> {
        let same = |key: &str| column.keys.iter().find(|(known, _)| known == key);
        if let Some((_, sure)) = same(&self.key) {
            return Some(*sure);
        }
        if same(&self.bare).is_some() && !self.bare.is_empty() {
            return Some(BARE);
        }
        // `Nam` alone is a man as well as a year: a short word says nothing by itself.
        if self.own.len() > 3 && same(&self.own).is_some() {
            return Some(BARE);
        }
        // `Họ và tên cán bộ, công chức`: words more than the name has, not another word that holds it.
        let longer = |key: &String| {
            key.len() >= 6
                && (self.bare.starts_with(key.as_str()) || self.bare.ends_with(key.as_str()))
        };
        if column.keys.iter().any(|(key, _)| longer(key)) {
            return Some(LONGER);
        }
        let near = || text::nearest(&self.written, [column.heading]).is_some();
        (slips && self.key.len() >= 4 && near()).then_some(SLIP)
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
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
        .collect()
}

/// Which sheet of the bundle a name of a sheet or file speaks of, and how clearly.
pub(super) fn sheet_named(name: &str, def: &SheetDef) -> u32 {
    let key = heading_key(name);
    if key == heading_key(def.name) || key == heading_key(def.title) {
        return 150;
    }
    let words = synonyms::SHEETS
        .iter()
        .find(|(sheet, _)| *sheet == def.name);
    let speaks =
        words.is_some_and(|(_, names)| names.iter().any(|name| key.contains(&heading_key(name))));
    u32::from(speaks) * 60
}

/// Figure codes by what a heading or a row may call them.
#[derive(Debug, Default)]
pub(super) struct FigureWords {
    by_key: HashMap<String, String>,
    /// Stem by the name without việc, tiền: for tables whose columns tell which.
    stems: HashMap<String, &'static str>,
}

impl FigureWords {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut words = Self::default();
        for (stem, names) in synonyms::FIGURES {
            for name in *names {
                let base = heading_key(name);
                for (code, sides) in [
                    (format!("viec.{stem}"), ["viec", "veviec", "soviec"]),
                    (format!("tien.{stem}"), ["tien", "vetien", "sotien"]),
                ] {
                    if catalogue.figure(&code).is_none() {
                        continue;
                    }
                    for side in sides {
                        words.by_key.insert(format!("{side}{base}"), code.clone());
                        words.by_key.insert(format!("{base}{side}"), code.clone());
                    }
                }
                words.stems.insert(base, stem);
            }
        }
        for figure in catalogue.figures() {
            words
                .by_key
                .insert(heading_key(&figure.code), figure.code.clone());
            words
                .by_key
                .insert(heading_key(&figure.name), figure.code.clone());
        }
        words
    }

    /// The code a heading names, brackets aside.
    pub(super) fn code(&self, words: &Words) -> Option<&str> {
        let found = self.by_key.get(&words.key);
        let found = found.or_else(|| self.by_key.get(&words.bare));
        found.map(String::as_str)
    }

    /// The code a text names.
    pub(super) fn spelt(&self, written: &str) -> Option<&str> {
        self.code(&Words::of(written))
    }

    /// The stem a row of a table with columns `Việc`, `Tiền` names.
    pub(super) fn stem(&self, written: &str) -> Option<&'static str> {
        let plain = written.trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || matches!(letter, '.' | ')' | '-' | '+' | ' ')
        });
        let words = Words::of(plain);
        let found = self.stems.get(&words.key);
        found.or_else(|| self.stems.get(&words.bare)).copied()
    }
}

/// The unit of money a heading names in its words: `Tiền (triệu đồng)`.
pub(super) fn money_unit(written: &str) -> Option<&'static str> {
    let key = heading_key(written);
    let units = [
        ("nghindong", "nghin_dong"),
        ("ngandong", "nghin_dong"),
        ("1000dong", "nghin_dong"),
        ("1000d", "nghin_dong"),
        ("trieudong", "trieu_dong"),
        ("tidong", "ty_dong"),
        ("tydong", "ty_dong"),
    ];
    let found = units.iter().find(|(word, _)| key.contains(word));
    found.map(|(_, unit)| *unit)
}

/// The unit in which a figure's cells are read: money by the heading's words, else the code's own.
pub(super) fn unit_of(catalogue: &Catalogue, code: &str, heading: &str) -> Option<&'static str> {
    let figure = catalogue.figure(code)?;
    (figure.measure == Measure::Money)
        .then(|| money_unit(heading))
        .flatten()
}
