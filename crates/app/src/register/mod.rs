//! The award register: tallies for reports, and the awards of a person.

mod awards;
pub mod list;
pub(crate) mod paper;
mod words;

pub use awards::{
    AskAwards, AwardRow, Awards, PERMISSION, awards, newest_year, newest_year_of_all,
};
pub use words::{Summary, SummaryLine, summary};
