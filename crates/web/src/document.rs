//! Documents: the sources of every number.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::document;
use thidua_domain::text;

use crate::ask::Ask;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::document::PERMISSION;

/// Fields of the list.
pub(crate) const LIST: &[Param] = &[
    Param {
        name: "tim",
        kind: "string",
        required: false,
        summary: "Số ký hiệu, trích yếu cần tìm",
    },
    Param {
        name: "loai",
        kind: "string",
        required: false,
        summary: "Loại văn bản",
    },
    Param {
        name: "trang",
        kind: "integer",
        required: false,
        summary: "Trang",
    },
];

/// Fields for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "code",
    kind: "string",
    required: true,
    summary: "Mã văn bản",
}];

/// Documents of one page of the list.
const PER_PAGE: usize = 50;

/// All documents, the newest first.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let wanted = ask.query.text("tim").map(text::fold);
    let kind = ask.query.text("loai");
    let mut found: Vec<_> = view
        .state
        .documents
        .values()
        .filter(|document| kind.is_none_or(|kind| document.kind.as_deref() == Some(kind)))
        .filter(|document| {
            wanted.as_ref().is_none_or(|wanted| {
                text::fold(&document.cited()).contains(wanted)
                    || document
                        .subject
                        .as_deref()
                        .is_some_and(|text| text::fold(text).contains(wanted))
            })
        })
        .collect();
    found.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.code.cmp(&b.code)));
    let number: usize = ask.query.read("trang")?.unwrap_or(1).max(1);
    let total = found.len();
    let rows: Vec<Value> = found
        .into_iter()
        .skip((number - 1).saturating_mul(PER_PAGE))
        .take(PER_PAGE)
        .map(|document| {
            let on = document.date.map_or(ask.today, |date| date.first_day());
            context! {
                code => &document.code, cited => document.cited(), subject => &document.subject,
                kind => &document.kind, date => document.date.map(|date| date.vn()),
                issuer => document.issuer.as_ref().map(|code| view.state.name_on(code, on)),
            }
        })
        .collect();
    let kinds: Vec<Value> = view
        .state
        .catalogue
        .labels
        .list("van-ban.loai")
        .map(|(code, label)| context! { code, label, chosen => kind == Some(code) })
        .collect();
    let page = |number: usize| {
        format!(
            "/van-ban?{}",
            ask.query.with(&[("trang", Some(&number.to_string()))])
        )
    };
    let page = context! {
        rows, kinds, total, number,
        first => (number - 1).saturating_mul(PER_PAGE) + 1,
        last => number.saturating_mul(PER_PAGE).min(total),
        previous => (number > 1).then(|| page(number - 1)),
        next => (number.saturating_mul(PER_PAGE) < total).then(|| page(number + 1)),
        wanted => ask.query.text("tim").unwrap_or_default(),
    };
    ask.page("document/list.html", page)
}

/// One document.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = document::document(view, ask.part("ma")?).map_err(|error| ask.fault(error))?;
    let about: Vec<Value> = found
        .about
        .iter()
        .map(|about| {
            let agency = view.state.org.find(&about.code).is_some();
            context! { agency, code => &about.code, name => &about.name }
        })
        .collect();
    // Only a web address is made a link: the text came from a file.
    let web = found
        .address
        .as_deref()
        .filter(|text| text.starts_with("https://") || text.starts_with("http://"));
    let page = context! { web, about, document => value(&found) };
    ask.page("document/show.html", page)
}

/// One document, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    ask.json(&document::document(ask.view()?, code).map_err(|error| ask.fault(error))?)
}
