//! Entities of the tables that are read and written row by row. Their models are the crate's public types under
//! better names; bulk reads and writes use SQL instead.
// The derive writes public items no caller can reach and that need no words.
#![allow(missing_docs, unreachable_pub)]

pub(crate) mod api_token;
pub(crate) mod job;
pub(crate) mod role_grant;
pub(crate) mod session;
pub(crate) mod trusted_device;
pub(crate) mod user_account;
