//! What an officer types in a form, and the change it means: numbers, days and articles as they are written in Vietnam.

use std::collections::BTreeMap;

use thidua_domain::law::change::{About, Act, Draft, Field};
use thidua_domain::law::{Cite, Confidence, Dated, Lawbook, Parameter, Unit, Value};
use thidua_domain::time::vn;

use super::{numbers, words};
use crate::View;

/// A condition as typed in a form about the rules of an award.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TypedEdit {
    /// `thay`, `bo`, `them`, `them_moi`.
    pub what: String,
    /// Code of the condition; of something new: empty.
    pub condition: String,
    /// Code of the group it is added to; empty: every road.
    pub under: String,
    /// What is needed.
    pub text: String,
    /// What a person must look at.
    pub asks: String,
    /// Articles, one a line.
    pub cites: String,
    /// Mark of confidence.
    pub confidence: String,
    /// Numbers by key.
    pub numbers: BTreeMap<String, String>,
}

/// A change as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct TypedChange {
    /// Code of what is done.
    pub act: String,
    /// Code of what it is about.
    pub about: String,
    /// The item's code.
    pub of: String,
    /// Code of the regime; empty: wherever it is used.
    pub regime: String,
    /// The day from which it holds.
    pub from: String,
    /// Fields by column.
    pub fields: BTreeMap<String, String>,
    /// What becomes of conditions.
    pub edits: Vec<TypedEdit>,
    /// Who compared it with the original; empty: nobody.
    pub compared_by: String,
    /// When.
    pub compared_at: String,
    /// With which copy.
    pub original: String,
    /// Where in it.
    pub page: String,
    /// Why.
    pub reason: String,
    /// Code or symbol of the paper.
    pub document: String,
}

/// What a field is called.
pub(super) fn label(about: About, field: Field) -> &'static str {
    match (field, about) {
        (Field::Value, _) => "Giá trị",
        (Field::Strict, _) => "Phải vượt tỷ lệ, đạt đúng là chưa đủ",
        (Field::FirstDay, About::Text) => "Có hiệu lực từ ngày",
        (Field::LastDay, About::Text) => "Hết hiệu lực sau ngày",
        (Field::FirstDay, _) => "Áp dụng từ ngày",
        (Field::LastDay, _) => "Áp dụng đến hết ngày",
        (Field::Text, _) => "Nội dung",
        (Field::Asks, _) => "Điều người xem xét phải kiểm tra",
        (Field::Cites, _) => "Căn cứ: mỗi dòng một điều khoản",
        (Field::Confidence, _) => "Mức chắc chắn",
        (Field::Numbers, _) => "Các con số",
        (Field::Counts, _) => "Có được tính vào mẫu số",
        (Field::Symbol, _) => "Số, ký hiệu",
        (Field::Name, _) => "Tên đầy đủ",
        (Field::Short, _) => "Tên viết tắt khi dẫn chiếu",
        (Field::IssuedOn, _) => "Ngày ban hành",
        (Field::Replaces, _) => "Thay cho văn bản",
        (Field::AlertDays, _) => "Báo trước khi hết hiệu lực (ngày)",
        (Field::Note, _) => "Lưu ý",
    }
}

/// The fields a form asks, with what stands there now, as one types it.
pub(super) fn fields(view: &View, act: Act, about: About, of: &str) -> Vec<(Field, String)> {
    match (act, about) {
        (Act::Confirm | Act::Repeal, _) => Vec::new(),
        (Act::Supersede, About::Rules) => vec![(Field::Note, rules_note(view, of))],
        (Act::Correct, About::Rules) => vec![(Field::Note, rules_note(view, of))],
        (Act::Supersede, _) => {
            let unit = view.state.law.parameter(of).map(|own| own.unit);
            let mut asked = vec![(Field::Value, String::new())];
            if unit == Some(Unit::Share) {
                asked.push((Field::Strict, "khong".to_owned()));
            }
            asked.extend([Field::Cites, Field::Note].map(|field| (field, String::new())));
            asked.push((Field::Confidence, Confidence::Seen.code().to_owned()));
            asked
        }
        (Act::AddText, _) => text_fields(None, view.state.law.as_ref()),
        (Act::Correct, About::Text) => {
            let own = view.state.law.texts.iter().find(|own| own.id == of);
            text_fields(own, view.state.law.as_ref())
        }
        (Act::Correct, _) => corrected(view, about, of),
    }
}

fn rules_note(view: &View, of: &str) -> String {
    let book = view.state.law.as_ref();
    let found = of.split_once('/').and_then(|(award, subject)| {
        let award = book.names.award(award)?;
        let subject = thidua_domain::law::SubjectKind::from_code(subject)?;
        book.rules_on(award, subject, view.today)
    });
    found.map(|rules| rules.note.clone()).unwrap_or_default()
}

fn text_fields(own: Option<&thidua_domain::law::LawText>, book: &Lawbook) -> Vec<(Field, String)> {
    let day = |day: Option<jiff::civil::Date>| day.map(vn).unwrap_or_default();
    let short = |code: &String| {
        let text = book.texts.iter().find(|own| own.id == *code);
        text.map_or_else(|| code.clone(), |own| own.short.clone())
    };
    let replaces: Vec<String> = own
        .into_iter()
        .flat_map(|own| &own.replaces)
        .map(short)
        .collect();
    let text =
        |of: fn(&thidua_domain::law::LawText) -> &String| own.map(of).cloned().unwrap_or_default();
    let alert = own
        .and_then(|own| own.alert_days)
        .map(|days| days.to_string());
    let mark = own.map_or(Confidence::Seen, |own| own.confidence);
    vec![
        (Field::Symbol, text(|own| &own.symbol)),
        (Field::Name, text(|own| &own.name)),
        (Field::Short, text(|own| &own.short)),
        (Field::IssuedOn, day(own.and_then(|own| own.issued_on))),
        (Field::FirstDay, day(own.and_then(|own| own.from))),
        (Field::LastDay, day(own.and_then(|own| own.to))),
        (Field::Replaces, replaces.join("; ")),
        (Field::AlertDays, alert.unwrap_or_default()),
        (Field::Confidence, mark.code().to_owned()),
        (Field::Note, text(|own| &own.note)),
    ]
}

fn corrected(view: &View, about: About, of: &str) -> Vec<(Field, String)> {
    let book = view.state.law.as_ref();
    let common = |cites: &[Cite], confidence: Confidence| {
        [
            (Field::Cites, cite_lines(book, cites)),
            (Field::Confidence, confidence.code().to_owned()),
        ]
    };
    match about {
        About::Condition => {
            let Some(own) = book.condition_named(of) else {
                return Vec::new();
            };
            let mut asked = vec![
                (Field::Text, own.text.clone()),
                (Field::Asks, own.asks.clone()),
                (Field::Note, own.note.clone()),
            ];
            asked.extend(common(&own.cites, own.confidence));
            if !numbers::of(own).is_empty() {
                asked.push((Field::Numbers, numbers::shown(book, of)));
            }
            asked
        }
        About::Value => {
            let Some((own, value)) = dated(book, of) else {
                return Vec::new();
            };
            let mut asked = vec![(Field::Value, value_typed(book, own, &value.value))];
            if own.unit == Unit::Share {
                let strict = if value.strict { "co" } else { "khong" };
                asked.push((Field::Strict, strict.to_owned()));
            }
            asked.push((Field::FirstDay, vn(value.from)));
            asked.push((Field::LastDay, value.to.map(vn).unwrap_or_default()));
            asked.extend(common(&value.cites, value.confidence));
            asked.push((Field::Note, value.note.clone()));
            asked
        }
        About::Denominator => {
            let (id, who) = of.split_once('/').unwrap_or((of, ""));
            let Some(own) = book.denominators.iter().find(|own| own.id == id) else {
                return Vec::new();
            };
            let Some(out) = own.leave_out.iter().find(|out| out.who.code() == who) else {
                let mut asked = vec![(Field::Name, own.name.clone())];
                asked.extend(common(&own.cites, own.confidence));
                asked.push((Field::Note, own.note.clone()));
                return asked;
            };
            let mut asked = vec![
                (Field::Counts, String::new()),
                (Field::Text, out.text.clone()),
            ];
            asked.extend(common(&out.cites, out.confidence));
            asked
        }
        About::Ground => {
            let own = book.grounds.iter().find(|own| own.id == of);
            let Some(own) = own else { return Vec::new() };
            let mut asked = vec![(Field::Text, own.text.clone())];
            asked.extend(common(&own.cites, own.confidence));
            asked
        }
        About::Transition => {
            let id = |at: usize| book.regimes.get(at).map_or("", |own| own.id.as_str());
            let same = |own: &&thidua_domain::law::Transition| {
                format!("{}>{}", id(own.from), id(own.to)) == of
            };
            let Some(own) = book.transitions.iter().find(same) else {
                return Vec::new();
            };
            let mut asked = vec![(Field::Text, own.text.clone())];
            asked.extend(common(&own.cites, own.confidence));
            asked
        }
        About::Parameter | About::Text | About::Rules | About::Change => Vec::new(),
    }
}

/// A value by its code.
pub(super) fn dated<'b>(book: &'b Lawbook, of: &str) -> Option<(&'b Parameter, &'b Dated)> {
    let (id, from) = of.split_once('@')?;
    let own = book.parameter(id)?;
    let value = own
        .values
        .iter()
        .find(|value| value.from.to_string() == from)?;
    Some((own, value))
}

/// Articles as one types them: `NĐ 152/2025/NĐ-CP: Điều 50`, one a line.
pub(super) fn cite_lines(book: &Lawbook, cites: &[Cite]) -> String {
    let lines = cites.iter().filter_map(|cite| {
        let text = book.texts.get(cite.text)?;
        Some(match cite.article.as_str() {
            "" => text.short.clone(),
            article => format!("{}: {article}", text.short),
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A value as one types it.
fn value_typed(book: &Lawbook, own: &Parameter, value: &Value) -> String {
    match (own.unit, value) {
        (_, Value::Unknown) => String::new(),
        (Unit::Coefficient, Value::Share(share)) => {
            let told = words::value(book, own, value);
            told.split_whitespace()
                .next()
                .map_or_else(|| share.vn(), str::to_owned)
        }
        (Unit::DayOfYear, Value::Text(day)) => match day.split_once('-') {
            Some((month, day)) => format!("{day}/{month}"),
            None => day.clone(),
        },
        (_, Value::Whole(number)) if own.unit == Unit::Dong => {
            thidua_domain::text::number::group(*number)
        }
        (_, Value::Whole(number)) => number.to_string(),
        _ => words::value(book, own, value),
    }
}

/// What is stored of a field, as one types it.
pub(super) fn shown(view: &View, of: &str, field: Field, stored: &str) -> String {
    let book = view.state.law.as_ref();
    let as_day = || stored.parse().map_or_else(|_| stored.to_owned(), vn);
    match field {
        Field::Value => {
            let id = of.split('@').next().unwrap_or(of);
            let Some(own) = book.parameter(id) else {
                return stored.to_owned();
            };
            let value = thidua_domain::law::Fraction::parse(stored);
            match (own.unit, value) {
                (Unit::Share, Some(share)) => share.vn(),
                (Unit::Dong, _) => stored
                    .parse::<i64>()
                    .map_or_else(|_| stored.to_owned(), thidua_domain::text::number::group),
                (Unit::Coefficient, Some(share)) => words::value(book, own, &Value::Share(share)),
                (Unit::Code | Unit::Day | Unit::DayOfYear, _) => {
                    words::value(book, own, &Value::Text(stored.to_owned()))
                }
                _ => stored.to_owned(),
            }
        }
        Field::Cites => {
            let lines = stored.lines().map(|line| {
                let (id, article) = line.split_once(':').unwrap_or((line, ""));
                let text = book.texts.iter().find(|own| own.id == id);
                let short = text.map_or(id, |own| own.short.as_str());
                match article {
                    "" => short.to_owned(),
                    article => format!("{short}: {article}"),
                }
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Field::FirstDay | Field::LastDay | Field::IssuedOn => as_day(),
        Field::Numbers => {
            let one = |one: &str| {
                let (key, text) = one.split_once('=').unwrap_or((one, ""));
                let text = thidua_domain::law::Fraction::parse(text)
                    .filter(|_| text.contains('/'))
                    .map_or_else(|| text.to_owned(), |share| share.vn());
                format!("{}: {text}", numbers::label(key.trim()))
            };
            let lines: Vec<String> = stored.split(';').map(one).collect();
            lines.join("\n")
        }
        Field::Replaces => {
            let named = stored
                .split(';')
                .map(|id| words::named(view, About::Text, id.trim()));
            named.collect::<Vec<_>>().join("; ")
        }
        _ => stored.to_owned(),
    }
}

/// What a field says, for readers: marks and yes or no in words.
pub(super) fn for_readers(field: Field, typed: &str) -> String {
    match (field, typed) {
        (Field::Confidence, mark) => {
            let known = Confidence::from_code(mark);
            known.map_or_else(|| mark.to_owned(), |mark| mark.vn().to_owned())
        }
        (Field::Strict | Field::Counts, "co") => "Có".to_owned(),
        (Field::Strict | Field::Counts, "khong") => "Không".to_owned(),
        (_, text) => text.to_owned(),
    }
}

/// A condition that shall be, in words.
pub(super) fn drafted(view: &View, condition: &str, with: &Draft) -> String {
    let mut text = with.text.clone();
    for (key, number) in &with.numbers {
        let number = shown(view, condition, Field::Numbers, &format!("{key}={number}"));
        text.push_str(&format!(" – {number}"));
    }
    let cites = shown(view, condition, Field::Cites, &with.cites.join("\n"));
    match cites.is_empty() {
        true => text,
        false => format!("{text} ({})", cites.replace('\n', "; ").replace(": ", " ")),
    }
}
