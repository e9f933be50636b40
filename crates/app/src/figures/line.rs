//! One figure as it is shown: printed, named, with the rows and sources it was taken from.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Answer, Cell, From, print};

use crate::State;

/// Where a number was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceLine {
    /// Code of the document, where the source is one of `van-ban`.
    pub document: Option<String>,
    /// The source as it is cited.
    pub cited: String,
    /// Code of the agency whose row it is.
    pub agency: String,
    /// The number as that source tells it, printed.
    pub printed: String,
    /// Key of the sheet the number stands in: names its history.
    pub sheet: String,
    /// As printed in the source.
    pub raw: Option<String>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureLine {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Field of work.
    pub field: String,
    /// Plain value: đồng for money, two decimals for rates; `None` where only a change was told.
    pub value: Option<String>,
    /// The Vietnamese way, with its precision's word.
    pub printed: String,
    /// Unit as printed.
    pub unit: String,
    /// Code of its precision where it is not exact.
    pub qualifier: Option<&'static str>,
    /// `own`, `below` (sum of the agencies below), `predecessors`; over today's tree `restated` (wholly from old
    /// agencies) or `shared` (a signed share of one or more); `joined` (a first year: old agencies' months and own).
    pub from: &'static str,
    /// The rows it was taken from.
    pub sources: Vec<SourceLine>,
    /// What other sources say.
    pub alternatives: Vec<SourceLine>,
    /// What the source says beside last year: `cao_hon thap_hon bang`.
    pub direction: Option<String>,
    /// Share of the agency above as published, percent.
    pub share: Option<String>,
}

/// The code of where an answer was taken from.
pub(crate) fn from_code(from: From) -> &'static str {
    match from {
        From::Own => "own",
        From::Below => "below",
        From::Predecessors => "predecessors",
        From::Restated => "restated",
        From::Shared => "shared",
        From::Joined => "joined",
    }
}

impl FigureLine {
    /// The line of an answer.
    pub(crate) fn of(state: &State, code: &FigureCode, answer: &Answer<'_>) -> Self {
        let told = answer
            .parts
            .first()
            .and_then(|cell| cell.told)
            .filter(|_| answer.from == From::Own);
        let unit = match answer.from {
            From::Own => told
                .and_then(|figure| figure.unit.clone())
                .unwrap_or_else(|| code.unit.clone()),
            _ => shown_unit(code, answer),
        };
        Self {
            code: code.code.clone(),
            name: code.name.clone(),
            field: code.field.clone(),
            value: Some(print::plain(answer.value, code.measure)),
            printed: print::vietnamese(answer.value, code.measure, &unit, answer.precision),
            unit: state.catalogue.labels.word("don_vi_tinh", &unit).to_owned(),
            qualifier: (!answer.precision.is_exact()).then(|| answer.precision.code()),
            from: from_code(answer.from),
            sources: answer
                .parts
                .iter()
                .map(|cell| source(state, code, cell))
                .collect(),
            alternatives: answer
                .alternatives
                .iter()
                .map(|cell| source(state, code, cell))
                .collect(),
            direction: told.and_then(|figure| figure.direction.clone()),
            share: told
                .and_then(|figure| figure.share)
                .map(|share| Percent::from_ten_thousandths(share).to_string()),
        }
    }

    /// The line of a figure of which only a direction, a change or a share was told.
    pub(crate) fn told_only(state: &State, code: &FigureCode, cell: &Cell<'_>) -> Self {
        let told = cell.told;
        Self {
            code: code.code.clone(),
            name: code.name.clone(),
            field: code.field.clone(),
            value: None,
            printed: String::new(),
            unit: state
                .catalogue
                .labels
                .word("don_vi_tinh", &code.unit)
                .to_owned(),
            qualifier: None,
            from: "own",
            sources: vec![source(state, code, cell)],
            alternatives: Vec::new(),
            direction: told.and_then(|figure| figure.direction.clone()),
            share: told
                .and_then(|figure| figure.share)
                .map(|share| Percent::from_ten_thousandths(share).to_string()),
        }
    }
}

/// A sum of money prints in the largest unit its parts came in, where that loses nothing.
fn shown_unit(code: &FigureCode, answer: &Answer<'_>) -> String {
    if code.measure == Measure::Money {
        return print::money_unit(std::iter::once(answer.value)).to_owned();
    }
    code.unit.clone()
}

/// Where a cell was told.
pub(crate) fn source(state: &State, code: &FigureCode, cell: &Cell<'_>) -> SourceLine {
    let unit = cell
        .told
        .and_then(|figure| figure.unit.as_deref())
        .unwrap_or(&code.unit);
    let key = &cell.sheet.key;
    let written = key.source.unwrap_or_default();
    let document = state.documents.get(written);
    SourceLine {
        document: document.map(|document| document.code.clone()),
        cited: state.cited(written),
        agency: key.subject.to_owned(),
        printed: cell.value.map_or_else(String::new, |value| {
            print::vietnamese(value, code.measure, unit, cell.precision())
        }),
        sheet: key.text(),
        raw: cell.told.and_then(|figure| figure.raw.clone()),
    }
}
