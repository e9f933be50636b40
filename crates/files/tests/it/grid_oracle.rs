//! calamine reads honest workbooks well: on those this reader must agree with it, cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook as Writer};
use thidua_domain::bundle::Cell;
use thidua_files::grid::{GridRow, Limits, read};

#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Number(f64),
    Day(f64),
    Bool(bool),
    Formula(String),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[ -~àạộđĐ\n_x000D]{1,20}".prop_map(Value::Text),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(Value::Number),
        (-1_000_000_000_i64..1_000_000_000)
            .prop_map(|hundredths| Value::Number(hundredths as f64 / 100.0)),
        (61_u32..2_958_465).prop_map(|day| Value::Day(f64::from(day))),
        any::<bool>().prop_map(Value::Bool),
        "[a-z0-9 <>&]{1,9}".prop_map(Value::Formula),
    ]
}

fn written(cells: &[(u32, u16, Value)]) -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, column, value) in cells {
        match value {
            Value::Text(text) => sheet.write_string(*row, *column, text),
            Value::Number(number) => sheet.write_number(*row, *column, *number),
            Value::Day(number) => sheet.write_number_with_format(*row, *column, *number, &day),
            Value::Bool(value) => sheet.write_boolean(*row, *column, *value),
            Value::Formula(result) => {
                let formula = rust_xlsxwriter::Formula::new("A1&\"\"").set_result(result);
                sheet.write_formula(*row, *column, formula)
            }
        }
        .unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn by_calamine(bytes: &[u8]) -> Vec<GridRow> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let mut reader = book.worksheet_cells_reader(&name).unwrap();
    let mut rows: Vec<GridRow> = Vec::new();
    while let Some(found) = reader.next_cell().unwrap() {
        let (row, column) = found.get_position();
        let cell = match found.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
            DataRef::String(text) => Cell::Text(text.clone()),
            DataRef::Float(number) => Cell::Number(if *number == 0.0 {
                "0".into()
            } else {
                number.to_string()
            }),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::DateTime(value) => {
                let (year, month, day, ..) = value.to_ymd_hms_milli();
                let (year, month, day) = (year.try_into(), month.try_into(), day.try_into());
                Cell::Date(jiff::civil::date(
                    year.unwrap(),
                    month.unwrap(),
                    day.unwrap(),
                ))
            }
            other => panic!("{other:?}"),
        };
        if rows.last().is_none_or(|last| last.number != row + 1) {
            rows.push(GridRow {
                number: row + 1,
                cells: Vec::new(),
            });
        }
        let cells = &mut rows.last_mut().unwrap().cells;
        cells.resize(column.try_into().unwrap(), Cell::Empty);
        cells.push(cell);
    }
    // Blank texts at the end of a row say nothing.
    for row in &mut rows {
        while row.cells.last().is_some_and(Cell::is_empty) {
            row.cells.pop();
        }
    }
    rows.retain(|row| !row.cells.is_empty());
    rows
}

proptest! {
    #[test]
    fn both_readers_see_the_same_cells(cells in proptest::collection::vec((0_u32..30, 0_u16..12, value()), 0..60)) {
        let bytes = written(&cells);
        let book = read("a.xlsx", &bytes, &Limits::default()).unwrap();
        prop_assert_eq!(&book.sheets[0].rows, &by_calamine(&bytes));
    }
}
