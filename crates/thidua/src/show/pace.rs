//! `show pace`.

use std::fmt::Write as _;

use thidua_app::targets::{self, Pace, PaceItem};

use super::{Desk, ask, period};
use crate::args::WindowArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// Targets beside what was reached.
pub(super) fn show(desk: &Desk<'_>, args: &WindowArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let pace = targets::pace(&desk.view, &ask(args))?;
    desk.out.answer(&pace, || text(desk, &pace))
}

fn text(desk: &Desk<'_>, pace: &Pace) -> String {
    let mut text = format!(
        "{}\nTiến độ {}\n\n",
        pace.name,
        period(pace.year, pace.month, pace.state)
    );
    if pace.items.is_empty() {
        text.push_str("Chưa có chỉ tiêu của năm này.\n");
    } else {
        text.push_str(&table(desk, &pace.items).text());
        remarks(&mut text, &pace.items);
    }
    if !pace.milestones.is_empty() {
        let _ = write!(
            text,
            "\nMốc tiến độ theo số việc phải thi hành\n{}",
            table(desk, &pace.milestones).text()
        );
        remarks(&mut text, &pace.milestones);
    }
    text
}

fn table(desk: &Desk<'_>, items: &[PaceItem]) -> Table {
    let mut table = Table::new()
        .words("Chỉ tiêu")
        .words("Đơn vị giao")
        .words("Mức cả năm")
        .numbers("Tiến độ")
        .numbers("Thực hiện")
        .words("Đơn vị tính")
        .numbers("Vượt, thấp hơn tiến độ")
        .words("So chỉ tiêu năm")
        .words("Căn cứ");
    for item in items {
        let assigners: Vec<String> = item
            .assigner
            .iter()
            .map(|code| desk.state().name_on(code, desk.view.today))
            .collect();
        table.row([
            item.name.as_str(),
            &assigners.join("; "),
            &goal(desk, item),
            &number(item.pace.as_deref()),
            &number(item.actual.as_deref()),
            &item.unit,
            &deviation(item),
            &status(desk, item),
            basis(item.basis),
        ]);
    }
    table
}

/// A plain number the Vietnamese way.
fn number(plain: Option<&str>) -> String {
    let plain = plain.unwrap_or_default();
    match plain.parse::<i64>() {
        Ok(number) => thidua_domain::text::number::group(number),
        Err(_) => plain.replace('.', ","),
    }
}

fn goal(desk: &Desk<'_>, item: &PaceItem) -> String {
    let op = item.op.as_deref().unwrap_or(">=");
    let Some(target) = item.target.as_deref() else {
        return match op {
            "giam" | "tang" | "co" => desk.word("chi-tieu.phep_so", op).to_owned(),
            _ => "không nêu".to_owned(),
        };
    };
    let value = number(Some(target));
    match desk.word("chi-tieu.phep_so", op).split_once('…') {
        Some((before, after)) => format!("{before}{value}{after}"),
        None => format!("{} {value}", desk.word("chi-tieu.phep_so", op)),
    }
}

fn deviation(item: &PaceItem) -> String {
    let told = number(item.deviation.as_deref());
    if told.is_empty() || told.starts_with('-') || told.starts_with('−') {
        return told;
    }
    format!("+{told}")
}

fn status(desk: &Desk<'_>, item: &PaceItem) -> String {
    let word = item
        .status
        .map_or("", |code| desk.word("chi-tieu.ket_qua_neu", code));
    if item.near_edge {
        format!("{word} (sát mức)")
    } else {
        word.to_owned()
    }
}

fn basis(code: Option<&str>) -> &'static str {
    match code {
        Some("computed") => "tính từ số liệu",
        Some("derived") => "suy ra từ mức nguồn nêu",
        Some("reported") => "theo nguồn",
        _ => "",
    }
}

/// What the table cannot hold: why a value is missing, what is still to be done.
fn remarks(text: &mut String, items: &[PaceItem]) {
    let mut first = true;
    for item in items {
        let told = [
            item.reason.as_deref(),
            item.shortfall.as_ref().map(|left| left.text.as_str()),
        ];
        for remark in told.into_iter().flatten() {
            if first {
                text.push('\n');
                first = false;
            }
            let _ = writeln!(text, "{}: {remark}", item.name);
        }
    }
}
