//! Types and decisions of Thi Đua: pure functions that read no clock, file, database or socket.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod access;
pub mod amount;
pub mod bundle;
pub mod catalogue;
pub mod closing;
pub mod cluster;
pub mod conduct;
pub mod correction;
pub mod document;
pub mod figures;
pub mod generate;
pub mod initiative;
pub mod law;
pub mod org;
pub mod people;
pub mod quality;
pub mod rating;
pub mod register;
pub mod restate;
pub mod scoring;
pub mod targets;
pub mod text;
pub mod time;
