//! A movement launched again for the next year: what begins a new form.

use thidua_domain::bundle::Values;
use thidua_domain::movement::Movement;
use thidua_domain::time::{DatePrecision, PartialDate};

use super::show::find;
use crate::{AppError, View};

/// What a movement of the next year begins with: the same name, kind, launcher and parents, its time moved one year
/// on. Papers are not taken over, and theme and slogan are the new year's to write.
///
/// # Errors
/// As [`find`].
pub(crate) fn again(view: &View, code: &str) -> Result<Values, AppError> {
    let told = find(view, code)?;
    let mut row = Values::default();
    row.set("ten", next_name(told));
    let texts = [
        ("loai", told.kinds.join(";")),
        (
            "co_quan_phat_dong",
            told.launcher.clone().unwrap_or_default(),
        ),
        ("phong_trao_cap_tren", told.parents.join(";")),
        ("cap_tren_phat_dong", told.led_by.join(";")),
        ("tu_ngay", moved(told.from)),
        ("den_ngay", moved(told.to)),
        ("dinh_ky", told.period.clone().unwrap_or_default()),
        ("so_dot", drives(told)),
        ("dip", occasions(told)),
    ];
    for (id, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        row.set(id, text);
    }
    Ok(row)
}

/// The name with the next year in place of its own.
fn next_name(told: &Movement) -> String {
    let year = told.years().filter(|years| years.is_single());
    match year.map(|years| years.to) {
        Some(year) => told
            .name
            .replace(&year.to_string(), &year.next().to_string()),
        None => told.name.clone(),
    }
}

/// The same day of the next year.
pub(super) fn moved(date: Option<PartialDate>) -> String {
    let Some(date) = date else {
        return String::new();
    };
    let first = date.first_day();
    let Ok(next) = first.checked_add(jiff::Span::new().years(1)) else {
        return String::new();
    };
    match date.precision() {
        DatePrecision::Day => next.to_string(),
        precision => PartialDate::from_parts(next, precision).to_string(),
    }
}

fn drives(told: &Movement) -> String {
    told.drives
        .map_or_else(String::new, |drives| match drives.least == drives.most {
            true => drives.most.to_string(),
            false => format!("{}-{}", drives.least, drives.most),
        })
}

fn occasions(told: &Movement) -> String {
    let all = told.occasions.iter().map(|one| one.written.as_str());
    all.collect::<Vec<_>>().join(";")
}
