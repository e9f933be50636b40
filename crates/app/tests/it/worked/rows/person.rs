//! People: posts, initiatives, discipline, what they lead, what their ceiling is counted against.

use super::Teller;
use crate::worked::told::Post;

/// A post that is neither head's nor deputy's in a province.
const STAFF: &str = "Trưởng phòng Nghiệp vụ";

impl Teller<'_> {
    pub(super) fn person(&mut self) {
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
