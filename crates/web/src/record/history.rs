//! The history of a record, and the way back: an earlier revision, a record taken away, a save undone.

use std::sync::Arc;

use minijinja::context;
use thidua_app::record;

use super::{done, place_of, record_of, refused};
use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Every revision.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let (view, kind) = (ask.view()?, ask.part("loai")?);
    let found = record::history(ask.app(), view, kind, &record_of(&ask)?)
        .await
        .map_err(|error| ask.fault(error))?;
    let back = place_of(view, found.kind, &found.values);
    ask.page(
        "record/history.html",
        context! { back, history => value(&found) },
    )
}

/// Brings an earlier revision back.
pub(crate) async fn restore(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (kind, named) = (ask.part("loai")?, record_of(&ask)?);
    let number: i64 = ask.form.read("ban")?.unwrap_or_default();
    let seen: i64 = ask.form.read("co-so")?.unwrap_or_default();
    let reason = ask.form.text("ly-do");
    let restored = record::restore(ask.app(), &by, (kind, &named), (number, seen), reason).await;
    match restored {
        Ok(stored) => done(&ask, &stored, "khoi-phuc").await,
        Err(error) => refused(&ask, error, &history_of(&ask, &named)?),
    }
}

fn history_of(ask: &Ask, named: &str) -> Result<String, Problem> {
    let named: String = form_urlencoded::byte_serialize(named.as_bytes()).collect();
    Ok(format!(
        "/du-lieu/{}/lich-su?khoa={named}",
        ask.part("loai")?
    ))
}

/// Takes a record away.
pub(crate) async fn remove(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (kind, named) = (ask.part("loai")?, record_of(&ask)?);
    let seen: i64 = ask.form.read("co-so")?.unwrap_or_default();
    let removed =
        record::remove(ask.app(), &by, (kind, &named), seen, ask.form.text("ly-do")).await;
    match removed {
        Ok(stored) => done(&ask, &stored, "go").await,
        Err(error) => refused(&ask, error, &history_of(&ask, &named)?),
    }
}

/// Undoes a save.
pub(crate) async fn undo(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let event: i64 = ask.form.read("su-kien")?.ok_or(Problem::NotFound)?;
    match record::undo(ask.app(), &by, event).await {
        Ok(stored) => done(&ask, &stored, "hoan-tac").await,
        Err(error) => refused(&ask, error, ask.from.as_deref().unwrap_or("/")),
    }
}
