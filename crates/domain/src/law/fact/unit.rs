//! Posts, members of a collective, and what concerns collectives.

use ecow::EcoString;

use super::{AwardId, AwardSet, Link};
use crate::rating::Level;
use crate::time::{PartialDate, Validity, WorkYear};

/// The rank of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Người đứng đầu.
    Head,
    /// Cấp phó.
    Deputy,
    /// Neither.
    Staff,
}

/// A post held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFact {
    /// Its rank; `None`: not known from how it is printed.
    pub position: Option<Position>,
    /// Code of the agency's level; empty: not known.
    pub level: EcoString,
    /// When.
    pub validity: Validity,
    /// Where from.
    pub link: Link,
}

/// Why a member of a collective may be left out of a share's denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Absence {
    /// Mới tuyển dụng: reckoned from the day of entry.
    Recruit,
    /// Nghỉ thai sản.
    Maternity,
    /// Biệt phái đi nơi khác.
    SecondedOut,
    /// Biệt phái từ nơi khác đến.
    SecondedIn,
    /// Nghỉ hưu trong năm.
    Retired,
    /// Đi học dài hạn.
    LongTraining,
}

impl Absence {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Recruit,
        Self::Maternity,
        Self::SecondedOut,
        Self::SecondedIn,
        Self::Retired,
        Self::LongTraining,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recruit => "moi_tuyen",
            Self::Maternity => "thai_san",
            Self::SecondedOut => "biet_phai_di",
            Self::SecondedIn => "biet_phai_den",
            Self::Retired => "nghi_huu",
            Self::LongTraining => "di_hoc_dai_han",
        }
    }

    /// That of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.code() == code)
    }
}

/// A member of a collective in the considered year, or several alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFact {
    /// How many.
    pub count: i64,
    /// The awards of the considered year.
    pub awards: AwardSet,
    /// The rating of the considered year.
    pub level: Option<Level>,
    /// Since when in service.
    pub service_from: Option<PartialDate>,
    /// Why he or she may be left out.
    pub absences: Vec<Absence>,
    /// The gravest form of discipline of the considered year: place in [`crate::conduct::FORMS`].
    pub discipline: Option<usize>,
    /// Whether discipline is known to whoever asks.
    pub conduct_known: bool,
    /// Where from.
    pub link: Link,
}

/// Parts of a collective that are rated beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Organisation {
    /// Tổ chức đảng.
    Party,
    /// Đoàn thể.
    Mass,
}

/// How the Party organisation or a mass organisation of a collective was rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFact {
    /// Which.
    pub organisation: Organisation,
    /// The year.
    pub year: WorkYear,
    /// The level.
    pub level: Level,
    /// Where from.
    pub link: Link,
}

/// How the targets of a year were met, all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetResult {
    /// Some not met.
    NotMet,
    /// All met.
    Met,
    /// All exceeded.
    Exceeded,
}

/// The targets of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetFact {
    /// The year.
    pub year: WorkYear,
    /// How they were met.
    pub result: TargetResult,
    /// Where from.
    pub link: Link,
}

/// A cluster or block chose the collective (suy tôn).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcclaimedFact {
    /// For what.
    pub award: AwardId,
    /// The year.
    pub year: WorkYear,
    /// Where from.
    pub link: Link,
}

/// The collective the nominee leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadFact {
    /// Its awards of the considered year.
    pub awards: AwardSet,
    /// Where from.
    pub link: Link,
}

/// How far a ceiling is used up in the nominee's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaFact {
    /// Of which award.
    pub award: AwardId,
    /// Those proposed or awarded, the nominee among them.
    pub counted: i64,
    /// What they are counted against.
    pub base: i64,
}
