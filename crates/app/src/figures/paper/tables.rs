//! Figures as tables: the statistical sheet of a window, and a year beside the year before.

use std::collections::BTreeMap;

use thidua_domain::text::number::two_digits;
use thidua_domain::time::Window;
use thidua_files::paper::{Block, Cell};
use thidua_files::sheet::Value;

use super::rows::{Row, Sheet};
use crate::State;
use crate::report::{Field, Grid, Sources, capital, listed, small};

/// Which table a row stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Cases,
    Money,
    Other,
}

pub(super) const SIDES: [(Side, &str); 3] = [
    (Side::Cases, "Kết quả thi hành án về việc"),
    (Side::Money, "Kết quả thi hành án về tiền"),
    (Side::Other, "Các số liệu khác"),
];

pub(super) fn side(row: &Row) -> Side {
    match row.code.split_once('.') {
        Some(("viec", _)) => Side::Cases,
        Some(("tien", _)) => Side::Money,
        _ if row.code == "ket_thuc_tra_yeu_cau" => Side::Cases,
        _ => Side::Other,
    }
}

/// The name without the side, which the table's own heading says.
fn name(row: &Row) -> String {
    row.name.replace(" (về việc)", "").replace(" (về tiền)", "")
}

/// The tables of a window, việc, tiền and the rest; those without a row are left out.
pub(crate) fn statistical(state: &State, sheet: &Sheet, sources: &mut Sources) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    let last = sheet.window.same_last_year();
    let then = match last.month {
        12 => format!("Năm {}", last.year),
        _ => "Cùng kỳ năm trước".to_owned(),
    };
    for (wanted, title) in SIDES {
        let rows: Vec<&Row> = sheet
            .rows
            .iter()
            .filter(|row| side(row) == wanted)
            .collect();
        let mut grid = statistical_grid(&then);
        let naming = match wanted {
            Side::Other => Naming::ByField,
            Side::Cases | Side::Money => Naming::BySide,
        };
        fill(&mut grid, state, &rows, naming, sources);
        if grid.is_empty() {
            continue;
        }
        number += 1;
        blocks.push(Block::Table(grid.table(format!("Bảng {number}. {title}"))));
    }
    let caption = format!("Bảng {}. Số liệu theo nhóm án", number + 1);
    blocks.extend(by_group(state, sheet, sources, caption));
    blocks
}

/// The figures of each group of cases; nothing where there is none.
pub(crate) fn by_group(
    state: &State,
    sheet: &Sheet,
    sources: &mut Sources,
    caption: String,
) -> Option<Block> {
    let mut grid = statistical_grid("");
    for (group, rows) in &sheet.groups {
        grid.group(group.as_str());
        let rows: Vec<&Row> = rows.iter().collect();
        fill(&mut grid, state, &rows, Naming::Full, sources);
    }
    (!grid.is_empty()).then(|| Block::Table(grid.table(caption)))
}

fn statistical_grid(then: &str) -> Grid {
    Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Chỉ tiêu thống kê", 42).kept(),
        Field::mark("Đơn vị tính", 16).kept(),
        Field::amount("Số liệu", 22).kept(),
        Field::amount("So với phải thi hành (%)", 14),
        Field::amount(then, 22),
        Field::amount("Tăng (+), giảm (-)", 19),
        Field::amount("Tăng, giảm (%)", 13),
        Field::mark("Nguồn", 10).kept(),
    ])
}

/// How rows of a table are named and parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// The table's heading tells the side.
    BySide,
    /// Under their fields of work, by their full names.
    ByField,
    /// By their full names.
    Full,
}

fn fill(grid: &mut Grid, state: &State, rows: &[&Row], naming: Naming, sources: &mut Sources) {
    let mut field = None;
    for (number, row) in (1..).zip(rows) {
        if naming == Naming::ByField && field != Some(&row.field) {
            grid.group(row.field.as_str());
            field = Some(&row.field);
        }
        let share = row
            .share
            .map(|share| Cell::value(share.vn(), Value::Decimal(share.to_string())));
        grid.row(vec![
            ordinal(number),
            Cell::text(match naming {
                Naming::BySide => name(row),
                Naming::ByField | Naming::Full => row.name.clone(),
            }),
            unit(row),
            row.cell(row.now),
            share.unwrap_or_else(Cell::empty),
            row.cell(row.then),
            row.change_cell(state),
            row.percent_cell(),
            Cell::text(sources.numbers(state, row.sources.iter().map(String::as_str))),
        ]);
    }
}

/// The unit, where there is a number in it.
pub(super) fn unit(row: &Row) -> Cell {
    match (row.now, row.then) {
        (None, None) => Cell::empty(),
        _ => Cell::text(row.unit_word.as_str()),
    }
}

fn ordinal(number: i64) -> Cell {
    Cell::value(number.to_string(), Value::Integer(number.into()))
}

/// One table over all figures: the window, the same months of last year, the change and, within a
/// year, the full year before.
pub(crate) fn beside_last_year(
    state: &State,
    now: &Sheet,
    before: Option<&Sheet>,
    sources: &mut Sources,
    caption: &str,
) -> Option<Block> {
    let mut grid = yearly_grid(now, before);
    let (here, there) = (
        by_code(&now.rows),
        by_code(before.map_or(&[], |sheet| &sheet.rows)),
    );
    let mut number = 0;
    for (wanted, title) in SIDES {
        let mut opened = false;
        for code in state.catalogue.figures() {
            let row = here.get(code.code.as_str()).copied();
            let old = there.get(code.code.as_str()).copied();
            // Both windows print in one unit: that of the window asked for, where it has a number.
            let numbered = row.filter(|row| row.now.is_some() || row.then.is_some());
            let Some(shown) = numbered.or(old).or(row).filter(|row| side(row) == wanted) else {
                continue;
            };
            if !opened {
                grid.group(title);
                opened = true;
            }
            number += 1;
            let both = row.into_iter().chain(old);
            let cited = both.flat_map(|row| row.sources.iter().map(String::as_str));
            grid.row(vec![
                ordinal(number),
                Cell::text(match wanted {
                    Side::Other => shown.name.clone(),
                    Side::Cases | Side::Money => name(shown),
                }),
                unit(shown),
                old.map_or_else(Cell::empty, |old| shown.cell(old.now)),
                row.map_or_else(Cell::empty, |row| row.cell(row.now)),
                row.map_or_else(Cell::empty, |row| row.cell(row.then)),
                row.map_or_else(Cell::empty, |row| row.change_cell(state)),
                row.map_or_else(Cell::empty, Row::percent_cell),
                Cell::text(sources.numbers(state, cited)),
            ]);
        }
    }
    (!grid.is_empty()).then(|| Block::Table(grid.table(caption)))
}

/// Flows of a stretch beside those of the same months a year before.
pub(crate) fn flows_table(
    state: &State,
    rows: &[Row],
    labels: [&str; 2],
    sources: &mut Sources,
    caption: &str,
) -> Option<Block> {
    let [now, then] = labels;
    let mut grid = Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Chỉ tiêu", 40).kept(),
        Field::mark("Đơn vị tính", 16).kept(),
        Field::amount(capital(now), 20),
        Field::amount(capital(then), 20),
        Field::amount("Tăng (+), giảm (-)", 18),
        Field::amount("Tăng, giảm (%)", 13),
        Field::mark("Nguồn", 10).kept(),
    ]);
    let mut number = 0;
    for (wanted, title) in SIDES {
        let mut opened = false;
        for row in rows.iter().filter(|row| side(row) == wanted) {
            if !opened {
                grid.group(title);
                opened = true;
            }
            number += 1;
            grid.row(vec![
                ordinal(number),
                Cell::text(match wanted {
                    Side::Other => row.name.clone(),
                    Side::Cases | Side::Money => name(row),
                }),
                unit(row),
                row.cell(row.now),
                row.cell(row.then),
                row.change_cell(state),
                row.percent_cell(),
                Cell::text(sources.numbers(state, row.sources.iter().map(String::as_str))),
            ]);
        }
    }
    (!grid.is_empty()).then(|| Block::Table(grid.table(caption)))
}

/// The columns of a window, the same months of last year and, within a year, the full year before.
fn yearly_grid(now: &Sheet, before: Option<&Sheet>) -> Grid {
    let label = |window: Window| match window.month {
        12 => window.label(),
        month => format!("{} tháng năm {}", two_digits(month.into()), window.year),
    };
    let full = before.map_or(String::new(), |before| label(before.window));
    let same = label(now.window.same_last_year());
    let year = |label: &str| Field::amount(capital(label), 20);
    Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Chỉ tiêu", 40).kept(),
        Field::mark("Đơn vị tính", 16).kept(),
        year(&full),
        year(&label(now.window)),
        year(&same),
        Field::amount("Tăng (+), giảm (-)", 18),
        Field::amount("Tăng, giảm (%)", 13),
        Field::mark("Nguồn", 10).kept(),
    ])
}

/// What readers of the tables must know: sums, numbers reckoned back, sources that differ.
pub(crate) fn remarks(state: &State, sheet: &Sheet, sources: &mut Sources) -> Vec<Block> {
    let mut notes = Vec::new();
    let named = |wanted: &dyn Fn(&Row) -> bool| -> Vec<String> {
        let held = sheet.rows.iter().filter(|row| wanted(row));
        held.map(|row| small(&row.name)).collect()
    };
    let mut of = |names: Vec<String>, words: &str| {
        if !names.is_empty() {
            notes.push(format!("{words}: {}.", listed(&names)));
        }
    };
    of(
        named(&|row| row.from == "below"),
        "Cộng từ số liệu của các cơ quan trực thuộc",
    );
    of(
        named(&|row| row.from == "predecessors"),
        "Cộng từ số liệu của các cơ quan trước khi sắp xếp",
    );
    of(
        named(&|row| row.computed),
        "Tính từ số thi hành xong và số có điều kiện thi hành",
    );
    of(
        named(&|row| row.derived && row.then.is_some()),
        "Số cùng kỳ năm trước suy ra từ mức tăng, giảm mà nguồn công bố",
    );
    for row in &sheet.rows {
        for (printed, source) in &row.others {
            let number = sources.numbers(state, [source.as_str()]);
            let space = if row.unit_word == "%" { "" } else { " " };
            notes.push(format!(
                "{}: nguồn [{number}] nêu {printed}{space}{}.",
                row.name, row.unit_word
            ));
        }
        if let Some(above) = row.above {
            let name = small(&row.name);
            notes.push(format!(
                "Theo nguồn, {name} chiếm {}% của cơ quan cấp trên.",
                above.vn()
            ));
        }
    }
    notes.into_iter().map(Block::Note).collect()
}

/// Rows by code.
fn by_code(rows: &[Row]) -> BTreeMap<&str, &Row> {
    rows.iter().map(|row| (row.code.as_str(), row)).collect()
}
