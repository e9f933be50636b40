//! The award register: tallies for reports, the awards of a person, names of old lists and whom they mean,
//! claims about awards.

mod awards;
pub(crate) mod cancelled;
pub mod claim;
pub mod decide;
pub mod life;
pub mod list;
pub mod naming;
pub(crate) mod paper;
pub mod queue;
mod waits;
mod words;

pub use awards::{
    AskAwards, AwardRow, Awards, PERMISSION, awards, newest_year, newest_year_of_all,
};
pub(crate) use awards::{counted, of_event, of_movement};
pub(crate) use waits::waits;
pub use words::{Summary, SummaryLine, summary};
