//! Discipline (kỷ luật) and the cases in which nobody is considered for an award yet (vướng mắc).
//!
//! Both are read by few: who may is a permission of its own (decision 0016). An open case holds one
//! nominee, and its end lets the same nominee go on (NĐ 152/2025 Điều 4).

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Hình thức`, the mildest first.
pub const FORMS: &[&str] = &[
    "khien_trach",
    "canh_cao",
    "ha_bac_luong",
    "giang_chuc",
    "cach_chuc",
    "buoc_thoi_viec",
];

/// Codes of `Loại`.
pub const CASES: &[&str] = &[
    "xem_xet_ky_luat",
    "dieu_tra",
    "thanh_tra",
    "khieu_nai",
    "bao_chi",
];

/// The sheets few may read.
pub const SHEETS: [&str; 2] = ["ky-luat", "vuong-mac"];

/// Whether a sheet is read by few.
pub fn is_guarded(sheet: &str) -> bool {
    SHEETS.contains(&sheet)
}

/// The sheet `ky-luat`.
pub static DISCIPLINE: SheetDef = SheetDef {
    name: "ky-luat",
    title: "Kỷ luật",
    identity: &[],
    columns: &[
        Column::key("ma_ca_nhan", "Mã cá nhân", Kind::Code)
            .required()
            .asked("Người bị kỷ luật")
            .help("Chỉ người có quyền xem kỷ luật và chính người ấy xem được nội dung này."),
        Column::key("hinh_thuc", "Hình thức", Kind::Choice(FORMS))
            .required()
            .asked("Hình thức kỷ luật")
            .help("Hình thức ghi trong quyết định kỷ luật."),
        Column::key("ngay_quyet_dinh", "Ngày quyết định", Kind::Date)
            .help("Ngày ký quyết định kỷ luật."),
        Column::content("het_hieu_luc", "Hết hiệu lực", Kind::Date).help(
            "Từ ngày này quyết định kỷ luật không còn hiệu lực; bỏ trống nếu chưa xác định, hệ thống không tự tính.",
        ),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Hành vi vi phạm, số quyết định; ghi vừa đủ để xét khen thưởng."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// The sheet `vuong-mac`.
pub static BLOCKERS: SheetDef = SheetDef {
    name: "vuong-mac",
    title: "Trường hợp chưa xét khen thưởng",
    identity: &[],
    columns: &[
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .required()
            .asked("Người hoặc tập thể")
            .help("Chỉ tạm dừng xét người hoặc tập thể này; chỉ người có quyền xem kỷ luật và chính người ấy xem được."),
        Column::key("loai", "Loại", Kind::Choice(CASES))
            .required()
            .asked("Lý do chưa xét")
            .help("Việc đang được cơ quan có thẩm quyền xem xét, xác minh."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày bắt đầu xem xét, xác minh."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối cùng còn vướng mắc; hôm sau được xét tiếp. Bỏ trống nếu chưa kết thúc."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// How a discipline stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// In force.
    InForce,
    /// Decided; when it ends was not told, and nothing is reckoned.
    NoEnd,
    /// Decided later.
    NotYet,
    /// No longer in force.
    Ended,
}

/// A discipline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discipline {
    /// Code of the person.
    pub person: String,
    /// Code of `Hình thức`.
    pub form: String,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// The day from which it is no longer in force.
    pub ends_on: Option<PartialDate>,
    /// What it was about.
    pub text: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Discipline {
    /// The discipline a row of `ky-luat` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            person: row.text("ma_ca_nhan")?,
            form: row.text("hinh_thuc")?,
            decided_on: row.date("ngay_quyet_dinh"),
            ends_on: row.date("het_hieu_luc"),
            text: row.text("noi_dung"),
            note: row.text("ghi_chu"),
            key: row.key(&DISCIPLINE),
        })
    }

    /// How it stands on a day; of a day told as a month the last day decides.
    pub fn standing(&self, on: Date) -> Standing {
        if self.decided_on.is_some_and(|day| day.first_day() > on) {
            return Standing::NotYet;
        }
        match self.ends_on {
            Some(end) if end.last_day() <= on => Standing::Ended,
            Some(_) => Standing::InForce,
            None => Standing::NoEnd,
        }
    }

    /// Whether it was decided within two days, both included, as far as its day is known.
    pub fn decided_within(&self, from: Date, to: Date) -> bool {
        self.decided_on
            .is_some_and(|day| day.first_day() <= to && day.last_day() >= from)
    }
}

/// Something for which a person or collective is not considered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// Code of the person or collective.
    pub subject: String,
    /// Code of `Loại`.
    pub case: String,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day; `None`: still.
    pub to: Option<PartialDate>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Blocker {
    /// What a row of `vuong-mac` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            subject: row.text("ma_doi_tuong")?,
            case: row.text("loai")?,
            from: row.date("tu_ngay"),
            to: row.date("den_ngay"),
            note: row.text("ghi_chu"),
            key: row.key(&BLOCKERS),
        })
    }

    /// Whether it holds its subject on a day.
    pub fn is_open(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= on)
            && self.to.is_none_or(|to| to.last_day() >= on)
    }

    /// Whether it is over on a day.
    pub fn is_over(&self, on: Date) -> bool {
        self.to.is_some_and(|to| to.last_day() < on)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::default();
        for (id, text) in pairs {
            row.set(id, text);
        }
        row
    }

    #[test]
    fn a_discipline_is_in_force_until_the_day_it_ends() {
        let told = row(&[
            ("ma_ca_nhan", "nv-1"),
            ("hinh_thuc", "khien_trach"),
            ("ngay_quyet_dinh", "2025-03-10"),
            ("het_hieu_luc", "2026-03-10"),
        ]);
        let told = Discipline::from_row(&told).unwrap();
        assert_eq!(told.standing(date(2025, 3, 9)), Standing::NotYet);
        assert_eq!(told.standing(date(2025, 3, 10)), Standing::InForce);
        assert_eq!(told.standing(date(2026, 3, 9)), Standing::InForce);
        assert_eq!(told.standing(date(2026, 3, 10)), Standing::Ended);
        assert!(told.decided_within(date(2024, 10, 1), date(2025, 9, 30)));
    }

    #[test]
    fn an_end_that_was_not_told_is_not_reckoned() {
        let told = row(&[("ma_ca_nhan", "nv-1"), ("hinh_thuc", "canh_cao")]);
        let told = Discipline::from_row(&told).unwrap();
        assert_eq!(told.standing(date(2099, 1, 1)), Standing::NoEnd);
    }

    #[test]
    fn a_case_holds_until_its_last_day_and_no_longer() {
        let told = row(&[
            ("ma_doi_tuong", "nv-1"),
            ("loai", "khieu_nai"),
            ("tu_ngay", "2026-05-04"),
            ("den_ngay", "2026-06-30"),
        ]);
        let told = Blocker::from_row(&told).unwrap();
        assert!(!told.is_open(date(2026, 5, 3)));
        assert!(told.is_open(date(2026, 5, 4)) && told.is_open(date(2026, 6, 30)));
        assert!(!told.is_open(date(2026, 7, 1)) && told.is_over(date(2026, 7, 1)));
    }
}
