//! The two tellings of a period beside each other: what was reported then is what is restated and what is not.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::heirs::{Step, Why, places, sources};
use super::side_of;
use crate::amount::Precision;
use crate::figures::Ask;

/// What an old agency gives to a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Code of the old agency.
    pub old: &'a str,
    /// What it reported.
    pub value: i64,
    /// How much of that is the new one's.
    pub amount: i64,
    /// The way there.
    pub steps: Vec<Step<'a>>,
}

/// One agency of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its code.
    pub new: &'a str,
    /// What of the compared figures is restated to it; `None`: its figure is not whole.
    pub amount: Option<i64>,
    /// What that is made of.
    pub parts: Vec<Part<'a>>,
    /// Codes of the agencies without which it is not whole.
    pub missing: Vec<&'a str>,
    /// What it told of the same window itself.
    pub own: Option<i64>,
}

/// An amount that is not restated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced<'a> {
    /// Code of the old agency.
    pub old: &'a str,
    /// How much.
    pub amount: i64,
    /// Why.
    pub why: Why<'a>,
}

/// One figure of a window, told both ways: `total` is always `restated` and `unrestated` together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled<'a> {
    /// Everything the old agencies reported.
    pub total: i128,
    /// What of that agencies of today have.
    pub restated: i128,
    /// What they do not have.
    pub unrestated: i128,
    /// Whether every number was told exactly.
    pub exact: bool,
    /// The agencies of today, by code.
    pub lines: Vec<Line<'a>>,
    /// What is not restated, with its reason.
    pub unplaced: Vec<Unplaced<'a>>,
    /// Codes of old agencies that told nothing.
    pub untold: Vec<&'a str>,
}

/// Reconciles what `olds` reported in a window (the question's tree is the window's own) with the agencies of
/// `as_of`.
pub fn reconcile<'a>(ask: Ask<'a>, as_of: Date, olds: &[&'a str], code: &str) -> Reconciled<'a> {
    let day = ask.window.last_day();
    let side = side_of(code);
    let mut done = Reconciled {
        exact: true,
        ..Reconciled::default()
    };
    let mut known: BTreeMap<&str, i64> = BTreeMap::new();
    for old in olds.iter().copied() {
        match ask.figure(old, code, true) {
            Some(answer) => {
                done.exact &= answer.precision == Precision::default();
                done.total += i128::from(answer.value);
                known.insert(old, answer.value);
            }
            None => done.untold.push(old),
        }
    }
    let mut parts: BTreeMap<&str, Vec<Part<'a>>> = BTreeMap::new();
    for (old, value) in &known {
        for placed in places(ask.org, as_of, old, day, side, *value) {
            match (placed.new, placed.why) {
                (Some(new), _) => parts.entry(new).or_default().push(Part {
                    old,
                    value: *value,
                    amount: placed.amount,
                    steps: placed.steps,
                }),
                (None, why) => done.unplaced.push(Unplaced {
                    old,
                    amount: placed.amount,
                    why: why.unwrap_or(Why::Ended),
                }),
            }
        }
    }
    for (new, parts) in parts {
        done.line(ask, as_of, new, parts, code);
    }
    let amounts = done.lines.iter().filter_map(|line| line.amount);
    done.restated = amounts.map(i128::from).sum();
    done.unrestated = done.unplaced.iter().map(|one| i128::from(one.amount)).sum();
    done
}

impl<'a> Reconciled<'a> {
    fn line(&mut self, ask: Ask<'a>, as_of: Date, new: &'a str, parts: Vec<Part<'a>>, code: &str) {
        let found = sources(ask.org, as_of, new, ask.window.last_day(), side_of(code));
        let told = |old: &str| {
            parts.iter().any(|part| part.old == old) || ask.figure(old, code, true).is_some()
        };
        let untold = found
            .parts
            .iter()
            .map(|source| source.old)
            .filter(|old| !told(old));
        let unknown = found.unplaced.iter().map(|(old, _)| *old);
        let missing: Vec<&str> = untold.chain(unknown).collect();
        let sum: i128 = parts.iter().map(|part| i128::from(part.amount)).sum();
        let amount = i64::try_from(sum).ok().filter(|_| missing.is_empty());
        if amount.is_none() {
            self.unplaced.extend(parts.iter().map(|part| Unplaced {
                old: part.old,
                amount: part.amount,
                why: Why::Missing(missing.clone()),
            }));
        }
        let was_there = ask
            .org
            .find(new)
            .is_some_and(|it| it.on(ask.window.last_day()).is_some());
        let own = ask.own(new, code).filter(|_| !was_there);
        self.lines.push(Line {
            new,
            amount,
            parts,
            missing,
            own: own.map(|own| own.value),
        });
    }

    /// What both sides together leave over: nothing.
    pub fn residual(&self) -> i128 {
        self.total - self.restated - self.unrestated
    }
}
