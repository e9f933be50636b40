//! What a launch is asked for, and what it shows before it is done.

use serde::Serialize;

use crate::document::Named;
use crate::movement::Answered;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskLaunch {
    /// Codes of the units.
    pub units: Vec<String>,
    /// Codes of levels: every unit of such a level.
    pub levels: Vec<String>,
    /// The day of the launch as written; empty: that of the paper.
    pub day: String,
    /// Number and symbol of the launching paper, or its code.
    pub document: String,
    /// What the paper is about; empty: made of the movement's name.
    pub subject: String,
    /// By when units issue their own plan, as written; empty: no day is set.
    pub due: String,
    /// What the preview showed ([`Preview::seen`]); `None`: only look.
    pub seen: Option<String>,
}

/// A unit a movement may be launched to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Code.
    pub agency: String,
    /// Name on the day.
    pub name: String,
    /// Code of its level.
    pub level: &'static str,
    /// How many steps below the launcher, from 1.
    pub depth: usize,
    /// Whether it was launched to it before.
    pub addressed: bool,
    /// Whether it issued a plan already.
    pub issued: bool,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What a launch will do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Name of the launcher.
    pub launcher: String,
    /// The day, the Vietnamese way; empty: not readable yet.
    pub day: String,
    /// Every unit below the launcher on that day, in the order of the tree.
    pub units: Vec<Unit>,
    /// Codes of the levels among them.
    pub levels: Vec<&'static str>,
    /// How many are chosen and new.
    pub fresh: usize,
    /// How many are chosen and were launched to before.
    pub again: usize,
    /// Movements above under which this launch counts as the launcher's own plan.
    pub above: Vec<Named>,
    /// The paper as it will be cited, where it is known already.
    pub known_paper: Option<String>,
    /// How many targets, criteria, milestones the units will see.
    pub told: Recorded,
    /// What this preview shows, to be sent back.
    pub seen: String,
}

/// How much of a plan is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Targets of the launcher.
    pub targets: usize,
    /// Criteria and planned rewards.
    pub standards: usize,
    /// Milestones.
    pub milestones: usize,
}

/// A launch: the preview as it stands, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Launched {
    /// What is, or would be, done.
    pub preview: Preview,
    /// What became of it.
    pub answered: Answered,
}
