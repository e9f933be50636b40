//! The built binary, driven as its users drive it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod account;
mod articles;
mod backup;
mod check;
mod desk;
mod export;
mod faults;
mod help;
mod kill;
mod load;
mod people;
mod postgres;
mod print;
mod serve;
