//! The facts of worked cases as rows of a bundle: each case with people, agencies and records of its own, so that all
//! stand in one database.

use std::collections::BTreeMap;

use thidua_app::bundle::Bundle;
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Grid, GridRow};

use super::told::{Award, Case, Member, Post};

/// Under what every agency of the cases stands.
pub(super) const TOP: &str = "cuc";
/// A post that is neither head's nor deputy's in a province.
const STAFF: &str = "Trưởng phòng Nghiệp vụ";

/// Rows by sheet: heading and text.
#[derive(Default)]
pub(super) struct Rows(BTreeMap<&'static str, Vec<Vec<(&'static str, String)>>>);

impl Rows {
    fn put(&mut self, sheet: &'static str, cells: &[(&'static str, &str)]) {
        let told = cells.iter().filter(|(_, text)| !text.is_empty());
        let row = told.map(|(heading, text)| (*heading, (*text).to_owned()));
        self.0.entry(sheet).or_default().push(row.collect());
    }

    /// The bundle.
    pub(super) fn bundle(self) -> Bundle {
        let sheets = self.0.into_iter().map(|(name, rows)| {
            let mut headings: Vec<&'static str> = Vec::new();
            for (heading, _) in rows.iter().flatten() {
                if !headings.contains(heading) {
                    headings.push(heading);
                }
            }
            let text = |text: &str| match text {
                "" => Cell::Empty,
                text => Cell::Text(text.to_owned()),
            };
            let line = |row: &Vec<(&str, String)>| -> Vec<Cell> {
                let of = |heading: &&str| {
                    let cell = row.iter().find(|(own, _)| own == heading);
                    text(cell.map_or("", |(_, text)| text.as_str()))
                };
                headings.iter().map(of).collect()
            };
            let head = headings.iter().map(|heading| text(heading)).collect();
            let lines = std::iter::once(head).chain(rows.iter().map(line));
            let rows = (1..)
                .zip(lines)
                .map(|(number, cells)| GridRow { number, cells });
            Grid {
                name: name.to_owned(),
                rows: rows.collect(),
                ..Grid::default()
            }
        });
        Bundle {
            name: "các tình huống mẫu".to_owned(),
            sheets: sheets.collect(),
            ..Bundle::default()
        }
    }
}

/// The code of the subject of a case.
pub(super) fn code(number: usize) -> String {
    format!("th{number}")
}

/// The ministry, the directorate, and every case.
pub(super) fn rows(cases: &[Case]) -> Rows {
    let mut rows = Rows::default();
    rows.put(
        "co-quan",
        &[("Mã", "btp"), ("Tên", "Bộ Tư pháp"), ("Cấp", "bo")],
    );
    rows.put(
        "co-quan",
        &[
            ("Mã", TOP),
            ("Tên", "Cục Quản lý"),
            ("Cấp", "cuc_quan_ly"),
            ("Mã cấp trên", "btp"),
        ],
    );
    for (number, case) in (1..).zip(cases) {
        let mut told = Teller {
            rows: &mut rows,
            case,
            code: code(number),
            awards: 0,
            people: 0,
        };
        match case.subject.as_str() {
            "ca_nhan" => told.person(),
            "tap_the" => told.collective(),
            // No sheet keeps households.
            _ => {}
        }
    }
    rows
}

struct Teller<'a> {
    rows: &'a mut Rows,
    case: &'a Case,
    code: String,
    awards: usize,
    people: usize,
}

impl Teller<'_> {
    fn agency(&mut self, code: &str, level: &str, from: &str, to: &str) {
        self.rows.put(
            "co-quan",
            &[
                ("Mã", code),
                ("Tên", &format!("Cơ quan {code}")),
                ("Cấp", level),
                ("Mã cấp trên", TOP),
                ("Từ ngày", from),
                ("Đến ngày", to),
            ],
        );
    }

    /// Where the nominee of a case works.
    fn unit(&self) -> String {
        format!("{}-dv", self.code)
    }

    fn person(&mut self) {
        let unit = self.unit();
        self.agency(&unit, "tinh", "", "");
        self.posts(&unit);
        let code = self.code.clone();
        self.common(&code, "ca_nhan", &unit);
        for (at, own) in self.case.facts.initiatives.iter().enumerate() {
            let id = format!("{code}-sk{at}");
            self.rows.put(
                "sang-kien",
                &[
                    ("Mã", &id),
                    ("Tên", &own.id),
                    ("Loại", own.kind.as_deref().unwrap_or_default()),
                    ("Tác giả", &code),
                    ("Phạm vi", own.scope.as_deref().unwrap_or_default()),
                    (
                        "Ngày công nhận",
                        own.recognised.as_deref().unwrap_or_default(),
                    ),
                    ("Đã dùng cho", &own.used.join(";")),
                ],
            );
        }
        for own in &self.case.facts.discipline {
            self.rows.put(
                "ky-luat",
                &[
                    ("Mã cá nhân", &code),
                    ("Hình thức", &own.form),
                    (
                        "Ngày quyết định",
                        own.decided.as_deref().unwrap_or_default(),
                    ),
                    ("Hết hiệu lực", own.ends.as_deref().unwrap_or_default()),
                ],
            );
        }
        let led = self
            .case
            .facts
            .leads
            .iter()
            .flat_map(|leads| &leads.unit_awards);
        for award in led {
            self.award(&unit, "tap_the", &unit, award, "da_tang");
        }
        for quota in &self.case.facts.quota {
            self.quota(&unit, &quota.award, quota.counted, quota.base);
        }
    }

    /// The posts of the nominee, the last of them open; without any, one of neither rank.
    fn posts(&mut self, unit: &str) {
        let facts = &self.case.facts;
        let group = facts.group.clone().unwrap_or_default();
        let leads = facts.leads.is_some() && facts.posts.is_empty();
        if facts.posts.is_empty() {
            let post = if leads { "Cục trưởng" } else { STAFF };
            let post = if facts.group.is_some() && !leads {
                ""
            } else {
                post
            };
            return self.post(unit, post, &group, ("", ""));
        }
        for own in &facts.posts {
            let agency = match own.level.as_str() {
                "bo" => "btp",
                "tinh" => unit,
                other => panic!("{}: no agency of level «{other}» yet", self.case.id),
            };
            let (from, to) = (
                own.from.clone().unwrap_or_default(),
                own.to.clone().unwrap_or_default(),
            );
            self.post(agency, printed(own), &group, (&from, &to));
        }
        let last = facts
            .posts
            .iter()
            .filter_map(|post| post.to.as_deref())
            .max();
        if let Some(last) = last.filter(|_| facts.posts.iter().all(|post| post.to.is_some())) {
            let last: jiff::civil::Date = last.parse().unwrap();
            let next = last.tomorrow().unwrap().to_string();
            self.post(unit, STAFF, &group, (&next, ""));
        }
    }

    fn post(&mut self, agency: &str, post: &str, group: &str, (from, to): (&str, &str)) {
        let facts = &self.case.facts;
        self.rows.put(
            "nhan-su",
            &[
                ("Mã", &self.code),
                (
                    "Họ và tên",
                    &format!("Nguyễn Văn {}", self.code.to_uppercase()),
                ),
                ("Giới tính", facts.sex.as_deref().unwrap_or_default()),
                ("Mã cơ quan", agency),
                ("Chức vụ", post),
                ("Nhóm", group),
                ("Từ ngày", from),
                ("Đến ngày", to),
                (
                    "Ngày vào ngành",
                    facts.service_from.as_deref().unwrap_or_default(),
                ),
            ],
        );
    }

    fn collective(&mut self) {
        let case = self.case;
        let code = self.code.clone();
        let unit = case.facts.unit.as_ref();
        let from = unit.and_then(|unit| unit.from.clone()).unwrap_or_default();
        let to = unit.and_then(|unit| unit.to.clone()).unwrap_or_default();
        self.agency(&code, "tinh", &from, &to);
        self.common(&code, "tap_the", &code);
        for target in &case.facts.targets {
            self.target(&code, target.year, &target.result);
        }
        for own in &case.facts.organisations {
            self.rows.put(
                "xep-loai-doan-the",
                &[
                    ("Mã cơ quan", &code),
                    ("Tổ chức", &own.organisation),
                    ("Năm", &own.year.to_string()),
                    ("Mức xếp loại", &own.level),
                ],
            );
        }
        for member in case.facts.members.iter().flatten() {
            for _ in 0..member.count {
                self.member(&code, member);
            }
        }
    }

    /// What people and collectives have alike.
    fn common(&mut self, code: &str, kind: &str, unit: &str) {
        let facts = &self.case.facts;
        for award in &facts.awards {
            match award.inherited {
                false => self.award(code, kind, unit, award, "da_tang"),
                true => self.inherited(code, award),
            }
        }
        for award in &facts.acclaimed {
            self.award(code, kind, unit, award, "suy_ton");
        }
        for own in &facts.ratings {
            self.rating(code, own.year, &own.level);
        }
        for own in &facts.blockers {
            self.rows.put(
                "vuong-mac",
                &[
                    ("Mã đối tượng", code),
                    ("Loại", &own.case),
                    ("Từ ngày", own.from.as_deref().unwrap_or_default()),
                    ("Đến ngày", own.to.as_deref().unwrap_or_default()),
                ],
            );
        }
        for own in &facts.answers {
            self.rows.put(
                "tra-loi-dieu-kien",
                &[
                    ("Mã đối tượng", code),
                    ("Điều kiện", &own.condition),
                    ("Năm", &own.year.to_string()),
                    ("Kết luận", if own.holds { "co" } else { "khong" }),
                    ("Căn cứ", "Biên bản họp xét"),
                ],
            );
        }
    }

    fn rating(&mut self, code: &str, year: i16, level: &str) {
        self.rows.put(
            "danh-gia",
            &[
                ("Năm", &year.to_string()),
                ("Mã đối tượng", code),
                ("Mức xếp loại", level),
            ],
        );
    }

    fn award(&mut self, code: &str, kind: &str, unit: &str, award: &Award, status: &str) {
        self.awards += 1;
        let own = format!("{}-kt{}", self.code, self.awards);
        let years = award
            .year
            .map(|year| year.to_string())
            .or(award.years.clone());
        let status = if award.revoked { "thu_hoi" } else { status };
        let times = award
            .times
            .map(|times| times.to_string())
            .unwrap_or_default();
        self.rows.put(
            "khen-thuong",
            &[
                ("Mã", &own),
                ("Mã cơ quan", unit),
                ("Mã đối tượng", code),
                ("Đối tượng", kind),
                ("Mã khen thưởng", &award.award),
                ("Năm thành tích", &years.unwrap_or_default()),
                (
                    "Loại thành tích",
                    award.nature.as_deref().unwrap_or_default(),
                ),
                (
                    "Ngày quyết định",
                    award.decided.as_deref().unwrap_or_default(),
                ),
                ("Trạng thái", status),
                ("Số lượng", &times),
            ],
        );
    }

    /// An award of a body that became part of the nominee.
    fn inherited(&mut self, code: &str, award: &Award) {
        let old = format!("{code}-cu");
        let pair = [
            ("Ngày hiệu lực", "2025-07-01"),
            ("Loại", "sap_nhap"),
            ("Mã cũ", old.as_str()),
            ("Mã mới", code),
        ];
        let told = self.rows.0.get("sap-xep").into_iter().flatten();
        if !told
            .into_iter()
            .any(|row| row.contains(&("Mã cũ", old.clone())))
        {
            self.agency(&old, "huyen", "", "2025-06-30");
            self.rows.put("sap-xep", &pair);
        }
        self.award(&old, "tap_the", &old, award, "da_tang");
    }

    /// One target of the year, and how far it was reached.
    fn target(&mut self, code: &str, year: i16, result: &str) {
        let reached = match result {
            "exceeded" => "90",
            "met" => "80",
            "not_met" => "70",
            other => panic!("{}: «{other}»", self.case.id),
        };
        let year = year.to_string();
        self.rows.put(
            "chi-tieu",
            &[
                ("Mã cơ quan", code),
                ("Năm công tác", &year),
                ("Mã chỉ tiêu", "viec.ty_le"),
                ("Phép so", ">="),
                ("Giá trị", "80"),
            ],
        );
        for (figure, value, unit) in [
            ("viec.co_dieu_kien", "100", "việc"),
            ("viec.xong", reached, "việc"),
        ] {
            self.rows.put(
                "so-lieu",
                &[
                    ("Mã cơ quan", code),
                    ("Năm công tác", &year),
                    ("Tháng lũy kế", "12"),
                    ("Mã số liệu", figure),
                    ("Giá trị", value),
                    ("Đơn vị tính", unit),
                ],
            );
        }
    }

    fn member(&mut self, unit: &str, member: &Member) {
        let code = self.another(unit, member.from.as_deref().unwrap_or_default());
        let year = self.case.year;
        for award in &member.awards {
            self.title(&code, unit, award);
        }
        if let Some(level) = &member.level {
            self.rating(&code, year, level);
        }
        for kind in &member.absent {
            self.rows.put(
                "vang-mat",
                &[
                    ("Mã cá nhân", &code),
                    ("Loại", kind),
                    ("Từ ngày", &format!("{year}-04-01")),
                    ("Đến ngày", &format!("{year}-09-30")),
                ],
            );
        }
        for form in &member.discipline {
            self.rows.put(
                "ky-luat",
                &[
                    ("Mã cá nhân", &code),
                    ("Hình thức", form),
                    ("Ngày quyết định", &format!("{year}-03-01")),
                ],
            );
        }
    }

    /// Somebody else of the unit.
    fn another(&mut self, unit: &str, joined: &str) -> String {
        self.people += 1;
        let code = format!("{}-{}", self.code, self.people);
        self.rows.put(
            "nhan-su",
            &[
                ("Mã", &code),
                ("Họ và tên", &format!("Trần Văn {}", code.to_uppercase())),
                ("Mã cơ quan", unit),
                ("Ngày vào ngành", joined),
            ],
        );
        code
    }

    /// A title of the considered year.
    fn title(&mut self, code: &str, unit: &str, award: &str) {
        let title = Award {
            award: award.to_owned(),
            year: Some(self.case.year),
            years: None,
            nature: None,
            decided: None,
            revoked: false,
            inherited: false,
            times: None,
        };
        self.award(code, "ca_nhan", unit, &title, "da_tang");
    }

    /// Others of the unit, so that with the nominee so many are counted against so many.
    fn quota(&mut self, unit: &str, award: &str, counted: usize, base: usize) {
        let own = self.case.facts.awards.iter();
        let own = own.filter(|award| award.award == "ldtt" && award.year == Some(self.case.year));
        let based = base.saturating_sub(own.count());
        for at in 0..based.max(counted.saturating_sub(1)) {
            let code = self.another(unit, "");
            if at < based {
                self.title(&code, unit, "ldtt");
            }
            if at + 1 < counted {
                self.title(&code, unit, award);
            }
        }
    }
}

/// How a post of a rank is printed in an agency of its level.
fn printed(post: &Post) -> &'static str {
    match (post.position.as_deref(), post.level.as_str()) {
        (Some("nguoi_dung_dau"), "tinh") => "Cục trưởng",
        (Some("cap_pho"), "tinh") => "Phó Cục trưởng",
        (Some("nguoi_dung_dau"), "bo") => "Bộ trưởng",
        (Some("cap_pho"), "bo") => "Thứ trưởng",
        (Some("khac"), _) => STAFF,
        // Acting: a person looks.
        (None, _) => "Quyền Cục trưởng",
        (position, level) => panic!("{position:?} of {level}"),
    }
}
