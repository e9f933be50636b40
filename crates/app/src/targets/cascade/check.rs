//! What was handed out beside the agency's own target, column by column, in words.

use serde::Serialize;
use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::targets::cascade::{Carried, carried, is_ceiling};
use thidua_domain::text::number::two_digits;

use super::table::{Cascade, Column};
use super::words::shown;
use crate::State;

/// What one column came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Key of the column.
    pub key: String,
    /// Name of the column.
    pub name: String,
    /// `holds`, `broken`, `open` (not all given yet) or `unknown` (nothing to compare with).
    pub outcome: &'static str,
    /// What `reached` is: `Tổng`, `Thấp nhất`, `Cao nhất`.
    pub measured: &'static str,
    /// Sum, lowest or highest of what was handed out, printed.
    pub reached: Option<String>,
    /// The agency's own, printed.
    pub whole: Option<String>,
    /// The first less the second, printed with its sign.
    pub residual: Option<String>,
    /// Names of those who are asked for less than the agency (of a ceiling for more).
    pub astray: Vec<String>,
    /// How many have nothing yet.
    pub missing: usize,
    /// In words.
    pub words: String,
}

/// Checks a table filled with these values: one list of numbers a column, in the order of the rows.
pub fn check(state: &State, cascade: &Cascade, values: &[Vec<Option<Decimal>>]) -> Vec<Check> {
    let columns = cascade.columns.iter().zip(values);
    columns
        .filter_map(|(column, parts)| {
            let figure = state.catalogue.figure(&column.code)?;
            Some(of_column(state, cascade, column, figure, parts))
        })
        .collect()
}

impl Cascade {
    /// The numbers in force, one list a column.
    pub fn in_force(&self) -> Vec<Vec<Option<Decimal>>> {
        let of = |at: usize| {
            let cells = self.rows.iter().map(|row| row.cells.get(at));
            cells.map(|cell| cell.and_then(|cell| cell.goal)).collect()
        };
        (0..self.columns.len()).map(of).collect()
    }
}

fn of_column(
    state: &State,
    cascade: &Cascade,
    column: &Column,
    figure: &FigureCode,
    parts: &[Option<Decimal>],
) -> Check {
    let found = carried(column.measure, &column.op, column.goal, parts);
    let show = |value: Decimal| shown(state, figure, value);
    let name = |at: &usize| {
        let row = cascade.rows.get(*at)?;
        let value = parts.get(*at).copied().flatten()?;
        Some(format!("{} ({})", row.name, show(value)))
    };
    let astray: Vec<String> = found.astray.iter().filter_map(name).collect();
    let measured = match (column.measure, is_ceiling(&column.op)) {
        (Measure::Rate, false) => "Thấp nhất",
        (Measure::Rate, true) => "Cao nhất",
        _ => "Tổng",
    };
    let outcome = match (found.holds, column.goal) {
        (Some(true), _) => "holds",
        (Some(false), _) => "broken",
        (None, None) => "unknown",
        (None, Some(_)) => "open",
    };
    Check {
        key: column.key.clone(),
        name: column.name.clone(),
        outcome,
        measured,
        words: words(column, &found, &astray, &show),
        reached: found.reached.map(show),
        whole: column.goal.map(show),
        residual: found.residual.map(|rest| signed(rest, &show)),
        missing: found.missing,
        astray,
    }
}

fn signed(value: Decimal, show: &impl Fn(Decimal) -> String) -> String {
    let text = show(value.abs());
    match (value.is_negative(), value.is_zero()) {
        (true, _) => format!("−{text}"),
        (_, true) if text.contains(',') => text,
        (_, true) => "0".to_owned(),
        _ => format!("+{text}"),
    }
}

fn words(
    column: &Column,
    found: &Carried,
    astray: &[String],
    show: &impl Fn(Decimal) -> String,
) -> String {
    let number = |count: usize| two_digits(i64::try_from(count).unwrap_or(i64::MAX));
    let mut said = Vec::new();
    let rest = found.residual.map(|rest| (rest, show(rest.abs())));
    let side = if is_ceiling(&column.op) {
        "cao hơn"
    } else {
        "thấp hơn"
    };
    match (found.holds, column.measure, rest) {
        (None, _, None) if column.goal.is_none() => {
            said.push("Chưa có giá trị chỉ tiêu của cơ quan để đối chiếu.".to_owned());
        }
        (Some(true), Measure::Rate, _) => {
            said.push(format!("Không đơn vị nào {side} chỉ tiêu của cơ quan."))
        }
        (Some(false), Measure::Rate, _) => said.push(format!(
            "{} đơn vị {side} chỉ tiêu của cơ quan: {}.",
            number(astray.len()),
            astray.join("; ")
        )),
        (Some(true), _, Some((rest, _))) if rest.is_zero() => {
            said.push("Tổng bằng chỉ tiêu của cơ quan.".to_owned());
        }
        (Some(_), _, Some((rest, words))) => {
            let side = if rest.is_negative() {
                "thấp hơn"
            } else {
                "cao hơn"
            };
            said.push(format!("Tổng {side} chỉ tiêu của cơ quan {words}."));
        }
        (None, Measure::Count | Measure::Money, Some((rest, words))) if rest.is_negative() => {
            said.push(format!("Còn phải giao {words}."));
        }
        _ => {}
    }
    if found.missing > 0 {
        said.push(format!("Còn {} đơn vị chưa giao.", number(found.missing)));
    }
    said.join(" ")
}
