//! Search: agencies by all their names, people, documents, decisions, blocks and figures, as an officer
//! types them: with marks, without tones, without any marks, by initials, words in any order.
//!
//! Nothing is stored: the index is packed in memory beside the state (two megabytes for the nation with
//! ten years of awards, a question takes a millisecond) and built part by part as the state changes.
//! What the actor may not open is neither shown nor counted.

mod index;
mod named;
mod note;
mod shelf;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use index::Finder;
pub use shelf::{Builder, Match, Shelf, Standing, Tier};
pub use words::Query;

use std::collections::HashMap;

use serde::Serialize;
use thidua_domain::access::{Permission, Target};

use self::index::Index;
use crate::state::View;
use crate::{App, AppError};

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An agency.
    Agency,
    /// A person.
    Person,
    /// A document.
    Document,
    /// A decision of commendation, or an award of the catalogue.
    Award,
    /// A cluster or block.
    Block,
    /// A figure.
    Figure,
    /// An initiative.
    Initiative,
    /// A movement.
    Movement,
}

impl Kind {
    /// Every kind, in the order they are shown where nothing else decides.
    pub const ALL: [Self; 8] = [
        Self::Agency,
        Self::Person,
        Self::Document,
        Self::Award,
        Self::Block,
        Self::Figure,
        Self::Initiative,
        Self::Movement,
    ];

    /// Its code, as it stands in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agency => "co-quan",
            Self::Person => "ca-nhan",
            Self::Document => "van-ban",
            Self::Award => "khen-thuong",
            Self::Block => "cum-khoi",
            Self::Figure => "so-lieu",
            Self::Initiative => "sang-kien",
            Self::Movement => "phong-trao",
        }
    }

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agency => "Cơ quan",
            Self::Person => "Cá nhân",
            Self::Document => "Văn bản",
            Self::Award => "Khen thưởng",
            Self::Block => "Cụm, khối thi đua",
            Self::Figure => "Số liệu",
            Self::Initiative => "Sáng kiến",
            Self::Movement => "Phong trào thi đua",
        }
    }

    /// What a reader of this kind must hold.
    fn permission(self) -> Permission {
        match self {
            Self::Agency | Self::Document => Permission::ViewCommon,
            Self::Person => Permission::ViewPeople,
            Self::Award | Self::Initiative | Self::Movement => Permission::ViewAwards,
            Self::Block => Permission::ViewTargets,
            Self::Figure => Permission::ViewFigures,
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskSearch {
    /// As typed.
    pub text: String,
    /// Only this kind; `None`: all.
    pub kind: Option<Kind>,
    /// Hits of a kind to pass over.
    pub skip: usize,
    /// Hits of a kind to show.
    pub most: usize,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Its code; empty for a decision.
    pub code: String,
    /// What it is called, by the name that was found.
    pub title: String,
    /// Where it stands; of a former name, what it is called now.
    pub note: String,
    /// Whether it was found by a name it no longer has, or is no more.
    pub former: bool,
    /// The agency its page is about, where that is another than itself.
    pub agency: Option<String>,
    /// The work year its page is about.
    pub year: Option<i16>,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// How many in all.
    pub total: usize,
    /// How much of the question the best of them answers.
    pub tier: Tier,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// What a question finds, the kind that answers it best first; kinds without a hit are left out.
pub fn find(app: &App, view: &View, ask: &AskSearch) -> Result<Vec<Group>, AppError> {
    view.permit(Permission::ViewCommon, Target::Any)?;
    let Some(query) = Query::read(&ask.text) else {
        return Ok(Vec::new());
    };
    let index = app.finder().index(&view.state);
    let mut groups: Vec<Group> = Kind::ALL
        .into_iter()
        .filter(|kind| ask.kind.is_none_or(|wanted| wanted == *kind))
        .filter_map(|kind| group(view, &index, kind, &query, ask))
        .collect();
    groups.sort_by(|a, b| b.tier.cmp(&a.tier).then(a.kind.cmp(&b.kind)));
    Ok(groups)
}

/// Bytes the index of the newest state holds in memory.
pub fn size(app: &App, view: &View) -> usize {
    app.finder().index(&view.state).bytes()
}

fn group(view: &View, index: &Index, kind: Kind, query: &Query, ask: &AskSearch) -> Option<Group> {
    if !view.actor.holds(kind.permission(), view.today) {
        return None;
    }
    let shelf = match kind {
        Kind::Agency => &index.agencies,
        Kind::Person => &index.people,
        Kind::Document => &index.documents,
        Kind::Award => &index.awards,
        Kind::Block => &index.blocks,
        Kind::Figure => &index.figures,
        Kind::Initiative => &index.initiatives,
        Kind::Movement => &index.movements,
    };
    let mut found = shelf.find(query);
    let mut eyes = Eyes::new(view, kind.permission());
    match kind {
        Kind::Agency | Kind::Document | Kind::Figure => {}
        Kind::Person => found.retain(|found| eyes.sees_person(shelf.code(found.item))),
        Kind::Award => found.retain(|found| eyes.sees_award(index, found)),
        Kind::Block => found.retain(|found| {
            let code = shelf.code(found.item);
            view.permit_agency(Permission::ViewTargets, code).is_ok()
        }),
        Kind::Initiative => found.retain(|found| {
            let found = view.state.initiatives.get(shelf.code(found.item));
            found.is_some_and(|found| crate::initiative::sees(view, found))
        }),
        Kind::Movement => {
            let reach = crate::movement::Reach::of(view);
            found.retain(|found| {
                let found = view.state.movements.get(shelf.code(found.item));
                found.is_some_and(|found| reach.sees(found))
            });
        }
    }
    let tier = found.iter().map(|found| found.tier).max()?;
    let shown = found.iter().skip(ask.skip).take(ask.most);
    let hits = shown.map(|found| {
        let code = shelf.code(found.item);
        match kind {
            Kind::Agency => note::agency(view, code, found.tag),
            Kind::Person => note::person(view, code),
            Kind::Document => note::document(view, code),
            Kind::Award if found.tag == 1 => note::award(view, code),
            Kind::Award => note::decision(view, eyes.seen(index, found)),
            Kind::Block => note::block(view, code),
            Kind::Figure => note::figure(view, code),
            Kind::Initiative => note::initiative(view, code),
            Kind::Movement => note::movement(view, code),
        }
    });
    Some(Group {
        kind,
        total: found.len(),
        tier,
        hits: hits.collect(),
    })
}

/// What an actor may see, asked once for each agency.
struct Eyes<'a> {
    view: &'a View,
    permission: Permission,
    agencies: HashMap<&'a str, bool>,
}

impl<'a> Eyes<'a> {
    fn new(view: &'a View, permission: Permission) -> Self {
        Self {
            view,
            permission,
            agencies: HashMap::new(),
        }
    }

    fn sees(&mut self, agency: &'a str) -> bool {
        let (view, permission) = (self.view, self.permission);
        let sees = || view.sees(permission, agency);
        *self.agencies.entry(agency).or_insert_with(sees)
    }

    /// The same answer as [`View::permit_person`], which a test holds.
    fn sees_person(&mut self, code: &str) -> bool {
        let view = self.view;
        if view.actor.person.as_deref() == Some(code) {
            return true;
        }
        let person = view.state.people.get(code);
        let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
        post.is_some_and(|post| self.sees(&post.agency))
    }

    fn sees_award(&mut self, index: &Index, found: &Match) -> bool {
        found.tag == 1 || !self.seen(index, found).is_empty()
    }

    /// The awards of a decision that the actor may see.
    fn seen(&mut self, index: &Index, found: &Match) -> Vec<index::Given> {
        let awards = &self.view.state.awards;
        let given = index.given(found.item).iter().copied();
        let seen = given.filter(|given| {
            let award = usize::try_from(given.award).ok();
            let award = award.and_then(|at| awards.get(at));
            award.is_some_and(|award| self.sees(&award.agency))
        });
        seen.collect()
    }
}
