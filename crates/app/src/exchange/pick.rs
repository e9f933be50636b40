//! The rows of an export: those that are ours, what they refer to, and what of these the caller may not read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thidua_domain::access::Permission;
use thidua_domain::bundle::{SheetDef, Values};
use thidua_domain::conduct::is_guarded;
use thidua_store::{Snapshot, StoreError, bulk};

use super::line::{line, values};
use super::manifest::Omitted;
use super::ours::Ours;
use super::refers::{Finder, Thing, named};
use super::rules::{belongs, record_sheets};
use crate::{AppError, View, conduct, deed, record};

/// The rows picked so far, and those that may be asked for.
pub(super) struct Picker<'a> {
    view: &'a View,
    ours: &'a Ours,
    finder: Finder<'a>,
    /// Whether the caller reads everything.
    all: bool,
    /// Whether what tells of approval comes along.
    drafts: bool,
    picked: BTreeMap<&'static str, Vec<Kept>>,
    /// Rows others may refer to.
    pool: HashMap<(Thing, String), Vec<(&'static SheetDef, Kept)>>,
    wanted: BTreeSet<(Thing, String)>,
    /// What was asked for and may not be read.
    hidden: HashSet<(Thing, String)>,
    /// Rows that were left out, by sheet.
    unread: BTreeMap<&'static str, usize>,
    /// Kinds of records that no sheet carries.
    foreign: BTreeSet<String>,
}

/// Rows by the name of their sheet.
pub(super) type Picked = BTreeMap<&'static str, Vec<String>>;

/// A row with the identity of its record: rows are written in the order they were first told, because answers list
/// them so.
type Kept = (i64, String);

/// Records that are this installation's own and no part of any bundle.
pub(super) const OWN: [&str; 2] = [super::register::KIND, super::layout::KIND];

impl<'a> Picker<'a> {
    pub(super) fn new(view: &'a View, ours: &'a Ours, drafts: bool) -> Self {
        Self {
            view,
            ours,
            finder: Finder::of(&view.state),
            all: view.actor.grants_on(view.today).any(|grant| {
                grant.is_everywhere() && grant.role.extent(Permission::ViewConduct).is_some()
            }) && view.loads_everywhere(),
            drafts,
            picked: BTreeMap::new(),
            pool: HashMap::new(),
            wanted: BTreeSet::new(),
            hidden: HashSet::new(),
            unread: BTreeMap::new(),
            foreign: BTreeSet::new(),
        }
    }

    /// Asks for what something refers to.
    pub(super) fn want(&mut self, thing: Thing, code: &str) {
        if !self.wanted.contains(&(thing, code.to_owned())) {
            self.wanted.insert((thing, code.to_owned()));
        }
    }

    /// What a row of figures refers to.
    pub(super) fn refers(&mut self, def: &SheetDef, row: &Values) {
        let wanted = &mut self.wanted;
        self.finder.each(def, row, |thing, code| {
            wanted.insert((thing, code.to_owned()));
        });
    }

    /// Reads every record once.
    pub(super) async fn read<S: Snapshot>(&mut self, snapshot: &S) -> Result<(), AppError> {
        let defs: HashMap<&str, &'static SheetDef> =
            record_sheets().map(|def| (def.name, def)).collect();
        let mut batches = bulk::records(snapshot, None);
        while let Some(batch) = batches.next().await? {
            let mut damaged = None;
            batch.records(|record| {
                let Some(def) = defs.get(record.kind) else {
                    if !OWN.contains(&record.kind) {
                        self.foreign.insert(record.kind.to_owned());
                    }
                    return;
                };
                match Values::from_canonical(record.content) {
                    Some(row) => self.take(def, &row, record.id),
                    None => damaged = Some(record.kind.to_owned()),
                }
            })?;
            if let Some(kind) = damaged {
                return Err(StoreError::Damaged(format!("a record of {kind}")).into());
            }
        }
        Ok(())
    }

    fn take(&mut self, def: &'static SheetDef, row: &Values, id: i64) {
        let carried = matches!(def.name, "ky-so-lieu" | "che-do-duyet");
        if carried && !self.drafts {
            return;
        }
        // Two persons decide about the rulebook where it applies; who sent registrations up and took them up, and what
        // was asked of whom, is decided on the pages of the offices: only a copy of the whole takes that along.
        let whole = [
            "quy-dinh",
            "tong-hop-dang-ky",
            "han-dang-ky",
            "yeu-cau-bao-cao",
            "tra-loi-yeu-cau",
            "bao-cao-dinh-ky",
        ];
        if whole.contains(&def.name) && !self.all {
            return;
        }
        if belongs(def, row, self.ours) {
            if self.may_read(def, row) {
                self.pick(def, row, (id, line(def, row)));
            } else {
                self.leave(def, row);
            }
        } else if let Some(name) = named(def, row) {
            let rows = self.pool.entry(name).or_default();
            rows.push((def, (id, line(def, row))));
        }
    }

    fn pick(&mut self, def: &'static SheetDef, row: &Values, line: Kept) {
        self.refers(def, row);
        if let Some((Thing::Person, code)) = named(def, row) {
            self.want(Thing::Merged, &code);
        }
        self.picked.entry(def.name).or_default().push(line);
    }

    fn leave(&mut self, def: &'static SheetDef, row: &Values) {
        *self.unread.entry(def.name).or_default() += 1;
        if let Some(name) = named(def, row) {
            self.hidden.insert(name);
        }
    }

    /// Whether the caller may read a row: of a person the posts within reach, of an agency above what holds below.
    fn may_read(&self, def: &SheetDef, row: &Values) -> bool {
        if !deed::opens(self.view, def.name, row) {
            return false;
        }
        if self.all || self.ours.governed(def.name, row) {
            return true;
        }
        if def.name == "nhan-su" {
            let agency = row.get("ma_co_quan").unwrap_or_default();
            let here = self.view.permit_agency(Permission::ViewPeople, agency);
            return here.is_ok() || record::reads(self.view, def.name, row);
        }
        if matches!(def.name, "ky-so-lieu" | "che-do-duyet") {
            let agency = row.get("ma_co_quan").unwrap_or_default();
            return self
                .view
                .permit_agency(Permission::ViewFigures, agency)
                .is_ok();
        }
        if is_guarded(def.name) && !conduct::reads(self.view) {
            return false;
        }
        record::reads(self.view, def.name, row)
    }

    /// Fetches what was asked for, and what that refers to, until nothing new is.
    fn fetch(&mut self) {
        let mut asked: BTreeSet<(Thing, String)> = BTreeSet::new();
        loop {
            let new: Vec<(Thing, String)> = self.wanted.difference(&asked).cloned().collect();
            if new.is_empty() {
                return;
            }
            for name in new {
                let rows = self.pool.remove(&name).unwrap_or_default();
                let several = !rows.is_empty();
                let mut read = 0;
                for (def, text) in rows {
                    let row = values(def, &text.1);
                    if self.may_read(def, &row) {
                        read += 1;
                        self.pick(def, &row, text);
                    } else {
                        *self.unread.entry(def.name).or_default() += 1;
                    }
                }
                if several && read == 0 {
                    self.hidden.insert(name.clone());
                }
                asked.insert(name);
            }
        }
    }

    /// Leaves out the rows that refer to what may not be read: the bundle would not load without it.
    fn settle(&mut self) {
        let here: HashSet<(Thing, String)> = self
            .picked
            .iter()
            .flat_map(|(name, lines)| {
                let def = record_sheets().find(|def| def.name == *name);
                lines.iter().filter_map(move |(_, text)| {
                    let def = def?;
                    named(def, &values(def, text))
                })
            })
            .collect();
        let mut hidden: HashSet<(Thing, String)> = self
            .hidden
            .drain()
            .filter(|name| !here.contains(name))
            .collect();
        while !hidden.is_empty() {
            let mut gone = HashSet::new();
            for def in record_sheets() {
                let Some(lines) = self.picked.get_mut(def.name) else {
                    continue;
                };
                let before = lines.len();
                lines.retain(|(_, text)| {
                    let row = values(def, text);
                    let mut dangles = false;
                    self.finder.each(def, &row, |thing, code| {
                        let must = !matches!(thing, Thing::Document) || def.name == "van-ban";
                        dangles |= must && hidden.contains(&(thing, code.to_owned()));
                    });
                    if dangles {
                        gone.extend(named(def, &row));
                    }
                    !dangles
                });
                let left = before - lines.len();
                if left > 0 {
                    *self.unread.entry(def.name).or_default() += left;
                }
            }
            hidden = gone;
        }
    }

    /// The rows of every sheet in the order they were first told, and what was left out.
    pub(super) fn finish(mut self) -> (Picked, Vec<Omitted>) {
        self.fetch();
        if !self.all {
            self.settle();
        }
        for lines in self.picked.values_mut() {
            lines.sort_unstable();
        }
        let mut left: Vec<Omitted> = Vec::new();
        for def in record_sheets() {
            if is_guarded(def.name) && !self.all && !conduct::reads(self.view) {
                left.push(Omitted::guarded(def));
                continue;
            }
            if let Some(count) = self.unread.get(def.name).filter(|_| !is_guarded(def.name)) {
                left.push(Omitted::unread(def, *count));
            }
        }
        let foreign = self.foreign.iter();
        left.extend(foreign.map(|kind| Omitted::unknown(kind)));
        let bare = |lines: Vec<Kept>| lines.into_iter().map(|(_, line)| line).collect();
        let picked = self.picked.into_iter();
        (
            picked.map(|(name, lines)| (name, bare(lines))).collect(),
            left,
        )
    }
}
