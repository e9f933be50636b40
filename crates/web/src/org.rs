//! Agencies: the tree on a date, one agency, and the head that all pages about an agency share.

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::listing::Which;
use thidua_app::org;
use thidua_app::scoring::reaches_below;
use thidua_domain::access::Permission;
use thidua_domain::org::Level;
use thidua_domain::people::Person;
use thidua_domain::text;
use thidua_domain::time::parse_date;

use crate::ask::Ask;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::problem::Problem;
use crate::record;
use crate::routes::{self, About, Access, Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::org::PERMISSION;

/// The date of a tree or agency.
pub(crate) const ON: &[Param] = &[Param {
    name: "ngay",
    kind: "string",
    required: false,
    summary: "Ngày xem tổ chức",
}];
/// Fields of the tree's page.
pub(crate) const TREE: &[Param] = &[
    Param {
        name: "ngay",
        kind: "string",
        required: false,
        summary: "Ngày xem tổ chức",
    },
    Param {
        name: "tim",
        kind: "string",
        required: false,
        summary: "Tên cần tìm",
    },
];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "agency",
        kind: "string",
        required: true,
        summary: "Mã cơ quan",
    },
    Param {
        name: "at",
        kind: "date",
        required: false,
        summary: "Ngày",
    },
];

/// The tree on a date.
pub(crate) async fn tree(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let on = ask.day("ngay")?;
    let mut lines = org::tree(view, None, on, 16).map_err(|error| ask.fault(error))?;
    // Bodies outside the sector are there as issuers of papers; they are no part of the tree people look for.
    lines.retain(|line| line.depth > 0 || line.below > 0 || line.level != "ngoai_nganh");
    let wanted = ask.query.text("tim").map(text::fold);
    if let Some(wanted) = &wanted {
        lines.retain(|line| text::fold(&line.name).contains(wanted) || line.code.contains(wanted));
    }
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            context! {
                level_name => level_name(&ask, &line.level, on),
                indent => if wanted.is_some() { 0 } else { line.depth.min(3) },
                own => view.sees(Permission::ViewFigures, &line.code),
                name => view.state.label_on(&line.code, on),
                ..value(line)
            }
        })
        .collect();
    let page = context! {
        people => view.actor.holds(Permission::ViewPeople, ask.today),
        rows,
        on => on.to_string(),
        wanted => ask.query.text("tim").unwrap_or_default(),
        today => on == ask.today,
        adds => thidua_app::record::enters(view, "co-quan"),
    };
    ask.page("org/tree.html", page)
}

/// Fields of the flat list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::ON];
/// Fields of the flat list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::ON, listing::FORM];

/// The agencies as one flat list.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The flat list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let on = ask.day("ngay")?;
    let day = Input {
        name: "ngay",
        label: "Vào ngày",
        kind: InputKind::Day(on.strftime("%d/%m/%Y").to_string()),
    };
    Ok(Listed {
        own: vec!["ngay"],
        inputs: vec![day],
        actions: vec![("Xem dạng cây", "/co-quan".to_owned(), "sitemap")],
        ..Listed::new(
            Which::Agencies(on),
            Empty {
                icon: "sitemap",
                title: "Chưa có cơ quan nào",
                text: "Nạp danh sách cơ quan của ngành khi thiết lập hệ thống, hoặc thêm từng cơ quan.",
            },
        )
    })
}

/// One agency: names over time, what it came from, what is below.
pub(crate) async fn overview(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let on = ask.day("ngay")?;
    let code = ask.part("ma")?;
    let agency = org::agency(view, code, on).map_err(|error| ask.fault(error))?;
    let named = |code: &String| context! { code => code, name => view.state.label_on(code, on) };
    let mut below: Vec<&String> = agency.children.iter().collect();
    below.sort_by(|a, b| text::compare(&view.state.name_on(a, on), &view.state.name_on(b, on)));
    let (buttons, spell_buttons) = record::of_agency(&ask, code)?;
    let page = context! {
        buttons, spell_buttons,
        head => head(&ask, code, on)?,
        parent => agency.parent.as_ref().map(named),
        below => below.into_iter().map(named).collect::<Vec<Value>>(),
        level_name => level_name(&ask, &agency.level, on),
        on => on.to_string(),
        is_today => on == ask.today,
        people => staff(&ask, code, on)?,
        agency => value(&agency),
    };
    ask.page("org/overview.html", page)
}

/// Who serves in the agency on the day, given name first; nobody for those who may not read people.
fn staff(ask: &Ask, code: &str, on: Date) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    if !view.sees(Permission::ViewPeople, code) {
        return Ok(Vec::new());
    }
    let serving = |person: &&Person| person.on(on).is_some_and(|post| post.agency == code);
    let mut found: Vec<&Person> = view.state.people.values().filter(serving).collect();
    text::sort_names_by_key(&mut found, |person| person.name());
    let row = |person: &Person| {
        let post = person.on(on);
        context! {
            code => &person.code,
            name => person.name(),
            post => post.and_then(|post| post.post.as_ref()),
            title => post.and_then(|post| post.title.as_ref()),
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// One agency, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let on = ask.day("at")?;
    let code = ask.query.required("agency")?;
    ask.json(&org::agency(ask.view()?, code, on).map_err(|error| ask.fault(error))?)
}

/// The word for a level; before the reorganisations of 2025 the sector had other names for them.
fn level_name(ask: &Ask, level: &str, on: Date) -> String {
    let Ok(view) = ask.view() else {
        return level.to_owned();
    };
    let labels = &view.state.catalogue.labels;
    let changed = match Level::from_code(level) {
        Some(Level::Directorate) => Some(Date::constant(2025, 3, 1)),
        Some(Level::Province) => Some(Date::constant(2025, 7, 1)),
        _ => None,
    };
    let list = if changed.is_some_and(|day| on < day) {
        "cap_cu"
    } else {
        "cap"
    };
    labels.word(list, level).to_owned()
}

/// What every page about an agency shows first: its name on the page's date, where it stands, and the
/// other pages about it that the reader may open.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such agency.
pub(crate) fn head(ask: &Ask, code: &str, on: Date) -> Result<Value, Problem> {
    let view = ask.view()?;
    let state = view.state.as_ref();
    let above: Vec<Value> = state
        .org
        .above_on(code, on)
        .into_iter()
        .rev()
        .map(|above| context! { code => above, name => state.label_on(above, on) })
        .collect();
    let carried: Vec<(&str, Option<&str>)> = ["nam", "thang", "pham-vi", crate::restate::TREE]
        .into_iter()
        .filter_map(|name| ask.query.text(name).map(|value| (name, Some(value))))
        .collect();
    let carried = crate::fields::Fields::default().with(&carried);
    let tabs: Vec<Value> = routes::all()
        .filter_map(|route| route.tab.map(|label| (route, label)))
        .filter(|(route, _)| match (route.access, route.about) {
            (Access::Needs(permission), About::Agency(_)) => {
                permission.of_everyone() || view.sees(permission, code)
            }
            _ => false,
        })
        // The units below are compared by those whose role reaches them.
        .filter(|(route, _)| !route.path.ends_with("/don-vi") || reaches_below(view, code))
        .map(|(route, label)| {
            let path = route.path.replace("{ma}", code);
            let href = if carried.is_empty() || !route.takes("nam") {
                path
            } else {
                format!("{path}?{carried}")
            };
            context! { label, href, active => std::ptr::eq(route, ask.route), aside => route.tab_aside }
        })
        .collect();
    let prints = view.sees(Permission::Print, code);
    let enters = view.sees(Permission::EnterFigures, code);
    Ok(context! { code, name => state.label_on(code, on), above, tabs, prints, enters })
}

impl Ask {
    /// A day of the query; today where it names none.
    ///
    /// # Errors
    /// [`Problem::Field`] where it cannot be read.
    pub(crate) fn day(&self, name: &'static str) -> Result<Date, Problem> {
        self.query.text(name).map_or(Ok(self.today), |text| {
            parse_date(text).map_err(|_| {
                Problem::field(name, "không đọc được ngày, ví dụ viết đúng: 01/07/2025")
            })
        })
    }
}
