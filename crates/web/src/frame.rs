//! The frame around every page: who is signed in, the menu of what this actor may open, the chooser of
//! the work year.

mod paper;
mod place;

use serde::Serialize;
use thidua_app::session::Live;
use thidua_domain::access::{Actor, EVERYWHERE, Permission, Role};
use thidua_domain::org::{Agency, Level};
use thidua_domain::time::WorkYear;

use crate::ask::{Ask, Caller};
use crate::fields::Fields;
use crate::routes::{self, Access, Entry, Kind, Route};

/// Field of a path that names an agency.
pub(crate) const AGENCY: &str = "ma";
/// Field of a query that names the work year.
pub(crate) const YEAR: &str = "nam";
/// Years the chooser offers below the current one.
const YEARS_BACK: i16 = 10;

/// What the base template shows around a page.
#[derive(Serialize)]
pub(crate) struct Frame {
    /// Title of the page where the page gives none: the route's summary.
    title: &'static str,
    path: String,
    request: String,
    form_token: String,
    form_field: &'static str,
    user: Option<User>,
    menu: Vec<Group>,
    year: Option<Chooser>,
    drafts: Option<Drafts>,
    answered: Option<Answered>,
    paper: Option<paper::Paper>,
    seeing: Option<Seen>,
    /// How many notices are unread.
    unread: Option<usize>,
    /// The day it is in a database for trying out.
    trial: Option<String>,
    /// The page of the guide about this page.
    help: Option<String>,
    /// What was stored on the way to this page.
    saved: Option<crate::record::Saved>,
    version: &'static str,
}

/// Where the browser keeps copies of drafts.
#[derive(Serialize)]
pub(crate) struct Drafts {
    pub(crate) owner: String,
    pub(crate) key: String,
    /// The address under which the page in view can be opened again.
    pub(crate) page: String,
}

/// A draft whose form this page answers, and the state of it that was sent (ms, by the browser's clock).
#[derive(Serialize)]
pub(crate) struct Answered {
    pub(crate) key: String,
    pub(crate) stamp: i64,
}

#[derive(Serialize)]
struct User {
    account: String,
    name: String,
    roles: Vec<String>,
    person: Option<String>,
}

/// Whom an administrator looks as, and until when (µs UTC).
#[derive(Serialize)]
struct Seen {
    name: String,
    by: String,
    until: i64,
}

/// Entries of the menu under one heading.
#[derive(Serialize)]
struct Group {
    label: &'static str,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    label: &'static str,
    icon: &'static str,
    href: String,
    active: bool,
}

#[derive(Serialize)]
struct Chooser {
    shown: String,
    items: Vec<Year>,
}

#[derive(Serialize)]
struct Year {
    label: String,
    href: String,
    active: bool,
}

/// The frame of a request's page; `year` is the work year the page shows, where it shows one.
pub(crate) fn of(ask: &Ask, year: Option<i16>) -> Frame {
    build(ask, true, year)
}

/// The frame of an error page: it names nothing of the object that was asked for, so that "not there"
/// and "not yours" look alike.
pub(crate) fn of_error(ask: &Ask) -> Frame {
    build(ask, false, None)
}

fn build(ask: &Ask, with_object: bool, year: Option<i16>) -> Frame {
    let live = match &ask.caller {
        Caller::Session(live) if !live.must_change => Some(live),
        _ => None,
    };
    let agency = ask
        .path
        .text(AGENCY)
        .filter(|_| with_object && ask.route.is_about_agency());
    let menu = live.map_or_else(Vec::new, |live| menu(ask, &live.actor, agency));
    Frame {
        title: ask.route.summary,
        path: ask.uri_path.clone(),
        request: ask.id.clone(),
        form_token: ask.form_token.clone(),
        form_field: crate::csrf::FIELD,
        user: ask.caller.live().map(|live| User {
            account: live.actor.user.clone(),
            name: live.name.clone(),
            roles: roles(ask, &live.actor),
            person: live.actor.person.clone(),
        }),
        menu,
        year: live.filter(|_| with_object).map(|_| chooser(ask, year)),
        drafts: crate::draft::vault(ask),
        answered: crate::draft::answered(ask),
        paper: paper::of(ask, agency),
        seeing: ask.caller.live().and_then(seen),
        unread: ask.unread,
        trial: ask.app().is_trial().then(|| ask.today.to_string()),
        help: live
            .filter(|_| with_object && !ask.route.path.starts_with("/huong-dan"))
            .map(|_| crate::guide::about(ask.route)),
        saved: live
            .filter(|_| with_object)
            .and_then(|_| crate::record::saved(ask)),
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn seen(live: &Live) -> Option<Seen> {
    let seeing = live.seeing.as_ref()?;
    Some(Seen {
        name: live.name.clone(),
        by: seeing.by.name.clone(),
        until: seeing.until.0,
    })
}

fn roles(ask: &Ask, actor: &Actor) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for grant in actor.grants_on(ask.today) {
        let place = match grant.agency.as_str() {
            EVERYWHERE => "toàn hệ thống".to_owned(),
            code => ask.agency_name(code),
        };
        names.push(format!("{}, {place}", grant.role.name()));
    }
    names
}

/// The menu: what exists and what the actor may open. A page about an agency opens the one in view, else
/// the actor's own.
fn menu(ask: &Ask, actor: &Actor, in_view: Option<&str>) -> Vec<Group> {
    let mut rows: Vec<(&'static Route, Entry)> = routes::all()
        .filter_map(|route| route.entry.map(|entry| (route, entry)))
        .filter(|(route, _)| match route.access {
            Access::Public | Access::SignedIn => true,
            Access::Needs(permission) => actor.holds(permission, ask.today),
        })
        .collect();
    rows.sort_by_key(|(_, entry)| entry.order);
    let mut groups: Vec<Group> = Vec::new();
    for (route, entry) in rows {
        let Some(href) = address(ask, actor, route, in_view) else {
            continue;
        };
        let item = Item {
            label: entry.label,
            icon: entry.icon,
            href,
            active: place::is_open(ask, route),
        };
        let label = routes::group(entry.order);
        match groups.last_mut().filter(|group| group.label == label) {
            Some(group) => group.items.push(item),
            None => groups.push(Group {
                label,
                items: vec![item],
            }),
        }
    }
    groups
}

/// Another year begins at the first page, and leaves the month open.
fn changed(year: &str) -> [(&'static str, Option<&str>); 5] {
    [
        (YEAR, Some(year)),
        ("thang", None),
        ("tu", None),
        ("den", None),
        ("trang", None),
    ]
}

/// The address of a route for this reader: a page about an agency opens the one in view, else the own.
pub(crate) fn address(
    ask: &Ask,
    actor: &Actor,
    route: &Route,
    in_view: Option<&str>,
) -> Option<String> {
    let mut path = route.path.to_owned();
    if path.contains('{') {
        let Access::Needs(permission) = route.access else {
            return None;
        };
        let own = ask.home_agency(actor, permission);
        path = path.replace("{ma}", in_view.or(own.as_deref())?);
    }
    // The chosen year goes with the reader from page to page.
    let carried: Vec<(&str, Option<&str>)> = ["nam", "thang"]
        .into_iter()
        .filter(|name| route.takes(name))
        .filter_map(|name| ask.query.text(name).map(|value| (name, Some(value))))
        .collect();
    let query = Fields::default().with(&carried);
    if !query.is_empty() {
        path.push('?');
        path.push_str(&query);
    }
    Some(path)
}

fn chooser(ask: &Ask, shown: Option<i16>) -> Chooser {
    let current = WorkYear::of(ask.today);
    let asked = ask
        .query
        .text(YEAR)
        .and_then(|text| WorkYear::parse(text).ok());
    let kept = ask.kept_year();
    let chosen = shown.map(WorkYear).or(asked).or(kept).unwrap_or(current);
    let stays = ask.route.takes(YEAR) && ask.route.kind == Kind::Page;
    let path = if stays { ask.uri_path.as_str() } else { "/" };
    let fields = if stays {
        crate::record::without(&ask.query)
    } else {
        Fields::default()
    };
    let oldest = current.0.saturating_sub(YEARS_BACK).min(chosen.0);
    let items = (oldest..=current.0.max(chosen.0))
        .rev()
        .map(|year| Year {
            label: WorkYear(year).with_dates(),
            href: format!("{path}?{}", fields.with(&changed(&year.to_string()))),
            active: year == chosen.0,
        })
        .collect();
    Chooser {
        shown: chosen.with_dates(),
        items,
    }
}

impl Ask {
    /// The name of an agency as of today; its code where it is not known.
    pub(crate) fn agency_name(&self, code: &str) -> String {
        self.view.as_ref().map_or_else(
            || code.to_owned(),
            |view| view.state.label_on(code, self.today),
        )
    }

    /// The agency whose pages the menu opens when none is in view.
    pub(crate) fn home_agency(&self, actor: &Actor, permission: Permission) -> Option<String> {
        self.own_agencies(actor, permission).into_iter().next()
    }

    /// The agencies at which the actor holds the permission. The country's totals belong to the
    /// directorate, so that is what a role at the ministry or over the whole installation begins with; where
    /// the installation has none (of one province, say), with those that stand at its top today.
    pub(crate) fn own_agencies(&self, actor: &Actor, permission: Permission) -> Vec<String> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let level = |agency: &Agency| agency.on(self.today).map(|spell| spell.level);
        let directorate = || {
            let mut agencies = view.state.org.iter();
            let found = agencies.find(|agency| level(agency) == Some(Level::Directorate));
            found.map(|agency| agency.code.clone())
        };
        let mut found: Vec<String> = Vec::new();
        for code in actor.agencies(permission, self.today) {
            let at = view.state.org.find(code).and_then(level);
            let begun = match at {
                _ if code == EVERYWHERE => {
                    directorate().map_or_else(|| self.tops(), |one| vec![one])
                }
                Some(Level::Ministry) => directorate()
                    .filter(|code| view.sees(permission, code))
                    .or_else(|| Some(code.to_owned()))
                    .into_iter()
                    .collect(),
                _ => vec![code.to_owned()],
            };
            for code in begun {
                if !found.contains(&code) {
                    found.push(code);
                }
            }
        }
        found
    }

    /// The agencies of today that have none above them.
    fn tops(&self) -> Vec<String> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let org = &view.state.org;
        let lives = |code: &str| org.find(code).is_some_and(|it| it.on(self.today).is_some());
        let mut found: Vec<&str> = Vec::new();
        for agency in org.iter() {
            let Some(spell) = agency.on(self.today) else {
                continue;
            };
            if spell.parent.as_deref().is_none_or(|above| !lives(above)) {
                found.push(&agency.code);
            }
        }
        found.sort_unstable();
        found.into_iter().map(str::to_owned).collect()
    }

    /// Whether an administrator looks as another user.
    pub(crate) fn is_seeing(&self) -> bool {
        self.caller.live().is_some_and(|live| live.seeing.is_some())
    }

    /// Whether the caller holds the role today.
    pub(crate) fn is(&self, role: Role) -> bool {
        self.caller
            .live()
            .is_some_and(|live| live.actor.is(role, self.today))
    }
}
