//! Everything units answered to a request, in one table: sums where they are numbers, who is late and who is missing
//! by name.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::request::{
    Answer, Plain, Question, Reply, Request, Shape, Stage, Status, Total, days, shown, tally,
};
use thidua_domain::text;
use thidua_domain::text::number::group;
use thidua_domain::time::Window;

use super::data;
use super::form::is_overdue;
use super::{WRITES, asked, works};
use crate::AppError;
use crate::state::View;

/// How one unit stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitLine {
    /// Code of the unit.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Code of how far its answer has come; what it writes on counts as nothing.
    pub stage: &'static str,
    /// Whether nothing stands after the last day.
    pub overdue: bool,
    /// Whether the first time was after the last day.
    pub late: bool,
    /// Working days after the last day: until it was sent first, or until today.
    pub late_days: usize,
    /// How often it was sent.
    pub number: u16,
    /// When last, ISO.
    pub on: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// Why it was sent again, or given back.
    pub reason: Option<String>,
}

/// A question with one field, over all units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// The question with its unit.
    pub words: String,
    /// Code of what it holds.
    pub kind: &'static str,
    /// How many units answered it.
    pub answered: usize,
    /// What it comes to as printed; `None`: not summed.
    pub total: Option<String>,
    /// The answers, a unit of the table each; empty: none.
    pub cells: Vec<String>,
    /// The same as they are kept: plain decimals, ISO days.
    pub values: Vec<String>,
}

/// A row of a table with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TableRow {
    /// Name of the unit.
    pub unit: String,
    /// Its cells as printed.
    pub cells: Vec<String>,
    /// The same as they are kept.
    pub values: Vec<String>,
}

/// A question with a table, over all units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Taken {
    /// The question.
    pub words: String,
    /// Headings of its columns.
    pub fields: Vec<String>,
    /// Codes of what they hold.
    pub kinds: Vec<&'static str>,
    /// Rows of all units.
    pub rows: Vec<TableRow>,
    /// Sums of the columns as printed; `None`: not summed.
    pub totals: Vec<Option<String>>,
}

/// A figure that was sent and stands otherwise in the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Differing {
    /// Code of the unit.
    pub agency: String,
    /// Its name.
    pub unit: String,
    /// The question with its unit.
    pub words: String,
    /// What was sent.
    pub sent: String,
    /// What the data said when it was sent; empty: nothing.
    pub then: String,
    /// What the data say now; empty: nothing.
    pub now: String,
    /// `da_sua`: the data were corrected after it was sent; `rieng`: the unit sent a number of its own.
    pub why: &'static str,
}

/// A request with everything answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Consolidated {
    /// Its code.
    pub code: String,
    /// In one line.
    pub title: String,
    /// How it is to be filled in.
    pub guidance: Option<String>,
    /// The paper that asks for it.
    pub paper: Option<String>,
    /// Code of the agency that asks.
    pub asker: String,
    /// Its name.
    pub asker_name: String,
    /// Last day in time, ISO.
    pub due: String,
    /// Whether it is past.
    pub past: bool,
    /// Code of how far it has come.
    pub status: &'static str,
    /// Why it was changed last.
    pub reason: Option<String>,
    /// Who sent it.
    pub sent_by: String,
    /// When, ISO.
    pub sent_on: String,
    /// Code of the request from above it is passed on of.
    pub parent: Option<String>,
    /// Units, in the order of their names.
    pub units: Vec<UnitLine>,
    /// How many stand.
    pub told: usize,
    /// Names of units that are overdue.
    pub overdue: Vec<String>,
    /// Names of units that have not sent, the day not being past.
    pub missing: Vec<String>,
    /// Names of units that sent after the last day.
    pub late: Vec<String>,
    /// Names of units whose answer was given back.
    pub returned: Vec<String>,
    /// Names of the units whose answers stand: the columns' cells follow them.
    pub told_names: Vec<String>,
    /// Questions with one field that is no text, in their order.
    pub figures: Vec<Figure>,
    /// Questions in words, in their order.
    pub texts: Vec<Figure>,
    /// Questions with a table, in their order.
    pub tables: Vec<Taken>,
    /// The months whose approved figures the form begins with, in words.
    pub period: Option<String>,
    /// Figures sent that stand otherwise in the data, by unit.
    pub differing: Vec<Differing>,
    /// Revision of the request.
    #[serde(skip)]
    pub revision: i64,
    /// Whether the reader may change it.
    #[serde(skip)]
    pub writes: bool,
}

/// A request with everything answered.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] where the agency that asks is out of reach.
pub fn consolidated(view: &View, code: &str) -> Result<Consolidated, AppError> {
    let request = asked(view, code)?;
    let state = view.state.as_ref();
    let book = &state.requests;
    let mut units: Vec<(String, String)> = request
        .units
        .iter()
        .map(|unit| (state.name_on(unit, view.today), unit.clone()))
        .collect();
    text::sort_by_key(&mut units, |(name, _)| name);
    let answers: Vec<Answer> = units
        .iter()
        .map(|(_, unit)| {
            let known = book.answer(code, unit).cloned();
            known.unwrap_or_else(|| Answer::new(code, unit))
        })
        .collect();
    let lines: Vec<UnitLine> = units
        .iter()
        .zip(&answers)
        .map(|((name, _), answer)| unit_line(view, &request, name, answer))
        .collect();
    let standing: Vec<(&str, &Vec<Reply>)> = units
        .iter()
        .zip(&answers)
        .filter_map(|((name, _), answer)| Some((name.as_str(), &answer.standing()?.replies)))
        .collect();
    let named = |wanted: &dyn Fn(&UnitLine) -> bool| {
        let lines = lines.iter().filter(|line| wanted(line));
        lines.map(|line| line.name.clone()).collect::<Vec<_>>()
    };
    let (figures, texts, tables) = together(&request, &standing);
    let differing = units
        .iter()
        .zip(&answers)
        .flat_map(|((name, _), answer)| differing(view, &request, name, answer));
    Ok(Consolidated {
        asker_name: state.name_on(&request.asker, view.today),
        due: request.due.to_string(),
        past: view.today > request.due,
        status: request.status.code(),
        sent_on: request.sent.to_string(),
        told: standing.len(),
        overdue: named(&|line| line.overdue),
        missing: named(&|line| {
            request.status == Status::Open && !line.overdue && line.stage == Stage::None.code()
        }),
        late: named(&|line| line.late),
        returned: named(&|line| line.stage == Stage::Returned.code()),
        told_names: standing
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        differing: differing.collect(),
        period: request.period.map(Window::label),
        units: lines,
        figures,
        texts,
        tables,
        revision: book.revision(code),
        writes: view.permit_agency(WRITES, &request.asker).is_ok(),
        code: request.code,
        title: request.title,
        guidance: request.guidance,
        paper: request.paper,
        asker: request.asker,
        reason: request.reason,
        sent_by: request.sent_by,
        parent: request.parent,
    })
}

/// The figures of one unit that stand otherwise in the data.
fn differing(view: &View, request: &Request, name: &str, answer: &Answer) -> Vec<Differing> {
    let Some(sent) = answer.standing() else {
        return Vec::new();
    };
    let facts = data::facts(view, request, &answer.unit, false);
    let lines = request.questions.iter().zip(facts).enumerate();
    let differs = |(at, (question, fact)): (usize, (&Question, data::Fact))| {
        question.figure()?;
        let (Shape::One { kind, .. }, Some(Reply::One(text))) =
            (&question.shape, sent.replies.get(at))
        else {
            return None;
        };
        let then = sent.data.get(at).map_or("", String::as_str);
        let told = !(then.is_empty() && fact.kept.is_empty());
        let otherwise = told && !text.is_empty() && *text != fact.kept;
        otherwise.then(|| Differing {
            agency: answer.unit.clone(),
            unit: name.to_owned(),
            words: question.heading(),
            sent: shown(*kind, text),
            then: shown(*kind, then),
            now: shown(*kind, &fact.kept),
            why: match text == then {
                true => "da_sua",
                false => "rieng",
            },
        })
    };
    lines.filter_map(differs).collect()
}

fn unit_line(view: &View, request: &Request, name: &str, answer: &Answer) -> UnitLine {
    let overdue = is_overdue(view, request, answer);
    let late = answer.is_late(request.due);
    let until = match (overdue, answer.first) {
        // Given back after it was in time: what counts is the day it was sent first.
        (_, Some(first)) => first,
        (true, None) => view.today,
        (false, None) => request.due,
    };
    let worked = |day| works(view, &answer.unit, day);
    let stage = match answer.stage() {
        Stage::Draft => Stage::None,
        stage => stage,
    };
    let back = answer.returned.as_ref();
    let sent = answer.sent.as_ref();
    let reason = back.map(|back| back.reason.clone());
    UnitLine {
        agency: answer.unit.clone(),
        name: name.to_owned(),
        stage: stage.code(),
        overdue,
        late,
        late_days: days::late(request.due, until, &worked),
        number: sent.map_or(0, |sent| sent.number),
        on: sent.map(|sent| sent.on.to_string()),
        by: sent.map(|sent| sent.by.clone()),
        reason: reason.or_else(|| sent.and_then(|sent| sent.reason.clone())),
    }
}

type Together = (Vec<Figure>, Vec<Figure>, Vec<Taken>);

fn together(request: &Request, standing: &[(&str, &Vec<Reply>)]) -> Together {
    let all: Vec<&Vec<Reply>> = standing.iter().map(|(_, replies)| *replies).collect();
    let tallies = tally(&request.questions, &all);
    let (mut figures, mut texts, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (question, tally)) in request.questions.iter().zip(tallies).enumerate() {
        let replies = standing.iter().map(|(name, all)| (*name, all.get(at)));
        match &question.shape {
            Shape::One { kind, .. } => {
                let kept = replies.map(|(_, reply)| match reply {
                    Some(Reply::One(text)) => text.clone(),
                    _ => String::new(),
                });
                let values: Vec<String> = kept.collect();
                let figure = Figure {
                    words: question.heading(),
                    kind: kind.code(),
                    answered: tally.answered,
                    total: tally.totals.first().and_then(told),
                    cells: values.iter().map(|text| shown(*kind, text)).collect(),
                    values,
                };
                match kind {
                    Plain::Text => texts.push(figure),
                    _ => figures.push(figure),
                }
            }
            Shape::Rows { fields } => {
                let rows = replies.flat_map(|(unit, reply)| {
                    let rows: &[Vec<String>] = match reply {
                        Some(Reply::Rows(rows)) => rows,
                        _ => &[],
                    };
                    let row = |row: &Vec<String>| TableRow {
                        unit: unit.to_owned(),
                        cells: fields
                            .iter()
                            .zip(row)
                            .map(|(field, cell)| shown(field.kind, cell))
                            .collect(),
                        values: row.clone(),
                    };
                    rows.iter().map(row).collect::<Vec<_>>()
                });
                tables.push(Taken {
                    words: question.heading(),
                    fields: fields.iter().map(|field| field.heading()).collect(),
                    kinds: fields.iter().map(|field| field.kind.code()).collect(),
                    rows: rows.collect(),
                    totals: tally.totals.iter().map(told).collect(),
                });
            }
        }
    }
    (figures, texts, tables)
}

fn told(total: &Total) -> Option<String> {
    match total {
        Total::Sum(Some(sum)) => Some(sum.vn()),
        Total::Sum(None) => Some("quá lớn".to_owned()),
        Total::Counted(yes, no) => {
            let count = |number: &usize| group(i64::try_from(*number).unwrap_or(i64::MAX));
            Some(format!("có {}, không {}", count(yes), count(no)))
        }
        Total::Apart => None,
    }
}
