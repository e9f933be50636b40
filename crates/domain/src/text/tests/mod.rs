//! Tests of Vietnamese text.

mod keys;
mod order;
