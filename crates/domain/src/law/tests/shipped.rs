//! The shipped rulebook: read whole, covering every day, its cases as written.
