//! Registrations as they were sent, what differs from what stands, and their sums.

use std::collections::BTreeMap;

use crate::registration::Registration;

/// One registration as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Code of the agency it was registered at.
    pub agency: String,
    /// Code of the person or collective.
    pub subject: Option<String>,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// Code of the award.
    pub award: Option<String>,
    /// How many; 0: not told.
    pub count: i64,
    /// What tells one text of initiatives from another; 0: none.
    pub works: u64,
}

/// What tells which registration a line is: agency, subject, kind, award.
type Which<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>);

impl Line {
    /// A registration as it is sent.
    pub fn of(row: &Registration) -> Self {
        Self {
            agency: row.agency.clone(),
            subject: row.subject.clone(),
            kind: row.kind.clone(),
            award: row.award.clone(),
            count: row.count.unwrap_or(0),
            works: works(&row.initiatives),
        }
    }

    /// What tells which registration it is.
    pub fn which(&self) -> Which<'_> {
        (
            &self.agency,
            self.subject.as_deref(),
            self.kind.as_deref(),
            self.award.as_deref(),
        )
    }

    pub(super) fn text(&self) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let (subject, kind, award) = (part(&self.subject), part(&self.kind), part(&self.award));
        format!(
            "{}|{subject}|{kind}|{award}|{}|{:x}",
            self.agency, self.count, self.works
        )
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('|').collect();
        let [agency, subject, kind, award, count, works] = parts.as_slice() else {
            return None;
        };
        let told = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Some(Self {
            agency: (*agency).to_owned(),
            subject: told(subject),
            kind: told(kind),
            award: told(award),
            count: count.parse().ok()?,
            works: u64::from_str_radix(works, 16).ok()?,
        })
    }
}

/// FNV-1a over the texts: the same on every machine and in every release, unlike the hasher of the language.
fn works(texts: &[String]) -> u64 {
    if texts.is_empty() {
        return 0;
    }
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What changed in a registration since it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not among what was sent.
    Added(Line),
    /// It was sent and does not stand any more.
    Removed(Line),
    /// It stands otherwise than it was sent.
    Altered {
        /// As it was sent.
        sent: Line,
        /// As it stands.
        now: Line,
    },
}

impl Change {
    /// The registration it is about, as it stands or, taken away, as it was sent.
    pub fn line(&self) -> &Line {
        match self {
            Self::Added(line) | Self::Removed(line) | Self::Altered { now: line, .. } => line,
        }
    }
}

/// What differs between what was sent and what stands, in the order of agencies and subjects.
pub fn changes(sent: &[Line], now: &[Line]) -> Vec<Change> {
    let before: BTreeMap<_, _> = sent.iter().map(|line| (line.which(), line)).collect();
    let after: BTreeMap<_, _> = now.iter().map(|line| (line.which(), line)).collect();
    let mut keys: Vec<_> = before.keys().chain(after.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let change = |key| match (before.get(&key), after.get(&key)) {
        (Some(sent), Some(now)) if sent != now => Some(Change::Altered {
            sent: (*sent).clone(),
            now: (*now).clone(),
        }),
        (Some(sent), None) => Some(Change::Removed((*sent).clone())),
        (None, Some(now)) => Some(Change::Added((*now).clone())),
        _ => None,
    };
    keys.into_iter().filter_map(change).collect()
}

/// Sums by award and kind; `None` as award: initiatives alone, counted by registration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(pub BTreeMap<(Option<String>, Option<String>), i64>);

impl Totals {
    /// What lines come to.
    pub fn of(lines: &[Line]) -> Self {
        let mut totals = Self::default();
        for line in lines {
            let count = match line.award {
                Some(_) => line.count,
                None => 1,
            };
            totals.put(line.award.clone(), line.kind.clone(), count);
        }
        totals
    }

    /// Adds those of an office below.
    pub fn add(&mut self, other: &Self) {
        for ((award, kind), count) in &other.0 {
            self.put(award.clone(), kind.clone(), *count);
        }
    }

    fn put(&mut self, award: Option<String>, kind: Option<String>, count: i64) {
        let sum = self.0.entry((award, kind)).or_default();
        *sum = sum.saturating_add(count);
    }

    pub(super) fn text(&self) -> String {
        let line = |((award, kind), count): (&(Option<String>, Option<String>), &i64)| {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            format!("{}|{}|{count}", part(award), part(kind))
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn read(text: &str) -> Self {
        let line = |line: &str| {
            let mut parts = line.split('|').map(str::to_owned);
            let (award, kind, count) = (parts.next()?, parts.next()?, parts.next()?);
            let told = |part: String| (!part.is_empty()).then_some(part);
            Some(((told(award), told(kind)), count.parse().ok()?))
        };
        Self(text.lines().filter_map(line).collect())
    }
}
