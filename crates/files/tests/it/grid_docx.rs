//! Tables of text documents: merged cells, tables in cells, what is no text, old fonts, and traps.

use proptest::prelude::*;
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Limits, Note, ReadError, Trap, Workbook, read};

use crate::grid_build::zip;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document of these paragraphs and tables.
fn document(body: &str) -> Vec<u8> {
    with_styles(body, "")
}

fn with_styles(body: &str, styles: &str) -> Vec<u8> {
    let document =
        format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    let mut parts = vec![("word/document.xml".to_owned(), document)];
    if !styles.is_empty() {
        let styles = format!(r#"<w:styles xmlns:w="{WORD}">{styles}</w:styles>"#);
        parts.push(("word/styles.xml".to_owned(), styles));
    }
    zip(&parts)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(text: &str) -> String {
    format!("<w:tc>{}</w:tc>", p(text))
}

fn tcp(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

fn book(bytes: &[u8]) -> Workbook {
    read("danh sách.docx", bytes, &Limits::default()).unwrap()
}

fn refusal(bytes: &[u8]) -> ReadError {
    read("danh sách.docx", bytes, &Limits::default()).unwrap_err()
}

fn rows(book: &Workbook, at: usize) -> Vec<(u32, Vec<String>)> {
    let rows = book.sheets[at].rows.iter();
    rows.map(|row| (row.number, row.cells.iter().map(Cell::shown).collect()))
        .collect()
}

fn told(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (
        number,
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

#[test]
fn a_table_is_a_grid_with_the_lines_before_it() {
    let bytes = document(&format!(
        "{}{}{}{}{}",
        p("THADS TỈNH A"),
        p("DANH SÁCH KHEN THƯỞNG NĂM 2019"),
        tbl(&[
            tr(&[tc("TT"), tc("Họ và tên"), tc("Danh hiệu")]),
            tr(&[tc("1"), tc("Nguyễn  Văn An"), tc("Lao động tiên tiến")]),
            tr(&[tc(""), tc(""), tc("")]),
            tr(&[tc("2"), tc("Lê Thị Bình"), tc("CSTĐ &amp; LĐTT")]),
        ]),
        p("Người lập"),
        tbl(&[tr(&[tc("b"), tc("2")])]),
    ));
    let book = book(&bytes);
    assert!(book.notes.is_empty(), "{:?}", book.notes);
    let names: Vec<&str> = book
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["Bảng 1", "Bảng 2"]);
    assert_eq!(
        book.sheets[0].above,
        ["THADS TỈNH A", "DANH SÁCH KHEN THƯỞNG NĂM 2019"]
    );
    assert_eq!(
        rows(&book, 0),
        [
            told(1, &["TT", "Họ và tên", "Danh hiệu"]),
            told(2, &["1", "Nguyễn Văn An", "Lao động tiên tiến"]),
            told(4, &["2", "Lê Thị Bình", "CSTĐ & LĐTT"]),
        ]
    );
    // A short table may be a letterhead: what it says stands above the next one.
    assert!(book.sheets[1].above.contains(&"Người lập".to_owned()));
    assert!(book.sheets[1].above.contains(&"Họ và tên".to_owned()));
}

#[test]
fn merged_cells_are_their_first_cell() {
    let over = |n: u32| format!(r#"<w:gridSpan w:val="{n}"/>"#);
    let first = r#"<w:vMerge w:val="restart"/>"#;
    let bytes = document(&tbl(&[
        tr(&[
            tcp(first, "TT"),
            tcp(&over(2), "Việc"),
            tcp(first, "Ghi chú"),
        ]),
        tr(&[
            tcp("<w:vMerge/>", "thừa"),
            tc("Mới"),
            tc("Xong"),
            tcp(r#"<w:vMerge w:val="continue"/>"#, ""),
        ]),
        format!(
            r#"<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{}</w:tr>"#,
            tc("5")
        ),
    ]));
    assert_eq!(
        rows(&book(&bytes), 0),
        [
            told(1, &["TT", "Việc", "", "Ghi chú"]),
            told(2, &["", "Mới", "Xong"]),
            told(3, &["", "", "5"]),
        ]
    );
}

#[test]
fn paragraphs_of_a_cell_are_its_lines_and_a_table_in_it_stands_alone() {
    let inner = tbl(&[tr(&[tc("trong"), tc("1")])]);
    let cell = format!(
        "<w:tc>{}{}{inner}{}</w:tc>",
        p("Bảng nhỏ:"),
        p(""),
        p("hết")
    );
    let tabbed =
        "<w:tc><w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p></w:tc>";
    let book = book(&document(&tbl(&[tr(&[cell, tabbed.to_owned()])])));
    assert_eq!(rows(&book, 0), [told(1, &["Bảng nhỏ:\nhết", "a b\nc"])]);
    assert_eq!(rows(&book, 1), [told(1, &["trong", "1"])]);
    assert_eq!(book.sheets[1].name, "Bảng 2");
    assert_eq!(book.sheets[1].above, ["Bảng nhỏ:"]);
}

#[test]
fn boxes_deleted_hidden_and_moved_text_is_no_text() {
    let cell = r#"<w:tc><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>
        <w:r><w:t>Còn</w:t></w:r>
        <w:del><w:r><w:delText>xóa</w:delText><w:t>xóa</w:t></w:r></w:del>
        <w:ins><w:r><w:t xml:space="preserve"> thêm</w:t></w:r></w:ins>
        <w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>
        <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> hiện</w:t></w:r>
        <w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:t>hộp cũ</w:t></w:pict></mc:Fallback></mc:AlternateContent></w:r>
        <w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r></w:p></w:tc>"#;
    let changed = r#"<w:tc><w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/></w:tcPr></w:tcPrChange></w:tcPr><w:p><w:r><w:t>sau</w:t></w:r></w:p></w:tc>"#;
    let control = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        tc("ô điền")
    );
    let bytes = document(&tbl(&[tr(&[cell.to_owned(), changed.to_owned(), control])]));
    assert_eq!(
        rows(&book(&bytes), 0),
        [told(1, &["Còn thêm hiện", "sau", "ô điền"])]
    );
}

#[test]
fn hidden_rows_are_read_and_told() {
    let hidden = format!("<w:tr><w:trPr><w:hidden/></w:trPr>{}</w:tr>", tc("giấu"));
    let book = book(&document(&tbl(&[tr(&[tc("a")]), hidden])));
    assert_eq!(rows(&book, 0).len(), 2);
    assert_eq!(
        book.notes,
        [Note::HiddenRows {
            sheet: "Bảng 1".into(),
            rows: vec![2]
        }]
    );
}

#[test]
fn old_fonts_of_runs_and_styles_are_decoded_and_text_is_composed() {
    let run = |font: &str, text: &str| {
        format!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>"#
        )
    };
    let cell = |inner: String| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let styled = r#"<w:tc><w:p><w:pPr><w:pStyle w:val="Cu"/></w:pPr><w:r><w:t>Chøc vô</w:t></w:r></w:p></w:tc>"#;
    let styles = r#"<w:style w:styleId="Cu"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>"#;
    let row = tr(&[
        cell(run(".VnTime", "Hä vµ") + &run(".VnTime", " tªn")),
        cell(run("VNI-Times", "Nguye") + &run("VNI-Times", "ãn")),
        cell(run("Times New Roman", "Ho\u{300}a")),
        styled.to_owned(),
        cell(run(".VnTime", "Đơn vị")),
    ]);
    let book = book(&with_styles(&tbl(&[row]), styles));
    assert_eq!(
        rows(&book, 0),
        [told(
            1,
            &["Họ và tên", "Nguyễn", "Hòa", "Chức vụ", "Đơn vị"]
        )]
    );
}

#[test]
fn what_the_name_promises_is_told_and_other_documents_are_refused() {
    let bytes = document(&tbl(&[tr(&[tc("a")])]));
    let notes = read("danh sách.xlsx", &bytes, &Limits::default())
        .unwrap()
        .notes;
    assert_eq!(
        notes[0].to_string(),
        "Tên tệp kết thúc bằng “.xlsx” nhưng nội dung là văn bản Word .docx; đã đọc theo nội dung."
    );
    let none = refusal(&document(&p("Không có bảng")));
    assert_eq!(none, ReadError::NoTable);
    assert!(none.cure().contains("bảng"));
    let old: Vec<u8> = [
        &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
        &utf16("WordDocument"),
    ]
    .concat();
    assert_eq!(refusal(&old), ReadError::OldDocument);
    assert!(refusal(&old).cure().contains(".docx"));
    assert!(matches!(
        refusal(&zip(&[("word/document.xml".into(), String::new())])),
        ReadError::NoTable
    ));
    assert!(matches!(
        refusal(&zip(&[("word/x.xml".into(), String::new())])),
        ReadError::Damaged { .. }
    ));
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn traps_are_refused_before_they_cost_anything() {
    let wide = document(&tbl(&[tr(&[tcp(
        r#"<w:gridSpan w:val="4000000000"/>"#,
        "a",
    )])]));
    assert!(matches!(refusal(&wide), ReadError::TooFar { .. }));
    let before = document(&tbl(&[format!(
        r#"<w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>{}</w:tr>"#,
        tc("a")
    )]));
    assert!(matches!(refusal(&before), ReadError::TooFar { .. }));
    let deep = document(&"<w:tbl><w:tr><w:tc>".repeat(200));
    assert!(matches!(
        refusal(&deep),
        ReadError::Trap {
            trap: Trap::Depth { .. }
        }
    ));
    let many = document(&tbl(&[tr(&[tc("a")])]).repeat(300));
    assert!(matches!(refusal(&many), ReadError::TooManySheets { .. }));
    let entity = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", p("a"));
    assert!(matches!(
        refusal(&document(&entity)),
        ReadError::Entities { .. }
    ));
    let named = document(&tbl(&[tr(&[tc("&nbsp;")])]));
    assert!(matches!(refusal(&named), ReadError::Damaged { .. }));
    let long = document(&tbl(&[tr(&[tc(&"a".repeat(400_000))])]));
    assert!(matches!(refusal(&long), ReadError::LongText { .. }));
    let lines = document(&tbl(&[tr(&[format!(
        "<w:tc>{}</w:tc>",
        p(&"a".repeat(1_000)).repeat(40)
    )])]));
    assert!(matches!(refusal(&lines), ReadError::LongText { .. }));
    let open = document("<w:tbl><w:tr><w:tc>").replace_end();
    assert!(matches!(refusal(&open), ReadError::Damaged { .. }));
    let few = Limits {
        cells: 10,
        ..Limits::default()
    };
    let row = tr(&[tc("a"), tc("b"), tc("c")]);
    let cells = document(&tbl(&vec![row; 4]));
    assert!(matches!(
        read("a.docx", &cells, &few).unwrap_err(),
        ReadError::TooManyCells { .. }
    ));
    let bomb = document(&p(&" ".repeat(8 << 20)));
    assert!(matches!(
        refusal(&bomb),
        ReadError::Trap {
            trap: Trap::Ratio { .. }
        }
    ));
}

/// The same document whose table never ends.
trait Unended {
    fn replace_end(self) -> Vec<u8>;
}

impl Unended for Vec<u8> {
    fn replace_end(self) -> Vec<u8> {
        zip(&[(
            "word/document.xml".into(),
            "<w:document><w:body><w:tbl><w:tr><w:tc>".into(),
        )])
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever stands in the text, it is read or refused, and what is read stays within the limits.
    #[test]
    fn no_markup_breaks_the_reader(pieces in prop::collection::vec(0_usize..22, 0..60)) {
        let kinds = [
            "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:r>", "</w:r>",
            "<w:t>", "</w:t>", "chữ", "<w:gridSpan w:val=\"3\"/>", "<w:vMerge/>", "<w:del>", "</w:del>",
            "<w:txbxContent>", "</w:txbxContent>", "<w:tab/>", "<w:vanish/>", "<w:gridBefore w:val=\"2\"/>",
        ];
        let body: String = pieces.iter().map(|at| kinds[*at]).collect();
        if let Ok(book) = read("a.docx", &document(&body), &Limits::default()) {
            for row in book.sheets.iter().flat_map(|sheet| &sheet.rows) {
                prop_assert!(row.cells.len() <= 1_000);
            }
        }
    }
}
