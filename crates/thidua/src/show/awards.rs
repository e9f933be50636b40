//! `show awards`.

use std::fmt::Write as _;

use thidua_app::register::{self, AskAwards, AwardRow, Awards, Summary, SummaryLine};
use thidua_domain::time::{PartialDate, Window, WorkYear, YearSpan};

use super::Desk;
use crate::args::AwardsArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The tally of an agency over work years.
pub(super) fn show(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let asked = AskAwards {
        agency: args.agency.clone(),
        from: args.years.from,
        to: args.years.to.year.0,
        month: Some(args.years.to.month),
        own: args.own,
    };
    let awards = register::awards(&desk.view, &asked)?;
    desk.out.answer(&awards, || text(desk, &awards))
}

fn text(desk: &Desk<'_>, awards: &Awards) -> String {
    let to = Window {
        year: WorkYear(awards.to),
        month: awards.month,
    };
    let years = match (awards.from == awards.to, awards.month) {
        (true, _) => to.label(),
        (false, 12) => format!("{}–{}", awards.from, awards.to),
        (false, _) => format!("từ năm {} đến hết {}", awards.from, to.label()),
    };
    let mut text = format!("{}\nKết quả khen thưởng {years}\n", awards.name);
    if awards.rows.is_empty() {
        text.push_str("\nChưa ghi khen thưởng nào trong các năm này.\n");
    } else {
        summary(&mut text, &register::summary(desk.state(), awards));
        let _ = write!(text, "\n{}", table(desk, &awards.rows).text());
    }
    if !awards.left_out.is_empty() {
        let _ = write!(
            text,
            "\nKhông tính được vào các năm này, lý do ở cột Ghi chú\n{}",
            table(desk, &awards.left_out).text()
        );
    }
    if let Some(day) = awards
        .as_of
        .as_deref()
        .and_then(|day| PartialDate::parse(day).ok())
    {
        let _ = writeln!(text, "\nTheo nguồn đến {}.", day.vn());
    }
    text
}

fn summary(text: &mut String, summary: &Summary) {
    let parts = [
        ("Đã tặng", &summary.given),
        ("Đang đề nghị, được suy tôn", &summary.pending),
        ("Đã hủy bỏ quyết định", &summary.revoked),
    ];
    for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(text, "\n{heading}:");
        for line in lines {
            let _ = writeln!(text, "  - {}", sentence(line));
        }
    }
}

fn sentence(line: &SummaryLine) -> String {
    let mut text = line.award_name.clone();
    if !line.authority_name.is_empty() {
        let _ = write!(text, " ({})", line.authority_name);
    }
    if !line.inside {
        text.push_str(", ngoài ngành");
    }
    format!("{text}: {}", line.words)
}

fn table(desk: &Desk<'_>, rows: &[AwardRow]) -> Table {
    let mut table = Table::new()
        .words("Năm")
        .words("Khen thưởng")
        .words("Người quyết định")
        .words("Đối tượng")
        .words("Cấp")
        .words("Ngoài ngành")
        .words("Thành tích")
        .words("Trạng thái")
        .numbers("Số lượt")
        .numbers("Số đối tượng")
        .words("Được khen")
        .words("Quyết định")
        .words("Ghi chú");
    for row in rows {
        let count = |count: Option<i64>| {
            count.map_or_else(|| "không nêu".to_owned(), |count| count.to_string())
        };
        let who = if row.subject_names.is_empty() {
            row.position.clone().unwrap_or_default()
        } else {
            row.subject_names.join("; ")
        };
        table.row([
            row.year.as_deref().unwrap_or_default(),
            &row.award_name,
            &row.authority_name,
            desk.word("doi_tuong", &row.subject_kind),
            &levels(desk, row),
            if row.inside { "" } else { "x" },
            &row.occasion
                .as_deref()
                .map(|codes| desk.words("khen-thuong.loai_thanh_tich", codes))
                .unwrap_or_default(),
            desk.word("khen-thuong.trang_thai", &row.status),
            &count(row.instances),
            &count(row.recipients),
            &who,
            &row.decisions.join("; "),
            &remark(row),
        ]);
    }
    table
}

/// Why a row is not counted, and why a number is not told.
fn remark(row: &AwardRow) -> String {
    let told = [row.left_out.as_deref(), row.reason.as_deref()];
    told.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The recipients' levels, as they were called in the last of the years.
fn levels(desk: &Desk<'_>, row: &AwardRow) -> String {
    let last = row
        .year
        .as_deref()
        .and_then(|years| YearSpan::parse(years).ok());
    let on = last.map_or(desk.view.today, |years| years.to.last_day());
    let codes = row.subject_level.as_deref().unwrap_or_default().split(';');
    codes
        .filter(|code| !code.is_empty())
        .map(|code| desk.level(code, on))
        .collect::<Vec<_>>()
        .join("; ")
}
