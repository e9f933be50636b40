//! The query and the form of entry, in `app`'s words.

use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::figures::entry::{AskEntry, Layout, Typed, USUAL_UNIT, Which};
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::fields::Fields;
use crate::problem::Problem;

/// How many documents the fields of sources offer.
const MOST_DOCUMENTS: usize = 300;

/// What a page's query asks for.
///
/// # Errors
/// [`Problem::Field`] for a year or month that cannot be read.
pub(super) fn question(ask: &Ask) -> Result<AskEntry, Problem> {
    let query = &ask.query;
    let (year, month) = window(query.read("nam")?, query.read("thang")?, ask.today);
    let many = query.text("kieu") == Some("nhieu");
    let columns = || {
        let chosen = query.pairs().filter(|(name, _)| *name == "cot");
        chosen.map(|(_, code)| code.to_owned()).collect()
    };
    Ok(AskEntry {
        agency: ask.part("ma")?.to_owned(),
        year,
        month,
        scope: query.text("pham-vi").unwrap_or("btp").to_owned(),
        which: match query.text("so") {
            None => Which::Usual,
            Some("moi") => Which::New,
            Some(key) => Which::Stored(key.to_owned()),
        },
        layout: if many {
            Layout::Many(columns())
        } else {
            Layout::One
        },
        correcting: query.text("dinh-chinh") == Some("1"),
        unit: query.text("don-vi").unwrap_or(USUAL_UNIT).to_owned(),
    })
}

/// The window asked for; where none is, the last month that is over: its figures are made now.
fn window(year: Option<i16>, month: Option<u8>, today: Date) -> (i16, u8) {
    let before = today.first_of_month().yesterday().unwrap_or(today);
    let over = Window::of(before);
    let year = year.map_or(over.year, WorkYear);
    let usual = if year == over.year { over.month } else { 12 };
    (year.0, month.unwrap_or(usual))
}

/// The query that names a question again.
pub(super) fn query(wanted: &AskEntry) -> Fields {
    let (year, month) = (wanted.year.to_string(), wanted.month.to_string());
    let sheet = match &wanted.which {
        Which::Usual => None,
        Which::New => Some("moi"),
        Which::Stored(key) => Some(key.as_str()),
    };
    let many = matches!(wanted.layout, Layout::Many(_));
    let mut fields = super::fields(&[
        ("nam", Some(&year)),
        ("thang", Some(&month)),
        (
            "pham-vi",
            Some(wanted.scope.as_str()).filter(|scope| *scope != "btp"),
        ),
        ("kieu", many.then_some("nhieu")),
        ("don-vi", Some(&wanted.unit)),
        ("so", sheet),
        ("dinh-chinh", wanted.correcting.then_some("1")),
    ]);
    if let Layout::Many(columns) = &wanted.layout {
        for code in columns {
            fields.push("cot", code);
        }
    }
    fields
}

/// What was typed.
///
/// # Errors
/// [`Problem::Field`] where a number of a revision or the explanations kept by script cannot be read.
pub(super) fn typed(ask: &Ask) -> Result<Typed, Problem> {
    let form = &ask.form;
    let mut typed = Typed {
        unit: form.text("don_vi").unwrap_or(USUAL_UNIT).to_owned(),
        source: form.text("nguon").map(str::to_owned),
        reason: form.text("ly_do").map(str::to_owned),
        correction: form.text("van_ban_dinh_chinh").map(str::to_owned),
        ..Typed::default()
    };
    if let Some(kept) = form.text("giai_trinh") {
        typed.explained = serde_json::from_str(kept)
            .map_err(|_| Problem::field("giai_trinh", "không đọc được"))?;
    }
    for (name, text) in form.pairs() {
        if let Some(cell) = name.strip_prefix("o.") {
            typed.cells.insert(cell.to_owned(), text.to_owned());
        } else if let Some(cell) = name.strip_prefix("gt.") {
            typed.explained.insert(cell.to_owned(), text.to_owned());
        } else if let Some(agency) = name.strip_prefix("ban.") {
            let number = text
                .parse()
                .map_err(|_| Problem::field("ban", "không đọc được"))?;
            typed.seen.insert(agency.to_owned(), number);
        } else if let Some(cell) = name.strip_prefix("chon.").filter(|_| text == "khac") {
            typed.theirs.insert(cell.to_owned());
        }
    }
    Ok(typed)
}

/// The explanations as the page's script keeps them.
pub(super) fn explained(typed: &Typed) -> String {
    let said: BTreeMap<&String, &String> = typed
        .explained
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .collect();
    serde_json::to_string(&said).unwrap_or_default()
}

/// Documents a figure may rest on, newest first.
pub(super) fn documents(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let state = &ask.view()?.state;
    let mut found: Vec<_> = state.documents.values().collect();
    found.sort_by_key(|document| std::cmp::Reverse(document.date));
    let shown = found.into_iter().take(MOST_DOCUMENTS);
    Ok(shown
        .map(|document| context! { code => &document.code, name => document.cited() })
        .collect())
}
