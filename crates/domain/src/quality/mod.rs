//! Quality of figures (chất lượng số liệu): what asks for a second look, by which method, with the numbers it was
//! worked out from.
//!
//! A finding is a question to the office that told the figure, never a judgement: it says what is unusual and what
//! may explain it. Methods are pure and exact; their numbers are data ([`Rules`]). What the accounting identities
//! say is not worked out again here, but explained further ([`causes`]).

mod causes;
mod copies;
mod digits;
mod finding;
mod history;
mod outlier;
mod review;
mod rules;
mod say;
mod timing;
mod year;

pub use copies::{alike, print_of};
pub use digits::{Odds, tail};
pub use finding::{Finding, Method, mark_of};
pub use history::History;
pub use outlier::{Told, Verdict, judge};
pub use review::{REVIEWS, Review, Standing};
pub use rules::{Copied, Outlier, Round, Rules, Timing, Unit};
pub use say::{amount, figure, with_sources};
pub use timing::{Entered, entered};
pub use year::{Desk, Year};

#[cfg(test)]
mod tests;
