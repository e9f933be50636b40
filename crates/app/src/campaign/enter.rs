//! Daily entry: a grid of one unit's days or of one day's units, stored through the one write path as one event.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Precision;
use thidua_domain::bundle::{Severity, Values};
use thidua_domain::campaign::{Span, sheet::DAILY};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::print;
use thidua_domain::movement::{Movement, counted_below};
use thidua_domain::text::number;
use thidua_domain::time::vn;

use super::desk::Desk;
use super::show::find;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::{App, AppError, View};

/// What entering asks for.
pub const WRITES: Permission = Permission::EnterFigures;

/// Units the money of the grid may be written in.
pub const UNITS: [&str; 4] = ["dong", "nghin_dong", "trieu_dong", "ty_dong"];

/// How often a write is tried again when somebody else wrote meanwhile.
const TRIES: usize = 5;

/// What is to be entered.
#[derive(Clone, Debug, Default)]
pub struct AskEntry {
    /// Code of the campaign.
    pub code: String,
    /// One unit over all days; `None`: all units of one day, where the actor enters for several.
    pub agency: Option<String>,
    /// The day of all units; `None`: today, or the campaign's last day.
    pub day: Option<Date>,
    /// Unit of money; of `dong nghin_dong trieu_dong ty_dong`, else triệu đồng.
    pub unit: Option<String>,
}

/// What was typed: cells are named `agency/day/code`.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The texts of the cells.
    pub cells: BTreeMap<String, String>,
    /// What each cell held when the page was opened, base unit; empty: nothing.
    pub seen: BTreeMap<String, String>,
}

/// A figure of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridColumn {
    /// Figure code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Unit in which it is typed.
    pub unit: String,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridCell {
    /// `agency/day/code`.
    pub name: String,
    /// What it holds, for those who do not see the table.
    pub label: String,
    /// As typed, else as stored.
    pub text: String,
    /// As stored, in the unit of the column.
    pub stored: String,
    /// As stored, base unit; empty: nothing.
    pub seen: String,
    /// What is wrong.
    pub fault: Option<String>,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// The day, or the unit's name.
    pub label: String,
    /// `CN`, `T7` … or nothing; of days off.
    pub rests: bool,
    /// The cells, in the order of the columns.
    pub cells: Vec<GridCell>,
}

/// The grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Code of the campaign.
    pub code: String,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The unit of a grid of days.
    pub agency: Option<String>,
    /// Its name.
    pub agency_name: Option<String>,
    /// The day of a grid of units.
    pub day: Option<String>,
    /// Units the actor may enter for: code, name.
    pub choices: Vec<(String, String)>,
    /// Unit of money.
    pub unit: String,
    /// Columns.
    pub columns: Vec<GridColumn>,
    /// Rows.
    pub rows: Vec<GridRow>,
    /// Why nothing was stored.
    pub messages: Vec<String>,
    /// Why there is nothing to enter.
    pub reason: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Entered {
    /// Stored: how many numbers, the audit event.
    Stored(usize, Option<i64>),
    /// Nothing is stored: the grid with what is wrong.
    Refused(Box<Grid>),
    /// Nothing is stored: somebody else entered other numbers meanwhile.
    Conflict(Box<Grid>),
}

/// One cell's place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    agency: String,
    day: Date,
    code: String,
}

impl Place {
    fn name(&self) -> String {
        format!("{}/{}/{}", self.agency, self.day, self.code)
    }
}

struct Sheet<'a> {
    view: &'a View,
    movement: &'a Movement,
    span: Span,
    unit: &'static str,
    columns: Vec<&'a FigureCode>,
    agency: Option<String>,
    day: Option<Date>,
    choices: Vec<String>,
}

/// The grid to be filled in.
///
/// # Errors
/// As [`find`]; [`AppError::NotFound`] for a unit the actor does not enter for.
pub fn grid(view: &View, ask: &AskEntry) -> Result<Grid, AppError> {
    let sheet = Sheet::new(view, ask)?;
    Ok(sheet.grid(&Typed::default(), &BTreeMap::new(), Vec::new()))
}

/// Stores what was typed: all of it or nothing.
///
/// # Errors
/// As [`grid`].
pub async fn enter(
    app: &App,
    by: &Caller,
    ask: &AskEntry,
    typed: &Typed,
) -> Result<Entered, AppError> {
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        match attempt(app, by, (&view, ask), typed).await {
            Err(AppError::Stale) => {}
            done => return done,
        }
    }
    Err(AppError::Stale)
}

async fn attempt(
    app: &App,
    by: &Caller,
    (view, ask): (&View, &AskEntry),
    typed: &Typed,
) -> Result<Entered, AppError> {
    let sheet = Sheet::new(view, ask)?;
    let (mut told, mut faults, mut clashes) = (Vec::new(), BTreeMap::new(), Vec::new());
    for place in sheet.places() {
        let name = place.name();
        let Some(text) = typed.cells.get(&name) else {
            continue;
        };
        let stored = sheet.stored(&place);
        let value = match sheet.read(&place, text) {
            Ok(value) => value,
            Err(fault) => {
                faults.insert(name, fault);
                continue;
            }
        };
        if value == stored {
            continue;
        }
        let seen = typed
            .seen
            .get(&name)
            .map(String::as_str)
            .unwrap_or_default();
        if seen != stored.map(|value| value.to_string()).unwrap_or_default() {
            clashes.push(sheet.clash(&place, stored));
            faults.insert(name, sheet.clash(&place, stored));
            continue;
        }
        told.push(sheet.row(&place, value, told.len()));
    }
    if !clashes.is_empty() {
        return Ok(Entered::Conflict(Box::new(
            sheet.grid(typed, &faults, clashes),
        )));
    }
    if !faults.is_empty() {
        let words = vec![format!(
            "{} ô cần sửa. Chưa ghi ô nào.",
            number::group(i64::try_from(faults.len()).unwrap_or(0))
        )];
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    if told.is_empty() {
        let words = vec!["Chưa có ô nào khác với số đã ghi, nên không có gì để ghi.".to_owned()];
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    let count = told.len();
    let options = Options {
        channel: by.channel.to_owned(),
        revise: Some("Nhập lại số liệu ngày".to_owned()),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command: "campaign.enter",
            subject: format!("so-lieu-ngay {}", ask.code),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    if loaded.refused() {
        let errors = loaded.faults.iter();
        let errors = errors.filter(|fault| fault.severity == Severity::Error);
        let words = errors
            .map(|fault| format!("{} {}", fault.reason, fault.cure))
            .collect();
        return Ok(Entered::Refused(Box::new(
            sheet.grid(typed, &faults, words),
        )));
    }
    Ok(Entered::Stored(count, loaded.event))
}

impl<'a> Sheet<'a> {
    fn new(view: &'a View, ask: &AskEntry) -> Result<Self, AppError> {
        let (movement, span) = find(view, &ask.code)?;
        view.permit(WRITES, Target::Any)?;
        let desk = Desk::new(&view.state, movement, span, view.today);
        let launcher = movement.launcher.as_deref();
        let org = &view.state.org;
        let all = launcher.map_or_else(Vec::new, |code| counted_below(org, code, desk.day()));
        let writes = |code: &&str| view.permit(WRITES, Target::Agency(code)).is_ok();
        let choices: Vec<String> = all.into_iter().filter(writes).map(str::to_owned).collect();
        let agency = match &ask.agency {
            Some(agency) if choices.contains(agency) => Some(agency.clone()),
            Some(_) => return Err(AppError::NotFound),
            None => choices.first().filter(|_| choices.len() == 1).cloned(),
        };
        let last = view.today.min(span.to);
        let day = ask.day.unwrap_or(last).min(last).max(span.from);
        let columns = desk.figures();
        let unit = UNITS
            .into_iter()
            .find(|unit| ask.unit.as_deref() == Some(unit));
        Ok(Self {
            view,
            movement,
            span,
            unit: unit.unwrap_or("trieu_dong"),
            columns,
            day: agency.is_none().then_some(day),
            agency,
            choices,
        })
    }

    /// Days that may be entered: those that have come.
    fn days(&self) -> Vec<Date> {
        let days = self.span.each();
        days.take_while(|day| *day <= self.view.today).collect()
    }

    fn lines(&self) -> Vec<(String, Date)> {
        match (&self.agency, self.day) {
            (Some(agency), _) => {
                let days = self.days().into_iter();
                days.map(|day| (agency.clone(), day)).collect()
            }
            (None, Some(day)) if day <= self.view.today => {
                let units = self.choices.iter();
                units.map(|unit| (unit.clone(), day)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn of_line(&self, (agency, day): &(String, Date)) -> Vec<Place> {
        let columns = self.columns.iter();
        let place = |code: &&FigureCode| Place {
            agency: agency.clone(),
            day: *day,
            code: code.code.clone(),
        };
        columns.map(place).collect()
    }

    fn places(&self) -> Vec<Place> {
        let lines = self.lines();
        lines.iter().flat_map(|line| self.of_line(line)).collect()
    }

    fn stored(&self, place: &Place) -> Option<i64> {
        let book = &self.view.state.daily;
        book.at(&self.movement.code, &place.agency, &place.code, place.day)
    }

    fn figure(&self, code: &str) -> Option<&'a FigureCode> {
        self.columns
            .iter()
            .copied()
            .find(|column| column.code == code)
    }

    fn said(&self, code: &str, value: i64) -> String {
        self.figure(code).map_or_else(
            || number::group(value),
            |figure| print::vietnamese(value, figure.measure, self.unit, Precision::Dung),
        )
    }

    fn clash(&self, place: &Place, stored: Option<i64>) -> String {
        let now = match stored {
            Some(value) => self.said(&place.code, value),
            None => "ô trống".to_owned(),
        };
        let state = &self.view.state;
        format!(
            "{}, ngày {}, {}: người khác vừa ghi {now}. Xem lại rồi ghi lần nữa.",
            state.label_on(&place.agency, place.day),
            vn(place.day),
            state.catalogue.figure_name(&place.code)
        )
    }

    /// A cell's number in its base unit; empty: nothing.
    fn read(&self, place: &Place, text: &str) -> Result<Option<i64>, String> {
        let written = text.trim();
        if written.is_empty() {
            return Ok(None);
        }
        let fault = || "Không đọc được số. Ghi số từ 0, ví dụ 15 hoặc 1.057.".to_owned();
        let figure = self.figure(&place.code).ok_or_else(fault)?;
        let read = number::read(written);
        let read = read.map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))?;
        if read.percent
            || read
                .precision
                .is_some_and(|precision| !precision.is_exact())
        {
            return Err("Ghi số chính xác, không ghi từ ước lượng hoặc phần trăm.".to_owned());
        }
        let money = figure.measure == Measure::Money;
        let fits = match read.unit {
            None => true,
            Some(unit) if money => unit.code().ends_with("dong"),
            Some(unit) => unit.code() == figure.unit,
        };
        if !fits {
            return Err("Đơn vị ghi trong ô không phải đơn vị của cột này.".to_owned());
        }
        let power = match read.unit {
            Some(unit) => unit.pow10(),
            None if money => power(self.unit),
            None => 0,
        };
        let (value, _) = read.settle(power > 0);
        let value = value.checked_mul_pow10(power).ok_or_else(fault)?;
        if value.is_negative() || !value.is_whole() {
            return Err("Số phải từ 0 và tròn đến đơn vị nhỏ nhất (việc, đồng).".to_owned());
        }
        value.to_i64().map(Some).ok_or_else(fault)
    }

    fn row(&self, place: &Place, value: Option<i64>, at: usize) -> Told {
        let mut values = Values::default();
        values.set("ma_phong_trao", &self.movement.code);
        values.set("ma_co_quan", &place.agency);
        values.set("ngay", place.day.to_string());
        values.set("ma_so_lieu", &place.code);
        if let Some(value) = value {
            values.set("gia_tri", value.to_string());
        }
        Told {
            def: &DAILY,
            number: u32::try_from(at + 1).unwrap_or(u32::MAX),
            values,
        }
    }

    fn grid(
        &self,
        typed: &Typed,
        faults: &BTreeMap<String, String>,
        messages: Vec<String>,
    ) -> Grid {
        let state = &self.view.state;
        let labels = &state.catalogue.labels;
        let unit = |figure: &FigureCode| match figure.measure {
            Measure::Money => labels.word("don_vi_tinh", self.unit).to_owned(),
            _ => labels.word("don_vi_tinh", &figure.unit).to_owned(),
        };
        let columns = self.columns.iter().map(|figure| GridColumn {
            code: figure.code.clone(),
            name: figure.name.clone(),
            unit: unit(figure),
        });
        let lines = self.lines();
        let rows = lines.iter().map(|line| GridRow {
            label: match self.agency {
                Some(_) => vn(line.1),
                None => state.label_on(&line.0, line.1),
            },
            rests: !state.catalogue.calendar.works(&state.org, &line.0, line.1),
            cells: self
                .of_line(line)
                .iter()
                .map(|place| self.cell(place, typed, faults))
                .collect(),
        });
        let name = |code: &String| state.label_on(code, self.span.to.min(self.view.today));
        Grid {
            code: self.movement.code.clone(),
            name: self.movement.name.clone(),
            from: self.span.from.to_string(),
            to: self.span.to.to_string(),
            agency_name: self.agency.as_ref().map(name),
            agency: self.agency.clone(),
            day: self.day.map(|day| day.to_string()),
            choices: self
                .choices
                .iter()
                .map(|code| (code.clone(), name(code)))
                .collect(),
            unit: self.unit.to_owned(),
            columns: columns.collect(),
            reason: self.reason(lines.is_empty()),
            rows: rows.collect(),
            messages,
        }
    }

    fn reason(&self, empty: bool) -> Option<String> {
        let words = match (self.choices.is_empty(), empty) {
            (true, _) => "Không có đơn vị nào của đợt này mà tài khoản được nhập số liệu.",
            (_, true) => "Đợt chưa bắt đầu nên chưa có ngày nào để ghi.",
            _ => return None,
        };
        Some(words.to_owned())
    }

    fn cell(&self, place: &Place, typed: &Typed, faults: &BTreeMap<String, String>) -> GridCell {
        let stored = self.stored(place);
        let shown = stored
            .map(|value| self.said(&place.code, value))
            .unwrap_or_default();
        let name = place.name();
        let state = &self.view.state;
        GridCell {
            label: format!(
                "{}, ngày {}, {}",
                state.catalogue.figure_name(&place.code),
                vn(place.day),
                state.label_on(&place.agency, place.day)
            ),
            text: typed
                .cells
                .get(&name)
                .cloned()
                .unwrap_or_else(|| shown.clone()),
            stored: shown,
            seen: stored.map(|value| value.to_string()).unwrap_or_default(),
            fault: faults.get(&name).cloned(),
            name,
        }
    }
}

fn power(unit: &str) -> u8 {
    match unit {
        "nghin_dong" => 3,
        "trieu_dong" => 6,
        "ty_dong" => 9,
        _ => 0,
    }
}
