#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::grid::{Limits, read};
use thidua_domain::bundle::Cell;

fn book() -> FillBook {
    let cell = |row, column, look, content| Placed {
        row,
        column,
        look,
        content,
        ..Placed::default()
    };
    let formula = |text: &str, shown: &str| Content::Formula {
        text: text.to_owned(),
        shown: shown.to_owned(),
    };
    let open = FillSheet {
        name: "Quận 1".to_owned(),
        widths: vec![30, 12, 12],
        cells: vec![
            cell(0, 0, Look::Head, Content::Text("Chỉ tiêu".to_owned())),
            cell(1, 0, Look::Label, Content::Text("=thụ lý".to_owned())),
            cell(1, 1, Look::TypedNumber, Content::Whole(1057)),
            cell(1, 2, Look::Says, formula("=IF(B2=\"\",\"\",B2+1)", "1058")),
            cell(2, 2, Look::Says, formula("=IF(B3=\"\",\"\",B3+1)", "")),
            cell(3, 1, Look::TypedNumber, Content::Empty),
        ],
        locked: true,
        rules: vec![Rule {
            cells: Stretch {
                column: 2,
                from: 1,
                to: 3,
            },
            when: "=$C2>0".to_owned(),
            tone: Tone::Good,
        }],
        entries: vec![Entry {
            cells: Stretch {
                column: 1,
                from: 1,
                to: 3,
            },
            allows: Allows::Whole,
            title: "Chỉ ghi số".to_owned(),
            message: "Ghi số nguyên từ 0.".to_owned(),
        }],
        ..FillSheet::default()
    };
    let hidden = FillSheet {
        name: "Sổ".to_owned(),
        hidden: true,
        cells: vec![cell(0, 0, Look::Plain, Content::Text("khoa".to_owned()))],
        ..FillSheet::default()
    };
    FillBook {
        title: "Sổ nhập".to_owned(),
        sheets: vec![hidden, open],
    }
}

#[test]
fn what_is_written_is_read_again() {
    let bytes = write(&book()).unwrap();
    let read = read("so.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(read.notes, []);
    let [hidden, open] = read.sheets.as_slice() else {
        panic!("two sheets")
    };
    assert!(hidden.hidden && !open.hidden);
    let second = &open.rows[1];
    assert_eq!(second.cells[0], Cell::Text("=thụ lý".to_owned()));
    assert_eq!(second.cells[1], Cell::Number("1057".to_owned()));
    assert_eq!(second.cells[2], Cell::Number("1058".to_owned()));
    // A formula that gives nothing is an empty cell, and its row says nothing.
    assert_eq!(open.rows.len(), 2);
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(write(&book()).unwrap(), write(&book()).unwrap());
}

#[test]
fn a_book_that_shows_nothing_is_none() {
    let mut book = book();
    book.sheets.truncate(1);
    assert_eq!(write(&book), Err(crate::paper::PaperError::NoTable));
}

#[test]
fn cells_are_locked_but_those_to_type_into() {
    let bytes = write(&book()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    assert!(!sheet.contains("password"), "{sheet}");
    assert!(sheet.contains("<dataValidation type=\"whole\""), "{sheet}");
    assert!(sheet.contains("<conditionalFormatting"), "{sheet}");
    assert!(part("xl/styles.xml").contains("locked=\"0\""));
    assert!(part("xl/workbook.xml").contains("state=\"hidden\""));
}
