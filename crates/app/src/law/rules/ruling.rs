//! The shipped book with the decided changes over it.

use std::sync::Arc;

use thidua_domain::law::change::{Change, applying};
use thidua_domain::law::{LawFault, Lawbook};

use crate::AppError;
use crate::law::book;

/// Every change that was proposed, and what of the approved ones could not be laid over the book of this release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulings {
    /// All of them, by code.
    pub changes: Vec<Change>,
    /// Why a change was left out: its code, what it is about, what is wrong.
    pub left_out: Vec<LawFault>,
}

impl Rulings {
    /// The change of a code.
    pub fn find(&self, code: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.code == code)
    }

    /// How many were approved: a page that shows another number is outdated.
    pub fn approved(&self) -> i64 {
        let numbers = self.changes.iter().filter_map(|change| change.number);
        numbers.max().unwrap_or(0)
    }
}

/// The book with changes over it, exactly as told.
///
/// # Errors
/// Every fault in words; [`AppError::Machine`] where the shipped files themselves cannot be read.
pub(super) fn exactly(changes: &[&Change]) -> Result<Result<Lawbook, Vec<LawFault>>, AppError> {
    let rules = book::rules()?;
    Ok(Lawbook::changed(&rules.files(), book::names()?, changes))
}

/// The book of the approved changes. A release may ship what a change was about otherwise, or no longer: what does not
/// fit is left out and told, never a reason not to start.
///
/// # Errors
/// [`AppError::Machine`] where the shipped files themselves cannot be read.
pub fn laid(changes: Vec<Change>) -> Result<(Arc<Lawbook>, Rulings), AppError> {
    let mut applies = applying(&changes);
    let shipped = book::shipped()?;
    if applies.is_empty() {
        let left_out = Vec::new();
        return Ok((shipped, Rulings { changes, left_out }));
    }
    let mut left_out: Vec<LawFault> = Vec::new();
    let laid = loop {
        let faults = match exactly(&applies)? {
            Ok(book) => break Arc::new(book),
            Err(faults) => faults,
        };
        // A fault of another change, or of none that can be named: then the last one made it.
        let named = |change: &&Change| faults.iter().any(|fault| fault.file == change.code);
        let at = applies
            .iter()
            .position(named)
            .or(applies.len().checked_sub(1));
        let Some(at) = at else { break shipped };
        let code = applies.remove(at).code.clone();
        let own = faults.into_iter();
        left_out.extend(own.filter(|fault| fault.file == code || fault.file.is_empty()));
    };
    Ok((laid, Rulings { changes, left_out }))
}
