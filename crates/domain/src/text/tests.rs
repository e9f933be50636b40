//! Tests of Vietnamese text.
