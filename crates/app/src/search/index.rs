//! What can be found, by kind: built from the state when it is first asked for, and again only where the
//! part of the state it was built from has changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use jiff::civil::Date;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::cluster::Cluster;
use thidua_domain::document::Document;
use thidua_domain::initiative::Initiative;
use thidua_domain::org::{Agency, Level, Org};
use thidua_domain::people::{People, Person};
use thidua_domain::register::Award;
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use super::named::{the_initiatives, the_movements};
use super::shelf::{Builder, Shelf, Standing};
use crate::State;

/// Keeps the newest index.
#[derive(Default)]
pub(crate) struct Finder(Mutex<Option<Arc<Index>>>);

impl Finder {
    /// Makes the index of a state ready.
    pub(crate) fn warm(&self, state: &State) {
        self.index(state);
    }

    /// The index of a state.
    pub(super) fn index(&self, state: &State) -> Arc<Index> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let built = Index::advance(kept.as_deref(), state);
        if let Some(same) = kept.as_ref().filter(|_| built.is_none()) {
            return same.clone();
        }
        let index = Arc::new(built.unwrap_or_default());
        *kept = Some(index.clone());
        index
    }
}

/// The parts of a state an index was built from.
#[derive(Clone, Default)]
struct Seen {
    catalogue: Weak<Catalogue>,
    org: Weak<Org>,
    people: Weak<People>,
    documents: Weak<BTreeMap<String, Document>>,
    awards: Weak<Vec<Award>>,
    clusters: Weak<HashMap<String, Vec<Cluster>>>,
    initiatives: Weak<BTreeMap<String, Initiative>>,
    movements: Weak<crate::movement::Book>,
}

impl Seen {
    fn of(state: &State) -> Self {
        Self {
            catalogue: Arc::downgrade(&state.catalogue),
            org: Arc::downgrade(&state.org),
            people: Arc::downgrade(&state.people),
            documents: Arc::downgrade(&state.documents),
            awards: Arc::downgrade(&state.awards),
            clusters: Arc::downgrade(&state.clusters),
            initiatives: Arc::downgrade(&state.initiatives),
            movements: Arc::downgrade(&state.movements),
        }
    }
}

/// Awards of one decision in one agency's tally.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    /// Number of the item on the shelf of awards.
    item: u32,
    /// Place of the first of them in the state's awards.
    pub(super) award: u32,
    /// How many rows there are.
    pub(super) rows: u32,
}

/// Everything that can be found.
#[derive(Clone, Default)]
pub(super) struct Index {
    seen: Seen,
    pub(super) agencies: Arc<Shelf>,
    pub(super) people: Arc<Shelf>,
    pub(super) documents: Arc<Shelf>,
    pub(super) awards: Arc<Shelf>,
    pub(super) blocks: Arc<Shelf>,
    pub(super) figures: Arc<Shelf>,
    pub(super) initiatives: Arc<Shelf>,
    pub(super) movements: Arc<Shelf>,
    given: Arc<Vec<Given>>,
}

impl Index {
    /// The index of a state; `None` where the old one still holds.
    fn advance(old: Option<&Self>, state: &State) -> Option<Self> {
        let now = Seen::of(state);
        let fresh = Self::default();
        let was = &old.unwrap_or(&fresh).seen;
        let catalogue = !Weak::ptr_eq(&was.catalogue, &now.catalogue);
        let org = !Weak::ptr_eq(&was.org, &now.org);
        let people = !Weak::ptr_eq(&was.people, &now.people);
        let documents = !Weak::ptr_eq(&was.documents, &now.documents);
        let awards = !Weak::ptr_eq(&was.awards, &now.awards);
        let clusters = !Weak::ptr_eq(&was.clusters, &now.clusters);
        let initiatives = !Weak::ptr_eq(&was.initiatives, &now.initiatives);
        let movements = !Weak::ptr_eq(&was.movements, &now.movements);
        let any = catalogue || org || people || documents || awards || clusters || initiatives;
        if !(any || movements) {
            return None;
        }
        let mut index = old.cloned().unwrap_or_default();
        if org {
            index.agencies = Arc::new(agencies(state));
        }
        if people || org {
            index.people = Arc::new(the_people(state));
        }
        if documents || org || catalogue {
            index.documents = Arc::new(the_documents(state));
        }
        if awards || documents || catalogue {
            let (shelf, given) = the_awards(state);
            (index.awards, index.given) = (Arc::new(shelf), Arc::new(given));
        }
        if clusters {
            index.blocks = Arc::new(blocks(state));
        }
        if catalogue {
            index.figures = Arc::new(figures(state));
        }
        if initiatives {
            index.initiatives = Arc::new(the_initiatives(state));
        }
        if movements {
            index.movements = Arc::new(the_movements(state));
        }
        index.seen = now;
        Some(index)
    }

    /// The agencies in whose tally an item of the awards' shelf stands.
    pub(super) fn given(&self, item: u32) -> &[Given] {
        let from = self.given.partition_point(|given| given.item < item);
        let to = self.given.partition_point(|given| given.item <= item);
        self.given.get(from..to).unwrap_or_default()
    }

    /// Bytes held in memory.
    pub(super) fn bytes(&self) -> usize {
        let shelves = [
            &self.agencies,
            &self.people,
            &self.documents,
            &self.awards,
            &self.blocks,
            &self.figures,
            &self.initiatives,
            &self.movements,
        ];
        let shelves: usize = shelves.into_iter().map(|shelf| shelf.bytes()).sum();
        shelves + self.given.capacity() * size_of::<Given>()
    }
}

/// What it is worth that a name is the one of today.
fn standing(former: bool) -> Standing {
    if former {
        Standing::Former
    } else {
        Standing::Now
    }
}

/// Living agencies before ended ones, the higher before the lower, then by name; bodies outside the
/// sector, kept as issuers of papers, come after the agencies of the same place.
fn agencies(state: &State) -> Shelf {
    let mut all: Vec<&Agency> = state.org.iter().collect();
    let newest = |agency: &Agency| agency.spells.last().map(|spell| spell.level);
    let name = |agency: &Agency| {
        let spell = agency.spells.last();
        spell.map(|spell| spell.name.clone()).unwrap_or_default()
    };
    all.sort_by(|a, b| {
        let rank = |agency: &Agency| (agency.ended().is_some(), newest(agency));
        rank(a)
            .cmp(&rank(b))
            .then_with(|| text::compare(&name(a), &name(b)))
    });
    let mut shelf = Builder::default();
    for agency in all {
        shelf.item(&agency.code);
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (at, spell) in agency.spells.iter().enumerate().rev() {
            let former = at + 1 < agency.spells.len() || agency.ended().is_some();
            let tag = u16::try_from(at).unwrap_or(u16::MAX);
            let standing = match spell.level {
                Level::Outside => Standing::Aside,
                _ => standing(former),
            };
            let area = spell.area.as_deref().unwrap_or_default();
            for name in [Some(&spell.name), spell.short_name.as_ref()] {
                if let Some(name) = name.filter(|name| told.insert(name)) {
                    shelf.name(name, area, tag, standing);
                }
            }
        }
    }
    shelf.finish()
}

/// Given name first, as Vietnamese lists sort.
fn the_people(state: &State) -> Shelf {
    let mut shelf = Builder::default();
    for person in by_given_name(&state.people) {
        shelf.item(&person.code);
        let now = person.name();
        let left = person
            .posts
            .last()
            .is_some_and(|post| post.validity.to.is_some());
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for post in person.posts.iter().rev() {
            if told.insert(&post.name) {
                let agency = state.org.find(&post.agency);
                let spell = agency.and_then(|agency| agency.spells.last());
                let more = [
                    post.post.as_deref(),
                    post.title.as_deref(),
                    spell.map(|spell| spell.shown()),
                ];
                let more: Vec<&str> = more.into_iter().flatten().collect();
                let standing = standing(left || post.name != now);
                shelf.name(&post.name, &more.join(" "), 0, standing);
            }
        }
    }
    shelf.finish()
}

/// People in the order of their given names: every different word is placed once, so that thirty
/// thousand names need no collation each.
fn by_given_name(people: &People) -> Vec<&Person> {
    let mut words: Vec<&str> = people
        .values()
        .flat_map(|person| person.name().split_whitespace())
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .collect();
    words.sort_by(|a, b| text::compare(a, b));
    let places: HashMap<&str, usize> = words
        .into_iter()
        .enumerate()
        .map(|(at, word)| (word, at))
        .collect();
    let key = |person: &Person| {
        let words = person.name().split_whitespace();
        let mut key: Vec<usize> = words
            .map(|word| places.get(word).copied().unwrap_or(usize::MAX))
            .collect();
        let given = usize::from(!key.is_empty());
        key.rotate_right(given);
        key
    };
    let mut sorted: Vec<(Vec<usize>, &Person)> = people
        .values()
        .map(|person| (key(person), person))
        .collect();
    sorted.sort_by(|a, b| (&a.0, &a.1.code).cmp(&(&b.0, &b.1.code)));
    sorted.into_iter().map(|(_, person)| person).collect()
}

/// The newest first.
fn the_documents(state: &State) -> Shelf {
    let mut all: Vec<&Document> = state.documents.values().collect();
    all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.code.cmp(&b.code)));
    let mut shelf = Builder::default();
    for document in all {
        shelf.item(&document.code);
        let on = document.date.map_or(Date::MAX, |date| date.first_day());
        let kind = document.kind.as_deref().unwrap_or_default();
        let more = [
            state.catalogue.labels.word("van-ban.loai", kind).to_owned(),
            document.date.map(|date| date.vn()).unwrap_or_default(),
            document
                .issuer
                .as_ref()
                .map(|issuer| state.name_on(issuer, on))
                .unwrap_or_default(),
            document.author.clone().unwrap_or_default(),
        ];
        let name = [&document.symbol, &document.subject];
        let name: Vec<&str> = name.into_iter().flatten().map(String::as_str).collect();
        shelf.name(&name.join(" "), &more.join(" "), 0, Standing::Now);
    }
    shelf.finish()
}

/// Decisions, the newest first; then the awards of the catalogue.
fn the_awards(state: &State) -> (Shelf, Vec<Given>) {
    type Decision<'a> = (Option<PartialDate>, &'a str);
    let mut decisions: BTreeMap<Decision<'_>, BTreeMap<&str, Given>> = BTreeMap::new();
    for (at, award) in (0_u32..).zip(state.awards.iter()) {
        let Some(decision) = award.decision.as_deref() else {
            continue;
        };
        let agencies = decisions.entry((award.decided_on, decision)).or_default();
        let given = agencies.entry(&award.agency).or_insert(Given {
            item: 0,
            award: at,
            rows: 0,
        });
        given.rows += 1;
    }
    let mut shelf = Builder::default();
    let mut all: Vec<Given> = Vec::new();
    for (item, ((day, decision), agencies)) in (0_u32..).zip(decisions.into_iter().rev()) {
        shelf.item("");
        let document = state.documents.get(decision);
        let symbol = document.and_then(|document| document.symbol.as_deref());
        let day = day.map(|day| day.vn()).unwrap_or_default();
        let more = format!("Quyết định khen thưởng {day}");
        shelf.name(symbol.unwrap_or(decision), &more, 0, Standing::Now);
        all.extend(agencies.into_values().map(|given| Given { item, ..given }));
    }
    for award in state.catalogue.awards() {
        shelf.item(&award.code);
        let spellings = award.spellings.iter().map(String::as_str);
        for name in [award.name.as_str(), award.short.as_str()]
            .into_iter()
            .chain(spellings)
            .collect::<BTreeSet<&str>>()
        {
            shelf.name(name, "", 1, standing(name != award.name));
        }
    }
    (shelf.finish(), all)
}

fn blocks(state: &State) -> Shelf {
    let mut all: Vec<(&String, &Vec<Cluster>)> = state.clusters.iter().collect();
    let name = |years: &[Cluster]| {
        years
            .last()
            .map(|block| block.name.clone())
            .unwrap_or_default()
    };
    all.sort_by(|a, b| text::compare(&name(a.1), &name(b.1)).then_with(|| a.0.cmp(b.0)));
    let mut shelf = Builder::default();
    for (code, years) in all {
        shelf.item(code);
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (at, block) in years.iter().enumerate().rev() {
            if told.insert(&block.name) {
                let theme = block.theme.as_deref().unwrap_or_default();
                shelf.name(&block.name, theme, 0, standing(at + 1 < years.len()));
            }
        }
    }
    shelf.finish()
}

fn figures(state: &State) -> Shelf {
    let mut shelf = Builder::default();
    for figure in state.catalogue.figures() {
        shelf.item(&figure.code);
        shelf.name(&figure.name, &figure.field, 0, Standing::Now);
    }
    shelf.finish()
}
