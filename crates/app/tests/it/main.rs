//! Commands and queries of the application, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod articles;
mod bundle;
mod cascade;
mod closing;
mod conduct;
mod correction;
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
mod regime;
mod report;
mod restate;
mod review;
mod search;
mod trial;
mod unused;
