//! What the rows of an export refer to, so that its bundle loads alone: agencies, people, blocks, papers, targets,
//! added figures and awards.

use std::collections::HashSet;

use thidua_domain::bundle::{Kind, SheetDef, Values};

use crate::State;
use crate::bundle::{FIGURES, Refers, refers};

/// What a row refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    /// An agency.
    Agency,
    /// A person.
    Person,
    /// A block.
    Block,
    /// A paper.
    Document,
    /// A target.
    Target,
    /// A movement.
    Movement,
    /// A figure an agency added.
    Figure,
    /// An award an agency added.
    Award,
    /// The row that lets another code stand for a person's.
    Merged,
    /// An event.
    Event,
    /// Meetings of blocks.
    Meeting,
    /// An achievement.
    Achievement,
    /// An exemplar.
    Exemplar,
    /// A good practice.
    Practice,
    /// An initiative.
    Initiative,
}

/// How a column refers.
#[derive(Clone, Copy, Debug)]
enum Link {
    Codes(Refers),
    Document,
    /// Several papers, by code or as written.
    Documents,
    Award,
}

/// Reads references out of rows.
pub(super) struct Finder<'a> {
    state: &'a State,
    awards: HashSet<&'a str>,
}

impl<'a> Finder<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        let added = state.award_names.iter();
        let awards = added
            .filter(|name| name.kind.is_some())
            .map(|name| name.award.as_str());
        Self {
            state,
            awards: awards.collect(),
        }
    }

    /// Hands everything a row refers to to `each`.
    pub(super) fn each(&self, def: &SheetDef, row: &Values, mut each: impl FnMut(Thing, &str)) {
        for column in def.columns {
            let Some(text) = row.get(column.id) else {
                continue;
            };
            let link = match (refers(def.name, column.id), column.kind) {
                (Some(refers), _) => Link::Codes(refers),
                (None, Kind::Document) => Link::Document,
                (None, Kind::Items) if column.heading.starts_with("Văn bản") => Link::Documents,
                (None, Kind::Award) => Link::Award,
                (None, Kind::FigureCode) if figures(def) => Link::Codes(Refers::Figure),
                _ if is_agency(def, column.id) => Link::Codes(Refers::AgencyOrBlock),
                _ if is_person(def, column.id) => Link::Codes(Refers::Person),
                _ => continue,
            };
            self.link(link, text, &mut each);
        }
    }

    fn link(&self, link: Link, text: &str, each: &mut impl FnMut(Thing, &str)) {
        match link {
            Link::Document => text
                .lines()
                .filter(|line| self.state.documents.contains_key(*line))
                .for_each(|line| each(Thing::Document, line)),
            Link::Documents => text
                .split(';')
                .filter(|paper| self.state.documents.contains_key(*paper))
                .for_each(|paper| each(Thing::Document, paper)),
            Link::Award => text
                .split(';')
                .filter(|code| self.awards.contains(code))
                .for_each(|code| each(Thing::Award, code)),
            Link::Codes(refers) => {
                let parts = text.split([';', '\n']);
                let codes = parts.map(|part| part.split([':', '/']).next().unwrap_or(part).trim());
                for code in codes.filter(|code| !code.is_empty()) {
                    if let Some(thing) = self.thing(refers, code) {
                        each(thing, code);
                    }
                }
            }
        }
    }

    fn thing(&self, refers: Refers, code: &str) -> Option<Thing> {
        let state = self.state;
        match refers {
            Refers::Agency | Refers::Member => Some(Thing::Agency),
            Refers::AgencyOrBlock => match state.org.find(code) {
                Some(_) => Some(Thing::Agency),
                None => Some(Thing::Block),
            },
            Refers::AgencyOrPerson | Refers::Candidate => match state.org.find(code) {
                Some(_) => Some(Thing::Agency),
                None => Some(Thing::Person),
            },
            Refers::Person => Some(Thing::Person),
            Refers::Block => Some(Thing::Block),
            Refers::Document => Some(Thing::Document),
            Refers::Target => Some(Thing::Target),
            Refers::Movement => Some(Thing::Movement),
            Refers::Event => Some(Thing::Event),
            Refers::Meeting => Some(Thing::Meeting),
            Refers::Achievement => Some(Thing::Achievement),
            Refers::Exemplar => Some(Thing::Exemplar),
            Refers::Practice => Some(Thing::Practice),
            Refers::Initiative => Some(Thing::Initiative),
            Refers::Figure => {
                let figure = state.catalogue.figure(code);
                figure
                    .is_some_and(|figure| figure.added)
                    .then_some(Thing::Figure)
            }
        }
    }
}

fn figures(def: &SheetDef) -> bool {
    def.name == FIGURES.name || def.name == thidua_domain::closing::sheet::WAITING
}

/// Columns of the sheets only a whole bundle carries: their references stand in no table.
fn is_agency(def: &SheetDef, id: &str) -> bool {
    let carried = ["ky-so-lieu", "che-do-duyet", "so-lieu-cho-duyet"];
    carried.contains(&def.name) && matches!(id, "ma_co_quan" | "nhap_thay")
}

fn is_person(def: &SheetDef, id: &str) -> bool {
    def.name == thidua_domain::closing::sheet::WAITING && id == "ma_can_bo"
}

/// By what a row is found that others refer to.
pub(super) fn named(def: &SheetDef, row: &Values) -> Option<(Thing, String)> {
    let (thing, id) = match def.name {
        "co-quan" => (Thing::Agency, "ma"),
        "nhan-su" => (Thing::Person, "ma"),
        "cum-khoi" => (Thing::Block, "ma"),
        "van-ban" => (Thing::Document, "ma"),
        "chi-tieu" => (Thing::Target, "ma"),
        "phong-trao" => (Thing::Movement, "ma"),
        "su-kien" => (Thing::Event, "ma"),
        "hop-cum" => (Thing::Meeting, "ma"),
        "thanh-tich" => (Thing::Achievement, "ma"),
        "dien-hinh" => (Thing::Exemplar, "ma"),
        "cach-lam-hay" => (Thing::Practice, "ma"),
        "sang-kien" => (Thing::Initiative, "ma"),
        "danh-muc-so-lieu" => (Thing::Figure, "ma"),
        "danh-muc-khen-thuong" if row.get("loai").is_some() => (Thing::Award, "ma_khen_thuong"),
        "gop-nguoi" => (Thing::Merged, "ma_trung"),
        _ => return None,
    };
    Some((thing, row.text(id)?))
}
