//! Statistical forms as offices lay them out: what a heading in several rows means, which rows stand below which, what
//! period a title tells.
//!
//! The official columns are not known, so nothing here knows a layout. A heading proposes a figure with how sure it is,
//! or says why it proposes none; a title that can mean two periods tells none.

mod label;
mod path;
mod period;
#[cfg(test)]
mod tests;

pub use label::{Label, is_blank, is_numbering};
pub use path::{Meaning, Side, Words, form_named};
pub use period::{Period, period};
