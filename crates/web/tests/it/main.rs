//! Whole pages through the router, on SQLite and, where a server is named, on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod api;
mod browser;
mod cascade;
mod delegation;
mod docs;
mod downloads;
mod draft;
mod escaping;
mod forms;
mod headers;
mod home;
mod invitation;
mod matrix;
mod pages;
mod record;
mod search;
mod seeing;
mod server;
mod sessions;
mod set_up;
mod sign_in;
mod templates;
mod world;
