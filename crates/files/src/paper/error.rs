//! What can keep a paper from being written, told to the officer who asked for it.

/// Why a document or a workbook could not be written.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PaperError {
    /// A control or direction character: it has no place on paper and may hide what is meant.
    #[error("{place}: có ký tự điều khiển U+{:04X}; hãy sửa dữ liệu rồi in lại", u32::from(*character))]
    Character {
        /// The character.
        character: char,
        /// Where in the document.
        place: String,
    },
    /// The face has no such letter, so the PDF would show an empty box.
    #[error("trang {page}: phông chữ in không có ký tự “{text}” ({codes})")]
    Glyph {
        /// The letters without a glyph.
        text: String,
        /// Their code points, as `U+2610`.
        codes: String,
        /// Page of the PDF, from 1.
        page: usize,
    },
    /// Cells do not fill the columns.
    #[error("{table}: {reason}")]
    Table {
        /// Caption of the table.
        table: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A workbook was asked for and there is nothing to put in it.
    #[error("văn bản này không có bảng nào để ghi thành XLSX; hãy chọn .docx hoặc .pdf")]
    NoTable,
    /// A sheet that XLSX cannot hold.
    #[error("trang tính “{sheet}”: {reason}")]
    Sheet {
        /// Name of the sheet.
        sheet: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The ending names none of the forms.
    #[error("không ghi được đuôi tệp “{0}”; hãy dùng .docx, .pdf hoặc .xlsx")]
    Ending(String),
    /// The typesetting failed: a fault of this program, not of the data.
    #[error("lỗi dàn trang PDF: {0}")]
    Typeset(String),
    /// The bytes could not be put together: a fault of this program.
    #[error("lỗi ghi tệp: {0}")]
    Write(String),
}
