//! The engine on a small book of its own, and the shipped rulebook.

mod shipped;
