//! By which numbers a pattern is told: dated, cited data of `rulebook/catalogue/honesty.toml`.

use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::catalogue::CatalogueError;

/// The first day on which a work year ends that can be asked for; every block begins here or before.
const BEGIN: Date = date(1993, 9, 30);

/// What numbers rest on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Basis {
    /// First day a work year may end on.
    #[serde(with = "crate::time::iso")]
    pub from: Date,
    /// The method and where its numbers come from.
    pub citation: String,
    /// S seen, D deduced, M from memory.
    pub confidence: String,
    /// Who decided them, with which paper; empty: nobody yet.
    pub confirmed: String,
}

impl Basis {
    /// Who decided the numbers; `None`: chưa xác nhận.
    pub fn confirmed(&self) -> Option<&str> {
        Some(self.confirmed.trim()).filter(|by| !by.is_empty())
    }
}

/// Numbers with what they rest on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cited<T> {
    /// From when they hold, and why these.
    #[serde(flatten)]
    pub basis: Basis,
    /// The numbers.
    #[serde(flatten)]
    pub limits: T,
}

/// When a growth of «chưa có điều kiện» is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GrowthLimits {
    /// Cumulative months whose figures are held against targets, 2 to 12.
    pub months: Vec<u8>,
    /// Years before that tell what is usual.
    pub years: i16,
    /// The least growth of the share, in hundredths of a point.
    #[serde(rename = "points_hundredths")]
    pub points: i64,
    /// The least number of cases to be enforced.
    #[serde(rename = "least_cases")]
    pub cases: i64,
}

/// How near to its line a result is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct EdgeLimits {
    /// In hundredths of a point.
    #[serde(rename = "width_hundredths")]
    pub width: i64,
}

/// Of how many people a rate is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct GroupLimits {
    /// People of a group below which none is.
    pub few: usize,
}

/// When a recipient's years are a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct RepeatLimits {
    /// Years looked at.
    pub years: i16,
    /// Years in a row that are told.
    pub row: usize,
    /// Times at a step of two years that are told.
    pub turns: usize,
}

/// From how many registrations «all of them» is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct RegisteredLimits {
    /// Registrations whose result is known.
    pub enough: i64,
}

/// The numbers of all panels, each list oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Limits {
    growth: Vec<Cited<GrowthLimits>>,
    edge: Vec<Cited<EdgeLimits>>,
    group: Vec<Cited<GroupLimits>>,
    repeat: Vec<Cited<RepeatLimits>>,
    registered: Vec<Cited<RegisteredLimits>>,
}

fn on<T>(lines: &[Cited<T>], last: Date) -> Option<&Cited<T>> {
    lines.iter().rev().find(|line| line.basis.from <= last)
}

impl Limits {
    /// The numbers of the panel of growth for a work year that ends on a day.
    pub fn growth(&self, last: Date) -> Option<&Cited<GrowthLimits>> {
        on(&self.growth, last)
    }

    /// The numbers of the panel of results at their line.
    pub fn edge(&self, last: Date) -> Option<&Cited<EdgeLimits>> {
        on(&self.edge, last)
    }

    /// The numbers of the panel of groups of people.
    pub fn group(&self, last: Date) -> Option<&Cited<GroupLimits>> {
        on(&self.group, last)
    }

    /// The numbers of the panel of repeated awards.
    pub fn repeat(&self, last: Date) -> Option<&Cited<RepeatLimits>> {
        on(&self.repeat, last)
    }

    /// The numbers of the panel of registrations.
    pub fn registered(&self, last: Date) -> Option<&Cited<RegisteredLimits>> {
        on(&self.registered, last)
    }

    /// What each line rests on, with the name of its block.
    pub fn bases(&self) -> Vec<(&'static str, &Basis)> {
        fn of<'a, T>(
            block: &'static str,
            lines: &'a [Cited<T>],
        ) -> impl Iterator<Item = (&'static str, &'a Basis)> {
            lines.iter().map(move |line| (block, &line.basis))
        }
        of("growth", &self.growth)
            .chain(of("edge", &self.edge))
            .chain(of("group", &self.group))
            .chain(of("repeat", &self.repeat))
            .chain(of("registered", &self.registered))
            .collect()
    }

    /// Reads the shipped file.
    ///
    /// # Errors
    /// [`CatalogueError`] where it cannot be read, a block does not cover every year in the order of its days, or a
    /// number makes no sense.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let broken = |message: &str| CatalogueError {
            file: "honesty.toml",
            message: message.to_owned(),
        };
        let limits: Self = toml::from_str(text).map_err(|error| broken(&error.to_string()))?;
        let covers = covers(&limits.growth)
            && covers(&limits.edge)
            && covers(&limits.group)
            && covers(&limits.repeat)
            && covers(&limits.registered);
        if !covers {
            return Err(broken(
                "every block begins by 1993, its lines in the order of their days",
            ));
        }
        let mut growth = limits.growth.iter().map(|line| &line.limits);
        let growth = growth.all(|own| {
            own.months.iter().all(|month| (2..=12).contains(month))
                && own.years >= 0
                && own.points > 0
                && own.cases > 0
        });
        let edge = limits.edge.iter().all(|line| line.limits.width > 0);
        let group = limits.group.iter().all(|line| line.limits.few > 0);
        let mut repeat = limits.repeat.iter().map(|line| &line.limits);
        let repeat = repeat.all(|own| own.years > 0 && own.row > 1 && own.turns > 1);
        let registered = limits.registered.iter().all(|line| line.limits.enough > 0);
        match growth && edge && group && repeat && registered {
            true => Ok(limits),
            false => Err(broken("a number makes no sense")),
        }
    }
}

/// Whether a block says something of every year, its lines in the order of their days.
fn covers<T>(lines: &[Cited<T>]) -> bool {
    let first = lines.first().is_some_and(|line| line.basis.from <= BEGIN);
    first && lines.is_sorted_by_key(|line| line.basis.from)
}
