//! Figures on paper: the rows of a window beside last year's, as tables, in sentences, with their proof.

mod proof;
mod rows;
mod sentences;
mod series;
mod shown;
mod tables;

pub(crate) use proof::{proof_annex, unproven};
pub(crate) use rows::{Sheet, sheet};
pub(crate) use sentences::{Lead, sentences};
pub(crate) use series::series;
pub(crate) use tables::{beside_last_year, by_group, remarks, statistical};
