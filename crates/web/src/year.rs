//! The work year the reader has chosen, kept while moving from page to page.
//!
//! An address that names a year says which one the reader looks at, and the browser keeps it until the
//! next one, or until somebody else signs in. A page whose address names none is given the kept one before its
//! handler looks, so no page, link or form has to carry it and none can lose it. An address with an empty
//! `nam` asks for all years and is left alone.

use axum::body::Body;
use axum::http::Response;
use thidua_app::session::Live;
use thidua_domain::time::WorkYear;

use crate::ask::{Ask, Caller};
use crate::frame::YEAR;
use crate::routes::{Kind, Method};

/// Base name of the cookie.
pub(crate) const KEPT: &str = "td_nam";

/// Gives a page that shows a year, and was asked for without one, the kept year.
pub(crate) fn recall(ask: &mut Ask) {
    if !shows_a_year(ask) || ask.query.raw(YEAR).is_some() {
        return;
    }
    if let Some(year) = ask.kept_year() {
        ask.query.push(YEAR, &year.to_string());
    }
}

/// Keeps the year that the address names.
pub(crate) fn keep(ask: &Ask, response: &mut Response<Body>) {
    if !shows_a_year(ask) || !response.status().is_success() {
        return;
    }
    let named = ask.query.text(YEAR).map(WorkYear::parse);
    if let Some(Ok(year)) = named
        && Some(year) != ask.kept_year()
    {
        let whose = ask.caller.live().map(whose).unwrap_or_default();
        ask.put_cookie(response, KEPT, &format!("{year}_{whose}"), None);
    }
}

fn shows_a_year(ask: &Ask) -> bool {
    matches!(ask.caller, Caller::Session(_))
        && ask.route.method == Method::Get
        && ask.route.kind == Kind::Page
        && ask.route.takes(YEAR)
}

impl Ask {
    /// The work year the reader chose on an earlier page.
    pub(crate) fn kept_year(&self) -> Option<WorkYear> {
        let (year, owner) = self.cookies.year.as_deref()?.split_once('_')?;
        let live = self.caller.live()?;
        WorkYear::parse(year).ok().filter(|_| owner == whose(live))
    }
}

/// Who sits at the keyboard: the choice of whoever sat here before is not theirs.
fn whose(live: &Live) -> &str {
    match &live.seeing {
        Some(seeing) => &seeing.by.actor.user,
        None => &live.actor.user,
    }
}
