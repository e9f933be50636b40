//! What the state knows of requests and answers: the newest of each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::request::{ANSWERS, Answer, REQUESTS, Request};
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use crate::AppError;
use crate::state::State;

/// Answers of one request by unit, each with the revision of its record.
type Answers = BTreeMap<String, (Answer, i64)>;

/// Requests and answers, each with the revision of its record. Those of one request are shared between states until one
/// of them changes.
#[derive(Clone, Debug, Default)]
pub struct Book {
    requests: BTreeMap<String, Arc<(Request, i64)>>,
    answers: BTreeMap<String, Arc<Answers>>,
    by_asker: BTreeMap<String, BTreeSet<String>>,
    by_unit: BTreeMap<String, BTreeSet<String>>,
}

impl Book {
    /// The request of a code.
    pub fn get(&self, code: &str) -> Option<&Request> {
        self.requests.get(code).map(|found| &found.0)
    }

    /// Revision of its record; 0: there is none.
    pub fn revision(&self, code: &str) -> i64 {
        self.requests.get(code).map_or(0, |found| found.1)
    }

    /// Every request, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Request> {
        self.requests.values().map(|found| &found.0)
    }

    /// The requests of an agency that asks.
    pub fn of_asker(&self, agency: &str) -> impl Iterator<Item = &Request> {
        let codes = self.by_asker.get(agency).into_iter().flatten();
        codes.filter_map(|code| self.get(code))
    }

    /// The requests a unit is asked by.
    pub fn of_unit(&self, agency: &str) -> impl Iterator<Item = &Request> {
        let codes = self.by_unit.get(agency).into_iter().flatten();
        codes
            .filter_map(|code| self.get(code))
            .filter(move |request| request.asks(agency))
    }

    /// The answer of a unit.
    pub fn answer(&self, request: &str, unit: &str) -> Option<&Answer> {
        let found = self.answers.get(request)?.get(unit);
        found.map(|(answer, _)| answer)
    }

    /// Revision of the record of an answer; 0: there is none.
    pub fn answer_revision(&self, request: &str, unit: &str) -> i64 {
        let found = self.answers.get(request).and_then(|all| all.get(unit));
        found.map_or(0, |(_, revision)| *revision)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        if record.kind == REQUESTS {
            let request = Request::from_row(&row).ok_or_else(damaged)?;
            let own = self.by_asker.entry(request.asker.clone()).or_default();
            own.insert(request.code.clone());
            for unit in &request.units {
                let of_unit = self.by_unit.entry(unit.clone()).or_default();
                of_unit.insert(request.code.clone());
            }
            let code = request.code.clone();
            self.requests
                .insert(code, Arc::new((request, record.number)));
        } else {
            let answer = Answer::from_row(&row).ok_or_else(damaged)?;
            let all = self.answers.entry(answer.request.clone()).or_default();
            let unit = answer.unit.clone();
            Arc::make_mut(all).insert(unit, (answer, record.number));
        }
        Ok(())
    }
}

/// Brings the book up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let kinds = [REQUESTS, ANSWERS];
    let mut changed = Vec::new();
    if since < 0 {
        for kind in kinds {
            changed.extend(records::all(snapshot, Some(kind)).await?);
        }
    } else {
        let all = records::changed_since(snapshot, since).await?;
        changed.extend(
            all.into_iter()
                .filter(|record| kinds.contains(&record.kind.as_str())),
        );
    }
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.requests);
    changed.iter().try_for_each(|record| book.take(record))?;
    Ok(())
}
