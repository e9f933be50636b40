//! Counts of awards in the official style: `19 tập thể và 39 cá nhân`, `05 tập thể`,
//! `10 lượt tập thể (cấp tỉnh 03 lần, cấp huyện 07 lần)`.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::org::sheet::LEVELS;
use thidua_domain::text::number::two_digits;

use super::awards::{AwardRow, Awards};
use crate::State;

/// What was counted for one award, authority, side and occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SummaryLine {
    /// Award codes.
    pub award: String,
    /// `Giấy khen` …
    pub award_name: String,
    /// Who decided.
    pub authority_name: String,
    /// Whether inside the sector.
    pub inside: bool,
    /// `da_tang`, `dang_de_nghi` …
    pub status: String,
    /// Collectives; `None`: given, number not told, or only individuals.
    pub collectives: Option<i64>,
    /// Individuals.
    pub individuals: Option<i64>,
    /// Times, where the source counts times and does not tell recipients.
    pub times: Option<i64>,
    /// In words.
    pub words: String,
}

/// The summary of a tally: what is pending stands apart and is never added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Given.
    pub given: Vec<SummaryLine>,
    /// Proposed or chosen, not yet given.
    pub pending: Vec<SummaryLine>,
    /// Revoked.
    pub revoked: Vec<SummaryLine>,
}

/// The tally in words.
pub fn summary(state: &State, awards: &Awards) -> Summary {
    let mut summary = Summary::default();
    let mut groups: BTreeMap<(usize, String, String, bool, String), Vec<&AwardRow>> =
        BTreeMap::new();
    for row in &awards.rows {
        let first = row.award.split(';').next().unwrap_or_default();
        let rank = state
            .catalogue
            .award(first)
            .map_or(u32::MAX, |award| award.rank);
        let rank = usize::try_from(rank).unwrap_or(usize::MAX);
        let key = (
            rank,
            row.award.clone(),
            row.authority_name.clone(),
            row.inside,
            row.status.clone(),
        );
        groups.entry(key).or_default().push(row);
    }
    for ((_, _, _, _, status), rows) in groups {
        let line = line(state, &rows);
        match status.as_str() {
            "da_tang" => summary.given.extend(line),
            "thu_hoi" => summary.revoked.extend(line),
            _ => summary.pending.extend(line),
        }
    }
    summary
}

fn line(state: &State, rows: &[&AwardRow]) -> Option<SummaryLine> {
    let first = rows.first()?;
    let of = |kind: &str| -> Vec<&AwardRow> {
        rows.iter()
            .filter(|row| row.subject_kind == kind)
            .copied()
            .collect()
    };
    let (collectives, individuals) = (of("tap_the"), of("ca_nhan"));
    let parts: Vec<String> = [
        count(state, &collectives, "tập thể"),
        count(state, &individuals, "cá nhân"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let total = |rows: &[&AwardRow]| -> Option<i64> {
        let known =
            (!rows.is_empty()).then(|| rows.iter().map(|row| row.recipients).sum::<Option<i64>>());
        known.flatten()
    };
    let times = rows.iter().any(|row| row.recipients.is_none());
    Some(SummaryLine {
        award: first.award.clone(),
        award_name: first.award_name.clone(),
        authority_name: first.authority_name.clone(),
        inside: first.inside,
        status: first.status.clone(),
        collectives: total(&collectives),
        individuals: total(&individuals),
        times: times
            .then(|| rows.iter().map(|row| row.instances).sum::<Option<i64>>())
            .flatten(),
        words: parts.join(" và "),
    })
}

/// `19 tập thể`; of times with their levels: `10 lượt tập thể (… 03 lần, … 07 lần)`.
fn count(state: &State, rows: &[&AwardRow], noun: &str) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let instances = rows.iter().map(|row| row.instances).sum::<Option<i64>>();
    let Some(instances) = instances else {
        return Some(format!("{noun} (nguồn không nêu số lượng)"));
    };
    let by_times = rows.iter().any(|row| row.recipients.is_none());
    if !by_times {
        let recipients = rows.iter().map(|row| row.recipients).sum::<Option<i64>>()?;
        return Some(format!("{} {noun}", two_digits(recipients)));
    }
    // Higher levels first, as papers list them.
    let mut levels: BTreeMap<(usize, String), i64> = BTreeMap::new();
    for row in rows {
        let first = row
            .subject_level
            .as_deref()
            .and_then(|codes| codes.split(';').next());
        let at = LEVELS.iter().position(|level| Some(*level) == first);
        let level = (at.unwrap_or(usize::MAX), level_name(state, row));
        *levels.entry(level).or_default() += row.instances.unwrap_or(0);
    }
    let levels: Vec<String> = levels
        .iter()
        .map(|((_, level), times)| format!("{level} {} lần", two_digits(*times)))
        .collect();
    Some(format!(
        "{} lượt {noun} ({})",
        two_digits(instances),
        levels.join(", ")
    ))
}

/// What a level was called in the years of a row.
fn level_name(state: &State, row: &AwardRow) -> String {
    let Some(level) = &row.subject_level else {
        return "cơ quan".to_owned();
    };
    let last = row
        .year
        .as_deref()
        .and_then(|year| year.rsplit('-').next()?.parse::<i16>().ok());
    let list = if last.is_some_and(|year| year < 2025) {
        "cap_cu"
    } else {
        "cap"
    };
    let word = state.catalogue.labels.word(list, level);
    let word = if word == level {
        state.catalogue.labels.word("cap", level)
    } else {
        word
    };
    word.to_owned()
}
