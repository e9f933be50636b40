//! The lists of disciplines, and of those who are not considered for an award yet.

use std::sync::Arc;

use thidua_app::listing::Which;

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

pub(crate) use thidua_app::conduct::PERMISSION;

/// Fields of the lists.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN];
/// Fields of the lists as files.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::WITHIN, listing::FORM];

/// The disciplines in reach.
pub(crate) async fn discipline(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &disciplines(&ask)?)
}

/// The disciplines as a file.
pub(crate) async fn discipline_file(ask: Arc<Ask>) -> Outcome {
    let listed = disciplines(&ask)?;
    listing::file(&ask, listed).await
}

fn disciplines(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let empty = Empty {
        icon: "scale",
        title: "Không có kỷ luật nào",
        text: "Không có quyết định kỷ luật nào trong phạm vi được xem.",
    };
    let other = (
        "Trường hợp chưa xét khen thưởng",
        "/vuong-mac".to_owned(),
        "alert-triangle",
    );
    listed(ask, Which::Discipline(within.clone()), within, empty, other)
}

/// Those in reach who are, or were, not considered.
pub(crate) async fn blockers(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &cases(&ask)?)
}

/// The same as a file.
pub(crate) async fn blockers_file(ask: Arc<Ask>) -> Outcome {
    let listed = cases(&ask)?;
    listing::file(&ask, listed).await
}

fn cases(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let empty = Empty {
        icon: "circle-check",
        title: "Không có trường hợp nào",
        text: "Không có người hoặc tập thể nào đang tạm dừng xét khen thưởng trong phạm vi được xem.",
    };
    let other = ("Kỷ luật", "/ky-luat".to_owned(), "scale");
    listed(ask, Which::Blockers(within.clone()), within, empty, other)
}

fn listed(
    ask: &Ask,
    which: Which,
    within: Option<String>,
    empty: Empty,
    other: (&'static str, String, &'static str),
) -> Result<Listed, Problem> {
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    let mut actions = vec![other];
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong"],
        inputs: inputs.into_iter().collect(),
        agency: within,
        actions,
        ..Listed::new(which, empty)
    })
}
