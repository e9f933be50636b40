//! Which entry of the menu the page in view belongs to.

use crate::ask::Ask;
use crate::routes::{self, Method, Route};

/// Whether the page in view is the menu's, or one that lies under it and has no place of its own.
pub(super) fn is_open(ask: &Ask, entry: &'static Route) -> bool {
    let in_view = page_of(ask.route);
    let under = || {
        in_view
            .path
            .strip_prefix(entry.path)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    match (in_view.entry, in_view.room.or_else(|| room_of_kind(ask))) {
        (Some(_), _) => std::ptr::eq(in_view, entry),
        (None, Some(room)) => room == entry.path,
        (None, None) => entry.path != "/" && under(),
    }
}

/// A form that was refused comes back under its own address: it stands where its page stands.
fn page_of(route: &'static Route) -> &'static Route {
    let page = |other: &&'static Route| other.method == Method::Get && other.path == route.path;
    match route.method {
        Method::Get => route,
        _ => routes::all().find(page).unwrap_or(route),
    }
}

/// The form of a record stands where the list of its kind does.
fn room_of_kind(ask: &Ask) -> Option<&'static str> {
    let kind = ask.path.text("loai")?;
    let list = routes::all().find(|route| route.path.strip_prefix('/') == Some(kind))?;
    Some(list.room.unwrap_or(list.path))
}
