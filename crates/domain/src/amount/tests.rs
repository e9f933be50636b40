//! Tests of the exact amounts.
