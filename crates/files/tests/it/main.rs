//! Tests of the crate as its callers see it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod grid;
mod grid_build;
mod grid_csv;
mod grid_damage;
mod grid_docx;
mod grid_hostile;
mod grid_oracle;
mod paper;
mod paper_docx;
mod paper_pdf;
mod paper_picture;
mod paper_sample;
mod paper_sheet;
