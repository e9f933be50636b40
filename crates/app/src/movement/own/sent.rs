//! A unit's plan as its page sends it.

/// What a unit makes of a target handed to it.
#[derive(Clone, Debug, Default)]
pub struct SaidGoal {
    /// How the unit names it ([`crate::movement::unit::GivenLine::key`]).
    pub key: String,
    /// `giu`, `doi` (another value) or `khong`.
    pub how: String,
    /// Its own value, as written.
    pub value: String,
    /// Why it is lowered or not taken.
    pub reason: String,
}

/// A target a unit adds.
#[derive(Clone, Debug, Default)]
pub struct NewGoal {
    /// Code of the figure; empty: in words.
    pub figure: String,
    /// What it says.
    pub text: String,
    /// Sign of comparison.
    pub op: String,
    /// Value, as written.
    pub value: String,
}

/// A unit's plan as it was sent.
#[derive(Clone, Debug, Default)]
pub struct SaidPlan {
    /// Code of the person answerable.
    pub person: String,
    /// Number and symbol of the plan.
    pub symbol: String,
    /// Its day, as written.
    pub day: String,
    /// What it is about; empty: made of the movement's name.
    pub subject: String,
    /// What it makes of the targets handed down.
    pub given: Vec<SaidGoal>,
    /// What it adds.
    pub added: Vec<NewGoal>,
    /// Number of the revision the page showed.
    pub seen: i64,
}
