//! Search over everything the reader may open: the page of results, and the suggestions that the command
//! palette shows while one types.

mod months;
mod places;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::search::{self, AskSearch, Group, Hit, Kind, Query, Tier};
use thidua_domain::access::Permission;

use crate::ask::Ask;
use crate::fields::Fields;
use crate::guide;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "q",
        kind: "string",
        required: false,
        summary: "Từ cần tìm",
    },
    Param {
        name: "loai",
        kind: "string",
        required: false,
        summary: "Chỉ tìm một loại",
    },
    Param {
        name: "trang",
        kind: "integer",
        required: false,
        summary: "Trang",
    },
];
/// Fields of the suggestions.
pub(crate) const SUGGEST: &[Param] = &[Param {
    name: "q",
    kind: "string",
    required: false,
    summary: "Từ cần tìm",
}];

/// Hits of a kind beside others.
const FEW: usize = 8;
/// Hits of a kind among suggestions.
const SUGGESTED: usize = 5;
/// Rules found at most.
const RULES_MOST: usize = 200;
/// Hits on a page of one kind.
const PER_PAGE: usize = 50;

/// A group of hits as pages show it.
struct Shown {
    code: &'static str,
    name: &'static str,
    total: usize,
    tier: Tier,
    hits: Vec<Value>,
}

/// Codes of the groups that come from the program itself.
const PAGES: (&str, &str) = ("chuc-nang", "Chức năng");
const GUIDE: (&str, &str) = ("huong-dan", "Hướng dẫn");
/// What the rulebook of awards says.
const RULES: (&str, &str) = ("quy-dinh", "Quy định khen thưởng");
/// Groups that stand first among the suggestions.
const RECENT: (&str, &str) = ("gan-day", "Gần đây");
const MONTHS: (&str, &str) = ("lam-ngay", "Làm ngay");

/// Everything found, by kind.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let typed = ask.query.text("q").unwrap_or_default();
    let only = ask.query.text("loai");
    let number: usize = ask.query.read("trang")?.unwrap_or(1).max(1);
    let (skip, most) = match only {
        Some(_) => ((number - 1).saturating_mul(PER_PAGE), PER_PAGE),
        None => (0, FEW),
    };
    let groups = find(&ask, typed, only, skip, most)?;
    let total: usize = groups.iter().map(|group| group.total).sum();
    let address = |changes: &[(&str, Option<&str>)]| {
        let fields = Fields::from_pairs([("q", typed)]);
        format!("/tim-kiem?{}", fields.with(changes))
    };
    let shown: Vec<Value> = groups
        .iter()
        .map(|group| {
            let more = only.is_none() && group.total > group.hits.len();
            context! {
                name => group.name, total => group.total, hits => &group.hits,
                more => more.then(|| address(&[("loai", Some(group.code))])),
            }
        })
        .collect();
    let turn = |to: usize| address(&[("loai", only), ("trang", Some(&to.to_string()))]);
    let pages = total.div_ceil(PER_PAGE);
    let page = context! {
        typed, total, number, groups => shown,
        asked => Query::read(typed).is_some(),
        all => only.map(|_| address(&[])),
        previous => (only.is_some() && number > 1).then(|| turn(number - 1)),
        next => (only.is_some() && number < pages).then(|| turn(number + 1)),
    };
    ask.page("search/page.html", page)
}

/// What the palette shows: the best of each kind; where nothing is typed, the pages one opened lately and those
/// one may open.
pub(crate) async fn suggest(ask: Arc<Ask>) -> Outcome {
    let typed = ask.query.text("q").unwrap_or_default();
    let groups = match Query::read(typed) {
        Some(_) => {
            let found = find(&ask, typed, None, 0, SUGGESTED)?;
            first(MONTHS, months::find(&ask, typed)?)
                .chain(found)
                .collect()
        }
        None => {
            let lately = crate::recent::offered(&ask).await?.into_iter();
            let lately = lately.map(|page| hit(&page.address, &page.title, "", "history"));
            first(RECENT, lately.collect())
                .chain(places::all(&ask)?)
                .collect::<Vec<Shown>>()
        }
    };
    let all = Fields::default().with(&[("q", Some(typed))]);
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|group| context! { code => group.code, name => group.name, total => group.total, hits => group.hits })
        .collect();
    ask.page("search/suggest.html", context! { typed, groups, all })
}

/// A group that stands first, where it has a hit.
fn first(
    (code, name): (&'static str, &'static str),
    hits: Vec<Value>,
) -> impl Iterator<Item = Shown> {
    let group = Shown {
        code,
        name,
        total: 0,
        tier: Tier::Whole,
        hits,
    };
    Some(group)
        .filter(|group| !group.hits.is_empty())
        .into_iter()
}

/// What is found in the data, among the pages and in the guide, the group with the best hit first.
fn find(
    ask: &Ask,
    typed: &str,
    only: Option<&str>,
    skip: usize,
    most: usize,
) -> Result<Vec<Shown>, Problem> {
    let view = ask.view()?;
    let Some(query) = Query::read(typed) else {
        return Ok(Vec::new());
    };
    let kind = Kind::ALL.into_iter().find(|kind| Some(kind.code()) == only);
    let wanted = |code: &str| only.is_none_or(|only| only == code);
    let mut groups = Vec::new();
    if only.is_none() || kind.is_some() {
        let wanted = AskSearch {
            text: typed.to_owned(),
            kind,
            skip,
            most,
        };
        let found = search::find(ask.app(), view, &wanted).map_err(|error| ask.fault(error))?;
        groups.extend(found.into_iter().map(|group| of_data(ask, group)));
    }
    if wanted(PAGES.0) {
        groups.extend(shown(PAGES, places::find(ask, &query)?, skip, most));
    }
    if wanted(RULES.0) {
        // Behind what is called so by itself: a rule has many words.
        let found = crate::law::rules::found(ask, typed, RULES_MOST)?;
        let found = found.iter().map(|found| {
            let shown = hit(&found.href, &found.text, &found.note, "scale");
            (Tier::Begins, shown)
        });
        groups.extend(shown(RULES, found.collect(), skip, most));
    }
    if wanted(GUIDE.0) {
        let found = guide::find(&query).into_iter().map(|found| {
            let shown = hit(&found.href, &found.title, &found.note, "help-circle");
            (found.tier, shown)
        });
        groups.extend(shown(GUIDE, found.collect(), skip, most));
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.tier), rank(group.code)));
    Ok(groups)
}

/// Where a group stands among those that answer a question equally well.
fn rank(code: &str) -> usize {
    const ORDER: [&str; 4] = ["co-quan", "ca-nhan", PAGES.0, "van-ban"];
    let last = usize::from(code == RULES.0) + 2 * usize::from(code == GUIDE.0);
    let place = ORDER.iter().position(|known| *known == code);
    place.unwrap_or(ORDER.len() + last)
}

/// Some of the hits of a group, where it has any.
fn shown(
    (code, name): (&'static str, &'static str),
    found: Vec<(Tier, Value)>,
    skip: usize,
    most: usize,
) -> Option<Shown> {
    let tier = found.iter().map(|(tier, _)| *tier).max()?;
    let total = found.len();
    let hits = found.into_iter().skip(skip).take(most);
    Some(Shown {
        code,
        name,
        total,
        tier,
        hits: hits.map(|(_, hit)| hit).collect(),
    })
}

fn of_data(ask: &Ask, group: Group) -> Shown {
    let kind = group.kind;
    let hits = group.hits.into_iter().map(|found| {
        hit(
            &address(ask, kind, &found),
            &found.title,
            &found.note,
            icon(kind),
        )
    });
    Shown {
        code: kind.code(),
        name: kind.name(),
        total: group.total,
        tier: group.tier,
        hits: hits.collect(),
    }
}

/// A hit as templates show it; `form` is the form it sends instead of opening a page.
fn hit(href: &str, title: &str, note: &str, icon: &'static str) -> Value {
    context! { href, title, note, icon, form => Value::from(()) }
}

fn icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Agency => "sitemap",
        Kind::Person => "user-circle",
        Kind::Document => "file-text",
        Kind::Award => "award",
        Kind::Block => "users-group",
        Kind::Figure => "chart-bar",
        Kind::Initiative => "bulb",
        Kind::Movement => "flag",
    }
}

/// The page of a hit.
fn address(ask: &Ask, kind: Kind, hit: &Hit) -> String {
    let code = &hit.code;
    let own = |permission| {
        ask.caller
            .live()
            .and_then(|live| ask.home_agency(&live.actor, permission))
    };
    match kind {
        Kind::Agency => format!("/co-quan/{code}"),
        Kind::Person => format!("/ca-nhan/{code}"),
        Kind::Document => format!("/van-ban/{code}"),
        Kind::Block => format!("/xep-hang?trong={code}"),
        Kind::Initiative => format!("/sang-kien/{code}"),
        Kind::Movement => format!("/phong-trao/{code}"),
        Kind::Figure => match own(Permission::ViewFigures) {
            Some(agency) => format!("/co-quan/{agency}/so-lieu#so-{code}"),
            None => "/co-quan".to_owned(),
        },
        Kind::Award => {
            let agency = hit.agency.clone().or_else(|| own(Permission::ViewAwards));
            let year = hit.year.map(|year| format!("?nam={year}"));
            match agency {
                Some(agency) => {
                    let year = year.unwrap_or_default();
                    format!("/co-quan/{agency}/khen-thuong{year}")
                }
                None => "/co-quan".to_owned(),
            }
        }
    }
}
