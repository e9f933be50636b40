//! Flows of a time that no cumulative month is, as rows of a report; what has no flow is named.

use thidua_domain::amount::{Precision, Rate};
use thidua_domain::campaign::Asked;
use thidua_domain::catalogue::{Aggregation, FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::report::{Gap, Stretch};
use thidua_domain::time::Window;

use super::rows::{Number, Row, Sheet, blank};
use crate::State;
use crate::figures::answer;

/// The flows of a stretch.
pub(crate) struct Flows {
    /// Those known for the stretch, as a sheet that sentences and tables read.
    pub(crate) sheet: Sheet,
    /// Names of figures told in some of its windows and not known for the whole, with the reason.
    pub(crate) unknown: Vec<(String, Gap)>,
    /// Names of figures that tell a state since 1 October and so have no flow.
    pub(crate) states: Vec<String>,
}

/// The flows of an agency in a stretch beside the same months of the year before.
pub(crate) fn flows(state: &State, agency: &str, scope: &str, stretch: Stretch) -> Flows {
    let reader = Reader {
        state,
        agency,
        frame: Frame::whole(scope),
    };
    let mut found = Flows {
        sheet: Sheet {
            window: stretch.last(),
            scope: scope.to_owned(),
            rows: Vec::new(),
            groups: Vec::new(),
            preliminary: false,
        },
        unknown: Vec::new(),
        states: Vec::new(),
    };
    for code in state.catalogue.figures() {
        if !reader.told(code, stretch) {
            continue;
        }
        if code.aggregation != Aggregation::Sum || code.measure == Measure::Rate {
            found.states.push(code.name.clone());
            continue;
        }
        match reader.flow(code, stretch) {
            Ok(now) => found.sheet.rows.push(reader.row(code, stretch, now)),
            Err(gap) => found.unknown.push((code.name.clone(), gap)),
        }
    }
    found
}

struct Reader<'a> {
    state: &'a State,
    agency: &'a str,
    frame: Frame,
}

impl Reader<'_> {
    fn ask(&self, window: Window) -> Ask<'_> {
        Ask {
            table: &self.state.figures,
            org: &self.state.org,
            window,
            frame: &self.frame,
        }
    }

    /// Whether any window the stretch needs tells the figure: one that is told nowhere is not missed.
    fn told(&self, code: &FigureCode, stretch: Stretch) -> bool {
        let mut terms = stretch.terms().into_iter();
        terms.any(|term| {
            let found = answer(self.state, self.ask(term.window), self.agency, &code.code);
            found.is_some()
        })
    }

    fn flow(&self, code: &FigureCode, stretch: Stretch) -> Result<i64, Gap> {
        stretch.flow(
            |window| match answer(self.state, self.ask(window), self.agency, &code.code) {
                Some(found) if found.precision.is_exact() => Asked::Known(found.value),
                Some(_) => Asked::Vague,
                None => Asked::Missing,
            },
        )
    }

    fn row(&self, code: &FigureCode, stretch: Stretch, now: i64) -> Row {
        let exact = |value| Number {
            value,
            precision: Precision::Dung,
        };
        let then = self.flow(code, stretch.before()).ok();
        let difference = then.and_then(|then| now.checked_sub(then));
        let percent = then
            .zip(difference)
            .and_then(|(then, difference)| Rate::of(difference, then))
            .map(Rate::print2);
        Row {
            now: Some(exact(now)),
            then: then.map(exact),
            difference,
            percent,
            computed: false,
            sources: self.sources(code, stretch),
            ..blank(self.state, code)
        }
    }

    fn sources(&self, code: &FigureCode, stretch: Stretch) -> Vec<String> {
        let terms = stretch.terms().into_iter();
        let mut found: Vec<String> = terms
            .filter_map(|term| {
                let answer = answer(self.state, self.ask(term.window), self.agency, &code.code)?;
                Some(crate::figures::FigureLine::of(self.state, code, &answer))
            })
            .flat_map(|line| super::rows::sources(&line))
            .collect();
        found.dedup();
        found
    }
}
