//! Daily entry of a campaign: one unit's days, or the units of one day.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::campaign::{AskEntry, Entered, Grid, Typed, enter as store, grid};
use thidua_app::figures::entry::UNITS;

use super::{day, param, part};
use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    param("don-vi", "string", "Một đơn vị, mọi ngày của đợt"),
    param("ngay", "date", "Một ngày, mọi đơn vị"),
    param("don-vi-tien", "string", "Đơn vị tính tiền"),
];

fn asked(ask: &Ask) -> Result<AskEntry, Problem> {
    Ok(AskEntry {
        code: ask.part("ma")?.to_owned(),
        agency: ask.query.text("don-vi").map(str::to_owned),
        day: day(ask, "ngay")?,
        unit: ask.query.text("don-vi-tien").map(str::to_owned),
    })
}

/// The grid.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let found = grid(ask.view()?, &asked(&ask)?).map_err(|error| ask.fault(error))?;
    shown(&ask, StatusCode::OK, &found)
}

/// Stores what was typed.
pub(crate) async fn enter(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let named = |prefix: &str| {
        let pairs = ask.form.pairs();
        let pairs = pairs.filter_map(|(name, text)| {
            Some((name.strip_prefix(prefix)?.to_owned(), text.to_owned()))
        });
        pairs.collect()
    };
    let typed = Typed {
        cells: named("o."),
        seen: named("cu."),
    };
    let by = ask.live()?.caller("web");
    let came = store(ask.app(), &by, &wanted, &typed).await;
    match came.map_err(|error| ask.fault(error))? {
        Entered::Stored(count, _) => {
            let count = count.to_string();
            let query = query(&wanted).with(&[("da-ghi", Some(&count))]);
            let code = part(&wanted.code);
            Ok(redirect(&format!("/dot-cao-diem/{code}/nhap?{query}")))
        }
        Entered::Refused(found) => shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, &found),
        Entered::Conflict(found) => shown(&ask, StatusCode::CONFLICT, &found),
    }
}

fn query(wanted: &AskEntry) -> Fields {
    let day = wanted.day.map(|day| day.to_string());
    let mut fields = Fields::default();
    let pairs = [
        ("don-vi", wanted.agency.as_deref()),
        ("ngay", day.as_deref()),
        ("don-vi-tien", wanted.unit.as_deref()),
    ];
    for (name, text) in pairs {
        if let Some(text) = text {
            fields.push(name, text);
        }
    }
    fields
}

fn shown(ask: &Ask, status: StatusCode, found: &Grid) -> Outcome {
    let labels = &ask.view()?.state.catalogue.labels;
    let unit = |code: &&'static str| {
        let label = labels.word("don_vi_tinh", code);
        context! { code => *code, label, chosen => *code == found.unit }
    };
    let page = context! {
        units => UNITS.iter().map(unit).collect::<Vec<Value>>(),
        query => query(&asked(ask)?).with(&[]),
        stored => ask.query.text("da-ghi").filter(|_| status == StatusCode::OK),
        conflict => status == StatusCode::CONFLICT,
        grid => value(found),
    };
    ask.page_with(status, "campaign/entry.html", page)
}
