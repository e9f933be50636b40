//! `show quality`.

use std::fmt::Write as _;

use thidua_app::quality::{self, AskQuality, Quality};
use thidua_domain::time::WorkYear;

use super::Desk;
use crate::args::QualityArgs;
use crate::refusal::Refusal;

/// What asks for a second look in a unit's year or month.
pub(super) async fn show(desk: &Desk<'_>, args: &QualityArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let asked = AskQuality {
        agency: args.agency.clone(),
        year: args.year,
        month: args.month,
    };
    let found = quality::quality(desk.app, &desk.view, &asked).await?;
    desk.out.answer(&found, || text(&found))
}

fn text(found: &Quality) -> String {
    let mut text = format!(
        "{}\nChất lượng số liệu, {}\n",
        found.name,
        WorkYear(found.year).with_dates()
    );
    if found.items.is_empty() {
        text.push_str("\nKhông có điểm nào cần xem.\n");
        return text;
    }
    for item in &found.items {
        let value = match item.value.as_str() {
            "" => String::new(),
            value => format!(" ({value})"),
        };
        let _ = write!(
            text,
            "\n{} – {}{value}, {} [{}]\n  {}\n",
            item.method_name, item.figure, item.month_name, item.word, item.text
        );
        if let Some(answer) = &item.answer {
            let _ = writeln!(
                text,
                "  {}: {} ({}, {})",
                answer.word, answer.reason, answer.by, answer.at
            );
        } else if let Some(noted) = &item.noted {
            let _ = writeln!(text, "  Giải trình ghi kèm số liệu: {noted}");
        }
    }
    let _ = writeln!(text, "\nCó {} điểm cần xem.", found.items.len());
    text
}
