//! Initiatives: the list, and one with its authors and their shares.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::initiative;
use thidua_app::initiative::alike::{self, Pair};
use thidua_app::listing::Which;

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{attachment, follow};

pub(crate) use thidua_app::initiative::PERMISSION;

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::WITHIN, listing::FORM];

/// Fields of the page of those that repeat one another.
pub(crate) const ALIKE: &[Param] = &[listing::WITHIN];
/// Beside which other one.
pub(crate) const BESIDE: &[Param] = &[Param {
    name: "voi",
    kind: "string",
    required: true,
    summary: "Mã sáng kiến đặt bên cạnh",
}];
/// Fields for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "agency",
    kind: "string",
    required: false,
    summary: "Mã cơ quan, gồm cả các cơ quan trực thuộc",
}];

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
    let mut actions = vec![(
        "Sáng kiến giống nhau",
        "/sang-kien/giong-nhau".to_owned(),
        "list-search",
    )];
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong"],
        inputs: inputs.into_iter().collect(),
        agency: within.clone(),
        actions,
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
    let view = ask.view()?;
    let found = initiative::initiative(view, ask.part("ma")?);
    let found = found.map_err(|error| ask.fault(error))?;
    let alike = alike::of(view, &found.code).map_err(|error| ask.fault(error))?;
    let registered = initiative::registered_with(view, &found.code);
    let registered = registered.map_err(|error| ask.fault(error))?;
    let bases = found.builds_on.iter().map(|code| {
        let known = initiative::initiative(view, code).ok();
        context! { code, name => known.as_ref().map(|known| &known.name) }
    });
    let page = context! {
        buttons => record::of_initiative(&ask, &found.code)?,
        authors => found.authors.iter().map(|author| context! {
            code => &author.person, name => &author.name, share => &author.printed, opens => author.opens,
        }).collect::<Vec<_>>(),
        bases => bases.collect::<Vec<_>>(),
        alike => alike.iter().map(pair).collect::<Vec<_>>(),
        registered => registered.iter().map(value).collect::<Vec<_>>(),
        files => attachment::of_code(&ask, "sang-kien", &found.code).await?,
        initiative => value(&found),
    };
    ask.page("initiative/show.html", page)
}

fn pair(pair: &Pair) -> Value {
    context! {
        printed => &pair.printed, href => alike::address(&pair.first.code, &pair.second.code),
        ..value(pair)
    }
}

/// Which initiatives repeat one another.
pub(crate) async fn alike(ask: Arc<Ask>) -> Outcome {
    let within = ask.query.text("trong").map(str::to_owned);
    let (view, agency) = (ask.view()?.clone(), within.clone());
    // The nation's texts are compared once after one of them changed: not on a thread that serves.
    let work = move || alike::pairs(&view, agency.as_deref());
    let found = tokio::task::spawn_blocking(work).await;
    let found = found.map_err(|error| ask.fault(AppError::Machine(error.to_string())))?;
    let found = found.map_err(|error| ask.fault(error))?;
    let places = listing::places(&ask, PERMISSION, within.as_deref())?;
    let page = context! {
        places => follow::places(places),
        rows => found.rows.iter().map(pair).collect::<Vec<_>>(),
        more => found.more,
    };
    ask.page("initiative/alike.html", page)
}

/// Two initiatives beside each other.
pub(crate) async fn beside(ask: Arc<Ask>) -> Outcome {
    let other = ask.query.text("voi").ok_or(Problem::NotFound)?;
    let found = alike::beside(ask.view()?, ask.part("ma")?, other);
    let found = found.map_err(|error| ask.fault(error))?;
    let side = |text: &alike::Text| -> Result<Value, Problem> {
        let code = &text.initiative.code;
        let buttons = record::of_initiative(&ask, code)?;
        Ok(
            context! { edit => buttons.into_iter().find(|button| button.label == "Sửa"), ..value(text) },
        )
    };
    let page = context! { sides => found.iter().map(side).collect::<Result<Vec<_>, _>>()? };
    ask.page("initiative/beside.html", page)
}

/// The initiatives with what repeats, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let found = initiative::initiatives(ask.view()?, ask.query.text("agency"));
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
