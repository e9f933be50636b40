//! The sheets of a request in JSON, as the grids every file becomes.

use serde_json::Value;
use thidua_domain::bundle::{Cell, SheetDef};
use thidua_domain::text;
use thidua_files::grid::{Grid, GridRow};

use super::rules;
use crate::AppError;

/// Most rows of one request.
const MOST_ROWS: usize = 200_000;
/// Most columns of a sheet: twice what the longest of ours has.
const MOST_COLUMNS: usize = 100;

/// The sheets of a JSON request: `{"sheets": {"so-lieu": [{"Mã cơ quan": "quan-1", …}, …]}}`; a column is named by
/// its heading or its id.
///
/// # Errors
/// [`AppError::Refused`] with the place where it is something else.
pub fn sheets(body: &Value) -> Result<Vec<Grid>, AppError> {
    let wrong = |what: &str| {
        AppError::Refused(format!(
            "{what} Gửi {{\"sheets\": {{\"so-lieu\": [{{\"Mã cơ quan\": \"quan-1\", …}}]}}}}."
        ))
    };
    let sheets = body.get("sheets").and_then(Value::as_object);
    let sheets = sheets.ok_or_else(|| wrong("Thiếu «sheets»."))?;
    let mut grids = Vec::new();
    let mut count = 0;
    for (name, rows) in sheets {
        let rows = rows
            .as_array()
            .ok_or_else(|| wrong(&format!("Trang «{name}» không phải danh sách các dòng.")))?;
        count += rows.len();
        if count > MOST_ROWS {
            return Err(AppError::Refused(format!(
                "Mỗi lần gửi nhiều nhất {} dòng; chia thành nhiều lần.",
                text::number::group(i64::try_from(MOST_ROWS).unwrap_or(i64::MAX))
            )));
        }
        grids.push(grid(name, rows)?);
    }
    Ok(grids)
}

fn grid(name: &str, rows: &[Value]) -> Result<Grid, AppError> {
    let def = rules::sheets().find(|def| def.name == name);
    let mut headings: Vec<String> = Vec::new();
    let mut lines: Vec<GridRow> = Vec::new();
    for (number, row) in (1_u32..).zip(rows) {
        let fields = row.as_object().ok_or_else(|| {
            AppError::Refused(format!(
                "Trang «{name}», dòng {number}: không phải một dòng gồm các cột."
            ))
        })?;
        let mut cells: Vec<Cell> = Vec::new();
        for (field, value) in fields {
            let heading = heading(def, field);
            let at = headings.iter().position(|known| *known == heading);
            let at = match at {
                Some(at) => at,
                None if headings.len() == MOST_COLUMNS => {
                    return Err(AppError::Refused(format!(
                        "Trang «{name}» có hơn {MOST_COLUMNS} cột khác nhau."
                    )));
                }
                None => {
                    headings.push(heading);
                    headings.len() - 1
                }
            };
            if cells.len() <= at {
                cells.resize(at + 1, Cell::Empty);
            }
            if let Some(cell) = cells.get_mut(at) {
                *cell = self::cell(value).ok_or_else(|| {
                    AppError::Refused(format!(
                        "Trang «{name}», dòng {number}, cột «{field}»: ghi chữ, số, true, false hoặc null."
                    ))
                })?;
            }
        }
        lines.push(GridRow { number, cells });
    }
    let head = GridRow {
        number: 0,
        cells: headings.into_iter().map(Cell::Text).collect(),
    };
    Ok(Grid {
        name: name.to_owned(),
        rows: std::iter::once(head).chain(lines).collect(),
        ..Grid::default()
    })
}

/// The heading of a column named by its id; everything else as it was sent.
fn heading(def: Option<&'static SheetDef>, field: &str) -> String {
    let column = def.and_then(|def| def.column(field));
    column.map_or_else(|| field.to_owned(), |column| column.heading.to_owned())
}

fn cell(value: &Value) -> Option<Cell> {
    Some(match value {
        Value::Null => Cell::Empty,
        Value::String(text) if text.is_empty() => Cell::Empty,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => {
            let plain = number.to_string();
            match plain.contains(['e', 'E']) {
                true => return None,
                false => Cell::Number(plain),
            }
        }
        Value::Bool(mark) => Cell::Bool(*mark),
        Value::Array(_) | Value::Object(_) => return None,
    })
}
