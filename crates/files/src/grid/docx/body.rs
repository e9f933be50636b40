//! The text of a document, in one pass: paragraphs go to the cell they stand in, or above the table that follows.

use quick_xml::escape::unescape;
use thidua_domain::bundle::Cell;
use thidua_domain::text;

use super::fonts::{Coding, Fonts};
use super::table::Growing;
use crate::grid::error::{ReadError, Trap};
use crate::grid::limits::Budget;
use crate::grid::model::Grid;
use crate::grid::text::append;
use crate::grid::tokens::{Sink, Tag, Token};

/// Elements inside one another in the deepest document.
const DEPTH: usize = 256;
/// Lines kept of those that stand before a table.
const ABOVE: usize = 20;
/// A table of at most so many rows may be a letterhead: what it says stands above the next one.
const LETTERHEAD: usize = 6;

/// What is no text of the document as it is read: text boxes and drawings, what was deleted or moved away, what
/// stands for an old program, formats as they were before a change.
const PASSED: [&[u8]; 13] = [
    b"txbxContent",
    b"drawing",
    b"pict",
    b"object",
    b"del",
    b"moveFrom",
    b"Fallback",
    b"rPrChange",
    b"pPrChange",
    b"tblPrChange",
    b"trPrChange",
    b"tcPrChange",
    b"tblGridChange",
];

/// What was found.
pub(super) struct Found {
    /// The tables that say something, in the order in which they begin.
    pub(super) sheets: Vec<Grid>,
    /// Hidden rows, by the name of the table.
    pub(super) hidden: Vec<(String, Vec<u32>)>,
}

/// Reads the tokens of the document's text.
pub(super) struct Body<'a, 'b> {
    part: &'a str,
    fonts: &'a Fonts,
    budget: &'a mut Budget<'b>,
    depth: usize,
    /// Depth at which an element began that is passed over.
    passing: Option<usize>,
    tables: Vec<Growing>,
    begun: usize,
    done: Vec<(usize, Grid, Vec<u32>)>,
    above: Vec<String>,
    line: Line,
}

/// The open paragraph.
#[derive(Default)]
struct Line {
    /// Text by how its letters are coded; neighbours differ.
    pieces: Vec<(Coding, String)>,
    coding: Coding,
    run: Option<Run>,
    /// Raw text of the open `t`.
    raw: Option<Vec<u8>>,
}

/// The open run.
struct Run {
    coding: Coding,
    hidden: bool,
}

impl Line {
    fn push(&mut self, words: &str) {
        let coding = self.run.as_ref().map_or(self.coding, |run| run.coding);
        if self.run.as_ref().is_some_and(|run| run.hidden) {
            return;
        }
        match self.pieces.last_mut() {
            Some((last, text)) if *last == coding => text.push_str(words),
            _ => self.pieces.push((coding, words.to_owned())),
        }
    }

    /// What the paragraph says; it begins anew.
    fn take(&mut self) -> String {
        let pieces = std::mem::take(&mut self.pieces);
        let said: String = pieces
            .iter()
            .map(|(coding, text)| coding.decoded(text))
            .collect();
        self.run = None;
        text::clean(&said)
    }
}

impl<'a, 'b> Body<'a, 'b> {
    pub(super) fn new(part: &'a str, fonts: &'a Fonts, budget: &'a mut Budget<'b>) -> Self {
        Self {
            part,
            fonts,
            budget,
            depth: 0,
            passing: None,
            tables: Vec::new(),
            begun: 0,
            done: Vec::new(),
            above: Vec::new(),
            line: Line::default(),
        }
    }

    /// What was read.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where a table does not end.
    pub(super) fn finish(mut self) -> Result<Found, ReadError> {
        if !self.tables.is_empty() {
            return Err(ReadError::damaged(self.part, "a table without an end"));
        }
        self.done.sort_by_key(|(number, ..)| *number);
        let mut found = Found {
            sheets: Vec::new(),
            hidden: Vec::new(),
        };
        for (_, grid, hidden) in self.done {
            if !hidden.is_empty() {
                found.hidden.push((grid.name.clone(), hidden));
            }
            if !grid.rows.is_empty() {
                found.sheets.push(grid);
            }
        }
        Ok(found)
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match tag.local {
            b"tbl" => self.begin_table()?,
            b"tr" => self.last(Growing::begin_row),
            b"tc" => self.last(Growing::begin_cell),
            b"p" => {
                self.line.pieces.clear();
                self.line.coding = self.fonts.usual();
            }
            b"r" => {
                let coding = self.line.coding;
                self.line.run = Some(Run {
                    coding,
                    hidden: false,
                });
            }
            b"t" => self.line.raw = (!tag.empty).then(Vec::new),
            b"tab" | b"noBreakHyphen" | b"br" | b"cr" if self.line.run.is_some() => {
                self.line.push(match tag.local {
                    b"tab" => " ",
                    b"noBreakHyphen" => "-",
                    _ => "\n",
                });
            }
            _ => self.property(tag)?,
        }
        Ok(())
    }

    /// Properties of runs, paragraphs, rows and cells.
    fn property(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match tag.local {
            b"pStyle" => {
                if let Some(id) = value(tag, b"val") {
                    self.line.coding = self.fonts.of_style(&id);
                }
            }
            b"rStyle" => {
                let coding = value(tag, b"val").and_then(|id| self.fonts.told(&id));
                if let (Some(run), Some(coding)) = (&mut self.line.run, coding) {
                    run.coding = coding;
                }
            }
            b"rFonts" => {
                let name = value(tag, b"hAnsi").or_else(|| value(tag, b"ascii"));
                if let (Some(run), Some(name)) = (&mut self.line.run, name) {
                    run.coding = Coding::of_font(&name);
                }
            }
            b"vanish" => {
                let on = is_on(tag);
                if let Some(run) = &mut self.line.run {
                    run.hidden = on;
                }
            }
            b"hidden" if is_on(tag) => self.last(Growing::hide_row),
            b"gridBefore" | b"gridSpan" => {
                let count = value(tag, b"val").and_then(|count| count.parse::<usize>().ok());
                let (count, budget) = (count.unwrap_or(1), &mut *self.budget);
                if let Some(table) = self.tables.last_mut() {
                    table.skip(count, budget)?;
                }
            }
            b"vMerge" | b"hMerge" if value(tag, b"val").is_none_or(|val| val != "restart") => {
                self.last(Growing::goes_on);
            }
            _ => {}
        }
        Ok(())
    }

    fn last(&mut self, work: impl FnOnce(&mut Growing)) {
        if let Some(table) = self.tables.last_mut() {
            work(table);
        }
    }

    fn begin_table(&mut self) -> Result<(), ReadError> {
        self.begun += 1;
        let limit = self.budget.limits.sheets;
        if self.begun > limit {
            return Err(ReadError::TooManySheets {
                count: self.begun,
                limit,
            });
        }
        let mut above = self.above.clone();
        let around = self.tables.last().map(Growing::said).unwrap_or_default();
        above.extend(around.lines().map(str::to_owned));
        self.tables.push(Growing::new(self.begun, above));
        Ok(())
    }

    fn end(&mut self, local: &[u8]) -> Result<(), ReadError> {
        match local {
            b"t" => self.end_text()?,
            b"r" => self.line.run = None,
            b"p" => self.end_line()?,
            b"tc" | b"tr" => {
                if let Some(table) = self.tables.last_mut() {
                    match local {
                        b"tc" => table.end_cell(self.budget)?,
                        _ => table.end_row(self.budget)?,
                    }
                }
            }
            b"tbl" => self.end_table(),
            _ => {}
        }
        Ok(())
    }

    fn end_text(&mut self) -> Result<(), ReadError> {
        let Some(raw) = self.line.raw.take() else {
            return Ok(());
        };
        let damaged = |detail: String| ReadError::damaged(self.part, detail);
        let text = String::from_utf8(raw).map_err(|error| damaged(error.to_string()))?;
        let text = unescape(&text).map_err(|error| damaged(error.to_string()))?;
        self.line.push(&text);
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        let said = self.line.take();
        match self.tables.last_mut() {
            Some(table) if table.takes_text() => table.add(&said, self.budget),
            Some(_) => Ok(()),
            None => {
                self.stands_above(&said);
                Ok(())
            }
        }
    }

    fn stands_above(&mut self, said: &str) {
        let lines = said.lines().filter(|line| !line.is_empty());
        self.above
            .extend(lines.map(|line| line.chars().take(400).collect::<String>()));
        let more = self.above.len().saturating_sub(ABOVE);
        self.above.drain(..more);
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let number = table.number;
        let (grid, hidden) = table.done();
        if self.tables.is_empty() {
            match grid.rows.len() <= LETTERHEAD {
                true => {
                    let cells = grid.rows.iter().flat_map(|row| &row.cells);
                    let said: Vec<String> = cells.map(Cell::shown).collect();
                    said.iter().for_each(|cell| self.stands_above(cell));
                }
                false => self.above.clear(),
            }
        }
        self.done.push((number, grid, hidden));
    }

    fn letters(&mut self, bytes: &[u8], verbatim: bool) -> Result<(), ReadError> {
        let limit = self.budget.limits.raw_text();
        match &mut self.line.raw {
            Some(raw) if self.passing.is_none() => {
                append(raw, bytes, verbatim);
                match raw.len() > limit {
                    true => Err(self.too_long()),
                    false => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }
}

impl Sink for Body<'_, '_> {
    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        match token {
            Token::Start(tag) => {
                if self.passing.is_none() {
                    if PASSED.contains(&tag.local) {
                        self.passing = (!tag.empty).then_some(self.depth);
                    } else {
                        self.start(&tag)?;
                    }
                }
                if !tag.empty {
                    self.depth += 1;
                }
                if self.depth > DEPTH {
                    return Err(Trap::Depth {
                        part: self.part.to_owned(),
                        limit: DEPTH,
                    }
                    .into());
                }
                Ok(())
            }
            Token::End(local) => {
                self.depth = self.depth.saturating_sub(1);
                match self.passing {
                    Some(depth) if depth >= self.depth => self.passing = None,
                    Some(_) => {}
                    None => self.end(local)?,
                }
                Ok(())
            }
            Token::Text(bytes) => self.letters(bytes, false),
            Token::Verbatim(bytes) => self.letters(bytes, true),
        }
    }

    fn too_long(&self) -> ReadError {
        ReadError::LongText {
            sheet: self.part.to_owned(),
            cell: None,
            limit: self.budget.limits.cell_chars,
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn value(tag: &Tag<'_>, local: &[u8]) -> Option<String> {
    let mut pairs = tag.attributes().flatten();
    let own = |key: &[u8]| {
        let start = memchr::memrchr(b':', key).map_or(0, |at| at + 1);
        key.get(start..) == Some(local)
    };
    let (_, value) = pairs.find(|(key, _)| own(key))?;
    let text = std::str::from_utf8(value).ok()?;
    Some(unescape(text).ok()?.into_owned())
}

/// Whether a property that is told is on: `<w:vanish/>`, not `<w:vanish w:val="0"/>`.
fn is_on(tag: &Tag<'_>) -> bool {
    let off = |val: String| matches!(val.as_str(), "0" | "false" | "off");
    !value(tag, b"val").is_some_and(off)
}
