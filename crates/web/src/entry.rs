//! Entering figures (nhập số liệu): the grid of one agency or of those below it, its evaluation while one
//! types, and storing it.

mod form;
pub(crate) mod workbook;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::draft;
use thidua_app::figures::entry::{
    self, AskEntry, Conflicts, Entry, Layout, Outcome as Came, Typed,
};
use thidua_domain::time::Instant;

use crate::ask::{Ask, redirect};
use crate::correction;
use crate::fields::Fields;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::window;

pub(crate) use thidua_app::figures::entry::PERMISSION;

/// Largest form: four hundred agencies in sixteen columns.
pub(crate) const BODY: usize = 2 * 1024 * 1024;
/// How long somebody's unsent draft is told of: a day.
const TELLS: i64 = 24 * 3_600 * 1_000_000;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    param("nam", "integer", "Năm công tác"),
    param(
        "thang",
        "integer",
        "Lũy kế đến tháng thứ mấy của năm công tác",
    ),
    param("pham-vi", "string", "Phạm vi số liệu"),
    param(
        "kieu",
        "string",
        "«nhieu»: các cơ quan trực thuộc, mỗi cơ quan một dòng",
    ),
    param("cot", "string", "Số liệu làm cột, lặp lại được"),
    param("don-vi", "string", "Đơn vị tính tiền"),
    param("so", "string", "Bảng số liệu: khóa của bảng, hoặc «moi»"),
    param(
        "dinh-chinh",
        "string",
        "«1»: đính chính bảng số liệu của một văn bản",
    ),
];

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let mut wanted = form::question(&ask)?;
    if ask.query.text("don-vi").is_none()
        && let Some(unit) = drafted_unit(&ask, &wanted).await?
    {
        wanted.unit = unit;
    }
    let found = entry::entry(ask.view()?, &wanted, None).map_err(|error| ask.fault(error))?;
    shown(&ask, StatusCode::OK, &wanted, &found, None).await
}

/// The unit in which the actor last left a draft of the page, so that what was typed comes back as it was.
async fn drafted_unit(ask: &Ask, wanted: &AskEntry) -> Result<Option<String>, Problem> {
    if ask.live()?.vault.is_none() {
        return Ok(None);
    }
    let mut last: Option<(i64, String)> = None;
    for unit in entry::UNITS {
        let other = AskEntry {
            unit: unit.to_owned(),
            ..wanted.clone()
        };
        let actor = &ask.live()?.actor;
        let found = draft::find(ask.app(), actor, &other.draft_key()).await;
        let found = found.map_err(|error| ask.fault(error))?;
        if let Some(found) = found.filter(|found| !found.accepted)
            && last.as_ref().is_none_or(|(saved, _)| *saved < found.saved)
        {
            last = Some((found.saved, other.unit));
        }
    }
    Ok(last.map(|(_, unit)| unit))
}

/// What was typed: checked, converted to another unit, or stored.
pub(crate) async fn enter(ask: Arc<Ask>) -> Outcome {
    let mut wanted = form::question(&ask)?;
    let typed = form::typed(&ask)?;
    match ask.form.text("viec") {
        Some("ghi") => store(&ask, &wanted, &typed).await,
        Some("phan") => {
            wanted.unit.clone_from(&typed.unit);
            let found = evaluated(&ask, &wanted, &typed)?;
            ask.page(
                "figures/entry_check.html",
                context! { touches => touches(&ask, &wanted, &found, Some(&typed)).await?, entry => value(&found) },
            )
        }
        other => {
            let changes = other == Some("doi-don-vi");
            let unit = ask.form.text("doi_don_vi").filter(|_| changes);
            wanted.unit = unit.unwrap_or(&typed.unit).to_owned();
            let found = evaluated(&ask, &wanted, &typed)?;
            shown(&ask, StatusCode::OK, &wanted, &found, Some(&typed)).await
        }
    }
}

fn evaluated(ask: &Ask, wanted: &AskEntry, typed: &Typed) -> Result<Entry, Problem> {
    entry::entry(ask.view()?, wanted, Some(typed)).map_err(|error| ask.fault(error))
}

async fn store(ask: &Ask, wanted: &AskEntry, typed: &Typed) -> Outcome {
    let wanted = AskEntry {
        unit: typed.unit.clone(),
        ..wanted.clone()
    };
    let by = ask.live()?.caller("web");
    let came = entry::store(ask.app(), &by, &wanted, typed).await;
    match came.map_err(|error| ask.fault(error))? {
        Came::Stored(stored) => {
            let figures = stored.figures.to_string();
            let fields = form::query(&wanted);
            let corrected = typed.reason.is_some().then_some("1");
            let query = fields.with(&[
                ("da-ghi", Some(&figures)),
                ("dinh-chinh", None),
                ("dinh-chinh-xong", corrected),
            ]);
            let agency = &wanted.agency;
            Ok(redirect(&format!("/co-quan/{agency}/nhap-so-lieu?{query}")))
        }
        Came::Refused(found) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(ask, status, &wanted, &found, Some(typed)).await
        }
        Came::Conflict(found, conflicts) => conflict(ask, &wanted, &found, &conflicts),
    }
}

/// Two people on one sheet: what the other stored beside what was typed, cell by cell.
fn conflict(ask: &Ask, wanted: &AskEntry, found: &Entry, conflicts: &Conflicts) -> Outcome {
    let view = ask.view()?;
    let choice = choice(wanted);
    // Everything typed goes along; the numbers of the revisions are those the choice is made over.
    let kept = |(name, _): &(&str, &str)| {
        let own = ["ban.", "chon.", "_"];
        !own.iter().any(|prefix| name.starts_with(prefix)) && *name != "viec"
    };
    let fields: Vec<Value> = ask
        .form
        .pairs()
        .filter(kept)
        .map(|(name, value)| context! { name, value })
        .collect();
    let page = context! {
        head => org::head(ask, &wanted.agency, choice.window.last_day())?,
        title => choice.title(),
        query => form::query(wanted).with(&[]),
        fields,
        draft => ask.draft.as_ref().map(|sent| context! { key => &sent.key, stamp => sent.stamp }),
        conflicts => value(conflicts),
        reason => ask.form.text("ly_do").unwrap_or_default(),
        entry => value(found),
        scope => view.state.catalogue.labels.word("so-lieu.pham_vi", &wanted.scope),
    };
    ask.page_with(StatusCode::CONFLICT, "figures/entry_conflict.html", page)
}

fn choice(wanted: &AskEntry) -> window::Choice {
    window::Choice::of(&wanted.agency, wanted.year, wanted.month, &wanted.scope)
}

async fn shown(
    ask: &Ask,
    status: StatusCode,
    wanted: &AskEntry,
    found: &Entry,
    typed: Option<&Typed>,
) -> Outcome {
    let view = ask.view()?;
    let choice = choice(wanted);
    let fields = form::query(wanted);
    let many = matches!(wanted.layout, Layout::Many(_));
    let other = if many { None } else { Some("nhieu") };
    let last = choice.window.last_day();
    let field = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let page = context! {
        head => org::head(ask, &wanted.agency, last)?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        window_query => choice.query(),
        query => fields.with(&[]),
        other_layout => fields.with(&[("kieu", other), ("cot", None), ("so", None), ("dinh-chinh", None)]),
        correct => fields.with(&[("dinh-chinh", Some("1"))]),
        new_sheet => fields.with(&[("so", Some("moi")), ("dinh-chinh", None)]),
        below => view.state.org.children_on(&wanted.agency, last).len(),
        units => units(ask, &wanted.unit)?,
        chooser => if many { value(entry::chooser(view, wanted)) } else { value(Vec::<Value>::new()) },
        draft_key => wanted.draft_key(),
        // Another unit is another draft: the new one goes on with what the old one held.
        draft_from => ask.draft.as_ref().map(|sent| &sent.key).filter(|key| typed.is_some() && **key != wanted.draft_key()),
        others => others(ask, wanted).await?,
        stored => ask.query.text("da-ghi").filter(|_| typed.is_none()),
        next => next(wanted),
        explained => typed.map(form::explained).unwrap_or_default(),
        source => field("nguon"),
        reason => field("ly_do"),
        correction => field("van_ban_dinh_chinh"),
        documents => form::documents(ask)?,
        touches => touches(ask, wanted, found, typed).await?,
        corrected => ask.query.text("dinh-chinh-xong").is_some(),
        entry => value(found),
    };
    let text = "figures/entry.html";
    match status {
        StatusCode::OK => ask.page_of_year(wanted.year, text, page),
        status => ask.page_with(status, text, page),
    }
}

/// What a correction of figures that count would touch; nothing is asked where no stored number would be another.
async fn touches(
    ask: &Ask,
    wanted: &AskEntry,
    found: &Entry,
    typed: Option<&Typed>,
) -> Result<Value, Problem> {
    let Some(typed) = typed.filter(|_| found.rewritten > 0 && found.faults.is_empty()) else {
        return Ok(correction::nothing());
    };
    let preview = thidua_app::correction::of_entry(ask.app(), ask.view()?, wanted, typed).await;
    Ok(value(&preview.map_err(|error| ask.fault(error))?))
}

/// The units of money to choose from.
fn units(ask: &Ask, now: &str) -> Result<Vec<Value>, Problem> {
    let labels = &ask.view()?.state.catalogue.labels;
    let unit = |code: &&'static str| {
        let label = labels.word("don_vi_tinh", code);
        context! { value => *code, label, chosen => *code == now }
    };
    Ok(entry::UNITS.iter().map(unit).collect())
}

/// The month after, where there is one in the year.
fn next(wanted: &AskEntry) -> Option<String> {
    let month = wanted.month.checked_add(1).filter(|month| *month <= 12)?;
    let month = month.to_string();
    Some(form::query(wanted).with(&[("thang", Some(&month)), ("so", None), ("dinh-chinh", None)]))
}

/// Who else has an unsent draft of these figures: of the agency, or of the sheet of many it stands in.
async fn others(ask: &Ask, wanted: &AskEntry) -> Result<Vec<Value>, Problem> {
    let live = ask.live()?;
    if live.vault.is_none() {
        return Ok(Vec::new());
    }
    let mut places = vec![wanted.place()];
    let view = ask.view()?;
    let last = choice(wanted).window.last_day();
    if let Some(above) = view.state.org.above_on(&wanted.agency, last).first() {
        let above = AskEntry {
            agency: (*above).to_owned(),
            ..wanted.clone()
        };
        places.push(format!("{}nhieu/", above.place()));
    }
    let mut found = Vec::new();
    for place in places {
        let drafts = draft::others(ask.app(), &live.actor, &place, TELLS).await;
        found.extend(drafts.map_err(|error| ask.fault(error))?);
    }
    let line = |other: draft::Other| {
        context! { name => other.name, at => Instant(other.saved).vn() }
    };
    Ok(found.into_iter().map(line).collect())
}

/// Fields that name one page of entry again.
pub(crate) fn fields(pairs: &[(&str, Option<&str>)]) -> Fields {
    let mut fields = Fields::default();
    for (name, text) in pairs {
        if let Some(text) = text {
            fields.push(name, text);
        }
    }
    fields
}
