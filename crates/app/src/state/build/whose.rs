//! Whom a row means: codes for which another stands, and names of old lists that were matched.
//!
//! Nothing stored is rewritten. Where a row enters the state, a merged code is read as the one that stands for
//! it; where an award is known by name alone, the decision of the name gives it its recipient.

use std::collections::BTreeSet;
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::catalogue::AddedName;
use thidua_domain::people::STORED_AS;
use thidua_domain::people::merge::Merged;
use thidua_domain::register::claim::Claim;
use thidua_domain::register::named::Decisions;
use thidua_store::{Snapshot, StoreError, bulk};

use crate::bundle::{Refers, refers};
use crate::{AppError, State};

/// Which code stands for which.
pub(super) const MERGED: &str = "gop-nguoi";
const DECISIONS: &str = "doi-chieu-ten";
const CLAIMS: &str = "kien-nghi-khen-thuong";
const AWARD_NAMES: &str = "danh-muc-khen-thuong";
const FIGURE_CODES: &str = "danh-muc-so-lieu";
/// Sheets whose rows name people.
const ABOUT_PEOPLE: [&str; 18] = [
    "nhan-su",
    "khen-thuong",
    "chi-tieu",
    "van-ban",
    "danh-gia",
    "ky-luat",
    "vuong-mac",
    "vang-mat",
    "sang-kien",
    "tra-loi-dieu-kien",
    "dien-hinh",
    "su-kien",
    "noi-dung",
    "dang-ky",
    "huong-ung",
    "suy-ton",
    DECISIONS,
    CLAIMS,
];

/// Kinds that are read together with those that changed.
pub(super) fn together(kinds: &mut BTreeSet<String>) {
    if kinds.contains(MERGED) {
        kinds.extend(ABOUT_PEOPLE.map(str::to_owned));
    }
    // The catalogue is made of both.
    if kinds.contains(AWARD_NAMES) || kinds.contains(FIGURE_CODES) {
        kinds.extend([AWARD_NAMES, FIGURE_CODES].map(str::to_owned));
    }
}

/// Which code stands for which, read before every other row.
pub(super) async fn merged<S: Snapshot>(snapshot: &S) -> Result<Arc<Merged>, AppError> {
    let mut rows = Vec::new();
    let mut damaged = false;
    let mut batches = bulk::records(snapshot, Some(MERGED));
    while let Some(batch) = batches.next().await? {
        batch.records(|record| match Values::from_canonical(record.content) {
            Some(row) => rows.push(row),
            None => damaged = true,
        })?;
    }
    if damaged {
        return Err(StoreError::Damaged(format!("a record of {MERGED}")).into());
    }
    Ok(Arc::new(Merged::from_rows(&rows)))
}

/// What was read of it.
#[derive(Default)]
pub(super) struct Whose {
    pub(super) merged: Arc<Merged>,
    decisions: Option<Vec<Values>>,
    claims: Option<Vec<Claim>>,
    names: Option<Vec<AddedName>>,
    awards: bool,
}

impl Whose {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        match kind {
            DECISIONS => self.decisions = Some(Vec::new()),
            CLAIMS => self.claims = Some(Vec::new()),
            AWARD_NAMES => self.names = Some(Vec::new()),
            _ => {}
        }
    }

    pub(super) fn take(&mut self, kind: &str, row: Values) {
        match kind {
            DECISIONS => self.decisions.get_or_insert_default().push(row),
            CLAIMS => self
                .claims
                .get_or_insert_default()
                .extend(Claim::from_row(&row)),
            AWARD_NAMES => self
                .names
                .get_or_insert_default()
                .extend(AddedName::from_row(&row)),
            _ => {}
        }
    }

    /// The row with the codes that stand for merged ones.
    pub(super) fn standing(&mut self, kind: &str, mut row: Values) -> Values {
        self.awards |= kind == "khen-thuong";
        if self.merged.is_empty() {
            return row;
        }
        if kind == "nhan-su" {
            let own = row.text_or_empty("ma");
            let standing = self.merged.standing(&own);
            if standing != own {
                row.set("ma", standing);
                row.set(STORED_AS, own);
            }
            return row;
        }
        if !ABOUT_PEOPLE.contains(&kind) {
            return row;
        }
        let person = |id: &str| {
            let refers = refers(kind, id);
            matches!(id, "noi_ve" | "nguoi_neu")
                || matches!(
                    refers,
                    Some(Refers::Person | Refers::AgencyOrPerson | Refers::Candidate)
                )
        };
        let changed: Vec<(String, String)> = row
            .iter()
            .filter(|(id, _)| person(id))
            .map(|(id, text)| (id.to_owned(), self.standing_codes(text)))
            .collect();
        for (id, text) in changed {
            row.set(&id, text);
        }
        row
    }

    /// `a;b`, `a:60;b:40` with the codes that stand for merged ones.
    fn standing_codes(&self, text: &str) -> String {
        let part = |part: &str| match part.split_once(':') {
            Some((code, share)) => format!("{}:{share}", self.merged.standing(code)),
            None => self.merged.standing(part).to_owned(),
        };
        text.split(';').map(part).collect::<Vec<_>>().join(";")
    }

    pub(super) fn become_part_of(self, state: &mut State) {
        state.merged = self.merged;
        if let Some(claims) = self.claims {
            let by_code = claims.into_iter().map(|claim| (claim.code.clone(), claim));
            state.claims = Arc::new(by_code.collect());
        }
        if let Some(names) = self.names {
            state.award_names = Arc::new(names);
        }
        let decided = self.decisions.is_some();
        if let Some(rows) = self.decisions {
            state.decisions = Arc::new(Decisions::from_rows(&rows));
        }
        let named = |state: &State| state.awards.iter().any(|award| award.named.is_some());
        if !(decided || self.awards) || !named(state) {
            return;
        }
        let decisions = state.decisions.clone();
        let mut awards = Vec::clone(&state.awards);
        for award in &mut awards {
            if let Some(named) = &award.named {
                let decision = decisions.of(named);
                award.subject = decision.and_then(|decision| decision.subject.clone());
            }
        }
        state.awards = Arc::new(awards);
    }
}
