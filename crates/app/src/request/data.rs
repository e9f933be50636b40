//! What the data say to a form: the unit's approved figures, the sections of its own report. A unit begins with it; what it
//! writes itself is told apart, and what the data say otherwise later is shown.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::request::{LONGEST_SECTION, Question, Reply, Request, Source, said, shown};
use thidua_domain::request::{Plain, Shape};
use thidua_domain::time::Window;

use crate::figures::{AskBalance, balance};
use crate::report::Issue;
use crate::report::period::{AskPeriod, told_by_section};
use crate::state::View;

/// What the data say to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fact {
    /// As it is kept; empty: nothing.
    pub(super) kept: String,
    /// Where it is from, in words.
    pub(super) from: String,
}

/// What is shown of the data beside an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataShown {
    /// What the data say now, as read; empty: nothing.
    pub value: String,
    /// Where it is from.
    pub from: String,
    /// `du_lieu` all of it is the data's, `rieng` it is the unit's own, `ca_hai` both, `chua` there is no answer.
    pub whose: &'static str,
    /// Lines of the unit's own.
    pub own: usize,
    /// Lines that were the data's when it was sent and are no more.
    pub gone: Vec<String>,
    /// Code of the outline of the report it is a section of; `None`: it is a figure.
    pub outline: Option<String>,
}

/// What the data say to each question, in order; with `whole` sections of the unit's report too, which are composed.
pub(super) fn facts(view: &View, request: &Request, unit: &str, whole: bool) -> Vec<Fact> {
    let Some(window) = request.period else {
        return vec![Fact::default(); request.questions.len()];
    };
    let figures = request.questions.iter().any(|one| one.figure().is_some());
    let figures = match figures {
        true => figures_of(view, unit, window),
        false => BTreeMap::new(),
    };
    let mut composed: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    let fact = |question: &'_ Question| match &question.source {
        Some(Source::Figure { code }) => figures.get(code).cloned().unwrap_or_default(),
        _ => Fact::default(),
    };
    let mut found: Vec<Fact> = request.questions.iter().map(fact).collect();
    if !whole {
        return found;
    }
    for (question, fact) in request.questions.iter().zip(&mut found) {
        let Some(Source::Section { outline, section }) = &question.source else {
            continue;
        };
        let sections = composed
            .entry(outline)
            .or_insert_with(|| sections_of(view, unit, outline, window));
        let text = sections.get(section).cloned().unwrap_or_default();
        *fact = Fact {
            from: match text.is_empty() {
                true => String::new(),
                false => format!("báo cáo của đơn vị, {}", window.label()),
            },
            kept: text,
        };
    }
    found
}

/// The approved figures of a unit; who may not read them is told nothing.
fn figures_of(view: &View, unit: &str, window: Window) -> BTreeMap<String, Fact> {
    let asked = AskBalance {
        agency: unit.to_owned(),
        year: window.year.0,
        month: window.month,
        person: None,
        scope: None,
    };
    let Ok(found) = balance(view, &asked) else {
        return BTreeMap::new();
    };
    let line = |line: crate::figures::FigureLine| {
        let kept = line.value?;
        let source = line.sources.first();
        let cited = source.map_or_else(String::new, |source| format!(", {}", source.cited));
        let fact = Fact {
            kept: plain(&kept),
            from: format!("số liệu đã duyệt {}{cited}", window.label()),
        };
        Some((line.code, fact))
    };
    let mut all: BTreeMap<String, Fact> = found.lines.into_iter().filter_map(line).collect();
    for (side, code) in [("viec", "viec.ty_le"), ("tien", "tien.ty_le")] {
        let rate = found.rates.get(side).cloned().flatten();
        let fact = |rate: String| Fact {
            kept: plain(&rate),
            from: format!("tính từ số liệu đã duyệt {}", window.label()),
        };
        if let Some(rate) = rate {
            all.entry(code.to_owned()).or_insert_with(|| fact(rate));
        }
    }
    all
}

/// A plain number as answers keep it: without zeros behind the point.
fn plain(text: &str) -> String {
    Plain::Number
        .read(&text.replace('.', ","))
        .unwrap_or_default()
}

/// The words of the sections of a unit's own report, cut to what an answer holds; what cannot be composed is empty.
fn sections_of(view: &View, unit: &str, outline: &str, window: Window) -> BTreeMap<String, String> {
    let ask = AskPeriod {
        agency: unit.to_owned(),
        from: window.year.0,
        to: window.year.0,
        month: (window.month < 12).then_some(window.month),
        stretch: None,
        scope: None,
        outline: outline.to_owned(),
        title: None,
        author: None,
        issue: Issue::default(),
    };
    let told = told_by_section(view, &ask).unwrap_or_default();
    let cut = |lines: Vec<String>| {
        let mut text = String::new();
        let mut letters = 0;
        for line in lines {
            letters += line.chars().count() + 1;
            if letters > LONGEST_SECTION {
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        }
        text
    };
    told.into_iter()
        .map(|(code, lines)| (code, cut(lines)))
        .collect()
}

/// The answer that the data begin; `None`: they say nothing.
pub(super) fn beginning(questions: &[Question], facts: &[Fact]) -> Option<Vec<Reply>> {
    let says = facts.iter().any(|fact| !fact.kept.is_empty());
    let reply = |(question, fact): (&Question, &Fact)| match &question.shape {
        Shape::One { .. } => Reply::One(fact.kept.clone()),
        Shape::Rows { .. } => Reply::Rows(Vec::new()),
    };
    says.then(|| questions.iter().zip(facts).map(reply).collect())
}

/// What is shown of the data beside an answer; `then`: what they said when it was sent. `None`: the question is the unit's
/// alone.
pub(super) fn beside(
    question: &Question,
    reply: Option<&Reply>,
    fact: &Fact,
    then: &str,
) -> Option<DataShown> {
    question.source.as_ref()?;
    let Shape::One { kind, .. } = &question.shape else {
        return None;
    };
    let answer = match reply {
        Some(Reply::One(text)) => text.as_str(),
        _ => "",
    };
    let found = said(answer, then, &fact.kept);
    Some(DataShown {
        value: shown(*kind, &fact.kept),
        from: fact.from.clone(),
        outline: match &question.source {
            Some(Source::Section { outline, .. }) => Some(outline.clone()),
            _ => None,
        },
        whose: match (
            answer.is_empty(),
            found.own,
            found.theirs + found.gone.len(),
        ) {
            (true, ..) => "chua",
            (_, 0, _) => "du_lieu",
            (_, _, 0) => "rieng",
            _ => "ca_hai",
        },
        own: found.own,
        gone: found.gone.iter().map(|line| shown(*kind, line)).collect(),
    })
}
