//! Where a paper is put together: the parts of its sections in order, each sentence once.

use std::collections::BTreeSet;
use std::rc::Rc;

use thidua_domain::report::{Form, Keys, Outline, Part, Section};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::Window;
use thidua_files::paper::{Block, Level};

use super::AskPeriod;
use super::rows::asked;
use super::said::Said;
use crate::activity::{ActivityRow, activities};
use crate::movement::{MovementAnswer, of_agency};
use crate::note::{self, NoteRow};
use crate::report::{Sources, small};
use crate::state::View;
use crate::{AppError, State};

/// One piece of the body, and the key under which the next version knows it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) key: String,
    pub(crate) block: Block,
}

/// What a report says.
pub(crate) struct Composed {
    pub(crate) sections: Vec<(Section, Vec<Piece>)>,
    pub(crate) annexes: Vec<(String, Vec<Piece>)>,
    pub(crate) sources: Sources,
    pub(crate) notices: Vec<String>,
}

/// Everything asked once for all parts.
pub(super) struct Desk<'a> {
    pub(super) view: &'a View,
    pub(super) ask: &'a AskPeriod,
    pub(super) outline: &'a Outline,
    pub(super) window: Window,
    pub(super) sources: Sources,
    pub(super) notices: Vec<String>,
    pub(super) notes: Vec<NoteRow>,
    pub(super) carried: Vec<NoteRow>,
    pub(super) activities: Vec<ActivityRow>,
    pub(super) movements: Rc<[MovementAnswer]>,
    tables: usize,
    clauses: usize,
    said: Said,
    ours: BTreeSet<&'a str>,
    /// Rows told of which only the year is known, where some of its months are reported.
    pub(super) undated: usize,
}

/// Puts a report together.
pub(crate) fn compose(
    view: &View,
    ask: &AskPeriod,
    outline: &Outline,
    window: Window,
) -> Result<Composed, AppError> {
    let years = ask.years();
    let notes = asked(
        ask,
        |years| note::notes(view, years),
        |found| (found.rows, found.left_out),
        |one| (one.text.clone(), one.agency.clone(), one.section.clone()),
    )?;
    let activities = asked(
        ask,
        |years| activities(view, years),
        |found| (found.rows, found.left_out),
        |one| (one.code.clone(), one.text.clone(), one.agency.clone()),
    )?;
    let undated = notes.undated + activities.undated;
    let mut desk = Desk {
        view,
        ask,
        outline,
        window,
        sources: Sources::default(),
        notices: super::super::notices(&view.state, window),
        notes: notes.rows,
        carried: note::notes(view, &years)?.carried,
        activities: activities.rows,
        movements: of_agency(view, &years)?.into(),
        tables: 0,
        clauses: 0,
        said: Said::default(),
        ours: view.state.org.lineage(&ask.agency),
        undated,
    };
    let mut keys = Keys::default();
    let mut sections = Vec::new();
    for section in &outline.sections {
        desk.clauses = 0;
        let mut pieces = Vec::new();
        for part in &section.parts {
            let blocks = desk.part(part)?;
            let place = format!("{}/{}", section.code, key_of(part));
            let keyed = keyed(&mut keys, &place, blocks);
            pieces.extend(match outline.form {
                Form::Report => keyed,
                Form::Article => desk.running(keyed),
            });
        }
        if !pieces.is_empty() {
            sections.push((section.clone(), pieces));
        }
    }
    let annexes = desk.annexes()?;
    if desk.undated > 0 {
        desk.notices.push(format!(
            "có {} nội dung mà nguồn chỉ nêu năm {}, không nêu ngày",
            two_digits(i64::try_from(desk.undated).unwrap_or(i64::MAX)),
            ask.to
        ));
    }
    if sections.is_empty() {
        let nothing = format!("chưa có dữ liệu {} trong hệ thống", ask.period());
        desk.notices.push(nothing);
    }
    Ok(Composed {
        sections,
        annexes,
        sources: desk.sources,
        notices: desk.notices,
    })
}

/// Blocks with their keys: by what they say and the heading they stand under, not by their number.
fn keyed(keys: &mut Keys, place: &str, blocks: Vec<Block>) -> Vec<Piece> {
    let mut under = String::new();
    let one = |block: Block| {
        let words = super::words_of(&block);
        if let Block::Heading(..) = &block {
            under.clear();
        }
        let key = keys.next(place, &under, &words);
        if let Block::Heading(..) = &block {
            under = words;
        }
        Piece { key, block }
    };
    blocks.into_iter().map(one).collect()
}

fn key_of(part: &Part) -> String {
    match part {
        Part::Agency => "co-quan".to_owned(),
        Part::Notes(section) => format!("noi-dung-{section}"),
        Part::Documents => "van-ban".to_owned(),
        Part::Movements => "phong-trao".to_owned(),
        Part::Work => "so-lieu".to_owned(),
        Part::Series => "chuoi-so-lieu".to_owned(),
        Part::Targets => "chi-tieu".to_owned(),
        Part::Ranks => "xep-hang".to_owned(),
        Part::Activities(kinds) => format!("hoat-dong-{}", kinds.join("-")),
        Part::Contributions => "dong-gop".to_owned(),
        Part::Exemplars => "dien-hinh".to_owned(),
        Part::Events => "su-kien".to_owned(),
        Part::Awards => "khen-thuong".to_owned(),
        Part::Highlights => "noi-bat".to_owned(),
        Part::Timeliness => "kip-thoi".to_owned(),
        Part::Places => "thu-hang-don-vi".to_owned(),
    }
}

impl Desk<'_> {
    pub(super) fn state(&self) -> &State {
        self.view.state.as_ref()
    }

    fn part(&mut self, part: &Part) -> Result<Vec<Block>, AppError> {
        match part {
            Part::Agency => Ok(self.situation()),
            Part::Notes(section) => Ok(self.section(section)),
            Part::Documents => Ok(self.documents()),
            Part::Movements => Ok(self.all_movements()),
            Part::Work => self.work(),
            Part::Series => self.series(),
            Part::Targets => self.targets(),
            Part::Ranks => self.ranks(),
            Part::Activities(kinds) => Ok(self.done(kinds)),
            Part::Contributions => self.contributed(),
            Part::Exemplars => self.exemplars(),
            Part::Events => self.events(),
            Part::Awards => self.awards(),
            Part::Highlights => self.highlights(),
            Part::Timeliness => self.timeliness(),
            Part::Places => self.places(),
        }
    }

    /// `Bảng 3. …`
    pub(super) fn caption(&mut self, words: &str) -> String {
        self.tables += 1;
        format!("Bảng {}. {words}", self.tables)
    }

    /// Takes back the number of a table that was not made.
    pub(super) fn uncaption(&mut self, blocks: &[Block]) {
        if !blocks.iter().any(|block| matches!(block, Block::Table(_))) {
            self.tables = self.tables.saturating_sub(1);
        }
    }

    /// `2. …` within the section.
    pub(super) fn clause(&mut self, words: &str) -> Block {
        self.clauses += 1;
        Block::Heading(Level::Clause, format!("{}. {words}", self.clauses))
    }

    /// The pieces of an article: what a table holds its sentences tell; remarks on how numbers came to be are told
    /// to its author, not to its readers.
    fn running(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut kept = Vec::new();
        for piece in pieces {
            match piece.block {
                Block::Table(_) => {}
                Block::Note(words) => {
                    let words = small(words.trim_end_matches('.'));
                    if !self.notices.contains(&words) {
                        self.notices.push(words);
                    }
                }
                _ => kept.push(piece),
            }
        }
        kept
    }

    /// Codes of the agency, of those below it and of those it came from, at any time.
    pub(super) fn ours(&self) -> &BTreeSet<&str> {
        &self.ours
    }

    /// Whether what was said holds every word of a sentence in its order, close together.
    pub(super) fn said_within(&self, words: &str) -> bool {
        self.said.holds(words)
    }

    /// Whether a sentence was not said before; from now on it was.
    pub(super) fn says(&mut self, words: &str) -> bool {
        self.said.is_new(words)
    }
}
