//! Workbooks, read back with the reader the product itself uses.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use thidua_files::paper::{Form, Head, PaperError, to_book, write};
use thidua_files::sheet::{self, Book, Column, Kind, Row, Sheet, Value};

use crate::paper_sample as sample;

fn book(sheet: Sheet) -> Book {
    Book {
        title: "Thử".into(),
        sheets: vec![sheet],
    }
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn cells(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut workbook = read(bytes);
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn columns(kinds: &[Kind]) -> Vec<Column> {
    kinds
        .iter()
        .map(|kind| Column::new(format!("{kind:?}"), 20, *kind))
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn values_keep_their_kind() {
    let sheet = Sheet {
        name: "Số liệu".into(),
        columns: columns(&[
            Kind::Text,
            Kind::Integer,
            Kind::Money,
            Kind::Percent,
            Kind::Date,
        ]),
        rows: vec![Row::from(vec![
            Value::Text("Quận 1".into()),
            Value::Integer(1057),
            Value::Money(3_508_000_000_000),
            Value::Percent("68.73".into()),
            Value::Date(date(2018, 11, 9)),
        ])],
        ..Sheet::default()
    };
    let rows = cells(sheet::write(&book(sheet)).unwrap());
    assert_eq!(rows[0][1], Data::String("Integer".into()));
    assert_eq!(rows[1][0], Data::String("Quận 1".into()));
    assert_eq!(rows[1][1], Data::Float(1057.0));
    assert_eq!(rows[1][2], Data::Float(3_508_000_000_000.0));
    assert_eq!(rows[1][3], Data::Float(68.73));
    assert!(
        matches!(&rows[1][4], Data::DateTime(day) if day.to_ymd_hms_milli().0 == 2018),
        "{:?}",
        rows[1][4]
    );
}

#[test]
fn a_number_excel_would_round_is_written_as_text_and_said() {
    let sheet = Sheet {
        name: "Tiền".into(),
        columns: columns(&[Kind::Money]),
        rows: [999_999_999_999_999, 1_234_567_890_123_456]
            .map(|n| vec![Value::Money(n)].into())
            .to_vec(),
        ..Sheet::default()
    };
    let rows = cells(sheet::write(&book(sheet)).unwrap());
    assert_eq!(rows[1][0], Data::Float(999_999_999_999_999.0));
    assert_eq!(rows[2][0], Data::String("1234567890123456".into()));
    assert!(
        matches!(&rows[3][0], Data::String(note) if note.ends_with("làm tròn: A3.")),
        "{:?}",
        rows[3]
    );
}

#[test]
fn words_are_never_a_formula() {
    let words = [
        "=1+1",
        "+84 909",
        "-5",
        "@SUM(A1)",
        "=HYPERLINK(\"http://x\")",
    ];
    let sheet = Sheet {
        name: "Chữ".into(),
        columns: columns(&[Kind::Text]),
        rows: words
            .map(|word| vec![Value::Text(word.into())].into())
            .to_vec(),
        ..Sheet::default()
    };
    let bytes = sheet::write(&book(sheet)).unwrap();
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let rows = cells(bytes);
    for (row, word) in rows[1..].iter().zip(words) {
        assert_eq!(row[0], Data::String(word.into()));
    }
}

#[test]
fn tables_of_a_document_become_sheets() {
    let document = sample::report();
    let names: Vec<_> = to_book(&document)
        .unwrap()
        .sheets
        .into_iter()
        .map(|sheet| sheet.name)
        .collect();
    assert_eq!(
        names,
        [
            "Bảng 1. Kết quả thi hành án về",
            "Bảng 2. Các vụ việc có giá trị",
            "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN"
        ]
    );
    let bytes = write(&document, Form::Xlsx).unwrap();
    let xml = part(&bytes, "xl/workbook.xml");
    assert!(
        xml.contains("_xlnm.Print_Titles"),
        "headings repeat on each page"
    );
    assert!(part(&bytes, "xl/worksheets/sheet3.xml").contains("orientation=\"landscape\""));
    assert!(part(&bytes, "xl/styles.xml").contains("Times New Roman"));
    let rows = cells(bytes);
    let said = |row: usize, column: usize| rows[row][column].to_string();
    assert_eq!(
        said(0, 0),
        "BÁO CÁO Kết quả công tác thi hành án dân sự và phong trào thi đua năm 2021"
    );
    assert_eq!(said(4, 1), "Chấp hành viên");
    assert_eq!(rows[6][5], Data::Float(60.75));
    assert_eq!(said(52, 0), "Tổng số");
    assert_eq!(rows[52][2], Data::Float(7302.0));
}

#[test]
fn what_a_sheet_cannot_hold_is_refused_in_words() {
    let wide = Sheet {
        name: "Rộng".into(),
        columns: columns(&[Kind::Text]),
        rows: vec![vec![Value::Empty, Value::Empty].into()],
        ..Sheet::default()
    };
    let told = sheet::write(&book(wide)).unwrap_err().to_string();
    assert_eq!(told, "trang tính “Rộng”: dòng 1 có nhiều ô hơn số cột");
    let holed = Sheet {
        name: "Thủng".into(),
        columns: columns(&[Kind::Text, Kind::Text]),
        header: vec![vec![Head::new("một")]],
        ..Sheet::default()
    };
    assert!(
        sheet::write(&book(holed))
            .unwrap_err()
            .to_string()
            .contains("còn ô trống")
    );
    assert_eq!(sheet::write(&Book::default()), Err(PaperError::NoTable));
}
