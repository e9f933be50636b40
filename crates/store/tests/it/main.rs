//! Tests of the store, each on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod transactions;
