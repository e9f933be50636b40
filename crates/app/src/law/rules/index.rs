//! The rulebook's first page: awards, texts, regimes, values, who counts, grounds for cancelling.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::change::Standing;
use thidua_domain::law::{Confidence, SubjectKind};
use thidua_domain::time::vn;

use super::alert::{Alert, alerts, keeps};
use super::award::marks;
use super::change::{self, ChangeLine};
use super::fault;
use super::node::{self, CiteLine, Mark};
use super::text::{self, TextLine};
use super::words;
use crate::{AppError, View};

/// The rules of an award for a kind of subject today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardRules {
    /// Code of the kind of subject.
    pub subject: &'static str,
    /// In words.
    pub name: &'static str,
    /// Whether the law says enough to judge it.
    pub known: bool,
    /// Statements nobody confirmed.
    pub unconfirmed: usize,
    /// Of how many.
    pub statements: usize,
}

/// An award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// Its code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Whether it is a title, else a form of commendation.
    pub is_title: bool,
    /// Who decides it.
    pub authority: String,
    /// Its rules by kind of subject.
    pub rules: Vec<AwardRules>,
}

/// A regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeLine {
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: String,
    /// Whether it holds today.
    pub now: bool,
    /// Whether nothing under it was seen in the original.
    pub unverified: bool,
    /// What is shown with it.
    pub note: String,
    /// Its texts, by code and short name.
    pub texts: Vec<(String, String)>,
}

/// A statement of the general part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// What it is about, as changes name it.
    pub about: &'static str,
    /// Its code.
    pub of: String,
    /// What it says.
    pub text: String,
    /// What it rests on.
    pub cites: Vec<CiteLine>,
    /// How sure it is.
    pub mark: Mark,
    /// What else is to be known.
    pub note: String,
    /// What belongs to it.
    pub parts: Vec<Statement>,
}

/// A value of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParameterLine {
    /// Its code.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Its value today; empty: none.
    pub value: String,
    /// Since when.
    pub from: String,
    /// How sure it is.
    pub mark: Option<Mark>,
    /// How many values it had.
    pub count: usize,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndexPage {
    /// Awards, highest first.
    pub awards: Vec<AwardLine>,
    /// Texts, those in force first, the newest first.
    pub texts: Vec<TextLine>,
    /// Regimes, newest first.
    pub regimes: Vec<RegimeLine>,
    /// What happens between regimes.
    pub transitions: Vec<Statement>,
    /// Values.
    pub parameters: Vec<ParameterLine>,
    /// Who counts.
    pub denominators: Vec<Statement>,
    /// Grounds for cancelling.
    pub grounds: Vec<Statement>,
    /// Texts that end.
    pub alerts: Vec<Alert>,
    /// Statements nobody confirmed.
    pub unconfirmed: usize,
    /// Of how many.
    pub statements: usize,
    /// Changes that wait.
    pub waiting: Vec<ChangeLine>,
    /// Changes that were approved last.
    pub lately: Vec<ChangeLine>,
    /// Approved changes that this release could not take over, in words.
    pub left_out: Vec<String>,
    /// Whether the reader proposes or approves.
    pub keeps: bool,
    /// Whether the reader may propose.
    pub proposes: bool,
}

/// Changes named on the first page.
const LATELY: usize = 5;

/// The rulebook's first page.
///
/// # Errors
/// [`AppError::Forbidden`] for nobody in particular.
pub fn index(view: &View) -> Result<IndexPage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let state = view.state.as_ref();
    let book = state.law.as_ref();
    let mut texts: Vec<TextLine> = book.texts.iter().map(|own| text::line(view, own)).collect();
    let issued = |id: &str| {
        book.texts
            .iter()
            .find(|own| own.id == id)
            .and_then(|own| own.from)
    };
    texts.sort_by_key(|line| (!line.now, std::cmp::Reverse(issued(&line.id))));
    let (unconfirmed, statements) = confirmed(view);
    let mut waiting = change::lines(view, Standing::Waiting);
    if !keeps(view) {
        waiting.clear();
    }
    let mut lately = change::lines(view, Standing::Approved);
    lately.truncate(LATELY);
    let left_out = state.rulings.left_out.iter();
    Ok(IndexPage {
        awards: awards(view),
        texts,
        regimes: regimes(view),
        transitions: transitions(view),
        parameters: parameters(view),
        denominators: denominators(view),
        grounds: grounds(view),
        alerts: alerts(view),
        unconfirmed,
        statements,
        waiting,
        lately,
        left_out: left_out.map(|own| fault::of_approved(view, own)).collect(),
        keeps: keeps(view),
        proposes: super::proposes(view),
    })
}

/// What nobody confirmed, of everything that may be confirmed.
fn confirmed(view: &View) -> (usize, usize) {
    let book = view.state.law.as_ref();
    let open = thidua_domain::law::unconfirmed(book).len();
    let says =
        |own: &&thidua_domain::law::Condition| own.kind.parts().is_empty() || !own.cites.is_empty();
    let values: usize = book.parameters.iter().map(|own| own.values.len()).sum();
    let all = book.conditions.iter().filter(says).count() + values + book.texts.len();
    (open.min(all), all)
}

fn awards(view: &View) -> Vec<AwardLine> {
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let mut found = Vec::new();
    for award in book.names.all() {
        let code = book.names.code(award);
        let Some(own) = state.catalogue.award(code) else {
            continue;
        };
        let rules = SubjectKind::ALL.into_iter().filter_map(|subject| {
            let rules = book.rules_on(award, subject, view.today)?;
            let (unconfirmed, statements) = marks(book, rules, view.today);
            let regime = book.regime_on(view.today).unwrap_or_default();
            let open = |road: &thidua_domain::law::Road| {
                let condition = book.condition(road.when);
                condition.is_some_and(|own| book.confidence(own, regime) == Confidence::NotFound)
            };
            Some(AwardRules {
                subject: subject.code(),
                name: words::subject(subject),
                known: !rules.roads.iter().all(open),
                unconfirmed,
                statements,
            })
        });
        found.push(AwardLine {
            code: code.to_owned(),
            name: own.name.clone(),
            is_title: book.names.is_title(award),
            authority: own.authority.clone(),
            rules: rules.collect(),
        });
    }
    found
}

fn regimes(view: &View) -> Vec<RegimeLine> {
    let book = view.state.law.as_ref();
    let named = |id: &String| {
        let own = book.texts.iter().find(|own| own.id == *id)?;
        Some((own.id.clone(), own.short.clone()))
    };
    let own = book.regimes.iter().rev().map(|regime| RegimeLine {
        name: regime.name.clone(),
        days: words::days(regime.from, regime.to),
        now: regime.contains(view.today),
        unverified: regime.unverified,
        note: regime.note.clone(),
        texts: regime.texts.iter().filter_map(named).collect(),
    });
    own.collect()
}

fn transitions(view: &View) -> Vec<Statement> {
    let book = view.state.law.as_ref();
    let id = |at: usize| book.regimes.get(at).map_or("", |own| own.id.as_str());
    let own = book.transitions.iter().map(|own| Statement {
        about: "chuyen_tiep",
        of: format!("{}>{}", id(own.from), id(own.to)),
        text: own.text.clone(),
        cites: node::cites(book, &own.cites, view.today),
        mark: Mark::new(own.confidence, own.confirmed.as_ref()),
        note: String::new(),
        parts: Vec::new(),
    });
    own.collect()
}

fn parameters(view: &View) -> Vec<ParameterLine> {
    let book = view.state.law.as_ref();
    let own = book.parameters.iter().map(|own| {
        let now = own.on(view.today);
        ParameterLine {
            id: own.id.clone(),
            name: own.name.clone(),
            value: now
                .map(|value| words::value(book, own, &value.value))
                .unwrap_or_default(),
            from: now.map(|value| vn(value.from)).unwrap_or_default(),
            mark: now.map(|value| Mark::new(value.confidence, value.confirmed.as_ref())),
            count: own.values.len(),
        }
    });
    own.collect()
}

fn denominators(view: &View) -> Vec<Statement> {
    let book = view.state.law.as_ref();
    let own = book.denominators.iter().map(|own| {
        let parts = own.leave_out.iter().map(|out| Statement {
            about: "mau_so",
            of: format!("{}/{}", own.id, out.who.code()),
            text: out.text.clone(),
            cites: node::cites(book, &out.cites, view.today),
            mark: Mark::new(out.confidence, None),
            note: match out.confidence {
                Confidence::NotFound => {
                    "Chưa rõ có tính hay không: hệ thống tính theo cả hai cách, khác nhau thì người xem xét quyết định.".to_owned()
                }
                _ => "Không tính.".to_owned(),
            },
            parts: Vec::new(),
        });
        Statement {
            about: "mau_so",
            of: own.id.clone(),
            text: own.name.clone(),
            cites: node::cites(book, &own.cites, view.today),
            mark: Mark::new(own.confidence, own.confirmed.as_ref()),
            note: own.note.clone(),
            parts: parts.collect(),
        }
    });
    own.collect()
}

fn grounds(view: &View) -> Vec<Statement> {
    let book = view.state.law.as_ref();
    let own = book.grounds.iter().map(|own| Statement {
        about: "can_cu_huy",
        of: own.id.clone(),
        text: own.text.clone(),
        cites: node::cites(book, &own.cites, view.today),
        mark: Mark::new(own.confidence, own.confirmed.as_ref()),
        note: String::new(),
        parts: Vec::new(),
    });
    own.collect()
}
