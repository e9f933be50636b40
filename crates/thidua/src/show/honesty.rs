//! `show honesty`.

use std::fmt::Write as _;

use thidua_app::honesty::{self, AskHonesty, Honesty, Panel};
use thidua_domain::time::WorkYear;

use super::Desk;
use crate::args::HonestyArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The panels of a year, each with its method, its numbers and the rows behind.
pub(super) fn show(desk: &Desk<'_>, args: &HonestyArgs) -> Result<(), Refusal> {
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let asked = AskHonesty {
        within: args.agency.clone(),
        year: args.year,
    };
    let found = honesty::panels(&desk.view, &asked)?;
    desk.out.answer(&found, || text(&found))
}

fn text(found: &Honesty) -> String {
    let mut text = format!(
        "{}\nMinh bạch thi đua, khen thưởng, {}\nKhông bảng nào là kết luận về một người hay một đơn vị.\n",
        found.name,
        WorkYear(found.year).with_dates()
    );
    for panel in &found.panels {
        told(&mut text, panel);
    }
    text
}

fn told(text: &mut String, panel: &Panel) {
    let _ = writeln!(text, "\n{}\n  {}.", panel.title, panel.cases);
    for said in &panel.found {
        let _ = writeln!(text, "  {said}");
    }
    let _ = writeln!(
        text,
        "  Cách tính: {}\n  Ngưỡng: {}\n  Không nói được: {}",
        panel.method,
        panel.told.words(),
        panel.cannot
    );
    for own in panel.tables.iter().filter(|own| !own.rows.is_empty()) {
        let mut table = Table::new();
        for head in &own.heads {
            table = match head.number {
                true => table.numbers(&head.text),
                false => table.words(&head.text),
            };
        }
        for row in &own.rows {
            table.row(row.iter().map(|cell| cell.text.as_str()));
        }
        let _ = write!(text, "\n{}\n{}", own.title, table.text());
    }
}
