//! The rows chosen in a list: kept on the server while one turns its pages and changes its filters, because keys of
//! people are nothing to be left in the storage of a shared browser.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use thidua_app::listing;

use super::address::CHOICE;
use crate::ask::{Ask, is_own_path, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{self, Outcome};

/// Fields of the form: the keys of the page's rows, and of those that are marked.
const ON_PAGE: &str = "co";
const MARKED: &str = "chon";

fn keys<'a>(ask: &'a Ask, name: &str) -> Vec<&'a str> {
    let pairs = ask.form.pairs().filter(|(field, _)| *field == name);
    pairs.map(|(_, key)| key).collect()
}

/// What the reader has chosen in the list the address names.
pub(crate) async fn chosen(ask: &Ask) -> BTreeSet<String> {
    let (Some(id), Some(live)) = (ask.query.text(CHOICE), ask.caller.live()) else {
        return BTreeSet::new();
    };
    let found = listing::chosen(ask.app(), &live.actor, id).await;
    found.unwrap_or_else(|error| {
        tracing::warn!(code = "WEB_CHOICE", request = %ask.id, %error);
        BTreeSet::new()
    })
}

/// The rows a form asks for: those marked on its page, and those chosen on others.
pub(super) async fn sent(ask: &Ask) -> Result<BTreeSet<String>, Problem> {
    let marked = keys(ask, MARKED);
    let mut all = BTreeSet::new();
    if let Some(id) = ask.form.text(CHOICE) {
        let found = listing::chosen(ask.app(), &ask.live()?.actor, id).await;
        all = found.map_err(|error| ask.fault(error))?;
        let page = keys(ask, ON_PAGE);
        all.retain(|key| !page.contains(&key.as_str()));
    }
    all.extend(marked.into_iter().map(str::to_owned));
    Ok(all)
}

/// Keeps the marks of one page, or forgets all of them: asked for by script at each mark, without script by a button.
pub(crate) async fn choose(ask: Arc<Ask>) -> Outcome {
    let back = ask.form.required("ve")?;
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    if !is_own_path(back) || !routes::is_page(path) {
        return Err(Problem::field("ve", "không phải địa chỉ của hệ thống"));
    }
    let query = Fields::parse(query.as_bytes());
    let actor = &ask.live()?.actor;
    let id = ask.form.required(CHOICE)?;
    let (kept, count) = if ask.form.text("viec") == Some("bo") {
        let gone = listing::unchoose(ask.app(), actor, id).await;
        gone.map_err(|error| ask.fault(error))?;
        (None, 0)
    } else {
        let (page, marked) = (keys(&ask, ON_PAGE), keys(&ask, MARKED));
        let all = listing::choose(ask.app(), actor, id, &page, &marked).await;
        (Some(id), all.map_err(|error| ask.fault(error))?.len())
    };
    if ask.wants_json() {
        return ask.json(&json!({ "luot": kept, "so": count }));
    }
    let query = query.with(&[(CHOICE, kept)]);
    Ok(redirect(&match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }))
}
