//! The matrix on paper: a sheet that lies on its long side, as DOCX, PDF or XLSX.

use thidua_domain::access::{Permission, Target};
use thidua_files::paper::{Block, Cell as Box, Document, Letterhead};
use thidua_files::sheet::Value;

use super::sheet::{Cell, Sheet, sheet};
use crate::movement::find;
use crate::report::{Field, Form, Grid, Issue, Printed, office, write};
use crate::{AppError, View};

/// The matrix of a movement as a file. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// As [`sheet`]; [`AppError::Forbidden`] without the permission to print; [`AppError::Refused`] where no unit is in
/// reach.
pub fn print(view: &View, code: &str, form: Form) -> Result<Printed, AppError> {
    view.permit(Permission::Print, Target::Any)?;
    let found = sheet(view, code)?;
    if found.rows.is_empty() {
        return Err(AppError::refused(
            "Không có đơn vị nào trong phạm vi được xem nên chưa in được bảng.",
        ));
    }
    let movement = find(view, code)?;
    let own = view.actor.agencies(Permission::Print, view.today);
    let mut own = own.into_iter().chain(movement.launcher.as_deref());
    let agency = own.find(|code| view.state.org.find(code).is_some());
    let issue = Issue {
        date: Some(view.today),
        ..Issue::default()
    };
    let letterhead = match agency {
        Some(agency) => office(&view.state, agency, view.today, None, &issue)?.letterhead,
        None => Letterhead::default(),
    };
    let document = Document {
        letterhead: Letterhead {
            dateline: None,
            ..letterhead
        },
        landscape: true,
        kind: Some("Bảng theo dõi".to_owned()),
        subject: format!(
            "Văn bản của các đơn vị trong phong trào thi đua “{}”, đến ngày {}",
            found.name, found.on
        ),
        blocks: vec![Block::Table(table(&found))],
        ..Document::default()
    };
    let name = format!("van_ban_phong_trao_{code}");
    write(&document, &name, form)
}

fn table(found: &Sheet) -> thidua_files::paper::Table {
    let mut fields = vec![
        Field::mark("STT", 4).kept(),
        Field::words("Đơn vị", 24).kept(),
    ];
    let heads = found.duties.iter().map(|duty| match &duty.due {
        Some(due) => format!("{} (hạn {due})", duty.name),
        None => duty.name.clone(),
    });
    fields.extend(heads.map(|head| Field::words(head, 22)));
    fields.push(Field::mark("Tỷ lệ (%)", 8));
    let mut grid = Grid::new(fields);
    for (number, row) in (1_i64..).zip(&found.rows) {
        let mut cells = vec![
            Box::value(number.to_string(), Value::Integer(number.into())),
            Box::text(row.name.as_str()),
        ];
        cells.extend(row.cells.iter().map(|cell| Box::text(words(cell))));
        cells.push(Box::text(row.percent.clone().unwrap_or_default()));
        grid.row(cells);
    }
    grid.table("")
}

/// `Đã có: 12/KH-THADS, 05/01/2026`; `Chưa có`.
fn words(cell: &Cell) -> String {
    let parts: Vec<&str> = [&cell.symbol, &cell.on]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    match parts.is_empty() {
        true => cell.words.to_owned(),
        false => format!("{}: {}", cell.words, parts.join(", ")),
    }
}
