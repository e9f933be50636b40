//! Open catalogues: figure codes, award codes and their spellings, labels, statistical regimes.
//!
//! They are data (`rulebook/catalogue/*.toml`), each line with its citation; what an agency adds
//! comes by the bundle sheet `danh-muc-so-lieu`. Nothing here decides.

mod added;
mod award;
mod decision;
mod figure;
mod forms;
mod labels;
mod rating;
mod regime;
mod split;

use std::collections::HashMap;

pub use added::{AWARD_NAMES, AddedName};
pub use award::AwardCode;
pub use decision::{Decision, REGIME_DECISIONS};
pub use figure::{Aggregation, FigureCode, Measure};
pub use forms::{FormHints, FormName, FormWords, GroupHint, HeadingHint};
pub use labels::Labels;
pub use rating::{AfterDiscipline, Ceiling, DisciplineTerm, RatingRules};
pub use regime::{IdentityText, Milestone, Regime};
pub use split::Split;

use crate::closing::Calendar;
use crate::honesty::Limits;
use crate::movement::{Tradition, occasion};
use crate::quality::Rules;

/// Why a catalogue file cannot be used: a mistake of the one who shipped it.
#[derive(Debug, thiserror::Error)]
#[error("catalogue {file}: {message}")]
pub struct CatalogueError {
    /// The file.
    pub file: &'static str,
    /// What is wrong with it.
    pub message: String,
}

/// The texts of the catalogue files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `figures.toml`.
    pub figures: &'a str,
    /// `awards.toml`.
    pub awards: &'a str,
    /// `labels.toml`.
    pub labels: &'a str,
    /// `regimes.toml`.
    pub regimes: &'a str,
    /// `identities.toml`.
    pub identities: &'a str,
    /// `milestones.toml`.
    pub milestones: &'a str,
    /// `ratings.toml`.
    pub ratings: &'a str,
    /// `quality.toml`.
    pub quality: &'a str,
    /// `honesty.toml`.
    pub honesty: &'a str,
    /// `forms.toml`.
    pub forms: &'a str,
    /// `holidays.toml`.
    pub holidays: &'a str,
    /// `occasions.toml`.
    pub occasions: &'a str,
}

/// All catalogues.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    figures: Vec<FigureCode>,
    by_code: HashMap<String, usize>,
    awards: Vec<AwardCode>,
    /// Words of codes.
    pub labels: Labels,
    /// Statistical regimes, oldest first.
    pub regimes: Vec<Regime>,
    /// What the proof sheet says of each identity.
    pub identities: Vec<IdentityText>,
    /// Milestones by caseload.
    pub milestones: Vec<Milestone>,
    /// Rules about quality ratings.
    pub ratings: RatingRules,
    /// By which numbers figures are looked at.
    pub quality: Rules,
    /// By which numbers patterns between units and years are told.
    pub honesty: Limits,
    /// Words of the statistical forms.
    pub forms: FormHints,
    /// Days that are not worked.
    pub calendar: Calendar,
    /// Traditional days.
    pub occasions: Vec<Tradition>,
    /// What was decided about the counting of ended cases.
    decisions: Vec<Decision>,
}

impl Catalogue {
    /// Reads the shipped files.
    pub fn parse(files: Files<'_>) -> Result<Self, CatalogueError> {
        let mut catalogue = Self {
            awards: award::parse(files.awards)?,
            labels: labels::parse(files.labels)?,
            regimes: regime::parse(files.regimes)?,
            identities: regime::parse_identities(files.identities)?,
            milestones: regime::parse_milestones(files.milestones)?,
            ratings: rating::parse(files.ratings)?,
            quality: Rules::parse(files.quality)?,
            honesty: Limits::parse(files.honesty)?,
            forms: forms::parse(files.forms)?,
            calendar: Calendar::parse(files.holidays).map_err(|message| CatalogueError {
                file: "holidays.toml",
                message,
            })?,
            occasions: occasion::parse(files.occasions).map_err(|message| CatalogueError {
                file: "occasions.toml",
                message,
            })?,
            ..Self::default()
        };
        for figure in figure::parse(files.figures)? {
            if catalogue.figure(&figure.code).is_some() {
                return Err(CatalogueError {
                    file: "figures.toml",
                    message: format!("{} stands there twice", figure.code),
                });
            }
            catalogue.add(figure);
        }
        Ok(catalogue)
    }

    /// Adds a figure code; one that is there already keeps its place.
    pub fn add(&mut self, figure: FigureCode) {
        if let Some(at) = self.by_code.get(&figure.code).copied() {
            if let Some(place) = self.figures.get_mut(at) {
                *place = figure;
            }
            return;
        }
        self.by_code.insert(figure.code.clone(), self.figures.len());
        self.figures.push(figure);
    }

    /// A figure code.
    pub fn figure(&self, code: &str) -> Option<&FigureCode> {
        self.by_code.get(code).and_then(|at| self.figures.get(*at))
    }

    /// All figure codes in the catalogue's order.
    pub fn figures(&self) -> impl Iterator<Item = &FigureCode> {
        self.figures.iter()
    }

    /// What a figure code is called; the code itself where it is not known.
    pub fn figure_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.figure(code)
            .map_or(code, |figure| figure.name.as_str())
    }

    /// Where a figure code stands in the catalogue, unknown ones last.
    pub fn order(&self, code: &str) -> usize {
        self.by_code.get(code).copied().unwrap_or(usize::MAX)
    }

    /// An award code.
    pub fn award(&self, code: &str) -> Option<&AwardCode> {
        self.awards.iter().find(|award| award.code == code)
    }

    /// The award a spelling names: a code, a full or short name, or a known other spelling; `None` where
    /// nothing is called so, and where several are.
    pub fn award_spelt(&self, written: &str) -> Option<&AwardCode> {
        match self.awards_spelt(written).as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// All awards a spelling may name; a code names its own alone.
    pub fn awards_spelt(&self, written: &str) -> Vec<&AwardCode> {
        if let Some(award) = self.award(written) {
            return vec![award];
        }
        let wanted = crate::text::heading_key(written);
        let spelt = |award: &&AwardCode| award.is_spelt(&wanted);
        self.awards.iter().filter(spelt).collect()
    }

    /// Takes in the names agencies added: new awards first, then spellings of what is there by then.
    pub fn add_award_names(&mut self, added: &[AddedName]) {
        for name in added.iter().filter(|name| name.kind.is_some()) {
            if self.award(&name.award).is_none() {
                self.awards.push(AwardCode::of_added(name));
            }
        }
        for name in added {
            let award = self.awards.iter_mut().find(|it| it.code == name.award);
            if let Some(award) = award.filter(|award| award.name != name.name) {
                award.spellings.push(name.name.clone());
            }
        }
    }

    /// All award codes, highest first.
    pub fn awards(&self) -> impl Iterator<Item = &AwardCode> {
        self.awards.iter()
    }

    /// The statistical regime of a day, with what was decided about it for windows that end on that day.
    pub fn regime_on(&self, date: jiff::civil::Date) -> Regime {
        let mut regime = self.shipped_on(date).cloned().unwrap_or_default();
        if let Some(decision) = self.decision_on(&regime.id, date) {
            regime.returned_counts_as_completed = decision.counts;
            regime.decided = Some(decision.clone());
        }
        regime
    }

    /// Whether cases ended by returning the request are added to the completed ones in rates of windows that end on
    /// a day: asked for every rate, so without making a regime of it.
    pub fn counts_returned_on(&self, date: jiff::civil::Date) -> bool {
        self.shipped_on(date).is_some_and(|regime| {
            let decided = self.decision_on(&regime.id, date);
            let counts = decided.map(|decision| decision.counts);
            regime.request_returned && counts.unwrap_or(regime.returned_counts_as_completed)
        })
    }

    fn shipped_on(&self, date: jiff::civil::Date) -> Option<&Regime> {
        let holds = |regime: &&Regime| regime.validity.contains(date);
        self.regimes.iter().rev().find(holds)
    }

    fn decision_on(&self, regime: &str, date: jiff::civil::Date) -> Option<&Decision> {
        let holds = |decision: &&Decision| decision.regime == regime && decision.from <= date;
        let found = self.decisions.iter().filter(holds);
        found.max_by_key(|decision| decision.from)
    }

    /// What was decided, oldest first.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Takes in what was decided, in place of what was before.
    pub fn decide(&mut self, mut decisions: Vec<Decision>) {
        decisions.sort_by(|a, b| (&a.regime, a.from).cmp(&(&b.regime, b.from)));
        self.decisions = decisions;
    }
}

impl Catalogue {
    /// What the proof sheet says of an identity under a regime; I3 has one text a regime.
    pub fn identity(&self, id: &str, regime: &str) -> Option<&IdentityText> {
        let named =
            |text: &&IdentityText| text.id == id || (id == "I3" && text.id.starts_with("I3"));
        let mut texts = self.identities.iter().filter(named);
        texts.find(|text| text.regimes.iter().any(|held| held == regime))
    }
}

#[cfg(test)]
mod tests;
