//! Tests of the store, each on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod attachment;
mod audit;
mod backup;
mod bulk;
mod crash;
mod figures;
mod job;
mod records;
mod schema;
mod session;
mod transactions;
