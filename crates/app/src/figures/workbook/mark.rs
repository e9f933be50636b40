//! The hidden sheet by which a workbook is known again: whose month each worksheet is, on which revision it was made.
//!
//! It is read by its words alone, wherever they stand: programs that save the file again may rename, move and restyle
//! everything else. Everything in it is text, so that no program writes it in another way.

use std::collections::BTreeMap;

use thidua_domain::bundle::Cell;
use thidua_files::grid::{Grid, GridRow};
use thidua_files::sheet::fill::{Content, FillSheet, Look, Placed};

/// The first word of the sheet, and of the cell by which a worksheet is told.
pub(crate) const WORD: &str = "thidua.so-nhap";
/// How the worksheets are laid out; a newer one is refused, an older one read as it was.
pub(crate) const LAYOUT: u32 = 1;
/// Name of the sheet.
pub(super) const NAME: &str = "Nhận dạng sổ";
const SHEET: &str = "so";
const FIGURE: &str = "chi-tieu";
/// Rows of a worksheet among which the cell that tells it is looked for.
const TOP: usize = 15;

/// One worksheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Number in the workbook, from 1.
    pub(crate) number: usize,
    /// What its tab was called.
    pub(crate) tab: String,
    /// Code of the agency.
    pub(crate) agency: String,
    /// Work year.
    pub(crate) year: i16,
    /// Cumulative month.
    pub(crate) month: u8,
    /// Code of `Phạm vi`.
    pub(crate) scope: String,
    /// Key of the stored sheet of figures; empty: none was stored.
    pub(crate) key: String,
    /// Number of its revision; 0: none was stored.
    pub(crate) revision: i64,
}

/// What the hidden sheet says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The layout.
    pub(crate) layout: u32,
    /// When it was downloaded, as read by people.
    pub(crate) at: String,
    /// Full name of who downloaded it.
    pub(crate) by: String,
    /// The worksheets.
    pub(crate) sheets: Vec<Mark>,
    /// Names of figures as they were, to their codes.
    pub(crate) names: BTreeMap<String, String>,
}

impl Marks {
    /// The hidden sheet.
    pub(crate) fn sheet(&self) -> FillSheet {
        let mut rows: Vec<Vec<String>> = vec![vec![
            WORD.to_owned(),
            self.layout.to_string(),
            self.at.clone(),
            self.by.clone(),
        ]];
        rows.extend(self.sheets.iter().map(|mark| {
            vec![
                SHEET.to_owned(),
                mark.number.to_string(),
                mark.tab.clone(),
                mark.agency.clone(),
                mark.year.to_string(),
                mark.month.to_string(),
                mark.scope.clone(),
                mark.revision.to_string(),
                mark.key.clone(),
            ]
        }));
        let figure =
            |(name, code): (&String, &String)| vec![FIGURE.to_owned(), code.clone(), name.clone()];
        rows.extend(self.names.iter().map(figure));
        let cells = (0..).zip(&rows).flat_map(|(row, texts)| {
            let filled = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
            filled.map(move |(column, text)| Placed {
                row,
                column,
                look: Look::Plain,
                content: Content::Text(text.clone()),
                ..Placed::default()
            })
        });
        FillSheet {
            name: NAME.to_owned(),
            widths: vec![16; 9],
            cells: cells.collect(),
            locked: true,
            hidden: true,
            ..FillSheet::default()
        }
    }

    /// What a workbook says of itself; `None`: it is no workbook to fill in.
    pub(crate) fn of(grids: &[Grid]) -> Option<Self> {
        grids.iter().find_map(|grid| Self::read(&grid.rows))
    }

    fn read(rows: &[GridRow]) -> Option<Self> {
        let (first, rest) = rows.split_first()?;
        let head = texts(first);
        if head.first().map(String::as_str) != Some(WORD) {
            return None;
        }
        let text = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let mut marks = Self {
            layout: text(&head, 1).parse().ok()?,
            at: text(&head, 2),
            by: text(&head, 3),
            ..Self::default()
        };
        for row in rest.iter().map(texts) {
            match row.first().map(String::as_str) {
                Some(SHEET) => marks.sheets.extend(Self::one(&row)),
                Some(FIGURE) => {
                    marks.names.insert(text(&row, 2), text(&row, 1));
                }
                _ => {}
            }
        }
        Some(marks)
    }

    fn one(row: &[String]) -> Option<Mark> {
        let text = |at: usize| row.get(at).cloned().unwrap_or_default();
        Some(Mark {
            number: text(1).parse().ok()?,
            tab: text(2),
            agency: text(3),
            year: text(4).parse().ok()?,
            month: text(5).parse().ok()?,
            scope: text(6),
            revision: text(7).parse().ok()?,
            key: text(8),
        })
    }

    /// The mark of a worksheet: by the cell that tells it, else by the name of its tab.
    pub(crate) fn mark(&self, grid: &Grid) -> Option<&Mark> {
        let told = grid.rows.iter().take(TOP).flat_map(|row| &row.cells);
        let number = told.filter_map(number).next();
        let told = number.and_then(|number| self.sheets.iter().find(|mark| mark.number == number));
        told.or_else(|| self.sheets.iter().find(|mark| mark.tab == grid.name))
    }
}

/// The text of the cell that tells a worksheet.
pub(super) fn told(number: usize) -> String {
    format!("{WORD}:{number}")
}

fn number(cell: &Cell) -> Option<usize> {
    let Cell::Text(text) = cell else { return None };
    text.trim()
        .strip_prefix(WORD)?
        .strip_prefix(':')?
        .parse()
        .ok()
}

fn texts(row: &GridRow) -> Vec<String> {
    let cells = row.cells.iter();
    cells.map(|cell| cell.shown().trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn marks() -> Marks {
        Marks {
            layout: LAYOUT,
            at: "09:41 ngày 02/6/2026".to_owned(),
            by: "Nguyễn Văn A".to_owned(),
            sheets: vec![Mark {
                number: 1,
                tab: "Quận 1".to_owned(),
                agency: "quan-1".to_owned(),
                year: 2026,
                month: 8,
                scope: "btp".to_owned(),
                key: String::new(),
                revision: 0,
            }],
            names: BTreeMap::from([("Số cũ".to_owned(), "viec.cu".to_owned())]),
        }
    }

    fn grid(sheet: &FillSheet) -> Grid {
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        for placed in &sheet.cells {
            let Content::Text(text) = &placed.content else {
                continue;
            };
            let cells = rows.entry(placed.row + 1).or_default();
            cells.resize(usize::from(placed.column), Cell::Empty);
            cells.push(Cell::Text(text.clone()));
        }
        let row = |(number, cells)| GridRow { number, cells };
        Grid {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            rows: rows.into_iter().map(row).collect(),
            ..Grid::default()
        }
    }

    #[test]
    fn what_is_written_is_known_again() {
        let marks = marks();
        assert_eq!(Marks::of(&[grid(&marks.sheet())]).unwrap(), marks);
        assert_eq!(Marks::of(&[Grid::default()]), None);
    }

    #[test]
    fn a_worksheet_is_told_by_its_cell_and_else_by_its_name() {
        let marks = marks();
        let mut sheet = Grid {
            name: "Đã đổi tên".to_owned(),
            ..Grid::default()
        };
        assert_eq!(marks.mark(&sheet), None);
        sheet.rows.push(GridRow {
            number: 1,
            cells: vec![Cell::Empty, Cell::Text(told(1))],
        });
        assert_eq!(marks.mark(&sheet).unwrap().agency, "quan-1");
        let named = Grid {
            name: "Quận 1".to_owned(),
            ..Grid::default()
        };
        assert_eq!(marks.mark(&named).unwrap().agency, "quan-1");
    }
}
