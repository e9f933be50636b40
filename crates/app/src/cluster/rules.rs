//! The rule a meeting decides by: what it tells, and where it tells nothing the usual one, marked as not confirmed.

use serde::Deserialize;
use thidua_domain::cluster::Meeting;
use thidua_domain::cluster::vote::{Base, Rule, Threshold};

use crate::{AppError, State};

const SHIPPED: &str = include_str!("../../../../rulebook/papers/acclamation.toml");

#[derive(Deserialize)]
struct Usual {
    quorum: String,
    passing: String,
    base: String,
    tie: String,
    source: String,
    confirmed: bool,
}

/// A rule with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ruled {
    /// The rule.
    pub(super) rule: Rule,
    /// Code of what a share is taken of.
    pub(super) base: String,
    /// What it rests on, in words.
    pub(super) source: String,
    /// Whether a paper of the block says so.
    pub(super) confirmed: bool,
}

/// The rule of a meeting.
pub(super) fn of(state: &State, meeting: &Meeting) -> Result<Ruled, AppError> {
    let broken = || AppError::Machine("acclamation.toml".to_owned());
    let usual: Usual = toml::from_str(SHIPPED)
        .map_err(|error| AppError::Machine(format!("acclamation.toml: {error}")))?;
    let share =
        |own: Option<&str>, usual: &str| own.and_then(Threshold::parse).or(Threshold::parse(usual));
    let base = meeting.base.clone().unwrap_or_else(|| usual.base.clone());
    let tie = meeting.tie.as_deref().unwrap_or(&usual.tie);
    let rule = Rule {
        quorum: share(meeting.quorum.as_deref(), &usual.quorum).ok_or_else(broken)?,
        passing: share(meeting.passing.as_deref(), &usual.passing).ok_or_else(broken)?,
        base: Base::from_code(&base).ok_or_else(broken)?,
        by_score: tie == "theo_diem",
    };
    let own = meeting.quorum.is_some() && meeting.passing.is_some() && meeting.base.is_some();
    let source = match (&meeting.rules, own) {
        (Some(paper), _) => state.cited(paper),
        (None, true) => "quy định ghi tại cuộc họp".to_owned(),
        (None, false) => usual.source,
    };
    Ok(Ruled {
        rule,
        base,
        source,
        confirmed: own && meeting.rules.is_some() || !own && usual.confirmed,
    })
}
