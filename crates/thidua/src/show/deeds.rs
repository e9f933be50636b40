//! `show activities`, `exemplars`, `notes`, `ranks`, `events`.

use std::fmt::Write as _;

use thidua_app::activity::{self, Activities};
use thidua_app::deed::{Answer, AskYears};
use thidua_app::event::{self, AskEvents, Events, Of};
use thidua_app::exemplar::{self, Exemplars};
use thidua_app::note::{self, Notes};
use thidua_app::standing::{self, Standings};
use thidua_domain::amount::Precision;
use thidua_domain::text::number::group;
use thidua_domain::time::{PartialDate, Window, WorkYear, vn};

use super::Desk;
use crate::args::{AwardsArgs, EventsArgs};
use crate::refusal::Refusal;
use crate::table::Table;

/// The question about an agency's work years.
pub(super) fn asked(desk: &Desk<'_>, args: &AwardsArgs) -> Result<AskYears, Refusal> {
    desk.need_agency(&args.agency)?;
    Ok(AskYears {
        agency: args.agency.clone(),
        from: args.years.from,
        to: args.years.to.year.0,
        month: Some(args.years.to.month),
        own: args.own,
    })
}

/// `Cục … – đóng góp, giai đoạn 2015–2020`.
pub(super) fn heading(asked: &Answer, what: &str) -> String {
    let to = Window {
        year: WorkYear(asked.to),
        month: asked.month,
    };
    let years = match (asked.from == asked.to, asked.month) {
        (true, _) => to.label(),
        (false, 12) => format!("{}–{}", asked.from, asked.to),
        (false, _) => format!("từ năm {} đến hết {}", asked.from, to.label()),
    };
    format!("{}\n{what} {years}\n", asked.name)
}

/// The day of the newest source.
pub(super) fn ending(text: &mut String, as_of: Option<&str>) {
    let day = as_of.and_then(|day| PartialDate::parse(day).ok());
    if let Some(day) = day {
        let _ = writeln!(text, "\nTheo nguồn đến {}.", day.vn());
    }
}

/// What is said where there is no row.
pub(super) fn nothing(text: &mut String, rows: usize) {
    if rows == 0 {
        text.push_str("\nChưa ghi nội dung nào trong các năm này.\n");
    }
}

/// Rows that are not counted.
pub(super) fn left(text: &mut String, table: &Table) {
    if !table.is_empty() {
        let _ = write!(
            text,
            "\nKhông tính được vào các năm này, lý do ở cột Ghi chú\n{}",
            table.text()
        );
    }
}

/// A count with the words of its precision and its unit; empty where nothing is told.
fn counted(count: Option<i64>, qualifier: &str, unit: &str) -> String {
    let precision = Precision::from_code(qualifier).unwrap_or_default();
    let said = precision.before(&count.map(group).unwrap_or_default());
    match said.trim() {
        "" => String::new(),
        said => format!("{said} {unit}").trim().to_owned(),
    }
}

/// The activities of an agency over work years.
pub(super) fn activities(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = activity::activities(&desk.view, &asked)?;
    desk.out.answer(&found, || activities_text(desk, &found))
}

fn activities_text(desk: &Desk<'_>, found: &Activities) -> String {
    let mut text = heading(&found.asked, "Hoạt động");
    nothing(&mut text, found.rows.len());
    let table = |rows: &[activity::ActivityRow]| {
        let mut table = Table::new()
            .words("Năm")
            .words("Cơ quan")
            .words("Loại")
            .words("Nội dung")
            .words("Số lượng")
            .words("Dành cho")
            .words("Phối hợp")
            .words("Ghi chú");
        for row in rows {
            let kind = row.kind.as_deref();
            let unit = row.unit.as_deref();
            let unit = unit.map_or("", |unit| desk.word("don_vi_tinh", unit));
            let when = row.date.clone().or_else(|| row.year.clone());
            table.row([
                when.unwrap_or_default(),
                row.agency_name.clone(),
                kind.map_or("", |kind| desk.word("hoat-dong.loai", kind))
                    .to_owned(),
                row.text.clone().unwrap_or_default().replace('\n', " "),
                counted(row.count, row.qualifier, unit),
                row.audience.clone().unwrap_or_default(),
                row.partners.join("; "),
                row.left_out.clone().unwrap_or_default(),
            ]);
        }
        table
    };
    let _ = write!(text, "\n{}", table(&found.rows).text());
    left(&mut text, &table(&found.left_out));
    ending(&mut text, found.as_of.as_deref());
    text
}

/// The exemplars of an agency over work years.
pub(super) fn exemplars(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = exemplar::exemplars(&desk.view, &asked)?;
    desk.out.answer(&found, || exemplars_text(desk, &found))
}

fn exemplars_text(desk: &Desk<'_>, found: &Exemplars) -> String {
    let mut text = heading(&found.asked, "Điển hình tiên tiến");
    nothing(&mut text, found.rows.len());
    let table = |rows: &[exemplar::ExemplarRow]| {
        let mut table = Table::new()
            .words("Năm")
            .words("Cơ quan")
            .words("Điển hình")
            .words("Đối tượng")
            .words("Số lượng")
            .words("Cấp")
            .words("Trạng thái")
            .words("Lĩnh vực")
            .words("Lý do")
            .words("Ghi chú");
        for row in rows {
            let word = |list: &str, code: &Option<String>| {
                code.as_deref()
                    .map(|code| desk.word(list, code).to_owned())
                    .unwrap_or_default()
            };
            table.row([
                row.year.clone().unwrap_or_default(),
                row.agency_name.clone(),
                row.subject_name.clone().unwrap_or_default(),
                word("doi_tuong", &row.kind),
                counted(row.count, row.qualifier, ""),
                word("dien-hinh.cap", &row.level),
                word("dien-hinh.trang_thai", &row.status),
                row.field.clone().unwrap_or_default(),
                row.why.clone().unwrap_or_default().replace('\n', " "),
                row.left_out.clone().unwrap_or_default(),
            ]);
        }
        table
    };
    let _ = write!(text, "\n{}", table(&found.rows).text());
    left(&mut text, &table(&found.left_out));
    ending(&mut text, found.as_of.as_deref());
    text
}

/// The sentences of an agency over work years.
pub(super) fn notes(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = note::notes(&desk.view, &asked)?;
    desk.out.answer(&found, || notes_text(desk, &found))
}

fn notes_text(desk: &Desk<'_>, found: &Notes) -> String {
    let mut text = heading(&found.asked, "Nội dung báo cáo");
    nothing(&mut text, found.rows.len());
    let mut last = (String::new(), None, None);
    for row in &found.rows {
        let here = (
            row.agency.clone(),
            row.movement.clone(),
            row.section.clone(),
        );
        if here != last {
            let movement = row.movement.as_deref();
            let movement = movement.map(|code| desk.state().movement_name(code));
            let section = row.section.as_deref();
            let section = section.map_or("", |code| desk.word("noi-dung.muc", code));
            let parts = [
                Some(row.agency_name.clone()),
                movement,
                Some(section.to_owned()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let _ = writeln!(text, "\n{}", parts.join(" – "));
            last = here;
        }
        let speaker = row.speaker_name.as_ref().map(|name| format!(" ({name})"));
        let sentence = row.text.clone().unwrap_or_default();
        let order = row
            .order
            .map(|order| format!("{order}. "))
            .unwrap_or_default();
        let _ = writeln!(text, "  {order}{sentence}{}", speaker.unwrap_or_default());
    }
    if !found.carried.is_empty() {
        text.push_str("\nNăm trước chưa xong:\n");
        for row in &found.carried {
            let _ = writeln!(text, "  - {}", row.text.clone().unwrap_or_default());
        }
    }
    let mut table = Table::new().words("Năm").words("Nội dung").words("Ghi chú");
    for row in &found.left_out {
        table.row([
            row.year.clone().unwrap_or_default(),
            row.text.clone().unwrap_or_default(),
            row.left_out.clone().unwrap_or_default(),
        ]);
    }
    left(&mut text, &table);
    ending(&mut text, found.as_of.as_deref());
    text
}

/// The ranks others gave an agency over work years.
pub(super) fn ranks(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = standing::standings(&desk.view, &asked)?;
    desk.out.answer(&found, || ranks_text(desk, &found))
}

fn ranks_text(desk: &Desk<'_>, found: &Standings) -> String {
    let mut text = heading(&found.asked, "Kết quả xếp hạng");
    nothing(&mut text, found.rows.len());
    let table = |rows: &[standing::StandingRow]| {
        let mut table = Table::new()
            .words("Năm")
            .numbers("Tháng")
            .words("Cơ quan")
            .words("Xếp theo")
            .words("Hạng")
            .words("Thứ")
            .words("Trong")
            .words("Cơ quan xếp hạng")
            .words("Ghi chú");
        for row in rows {
            let class = row.class.as_deref();
            let of = row
                .total
                .map(|total| format!("/{total}"))
                .unwrap_or_default();
            let place = row.place.map(|place| format!("{place}{of}"));
            let told = [row.left_out.as_deref(), row.note.as_deref()];
            table.row([
                row.year.clone().unwrap_or_default(),
                row.month.map(|month| month.to_string()).unwrap_or_default(),
                row.agency_name.clone(),
                row.by_name
                    .clone()
                    .unwrap_or_else(|| "xếp hạng chung".to_owned()),
                class
                    .map_or("", |class| desk.word("xep-hang.hang", class))
                    .to_owned(),
                place.unwrap_or_default(),
                row.among_name.clone().unwrap_or_default(),
                row.ranked_by_name.clone().unwrap_or_default(),
                told.into_iter().flatten().collect::<Vec<_>>().join(" "),
            ]);
        }
        table
    };
    let _ = write!(text, "\n{}", table(&found.rows).text());
    left(&mut text, &table(&found.left_out));
    ending(&mut text, found.as_of.as_deref());
    text
}

/// The events of an agency, a block or a movement.
pub(super) fn events(desk: &Desk<'_>, args: &EventsArgs) -> Result<(), Refusal> {
    let of = match (&args.agency, &args.block, &args.movement) {
        (Some(code), _, _) => {
            desk.need_agency(code)?;
            Of::Agency(code.clone())
        }
        (_, Some(code), _) => {
            desk.need_block(code)?;
            Of::Block(code.clone())
        }
        (_, _, movement) => {
            let code = movement.clone().unwrap_or_default();
            if desk.state().movements.get(&code).is_none() {
                return Err(Refusal::told(format!(
                    "Không có phong trào mang mã «{code}»."
                )));
            }
            Of::Movement(code)
        }
    };
    let asked = AskEvents {
        of,
        from: args.from.first_day(),
        to: args.to.last_day(),
    };
    let found = event::events(&desk.view, &asked)?;
    desk.out
        .answer(&found, || events_text(desk, &found, &asked))
}

fn events_text(desk: &Desk<'_>, found: &Events, asked: &AskEvents) -> String {
    let mut text = format!("Sự kiện từ {} đến {}\n", vn(asked.from), vn(asked.to));
    nothing(&mut text, found.rows.len());
    let table = |rows: &[event::EventRow]| {
        let mut table = Table::new()
            .words("Ngày")
            .words("Sự kiện")
            .words("Loại")
            .words("Địa điểm")
            .words("Cơ quan tổ chức")
            .words("Thành phần")
            .words("Nội dung")
            .words("Ghi chú");
        for row in rows {
            let parts = row.parts.iter().map(|part| {
                let role = desk.word("su-kien.thanh_phan", &part.role).to_lowercase();
                format!("{} ({role})", part.name)
            });
            table.row([
                row.from.clone().unwrap_or_default(),
                row.name.clone().unwrap_or_default(),
                desk.words("su-kien.loai", &row.kinds.join(";")),
                row.place.clone().unwrap_or_default(),
                row.agency_names.join("; "),
                parts.collect::<Vec<_>>().join("; "),
                row.lines.join("; "),
                row.left_out.clone().unwrap_or_default(),
            ]);
        }
        table
    };
    let _ = write!(text, "\n{}", table(&found.rows).text());
    left(&mut text, &table(&found.left_out));
    text
}
