//! The answer to "how much was it?": an agency's own row, else the sum of the rows below, else
//! that of its predecessors — and never a figure counted twice.

use super::key::Frame;
use super::table::{Cell, Table};
use crate::amount::Precision;
use crate::org::{Agency, Level, Org};
use crate::restate::joined_from;
use crate::time::Window;

/// From which rows an answer was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The subject's own row.
    Own,
    /// The rows of the agencies below, all of them there.
    Below,
    /// The rows of the predecessors, all of them there: the figure restated.
    Predecessors,
    /// Asked over the tree of today: the rows of agencies that went wholly into it.
    Restated,
    /// The same, of one or more of them a signed share.
    Shared,
    /// The first year of a new agency: its predecessors' months and its own.
    Joined,
}

/// One figure with the rows it was taken from.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// The number in the code's base unit.
    pub value: i64,
    /// How exact it is: of a sum, exact only where every part is.
    pub precision: Precision,
    /// Where it was taken from.
    pub from: From,
    /// The cells it was taken from: one, or the parts of the sum.
    pub parts: Vec<Cell<'a>>,
    /// Other tellings of the same figure by other sources.
    pub alternatives: Vec<Cell<'a>>,
}

impl<'a> Answer<'a> {
    /// One telling of a figure; `None` where it tells no number.
    pub fn of_cell(cell: Cell<'a>) -> Option<Self> {
        Some(Self {
            value: cell.value?,
            precision: cell.precision(),
            from: From::Own,
            parts: vec![cell],
            alternatives: Vec::new(),
        })
    }
}

/// A question about figures: a window and a frame.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Where the figures stand.
    pub table: &'a Table,
    /// Who stands above whom, and who came from whom.
    pub org: &'a Org,
    /// The window.
    pub window: Window,
    /// Scope, inclusion, group, campaign.
    pub frame: &'a Frame,
}

/// How deep the tree and the chain of predecessors are followed: far beyond any real one.
const DEPTH: u8 = 16;

impl<'a> Ask<'a> {
    /// The same question in another window.
    pub fn at(self, window: Window) -> Self {
        Self { window, ..self }
    }

    /// The same question in another frame.
    pub fn framed(self, frame: &'a Frame) -> Self {
        Self { frame, ..self }
    }

    /// The cell an answer about a subject's own figure would be taken from.
    pub fn own(self, subject: &str, code: &str) -> Option<Answer<'a>> {
        let told = self.table.tellings(subject, self.window, self.frame, code);
        let mut told = told.filter(|cell| cell.value.is_some());
        let cell = told.next()?;
        Some(Answer {
            value: cell.value?,
            precision: cell.precision(),
            from: From::Own,
            parts: vec![cell],
            alternatives: told.collect(),
        })
    }

    /// The figure of a subject, with those below it and its predecessors. Rates are never summed.
    pub fn figure(self, subject: &str, code: &str, summable: bool) -> Option<Answer<'a>> {
        self.figure_within(subject, code, summable, DEPTH)
    }

    /// The figure as arithmetic takes it: where the newest source is vague, another may be exact.
    pub fn exact_first(self, subject: &str, code: &str, summable: bool) -> Option<Answer<'a>> {
        let found = self.figure(subject, code, summable)?;
        if found.precision.is_exact() {
            return Some(found);
        }
        let mut others = found.alternatives.iter();
        let exact = others.find(|cell| cell.precision().is_exact()).copied();
        exact.and_then(Answer::of_cell).or(Some(found))
    }

    fn figure_within(
        self,
        subject: &str,
        code: &str,
        summable: bool,
        depth: u8,
    ) -> Option<Answer<'a>> {
        if self.org.restated_from().is_some() {
            return self.restated(subject, code, summable);
        }
        if let Some(before) = joined_from(self.org, subject, self.window) {
            let joined = || self.joined(before, subject, code);
            let below = || self.below(subject, code, depth.checked_sub(1)?);
            return summable.then(|| joined().or_else(below)).flatten();
        }
        if let Some(own) = self.own(subject, code) {
            return Some(own);
        }
        let depth = depth.checked_sub(1)?;
        if !summable {
            return self.renamed(subject, code, depth);
        }
        if self.frame.included != "toan_bo" {
            return None;
        }
        self.below(subject, code, depth)
            .or_else(|| self.before(subject, code, depth))
    }

    /// The sum of the rows below, whether or not the subject has a row of its own.
    pub fn parts_below(self, subject: &str, code: &str) -> Option<Answer<'a>> {
        if self.frame.included != "toan_bo" {
            return None;
        }
        self.below(subject, code, DEPTH)
    }

    fn below(self, subject: &str, code: &str, depth: u8) -> Option<Answer<'a>> {
        let on = self.org.seen(self.window.last_day());
        let children = self.org.children_on(subject, on);
        let counted = children.into_iter().filter(|agency| {
            let spell = agency.on(on);
            spell.is_some_and(|spell| spell.level.is_enforcement())
        });
        // A division inside an agency keeps figures only where it chooses to.
        let told = |agency: &&Agency| {
            let division = agency
                .on(on)
                .is_some_and(|spell| spell.level == Level::Division);
            !division || self.own(&agency.code, code).is_some()
        };
        let codes: Vec<&str> = counted
            .filter(told)
            .map(|agency| agency.code.as_str())
            .collect();
        let apart = self.frame.own();
        let mut own = self.table.tellings(subject, self.window, &apart, code);
        let own = own.find(|cell| cell.value.is_some());
        let mut answer = self.sum(&codes, code, From::Below, depth)?;
        if let Some(cell) = own {
            answer.value = answer.value.checked_add(cell.value?)?;
            answer.precision = weaker(answer.precision, cell.precision());
            answer.parts.insert(0, cell);
        }
        Some(answer)
    }

    /// A rate is never summed; it is carried over where one body became one body.
    fn renamed(self, subject: &str, code: &str, depth: u8) -> Option<Answer<'a>> {
        let pairs = self.org.predecessors(subject);
        let [pair] = pairs.as_slice() else {
            return None;
        };
        if pair.on.first_day() <= self.window.first_day()
            || self.org.successors(&pair.old).len() != 1
        {
            return None;
        }
        let mut found = self.figure_within(&pair.old, code, false, depth)?;
        found.from = From::Predecessors;
        Some(found)
    }

    /// The predecessors' rows for a window that began before the subject did.
    fn before(self, subject: &str, code: &str, depth: u8) -> Option<Answer<'a>> {
        let first = self.window.first_day();
        // What it absorbed is not what it was: a body that was there answers by its own rows only.
        if self.org.find(subject)?.on(first).is_some() {
            return None;
        }
        let pairs = self.org.predecessors(subject);
        let pairs = pairs.into_iter().filter(|pair| pair.on.first_day() > first);
        let codes: Vec<&str> = pairs.map(|pair| pair.old.as_str()).collect();
        // A body that was split is in no heir's sum, unless somebody signed how much of it each took.
        let whole = |code: &&str| self.org.successors(code).len() == 1;
        if !codes.iter().all(whole) {
            return self.carried(subject, code);
        }
        self.sum(&codes, code, From::Predecessors, depth)
    }

    /// The sum over subjects, `None` where there is none or one of them has no figure.
    fn sum(self, subjects: &[&str], code: &str, from: From, depth: u8) -> Option<Answer<'a>> {
        let mut total: i128 = 0;
        let mut precision = Precision::default();
        let mut parts = Vec::new();
        for subject in subjects {
            let part = self.figure_within(subject, code, true, depth)?;
            total += i128::from(part.value);
            precision = weaker(precision, part.precision);
            parts.extend(part.parts);
        }
        if parts.is_empty() {
            return None;
        }
        Some(Answer {
            value: i64::try_from(total).ok()?,
            precision,
            from,
            parts,
            alternatives: Vec::new(),
        })
    }
}

/// How exact a sum of two numbers is: exact only where both are.
fn weaker(one: Precision, other: Precision) -> Precision {
    one.with(other)
}
