//! The awards that name an achievement, and pairs of them that may reward it twice: told with both decisions, forbidden
//! by nobody but people.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::achievement::{Achievement, Recognition, Reward, Second, recognition, seconds};
use thidua_domain::register::Award;

use super::PERMISSION;
use crate::State;
use crate::state::View;

/// An award for an achievement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RewardLine {
    /// Codes of the award, joined by `;` where the source does not split.
    pub award: String,
    /// Its name.
    pub name: String,
    /// Who received it, where named.
    pub subject_name: Option<String>,
    /// The decision, as cited; `null`: not told.
    pub decision: Option<String>,
    /// Its day, as exact as told.
    pub decided_on: Option<String>,
    /// Code of `Loại thành tích`.
    pub occasion: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// The record it is told by.
    #[serde(skip)]
    pub record: i64,
}

/// Two awards for one achievement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SecondLine {
    /// The first in a line: award, decision, day.
    pub first: String,
    /// The other one.
    pub second: String,
    /// `cung`: of the same nature; `chua_ro`: a nature is not told; `khac`: of two natures.
    pub nature: &'static str,
}

/// What the register tells of an achievement.
pub(super) struct ToldOf<'v> {
    awards: Vec<(usize, &'v Award)>,
}

/// The awards that name an achievement.
pub(super) fn of<'v>(view: &'v View, row: &Achievement) -> ToldOf<'v> {
    let state = view.state.as_ref();
    let code = row.code.as_deref().unwrap_or_default();
    let places: Vec<usize> = match code.is_empty() {
        true => Vec::new(),
        false => state.award_index().rewarding(code).collect(),
    };
    let awards = places.into_iter();
    ToldOf {
        awards: awards
            .filter_map(|at| Some((at, state.awards.get(at)?)))
            .collect(),
    }
}

/// The same for the rule that decides over them.
pub(crate) fn reward(award: &Award) -> Reward<'_> {
    Reward {
        nature: award.occasion.as_deref(),
        subject: award.subject.as_deref(),
        status: &award.status,
    }
}

impl ToldOf<'_> {
    pub(super) fn recognition(&self, praised: bool, spread: bool) -> Recognition {
        let rewards: Vec<Reward<'_>> = self.awards.iter().map(|(_, one)| reward(one)).collect();
        recognition(praised, &rewards, spread)
    }

    /// Those the reader may see.
    pub(super) fn lines(&self, view: &View) -> Vec<RewardLine> {
        let open = |award: &&Award| view.permit_agency(PERMISSION, &award.agency).is_ok();
        let seen = self.awards.iter().filter(|(_, award)| open(award));
        seen.map(|(at, award)| line(view, *at, award)).collect()
    }

    /// The pairs, as far as the reader may see both.
    pub(super) fn seconds(&self, view: &View) -> Vec<SecondLine> {
        let seen: Vec<&Award> = self
            .awards
            .iter()
            .map(|(_, award)| *award)
            .filter(|award| view.permit_agency(PERMISSION, &award.agency).is_ok())
            .collect();
        pairs(&view.state, &seen)
    }
}

/// Pairs among awards of one achievement.
pub(crate) fn pairs(state: &State, awards: &[&Award]) -> Vec<SecondLine> {
    let rewards: Vec<Reward<'_>> = awards.iter().map(|award| reward(award)).collect();
    let found = seconds(&rewards).into_iter();
    let pair = |(first, second, how)| {
        Some(SecondLine {
            first: cited(state, awards.get(first).copied()?),
            second: cited(state, awards.get(second).copied()?),
            nature: match how {
                Second::Same => "cung",
                Second::Unknown => "chua_ro",
                Second::Other => "khac",
            },
        })
    };
    found.filter_map(pair).collect()
}

/// `Giấy khen, Quyết định số 12/QĐ-THADS ngày 05/4/2026`.
pub(crate) fn cited(state: &State, award: &Award) -> String {
    let mut words = named(state, &award.award);
    let decision = award.decision.as_deref().map(|paper| state.cited(paper));
    if let Some(decision) = &decision {
        words.push_str(&format!(", {decision}"));
    }
    if let Some(day) = award.decided_on {
        let told = decision.is_some_and(|decision| decision.contains("ngày"));
        if !told {
            words.push_str(&format!(" ngày {}", day.vn()));
        }
    }
    if award.status == "dang_de_nghi" {
        words.push_str(" (đang đề nghị)");
    }
    words
}

fn named(state: &State, codes: &str) -> String {
    let name = |code: &str| {
        let award = state.catalogue.award(code);
        award.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}

fn line(view: &View, at: usize, award: &Award) -> RewardLine {
    let state = view.state.as_ref();
    let subject = award.subject.as_deref();
    RewardLine {
        name: named(state, &award.award),
        award: award.award.clone(),
        subject_name: subject.map(|code| state.name_on(code, view.today)),
        decision: award.decision.as_deref().map(|paper| state.cited(paper)),
        decided_on: award.decided_on.map(|day| day.to_string()),
        occasion: award.occasion.clone(),
        status: award.status.clone(),
        record: state.award_records.get(at).copied().unwrap_or_default(),
    }
}

/// The awards that name an achievement the reader sees.
pub fn rewards(view: &View, code: &str) -> Vec<RewardLine> {
    match super::find(view, code) {
        Ok(row) => of(view, row).lines(view),
        Err(_) => Vec::new(),
    }
}
