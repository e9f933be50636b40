//! Who is asked to read what, as the state holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::reading::{CALLS, Call};
use thidua_store::records::{self, StoredRecord};
use thidua_store::{Snapshot, StoreError};

use crate::{AppError, State};

/// Calls by paper and asker; papers by who is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls {
    calls: BTreeMap<String, BTreeMap<String, Call>>,
    of_reader: BTreeMap<String, BTreeSet<String>>,
}

impl Calls {
    /// Who asks for a paper, by code of the asker.
    pub(super) fn of(&self, document: &str) -> impl Iterator<Item = &Call> {
        let calls = self.calls.get(document);
        calls.into_iter().flat_map(BTreeMap::values)
    }

    /// The earliest last day on which somebody is asked to have read a paper.
    pub(crate) fn due(&self, document: &str, reader: &str) -> Option<Date> {
        let calls = self.of(document);
        let asked = calls.filter(|call| call.readers().any(|code| code == reader));
        asked.filter_map(|call| call.due).min()
    }

    /// Codes of the papers an agency or person is asked to read.
    pub(crate) fn asked(&self, reader: &str) -> impl Iterator<Item = &str> {
        let papers = self.of_reader.get(reader);
        papers.into_iter().flatten().map(String::as_str)
    }

    fn take(&mut self, record: &StoredRecord) -> Result<(), StoreError> {
        let damaged = || StoreError::Damaged(format!("record {} {}", record.kind, record.key));
        let row = Values::from_canonical(record.content.as_str()).ok_or_else(damaged)?;
        let call = Call::from_row(&row).ok_or_else(damaged)?;
        let document = call.document.clone();
        let own = self.calls.entry(document.clone()).or_default();
        let before = match record.removed {
            true => own.remove(&call.asker),
            false => own.insert(call.asker.clone(), call.clone()),
        };
        let asked: BTreeSet<&str> = own.values().flat_map(Call::readers).collect();
        for reader in before.iter().flat_map(Call::readers) {
            if !asked.contains(reader)
                && let Some(papers) = self.of_reader.get_mut(reader)
            {
                papers.remove(&document);
            }
        }
        for reader in asked {
            let papers = self.of_reader.entry(reader.to_owned()).or_default();
            papers.insert(document.clone());
        }
        Ok(())
    }
}

/// Brings the calls up to a snapshot; `since` below 0: from nothing.
pub(crate) async fn bring_up<S: Snapshot>(
    state: &mut State,
    since: i64,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed: Vec<StoredRecord> = match since < 0 {
        true => records::all(snapshot, Some(CALLS)).await?,
        false => {
            let all = records::changed_since(snapshot, since).await?;
            all.into_iter()
                .filter(|record| record.kind == CALLS)
                .collect()
        }
    };
    if changed.is_empty() {
        return Ok(());
    }
    let book = Arc::make_mut(&mut state.calls);
    for record in &changed {
        book.take(record)?;
    }
    Ok(())
}
