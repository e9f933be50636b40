//! The blocks of a body as paragraphs of named styles.

use super::Page;
use super::picture;
use super::table;
use super::xml::{Look, Paragraph, Xml};
use crate::paper::PaperError;
use crate::paper::model::{Block, Level};
use crate::paper::wording;

/// A section's body being written.
pub(super) struct Body<'a> {
    /// Where it is written.
    pub(super) xml: &'a mut Xml,
    /// Width of the text in twips.
    pub(super) width: u32,
    /// Pictures written so far, in the whole document.
    pub(super) pictures: usize,
    /// Whether the next paragraph begins a page.
    new_page: bool,
}

impl<'a> Body<'a> {
    /// A body on sheets of `page`, after `pictures` of the bodies before it.
    pub(super) fn new(xml: &'a mut Xml, page: Page, pictures: usize) -> Self {
        Self {
            xml,
            width: page.width(),
            pictures,
            new_page: false,
        }
    }

    /// A paragraph of `style`, on a new page if one was asked for.
    pub(super) fn paragraph<'s>(&mut self, style: &'s str) -> Paragraph<'s> {
        let new_page = std::mem::take(&mut self.new_page);
        Paragraph {
            style,
            new_page,
            ..Paragraph::default()
        }
    }

    /// Writes `blocks`; `tied` keeps the last one on the page of the signature.
    pub(super) fn blocks(&mut self, blocks: &[Block], tied: bool) -> Result<(), PaperError> {
        for (index, block) in blocks.iter().enumerate() {
            let keep_next = tied && index + 1 == blocks.len();
            match block {
                Block::Basis(text) => {
                    let text = wording::basis(blocks, index, text);
                    self.paragraph("TDBasis").text(self.xml, &text);
                }
                Block::Heading(level, text) => self.heading(*level, text),
                Block::Centre(text) => {
                    self.paragraph("TDCentre")
                        .words(self.xml, text, Look::default())
                }
                Block::Paragraph(text) => {
                    Paragraph {
                        keep_next,
                        ..self.paragraph("TDBody")
                    }
                    .text(self.xml, text);
                }
                Block::Item(text) => {
                    let text = wording::item(text);
                    Paragraph {
                        keep_next,
                        ..self.paragraph("TDBody")
                    }
                    .text(self.xml, &text);
                }
                Block::Picture(shown) => picture::write(self, shown),
                Block::Table(table) => table::write(self, table)?,
                Block::Note(text) => {
                    Paragraph {
                        keep_next,
                        ..self.paragraph("TDNote")
                    }
                    .words(self.xml, text, Look::default());
                }
                Block::PageBreak => self.new_page = true,
            }
        }
        Ok(())
    }

    fn heading(&mut self, level: Level, text: &str) {
        let upper = text.to_uppercase();
        let (style, text) = match level {
            Level::Part => ("TDPart", text),
            Level::Section => ("Heading1", upper.as_str()),
            Level::Clause => ("Heading2", text),
            Level::Point => ("Heading3", text),
        };
        self.paragraph(style).words(self.xml, text, Look::default());
    }
}
