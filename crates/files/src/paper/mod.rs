//! Official documents: one model, written as DOCX, PDF or XLSX.
//!
//! The layout is that of NĐ 30/2020, Phụ lục I. The DOCX is for editing (it names Times New Roman),
//! the PDF for printing and keeping (it embeds Tinos, which has the same metrics), the XLSX holds the
//! tables. The same document gives the same bytes: nothing here reads a clock.

pub mod docx;
pub mod pdf;

mod book;
mod check;
mod columns;
mod error;
mod font;
mod layout;
mod measure;
mod model;
mod picture;
mod table;
mod wording;

use std::path::Path;

pub use book::to_book;
pub(crate) use check::texts as check_texts;
pub use error::PaperError;
pub(crate) use measure::{Face, width as text_width};
pub use model::{
    Annex, Block, Dateline, Day, Document, Illustration, Letterhead, Level, Margins, Marks, Run,
    Signature, Text,
};
pub use picture::{BadPicture, MOST_POINTS, Picture};
pub use table::{Align, Cell, Column, Head, Row, Table};
pub(crate) use table::{Placed, place};
pub use wording::{closed, date_line, number_line};

/// The form a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Word, to be edited.
    Docx,
    /// PDF, to be printed and kept.
    Pdf,
    /// A workbook of the document's tables.
    Xlsx,
}

impl Form {
    /// The form that the ending of `path` names, in any case of letters.
    ///
    /// # Errors
    /// [`PaperError::Ending`] for any other ending or none.
    pub fn from_ending(path: impl AsRef<Path>) -> Result<Self, PaperError> {
        let ending = path
            .as_ref()
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        match ending.as_str() {
            "docx" => Ok(Self::Docx),
            "pdf" => Ok(Self::Pdf),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(PaperError::Ending(ending)),
        }
    }

    /// The media type for an HTTP answer.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes `document` in `form`.
///
/// # Errors
/// [`PaperError`] where the document holds what the form cannot show.
pub fn write(document: &Document, form: Form) -> Result<Vec<u8>, PaperError> {
    match form {
        Form::Docx => docx::write(document),
        Form::Pdf => pdf::write(document),
        Form::Xlsx => crate::sheet::write(&to_book(document)?),
    }
}
