//! The panels as a workbook: a worksheet a table, with its method and what it cannot say below.

use thidua_domain::access::{Permission, Target};
use thidua_files::sheet::{Book, Column, Kind, Row, Sheet, Value, tab_name, write};

use super::{AskHonesty, Cell, Head, Honesty, Panel, Table, panels};
use crate::AppError;
use crate::report::{Form, Printed};
use crate::state::View;

/// All rows of all panels as XLSX. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// As [`panels`]; [`AppError::Forbidden`] without the permission to print.
pub fn print(view: &View, ask: &AskHonesty) -> Result<Printed, AppError> {
    view.permit(Permission::Print, Target::Any)?;
    let found = panels(view, ask)?;
    view.permit_agency(Permission::Print, &found.agency)?;
    let mut book = Book {
        title: format!("Minh bạch thi đua, khen thưởng {}", found.year),
        sheets: Vec::new(),
    };
    let mut names: Vec<String> = Vec::new();
    for panel in &found.panels {
        for table in &panel.tables {
            let name = tab_name(&table.title, &names);
            names.push(name.clone());
            book.sheets.push(sheet(name, &found, panel, table));
        }
    }
    let bytes = write(&book).map_err(crate::report::unwritten)?;
    Ok(Printed {
        name: format!("minh_bach_{}_{}.xlsx", found.agency, found.year),
        media_type: Form::Xlsx.media_type(),
        bytes,
    })
}

fn sheet(name: String, found: &Honesty, panel: &Panel, table: &Table) -> Sheet {
    let column = |(at, head): (usize, &Head)| {
        let kind = match head.number {
            true => Kind::Integer,
            false => Kind::Text,
        };
        Column::new(&head.text, if at == 0 { 44 } else { 20 }, kind)
    };
    let row = |cells: &Vec<Cell>| Row::from(cells.iter().map(value).collect::<Vec<Value>>());
    let mut notes = vec![
        format!("Cách tính: {}", panel.method),
        format!("Ngưỡng: {}", panel.told.words()),
        format!("Số trường hợp: {}.", panel.cases),
    ];
    notes.extend(panel.found.iter().cloned());
    notes.push(format!("Không nói được: {}", panel.cannot));
    Sheet {
        name,
        titles: vec![
            panel.title.to_owned(),
            table.title.clone(),
            format!("{}, năm công tác {}", found.name, found.year),
        ],
        columns: table.heads.iter().enumerate().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        freeze: Some(1),
        filter: true,
        landscape: true,
        notes,
        ..Sheet::default()
    }
}

/// A number as one.
fn value(cell: &Cell) -> Value {
    match &cell.value {
        Some(number) => match number.parse() {
            Ok(whole) => Value::Integer(whole),
            Err(_) => Value::Decimal(number.clone()),
        },
        None => Value::Text(cell.text.clone()),
    }
}
