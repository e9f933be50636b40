//! Pages and commands of the product as things that can be found: made from the table of routes, so that
//! a new page is found without anybody telling it here.

use std::sync::OnceLock;

use minijinja::{Value, context};
use thidua_app::record::{self, KINDS, enters};
use thidua_app::search::{Builder, Query, Shelf, Standing, Tier};
use thidua_domain::access::Permission;

use super::{Shown, hit};
use crate::ask::Ask;
use crate::frame;
use crate::problem::Problem;
use crate::routes::{self, About, Access, Method, Route};

/// Groups shown before anything is typed.
const COMMANDS: (&str, &str) = ("viec-lam", "Việc thường làm");
const PAGES: (&str, &str) = ("trang", "Trang");
/// Places shown of each before anything is typed.
const MOST: usize = 24;

/// Something one may be looking for that is no data.
#[derive(Clone, Copy)]
enum Place {
    /// A page of the table.
    Page(&'static Route),
    /// Entering a record of a kind.
    Add(&'static record::Kind),
    /// Signing out: the one command that is no page.
    Leave,
}

fn places() -> &'static (Shelf, Vec<Place>) {
    static PLACES: OnceLock<(Shelf, Vec<Place>)> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut pages: Vec<&Route> = routes::all().filter(|route| stands(route)).collect();
        pages.sort_by_key(|route| route.entry.map_or(u8::MAX, |entry| entry.order));
        let mut shelf = Builder::default();
        let mut places = Vec::new();
        for route in pages {
            shelf.item("");
            shelf.name(route.summary, "", 0, Standing::Now);
            let entry = route.entry.map(|entry| entry.label);
            for name in [entry, route.tab].into_iter().flatten() {
                shelf.name(name, "", 0, Standing::Now);
            }
            places.push(Place::Page(route));
        }
        for kind in &KINDS {
            shelf.item("");
            shelf.name(&adding(kind), "nhập mới tạo", 0, Standing::Now);
            places.push(Place::Add(kind));
        }
        shelf.item("");
        shelf.name("Đăng xuất", "thoát", 0, Standing::Now);
        places.push(Place::Leave);
        (shelf.finish(), places)
    })
}

fn adding(kind: &record::Kind) -> String {
    format!("Thêm {}", kind.noun)
}

/// Whether a route opens by itself: for the reader, or for the reader's own agency.
fn stands(route: &Route) -> bool {
    let opens = match (route.path.matches('{').count(), route.about) {
        (0, _) => true,
        (1, About::Agency(_)) => route.path.contains("{ma}"),
        _ => false,
    };
    opens
        && route.method == Method::Get
        && route.kind == routes::Kind::Page
        && (route.access != Access::Public || route.entry.is_some())
        && route.path != "/tim-kiem"
        && !route.params.iter().any(|param| param.required)
}

/// The places the reader may open that a question finds, with how well each agrees.
pub(super) fn find(ask: &Ask, query: &Query) -> Result<Vec<(Tier, Value)>, Problem> {
    let (shelf, places) = places();
    let mut found = Vec::new();
    for hit in shelf.find(query) {
        let place = usize::try_from(hit.item).ok().and_then(|at| places.get(at));
        if let Some(place) = place
            && let Some(shown) = shown(ask, *place)?
        {
            found.push((hit.tier, shown));
        }
    }
    Ok(found)
}

/// What the reader may do and open, where nothing is asked for.
pub(super) fn all(ask: &Ask) -> Result<Vec<Shown>, Problem> {
    let (_, places) = places();
    let (mut commands, mut pages) = (Vec::new(), Vec::new());
    for place in places {
        let to = if place.is_command() {
            &mut commands
        } else {
            &mut pages
        };
        to.extend(shown(ask, *place)?);
    }
    let group = |(code, name), mut hits: Vec<Value>| {
        hits.truncate(MOST);
        Shown {
            code,
            name,
            total: 0,
            tier: Tier::Whole,
            hits,
        }
    };
    // Signing out stands last and is always there.
    if commands.len() > MOST {
        commands.drain(MOST - 1..commands.len() - 1);
    }
    let groups = [group(COMMANDS, commands), group(PAGES, pages)];
    Ok(groups
        .into_iter()
        .filter(|group| !group.hits.is_empty())
        .collect())
}

impl Place {
    fn is_command(self) -> bool {
        match self {
            Self::Page(route) => route.access == Access::Needs(record_permission()),
            Self::Add(_) | Self::Leave => true,
        }
    }
}

fn record_permission() -> Permission {
    thidua_app::bundle::PERMISSION
}

/// A place as a hit; nothing where the reader may not open it.
fn shown(ask: &Ask, place: Place) -> Result<Option<Value>, Problem> {
    Ok(match place {
        Place::Page(route) => page(ask, route)?,
        Place::Add(kind) => {
            let name = kind.def.name;
            let href = format!("/du-lieu/{name}/them");
            enters(ask.view()?, name).then(|| hit(&href, &adding(kind), "", "plus"))
        }
        Place::Leave => {
            let plain = hit("/tai-khoan", "Đăng xuất", "", "logout");
            Some(context! { form => "/dang-xuat", ..plain })
        }
    })
}

fn page(ask: &Ask, route: &'static Route) -> Result<Option<Value>, Problem> {
    let actor = &ask.live()?.actor;
    let mut note = String::new();
    if let Access::Needs(permission) = route.access {
        if !actor.holds(permission, ask.today) {
            return Ok(None);
        }
        if route.path.contains('{') {
            let Some(agency) = ask.home_agency(actor, permission) else {
                return Ok(None);
            };
            note = ask.agency_name(&agency);
        }
    }
    let icon = route.entry.map_or("chevron-right", |entry| entry.icon);
    let href = frame::address(ask, actor, route, None);
    Ok(href.map(|href| hit(&href, route.summary, &note, icon)))
}
