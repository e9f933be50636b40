//! The dashboard as a file: a table a block, of all it shows, as XLSX (a worksheet a table), DOCX or PDF.

use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::text::number::group;
use thidua_domain::time::{parse_date, vn};
use thidua_files::paper::{Block, Cell, Document, Letterhead};
use thidua_files::sheet::Value;

mod deeds;

use deeds::{award_years, awards, contributions, exemplars, movements, registrations};

use super::{AskDashboard, Count, Dashboard, Side, UnitLine, dashboard};
use crate::home::Measured;
use crate::report::{Field, Form, Grid, Issue, Printed, office, write};
use crate::{AppError, View};

/// The dashboard as a file. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// As [`dashboard`]; [`AppError::NotFound`] for an agency whose papers are not the reader's to print.
pub fn print(view: &View, ask: &AskDashboard, form: Form) -> Result<Printed, AppError> {
    view.permit(Permission::Print, Target::Agency(&ask.agency))?;
    let found = dashboard(view, ask)?;
    let state = view.state.as_ref();
    let issue = Issue {
        date: Some(view.today),
        ..Issue::default()
    };
    let letterhead = office(state, &ask.agency, view.today, None, &issue)?.letterhead;
    let window = ask.window()?;
    let scope = state.catalogue.labels.word("so-lieu.pham_vi", &ask.scope);
    let tables: Vec<(&str, Grid)> = [
        figures(&found),
        course(&found),
        years(&found),
        units(&found),
        late(&found),
        movements(&found),
        registrations(state, &found),
        awards(&found),
        award_years(&found),
        contributions(state, &found),
        exemplars(state, &found),
    ]
    .into_iter()
    .flatten()
    .filter(|(_, grid)| !grid.is_empty())
    .collect();
    if tables.is_empty() {
        return Err(AppError::refused(
            "Kỳ này chưa có gì để in: chưa có số liệu, phong trào, đăng ký, khen thưởng, đóng góp nào.",
        ));
    }
    let tables = tables.into_iter().map(|(name, grid)| grid.table(name));
    let document = Document {
        letterhead: Letterhead {
            dateline: None,
            ..letterhead
        },
        landscape: true,
        kind: Some("Bảng tổng quan".to_owned()),
        subject: format!(
            "Kết quả thi hành án, thi đua, khen thưởng của {}, {} ({})",
            found.name,
            window.label(),
            crate::report::small(scope),
        ),
        blocks: tables.map(Block::Table).collect(),
        ..Document::default()
    };
    let name = format!("tong_quan_{}_{}_{:02}", ask.agency, ask.year, ask.month);
    write(&document, &name, form)
}

type Made = Option<(&'static str, Grid)>;

fn number(count: usize) -> Cell {
    let count = i128::try_from(count).unwrap_or(i128::MAX);
    Cell::value(group(count), Value::Integer(count))
}

fn told(count: Option<usize>) -> Cell {
    count.map_or_else(Cell::empty, number)
}

fn counted(count: Count) -> Cell {
    let shown = group(count.number);
    match (count.number, count.untold) {
        (number, 0) => Cell::value(shown, Value::Integer(number.into())),
        (0, _) => Cell::text("có, không nêu số"),
        _ => Cell::text(format!("ít nhất {shown}")),
    }
}

fn percent(text: Option<&String>) -> Cell {
    let Some(text) = text else {
        return Cell::empty();
    };
    let shown = Percent::parse(text).map_or_else(|_| text.clone(), Percent::vn);
    Cell::value(shown, Value::Decimal(text.clone()))
}

fn side_name(side: &str) -> &'static str {
    match side {
        "viec" => "Về việc",
        _ => "Về tiền",
    }
}

fn sides(found: &Dashboard) -> impl Iterator<Item = &Side> {
    found.figures.iter().flat_map(|block| &block.sides)
}

fn figures(found: &Dashboard) -> Made {
    let mut grid = Grid::new([
        Field::words("Tính theo", 14).kept(),
        Field::words("Số liệu", 34).kept(),
        Field::amount("Giá trị", 24).kept(),
        Field::words("Đơn vị tính", 14).kept(),
    ]);
    for side in sides(found) {
        let rows = [
            ("Tỷ lệ thi hành xong", &side.rate),
            ("Chỉ tiêu cả năm", &side.target),
            ("Tiến độ phải đạt", &side.pace),
            ("Chênh lệch so tiến độ", &side.deviation),
        ];
        for (name, value) in rows.into_iter().filter(|(_, value)| value.is_some()) {
            let unit = if name.starts_with("Chênh") {
                "điểm %"
            } else {
                "%"
            };
            grid.row(vec![
                Cell::text(side_name(side.side)),
                Cell::text(name),
                percent(value.as_ref()),
                Cell::text(unit),
            ]);
        }
        for amount in &side.amounts {
            let value = Decimal::parse(&amount.value)
                .ok()
                .and_then(Decimal::to_i128);
            let printed = amount.printed.as_str();
            let cell = match value {
                Some(value) if side.side == "tien" => {
                    Cell::value(group(value), Value::Money(value))
                }
                Some(value) => Cell::value(printed, Value::Integer(value)),
                None => Cell::text(printed),
            };
            let unit = if side.side == "tien" {
                "đồng"
            } else {
                amount.unit.as_str()
            };
            let (side, name) = (side_name(side.side), amount.name.as_str());
            grid.row(vec![
                Cell::text(side),
                Cell::text(name),
                cell,
                Cell::text(unit),
            ]);
        }
    }
    Some(("Số liệu, tiến độ", grid))
}

fn course(found: &Dashboard) -> Made {
    let mut grid = Grid::new([
        Field::words("Tính theo", 14).kept(),
        Field::mark("Lũy kế", 12).kept(),
        Field::amount("Tỷ lệ (%)", 20),
        Field::amount("Tiến độ (%)", 20),
        Field::amount("Cùng kỳ năm trước (%)", 20),
    ]);
    for side in sides(found) {
        let told = |point: &&super::CoursePoint| point.rate.is_some() || point.before.is_some();
        for point in side.course.iter().filter(told) {
            grid.row(vec![
                Cell::text(side_name(side.side)),
                Cell::text(format!("{} tháng", point.month)),
                percent(point.rate.as_ref()),
                percent(point.pace.as_ref()),
                percent(point.before.as_ref()),
            ]);
        }
    }
    Some(("Từng tháng", grid))
}

fn years(found: &Dashboard) -> Made {
    let mut grid = Grid::new([
        Field::words("Tính theo", 14).kept(),
        Field::mark("Năm công tác", 14).kept(),
        Field::amount("Tỷ lệ cùng tháng (%)", 24).kept(),
    ]);
    for side in sides(found) {
        for point in side.years.iter().filter(|point| point.rate.is_some()) {
            grid.row(vec![
                Cell::text(side_name(side.side)),
                Cell::text(point.year.to_string()),
                percent(point.rate.as_ref()),
            ]);
        }
    }
    Some(("Cùng kỳ các năm", grid))
}

fn units(found: &Dashboard) -> Made {
    let pace = |head: &str, over: &str| Field::amount(head, 9).under(over.to_owned());
    let mut grid = Grid::new([
        Field::mark("STT", 4).kept(),
        Field::words("Đơn vị", 22).kept(),
        pace("Tỷ lệ (%)", "Về việc"),
        pace("Tiến độ (%)", "Về việc"),
        pace("Chênh lệch", "Về việc"),
        pace("Tỷ lệ (%)", "Về tiền"),
        pace("Tiến độ (%)", "Về tiền"),
        pace("Chênh lệch", "Về tiền"),
        Field::amount("Cơ quan chậm gửi số liệu", 9),
        Field::amount("Đăng ký thi đua", 9),
        Field::amount("Đăng ký đã đạt", 9),
        Field::amount("Tập thể được khen", 9),
        Field::amount("Cá nhân được khen", 9),
        Field::amount("Khoản đóng góp", 9),
        Field::amount("Điển hình", 9),
    ]);
    for (at, unit) in (1_usize..).zip(&found.units) {
        grid.row(unit_row(at, unit));
    }
    Some(("Các đơn vị", grid))
}

fn unit_row(at: usize, unit: &UnitLine) -> Vec<Cell> {
    let side = |side: &Measured| {
        let values = [&side.rate, &side.pace, &side.deviation];
        values.map(|value| percent(value.as_ref()))
    };
    let named = |count: Option<i64>| match count {
        Some(count) => Cell::value(group(count), Value::Integer(count.into())),
        None => Cell::empty(),
    };
    let mut cells = vec![number(at), Cell::text(unit.name.as_str())];
    cells.extend(side(&unit.cases));
    cells.extend(side(&unit.money));
    cells.push(told(unit.late));
    cells.extend([named(unit.registered), named(unit.reached)]);
    for count in [unit.collectives, unit.individuals] {
        cells.push(count.map_or_else(Cell::empty, counted));
    }
    cells.extend([told(unit.contributions), told(unit.exemplars)]);
    cells
}

fn late(found: &Dashboard) -> Made {
    let block = found.late.as_ref()?;
    let mut grid = Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Cơ quan", 50).kept(),
        Field::words("Tình trạng", 20).kept(),
        Field::mark("Hạn gửi", 16),
    ]);
    for (at, unit) in (1_usize..).zip(&block.late) {
        let due = unit.due.as_deref().and_then(|due| parse_date(due).ok());
        grid.row(vec![
            number(at),
            Cell::text(unit.name.as_str()),
            Cell::text(unit.word),
            due.map_or_else(Cell::empty, |due| Cell::value(vn(due), Value::Date(due))),
        ]);
    }
    Some(("Chậm gửi số liệu", grid))
}
