//! What a report will say, for the screen: the same pieces as the paper.

use serde::Serialize;
use thidua_domain::report::Form;
use thidua_files::paper::{Align, Block, Level, Table};

use super::{AskPeriod, Piece, checked, compose, outline, paper};
use crate::AppError;
use crate::state::View;

/// A report before it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Trích yếu, or the title of an article.
    pub title: String,
    /// `giai đoạn 2015 – 2020`.
    pub period: String,
    /// Whether it is an article.
    pub article: bool,
    /// Sections, in order.
    pub sections: Vec<PreviewSection>,
    /// Annexes, in order.
    pub annexes: Vec<PreviewSection>,
    /// What the reader must be warned of.
    pub notices: Vec<String>,
    /// Sources, numbered.
    pub sources: Vec<String>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewSection {
    /// Title; empty: none.
    pub title: String,
    /// Its pieces.
    pub lines: Vec<PreviewLine>,
}

impl PreviewSection {
    /// The section of some blocks.
    pub(crate) fn of(title: String, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self {
            title,
            lines: blocks.into_iter().filter_map(line).collect(),
        }
    }
}

/// A piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PreviewLine {
    /// A heading within the section.
    Heading {
        /// Its words.
        words: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: String,
    },
    /// An item of a list.
    Item {
        /// Its words.
        words: String,
    },
    /// A small remark.
    Note {
        /// Its words.
        words: String,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: String,
        /// Header rows.
        header: Vec<Vec<PreviewHead>>,
        /// Rows.
        rows: Vec<PreviewRow>,
    },
}

/// A heading of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewHead {
    /// Its words.
    pub text: String,
    /// Columns covered.
    pub across: usize,
    /// Rows covered.
    pub down: usize,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewRow {
    /// Whether it stands out.
    pub bold: bool,
    /// Words, columns covered, whether they are a number.
    pub cells: Vec<(String, usize, bool)>,
}

/// The report as the screen shows it.
///
/// # Errors
/// As [`super::document`].
pub fn preview(view: &View, ask: &AskPeriod) -> Result<Preview, AppError> {
    let window = checked(view, ask)?;
    let outline = outline(ask, window)?;
    let composed = compose(view, ask, outline, window)?;
    let part = |title: String, pieces: Vec<Piece>| {
        PreviewSection::of(title, pieces.into_iter().map(|piece| piece.block))
    };
    let sections = composed.sections.into_iter();
    let sections = sections.map(|(section, pieces)| part(section.title, pieces));
    let annexes = composed.annexes.into_iter();
    let annexes = annexes.map(|(title, pieces)| part(title, pieces));
    Ok(Preview {
        title: paper::subject(view, ask, outline, window).replace('\n', " "),
        period: ask.period(),
        article: outline.form == Form::Article,
        sections: sections.collect(),
        annexes: annexes.collect(),
        notices: paper::notices(outline, composed.notices),
        sources: composed.sources.list(),
    })
}

/// The sentences of each section by its code: what stands in words, without tables and remarks.
pub(crate) fn told_by_section(
    view: &View,
    ask: &AskPeriod,
) -> Result<Vec<(String, Vec<String>)>, AppError> {
    let window = checked(view, ask)?;
    let composed = compose(view, ask, outline(ask, window)?, window)?;
    // A heading over a table alone says nothing here.
    let words = |piece: Piece| match line(piece.block)? {
        PreviewLine::Heading { words } => Some((true, words)),
        PreviewLine::Paragraph { words } => Some((false, words)),
        PreviewLine::Item { words } => Some((false, format!("– {words}"))),
        PreviewLine::Note { .. } | PreviewLine::Table { .. } => None,
    };
    let sections = composed.sections.into_iter();
    let told = sections.map(|(section, pieces)| {
        let mut lines = Vec::new();
        let mut heading = None;
        for (heads, words) in pieces.into_iter().filter_map(words) {
            let words = thidua_domain::text::clean(&words.replace('\n', " "));
            match heads {
                true => heading = Some(words),
                false => lines.extend(heading.take().into_iter().chain([words])),
            }
        }
        (section.code, lines)
    });
    Ok(told.collect())
}

/// A block as the screen shows it.
pub(super) fn line(block: Block) -> Option<PreviewLine> {
    Some(match block {
        Block::Heading(Level::Point, words) => PreviewLine::Paragraph { words },
        Block::Heading(_, words) | Block::Centre(words) => PreviewLine::Heading { words },
        Block::Paragraph(text) | Block::Basis(text) => PreviewLine::Paragraph {
            words: text.words(),
        },
        Block::Item(text) => PreviewLine::Item {
            words: text.words(),
        },
        Block::Note(words) => PreviewLine::Note { words },
        Block::Table(found) => table(found),
        Block::Picture(_) | Block::PageBreak => return None,
    })
}

fn table(table: Table) -> PreviewLine {
    let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    let header = table.header.into_iter().map(|row| {
        let heads = row.into_iter().map(|head| PreviewHead {
            text: head.text,
            across: head.across,
            down: head.down,
        });
        heads.collect()
    });
    let rows = table.rows.into_iter().map(|row| {
        let mut at = 0;
        let cells = row.cells.into_iter().map(|cell| {
            let number = aligns.get(at) == Some(&Align::Right) && cell.across == 1;
            at += cell.across;
            (cell.text, cell.across, number)
        });
        PreviewRow {
            bold: row.bold,
            cells: cells.collect(),
        }
    });
    PreviewLine::Table {
        caption: table.caption.unwrap_or_default(),
        header: header.collect(),
        rows: rows.collect(),
    }
}
