//! Commands and queries of the application, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod articles;
mod bundle;
mod cascade;
mod closing;
mod conduct;
mod desk;
mod draft;
mod entry;
mod exchange;
mod generate;
mod import;
mod listing;
mod names;
mod public_figures;
mod quality;
mod record;
mod report;
mod review;
mod restate;
mod search;
mod unused;
