//! Tests of the store, each on both engines.
// Times and counts are printed for whoever runs with `--no-capture`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod access;
mod attachment;
mod audit;
mod backup;
mod bulk;
mod crash;
mod desk;
mod draft;
mod figures;
mod in_bulk;
mod integrity;
mod job;
mod network;
mod records;
mod schema;
mod session;
mod transactions;
mod waiting;
