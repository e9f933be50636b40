//! The facts of worked cases as rows of a bundle: each case with people, agencies and records of its own, so that all
//! stand in one database.

mod collective;
mod person;

use std::collections::BTreeMap;

use thidua_app::bundle::Bundle;
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Grid, GridRow};

use super::told::{Award, Case};

/// Under what every agency of the cases stands.
pub(super) const TOP: &str = "cuc";

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
}
