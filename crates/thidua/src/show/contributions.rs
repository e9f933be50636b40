//! `show contributions`.

use std::fmt::Write as _;

use thidua_app::contribution::{self, ContributionRow, Contributions};

use super::Desk;
use super::deeds::{asked, ending, heading, left, nothing};
use crate::args::AwardsArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The contributions of an agency over work years.
pub(super) fn show(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = contribution::contributions(&desk.view, &asked)?;
    desk.out.answer(&found, || contributions_text(desk, &found))
}

fn contributions_text(desk: &Desk<'_>, found: &Contributions) -> String {
    let mut text = heading(&found.asked, "Đóng góp xã hội");
    nothing(&mut text, found.rows.len());
    for origin in [Some("tu_dong_gop"), Some("van_dong"), None] {
        let own = found.totals.iter();
        let own = own.filter(|total| total.source.as_deref() == origin);
        let words: Vec<String> = own
            .filter_map(|total| {
                let words = total.in_words.clone()?;
                let each = total.each_of_name.as_ref();
                let each = each.map(|name| format!(" mỗi người ({name})"));
                Some(format!("{words}{}", each.unwrap_or_default()))
            })
            .collect();
        if !words.is_empty() {
            let name = origin.map_or("Chưa nêu nguồn", |code| {
                desk.word("dong-gop.nguon_dong_gop", code)
            });
            let _ = writeln!(text, "\n{name}: {}", words.join("; "));
        }
    }
    let shown = contribution_table(desk, &found.rows);
    if !shown.is_empty() {
        let _ = write!(text, "\n{}", shown.text());
    }
    left(&mut text, &contribution_table(desk, &found.left_out));
    if !found.alike.is_empty() {
        text.push_str("\nCó thể cùng một việc, nhiều nơi cùng ghi:\n");
        for pair in &found.alike {
            let words = pair.first.in_words.clone().unwrap_or_default();
            let _ = writeln!(
                text,
                "  - {words}: {} và {}",
                pair.first.agency_name, pair.second.agency_name
            );
        }
    }
    ending(&mut text, found.as_of.as_deref());
    text
}

fn contribution_table(desk: &Desk<'_>, rows: &[ContributionRow]) -> Table {
    let mut table = Table::new()
        .words("Năm")
        .words("Cơ quan")
        .words("Nguồn")
        .words("Loại")
        .words("Số lượng")
        .words("Hạng mục")
        .words("Đối tượng thụ hưởng")
        .words("Phối hợp")
        .words("Cơ quan phát động")
        .words("Ghi chú");
    for row in rows {
        let word = |list: &str, code: &Option<String>| {
            code.as_deref()
                .map(|code| desk.word(list, code).to_owned())
                .unwrap_or_default()
        };
        let when = row.date.clone().or_else(|| row.year.clone());
        let told = [row.left_out.as_deref(), row.reason];
        table.row([
            when.unwrap_or_default(),
            row.agency_name.clone(),
            word("dong-gop.nguon_dong_gop", &row.source),
            word("dong-gop.loai", &row.kind),
            row.in_words.clone().unwrap_or_default(),
            row.item.clone().unwrap_or_default().replace(';', "; "),
            row.beneficiaries.clone().unwrap_or_default(),
            row.partners.join("; "),
            row.drive_by_name.clone().unwrap_or_default(),
            told.into_iter().flatten().collect::<Vec<_>>().join(" "),
        ]);
    }
    table
}
