//! Sheets of a file into rows: headings recognised, cells read, rows told twice refused.

use std::collections::HashMap;

use thidua_domain::bundle::{Column, Fault, Place, Severity, SheetDef, Values, row};
use thidua_domain::text;
use thidua_files::grid::{Grid, GridRow};

use super::{COMING, FIGURES, RECORD_SHEETS};

/// A row, where it stands, and what names it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Row of the file.
    pub(super) number: u32,
    /// What names it in its sheet.
    pub(super) key: String,
    /// What it says.
    pub(super) values: Values,
}

/// The rows of one sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What it is.
    pub(super) def: &'static SheetDef,
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// Reads every sheet of a file that this release knows; the others are named.
pub(super) fn sheets(grids: &[Grid], faults: &mut Vec<Fault>) -> Vec<Sheet> {
    let mut found: Vec<Sheet> = Vec::new();
    for grid in grids {
        let Some(def) = known(&grid.name) else {
            faults.push(unknown(&grid.name));
            continue;
        };
        let rows = rows(def, grid, faults);
        match found.iter_mut().find(|sheet| sheet.def.name == def.name) {
            Some(sheet) => sheet.rows.extend(rows),
            None => found.push(Sheet { def, rows }),
        }
    }
    found
}

fn known(name: &str) -> Option<&'static SheetDef> {
    let wanted = text::heading_key(name);
    let mut all = RECORD_SHEETS.iter().copied().chain([FIGURES]);
    all.find(|def| text::heading_key(def.name) == wanted || text::heading_key(def.title) == wanted)
}

fn unknown(name: &str) -> Fault {
    let place = Place {
        sheet: name,
        row: 0,
    };
    let wanted = text::heading_key(name);
    if COMING
        .iter()
        .any(|coming| text::heading_key(coming) == wanted)
    {
        return place.fault(
            Severity::Warning,
            "",
            name,
            "Bản này chưa đọc trang này; chưa lưu gì của trang.",
            "Giữ lại tệp và nạp lại khi có bản mới.",
        );
    }
    let names = RECORD_SHEETS
        .iter()
        .copied()
        .chain([FIGURES])
        .map(|def| def.name);
    let cure = match text::nearest(name, names) {
        Some(near) => format!("Có phải trang «{near}»? Đổi tên trang rồi nạp lại."),
        None => "Đặt tên trang theo tài liệu về bộ số liệu.".to_owned(),
    };
    place.fault(
        Severity::Warning,
        "",
        name,
        "Không nhận ra trang này; chưa lưu gì của trang.",
        cure,
    )
}

fn rows(def: &'static SheetDef, grid: &Grid, faults: &mut Vec<Fault>) -> Vec<Row> {
    let Some((heading, body)) = grid.rows.split_first() else {
        return Vec::new();
    };
    let columns = headings(def, heading, faults);
    let mut rows: Vec<Row> = Vec::with_capacity(body.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in body {
        let place = Place {
            sheet: def.name,
            row: line.number,
        };
        let cells = columns
            .iter()
            .filter_map(|(at, column)| Some((*column, line.cells.get(*at)?)));
        let values = row(def, place, cells, faults);
        let key = values.key(def);
        // A figure's key is decided with its sheet: one source may tell of it in several rows.
        if def.name != FIGURES.name
            && let Some(first) = seen.get(&key).and_then(|at| rows.get(*at))
        {
            twice(first, &values, place, faults);
            continue;
        }
        seen.insert(key.clone(), rows.len());
        rows.push(Row {
            number: line.number,
            key,
            values,
        });
    }
    rows
}

/// The columns of a heading row: position and what it is. Unknown ones are named.
fn headings(
    def: &'static SheetDef,
    heading: &GridRow,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, &'static Column)> {
    let place = Place {
        sheet: def.name,
        row: heading.number,
    };
    let mut columns: Vec<(usize, &'static Column)> = Vec::new();
    for (at, cell) in heading
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        let shown = cell.shown();
        let Some(column) = column(def, &shown) else {
            faults.push(unknown_heading(def, place, &shown));
            continue;
        };
        if columns.iter().any(|(_, other)| other.id == column.id) {
            faults.push(place.fault(
                Severity::Error,
                column.heading,
                shown,
                "Cột này có hai lần.",
                "Xóa hoặc đổi tên một trong hai cột.",
            ));
            continue;
        }
        columns.push((at, column));
    }
    for required in def.columns.iter().filter(|column| column.required) {
        if !columns.iter().any(|(_, column)| column.id == required.id) {
            faults.push(place.fault(
                Severity::Error,
                required.heading,
                "",
                format!("Thiếu cột «{}».", required.heading),
                "Thêm cột này vào dòng tiêu đề.",
            ));
        }
    }
    columns
}

/// The column of a heading. Marks are left aside, but `Tăng giảm` and `Tăng giảm %` are two.
fn column(def: &'static SheetDef, written: &str) -> Option<&'static Column> {
    let wanted = text::heading_key(written);
    def.columns
        .iter()
        .find(|column| text::heading_key(column.heading) == wanted)
}

fn unknown_heading(def: &'static SheetDef, place: Place<'_>, written: &str) -> Fault {
    let near = text::nearest(written, def.columns.iter().map(|column| column.heading));
    let cure = match near {
        Some(near) => format!("Có phải «{near}»? Đổi tên cột rồi nạp lại."),
        None => "Xóa cột, hoặc đặt tên theo tài liệu về bộ số liệu.".to_owned(),
    };
    place.fault(
        Severity::Warning,
        written,
        written,
        "Không nhận ra cột này; chưa lưu gì của cột.",
        cure,
    )
}

/// A row whose key stands in the file already: the same is nothing, another is an error.
fn twice(first: &Row, again: &Values, place: Place<'_>, faults: &mut Vec<Fault>) {
    let differs = |column: &&str| first.values.get(column) != again.get(column);
    let mut columns: Vec<&str> = first
        .values
        .iter()
        .map(|(id, _)| id)
        .chain(again.iter().map(|(id, _)| id))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    if columns.iter().any(differs) {
        faults.push(place.fault(
            Severity::Error,
            "",
            "",
            format!("Trùng khóa với dòng {} nhưng nội dung khác.", first.number),
            "Giữ lại một dòng, hoặc sửa mã của một trong hai dòng.",
        ));
    }
}
