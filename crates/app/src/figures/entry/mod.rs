//! Entering figures: a grid of one agency's month, or of many agencies in chosen figures.
//!
//! What is typed is read as a row of a bundle is, evaluated as it would stand (identities, guards, last month,
//! the agencies below) over the table of all figures, and stored through the one write path in one transaction.
//! A sheet is edited, never a value: two people on one sheet are told of one another by its revision. A cell
//! that asks for an explanation stays only with one; the explanation is the note of its figure.

mod cells;
mod checks;
mod conflict;
mod evaluate;
pub(crate) mod fill;
mod many;
mod one;
mod sheet;
mod store;
#[cfg(test)]
mod tests;
mod which;

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::Permission;
use thidua_domain::figures::Frame;
use thidua_domain::time::{Window, WorkYear};

pub use cells::CellView;
pub use checks::{FaultView, FlagView, IdentityView};
pub use conflict::{Clash, Conflicts};
pub use many::{Choice, Column, Office, Total, chooser};
pub use one::{Group, Row};
pub(crate) use sheet::typed_sheets;
pub use sheet::{Entry, Grid, entry};
pub use store::{Outcome, Stored, store};
pub(crate) use which::stored_figures;
pub use which::{Lock, Sibling};

pub(crate) use checks::cell_of;

/// What entering figures asks for.
pub const PERMISSION: Permission = Permission::EnterFigures;

/// What a revision is told to come from that was typed here.
pub(crate) const COMMAND: &str = "figures.enter";

/// Units the money of a page may be written in, smallest first.
pub const UNITS: [&str; 4] = ["dong", "nghin_dong", "trieu_dong", "ty_dong"];
/// The unit of the statistical forms.
pub const USUAL_UNIT: &str = "nghin_dong";

/// Which of the sheets told for one agency and window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// The agency's own without a document, else the one that answers first, else a new one.
    #[default]
    Usual,
    /// A new one beside those there are.
    New,
    /// The stored one of this key.
    Stored(String),
}

/// How the grid is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One agency: a row a figure, cases and money side by side.
    #[default]
    One,
    /// The agencies below: a row an agency, a column each of these figure codes; none: the usual ones.
    Many(Vec<String>),
}

/// What is to be entered.
#[derive(Clone, Debug, Default)]
pub struct AskEntry {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Which sheet, where one agency's are entered.
    pub which: Which,
    /// One agency or many.
    pub layout: Layout,
    /// Whether a sheet of a document is opened to be corrected (Đính chính).
    pub correcting: bool,
    /// Unit in which money is shown; of [`UNITS`].
    pub unit: String,
}

impl AskEntry {
    pub(crate) fn window(&self) -> Window {
        Window {
            year: WorkYear(self.year),
            month: self.month,
        }
    }

    pub(super) fn frame(&self) -> Frame {
        Frame::whole(&self.scope)
    }

    /// The place of the figures as drafts name it; below it stand layout and unit.
    pub fn place(&self) -> String {
        let (agency, scope) = (&self.agency, &self.scope);
        format!("so-lieu/{agency}/{}/{}/{scope}/", self.year, self.month)
    }

    /// The key of an actor's draft. The unit belongs to it: what was typed in tỷ is never read as nghìn.
    pub fn draft_key(&self) -> String {
        let layout = match (&self.layout, &self.which) {
            (Layout::Many(_), _) => "nhieu".to_owned(),
            (Layout::One, Which::New) => "moi".to_owned(),
            (Layout::One, Which::Usual) => "mot".to_owned(),
            // Keys of sheets hold free text, keys of drafts are short.
            (Layout::One, Which::Stored(key)) => {
                let name = thidua_store::sha256_hex(key.as_bytes());
                name.chars().take(12).collect()
            }
        };
        format!("{}{layout}/{}", self.place(), self.unit)
    }
}

/// What was typed. Cells are named `agency/code`.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Unit the money is written in where a cell does not say; of [`UNITS`].
    pub unit: String,
    /// The texts of the cells; one that is not here stays as stored, an empty one is to be emptied.
    pub cells: BTreeMap<String, String>,
    /// Explanations by cell.
    pub explained: BTreeMap<String, String>,
    /// Number of the revision each agency's sheet had when the page was opened; 0: there was none.
    pub seen: BTreeMap<String, i64>,
    /// Cells in which, after a conflict, the other's figure is taken.
    pub theirs: BTreeSet<String>,
    /// Source of a new sheet: code of a document, or free text.
    pub source: Option<String>,
    /// Why stored figures change.
    pub reason: Option<String>,
    /// Code of the document that allows a sheet of a document to be corrected.
    pub correction: Option<String>,
}

/// What can be typed into at all: counts and money. Rates are computed.
pub(super) fn enterable(figure: &thidua_domain::catalogue::FigureCode) -> bool {
    use thidua_domain::catalogue::Measure;
    matches!(figure.measure, Measure::Count | Measure::Money)
}

/// The name of a cell.
pub(super) fn name(agency: &str, code: &str) -> String {
    format!("{agency}/{code}")
}
