//! One function per command or query of Thi Đua: permit, load, decide, store, audit.
//!
//! A query reads [`State`], what the database held at one version, typed and in memory; a command
//! goes through one write transaction that ends in one audit event. Nothing here knows HTTP or HTML.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod access;
pub mod account;
pub mod achievement;
pub mod activity;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod bundle;
pub mod calendar;
pub mod campaign;
pub mod catalogue;
pub mod check;

pub mod closing;
pub mod cluster;
pub mod compliance;
pub mod conduct;
pub mod contribution;
pub mod correction;
pub mod dashboard;
pub mod deed;
pub mod document;
pub mod draft;
mod error;
pub mod event;
pub mod exchange;
pub mod exemplar;
pub mod figures;
pub mod generate;
pub mod home;
pub mod honesty;
pub mod initiative;
pub mod law;
pub mod listing;
pub mod map;
pub mod movement;
pub mod note;
pub mod notice;
pub mod org;
pub mod people;
pub mod pivot;
pub mod practice;
pub mod quality;
pub mod rating;
pub mod reading;
pub mod recent;
pub mod record;
pub mod regime;
pub mod register;
pub mod registration;
pub mod report;
pub mod request;
pub mod restate;

pub mod schedule;
pub mod schema;
pub mod scoring;
pub mod search;
pub mod season;
pub mod session;
pub mod standing;
mod state;
pub mod targets;
pub mod trial;
mod world;

pub use error::AppError;
pub use state::{App, State, View};
pub use world::{Clock, Entropy, SystemClock, SystemEntropy};
