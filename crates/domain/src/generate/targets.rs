//! The sheets `chi-tieu` and `van-ban` of a year's targets: the ministry's to the directorate, the
//! directorate's to the provinces, the provinces' to their offices; some are revised in July.

use super::figures::{DIRECTORATES, source};
use super::profile::Profile;
use super::random::Random;
use super::table::{Table, percent};
use super::tree::{Era, Nation, Province};
use super::{MARK, MERGED, SOURCE};
use crate::time::WorkYear;

/// The year's documents and targets.
pub fn targets(nation: &Nation, random: &Random, year: WorkYear) -> Vec<Table> {
    let mut teller = Teller {
        random: random.part("targets").part(&year.to_string()),
        year,
        papers: Table::documents(),
        targets: Table::new(
            "chi-tieu",
            &[
                "Mã",
                "Mã cơ quan",
                "Áp dụng cho cấp",
                "Năm công tác",
                "Mã chỉ tiêu",
                "Nội dung",
                "Phép so",
                "Giá trị",
                "Đơn vị giao",
                "Văn bản",
                "Ngày giao",
                "Thay cho",
                "Nguồn",
            ],
        ),
    };
    let profile = Profile::of(year);
    let old = year < MERGED;
    let head = if old { DIRECTORATES.0 } else { DIRECTORATES.1 };
    teller.national(head, &profile);
    if old {
        teller.provinces(&nation.old, head, &profile, "huyen", 12);
    }
    if year == MERGED.previous() {
        teller.merged(&nation.new, &profile);
    } else if !old {
        teller.provinces(&nation.new, head, &profile, "khu_vuc", 12);
    }
    teller.figures_source(head);
    vec![teller.papers, teller.targets]
}

struct Teller {
    random: Random,
    year: WorkYear,
    papers: Table,
    targets: Table,
}

/// Where, when and by whom targets are assigned.
struct Assigned<'a> {
    by: &'a str,
    paper: &'a str,
    on: &'a str,
}

/// One number of a target.
struct Goal<'a> {
    code: &'a str,
    op: &'a str,
    value: String,
}

impl Teller {
    fn day(&self, month: i16, day: i16) -> String {
        let year = if month >= 10 {
            self.year.0 - 1
        } else {
            self.year.0
        };
        format!("{year}-{month:02}-{day:02}")
    }

    fn paper(&mut self, code: &str, symbol: &str, on: &str, issuer: &str, text: &str) {
        let text = format!("{text} (sinh thử)");
        self.papers
            .row([code, symbol, on, issuer, "quyet_dinh", &text, "", SOURCE]);
    }

    fn target(
        &mut self,
        agency: &str,
        level: &str,
        goal: &Goal<'_>,
        assigned: &Assigned<'_>,
        instead: &str,
    ) {
        let plain = goal.code.replace(['.', '_'], "-");
        let (level_part, again) = (
            if level.is_empty() {
                String::new()
            } else {
                format!("-{}", level.replace('_', "-"))
            },
            if instead.is_empty() { "" } else { "-sua" },
        );
        let code = format!("ct-{}-{agency}{level_part}-{plain}{again}", self.year);
        self.targets.row([
            &code,
            agency,
            level,
            &self.year.to_string(),
            goal.code,
            "",
            goal.op,
            &goal.value,
            assigned.by,
            assigned.paper,
            assigned.on,
            instead,
            SOURCE,
        ]);
    }

    fn national(&mut self, head: &str, profile: &Profile) {
        let on = self.day(12, 5);
        let paper = format!("qd-btp-{}-chi-tieu", self.year);
        let text = format!(
            "Giao chỉ tiêu, nhiệm vụ thi hành án dân sự năm {}",
            self.year
        );
        self.paper(
            &paper,
            &format!("{}/QĐ-BTP-ST", self.year),
            &on,
            "bo-tu-phap",
            &text,
        );
        let assigned = Assigned {
            by: "bo-tu-phap",
            paper: &paper,
            on: &on,
        };
        let goals = [
            ("viec.ty_le", ">=", percent(profile.cases_target)),
            ("tien.ty_le", ">=", percent(profile.money_target)),
            ("qd.ty_le", ">=", "100".to_owned()),
            ("kntc.ty_le", ">=", "97".to_owned()),
            ("viec.giam_chuyen_ky_sau", ">=", "3".to_owned()),
        ];
        for (code, op, value) in goals {
            self.target(head, "", &Goal { code, op, value }, &assigned, "");
        }
    }

    /// Targets of every province and, through it, of its offices; one province in `revised` gets its
    /// targets anew in July.
    fn provinces(&mut self, era: &Era, head: &str, profile: &Profile, level: &str, revised: i64) {
        let on = self.day(12, 20);
        let paper = format!("qd-{head}-{}-chi-tieu", self.year);
        let text = format!(
            "Giao chỉ tiêu thi hành án dân sự cho các địa phương năm {}",
            self.year
        );
        self.paper(
            &paper,
            &format!("{}/QĐ-QLTHADS-ST", self.year),
            &on,
            head,
            &text,
        );
        for province in &era.provinces {
            let assigned = Assigned {
                by: head,
                paper: &paper,
                on: &on,
            };
            let goals = self.goals(profile);
            for goal in &goals {
                self.target(&province.code, "", goal, &assigned, "");
            }
            self.offices(province, level, &goals);
            if self.random.between(1, revised) == 1 {
                self.revise(province, head, goals);
            }
        }
        let text = ("qd.ty_le", "100"); // Both hold for every province alike.
        for (code, value) in [text, ("kntc.ty_le", "97")] {
            let goal = Goal {
                code,
                op: ">=",
                value: value.to_owned(),
            };
            let assigned = Assigned {
                by: head,
                paper: &paper,
                on: &on,
            };
            self.target(head, "tinh", &goal, &assigned, "");
        }
    }

    fn goals(&mut self, profile: &Profile) -> [Goal<'static>; 2] {
        let cases = profile.cases_target + self.random.between(-60, 120);
        let money = profile.money_target + self.random.between(-150, 200);
        [
            Goal {
                code: "viec.ty_le",
                op: ">=",
                value: percent(cases),
            },
            Goal {
                code: "tien.ty_le",
                op: ">=",
                value: percent(money),
            },
        ]
    }

    fn offices(&mut self, province: &Province, level: &str, goals: &[Goal<'_>]) {
        let on = self.day(1, 8);
        let paper = format!("qd-{}-{}-chi-tieu", province.code, self.year);
        let text = format!("Giao chỉ tiêu cho các đơn vị trực thuộc năm {}", self.year);
        let symbol = format!("{}/QĐ-THADS-ST", self.year);
        self.paper(&paper, &symbol, &on, &province.code, &text);
        let assigned = Assigned {
            by: &province.code,
            paper: &paper,
            on: &on,
        };
        for goal in goals {
            self.target(&province.code, level, goal, &assigned, "");
        }
    }

    fn revise(&mut self, province: &Province, head: &str, goals: [Goal<'_>; 2]) {
        let on = self.day(7, 31);
        let paper = format!("qd-{}-{}-chi-tieu-sua", province.code, self.year);
        let text = format!(
            "Điều chỉnh chỉ tiêu năm {} của {}",
            self.year, province.name
        );
        self.paper(
            &paper,
            &format!("{}/QĐ-QLTHADS-ST", self.year),
            &on,
            head,
            &text,
        );
        let assigned = Assigned {
            by: head,
            paper: &paper,
            on: &on,
        };
        for goal in goals {
            let plain = goal.code.replace(['.', '_'], "-");
            let instead = format!("ct-{}-{}-{plain}", self.year, province.code);
            let less = self.random.between(20, 150);
            let value = goal
                .value
                .replace('.', "")
                .parse::<i64>()
                .unwrap_or_default()
                - less;
            let goal = Goal {
                value: percent(value),
                ..goal
            };
            self.target(&province.code, "", &goal, &assigned, &instead);
        }
    }

    /// The merged agencies take their targets over in July 2025.
    fn merged(&mut self, era: &Era, profile: &Profile) {
        let on = self.day(7, 31);
        let head = DIRECTORATES.1;
        let paper = format!("qd-{head}-{}-chi-tieu", self.year);
        let text = format!(
            "Giao chỉ tiêu năm {} cho các cơ quan sau sắp xếp",
            self.year
        );
        self.paper(
            &paper,
            &format!("{}/QĐ-CQLTHADS-ST", self.year),
            &on,
            head,
            &text,
        );
        let assigned = Assigned {
            by: head,
            paper: &paper,
            on: &on,
        };
        let goals = self.goals(profile);
        for goal in &goals {
            self.target(head, "", goal, &assigned, "");
            self.target(head, "khu_vuc", goal, &assigned, "");
        }
        for province in era
            .provinces
            .iter()
            .filter(|province| is_new(&province.code))
        {
            for goal in self.goals(profile) {
                self.target(&province.code, "", &goal, &assigned, "");
            }
        }
    }

    /// The document the year's figures come from.
    fn figures_source(&mut self, head: &str) {
        let text = format!(
            "{MARK}: số liệu thi hành án dân sự năm công tác {}",
            self.year
        );
        let on = self.day(10, 5).replace(
            &format!("{}-", self.year.0 - 1),
            &format!("{}-", self.year.0),
        );
        let head = if self.year == MERGED.previous() {
            DIRECTORATES.1
        } else {
            head
        };
        self.papers.row([
            &source(self.year),
            "",
            &on,
            head,
            "bao_cao",
            &text,
            "",
            SOURCE,
        ]);
    }
}

/// Whether a province began with the merger: the others keep the targets they had.
fn is_new(code: &str) -> bool {
    code.ends_with("-moi") || code == "can-tho"
}
