//! The answer of one unit: what it writes on, what it sent, what was given back.

use jiff::civil::Date;

use super::Reply;

/// How far an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nothing was written.
    None,
    /// Written on, not sent.
    Draft,
    /// Sent: it counts.
    Sent,
    /// Given back: it waits to be sent again.
    Returned,
}

impl Stage {
    /// The code in answers to programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "chua_lam",
            Self::Draft => "dang_lam",
            Self::Sent => "da_gui",
            Self::Returned => "tra_lai",
        }
    }
}

/// What was sent last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// How often it was sent.
    pub number: u16,
    /// The answers.
    pub replies: Vec<Reply>,
    /// Name of who sent it.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why it was sent again.
    pub reason: Option<String>,
    /// What the data said at that moment, a question each; empty: nothing.
    pub data: Vec<String>,
}

/// That it was given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Name of who gave it back.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// The answer of a unit to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Code of the request.
    pub request: String,
    /// Code of the unit.
    pub unit: String,
    /// What is written on and not sent.
    pub draft: Option<Vec<Reply>>,
    /// What was sent last.
    pub sent: Option<Sent>,
    /// Day it was sent first: what tells whether it was in time.
    pub first: Option<Date>,
    /// That what was sent last was given back.
    pub returned: Option<Returned>,
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

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The same was sent, or is kept, already.
    Same,
    /// Sending again what stands, and giving back, ask for a reason.
    NoReason,
    /// Nothing stands that could be given back.
    NotSent,
}

impl Answer {
    /// An answer nobody has begun.
    pub fn new(request: &str, unit: &str) -> Self {
        Self {
            request: request.to_owned(),
            unit: unit.to_owned(),
            ..Self::default()
        }
    }

    /// Key of its record.
    pub fn key(&self) -> String {
        format!("{}|{}", self.request, self.unit)
    }

    /// How far it has come.
    pub fn stage(&self) -> Stage {
        match (&self.sent, &self.returned, &self.draft) {
            (Some(_), Some(_), _) => Stage::Returned,
            (Some(_), None, _) => Stage::Sent,
            (None, _, Some(_)) => Stage::Draft,
            (None, _, None) => Stage::None,
        }
    }

    /// What stands with the asker.
    pub fn standing(&self) -> Option<&Sent> {
        self.sent.as_ref().filter(|_| self.returned.is_none())
    }

    /// What the unit works on: its draft, else what it sent.
    pub fn worked_on(&self) -> Option<&Vec<Reply>> {
        let sent = self.sent.as_ref().map(|sent| &sent.replies);
        self.draft.as_ref().or(sent)
    }

    /// The answer with what is written on.
    ///
    /// # Errors
    /// [`Refusal::Same`] where it is kept so already.
    pub fn saved(&self, replies: Vec<Reply>) -> Result<Self, Refusal> {
        if self.worked_on() == Some(&replies) {
            return Err(Refusal::Same);
        }
        Ok(Self {
            draft: Some(replies),
            ..self.clone()
        })
    }

    /// The answer sent, with what the data said; again: with a reason, unless it was given back.
    ///
    /// # Errors
    /// The [`Refusal`]; nothing changes.
    pub fn after_sending(
        &self,
        (replies, data): (Vec<Reply>, Vec<String>),
        by: By<'_>,
    ) -> Result<Self, Refusal> {
        let reason = said(by);
        if let Some(standing) = self.standing() {
            if standing.replies == replies {
                return Err(Refusal::Same);
            }
            if reason.is_none() {
                return Err(Refusal::NoReason);
            }
        }
        let number = self.sent.as_ref().map_or(0, |sent| sent.number);
        Ok(Self {
            draft: None,
            sent: Some(Sent {
                number: number.saturating_add(1),
                replies,
                by: by.name.to_owned(),
                on: by.on,
                reason,
                data,
            }),
            first: self.first.or(Some(by.on)),
            returned: None,
            ..self.clone()
        })
    }

    /// The answer given back with a reason.
    ///
    /// # Errors
    /// The [`Refusal`]; nothing changes.
    pub fn given_back(&self, by: By<'_>) -> Result<Self, Refusal> {
        if self.standing().is_none() {
            return Err(Refusal::NotSent);
        }
        let reason = said(by).ok_or(Refusal::NoReason)?;
        Ok(Self {
            returned: Some(Returned {
                by: by.name.to_owned(),
                on: by.on,
                reason,
            }),
            ..self.clone()
        })
    }

    /// Whether it was sent after the last day: the first time counts.
    pub fn is_late(&self, due: Date) -> bool {
        self.first.is_some_and(|first| first > due)
    }
}

fn said(by: By<'_>) -> Option<String> {
    let reason = by.reason.map(str::trim);
    reason.filter(|text| !text.is_empty()).map(str::to_owned)
}
