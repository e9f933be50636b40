//! What is known of a person or collective when an award is judged: facts, each with the record it comes from.
//!
//! They are gathered for one subject and one considered year. What nobody told is absent, never guessed: an absent
//! rating leads to a person, an award that is not in the register was not given.

mod award;
mod printed;
mod unit;

pub use award::{AwardFact, AwardId, AwardSet, Occasion, SubjectKind};
pub use unit::{
    Absence, AcclaimedFact, LeadFact, MemberFact, Organisation, OrganisationFact, Position,
    PostFact, QuotaFact, TargetFact, TargetResult,
};

use ecow::EcoString;
use jiff::civil::Date;

use crate::rating::Level;
use crate::time::{PartialDate, Validity, WorkYear};

/// The record a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Name of the sheet: `khen-thuong`, `danh-gia` …
    pub sheet: &'static str,
    /// Key of the record.
    pub key: EcoString,
}

/// A quality rating of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingFact {
    /// The year.
    pub year: WorkYear,
    /// The level.
    pub level: Level,
    /// Where from.
    pub link: Link,
}

/// How far an initiative reaches, the narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Cơ sở.
    Unit,
    /// Bộ.
    Ministry,
    /// Toàn quốc.
    Country,
}

impl Scope {
    /// The scope of a code of `Phạm vi`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "co_so" => Some(Self::Unit),
            "bo" => Some(Self::Ministry),
            "toan_quoc" => Some(Self::Country),
            _ => None,
        }
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Unit => "cơ sở",
            Self::Ministry => "Bộ",
            Self::Country => "toàn quốc",
        }
    }
}

/// An initiative, or a scientific task (đề tài) counted like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeFact {
    /// Name.
    pub name: EcoString,
    /// Whether it is a scientific task, project or work.
    pub is_task: bool,
    /// How far; `None`: not told.
    pub scope: Option<Scope>,
    /// Whether it was recognised.
    pub recognised: bool,
    /// Day of recognition.
    pub recognised_on: Option<PartialDate>,
    /// The awards it was used for, with their years.
    pub used: Vec<(AwardId, WorkYear)>,
    /// Where from.
    pub link: Link,
}

/// A discipline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisciplineFact {
    /// Place of its form in [`crate::conduct::FORMS`].
    pub form: usize,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// The day from which it is no longer in force; `None`: not known.
    pub ends_on: Option<PartialDate>,
    /// Where from.
    pub link: Link,
}

/// Something that holds the nominee while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockerFact {
    /// Code of `Loại` in [`crate::conduct::CASES`].
    pub case: EcoString,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day; `None`: still.
    pub to: Option<PartialDate>,
    /// Where from.
    pub link: Link,
}

/// Discipline and open cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Disciplines.
    pub disciplines: Vec<DisciplineFact>,
    /// Cases.
    pub blockers: Vec<BlockerFact>,
}

/// What a person decided of a condition that only a person can judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFact {
    /// Code of the condition.
    pub condition: EcoString,
    /// The considered year.
    pub year: WorkYear,
    /// Whether it holds.
    pub holds: bool,
    /// Where from.
    pub link: Link,
}

/// Everything known of one subject for one considered year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether a person or a collective.
    pub subject: SubjectKind,
    /// Whether a woman; `None`: not told.
    pub woman: Option<bool>,
    /// Code of `Nhóm` on the day of judging.
    pub group: Option<EcoString>,
    /// First day in service.
    pub service_from: Option<PartialDate>,
    /// Awards.
    pub awards: Vec<AwardFact>,
    /// Ratings.
    pub ratings: Vec<RatingFact>,
    /// Initiatives.
    pub initiatives: Vec<InitiativeFact>,
    /// Discipline and open cases; `None`: whoever asks may not know.
    pub conduct: Option<Conduct>,
    /// Posts.
    pub posts: Vec<PostFact>,
    /// Life of the collective.
    pub unit: Option<Validity>,
    /// Members in the considered year; `None`: not known.
    pub members: Option<Vec<MemberFact>>,
    /// Ratings of organisations of the collective.
    pub organisations: Vec<OrganisationFact>,
    /// Targets.
    pub targets: Vec<TargetFact>,
    /// What clusters chose it for.
    pub acclaimed: Vec<AcclaimedFact>,
    /// The collective the nominee leads; `None`: leads none.
    pub leads: Option<LeadFact>,
    /// Ceilings.
    pub quotas: Vec<QuotaFact>,
    /// What people decided.
    pub answers: Vec<AnswerFact>,
}

impl Facts {
    /// Nothing known yet; discipline and cases known to be none.
    pub fn new(subject: SubjectKind) -> Self {
        Self {
            subject,
            woman: None,
            group: None,
            service_from: None,
            awards: Vec::new(),
            ratings: Vec::new(),
            initiatives: Vec::new(),
            conduct: Some(Conduct::default()),
            posts: Vec::new(),
            unit: None,
            members: None,
            organisations: Vec::new(),
            targets: Vec::new(),
            acclaimed: Vec::new(),
            leads: None,
            quotas: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// For when an award is judged. All days come from outside: nothing here knows today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The considered year, the last of those rewarded.
    pub year: WorkYear,
    /// The day of judging.
    pub on: Date,
    /// The day the appraising body received the dossier; the day of judging where there is none yet.
    pub received_on: Date,
    /// The day of the decision, where there is one.
    pub decided_on: Option<Date>,
}

impl Moment {
    /// Received and judged on one day.
    pub const fn new(year: WorkYear, on: Date) -> Self {
        Self {
            year,
            on,
            received_on: on,
            decided_on: None,
        }
    }
}
