//! Whether the curve would have foretold past years better than the straight line, on the figures that are stored.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::season::PastYear;
use thidua_domain::targets::season::backtest::{Tried, backtest_of, backtest_rate};
use thidua_domain::time::{Window, WorkYear};

use super::conclusion::conclusion;
use super::past::Reader;
use crate::quality::list::units;
use crate::state::View;
use crate::{AppError, State};

/// Years back from today that are looked at.
const BACK: i16 = 20;
/// Months a forecast is made at.
const MONTHS: std::ops::RangeInclusive<u8> = 1..=11;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskTried {
    /// Code of the agency with those below it; `None`: all in reach.
    pub within: Option<String>,
}

/// How both forecasts did at a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TriedMonth {
    /// Cumulative month at which it was foretold.
    pub month: u8,
    /// Years of units foretold by both.
    pub cases: usize,
    /// Mean miss of the curve: percent of where the year ended, points for a rate.
    pub curve_missed: Option<String>,
    /// Mean miss of the straight line in the same cases.
    pub line_missed: Option<String>,
    /// Which missed less on the whole: `curve line equal`; `null` without a case of both.
    pub better: Option<&'static str>,
    /// Cases in which the curve was nearer.
    pub curve_nearer: usize,
    /// Cases in which the straight line was nearer.
    pub line_nearer: usize,
    /// Cases whose end lay within the band of past years.
    pub within_band: usize,
    /// Years of units that too few years precede: the straight line alone.
    pub line_alone: usize,
    /// Its mean miss there.
    pub alone_missed: Option<String>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TriedFigure {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Whether misses are points.
    pub is_rate: bool,
    /// What its months come to, in words.
    pub conclusion: String,
    /// Months that could be tried.
    pub months: Vec<TriedMonth>,
}

/// How the forecast would have done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TriedAnswer {
    /// Units looked at.
    pub units: usize,
    /// Units that tell the end of a year at all.
    pub told: usize,
    /// First and last work year whose end is told.
    pub years: Option<(i16, i16)>,
    /// Whether figures of an invented nation are among them.
    pub invented: bool,
    /// Figure by figure.
    pub figures: Vec<TriedFigure>,
}

/// Forecasts and ends of every year of the units in reach, over approved figures.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`] where the agency is not the reader's to see.
pub fn tried(view: &View, ask: &AskTried) -> Result<TriedAnswer, AppError> {
    view.permit(super::PERMISSION, thidua_domain::access::Target::Any)?;
    let state = view.state.as_ref();
    let units = units(view, ask.within.as_deref(), false)?;
    let this = WorkYear::of(view.today).0;
    let mut sums = OfUnit::default();
    let mut told = 0;
    for unit in &units {
        let own = state.tried_of(unit, this);
        told += usize::from(own.years.is_some());
        sums.add(&own);
    }
    let figures: Vec<TriedFigure> = CODES
        .iter()
        .zip(&sums.months)
        .map(|(code, months)| figure(state, code, months))
        .collect();
    Ok(TriedAnswer {
        units: units.len(),
        told,
        years: sums.years,
        invented: state
            .documents
            .contains_key(thidua_domain::generate::SOURCE),
        figures,
    })
}

/// The figures that are tried, in the order in which they are told.
const CODES: [&str; 4] = ["viec.xong", "tien.xong", "viec.ty_le", "tien.ty_le"];

/// What was tried of one unit, or of several: by figure and month.
#[derive(Default)]
pub(super) struct OfUnit {
    /// First and last work year whose end is told; `None`: none is.
    years: Option<(i16, i16)>,
    months: [[Tried; 12]; 4],
}

impl OfUnit {
    /// What comes of a unit's own years; those told by the agencies it came from are counted there.
    pub(super) fn of(state: &State, unit: &str, this: i16) -> Self {
        let frame = Frame::whole("btp");
        let reader = Reader {
            state,
            ask: Ask {
                table: &state.figures,
                org: &state.org,
                window: Window::whole(WorkYear(this)),
                frame: &frame,
            },
            subject: unit,
        };
        let mut found = Self::default();
        for (at, side) in ["viec", "tien"].into_iter().enumerate() {
            let code = format!("{side}.xong");
            let ended = (this.saturating_sub(BACK)..=this).map(WorkYear);
            let ended = ended.filter(|year| reader.has_ended(side, *year));
            let read = reader.rate(side, ended);
            let done: Vec<PastYear> = read
                .parts
                .iter()
                .map(|year| reader.amount(&code, year.year))
                .collect();
            let own: BTreeSet<WorkYear> = read
                .parts
                .iter()
                .map(|year| year.year)
                .filter(|year| !reader.inherited(&code, *year))
                .collect();
            let counts = |year: WorkYear| own.contains(&year);
            found.span(own.first().zip(own.last()).map(|(from, to)| (from.0, to.0)));
            for month in MONTHS {
                let place = usize::from(month);
                found.months[at][place] = backtest_of(&done, month, counts);
                found.months[at + 2][place] =
                    backtest_rate(&read.parts, &read.wholes, month, counts);
            }
        }
        found
    }

    fn add(&mut self, other: &Self) {
        self.span(other.years);
        let pairs = self.months.iter_mut().flatten();
        for (sum, one) in pairs.zip(other.months.iter().flatten()) {
            *sum = sum.with(one);
        }
    }

    fn span(&mut self, years: Option<(i16, i16)>) {
        let Some(years) = years else { return };
        let (from, to) = self.years.unwrap_or(years);
        self.years = Some((from.min(years.0), to.max(years.1)));
    }
}

fn figure(state: &State, code: &str, months: &[Tried; 12]) -> TriedFigure {
    let told = |millionths: Option<i64>| {
        millionths.map(|value| Percent::from_ten_thousandths(value).to_string())
    };
    let line = |month: u8| {
        let tried = months.get(usize::from(month))?;
        (tried.cases + tried.line_alone > 0).then(|| TriedMonth {
            month,
            cases: tried.cases,
            curve_missed: told(tried.curve()),
            line_missed: told(tried.line()),
            better: tried.compared().map(|order| match order {
                Ordering::Less => "curve",
                Ordering::Equal => "equal",
                Ordering::Greater => "line",
            }),
            curve_nearer: tried.curve_nearer,
            line_nearer: tried.line_nearer,
            within_band: tried.within_band,
            line_alone: tried.line_alone,
            alone_missed: told(tried.alone()),
        })
    };
    let months: Vec<TriedMonth> = MONTHS.filter_map(line).collect();
    TriedFigure {
        code: code.to_owned(),
        name: state.catalogue.figure_name(code).to_owned(),
        is_rate: code.ends_with(".ty_le"),
        conclusion: conclusion(&months),
        months,
    }
}
