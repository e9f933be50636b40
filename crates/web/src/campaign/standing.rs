//! How the units stand under a movement: target by target, drawn and as a list to sort, print and take along.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::campaign::standing::list::AskStanding;
use thidua_app::campaign::standing::{Standings, UnitStanding, standing};
use thidua_app::listing::Which;
use thidua_domain::access::{Permission, Target};
use thidua_domain::time::{Window, WorkYear};

use super::{param, part};
use crate::ask::Ask;
use crate::listing::{self, Empty, Listed};
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::trace;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    listing::YEAR,
    param("chi-tieu", "string", "Chỉ tiêu được xem"),
];
/// Fields of the file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::YEAR, listing::FORM];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "code",
        kind: "string",
        required: true,
        summary: "Mã phong trào",
    },
    param("year", "integer", "Năm công tác; bỏ trống: năm mới nhất"),
];

/// Units drawn at most: more are read in the table.
const DRAWN: usize = 60;

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let year: Option<i16> = ask.query.read("nam")?;
    let view = ask.view()?;
    let mut found = standing(view, code, year).map_err(|error| ask.fault(error))?;
    // The year kept from another page need not be one of this movement's own.
    if year.is_some_and(|year| !found.years.contains(&year)) {
        found = standing(view, code, None).map_err(|error| ask.fault(error))?;
    }
    let chosen = ask.query.text("chi-tieu");
    let chosen = chosen.or_else(|| found.targets.first().map(|one| one.target_code.as_str()));
    // No unit to sum over: what the launcher itself set.
    let chosen = chosen.or_else(|| found.rows.first().map(|row| row.target_code.as_str()));
    let chosen = chosen.unwrap_or_default().to_owned();
    let rows: Vec<&UnitStanding> = found
        .rows
        .iter()
        .filter(|row| row.target_code == chosen)
        .collect();
    let lines = ordered(&rows);
    let prints = ask.view()?.permit(Permission::Print, Target::Any).is_ok();
    let page = context! {
        drawn => lines.len() <= DRAWN && rows.iter().any(|row| row.actual.is_some()),
        targets => targets(&found, &chosen),
        choices => choices(&found, &chosen),
        fields => fields(&found),
        rows => lines.into_iter().map(line).collect::<Vec<Value>>(),
        chosen, prints,
        standing => value(&found),
    };
    ask.page_of_year(found.year, "campaign/standing.html", page)
}

/// The launcher first, then whoever did best; who is not known last.
fn ordered<'a>(rows: &[&'a UnitStanding]) -> Vec<&'a UnitStanding> {
    let mut found = rows.to_vec();
    let number = |text: &Option<String>| {
        let text = text.as_deref()?;
        thidua_domain::amount::Decimal::parse(text).ok()
    };
    found.sort_by(|one, other| {
        let by = |row: &UnitStanding| {
            (
                row.actual.is_none(),
                number(&row.share).or(number(&row.actual)),
            )
        };
        let ((no, left), (none, right)) = (by(one), by(other));
        let better = right.cmp(&left);
        (!one.launched, no)
            .cmp(&(!other.launched, none))
            .then(better)
    });
    found
}

fn line(row: &UnitStanding) -> Value {
    let query = row
        .month
        .map(|month| format!("nam={}&thang={month}", row.year));
    let anchor = trace::anchor(&row.target_code);
    let agency = part(&row.agency);
    let window = row.month.map(|month| {
        let window = Window {
            year: WorkYear(row.year),
            month,
        };
        window.label()
    });
    context! {
        source => query.map(|query| format!("/co-quan/{agency}/so-lieu?{query}#{anchor}")),
        given => row.target.as_deref().and_then(|code| trace::history("chi-tieu", code)),
        is_rate => row.unit == "%",
        window,
        ..value(row)
    }
}

/// Targets one may look at: each that has a row, once, in the order of the rows.
fn choices(found: &Standings, chosen: &str) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    let rows = found.rows.iter();
    rows.filter(|row| seen.insert(row.target_code.as_str()))
        .map(|row| {
            context! { code => &row.target_code, name => &row.name, chosen => row.target_code == chosen }
        })
        .collect()
}

fn targets(found: &Standings, chosen: &str) -> Vec<Value> {
    let one = |sum: &thidua_app::campaign::standing::TargetSum| {
        context! { chosen => sum.target_code == chosen, ..value(sum) }
    };
    found.targets.iter().map(one).collect()
}

/// Results by field of work.
fn fields(found: &Standings) -> Vec<Value> {
    let mut names: Vec<&str> = found.targets.iter().map(|one| one.field.as_str()).collect();
    names.dedup();
    let field = |name: &&str| {
        let of = found.targets.iter().filter(|one| one.field == **name);
        let sum = |count: fn(&thidua_app::campaign::standing::TargetSum) -> usize| -> usize {
            of.clone().map(count).sum()
        };
        context! {
            name => *name,
            targets => of.clone().count(),
            met => sum(|one| one.met), behind => sum(|one| one.behind), judged => sum(|one| one.judged),
        }
    };
    names.iter().map(field).collect()
}

/// The rows as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = AskStanding {
        movement: ask.part("ma")?.to_owned(),
        year: ask.query.read("nam")?,
    };
    let listed = Listed::new(
        Which::Standing(wanted),
        Empty {
            icon: "flag",
            title: "Chưa có kết quả nào",
            text: "Phong trào chưa có chỉ tiêu gắn với số liệu.",
        },
    );
    listing::file(&ask, listed).await
}

/// The standing, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    let year = ask.query.read("year")?;
    ask.json(
        &standing(ask.view()?, code, year)
            .map_err(|error: thidua_app::AppError| ask.fault(error))?,
    )
}
