//! Statistical forms as tables of a session: 01, 02 (kinds of judgment or figures down, figures or sides across), 04, 05
//! (agencies with their officers down).
//!
//! The official columns are not known, so no layout is built in. The headings are joined to paths and proposed by hints
//! (`rulebook/catalogue/forms.toml`); a row is an agency, an officer or a group of cases only where it can be nothing
//! else, otherwise it is asked about. What is understood becomes the columns and rows of a wide table of figures, so
//! that mending, checking and storing are those of every import.

mod answer;
mod around;
mod ask;
mod cells;
mod columns;
mod figures;
mod find;
mod kept;
mod kept_page;
mod page;
mod people;
mod rows;
mod settle;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::plan::SheetPlan;
use crate::State;

pub use answer::answer;
pub use ask::{Answered, Question, QuestionCandidate, Questions, questions};
pub(super) use figures::recognise;
pub(super) use kept::{keep, take_over};
pub use kept_page::{
    KeptColumn, KeptMapping, KeptName, KeptPage, KeptSheetPage, change_mapping, forget_mapping,
    kept_mapping, kept_mappings,
};
pub use page::{MappedForm, MappedRow};
pub(super) use page::{lacks_unit, mapped};
pub use settle::FormInput;
pub(super) use settle::{read_as, take};
pub(super) use sums::check;

/// What the rows of a form are told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum RowsAre {
    /// Agencies and their officers.
    #[default]
    #[serde(rename = "co_quan")]
    Agencies,
    /// Groups of cases, kinds of judgment.
    #[serde(rename = "nhom_an")]
    Groups,
    /// Figures.
    #[serde(rename = "so_lieu")]
    Figures,
}

/// What one row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "la")]
pub(super) enum Is {
    /// An agency; `own`: without those below it.
    #[serde(rename = "co_quan")]
    Agency { code: String, own: bool },
    /// An officer of an agency.
    #[serde(rename = "can_bo")]
    Officer { code: String, agency: String },
    /// A group of cases; empty: all cases.
    #[serde(rename = "nhom")]
    Group { code: String },
    /// A figure without its side, of a group of cases or of all.
    #[serde(rename = "so")]
    Figure { stem: String, group: String },
    /// A sum of other rows: looked at, not stored.
    #[serde(rename = "cong")]
    Sum,
    /// Not taken in.
    #[serde(rename = "bo")]
    Skip,
    /// To be asked.
    #[serde(rename = "hoi")]
    Doubt { about: About, agency: String },
}

/// What is to be asked of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum About {
    /// Who the officer is.
    #[serde(rename = "can_bo")]
    Officer,
    /// Which agency.
    #[serde(rename = "co_quan")]
    Agency,
    /// Whether the agency stands there with those below it or without.
    #[serde(rename = "bao_gom")]
    Included,
    /// What the row is at all.
    #[serde(rename = "dong")]
    Row,
}

/// One row below the headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FormRow {
    /// Row of the file.
    pub(super) row: u32,
    /// Its number as written.
    pub(super) number: String,
    /// How deep that number stands.
    pub(super) level: u8,
    /// Its label without the number.
    pub(super) label: String,
    /// What it is.
    pub(super) is: Is,
    /// How sure that is, 0–100.
    pub(super) sure: u8,
    /// Why, for the user; empty: nothing to say.
    pub(super) why: String,
    /// Whether a user answered or chose it.
    pub(super) answered: bool,
}

impl FormRow {
    /// Whether it is still to be asked.
    pub(super) fn is_doubt(&self) -> bool {
        matches!(self.is, Is::Doubt { .. })
    }
}

/// A sheet understood as a statistical form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FormPlan {
    /// `04`; empty: no title tells.
    pub(super) number: String,
    /// What its rows are told apart by.
    pub(super) rows_are: RowsAre,
    /// First row of the headings; the last one is the sheet's `heading`.
    pub(super) top: u32,
    /// Column that names the rows.
    pub(super) labels: usize,
    /// Column of officers beside it.
    pub(super) officers: Option<usize>,
    /// Column of the rows' numbers.
    pub(super) numbers: Option<usize>,
    /// `viec`, `tien`, or empty: the headings tell.
    pub(super) side: String,
    /// Code of the agency whose form it is, where a letterhead tells.
    pub(super) home: String,
    /// The rows below the headings, in their order.
    pub(super) rows: Vec<FormRow>,
    /// What codes of agencies, people, groups and figures are called.
    pub(super) names: BTreeMap<String, String>,
    /// Whether a point between digits is of thousands, as some cell shows beyond doubt.
    pub(super) thousands: bool,
    /// Columns of rates whose cells are fractions of one.
    pub(super) fractions: BTreeSet<usize>,
    /// Why a column is not surer.
    pub(super) notes: BTreeMap<usize, String>,
    /// What the title leaves open.
    pub(super) doubts: Vec<String>,
    /// Names its layout.
    pub(super) print: String,
    /// The kept reading it follows and adds to: owner, name.
    pub(super) kept: Option<(String, String)>,
}

impl FormPlan {
    /// The row of a number.
    pub(super) fn row(&self, number: u32) -> Option<&FormRow> {
        let at = self.rows.binary_search_by_key(&number, |row| row.row);
        at.ok().and_then(|at| self.rows.get(at))
    }

    /// Rows still to be asked about.
    pub(super) fn open(&self) -> impl Iterator<Item = &FormRow> {
        self.rows.iter().filter(|row| row.is_doubt())
    }

    /// Whether its rows tell a column of the bundle.
    pub(super) fn tells(&self, id: &str) -> bool {
        let any = |wanted: fn(&Is) -> bool| self.rows.iter().any(|row| wanted(&row.is));
        match (self.rows_are, id) {
            (RowsAre::Agencies, "ma_co_quan")
            | (RowsAre::Groups, "nhom_an")
            | (RowsAre::Figures, "ma_so_lieu") => true,
            (RowsAre::Agencies, "ma_can_bo") => any(|is| {
                let asked = About::Officer;
                matches!(is, Is::Officer { .. })
                    || matches!(is, Is::Doubt { about, .. } if *about == asked)
            }),
            (RowsAre::Agencies, "bao_gom") => any(|is| matches!(is, Is::Agency { own: true, .. })),
            (RowsAre::Figures, "nhom_an") => {
                any(|is| matches!(is, Is::Figure { group, .. } if !group.is_empty()))
            }
            _ => false,
        }
    }

    /// The column of the file from which its rows tell one of the bundle.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        let officers = self.officers.filter(|_| id == "ma_can_bo");
        self.tells(id).then(|| officers.unwrap_or(self.labels))
    }

    /// What a row says in a column its rows tell, as users read it.
    pub(super) fn cell(&self, id: &str, number: u32) -> Option<String> {
        let code = self.code(id, number)?;
        Some(self.names.get(&code).cloned().unwrap_or(code))
    }

    /// The code behind what a row says, where nobody mended it: a name may be borne by several.
    pub(super) fn unmended(&self, id: &str, number: u32, written: &str) -> Option<String> {
        let named = matches!(id, "ma_co_quan" | "ma_can_bo");
        let said = self
            .cell(id, number)
            .filter(|_| named && !self.row(number).is_some_and(FormRow::is_doubt))?;
        (said == written).then(|| self.code(id, number)).flatten()
    }

    /// Notes what the codes of its rows are called.
    pub(super) fn call(&mut self, state: &State, day: Date) {
        let labels = &state.catalogue.labels;
        let mut names = BTreeMap::new();
        for row in &self.rows {
            for id in [
                "ma_co_quan",
                "ma_can_bo",
                "bao_gom",
                "nhom_an",
                "ma_so_lieu",
            ] {
                let Some(code) = self.code(id, row.row).filter(|_| !row.is_doubt()) else {
                    continue;
                };
                let name = match id {
                    "ma_co_quan" | "ma_can_bo" => state.name_on(&code, day),
                    "ma_so_lieu" => state.catalogue.figure_name(&code).to_owned(),
                    id => labels.word(&format!("so-lieu.{id}"), &code).to_owned(),
                };
                names.insert(code, name);
            }
        }
        self.names = names;
    }

    /// The code a row says in a column its rows tell; a row still to be asked says its label, which no code is.
    fn code(&self, id: &str, number: u32) -> Option<String> {
        let row = self.row(number)?;
        let said = match (&row.is, id) {
            (Is::Agency { code, .. }, "ma_co_quan") => code.clone(),
            (Is::Agency { own: true, .. }, "bao_gom") => "rieng".to_owned(),
            (Is::Officer { agency, .. }, "ma_co_quan") => agency.clone(),
            (Is::Officer { code, .. }, "ma_can_bo") => code.clone(),
            (Is::Group { code }, "nhom_an") => code.clone(),
            (Is::Figure { group, .. }, "nhom_an") => group.clone(),
            (Is::Figure { stem, .. }, "ma_so_lieu") => {
                let side = if self.side.is_empty() {
                    "viec"
                } else {
                    &self.side
                };
                format!("{side}.{stem}")
            }
            (Is::Doubt { about, agency }, id) => match (about, id) {
                (About::Officer, "ma_co_quan") => agency.clone(),
                (About::Officer, "ma_can_bo") => row.label.clone(),
                (About::Officer, _) => return None,
                (_, "ma_co_quan") if self.rows_are == RowsAre::Agencies => row.label.clone(),
                (_, "nhom_an") if self.rows_are == RowsAre::Groups => row.label.clone(),
                (_, "ma_so_lieu") => row.label.clone(),
                _ => return None,
            },
            _ => return None,
        };
        (!said.is_empty()).then_some(said)
    }

    /// Why a row does not count.
    pub(super) fn out(&self, number: u32) -> Option<&'static str> {
        match self.row(number).map(|row| &row.is) {
            Some(Is::Sum) => Some("Dòng cộng: chỉ để đối chiếu"),
            Some(Is::Skip) => Some("Dòng không nhập"),
            Some(_) => None,
            None => Some("Ngoài bảng số liệu"),
        }
    }
}

impl SheetPlan {
    /// Rows of its form still to be asked about.
    pub(super) fn doubts(&self) -> usize {
        let form = self.form.as_ref().filter(|_| self.kind.is_some());
        form.map_or(0, |form| form.open().count())
    }
}
