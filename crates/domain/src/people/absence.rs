//! Absences (vắng mặt): maternity leave, secondment, retirement, long training — because of which somebody may be left
//! out of the number of members that a collective's shares are held against.
//!
//! Whether such people count is a question of the law (`rulebook/law/denominators.toml`); here stands only who was away.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{Validity, WorkYear};

/// Codes of `Loại`; the law knows them by the same codes.
pub const KINDS: &[&str] = &[
    "thai_san",
    "biet_phai_di",
    "biet_phai_den",
    "nghi_huu",
    "di_hoc_dai_han",
];

/// The kind that happens once and does not last.
const RETIRED: &str = "nghi_huu";

/// The sheet `vang-mat`.
pub static SHEET: SheetDef = SheetDef {
    name: "vang-mat",
    title: "Nghỉ, biệt phái, đi học dài hạn",
    identity: &[],
    columns: &[
        Column::key("ma_ca_nhan", "Mã cá nhân", Kind::Code)
            .required()
            .asked("Người")
            .help("Người nghỉ thai sản, biệt phái, nghỉ hưu hoặc đi học dài hạn."),
        Column::key("loai", "Loại", Kind::Choice(KINDS))
            .required()
            .asked("Trường hợp")
            .help("Dùng khi tính tỷ lệ cá nhân của tập thể; người thuộc trường hợp này có được tính hay không do quy định khen thưởng nêu."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .required()
            .help("Ngày bắt đầu; nghỉ hưu thì ghi ngày nghỉ hưu."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối cùng; bỏ trống nếu chưa kết thúc, và với người nghỉ hưu."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Quyết định")
            .help("Quyết định cho nghỉ, biệt phái, cử đi học hoặc nghỉ hưu."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// That somebody was away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Code of the person.
    pub person: String,
    /// Code of `Loại`.
    pub kind: String,
    /// From when to when.
    pub validity: Validity,
    /// The paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Away {
    /// What a row of `vang-mat` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            person: row.text("ma_ca_nhan")?,
            kind: row.text("loai")?,
            validity: Validity::new(row.date("tu_ngay"), row.date("den_ngay")),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            key: row.key(&SHEET),
        })
    }

    /// Whether it concerns a work year: some day of it lies in the year; who retired did so in one year alone.
    pub fn concerns(&self, year: WorkYear) -> bool {
        let (first, last) = (year.first_day(), year.last_day());
        if self.kind == RETIRED {
            let on = Validity::new(self.validity.from, self.validity.from);
            return on.overlaps_days(first, last);
        }
        self.validity.overlaps_days(first, last)
    }

    /// Whether it is over on a day; retirement never is.
    pub fn is_over(&self, on: jiff::civil::Date) -> bool {
        self.kind != RETIRED && self.validity.to.is_some_and(|to| to.last_day() < on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away(kind: &str, from: &str, to: &str) -> Away {
        let mut row = Values::default();
        let told = [
            ("ma_ca_nhan", "nv-1"),
            ("loai", kind),
            ("tu_ngay", from),
            ("den_ngay", to),
        ];
        for (id, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
            row.set(id, text);
        }
        Away::from_row(&row).unwrap()
    }

    #[test]
    fn a_leave_concerns_every_year_it_touches() {
        let leave = away("thai_san", "2025-09-30", "2026-03-29");
        assert!(!leave.concerns(WorkYear(2024)));
        assert!(leave.concerns(WorkYear(2025)) && leave.concerns(WorkYear(2026)));
        assert!(!leave.concerns(WorkYear(2027)));
        assert!(leave.is_over(jiff::civil::date(2026, 3, 30)));
    }

    #[test]
    fn who_retired_did_so_in_one_year_and_who_has_not_come_back_is_still_away() {
        let retired = away("nghi_huu", "2025-05-01", "");
        assert!(retired.concerns(WorkYear(2025)) && !retired.concerns(WorkYear(2026)));
        assert!(!retired.is_over(jiff::civil::date(2030, 1, 1)));
        let seconded = away("biet_phai_di", "2025-05-01", "");
        assert!(seconded.concerns(WorkYear(2026)));
    }

    #[test]
    fn the_law_knows_every_kind() {
        use crate::law::Absence;
        assert!(KINDS.iter().all(|kind| Absence::from_code(kind).is_some()));
    }
}
