//! Tables with borders, and the borderless grids of the letterhead and the signatures.

use super::body::Body;
use super::xml::{Look, Paragraph, Xml, border};
use crate::paper::PaperError;
use crate::paper::table::{Align, Placed, Row, Table};
use crate::paper::{columns, layout};

/// Writes a table under its caption; header rows repeat, rows are not cut.
pub(super) fn write(body: &mut Body<'_>, table: &Table) -> Result<(), PaperError> {
    let placed = table.placed()?;
    above(body, table);
    let columns::Setting { size, widths } = columns::set(table, body.width);
    let xml = &mut *body.xml;
    open(xml, &widths, true);
    for number in 0..table.header.len() {
        header_row(xml, &placed, number, &widths, size);
    }
    let last = table.rows.len().saturating_sub(1);
    for (number, row) in table.rows.iter().enumerate() {
        // A heading of a group never ends a page; a total at the foot follows what it sums.
        let before_total = number + 1 == last && table.rows.last().is_some_and(|row| row.bold);
        let keep_next = number < last && (row.bold || before_total);
        body_row(xml, table, row, &widths, Setting { size, keep_next });
    }
    xml.close("w:tbl");
    Paragraph {
        style: "TDAfter",
        ..Paragraph::default()
    }
    .blank(xml);
    Ok(())
}

/// Caption and unit; without either, a pending page break still needs a paragraph.
fn above(body: &mut Body<'_>, table: &Table) {
    let lines = [("TDCaption", &table.caption), ("TDUnit", &table.unit)];
    for (style, text) in lines
        .into_iter()
        .filter_map(|(style, text)| Some((style, text.as_ref()?)))
    {
        body.paragraph(style).words(body.xml, text, Look::default());
    }
    let pending = body.paragraph("TDAfter");
    if pending.new_page || (table.caption.is_none() && table.unit.is_none()) {
        Paragraph {
            keep_next: true,
            ..pending
        }
        .blank(body.xml);
    }
}

/// `w:tbl` up to its first row.
pub(super) fn open(xml: &mut Xml, widths: &[u32], bordered: bool) {
    let total: u32 = widths.iter().sum();
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblW", &[("w:w", &total), ("w:type", &"dxa")]);
    if bordered {
        xml.open("w:tblBorders", &[]);
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            border(xml, &format!("w:{side}"), 0);
        }
        xml.close("w:tblBorders");
    }
    xml.val_type("w:tblLayout", "fixed");
    let padding = if bordered {
        layout::twips(layout::CELL_PADDING)
    } else {
        0
    };
    xml.open("w:tblCellMar", &[]);
    for side in ["w:left", "w:right"] {
        xml.empty(side, &[("w:w", &padding), ("w:type", &"dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", width)]);
    }
    xml.close("w:tblGrid");
}

/// `w:tr` up to its first cell; a row is never cut by a page.
pub(super) fn open_row(xml: &mut Xml, header: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if header {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
}

/// What a cell covers and how it stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Span {
    /// Width in twips.
    pub(super) width: u32,
    /// Columns covered.
    pub(super) across: usize,
    /// `restart` or `continue` in a cell over several rows.
    pub(super) down: Option<&'static str>,
    /// Whether the text stands in the middle of the height.
    pub(super) middle: bool,
}

/// `w:tc` up to its first paragraph.
pub(super) fn open_cell(xml: &mut Xml, span: Span) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &span.width), ("w:type", &"dxa")]);
    if span.across > 1 {
        xml.val("w:gridSpan", span.across);
    }
    if let Some(merge) = span.down {
        xml.val("w:vMerge", merge);
    }
    if span.middle {
        xml.val("w:vAlign", "center");
    }
    xml.close("w:tcPr");
}

fn header_row(xml: &mut Xml, placed: &[Placed<'_>], row: usize, widths: &[u32], size: u16) {
    let covers = |cell: &&Placed<'_>| (cell.row..cell.row + cell.head.down.max(1)).contains(&row);
    let mut cells: Vec<_> = placed.iter().filter(covers).collect();
    cells.sort_by_key(|cell| cell.column);
    open_row(xml, true);
    for cell in cells {
        let across = cell.head.across.max(1);
        let down = match (cell.head.down > 1, cell.row == row) {
            (false, _) => None,
            (true, true) => Some("restart"),
            (true, false) => Some("continue"),
        };
        let width = widths.iter().skip(cell.column).take(across).sum();
        open_cell(
            xml,
            Span {
                width,
                across,
                down,
                middle: true,
            },
        );
        let words = if cell.row == row {
            cell.head.text.as_str()
        } else {
            ""
        };
        let paragraph = Paragraph {
            style: "TDHead",
            keep_next: true,
            ..Paragraph::default()
        };
        paragraph.words(
            xml,
            words,
            Look {
                size: Some(size),
                ..Look::default()
            },
        );
        xml.close("w:tc");
    }
    xml.close("w:tr");
}

#[derive(Clone, Copy)]
struct Setting {
    size: u16,
    keep_next: bool,
}

fn body_row(xml: &mut Xml, table: &Table, row: &Row, widths: &[u32], setting: Setting) {
    open_row(xml, false);
    let mut column = 0;
    for cell in &row.cells {
        let across = cell.across.max(1);
        let width = widths.iter().skip(column).take(across).sum();
        let align = match table.columns.get(column).map(|column| column.align) {
            _ if across > 1 => None,
            Some(Align::Centre) => Some("center"),
            Some(Align::Right) => Some("right"),
            Some(Align::Left) | None => None,
        };
        open_cell(
            xml,
            Span {
                width,
                across,
                down: None,
                middle: true,
            },
        );
        let look = Look {
            bold: row.bold,
            size: Some(setting.size),
            ..Look::default()
        };
        Paragraph {
            style: "TDCell",
            keep_next: setting.keep_next,
            align,
            ..Paragraph::default()
        }
        .words(xml, &cell.text, look);
        xml.close("w:tc");
        column += across;
    }
    xml.close("w:tr");
}
