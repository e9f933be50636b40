//! Workbooks written part by part, so that a test can make what no program writes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook whose sheets all show one part.
pub(crate) struct Book {
    pub(crate) sheet: String,
    pub(crate) wrap_sheet: bool,
    /// What stands before the root of the sheet.
    pub(crate) prolog: String,
    pub(crate) strings: String,
    /// The number format of each cell format; 164 is `dd/mm/yyyy`.
    pub(crate) formats: Vec<u32>,
    pub(crate) sheets: Vec<String>,
    pub(crate) from_1904: bool,
}

impl Book {
    pub(crate) fn new(sheet: &str) -> Self {
        Self {
            sheet: sheet.into(),
            wrap_sheet: true,
            prolog: String::new(),
            strings: String::new(),
            formats: vec![0],
            sheets: vec!["A".into()],
            from_1904: false,
        }
    }

    pub(crate) fn parts(&self) -> Vec<(String, String)> {
        let sheets: String = self
            .sheets
            .iter()
            .map(|name| format!(r#"<sheet name="{name}" sheetId="1" r:id="rId1"/>"#))
            .collect();
        let formats: String = self
            .formats
            .iter()
            .map(|id| format!(r#"<xf numFmtId="{id}"/>"#))
            .collect();
        let relation = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>"#)
        };
        let links = relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + &relation("rId2", "sharedStrings", "sharedStrings.xml")
            + &relation("rId3", "styles", "styles.xml");
        let sheet = match self.wrap_sheet {
            true => format!("{}<worksheet>{}</worksheet>", self.prolog, self.sheet),
            false => format!("{}{}", self.prolog, self.sheet),
        };
        [
            ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("r", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns:r="{KINDS}"><workbookPr date1904="{}"/><sheets>{sheets}</sheets></workbook>"#,
                    self.from_1904
                ),
            ),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{links}</Relationships>")),
            (
                "xl/styles.xml",
                format!(
                    r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{formats}</cellXfs></styleSheet>"#
                ),
            ),
            ("xl/sharedStrings.xml", format!(r#"<sst uniqueCount="99999999999999">{}</sst>"#, self.strings)),
            (SHEET, sheet),
        ]
        .map(|(name, text)| (name.to_owned(), text))
        .to_vec()
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        zip(&self.parts())
    }
}

/// Packs parts as given.
pub(crate) fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose one sheet is `before`, about `count` times the letter A, `after`: packed by hand,
/// as packing 256 MiB in a test build takes half a minute. Its checksum is wrong.
pub(crate) fn letters(before: &str, count: u64, after: &str) -> Vec<u8> {
    let repeats = count / LONGEST;
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    before
        .bytes()
        .chain(*b"A")
        .for_each(|byte| bits.literal(byte));
    for _ in 0..repeats {
        // As long a copy of the byte before as there is, from one byte back.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    after.bytes().for_each(|byte| bits.literal(byte));
    bits.code(0, 7);
    let size = u64::try_from(before.len() + 1 + after.len()).unwrap() + repeats * LONGEST;

    let parts = Book::new("").parts();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in &parts {
        writer.start_file(name, options).unwrap();
        let bytes = if name == SHEET {
            &bits.bytes
        } else {
            text.as_bytes()
        };
        writer.write_all(bytes).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    patch(&mut bytes, SHEET, METHOD, &8_u16.to_le_bytes());
    patch(
        &mut bytes,
        SHEET,
        SIZE,
        &u32::try_from(size).unwrap().to_le_bytes(),
    );
    bytes
}

/// The longest copy Deflate knows.
const LONGEST: u64 = 258;

/// A bit stream as Deflate wants it, with its fixed codes.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::from(bits >> bit & 1 == 1) << (self.used % 8);
            self.used = self.used.wrapping_add(1);
        }
    }

    /// Codes come with their highest bit first.
    fn code(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }

    fn literal(&mut self, byte: u8) {
        assert!(byte < 144, "a longer code");
        self.code(0x30 + u32::from(byte), 8);
    }
}

/// The part all sheets show.
pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Overwrites bytes at `offset` of the entry of `name` in the zip's table of contents.
pub(crate) fn patch(bytes: &mut [u8], name: &str, offset: usize, with: &[u8]) {
    let headers: Vec<usize> = (0..bytes.len() - 46)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    let at = headers
        .into_iter()
        .find(|at| bytes[at + 46..].starts_with(name.as_bytes()))
        .unwrap();
    bytes[at + offset..at + offset + with.len()].copy_from_slice(with);
}

/// Where a header of the table of contents has the flags, the method, the unpacked size and the place
/// of its part.
pub(crate) const FLAGS: usize = 8;
const METHOD: usize = 10;
pub(crate) const SIZE: usize = 24;
pub(crate) const PLACE: usize = 42;
