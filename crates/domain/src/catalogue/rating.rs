//! Rules about quality ratings: dated, cited, each with who confirmed it.

use serde::Deserialize;

use super::CatalogueError;
use crate::conduct::FORMS;
use crate::rating::Level;
use crate::time::{PartialDate, Validity, WorkYear};

const FILE: &str = "ratings.toml";

/// How many may have one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// Code of the rule.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Number of the paper.
    pub instrument: String,
    /// When it holds.
    pub validity: Validity,
    /// The level that is limited.
    pub level: Level,
    /// The levels it is counted against.
    pub base: Vec<Level>,
    /// The most, in whole percents of the base.
    pub percent: i64,
    /// Groups of people it does not speak of.
    pub left_out: Vec<String>,
    /// What it says.
    pub text: String,
    /// What it allows beyond.
    pub exception: String,
    /// What it rests on.
    pub citation: String,
    /// S seen, M from memory, X not found.
    pub confidence: String,
    /// Who confirmed it against the original text; empty: nobody yet.
    pub confirmed: String,
}

impl Default for Ceiling {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            instrument: String::new(),
            validity: Validity::ALWAYS,
            level: Level::Excellent,
            base: Vec::new(),
            percent: 0,
            left_out: Vec::new(),
            text: String::new(),
            exception: String::new(),
            citation: String::new(),
            confidence: String::new(),
            confirmed: String::new(),
        }
    }
}

/// A level that goes with a discipline of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AfterDiscipline {
    /// Code of the rule.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// When it holds.
    pub validity: Validity,
    /// The level.
    pub level: Level,
    /// The mildest form it speaks of.
    pub from_form: String,
    /// What it says.
    pub text: String,
    /// What it rests on.
    pub citation: String,
    /// Who confirmed it; empty: nobody yet.
    pub confirmed: String,
}

impl AfterDiscipline {
    /// Whether it speaks of a form of discipline.
    pub fn speaks_of(&self, form: &str) -> bool {
        let place = |wanted: &str| FORMS.iter().position(|form| *form == wanted);
        place(form) >= place(&self.from_form) && place(form).is_some()
    }
}

/// After how many months a form of discipline ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DisciplineTerm {
    /// Code of the rule.
    pub id: String,
    /// The form; `*`: every one.
    pub form: String,
    /// Months from the decision; `None`: not found, nothing is reckoned.
    pub months: Option<u8>,
    /// What it rests on.
    pub citation: String,
    /// S seen, M from memory, X not found.
    pub confidence: String,
    /// Who confirmed it; empty: nobody yet.
    pub confirmed: String,
}

/// The rules about quality ratings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatingRules {
    /// Ceilings, oldest first.
    pub ceilings: Vec<Ceiling>,
    /// Levels that go with discipline, oldest first.
    pub after_discipline: Vec<AfterDiscipline>,
    /// When disciplines end by themselves.
    pub terms: Vec<DisciplineTerm>,
}

impl RatingRules {
    /// The ceiling of a rating year: the rule of its last day.
    pub fn ceiling(&self, year: WorkYear) -> Option<&Ceiling> {
        let holds = |rule: &&Ceiling| rule.validity.contains(year.last_day());
        self.ceilings.iter().rev().find(holds)
    }

    /// What goes with a discipline of a rating year.
    pub fn after_discipline(&self, year: WorkYear) -> Option<&AfterDiscipline> {
        let holds = |rule: &&AfterDiscipline| rule.validity.contains(year.last_day());
        self.after_discipline.iter().rev().find(holds)
    }
}

#[derive(Deserialize)]
struct File {
    ceiling: Vec<CeilingLine>,
    after_discipline: Vec<AfterLine>,
    discipline_term: Vec<DisciplineTerm>,
}

#[derive(Deserialize)]
struct CeilingLine {
    id: String,
    name: String,
    instrument: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    level: String,
    base: Vec<String>,
    percent: i64,
    left_out: Vec<String>,
    text: String,
    exception: String,
    citation: String,
    confidence: String,
    confirmed: String,
}

#[derive(Deserialize)]
struct AfterLine {
    id: String,
    name: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    level: String,
    from_form: String,
    text: String,
    citation: String,
    confirmed: String,
}

fn broken(message: impl Into<String>) -> CatalogueError {
    CatalogueError {
        file: FILE,
        message: message.into(),
    }
}

fn validity(from: Option<String>, to: Option<String>) -> Result<Validity, CatalogueError> {
    let date = |written: Option<String>| -> Result<Option<PartialDate>, CatalogueError> {
        let read = written.map(|text| PartialDate::parse(&text)).transpose();
        read.map_err(|fault| broken(fault.reason().to_string()))
    };
    Ok(Validity::new(date(from)?, date(to)?))
}

fn level(code: &str) -> Result<Level, CatalogueError> {
    Level::from_code(code).ok_or_else(|| broken(format!("{code} is no level")))
}

fn ceiling(line: CeilingLine) -> Result<Ceiling, CatalogueError> {
    let base: Result<Vec<Level>, _> = line.base.iter().map(|code| level(code)).collect();
    Ok(Ceiling {
        validity: validity(line.valid_from, line.valid_to)?,
        level: level(&line.level)?,
        base: base?,
        id: line.id,
        name: line.name,
        instrument: line.instrument,
        percent: line.percent,
        left_out: line.left_out,
        text: line.text,
        exception: line.exception,
        citation: line.citation,
        confidence: line.confidence,
        confirmed: line.confirmed,
    })
}

fn after(line: AfterLine) -> Result<AfterDiscipline, CatalogueError> {
    Ok(AfterDiscipline {
        validity: validity(line.valid_from, line.valid_to)?,
        level: level(&line.level)?,
        id: line.id,
        name: line.name,
        from_form: line.from_form,
        text: line.text,
        citation: line.citation,
        confirmed: line.confirmed,
    })
}

pub(super) fn parse(text: &str) -> Result<RatingRules, CatalogueError> {
    let file: File = toml::from_str(text).map_err(|error| broken(error.to_string()))?;
    Ok(RatingRules {
        ceilings: file
            .ceiling
            .into_iter()
            .map(ceiling)
            .collect::<Result<_, _>>()?,
        after_discipline: file
            .after_discipline
            .into_iter()
            .map(after)
            .collect::<Result<_, _>>()?,
        terms: file.discipline_term,
    })
}
