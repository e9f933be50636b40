//! What conditions came to already, so that each is judged once.

use std::cell::RefCell;

use ecow::EcoString;

use super::super::outcome::{Hope, Reach, Tri};
use super::super::proof::Shared;
use super::super::rule::ConditionId;

/// What conditions came to, by place. Begun anew for each subject and law; nothing is erased for it, since that would
/// cost more than judging.
#[derive(Debug, Default)]
pub(in crate::law) struct Memo {
    round: u32,
    entries: Vec<(u32, Reach)>,
    /// What proofs share whoever they are about.
    pub(super) shared: Shared,
    /// The subject's awards in words, by their places among the facts.
    pub(super) words: RefCell<Vec<Option<EcoString>>>,
}

impl Memo {
    pub(super) fn begin(&mut self, conditions: usize) {
        self.round = self.round.wrapping_add(1);
        self.words.get_mut().clear();
        if self.entries.len() != conditions || self.round == 0 {
            self.round = 1;
            let nothing = (0, Reach::plain(Tri::Unknown, Hope::NotKnown));
            self.entries.clear();
            self.entries.resize(conditions, nothing);
        }
    }

    pub(super) fn get(&self, id: ConditionId) -> Option<Reach> {
        let (round, reach) = self.entries.get(id.place())?;
        (*round == self.round).then_some(*reach)
    }

    pub(super) fn keep(&mut self, id: ConditionId, reach: Reach) {
        if let Some(entry) = self.entries.get_mut(id.place()) {
            *entry = (self.round, reach);
        }
    }
}
