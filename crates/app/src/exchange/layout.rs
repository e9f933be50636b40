//! Layouts of other systems.
