//! The guide: `docs/huong-dan/*.md`, embedded, rendered once, linked from the pages it explains.
//!
//! A file may begin with lines between two `---`: `nhom` (the group it is listed under), `thu-tu` (its
//! place there), `vai-tro` (codes of the roles it is written for) and `trang` (the routes whose pages
//! link to it). Only Markdown is shown: raw HTML is text, pictures are left out.

mod render;

use std::sync::{Arc, OnceLock};

use minijinja::{Value, context};
use rust_embed::RustEmbed;
use thidua_app::search::{Builder, Match, Query, Shelf, Standing, Tier};
use thidua_domain::access::Role;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Route};
use crate::template::value;

pub(crate) use render::Heading;

#[derive(RustEmbed)]
#[folder = "../../docs/huong-dan"]
#[include = "*.md"]
struct Files;

/// The group of pages written for a role.
const ROLES: &str = "Theo vai trò";
/// The group of a page that names none.
const TASKS: &str = "Theo công việc";
/// The list of pages for those who read the files themselves; pages are listed by the program.
const LISTING: &str = "README.md";

/// A page of the guide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topic {
    /// Its name in addresses: the file's.
    pub(crate) slug: String,
    /// Its title: the first heading.
    pub(crate) title: String,
    /// Its first paragraph, as text.
    pub(crate) lead: String,
    /// Where it is listed.
    group: String,
    order: u32,
    roles: Vec<String>,
    /// The routes whose pages link to it.
    pub(crate) routes: Vec<String>,
    /// Its headings of the second and third level.
    pub(crate) headings: Vec<Heading>,
    html: String,
}

impl Topic {
    /// Its address.
    pub(crate) fn href(&self) -> String {
        format!("/huong-dan/{}", self.slug)
    }

    fn read(name: &str, text: &str) -> Self {
        let (front, text) = front(text);
        let field = |wanted: &str| {
            let mut lines = front.iter().filter(|(name, _)| *name == wanted);
            lines.next().map(|(_, value)| *value).unwrap_or_default()
        };
        let list = |wanted: &str| -> Vec<String> {
            let parts = field(wanted).split(';').map(str::trim);
            let parts = parts.filter(|part| !part.is_empty());
            parts.map(str::to_owned).collect()
        };
        let page = render::page(text);
        let roles = list("vai-tro");
        let group = match field("nhom") {
            "" if !roles.is_empty() => ROLES,
            "" => TASKS,
            told => told,
        };
        Self {
            slug: name.trim_end_matches(".md").to_owned(),
            title: page.title,
            lead: page.lead,
            group: group.to_owned(),
            order: field("thu-tu").parse().unwrap_or(500),
            routes: list("trang"),
            roles,
            headings: page.headings,
            html: page.html,
        }
    }
}

/// The lines between the first two `---`, and the rest.
fn front(text: &str) -> (Vec<(&str, &str)>, &str) {
    let Some((front, rest)) = text
        .strip_prefix("---\n")
        .and_then(|text| text.split_once("\n---\n"))
    else {
        return (Vec::new(), text);
    };
    let lines = front.lines().filter_map(|line| line.split_once(':'));
    let fields = lines.map(|(name, value)| (name.trim(), value.trim()));
    (fields.collect(), rest)
}

/// Every page, in the order of their groups.
pub(crate) fn topics() -> &'static [Topic] {
    static TOPICS: OnceLock<Vec<Topic>> = OnceLock::new();
    TOPICS.get_or_init(|| {
        let mut topics: Vec<Topic> = Files::iter()
            .filter(|name| name != LISTING)
            .filter_map(|name| {
                let file = Files::get(&name)?;
                Some(Topic::read(&name, &String::from_utf8_lossy(&file.data)))
            })
            .collect();
        let place = |topic: &Topic| (topic.group != ROLES, topic.group.clone(), topic.order);
        topics.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.slug.cmp(&b.slug)));
        topics
    })
}

/// The page that explains a route's page: its own, else the list.
pub(crate) fn about(route: &Route) -> String {
    let own = topics()
        .iter()
        .find(|topic| topic.routes.iter().any(|path| path == route.path));
    own.map_or_else(|| "/huong-dan".to_owned(), Topic::href)
}

/// A part of the guide that a question finds.
pub(crate) struct Found {
    /// The heading, or the page's title.
    pub(crate) title: String,
    /// The page it stands on.
    pub(crate) note: String,
    /// Its address.
    pub(crate) href: String,
    /// How much of the question it answers.
    pub(crate) tier: Tier,
}

/// Pages and headings, searched like everything else.
pub(crate) fn find(query: &Query) -> Vec<Found> {
    type Parts = Vec<(&'static Topic, Option<&'static Heading>)>;
    static SHELF: OnceLock<(Shelf, Parts)> = OnceLock::new();
    let (shelf, parts) = SHELF.get_or_init(|| {
        let mut shelf = Builder::default();
        let mut parts = Vec::new();
        for topic in topics() {
            shelf.item("");
            shelf.name(
                &topic.title,
                &format!("hướng dẫn {}", topic.lead),
                0,
                Standing::Now,
            );
            parts.push((topic, None));
            for heading in &topic.headings {
                shelf.item("");
                shelf.name(&heading.text, &topic.title, 0, Standing::Now);
                parts.push((topic, Some(heading)));
            }
        }
        (shelf.finish(), parts)
    });
    let shown = |found: Match| {
        let at = usize::try_from(found.item).ok()?;
        let (topic, heading) = parts.get(at)?;
        let tier = found.tier;
        Some(match heading {
            None => Found {
                title: topic.title.clone(),
                note: topic.lead.clone(),
                href: topic.href(),
                tier,
            },
            Some(heading) => Found {
                title: heading.text.clone(),
                note: topic.title.clone(),
                href: format!("{}#{}", topic.href(), heading.id),
                tier,
            },
        })
    };
    shelf.find(query).into_iter().filter_map(shown).collect()
}

/// The list of all pages, those for the reader's roles first.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let own: Vec<&str> = ask.caller.live().map_or_else(Vec::new, |live| {
        let grants = live.actor.grants_on(ask.today);
        grants.map(|grant| grant.role.code()).collect()
    });
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for topic in topics() {
        let yours = topic.roles.iter().any(|role| own.contains(&role.as_str()));
        let line = context! {
            href => topic.href(), title => &topic.title, lead => &topic.lead, yours,
        };
        match groups.iter_mut().find(|(group, _)| *group == topic.group) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((topic.group.clone(), vec![line])),
        }
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|(name, lines)| context! { name, lines })
        .collect();
    ask.page("guide/list.html", context! { groups })
}

/// One page.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let slug = ask.part("bai")?;
    let topic = topics()
        .iter()
        .find(|topic| topic.slug == slug)
        .ok_or(Problem::NotFound)?;
    let siblings: Vec<Value> = topics()
        .iter()
        .filter(|other| other.group == topic.group)
        .map(|other| context! { href => other.href(), title => &other.title, active => other.slug == slug })
        .collect();
    let roles: Vec<&str> = topic
        .roles
        .iter()
        .filter_map(|code| Role::from_code(code))
        .map(Role::name)
        .collect();
    let page = context! {
        title => &topic.title,
        group => &topic.group,
        headings => value(&topic.headings),
        html => Value::from_safe_string(topic.html.clone()),
        siblings,
        roles => value(roles),
    };
    ask.page("guide/show.html", page)
}

#[cfg(test)]
mod tests;
