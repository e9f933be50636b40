//! Files in and out: tables as one grid; one model of an official document as DOCX, PDF and XLSX.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod attachment;
pub mod grid;
pub mod pack;
pub mod paper;
pub mod sheet;
