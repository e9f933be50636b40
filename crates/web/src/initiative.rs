//! Initiatives: the list, and one with its authors and their shares.

use std::sync::Arc;

use minijinja::context;
use thidua_app::initiative;
use thidua_app::listing::Which;

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::initiative::PERMISSION;

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::WITHIN, listing::FORM];

/// The initiatives in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    Ok(Listed {
        own: vec!["trong"],
        inputs: inputs.into_iter().collect(),
        agency: within.clone(),
        actions: import::ways(ask),
        ..Listed::new(
            Which::Initiatives(within),
            Empty {
                icon: "bulb",
                title: "Chưa có sáng kiến nào",
                text: "Thêm từng sáng kiến với tác giả và phần đóng góp, hoặc nhập danh sách từ tệp Excel.",
            },
        )
    })
}

/// One initiative.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let found = initiative::initiative(ask.view()?, ask.part("ma")?);
    let found = found.map_err(|error| ask.fault(error))?;
    let page = context! {
        buttons => record::of_initiative(&ask, &found.code)?,
        authors => found.authors.iter().map(|author| context! {
            code => &author.person, name => &author.name, share => &author.printed, opens => author.opens,
        }).collect::<Vec<_>>(),
        initiative => value(&found),
    };
    ask.page("initiative/show.html", page)
}
