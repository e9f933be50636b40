//! The figures that are others between two tables.

use std::collections::BTreeSet;

use crate::amount::Precision;
use crate::figures::{Cell, Frame, SheetKey, Table};
use crate::time::Window;

/// Where figures stand: whose, of which months, of which cases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Work year and cumulative month.
    pub window: Window,
    /// Code of an agency, or of an officer.
    pub subject: String,
    /// Scope, inclusion, group, campaign.
    pub frame: Frame,
}

impl Place {
    /// The place of a sheet.
    pub fn of(key: &SheetKey) -> Self {
        Self {
            window: key.window(),
            subject: key.borrowed().whose().to_owned(),
            frame: key.frame.clone(),
        }
    }
}

/// A figure as one source tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// In the code's base unit.
    pub value: i64,
    /// How exact it is.
    pub precision: Precision,
    /// Unit it came in, where that is not the code's own.
    pub unit: Option<String>,
    /// Code of `van-ban` or free text.
    pub source: Option<String>,
}

impl Telling {
    fn of(cell: &Cell<'_>) -> Option<Self> {
        Some(Self {
            value: cell.value?,
            precision: cell.precision(),
            unit: cell.told.and_then(|told| told.unit.clone()),
            source: cell.sheet.key.source.map(str::to_owned),
        })
    }

    /// Whether both tell the same number; the unit it is written in is no other number.
    fn is_same(&self, other: &Self) -> bool {
        (self.value, self.precision) == (other.value, other.precision)
    }
}

/// A figure that is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// Figure code.
    pub code: String,
    /// What stood; `None`: nothing was told.
    pub before: Option<Telling>,
    /// What stands; `None`: it was taken away.
    pub after: Option<Telling>,
    /// Whether answers read it. Where another source answers first, its own figure is another one and nothing else.
    pub answers: bool,
}

impl Change {
    /// After less before; `None` where one is missing, not exact, or the difference cannot be told.
    pub fn difference(&self) -> Option<i64> {
        let (before, after) = self.before.as_ref().zip(self.after.as_ref())?;
        let exact = before.precision.is_exact() && after.precision.is_exact();
        exact.then(|| after.value.checked_sub(before.value))?
    }
}

/// Every figure of some places that is another one: first what answers read, then what only its own source tells.
/// A figure whose note or explanation alone changed is none.
pub fn changes(before: &Table, after: &Table, places: &BTreeSet<Place>) -> Vec<Change> {
    places
        .iter()
        .flat_map(|place| at(before, after, place))
        .collect()
}

fn at(before: &Table, after: &Table, place: &Place) -> Vec<Change> {
    let codes = |table: &Table| -> BTreeSet<String> {
        let told = table.codes(&place.subject, place.window, &place.frame);
        told.into_iter().map(str::to_owned).collect()
    };
    let all: BTreeSet<String> = codes(before).union(&codes(after)).cloned().collect();
    let mut found = Vec::new();
    for code in all {
        let (was, is) = (
            tellings(before, place, &code),
            tellings(after, place, &code),
        );
        let change = |before: Option<Telling>, after: Option<Telling>, answers: bool| Change {
            place: place.clone(),
            code: code.clone(),
            before,
            after,
            answers,
        };
        let first = |all: &[(SheetKey, Telling)]| all.first().map(|(_, telling)| telling.clone());
        let (old, new) = (first(&was), first(&is));
        if !same(old.as_ref(), new.as_ref()) {
            found.push(change(old, new, true));
            continue;
        }
        found.extend(
            behind(&was, &is)
                .into_iter()
                .map(|(old, new)| change(old, new, false)),
        );
    }
    found.sort_by_key(|change| !change.answers);
    found
}

fn same(one: Option<&Telling>, other: Option<&Telling>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.is_same(other),
        (None, None) => true,
        _ => false,
    }
}

/// The tellings of one code, each with its sheet, the one that answers first.
fn tellings(table: &Table, place: &Place, code: &str) -> Vec<(SheetKey, Telling)> {
    let told = table.tellings(&place.subject, place.window, &place.frame, code);
    told.filter_map(|cell| Some((cell.sheet.key.owned(), Telling::of(&cell)?)))
        .collect()
}

type Pair = (Option<Telling>, Option<Telling>);

/// What sources that do not answer first tell otherwise, sheet by sheet.
fn behind(was: &[(SheetKey, Telling)], is: &[(SheetKey, Telling)]) -> Vec<Pair> {
    let find = |all: &[(SheetKey, Telling)], key: &SheetKey| {
        let mut all = all.iter();
        all.find(|(other, _)| other == key)
            .map(|(_, telling)| telling.clone())
    };
    let gone = was
        .iter()
        .map(|(key, old)| (Some(old.clone()), find(is, key)));
    let come = is
        .iter()
        .filter(|(key, _)| find(was, key).is_none())
        .map(|(_, new)| (None, Some(new.clone())));
    gone.chain(come)
        .filter(|(old, new)| !same(old.as_ref(), new.as_ref()))
        .collect()
}
