//! Which names there are: of agencies, people, papers and all else a form refers to, each with where it stands.

use std::collections::HashMap;

use thidua_domain::access::{Permission, Target};
use thidua_domain::document::Document;
use thidua_domain::org::Level;
use thidua_domain::text;

use super::book::{Book, Draft};
use crate::View;

/// Documents offered at most: the newest.
const PAPERS: usize = 400;
/// People offered at most.
const PEOPLE: usize = 1_500;

/// The names of a sort, as far as the reader may use them.
pub(super) fn make(view: &View, name: &str) -> Book {
    match name {
        "co-quan" => offices(view),
        "tat-ca" => Book::new(levels(view), usize::MAX, false),
        "cum-khoi" => Book::new(blocks(view), usize::MAX, true),
        "nhan-su" => Book::new(people(view), PEOPLE, true),
        "van-ban" => Book::new(papers(view), PAPERS, false),
        "chi-tieu" => Book::new(targets(view), PAPERS, false),
        "phong-trao" => Book::new(movements(view), PAPERS, false),
        "su-kien" => Book::new(events(view), PAPERS, false),
        "hop-cum" => Book::new(meetings(view), PAPERS, false),
        "thanh-tich" => Book::new(achievements(view), PAPERS, false),
        "dien-hinh" => Book::new(exemplars(view), PAPERS, false),
        "cach-lam-hay" => Book::new(practices(view), PAPERS, false),
        "sang-kien" => Book::new(initiatives(view), PAPERS, false),
        _ => Book::new(figures(view), usize::MAX, false),
    }
}

/// Agencies by the name that tells each apart; a name without its dates is understood where only one bears it.
fn offices(view: &View) -> Book {
    let mut book = Book::new(agencies(view), usize::MAX, true);
    for agency in view.state.org.iter() {
        let Some(spell) = agency.nearest(view.today) else {
            continue;
        };
        let entry = book.by_name.entry(text::fold(&spell.name));
        entry
            .and_modify(|known| {
                if known.as_deref() != Some(agency.code.as_str()) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(agency.code.clone()));
    }
    book
}

fn agencies(view: &View) -> Vec<Draft> {
    let org = &view.state.org;
    let draft = |agency: &thidua_domain::org::Agency| {
        let spell = agency.nearest(view.today)?;
        let above = spell.parent.as_deref();
        let above = above.map(|above| org.name_on(above, view.today).to_owned());
        Some((
            agency.code.clone(),
            org.labelled(&agency.code, &spell.name),
            above.unwrap_or_default(),
        ))
    };
    org.iter().filter_map(draft).collect()
}

/// `Tất cả Phòng THADS khu vực thuộc …`: every agency of a level below one.
fn levels(view: &View) -> Vec<Draft> {
    let labels = &view.state.catalogue.labels;
    let mut all = Vec::new();
    for agency in view.state.org.iter() {
        let level = agency.nearest(view.today).map(|spell| spell.level);
        let below: &[Level] = match level {
            Some(Level::Directorate | Level::Ministry) => &[Level::Province],
            Some(Level::Province) => &[Level::Region, Level::District],
            _ => continue,
        };
        for level in below {
            let word = labels.word("cap", level.code());
            let above = view.state.org.name_on(&agency.code, view.today);
            all.push((
                format!("{}/{}", agency.code, level.code()),
                format!("Tất cả {word} thuộc {above}"),
                String::new(),
            ));
        }
    }
    all
}

fn blocks(view: &View) -> Vec<Draft> {
    let years = view.state.clusters.iter();
    years
        .filter_map(|(code, years)| {
            let last = years.last()?;
            let manager = last.manager.as_deref().unwrap_or_default();
            let place = view.state.org.name_on(manager, view.today).to_owned();
            Some((code.clone(), last.name.clone(), place))
        })
        .collect()
}

/// The people the actor may read, with their present agency.
fn people(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let everywhere =
        view.permit(Permission::ViewPeople, Target::Any).is_ok() && view.loads_everywhere();
    let people = state.people.values();
    people
        .filter(|person| {
            everywhere
                || view
                    .permit_person(Permission::ViewPeople, &person.code)
                    .is_ok()
        })
        .map(|person| {
            let post = person.on(view.today).or(person.posts.last());
            let agency = post.and_then(|post| state.org.find(&post.agency));
            let spell = agency.and_then(|agency| agency.nearest(view.today));
            let place = spell.map(|spell| spell.shown().to_owned());
            (
                person.code.clone(),
                person.name().to_owned(),
                place.unwrap_or_default(),
            )
        })
        .collect()
}

/// All documents, the newest first.
fn papers(view: &View) -> Vec<Draft> {
    let mut documents: Vec<&Document> = view.state.documents.values().collect();
    documents.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.code.cmp(&b.code)));
    let draft = |document: &&Document| {
        let subject = document.subject.clone().unwrap_or_default();
        (document.code.clone(), document.cited(), subject)
    };
    documents.iter().map(draft).collect()
}

/// Targets in reach with a code of their own, the newest first.
fn targets(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let targets = state.targets.iter().rev();
    let mut known: HashMap<&str, bool> = HashMap::new();
    targets
        .filter(|target| {
            let sees = || {
                view.permit_agency(Permission::ViewTargets, &target.agency)
                    .is_ok()
            };
            *known.entry(&target.agency).or_insert_with(sees)
        })
        .filter_map(|target| {
            let code = target.code.clone()?;
            let name = match (&target.target_code, &target.text) {
                (Some(figure), _) => state.catalogue.figure_name(figure).to_owned(),
                (None, text) => text.clone()?.replace('\n', " "),
            };
            let agency = state.name_on(&target.agency, view.today);
            let on = target
                .assigned_on
                .map(|day| format!(", giao ngày {}", day.vn()));
            Some((
                code,
                format!("{name}, năm {}{}", target.years, on.unwrap_or_default()),
                agency,
            ))
        })
        .collect()
}

/// Events in reach with a code of their own, the newest first.
fn events(view: &View) -> Vec<Draft> {
    let mut all: Vec<&thidua_domain::event::Event> = view.state.events.iter().collect();
    all.sort_by_key(|event| std::cmp::Reverse(event.from));
    all.into_iter()
        .filter(|event| crate::event::sees(view, event))
        .filter_map(|event| {
            let code = event.code.clone()?;
            let day = event.from.map(|day| format!("ngày {}", day.vn()));
            let name = event.name.clone().unwrap_or_else(|| code.clone());
            Some((code, name, day.unwrap_or_default()))
        })
        .collect()
}

/// Meetings of blocks that the reader tells of, the newest first.
fn meetings(view: &View) -> Vec<Draft> {
    let mut all: Vec<_> = view.state.meetings.all().collect();
    all.sort_by_key(|meeting| std::cmp::Reverse(meeting.day));
    all.into_iter()
        .filter(|meeting| crate::cluster::writes(view, &meeting.cluster, meeting.year.0))
        .map(|meeting| {
            let block = view.state.label_on(&meeting.cluster, view.today);
            let day = meeting.day.map(|day| format!(" ngày {}", day.vn()));
            let name = format!("{block}, họp{}", day.unwrap_or_default());
            (meeting.code.clone(), name, format!("năm {}", meeting.year))
        })
        .collect()
}

/// Achievements in reach with a code of their own, the newest first: whose, what, when.
fn achievements(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let mut all: Vec<_> = state.achievements.iter().collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.on));
    let mut known: HashMap<&str, bool> = HashMap::new();
    all.into_iter()
        .filter(|row| {
            let sees = || {
                view.permit_agency(Permission::ViewAwards, &row.agency)
                    .is_ok()
            };
            *known.entry(&row.agency).or_insert_with(sees)
        })
        .filter_map(|row| {
            let name = crate::achievement::name(view, row);
            Some((
                row.code.clone()?,
                name,
                state.name_on(&row.agency, view.today),
            ))
        })
        .collect()
}

/// Exemplars the reader may see, with a code of their own.
fn exemplars(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let all = state.exemplars.iter().rev();
    all.filter(|row| crate::exemplar::sees(view, row))
        .filter_map(|row| {
            let name = crate::exemplar::name(view, row);
            Some((
                row.code.clone()?,
                name,
                state.name_on(&row.agency, view.today),
            ))
        })
        .collect()
}

/// Practices the reader may see.
fn practices(view: &View) -> Vec<Draft> {
    let state = view.state.as_ref();
    let all = state.practices.iter().rev();
    all.filter(|row| crate::practice::sees(view, row))
        .map(|row| {
            let place = state.name_on(&row.agency, view.today);
            (row.code.clone(), row.name.clone(), place)
        })
        .collect()
}

/// Initiatives the reader may see.
fn initiatives(view: &View) -> Vec<Draft> {
    let all = view.state.initiatives.values().rev();
    all.filter(|row| crate::initiative::initiative(view, &row.code).is_ok())
        .map(|row| (row.code.clone(), row.name.clone(), String::new()))
        .collect()
}

/// Movements the reader may see, the newest first, each with its time and who launched it.
fn movements(view: &View) -> Vec<Draft> {
    let reach = crate::movement::Reach::of(view);
    let all = view.state.movements.all().values();
    let mut seen: Vec<_> = all.filter(|movement| reach.sees(movement)).collect();
    seen.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.code.cmp(&b.code)));
    let draft = |movement: &&thidua_domain::movement::Movement| {
        let time = movement.time_vn();
        let time = if time.is_empty() {
            time
        } else {
            format!(" ({time})")
        };
        let launcher = movement.launcher.as_deref().unwrap_or_default();
        (
            movement.code.clone(),
            format!("{}{time}", movement.name),
            view.state.name_on(launcher, view.today),
        )
    };
    seen.iter().map(draft).collect()
}

fn figures(view: &View) -> Vec<Draft> {
    let figures = view.state.catalogue.figures();
    figures
        .map(|figure| (figure.code.clone(), figure.name.clone(), String::new()))
        .collect()
}
