//! Pivot tables of awards, contributions and activities: the rows of a list as the reader may see it, counted by two
//! of its columns. The list itself says which rows there are, so that a cell and the list behind it cannot disagree.

mod paper;
mod subject;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::amount::Decimal;
use thidua_domain::pivot::{Amount, Cell, Fact, Table, Value};

pub use paper::print;
use subject::DIFFERENT;
pub use subject::{EVERY_STATE, Measure, ROWS, SUBJECTS, Subject};

use crate::AppError;
use crate::listing::{self, Choice, Column, Groups, STATE, Source, groups, narrowing, sift};
use crate::state::View;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskPivot {
    /// The list.
    pub subject: &'static Subject,
    /// Only rows of this agency and of what is below it.
    pub within: Option<String>,
    /// Only rows of a work year; `None`: of every year.
    pub year: Option<i16>,
    /// What the list is narrowed to: words, state, values of columns.
    pub list: listing::Ask,
    /// Id of the column whose values are the lines.
    pub rows: String,
    /// Id of the column whose values are the columns.
    pub columns: String,
    /// Id of the measure.
    pub measure: String,
}

/// A value of a line or a column with its total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PivotLine {
    /// What the list's address asks for; `-`: rows that say nothing.
    pub value: String,
    /// What is read.
    pub label: String,
    /// All its rows.
    pub total: PivotCell,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PivotCell {
    /// How many rows of the list stand in it.
    pub rows: u64,
    /// The measure, a plain decimal; `null`: no row is measured so, or none tells a number.
    pub value: Option<String>,
    /// Rows that tell no number where one belongs; not in the value.
    pub untold: u64,
    /// Rows whose number is not exact (hơn, gần, khoảng …); in the value as told.
    pub inexact: u64,
}

/// A pivot table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pivot {
    /// The list: `khen-thuong`, `dong-gop`, `hoat-dong`.
    pub of: String,
    /// Its words, with the agency.
    pub title: String,
    /// Id of the column of the lines.
    pub rows_by: String,
    /// Its heading.
    pub rows_by_name: String,
    /// Id of the column of the columns.
    pub columns_by: String,
    /// Its heading.
    pub columns_by_name: String,
    /// Id of the measure.
    pub measure: String,
    /// Its words.
    pub measure_name: String,
    /// What it is counted in.
    pub unit: String,
    /// What the list is narrowed to, in words.
    pub within: Vec<String>,
    /// The lines.
    pub rows: Vec<PivotLine>,
    /// The columns.
    pub columns: Vec<PivotLine>,
    /// A line each, a cell a column; `null`: no row stands there.
    pub cells: Vec<Vec<Option<PivotCell>>>,
    /// All rows.
    pub total: PivotCell,
    /// Rows that tell again a gift another row tells: in the number of rows, not in the measure.
    pub repeats: u64,
    /// Columns of the list that may be counted by, and by which the reader may: those of persons need their reach.
    #[serde(skip)]
    pub choices: Vec<(&'static str, String)>,
    /// What the columns of the list offer as filters.
    #[serde(skip)]
    pub offers: Vec<(&'static Column, Vec<Choice>)>,
}

impl From<&Cell> for PivotCell {
    fn from(cell: &Cell) -> Self {
        Self {
            rows: cell.rows,
            value: match cell.value() {
                Value::Told(value) => Some(value.to_string()),
                Value::Nothing | Value::Untold => None,
            },
            untold: cell.untold,
            inexact: cell.inexact,
        }
    }
}

impl PivotCell {
    /// As it is read: `1.234`, `không nêu số`, or `None` where there is nothing to tell.
    pub fn shown(&self) -> Option<String> {
        match &self.value {
            Some(value) => Decimal::parse(value).ok().map(Decimal::vn),
            None => (self.untold > 0).then(|| "không nêu số".to_owned()),
        }
    }
}

/// Counts the rows of a list, in one pass over those in reach. `leaving`: as far as they may also leave the system.
///
/// # Errors
/// As the list: [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach;
/// [`AppError::Refused`] for columns and measures it is not counted by, all faults at once.
pub fn pivot(view: &View, ask: &AskPivot, leaving: bool) -> Result<Pivot, AppError> {
    let which = ask.subject.list(ask.within.clone(), ask.year);
    let source = which.open(view, leaving)?;
    let source = source.as_ref();
    let open = |id: &str| {
        let column = ask.subject.column(id)?;
        (!source.withholds(column)).then_some(column)
    };
    let measure = ask.subject.measure(&ask.measure);
    let (Some(by_row), Some(by_column), Some(measure)) =
        (open(&ask.rows), open(&ask.columns), measure)
    else {
        return Err(AppError::refused(faults(ask, &open)));
    };
    if by_row.id == by_column.id {
        return Err(AppError::refused(
            "Hàng và cột đang chọn cùng một tiêu chí. Hãy chọn hai tiêu chí khác nhau.",
        ));
    }
    let wanted = narrowed(ask);
    let (rows, _) = sift(source, &wanted);
    let (of_rows, of_columns) = (
        groups(source, &rows, by_row),
        groups(source, &rows, by_column),
    );
    let repeats = source.repeats(&rows);
    let table = Table::of(facts(
        source,
        &rows,
        (&of_rows, &of_columns),
        measure,
        &repeats,
    ));
    let found = narrowing(source, &wanted);
    let heading = |column: &Column| column.full_heading();
    let mut answer = Pivot {
        of: ask.subject.id.to_owned(),
        title: source.about().title.clone(),
        rows_by: by_row.id.to_owned(),
        rows_by_name: heading(by_row),
        columns_by: by_column.id.to_owned(),
        columns_by_name: heading(by_column),
        measure: measure.id.to_owned(),
        measure_name: measure.name.to_owned(),
        unit: measure.unit.to_owned(),
        within: listing::conditions(source, &wanted, &found),
        total: table.total().into(),
        repeats: match measure.id {
            ROWS => 0,
            _ => u64::try_from(repeats.len()).unwrap_or(u64::MAX),
        },
        choices: choices(ask, &open),
        offers: found.offers,
        ..Pivot::default()
    };
    answer.rows = lines(table.rows(), &of_rows);
    answer.columns = lines(table.columns(), &of_columns);
    let columns: Vec<u32> = table.columns().map(|(place, _)| place).collect();
    let line = |row: u32| {
        let cell = |column: &u32| table.cell(row, *column).map(PivotCell::from);
        columns.iter().map(cell).collect()
    };
    answer.cells = table.rows().map(|(row, _)| line(row)).collect();
    Ok(answer)
}

/// What the list is narrowed to: without a state told, to that of what was done.
fn narrowed(ask: &AskPivot) -> listing::Ask {
    let state = match ask.list.state.as_deref() {
        Some(EVERY_STATE) => None,
        Some(state) => Some(state),
        // Counted by state, every state is shown.
        None if [&ask.rows, &ask.columns].iter().any(|by| *by == STATE) => None,
        None => ask.subject.state,
    };
    listing::Ask {
        state: state.map(str::to_owned),
        order: None,
        ..ask.list.clone()
    }
}

/// The state of the rows that are counted; `None`: every state.
pub fn state_of(ask: &AskPivot) -> Option<String> {
    narrowed(ask).state
}

fn facts<'a>(
    source: &'a dyn Source,
    rows: &'a [usize],
    (of_rows, of_columns): (&'a Groups, &'a Groups),
    measure: &'a Measure,
    repeats: &'a std::collections::HashSet<usize>,
) -> impl Iterator<Item = Fact> + 'a {
    let who = (measure.id == DIFFERENT).then(|| different(source, rows));
    let one = Amount::Told {
        value: Decimal::new(1, 0).unwrap_or_default(),
        exact: true,
    };
    let pairs = of_rows.of_rows.iter().zip(&of_columns.of_rows);
    rows.iter()
        .zip(pairs)
        .enumerate()
        .map(move |(at, (row, (line, column)))| Fact {
            row: *line,
            column: *column,
            amount: match (&who, measure.id) {
                (Some(who), _) => who.get(at).copied().unwrap_or(Amount::Untold),
                (None, ROWS) => one,
                _ if repeats.contains(row) => Amount::Apart,
                (None, id) => source.amount(*row, id),
            },
        })
}

/// Who each row names, each by a number; rows without a code name nobody that could be told from others.
fn different(source: &dyn Source, rows: &[usize]) -> Vec<Amount> {
    let mut known = std::collections::HashMap::new();
    let Some(column) = source.about().columns.first() else {
        return Vec::new();
    };
    let who = |row: &usize| {
        let raw = source.raw(*row, column);
        if raw.is_empty() || raw.starts_with('/') {
            return Amount::Untold;
        }
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        Amount::Who(*known.entry(raw).or_insert(next))
    };
    rows.iter().map(who).collect()
}

fn lines<'a>(places: impl Iterator<Item = (u32, &'a Cell)>, of: &Groups) -> Vec<PivotLine> {
    let line = |(place, total): (u32, &Cell)| {
        let group = of.values.get(listing::at(place))?;
        Some(PivotLine {
            value: match group.value.as_str() {
                "" => listing::UNTOLD.to_owned(),
                value => value.to_owned(),
            },
            label: group.label.clone(),
            total: total.into(),
        })
    };
    places.filter_map(line).collect()
}

fn choices(
    ask: &AskPivot,
    open: &impl Fn(&str) -> Option<&'static Column>,
) -> Vec<(&'static str, String)> {
    let columns = ask.subject.by.iter().filter_map(|id| open(id));
    columns
        .map(|column| (column.id, column.full_heading()))
        .collect()
}

/// What cannot be counted so, and what can.
fn faults(ask: &AskPivot, open: &impl Fn(&str) -> Option<&'static Column>) -> String {
    let names = choices(ask, open).into_iter();
    let names: Vec<String> = names.map(|(id, name)| format!("{name} ({id})")).collect();
    let mut said = Vec::new();
    for (what, id) in [("hàng", &ask.rows), ("cột", &ask.columns)] {
        if open(id).is_none() {
            said.push(format!(
                "Không lập {what} theo “{id}” được; chọn một trong: {}.",
                names.join(", ")
            ));
        }
    }
    if ask.subject.measure(&ask.measure).is_none() {
        let measures = ask.subject.measures.iter();
        let measures: Vec<String> = measures
            .map(|one| format!("{} ({})", one.name, one.id))
            .collect();
        said.push(format!(
            "Không đếm “{}” được; chọn một trong: {}.",
            ask.measure,
            measures.join(", ")
        ));
    }
    said.join(" ")
}

/// Where the rows of a cell stand: the list as it is narrowed, and the two values. `None` for a value: a total.
pub fn behind(
    answer: &Pivot,
    row: Option<&PivotLine>,
    column: Option<&PivotLine>,
) -> Vec<(String, String)> {
    let mut asked = Vec::new();
    for (by, line) in [(&answer.rows_by, row), (&answer.columns_by, column)] {
        if let Some(line) = line {
            asked.push((by.clone(), line.value.clone()));
        }
    }
    asked
}
