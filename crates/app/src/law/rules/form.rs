//! The form in which a change is typed: what stands there now, prefilled.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::law::change::{About, Act, Field};
use thidua_domain::law::{ConditionId, Confidence, RuleSet, SubjectKind};
use thidua_domain::time::vn;

use super::change::by;
use super::typed::{self, TypedChange};
use super::{numbers, proposes, words};
use crate::{AppError, View};

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldLine {
    /// Name of the field.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// `dong`, `doan` (several lines), `muc` (mark of confidence), `co_khong`, `van_ban`.
    pub kind: &'static str,
    /// What stands there.
    pub value: String,
    /// What to write in it.
    pub help: &'static str,
}

/// A condition that may be dropped or replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditLine {
    /// Its code.
    pub id: String,
    /// What it needs.
    pub needed: String,
    /// Its text as it is written.
    pub text: String,
    /// Its articles, one a line.
    pub cites: String,
    /// Its mark.
    pub confidence: &'static str,
    /// Whether it is a group.
    pub group: bool,
    /// How deep it lies.
    pub depth: u8,
    /// Its numbers: key, label, text.
    pub numbers: Vec<(&'static str, &'static str, String)>,
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormPage {
    /// Code of what is done.
    pub act: &'static str,
    /// In words.
    pub act_words: &'static str,
    /// Code of what it is about.
    pub about: &'static str,
    /// The item's code.
    pub of: String,
    /// What it is called.
    pub title: String,
    /// Its page; empty: none.
    pub href: String,
    /// Regimes one may choose: code and name; empty: none is asked for.
    pub regimes: Vec<(String, String)>,
    /// Whether a day is asked for.
    pub dated: bool,
    /// The day, as typed.
    pub from: String,
    /// The fields.
    pub fields: Vec<FieldLine>,
    /// Conditions that may be dropped or replaced.
    pub edits: Vec<EditLine>,
    /// Conditions of the book that may be added: code and words.
    pub offered: Vec<(String, String)>,
    /// Marks of confidence: code and words.
    pub marks: Vec<(&'static str, &'static str)>,
    /// Short names of texts, for articles.
    pub texts: Vec<String>,
    /// Whether it must be compared with the original.
    pub compares: bool,
    /// Whether a confirmation may be told with it.
    pub may_compare: bool,
    /// Who the reader is, for «who compared».
    pub reader: String,
    /// Today, as typed.
    pub today: String,
    /// Number of the last approved change.
    pub seen: i64,
}

/// The form of a change.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not propose for the whole installation, [`AppError::NotFound`] for what is not
/// there or cannot be done.
pub fn form(view: &View, typed: &TypedChange) -> Result<FormPage, AppError> {
    if !proposes(view) {
        return Err(AppError::Forbidden);
    }
    let act = Act::from_code(&typed.act).ok_or(AppError::NotFound)?;
    let about = About::from_code(&typed.about)
        .filter(|about| about.admits(act))
        .ok_or(AppError::NotFound)?;
    let of = typed.of.as_str();
    if act != Act::AddText && !is_there(view, about, of) {
        return Err(AppError::NotFound);
    }
    let day = crate::closing::day(&typed.from).ok();
    let fields = typed::fields(view, act, about, of);
    let rules = rules(view, about, of, day);
    if about == About::Rules && rules.is_none() {
        return Err(AppError::NotFound);
    }
    Ok(FormPage {
        act: act.code(),
        act_words: act.vn(),
        about: about.code(),
        of: of.to_owned(),
        title: match act {
            Act::AddText => String::new(),
            _ => words::named(view, about, of),
        },
        href: match act {
            Act::AddText => String::new(),
            _ => words::place(about, of).unwrap_or_default(),
        },
        regimes: regimes(view, act, about),
        dated: act == Act::Supersede || about == About::Rules,
        from: day.map(vn).unwrap_or_else(|| typed.from.clone()),
        fields: fields
            .iter()
            .map(|(field, now)| line(about, *field, now, typed))
            .collect(),
        edits: rules
            .map(|rules| edits(view, rules, day))
            .unwrap_or_default(),
        offered: offered(view, about),
        marks: Confidence::ALL
            .iter()
            .map(|mark| (mark.code(), mark.vn()))
            .collect(),
        texts: view
            .state
            .law
            .texts
            .iter()
            .map(|own| own.short.clone())
            .collect(),
        compares: act == Act::Confirm,
        may_compare: !matches!(act, Act::Confirm | Act::Repeal)
            && !of.contains('/') | (about == About::Rules),
        reader: by(view).name,
        today: vn(view.today),
        seen: view.state.rulings.approved(),
    })
}

fn is_there(view: &View, about: About, of: &str) -> bool {
    let book = view.state.law.as_ref();
    match about {
        About::Condition => book.condition_named(of).is_some(),
        About::Value => typed::dated(book, of).is_some(),
        About::Parameter => book.parameter(of).is_some(),
        About::Text => book.texts.iter().any(|own| own.id == of),
        About::Change => super::decide::applies(view, of),
        About::Rules => true,
        About::Denominator | About::Ground | About::Transition => {
            !typed::fields(view, Act::Correct, about, of).is_empty()
        }
    }
}

/// Regimes a condition may be confirmed or marked for alone.
fn regimes(view: &View, act: Act, about: About) -> Vec<(String, String)> {
    if about != About::Condition || !matches!(act, Act::Confirm | Act::Correct) {
        return Vec::new();
    }
    let own = view.state.law.regimes.iter();
    own.map(|regime| {
        let days = words::days(regime.from, regime.to);
        (regime.id.clone(), format!("Riêng giai đoạn {days}"))
    })
    .collect()
}

fn line(about: About, field: Field, now: &str, typed: &TypedChange) -> FieldLine {
    let kind = match field {
        Field::Text | Field::Asks | Field::Cites | Field::Numbers | Field::Note => "doan",
        Field::Confidence => "muc",
        Field::Strict | Field::Counts => "co_khong",
        _ => "dong",
    };
    let help = match field {
        Field::Cites => "Ví dụ «NĐ 152/2025/NĐ-CP: Điều 50 khoản 1».",
        Field::Value => "Ghi như trong văn bản: 70 %, 2.530.000, 1,5, 03; chưa rõ thì để trống.",
        Field::Text => "Chữ trong ngoặc nhọn là chỗ điền con số, giữ nguyên.",
        Field::LastDay => "Để trống nếu còn áp dụng.",
        Field::Replaces => "Tên viết tắt, nhiều văn bản cách nhau bằng dấu chấm phẩy.",
        Field::Numbers => "Chỉ sửa con số sau dấu hai chấm.",
        _ => "",
    };
    let text = typed.fields.get(field.column());
    FieldLine {
        name: field.column(),
        label: typed::label(about, field),
        kind,
        value: text.cloned().unwrap_or_else(|| now.to_owned()),
        help,
    }
}

/// The rules that hold on a day; without one, today.
fn rules<'v>(view: &'v View, about: About, of: &str, day: Option<Date>) -> Option<&'v RuleSet> {
    let (award, subject) = of.split_once('/').filter(|_| about == About::Rules)?;
    let book = view.state.law.as_ref();
    let award = book.names.award(award)?;
    let subject = SubjectKind::from_code(subject)?;
    let on = |day| book.rules_on(award, subject, day);
    day.and_then(on).or_else(|| on(view.today))
}

fn edits(view: &View, rules: &RuleSet, day: Option<Date>) -> Vec<EditLine> {
    let book = view.state.law.as_ref();
    let day = day.unwrap_or(view.today);
    let mut found: Vec<EditLine> = Vec::new();
    let mut open: Vec<(ConditionId, u8)> = rules
        .roads
        .iter()
        .rev()
        .map(|road| (road.when, 0))
        .collect();
    open.extend(rules.also.iter().rev().map(|id| (*id, 0)));
    while let Some((id, depth)) = open.pop() {
        let Some(own) = book.condition(id) else {
            continue;
        };
        if found.iter().any(|line| line.id == own.id) {
            continue;
        }
        found.push(EditLine {
            id: own.id.to_string(),
            needed: book.needed(own, day),
            text: own.text.clone(),
            cites: typed::cite_lines(book, &own.cites),
            confidence: own.confidence.code(),
            group: !own.kind.parts().is_empty(),
            depth,
            numbers: numbers::of(own),
        });
        let parts = own.kind.parts().iter().rev();
        open.extend(parts.map(|part| (*part, depth.saturating_add(1))));
    }
    found
}

/// Conditions of the book that may be added to rules.
fn offered(view: &View, about: About) -> Vec<(String, String)> {
    if about != About::Rules {
        return Vec::new();
    }
    let book = view.state.law.as_ref();
    let own = book.conditions.iter();
    let mut offered: Vec<(String, String)> = own
        .map(|own| (own.id.to_string(), book.needed(own, view.today)))
        .collect();
    thidua_domain::text::sort_by_key(&mut offered, |(_, text)| text);
    offered
}
