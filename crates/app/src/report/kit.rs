//! What the parts of a report share: numbered sources, tables without empty columns, lists in words.

use std::collections::HashMap;

use thidua_domain::time::PartialDate;
use thidua_files::paper::{Align, Cell, Column, Head, Row, Table};

use super::cite::cite;
use crate::State;

/// The sources of a paper, numbered in the order in which its numbers are met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    /// The number of each.
    keys: HashMap<String, usize>,
    cited: Vec<String>,
}

impl Sources {
    /// The number of a source: a code of `van-ban`, its citation, or free text.
    pub(crate) fn number(&mut self, state: &State, source: &str) -> Option<usize> {
        let source = source.trim();
        if source.is_empty() {
            return None;
        }
        let document = document_of(state, source);
        let key = document.unwrap_or(source);
        if let Some(number) = self.keys.get(key) {
            return Some(*number);
        }
        self.cited.push(String::new());
        let number = self.cited.len();
        self.keys.insert(key.to_owned(), number);
        let cited = match document {
            Some(code) => cite(state, code),
            None => self.in_words(state, source),
        };
        if let Some(place) = self.cited.get_mut(number - 1) {
            *place = cited;
        }
        Some(number)
    }

    /// `1, 3`: the numbers of several sources, each once.
    pub(crate) fn numbers<'a>(
        &mut self,
        state: &State,
        sources: impl IntoIterator<Item = &'a str>,
    ) -> String {
        let mut numbers: Vec<usize> = sources
            .into_iter()
            .filter_map(|source| self.number(state, source))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        numbers.join(", ")
    }

    /// `[1] …`, one a source, for the end of the paper.
    pub(crate) fn list(&self) -> Vec<String> {
        let lines = (1..).zip(&self.cited);
        lines
            .map(|(number, cited)| format!("[{number}] {cited}"))
            .collect()
    }

    /// Free text, its codes and citations of documents told by their numbers: codes are not for readers of paper.
    fn in_words(&mut self, state: &State, text: &str) -> String {
        let mut words = text.to_owned();
        for document in state.documents.values() {
            let cited = document.cited();
            if cited.contains(' ')
                && words.contains(&cited)
                && let Some(number) = self.number(state, &document.code)
            {
                words = words.replace(&cited, &format!("nguồn [{number}]"));
            }
        }
        let part_of_code = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
        for token in text.split(|letter| !part_of_code(letter)) {
            if token.contains('-')
                && state.documents.contains_key(token)
                && let Some(number) = self.number(state, token)
            {
                words = words.replace(token, &format!("nguồn [{number}]"));
            }
        }
        words
    }
}

/// Sources that an answer joins by `; `: apart where each part is a document, else one text.
pub(crate) fn apart<'a>(state: &State, sources: &'a str) -> Vec<&'a str> {
    let parts: Vec<&str> = sources.split("; ").collect();
    match parts.iter().all(|part| document_of(state, part).is_some()) {
        true => parts,
        false => vec![sources],
    }
}

/// The document a source names, by its code or by the way answers cite it.
fn document_of<'a>(state: &'a State, source: &str) -> Option<&'a str> {
    if let Some(found) = state.documents.get(source) {
        return Some(&found.code);
    }
    let cited = state.citations();
    let found = state.documents.get(cited.get(source)?)?;
    Some(&found.code)
}

/// `05/01/2020`, `31/5/2021`: a zero before days below ten and the first two months only.
pub(crate) fn day(date: jiff::civil::Date) -> String {
    let zero = if date.month() <= 2 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", date.day(), date.month(), date.year())
}

/// A day as precise as it is known.
pub(crate) fn dated(date: PartialDate) -> String {
    date.exact().map_or_else(|| date.vn(), day)
}

/// A column of a [`Grid`].
#[derive(Clone, Debug)]
pub(crate) struct Field {
    head: String,
    over: Option<String>,
    share: u16,
    align: Align,
    kept: bool,
}

impl Field {
    fn new(head: impl Into<String>, share: u16, align: Align) -> Self {
        Self {
            head: head.into(),
            over: None,
            share,
            align,
            kept: false,
        }
    }

    /// A column of words.
    pub(crate) fn words(head: impl Into<String>, share: u16) -> Self {
        Self::new(head, share, Align::Left)
    }

    /// A column of short marks.
    pub(crate) fn mark(head: impl Into<String>, share: u16) -> Self {
        Self::new(head, share, Align::Centre)
    }

    /// A column of amounts.
    pub(crate) fn amount(head: impl Into<String>, share: u16) -> Self {
        Self::new(head, share, Align::Right)
    }

    /// The column under a heading it shares with its neighbours.
    pub(crate) fn under(self, over: impl Into<String>) -> Self {
        Self {
            over: Some(over.into()),
            ..self
        }
    }

    /// The column, printed even where it is empty.
    pub(crate) fn kept(self) -> Self {
        Self { kept: true, ..self }
    }
}

/// A table in the making; columns that say nothing, nor their neighbours under one heading, are left out
/// when it is made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    fields: Vec<Field>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
enum Line {
    Group(String),
    Cells(Vec<Cell>),
}

impl Grid {
    /// A table of these columns.
    pub(crate) fn new(fields: impl IntoIterator<Item = Field>) -> Self {
        Self {
            fields: fields.into_iter().collect(),
            lines: Vec::new(),
        }
    }

    /// A bold row over all columns.
    pub(crate) fn group(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Group(text.into()));
    }

    /// A row with one cell a column.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.lines.push(Line::Cells(cells));
    }

    /// Whether it has no row but groups.
    pub(crate) fn is_empty(&self) -> bool {
        !self.lines.iter().any(|line| matches!(line, Line::Cells(_)))
    }

    /// The table.
    pub(crate) fn table(self, caption: impl Into<String>) -> Table {
        let says = |at: usize| {
            self.lines.iter().any(|line| match line {
                Line::Cells(cells) => cells.get(at).is_some_and(|cell| !cell.text.is_empty()),
                Line::Group(_) => false,
            })
        };
        let told: Vec<bool> = (0..self.fields.len()).map(says).collect();
        let beside = |over: &Option<String>| {
            let mut pairs = self.fields.iter().zip(&told);
            over.is_some() && pairs.any(|(field, says)| *says && field.over == *over)
        };
        let used: Vec<bool> = self
            .fields
            .iter()
            .zip(&told)
            .map(|(field, says)| field.kept || *says || beside(&field.over))
            .collect();
        let is_used = |at: usize| used.get(at).copied().unwrap_or(false);
        let fields: Vec<&Field> = (0..)
            .zip(&self.fields)
            .filter(|(at, _)| is_used(*at))
            .map(|(_, field)| field)
            .collect();
        let columns = fields.iter().map(|field| Column {
            share: field.share,
            align: field.align,
        });
        let rows = self.lines.iter().map(|line| match line {
            Line::Group(text) => Row::group(text.as_str(), fields.len()),
            Line::Cells(cells) => {
                let kept = (0..).zip(cells).filter(|(at, _)| is_used(*at));
                Row::new(kept.map(|(_, cell)| cell.clone()))
            }
        });
        Table {
            caption: Some(caption.into()),
            unit: None,
            columns: columns.collect(),
            rows: rows.collect(),
            header: header(&fields),
        }
    }
}

/// One header row, or two where columns share a heading.
fn header(fields: &[&Field]) -> Vec<Vec<Head>> {
    if fields.iter().all(|field| field.over.is_none()) {
        return vec![fields.iter().map(|field| Head::new(&field.head)).collect()];
    }
    let mut first: Vec<Head> = Vec::new();
    let mut second = Vec::new();
    let mut open: Option<&String> = None;
    for field in fields {
        match &field.over {
            None => first.push(Head::new(&field.head).down(2)),
            Some(over) => {
                second.push(Head::new(&field.head));
                match first.last_mut().filter(|_| open == Some(over)) {
                    Some(head) => head.across += 1,
                    None => first.push(Head::new(over)),
                }
            }
        }
        open = field.over.as_ref();
    }
    vec![first, second]
}

/// `a`, `a và b`, `a, b và c`.
pub(crate) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} và {last}", head.join(", ")),
    }
}

/// The text with its first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    recased(text, |first| first.to_uppercase().collect())
}

/// The text with its first letter small, for a name inside a sentence; words in capitals stay.
pub(crate) fn small(text: &str) -> String {
    let second = text.chars().nth(1);
    if second.is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    recased(text, |first| first.to_lowercase().collect())
}

fn recased(text: &str, case: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(case).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(table: &Table) -> Vec<Vec<(String, usize, usize)>> {
        let told = |head: &Head| (head.text.clone(), head.across, head.down);
        let rows = table.header.iter();
        rows.map(|row| row.iter().map(told).collect()).collect()
    }

    #[test]
    fn columns_without_a_word_are_left_out_with_their_heading() {
        let mut grid = Grid::new([
            Field::mark("STT", 1).kept(),
            Field::amount("Tập thể", 1).under("Trong ngành"),
            Field::amount("Cá nhân", 1).under("Trong ngành"),
            Field::amount("Tập thể", 1).under("Ngoài ngành"),
            Field::amount("Cá nhân", 1).under("Ngoài ngành"),
            Field::words("Ghi chú", 1),
        ]);
        let texts = ["1", "", "20", "", "", ""];
        grid.group("Giấy khen");
        grid.row(texts.map(Cell::text).to_vec());
        let table = grid.table("Bảng 1");
        let told = |text: &str, across, down| (text.to_owned(), across, down);
        assert_eq!(
            heads(&table),
            vec![
                vec![told("STT", 1, 2), told("Trong ngành", 2, 1)],
                vec![told("Tập thể", 1, 1), told("Cá nhân", 1, 1)],
            ]
        );
        assert_eq!(table.columns.len(), 3);
        let covered = |row: &Row| row.cells.iter().map(|cell| cell.across).sum::<usize>();
        assert!(table.rows.iter().all(|row| covered(row) == 3));
    }

    #[test]
    fn lists_read_as_sentences_do() {
        let words =
            |parts: &[&str]| listed(&parts.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["một"]), "một");
        assert_eq!(words(&["một", "hai", "ba"]), "một, hai và ba");
        assert_eq!(
            (capital("đã thi hành").as_str(), small("Ủy thác").as_str()),
            ("Đã thi hành", "ủy thác")
        );
        assert_eq!(small("UBND tỉnh"), "UBND tỉnh");
    }
}
