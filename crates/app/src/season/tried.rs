//! Whether the curve would have foretold past years better than the straight line, on the figures that are stored.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::season::PastYear;
use thidua_domain::targets::season::backtest::{Tried, backtest_of, backtest_rate};
use thidua_domain::time::{Window, WorkYear};

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
    let mut sums = Sums::default();
    let frame = Frame::whole("btp");
    for unit in &units {
        sums.add(state, &frame, unit, this);
    }
    let figures = [
        ("viec.xong", &sums.amounts[0]),
        ("tien.xong", &sums.amounts[1]),
        ("viec.ty_le", &sums.rates[0]),
        ("tien.ty_le", &sums.rates[1]),
    ];
    Ok(TriedAnswer {
        units: units.len(),
        told: sums.told,
        years: sums.years,
        invented: state
            .documents
            .contains_key(thidua_domain::generate::SOURCE),
        figures: figures
            .into_iter()
            .map(|(code, months)| figure(state, code, months))
            .collect(),
    })
}

/// Sums over units, by side and month.
#[derive(Default)]
struct Sums {
    told: usize,
    years: Option<(i16, i16)>,
    amounts: [[Tried; 12]; 2],
    rates: [[Tried; 12]; 2],
}

impl Sums {
    fn add(&mut self, state: &State, frame: &Frame, unit: &str, this: i16) {
        let reader = Reader {
            state,
            ask: Ask {
                table: &state.figures,
                org: &state.org,
                window: Window::whole(WorkYear(this)),
                frame,
            },
            subject: unit,
        };
        let mut any = false;
        for (at, side) in ["viec", "tien"].into_iter().enumerate() {
            let code = format!("{side}.xong");
            let ended = (this.saturating_sub(BACK)..=this).map(WorkYear);
            let ended = ended.filter(|year| reader.has_ended(side, *year));
            let found = reader.rate(side, ended);
            let done: Vec<PastYear> = found
                .parts
                .iter()
                .map(|year| reader.amount(&code, year.year))
                .collect();
            // Years told by the agencies it came from are counted there.
            let own: BTreeSet<WorkYear> = found
                .parts
                .iter()
                .map(|year| year.year)
                .filter(|year| !reader.inherited(&code, *year))
                .collect();
            let counts = |year: WorkYear| own.contains(&year);
            any |= !own.is_empty();
            self.span(&own);
            for month in MONTHS {
                let place = usize::from(month);
                self.amounts[at][place] =
                    self.amounts[at][place].with(&backtest_of(&done, month, counts));
                let tried = backtest_rate(&found.parts, &found.wholes, month, counts);
                self.rates[at][place] = self.rates[at][place].with(&tried);
            }
        }
        self.told += usize::from(any);
    }

    fn span(&mut self, own: &BTreeSet<WorkYear>) {
        for year in own {
            let (from, to) = self.years.unwrap_or((year.0, year.0));
            self.years = Some((from.min(year.0), to.max(year.0)));
        }
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
            curve_nearer: tried.curve_nearer,
            line_nearer: tried.line_nearer,
            within_band: tried.within_band,
            line_alone: tried.line_alone,
            alone_missed: told(tried.alone()),
        })
    };
    TriedFigure {
        code: code.to_owned(),
        name: state.catalogue.figure_name(code).to_owned(),
        is_rate: code.ends_with(".ty_le"),
        months: MONTHS.filter_map(line).collect(),
    }
}
