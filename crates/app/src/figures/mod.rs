//! Figures: the balance of a window, its proof, its comparison with last year, a value's history.

mod ask;
mod balance;
mod compare;
pub mod entry;
mod history;
mod identity;
mod line;
mod officer;
pub(crate) mod paper;
mod proof;
pub mod workbook;

pub use ask::{AskBalance, Period};
pub use balance::{Alternative, Balance, FlagLine, Group, PERMISSION, balance};
pub use compare::{CompareLine, Comparison, Reported, compare};
pub(crate) use history::ON_BEHALF;
pub use history::{HistoryLine, ValueHistory, history};
pub use identity::IdentityLine;
pub use line::{FigureLine, SourceLine};
pub use officer::{balance_of, windows_of};
pub use proof::{ProofLine, ProofSheet, proof, proof_of_group};

pub(crate) use balance::{RETURNED, answer, completion, parts_of_rate};
pub(crate) use proof::checked_on;
