//! DOCX: strict parts of our own in a zip, so that headings of tables repeat, page 1 carries no
//! number and each annex has its own page and numbering.
//!
//! Parts that never change are files under `templates/docx`; `word/document.xml` and
//! `docProps/core.xml` are written from the document.

mod body;
mod head;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::PaperError;
use super::check::check;
use super::layout::{self, twips};
use super::model::{Document, Margins};
use body::Body;
use xml::Xml;

/// Parts that are the same in every document, by name.
const PARTS: [(&str, &str); 7] = [
    (
        "[Content_Types].xml",
        include_str!("../../../templates/docx/content-types.xml"),
    ),
    (
        "_rels/.rels",
        include_str!("../../../templates/docx/package-rels.xml"),
    ),
    (
        "word/_rels/document.xml.rels",
        include_str!("../../../templates/docx/document-rels.xml"),
    ),
    (
        "word/styles.xml",
        include_str!("../../../templates/docx/styles.xml"),
    ),
    (
        "word/settings.xml",
        include_str!("../../../templates/docx/settings.xml"),
    ),
    (
        "word/header-number.xml",
        include_str!("../../../templates/docx/header-number.xml"),
    ),
    (
        "word/header-first.xml",
        include_str!("../../../templates/docx/header-first.xml"),
    ),
];

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes `document` as a DOCX; the same document gives the same bytes.
///
/// # Errors
/// [`PaperError::Character`] and [`PaperError::Table`] for what cannot be printed,
/// [`PaperError::Write`] where the archive cannot be built.
pub fn write(document: &Document) -> Result<Vec<u8>, PaperError> {
    check(document)?;
    let written = [
        ("word/document.xml", main(document)?),
        ("docProps/core.xml", core(document)),
    ];
    let fixed = PARTS.iter().map(|(name, part)| (*name, *part));
    let parts = fixed.chain(written.iter().map(|(name, part)| (*name, part.as_str())));
    archive(parts).map_err(|error| PaperError::Write(error.to_string()))
}

fn archive<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, part) in parts {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `word/document.xml`: the document, then each annex in a section of its own.
fn main(document: &Document) -> Result<String, PaperError> {
    let mut xml = Xml(DECLARATION.into());
    xml.open(
        "w:document",
        &[
            (
                "xmlns:w",
                &"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            ),
            (
                "xmlns:r",
                &"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            ),
        ],
    );
    xml.open("w:body", &[]);
    let mut page = Page {
        landscape: document.landscape,
        margins: Margins::default(),
    };
    let alone = document.is_annex_alone();
    if !alone {
        let mut body = Body::new(&mut xml, page);
        head::opening(&mut body, document);
        body.blocks(&document.blocks, !document.signatures.is_empty())?;
        head::closing(&mut body, document);
    }
    for (number, annex) in document.annexes.iter().enumerate() {
        if number > 0 || !alone {
            xml::Paragraph {
                style: "TDRule",
                section: Some(&page.section()),
                ..Default::default()
            }
            .blank(&mut xml);
        }
        page = Page {
            landscape: annex.landscape,
            margins: annex.margins.unwrap_or_default(),
        };
        let mut body = Body::new(&mut xml, page);
        head::annex(&mut body, annex);
        body.blocks(&annex.blocks, false)?;
    }
    xml.0.push_str(&page.section());
    xml.close("w:body");
    xml.close("w:document");
    Ok(xml.0)
}

/// A section's sheet.
#[derive(Clone, Copy)]
struct Page {
    landscape: bool,
    margins: Margins,
}

impl Page {
    /// Width of the text in twips.
    fn width(self) -> u32 {
        layout::text_width(self.landscape, self.margins)
    }

    /// `w:sectPr`: page numbers begin at 1 and the first page carries none.
    fn section(self) -> String {
        let (width, height) = layout::sheet(self.landscape);
        let (width, height) = (twips(width), twips(height));
        let mut xml = Xml::default();
        xml.open("w:sectPr", &[]);
        xml.empty(
            "w:headerReference",
            &[("w:type", &"default"), ("r:id", &"rId3")],
        );
        xml.empty(
            "w:headerReference",
            &[("w:type", &"first"), ("r:id", &"rId4")],
        );
        xml.val("w:type", "nextPage");
        if self.landscape {
            let lying: [(&str, &dyn std::fmt::Display); 3] = [
                ("w:w", &width),
                ("w:h", &height),
                ("w:orient", &"landscape"),
            ];
            xml.empty("w:pgSz", &lying);
        } else {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        }
        let Margins {
            top,
            bottom,
            left,
            right,
        } = self.margins;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &twips(top)),
                ("w:right", &twips(right)),
                ("w:bottom", &twips(bottom)),
                ("w:left", &twips(left)),
                ("w:header", &twips(top / 2)),
                ("w:footer", &twips(bottom / 2)),
                ("w:gutter", &0),
            ],
        );
        xml.empty("w:pgNumType", &[("w:start", &1)]);
        xml.empty("w:titlePg", &[]);
        xml.close("w:sectPr");
        xml.0
    }
}

/// `docProps/core.xml`: title and language; no clock, no person.
fn core(document: &Document) -> String {
    let mut xml = Xml(DECLARATION.into());
    xml.open(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ],
    );
    for (name, text) in [
        ("dc:title", document.title().as_str()),
        ("dc:creator", "Thi Đua"),
        ("dc:language", "vi-VN"),
    ] {
        xml.open(name, &[]);
        xml.text(text);
        xml.close(name);
    }
    xml.close("cp:coreProperties");
    xml.0
}
