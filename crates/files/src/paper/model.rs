//! The one model of an official document, from which every output is written.
//!
//! It holds what the paper says and how its parts are related; sizes, lines, indents and final
//! punctuation are the writers' business (NĐ 30/2020, Phụ lục I), so no caller spells them.

use jiff::civil::Date;

use super::picture::Picture;
use super::table::Table;

/// An official document: a báo cáo, quyết định, tờ trình, công văn, biên bản, kế hoạch …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The head of page 1: agencies, number, place and date.
    pub letterhead: Letterhead,
    /// Whether the sheets of the body lie on their long side: lists of many columns.
    pub landscape: bool,
    /// Tên loại ("Báo cáo", printed upper); `None` is a công văn, whose trích yếu stands under the number.
    pub kind: Option<String>,
    /// Trích yếu; of a công văn it begins with "V/v".
    pub subject: String,
    /// Kính gửi, without dashes and final signs.
    pub addressees: Vec<String>,
    /// The body, in reading order.
    pub blocks: Vec<Block>,
    /// Signatures: one stands right, level with Nơi nhận; several fill a grid of two columns in
    /// reading order (thư ký, chủ tọa) with Nơi nhận below.
    pub signatures: Vec<Signature>,
    /// Nơi nhận, without dashes and final signs; the last is usually "Lưu: VT, …".
    pub recipients: Vec<String>,
    /// Annexes, each with a page numbering of its own.
    pub annexes: Vec<Annex>,
    /// What the paper says about itself: draft, figures not verified, sources.
    pub marks: Marks,
}

/// Ô 1 to 4 of the layout: who issues, under which number, where and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Cơ quan chủ quản trực tiếp.
    pub superior: Option<String>,
    /// Cơ quan ban hành; several entries are several lines.
    pub issuer: Vec<String>,
    /// The whole line "Số: 05/QĐ-THADS" (see [`super::number_line`]); `None` for a paper without one.
    pub number: Option<String>,
    /// Place and date; `None` for a biên bản, whose date is in its text.
    pub dateline: Option<Dateline>,
}

/// Địa danh và thời gian ban hành.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Địa danh: "Quận 1", "Đồng Tháp".
    pub place: String,
    /// The day, or the year in which it will be filled in by hand.
    pub day: Day,
}

/// The day of a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Dated.
    On(Date),
    /// "ngày    tháng    năm 2026": day and month are left to the văn thư.
    Open(i16),
}

/// A stretch of text in one face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words; `\n` is a line break, no other control character is allowed.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A paragraph's text: runs in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// The text with `words` added upright.
    #[must_use]
    pub fn plain(self, words: impl Into<String>) -> Self {
        self.with(words.into(), false, false)
    }

    /// The text with `words` added in bold.
    #[must_use]
    pub fn bold(self, words: impl Into<String>) -> Self {
        self.with(words.into(), true, false)
    }

    /// The text with `words` added in italics.
    #[must_use]
    pub fn italic(self, words: impl Into<String>) -> Self {
        self.with(words.into(), false, true)
    }

    /// The words of all runs.
    pub fn words(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    fn with(mut self, text: String, bold: bool, italic: bool) -> Self {
        self.0.push(Run { text, bold, italic });
        self
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::default().plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::default().plain(words)
    }
}

/// One piece of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Căn cứ, in italics; the writer ends each with ";" and the last of a series with ".".
    Basis(Text),
    /// A heading with its own number in the text: "I. Kết quả", "1. Công tác …", "a) …".
    Heading(Level, String),
    /// A bold centred line: the authority of a quyết định, "QUYẾT ĐỊNH:".
    Centre(String),
    /// A paragraph of the body.
    Paragraph(Text),
    /// An item of a list; the writer puts "- " before it.
    Item(Text),
    /// A table.
    Table(Table),
    /// A small italic remark on what stands above it.
    Note(String),
    /// A picture over the whole column, with what it shows under it.
    Picture(Illustration),
    /// What follows begins on a new page.
    PageBreak,
}

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illustration {
    /// The picture.
    pub picture: Picture,
    /// What it shows; the writer ends it with a full stop. Empty: nothing stands under it but the credit.
    pub caption: String,
    /// Who took it, printed as "Ảnh: …".
    pub credit: Option<String>,
    /// What is read aloud to who does not see it.
    pub alt: String,
}

/// The rank of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// "Phần thứ nhất", "Chương I": bold, centred.
    Part,
    /// "I. NHỮNG KẾT QUẢ": bold, printed upper.
    Section,
    /// "1. Kết quả về việc": bold.
    Clause,
    /// "a) …": upright, not bold.
    Point,
}

/// Ô 7: who signs, in which capacity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Quyền hạn, chức vụ by line: "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"; printed upper.
    pub capacity: Vec<String>,
    /// Họ tên, without any title before it; `None` leaves the place empty.
    pub name: Option<String>,
}

/// A phụ lục: its own section with its own page numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annex {
    /// "Phụ lục I"; `None` where the title alone stands.
    pub label: Option<String>,
    /// The title, printed upper.
    pub title: String,
    /// "Kèm theo Quyết định số … ngày … của …", without brackets.
    pub attached_to: Option<String>,
    /// Whether the sheet lies on its long side.
    pub landscape: bool,
    /// Margins other than those of the document.
    pub margins: Option<Margins>,
    /// The annex's body.
    pub blocks: Vec<Block>,
}

/// Page margins in whole millimetres, of the page as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// Top, where the page number stands.
    pub top: u16,
    /// Bottom.
    pub bottom: u16,
    /// Left.
    pub left: u16,
    /// Right.
    pub right: u16,
}

impl Default for Margins {
    /// 20, 20, 30 and 15 mm (NĐ 30/2020, Phụ lục I, mục I.3).
    fn default() -> Self {
        Self {
            top: 20,
            bottom: 20,
            left: 30,
            right: 15,
        }
    }
}

/// What a paper says about itself beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// A framed word under the number: "Bản thảo".
    pub draft: Option<String>,
    /// Remarks printed small after the signature: "Số liệu năm 2020 chưa đối chiếu".
    pub notices: Vec<String>,
    /// The documents the figures come from, printed small after the signature.
    pub sources: Vec<String>,
}

impl Document {
    /// Tên loại and trích yếu in one line, for the properties of a file.
    pub fn title(&self) -> String {
        let subject = self.subject.replace('\n', " ");
        match &self.kind {
            Some(kind) => format!("{} {subject}", kind.to_uppercase()),
            None => subject,
        }
    }

    /// Whether there is nothing but annexes: the decision they belong to is a paper of its own.
    pub fn is_annex_alone(&self) -> bool {
        self.letterhead == Letterhead::default()
            && self.kind.is_none()
            && self.blocks.is_empty()
            && self.signatures.is_empty()
            && !self.annexes.is_empty()
    }

    /// Ends the body with "./." by changing its last paragraph, item, heading or note.
    pub fn close(&mut self) {
        for block in self.blocks.iter_mut().rev() {
            match block {
                Block::Paragraph(text) | Block::Item(text) | Block::Basis(text) => {
                    if let Some(run) = text.0.last_mut() {
                        run.text = super::closed(&run.text);
                    }
                    return;
                }
                Block::Heading(_, text) | Block::Centre(text) | Block::Note(text) => {
                    *text = super::closed(text);
                    return;
                }
                Block::Table(_) | Block::Picture(_) | Block::PageBreak => {}
            }
        }
    }
}
