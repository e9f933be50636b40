//! Tests of the crate as its callers see it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod paper;
mod paper_docx;
mod paper_pdf;
mod paper_sample;
mod paper_sheet;
