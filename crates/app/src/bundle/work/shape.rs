//! What the page of rows shows: plain data for its template and its script.

use serde::Serialize;

use super::plan::Decision;
use crate::correction::Previews;

/// What is asked of a session's rows.
#[derive(Clone, Debug, Default)]
pub struct AskReview {
    /// Place of the sheet; the first that is taken in where it says nothing.
    pub sheet: Option<usize>,
    /// `can-sua`, `khac`, `canh-bao`, `bo` or `tat-ca`; the first that has rows where it says nothing.
    pub tab: Option<String>,
    /// Page, from 1.
    pub page: usize,
}

/// A session's rows as they stand.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Review {
    /// Identity of the session.
    pub id: String,
    /// Name of the file, or what the list is called.
    pub title: String,
    /// Whether it is a typed list.
    pub typed: bool,
    /// Whether the check still goes on: then nothing below is known yet.
    pub checking: bool,
    /// What figures that count and would be others touch; known once nothing is to be mended.
    pub touches: Previews,
    /// Rows of the sheets that are taken in.
    pub total: usize,
    /// The sheets that are taken in.
    pub sheets: Vec<ReviewSheet>,
    /// The one that is shown.
    pub sheet: usize,
    /// What it is: its code.
    pub kind: String,
    /// What it is: its words.
    pub kind_title: String,
    /// The tabs with their counts.
    pub tabs: Vec<ReviewTab>,
    /// The one that is shown.
    pub tab: String,
    /// Columns of the rows.
    pub columns: Vec<ReviewColumn>,
    /// Rows of the page.
    pub rows: Vec<ReviewRow>,
    /// Rows of the tab.
    pub found: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Values for the whole sheet: label, value.
    pub constants: Vec<(String, String)>,
    /// Like faults.
    pub groups: Vec<Group>,
    /// What is told of no row.
    pub general: Vec<String>,
    /// What the user should know of a workbook that was filled in; else the page of columns tells it.
    pub notes: Vec<String>,
    /// Whether all that is taken in came in a «Sổ nhập số liệu»: its columns need no choice.
    pub filled: bool,
    /// What the rows come to, of all sheets.
    pub counts: ReviewCounts,
    /// Rows in which what is stored says otherwise and nothing must be mended, of all sheets.
    pub unlike: usize,
    /// Rows of the files that are not taken in: left out, or no data.
    pub out: usize,
    /// Faults as one reads them beside the file, by its own cells: those that must be mended.
    pub list: Vec<String>,
    /// How many faults the list would have.
    pub listed: usize,
    /// Version of the session.
    pub version: i64,
    /// The answer for all conflicts.
    pub all: Option<Decision>,
    /// Whether a reason is needed: something stored is replaced.
    pub takes: bool,
    /// Whether nothing keeps it from being stored.
    pub clean: bool,
    /// Names the conflicts as they are seen now.
    pub seen: String,
    /// Names of the agencies in reach, to choose from.
    pub agencies: Vec<String>,
}

/// What rows come to: each row counts once, so that the numbers add up to the rows that are taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReviewCounts {
    /// Stored for the first time.
    pub new: usize,
    /// Filling empty cells.
    pub filled: usize,
    /// Replacing what is stored.
    pub changed: usize,
    /// Saying nothing new.
    pub same: usize,
    /// To be mended.
    pub wrong: usize,
    /// Contradicting what is stored, without an answer.
    pub undecided: usize,
}

impl ReviewCounts {
    /// All of them.
    pub fn total(&self) -> usize {
        self.stored() + self.wrong + self.undecided
    }

    /// Those that can be stored.
    pub fn stored(&self) -> usize {
        self.new + self.filled + self.changed + self.same
    }
}

/// A sheet of the session.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewSheet {
    /// Its place.
    pub at: usize,
    /// Its name in the file.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Its rows that must be mended or answered.
    pub open: usize,
}

/// A tab with the number of its rows.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewTab {
    /// Its code.
    pub code: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Its rows.
    pub count: usize,
}

/// A column of the grid.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewColumn {
    /// The column of the bundle, or a figure.
    pub to: String,
    /// Its heading in the file.
    pub heading: String,
    /// What it was taken for, where its heading says it in other words.
    pub label: String,
    /// Its letters in the file; empty where the file has no such column.
    pub letters: String,
    /// Whether a row without it is refused.
    pub required: bool,
    /// What to write.
    pub help: String,
    /// Words that may be chosen.
    pub words: Vec<String>,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// What an empty cell stands for: the value for the whole sheet.
    pub fallback: String,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewRow {
    /// Row of the file.
    pub number: u32,
    /// `invalid`, `flagged` or empty.
    pub state: &'static str,
    /// What is told of the row as a whole.
    pub whole: Vec<String>,
    /// Why it does not count, where it does not.
    pub out: Option<String>,
    /// Whether the user left it out.
    pub chosen: bool,
    /// Whether what is stored says otherwise.
    pub unlike: bool,
    /// The answer to that.
    pub decision: Option<Decision>,
    /// Its cells.
    pub cells: Vec<ReviewCell>,
}

/// A cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewCell {
    /// The column.
    pub to: String,
    /// Its address in the file: `D14`; empty where the file has no such cell.
    pub at: String,
    /// As written.
    pub text: String,
    /// `invalid`, `flagged` or empty.
    pub state: &'static str,
    /// What is wrong.
    pub reason: String,
    /// What cures it.
    pub cure: String,
    /// What the words were taken for.
    pub reads: String,
}

/// Cells with the same value and the same fault.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The column.
    pub to: String,
    /// Its words.
    pub heading: String,
    /// The value as written.
    pub value: String,
    /// What is wrong.
    pub reason: String,
    /// What cures it.
    pub cure: String,
    /// What the cure proposes.
    pub wish: String,
    /// How many cells.
    pub count: usize,
}
