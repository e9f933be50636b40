//! What an actor may load who does not load for the whole system: the rows of the agencies in reach, and
//! of people who belong to them.

use std::collections::HashSet;

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::contribution::sheet::CONTRIBUTIONS;
use thidua_domain::event::SHEET as EVENTS;
use thidua_domain::initiative;

use super::load::PERMISSION;
use super::read::Sheet;
use crate::{View, deed};

/// The reach of one actor.
#[derive(Debug, Default)]
pub(super) struct Scope {
    everywhere: bool,
    /// Agencies in reach, and blocks they manage.
    agencies: HashSet<String>,
    /// Agencies of the system and people that are not in reach: as if they were not there.
    foreign: HashSet<String>,
    /// People whose present post is not in reach: nobody else may move them.
    elsewhere: HashSet<String>,
    /// Agencies that are not in reach, those outside the sector too.
    beyond: HashSet<String>,
    /// The one agency in reach that all others in reach stand below.
    home: Option<String>,
    /// Every block there is.
    blocks: HashSet<String>,
    /// Blocks headed by an agency in reach, with the year.
    headed: HashSet<(String, i16)>,
    /// Meetings of blocks that are not the actor's to tell of.
    meetings: HashSet<String>,
    /// Agencies whose own people the actor is one of; `None`: the command line.
    own: Option<HashSet<String>>,
}

impl Scope {
    pub(super) fn of(view: &View) -> Self {
        if view.loads_everywhere() {
            return Self {
                everywhere: true,
                own: deed::own(view),
                ..Self::default()
            };
        }
        let state = view.state.as_ref();
        let agencies = state.org.iter().map(|agency| &agency.code);
        let mut scope = Self {
            agencies: agencies
                .chain(state.clusters.keys())
                .filter(|code| view.permit_agency(PERMISSION, code).is_ok())
                .cloned()
                .collect(),
            own: deed::own(view),
            ..Self::default()
        };
        let today = view.today;
        let outside = |code: &str| {
            let agency = state.org.find(code);
            let spell = agency.and_then(|agency| agency.nearest(today));
            spell.is_some_and(|spell| !spell.level.is_enforcement())
        };
        let reached = |code: &str| scope.agencies.contains(code) || outside(code);
        let agencies = state.org.iter().map(|agency| agency.code.as_str());
        let mut foreign: HashSet<String> = agencies
            .filter(|code| !reached(code))
            .map(str::to_owned)
            .collect();
        let mut elsewhere = HashSet::new();
        for person in state.people.values() {
            if !person.posts.iter().any(|post| reached(&post.agency)) {
                foreign.insert(person.code.clone());
            }
            let now = person.on(today).or(person.posts.last());
            if !now.is_some_and(|post| reached(&post.agency)) {
                elsewhere.insert(person.code.clone());
            }
        }
        for code in state.merged.codes() {
            let standing = state.merged.standing(code);
            if foreign.contains(standing) {
                foreign.insert(code.clone());
            }
            if elsewhere.contains(standing) {
                elsewhere.insert(code.clone());
            }
        }
        let all = state.org.iter().map(|agency| &agency.code);
        let beyond = all.filter(|code| !scope.agencies.contains(*code));
        scope.beyond = beyond.cloned().collect();
        scope.blocks = state.clusters.keys().cloned().collect();
        scope.headed = crate::cluster::headed(view);
        let meetings = state.meetings.all();
        scope.meetings = meetings
            .filter(|meeting| !scope.leads(&meeting.cluster, Some(meeting.year.0)))
            .map(|meeting| meeting.code.clone())
            .collect();
        scope.foreign = foreign;
        scope.elsewhere = elsewhere;
        scope.home = home(view, &scope.agencies);
        scope
    }

    /// The agency a list without one is of: the actor's own, where there is one only.
    pub(super) fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// Whether rows of an agency, or of a block it manages, are the actor's to load.
    pub(super) fn reaches(&self, agency: &str) -> bool {
        self.everywhere || self.agencies.contains(agency)
    }

    /// Whether the actor loads for the whole system.
    pub(super) fn loads_all(&self) -> bool {
        self.everywhere
    }

    /// Whether a row of a sheet, new or stored, is of an agency in reach: a paper by who issued it, the
    /// common tree and registers of nobody who does not load for the whole system.
    pub(super) fn owns(&self, sheet: &str, row: &Values) -> bool {
        if self.everywhere {
            return true;
        }
        match sheet {
            "van-ban" => {
                let issuer = row.get("co_quan_ban_hanh");
                issuer.is_some_and(|issuer| self.reaches(issuer))
            }
            "phong-trao" => {
                let launcher = row.get("co_quan_phat_dong");
                launcher.is_some_and(|launcher| self.reaches(launcher))
            }
            "co-quan" | "sap-xep" | "danh-muc-so-lieu" | "che-do-bao-cao" => false,
            // A block is of the body that manages it: what is known under another is not taken over.
            "cum-khoi" => {
                let code = row.get("ma").unwrap_or_default();
                let manager = row.get("co_quan_quan_ly");
                manager.is_some_and(|manager| self.reaches(manager))
                    && (!self.blocks.contains(code) || self.agencies.contains(code))
            }
            "danh-gia" | "vuong-mac" | "tra-loi-dieu-kien" => self.has(row.get("ma_doi_tuong")),
            "quy-doi" => ["ma_cu", "ma_moi"].iter().all(|id| self.has(row.get(id))),
            "gop-nguoi" => self.has(row.get("ma_trung")) && self.has(row.get("ma_giu")),
            "thanh-vien-cum" | "hop-cum" => {
                let year = row.year("nam").map(|year| year.0);
                self.leads(row.get("ma_cum").unwrap_or_default(), year)
            }
            // One that is new here is judged by its own row.
            "suy-ton" => row
                .get("ma_hop")
                .is_none_or(|code| !self.meetings.contains(code)),
            "su-kien" => {
                let codes = deed::agencies(sheet, row);
                codes.into_iter().any(|code| self.reaches(code))
            }
            "ky-luat" | "vang-mat" => self.has(row.get("ma_ca_nhan")),
            // Of several authors one within reach is enough; one without authors is nobody's yet.
            "sang-kien" => {
                let authors = initiative::authors(row);
                let mut own = authors.iter();
                authors.is_empty() || own.any(|author| self.has(Some(&author.person)))
            }
            _ => {
                let agency = row.get("ma_co_quan");
                agency.is_none_or(|agency| self.reaches(agency))
            }
        }
    }

    /// Whether a block is the actor's to tell of in a year: it is managed or headed by an agency in reach.
    fn leads(&self, block: &str, year: Option<i16>) -> bool {
        let headed = |year: i16| self.headed.contains(&(block.to_owned(), year));
        self.everywhere || self.agencies.contains(block) || year.is_some_and(headed)
    }

    /// Whether a row tells nothing that only the people of another office may know: names of who was helped.
    pub(super) fn opens(&self, sheet: &str, row: &Values) -> bool {
        let guarded = sheet == CONTRIBUTIONS.name && row.get(deed::HELPED).is_some();
        let own = |own: &HashSet<String>| own.contains(row.get("ma_co_quan").unwrap_or_default());
        !guarded || self.own.as_ref().is_none_or(own)
    }

    /// Whether the agencies an event gets or loses are all within reach: of one it is shared with nobody takes it away.
    pub(super) fn shares(&self, sheet: &str, before: &Values, after: &Values) -> bool {
        if self.everywhere || sheet != EVENTS.name {
            return true;
        }
        let [before, after]: [HashSet<&str>; 2] =
            [before, after].map(|row| deed::agencies(sheet, row).into_iter().collect());
        before
            .symmetric_difference(&after)
            .all(|code| self.reaches(code))
    }

    /// Whether a person or collective is within reach; a code that is nobody's is told with its cell.
    fn has(&self, subject: Option<&str>) -> bool {
        subject.is_none_or(|code| !self.beyond.contains(code) && !self.is_elsewhere(code))
    }

    /// Whether a code names somebody else's agency or person.
    pub(super) fn is_foreign(&self, code: &str) -> bool {
        self.foreign.contains(code)
    }

    /// Whether a person's present post is somebody else's.
    pub(super) fn is_elsewhere(&self, code: &str) -> bool {
        self.elsewhere.contains(code)
    }

    /// Posts given to people who belong to somebody else.
    pub(super) fn posts(&self, sheet: &Sheet, faults: &mut Vec<Fault>) {
        if sheet.def.name != "nhan-su" {
            return;
        }
        for row in &sheet.rows {
            let code = row.values.get("ma").unwrap_or_default();
            if self.is_elsewhere(code) {
                faults.push(taken(sheet, row.number, code));
            }
        }
    }
}

/// A code that stands for a row of somebody else: all that is told is that it is taken.
pub(super) fn taken(sheet: &Sheet, row: u32, code: &str) -> Fault {
    let place = Place {
        sheet: sheet.def.name,
        row,
    };
    place.fault(
        Severity::Error,
        "Mã",
        code,
        "Mã này đã dùng cho dòng của cơ quan khác.",
        "Đặt một mã khác; nếu là cán bộ chuyển đến, đề nghị cơ quan cấp trên nạp.",
    )
}

/// A row of the common tree or of a common register told otherwise than it stands.
pub(super) fn shared(sheet: &Sheet, row: u32, code: &str) -> Fault {
    let place = Place {
        sheet: sheet.def.name,
        row,
    };
    place.fault(
        Severity::Error,
        "Mã",
        code,
        "Nội dung này dùng chung cho cả hệ thống và khác với bản đang dùng.",
        "Bỏ dòng này; nếu bản đang dùng chưa đúng, đề nghị người được nạp dữ liệu cho toàn hệ thống sửa.",
    )
}

/// The one agency of today in reach with nothing above it in reach.
fn home(view: &View, reached: &HashSet<String>) -> Option<String> {
    let (org, today) = (&view.state.org, view.today);
    let mut tops = org.iter().filter(|agency| {
        let above = || org.above_on(&agency.code, today);
        reached.contains(&agency.code)
            && agency.on(today).is_some()
            && !above().into_iter().any(|code| reached.contains(code))
    });
    let first = tops.next()?;
    tops.next().is_none().then(|| first.code.clone())
}
