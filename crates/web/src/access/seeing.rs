//! «Xem như người dùng này»: an administrator looks at the product as another user, read only.

use std::sync::Arc;

use thidua_app::session;
use thidua_domain::access::Permission;

use super::{failed, in_reach};
use crate::ask::{Ask, redirect};
use crate::routes::{Access, Kind, Outcome, Route};

/// Where the look ends.
pub(crate) const STOP: &str = "/thoi-xem";

/// Whether a route may be used while looking as another user: pages to read, and the ways out. Not the
/// account itself, and no file: what leaves the product leaves in one's own name.
pub(crate) fn while_seeing(route: &Route) -> bool {
    let own = matches!(route.access, Access::Needs(Permission::OwnAccount))
        || route.path.starts_with("/tai-khoan");
    match route.kind {
        Kind::Page | Kind::Fragment => !own,
        Kind::Form => matches!(route.path, STOP | "/dang-xuat"),
        Kind::System => true,
        Kind::Download | Kind::Api => false,
    }
}

/// Begins to look as the user of the path.
pub(crate) async fn see_as(ask: Arc<Ask>) -> Outcome {
    let name = in_reach(&ask).await?.name;
    let reason = ask.form.required("ly_do")?;
    match session::see_as(ask.app(), ask.live()?, &name, reason).await {
        Ok(()) => Ok(redirect("/")),
        Err(error) => failed(&ask, error).await,
    }
}

/// Ends the look.
pub(crate) async fn stop(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let back = match &live.seeing {
        Some(_) => format!("/quan-tri/nguoi-dung/{}", live.actor.user),
        None => "/".to_owned(),
    };
    session::stop_seeing(ask.app(), live)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect(&back))
}
