//! The three answers, and how they combine (strong Kleene logic): what is not known decides nothing by itself.

use crate::time::WorkYear;
use jiff::civil::Date;

/// Whether something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tri {
    /// It does not hold.
    No,
    /// A person must decide.
    Unknown,
    /// It holds.
    Yes,
}

impl Tri {
    /// Surely; at least possibly; or not.
    pub const fn of(surely: bool, possibly: bool) -> Self {
        match (surely, possibly) {
            (true, _) => Self::Yes,
            (false, true) => Self::Unknown,
            (false, false) => Self::No,
        }
    }

    /// The other way round.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether at least so many of some hold.
    pub fn at_least(needed: i64, parts: impl IntoIterator<Item = Self>) -> Self {
        let (mut sure, mut may) = (0_i64, 0_i64);
        for part in parts {
            sure += i64::from(part == Self::Yes);
            may += i64::from(part != Self::No);
        }
        Self::of(sure >= needed, may >= needed)
    }

    /// What several readings agree on; where they differ a person decides.
    pub fn agreed(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or(Self::Unknown);
        if parts.all(|part| part == first) {
            first
        } else {
            Self::Unknown
        }
    }
}

/// Whether an award may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Not eligible.
    NotEligible,
    /// A person must look.
    NeedsHuman,
    /// Eligible.
    Eligible,
}

impl Outcome {
    /// The outcome of a condition.
    pub const fn of(holds: Tri) -> Self {
        match holds {
            Tri::Yes => Self::Eligible,
            Tri::No => Self::NotEligible,
            Tri::Unknown => Self::NeedsHuman,
        }
    }

    /// Its code in answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::NotEligible => "not_eligible",
            Self::NeedsHuman => "needs_human",
        }
    }

    /// The words on screen and paper.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Eligible => "Đủ điều kiện",
            Self::NotEligible => "Chưa đủ điều kiện",
            Self::NeedsHuman => "Cần người xem xét",
        }
    }
}

/// When something that does not hold may hold at the earliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hope {
    /// In this considered year, on this day where one is known.
    In(WorkYear, Option<Date>),
    /// It depends on what nobody can reckon.
    NotKnown,
    /// Never.
    Never,
}

/// What a condition came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whether it holds.
    pub holds: Tri,
    /// How many were found for sure, where it counts.
    pub got: i64,
    /// How many perhaps, the sure ones among them.
    pub may: i64,
    /// How many are needed.
    pub need: i64,
    /// Where it does not hold: when at the earliest.
    pub hope: Hope,
}

impl Reach {
    /// An answer without numbers.
    pub const fn plain(holds: Tri, hope: Hope) -> Self {
        Self {
            holds,
            got: 0,
            may: 0,
            need: 0,
            hope,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_decides_only_where_it_matters() {
        use Tri::{No, Unknown, Yes};
        assert_eq!(Tri::at_least(2, [Yes, Unknown]), Unknown);
        assert_eq!(
            Tri::at_least(2, [No, Unknown]),
            No,
            "all: one that fails is enough"
        );
        assert_eq!(
            Tri::at_least(1, [Yes, Unknown]),
            Yes,
            "any: one that holds is enough"
        );
        assert_eq!(Tri::agreed([No, No]), No);
        assert_eq!(Tri::agreed([Yes, No]), Unknown);
        assert_eq!(Unknown.negated(), Unknown);
    }
}
