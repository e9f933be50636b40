//! One event: who took which part, awards announced there, papers, photographs.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::event::{self, EventPage};
use thidua_domain::access::Permission;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;
use crate::{attachment, record};

pub(crate) use thidua_app::event::PERMISSION;

/// One event.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = event::page(view, ask.part("ma")?).map_err(|error| ask.fault(error))?;
    let opens = |code: &str| {
        let person = view.state.people.contains_key(code);
        match person {
            true => view.permit_person(Permission::ViewPeople, code).is_ok(),
            false => view.state.org.find(code).is_some(),
        }
    };
    let parts = found.event.parts.iter().map(|part| {
        let person = view.state.people.contains_key(&part.code);
        let path = if person { "ca-nhan" } else { "co-quan" };
        context! { name => &part.name, role => &part.role, code => &part.code, path, opens => opens(&part.code) }
    });
    let holders = found.event.agencies.iter().zip(&found.event.agency_names);
    let holders = holders.map(|(code, name)| context! { code, name, opens => opens(code) });
    let page = context! {
        parts => parts.collect::<Vec<Value>>(),
        holders => holders.collect::<Vec<Value>>(),
        movements => found.movements.iter().map(|(named, opens)| context! { code => &named.code, name => &named.name, opens }).collect::<Vec<Value>>(),
        papers => found.papers.iter().map(|(cited, code)| context! { cited, code }).collect::<Vec<Value>>(),
        sources => found.event.sources.iter().map(|words| ask.cited().link(words)).collect::<Vec<Value>>(),
        buttons => buttons(&ask, &found)?,
        files => attachment::section(&ask, "su-kien", &found.key).await?,
        found => value(&found),
    };
    ask.page("event/show.html", page)
}

fn buttons(ask: &Ask, found: &EventPage) -> Result<Vec<record::Button>, Problem> {
    let agencies = found.event.agencies.join(";");
    let block = found.event.block.as_deref();
    let held_by = match block {
        Some(block) if agencies.is_empty() => ("ma_cum", block),
        _ => ("ma_co_quan", agencies.as_str()),
    };
    record::of_deed(ask, "su-kien", held_by, &found.key)
}
