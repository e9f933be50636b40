//! The tables of a document as the sheets of a workbook.

use super::PaperError;
use super::model::{Block, Document};
use super::table::{Align, Cell, Table};
use crate::sheet::{self, Book, Column, Kind, Sheet, Value, tab_name};

/// Characters across a printed page, upright and lying, shared out among the columns.
const PAGE_WIDTH: [u32; 2] = [96, 144];

/// Every table of `document` and of its annexes as a sheet, in order, the list of its pictures last; notes keep what
/// the paper says about itself.
///
/// # Errors
/// [`PaperError::NoTable`] where it has none, [`PaperError::Table`] for a table that is not whole.
pub fn to_book(document: &Document) -> Result<Book, PaperError> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let body = document
        .blocks
        .iter()
        .map(|block| (document.title(), None, false, block));
    let annexes = document.annexes.iter().flat_map(|annex| {
        annex.blocks.iter().map(|block| {
            let attached = annex.attached_to.as_deref().map(super::wording::attached);
            (annex.title.to_uppercase(), attached, annex.landscape, block)
        })
    });
    let notes = super::wording::remarks(&document.marks);
    for (title, attached, landscape, block) in body.chain(annexes) {
        if let Block::Table(table) = block {
            table.placed()?;
            let taken: Vec<_> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            let wish = table.caption.as_deref().unwrap_or(&title);
            let name = tab_name(wish, &taken);
            let title = title.replace('\n', " ");
            let titles = [
                Some(title),
                attached,
                table.caption.clone(),
                table.unit.clone(),
            ];
            let titles = titles.into_iter().flatten().collect();
            sheets.push(Sheet {
                name,
                titles,
                landscape,
                notes: notes.clone(),
                ..sheet_of(table, landscape)
            });
        }
    }
    sheets.extend(pictures(document, &sheets));
    match sheets.is_empty() {
        true => Err(PaperError::NoTable),
        false => Ok(Book {
            title: document.title(),
            sheets,
        }),
    }
}

/// The list of the pictures of a document, where it has any: a workbook holds their words.
fn pictures(document: &Document, before: &[Sheet]) -> Option<Sheet> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    let blocks = document.blocks.iter().chain(annexes);
    let shown = blocks.filter_map(|block| match block {
        Block::Picture(shown) => Some(shown),
        _ => None,
    });
    let rows = (1..).zip(shown).map(|(number, shown): (i64, _)| {
        let credit = shown.credit.clone().unwrap_or_default();
        sheet::Row::from(vec![
            Value::Integer(number.into()),
            Value::Text(shown.caption.clone()),
            Value::Text(credit),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let taken: Vec<_> = before.iter().map(|sheet| sheet.name.clone()).collect();
    (!rows.is_empty()).then(|| Sheet {
        name: tab_name("Danh mục ảnh", &taken),
        titles: vec!["Danh mục ảnh".to_owned()],
        columns: vec![
            Column::new("STT", 6, Kind::Mark),
            Column::new("Chú thích", 70, Kind::Text),
            Column::new("Người chụp", 20, Kind::Text),
        ],
        rows,
        freeze: Some(0),
        ..Sheet::default()
    })
}

fn sheet_of(table: &Table, landscape: bool) -> Sheet {
    let shares: u32 = table
        .columns
        .iter()
        .map(|column| u32::from(column.share))
        .sum();
    let [upright, lying] = PAGE_WIDTH;
    let page = if landscape { lying } else { upright };
    let columns = table.columns.iter().map(|column| {
        let width = page * u32::from(column.share) / shares.max(1);
        let kind = match column.align {
            Align::Left => Kind::Text,
            Align::Centre => Kind::Mark,
            Align::Right => Kind::Integer,
        };
        Column {
            heading: String::new(),
            width: u16::try_from(width.max(6)).unwrap_or(6),
            kind,
        }
    });
    let columns: Vec<_> = columns.collect();
    let rows = table.rows.iter().map(|row| {
        let mut values = Vec::with_capacity(columns.len());
        for cell in &row.cells {
            values.push(value(cell));
            values.extend((1..cell.across.max(1)).map(|_| Value::Empty));
        }
        sheet::Row {
            values,
            bold: row.bold,
        }
    });
    let rows = rows.collect();
    Sheet {
        header: table.header.clone(),
        rows,
        freeze: Some(0),
        columns,
        ..Sheet::default()
    }
}

fn value(cell: &Cell) -> Value {
    match &cell.value {
        Some(value) => value.clone(),
        None if cell.text.is_empty() => Value::Empty,
        None => Value::Text(cell.text.clone()),
    }
}
