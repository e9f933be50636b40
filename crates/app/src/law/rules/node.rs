//! A condition as a reader sees it: in words, with its article, how sure it is, its values and its parts.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::law::{
    Cited, Condition, ConditionId, Confidence, Confirmed, Dated, Kind, Lawbook, Parameter, RuleSet,
};
use thidua_domain::time::vn;

use super::words;

/// Trees lie no deeper.
const DEEPEST: u8 = 24;

/// How sure something is, and who confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// In words.
    pub words: &'static str,
    /// Whether it is not known at all.
    pub open: bool,
    /// Who compared it with the original; empty: nobody.
    pub by: String,
    /// When, as read.
    pub on: String,
}

impl Mark {
    /// The mark of a statement.
    pub(super) fn new(confidence: Confidence, confirmed: Option<&Confirmed>) -> Self {
        Self {
            words: confidence.vn(),
            open: confidence == Confidence::NotFound,
            by: confirmed.map(|own| own.by.clone()).unwrap_or_default(),
            on: confirmed.map(|own| vn(own.at)).unwrap_or_default(),
        }
    }
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CiteLine {
    /// Code of the text.
    pub text: String,
    /// Its short name.
    pub short: String,
    /// Article, clause, point.
    pub article: String,
}

impl From<Cited> for CiteLine {
    fn from(own: Cited) -> Self {
        Self {
            text: own.text,
            short: own.short,
            article: own.article,
        }
    }
}

/// Articles of texts in force on a day.
pub(super) fn cites(book: &Lawbook, own: &[thidua_domain::law::Cite], day: Date) -> Vec<CiteLine> {
    book.cited(own, day).into_iter().map(Into::into).collect()
}

/// A value a condition takes its number from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueLine {
    /// Code of the parameter.
    pub id: String,
    /// What it is.
    pub name: String,
    /// The value on the day, in words.
    pub value: String,
    /// Its first day, as read.
    pub from: String,
    /// What it rests on.
    pub cites: Vec<CiteLine>,
    /// How sure it is.
    pub mark: Mark,
}

impl ValueLine {
    /// The value of a parameter on a day; `None`: it has none then.
    pub(super) fn of(book: &Lawbook, parameter: &Parameter, day: Date) -> Option<Self> {
        let own: &Dated = parameter.on(day)?;
        Some(Self {
            id: parameter.id.clone(),
            name: parameter.name.clone(),
            value: words::value(book, parameter, &own.value),
            from: vn(own.from),
            cites: cites(book, &own.cites, day),
            mark: Mark::new(own.confidence, own.confirmed.as_ref()),
        })
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its code.
    pub id: String,
    /// What is needed.
    pub text: String,
    /// What its parts come to, in words; empty for a leaf.
    pub lead: String,
    /// Whether it only warns.
    pub warn: bool,
    /// Whether only a person can judge it.
    pub human: bool,
    /// What a person must look at.
    pub asks: String,
    /// What else is to be known.
    pub note: String,
    /// What it rests on.
    pub cites: Vec<CiteLine>,
    /// How sure it is.
    pub mark: Mark,
    /// Values it takes numbers from.
    pub values: Vec<ValueLine>,
    /// Its parts.
    pub parts: Vec<Node>,
}

impl Node {
    /// A condition on a day of the law.
    pub(super) fn of(book: &Lawbook, condition: &Condition, day: Date) -> Self {
        Self::down(book, condition, day, DEEPEST)
    }

    fn down(book: &Lawbook, condition: &Condition, day: Date, deepest: u8) -> Self {
        let regime = book.regime_on(day).unwrap_or_default();
        let confidence = book.confidence(condition, regime);
        let parts = condition.kind.parts().iter();
        let part =
            |id: &ConditionId| Some(Self::down(book, book.condition(*id)?, day, deepest - 1));
        let values = book.parameters_of(condition).into_iter();
        let values = values.filter_map(|id| ValueLine::of(book, book.parameter_of(id)?, day));
        Self {
            id: condition.id.to_string(),
            text: book.needed(condition, day),
            lead: lead(book, condition, day),
            warn: condition.warn,
            human: condition.kind == Kind::NeedsHuman || confidence == Confidence::NotFound,
            asks: condition.asks.clone(),
            note: condition.note.clone(),
            cites: cites(book, &condition.cites, day),
            mark: Mark::new(confidence, book.confirmed(condition, regime)),
            values: values.collect(),
            parts: if deepest == 0 {
                Vec::new()
            } else {
                parts.filter_map(part).collect()
            },
        }
    }

    /// It and all below it.
    pub(super) fn walk<'a>(&'a self, each: &mut dyn FnMut(&'a Self)) {
        each(self);
        for part in &self.parts {
            part.walk(each);
        }
    }
}

/// What the parts of a group come to.
pub(super) fn lead(book: &Lawbook, condition: &Condition, day: Date) -> String {
    match &condition.kind {
        Kind::All(_) => "Phải đạt tất cả".to_owned(),
        Kind::Any(_) => "Chỉ cần đạt một".to_owned(),
        Kind::AtLeast(..) => {
            let mut counted = condition.clone();
            "Phải đạt ít nhất {n}".clone_into(&mut counted.text);
            book.needed(&counted, day)
        }
        Kind::Not(_) => "Không được rơi vào trường hợp".to_owned(),
        Kind::Readings(_) => {
            "Văn bản có thể hiểu theo nhiều cách; các cách khác nhau thì người xem xét quyết định"
                .to_owned()
        }
        _ => String::new(),
    }
}

/// The conditions of every road of a rule set.
pub(super) fn common(book: &Lawbook, rules: &RuleSet, day: Date) -> Vec<Node> {
    let own = rules.also.iter().filter_map(|id| book.condition(*id));
    own.map(|condition| Node::of(book, condition, day))
        .collect()
}
