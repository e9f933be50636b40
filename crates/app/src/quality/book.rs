//! The answers to findings, as the state holds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::quality::{REVIEWS, Review};
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use crate::{AppError, State};

/// An answer, with who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub review: Review,
    /// Number of its record's newest revision.
    pub revision: i64,
    /// Account of who gave it.
    pub by: String,
    /// When (µs UTC).
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// All answers: by agency, by the key of what they answer.
#[derive(Clone, Debug, Default)]
pub struct Book(BTreeMap<String, BTreeMap<String, Answer>>);

impl Book {
    /// The answers about an agency.
    pub fn of(&self, agency: &str) -> impl Iterator<Item = &Answer> {
        self.0.get(agency).into_iter().flat_map(BTreeMap::values)
    }

    /// The answer to what a key names.
    pub fn find(&self, agency: &str, key: &str) -> Option<&Answer> {
        self.0.get(agency)?.get(key)
    }

    fn take(&mut self, record: StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let review = Review::from_row(&row).ok_or_else(damaged)?;
        let of_agency = self.0.entry(review.agency.clone()).or_default();
        if record.removed {
            of_agency.remove(&review.key);
            return Ok(());
        }
        let answer = Answer {
            revision: record.number,
            by: record.by,
            at: record.at,
            reason: record.reason.unwrap_or_default(),
            review,
        };
        of_agency.insert(answer.review.key.clone(), answer);
        Ok(())
    }
}

/// Brings the answers up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed: Vec<StoredRecord> = if since < 0 {
        records::all(snapshot, Some(REVIEWS)).await?
    } else {
        let all = records::changed_since(snapshot, since).await?;
        all.into_iter()
            .filter(|record| record.kind == REVIEWS)
            .collect()
    };
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.reviews);
    for record in changed {
        book.take(record)?;
    }
    Ok(())
}
