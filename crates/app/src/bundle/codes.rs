//! Codes across sheets: what a code refers to must be there, and a paper named may be linked.

use std::collections::{BTreeMap, HashMap, HashSet};

use thidua_domain::bundle::{Fault, Kind, Place, Severity, Values};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::org::Level;
use thidua_domain::text;

use super::merge::Plan;
use super::read::Sheet;
use super::scope::Scope;
use crate::State;

/// What the codes of a column refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refers {
    /// An agency.
    Agency,
    /// An agency or a block.
    AgencyOrBlock,
    /// An agency or a person.
    AgencyOrPerson,
    /// A person.
    Person,
    /// A block.
    Block,
    /// An agency, or `code/level`: every agency of that level below it.
    Member,
    /// A document.
    Document,
    /// A row of targets.
    Target,
    /// A movement.
    Movement,
    /// A figure.
    Figure,
    /// An event.
    Event,
    /// A meeting of a block.
    Meeting,
    /// An agency, of whoever it is, or a person in reach: who stands in a block beside one's own.
    Candidate,
    /// An achievement of the log.
    Achievement,
    /// An exemplar.
    Exemplar,
    /// A good practice.
    Practice,
    /// An initiative.
    Initiative,
}

/// What the codes of a column refer to, where they refer to something.
pub fn refers(sheet: &str, column: &str) -> Option<Refers> {
    let named = REFERENCES
        .iter()
        .find(|(name, id, _)| *name == sheet && *id == column);
    named.map(|(_, _, refers)| *refers)
}

const REFERENCES: &[(&str, &str, Refers)] = &[
    ("co-quan", "ma_cap_tren", Refers::Agency),
    ("sap-xep", "ma_cu", Refers::Agency),
    ("sap-xep", "ma_moi", Refers::Agency),
    ("quy-doi", "ma_cu", Refers::Agency),
    ("quy-doi", "ma_moi", Refers::Agency),
    ("ky-dau", "ma_co_quan", Refers::Agency),
    ("ngay-nghi", "ma_co_quan", Refers::Agency),
    ("nhan-su", "ma_co_quan", Refers::Agency),
    ("van-ban", "co_quan_ban_hanh", Refers::Agency),
    ("van-ban", "can_cu", Refers::Document),
    ("van-ban", "thay_the_boi", Refers::Document),
    ("phong-trao", "co_quan_phat_dong", Refers::Agency),
    ("phong-trao", "phong_trao_cap_tren", Refers::Movement),
    ("phong-trao", "cap_tren_phat_dong", Refers::Agency),
    ("huong-ung", "ma_phong_trao", Refers::Movement),
    ("huong-ung", "ma_co_quan", Refers::Agency),
    ("so-lieu-ngay", "ma_phong_trao", Refers::Movement),
    ("so-lieu-ngay", "ma_co_quan", Refers::Agency),
    ("so-lieu-ngay", "ma_so_lieu", Refers::Figure),
    ("huong-ung", "nguoi_phu_trach", Refers::Person),
    ("dien-bien-phong-trao", "ma_phong_trao", Refers::Movement),
    ("dien-bien-phong-trao", "ma_co_quan", Refers::Agency),
    ("moc-phong-trao", "ma_phong_trao", Refers::Movement),
    ("moc-phong-trao", "ma_co_quan", Refers::Agency),
    ("moc-phong-trao", "ma_su_kien", Refers::Event),
    ("tieu-chuan-phong-trao", "ma_phong_trao", Refers::Movement),
    ("tieu-chuan-phong-trao", "ma_co_quan", Refers::Agency),
    ("chi-tieu", "ma_phong_trao", Refers::Movement),
    ("khen-thuong", "ma_phong_trao", Refers::Movement),
    ("so-lieu", "ma_phong_trao", Refers::Movement),
    ("dong-gop", "ma_phong_trao", Refers::Movement),
    ("hoat-dong", "ma_phong_trao", Refers::Movement),
    ("dien-hinh", "ma_phong_trao", Refers::Movement),
    ("noi-dung", "ma_phong_trao", Refers::Movement),
    ("su-kien", "ma_phong_trao", Refers::Movement),
    ("danh-muc-so-lieu", "tu_so", Refers::Figure),
    ("danh-muc-so-lieu", "mau_so", Refers::Figure),
    ("cum-khoi", "co_quan_quan_ly", Refers::Agency),
    ("thanh-vien-cum", "ma_cum", Refers::Block),
    ("thanh-vien-cum", "ma_thanh_vien", Refers::Agency),
    ("hop-cum", "ma_cum", Refers::Block),
    ("hop-cum", "thanh_vien_du", Refers::Agency),
    ("suy-ton", "ma_hop", Refers::Meeting),
    ("suy-ton", "ma_doi_tuong", Refers::Candidate),
    ("cum-khoi", "truong_cum", Refers::Agency),
    ("cum-khoi", "pho_cum", Refers::Agency),
    ("cum-khoi", "thanh_vien", Refers::Member),
    ("chi-tieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("chi-tieu", "ma_can_bo", Refers::Person),
    ("chi-tieu", "don_vi_giao", Refers::Agency),
    ("chi-tieu", "thay_cho", Refers::Target),
    ("chi-tieu", "ke_thua", Refers::Target),
    ("chi-tieu", "ma_chi_tieu", Refers::Figure),
    ("chi-tieu", "bac_theo", Refers::Figure),
    ("khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("khen-thuong", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("khen-thuong", "co_quan_quyet_dinh", Refers::Agency),
    ("khen-thuong", "ma_cum", Refers::Block),
    ("danh-gia", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("ky-luat", "ma_ca_nhan", Refers::Person),
    ("vuong-mac", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("tra-loi-dieu-kien", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("vang-mat", "ma_ca_nhan", Refers::Person),
    ("xep-loai-doan-the", "ma_co_quan", Refers::Agency),
    ("sang-kien", "tac_gia", Refers::Person),
    ("gop-nguoi", "ma_trung", Refers::Person),
    ("gop-nguoi", "ma_giu", Refers::Person),
    ("danh-muc-khen-thuong", "ma_co_quan", Refers::Agency),
    ("doi-chieu-ten", "ma_co_quan", Refers::AgencyOrBlock),
    ("doi-chieu-ten", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("kien-nghi-khen-thuong", "ma_co_quan", Refers::Agency),
    ("kien-nghi-khen-thuong", "ma_ca_nhan", Refers::Person),
    ("thu-hoi-khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("thu-hoi-khen-thuong", "co_quan_quyet_dinh", Refers::Agency),
    ("xem-lai-khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("dong-gop", "ma_co_quan", Refers::Agency),
    ("dong-gop", "co_quan_van_dong", Refers::Agency),
    ("hoat-dong", "ma_co_quan", Refers::Agency),
    ("dien-hinh", "ma_co_quan", Refers::Agency),
    ("dien-hinh", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("dien-hinh", "co_quan_chon", Refers::Agency),
    ("dien-hinh", "su_kien", Refers::Event),
    ("dien-hinh", "nguoi_phat_hien", Refers::AgencyOrPerson),
    ("dien-hinh", "thanh_tich", Refers::Achievement),
    ("dien-hinh", "nguoi_theo_doi", Refers::Person),
    ("buoc-dien-hinh", "ma_dien_hinh", Refers::Exemplar),
    ("buoc-dien-hinh", "ma_co_quan", Refers::Agency),
    ("buoc-dien-hinh", "nguoi_quyet_dinh", Refers::AgencyOrPerson),
    ("hoc-tap-dien-hinh", "ma_dien_hinh", Refers::Exemplar),
    ("hoc-tap-dien-hinh", "ma_co_quan", Refers::Agency),
    ("lan-toa", "ma_co_quan", Refers::Agency),
    ("lan-toa", "ma_dien_hinh", Refers::Exemplar),
    ("lan-toa", "ma_cach_lam", Refers::Practice),
    ("lan-toa", "don_vi_tham_du", Refers::Agency),
    ("cach-lam-hay", "ma_co_quan", Refers::Agency),
    ("cach-lam-hay", "tac_gia", Refers::AgencyOrPerson),
    ("cach-lam-hay", "ma_phong_trao", Refers::Movement),
    ("cach-lam-hay", "ma_dien_hinh", Refers::Exemplar),
    ("cach-lam-hay", "ma_sang_kien", Refers::Initiative),
    ("cach-lam-hay", "thanh_tich", Refers::Achievement),
    ("cach-lam-hay", "nguoi_de_xuat", Refers::Person),
    ("ap-dung-cach-lam", "ma_cach_lam", Refers::Practice),
    ("ap-dung-cach-lam", "ma_co_quan", Refers::Agency),
    ("thanh-tich", "ma_co_quan", Refers::Agency),
    ("thanh-tich", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("thanh-tich", "ma_phong_trao", Refers::Movement),
    ("thanh-tich", "nguoi_ghi", Refers::Person),
    ("thanh-tich", "su_kien", Refers::Event),
    ("khen-thuong", "thanh_tich", Refers::Achievement),
    ("noi-dung", "ma_co_quan", Refers::Agency),
    ("noi-dung", "giao_cho", Refers::AgencyOrPerson),
    ("dang-ky", "ma_co_quan", Refers::Agency),
    ("dang-ky", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("xep-hang", "ma_co_quan", Refers::Agency),
    ("xep-hang", "theo", Refers::Figure),
    ("xep-hang", "trong", Refers::AgencyOrBlock),
    ("xep-hang", "co_quan_xep_hang", Refers::Agency),
    ("su-kien", "ma_co_quan", Refers::Agency),
    ("su-kien", "ma_cum", Refers::Block),
    ("su-kien", "thanh_phan", Refers::AgencyOrPerson),
    ("khen-thuong", "su_kien", Refers::Event),
    ("so-lieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("so-lieu", "ma_can_bo", Refers::Person),
];

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
        let columns: Vec<(&str, Refers)> = REFERENCES
            .iter()
            .filter(|(name, _, _)| *name == sheet.def.name)
            .map(|(_, id, refers)| (*id, *refers))
            .collect();
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
