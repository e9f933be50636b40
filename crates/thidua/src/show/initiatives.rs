//! `show initiatives`: those in reach with how far they have come, and which of them repeat one another.

use std::fmt::Write as _;

use thidua_app::initiative::{self, Initiatives};

use super::Desk;
use crate::args::InitiativesArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// Pairs shown as text.
const PAIRS: usize = 20;

pub(super) fn show(desk: &Desk<'_>, args: &InitiativesArgs) -> Result<(), Refusal> {
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let found = initiative::initiatives(&desk.view, args.agency.as_deref())?;
    desk.out.answer(&found, || text(desk, &found))
}

fn text(desk: &Desk<'_>, found: &Initiatives) -> String {
    let mut text = String::from("Sáng kiến\n\n");
    if found.rows.is_empty() {
        text.push_str("Chưa ghi sáng kiến nào.\n");
        return text;
    }
    let mut table = Table::new()
        .words("Mã")
        .words("Tên")
        .words("Tác giả")
        .words("Năm")
        .words("Giai đoạn");
    for row in &found.rows {
        let authors = row.authors.iter().map(|author| author.name.as_str());
        table.row([
            row.code.clone(),
            row.name.clone(),
            authors.collect::<Vec<_>>().join(", "),
            row.year
                .map_or_else(|| "–".to_owned(), |year| year.to_string()),
            desk.word("sang-kien.giai_doan", row.stage).to_owned(),
        ]);
    }
    text.push_str(&table.text());
    let pairs = &found.alike.rows;
    if pairs.is_empty() {
        return text;
    }
    text.push_str("\nViết giống nhau, cần người xem lại (không phải kết luận sao chép)\n\n");
    for pair in pairs.iter().take(PAIRS) {
        let declared = if pair.declared {
            ", đã nêu kế thừa"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "{} % giống: «{}» ({}) và «{}» ({}){declared}",
            pair.printed, pair.first.name, pair.first.code, pair.second.name, pair.second.code
        );
    }
    let more = pairs.len().saturating_sub(PAIRS) + found.alike.more;
    if more > 0 {
        let _ = writeln!(text, "và {more} cặp khác");
    }
    text
}
