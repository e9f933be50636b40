//! Agencies through time: dated names, levels and parents, and what became of what.
//!
//! One function answers "the tree on this date" (`Org::spell_on`, `Org::children_on`); everything
//! that asks about the past asks it with the date of the past.

mod forebears;
mod label;
mod lineage;
mod seen;
pub mod sheet;

pub use forebears::Forebear;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::bundle::Values;
use crate::restate::Crosswalk;
use crate::time::{PartialDate, Validity};

/// Level of an agency; the codes of `Cấp` (`tinh`, `huyen` …) in the contract's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Bộ.
    Ministry,
    /// A unit of the ministry.
    MinistryUnit,
    /// Tổng cục until 28/02/2025, Cục Quản lý after.
    Directorate,
    /// THADS of a province or city.
    Province,
    /// Chi cục of a district, until 30/6/2025.
    District,
    /// Phòng THADS khu vực, from 01/7/2025.
    Region,
    /// A division inside an agency.
    Division,
    /// In the justice sector, outside THADS.
    LocalJustice,
    /// Outside the sector.
    Outside,
}

impl Level {
    const ALL: [Self; 9] = [
        Self::Ministry,
        Self::MinistryUnit,
        Self::Directorate,
        Self::Province,
        Self::District,
        Self::Region,
        Self::Division,
        Self::LocalJustice,
        Self::Outside,
    ];

    /// The level of a code of `Cấp`.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = sheet::LEVELS.iter().position(|level| *level == code)?;
        Self::ALL.get(at).copied()
    }

    /// The code of `Cấp`.
    pub fn code(self) -> &'static str {
        let at = Self::ALL.iter().position(|level| *level == self);
        at.and_then(|at| sheet::LEVELS.get(at))
            .copied()
            .unwrap_or("")
    }

    /// Whether it belongs to the civil judgment enforcement system.
    pub fn is_enforcement(self) -> bool {
        matches!(
            self,
            Self::Directorate | Self::Province | Self::District | Self::Region | Self::Division
        )
    }
}

/// A place in [`Org`]: stable as long as that `Org` lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub u32);

impl AgencyId {
    fn at(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// What an agency was called, and where it stood, in one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Full name.
    pub name: String,
    /// Short name for lists.
    pub short_name: Option<String>,
    /// Level.
    pub level: Level,
    /// Code of the agency above.
    pub parent: Option<String>,
    /// When this held.
    pub validity: Validity,
    /// Place it answers for.
    pub area: Option<String>,
    /// Where the row comes from, one source a line.
    pub source: Option<String>,
    /// Note of the row.
    pub note: Option<String>,
}

impl Spell {
    /// The spell a row of `co-quan` tells; `None` where the row lacks what the sheet requires.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            name: row.text("ten")?,
            short_name: row.text("ten_ngan"),
            level: Level::from_code(row.get("cap")?)?,
            parent: row.text("ma_cap_tren"),
            validity: Validity {
                from: row.date("tu_ngay"),
                to: row.date("den_ngay"),
            },
            area: row.text("dia_ban"),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
        })
    }

    /// Short name, or the full one.
    pub fn shown(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// An agency: one code, its spells in time.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its code, never reused.
    pub code: String,
    /// Oldest first.
    pub spells: Vec<Spell>,
}

impl Agency {
    /// The spell that held on a date.
    pub fn on(&self, date: Date) -> Option<&Spell> {
        self.spells
            .iter()
            .find(|spell| spell.validity.contains(date))
    }

    /// The spell of a date or, outside its life, the nearest one: for naming what no longer is.
    pub fn nearest(&self, date: Date) -> Option<&Spell> {
        self.on(date).or_else(|| {
            let before = |spell: &&Spell| {
                spell
                    .validity
                    .from
                    .is_none_or(|from| from.first_day() <= date)
            };
            self.spells.iter().rfind(before).or(self.spells.first())
        })
    }

    /// Whether it stood below a code on some day from `first` to `last`; of a body that was not there
    /// then, whether it ever did.
    fn stood_below(&self, code: &str, first: Date, last: Date) -> bool {
        let below = |spell: &&Spell| spell.parent.as_deref() == Some(code);
        let then = |spell: &&Spell| spell.validity.overlaps_days(first, last);
        if self.spells.iter().any(|spell| then(&spell)) {
            return self.spells.iter().filter(then).any(|spell| below(&spell));
        }
        self.spells.iter().any(|spell| below(&spell))
    }

    /// First day of its life, `None`: since before our records.
    pub fn born(&self) -> Option<PartialDate> {
        self.spells.first().and_then(|spell| spell.validity.from)
    }

    /// Last day of its life, `None`: still.
    pub fn ended(&self) -> Option<PartialDate> {
        self.spells.last().and_then(|spell| spell.validity.to)
    }
}

/// One pair of a reorganisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reorganisation {
    /// First day of the new order.
    pub on: PartialDate,
    /// Code of `sap-xep.Loại`.
    pub kind: String,
    /// What was.
    pub old: String,
    /// What it became; `None` where it was dissolved.
    pub new: Option<String>,
    /// The document, a code of `van-ban` or as written.
    pub document: Option<String>,
}

impl Reorganisation {
    /// The pair a row of `sap-xep` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            on: row.date("ngay_hieu_luc")?,
            kind: row.text("loai")?,
            old: row.text("ma_cu")?,
            new: row.text("ma_moi"),
            document: row.text("van_ban"),
        })
    }
}

/// All agencies and their reorganisations.
#[derive(Clone, Debug, Default)]
pub struct Org {
    agencies: Vec<Agency>,
    by_code: HashMap<String, AgencyId>,
    children: HashMap<String, Vec<AgencyId>>,
    reorganisations: Vec<Reorganisation>,
    /// Places of the pairs that made a code, and of those that ended it.
    made: HashMap<String, Vec<usize>>,
    ended: HashMap<String, Vec<usize>>,
    /// What tells agencies of one name apart.
    marks: HashMap<String, label::Mark>,
    crosswalk: Arc<Crosswalk>,
    /// The fixed day and the tree as it was, where every question is answered for that day.
    then: Option<(Date, Arc<Org>)>,
}

impl Org {
    /// Builds the tree from the rows of `co-quan` and `sap-xep`, in any order.
    pub fn new(
        spells: impl IntoIterator<Item = (String, Spell)>,
        mut reorganisations: Vec<Reorganisation>,
    ) -> Self {
        let mut org = Self::default();
        let mut rows: Vec<(String, Spell)> = spells.into_iter().collect();
        rows.sort_by(|a, b| (&a.0, a.1.validity.from).cmp(&(&b.0, b.1.validity.from)));
        for (code, spell) in rows {
            match org.agencies.last_mut() {
                Some(last) if last.code == code => last.spells.push(spell),
                _ => org.agencies.push(Agency {
                    code,
                    spells: vec![spell],
                }),
            }
        }
        for (at, agency) in (0u32..).zip(&org.agencies) {
            org.by_code.insert(agency.code.clone(), AgencyId(at));
            let parents: BTreeSet<&String> = agency
                .spells
                .iter()
                .filter_map(|s| s.parent.as_ref())
                .collect();
            for parent in parents {
                org.children
                    .entry(parent.clone())
                    .or_default()
                    .push(AgencyId(at));
            }
        }
        reorganisations.sort_by(|a, b| (a.on, &a.old, &a.new).cmp(&(b.on, &b.old, &b.new)));
        for (at, pair) in reorganisations.iter().enumerate() {
            if pair.new.as_deref() == Some(pair.old.as_str()) {
                continue;
            }
            org.ended.entry(pair.old.clone()).or_default().push(at);
            if let Some(new) = &pair.new {
                org.made.entry(new.clone()).or_default().push(at);
            }
        }
        org.reorganisations = reorganisations;
        org.marks = label::marks(&org.agencies);
        org
    }

    /// How many agencies there are.
    pub fn len(&self) -> usize {
        self.agencies.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.agencies.is_empty()
    }

    /// The place of a code.
    pub fn id(&self, code: &str) -> Option<AgencyId> {
        self.by_code.get(code).copied()
    }

    /// The agency of a code.
    pub fn find(&self, code: &str) -> Option<&Agency> {
        self.id(code).and_then(|id| self.agencies.get(id.at()))
    }

    /// The agency at a place.
    pub fn get(&self, id: AgencyId) -> Option<&Agency> {
        self.agencies.get(id.at())
    }

    /// All agencies in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.iter()
    }

    /// The name of a code on a date, or the code itself where it is not known.
    pub fn name_on<'a>(&'a self, code: &'a str, date: Date) -> &'a str {
        let date = self.seen(date);
        let spell = self.find(code).and_then(|agency| agency.nearest(date));
        spell.map_or(code, |spell| spell.name.as_str())
    }

    /// The agencies directly below a code on a date, in the order of their codes.
    pub fn children_on(&self, code: &str, date: Date) -> Vec<&Agency> {
        let date = self.seen(date);
        let below = self
            .children
            .get(code)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let on_date = |agency: &&Agency| {
            let spell = agency.on(date);
            spell.is_some_and(|spell| spell.parent.as_deref() == Some(code))
        };
        below
            .iter()
            .filter_map(|id| self.get(*id))
            .filter(on_date)
            .collect()
    }

    /// A code and all below it on a date, itself first.
    pub fn subtree_on(&self, code: &str, date: Date) -> Vec<&Agency> {
        let mut found: Vec<&Agency> = self.find(code).into_iter().collect();
        let mut seen: BTreeSet<&str> = found.iter().map(|agency| agency.code.as_str()).collect();
        let mut at = 0;
        while let Some(agency) = found.get(at).copied() {
            for child in self.children_on(&agency.code, date) {
                if seen.insert(&child.code) {
                    found.push(child);
                }
            }
            at += 1;
        }
        found
    }

    /// The codes above a code on a date, nearest first.
    pub fn above_on(&self, code: &str, date: Date) -> Vec<&str> {
        let date = self.seen(date);
        let mut above: Vec<&str> = Vec::new();
        let mut agency = self.find(code);
        while let Some(parent) = agency
            .and_then(|a| a.nearest(date))
            .and_then(|s| s.parent.as_deref())
        {
            if above.contains(&parent) || parent == code {
                break;
            }
            above.push(parent);
            agency = self.find(parent);
        }
        above
    }

    /// All reorganisations, oldest first.
    pub fn reorganisations(&self) -> &[Reorganisation] {
        &self.reorganisations
    }

    /// What a code came from.
    pub fn predecessors(&self, code: &str) -> Vec<&Reorganisation> {
        self.pairs(&self.made, code)
    }

    /// What became of a code.
    pub fn successors(&self, code: &str) -> Vec<&Reorganisation> {
        self.pairs(&self.ended, code)
    }

    fn pairs(&self, of: &HashMap<String, Vec<usize>>, code: &str) -> Vec<&Reorganisation> {
        let places = of.get(code).map(Vec::as_slice).unwrap_or_default();
        let pairs = places.iter().filter_map(|at| self.reorganisations.get(*at));
        pairs.collect()
    }
}

#[cfg(test)]
mod tests;
