//! Figures on paper: the rows of a window beside last year's, as tables, in sentences, with their proof.

mod flows;
mod proof;
mod rows;
mod sentences;
mod series;
mod shown;
mod tables;

pub(crate) use flows::{Flows, flows};
pub(crate) use proof::{proof_annex, unproven};
pub(crate) use rows::{Sheet, sheet};
pub(crate) use sentences::{Lead, sentences};
pub(crate) use series::series;
pub(crate) use tables::{beside_last_year, by_group, flows_table, remarks, statistical};
