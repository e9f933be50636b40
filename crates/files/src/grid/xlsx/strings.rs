//! The shared strings: texts that cells name by number.

use std::io::Read;

use crate::grid::error::ReadError;
use crate::grid::limits::Limits;
use crate::grid::text::RichText;
use crate::grid::tokens::{self, Sink, Token};

/// Reads them in order. How many the part announces is not asked.
pub(super) fn read(
    part: &str,
    source: &mut impl Read,
    limits: &Limits,
) -> Result<Vec<Box<str>>, ReadError> {
    let mut strings = Strings {
        part,
        limits,
        found: Vec::new(),
        text: RichText::default(),
        inside: false,
        closed: false,
    };
    tokens::each(part, source, &mut strings)?;
    match strings.closed {
        true => Ok(strings.found),
        false => Err(ReadError::damaged(part, "no end of the shared strings")),
    }
}

struct Strings<'a> {
    part: &'a str,
    limits: &'a Limits,
    found: Vec<Box<str>>,
    text: RichText,
    inside: bool,
    closed: bool,
}

impl Strings<'_> {
    fn finish(&mut self) -> Result<(), ReadError> {
        self.inside = false;
        if self.found.len() >= self.limits.cells {
            return Err(ReadError::TooManyCells {
                sheet: self.part.into(),
                limit: self.limits.cells,
            });
        }
        let text = self
            .text
            .decoded()
            .ok_or_else(|| ReadError::damaged(self.part, "a text that is none"))?;
        self.found.push(text.into_boxed_str());
        Ok(())
    }
}

impl Sink for Strings<'_> {
    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        match token {
            Token::Start(tag) if tag.local == b"si" => {
                self.text.clear();
                self.inside = true;
                if tag.empty {
                    self.finish()?;
                }
            }
            Token::Start(tag) if tag.local == b"sst" => self.closed = tag.empty,
            Token::Start(tag) if self.inside => self.text.start(&tag),
            Token::End(b"si") if self.inside => self.finish()?,
            Token::End(b"sst") => self.closed = true,
            Token::End(local) if self.inside => self.text.end(local),
            Token::Text(bytes) if self.inside => self.add(bytes, false)?,
            Token::Verbatim(bytes) if self.inside => self.add(bytes, true)?,
            _ => (),
        }
        Ok(())
    }

    fn too_long(&self) -> ReadError {
        ReadError::LongText {
            sheet: self.part.into(),
            cell: None,
            limit: self.limits.cell_chars,
        }
    }
}

impl Strings<'_> {
    fn add(&mut self, bytes: &[u8], verbatim: bool) -> Result<(), ReadError> {
        match self.text.text(bytes, verbatim, self.limits.raw_text()) {
            true => Ok(()),
            false => Err(self.too_long()),
        }
    }
}
