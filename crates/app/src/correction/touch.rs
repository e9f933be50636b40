//! Everything a change of figures touches: asked of two states, told side by side.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::correction::{Change, Crossing, Why, crossing, reached};
use thidua_domain::figures::Frame;
use thidua_domain::org::Level;
use thidua_domain::time::Window;

use super::awards::{AwardLine, awards};
use super::goals::{PaceLine, ProofLine, paces, proofs};
use super::later::{LaterLine, compared};
use super::papers::PaperLine;
use super::ranks::{RankLine, ranks};
use super::rates::{RateLine, SumLine, rates, sums};
use crate::figures::AskBalance;
use crate::{State, View};

/// How much is touched: what a short panel says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Figures that are others.
    pub figures: usize,
    /// Rates that are others.
    pub rates: usize,
    /// Identities that begin or cease to hold, or whose difference is another one.
    pub identities: usize,
    /// Targets whose result is another one.
    pub targets: usize,
    /// Targets that are reached now, or are no more.
    pub crossed: usize,
    /// Rankings in which a place is another one.
    pub places: usize,
    /// Sums of agencies above that are others.
    pub sums: usize,
    /// Awards to be looked at again.
    pub awards: usize,
    /// Papers that say the old number.
    pub papers: usize,
}

/// Everything a change touches. Nothing of it is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Rates before and after.
    pub rates: Vec<RateLine>,
    /// Lines of the proof sheet that came out otherwise.
    pub proofs: Vec<ProofLine>,
    /// Targets and pace.
    pub paces: Vec<PaceLine>,
    /// Rankings.
    pub ranks: Vec<RankLine>,
    /// Agencies above, and what came out of the agency.
    pub sums: Vec<SumLine>,
    /// Comparisons of the next year.
    pub later: Vec<LaterLine>,
    /// Awards.
    pub awards: Vec<AwardLine>,
    /// Awards beyond those listed.
    pub more_awards: usize,
    /// Papers.
    pub papers: Vec<PaperLine>,
}

/// The change asked about: two views, and what is another between them.
pub(super) struct Scene<'a> {
    pub(super) before: &'a View,
    pub(super) after: &'a View,
    /// Code of the agency whose figures are others.
    pub(super) agency: &'a str,
    pub(super) changes: &'a [Change],
}

/// The months of one scope in which an agency's own figures are others, with their codes.
pub(super) type Months<'a> = BTreeMap<(Window, &'a str), BTreeSet<&'a str>>;

impl Scene<'_> {
    pub(super) fn state(&self) -> &State {
        &self.after.state
    }

    /// Changes that answers read.
    fn answering(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.answers)
    }

    /// The changed months of the agency itself.
    pub(super) fn months(&self) -> Months<'_> {
        let mut months = Months::new();
        let own = self
            .answering()
            .filter(|change| change.place.subject == self.agency);
        for change in own {
            let month = (change.place.window, change.place.frame.scope.as_str());
            months.entry(month).or_default().insert(&change.code);
        }
        months
    }

    /// The officers whose figures are others.
    pub(super) fn officers(&self) -> BTreeMap<(Window, &str), BTreeSet<&str>> {
        let mut found: BTreeMap<(Window, &str), BTreeSet<&str>> = BTreeMap::new();
        let others = self
            .answering()
            .filter(|change| change.place.subject != self.agency);
        for change in others {
            let place = &change.place;
            let month = (place.window, place.frame.scope.as_str());
            found.entry(month).or_default().insert(&place.subject);
        }
        found
    }

    /// The windows of a changed month that are looked at again, with the reason.
    pub(super) fn windows(&self, month: &(Window, &str)) -> Vec<(Window, Why)> {
        let (window, scope) = month;
        let months = self.months();
        let codes = months.get(month).cloned().unwrap_or_default();
        let frame = Frame::whole(scope);
        let told = |window: Window| {
            let mut sheets = self.state().figures.sheets(self.agency, window, &frame);
            sheets.next().is_some()
        };
        reached(*window, &codes, told)
    }

    /// A question about an agency in a window.
    pub(super) fn ask(&self, agency: &str, window: Window, scope: &str) -> AskBalance {
        AskBalance {
            agency: agency.to_owned(),
            year: window.year.0,
            month: window.month,
            person: None,
            scope: Some(scope.to_owned()),
        }
    }

    /// Who counts the agency's figures in its own: the agencies above it at the end of the window, and what it became.
    pub(super) fn above(&self, window: Window) -> Vec<String> {
        let org = &self.state().org;
        let last = window.last_day();
        let mut found: Vec<String> = Vec::new();
        let mut bodies = vec![self.agency.to_owned()];
        let mut at = 0;
        while let Some(body) = bodies.get(at).cloned() {
            at += 1;
            let above = org.above_on(&body, last).into_iter().map(str::to_owned);
            let heirs = org.successors(&body).into_iter();
            let heirs: Vec<String> = heirs.filter_map(|pair| pair.new.clone()).collect();
            for code in above.chain(heirs.clone()) {
                let new = code != self.agency && !found.contains(&code);
                if new && counts(org, &code, last) {
                    found.push(code);
                }
            }
            for heir in heirs {
                if !bodies.contains(&heir) {
                    bodies.push(heir);
                }
            }
        }
        found
    }
}

fn counts(org: &thidua_domain::org::Org, code: &str, on: jiff::civil::Date) -> bool {
    let spell = org.find(code).and_then(|agency| agency.nearest(on));
    spell.is_some_and(|spell| spell.level.is_enforcement() && spell.level != Level::Division)
}

/// Everything a change touches but the issued papers, which the database is asked about.
pub(super) fn touched(scene: &Scene<'_>) -> Touched {
    let (awards, more_awards) = awards(scene);
    Touched {
        rates: rates(scene),
        proofs: proofs(scene),
        paces: paces(scene),
        ranks: ranks(scene),
        sums: sums(scene),
        later: compared(scene),
        awards,
        more_awards,
        papers: Vec::new(),
    }
}

impl Touched {
    /// How much it is.
    pub fn counts(&self, figures: usize) -> Counts {
        let crossed =
            |line: &&PaceLine| crossing(line.met_before, line.met_after) != Crossing::Same;
        Counts {
            figures,
            rates: self.rates.len(),
            identities: self.proofs.len(),
            targets: self.paces.len(),
            crossed: self.paces.iter().filter(crossed).count(),
            places: self.ranks.iter().filter(|line| line.moves()).count(),
            sums: self.sums.iter().filter(|line| line.changes).count(),
            awards: self.awards.len() + self.more_awards,
            papers: self.papers.len(),
        }
    }

    /// Whether nothing but the figures themselves is touched.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Counts {
    /// `3 tỷ lệ, 2 thứ hạng, 1 khen thưởng, 1 báo cáo`; what is not touched is left out.
    pub fn words(&self) -> String {
        let parts = [
            (self.rates, "tỷ lệ"),
            (self.identities, "đẳng thức"),
            (self.targets, "chỉ tiêu"),
            (self.places, "thứ hạng"),
            (self.sums, "số tổng hợp cấp trên"),
            (self.awards, "khen thưởng"),
            (self.papers, "báo cáo, văn bản"),
        ];
        let told = parts.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, word)| {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                format!("{} {word}", thidua_domain::text::number::two_digits(count))
            })
            .collect();
        match told.is_empty() {
            true => "không chạm tới tỷ lệ, thứ hạng, khen thưởng hay báo cáo nào".to_owned(),
            false => told.join(", "),
        }
    }
}
