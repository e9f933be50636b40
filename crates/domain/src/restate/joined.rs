//! The year in which a new agency began: what its predecessors had done by then, and what it did itself.
//!
//! Where the new agency reports from its first day only (`ky-dau`), its rows are no windows from 1 October. What was
//! done is added; what the year began with is the predecessors'; what is left at the end is its own; and a total
//! that counts what was carried over again is told without it.

use crate::figures::{Answer, Ask, From};
use crate::org::Org;
use crate::time::Window;

use super::crosswalk::Opening;
use super::{Crosswalk, side_of};

/// How a figure of the year is made of the months before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// What was done: both.
    Flow,
    /// What the year began with: before alone.
    Opening,
    /// What is there at the end: after alone.
    Closing,
    /// A total over the year: both, less what the new agency took over (its own `cu`).
    Total,
    /// What could be dealt with over the year: after, and what had been finished before (`xong`).
    Enforceable,
    /// The same of complaints (`kntc.da_giai_quyet`).
    Complaints,
}

impl Joining {
    /// How a figure is joined; `None`: a share, a deviation, which is computed from what it is made of.
    pub fn of(code: &str, crosswalk: &Crosswalk) -> Option<Self> {
        let (stem, name) = code.split_once('.').unwrap_or(("", code));
        let counted = side_of(code).is_some() || stem == "thahc";
        Some(match (counted, name) {
            (true, "cu") => Self::Opening,
            (true, "thu_ly") => Self::Total,
            (true, "phai_thi_hanh") if stem != "thahc" => Self::Total,
            (true, "co_dieu_kien" | "phai_thi_hanh") => Self::Enforceable,
            _ if code == "kntc.phai_giai_quyet" => Self::Complaints,
            (true, name) if name.starts_with("ty_le") || name == "lech_tien_do" => return None,
            _ if crosswalk.is_at_end(code) => Self::Closing,
            _ => Self::Flow,
        })
    }
}

/// The last window of the predecessors, where the rows of an agency in a window count from its first day only.
pub fn joined_from(org: &Org, subject: &str, window: Window) -> Option<Window> {
    let born = org.find(subject)?.born()?.first_day();
    if born <= window.first_day() || born > window.last_day() {
        return None;
    }
    let told = |code: &str| org.crosswalk().opening(code, window.year);
    let above = || org.above_on(subject, born).into_iter().find_map(told);
    (told(subject).or_else(above)? == Opening::Birth).then_some(())?;
    let before = Window::of(born.yesterday().ok()?);
    (before.year == window.year).then_some(before)
}

impl<'a> Ask<'a> {
    /// A figure of an agency's first year, where its rows count from its first day.
    pub(crate) fn joined(self, before: Window, subject: &str, code: &str) -> Option<Answer<'a>> {
        let old = |code: &str| self.at(before).carried(subject, code);
        let own = |code: &str| self.own(subject, code);
        let side = code.split_once('.').map_or("", |(side, _)| side);
        let sibling = |name: &str| format!("{side}.{name}");
        let parts = match Joining::of(code, self.org.crosswalk())? {
            Joining::Flow => vec![(old(code)?, 1), (own(code)?, 1)],
            Joining::Opening => vec![(old(code)?, 1)],
            Joining::Closing => vec![(own(code)?, 1)],
            Joining::Total => vec![(old(code)?, 1), (own(code)?, 1), (own(&sibling("cu"))?, -1)],
            Joining::Enforceable => vec![(old(&sibling("xong"))?, 1), (own(code)?, 1)],
            Joining::Complaints => vec![(old("kntc.da_giai_quyet")?, 1), (own(code)?, 1)],
        };
        add(parts, From::Joined)
    }

    /// What an agency takes over from those it came from, in a window before it was there.
    pub fn carried(self, subject: &str, code: &str) -> Option<Answer<'a>> {
        let org: &'a Org = self.org.then().unwrap_or(self.org);
        let id = org.find(subject)?;
        let as_of = id.born()?.first_day();
        // In a window it was there to see the end of, what it came from is itself.
        (self.window.last_day() < as_of).then_some(())?;
        let plain = Ask { org, ..self };
        plain.made_of(as_of, &id.code, code)
    }
}

/// Answers added up with their signs; exact only where every one is.
pub(super) fn add<'a>(parts: Vec<(Answer<'a>, i64)>, from: From) -> Option<Answer<'a>> {
    let mut total: i128 = 0;
    let mut precision = crate::amount::Precision::default();
    let mut cells = Vec::new();
    for (part, sign) in parts {
        total += i128::from(part.value) * i128::from(sign);
        precision = precision.with(part.precision);
        cells.extend(part.parts);
    }
    (!cells.is_empty()).then_some(())?;
    Some(Answer {
        value: i64::try_from(total).ok()?,
        precision,
        from,
        parts: cells,
        alternatives: Vec::new(),
    })
}
