//! The author's texts laid between the bound sentences of today.

use thidua_domain::report::saved::{self, Deed, Place, Told, place};
use thidua_domain::report::{Bound, Keys, Section};
use thidua_files::paper::{Block, Level, Row, Table};

use super::super::{Piece, words_of};
use super::drawn::Drawn;
use super::load::Noted;

/// Something that stands in a section.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A bound piece; the place of what hid it.
    Bound { piece: Piece, hidden: Option<usize> },
    /// What the author did: its place, and whether the sentence it stood behind is no more.
    Own { passage: usize, moved: bool },
}

/// A report with the author's texts in their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    pub(super) sections: Vec<(Section, Vec<Item>)>,
    /// Texts whose section is no more.
    pub(super) lost: Vec<usize>,
    /// Hidings whose sentence is no more: nothing is hidden by them.
    pub(super) idle: Vec<usize>,
}

/// Lays passages over the sections of a report.
pub(super) fn lay(sections: Vec<(Section, Vec<Piece>)>, passages: &[Noted]) -> Laid {
    let told: Vec<Bound> = sections
        .iter()
        .flat_map(|(_, pieces)| pieces)
        .map(|piece| Bound {
            key: piece.key.clone(),
            words: words_of(&piece.block),
        })
        .collect();
    let codes: Vec<&str> = sections.iter().map(|(one, _)| one.code.as_str()).collect();
    let mut laid = Laid::default();
    let mut own: Vec<(usize, Place)> = Vec::new();
    for (at, noted) in passages.iter().enumerate() {
        let passage = &noted.passage;
        if let Deed::Hid(_) = passage.deed {
            if !told.iter().any(|one| one.key == passage.at) {
                laid.idle.push(at);
            }
            continue;
        }
        match place(passage, &told, &codes) {
            Place::Lost => laid.lost.push(at),
            found => own.push((at, found)),
        }
    }
    let opens = |section: &str, at: usize, found: Place| {
        found == Place::Opening && saved_section(passages, at) == section
    };
    let mut number = 0;
    let mut done = Vec::new();
    for (section, pieces) in sections {
        let mut items = Vec::new();
        for (at, found) in &own {
            if opens(&section.code, *at, *found) {
                items.push(Item::Own {
                    passage: *at,
                    moved: saved_at(passages, *at) != section.code,
                });
            }
        }
        for piece in pieces {
            let hid = |noted: &Noted| {
                matches!(noted.passage.deed, Deed::Hid(_)) && noted.passage.at == piece.key
            };
            let hidden = passages.iter().position(hid);
            items.push(Item::Bound { piece, hidden });
            let here = own.iter().filter_map(|(at, found)| match found {
                Place::Behind(behind) if *behind == number => Some((*at, false)),
                Place::Moved(behind) if *behind == number => Some((*at, true)),
                _ => None,
            });
            items.extend(here.map(|(passage, moved)| Item::Own { passage, moved }));
            number += 1;
        }
        done.push((section, items));
    }
    laid.sections = done;
    laid
}

fn saved_at(passages: &[Noted], at: usize) -> &str {
    passages
        .get(at)
        .map_or("", |noted| noted.passage.at.as_str())
}

fn saved_section(passages: &[Noted], at: usize) -> &str {
    thidua_domain::report::section_of(saved_at(passages, at))
}

impl Laid {
    /// The sections as they are printed.
    pub(super) fn printed(&self, passages: &[Noted], drawn: &Drawn) -> Vec<(Section, Vec<Piece>)> {
        let own = |at: usize| -> Vec<Piece> {
            let Some(noted) = passages.get(at) else {
                return Vec::new();
            };
            let key = noted.passage.at.clone();
            paragraphs(&noted.passage.deed, drawn)
                .into_iter()
                .map(|block| Piece {
                    key: key.clone(),
                    block,
                })
                .collect()
        };
        let mut found: Vec<(Section, Vec<Piece>)> = Vec::new();
        for (section, items) in &self.sections {
            let pieces = items.iter().flat_map(|item| match item {
                Item::Bound {
                    piece,
                    hidden: None,
                } => vec![piece.clone()],
                Item::Bound { .. } => Vec::new(),
                Item::Own { passage, .. } => own(*passage),
            });
            found.push((section.clone(), pieces.collect()));
        }
        let lost: Vec<Piece> = self.lost.iter().flat_map(|at| own(*at)).collect();
        match found.last_mut() {
            Some((_, last)) => last.extend(lost),
            None if lost.is_empty() => {}
            None => {
                let section = Section {
                    code: String::new(),
                    title: "Nội dung khác".to_owned(),
                    parts: Vec::new(),
                };
                found.push((section, lost));
            }
        }
        found
    }

    /// Everything the report says, in order: what a version keeps.
    pub(super) fn told(&self, passages: &[Noted]) -> Vec<Told> {
        let mut told = Vec::new();
        let mut keys = Keys::default();
        for (section, items) in &self.sections {
            told.push(Told {
                piece: saved::Piece::Section,
                key: section.code.clone(),
                words: section.title.clone(),
            });
            for item in items {
                match item {
                    Item::Bound { piece, hidden } => {
                        told.extend(piece_told(piece, hidden.is_some(), &mut keys));
                    }
                    Item::Own { passage, .. } => told.extend(own_told(passages, *passage)),
                }
            }
        }
        for at in &self.lost {
            told.extend(own_told(passages, *at));
        }
        told
    }
}

/// What the annexes of a report say.
pub(super) fn annexed(annexes: &[(String, Vec<Piece>)]) -> Vec<Told> {
    let mut keys = Keys::default();
    let mut told = Vec::new();
    if !annexes.is_empty() {
        told.push(Told {
            piece: saved::Piece::Section,
            key: "phu-luc".to_owned(),
            words: "Phụ lục".to_owned(),
        });
    }
    for piece in annexes.iter().flat_map(|(_, pieces)| pieces) {
        told.extend(piece_told(piece, false, &mut keys));
    }
    told
}

fn own_told(passages: &[Noted], at: usize) -> Option<Told> {
    let passage = &passages.get(at)?.passage;
    let (piece, words) = match &passage.deed {
        Deed::Wrote(text) => (saved::Piece::Text, text.clone()),
        Deed::Showed(shown) => (saved::Piece::Picture, shown.caption.clone()),
        Deed::Hid(_) => return None,
    };
    Some(Told {
        piece,
        key: passage.at.clone(),
        words,
    })
}

fn paragraphs(deed: &Deed, drawn: &Drawn) -> Vec<Block> {
    match deed {
        Deed::Wrote(text) => text
            .split('\n')
            .map(|line| Block::Paragraph(line.into()))
            .collect(),
        Deed::Showed(shown) => drawn.block(shown).into_iter().collect(),
        Deed::Hid(_) => Vec::new(),
    }
}

fn piece_told(piece: &Piece, hidden: bool, keys: &mut Keys) -> Vec<Told> {
    let one = |kind: saved::Piece| {
        let kind = if hidden { saved::Piece::Hidden } else { kind };
        vec![Told {
            piece: kind,
            key: piece.key.clone(),
            words: words_of(&piece.block),
        }]
    };
    match &piece.block {
        Block::Heading(Level::Point, _) => one(saved::Piece::Sentence),
        Block::Heading(..) | Block::Centre(_) => one(saved::Piece::Heading),
        Block::Table(table) if !hidden => rows(piece, table, keys),
        Block::PageBreak => Vec::new(),
        _ => one(saved::Piece::Sentence),
    }
}

/// The rows of a table, each with the heading of every number: a row is known again by its first words.
fn rows(piece: &Piece, table: &Table, keys: &mut Keys) -> Vec<Told> {
    let heads = heads(table);
    let caption = table.caption.clone().unwrap_or_default();
    let mut told = vec![Told {
        piece: saved::Piece::Heading,
        key: piece.key.clone(),
        words: caption,
    }];
    let named = table.rows.iter().filter(|row| row.cells.len() > 1);
    for row in named {
        let (at, label) = label(row);
        let mut column: usize = row
            .cells
            .iter()
            .take(at + 1)
            .map(|cell| cell.across.max(1))
            .sum();
        let mut values = Vec::new();
        for cell in row.cells.iter().skip(at + 1) {
            let head = heads.get(column).map_or("", String::as_str);
            if !cell.text.trim().is_empty() {
                values.push(match head.is_empty() {
                    true => cell.text.clone(),
                    false => format!("{head} {}", cell.text),
                });
            }
            column += cell.across.max(1);
        }
        told.push(Told {
            piece: saved::Piece::Row,
            key: keys.next(&piece.key, "", &label),
            words: format!("{label}: {}", values.join("; ")),
        });
    }
    told
}

/// The first cell that holds words, which names the row; ordinals stand before it.
fn label(row: &Row) -> (usize, String) {
    let named = |text: &str| text.chars().any(char::is_lowercase);
    let at = row.cells.iter().position(|cell| named(&cell.text));
    let at = at.unwrap_or_default();
    let text = row.cells.get(at).map(|cell| cell.text.clone());
    (at, text.unwrap_or_default())
}

/// What stands over each column, the wider heading first.
fn heads(table: &Table) -> Vec<String> {
    let many = table.columns.len();
    let mut heads: Vec<String> = vec![String::new(); many];
    let mut until: Vec<usize> = vec![0; many];
    for (number, row) in table.header.iter().enumerate() {
        let mut column = 0;
        for head in row {
            while until.get(column).is_some_and(|until| *until > number) {
                column += 1;
            }
            for at in column..column + head.across.max(1) {
                if let (Some(words), Some(until)) = (heads.get_mut(at), until.get_mut(at)) {
                    if !words.is_empty() && !head.text.is_empty() {
                        words.push_str(", ");
                    }
                    words.push_str(&head.text);
                    *until = number + head.down.max(1);
                }
            }
            column += head.across.max(1);
        }
    }
    heads
}
