//! What is refused before anything is written: characters that would spoil or disguise a paper, and
//! tables whose cells do not fill their columns.

use super::PaperError;
use super::model::{Block, Document, Text};
use super::table::Table;

/// Checks the whole document.
///
/// # Errors
/// [`PaperError::Character`] or [`PaperError::Table`], naming the place.
pub(crate) fn check(document: &Document) -> Result<(), PaperError> {
    let head = &document.letterhead;
    texts("Cơ quan chủ quản", head.superior.as_deref())?;
    texts("Cơ quan ban hành", head.issuer.iter().map(String::as_str))?;
    texts("Số, ký hiệu", head.number.as_deref())?;
    texts(
        "Địa danh",
        head.dateline.as_ref().map(|line| line.place.as_str()),
    )?;
    texts("Tên loại", document.kind.as_deref())?;
    texts("Trích yếu", [document.subject.as_str()])?;
    texts("Kính gửi", document.addressees.iter().map(String::as_str))?;
    blocks("Nội dung", &document.blocks)?;
    for signature in &document.signatures {
        texts(
            "Chức vụ người ký",
            signature.capacity.iter().map(String::as_str),
        )?;
        texts("Họ tên người ký", signature.name.as_deref())?;
    }
    texts("Nơi nhận", document.recipients.iter().map(String::as_str))?;
    for annex in &document.annexes {
        let place = annex.label.as_deref().unwrap_or("Phụ lục");
        texts(
            place,
            [
                Some(&annex.title),
                annex.label.as_ref(),
                annex.attached_to.as_ref(),
            ]
            .into_iter()
            .flatten()
            .map(String::as_str),
        )?;
        blocks(place, &annex.blocks)?;
    }
    let marks = &document.marks;
    let said = marks
        .draft
        .iter()
        .chain(&marks.notices)
        .chain(&marks.sources);
    texts("Ghi chú", said.map(String::as_str))
}

/// Refuses control characters in `found`, which stands at `place`.
pub(crate) fn texts<'a>(
    place: &str,
    found: impl IntoIterator<Item = &'a str>,
) -> Result<(), PaperError> {
    for text in found {
        if let Some(character) = text.chars().find(|letter| forbidden(*letter)) {
            return Err(PaperError::Character {
                character,
                place: place.into(),
            });
        }
    }
    Ok(())
}

/// Control characters but the line break; marks that turn the direction of reading, by which a name
/// could be shown other than it is stored; and what XML cannot hold.
fn forbidden(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(
            letter,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn blocks(place: &str, blocks: &[Block]) -> Result<(), PaperError> {
    for (number, block) in blocks.iter().enumerate() {
        let here = || format!("{place}, đoạn {}", number + 1);
        match block {
            Block::Basis(text) | Block::Paragraph(text) | Block::Item(text) => runs(&here(), text)?,
            Block::Heading(_, text) | Block::Centre(text) | Block::Note(text) => {
                texts(&here(), [text.as_str()])?;
            }
            Block::Picture(shown) => {
                let words = [&shown.caption, &shown.alt];
                let words = words.into_iter().chain(&shown.credit);
                texts(&here(), words.map(String::as_str))?;
            }
            Block::Table(table) => cells(&here(), table)?,
            Block::PageBreak => {}
        }
    }
    Ok(())
}

fn runs(place: &str, text: &Text) -> Result<(), PaperError> {
    texts(place, text.0.iter().map(|run| run.text.as_str()))
}

fn cells(place: &str, table: &Table) -> Result<(), PaperError> {
    let heads = table.header.iter().flatten().map(|head| head.text.as_str());
    texts(
        place,
        table
            .caption
            .iter()
            .chain(&table.unit)
            .map(String::as_str)
            .chain(heads),
    )?;
    for (number, row) in table.rows.iter().enumerate() {
        let here = format!("{}, dòng {}", table.name(), number + 1);
        texts(&here, row.cells.iter().map(|cell| cell.text.as_str()))?;
    }
    table.placed().map(|_| ())
}
