//! Tests of dates and work years.
