//! The DOCX's parts, read back as XML: order of elements, repeated headings, sections, text.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use thidua_files::paper::{Block, Document, docx};

use crate::paper_sample as sample;

/// An element of a part, with its attributes and children.
#[derive(Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
    text: String,
}

impl Node {
    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Node>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    fn find(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    fn has(&self, name: &str) -> bool {
        !self.find(name).is_empty()
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn words(&self) -> String {
        self.find("w:t")
            .iter()
            .map(|node| node.text.as_str())
            .collect()
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn parse(xml: &str) -> Node {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Node::default()];
    let node = |start: &quick_xml::events::BytesStart<'_>| Node {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let key = attribute.key.as_ref().to_owned();
                (key, attribute.value.into_owned())
            })
            .collect(),
        ..Node::default()
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(entity) => {
                let written = format!("&{};", &*entity);
                let letter = quick_xml::escape::unescape(&written).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&letter);
            }
            Event::Eof => return open.pop().unwrap(),
            _ => {}
        }
    }
}

fn body(document: &Document) -> Node {
    parse(&part(&docx::write(document).unwrap(), "word/document.xml"))
}

/// The order the schema fixes among the children we write (ECMA-376-1, 17.3.1.26, 17.3.2.28,
/// 17.4.59, 17.4.69, 17.6.17).
const ORDER: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:pageBreakBefore",
            "w:pBdr",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblW",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:titlePg",
        ],
    ),
];

fn check_order(node: &Node) {
    if let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == node.name) {
        let place = |child: &Node| {
            let found = order.iter().position(|name| *name == child.name);
            found.unwrap_or_else(|| panic!("{} in {}", child.name, node.name))
        };
        let places: Vec<_> = node.children.iter().map(place).collect();
        assert!(places.is_sorted(), "{}: {places:?}", node.name);
    }
    node.children.iter().for_each(check_order);
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for document in [sample::report(), sample::letter(), sample::minutes()] {
        check_order(&body(&document));
    }
    check_order(&parse(&part(
        &docx::write(&sample::letter()).unwrap(),
        "word/styles.xml",
    )));
}

#[test]
fn every_style_that_is_used_is_defined() {
    let bytes = docx::write(&sample::report()).unwrap();
    let styles = parse(&part(&bytes, "word/styles.xml"));
    let defined: Vec<_> = styles
        .find("w:style")
        .iter()
        .filter_map(|style| style.attribute("w:styleId"))
        .collect();
    for used in parse(&part(&bytes, "word/document.xml")).find("w:pStyle") {
        let id = used.attribute("w:val").unwrap();
        assert!(defined.contains(&id), "{id}");
    }
}

#[test]
fn header_rows_repeat_and_no_row_is_cut() {
    let body = body(&sample::report());
    let tables = body.find("w:tbl");
    let headers: Vec<_> = tables
        .iter()
        .map(|table| table.find("w:tblHeader").len())
        .collect();
    assert_eq!(
        headers,
        [0, 2, 1, 0, 2],
        "letterhead, two tables, signatures, annex"
    );
    for row in body.find("w:tr") {
        assert!(row.has("w:cantSplit"));
    }
}

#[test]
fn each_row_covers_the_grid_exactly() {
    for table in body(&sample::report()).find("w:tbl") {
        let columns = table.find("w:gridCol").len();
        for row in table.find("w:tr") {
            let spans = row.find("w:tcPr").into_iter().map(|cell| {
                let span = cell.find("w:gridSpan");
                span.first()
                    .map_or(1, |span| span.attribute("w:val").unwrap().parse().unwrap())
            });
            assert_eq!(spans.sum::<usize>(), columns);
        }
    }
}

#[test]
fn each_section_numbers_its_pages_from_one_and_hides_the_first() {
    let body = body(&sample::report());
    let sections = body.find("w:sectPr");
    assert_eq!(sections.len(), 2);
    for section in &sections {
        assert!(section.has("w:titlePg"));
        assert_eq!(
            section.find("w:pgNumType")[0].attribute("w:start"),
            Some("1")
        );
        let margins = section.find("w:pgMar")[0];
        let sides = ["w:top", "w:bottom", "w:left", "w:right"];
        let sides = sides.map(|side| margins.attribute(side).unwrap());
        assert_eq!(sides, ["1134", "1134", "1701", "850"], "20, 20, 30, 15 mm");
    }
    let sheet = |section: &Node| {
        let size = section.find("w:pgSz")[0];
        ["w:w", "w:h", "w:orient"].map(|key| size.attribute(key).map(str::to_owned))
    };
    let upright = [Some("11906".into()), Some("16838".into()), None];
    assert_eq!(sheet(sections[0]), upright);
    let lying = [
        Some("16838".into()),
        Some("11906".into()),
        Some("landscape".into()),
    ];
    assert_eq!(sheet(sections[1]), lying);
}

#[test]
fn the_page_number_stands_in_the_middle_of_the_top_margin() {
    let bytes = docx::write(&sample::letter()).unwrap();
    let header = parse(&part(&bytes, "word/header-number.xml"));
    assert_eq!(header.find("w:instrText")[0].text.trim(), "PAGE");
    let first = parse(&part(&bytes, "word/header-first.xml"));
    assert_eq!(first.words(), "");
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    assert!(relations.contains("rId3") && relations.contains("header-number.xml"));
}

#[test]
fn the_letterhead_says_what_the_decree_asks_for() {
    let body = body(&sample::report());
    let head = body.find("w:tbl")[0];
    let lines: Vec<_> = head.find("w:p").iter().map(|line| line.words()).collect();
    let said: Vec<_> = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(String::as_str)
        .collect();
    assert_eq!(
        said,
        [
            "CỤC THI HÀNH ÁN DÂN SỰ",
            "THÀNH PHỐ HỒ CHÍ MINH",
            "CHI CỤC THI HÀNH ÁN DÂN SỰ",
            "QUẬN 1",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            &thidua_files::paper::number_line(None, "BC-CCTHADS"),
            "BẢN THẢO",
            "Quận 1, ngày 05 tháng 10 năm 2021",
        ]
    );
}

#[test]
fn markup_in_the_data_stays_text() {
    let words = "<w:p/> & \"a\" 'b' ]]> &amp; #typst[1]";
    let mut document = sample::letter();
    document.blocks = vec![Block::Paragraph(words.into())];
    document.subject = words.into();
    let bytes = docx::write(&document).unwrap();
    let body = parse(&part(&bytes, "word/document.xml"));
    assert!(
        body.find("w:p")
            .iter()
            .any(|paragraph| paragraph.words() == words)
    );
    let core = parse(&part(&bytes, "docProps/core.xml"));
    assert_eq!(core.find("dc:title")[0].text, words);
    assert_eq!(core.find("dc:creator")[0].text, "Thi Đua");
}

#[test]
fn a_page_break_is_kept_before_a_paragraph_and_before_a_table() {
    let mut document = sample::report();
    let Some(Block::Table(mut table)) = document.annexes.remove(0).blocks.pop() else {
        panic!()
    };
    table.caption = None;
    document.blocks = vec![
        Block::PageBreak,
        Block::Paragraph("Trang hai".into()),
        Block::PageBreak,
        Block::Table(table),
    ];
    assert_eq!(body(&document).find("w:pageBreakBefore").len(), 2);
}
