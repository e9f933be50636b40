//! Bundles out and in: CSV files in a folder or a zip, or one workbook of plain sheets. What is written here
//! [`crate::grid`] reads back exactly.

pub mod archive;
pub mod book;
pub mod guard;
pub mod lines;
