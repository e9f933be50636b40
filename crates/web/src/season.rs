//! Pace that knows seasons: a unit's curve with its forecast.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::season::{self, AskTried, BandLine, SeasonItem};

use crate::ask::Ask;
use crate::chart::{Chart, Kind, Point};
use crate::listing;
use crate::org;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{trace, window};

pub(crate) use thidua_app::season::PERMISSION;

/// Each target beside what past years let expect, where the year will end, what is needed.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = window::of_page(&ask, code)?;
    let found = season::outlook(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let items = found.items.iter().enumerate();
    let items: Vec<Value> = items.map(|(at, one)| item(at, one)).collect();
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
        items,
        found => value(&found),
    };
    ask.page_of_year(choice.ask.year, "season/unit.html", page)
}

fn item(at: usize, item: &SeasonItem) -> Value {
    context! {
        given => item.code.as_deref().and_then(|code| trace::history("chi-tieu", code)),
        row => trace::anchor(&item.target_code),
        chart => chart(at, item).map(|chart| chart.value()),
        ..value(item)
    }
}

/// The year so far over what past years let expect and over the straight line; `None` without a curve.
fn chart(at: usize, item: &SeasonItem) -> Option<Chart> {
    let months = &item.months;
    if !months.iter().any(|month| month.expected.is_some()) {
        return None;
    }
    let point = |number: Option<&season::Number>| match number {
        Some(number) => Point::read(Some(&number.value)),
        None => Point::none(),
    };
    let of = |pick: fn(&BandLine) -> &season::Number| -> Vec<Point> {
        let picked = months.iter().map(|month| month.expected.as_ref().map(pick));
        picked.map(point).collect()
    };
    let unit = if item.target_code.starts_with("tien.") && !item.is_rate {
        "đồng".to_owned()
    } else {
        item.unit.to_lowercase()
    };
    let id = format!("nhip-{at}");
    let title = format!("{} theo tháng lũy kế", item.name);
    let mut chart = Chart::new(Kind::Lines, &id, &title, &unit, "Tháng lũy kế");
    for month in months {
        let number = month.month.to_string();
        chart = chart.category(&format!("Tháng {number}"), &number, None);
    }
    let reached = months.iter().map(|month| point(month.reached.as_ref()));
    let straight = months.iter().map(|month| point(month.straight.as_ref()));
    Some(
        chart
            .series("Thực hiện", reached.collect())
            .series("Giữa các năm trước", of(|band| &band.middle))
            .target("Đường thẳng (biên độ bình quân)", straight.collect())
            .band("Các năm trước", of(|band| &band.low), of(|band| &band.high)),
    )
}

/// Fields of the back-test.
pub(crate) const TRIED: &[Param] = &[listing::WITHIN];

/// Whether the forecast would have been right.
pub(crate) async fn tried(ask: Arc<Ask>) -> Outcome {
    let asked = AskTried {
        within: ask.query.text("trong").map(str::to_owned),
    };
    let found = season::tried(ask.view()?, &asked).map_err(|error| ask.fault(error))?;
    let within = asked.within.as_deref();
    let page = context! {
        within,
        name => within.map(|code| ask.view().map(|view| view.state.label_on(code, ask.today))).transpose()?,
        found => value(&found),
    };
    ask.page("season/tried.html", page)
}

/// The same for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let wanted = window::of_program(&ask)?;
    ask.json(&season::outlook(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
