//! Sheets of a file into rows: headings recognised, cells read, rows told twice refused.

use std::collections::HashMap;

use thidua_domain::bundle::{
    Column, Fault, Merge, Place, Role, Severity, SheetDef, Values, merge, own_row, row,
};
use thidua_domain::{register, text};
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

/// Reads every sheet of a file that this release knows; the others are named. `own`: a program like this one wrote
/// them.
pub(super) fn sheets(grids: &[Grid], own: bool, faults: &mut Vec<Fault>) -> Vec<Sheet> {
    let mut found: Vec<Sheet> = Vec::new();
    for grid in grids {
        let Some(def) = known(&grid.name) else {
            faults.push(unknown(&grid.name));
            continue;
        };
        let rows = rows(def, grid, own, faults);
        match found.iter_mut().find(|sheet| sheet.def.name == def.name) {
            Some(sheet) => sheet.rows.extend(rows),
            None => found.push(Sheet { def, rows }),
        }
    }
    found
}

/// The sheet of a name or title, or of a further part of it.
pub(crate) fn known(name: &str) -> Option<&'static SheetDef> {
    // A long sheet goes on in further ones: `so-lieu.2`.
    let part = name.rsplit_once('.');
    let stem = part.filter(|(_, part)| part.parse::<u16>().is_ok());
    let wanted = text::heading_key(stem.map_or(name, |(stem, _)| stem));
    let mut all = crate::exchange::sheets();
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

fn rows(def: &'static SheetDef, grid: &Grid, own: bool, faults: &mut Vec<Fault>) -> Vec<Row> {
    let Some((heading, body)) = grid.rows.split_first() else {
        return Vec::new();
    };
    let columns = headings(def, heading, faults);
    let read = |line: &GridRow| {
        let place = Place {
            sheet: def.name,
            row: line.number,
        };
        let cells = columns
            .iter()
            .filter_map(|(at, column)| Some((*column, line.cells.get(*at)?)));
        let values = match own {
            true => own_row(def, place, cells, faults),
            false => row(def, place, cells, faults),
        };
        Row {
            number: line.number,
            key: values.key(def),
            values,
        }
    };
    body.iter().map(read).collect()
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
    let key = |column: &&Column| column.required && column.role == Role::Key;
    for required in def.columns.iter().filter(key) {
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

/// One row a key: what several rows of a file tell of one key comes together as with what is stored;
/// where they contradict one another the file is wrong.
///
/// Not for figures: their key is decided with their sheet.
pub(super) fn unite(sheet: &mut Sheet, faults: &mut Vec<Fault>) {
    if sheet.def.name == FIGURES.name {
        return;
    }
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Row> = Vec::with_capacity(sheet.rows.len());
    for row in std::mem::take(&mut sheet.rows) {
        let Some(first) = at.get(&row.key).and_then(|at| kept.get_mut(*at)) else {
            at.insert(row.key.clone(), kept.len());
            kept.push(row);
            continue;
        };
        match merge(sheet.def, &first.values, &row.values) {
            Merge::Same => one_award(sheet.def, (first.number, row.number), faults),
            Merge::Filled(values) => {
                first.values = values;
                one_award(sheet.def, (first.number, row.number), faults);
            }
            Merge::Conflict { disagreements, .. } => {
                let place = Place {
                    sheet: sheet.def.name,
                    row: row.number,
                };
                faults.extend(disagreements.into_iter().map(|other| {
                    place.fault(
                        Severity::Error,
                        other.column.heading,
                        other.incoming,
                        format!(
                            "Trùng khóa với dòng {} nhưng nội dung khác: «{}».",
                            first.number, other.stored
                        ),
                        "Giữ lại một dòng, hoặc sửa mã của một trong hai dòng.",
                    )
                }));
            }
        }
    }
    sheet.rows = kept;
}

/// Two rows of a list of awards that tell one: told at both, because a list may have meant two.
fn one_award(def: &SheetDef, (first, second): (u32, u32), faults: &mut Vec<Fault>) {
    if def.name != register::sheet::AWARDS.name {
        return;
    }
    for (row, other) in [(first, second), (second, first)] {
        let place = Place {
            sheet: def.name,
            row,
        };
        faults.push(place.fault(
            Severity::Warning,
            "",
            "",
            format!("Dòng này và dòng {other} như nhau: hai dòng tính là một khen thưởng."),
            "Nếu là hai khen thưởng, ghi thêm điều phân biệt (số quyết định, ngày, đơn vị) ở một dòng.",
        ));
    }
}
