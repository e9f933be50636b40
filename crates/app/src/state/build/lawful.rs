//! What only the law asks for: who was away, how Party and mass organisations were rated.

use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::law::change::{self, Change};
use thidua_domain::people::absence::{self, Away};
use thidua_domain::rating::{ORGANISATION_RATINGS, OrganisationRating};

use super::by_subject;
use crate::State;
use crate::law::rules;

/// What was read of it.
#[derive(Default)]
pub(super) struct Lawful {
    absences: Option<Vec<Away>>,
    organisations: Option<Vec<OrganisationRating>>,
    changes: Option<Vec<Change>>,
}

impl Lawful {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        if kind == absence::SHEET.name {
            self.absences = Some(Vec::new());
        }
        if kind == ORGANISATION_RATINGS.name {
            self.organisations = Some(Vec::new());
        }
        if kind == change::SHEET.name {
            self.changes = Some(Vec::new());
        }
    }

    pub(super) fn take(&mut self, kind: &str, row: &Values) {
        if kind == absence::SHEET.name {
            let rows = self.absences.get_or_insert_default();
            rows.extend(Away::from_row(row));
        }
        if kind == ORGANISATION_RATINGS.name {
            let rows = self.organisations.get_or_insert_default();
            rows.extend(OrganisationRating::from_row(row));
        }
        if kind == change::SHEET.name {
            let rows = self.changes.get_or_insert_default();
            rows.extend(Change::from_row(row));
        }
    }

    pub(super) fn become_part_of(self, state: &mut State) {
        if let Some(rows) = self.absences {
            let rows = by_subject(rows, |row| &row.person, |row| row.validity.from);
            state.absences = Arc::new(rows);
        }
        if let Some(rows) = self.organisations {
            let order = |row: &OrganisationRating| (row.year, row.organisation.clone());
            state.organisations = Arc::new(by_subject(rows, |row| &row.agency, order));
        }
        // The shipped files were read when the state began; that they cannot be read now is not to be met.
        if let Some(rows) = self.changes
            && rows != state.rulings.changes
            && let Ok((law, rulings)) = rules::laid(rows)
        {
            (state.law, state.rulings) = (law, Arc::new(rulings));
        }
    }
}
