//! Good files of every format come in as they were written.

use std::path::Path;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Encoding, Grid, GridRow, Limits, Note, ReadError, Workbook, read};

use crate::grid_build::{Book, zip};

pub(crate) fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

pub(crate) fn number(text: &str) -> Cell {
    Cell::Number(text.into())
}

pub(crate) fn row(number: u32, cells: Vec<Cell>) -> GridRow {
    GridRow { number, cells }
}

fn read_ok(bytes: &[u8]) -> Workbook {
    read("tệp.xlsx", bytes, &Limits::default()).unwrap()
}

fn excel_date(day: Date) -> ExcelDateTime {
    let (year, month, day) = (day.year(), day.month(), day.day());
    ExcelDateTime::from_ymd(
        year.try_into().unwrap(),
        month.try_into().unwrap(),
        day.try_into().unwrap(),
    )
    .unwrap()
}

#[test]
fn ten_thousand_rows_come_back_equal() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("so-lieu").unwrap();
    let day_format = Format::new().set_num_format("dd/mm/yyyy");
    let mut expected = Vec::new();
    for number_of_row in 0..10_000_u32 {
        let mut cells = Vec::new();
        for column in 0..20_u16 {
            let value = u32::from(column) + number_of_row * 7_919;
            cells.push(match column % 5 {
                0 => text(&format!("Chi cục Thi hành án dân sự số {}", value % 500)),
                1 => number(&value.to_string()),
                2 => number(format!("{}.{:02}", value / 100, value % 90 + 1).trim_end_matches('0')),
                3 => Cell::Date(
                    date(2020, 10, 1).saturating_add(jiff::Span::new().days(value % 2_000)),
                ),
                _ => Cell::Bool(value % 2 == 0),
            });
            let (at, last) = (number_of_row, cells.last().unwrap());
            match last {
                Cell::Text(text) => sheet.write_string(at, column, text),
                Cell::Number(number) => {
                    sheet.write_number(at, column, number.parse::<f64>().unwrap())
                }
                Cell::Date(day) => {
                    sheet.write_datetime_with_format(at, column, excel_date(*day), &day_format)
                }
                Cell::Bool(value) => sheet.write_boolean(at, column, *value),
                Cell::Empty | Cell::Error(_) => unreachable!(),
            }
            .unwrap();
        }
        expected.push(row(number_of_row + 1, cells));
    }
    let book = read_ok(&book.save_to_buffer().unwrap());
    assert_eq!(book.sheets.len(), 1);
    assert_eq!(book.sheets[0].name, "so-lieu");
    assert!(!book.sheets[0].hidden);
    assert!(book.sheets[0].rows == expected, "the rows differ");
    assert_eq!(book.notes, []);
}

#[test]
fn every_type_of_cell_is_read_as_what_it_is() {
    let mut book = Book::new(
        r##"<sheetData>
          <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
          <row r="3"><c r="B3"><v>1057</v></c><c r="C3" s="1"><v>44121</v></c><c r="D3" t="n" s="2"><v>0.5</v></c>
            <c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#SPILL!</v></c><c r="G3"><f>SUM(A1:A9)</f><v>68.73</v></c>
            <c r="H3" t="str"><f>A1&amp;"x"</f><v>kết quả &amp; x</v></c><c r="I3" t="d"><v>2025-03-01T00:00:00</v></c>
            <c r="J3" s="1"/><c r="K3" t="str"><f>""</f><v></v></c></row>
          <row><c t="inlineStr"><is><t>không</t></is></c><c><v>4</v></c><c s="1"/><c><v>6</v></c></row>
          <!-- <row r="5"><c r="A5"><v>1</v></c></row> -->
          <row r="6"><c r="A6" t="inlineStr"><is><t><![CDATA[a & <b>]]></t></is></c><c r="B6" t="str"><v>#REF!</v></c></row>
          <row r="7" spans="1:9"/><row r="1048576"><c r="XFD1048576" s="2"/></row>
        </sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>"##,
    );
    book.strings = r#"<si><t>Mã</t></si><si><r><t>Giá </t></r><r><rPr><b/></rPr><t xml:space="preserve">trị </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t xml:space="preserve"> dòng 1_x000D_
dòng 2</t></si>"#.into();
    book.formats = vec![0, 164, 20];
    let book = read_ok(&book.zip());
    // A blank at the end of a run of formatting is an accident of how it was typed, unless kept on purpose.
    assert_eq!(
        book.sheets[0].rows,
        [
            row(
                1,
                vec![text("Mã"), text("Giátrị "), text(" dòng 1\r\ndòng 2")]
            ),
            row(
                3,
                vec![
                    Cell::Empty,
                    number("1057"),
                    Cell::Date(date(2020, 10, 17)),
                    number("0.5"),
                    Cell::Bool(true),
                    Cell::Error("#SPILL!".into()),
                    number("68.73"),
                    text("kết quả & x"),
                    Cell::Date(date(2025, 3, 1)),
                ]
            ),
            row(
                4,
                vec![text("không"), number("4"), Cell::Empty, number("6")]
            ),
            row(6, vec![text("a & <b>"), Cell::Error("#REF!".into())]),
        ]
    );
}

#[test]
fn formulas_without_results_are_told_not_taken_for_nothing() {
    let book = read_ok(
        &Book::new(
            r#"<sheetData><row r="4"><c r="A4"><v>1</v></c><c r="B4"><f>A4+1</f><v></v></c><c r="C4"><f t="shared" si="0"/></c>
               <c r="D4" t="str"><f>""</f><v></v></c><c r="E4" s="0"/></row></sheetData>"#,
        )
        .zip(),
    );
    assert_eq!(book.sheets[0].rows, [row(4, vec![number("1")])]);
    let note = Note::Uncomputed {
        sheet: "A".into(),
        cell: "B4".into(),
        count: 2,
    };
    assert_eq!(book.notes, [note]);
    assert!(
        book.notes[0]
            .to_string()
            .starts_with("Trang “A” có 2 ô công thức chưa có kết quả (đầu tiên là B4)")
    );
}

#[test]
fn prefixes_backslashes_and_absolute_targets_are_the_same_workbook() {
    let mut book = Book::new(
        r#"<x:sheetData><x:row r="2"><x:c r="C2"><x:v>5</x:v></x:c></x:row></x:sheetData>"#,
    );
    book.wrap_sheet = false;
    book.from_1904 = true;
    let parts: Vec<_> = book
        .parts()
        .into_iter()
        .map(|(name, text)| {
            (
                name.replace('/', "\\").to_uppercase(),
                text.replace("worksheets/", "/xl/worksheets/"),
            )
        })
        .collect();
    let book = read_ok(&zip(&parts));
    assert_eq!(
        book.sheets[0].rows,
        [row(2, vec![Cell::Empty, Cell::Empty, number("5")])]
    );
}

#[test]
fn hidden_sheets_are_flagged_merged_areas_are_their_first_cell() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet
        .merge_range(0, 0, 1, 2, "CỤC THI HÀNH ÁN DÂN SỰ", &Format::new())
        .unwrap();
    sheet.write(2, 0, 1).unwrap();
    let hidden = book.add_worksheet();
    hidden
        .set_name("Nháp")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "x")
        .unwrap();
    book.add_worksheet().set_name("Trống").unwrap();
    let book = read_ok(&book.save_to_buffer().unwrap());
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden, sheet.rows.len()))
        .collect();
    assert_eq!(
        sheets,
        [("Sheet1", false, 2), ("Nháp", true, 1), ("Trống", false, 0)]
    );
    let rows = [
        row(1, vec![text("CỤC THI HÀNH ÁN DÂN SỰ")]),
        row(3, vec![number("1")]),
    ];
    assert_eq!(book.sheets[0].rows, rows);
}

#[test]
fn cells_formatted_down_to_the_last_row_do_not_make_a_file_unreadable() {
    let mut rows = String::from(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    for number in 2..60_000 {
        rows.push_str(&format!(
            r#"<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>"#
        ));
    }
    rows.push_str(r#"<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>"#);
    let book = read_ok(&Book::new(&format!("<sheetData>{rows}</sheetData>")).zip());
    assert_eq!(book.sheets[0].rows, [row(1, vec![number("1")])]);
}

#[test]
fn content_decides_and_a_wrong_ending_is_told() {
    let bytes =
        Book::new(r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#).zip();
    let book = read("so-lieu.csv", &bytes, &Limits::default()).unwrap();
    assert_eq!(
        book.notes,
        [Note::Ending {
            ending: ".csv".into(),
            kind: "bảng tính .xlsx"
        }]
    );
    assert_eq!(
        book.notes[0].to_string(),
        "Tên tệp kết thúc bằng “.csv” nhưng nội dung là bảng tính .xlsx; đã đọc theo nội dung."
    );
    let book = read(
        r"C:\Báo cáo\so-lieu.XLS",
        b"M\xC3\xA3,T\xC3\xAAn\n1,2\n",
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(book.sheets[0].name, "so-lieu");
    assert_eq!(book.encoding_guess, Encoding::Utf8);
    assert!(matches!(&book.notes[..], [Note::Ending { ending, .. }] if ending == ".xls"));
    for name in ["so-lieu.csv", "dan", "Báo cáo quý 3.2025", "a.TXT"] {
        assert_eq!(
            read(name, b"a,b", &Limits::default()).unwrap().notes,
            [],
            "{name}"
        );
    }
}

#[test]
fn other_kinds_of_files_are_named_with_the_way_out() {
    let cfb = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let stream: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let encrypted = [cfb.as_slice(), &[0; 40], &stream].concat();
    let part = |name: &str, text: &str| zip(&[(name.to_owned(), text.to_owned())]);
    let macros = r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>"#;
    for (bytes, refusal) in [
        (cfb, ReadError::OldWorkbook),
        (encrypted, ReadError::Encrypted),
        (part("xl/workbook.bin", ""), ReadError::BinaryWorkbook),
        (part("xl/vbaProject.bin", ""), ReadError::MacroWorkbook),
        (
            part("[Content_Types].xml", macros),
            ReadError::MacroWorkbook,
        ),
        (
            part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ReadError::OpenDocument,
        ),
    ] {
        let error = read("tệp.xlsx", &bytes, &Limits::default()).unwrap_err();
        assert_eq!(error, refusal);
        assert!(error.cure().contains(".xlsx"), "{}", error.cure());
    }
    for (bytes, found) in [
        (part("anh.jpg", ""), "tệp nén .zip"),
        (b"%PDF-1.7".to_vec(), "tệp PDF"),
        (
            b"<html><table><tr><td>1</td></tr></table>".to_vec(),
            "trang web (HTML)",
        ),
        (b"\x00\x01\x02".to_vec(), "tệp nhị phân"),
    ] {
        assert_eq!(
            read("tệp.xlsx", &bytes, &Limits::default()).unwrap_err(),
            ReadError::NotATable { found }
        );
    }
    assert_eq!(
        read("tệp.xlsx", b"", &Limits::default()).unwrap_err(),
        ReadError::Empty
    );
}

#[test]
fn a_sheet_list_that_repeats_a_name_is_refused() {
    let mut book = Book::new("<sheetData/>");
    book.sheets = vec!["So-lieu".into(), "so-liệu".into(), "SO-LIEU".into()];
    let error = read("a.xlsx", &book.zip(), &Limits::default()).unwrap_err();
    assert_eq!(
        error,
        ReadError::DuplicateSheet {
            sheet: "SO-LIEU".into()
        }
    );
    book.sheets.pop();
    assert_eq!(read_ok(&book.zip()).sheets.len(), 2);
}

/// The example bundles are what the model was made for; where they are, they must read.
#[test]
fn the_examples_of_the_product_read_without_notes() {
    let Ok(bundles) =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"))
    else {
        return;
    };
    for file in bundles.flatten().flat_map(|bundle| {
        std::fs::read_dir(bundle.path())
            .into_iter()
            .flatten()
            .flatten()
    }) {
        let path = file.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "csv" || ending == "xlsx")
        {
            let name = path.to_string_lossy();
            let book = read(&name, &std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
            assert_eq!(book.notes, [], "{name}");
            let Grid { rows, .. } = &book.sheets[0];
            assert!(rows.len() > 1 && rows[0].number == 1, "{name}");
        }
    }
}
