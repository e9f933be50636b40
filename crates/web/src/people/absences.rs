//! The list of those who were away.

use std::sync::Arc;

use thidua_app::listing::Which;

use super::PERMISSION;
use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::WITHIN, listing::FORM];

/// The absences in reach.
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
        icon: "users-group",
        title: "Chưa ghi trường hợp nào",
        text: "Ghi người nghỉ thai sản, biệt phái, đi học dài hạn hoặc nghỉ hưu trong năm, để tính đúng tỷ lệ cá nhân của tập thể khi xét khen thưởng.",
    };
    let mut actions = vec![("Nhân sự", "/nhan-su".to_owned(), "users-group")];
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong"],
        inputs: inputs.into_iter().collect(),
        agency: within.clone(),
        actions,
        ..Listed::new(Which::Absences(within), empty)
    })
}
