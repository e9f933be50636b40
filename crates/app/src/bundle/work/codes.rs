//! Names into codes: officers write «THADS tỉnh A», «Nguyễn Văn An», «Chấp hành viên»; the bundle wants codes.
//!
//! A name is taken for a code only where it names one thing; what names several, or nothing, stays as it is and is
//! told at its cell.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use thidua_domain::bundle::{Cell, Column, Kind, SheetDef, shares};
use thidua_domain::people::matching::Matcher;
use thidua_domain::rating::Level;
use thidua_domain::text::{self, heading_key, is_code};
use thidua_domain::time::PartialDate;

use super::super::scope::Scope;
use super::ground::Ground;
use super::learned::Learned;
use super::names::Names;
use super::words::FigureWords;
use crate::State;

/// What a cell came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It stands as written.
    Same,
    /// The code, and what it is the code of.
    Code(String, String),
    /// Nothing, or several things, are called so: reason and cure.
    Unclear(String, String),
}

/// What is called what: in the stored data, and in the other sheets of the same session.
pub(super) struct Namer<'a> {
    pub(super) ground: &'a Ground,
    pub(super) state: &'a State,
    pub(super) scope: &'a Scope,
    pub(super) today: jiff::civil::Date,
    agencies: Names,
    pub(super) people: Names,
    documents: Names,
    labels: HashMap<&'static str, HashMap<String, String>>,
    /// Agencies and blocks of the session itself.
    own_agencies: HashSet<String>,
    /// People of the session itself: code → agency, to tell two of one name apart.
    pub(super) here: HashMap<String, String>,
    /// The register, made ready where the first name of an award list is read.
    pub(super) matcher: OnceCell<Matcher<'a>>,
    /// The day the row in hand tells of: of two agencies of one name the one of that day is meant.
    pub(super) when: Option<jiff::civil::Date>,
}

impl<'a> Namer<'a> {
    pub(super) fn new(ground: &'a Ground) -> Self {
        Self {
            ground,
            state: ground.view.state.as_ref(),
            scope: &ground.scope,
            today: ground.view.today,
            agencies: Names::of_agencies(),
            people: Names::default(),
            documents: Names::default(),
            labels: HashMap::new(),
            own_agencies: HashSet::new(),
            here: HashMap::new(),
            matcher: OnceCell::new(),
            when: None,
        }
    }

    /// Takes in what a row of the same session calls a code.
    pub(super) fn learn(&mut self, told: &Learned) {
        match told.sheet {
            "co-quan" | "cum-khoi" => {
                self.agencies.add_plain(&told.name, &told.code);
                self.own_agencies.insert(told.code.clone());
            }
            "nhan-su" => {
                self.people.add_plain(&told.name, &told.code);
                self.here.insert(told.code.clone(), told.agency.clone());
            }
            "van-ban" => self.documents.add_plain(&told.name, &told.code),
            _ => {}
        }
    }

    /// Today, in Vietnam.
    pub(super) fn today(&self) -> jiff::civil::Date {
        self.today
    }

    /// What the figures are called.
    pub(super) fn figures(&self) -> &FigureWords {
        &self.ground.figures
    }

    /// What a cell says of its column; `agency` is the code of the row's own agency, where it is known.
    pub(super) fn read(
        &mut self,
        def: &'static SheetDef,
        column: &Column,
        cell: &Cell,
        agency: Option<&str>,
    ) -> Reading {
        let Cell::Text(written) = cell else {
            return Reading::Same;
        };
        let written = text::clean(written);
        match column.kind {
            Kind::Choice(list) | Kind::Choices(list) => self.choice(def, column, list, &written),
            Kind::Sign(list) => self.choice(def, column, list, &written),
            Kind::FigureCode => match self.figures().spelt(&written) {
                Some(code) if code != written => {
                    let name = self.state.catalogue.figure_name(code).to_owned();
                    Reading::Code(code.to_owned(), name)
                }
                _ => Reading::Same,
            },
            Kind::Document => self.document(&written),
            Kind::Shares => self.shares(&written, agency),
            Kind::Code | Kind::Codes if column.id != "ma" => {
                self.named(column.id, &written, agency)
            }
            _ => Reading::Same,
        }
    }

    /// A word of a closed list, as users read it.
    fn choice(
        &mut self,
        def: &'static SheetDef,
        column: &Column,
        list: &[&'static str],
        written: &str,
    ) -> Reading {
        let labels = &self.state.catalogue.labels;
        let words = self.labels.entry(column.id).or_insert_with(|| {
            let lists = label_lists(def.name, column.id);
            let pairs = lists.iter().flat_map(|list| labels.list(list));
            pairs
                .map(|(code, word)| (heading_key(word), code.to_owned()))
                .collect()
        });
        let known = |part: &str| {
            let key = heading_key(part);
            let code = list
                .iter()
                .find(|code| heading_key(code) == key || **code == part);
            code.map(|code| (*code).to_owned())
                .or_else(|| words.get(&key).cloned())
                .or_else(|| rated(column, part))
        };
        if let Some(code) = known(written) {
            return match code == written {
                true => Reading::Same,
                false => Reading::Code(code, written.to_owned()),
            };
        }
        let parts: Option<Vec<String>> = written
            .split([';', '\n'])
            .map(str::trim)
            .map(known)
            .collect();
        match parts {
            Some(codes) if written.contains([';', '\n']) => {
                Reading::Code(codes.join(";"), written.to_owned())
            }
            _ => Reading::Same,
        }
    }

    fn document(&self, written: &str) -> Reading {
        if self.state.documents.contains_key(written) {
            return Reading::Same;
        }
        match self
            .ground
            .documents
            .with(&self.documents, written)
            .as_slice()
        {
            [code] => Reading::Code(code.clone(), self.state.cited(code)),
            _ => Reading::Same,
        }
    }

    /// Codes that refer to an agency, a block or a person, written as names.
    fn named(&self, id: &str, written: &str, agency: Option<&str>) -> Reading {
        let (agencies, people) = match id {
            "ma_co_quan" | "ma_cap_tren" | "co_quan_ban_hanh" | "co_quan_quyet_dinh"
            | "don_vi_giao" | "co_quan_quan_ly" | "truong_cum" | "pho_cum" | "ma_cu" | "ma_moi"
            | "ma_cum" => (true, false),
            "co_quan_van_dong" | "co_quan_chon" | "co_quan_xep_hang" | "trong" => (true, false),
            "ma_doi_tuong" | "giao_cho" => (true, true),
            "ma_can_bo" | "ma_ca_nhan" => (false, true),
            _ => return Reading::Same,
        };
        let mut codes = Vec::new();
        let mut names = Vec::new();
        for part in written
            .split([';', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            if is_code(part) {
                codes.push(part.to_owned());
                continue;
            }
            let mut found: Vec<String> = Vec::new();
            if people {
                found.extend(self.person(part, agency));
            }
            if agencies && found.is_empty() {
                found.extend(self.agency(part));
            }
            match found.as_slice() {
                [code] => {
                    names.push(self.state.name_on(code, self.today));
                    codes.push(code.clone());
                }
                [] => return self.unknown(part, agencies, people),
                several => return self.several(part, several),
            }
        }
        match names.is_empty() {
            true => Reading::Same,
            false => Reading::Code(codes.join(";"), names.join("; ")),
        }
    }

    /// Authors with their shares, written as names.
    fn shares(&self, written: &str, agency: Option<&str>) -> Reading {
        let (mut codes, mut names) = (Vec::new(), Vec::new());
        for (name, share) in shares::parts(written) {
            let found = match is_code(&name) {
                true => vec![name.clone()],
                false => self.person(&name, agency),
            };
            let code = match found.as_slice() {
                [code] => code,
                [] => return self.unknown(&name, false, true),
                several => return self.several(&name, several),
            };
            let shown = self.state.name_on(code, self.today);
            let (code, shown) = match share {
                Some(share) => (format!("{code}:{share}"), format!("{shown} ({share} %)")),
                None => (code.clone(), shown),
            };
            codes.push(code);
            names.push(shown);
        }
        match codes.join(";") {
            code if code == written => Reading::Same,
            code => Reading::Code(code, names.join("; ")),
        }
    }

    /// The agencies of a name: those in reach where several bear it.
    pub(super) fn agency(&self, name: &str) -> Vec<String> {
        self.reached(self.ground.agencies.with(&self.agencies, name))
    }

    /// The people of a name: those of the row's agency where several bear it.
    fn person(&self, name: &str, agency: Option<&str>) -> Vec<String> {
        let name = without_title(name);
        let all = self.ground.people.with(&self.people, name);
        let (Some(agency), true) = (agency, all.len() > 1) else {
            return all;
        };
        let there = |code: &&String| {
            let stored = self.state.people.get(*code);
            let stored =
                stored.is_some_and(|person| person.posts.iter().any(|post| post.agency == agency));
            stored || self.here.get(*code).is_some_and(|here| here == agency)
        };
        let own: Vec<String> = all.iter().filter(there).cloned().collect();
        if own.is_empty() { all } else { own }
    }

    /// The code of a person told by a row without one, where the person is stored.
    pub(super) fn known_person(
        &self,
        name: &str,
        born: Option<PartialDate>,
        agency: Option<&str>,
    ) -> Option<String> {
        let fits = |code: &&String| {
            let person = self.state.people.get(*code);
            person.is_some_and(|person| match (person.born, born) {
                (Some(stored), Some(told)) => stored == told,
                _ => person
                    .posts
                    .iter()
                    .any(|post| Some(post.agency.as_str()) == agency),
            })
        };
        let mut found = self.ground.people.codes(name).iter().filter(fits);
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    }

    /// The code of an agency or document told by a row without one, where it is stored.
    pub(super) fn known_code(&self, sheet: &str, name: &str) -> Option<String> {
        let codes = match sheet {
            "co-quan" => self.reached(self.ground.agencies.codes(name).to_vec()),
            "van-ban" => self.ground.documents.codes(name).to_vec(),
            _ => Vec::new(),
        };
        match codes.as_slice() {
            [code] => Some(code.clone()),
            _ => None,
        }
    }

    /// Whether a code names something already.
    pub(super) fn is_taken(&self, code: &str) -> bool {
        self.state.people.contains_key(code)
            || self.state.org.find(code).is_some()
            || self.state.clusters.contains_key(code)
            || self.state.documents.contains_key(code)
            || self.state.initiatives.contains_key(code)
    }

    /// The agency a person belongs to, and whether the code is a person's.
    pub(super) fn post_of(&self, code: &str) -> Option<String> {
        let stored = self.state.people.get(code).and_then(|person| {
            let post = person.on(self.today).or(person.posts.last())?;
            Some(post.agency.clone())
        });
        stored.or_else(|| self.here.get(code).cloned())
    }

    /// Whether the code is an agency's or a block's, stored or of the same session.
    pub(super) fn is_agency(&self, code: &str) -> bool {
        self.state.org.find(code).is_some()
            || self.state.clusters.contains_key(code)
            || self.own_agencies.contains(code)
    }
}

/// A name without `Ông`, `Bà`, `Đồng chí` before it.
pub(super) fn without_title(name: &str) -> &str {
    let titles = [
        "Ông ",
        "Bà ",
        "Đ/c ",
        "Đồng chí ",
        "ông ",
        "bà ",
        "đ/c ",
        "đồng chí ",
    ];
    let found = titles.iter().find_map(|title| name.strip_prefix(title));
    found.unwrap_or(name).trim()
}

/// Lists of words a column's codes have.
pub(super) fn label_lists(sheet: &str, id: &str) -> Vec<String> {
    let shared = match id {
        "cap" | "cap_doi_tuong" | "ap_dung_cho_cap" => vec!["cap_cu", "cap"],
        "muc_chinh_xac" | "muc_chinh_xac_tang_giam" => vec!["muc_chinh_xac"],
        "doi_tuong" => vec!["doi_tuong"],
        "don_vi_tinh" => vec!["don_vi_tinh"],
        "nhom_an" => vec!["so-lieu.nhom_an"],
        _ => Vec::new(),
    };
    let mut lists: Vec<String> = shared.into_iter().map(str::to_owned).collect();
    lists.push(format!("{sheet}.{id}"));
    lists
}

/// A level of rating as lists shorten it: `HTXS`, `xuất sắc`.
fn rated(column: &Column, written: &str) -> Option<String> {
    let level = (column.id == "muc_xep_loai").then(|| Level::spelt(written));
    level.flatten().map(|level| level.code().to_owned())
}
