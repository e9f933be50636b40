//! One campaign at work: goals, approved figures and daily entries of its subjects.

use std::collections::BTreeSet;

use jiff::civil::Date;
use thidua_domain::campaign::{Account, Asked, Days, Span, account, together};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame, print};
use thidua_domain::movement::Movement;
use thidua_domain::targets::{Goal, Target, by_band, in_force};
use thidua_domain::time::{Window, WorkYear};

use super::answer::Number;
use crate::State;
use crate::figures::answer;

/// The figures a campaign is about where nobody said: completed cases and money.
pub(super) const USUAL: [&str; 2] = ["viec.xong", "tien.xong"];

/// One campaign.
pub(super) struct Desk<'a> {
    pub(super) state: &'a State,
    pub(super) movement: &'a Movement,
    pub(super) span: Span,
    pub(super) today: Date,
    /// The targets of the campaign, in the order told.
    targets: Vec<Target>,
    frame: Frame,
}

/// What a subject has to reach.
pub(super) struct Wanted {
    pub(super) value: i64,
    pub(super) target: Option<String>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(state: &'a State, movement: &'a Movement, span: Span, today: Date) -> Self {
        let own = state.targets.iter();
        let own = own.filter(|target| target.movement.as_deref() == Some(&movement.code));
        Self {
            state,
            movement,
            span,
            today,
            targets: own.cloned().collect(),
            frame: Frame::whole("btp"),
        }
    }

    /// The counts and amounts the campaign is about: of its targets, of what was entered, else the usual ones.
    pub(super) fn figures(&self) -> Vec<&'a FigureCode> {
        let of_targets = self.targets.iter();
        let of_targets = of_targets.filter_map(|target| target.target_code.as_deref());
        let entered = self.state.daily.codes(&self.movement.code);
        let codes: BTreeSet<&str> = of_targets.chain(entered).collect();
        let counts = |codes: &mut dyn Iterator<Item = &str>| -> Vec<&'a FigureCode> {
            let found = codes.filter_map(|code| self.state.catalogue.figure(code));
            found.filter(|code| is_counted(code)).collect()
        };
        let mut found = counts(&mut codes.into_iter());
        if found.is_empty() {
            found = counts(&mut USUAL.into_iter());
        }
        found.sort_by_key(|code| self.state.catalogue.order(&code.code));
        found
    }

    /// Targets in words, of anybody.
    pub(super) fn in_words(&self) -> Vec<String> {
        let words = self.targets.iter();
        let words = words.filter(|target| target.target_code.is_none());
        let mut found: Vec<String> = words.filter_map(|target| target.text.clone()).collect();
        found.dedup();
        found
    }

    /// What a subject has to reach in the window.
    pub(super) fn wanted(&self, subject: &str, code: &FigureCode) -> Option<Wanted> {
        let year = WorkYear::of(self.span.to);
        let org = &self.state.org;
        let held = in_force(&self.targets, org, subject, None, year, self.span.to);
        let same = |target: &&Target| {
            target.target_code.as_deref() == Some(&code.code) && target.group.is_none()
        };
        let held = held.into_iter().filter(same).collect();
        let held = by_band(held, |_, band| {
            match self.cumulative(subject, &band.by, Window::of(self.span.from)) {
                Asked::Known(load) => Some(load),
                _ => None,
            }
        });
        let goal = held.into_iter().find_map(|target| match target.goal {
            Some(Goal::Number(value)) => Some((value.to_i64()?, target.code.clone())),
            _ => None,
        });
        goal.map(|(value, target)| Wanted { value, target })
    }

    /// An approved cumulative figure.
    pub(super) fn cumulative(&self, subject: &str, code: &str, window: Window) -> Asked {
        let found = answer(self.state, self.ask(window), subject, code);
        match found {
            Some(found) if found.precision.is_exact() => Asked::Known(found.value),
            Some(_) => Asked::Vague,
            None => Asked::Missing,
        }
    }

    pub(super) fn ask(&self, window: Window) -> Ask<'_> {
        Ask {
            table: &self.state.figures,
            org: &self.state.org,
            window,
            frame: &self.frame,
        }
    }

    /// Who enters for a subject: itself, those below it, those they came from, each in its time.
    pub(super) fn lineage(&self, subject: &str) -> BTreeSet<&'a str> {
        let org = &self.state.org;
        org.lineage_during(subject, self.span.from, self.span.to)
    }

    /// The daily entries of a subject.
    pub(super) fn daily(&self, lineage: &BTreeSet<&str>, code: &str) -> Days {
        let book = &self.state.daily;
        let own = book.agencies(&self.movement.code);
        let own = own.filter(|agency| lineage.contains(agency));
        together(own.filter_map(|agency| book.of(&self.movement.code, agency, code)))
    }

    /// Whether an agency works on a day.
    pub(super) fn works(&self, subject: &str, day: Date) -> bool {
        let calendar = &self.state.catalogue.calendar;
        calendar.works(&self.state.org, subject, day)
    }

    /// What a subject did in the window.
    pub(super) fn account(&self, subject: &str, code: &str, daily: &Days) -> Account {
        account(
            self.span,
            self.today,
            |window| self.cumulative(subject, code, window),
            daily,
            |day| self.works(subject, day),
        )
    }

    /// What a source tells of the window as such: the newest of the launcher's or unit's figures of the campaign.
    pub(super) fn told(&self, subject: &str, code: &str) -> Option<i64> {
        let frame = Frame {
            movement: Some(self.movement.code.clone()),
            ..self.frame.clone()
        };
        let window = self.state.figures.latest(subject, &frame)?;
        let ask = Ask {
            frame: &frame,
            ..self.ask(window)
        };
        Some(ask.own(subject, code)?.value)
    }

    /// The day units are taken on: today, within the campaign.
    pub(super) fn day(&self) -> Date {
        self.today.min(self.span.to).max(self.span.from)
    }
}

/// Whether a figure adds up over days: a number of cases or an amount that grows through the year.
pub(super) fn is_counted(code: &FigureCode) -> bool {
    matches!(code.measure, Measure::Count | Measure::Money)
}

/// The unit in which the numbers of one figure are shown: of money the largest that loses nothing.
pub(super) struct Scale {
    measure: Measure,
    unit: String,
}

impl Scale {
    pub(super) fn of(code: &FigureCode, values: impl Iterator<Item = i64>) -> Self {
        let unit = match code.measure {
            Measure::Money => print::money_unit(values.filter(|value| *value != 0)).to_owned(),
            _ => code.unit.clone(),
        };
        Self {
            measure: code.measure,
            unit,
        }
    }

    /// Code of the unit.
    pub(super) fn unit(&self) -> &str {
        &self.unit
    }

    pub(super) fn number(&self, value: i64) -> Number {
        let exact = thidua_domain::amount::Precision::Dung;
        Number {
            value: print::plain(value, self.measure),
            shown: print::vietnamese(value, self.measure, &self.unit, exact),
        }
    }
}
