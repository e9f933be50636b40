//! Figures: the balance of a window, its proof, its comparison with last year, a value's history.

mod balance;
mod compare;
mod history;
mod line;
mod officer;
pub(crate) mod paper;
mod proof;

pub use balance::{
    Alternative, AskBalance, Balance, FlagLine, Group, IdentityLine, PERMISSION, Period, balance,
};
pub use compare::{CompareLine, Comparison, Reported, compare};
pub use history::{HistoryLine, ValueHistory, history};
pub use line::{FigureLine, SourceLine};
pub use officer::{balance_of, windows_of};
pub use proof::{ProofLine, ProofSheet, proof, proof_of_group};

pub(crate) use balance::{answer, completion};
