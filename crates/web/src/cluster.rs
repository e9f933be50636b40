//! Clusters and blocks, for programs.

use std::sync::Arc;

use thidua_app::cluster;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

pub(crate) use thidua_app::cluster::PERMISSION;

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

/// A block in a year, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let year: i16 = ask
        .query
        .read("year")?
        .ok_or_else(|| Problem::field("year", "chưa điền"))?;
    let code = ask.query.required("code")?;
    ask.json(&cluster::block(ask.view()?, code, year).map_err(|error| ask.fault(error))?)
}
