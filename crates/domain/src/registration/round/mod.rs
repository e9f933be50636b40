//! Consolidation of registrations (tổng hợp đăng ký): what an office sent to the level above, when and by whom. What
//! was sent is kept line by line, so that whatever changes later is seen beside it and never passes in silence.

mod line;
mod sheet;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use line::{Change, Line, Totals, changes};
pub use sheet::ROUND_SHEET;

use crate::time::WorkYear;

/// Name of the sheet of consolidations.
pub const ROUNDS: &str = "tong-hop-dang-ky";

/// How far a consolidation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Sent; the level above has not taken it up.
    Sent,
    /// Taken up by the level above.
    Accepted,
    /// Given back with a reason.
    Returned,
    /// Taken back by who sent it.
    Withdrawn,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Accepted, Self::Returned, Self::Withdrawn];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "da_gui",
            Self::Accepted => "da_tiep_nhan",
            Self::Returned => "tra_lai",
            Self::Withdrawn => "da_rut",
        }
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether what was sent stands with the level above.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted)
    }
}

/// A step with a consolidation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Consolidates what was registered and sends it to the level above; again: sends what changed.
    Send,
    /// Takes it up, at the level above.
    Accept,
    /// Gives it back with a reason, at the level above.
    Return,
    /// Takes back what was sent and not taken up.
    Withdraw,
}

impl Action {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::Send, Self::Accept, Self::Return, Self::Withdraw];

    /// The stored code, also the word in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Send => "gui",
            Self::Accept => "tiep-nhan",
            Self::Return => "tra-lai",
            Self::Withdraw => "rut",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// What is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Registrations of the office itself and of its divisions.
    pub lines: Vec<Line>,
    /// Offices directly below whose consolidation is part of it, with its number.
    pub below: BTreeMap<String, u16>,
    /// Sums of all of it.
    pub totals: Totals,
    /// Offices directly below that had not sent.
    pub missing: Vec<String>,
}

impl Content {
    /// Whether nothing was registered at all.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.below.is_empty()
    }

    /// Whether it says the same: who had not sent is no part of what was registered.
    fn same(&self, other: &Self) -> bool {
        self.lines == other.lines && self.below == other.below
    }
}

/// The consolidation of an office and year: the newest round of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: WorkYear,
    /// How often it was sent.
    pub number: u16,
    /// How far it has come.
    pub stage: Stage,
    /// What was sent.
    pub content: Content,
    /// Name of who sent it.
    pub sent_by: String,
    /// Day it was sent last.
    pub sent: Date,
    /// Day it was sent first: what tells whether it was in time.
    pub sent_first: Date,
    /// Name of who took it up or gave it back.
    pub answered_by: Option<String>,
    /// When.
    pub answered: Option<Date>,
    /// Why it was sent again, or given back.
    pub reason: Option<String>,
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was registered.
    Nothing,
    /// What stands was sent already.
    Same,
    /// Sending again what stands with the level above asks for a reason; so does giving back.
    NoReason,
    /// It does not wait for the level above.
    NotSent,
    /// The level above took it up: only it can give it back.
    Accepted,
}

/// Who takes a step, when and why.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Full name.
    pub name: &'a str,
    /// Day.
    pub on: Date,
    /// Why.
    pub reason: Option<&'a str>,
}

impl By<'_> {
    fn said(&self) -> Option<String> {
        let reason = self.reason.map(str::trim);
        reason.filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// The consolidation after it is sent. `before`: the newest one; `reasoned`: whether a reason is asked for although it
/// is the first, because offices below are missing.
///
/// # Errors
/// The [`Refusal`]; nothing changes.
pub fn sent(
    (agency, year): (&str, WorkYear),
    before: Option<&Round>,
    content: Content,
    by: By<'_>,
) -> Result<Round, Refusal> {
    let standing = before.filter(|before| before.stage.stands());
    if content.is_empty() && standing.is_none() {
        return Err(Refusal::Nothing);
    }
    if standing.is_some_and(|before| before.content.same(&content)) {
        return Err(Refusal::Same);
    }
    if (standing.is_some() || !content.missing.is_empty()) && by.said().is_none() {
        return Err(Refusal::NoReason);
    }
    Ok(Round {
        agency: agency.to_owned(),
        year,
        number: before.map_or(1, |before| before.number.saturating_add(1)),
        stage: Stage::Sent,
        content,
        sent_by: by.name.to_owned(),
        sent: by.on,
        sent_first: before.map_or(by.on, |before| before.sent_first),
        answered_by: None,
        answered: None,
        reason: by.said(),
    })
}

impl Round {
    /// The consolidation after another step than sending.
    ///
    /// # Errors
    /// The [`Refusal`]; nothing changes.
    pub fn after(&self, action: Action, by: By<'_>) -> Result<Self, Refusal> {
        let mut next = self.clone();
        match (action, self.stage) {
            (Action::Return, stage) if stage.stands() => {
                next.stage = Stage::Returned;
                next.reason = Some(by.said().ok_or(Refusal::NoReason)?);
            }
            (Action::Accept, Stage::Sent) => next.stage = Stage::Accepted,
            (Action::Withdraw, Stage::Sent) => {
                next.stage = Stage::Withdrawn;
                return Ok(next);
            }
            (Action::Withdraw, Stage::Accepted) => return Err(Refusal::Accepted),
            _ => return Err(Refusal::NotSent),
        }
        next.answered_by = Some(by.name.to_owned());
        next.answered = Some(by.on);
        Ok(next)
    }

    /// Key of its record.
    pub fn key(&self) -> String {
        key(&self.agency, self.year)
    }
}

/// Key of the record of an office and year.
pub fn key(agency: &str, year: WorkYear) -> String {
    format!("{agency}|{}", year.0)
}

#[cfg(test)]
mod tests;
