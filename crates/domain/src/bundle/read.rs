//! Cells into canonical text, by the column's kind: every fault with its cell and its cure.

use super::cell::Cell;
use super::column::{Column, Kind, Role, SheetDef};
use super::fault::{Fault, Place, Severity};
use super::shares;
use super::values::Values;
use crate::amount::Decimal;
use crate::text::{self, legacy, number};
use crate::time::{PartialDate, YearSpan};

/// Reads one row; `cells` pairs the sheet's columns with the row's cells.
///
/// Faults are added to `faults`; the row comes back even when some of its cells were unreadable, so
/// that its other faults are found too. Of what is required only the key is missed here: a row that
/// adds to a stored one need not tell its content again ([`missing`]).
pub fn row<'a>(
    sheet: &SheetDef,
    place: Place<'_>,
    cells: impl Iterator<Item = (&'static Column, &'a Cell)>,
    faults: &mut Vec<Fault>,
) -> Values {
    read_row(sheet, place, cells, Hand::Strange, faults)
}

/// Reads one row that a program like this one wrote: no text of it is taken for an old font's.
pub fn own_row<'a>(
    sheet: &SheetDef,
    place: Place<'_>,
    cells: impl Iterator<Item = (&'static Column, &'a Cell)>,
    faults: &mut Vec<Fault>,
) -> Values {
    read_row(sheet, place, cells, Hand::Own, faults)
}

/// Who wrote the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// Anybody: texts may be in the letters of an old font.
    Strange,
    /// A program like this one.
    Own,
}

fn read_row<'a>(
    sheet: &SheetDef,
    place: Place<'_>,
    cells: impl Iterator<Item = (&'static Column, &'a Cell)>,
    hand: Hand,
    faults: &mut Vec<Fault>,
) -> Values {
    let mut values = Values::default();
    let mut unreadable = Vec::new();
    for (column, cell) in cells {
        if cell.is_empty() {
            continue;
        }
        match value(column, cell, (place, hand), faults) {
            Some(text) if !text.is_empty() => values.set(column.id, text),
            Some(_) => {}
            None => unreadable.push(column.id),
        }
    }
    for column in sheet.columns {
        if values.get(column.id).is_some() || unreadable.contains(&column.id) {
            continue;
        }
        if column.required && column.role == Role::Key {
            faults.push(lacks(column, place));
        } else if let Some(default) = column.default {
            values.set(column.id, default);
        }
    }
    values
}

/// Content without which a row cannot stand on its own: told of rows whose key is not stored yet.
pub fn missing(sheet: &SheetDef, place: Place<'_>, values: &Values) -> Vec<Fault> {
    let lacking = |column: &&Column| {
        column.required && column.role != Role::Key && values.get(column.id).is_none()
    };
    let columns = sheet.columns.iter().filter(lacking);
    columns.map(|column| lacks(column, place)).collect()
}

fn lacks(column: &Column, place: Place<'_>) -> Fault {
    place.fault(
        Severity::Error,
        column.heading,
        "",
        format!("Thiếu {}.", column.heading),
        format!("Điền {} vào dòng này.", column.heading),
    )
}

/// Reads one cell that is not empty. `None`: unreadable, the fault was added.
fn value(
    column: &Column,
    cell: &Cell,
    (place, hand): (Place<'_>, Hand),
    faults: &mut Vec<Fault>,
) -> Option<String> {
    let shown = cell.shown();
    if let Cell::Error(_) = cell {
        faults.push(place.fault(
            Severity::Error,
            column.heading,
            shown,
            "Ô này chứa lỗi của công thức.",
            "Sửa công thức trong tệp, hoặc dán giá trị vào ô.",
        ));
        return None;
    }
    let written = match hand {
        Hand::Own => kept(&shown),
        Hand::Strange => decoded(column, &shown, place, faults),
    };
    let read = match column.kind {
        Kind::Code => code(&written),
        Kind::FigureCode => figure_code(&written),
        Kind::Sign(list) => sign(&written, list),
        Kind::Goal if written == "nam_truoc" => Ok(written.clone()),
        Kind::Goal | Kind::Number => decimal(cell, &written),
        Kind::Award => Ok(written
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(";")),
        Kind::Codes => each(&written, code),
        Kind::Shares => shares::read(&written),
        Kind::Roles(list) => each(&written.replace('\n', ";"), |part| role(part, list)),
        Kind::Items => Ok(items(&written)),
        Kind::Choice(list) => choice(&written, list),
        Kind::Choices(list) => each(&written, |part| choice(part, list)),
        Kind::Text if hand == Hand::Own => Ok(written.replace('\n', " ")),
        Kind::Text => Ok(text::clean(&written.replace('\n', " "))),
        Kind::Lines | Kind::Document => Ok(written.clone()),
        Kind::Date => date(cell, &written),
        Kind::Year => year(&written),
        Kind::Years => years(&written),
        Kind::Month => month(&written),
        Kind::Count => count(cell, &written),
        Kind::Quantity => quantity(cell, &written),
        Kind::Flag => flag(&written),
    };
    read.map_err(|(reason, cure)| {
        faults.push(place.fault(Severity::Error, column.heading, written, reason, cure));
    })
    .ok()
}

/// The text as it was stored where only its blanks are others than a cleaned one's; else cleaned.
fn kept(shown: &str) -> String {
    let cleaned = text::clean(shown);
    let plain = |letter: char| letter == '\n' || !letter.is_control();
    let same = shown.chars().all(plain)
        && shown
            .split([' ', '\n'])
            .filter(|word| !word.is_empty())
            .eq(cleaned.split([' ', '\n']).filter(|word| !word.is_empty()));
    if same { shown.to_owned() } else { cleaned }
}

/// The text in Unicode: TCVN3 and VNI are recognised, converted and shown.
fn decoded(column: &Column, shown: &str, place: Place<'_>, faults: &mut Vec<Fault>) -> String {
    let textual = matches!(
        column.kind,
        Kind::Text | Kind::Lines | Kind::Items | Kind::Document
    );
    let Some(encoding) = textual.then(|| legacy::detect(shown)).flatten() else {
        return text::clean(shown);
    };
    let converted = text::clean(&legacy::to_unicode(shown, encoding));
    faults.push(place.fault(
        Severity::Warning,
        column.heading,
        shown,
        format!("Chữ viết bằng phông cũ, đã chuyển sang Unicode: «{converted}»."),
        "Đối chiếu lại chữ đã chuyển; nếu sai, sửa trong tệp rồi nạp lại.",
    ));
    converted
}

pub(super) type Read = Result<String, (String, String)>;

pub(super) fn refuse(reason: impl Into<String>, cure: impl Into<String>) -> Read {
    Err((reason.into(), cure.into()))
}

fn code(written: &str) -> Read {
    if text::is_code(written) {
        return Ok(written.to_owned());
    }
    refuse(
        "Mã chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối.",
        "Viết lại mã, ví dụ «quan-1».",
    )
}

fn figure_code(written: &str) -> Read {
    let plain = written.replace('_', "-");
    code(&plain).map(|_| written.to_owned())
}

fn each(written: &str, read: impl Fn(&str) -> Read) -> Read {
    let parts = written
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let read: Result<Vec<String>, _> = parts.map(read).collect();
    Ok(read?.join(";"))
}

fn choice(written: &str, list: &[&'static str]) -> Read {
    let exact = list.iter().find(|code| **code == written);
    let alike = || {
        let wanted = text::heading_key(written);
        list.iter().find(|code| text::heading_key(code) == wanted)
    };
    if let Some(found) = exact.or_else(alike) {
        return Ok((*found).to_owned());
    }
    let near = text::nearest(written, list.iter().copied());
    refuse(
        "Giá trị không có trong danh sách của cột này.",
        match near {
            Some(near) => format!("Có phải «{near}»? Các mã dùng được: {}.", list.join(", ")),
            None => format!("Dùng một trong các mã: {}.", list.join(", ")),
        },
    )
}

fn date(cell: &Cell, written: &str) -> Read {
    if let Cell::Date(date) = cell {
        return Ok(date.to_string());
    }
    match PartialDate::parse(written) {
        Ok(date) => Ok(date.to_string()),
        Err(fault) => refuse(fault.reason(), fault.cure()),
    }
}

fn year(written: &str) -> Read {
    match written.parse::<i16>() {
        Ok(year) if (1945..=2200).contains(&year) => Ok(year.to_string()),
        _ => refuse(
            "Không đọc được năm.",
            "Ghi năm bằng bốn chữ số, ví dụ 2021.",
        ),
    }
}

fn years(written: &str) -> Read {
    match YearSpan::parse(written) {
        Ok(span) => Ok(span.to_string()),
        Err(_) => refuse(
            "Không đọc được năm hoặc giai đoạn.",
            "Ghi một năm (2021) hoặc một giai đoạn (2015-2020).",
        ),
    }
}

fn month(written: &str) -> Read {
    match written.parse::<u8>() {
        Ok(month @ 1..=12) => Ok(month.to_string()),
        _ => refuse(
            "Tháng lũy kế phải từ 1 đến 12, kể từ 01/10.",
            "Ghi số tháng lũy kế, ví dụ 8 cho 8 tháng.",
        ),
    }
}

/// The most a count may be: a whole register of them still adds up within `i64`.
const MOST: i64 = 1_000_000_000_000_000;

fn count(cell: &Cell, written: &str) -> Read {
    let number = match cell {
        Cell::Number(plain) => Decimal::parse(plain).ok(),
        _ => whole(written),
    };
    match number.and_then(Decimal::to_i64) {
        Some(count @ 0..=MOST) => Ok(count.to_string()),
        _ => refuse(
            "Cột này là một số nguyên, không âm.",
            "Ghi số, ví dụ 19 hoặc 1.057.",
        ),
    }
}

/// Texts, each trimmed, joined as they are stored.
fn items(written: &str) -> String {
    let parts = written.split([';', '\n']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(";")
}

/// A code with the part it takes.
fn role(written: &str, list: &[&'static str]) -> Read {
    let Some((who, part)) = written.rsplit_once(':') else {
        return refuse(
            format!("«{written}» chưa ghi vai trò."),
            format!(
                "Ghi mã và vai trò, ví dụ «nv-1:{}».",
                list.first().copied().unwrap_or_default()
            ),
        );
    };
    let who = code(who.trim())?;
    Ok(format!("{who}:{}", choice(part.trim(), list)?))
}

/// An amount as a plain decimal, its unit multiplied in.
fn quantity(cell: &Cell, written: &str) -> Read {
    let number = match cell {
        Cell::Number(plain) => Decimal::parse(plain).ok(),
        _ => whole(written),
    };
    let most = Decimal::new(i128::from(MOST), 0).unwrap_or_default();
    match number {
        Some(amount) if !amount.is_negative() && amount <= most && amount.scale() <= 4 => {
            Ok(unmistakable(amount.to_string()))
        }
        _ => refuse(
            "Không đọc được số lượng.",
            "Ghi một số không âm, ví dụ 12; 0,5 hoặc 50.000.000; từ «hơn», «gần» ghi ở cột Mức chính xác.",
        ),
    }
}

/// A count as text, times its unit; a precision or a percent would be lost in this column.
fn whole(written: &str) -> Option<Decimal> {
    let reading = number::read(written).ok()?;
    if reading.precision.is_some() || reading.percent {
        return None;
    }
    let power = reading.unit.map_or(0, number::UnitWord::pow10);
    reading.settle(false).0.checked_mul_pow10(power)
}

fn decimal(cell: &Cell, written: &str) -> Read {
    if let Cell::Number(plain) = cell {
        // A workbook's number is the number it holds.
        return Ok(unmistakable(plain.clone()));
    }
    match number::read(written) {
        Ok(reading) => {
            // A unit written in the cell keeps the text: the figure column decides what it means.
            if reading.unit.is_some() || reading.precision.is_some() || reading.other.is_some() {
                return Ok(written.to_owned());
            }
            Ok(unmistakable(reading.value.to_string()))
        }
        Err(fault) => refuse(fault.reason(), fault.cure()),
    }
}

/// A further 0 keeps `1.057` from being read as a group of thousands.
fn unmistakable(plain: String) -> String {
    let pointed = plain.contains('.');
    match pointed && number::read(&plain).is_ok_and(|reading| reading.other.is_some()) {
        true => format!("{plain}0"),
        false => plain,
    }
}

fn sign(written: &str, list: &[&'static str]) -> Read {
    let plain = match written {
        "≥" => ">=",
        "≤" => "<=",
        other => other,
    };
    match list.iter().find(|sign| **sign == plain) {
        Some(sign) => Ok((*sign).to_owned()),
        None => refuse(
            "Phép so không có trong danh sách.",
            format!("Dùng một trong: {}.", list.join("  ")),
        ),
    }
}

fn flag(written: &str) -> Read {
    match text::fold(written).as_str() {
        "x" | "co" | "true" | "1" => Ok("x".into()),
        "khong" | "false" | "0" => Ok(String::new()),
        _ => refuse("Cột này chỉ đánh dấu x hoặc để trống.", "Ghi x hoặc xóa ô."),
    }
}
