//! Dates of the profession: work years from 1 October, dates known to the day, the month or the year,
//! and the one offset in which instants are shown.

mod asked;
mod fault;
mod instant;
mod partial;
mod print;
mod span;
#[cfg(test)]
mod tests;
mod validity;
mod window;
mod year;

pub use asked::{Asked, Reckoned, Told, Unplaced};
pub use fault::DateFault;
pub use instant::{Instant, OFFSET_HOURS};
pub use partial::{DatePrecision, PartialDate, parse_date};
pub use print::{in_document, iso, iso_option, vn};
pub use span::YearSpan;
pub use validity::{OPEN_END, OPEN_START, Validity};
pub use window::Window;
pub use year::WorkYear;
