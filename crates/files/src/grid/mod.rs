//! Tables in: a CSV file, a pasted block, an XLSX workbook or the tables of a DOCX document become one
//! [`Workbook`] of [`Cell`]s, so that everything after this module reads one model and never asks which
//! program wrote the file.
//!
//! What comes in is written by strangers, so every limit holds before anything is allocated for it:
//! the zip's table of contents is judged first (parts, declared sizes, ratio, names, overlaps,
//! encryption), each part is unpacked through a reader that counts, a sheet is read token by token in
//! one buffer of 256 KiB, and a cell is checked against rows, columns, cells and text before its row
//! grows. A document type is refused where it begins, so there are no entities but XML's own.
//!
//! **Why the cells are not read by calamine.** It was tried (0.38), behind the same pre-scan, and is
//! now the oracle of the tests instead:
//!
//! - Some workbooks of a few hundred bytes end or panic it before a limit of ours can be asked:
//!   `uniqueCount` of the shared strings is reserved as written, the ends of a reversed `dimension`
//!   are subtracted, an address like `AAAAAAAA1` overflows, the name of a font is cloned into every
//!   format that uses it. One `#SPILL!` makes a sheet unreadable. Closing these holes took a tokeniser
//!   over the sheet that rewrites it, which is most of a reader.
//! - That way 10,000 × 20 cells took 105 ms of which the pre-scan was 15, or 0.85 of what
//!   python-calamine 0.9.1 takes; the reader here takes 42 ms, 0.3–0.4 of it (medians of interleaved
//!   runs on two busy cores, release build). Half of the gain is one pass instead of two, the other
//!   that a number written plainly with at most 15 digits is passed on as written instead of becoming
//!   a double and a string again.
//!
//! quick-xml reads the small parts (relationships, the list of sheets, number formats), csv-core does
//! the quoting of CSV.
//!
//! A merged area is its first cell, the others are empty, as the file has it. Hidden sheets are read
//! and flagged: what to do with them is the caller's decision.
//!
//! Old lists and reports are often Word documents. Each table of one is a sheet, `Bảng 1`, `Bảng 2` …, rows
//! and columns counted as they are seen; a table inside a cell is a sheet of its own. Text boxes, deleted and
//! hidden text are no text of the table. Fonts of the old encodings decide how their runs are read, as that is
//! known here alone.
//!
//! [`Cell`]: thidua_domain::bundle::Cell

pub mod address;
pub mod archive;

mod attributes;
mod container;
mod csv;
mod docx;
mod encoding;
mod error;
mod kind;
mod limits;
mod model;
mod parts;
mod text;
mod tokens;
mod xlsx;

pub use error::{ReadError, Trap};
pub use limits::Limits;
pub use model::{Encoding, Grid, GridRow, Note, Workbook};

use container::Container;
use kind::Kind;

/// Reads a table of any format; the content decides which, never the name.
///
/// `name` is the file's name as the user knows it: the sheet of a CSV file is called after it, and an
/// ending that contradicts the content is told as a [`Note`].
///
/// # Errors
/// Refuses a file that is no table, is damaged, or exceeds `limits`; nothing of it is kept.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    limits.check_size(bytes)?;
    let (kind, mut book) = match kind::sniff(bytes)? {
        Kind::Text => (Kind::Text, csv::read(name, bytes, limits)?),
        _ => {
            let container = Container::open(bytes, limits)?;
            match docx::is_document(&container) {
                true => (Kind::Document, docx::read(container, limits)?),
                false => (Kind::Zip, xlsx::read(container, limits)?),
            }
        }
    };
    if let Some(ending) = kind.contradicted_by(name) {
        book.notes.insert(
            0,
            Note::Ending {
                ending,
                kind: kind.shown(),
            },
        );
    }
    Ok(book)
}

/// Reads CSV text (a file or a pasted block) as a workbook of one sheet named after `name`.
///
/// The heading line decides between comma, semicolon and tab. UTF-8, UTF-16 with a byte order mark, and
/// anything else read as Windows-1252 and said so in [`Workbook::encoding`].
///
/// # Errors
/// Refuses what is not text, an unclosed quotation mark, and what exceeds `limits`.
pub fn read_csv(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    limits.check_size(bytes)?;
    csv::read(name, bytes, limits)
}
