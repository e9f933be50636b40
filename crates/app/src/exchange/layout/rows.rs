//! The rows of a layout: papers of an agency, or the figures of its month.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::Measure;
use thidua_domain::document::Document;
use thidua_domain::time::{PartialDate, Window, WorkYear, vn};

use super::{Days, Layout, Money, Numbers, Subject};
use crate::exchange::PERMISSION;
use crate::figures::{AskBalance, balance};
use crate::{AppError, View};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskRows {
    /// Code of the agency; those below it come along.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month, of figures.
    pub month: u8,
}

/// Headings and cells as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Headings, from left to right.
    pub headings: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// The rows of a layout.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not in reach, [`AppError::Refused`] for a month that cannot be.
pub fn rows(view: &View, layout: &Layout, ask: &AskRows) -> Result<Table, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let window = Window::new(WorkYear(ask.year), ask.month)
        .filter(|_| (1945..=2200).contains(&ask.year))
        .ok_or_else(|| AppError::refused("Chọn năm công tác và tháng lũy kế từ 1 đến 12."))?;
    let rows = match layout.subject {
        Subject::Documents => documents(view, layout, &ask.agency, window.year),
        Subject::Figures => figures(view, layout, &ask.agency, window)?,
    };
    let headings = layout.columns.iter();
    Ok(Table {
        headings: headings.map(|column| column.heading.clone()).collect(),
        rows,
    })
}

fn documents(view: &View, layout: &Layout, agency: &str, year: WorkYear) -> Vec<Vec<String>> {
    let state = view.state.as_ref();
    let (first, last) = (year.first_day(), year.last_day());
    let own = state.org.lineage_during(agency, first, last);
    let here = |paper: &&Document| {
        let issuer = paper.issuer.as_deref();
        let of_year = |day: PartialDate| day.first_day() <= last && day.last_day() >= first;
        issuer.is_some_and(|code| own.contains(code)) && paper.date.is_some_and(of_year)
    };
    let mut papers: Vec<&Document> = state.documents.values().filter(here).collect();
    papers.sort_by_key(|paper| (paper.date, paper.code.clone()));
    let told = |(number, paper): (usize, &Document)| {
        let cell = |field: &str| match field {
            "stt" => (number + 1).to_string(),
            "ma" => paper.code.clone(),
            "so_ky_hieu" => paper.symbol.clone().unwrap_or_default(),
            "ngay_ban_hanh" => paper
                .date
                .map(|day| partial(layout, day))
                .unwrap_or_default(),
            "co_quan_ban_hanh" => paper.issuer.clone().unwrap_or_default(),
            "ten_co_quan_ban_hanh" => {
                let issuer = paper.issuer.as_deref();
                let day = paper.date.map_or(last, PartialDate::last_day);
                issuer
                    .map(|code| state.name_on(code, day))
                    .unwrap_or_default()
            }
            "loai" => paper.kind.clone().unwrap_or_default(),
            "ten_loai" => {
                let labels = &state.catalogue.labels;
                let kind = paper.kind.as_deref();
                kind.map(|code| labels.word("van-ban.loai", code).to_owned())
                    .unwrap_or_default()
            }
            "trich_yeu" => paper.subject.clone().unwrap_or_default(),
            "can_cu" => paper.based_on.join("; "),
            "tac_gia" => paper.author.clone().unwrap_or_default(),
            "dia_chi" => paper.address.clone().unwrap_or_default(),
            "noi_ve" => paper.about.join("; "),
            _ => String::new(),
        };
        layout
            .columns
            .iter()
            .map(|column| cell(&column.field))
            .collect()
    };
    papers.into_iter().enumerate().map(told).collect()
}

fn figures(
    view: &View,
    layout: &Layout,
    agency: &str,
    window: Window,
) -> Result<Vec<Vec<String>>, AppError> {
    let state = view.state.as_ref();
    let last = window.last_day();
    let mut below: Vec<(String, String)> = Vec::new();
    let mut open = vec![agency.to_owned()];
    while let Some(next) = open.pop() {
        for child in state.org.children_on(&next, last) {
            let tells = child
                .on(last)
                .is_some_and(|spell| spell.level.is_enforcement());
            if tells
                && view
                    .permit_agency(Permission::ViewFigures, &child.code)
                    .is_ok()
            {
                below.push((state.name_on(&child.code, last), child.code.clone()));
                open.push(child.code.clone());
            }
        }
    }
    below.sort();
    let own = (state.name_on(agency, last), agency.to_owned());
    let mut rows = Vec::new();
    for (number, (name, code)) in std::iter::once(own).chain(below).enumerate() {
        let asked = AskBalance {
            agency: code.clone(),
            year: window.year.0,
            month: window.month,
            person: None,
            scope: None,
        };
        let told = balance(view, &asked)?;
        let cell = |field: &str| match field {
            "stt" => (number + 1).to_string(),
            "ma_co_quan" => code.clone(),
            "ten_co_quan" => name.clone(),
            "nam_cong_tac" => window.year.to_string(),
            "thang_luy_ke" => window.month.to_string(),
            "tu_ngay" => day(layout, window.first_day()),
            "den_ngay" => day(layout, last),
            figure => {
                let value = told.figures.get(figure);
                value
                    .map(|text| number_of(view, layout, figure, text))
                    .unwrap_or_default()
            }
        };
        rows.push(
            layout
                .columns
                .iter()
                .map(|column| cell(&column.field))
                .collect(),
        );
    }
    Ok(rows)
}

/// A figure in the layout's way of writing numbers; what cannot be read stays as it is.
fn number_of(view: &View, layout: &Layout, code: &str, text: &str) -> String {
    let Ok(value) = Decimal::parse(text) else {
        return text.to_owned();
    };
    let money = view
        .state
        .catalogue
        .figure(code)
        .is_some_and(|figure| figure.measure == Measure::Money);
    let power = match layout.money {
        _ if !money => 0,
        Money::Dong => 0,
        Money::NghinDong => 3,
        Money::TrieuDong => 6,
    };
    let value = value.checked_div_pow10(power).unwrap_or(value);
    match layout.numbers {
        Numbers::Vietnamese => value.vn(),
        Numbers::Plain => value.to_string(),
    }
}

fn day(layout: &Layout, day: Date) -> String {
    match layout.days {
        Days::Vietnamese => vn(day),
        Days::Iso => day.to_string(),
        Days::Compact => day.to_string().replace('-', ""),
    }
}

/// A day, or as much of one as is known.
fn partial(layout: &Layout, date: PartialDate) -> String {
    match date.exact() {
        Some(exact) => day(layout, exact),
        None => match layout.days {
            Days::Vietnamese => date.vn(),
            Days::Iso | Days::Compact => date.to_string(),
        },
    }
}
