//! The paper of a request: what units answered, taken together; as a workbook a worksheet a table.

use thidua_domain::request::Plain;
use thidua_domain::text::number::two_digits;
use thidua_domain::time::vn;
use thidua_files::paper::{Block, Cell, Document, Level, Marks, Table, Text};
use thidua_files::sheet::Value;

use super::show::{Consolidated, Figure, Taken, consolidated};
use crate::AppError;
use crate::report::{Field, Grid, Issue, listed, office};
use crate::state::View;

/// The paper asked for.
#[derive(Clone, Debug)]
pub struct AskPaper {
    /// Code of the request.
    pub code: String,
    /// How it is issued.
    pub issue: Issue,
}

/// Units named in a sentence; more are named in the table alone.
const NAMED: usize = 20;
/// Figures across one table: more are several tables.
const ACROSS: usize = 6;

/// The paper.
///
/// # Errors
/// As [`consolidated`].
pub fn document(view: &View, ask: &AskPaper) -> Result<Document, AppError> {
    let found = consolidated(view, &ask.code)?;
    let state = view.state.as_ref();
    let desk = office(state, &found.asker, view.today, Some("bao_cao"), &ask.issue)?;
    let mut blocks = vec![opening(&found)];
    let mut number = 0;
    let mut section = |title: &str| {
        number += 1;
        Block::Heading(Level::Section, format!("{}. {title}", roman(number)))
    };
    blocks.push(section("Tình hình gửi báo cáo"));
    blocks.extend(standing(&found));
    if !found.figures.is_empty() {
        blocks.push(section("Số liệu tổng hợp"));
        let parts = found.figures.chunks(ACROSS);
        let several = parts.len() > 1;
        for (figures, part) in parts.zip(1..) {
            let caption = match several {
                true => format!("Số liệu tổng hợp, phần {part}"),
                false => "Số liệu tổng hợp".to_owned(),
            };
            blocks.push(Block::Table(figure_table(&found, figures, caption)));
        }
    }
    if !found.differing.is_empty() {
        blocks.push(section("Số đã gửi khác số liệu đã duyệt"));
        blocks.push(Block::Table(differing(&found)));
    }
    for taken in &found.tables {
        blocks.push(section(&taken.words));
        blocks.push(match taken.rows.is_empty() {
            true => Block::Paragraph(Text::from("Chưa đơn vị nào có nội dung này.")),
            false => Block::Table(rows_table(taken)),
        });
    }
    for text in &found.texts {
        blocks.push(section(&text.words));
        blocks.extend(texts(&found, text));
    }
    let mut document = Document {
        letterhead: desk.letterhead,
        landscape: found.figures.len() > 3 || found.tables.iter().any(|one| one.fields.len() > 3),
        kind: Some("Báo cáo".to_owned()),
        subject: format!("Tổng hợp: {}", found.title),
        addressees: Vec::new(),
        blocks,
        signatures: vec![desk.signature],
        recipients: desk.recipients,
        annexes: Vec::new(),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices(&found),
            sources: Vec::new(),
        },
    };
    document.close();
    Ok(document)
}

fn roman(number: usize) -> String {
    const TENS: [&str; 5] = ["", "X", "XX", "XXX", "XL"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let part = |table: &[&str], at: usize| table.get(at).copied().unwrap_or_default().to_owned();
    part(&TENS, number / 10) + &part(&ONES, number % 10)
}

fn day(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), vn)
}

fn count(number: usize) -> String {
    two_digits(i64::try_from(number).unwrap_or(i64::MAX))
}

fn opening(found: &Consolidated) -> Block {
    let by = found.paper.as_ref();
    let by = by.map_or_else(String::new, |paper| format!("Thực hiện {paper}, "));
    Block::Paragraph(Text::from(format!(
        "{by}{} tổng hợp báo cáo của {} đơn vị về “{}”, hạn gửi ngày {}, như sau:",
        found.asker_name,
        count(found.units.len()),
        found.title,
        day(&found.due)
    )))
}

/// Who sent, who is late, who is missing: by name.
fn standing(found: &Consolidated) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(Text::from(format!(
        "Đã gửi: {}/{} đơn vị.",
        count(found.told),
        count(found.units.len())
    )))];
    for (words, names) in [
        ("Gửi sau hạn", &found.late),
        ("Quá hạn chưa gửi", &found.overdue),
        ("Chưa gửi", &found.missing),
        ("Bị trả lại, chờ gửi lại", &found.returned),
    ] {
        if !names.is_empty() {
            let named = match names.len() > NAMED {
                true => "nêu ở bảng dưới đây".to_owned(),
                false => listed(names),
            };
            blocks.push(Block::Item(Text::from(format!(
                "{words} ({}): {named}",
                count(names.len())
            ))));
        }
    }
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Đơn vị", 70).kept(),
        Field::words("Tình trạng", 40).kept(),
        Field::mark("Ngày gửi", 24),
        Field::amount("Số ngày làm việc trễ hạn", 24),
    ]);
    for (at, unit) in found.units.iter().enumerate() {
        let state = match unit.stage {
            "da_gui" if unit.late => "Gửi sau hạn",
            "da_gui" => "Đã gửi",
            "tra_lai" => "Trả lại, chờ gửi lại",
            _ if unit.overdue => "Quá hạn chưa gửi",
            _ => "Chưa gửi",
        };
        let late = match unit.late_days {
            0 => Cell::empty(),
            days => Cell::value(
                count(days),
                Value::Integer(i128::try_from(days).unwrap_or(0)),
            ),
        };
        grid.row(vec![
            Cell::text((at + 1).to_string()),
            Cell::text(&unit.name),
            Cell::text(state),
            Cell::text(unit.on.as_deref().map(day).unwrap_or_default()),
            late,
        ]);
    }
    blocks.push(Block::Table(grid.table("Tình hình gửi báo cáo")));
    blocks
}

/// A cell as it is printed and kept.
fn cell(kind: &str, shown: &str, kept: &str) -> Cell {
    if kept.is_empty() {
        return Cell::empty();
    }
    match Plain::from_word(kind) {
        Some(Plain::Number) => match kept.parse() {
            Ok(whole) => Cell::value(shown, Value::Integer(whole)),
            Err(_) => Cell::value(shown, Value::Decimal(kept.to_owned())),
        },
        Some(Plain::Percent) => Cell::value(shown, Value::Percent(kept.to_owned())),
        Some(Plain::Day) => match kept.parse() {
            Ok(day) => Cell::value(shown, Value::Date(day)),
            Err(_) => Cell::text(shown),
        },
        _ => Cell::text(shown),
    }
}

fn field(kind: &str, heading: &str, share: u16) -> Field {
    match Plain::from_word(kind) {
        Some(Plain::Number | Plain::Percent) => Field::amount(heading, share).kept(),
        Some(Plain::Day | Plain::YesNo) => Field::mark(heading, share).kept(),
        _ => Field::words(heading, share).kept(),
    }
}

fn figure_table(found: &Consolidated, figures: &[Figure], caption: String) -> Table {
    let columns = figures
        .iter()
        .map(|figure| field(figure.kind, &figure.words, 26));
    let first = [
        Field::mark("STT", 10).kept(),
        Field::words("Đơn vị", 56).kept(),
    ];
    let mut grid = Grid::new(first.into_iter().chain(columns));
    for (at, name) in found.told_names.iter().enumerate() {
        let cells = figures.iter().map(|figure| {
            let shown = figure.cells.get(at).map_or("", String::as_str);
            let kept = figure.values.get(at).map_or("", String::as_str);
            cell(figure.kind, shown, kept)
        });
        let first = [Cell::text((at + 1).to_string()), Cell::text(name)];
        grid.row(first.into_iter().chain(cells).collect());
    }
    let totals = figures
        .iter()
        .map(|figure| total(figure.kind, figure.total.as_deref()));
    let sum = format!("Cộng {} đơn vị đã gửi", count(found.told));
    let first = [Cell::empty(), Cell::text(sum)];
    grid.row(first.into_iter().chain(totals).collect());
    bold_last(grid.table(caption))
}

/// Figures sent that stand otherwise in the data: the sums above are of what was sent.
fn differing(found: &Consolidated) -> Table {
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Đơn vị", 50).kept(),
        Field::words("Nội dung", 50).kept(),
        Field::amount("Đã gửi", 26).kept(),
        Field::amount("Đã duyệt khi gửi", 26).kept(),
        Field::amount("Đã duyệt hiện nay", 26).kept(),
        Field::words("Vì", 34).kept(),
    ]);
    for (at, one) in found.differing.iter().enumerate() {
        let why = match one.why {
            "da_sua" => "Số liệu sửa sau khi gửi",
            _ => "Số riêng của đơn vị",
        };
        grid.row(vec![
            Cell::text((at + 1).to_string()),
            Cell::text(&one.unit),
            Cell::text(&one.words),
            Cell::text(&one.sent),
            Cell::text(&one.then),
            Cell::text(&one.now),
            Cell::text(why),
        ]);
    }
    grid.table("Số đã gửi khác số liệu đã duyệt")
}

/// The last row is the sums.
fn bold_last(mut table: Table) -> Table {
    if let Some(row) = table.rows.last_mut() {
        row.bold = true;
    }
    table
}

fn total(kind: &str, told: Option<&str>) -> Cell {
    let Some(told) = told else {
        return Cell::empty();
    };
    let plain = told.replace('.', "").replace(',', ".");
    match Plain::from_word(kind) {
        Some(Plain::Number) => cell(kind, told, &plain),
        _ => Cell::text(told),
    }
}

fn rows_table(taken: &Taken) -> Table {
    let columns = taken.fields.iter().zip(&taken.kinds);
    let columns = columns.map(|(heading, kind)| field(kind, heading, 30));
    let first = [
        Field::mark("STT", 10).kept(),
        Field::words("Đơn vị", 44).kept(),
    ];
    let mut grid = Grid::new(first.into_iter().chain(columns));
    for (at, row) in taken.rows.iter().enumerate() {
        let cells = row.cells.iter().zip(&row.values).zip(&taken.kinds);
        let cells = cells.map(|((shown, kept), kind)| cell(kind, shown, kept));
        let first = [Cell::text((at + 1).to_string()), Cell::text(&row.unit)];
        grid.row(first.into_iter().chain(cells).collect());
    }
    let summed = taken.totals.iter().any(Option::is_some);
    if !summed {
        return grid.table(taken.words.as_str());
    }
    let totals = taken.totals.iter().zip(&taken.kinds);
    let totals = totals.map(|(told, kind)| total(kind, told.as_deref()));
    let sum = format!("Cộng {} dòng", count(taken.rows.len()));
    let first = [Cell::empty(), Cell::text(sum)];
    grid.row(first.into_iter().chain(totals).collect());
    bold_last(grid.table(taken.words.as_str()))
}

/// Answers in words, one unit after the other; as a table too, so that a workbook holds them.
fn texts(found: &Consolidated, figure: &Figure) -> Vec<Block> {
    let told: Vec<(&String, &String)> = found
        .told_names
        .iter()
        .zip(&figure.cells)
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if told.is_empty() {
        return vec![Block::Paragraph(Text::from(
            "Chưa đơn vị nào có nội dung này.",
        ))];
    }
    let mut grid = Grid::new([
        Field::mark("STT", 10).kept(),
        Field::words("Đơn vị", 44).kept(),
        Field::words("Nội dung", 110).kept(),
    ]);
    for (at, (name, text)) in told.into_iter().enumerate() {
        grid.row(vec![
            Cell::text((at + 1).to_string()),
            Cell::text(name),
            Cell::text(text),
        ]);
    }
    vec![Block::Table(grid.table(figure.words.as_str()))]
}

fn notices(found: &Consolidated) -> Vec<String> {
    let open = found.units.len() - found.told;
    let mut told = Vec::new();
    if open > 0 {
        told.push(format!(
            "còn {} đơn vị chưa có báo cáo, không có trong số tổng hợp",
            count(open)
        ));
    }
    if !found.differing.is_empty() {
        told.push(format!(
            "có {} số đã gửi khác số liệu đã duyệt hiện nay; số tổng hợp là số đã gửi",
            count(found.differing.len())
        ));
    }
    told
}
