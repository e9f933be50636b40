//! Lists that have no module of their own among the pages: targets of a year, units in a month.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::listing::{Which, newest_month};
use thidua_domain::time::{Window, WorkYear};

use super::{Empty, FORM, Listed, WITHIN, YEAR, with_fields};
use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::{listing, org, window};

/// Fields of the list of targets.
pub(crate) const GOALS: &[Param] = with_fields![WITHIN, YEAR];
/// Fields of the list of targets as a file.
pub(crate) const GOALS_FILE: &[Param] = with_fields![WITHIN, YEAR, FORM];
const MONTH: Param = Param {
    name: "thang",
    kind: "integer",
    required: false,
    summary: "Lũy kế đến tháng thứ mấy của năm công tác",
};
const DRAFTS: Param = Param {
    name: crate::closing::DRAFTS,
    kind: "string",
    required: false,
    summary: "1: kể cả số liệu chưa duyệt",
};
const SCOPE: Param = Param {
    name: "pham-vi",
    kind: "string",
    required: false,
    summary: "Phạm vi số liệu",
};
const TREE: Param = crate::restate::TREE_FIELD;
/// Fields of the units in a month.
pub(crate) const UNITS: &[Param] = with_fields![YEAR, MONTH, SCOPE, TREE, DRAFTS];
/// Fields of the units in a month as a file.
pub(crate) const UNITS_FILE: &[Param] = with_fields![YEAR, MONTH, SCOPE, TREE, FORM];

/// The targets of a work year in reach.
pub(crate) async fn goals(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &goals_listed(&ask)?)
}

/// The targets as a file.
pub(crate) async fn goals_file(ask: Arc<Ask>) -> Outcome {
    let listed = goals_listed(&ask)?;
    listing::file(&ask, listed).await
}

fn goals_listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => {
            let current = WorkYear::of(ask.today).0;
            let targets = ask.view()?.state.targets.iter();
            let newest = targets.map(|target| target.years.to.0).max();
            newest.map_or(current, |newest| newest.min(current))
        }
    };
    let places = listing::places(ask, thidua_app::targets::PERMISSION, within.as_deref())?;
    Ok(Listed {
        own: vec!["trong", "nam"],
        inputs: places.into_iter().collect(),
        year: Some(year),
        agency: within.clone(),
        actions: crate::import::ways(ask),
        ..Listed::new(
            Which::Goals(within, year),
            Empty {
                icon: "target-arrow",
                title: "Chưa có chỉ tiêu nào của năm này",
                text: "Chọn năm công tác khác ở đầu trang, hoặc giao chỉ tiêu cho các đơn vị.",
            },
        )
    })
}

/// The units below an agency, or the members of a block, in one month.
pub(crate) async fn units(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let choice = chosen(&ask, code)?;
    let listed = units_listed(&ask, code, &choice);
    let page = context! {
        list => listing::model(&ask, &listed)?,
        head => org::head(&ask, code, choice.window.last_day())?,
        inside => listed.agency.is_some(),
        title => choice.title(),
        filter => choice.filter(&ask.view()?.state),
        tree => crate::restate::toggle(&ask, &choice, None)?,
        months => months(&ask, &choice),
    };
    listing::shown(&ask, &listed, "listing/units.html", page)
}

/// The units in a month as a file.
pub(crate) async fn units_file(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let choice = chosen(&ask, code)?;
    let listed = units_listed(&ask, code, &choice);
    listing::file(&ask, listed).await
}

/// The window asked for; the newest one any of the units has figures for where none is.
fn chosen(ask: &Ask, code: &str) -> Result<window::Choice, Problem> {
    let mut choice = window::of_page(ask, code)?;
    let told = |name| ask.query.text(name).is_some();
    if !told("thang") {
        let scope = choice.ask.scope.as_deref().unwrap_or("btp");
        let newest = newest_month(ask.view()?, code, scope);
        let fits = |window: &Window| !told("nam") || window.year.0 == choice.ask.year;
        if let Some(window) = newest.filter(fits) {
            choice.ask.year = window.year.0;
            choice.ask.month = window.month;
            choice.window = window;
        }
    }
    Ok(choice)
}

fn units_listed(ask: &Ask, code: &str, choice: &window::Choice) -> Listed {
    let inside = ask
        .view
        .as_ref()
        .is_some_and(|view| view.state.org.find(code).is_some());
    Listed {
        own: vec![
            "nam",
            "thang",
            "pham-vi",
            crate::restate::TREE,
            crate::closing::DRAFTS,
        ],
        year: Some(choice.ask.year),
        agency: inside.then(|| code.to_owned()),
        ..Listed::new(
            Which::Months(choice.ask.clone()),
            Empty {
                icon: "chart-bar",
                title: "Không có đơn vị trực thuộc nào",
                text: "Cơ quan này không có đơn vị thi hành án trực thuộc vào cuối kỳ đang chọn. Chọn năm khác, \
                       hoặc mở cơ quan cấp trên.",
            },
        )
    }
}

/// One link a month of the year in view, and to the month just gone.
fn months(ask: &Ask, choice: &window::Choice) -> Value {
    let columns = [
        "cot",
        "xep",
        "pham-vi",
        "dong",
        crate::restate::TREE,
        crate::closing::DRAFTS,
    ];
    let kept: Vec<(&str, &str)> = ask
        .query
        .pairs()
        .filter(|(name, value)| columns.contains(name) && !value.is_empty())
        .collect();
    let href = |window: Window| {
        let mut query = crate::fields::Fields::from_pairs(kept.iter().copied());
        query.push("nam", &window.year.0.to_string());
        query.push("thang", &window.month.to_string());
        format!("{}?{}", ask.uri_path, query.with(&[]))
    };
    let link = |month: u8| {
        let window = Window::new(choice.window.year, month)?;
        Some(context! {
            label => short(window), title => window.calendar_name(),
            href => href(window), active => month == choice.window.month,
        })
    };
    let last = last_month(ask);
    context! {
        year => (1..=12).filter_map(link).collect::<Vec<Value>>(),
        last => last.map(|window| context! {
            label => window.calendar_name(), href => href(window), active => window == choice.window,
        }),
    }
}

/// `Tháng 10`, the name a month of the work year has in the calendar.
fn short(window: Window) -> String {
    let (_, month) = window.calendar_month();
    format!("Tháng {month:02}")
}

/// The calendar month before today's.
fn last_month(ask: &Ask) -> Option<Window> {
    let first = ask.today.first_of_month();
    first.yesterday().ok().map(Window::of)
}
