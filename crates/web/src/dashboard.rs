//! Dashboards: the page, the wall, the file and the answer for programs.

mod draw;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::dashboard::{self, AskDashboard, Dashboard};
use thidua_app::report;
use thidua_domain::access::{Permission, Target};
use thidua_domain::figures::SCOPES;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::window::{self, Choice};

pub(crate) use thidua_app::dashboard::PERMISSION;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const AGENCY: &str = "co-quan";

/// Fields of the page and the wall.
pub(crate) const FIELDS: &[Param] = &[
    param(
        AGENCY,
        "string",
        "Mã cơ quan; bỏ trống: cơ quan của người xem",
    ),
    param("nam", "integer", "Năm công tác"),
    param(
        "thang",
        "integer",
        "Lũy kế đến tháng thứ mấy của năm công tác",
    ),
    param("pham-vi", "string", "Phạm vi số liệu"),
    param(
        crate::closing::DRAFTS,
        "string",
        "1: kể cả số liệu chưa duyệt",
    ),
];
/// Fields of the file.
pub(crate) const FILE: &[Param] = &[
    param(
        AGENCY,
        "string",
        "Mã cơ quan; bỏ trống: cơ quan của người xem",
    ),
    param("nam", "integer", "Năm công tác"),
    param(
        "thang",
        "integer",
        "Lũy kế đến tháng thứ mấy của năm công tác",
    ),
    param("pham-vi", "string", "Phạm vi số liệu"),
    param("dang", "string", "Dạng tệp: xlsx, docx hoặc pdf"),
];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "agency",
        kind: "string",
        required: true,
        summary: "Mã cơ quan",
    },
    Param {
        name: "year",
        kind: "integer",
        required: true,
        summary: "Năm công tác",
    },
    Param {
        name: "month",
        kind: "integer",
        required: true,
        summary: "Lũy kế đến tháng thứ mấy, 1 đến 12",
    },
    param("scope", "string", "Phạm vi: btp hoặc btp_quan_doi"),
];

/// The agency the address names, else the reader's own.
fn agency(ask: &Ask) -> Result<Option<String>, Problem> {
    let named = ask.query.text(AGENCY).map(str::to_owned);
    Ok(named.or(ask.home_agency(&ask.live()?.actor, PERMISSION)))
}

fn wanted(choice: &Choice) -> AskDashboard {
    AskDashboard {
        agency: choice.ask.agency.clone(),
        year: choice.ask.year,
        month: choice.ask.month,
        scope: choice.ask.scope.clone().unwrap_or_else(|| "btp".to_owned()),
    }
}

/// What the address asks for, with its answer; nothing for a reader of no agency who names none.
fn found(ask: &Ask) -> Result<Option<(Choice, Dashboard)>, Problem> {
    let Some(code) = agency(ask)? else {
        return Ok(None);
    };
    let view = ask.view()?;
    // A code that is not there answers as one that is not the reader's.
    if view.state.org.find(&code).is_none() {
        return Err(Problem::NotFound);
    }
    let choice = window::of_page(ask, &code)?;
    let answer = dashboard::dashboard(view, &wanted(&choice));
    Ok(Some((choice, answer.map_err(|error| ask.fault(error))?)))
}

/// The page.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let Some((choice, board)) = found(&ask)? else {
        return ask.page("dashboard/show.html", context! { board => () });
    };
    let view = ask.view()?;
    let code = board.agency.as_str();
    let page = context! {
        title => choice.title(),
        query => choice.query(),
        filter => choice.filter(&view.state),
        above => above(&ask, &board, &choice),
        choices => choices(&ask, &board)?,
        prints => view.permit(Permission::Print, Target::Agency(code)).is_ok(),
        enters => view.sees(Permission::EnterFigures, code),
        legend => thidua_app::scoring::reaches_below(view, code),
        drawn => draw::drawn(&board, &choice),
        board => value(&board),
    };
    ask.page_of_year(choice.ask.year, "dashboard/show.html", page)
}

/// The agencies above that the reader may open, the highest first.
fn above(ask: &Ask, board: &Dashboard, choice: &Choice) -> Vec<Value> {
    let Ok(view) = ask.view() else {
        return Vec::new();
    };
    let last = choice.window.last_day();
    let above = view.state.org.above_on(&board.agency, last).into_iter();
    let seen = above.rev().filter(|code| view.sees(PERMISSION, code));
    seen.map(|code| context! { code, name => view.state.label_on(code, last) })
        .collect()
}

/// The agencies one may change to: the reader's own, the one in view, those directly below it.
fn choices(ask: &Ask, board: &Dashboard) -> Result<Vec<Value>, Problem> {
    let own = ask.own_agencies(&ask.live()?.actor, PERMISSION).into_iter();
    let mut codes: Vec<(String, String)> = own.map(|code| (ask.agency_name(&code), code)).collect();
    let more = [(board.name.clone(), board.agency.clone())].into_iter();
    let below = board.units.iter();
    for (name, code) in more.chain(below.map(|unit| (unit.name.clone(), unit.code.clone()))) {
        if !codes.iter().any(|(_, known)| *known == code) {
            codes.push((name, code));
        }
    }
    let choice = |(name, code): (String, String)| {
        context! { chosen => code == board.agency, code, name }
    };
    Ok(codes.into_iter().map(choice).collect())
}

/// The wall: large, for a screen nobody touches.
pub(crate) async fn wall(ask: Arc<Ask>) -> Outcome {
    let Some((choice, board)) = found(&ask)? else {
        return Err(Problem::NotFound);
    };
    let local = ask.now.local();
    let page = context! {
        here => ask.address_asked(),
        time => format!("{:02}:{:02}", local.hour(), local.minute()),
        title => choice.title(),
        query => choice.query(),
        drawn => draw::drawn(&board, &choice),
        board => value(&board),
    };
    ask.page("dashboard/wall.html", page)
}

/// All the page shows, as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let ending = ask.query.text("dang").unwrap_or("xlsx");
    let form = report::form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let code = agency(&ask)?.ok_or(Problem::NotFound)?;
    let view = ask.view()?.clone();
    if view.state.org.find(&code).is_none() {
        return Err(Problem::NotFound);
    }
    let choice = window::of_page(&ask, &code)?;
    let wanted = wanted(&choice);
    download(in_turn(&ask, move || dashboard::print(&view, &wanted, form)).await?)
}

/// The dashboard, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let (year, month) = window::of_program_time(&ask)?;
    let scope = ask.query.text("scope").unwrap_or("btp");
    if !SCOPES.contains(&scope) {
        return Err(Problem::field("scope", "phải là btp hoặc btp_quan_doi"));
    }
    let wanted = AskDashboard {
        agency: ask.query.required("agency")?.to_owned(),
        year,
        month,
        scope: scope.to_owned(),
    };
    ask.json(&dashboard::dashboard(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
