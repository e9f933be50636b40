//! Where figures are approved before they count, since when, and how: a dated decision about an agency and all
//! below it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::bundle::Values;
use crate::org::Org;

/// What was decided for an agency and all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    /// Code of the agency.
    pub agency: String,
    /// It holds for windows that end on this day or later.
    pub from: Date,
    /// Whether typed figures are approved before they count.
    pub on: bool,
    /// Whether the level above accepts what was approved (tiếp nhận).
    pub accepts: bool,
    /// Whether the one who sent may approve: where an office has only one for both.
    pub alone: bool,
    /// Working days after the end of a month until which figures are typed; `None`: those of the regime.
    pub days: Option<u8>,
}

impl Regulation {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            from: row.date("tu_ngay")?.first_day(),
            on: row.get("duyet") == Some("co"),
            accepts: row.flag("tiep_nhan"),
            alone: row.flag("mot_nguoi"),
            days: row.get("so_ngay").and_then(|days| days.parse().ok()),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("ma_co_quan", &self.agency);
        row.set("tu_ngay", self.from.to_string());
        row.set("duyet", if self.on { "co" } else { "khong" });
        if self.accepts {
            row.set("tiep_nhan", "x");
        }
        if self.alone {
            row.set("mot_nguoi", "x");
        }
        if let Some(days) = self.days {
            row.set("so_ngay", days.to_string());
        }
        row
    }

    /// The key of its record: one an agency and day.
    pub fn key(&self) -> String {
        format!("{}|{}", self.agency, self.from)
    }
}

/// Everything that was decided.
#[derive(Clone, Debug, Default)]
pub struct Rules(BTreeMap<String, BTreeMap<Date, (Regulation, i64)>>);

impl Rules {
    /// Takes a decision in; one of the same agency and day takes the place of the other. `revision` is its record's.
    pub fn put(&mut self, rule: Regulation, revision: i64) {
        let days = self.0.entry(rule.agency.clone()).or_default();
        days.insert(rule.from, (rule, revision));
    }

    /// Whether nothing was ever decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The decisions of one agency, oldest first, each with the revision of its record.
    pub fn of(&self, agency: &str) -> impl Iterator<Item = &(Regulation, i64)> {
        self.0.get(agency).into_iter().flat_map(BTreeMap::values)
    }

    /// What governs an agency for windows ending on a day: its own decision, else that of the nearest above it.
    pub fn governing(&self, org: &Org, agency: &str, last: Date) -> Option<&Regulation> {
        if self.0.is_empty() {
            return None;
        }
        let own = std::iter::once(agency);
        let mut all = own.chain(org.above_on(agency, last));
        all.find_map(|code| {
            let days = self.0.get(code)?;
            let (_, (rule, _)) = days.range(..=last).next_back()?;
            Some(rule)
        })
    }

    /// The same where approval is on; `None` where figures count as they are stored.
    pub fn on(&self, org: &Org, agency: &str, last: Date) -> Option<&Regulation> {
        self.governing(org, agency, last).filter(|rule| rule.on)
    }
}
