//! Likely causes of what does not fit: each detector looks for one slip that offices and articles are known to make,
//! works it out and says it. None of them is about one record.

mod money;
mod parts;
mod rates;
mod sources;

use super::finding::Method;
use super::rules::Rules;
use crate::amount::Rate;
use crate::catalogue::{Catalogue, Measure};
use crate::figures::{Answer, Ask, Cell, Check};

/// The two sides of the statistics.
const SIDES: [&str; 2] = ["viec", "tien"];

/// A window of a subject, looked at for causes.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The window and frame.
    pub ask: Ask<'a>,
    /// Code of the subject.
    pub subject: &'a str,
    /// Names, units, regimes.
    pub catalogue: &'a Catalogue,
    /// The numbers of the methods.
    pub rules: &'a Rules,
    /// The proof sheet of the window.
    pub checks: &'a [Check],
}

/// One likely cause.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// Which.
    pub method: Method,
    /// The figure it is about.
    pub code: String,
    /// What tells it from others of the method and figure.
    pub aspect: String,
    /// The number it is about.
    pub value: Option<i64>,
    /// In words.
    pub text: String,
    /// Ids of the checks it explains: they need not be told apart from it.
    pub covers: Vec<String>,
}

/// All of a window, the surer first: what one explains a later one does not explain again.
pub(super) fn causes(look: Look<'_>) -> Vec<Cause> {
    let mut found: Vec<Cause> = Vec::new();
    let take = |found: &mut Vec<Cause>, causes: Vec<Cause>| {
        for cause in causes {
            let known = |id: &String| found.iter().any(|other| other.covers.contains(id));
            if cause.covers.is_empty() || !cause.covers.iter().all(known) {
                found.push(cause);
            }
        }
    };
    take(&mut found, rates::swapped(look));
    take(&mut found, money::separators(look));
    take(&mut found, money::units(look));
    take(&mut found, parts::causes(look));
    take(&mut found, rates::derived(look));
    take(&mut found, rates::unlike(look));
    take(&mut found, sources::differing(look));
    take(&mut found, sources::years(look));
    found
}

impl<'a> Look<'a> {
    /// The best telling of a figure by the subject itself.
    fn own(&self, code: &str) -> Option<Answer<'a>> {
        self.ask.own(self.subject, code)
    }

    /// The first exact telling.
    fn exact(&self, code: &str) -> Option<Cell<'a>> {
        let mut cells = self.cells(code).into_iter();
        cells.find(|cell| cell.value.is_some() && cell.precision().is_exact())
    }

    /// The number of the first exact telling.
    fn number(&self, code: &str) -> Option<i64> {
        self.exact(code).and_then(|cell| cell.value)
    }

    /// Whether a figure is told at all, exactly or not.
    fn is_told(&self, code: &str) -> bool {
        !self.cells(code).is_empty()
    }

    /// All tellings, best first.
    fn cells(&self, code: &str) -> Vec<Cell<'a>> {
        let Ask {
            table,
            window,
            frame,
            ..
        } = self.ask;
        table.cells(self.subject, window, frame, code)
    }

    /// The codes told in the window, in the catalogue's order.
    fn codes(&self) -> Vec<&'a str> {
        let Ask {
            table,
            window,
            frame,
            ..
        } = self.ask;
        let mut codes = table.codes(self.subject, window, frame);
        codes.sort_by_key(|code| (self.catalogue.order(code), *code));
        codes
    }

    fn measure(&self, code: &str) -> Option<Measure> {
        self.catalogue.figure(code).map(|figure| figure.measure)
    }

    /// A number with its unit.
    fn figure(&self, code: &str, value: i64) -> String {
        super::say::figure(self.catalogue, code, value)
    }

    /// The name of a figure.
    fn name(&self, code: &str) -> String {
        super::say::name(self.catalogue, code)
    }
}

/// A rate in hundredths of a percent.
fn hundredths(part: i64, whole: i64) -> Option<i64> {
    Rate::of(part, whole).map(|rate| rate.print2().hundredths())
}

/// A stored percent (1/10 000) in hundredths, rounded.
fn told_hundredths(stored: i64) -> i64 {
    crate::amount::Percent::from_ten_thousandths(stored).hundredths()
}

/// Half of the last place a stored percent is told with, in hundredths.
fn half_place(stored: i64) -> i64 {
    match stored {
        stored if stored % 10_000 == 0 => 50,
        stored if stored % 1_000 == 0 => 5,
        _ => 0,
    }
}
