//! Members of blocks by their own rows, laid over the blocks; meetings of blocks and their candidates.

use std::collections::HashMap;
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::cluster::{CANDIDATES, Candidate, Cluster, MEETINGS, MEMBERS, Meeting, Member};

use crate::State;
use crate::cluster::Meetings;

/// What was read of them.
#[derive(Default)]
pub(super) struct Gathered {
    members: Option<Vec<Member>>,
    meetings: Option<Vec<Meeting>>,
    candidates: Option<Vec<Candidate>>,
}

impl Gathered {
    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        match kind {
            name if name == MEMBERS.name => self.members = Some(Vec::new()),
            name if name == MEETINGS.name => self.meetings = Some(Vec::new()),
            name if name == CANDIDATES.name => self.candidates = Some(Vec::new()),
            _ => {}
        }
    }

    /// The key of a row whose key names a person: another code may stand for that person's.
    pub(super) fn key(kind: &str, row: &Values) -> Option<String> {
        (kind == CANDIDATES.name).then(|| row.key(&CANDIDATES))
    }

    /// Takes a row with the key it was told under.
    pub(super) fn take(&mut self, kind: &str, row: &Values, key: Option<String>) {
        match kind {
            name if name == MEMBERS.name => {
                let rows = self.members.get_or_insert_default();
                rows.extend(Member::from_row(row));
            }
            name if name == MEETINGS.name => {
                let rows = self.meetings.get_or_insert_default();
                rows.extend(Meeting::from_row(row));
            }
            name if name == CANDIDATES.name => {
                let found = Candidate::from_row(row).map(|found| Candidate {
                    key: key.unwrap_or(found.key),
                    ..found
                });
                self.candidates.get_or_insert_default().extend(found);
            }
            _ => {}
        }
    }

    /// `blocks`: the blocks as they were read, where they were.
    pub(super) fn become_part_of(
        self,
        state: &mut State,
        blocks: Option<HashMap<String, Vec<Cluster>>>,
    ) {
        if blocks.is_some() || self.members.is_some() {
            let members = self.members.unwrap_or_else(|| {
                let mut told: Vec<Member> = Vec::new();
                for years in state.clusters.values() {
                    // Each year of a block carries the rows of all its years.
                    told.extend(
                        years
                            .first()
                            .into_iter()
                            .flat_map(|block| block.dated.clone()),
                    );
                }
                told
            });
            let mut blocks = blocks.unwrap_or_else(|| state.clusters.as_ref().clone());
            let mut by_block: HashMap<String, Vec<Member>> = HashMap::new();
            for member in members {
                by_block
                    .entry(member.cluster.clone())
                    .or_default()
                    .push(member);
            }
            for (code, years) in &mut blocks {
                let told = by_block.remove(code).unwrap_or_default();
                for block in years {
                    block.dated.clone_from(&told);
                }
            }
            state.clusters = Arc::new(blocks);
        }
        if self.meetings.is_some() || self.candidates.is_some() {
            let book = &state.meetings;
            let meetings = self
                .meetings
                .unwrap_or_else(|| book.all().cloned().collect());
            let candidates = self
                .candidates
                .unwrap_or_else(|| book.all_candidates().cloned().collect());
            state.meetings = Arc::new(Meetings::new(meetings, candidates));
        }
    }
}
