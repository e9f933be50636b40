//! Awards and whom they are given to: places and sets instead of codes, since they are compared millions of times.

use super::Link;
use crate::register::sheet::OCCASIONS;
use crate::time::{PartialDate, YearSpan};

/// An award code of the catalogue, as a place among at most 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AwardId(pub(in crate::law) u8);

impl AwardId {
    /// The place in the catalogue.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// Some awards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AwardSet(u64);

impl AwardSet {
    /// None.
    pub const NONE: Self = Self(0);

    /// The same with one more.
    #[must_use]
    pub fn with(self, award: AwardId) -> Self {
        Self(self.0 | 1_u64.checked_shl(u32::from(award.0)).unwrap_or(0))
    }

    /// Whether one is among them.
    pub fn contains(self, award: AwardId) -> bool {
        self.overlaps(Self::NONE.with(award))
    }

    /// Whether they share one.
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each, in the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = AwardId> {
        (0..64)
            .map(AwardId)
            .filter(move |award| self.contains(*award))
    }
}

impl FromIterator<AwardId> for AwardSet {
    fn from_iter<T: IntoIterator<Item = AwardId>>(awards: T) -> Self {
        awards.into_iter().fold(Self::NONE, Self::with)
    }
}

/// Whom an award is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Cá nhân.
    Person,
    /// Tập thể.
    Collective,
    /// Hộ gia đình.
    Household,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Person, Self::Collective, Self::Household];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "ca_nhan",
            Self::Collective => "tap_the",
            Self::Household => "ho_gia_dinh",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Person => "cá nhân",
            Self::Collective => "tập thể",
            Self::Household => "hộ gia đình",
        }
    }
}

/// For which kind of achievement something is given (loại thành tích): also the roads to an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// Công trạng: of work done over time, titles of a year among it.
    Merit,
    /// Đột xuất.
    Sudden,
    /// Chuyên đề, phong trào.
    Thematic,
    /// Quá trình cống hiến.
    Dedication,
    /// Niên hạn.
    Seniority,
    /// Đối ngoại.
    Foreign,
}

impl Occasion {
    /// Every occasion, in the order of the codes.
    pub const ALL: [Self; 6] = [
        Self::Merit,
        Self::Sudden,
        Self::Thematic,
        Self::Dedication,
        Self::Seniority,
        Self::Foreign,
    ];

    /// Its code of `Loại thành tích`.
    pub fn code(self) -> &'static str {
        let at = Self::ALL.iter().position(|own| *own == self);
        at.and_then(|at| OCCASIONS.get(at)).copied().unwrap_or("")
    }

    /// The occasion of a code; several joined by `;` are not split, so they are none.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = OCCASIONS.iter().position(|own| *own == code)?;
        Self::ALL.get(at).copied()
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Merit => "công trạng",
            Self::Sudden => "đột xuất",
            Self::Thematic => "phong trào, chuyên đề",
            Self::Dedication => "quá trình cống hiến",
            Self::Seniority => "niên hạn",
            Self::Foreign => "đối ngoại",
        }
    }

    pub(in crate::law) const fn bit(self) -> u8 {
        match self {
            Self::Merit => 1,
            Self::Sudden => 2,
            Self::Thematic => 4,
            Self::Dedication => 8,
            Self::Seniority => 16,
            Self::Foreign => 32,
        }
    }
}

/// An award of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardFact {
    /// Which.
    pub award: AwardId,
    /// Years whose achievement it rewards; `None`: not told.
    pub years: Option<YearSpan>,
    /// How often, where one row tells of several.
    pub times: i64,
    /// For what; `None`: not told, or not split.
    pub occasion: Option<Occasion>,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// Whether the decision was cancelled.
    pub revoked: bool,
    /// Whether it was won by a body the collective came from: whether it counts is for a person to decide.
    pub inherited: bool,
    /// Where from.
    pub link: Link,
}
