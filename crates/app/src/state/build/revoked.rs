//! Decisions of award that were cancelled, laid over the rows of the register: an award whose cancelling is in force
//! is read as cancelled wherever awards are read. Nothing stored is rewritten.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::register::Award;
use thidua_domain::register::revocation::{REVIEWS, REVOCATIONS, Review, Revocation};
use thidua_domain::register::sheet::AWARDS;
use thidua_store::{Snapshot, StoreError, bulk};

use crate::{AppError, State};

/// Kinds that are read together with those that changed: the rows of awards are read under them.
pub(super) fn together(kinds: &mut BTreeSet<String>) {
    if kinds.contains(REVOCATIONS.name) || kinds.contains(REVIEWS.name) {
        kinds.insert(AWARDS.name.to_owned());
    }
}

/// What was cancelled and what is to be looked at again, and the rows of the register they name.
#[derive(Clone, Debug, Default)]
pub(super) struct Revoked {
    revocations: Arc<BTreeMap<String, Revocation>>,
    reviews: Arc<Vec<Review>>,
    /// Keys of the rows that are named, and the agencies those stand with: of others no key is made.
    wanted: HashSet<String>,
    agencies: HashSet<String>,
    found: Option<HashMap<String, usize>>,
}

impl Revoked {
    /// Read before every other row.
    pub(super) async fn read<S: Snapshot>(snapshot: &S) -> Result<Self, AppError> {
        let revocations = rows(snapshot, REVOCATIONS.name).await?;
        let revocations = revocations.iter().filter_map(Revocation::from_row);
        let reviews = rows(snapshot, REVIEWS.name).await?;
        let reviews: Vec<Review> = reviews.iter().filter_map(Review::from_row).collect();
        let by_row = revocations.map(|found| (found.row.clone(), found));
        Ok(Self::of(Arc::new(by_row.collect()), Arc::new(reviews)))
    }

    /// As a state holds them.
    pub(super) fn of_state(state: &State) -> Self {
        Self::of(state.revocations.clone(), state.award_reviews.clone())
    }

    fn of(revocations: Arc<BTreeMap<String, Revocation>>, reviews: Arc<Vec<Review>>) -> Self {
        let revoked = revocations.values();
        let revoked = revoked.map(|one| (one.row.clone(), one.agency.clone()));
        let again = reviews.iter();
        let again = again.map(|one| (one.row.clone(), one.agency.clone()));
        let (wanted, agencies) = revoked.chain(again).unzip();
        Self {
            revocations,
            reviews,
            wanted,
            agencies,
            found: None,
        }
    }

    /// The rows of awards are about to be read.
    pub(super) fn begin(&mut self) {
        self.found = Some(HashMap::new());
    }

    /// The key of a row of the register, where something names it.
    pub(super) fn key(&self, row: &Values) -> Option<String> {
        let agency = row.get("ma_co_quan")?;
        if !self.agencies.contains(agency) {
            return None;
        }
        Some(row.key(&AWARDS)).filter(|key| self.wanted.contains(key))
    }

    /// Lays what was cancelled over an award that stands at a place of the register.
    pub(super) fn lay(&mut self, key: Option<String>, place: usize, award: &mut Award) {
        let Some(key) = key else { return };
        // A row that names another agency's award, told before that award came, says nothing of it.
        let own = |revocation: &&Revocation| revocation.agency == award.agency;
        let revocation = self.revocations.get(&key).filter(own);
        if revocation.is_some_and(|revocation| revocation.in_force) {
            CANCELLED.clone_into(&mut award.status);
        }
        self.found.get_or_insert_default().insert(key, place);
    }

    pub(super) fn become_part_of(self, state: &mut State) {
        // Without rows of awards nothing of this was read anew.
        if let Some(found) = self.found {
            state.revocations = self.revocations;
            state.award_reviews = self.reviews;
            state.named_awards = Arc::new(found);
        }
    }
}

/// Code of `khen-thuong.Trạng thái`.
const CANCELLED: &str = "thu_hoi";

async fn rows<S: Snapshot>(snapshot: &S, kind: &str) -> Result<Vec<Values>, AppError> {
    let mut rows = Vec::new();
    let mut damaged = false;
    let mut batches = bulk::records(snapshot, Some(kind));
    while let Some(batch) = batches.next().await? {
        batch.records(|record| match Values::from_canonical(record.content) {
            Some(row) => rows.push(row),
            None => damaged = true,
        })?;
    }
    if damaged {
        return Err(StoreError::Damaged(format!("a record of {kind}")).into());
    }
    Ok(rows)
}
