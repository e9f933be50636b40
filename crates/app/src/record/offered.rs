//! Agencies by name for forms that are no record's own: what is offered, and which one a text names.

use super::names::Names;
use crate::bundle::Refers;
use crate::{AppError, View};

/// Codes and names of the agencies the actor may write for.
pub(crate) fn agencies_offered(view: &View) -> Vec<(String, String)> {
    Names::new(view).own_agencies()
}

/// The agency a text names: one of the names offered, or a code.
///
/// # Errors
/// [`AppError::Refused`] with the nearest name.
pub(crate) fn agency_named(view: &View, written: &str) -> Result<String, AppError> {
    let mut names = Names::new(view);
    let found = names.code(Refers::Agency, written.trim());
    found.map_err(|(reason, cure)| AppError::Refused(format!("{reason} {cure}")))
}
