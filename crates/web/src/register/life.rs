//! The register for life of a person or a collective, on a page and as a paper.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::register::life::{self, AskLife, Life, LifeRow, words};
use thidua_app::report::{Issue, What};

use super::claim;
use crate::ask::Ask;
use crate::org;
use crate::problem::Problem;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the paper.
pub(crate) const FILE: &[Param] = &[Param {
    name: "dang",
    kind: "string",
    required: false,
    summary: "Dạng tệp: docx, pdf hoặc xlsx",
}];

/// Fields for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "subject",
    kind: "string",
    required: true,
    summary: "Mã cá nhân hoặc cơ quan",
}];

fn found(ask: &Ask, code: &str) -> Result<Life, Problem> {
    life::life(ask.view()?, code).map_err(|error| ask.fault(error))
}

/// The register of a person; one's own with the form of a claim.
pub(crate) async fn person(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = found(&ask, ask.part("ma")?)?;
    // A collective has an address of its own.
    if found.kind != "ca_nhan" {
        return Err(Problem::NotFound);
    }
    let own = view.actor.person.as_deref() == Some(found.subject.as_str());
    let claims = match own {
        true => Some(claim::form_of(&ask, &found.subject)?),
        false => None,
    };
    let page = context! {
        own, claims,
        files => format!("/ca-nhan/{}/khen-thuong-ca-doi/in", part(&found.subject)),
        ..shown(&ask, &found)?
    };
    ask.page("register/life.html", page)
}

/// The register of a collective.
pub(crate) async fn collective(ask: Arc<Ask>) -> Outcome {
    let found = found(&ask, ask.part("ma")?)?;
    if found.kind != "tap_the" {
        return Err(Problem::NotFound);
    }
    let page = context! {
        own => false,
        head => org::head(&ask, &found.subject, ask.today)?,
        files => format!("/co-quan/{}/truyen-thong-khen-thuong/in", part(&found.subject)),
        ..shown(&ask, &found)?
    };
    ask.page("register/life.html", page)
}

fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

fn shown(ask: &Ask, found: &Life) -> Result<Value, Problem> {
    let view = ask.view()?;
    let state = view.state.as_ref();
    let cited = ask.cited();
    let row = |row: &LifeRow| {
        let history = row
            .record
            .map(|record| format!("/du-lieu/khen-thuong/lich-su?khoa={record}"));
        context! {
            year => row.years.as_deref().map(words::years),
            told => words::decision(row),
            remark => words::remark(state, row),
            links => row.sources.iter().map(|source| cited.link(source)).collect::<Vec<_>>(),
            history,
            ..value(row)
        }
    };
    let count = |count: &life::LifeCount| {
        let years = count.years.iter().map(|years| words::years(years));
        context! { spans => years.collect::<Vec<_>>().join(", "), ..value(count) }
    };
    Ok(context! {
        rows => found.rows.iter().map(row).collect::<Vec<Value>>(),
        counts => found.counts.iter().map(count).collect::<Vec<Value>>(),
        inherits => found.counts.iter().any(|count| count.inherited > 0),
        several => found.rows.iter().any(|row| row.times != 1),
        former => found.former.iter().map(|own| context! {
            told => words::former(state, own), ..value(own)
        }).collect::<Vec<Value>>(),
        open => words::open_points(found),
        prints => life::prints(view, found),
        life => value(found),
    })
}

/// The paper of either.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = AskLife {
        subject: ask.part("ma")?.to_owned(),
        issue: Issue::default(),
    };
    report::file(&ask, What::Life(wanted)).await
}

/// The register, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let found = found(&ask, ask.query.required("subject")?)?;
    ask.json(&found)
}
