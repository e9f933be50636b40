//! `show life-register`: every award ever of a person or collective.

use std::fmt::Write as _;

use thidua_app::register::life::{self, Life, words};

use super::Desk;
use crate::args::LifeShowArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The register of one subject.
pub(super) fn show(desk: &Desk<'_>, args: &LifeShowArgs) -> Result<(), Refusal> {
    desk.need_subject(&args.subject)?;
    let found = life::life(&desk.view, &args.subject)?;
    desk.out.answer(&found, || text(desk, &found))
}

fn text(desk: &Desk<'_>, found: &Life) -> String {
    let state = desk.state();
    let mut text = format!("{} ({})\n", found.name, found.subject);
    for own in &found.former {
        let _ = writeln!(text, "Tiền thân: {}", words::former(state, own));
    }
    let mut rows = Table::new()
        .words("Năm")
        .words("Danh hiệu, hình thức")
        .words("Quyết định")
        .words("Đơn vị khi được khen")
        .words("Ghi chú");
    for row in &found.rows {
        rows.row([
            row.years
                .as_deref()
                .map_or_else(|| "Chưa rõ".to_owned(), words::years),
            row.award_name.clone(),
            words::decision(row),
            row.agency_name.clone(),
            words::remark(state, row),
        ]);
    }
    match rows.is_empty() {
        true => text.push_str("\nChưa có dữ liệu khen thưởng.\n"),
        false => {
            let _ = write!(text, "\n{}", rows.text());
        }
    }
    let mut counts = Table::new()
        .words("Danh hiệu, hình thức")
        .numbers("Số lần")
        .numbers("Của tập thể tiền thân")
        .words("Các năm");
    for line in &found.counts {
        let years: Vec<String> = line.years.iter().map(|span| words::years(span)).collect();
        let inherited = match line.inherited {
            0 => String::new(),
            number => number.to_string(),
        };
        counts.row([
            line.award_name.clone(),
            line.own.to_string(),
            inherited,
            years.join(", "),
        ]);
    }
    if !counts.is_empty() {
        let _ = write!(text, "\nTổng hợp\n{}", counts.text());
    }
    for point in words::open_points(found) {
        let _ = writeln!(text, "\n{point}");
    }
    text
}
