//! An agency over work years: which rows count, and which may belong there and cannot be counted.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::time::{
    Asked, PartialDate, Reckoned, Told, Unplaced, Window, WorkYear, YearSpan,
};

use super::Shelf;
use crate::state::View;
use crate::{AppError, State};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskYears {
    /// Code of the agency.
    pub agency: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Only so many cumulative months of the last year; `None`: the whole year.
    pub month: Option<u8>,
    /// Only the agency itself, without those below and its predecessors.
    pub own: bool,
}

/// What every answer says of what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answer {
    /// Code of the agency.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Cumulative months of the last year that were asked for; 12: the whole year.
    pub month: u8,
}

/// The question, made ready.
pub(crate) struct Years<'a> {
    state: &'a State,
    ask: &'a AskYears,
    asked: Asked,
    during: RefCell<HashMap<YearSpan, HashSet<&'a str>>>,
}

/// Rows that count, and those that may belong there, each with its place.
pub(crate) struct Picked<'a, T> {
    pub(crate) rows: Vec<(usize, &'a T)>,
    pub(crate) left_out: Vec<(&'a T, String)>,
}

impl<'a> Years<'a> {
    /// Refuses an agency out of reach, and years that cannot be.
    pub(crate) fn new(
        view: &'a View,
        permission: Permission,
        ask: &'a AskYears,
    ) -> Result<Self, AppError> {
        view.permit_agency(permission, &ask.agency)?;
        if ask.from > ask.to {
            return Err(AppError::refused("Năm đầu phải trước hoặc bằng năm cuối."));
        }
        let until = match ask.month.filter(|month| *month != 12) {
            Some(month) => Some(
                Window::new(WorkYear(ask.to), month)
                    .ok_or_else(|| AppError::refused("Tháng lũy kế phải từ 1 đến 12."))?,
            ),
            None => None,
        };
        let years = YearSpan {
            from: WorkYear(ask.from),
            to: WorkYear(ask.to),
        };
        Ok(Self {
            state: view.state.as_ref(),
            ask,
            asked: Asked { years, until },
            during: RefCell::default(),
        })
    }

    /// What the answer says of what was asked.
    pub(crate) fn answer(&self) -> Answer {
        Answer {
            agency: self.ask.agency.clone(),
            name: self.state.name_on(&self.ask.agency, self.last_day()),
            from: self.ask.from,
            to: self.ask.to,
            month: self.asked.until.map_or(12, |until| until.month),
        }
    }

    fn last_day(&self) -> jiff::civil::Date {
        let whole = || self.asked.years.to.last_day();
        self.asked.until.map_or_else(whole, Window::last_day)
    }

    /// Whether rows of an agency and time enter what was asked for: the agency, those below it and those it came
    /// from, each in its time.
    fn counts(&self, agency: &str, told: Told) -> bool {
        if self.ask.own || agency == self.ask.agency {
            return agency == self.ask.agency;
        }
        let years = told.span().unwrap_or(self.asked.years);
        let mut during = self.during.borrow_mut();
        let codes = during.entry(years).or_insert_with(|| {
            let (first, last) = (years.from.first_day(), years.to.last_day());
            let codes = self.state.org.lineage_during(&self.ask.agency, first, last);
            codes.into_iter().collect()
        });
        codes.contains(agency)
    }

    /// The rows of a shelf that enter what was asked for, in the order told.
    pub(crate) fn pick<T>(
        &self,
        shelf: &'a Shelf<T>,
        told: impl Fn(&T) -> (&str, Told),
    ) -> Picked<'a, T> {
        let codes = match self.ask.own {
            true => BTreeSet::from([self.ask.agency.as_str()]),
            false => self.state.org.lineage(&self.ask.agency),
        };
        // A block is in no tree.
        let own = [self.ask.agency.as_str()];
        let codes = codes.into_iter().chain(own);
        let places: BTreeSet<usize> = codes
            .flat_map(|code| shelf.of(code).iter().copied())
            .collect();
        let mut picked = Picked {
            rows: Vec::new(),
            left_out: Vec::new(),
        };
        for at in places {
            let Some(row) = shelf.get(at) else { continue };
            let (agency, told) = told(row);
            if !self.counts(agency, told) {
                continue;
            }
            match self.asked.reckon(told) {
                Reckoned::Outside => {}
                Reckoned::Counted => picked.rows.push((at, row)),
                Reckoned::LeftOut(why) => picked.left_out.push((row, self.words(why))),
            }
        }
        picked
    }

    /// The day by which what a source tells was known: that of the earliest source.
    pub(crate) fn known(&self, source: Option<&str>) -> Option<PartialDate> {
        let sources = source.into_iter().flat_map(str::lines);
        let dates = sources.filter_map(|source| self.state.documents.get(source)?.date);
        dates.min_by_key(|date| date.last_day())
    }

    /// How near an agency stands to the one asked for: itself, below it by steps, or of its past.
    pub(crate) fn near(&self, agency: &str) -> usize {
        if agency == self.ask.agency {
            return 0;
        }
        let above = self.state.org.above_on(agency, self.last_day());
        let steps = above.iter().position(|code| *code == self.ask.agency);
        steps.map_or(usize::MAX, |steps| steps + 1)
    }

    /// The part of what was asked for that an agency belongs to on the last day: the agency asked for itself, one
    /// directly below it, or one it came from.
    pub(crate) fn unit_of(&self, agency: &str) -> String {
        if agency == self.ask.agency {
            return agency.to_owned();
        }
        let above = self.state.org.above_on(agency, self.last_day());
        let steps = above.iter().position(|code| *code == self.ask.agency);
        let below = steps.and_then(|steps| above.get(steps.checked_sub(1)?));
        below.map_or(agency, |code| *code).to_owned()
    }

    /// The name of an agency on the last day asked for.
    pub(crate) fn name(&self, code: &str) -> String {
        self.state.name_on(code, self.last_day())
    }

    fn words(&self, why: Unplaced) -> String {
        match why {
            Unplaced::SeveralYears => {
                "Nguồn ghi chung nhiều năm, không tách được phần của các năm đang xem.".to_owned()
            }
            Unplaced::NoYear => "Nguồn không nêu năm.".to_owned(),
            Unplaced::NoDay => {
                let until = self.asked.until.map(Window::label);
                format!(
                    "Nguồn không nêu ngày nên không biết có trong {} hay không.",
                    until.unwrap_or_else(|| "kỳ này".to_owned())
                )
            }
        }
    }
}

/// The latest day of issue among sources.
pub(crate) fn as_of<'s>(
    state: &State,
    sources: impl Iterator<Item = Option<&'s str>>,
) -> Option<String> {
    let lines = sources.flatten().flat_map(str::lines);
    let dates = lines.filter_map(|source| state.documents.get(source)?.date);
    dates.max().map(|date| date.to_string())
}

/// The newest year rows of an agency tell, of those below it and of its past; `None` where none does.
pub fn newest_year<T>(
    state: &State,
    shelf: &Shelf<T>,
    agency: &str,
    told: impl Fn(&T) -> Told,
) -> Option<i16> {
    let codes = state.org.lineage(agency).into_iter();
    let places = codes.flat_map(|code| shelf.of(code));
    let spans = places.filter_map(|at| told(shelf.get(*at)?).span());
    spans.map(|span| span.to.0).max()
}
