//! Whose register it is: a person with merged records, a collective with what it came from.

use thidua_domain::access::Permission;
use thidua_domain::org::Agency;
use thidua_domain::people::{Person, Post};
use thidua_domain::time::WorkYear;

use super::{Former, Life, Line};
use crate::state::View;

fn empty(subject: &str, name: String, kind: &'static str) -> Life {
    Life {
        subject: subject.to_owned(),
        name,
        kind,
        born: None,
        ended: None,
        joined: None,
        agency: None,
        agency_name: None,
        position: None,
        former: Vec::new(),
        rows: Vec::new(),
        counts: Vec::new(),
        cancelled: 0,
        pending: 0,
        from: None,
        to: 0,
        gaps: Vec::new(),
        unnamed: 0,
    }
}

/// The last whole work year before a day.
fn whole(today: jiff::civil::Date) -> i16 {
    WorkYear::of(today).0 - 1
}

/// A position as forms tell it: the post, else the professional title.
pub(super) fn position(post: &Post) -> Option<String> {
    match (&post.post, &post.title) {
        (Some(post), Some(title)) => Some(format!("{post}, {title}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// A person's register, without its rows.
pub(super) fn person(view: &View, person: &Person) -> Life {
    let state = view.state.as_ref();
    let now = person.on(view.today).or(person.posts.last());
    let others = state.merged.all(&person.code).into_iter();
    let former = others.filter(|code| *code != person.code);
    let former = former.map(|code| {
        let mut posts = person.posts.iter();
        let own = posts.find(|post| post.stored_as.as_deref() == Some(code.as_str()));
        Former {
            name: own.map_or_else(|| code.clone(), |post| post.name.clone()),
            code,
            how: "gop-nguoi".to_owned(),
            on: None,
            document: None,
            same: true,
            open: true,
        }
    });
    let left = now.and_then(|post| post.validity.to);
    let left = left.filter(|day| day.last_day() < view.today);
    Life {
        born: person.born.map(|day| day.to_string()),
        joined: person.joined.map(|day| day.to_string()),
        agency: now.map(|post| post.agency.clone()),
        agency_name: now.map(|post| state.name_on(&post.agency, view.today)),
        position: now.and_then(position),
        former: former.collect(),
        from: first_year(person),
        to: left.map_or_else(|| whole(view.today), |day| day.work_year().0),
        ..empty(&person.code, person.name().to_owned(), "ca_nhan")
    }
}

/// The first year a person was in service, as far as the file tells.
fn first_year(person: &Person) -> Option<i16> {
    let posts = person.posts.iter().filter_map(|post| post.validity.from);
    let first = posts.chain(person.joined).min()?;
    Some(first.work_year().0)
}

/// A collective's register, without its rows, and the codes under which it or its forebears won something.
pub(super) fn collective(view: &View, agency: &Agency) -> (Life, Vec<Line>) {
    let state = view.state.as_ref();
    let mut line = vec![Line {
        code: agency.code.clone(),
        forebear: None,
    }];
    let mut former = Vec::new();
    let mut born = agency.born();
    for own in state.org.forebears(&agency.code) {
        let before = own.pair.on.first_day().yesterday();
        let open = view.sees(Permission::ViewAwards, own.code);
        if open {
            line.push(Line {
                code: own.code.to_owned(),
                forebear: Some(former.len()),
            });
        }
        if own.same {
            born = born.and(state.org.find(own.code).and_then(Agency::born));
        }
        former.push(Former {
            code: own.code.to_owned(),
            name: state.name_on(own.code, before.unwrap_or(view.today)),
            how: own.pair.kind.clone(),
            on: Some(own.pair.on.to_string()),
            document: own.pair.document.as_ref().map(|paper| state.cited(paper)),
            same: own.same,
            open,
        });
    }
    let ended = agency.ended().filter(|day| day.last_day() < view.today);
    let on = ended.map_or(view.today, |day| day.last_day());
    let life = Life {
        born: born.map(|day| day.to_string()),
        ended: ended.map(|day| day.to_string()),
        former,
        from: born.map(|day| day.work_year().0),
        to: ended.map_or_else(|| whole(view.today), |day| day.work_year().0),
        ..empty(&agency.code, state.name_on(&agency.code, on), "tap_the")
    };
    (life, line)
}
