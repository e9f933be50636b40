//! Places in every ranking the agency, or one above it that counts it, stands in.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::correction::moved;
use thidua_domain::time::Window;

use super::touch::Scene;
use crate::View;
use crate::scoring::{AskRanking, Ranking, ranking, rankings};

/// What offices are ranked by.
const BY: [&str; 2] = ["viec.ty_le", "tien.ty_le"];

/// Another agency of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rival {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its place before.
    pub before: Option<usize>,
    /// Its place after.
    pub after: Option<usize>,
}

/// One ranking in which something is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankLine {
    /// Code of the block or agency that ranks.
    pub within: String,
    /// Its name.
    pub within_name: String,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// Code ranked by.
    pub by: String,
    /// What that is called.
    pub by_name: String,
    /// How many are ranked.
    pub total: usize,
    /// Code of the agency whose result is another one.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its place before; `None`: it had none.
    pub before: Option<usize>,
    /// Its place after.
    pub after: Option<usize>,
    /// Its result before, printed.
    pub score_before: String,
    /// Its result after, printed.
    pub score_after: String,
    /// Those it goes past.
    pub passes: Vec<Rival>,
    /// Those that go past it.
    pub passed_by: Vec<Rival>,
    /// Everybody else whose place is another one.
    pub others: Vec<Rival>,
}

impl RankLine {
    /// Whether anybody's place is another one.
    pub fn moves(&self) -> bool {
        self.before != self.after || !self.others.is_empty()
    }
}

/// The rankings that come out otherwise; those closed to the reader are left out.
pub(super) fn ranks(scene: &Scene<'_>) -> Vec<RankLine> {
    let mut found = Vec::new();
    for (window, scope) in scene.months().keys() {
        let above = scene.above(*window);
        let own: Vec<String> = std::iter::once(scene.agency.to_owned())
            .chain(above)
            .collect();
        for open in rankings(scene.after, &own, window.year.0) {
            for by in BY {
                let ask = AskRanking {
                    within: open.code.clone(),
                    year: window.year.0,
                    month: window.month,
                    by: vec![by.to_owned()],
                    level: None,
                    scope: Some((*scope).to_owned()),
                };
                let both = |view: &View| ranking(view, &ask).ok();
                let Some((before, after)) = both(scene.before).zip(both(scene.after)) else {
                    continue;
                };
                found.extend(compared(&before, &after, *window, &own));
            }
        }
    }
    found
}

/// What became of those whose figures are others, in one ranking.
fn compared(before: &Ranking, after: &Ranking, window: Window, own: &[String]) -> Vec<RankLine> {
    let places = |ranking: &Ranking| -> Vec<(String, Option<usize>)> {
        let rows = ranking.rows.iter();
        rows.map(|row| (row.agency.clone(), row.rank)).collect()
    };
    let score = |ranking: &Ranking, code: &str| {
        let row = ranking.rows.iter().find(|row| row.agency == code);
        row.and_then(|row| row.printed.first().cloned())
            .unwrap_or_default()
    };
    let subjects: Vec<&str> = own
        .iter()
        .map(String::as_str)
        .filter(|code| score(before, code) != score(after, code))
        .collect();
    if subjects.is_empty() {
        return Vec::new();
    }
    let names: BTreeMap<&str, &str> = after
        .rows
        .iter()
        .map(|row| (row.agency.as_str(), row.name.as_str()))
        .collect();
    let name = |code: &str| names.get(code).map_or(code, |name| *name).to_owned();
    let all = moved(&places(before), &places(after), &subjects);
    let rival = |code: &String| {
        let place = |ranking: &Ranking| {
            let row = ranking.rows.iter().find(|row| row.agency == *code);
            row.and_then(|row| row.rank)
        };
        Rival {
            code: code.clone(),
            name: name(code),
            before: place(before),
            after: place(after),
        }
    };
    let of_subject = all
        .iter()
        .filter(|moved| subjects.contains(&moved.code.as_str()));
    of_subject
        .map(|one| RankLine {
            within: after.within.clone(),
            within_name: after.name.clone(),
            window: (window.year.0, window.month),
            period: window.label(),
            by: after.by.first().cloned().unwrap_or_default(),
            by_name: after.by_names.first().cloned().unwrap_or_default(),
            total: after.total,
            subject: one.code.clone(),
            name: name(&one.code),
            before: one.before,
            after: one.after,
            score_before: score(before, &one.code),
            score_after: score(after, &one.code),
            passes: one.passes.iter().map(rival).collect(),
            passed_by: one.passed_by.iter().map(rival).collect(),
            others: all
                .iter()
                .filter(|other| other.code != one.code && other.before != other.after)
                .map(|other| rival(&other.code))
                .collect(),
        })
        .collect()
}
