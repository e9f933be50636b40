//! `show compare`.

use std::fmt::Write as _;

use thidua_app::figures::{self, CompareLine, Comparison};

use super::{Desk, ask, period};
use crate::args::WindowArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// Figures beside the same months of last year.
pub(super) fn show(desk: &Desk<'_>, args: &WindowArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let comparison = figures::compare(&desk.view, &ask(args))?;
    desk.out.answer(&comparison, || text(desk, &comparison))
}

fn text(desk: &Desk<'_>, comparison: &Comparison) -> String {
    let mut text = format!("{}\n", comparison.name);
    let _ = writeln!(
        text,
        "{} so với cùng kỳ năm trước\n",
        super::capital(&period(comparison.year, comparison.month, comparison.state))
    );
    if comparison.items.is_empty() {
        text.push_str("Chưa có số liệu của kỳ này.\n");
        return text;
    }
    let mut table = Table::new()
        .words("Số liệu")
        .words("Đơn vị tính")
        .numbers("Kỳ này")
        .numbers("Cùng kỳ")
        .numbers("Tăng, giảm")
        .numbers("%")
        .words("So cùng kỳ")
        .words("Căn cứ")
        .words("Nguồn nêu");
    for item in &comparison.items {
        let [now, then, difference] = &item.printed;
        let unit = if item.unit == "nghìn đồng" {
            "đồng"
        } else {
            &item.unit
        };
        table.row([
            item.name.as_str(),
            unit,
            now,
            then,
            difference,
            &item
                .percent
                .as_deref()
                .unwrap_or_default()
                .replace('.', ","),
            item.direction
                .as_deref()
                .map_or("", |code| desk.word("so-lieu.so_cung_ky", code)),
            basis(item.basis),
            agreement(item),
        ]);
    }
    text.push_str(&table.text());
    text
}

fn basis(code: Option<&str>) -> &'static str {
    match code {
        Some("computed") => "tính từ hai kỳ",
        Some("derived") => "suy ra từ mức tăng, giảm đã nêu",
        Some(_) => "chỉ có mức nguồn nêu",
        None => "",
    }
}

fn agreement(item: &CompareLine) -> &'static str {
    match item.agrees {
        Some(true) => "khớp",
        Some(false) => "không khớp",
        None => "",
    }
}
