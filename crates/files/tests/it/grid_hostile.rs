//! Files made to hurt their reader. Each is refused by a limit that holds before anything is allocated:
//! where a limit is opened here, it is to show the one behind it.

use thidua_files::grid::{Limits, ReadError, Trap, read};

use crate::grid_build::{Book, FLAGS, PLACE, SHEET, SIZE, letters, patch, zip};

pub(crate) fn refusal(bytes: &[u8]) -> ReadError {
    read("tệp.xlsx", bytes, &Limits::default()).unwrap_err()
}

pub(crate) fn cells(cells: &str) -> Vec<u8> {
    Book::new(&format!("<sheetData>{cells}</sheetData>")).zip()
}

fn open_limits() -> Limits {
    Limits {
        unpacked: u64::MAX,
        ratio: u64::MAX,
        ..Limits::default()
    }
}

#[test]
fn a_cell_in_the_last_corner_is_named() {
    let bytes = cells(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
    );
    let error = refusal(&bytes);
    assert_eq!(
        error.to_string(),
        "Trang “A” có ô XFD1048576 nằm ngoài vùng được đọc (200.000 dòng, 1.000 cột)."
    );
    assert!(error.cure().starts_with("Xóa hẳn các dòng, cột thừa"));
}

#[test]
fn a_wide_and_deep_pair_of_cells_is_two_cells_and_refused_as_an_area() {
    let bytes = cells(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="CV200000"><v>1</v></c></row>"#,
    );
    let error = refusal(&bytes);
    assert_eq!(
        error.to_string(),
        "Vùng dữ liệu của trang “A” trải đến tận ô CV200000, quá 5.000.000 ô."
    );
    let limits = Limits {
        cells: 20_000_000,
        ..Limits::default()
    };
    let book = read("a.xlsx", &bytes, &limits).unwrap();
    let sizes: Vec<_> = book.sheets[0]
        .rows
        .iter()
        .map(|row| (row.number, row.cells.len()))
        .collect();
    assert_eq!(sizes, [(1, 1), (200_000, 100)]);
    let limits = Limits {
        rows: 20_000,
        ..limits
    };
    let error = read("a.xlsx", &bytes, &limits).unwrap_err();
    assert!(matches!(error, ReadError::TooFar { cell, .. } if cell == "CV200000"));
}

#[test]
fn empty_cells_before_far_ones_count_over_all_sheets() {
    let rows: String = (1..=1_000)
        .map(|row| format!(r#"<row r="{row}"><c r="ALL{row}"><v>1</v></c></row>"#))
        .collect();
    let mut book = Book::new(&format!("<sheetData>{rows}</sheetData>"));
    book.sheets.push("B".into());
    let limits = Limits {
        cells: 1_500_000,
        ..Limits::default()
    };
    let error = read("a.xlsx", &book.zip(), &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::TooManyCells {
            sheet: "B".into(),
            limit: 1_500_000
        }
    );
    book.sheets.pop();
    assert!(read("a.xlsx", &book.zip(), &limits).is_ok());
}

#[test]
fn a_text_of_256_mib_is_refused_before_and_while_it_is_unpacked() {
    let (before, after) = (
        r#"<worksheet><sheetData><row r="7"><c r="B7" t="inlineStr"><is><t>"#,
        "</t></is></c></row></sheetData>",
    );
    let bytes = letters(before, 256 << 20, after);
    assert!(bytes.len() < 2 << 20);
    assert!(matches!(
        refusal(&bytes),
        ReadError::Trap {
            trap: Trap::Ratio { .. }
        }
    ));
    let limits = Limits {
        ratio: u64::MAX,
        ..Limits::default()
    };
    let error = read("a.xlsx", &bytes, &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::Trap {
            trap: Trap::Unpacked { limit: 200 }
        }
    );
    let error = read("a.xlsx", &bytes, &open_limits()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Trang “A” có ô B7 chứa quá 32.767 ký tự."
    );
}

#[test]
fn text_is_bounded_in_every_place_it_can_stand() {
    for (before, after) in [
        (
            r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>"#,
            "</v></c></row></sheetData></worksheet>",
        ),
        (
            r#"<worksheet><sheetData><row r="1"><c r="A1" x=""#,
            r#""><v>1</v></c></row></sheetData></worksheet>"#,
        ),
        ("<worksheet><!--", "--><sheetData></sheetData></worksheet>"),
        (
            "<worksheet><sheetData><row><c t=\"str\"><v><![CDATA[",
            "]]></v></c></row></sheetData></worksheet>",
        ),
    ] {
        let error = read("a.xlsx", &letters(before, 4 << 20, after), &open_limits()).unwrap_err();
        assert!(
            matches!(error, ReadError::LongText { .. }),
            "{before}: {error:?}"
        );
    }
    let mut book =
        Book::new(r#"<sheetData><row r="1"><c r="C1" t="s"><v>0</v></c></row></sheetData>"#);
    book.strings = format!("<si><t>{}</t></si>", "ộ".repeat(32_768));
    assert!(
        matches!(refusal(&book.zip()), ReadError::LongText { cell: Some(cell), .. } if cell == "C1")
    );
    book.strings = format!("<si><t>{}</t></si>", "ộ".repeat(32_767));
    assert!(read("a.xlsx", &book.zip(), &Limits::default()).is_ok());
    book.strings = format!("<si><t>{}</t></si>", "ộ".repeat(400_000));
    let error = read("a.xlsx", &book.zip(), &open_limits()).unwrap_err();
    assert!(matches!(error, ReadError::LongText { cell: None, .. }));
}

#[test]
fn one_long_text_shown_by_many_cells_is_counted_each_time() {
    let rows: String = (1..=2_000)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let mut book = Book::new(&format!("<sheetData>{rows}</sheetData>"));
    book.strings = format!("<si><t>{}</t></si>", "x".repeat(30_000));
    let limits = Limits {
        text: 50 << 20,
        ..Limits::default()
    };
    let error = read("a.xlsx", &book.zip(), &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Chữ trong tất cả các ô cộng lại nặng quá 50 MB."
    );
}

#[test]
fn entities_are_refused_where_they_are_declared() {
    let mut book = Book::new(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c><c r="B1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData>"#,
    );
    book.prolog = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "AAAAAAAAAA"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>"#.into();
    assert_eq!(
        refusal(&book.zip()),
        ReadError::Entities { part: "A".into() }
    );
    book.prolog = String::new();
    assert!(
        matches!(refusal(&book.zip()), ReadError::Damaged { .. }),
        "an entity nobody declared"
    );
    for part in [
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
    ] {
        let mut parts = Book::new("<sheetData/>").parts();
        let text = &mut parts.iter_mut().find(|(name, _)| name == part).unwrap().1;
        *text = format!(r#"<!DOCTYPE x SYSTEM "http://localhost/x.dtd">{text}"#);
        assert_eq!(
            refusal(&zip(&parts)),
            ReadError::Entities { part: part.into() }
        );
    }
}

#[test]
fn sizes_that_lie_are_caught_on_the_first_byte_too_many() {
    let sheet = format!("<sheetData/><x>{}</x>", "y".repeat(600_000));
    let good = Book::new(&sheet).zip();
    let with_size = |size: u32| {
        let mut bytes = good.clone();
        patch(&mut bytes, SHEET, SIZE, &size.to_le_bytes());
        read("a.xlsx", &bytes, &open_limits()).unwrap_err()
    };
    for size in [100, 600_000] {
        let error = with_size(size);
        assert!(
            matches!(&error, ReadError::Damaged { detail, .. } if detail.contains("declared")),
            "{error:?}"
        );
    }
    let trap = Trap::Size { part: SHEET.into() };
    assert_eq!(with_size(605_000), ReadError::Trap { trap });
    assert!(read("a.xlsx", &good, &open_limits()).is_ok());
}

#[test]
fn containers_no_program_writes_are_refused() {
    let with = |extra: &[(String, String)]| {
        let mut parts = Book::new("<sheetData/>").parts();
        parts.extend_from_slice(extra);
        zip(&parts)
    };
    let many: Vec<_> = (0..10_000)
        .map(|number| (format!("x/{number}.xml"), String::new()))
        .collect();
    assert_eq!(
        refusal(&with(&many)),
        ReadError::Trap {
            trap: Trap::Entries { limit: 1_000 }
        }
    );

    for name in [
        "../../etc/passwd",
        "/etc/passwd",
        "xl\\..\\..\\x",
        "C:\\x",
        "xl/../x",
    ] {
        let bytes = with(&[(name.into(), "x".into())]);
        assert!(
            matches!(refusal(&bytes), ReadError::Trap { trap: Trap::Path { part } } if part == name),
            "{name}"
        );
    }

    let twice = with(&[("XL/Workbook.xml".into(), String::new())]);
    assert_eq!(
        refusal(&twice),
        ReadError::Trap {
            trap: Trap::Duplicate
        }
    );
    let mut same = with(&[("xl/workbook.xmm".into(), String::new())]);
    patch(&mut same, "xl/workbook.xmm", 46, b"xl/workbook.xml");
    assert!(matches!(
        refusal(&same),
        ReadError::Trap { .. } | ReadError::Damaged { .. }
    ));

    let mut encrypted = with(&[]);
    patch(&mut encrypted, "xl/styles.xml", FLAGS, &[1, 0]);
    assert_eq!(refusal(&encrypted), ReadError::Encrypted);

    let mut overlapping = with(&[
        ("xl/media/a.png".into(), "x".repeat(500)),
        ("xl/media/b.png".into(), "x".repeat(500)),
    ]);
    patch(
        &mut overlapping,
        "xl/media/b.png",
        PLACE,
        &0_u32.to_le_bytes(),
    );
    assert!(matches!(
        refusal(&overlapping),
        ReadError::Trap {
            trap: Trap::Overlap
        } | ReadError::Damaged { .. }
    ));
}

#[test]
fn one_part_shown_as_many_sheets_is_counted_each_time() {
    let mut book = Book::new(&format!("<sheetData/><x>{}</x>", "y".repeat(700_000)));
    book.sheets = (0..200).map(|number| format!("S{number}")).collect();
    let limits = Limits {
        unpacked: 100 << 20,
        ..Limits::default()
    };
    let error = read("a.xlsx", &book.zip(), &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::Trap {
            trap: Trap::Unpacked { limit: 100 }
        }
    );
    book.sheets.push("S200".into());
    let error = read("a.xlsx", &book.zip(), &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::TooManySheets {
            count: 201,
            limit: 200
        }
    );
}

#[test]
fn a_file_over_the_limit_is_not_looked_into() {
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    let error = read("a.csv", b"12345678901", &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::TooBig {
            bytes: 11,
            limit: 10
        }
    );
    let error = ReadError::TooBig {
        bytes: 26 << 20,
        limit: 25 << 20,
    };
    assert_eq!(error.to_string(), "Tệp nặng 26 MB, quá giới hạn 25 MB.");
}

/// Each of these ends, panics or fills calamine 0.38; here they are small workbooks of one cell.
#[test]
fn what_stops_another_reader_is_read() {
    let mut book = Book::new(
        r##"<dimension ref="B9:A1"/><sheetData><row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row></sheetData>"##,
    );
    // The shared strings of every `Book` announce 10^14 texts.
    book.strings = "<si><t>x</t></si>".into();
    let mut parts = book.parts();
    let font = format!(r#"<font><name val="{}"/></font>"#, "A".repeat(100_000));
    let formats = r#"<xf fontId="0"/>"#.repeat(5_000);
    let styles = parts
        .iter_mut()
        .find(|(name, _)| name == "xl/styles.xml")
        .unwrap();
    styles.1 =
        format!("<styleSheet><fonts>{font}</fonts><cellXfs>{formats}</cellXfs></styleSheet>");
    let read = read("a.xlsx", &zip(&parts), &Limits::default()).unwrap();
    assert_eq!(read.sheets[0].rows.len(), 1);
}
