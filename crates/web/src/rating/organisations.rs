//! The list of ratings of Party and mass organisations.

use std::sync::Arc;

use thidua_app::listing::Which;
pub(crate) use thidua_app::rating::organisations::PERMISSION;

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::WITHIN, listing::FORM];

/// The ratings in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The same as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    let empty = Empty {
        icon: "certificate",
        title: "Chưa ghi kết quả nào",
        text: "Ghi kết quả xếp loại tổ chức đảng, đoàn thể của tập thể; không ghi ai là đảng viên, đoàn viên.",
    };
    let mut actions = vec![("Xếp loại chất lượng", "/xep-loai".to_owned(), "certificate")];
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong"],
        inputs: inputs.into_iter().collect(),
        agency: within.clone(),
        actions,
        ..Listed::new(Which::Organisations(within), empty)
    })
}
