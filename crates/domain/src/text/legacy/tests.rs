//! Tests of the old encodings.
