//! What stands around a form: its number and side, its period, its unit, the agency whose it is.

use thidua_domain::catalogue::FormHints;
use thidua_domain::figures::form::{Period, form_named, period};
use thidua_domain::text::{fold, heading_key};
use thidua_files::grid::Grid;

use super::super::codes::Namer;
use super::super::words::money_unit;
use super::find::said;

/// What the lines around a form tell.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) number: String,
    pub(super) side: String,
    /// Whether the rows of the form named are agencies.
    pub(super) of_agencies: Option<bool>,
    pub(super) period: Period,
    /// Code of the unit of money.
    pub(super) money: Option<String>,
    pub(super) home: String,
}

/// The lines above the headings, and what the sheet and file are called.
pub(super) fn lines(grid: &Grid, top: u32, title: &str) -> Vec<String> {
    let above = grid.rows.iter().filter(|row| row.number < top);
    let cells = above.flat_map(|row| row.cells.iter().map(|cell| said(Some(cell))));
    let mut lines: Vec<String> = grid.above.clone();
    lines.extend(cells);
    lines.retain(|line| !line.is_empty());
    // A name of a file or sheet tells what no title does.
    lines.extend([grid.name.clone(), title.replace(['_', '-'], " ")]);
    lines
}

/// Reads them.
pub(super) fn around(lines: &[String], hints: &FormHints, namer: &Namer<'_>) -> Around {
    let said: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut around = Around::default();
    if let Some(form) = form_named(hints, &said) {
        around.number.clone_from(&form.number);
        around.side.clone_from(&form.side);
        around.of_agencies = Some(form.rows == "co_quan");
    }
    // What the titles tell goes before what the file is called.
    let titles = said.len().saturating_sub(2);
    let (titles, names) = said.split_at_checked(titles).unwrap_or((&said, &[]));
    around.period = period(titles);
    if around.period.month.is_none() && around.period.doubts.is_empty() {
        let named = period(names);
        around.period.month = named.month;
        around.period.year = around.period.year.or(named.year);
    }
    for line in &said {
        let Some(unit) = unit(line) else { continue };
        match unit {
            "viec" => {
                if around.side.is_empty() {
                    around.side = "viec".to_owned();
                }
            }
            money => around.money = around.money.or_else(|| Some(money.to_owned())),
        }
    }
    if around.side.is_empty() && around.money.is_some() {
        around.side = "tien".to_owned();
    }
    if around.side.is_empty() {
        around.side = by_words(&said).to_owned();
    }
    around.home = home(titles, namer).unwrap_or_default();
    around
}

/// `Đơn vị tính: việc`, `ĐVT: 1.000 đồng`.
pub(super) fn unit(line: &str) -> Option<&'static str> {
    let folded = fold(line);
    let marks = ["don vi tinh", "dvt", "d.v.t", "don vi:"];
    let at = marks
        .iter()
        .find_map(|mark| Some(folded.find(mark)? + mark.len()))?;
    let told = folded.get(at..)?;
    let key = heading_key(told);
    if let Some(money) = money_unit(told) {
        return Some(money);
    }
    if key.starts_with("viec") {
        return Some("viec");
    }
    (key.starts_with("dong") || key.starts_with("vnd")).then_some("dong")
}

fn by_words(lines: &[&str]) -> &'static str {
    let all: String = lines.iter().map(|line| heading_key(line)).collect();
    match (all.contains("bangviec"), all.contains("bangtien")) {
        (true, false) => "viec",
        (false, true) => "tien",
        _ => "",
    }
}

/// The agency a letterhead names; where it names one and those above it, that one.
fn home(lines: &[&str], namer: &Namer<'_>) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines.iter().flat_map(|line| line.lines()) {
        let (before, name) = match line.split_once(':') {
            Some((before, after)) => (heading_key(before), after.trim()),
            None => (String::new(), line.trim()),
        };
        // Whom a report is sent to is not whose it is.
        if before.contains("nhan") || name.chars().count() > 150 {
            continue;
        }
        let codes = namer.agency(name);
        let [code] = codes.as_slice() else { continue };
        if before.contains("baocao") || before.contains("gui") {
            return Some(code.clone());
        }
        if !found.contains(code) {
            found.push(code.clone());
        }
    }
    let org = &namer.state.org;
    let above = |code: &String| {
        let lower = found.iter().filter(|other| *other != code);
        lower
            .flat_map(|other| org.above_on(other, namer.today()))
            .any(|up| up == code)
    };
    let own: Vec<&String> = found.iter().filter(|code| !above(code)).collect();
    match own.as_slice() {
        [one] => Some((*one).clone()),
        _ => None,
    }
}
