//! Laws, decrees and circulars; regimes; which law applies to what; grounds for cancelling a decision.

use jiff::civil::Date;

use super::value::{Confidence, Confirmed};

/// A law, decree or circular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawText {
    /// Code used in citations.
    pub id: String,
    /// Số, ký hiệu.
    pub symbol: String,
    /// Full name.
    pub name: String,
    /// As cited in a proof.
    pub short: String,
    /// Day of issue.
    pub issued_on: Option<Date>,
    /// First day in force; `None`: not known.
    pub from: Option<Date>,
    /// Last day in force; `None`: still.
    pub to: Option<Date>,
    /// The texts it replaces, by code.
    pub replaces: Vec<String>,
    /// So many days before its last day an alert is due.
    pub alert_days: Option<u16>,
    /// How sure all this is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
    /// What else is to be known.
    pub note: String,
}

impl LawText {
    /// Whether it was in force on a day, as far as its days are known.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Where in a text something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Place of the text among the book's texts.
    pub text: usize,
    /// Article, clause, point.
    pub article: String,
}

/// A span of time under the same law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regime {
    /// `A` … `D`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; `None`: open.
    pub to: Option<Date>,
    /// Codes of its texts.
    pub texts: Vec<String>,
    /// Whether nothing under it was compared with the original.
    pub unverified: bool,
    /// No rule under it is surer than this.
    pub at_most: Option<Confidence>,
    /// What is shown with every verdict under an unverified regime.
    pub note: String,
}

impl Regime {
    /// Whether a day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What happens to what was received under one regime and decided under the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Place of the regime of reception.
    pub from: usize,
    /// Place of the regime of decision.
    pub to: usize,
    /// Whether the more favourable applies.
    pub favourable: bool,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
    /// What it says.
    pub text: String,
}

/// A ground on which a decision of award is cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Code.
    pub id: String,
    /// What it says.
    pub text: String,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
}

/// A text that soon is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sunset<'a> {
    /// The text.
    pub text: &'a LawText,
    /// Its last day.
    pub last_day: Date,
    /// Days from today to it; 0 on the day itself, less where it is past.
    pub days_left: i32,
}

/// The texts whose last day is near or past and that nothing replaced, the nearest first.
pub(super) fn sunsets(texts: &[LawText], on: Date) -> Vec<Sunset<'_>> {
    let replaced = |text: &LawText| {
        let mut later = texts
            .iter()
            .filter(|other| other.replaces.contains(&text.id));
        later.any(|other| other.from.is_some_and(|from| from <= on))
    };
    let soon = |text: &LawText| {
        let last_day = text.to?;
        let days_left = on.until(last_day).ok()?.get_days();
        let due = days_left <= i32::from(text.alert_days?) && !replaced(text);
        due.then_some((last_day, days_left))
    };
    let mut found: Vec<Sunset<'_>> = texts
        .iter()
        .filter_map(|text| {
            let (last_day, days_left) = soon(text)?;
            Some(Sunset {
                text,
                last_day,
                days_left,
            })
        })
        .collect();
    found.sort_by_key(|sunset| sunset.last_day);
    found
}
