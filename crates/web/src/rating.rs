//! Quality ratings: the list, and the page on which an agency rates its people and units for a year.

mod form;
pub(crate) mod organisations;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::listing::Which;
use thidua_app::rating::list::AskRatings;
use thidua_app::rating::year::{self, AskYear, Done, Row, Table, Whom};
use thidua_domain::rating::LEVELS;

use self::form::Form;
use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::import;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::rating::PERMISSION;
pub(crate) use thidua_app::rating::year::WRITES;

/// Largest form: some hundred people.
pub(crate) const BODY: usize = 1024 * 1024;
/// Papers offered at most.
const MOST_DOCUMENTS: usize = 100;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const EVERY_YEAR: Param = param("moi-nam", "string", "1: xếp loại của mọi năm");
/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR, listing::FORM];
/// Fields of the page of a year.
pub(crate) const FIELDS: &[Param] = &[
    param("nam", "integer", "Năm xếp loại"),
    param("cua", "string", "«don-vi»: các đơn vị thay cho cá nhân"),
];

/// The ratings in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

/// The year that is rated now: ratings are given at the end of the calendar year.
fn usual(ask: &Ask) -> i16 {
    ask.today.year()
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let all = ask.query.text("moi-nam").is_some();
    let year = listing::year(ask)?.unwrap_or_else(|| usual(ask));
    let every = Input {
        name: "moi-nam",
        label: "Xếp loại của mọi năm",
        kind: InputKind::Whether(all),
    };
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    let mut actions = Vec::new();
    let own = ask.home_agency(&ask.live()?.actor, PERMISSION);
    if let Some(agency) = within.clone().or(own) {
        let part: String = form_urlencoded::byte_serialize(agency.as_bytes()).collect();
        let path = format!("/co-quan/{part}/xep-loai?nam={year}");
        actions.push(("Xếp loại năm", path, "certificate"));
    }
    actions.push((
        "Tổ chức đảng, đoàn thể",
        "/xep-loai-doan-the".to_owned(),
        "flag",
    ));
    if thidua_app::conduct::reads(ask.view()?) {
        actions.push(("Kỷ luật", "/ky-luat".to_owned(), "scale"));
    }
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong", "nam", "moi-nam"],
        inputs: inputs.into_iter().chain([every]).collect(),
        year: Some(year),
        agency: within.clone(),
        actions,
        ..Listed::new(
            Which::Ratings(AskRatings {
                within,
                year: (!all).then_some(year),
            }),
            Empty {
                icon: "certificate",
                title: "Chưa có xếp loại nào của năm này",
                text: "Chọn năm khác ở đầu trang, đánh dấu «Xếp loại của mọi năm», hoặc mở «Xếp loại năm» để ghi \
                       mức cho từng người.",
            },
        )
    })
}

fn asked(ask: &Ask) -> Result<AskYear, Problem> {
    let whom = match ask.query.text("cua") {
        Some("don-vi") => Whom::Units,
        _ => Whom::People,
    };
    Ok(AskYear {
        agency: ask.part("ma")?.to_owned(),
        year: listing::year(ask)?.unwrap_or_else(|| usual(ask)),
        whom,
    })
}

async fn table(ask: &Ask, wanted: &AskYear) -> Result<Table, Problem> {
    year::table(ask.app(), ask.view()?, wanted)
        .await
        .map_err(|error| ask.fault(error))
}

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let table = table(&ask, &asked(&ask)?).await?;
    shown(&ask, StatusCode::OK, &Form::default(), &table, None)
}

/// What was typed: evaluated, or stored.
pub(crate) async fn enter(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let form = Form::sent(&ask)?;
    let found = table(&ask, &wanted).await?;
    match ask.form.text("viec") {
        Some("ghi") => store(&ask, &wanted, &form).await,
        Some("phan") => {
            let page = context! { check => checked(&ask, &form, &found)? };
            ask.page("rating/year_check.html", page)
        }
        _ => shown(&ask, StatusCode::OK, &form, &found, None),
    }
}

async fn store(ask: &Ask, wanted: &AskYear, form: &Form) -> Outcome {
    let by = ask.live()?.caller("web");
    let told = form.told();
    let said = (form.document.as_str(), form.reason.as_str());
    let done = year::store(ask.app(), &by, wanted, &told, said)
        .await
        .map_err(|error| ask.fault(error))?;
    if !done.faults.is_empty() {
        let conflict = done.faults.iter().any(|fault| fault.conflict);
        let status = match conflict {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        // Others stored something meanwhile: it is shown beside what was typed.
        let view = ask.app().view(&ask.live()?.actor).await;
        let view = view.map_err(|error| ask.fault(error))?;
        let found = year::table(ask.app(), &view, wanted).await;
        let found = found.map_err(|error| ask.fault(error))?;
        return shown(ask, status, form, &found, Some(&done));
    }
    let year = wanted.year.to_string();
    let event = done.event.map(|event| event.to_string());
    let what = if event.is_some() { "sua" } else { "khong-doi" };
    let query = Fields::default().with(&[
        ("nam", Some(&year)),
        ("cua", (wanted.whom == Whom::Units).then_some("don-vi")),
        ("viec", Some(what)),
        ("da-luu", event.as_deref()),
    ]);
    let part: String = form_urlencoded::byte_serialize(wanted.agency.as_bytes()).collect();
    Ok(redirect(&format!("/co-quan/{part}/xep-loai?{query}")))
}

/// What the table comes to with what is typed.
fn checked(ask: &Ask, form: &Form, found: &Table) -> Result<Value, Problem> {
    let state = &ask.view()?.state;
    let come = year::evaluate(state, found, &form.texts(), ask.today);
    let unread: Vec<Value> = come
        .unread
        .iter()
        .filter_map(|subject| {
            let line = found.rows.iter().position(|row| row.subject == *subject)?;
            let name = &found.rows.get(line)?.name;
            Some(context! { cell => format!("o-{line}"), name, text => form.text(subject) })
        })
        .collect();
    Ok(context! { unread_rows => unread, ..value(&come) })
}

fn shown(
    ask: &Ask,
    status: StatusCode,
    form: &Form,
    found: &Table,
    done: Option<&Done>,
) -> Outcome {
    let labels = &ask.view()?.state.catalogue.labels;
    let word = |code: &str| labels.word("danh-gia.muc_xep_loai", code).to_owned();
    let rows: Vec<Value> = found
        .rows
        .iter()
        .enumerate()
        .map(|(line, row)| {
            let before = row.before.iter().map(|level| level.map(word));
            context! {
                before => before.collect::<Vec<_>>(),
                cell => form.cell(line, row, row.level.map(word), done),
                link => link(found, row),
                ..value(row)
            }
        })
        .collect();
    let levels: Vec<String> = LEVELS.iter().map(|code| word(code)).collect();
    let seen: Vec<String> = found.rows.iter().map(|row| row.seen.to_string()).collect();
    let page = context! {
        head => org::head(ask, &found.agency, found.day)?,
        table => value(found),
        rows, levels,
        units => found.whom == "don-vi",
        year => found.year,
        form => context! { document => &form.document, reason => &form.reason },
        check => checked(ask, form, found)?,
        messages => done.map(|done| form::messages(found, done)).unwrap_or_default(),
        documents => documents(ask, &found.agency)?,
        draft => format!("xep-loai:{}:{}:{}", found.agency, found.year, found.whom),
        base => seen.join("."),
    };
    ask.page_with_year(status, found.year, "rating/year.html", page)
}

/// The page of the row's subject.
fn link(found: &Table, row: &Row) -> String {
    let part: String = form_urlencoded::byte_serialize(row.subject.as_bytes()).collect();
    match found.whom {
        "ca-nhan" => format!("/ca-nhan/{part}"),
        _ => format!("/co-quan/{part}/xep-loai?nam={}", found.year),
    }
}

/// Papers by which ratings may be decided, the agency's own first, the newest first.
fn documents(ask: &Ask, agency: &str) -> Result<Vec<String>, Problem> {
    let state = &ask.view()?.state;
    let named = state.documents.values();
    let mut found: Vec<_> = named.filter(|document| document.symbol.is_some()).collect();
    found.sort_by_key(|document| {
        let own = document.issuer.as_deref() == Some(agency);
        std::cmp::Reverse((own, document.date))
    });
    let cited = found.into_iter().take(MOST_DOCUMENTS);
    Ok(cited.map(|document| document.cited()).collect())
}
