//! The grid of a campaign's days or units: its places, what is stored in them, what was typed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::amount::Precision;
use thidua_domain::bundle::Values;
use thidua_domain::campaign::{Span, sheet::DAILY};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::print;
use thidua_domain::movement::{Movement, counted_below};
use thidua_domain::text::number;
use thidua_domain::time::vn;

use super::{AskEntry, Grid, GridCell, GridColumn, GridRow, Typed, WRITES};
use crate::bundle::Told;
use crate::campaign::desk::Desk;
use crate::campaign::show::find;
use crate::figures::entry::UNITS;
use crate::{AppError, View};

/// One cell's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    agency: String,
    day: Date,
    code: String,
}

impl Place {
    pub(super) fn name(&self) -> String {
        format!("{}/{}/{}", self.agency, self.day, self.code)
    }
}

pub(super) struct Sheet<'a> {
    view: &'a View,
    movement: &'a Movement,
    span: Span,
    unit: &'static str,
    columns: Vec<&'a FigureCode>,
    agency: Option<String>,
    day: Option<Date>,
    choices: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(view: &'a View, ask: &AskEntry) -> Result<Self, AppError> {
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

    pub(super) fn places(&self) -> Vec<Place> {
        let lines = self.lines();
        lines.iter().flat_map(|line| self.of_line(line)).collect()
    }

    pub(super) fn stored(&self, place: &Place) -> Option<i64> {
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

    pub(super) fn clash(&self, place: &Place, stored: Option<i64>) -> String {
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
    pub(super) fn read(&self, place: &Place, text: &str) -> Result<Option<i64>, String> {
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

    pub(super) fn row(&self, place: &Place, value: Option<i64>, at: usize) -> Told {
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

    pub(super) fn grid(
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
