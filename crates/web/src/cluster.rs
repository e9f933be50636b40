//! Clusters and blocks: the list of a year, and one for programs.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::cluster::{self, pact::AskPact};
use thidua_app::listing::Which;
use thidua_app::report::What;
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::listing::{self, Empty, Listed};
use crate::plan;
use crate::problem::Problem;
use crate::record;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) mod meeting;

pub(crate) use thidua_app::cluster::{PERMISSION, READS as MEETING};

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::YEAR];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::YEAR, listing::FORM];

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "code",
        kind: "string",
        required: true,
        summary: "Mã cụm, khối",
    },
    Param {
        name: "year",
        kind: "integer",
        required: true,
        summary: "Năm",
    },
];

/// Fields of the pact.
pub(crate) const PACT: &[Param] = &[
    Param {
        name: "nam",
        kind: "integer",
        required: true,
        summary: "Năm thi đua",
    },
    Param {
        name: "ngay",
        kind: "string",
        required: false,
        summary: "Ngày ký",
    },
    Param {
        name: "dang",
        kind: "string",
        required: false,
        summary: "Dạng tệp: docx, pdf hoặc xlsx",
    },
];

/// The pact as a file.
pub(crate) async fn pact(ask: Arc<Ask>) -> Outcome {
    let year: Option<i16> = ask.query.read("nam")?;
    let wanted = AskPact {
        block: ask.part("ma")?.to_owned(),
        year: year.ok_or_else(|| Problem::field("nam", "chưa điền"))?,
        issue: plan::issue(&ask)?,
    };
    report::file(&ask, What::Pact(wanted)).await
}

/// The blocks of a work year.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => newest(ask)?,
    };
    Ok(Listed {
        own: vec!["nam"],
        year: Some(year),
        ..Listed::new(
            Which::Clusters(year),
            Empty {
                icon: "category",
                title: "Chưa có cụm, khối thi đua nào của năm này",
                text: "Chọn năm công tác khác ở đầu trang, hoặc nhập danh sách cụm, khối của năm.",
            },
        )
    })
}

/// The newest year a block was told for; the current one where none is.
fn newest(ask: &Ask) -> Result<i16, Problem> {
    let current = WorkYear::of(ask.today).0;
    let blocks = &ask.view()?.state.clusters;
    let years = blocks.values().flatten().filter_map(|block| block.year);
    Ok(years.map(|year| year.0).max().unwrap_or(current))
}

/// The page of a block in a work year.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let years = view.state.clusters.get(code).ok_or(Problem::NotFound)?;
    let told = years.iter().rev().find_map(|block| block.year);
    let current = WorkYear::of(ask.today).0;
    let asked: Option<i16> = ask.query.read("nam")?;
    let year = asked.or(told.map(|year| year.0)).unwrap_or(current);
    let found = cluster::block(view, code, year).map_err(|error| ask.fault(error))?;
    let block = view.state.cluster(code, year).ok_or(Problem::NotFound)?;
    let on = WorkYear(year).last_day().min(ask.today);
    let named = |code: &String| context! { code => code, name => view.state.label_on(code, on) };
    let page = context! {
        year,
        label => WorkYear(year).with_dates(),
        manager => found.line.as_ref().map(named),
        head => found.head.as_ref().map(named),
        deputies => found.deputies.iter().map(named).collect::<Vec<Value>>(),
        buttons => record::of_block(&ask, code, block.year.map(|year| year.0))?,
        years => value(&cluster::years(view, code).map_err(|error| ask.fault(error))?),
        parts => value(&cluster::parts(view, code, year).map_err(|error| ask.fault(error))?),
        turns => value(&cluster::rotation(view, code, year).map_err(|error| ask.fault(error))?),
        meetings => value(&cluster::meetings(view, code, year).map_err(|error| ask.fault(error))?),
        reads => cluster::reads(view, code, year),
        writes => cluster::writes(view, code, year),
        prints => view.permit(report::PERMISSION, thidua_domain::access::Target::Any).is_ok(),
        block => value(&found),
    };
    ask.page_of_year(year, "cluster/show.html", page)
}

/// A block in a year, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let year: i16 = ask
        .query
        .read("year")?
        .ok_or_else(|| Problem::field("year", "chưa điền"))?;
    let code = ask.query.required("code")?;
    ask.json(&cluster::block(ask.view()?, code, year).map_err(|error| ask.fault(error))?)
}
