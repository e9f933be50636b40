//! DOCX: strict parts of our own in a zip, so that headings of tables repeat, page 1 carries no
//! number and each annex has its own page and numbering.
//!
//! Parts that never change are files under `templates/docx`; `word/document.xml` and
//! `docProps/core.xml` are written from the document.

mod body;
mod head;
mod picture;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::check::check;
use super::layout::{self, twips};
use super::model::{Document, Margins};
use super::{PaperError, Picture};
use body::Body;
use xml::Xml;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";

/// Parts that are the same in every document, by name; to the first and the third the pictures are added.
const PARTS: [(&str, &str); 7] = [
    (
        CONTENT_TYPES,
        include_str!("../../../templates/docx/content-types.xml"),
    ),
    (
        "_rels/.rels",
        include_str!("../../../templates/docx/package-rels.xml"),
    ),
    (
        RELATIONS,
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
    let pictures = picture::all(document);
    let fixed = PARTS.iter().map(|(name, part)| {
        let part = match *name {
            CONTENT_TYPES => types(part, &pictures),
            RELATIONS => relations(part, &pictures),
            _ => (*part).to_owned(),
        };
        ((*name).to_owned(), part.into_bytes())
    });
    let written = [
        ("word/document.xml".to_owned(), main(document)?.into_bytes()),
        ("docProps/core.xml".to_owned(), core(document).into_bytes()),
    ];
    let shown = (1..).zip(&pictures).map(|(number, picture)| {
        let name = format!("word/{}", picture::part(number, picture));
        (name, picture.bytes.to_vec())
    });
    archive(fixed.chain(written).chain(shown)).map_err(|error| PaperError::Write(error.to_string()))
}

/// The list of kinds with those of the pictures: a reader refuses a part whose kind is not told.
fn types(fixed: &str, pictures: &[&Picture]) -> String {
    let mut kinds: Vec<_> = pictures.iter().map(|picture| picture.media).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut xml = Xml::default();
    for media in kinds {
        let of: [(&str, &dyn std::fmt::Display); 2] = [
            ("Extension", &media.code()),
            ("ContentType", &media.media_type()),
        ];
        xml.empty("Default", &of);
    }
    fixed.replacen("<Override ", &format!("{}<Override ", xml.0), 1)
}

/// The relationships of the document with those of its pictures.
fn relations(fixed: &str, pictures: &[&Picture]) -> String {
    let mut xml = Xml::default();
    for (number, picture) in (1..).zip(pictures) {
        let of: [(&str, &dyn std::fmt::Display); 3] = [
            ("Id", &picture::relation(number)),
            ("Type", &IMAGE),
            ("Target", &picture::part(number, picture)),
        ];
        xml.empty("Relationship", &of);
    }
    fixed.replacen("</Relationships>", &format!("{}</Relationships>", xml.0), 1)
}

fn archive(parts: impl Iterator<Item = (String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, part) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&part)?;
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
    let mut pictures = 0;
    if !alone {
        let mut body = Body::new(&mut xml, page, pictures);
        head::opening(&mut body, document);
        body.blocks(&document.blocks, !document.signatures.is_empty())?;
        head::closing(&mut body, document);
        pictures = body.pictures;
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
        let mut body = Body::new(&mut xml, page, pictures);
        head::annex(&mut body, annex);
        body.blocks(&annex.blocks, false)?;
        pictures = body.pictures;
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
