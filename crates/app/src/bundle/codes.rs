//! Codes across sheets: what a code refers to must be there, and a paper named may be linked.

use std::collections::{BTreeMap, HashMap, HashSet};

use thidua_domain::bundle::{Fault, Kind, Place, Severity, Values};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::org::Level;
use thidua_domain::text;

use super::merge::Plan;
use super::read::Sheet;
use super::refers::{Refers, of_sheet};
use super::scope::Scope;
use crate::State;

/// How many different slips of a sheet are looked up: each is compared with every code there is.
const MOST_NEAR: usize = 200;

/// The codes there will be once the bundle is stored.
pub(super) struct Known<'a> {
    pub(super) agencies: HashSet<String>,
    pub(super) people: HashSet<String>,
    pub(super) blocks: HashSet<String>,
    documents: HashSet<String>,
    events: HashSet<String>,
    meetings: HashSet<String>,
    achievements: HashSet<String>,
    exemplars: HashSet<String>,
    practices: HashSet<String>,
    initiatives: HashSet<String>,
    targets: HashSet<String>,
    movements: HashSet<String>,
    /// Those of them that may be proposed.
    seen_movements: HashSet<String>,
    /// Those of them that may be proposed: targets of others are read by others.
    own_targets: HashSet<String>,
    catalogue: &'a Catalogue,
    scope: &'a Scope,
}

impl<'a> Known<'a> {
    /// Codes of the state and of the bundle's plans.
    pub(super) fn new(
        state: &State,
        catalogue: &'a Catalogue,
        plans: &BTreeMap<&'static str, Plan>,
        scope: &'a Scope,
    ) -> Self {
        let planned = |sheet: &str| -> HashSet<String> {
            let rows = plans.get(sheet).map(|plan| plan.rows.values());
            rows.into_iter()
                .flatten()
                .filter_map(|row| row.text("ma"))
                .collect()
        };
        let mut known = Self {
            agencies: planned("co-quan"),
            people: planned("nhan-su"),
            blocks: planned("cum-khoi"),
            documents: planned("van-ban"),
            events: planned("su-kien"),
            meetings: planned("hop-cum"),
            achievements: planned("thanh-tich"),
            exemplars: planned("dien-hinh"),
            practices: planned("cach-lam-hay"),
            initiatives: planned("sang-kien"),
            targets: planned("chi-tieu"),
            movements: planned("phong-trao"),
            seen_movements: planned("phong-trao"),
            own_targets: HashSet::new(),
            catalogue,
            scope,
        };
        known
            .agencies
            .extend(state.org.iter().map(|agency| agency.code.clone()));
        known.people.extend(state.merged.codes().cloned());
        known.people.extend(state.people.keys().cloned());
        known.blocks.extend(state.clusters.keys().cloned());
        known.documents.extend(state.documents.keys().cloned());
        let events = state.events.iter().filter_map(|event| event.code.clone());
        known.events.extend(events);
        known.feats(state);
        known.meetings.extend(state.meetings.codes().cloned());
        for movement in state.movements.all().values() {
            known.movements.insert(movement.code.clone());
            let launcher = movement.launcher.as_deref();
            if launcher.is_none_or(|launcher| scope.reaches(launcher)) {
                known.seen_movements.insert(movement.code.clone());
            }
        }
        for target in state.targets.iter() {
            let Some(code) = &target.code else { continue };
            known.targets.insert(code.clone());
            if scope.reaches(&target.agency) {
                known.own_targets.insert(code.clone());
            }
        }
        known
    }

    /// Codes of achievements, exemplars, practices and initiatives that are stored.
    fn feats(&mut self, state: &State) {
        let achievements = state.achievements.iter();
        self.achievements
            .extend(achievements.filter_map(|row| row.code.clone()));
        let exemplars = state.exemplars.iter();
        self.exemplars
            .extend(exemplars.filter_map(|row| row.code.clone()));
        let practices = state.practices.iter();
        self.practices.extend(practices.map(|row| row.code.clone()));
        self.initiatives.extend(state.initiatives.keys().cloned());
    }

    fn has(&self, refers: Refers, code: &str) -> bool {
        match refers {
            Refers::Agency => self.agencies.contains(code),
            Refers::AgencyOrBlock => self.agencies.contains(code) || self.blocks.contains(code),
            Refers::AgencyOrPerson => {
                (self.agencies.contains(code) || self.people.contains(code))
                    && !self.scope.is_foreign(code)
            }
            Refers::Person => self.people.contains(code) && !self.scope.is_foreign(code),
            Refers::Block => self.blocks.contains(code),
            Refers::Document => self.documents.contains(code),
            Refers::Target => self.targets.contains(code),
            Refers::Movement => self.movements.contains(code),
            Refers::Figure => self.catalogue.figure(code).is_some(),
            Refers::Event => self.events.contains(code),
            Refers::Meeting => self.meetings.contains(code),
            Refers::Candidate => {
                self.agencies.contains(code)
                    || self.people.contains(code) && !self.scope.is_foreign(code)
            }
            Refers::Achievement => self.achievements.contains(code),
            Refers::Exemplar => self.exemplars.contains(code),
            Refers::Practice => self.practices.contains(code),
            Refers::Initiative => self.initiatives.contains(code),
            Refers::Member => match code.split_once('/') {
                None => self.agencies.contains(code),
                Some((above, level)) => {
                    self.agencies.contains(above) && Level::from_code(level).is_some()
                }
            },
        }
    }

    fn nearest(&self, refers: Refers, code: &str) -> Option<String> {
        let mut all: Vec<&str> = match refers {
            Refers::Person => {
                let people = self.people.iter().map(String::as_str);
                people.filter(|code| !self.scope.is_foreign(code)).collect()
            }
            Refers::Block => self.blocks.iter().map(String::as_str).collect(),
            Refers::Document => self.documents.iter().map(String::as_str).collect(),
            Refers::Event => self.events.iter().map(String::as_str).collect(),
            // Codes of others are not told by what is near to them.
            Refers::Meeting
            | Refers::Achievement
            | Refers::Exemplar
            | Refers::Practice
            | Refers::Initiative => Vec::new(),
            Refers::Target => self.own_targets.iter().map(String::as_str).collect(),
            Refers::Movement => self.seen_movements.iter().map(String::as_str).collect(),
            Refers::Figure => self
                .catalogue
                .figures()
                .map(|figure| figure.code.as_str())
                .collect(),
            _ => self.agencies.iter().map(String::as_str).collect(),
        };
        // Of several that are equally near always the same one.
        all.sort_unstable();
        text::nearest(code, all).map(str::to_owned)
    }

    /// Every code of a sheet that refers to nothing, and papers named but not linked.
    pub(super) fn check(&self, sheet: &Sheet, faults: &mut Vec<Fault>) {
        let columns: Vec<(&str, Refers)> = of_sheet(sheet.def.name).collect();
        // A slip is often repeated: what is near a code is looked for once.
        let mut near: HashMap<(Refers, &str), Option<String>> = HashMap::new();
        for row in &sheet.rows {
            let place = Place {
                sheet: sheet.def.name,
                row: row.number,
            };
            for (id, refers) in &columns {
                let codes = row.values.get(id).unwrap_or_default();
                for code in codes
                    .split([';', '\n'])
                    // `nv-1:60`: a code with its share.
                    .map(|part| part.split(':').next().unwrap_or(part).trim())
                    .filter(|code| !code.is_empty())
                {
                    if self.has(*refers, code) {
                        continue;
                    }
                    let tries = near.len();
                    let near = near.entry((*refers, code)).or_insert_with(|| {
                        (tries < MOST_NEAR)
                            .then(|| self.nearest(*refers, code))
                            .flatten()
                    });
                    faults.push(unknown(sheet, place, id, *refers, code, near.as_deref()));
                }
            }
            self.unlinked(sheet, place, &row.values, faults);
        }
    }

    /// Columns named `Văn bản …` hold a code where one fits; the text as written is kept and told.
    fn unlinked(&self, sheet: &Sheet, place: Place<'_>, values: &Values, faults: &mut Vec<Fault>) {
        let papers = sheet
            .def
            .columns
            .iter()
            .filter(|column| column.heading.starts_with("Văn bản"));
        for column in papers {
            let written = values.get(column.id).unwrap_or_default();
            let parts: Vec<&str> = match column.kind {
                Kind::Items => written.split(';').collect(),
                _ => vec![written],
            };
            let unlinked = |part: &&str| !part.is_empty() && !self.documents.contains(*part);
            for written in parts.into_iter().filter(unlinked) {
                faults.push(place.fault(
                    Severity::Warning,
                    column.heading,
                    written,
                    "Chưa gắn văn bản: nội dung được giữ nguyên như đã ghi.",
                    "Khai văn bản ở trang «van-ban» rồi ghi mã của văn bản vào cột này.",
                ));
            }
        }
    }
}

fn unknown(
    sheet: &Sheet,
    place: Place<'_>,
    id: &str,
    refers: Refers,
    code: &str,
    near: Option<&str>,
) -> Fault {
    let heading = sheet.def.column(id).map_or(id, |column| column.heading);
    let (what, page) = match refers {
        Refers::Agency | Refers::Member => ("cơ quan", "co-quan"),
        Refers::AgencyOrBlock => ("cơ quan hoặc cụm, khối", "co-quan"),
        Refers::AgencyOrPerson | Refers::Candidate => ("cơ quan hoặc cá nhân", "co-quan"),
        Refers::Person => ("cá nhân", "nhan-su"),
        Refers::Block => ("cụm, khối thi đua", "cum-khoi"),
        Refers::Document => ("văn bản", "van-ban"),
        Refers::Target => ("chỉ tiêu", "chi-tieu"),
        Refers::Movement => ("phong trào", "phong-trao"),
        Refers::Figure => ("số liệu", "danh-muc-so-lieu"),
        Refers::Event => ("sự kiện", "su-kien"),
        Refers::Meeting => ("cuộc họp của cụm, khối", "hop-cum"),
        Refers::Achievement => ("thành tích", "thanh-tich"),
        Refers::Exemplar => ("điển hình", "dien-hinh"),
        Refers::Practice => ("cách làm hay", "cach-lam-hay"),
        Refers::Initiative => ("sáng kiến", "sang-kien"),
    };
    let cure = match near {
        Some(near) => {
            format!("Có phải «{near}»? Nếu là mã mới, khai ở trang «{page}» của cùng bộ số liệu.")
        }
        None => format!("Khai mã này ở trang «{page}» của cùng bộ số liệu, hoặc sửa mã."),
    };
    // Events are named before they are told: who was awarded at one is known without its day and place.
    let (severity, kept) = match refers {
        Refers::Event => (Severity::Warning, " Nội dung được giữ nguyên như đã ghi."),
        _ => (Severity::Error, ""),
    };
    place.fault(
        severity,
        heading,
        code,
        format!("Không có {what} mang mã này.{kept}"),
        cure,
    )
}
