//! Meetings of blocks and their candidates, found by code, block and meeting.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::cluster::{Candidate, Meeting};

/// Meetings by code; candidates by meeting.
#[derive(Clone, Debug, Default)]
pub struct Meetings {
    meetings: BTreeMap<String, Meeting>,
    candidates: HashMap<String, Vec<Candidate>>,
}

impl Meetings {
    /// The book of these rows.
    pub fn new(meetings: Vec<Meeting>, candidates: Vec<Candidate>) -> Self {
        let mut by_meeting: HashMap<String, Vec<Candidate>> = HashMap::new();
        for candidate in candidates {
            let list = by_meeting.entry(candidate.meeting.clone()).or_default();
            list.push(candidate);
        }
        let by_code = meetings.into_iter().map(|row| (row.code.clone(), row));
        Self {
            meetings: by_code.collect(),
            candidates: by_meeting,
        }
    }

    /// A meeting.
    pub fn get(&self, code: &str) -> Option<&Meeting> {
        self.meetings.get(code)
    }

    /// Every meeting, by code.
    pub fn all(&self) -> impl Iterator<Item = &Meeting> {
        self.meetings.values()
    }

    /// Every code.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.meetings.keys()
    }

    /// Every candidate.
    pub fn all_candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.values().flatten()
    }

    /// The candidates of a meeting, in the order told.
    pub fn candidates(&self, code: &str) -> &[Candidate] {
        self.candidates
            .get(code)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The meetings of a block about a year, the newest first.
    pub fn of(&self, cluster: &str, year: i16) -> Vec<&Meeting> {
        let own = |meeting: &&Meeting| meeting.cluster == cluster && meeting.year.0 == year;
        let mut found: Vec<&Meeting> = self.meetings.values().filter(own).collect();
        found.sort_by_key(|meeting| std::cmp::Reverse((meeting.day, &meeting.code)));
        found
    }
}
