//! CSV files and pasted blocks of every system.

use proptest::prelude::*;
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Encoding, GridRow, Limits, Note, ReadError, read_csv};

use crate::grid::{row, text};

fn rows(bytes: &[u8]) -> Vec<GridRow> {
    let book = read_csv("thư mục/so-lieu.csv", bytes, &Limits::default()).unwrap();
    assert_eq!(book.sheets.len(), 1);
    assert_eq!(book.sheets[0].name, "so-lieu");
    book.sheets.into_iter().next().unwrap().rows
}

#[test]
fn the_heading_line_decides_the_delimiter() {
    let expected = [
        row(1, vec![text("Mã"), text("Giá trị")]),
        row(2, vec![text("a"), text("1,5")]),
    ];
    assert_eq!(rows("Mã;Giá trị\na;1,5\n".as_bytes()), expected);
    assert_eq!(rows("Mã\tGiá trị\na\t1,5".as_bytes()), expected);
    assert_eq!(rows("Mã,Giá trị\na,\"1,5\"\n".as_bytes()), expected);
    assert_eq!(rows("\"Mã\";\"Giá trị\"\r\na;1,5\r\n".as_bytes()), expected);
    let quoted = [row(1, vec![text("Mã, tên; khác"), text("x")])];
    assert_eq!(rows("\"Mã, tên; khác\",x".as_bytes()), quoted);
    let announced = rows("sep=;\r\na,b;c\r\n".as_bytes());
    assert_eq!(announced, [row(2, vec![text("a,b"), text("c")])]);
}

#[test]
fn rows_have_the_numbers_a_spreadsheet_shows() {
    let expected = [
        row(1, vec![text("Mã"), text("Ghi chú")]),
        row(3, vec![text("a"), text("dòng 1\ndòng \"2\"\n")]),
        row(4, vec![text("b")]),
        row(7, vec![Cell::Empty, text("c")]),
    ];
    let file = "Mã,Ghi chú\n\na,\"dòng 1\ndòng \"\"2\"\"\n\"\nb,\n , \n\n,c\n";
    assert_eq!(rows(file.as_bytes()), expected);
    assert_eq!(rows(file.trim_end().as_bytes()), expected);
    let windows: Vec<_> = rows(file.replace('\n', "\r\n").as_bytes())
        .iter()
        .map(|row| row.number)
        .collect();
    assert_eq!(windows, [1, 3, 4, 7]);
    let old_mac: Vec<_> = rows(file.replace('\n', "\r").as_bytes())
        .iter()
        .map(|row| row.number)
        .collect();
    assert_eq!(old_mac, [1, 3, 4, 7]);
    assert_eq!(rows(b"\n\n\n"), []);
    assert_eq!(rows(b"a,b,,,\n,,,"), [row(1, vec![text("a"), text("b")])]);
    assert_eq!(rows(b"a,\"b\""), [row(1, vec![text("a"), text("b")])]);
}

#[test]
fn every_encoding_of_unicode_reads_the_same() {
    let file = "Mã,Tên\nct,Cần Thơ 📷\n";
    let expected = rows(file.as_bytes());
    assert_eq!(rows(&[b"\xEF\xBB\xBF", file.as_bytes()].concat()), expected);
    let little: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(file.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = little
        .chunks(2)
        .flat_map(|pair| [pair[1], pair[0]])
        .collect();
    assert_eq!(rows(&little), expected);
    assert_eq!(rows(&big), expected);
    let book = read_csv("a.csv", &little, &Limits::default()).unwrap();
    assert_eq!((book.encoding_guess, book.notes), (Encoding::Utf16, vec![]));
    assert!(read_csv("a.csv", &little[..little.len() - 1], &Limits::default()).is_err());
    assert!(read_csv("a.csv", b"a\0b", &Limits::default()).is_err());
}

#[test]
fn bytes_of_an_old_encoding_survive_one_character_each() {
    // "Chi cục" in TCVN3, "Chi cuïc" in VNI.
    let book = read_csv(
        "a.csv",
        b"Chi c\xF4c,Chi cu\xEFc,\x80\x81\x99\n",
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(book.encoding_guess, Encoding::Windows1252);
    assert_eq!(book.notes, [Note::GuessedEncoding]);
    assert_eq!(
        book.sheets[0].rows,
        [row(
            1,
            vec![text("Chi côc"), text("Chi cuïc"), text("€\u{81}™")]
        )]
    );
}

#[test]
fn errors_of_a_spreadsheet_that_were_saved_as_text_are_errors() {
    let cells = vec![
        Cell::Error("#REF!".into()),
        text("#1"),
        Cell::Error("#N/A".into()),
    ];
    assert_eq!(rows(b"#REF!,#1,#N/A"), [row(1, cells)]);
}

#[test]
fn an_unclosed_quote_names_its_row_instead_of_swallowing_the_rest() {
    let error = read_csv(
        "a.csv",
        "Mã,Ghi chú\na,x\nb,\"y\nc,z\nd,t\n".as_bytes(),
        &Limits::default(),
    )
    .unwrap_err();
    assert_eq!(error, ReadError::UnclosedQuote { row: 3 });
    assert!(error.to_string().starts_with("Dòng 3 mở dấu nháy kép"));
    assert_eq!(
        read_csv("a.csv", b"a,\"", &Limits::default()).unwrap_err(),
        ReadError::UnclosedQuote { row: 1 }
    );
}

#[test]
fn limits_name_the_cell() {
    let limits = Limits {
        rows: 3,
        columns: 2,
        cell_chars: 4,
        cells: 100,
        ..Limits::default()
    };
    let error = |file: &str| read_csv("s.csv", file.as_bytes(), &limits).unwrap_err();
    let far = |cell: &str| ReadError::TooFar {
        sheet: "s".into(),
        cell: cell.into(),
        rows: 3,
        columns: 2,
    };
    assert_eq!(error("a,b\n1,2,3\n"), far("C2"));
    assert_eq!(error("a\n\n\nb"), far("A4"));
    assert_eq!(error(&",".repeat(100_000)), far("XFE1"));
    assert!(read_csv("s.csv", b"a,b,,,,\n", &limits).is_ok());
    for long in ["a\nộộộộộ", "a\n12345678901234567890"] {
        assert_eq!(
            error(long),
            ReadError::LongText {
                sheet: "s".into(),
                cell: Some("A2".into()),
                limit: 4
            }
        );
    }
    assert!(read_csv("s.csv", "ộộộộ".as_bytes(), &limits).is_ok());
    let limits = Limits { cells: 3, ..limits };
    let error = read_csv("s.csv", b"a,b\nc,d", &limits).unwrap_err();
    assert_eq!(
        error,
        ReadError::TooManyCells {
            sheet: "s".into(),
            limit: 3
        }
    );
}

proptest! {
    #[test]
    fn what_is_written_as_csv_reads_back(
        table in proptest::collection::vec(proptest::collection::vec("[ -~ạộ\n]{0,9}x", 1..5), 1..8),
        delimiter in prop::sample::select(vec![',', ';', '\t']),
        line_break in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        // Written as an export writes it: what a spreadsheet would run has an apostrophe before it.
        let quote = |cell: &String| format!("\"{}\"", thidua_files::pack::guard::guarded(cell).replace('"', "\"\""));
        let heading = format!("a{delimiter}b{line_break}");
        let lines: Vec<_> = table.iter().map(|cells| cells.iter().map(quote).collect::<Vec<_>>().join(&delimiter.to_string())).collect();
        let expected: Vec<_> = (2..).zip(&table).map(|(number, cells)| row(number, cells.iter().map(|cell| text(cell)).collect())).collect();
        let read = rows((heading + &lines.join(line_break)).as_bytes());
        prop_assert_eq!(&read[1..], expected);
    }
}
