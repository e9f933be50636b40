//! What became of an agency in a time: the bodies it was made from, on which day, by which paper.

use jiff::civil::Date;
use thidua_domain::org::Reorganisation;
use thidua_files::paper::Block;

use super::cite::cite_shortly;
use super::kit::{dated, listed, small};
use crate::State;

/// A sentence a day and kind of reorganisation, of those between two days, both included.
pub(super) fn reorganised(state: &State, agency: &str, first: Date, last: Date) -> Vec<Block> {
    let within = |pair: &&Reorganisation| {
        let on = pair.on.first_day();
        first <= on && on <= last
    };
    let mut days: Vec<(&Reorganisation, Vec<String>)> = Vec::new();
    for pair in state.org.predecessors(agency).into_iter().filter(within) {
        let eve = pair
            .on
            .first_day()
            .yesterday()
            .unwrap_or(pair.on.first_day());
        let old = state.name_on(&pair.old, eve);
        match days
            .last_mut()
            .filter(|(first, _)| first.on == pair.on && first.kind == pair.kind)
        {
            Some((_, olds)) => olds.push(old),
            None => days.push((pair, vec![old])),
        }
    }
    let told = days.into_iter().map(|(pair, olds)| {
        let kind = small(state.catalogue.labels.word("sap-xep.loai", &pair.kind));
        let by = pair
            .document
            .as_deref()
            .map(|code| format!(" ({})", cite_shortly(state, code)));
        let name = state.name_on(agency, pair.on.first_day());
        let words = format!(
            "Từ ngày {}, thực hiện {kind} {} thành {name}{}.",
            dated(pair.on),
            listed(&olds),
            by.unwrap_or_default()
        );
        Block::Paragraph(words.into())
    });
    told.collect()
}
