//! The contributions of an agency over work years: what they add up to, and each as it was told.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::contribution::{self, Alike, ContributionRow, Total};
use thidua_app::deed::AskYears;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::deed::{check, end, years_asked};
use crate::org;
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::contribution::PERMISSION;

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
    param("nam", "integer", "Chỉ một năm công tác"),
    param("tu", "integer", "Từ năm công tác"),
    param(
        "den",
        "string",
        "Đến năm công tác, hoặc đến tháng lũy kế của năm, ví dụ 2021/8",
    ),
    param("rieng", "string", "Chỉ tính riêng cơ quan"),
];

/// Years shown where the reader chooses none.
const SPAN: i16 = 5;

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let wanted = asked(&ask, code)?;
    let found = contribution::contributions(view, &wanted).map_err(|error| ask.fault(error))?;
    let last = Window {
        year: WorkYear(wanted.to),
        month: found.asked.month,
    };
    let page = context! {
        buttons => record::of_register(&ask, "dong-gop", code, wanted.to)?,
        head => org::head(&ask, code, last.last_day().min(ask.today))?,
        from => wanted.from, to => wanted.to, own => wanted.own, month => found.asked.month,
        end => last.to_string().trim_end_matches("/12"),
        as_of => found.as_of,
        sources => sources(&found.totals),
        charts => charts(&found.totals),
        units => found.units.iter().map(value).collect::<Vec<Value>>(),
        rows => found.rows.iter().map(|row| line(&ask, row)).collect::<Result<Vec<_>, _>>()?,
        left_out => found.left_out.iter().map(|row| line(&ask, row)).collect::<Result<Vec<_>, _>>()?,
        alike => found.alike.iter().map(|pair| pair_of(&ask, pair)).collect::<Result<Vec<_>, _>>()?,
    };
    ask.page_of_year(wanted.to, "contribution/page.html", page)
}

fn asked(ask: &Ask, code: &str) -> Result<AskYears, Problem> {
    let state = &ask.view()?.state;
    span(ask, code, || contribution::newest_year(state, code))
}

/// The work years a page of an agency is asked for: those of the address, else the last five that tell something.
pub(crate) fn span(
    ask: &Ask,
    code: &str,
    newest: impl Fn() -> Option<i16>,
) -> Result<AskYears, Problem> {
    let year: Option<i16> = ask.query.read("nam")?;
    let end = end(ask, "den")?;
    let newest = || newest().unwrap_or_else(|| WorkYear::of(ask.today).0);
    let to = end.map(|end| end.year.0).or(year).unwrap_or_else(newest);
    let from = ask.query.read("tu")?.or(year);
    let from = from.unwrap_or(to.saturating_sub(SPAN));
    check(from, to)?;
    Ok(AskYears {
        agency: code.to_owned(),
        from,
        to,
        month: Some(end.map_or(12, |end| end.month)),
        own: ask.query.text("rieng").is_some(),
    })
}

/// Totals by origin, own contributions first.
fn sources(totals: &[Total]) -> Vec<Value> {
    let origins = [Some("tu_dong_gop"), Some("van_dong"), None];
    let of = |origin: Option<&str>| {
        let own = totals.iter();
        let own = own.filter(|total| total.source.as_deref() == origin);
        let own: Vec<Value> = own.map(value).collect();
        (!own.is_empty()).then(|| context! { source => origin, totals => own })
    };
    origins.into_iter().filter_map(of).collect()
}

/// Money by what it was for, an own chart for each origin: sums of one kind and unit beside each other, never added.
fn charts(totals: &[Total]) -> Vec<Value> {
    let of = |origin: &str| {
        let money = totals.iter().filter(|total| {
            total.source.as_deref() == Some(origin)
                && total.kind.as_deref() == Some("tien")
                && total.each_of.is_none()
                && total.quantity.is_some()
        });
        let bars: Vec<Value> = money
            .map(|total| {
                let item = total.item.as_deref().map(|item| item.replace(';', "; "));
                context! {
                    item => item.unwrap_or_else(|| "Không nêu hạng mục".to_owned()),
                    quantity => &total.quantity, in_words => &total.in_words,
                }
            })
            .collect();
        (bars.len() > 1).then(|| context! { source => origin, bars })
    };
    ["tu_dong_gop", "van_dong"]
        .into_iter()
        .filter_map(of)
        .collect()
}

fn line(ask: &Ask, row: &ContributionRow) -> Result<Value, Problem> {
    let view = ask.view()?;
    let cited = ask.cited();
    let movement = row.movement.as_deref();
    let opens = row.helped.is_empty() || thidua_app::deed::is_own(view, &row.agency);
    let part: String = form_urlencoded::byte_serialize(row.key.as_bytes()).collect();
    Ok(context! {
        cited => row.sources.iter().map(|words| cited.link(words)).collect::<Vec<Value>>(),
        movement_name => movement.map(|code| view.state.movement_name(code)),
        items => row.item.as_deref().map(|item| item.replace(';', "; ")),
        history => opens.then(|| format!("/du-lieu/dong-gop/lich-su?khoa={part}")),
        ..value(row)
    })
}

fn pair_of(ask: &Ask, pair: &Alike) -> Result<Value, Problem> {
    Ok(context! { first => line(ask, &pair.first)?, second => line(ask, &pair.second)? })
}

/// The contributions, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let found = contribution::contributions(ask.view()?, &years_asked(&ask)?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
