//! What a hit says of itself: what it is called, where it stands, what became of it.

use std::collections::BTreeSet;

use thidua_domain::time::WorkYear;

use super::Hit;
use super::index::Given;
use crate::state::View;

/// Heirs named beside a former agency.
const MOST_HEIRS: usize = 3;

fn hit(code: &str, title: String, note: String) -> Hit {
    Hit {
        code: code.to_owned(),
        title,
        note,
        former: false,
        agency: None,
        year: None,
    }
}

/// An agency by the name of one of its spells.
pub(super) fn agency(view: &View, code: &str, spell: u16) -> Hit {
    let org = &view.state.org;
    let Some(agency) = org.find(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let newest = agency.nearest(view.today);
    let found = agency.spells.get(usize::from(spell)).or(newest);
    let title = found.map_or(code, |spell| spell.name.as_str()).to_owned();
    if let Some(now) = agency.on(view.today) {
        if now.name == title {
            let title = org.labelled(code, &title);
            let above = now.parent.as_deref();
            let above = above.and_then(|code| org.find(code)?.nearest(view.today));
            let note = above.map(|above| format!("Trực thuộc {}", above.shown()));
            return hit(code, title, note.unwrap_or_default());
        }
        let note = format!("Tên cũ, nay là {}", org.labelled(code, &now.name));
        let former = true;
        return Hit {
            former,
            ..hit(code, title, note)
        };
    }
    let note = match heirs(view, code).as_slice() {
        [] => agency
            .ended()
            .map(|day| format!("Hoạt động đến {}", day.vn()))
            .unwrap_or_default(),
        names => format!("Tên cũ, nay là {}", names.join("; ")),
    };
    Hit {
        former: true,
        ..hit(code, org.labelled(code, &title), note)
    }
}

/// The names of what stands today in the place of an agency that is no more.
fn heirs(view: &View, code: &str) -> Vec<String> {
    let org = &view.state.org;
    let mut seen: BTreeSet<&str> = BTreeSet::from([code]);
    let mut open = vec![code];
    let mut names = Vec::new();
    while let Some(next) = open.pop() {
        for pair in org.successors(next) {
            let Some(new) = pair.new.as_deref().filter(|new| seen.insert(new)) else {
                continue;
            };
            match org.find(new).and_then(|agency| agency.on(view.today)) {
                Some(now) => names.push(org.labelled(new, &now.name)),
                None => open.push(new),
            }
        }
    }
    names.truncate(MOST_HEIRS);
    names
}

/// A person with the post of today, or the last one.
pub(super) fn person(view: &View, code: &str) -> Hit {
    let Some(person) = view.state.people.get(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let serving = person.on(view.today);
    let Some(post) = serving.or(person.posts.last()) else {
        return hit(code, person.name().to_owned(), String::new());
    };
    let what = post.post.as_deref().or(post.title.as_deref());
    let what = match (serving, what) {
        (Some(_), Some(what)) => what.to_owned(),
        (Some(_), None) => "Công chức".to_owned(),
        (None, Some(what)) => format!("Nguyên {what}"),
        (None, None) => "Trước đây".to_owned(),
    };
    let on = post
        .validity
        .to
        .map_or(view.today, |to| to.last_day().min(view.today));
    let agency = view.state.org.find(&post.agency);
    let agency = agency.and_then(|agency| agency.nearest(on));
    let place = agency.map_or(post.agency.as_str(), |spell| spell.shown());
    Hit {
        former: serving.is_none(),
        ..hit(code, person.name().to_owned(), format!("{what}, {place}"))
    }
}

/// A document as it is cited, with its abstract.
pub(super) fn document(view: &View, code: &str) -> Hit {
    let Some(document) = view.state.documents.get(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let kind = document.kind.as_deref();
    let kind = kind.map(|kind| view.state.catalogue.labels.word("van-ban.loai", kind));
    let subject = document.subject.as_deref();
    let subject = subject.filter(|_| document.symbol.is_some());
    let note: Vec<&str> = [kind, subject].into_iter().flatten().collect();
    hit(code, document.cited(), note.join(": "))
}

/// An award of the catalogue.
pub(super) fn award(view: &View, code: &str) -> Hit {
    let Some(award) = view.state.catalogue.award(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let note = match award.kind.as_str() {
        "danh_hieu" => "Danh hiệu thi đua",
        _ => "Hình thức khen thưởng",
    };
    hit(code, award.name.clone(), note.to_owned())
}

/// A decision, with the tallies of it that the actor may see.
pub(super) fn decision(view: &View, given: Vec<Given>) -> Hit {
    let state = view.state.as_ref();
    let rows: u32 = given.iter().map(|given| given.rows).sum();
    let first = given
        .first()
        .and_then(|given| usize::try_from(given.award).ok());
    let Some(award) = first.and_then(|at| state.awards.get(at)) else {
        return hit("", String::new(), String::new());
    };
    let decision = award.decision.as_deref().unwrap_or_default();
    let document = state.documents.get(decision);
    let symbol = document.and_then(|document| document.symbol.as_deref());
    let mut title = format!("Quyết định {}", symbol.unwrap_or(decision));
    if let Some(day) = award.decided_on {
        title.push_str(&format!(" ngày {}", day.vn()));
    }
    let year = award.years.map(|years| years.to);
    let on = year.map_or(view.today, WorkYear::last_day);
    let agency = state.name_on(&award.agency, on);
    let more = match given.len() {
        0 | 1 => String::new(),
        many => format!(" và {} cơ quan khác", many - 1),
    };
    Hit {
        agency: Some(award.agency.clone()),
        year: year.map(|year| year.0),
        ..hit(
            "",
            title,
            format!("{rows} dòng khen thưởng, {agency}{more}"),
        )
    }
}

/// A block by its newest name.
pub(super) fn block(view: &View, code: &str) -> Hit {
    let years = view.state.clusters.get(code);
    let Some(block) = years.and_then(|years| years.last()) else {
        return hit(code, code.to_owned(), String::new());
    };
    let note = match (&block.manager, block.year) {
        (_, Some(year)) => format!(
            "{} thành viên, năm {}",
            block.members_on(&view.state.org, view.today).len(),
            year.0
        ),
        (Some(manager), None) => view.state.name_on(manager, view.today),
        (None, None) => String::new(),
    };
    hit(code, block.name.clone(), note)
}

/// A figure of the catalogue.
pub(super) fn figure(view: &View, code: &str) -> Hit {
    let Some(figure) = view.state.catalogue.figure(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    hit(code, figure.name.clone(), figure.field.clone())
}

/// An initiative with its authors.
pub(super) fn initiative(view: &View, code: &str) -> Hit {
    let Some(found) = view.state.initiatives.get(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let authors = found.authors.iter();
    let authors = authors.map(|author| view.state.name_on(&author.person, view.today));
    let authors = authors.collect::<Vec<_>>().join(", ");
    hit(code, found.name.clone(), authors)
}

/// Who launched it and when it runs.
pub(super) fn movement(view: &View, code: &str) -> Hit {
    let state = view.state.as_ref();
    let Some(found) = state.movements.get(code) else {
        return hit(code, code.to_owned(), String::new());
    };
    let on = found.first_day().unwrap_or(view.today);
    let launcher = found.launcher.as_ref();
    let launcher = launcher.map(|code| state.name_on(code, on));
    let parts = launcher.into_iter().chain([found.time_vn()]);
    let note: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    hit(code, found.name.clone(), note.join(", "))
}
