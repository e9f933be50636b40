//! A text of law and what rests on it.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::change::About;
use thidua_domain::law::{Cite, LawText, Lawbook};
use thidua_domain::time::vn;

use super::change::{self, ChangeLine};
use super::node::Mark;
use super::words;
use crate::{AppError, View};

/// Something that rests on a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resting {
    /// In words.
    pub text: String,
    /// Address of it.
    pub href: String,
    /// Articles of the text, with `;`; empty: the text as a whole.
    pub articles: String,
    /// How sure it is.
    pub mark: Mark,
}

/// A text in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextLine {
    /// Its code.
    pub id: String,
    /// As cited.
    pub short: String,
    /// Full name.
    pub name: String,
    /// Day of issue, as read.
    pub issued: String,
    /// Its days in force, in words.
    pub held: String,
    /// Whether it is in force today.
    pub now: bool,
    /// Days until it ends, where an alert is due; less than 0: since then.
    pub ends_in: Option<i32>,
    /// How sure all this is.
    pub mark: Mark,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextPage {
    /// The text as lists show it.
    pub line: TextLine,
    /// Số, ký hiệu.
    pub symbol: String,
    /// Texts it replaces, by code and short name.
    pub replaces: Vec<(String, String)>,
    /// Texts that replace it.
    pub replaced_by: Vec<(String, String)>,
    /// Names of the regimes it belongs to.
    pub regimes: Vec<String>,
    /// What else is to be known.
    pub note: String,
    /// Code of the same paper among the documents.
    pub document: Option<String>,
    /// Conditions resting on it.
    pub conditions: Vec<Resting>,
    /// Values.
    pub values: Vec<Resting>,
    /// Who counts, what happens between regimes, grounds for cancelling.
    pub others: Vec<Resting>,
    /// What was decided or proposed about it.
    pub changes: Vec<ChangeLine>,
    /// Whether the reader may propose.
    pub proposes: bool,
}

/// A text for lists.
pub(super) fn line(view: &View, own: &LawText) -> TextLine {
    let book = view.state.law.as_ref();
    let held = match (own.from, own.to) {
        (Some(from), to) => words::days(from, to),
        (None, Some(to)) => format!("đến hết {}", vn(to)),
        (None, None) => "chưa rõ ngày có hiệu lực".to_owned(),
    };
    let mut sunsets = book.sunsets(view.today).into_iter();
    TextLine {
        id: own.id.clone(),
        short: own.short.clone(),
        name: own.name.clone(),
        issued: own.issued_on.map(vn).unwrap_or_default(),
        held,
        now: own.in_force(view.today),
        ends_in: sunsets
            .find(|sunset| sunset.text.id == own.id)
            .map(|sunset| sunset.days_left),
        mark: Mark::new(own.confidence, own.confirmed.as_ref()),
    }
}

fn articles(book: &Lawbook, cites: &[Cite], text: &LawText) -> Option<String> {
    let own = cites.iter().filter(|cite| {
        book.texts
            .get(cite.text)
            .is_some_and(|one| one.id == text.id)
    });
    let articles: Vec<&str> = own.map(|cite| cite.article.as_str()).collect();
    (!articles.is_empty()).then(|| {
        let told = articles.into_iter().filter(|article| !article.is_empty());
        told.collect::<Vec<_>>().join("; ")
    })
}

/// One text.
///
/// # Errors
/// [`AppError::NotFound`] where there is none of that code.
pub fn text(view: &View, id: &str) -> Result<TextPage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let (state, book) = (view.state.as_ref(), view.state.law.as_ref());
    let own = book
        .texts
        .iter()
        .find(|own| own.id == id)
        .ok_or(AppError::NotFound)?;
    let named = |own: &LawText| (own.id.clone(), own.short.clone());
    let code = |code: &String| book.texts.iter().find(|own| own.id == *code).map(named);
    let regimes = book
        .regimes
        .iter()
        .filter(|regime| regime.texts.contains(&own.id));
    let same = |symbol: &str| {
        let mut all = state.documents.values();
        all.find(|document| document.symbol.as_deref() == Some(symbol))
            .map(|document| document.code.clone())
    };
    Ok(TextPage {
        line: line(view, own),
        symbol: own.symbol.clone(),
        replaces: own.replaces.iter().filter_map(code).collect(),
        replaced_by: book
            .texts
            .iter()
            .filter(|other| other.replaces.contains(&own.id))
            .map(named)
            .collect(),
        regimes: regimes.map(|regime| regime.name.clone()).collect(),
        note: own.note.clone(),
        document: same(&own.symbol),
        conditions: conditions(view, own),
        values: values(view, own),
        others: others(view, own),
        changes: change::about(view, &[(About::Text, own.id.clone())]),
        proposes: super::proposes(view),
    })
}

fn conditions(view: &View, text: &LawText) -> Vec<Resting> {
    let book = view.state.law.as_ref();
    let day = text.to.unwrap_or(view.today);
    let regime = book.regime_on(day).unwrap_or_default();
    let own = book.conditions.iter().filter_map(|condition| {
        Some(Resting {
            articles: articles(book, &condition.cites, text)?,
            text: book.needed(condition, day),
            href: format!("/quy-dinh/dieu-kien/{}", condition.id),
            mark: Mark::new(
                book.confidence(condition, regime),
                book.confirmed(condition, regime),
            ),
        })
    });
    own.collect()
}

fn values(view: &View, text: &LawText) -> Vec<Resting> {
    let book = view.state.law.as_ref();
    let mut found = Vec::new();
    for parameter in &book.parameters {
        for value in &parameter.values {
            if let Some(articles) = articles(book, &value.cites, text) {
                found.push(Resting {
                    text: format!(
                        "{}: {} (từ {})",
                        parameter.name,
                        words::value(book, parameter, &value.value),
                        vn(value.from)
                    ),
                    href: format!("/quy-dinh/tham-so/{}", parameter.id),
                    articles,
                    mark: Mark::new(value.confidence, value.confirmed.as_ref()),
                });
            }
        }
    }
    found
}

fn others(view: &View, text: &LawText) -> Vec<Resting> {
    let book = view.state.law.as_ref();
    let mut found = Vec::new();
    let mut rests = |cites: &[Cite], words: String, (about, of): (About, &str), mark: Mark| {
        if let Some(articles) = articles(book, cites, text) {
            found.push(Resting {
                text: words,
                href: words::place(about, of).unwrap_or_default(),
                articles,
                mark,
            });
        }
    };
    for own in &book.denominators {
        let mark = Mark::new(own.confidence, own.confirmed.as_ref());
        rests(
            &own.cites,
            own.name.clone(),
            (About::Denominator, &own.id),
            mark,
        );
    }
    for own in &book.transitions {
        let mark = Mark::new(own.confidence, own.confirmed.as_ref());
        rests(&own.cites, own.text.clone(), (About::Transition, ""), mark);
    }
    for own in &book.grounds {
        let mark = Mark::new(own.confidence, own.confirmed.as_ref());
        rests(&own.cites, own.text.clone(), (About::Ground, &own.id), mark);
    }
    found
}
