//! `show requests` and `show request`.

use thidua_app::request::{
    self, AskRequests, Consolidated, Figure, RequestLine, Requests, Taken, UnitLine,
};
use thidua_domain::time::vn;

use super::Desk;
use crate::args::{CodeArgs, RequestsArgs};
use crate::print::need_request;
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// Requests to answer, and requests asked.
pub(super) fn all(desk: &Desk<'_>, args: &RequestsArgs) -> Result<(), Refusal> {
    let asked = AskRequests {
        agency: args.agency.clone(),
        all: args.all,
        page: args.page,
    };
    let found = request::requests(&desk.view, &asked)?;
    desk.out.answer(&found, || list(&found))
}

fn day(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), vn)
}

fn status(code: &str, overdue: bool) -> &'static str {
    match code {
        "dang_thu" if overdue => "Quá hạn",
        "dang_thu" => "Đang thu",
        "da_dong" => "Đã đóng",
        _ => "Đã hủy",
    }
}

fn list(found: &Requests) -> String {
    let mut text = String::new();
    let mut part = |title: &str, lines: &[RequestLine]| {
        if lines.is_empty() {
            return;
        }
        let mut table = Table::new()
            .words("Mã")
            .words("Yêu cầu")
            .words("Cơ quan yêu cầu")
            .words("Đơn vị trả lời")
            .words("Hạn gửi")
            .numbers("Đã gửi")
            .words("Tình trạng");
        for one in lines {
            table.row([
                one.code.clone(),
                one.title.clone(),
                one.asker_name.clone(),
                one.unit_name.clone().unwrap_or_default(),
                day(&one.due),
                format!("{}/{}", one.told, one.of),
                status(one.status, one.overdue).to_owned(),
            ]);
        }
        text.push_str(title);
        text.push('\n');
        text.push_str(&table.text());
        text.push('\n');
    };
    part("Phải trả lời", &found.to_answer);
    part("Đã yêu cầu", &found.asked);
    if text.is_empty() {
        return "Không có yêu cầu báo cáo nào.\n".to_owned();
    }
    if found.pages > 1 {
        text.push_str(&format!("Trang {}/{}\n", found.page, found.pages));
    }
    text
}

/// Everything answered to a request.
pub(super) fn one(desk: &Desk<'_>, args: &CodeArgs) -> Result<(), Refusal> {
    need_request(&desk.view, &args.code)?;
    let found = request::consolidated(&desk.view, &args.code)?;
    desk.out.answer(&found, || told(&found))
}

fn told(found: &Consolidated) -> String {
    let mut text = facts([
        ("Mã", found.code.clone()),
        ("Yêu cầu", found.title.clone()),
        ("Cơ quan yêu cầu", found.asker_name.clone()),
        ("Văn bản", found.paper.clone().unwrap_or_default()),
        ("Kỳ số liệu", found.period.clone().unwrap_or_default()),
        ("Hạn gửi", day(&found.due)),
        ("Tình trạng", status(found.status, false).to_owned()),
        ("Đã gửi", format!("{}/{}", found.told, found.units.len())),
        ("Gửi sau hạn", found.late.join("; ")),
        ("Quá hạn chưa gửi", found.overdue.join("; ")),
        ("Chưa gửi", found.missing.join("; ")),
        ("Bị trả lại, chờ gửi lại", found.returned.join("; ")),
    ]);
    let mut units = Table::new()
        .words("Đơn vị")
        .words("Tình trạng")
        .words("Ngày gửi")
        .numbers("Số ngày làm việc trễ hạn");
    for unit in &found.units {
        let late = Some(unit.late_days).filter(|days| *days > 0);
        units.row([
            unit.name.clone(),
            standing(unit).to_owned(),
            unit.on.as_deref().map(day).unwrap_or_default(),
            late.map(|days| days.to_string()).unwrap_or_default(),
        ]);
    }
    text.push('\n');
    text.push_str(&units.text());
    if found.told > 0 && !found.figures.is_empty() {
        text.push('\n');
        text.push_str(&figures(found));
    }
    for taken in &found.tables {
        text.push_str(&format!("\n{}\n{}", taken.words, rows(taken)));
    }
    for figure in &found.texts {
        text.push_str(&format!("\n{}\n{}", figure.words, words(found, figure)));
    }
    if !found.differing.is_empty() {
        text.push_str("\nSố đã gửi khác số liệu đã duyệt\n");
        text.push_str(&differing(found));
    }
    text
}

fn standing(unit: &UnitLine) -> &'static str {
    match unit.stage {
        "da_gui" if unit.late => "Gửi sau hạn",
        "da_gui" => "Đã gửi",
        "tra_lai" => "Bị trả lại",
        _ if unit.overdue => "Quá hạn",
        _ => "Chưa gửi",
    }
}

fn figures(found: &Consolidated) -> String {
    let first = Table::new().words("Đơn vị");
    let columns = found.figures.iter();
    let mut table = columns.fold(first, |table, figure| table.numbers(&figure.words));
    for (at, name) in found.told_names.iter().enumerate() {
        let cell = |figure: &Figure| figure.cells.get(at).cloned().unwrap_or_default();
        table.row(std::iter::once(name.clone()).chain(found.figures.iter().map(cell)));
    }
    let totals = found.figures.iter();
    let totals = totals.map(|figure| figure.total.clone().unwrap_or_default());
    table.row(std::iter::once("Cộng".to_owned()).chain(totals));
    table.text()
}

fn rows(taken: &Taken) -> String {
    let first = Table::new().words("Đơn vị");
    let columns = taken.fields.iter().zip(&taken.kinds);
    let mut table = columns.fold(first, |table, (heading, kind)| match *kind {
        "so" | "ty_le" => table.numbers(heading),
        _ => table.words(heading),
    });
    for row in &taken.rows {
        table.row(std::iter::once(row.unit.clone()).chain(row.cells.iter().cloned()));
    }
    let totals = taken.totals.iter();
    let totals = totals.map(|total| total.clone().unwrap_or_default());
    table.row(std::iter::once("Cộng".to_owned()).chain(totals));
    table.text()
}

fn words(found: &Consolidated, figure: &Figure) -> String {
    let told = found.told_names.iter().zip(&figure.cells);
    let told = told.filter(|(_, text)| !text.is_empty());
    told.map(|(name, text)| format!("{name}:\n{text}\n"))
        .collect()
}

fn differing(found: &Consolidated) -> String {
    let mut table = Table::new()
        .words("Đơn vị")
        .words("Nội dung")
        .numbers("Đã gửi")
        .numbers("Đã duyệt khi gửi")
        .numbers("Đã duyệt hiện nay")
        .words("Vì");
    for one in &found.differing {
        table.row([
            one.unit.clone(),
            one.words.clone(),
            one.sent.clone(),
            one.then.clone(),
            one.now.clone(),
            match one.why {
                "da_sua" => "Số liệu sửa sau khi gửi".to_owned(),
                _ => "Số riêng của đơn vị".to_owned(),
            },
        ]);
    }
    table.text()
}
