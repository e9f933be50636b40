//! Quality of figures: what asks for a second look at the units in reach, one unit's year with its answers.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::home::expected;
use thidua_app::listing::Which;
use thidua_app::quality::list::AskFindings;
use thidua_app::quality::{self, AskAnswer, AskQuality, Panel};
use thidua_domain::quality::Standing;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::quality::{CONFIRM, EXPLAIN, PERMISSION};

const fn param(
    name: &'static str,
    kind: &'static str,
    required: bool,
    summary: &'static str,
) -> Param {
    Param {
        name,
        kind,
        required,
        summary,
    }
}

const THANG: Param = param("thang", "integer", false, "Tháng lũy kế; bỏ trống: cả năm");
const DRAFTS: Param = param(
    crate::closing::DRAFTS,
    "string",
    false,
    "1: kể cả số liệu chưa duyệt",
);
/// Fields of the list.
pub(crate) const LIST: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, THANG, DRAFTS];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, THANG, listing::FORM];
/// Fields of a unit's page.
pub(crate) const FIELDS: &[Param] = &[listing::YEAR, THANG, DRAFTS];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    param("agency", "string", true, "Mã cơ quan"),
    param("year", "integer", true, "Năm công tác"),
    param("month", "integer", false, "Tháng lũy kế; không nêu: cả năm"),
    param("draft", "string", false, "1: kể cả số liệu chưa duyệt"),
];

/// The year asked for; the one being closed where none is.
fn year(ask: &Ask) -> Result<i16, Problem> {
    let closing = expected(ask.today, None).map(|window| window.year);
    let usual = closing.unwrap_or_else(|| WorkYear::of(ask.today)).0;
    Ok(listing::year(ask)?.unwrap_or(usual))
}

fn month(ask: &Ask, name: &'static str) -> Result<Option<u8>, Problem> {
    let month: Option<u8> = ask.query.read(name)?;
    match month {
        Some(month) if !(1..=12).contains(&month) => {
            Err(Problem::field(name, "tháng lũy kế từ 1 đến 12"))
        }
        month => Ok(month),
    }
}

async fn asked(ask: &Ask) -> Result<AskFindings, Problem> {
    let year = year(ask)?;
    let entries = quality::entries(ask.app(), year).await;
    Ok(AskFindings {
        within: ask.query.text("trong").map(str::to_owned),
        year,
        month: month(ask, "thang")?,
        entries: Some(entries.map_err(|error| ask.fault(error))?),
    })
}

/// What asks for a second look at the units in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask).await?;
    let listed = listed(&ask, wanted.clone())?;
    let page = context! {
        list => listing::model(&ask, &listed)?,
        title => WorkYear(wanted.year).with_dates(),
        waiting => waiting(&ask),
        panel => panel(&ask, &wanted)?,
    };
    listing::shown(&ask, &listed, "quality/list.html", page)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask, asked(&ask).await?)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask, wanted: AskFindings) -> Result<Listed, Problem> {
    let months = (1..=12_u8).filter_map(|month| Window::new(WorkYear(wanted.year), month));
    let months = months.map(|window| (window.month.to_string(), window.calendar_name()));
    let month = Input {
        name: "thang",
        label: "Kỳ",
        kind: InputKind::Choice(
            months.collect(),
            Some("Cả năm"),
            wanted.month.map(|month| month.to_string()),
        ),
    };
    let places = listing::places(ask, PERMISSION, wanted.within.as_deref())?;
    Ok(Listed {
        own: vec!["trong", "nam", "thang", crate::closing::DRAFTS],
        inputs: places.into_iter().chain([month]).collect(),
        year: Some(wanted.year),
        agency: wanted.within.clone(),
        ..Listed::new(
            Which::Quality(wanted),
            Empty {
                icon: "circle-check",
                title: "Không có điểm nào cần xem",
                text: "Số liệu của năm này không có điểm nào khác thường theo các cách kiểm tra, hoặc chưa có số \
                       liệu. Chọn năm công tác khác ở đầu trang.",
            },
        )
    })
}

/// Whether figures wait that the page may show too, and the address with and without them.
fn waiting(ask: &Ask) -> Value {
    let Ok(view) = ask.view() else {
        return Value::UNDEFINED;
    };
    let count = view.state.closing.unsettled().count();
    let without = ask.query.with(&[(crate::closing::DRAFTS, None)]);
    let with = ask.query.with(&[(crate::closing::DRAFTS, Some("1"))]);
    context! { count => if view.state.drafts { count } else { seen(ask, count) }, on => view.state.drafts, with, without }
}

/// How many of the periods that wait are in the reader's reach.
fn seen(ask: &Ask, all: usize) -> usize {
    let Some(view) = ask.view.as_ref().filter(|_| all > 0) else {
        return 0;
    };
    let waiting = view.state.closing.unsettled();
    waiting
        .filter(|key| view.sees(PERMISSION, &key.agency))
        .count()
}

/// The rates of the year, with what the chart draws.
fn panel(ask: &Ask, wanted: &AskFindings) -> Result<Value, Problem> {
    let found = quality::panel(ask.view()?, wanted).map_err(|error| ask.fault(error))?;
    Ok(shown(&found))
}

fn shown(found: &Panel) -> Value {
    // Hundredths of a percent, so that nothing is rounded twice.
    let share =
        |part: usize, whole: usize| (whole > 0).then(|| (part * 20_000 + whole) / (whole * 2));
    let month = |month: &quality::MonthRate| {
        let (open, touched) = (
            share(month.open, month.told),
            share(month.touched, month.told),
        );
        let plain =
            |share: Option<usize>| share.map(|share| format!("{}.{:02}", share / 100, share % 100));
        context! { open_share => plain(open), touched_share => plain(touched), ..value(month) }
    };
    let months: Vec<Value> = found
        .months
        .iter()
        .filter(|month| month.told > 0)
        .map(month)
        .collect();
    context! { rates => months, ..value(found) }
}

/// One unit's year or month.
pub(crate) async fn unit(ask: Arc<Ask>) -> Outcome {
    unit_page(&ask, &[]).await
}

async fn unit_page(ask: &Ask, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let wanted = AskQuality {
        agency: code.to_owned(),
        year: year(ask)?,
        month: month(ask, "thang")?,
    };
    let found = quality::quality(ask.app(), view, &wanted)
        .await
        .map_err(|error| ask.fault(error))?;
    let window = wanted
        .month
        .and_then(|month| Window::new(WorkYear(wanted.year), month));
    let window = window.unwrap_or(Window::whole(WorkYear(wanted.year)));
    let years: Vec<i16> = (wanted.year - 6..=wanted.year.max(ask.today.year()) + 1)
        .rev()
        .collect();
    let months: Vec<Value> = (1..=12_u8)
        .filter_map(|month| Window::new(WorkYear(wanted.year), month))
        .map(|window| context! { value => window.month, label => window.calendar_name(), chosen => Some(window.month) == wanted.month })
        .collect();
    let page = context! {
        head => org::head(ask, code, window.last_day())?,
        title => WorkYear(wanted.year).with_dates(),
        query => query(&wanted, view.state.drafts),
        years, months,
        waiting => context! { on => view.state.drafts, count => waiting_of(ask, code), with => with_drafts(ask, Some("1")), without => with_drafts(ask, None) },
        faults => faults.to_vec(),
        done => ask.query.text("da").is_some(),
        typed => context! { key => ask.form.raw("khoa"), reason => ask.form.text("ly_do"), document => ask.form.text("van_ban") },
        explains => view.sees(EXPLAIN, code),
        confirms => view.sees(CONFIRM, code),
        quality => value(&found),
    };
    match faults {
        [] => ask.page_of_year(wanted.year, "quality/unit.html", page),
        _ => ask.page_with_year(
            StatusCode::UNPROCESSABLE_ENTITY,
            wanted.year,
            "quality/unit.html",
            page,
        ),
    }
}

fn with_drafts(ask: &Ask, on: Option<&str>) -> String {
    ask.query
        .with(&[(crate::closing::DRAFTS, on), ("da", None)])
}

fn waiting_of(ask: &Ask, code: &str) -> usize {
    let waiting = ask.view.as_ref().map(|view| view.state.closing.unsettled());
    waiting.map_or(0, |waiting| {
        waiting.filter(|key| key.agency == code).count()
    })
}

fn query(wanted: &AskQuality, drafts: bool) -> String {
    let (year, month) = (
        wanted.year.to_string(),
        wanted.month.map(|month| month.to_string()),
    );
    Fields::default().with(&[
        ("nam", Some(&year)),
        ("thang", month.as_deref()),
        (crate::closing::DRAFTS, drafts.then_some("1")),
    ])
}

/// Explains a finding.
pub(crate) async fn explain(ask: Arc<Ask>) -> Outcome {
    answer(&ask, Standing::Explained).await
}

/// Confirms that a figure is right.
pub(crate) async fn confirm(ask: Arc<Ask>) -> Outcome {
    answer(&ask, Standing::Right).await
}

async fn answer(ask: &Ask, standing: Standing) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    view.permit_agency(PERMISSION, code)
        .map_err(|error| ask.fault(error))?;
    let text = |name: &str| ask.form.raw(name).unwrap_or_default().to_owned();
    let wanted = AskAnswer {
        agency: code.to_owned(),
        year: year(ask)?,
        key: text("khoa"),
        mark: text("dau"),
        standing,
        reason: text("ly_do"),
        document: ask.form.text("van_ban").map(str::to_owned),
        seen: ask
            .form
            .text("ban")
            .and_then(|text| text.parse().ok())
            .unwrap_or_default(),
    };
    let by = ask.live()?.caller("web");
    match quality::answer(ask.app(), &by, &wanted).await {
        Ok(()) => {
            let query = ask.query.with(&[("da", Some("1"))]);
            Ok(redirect(&format!(
                "/co-quan/{code}/chat-luong-so-lieu?{query}"
            )))
        }
        Err(AppError::Refused(text)) => unit_page(ask, &[text]).await,
        Err(error) => Err(ask.fault(error)),
    }
}

/// One unit's year or month, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let year: i16 = ask
        .query
        .read("year")?
        .ok_or_else(|| Problem::field("year", "chưa điền"))?;
    if !(1900..=2999).contains(&year) {
        return Err(Problem::field("year", "năm công tác không có"));
    }
    let wanted = AskQuality {
        agency: ask.query.required("agency")?.to_owned(),
        year,
        month: month(&ask, "month")?,
    };
    let found = quality::quality(ask.app(), ask.view()?, &wanted).await;
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
