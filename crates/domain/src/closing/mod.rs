//! Closing a month of figures (chốt số liệu): what state the figures of one agency's month are in, who may take
//! them a step further, and until when they are typed.
//!
//! The unit is the period (kỳ số liệu): an agency, a window, a scope, with all its sheets. Of a period nothing is
//! kept where nobody typed: figures that were loaded or stand in a signed paper count as approved as they come.

mod calendar;
mod due;
mod period;
mod rule;
pub mod sheet;

pub use calendar::{Calendar, DAYS_SHEET, OfficeDay, SpecialDay, YearList};
pub(crate) use due::working_days_after;
pub use due::{Deadline, Due, due};
pub use period::{Action, Period, PeriodKey, Refusal, Sheets, Stage, Step};
pub use rule::{Regulation, Rules};

/// Kind of the records of periods.
pub const PERIODS: &str = "ky-so-lieu";
/// Kind of the records that say where figures are approved, and how.
pub const REGULATIONS: &str = "che-do-duyet";

#[cfg(test)]
mod tests;
