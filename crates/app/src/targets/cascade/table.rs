//! The table: an agency's targets as columns, the agencies below it on a day as rows.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::org::{Agency, Level, Spell};
use thidua_domain::targets::{Goal, Target, in_force};
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use super::super::pace::{PERMISSION, plain};
use super::ASSIGN;
use super::words::{counted, key, key_of, number, shown};
use crate::state::View;
use crate::{AppError, State};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskCascade {
    /// Code of the agency that hands out.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// The day on which it stands so; today, or the nearest day of the year, where none is told.
    pub on: Option<Date>,
    /// Target codes to hand out although the agency itself was given none of them.
    pub also: Vec<String>,
}

/// The targets of an agency and of those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cascade {
    /// Code of the agency that hands out.
    pub agency: String,
    /// Its name on the day.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// The day, ISO.
    pub on: String,
    /// One column a target of the agency.
    pub columns: Vec<Column>,
    /// One row an agency below.
    pub rows: Vec<Row>,
    /// How many targets of the agency are in words, or by bands, and cannot be shared out here.
    pub apart: usize,
    /// Whether the reader may hand out.
    pub may_assign: bool,
    /// The day, for reckoning.
    #[serde(skip)]
    pub day: Date,
}

/// A target of the agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What names it in a form: code, group and month, joined by `~`.
    pub key: String,
    /// Target code.
    pub code: String,
    /// What it is called, with its group and month.
    pub name: String,
    /// Unit in words.
    pub unit: String,
    /// Code of the group of cases; `None`: all.
    pub group: Option<String>,
    /// The cumulative month it is set for; `None`: the year.
    pub until_month: Option<u8>,
    /// Sign of comparison.
    pub op: String,
    /// The agency's own value, plain; `None` where it has none, or it is not a number.
    pub whole: Option<String>,
    /// The same as printed; `None` where the agency was given no such target.
    pub printed: Option<String>,
    /// The paper by which the agency was given it.
    pub document: Option<String>,
    /// The value, for reckoning.
    #[serde(skip)]
    pub goal: Option<Decimal>,
    /// How its values are written.
    #[serde(skip)]
    pub measure: Measure,
}

/// An agency below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code.
    pub agency: String,
    /// Name on the day.
    pub name: String,
    /// Short name for lists.
    pub short: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What an agency below was given of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Code of the row of `chi-tieu` in force; `None`: nothing yet, or a row without a code.
    pub target: Option<String>,
    /// Whether something is in force.
    pub given: bool,
    /// Plain value.
    pub value: Option<String>,
    /// As printed.
    pub printed: Option<String>,
    /// Day of assignment, ISO at its precision.
    pub assigned_on: Option<String>,
    /// The paper, as cited.
    pub document: Option<String>,
    /// The number, for reckoning.
    #[serde(skip)]
    pub goal: Option<Decimal>,
}

/// The targets of an agency and of the agencies directly below it on a day.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn cascade(view: &View, ask: &AskCascade) -> Result<Cascade, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    state.org.find(&ask.agency).ok_or(AppError::NotFound)?;
    let year = WorkYear(ask.year);
    let on = ask
        .on
        .unwrap_or_else(|| view.today.clamp(year.first_day(), year.last_day()));
    let desk = Desk {
        state,
        agency: &ask.agency,
        year,
        on,
    };
    let offices = desk.offices(view);
    let (mut columns, apart) = desk.columns();
    desk.also(&mut columns, &ask.also, &offices);
    let rows = offices
        .into_iter()
        .map(|(code, name)| desk.row(code, name, &columns))
        .collect();
    Ok(Cascade {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, on),
        year: ask.year,
        on: on.to_string(),
        columns,
        rows,
        apart,
        may_assign: view.permit_agency(ASSIGN, &ask.agency).is_ok(),
        day: on,
    })
}

struct Desk<'a> {
    state: &'a State,
    agency: &'a str,
    year: WorkYear,
    on: Date,
}

impl<'a> Desk<'a> {
    /// The agencies below whose targets the reader may see, in the order people count them.
    fn offices(&self, view: &View) -> Vec<(String, String)> {
        let serves = |agency: &&Agency| {
            let level = agency.on(self.on).map(|spell| spell.level);
            level.is_some_and(|level| level.is_enforcement() && level != Level::Division)
        };
        let below = self.state.org.children_on(self.agency, self.on).into_iter();
        let mut offices: Vec<(String, String)> = below
            .filter(serves)
            .filter(|agency| view.sees(PERMISSION, &agency.code))
            .map(|agency| {
                (
                    agency.code.clone(),
                    self.state.label_on(&agency.code, self.on),
                )
            })
            .collect();
        offices.sort_by_cached_key(|(_, name)| text::sort_key(&counted(name)));
        offices
    }

    /// Whether a target can be shared out among agencies: one number for the year or up to a month.
    fn is_shared(&self, target: &Target) -> bool {
        target.years.is_single()
            && target.band.is_none()
            && target.movement.is_none()
            && self.figure(target).is_some()
    }

    fn figure(&self, target: &Target) -> Option<&'a FigureCode> {
        self.state.catalogue.figure(target.target_code.as_deref()?)
    }

    fn held(&self, agency: &str) -> Vec<&'a Target> {
        let targets = &self.state.targets;
        in_force(targets, &self.state.org, agency, None, self.year, self.on)
    }

    /// The agency's own targets, each once, and how many cannot be shared out.
    fn columns(&self) -> (Vec<Column>, usize) {
        let mut columns: Vec<Column> = Vec::new();
        let mut apart = 0;
        for target in self.held(self.agency) {
            let Some(figure) = self.figure(target).filter(|_| self.is_shared(target)) else {
                apart += 1;
                continue;
            };
            let column = self.column(figure, target, true);
            match columns.iter_mut().find(|known| known.key == column.key) {
                // Told twice: the telling with a number is the one to share out.
                Some(known) if known.goal.is_none() => *known = column,
                Some(_) => {}
                None => columns.push(column),
            }
        }
        columns.sort_by_key(|column| self.state.catalogue.order(&column.code));
        (columns, apart)
    }

    /// Columns the agency was not given: those asked for, and those it has handed out all the same.
    fn also(&self, columns: &mut Vec<Column>, asked: &[String], offices: &[(String, String)]) {
        let given: Vec<&Target> = offices
            .iter()
            .flat_map(|(code, _)| self.held(code))
            .filter(|target| self.is_ours(target) && self.is_shared(target))
            .collect();
        for target in given {
            if let Some(figure) = self.figure(target) {
                let column = self.column(figure, target, false);
                if !columns.iter().any(|known| known.key == column.key) {
                    columns.push(column);
                }
            }
        }
        for code in asked {
            let figure = self.state.catalogue.figure(code);
            let known = columns.iter().any(|column| column.key == *code);
            if let Some(figure) = figure.filter(|_| !known) {
                columns.push(self.named(figure, None, None, ">="));
            }
        }
    }

    fn column(&self, figure: &FigureCode, target: &Target, own: bool) -> Column {
        let group = target.group.as_deref();
        let op = target.op.as_deref().unwrap_or(">=");
        let column = self.named(figure, group, target.until_month, op);
        if !own {
            return column;
        }
        let goal = number(target);
        let document = target.document.as_ref();
        Column {
            whole: goal.map(|goal| plain(figure.measure, goal)),
            printed: Some(match (&target.goal, goal) {
                (_, Some(goal)) => shown(self.state, figure, goal),
                (Some(_), None) => "bằng kết quả năm trước".to_owned(),
                (None, None) => "không nêu giá trị".to_owned(),
            }),
            document: document.map(|document| self.state.cited(document)),
            goal,
            ..column
        }
    }

    fn named(
        &self,
        figure: &FigureCode,
        group: Option<&str>,
        month: Option<u8>,
        op: &str,
    ) -> Column {
        let labels = &self.state.catalogue.labels;
        let told = [
            group.map(|group| labels.word("so-lieu.nhom_an", group).to_owned()),
            month.map(|month| format!("đến tháng lũy kế thứ {month}")),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        let name = match told.is_empty() {
            true => figure.name.clone(),
            false => format!("{} ({})", figure.name, told.join(", ")),
        };
        Column {
            key: key(&figure.code, group, month),
            code: figure.code.clone(),
            name,
            unit: match figure.measure {
                Measure::Money => "tiền".to_owned(),
                _ => labels.word("don_vi_tinh", &figure.unit).to_owned(),
            },
            group: group.map(str::to_owned),
            until_month: month,
            op: op.to_owned(),
            whole: None,
            printed: None,
            document: None,
            goal: None,
            measure: figure.measure,
        }
    }

    /// Whether a target of an agency below was handed out by this one.
    fn is_ours(&self, target: &Target) -> bool {
        target.level.is_none() && target.assigners.iter().any(|code| code == self.agency)
    }

    fn row(&self, agency: String, name: String, columns: &[Column]) -> Row {
        let held = self.held(&agency);
        let cell = |column: &Column| {
            let of_column = |target: &&&Target| {
                self.is_ours(target)
                    && target.agency == agency
                    && target.band.is_none()
                    && target.movement.is_none()
                    && key_of(target).as_deref() == Some(&column.key)
            };
            held.iter()
                .rev()
                .find(of_column)
                .map_or_else(Cell::default, |target| self.cell(target))
        };
        let cells = columns.iter().map(cell).collect();
        let found = self.state.org.find(&agency);
        let spell = found.and_then(|found| found.nearest(self.on));
        Row {
            short: spell.map_or(name.as_str(), Spell::shown).to_owned(),
            agency,
            name,
            cells,
        }
    }

    fn cell(&self, target: &Target) -> Cell {
        let goal = number(target);
        let figure = self.figure(target);
        let printed = goal
            .zip(figure)
            .map(|(goal, figure)| shown(self.state, figure, goal));
        let last = (target.goal == Some(Goal::LastYear)).then(|| "nam_truoc".to_owned());
        let document = target.document.as_ref();
        Cell {
            target: target.code.clone(),
            given: true,
            value: goal
                .zip(figure)
                .map(|(goal, figure)| plain(figure.measure, goal))
                .or_else(|| last.clone()),
            printed: printed.or(last),
            assigned_on: target.assigned_on.map(|date| date.to_string()),
            document: document.map(|document| self.state.cited(document)),
            goal,
        }
    }
}
