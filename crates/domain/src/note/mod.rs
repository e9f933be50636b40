//! Sentences a report carries (nội dung báo cáo), in their order: context, aims, results, limits, causes, solutions,
//! directions, a leader's words. Limits and solutions may be followed until they are done.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Told, WorkYear, YearSpan};

/// Codes of `Mục`, in the order of a report.
pub const SECTIONS: &[&str] = &[
    "boi_canh",
    "muc_tieu",
    "trong_tam",
    "to_chuc",
    "ket_qua",
    "han_che",
    "nguyen_nhan",
    "giai_phap",
    "phuong_huong",
    "nhan_xet",
];
/// Codes of `Tiến độ`.
pub const PROGRESS: &[&str] = &["chua_lam", "dang_lam", "xong"];

/// The sheet `noi-dung`.
pub static SHEET: SheetDef = SheetDef {
    name: "noi-dung",
    title: "Nội dung báo cáo",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan mà câu này nói về."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà câu này nói về; bỏ trống nếu nói chung."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác hoặc giai đoạn (2020-2025) của báo cáo."),
        Column::key("muc", "Mục", Kind::Choice(SECTIONS)).help("Phần của báo cáo mang câu này."),
        Column::key("thu_tu", "Thứ tự", Kind::Count)
            .help("Câu thứ mấy trong mục; các câu in theo thứ tự này."),
        Column::content("noi_dung", "Nội dung", Kind::Lines).help("Câu văn như trong báo cáo."),
        Column::content("nguoi_neu", "Người nêu", Kind::Text).help(
            "Lãnh đạo đã phát biểu, nhận xét: mã hoặc họ tên; bỏ trống nếu là lời của báo cáo.",
        ),
        Column::content("giao_cho", "Giao cho", Kind::Code)
            .help("Người hoặc đơn vị chịu trách nhiệm, khi là hạn chế, giải pháp cần theo dõi."),
        Column::content("han_xong", "Hạn xong", Kind::Date)
            .asked("Hạn hoàn thành")
            .help("Ngày phải xong, khi cần theo dõi."),
        Column::content("tien_do", "Tiến độ", Kind::Choice(PROGRESS))
            .help("Việc cần theo dõi đã làm đến đâu; chưa xong thì sang năm sau vẫn được nhắc."),
        Column::content("cua_han_che", "Của hạn chế", Kind::Count)
            .asked("Cho hạn chế thứ mấy")
            .help("Nguyên nhân, giải pháp này là của hạn chế có thứ tự nào trong cùng báo cáo; bỏ trống nếu nói chung."),
        Column::content("ngay_xong", "Ngày xong", Kind::Date)
            .asked("Ngày hoàn thành")
            .help("Ngày đã làm xong, khi tiến độ là đã xong."),
        Column::content("ket_qua_lam", "Kết quả làm", Kind::Lines)
            .asked("Kết quả thực hiện")
            .help("Đã làm được gì, còn vướng gì; viết ngắn."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// What is due within so many days is told before it is late.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How what is followed stands, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its day is over and it is not done.
    Late,
    /// It is due within two weeks.
    Due,
    /// It is open.
    Open,
    /// It was done after its day.
    DoneLate,
    /// It is done.
    Done,
}

impl Standing {
    /// Every one, in this order.
    pub const ALL: [Self; 5] = [
        Self::Late,
        Self::Due,
        Self::Open,
        Self::DoneLate,
        Self::Done,
    ];

    /// Its code in addresses and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "qua_han",
            Self::Due => "sap_han",
            Self::Open => "con_han",
            Self::DoneLate => "xong_tre",
            Self::Done => "da_xong",
        }
    }

    /// Whether it is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Late | Self::Due | Self::Open)
    }
}

/// What cannot be so of a row: the column, why, and what to do.
pub fn check(row: &Values) -> Option<(&'static str, &'static str, &'static str)> {
    let done = row.get("tien_do") == Some("xong");
    if row.get("ngay_xong").is_some() && !done {
        return Some((
            "ngay_xong",
            "Có ngày hoàn thành mà tiến độ chưa phải là đã xong.",
            "Chọn tiến độ «Đã xong», hoặc bỏ ngày hoàn thành.",
        ));
    }
    let section = row.get("muc");
    let linked = matches!(section, Some("nguyen_nhan" | "giai_phap"));
    (row.get("cua_han_che").is_some() && !linked).then_some((
        "cua_han_che",
        "Chỉ nguyên nhân, giải pháp mới là của một hạn chế.",
        "Bỏ số thứ tự hạn chế, hoặc sửa mục.",
    ))
}

/// A row of `noi-dung`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Key of its record.
    pub key: String,
    /// Code of the agency.
    pub agency: String,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Work years.
    pub years: Option<YearSpan>,
    /// Code of `Mục`.
    pub section: Option<String>,
    /// Place within the section, from 1.
    pub order: Option<i64>,
    /// The sentence.
    pub text: Option<String>,
    /// Whose words: a code of `nhan-su`, or as written.
    pub speaker: Option<String>,
    /// Code of who answers for it.
    pub owner: Option<String>,
    /// The day by which it is to be done.
    pub due: Option<PartialDate>,
    /// Code of `Tiến độ`.
    pub progress: Option<String>,
    /// Place of the limit this is a cause of, or a solution for, among the limits of the same agency, movement, years.
    pub of_limit: Option<i64>,
    /// The day it was done.
    pub done_on: Option<PartialDate>,
    /// What was done, what stands in the way.
    pub outcome: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Note {
    /// The sentence a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SHEET),
            agency: row.text("ma_co_quan")?,
            movement: row.text("ma_phong_trao"),
            years: row.years("nam"),
            section: row.text("muc"),
            order: row.count("thu_tu"),
            text: row.text("noi_dung"),
            speaker: row.text("nguoi_neu"),
            owner: row.text("giao_cho"),
            due: row.date("han_xong"),
            progress: row.text("tien_do"),
            of_limit: row.count("cua_han_che"),
            done_on: row.date("ngay_xong"),
            outcome: row.text("ket_qua_lam"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Its years.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: None,
            known,
        }
    }

    /// Place of its section in a report.
    pub fn section_place(&self) -> usize {
        let section = self.section.as_deref();
        let place = SECTIONS.iter().position(|known| Some(*known) == section);
        place.unwrap_or(SECTIONS.len())
    }

    /// Whether it is followed: somebody answers for it, it has an end, or how far it is was told.
    pub fn is_followed(&self) -> bool {
        self.owner.is_some() || self.due.is_some() || self.progress.is_some()
    }

    /// Whether it is followed and not done.
    pub fn is_open(&self) -> bool {
        self.is_followed() && self.progress.as_deref() != Some("xong")
    }

    /// How it stands on a day; `None`: it is not followed.
    pub fn standing(&self, today: Date) -> Option<Standing> {
        if !self.is_followed() {
            return None;
        }
        let due = self.due.map(|due| due.last_day());
        if !self.is_open() {
            let late = self
                .done_on
                .zip(due)
                .is_some_and(|(done, due)| done.first_day() > due);
            return Some(if late {
                Standing::DoneLate
            } else {
                Standing::Done
            });
        }
        Some(match due {
            Some(due) if due < today => Standing::Late,
            Some(due) if due <= today.saturating_add(SOON) => Standing::Due,
            _ => Standing::Open,
        })
    }

    /// How many work years it has been carried over into, up to a year.
    pub fn carried(&self, year: WorkYear) -> i16 {
        let from = self.years.map_or(year, |years| years.to);
        year.0.saturating_sub(from.0).max(0)
    }

    /// Whether a cause or solution is told of this limit.
    pub fn is_answered_by(&self, other: &Self) -> bool {
        self.section.as_deref() == Some("han_che")
            && matches!(other.section.as_deref(), Some("nguyen_nhan" | "giai_phap"))
            && self.order.is_some()
            && other.of_limit == self.order
            && (&other.agency, &other.movement, other.years)
                == (&self.agency, &self.movement, self.years)
    }

    /// Whether it is carried into a later year: it was of an earlier one and is not done.
    pub fn is_carried_into(&self, year: WorkYear) -> bool {
        self.is_open() && self.years.is_some_and(|years| years.to < year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[(&str, &str)]) -> Note {
        let mut row = Values::default();
        row.set("ma_co_quan", "quan-1");
        for (id, text) in cells {
            row.set(id, text);
        }
        Note::from_row(&row).unwrap()
    }

    #[test]
    fn what_is_not_done_is_carried_into_the_next_year() {
        let limit = told(&[("nam", "2021"), ("muc", "han_che"), ("tien_do", "dang_lam")]);
        assert!(limit.is_carried_into(WorkYear(2022)));
        assert!(!limit.is_carried_into(WorkYear(2021)));
        let done = told(&[("nam", "2021"), ("muc", "han_che"), ("tien_do", "xong")]);
        assert!(!done.is_carried_into(WorkYear(2022)));
        let said = told(&[("nam", "2021"), ("muc", "ket_qua")]);
        assert!(!said.is_followed() && !said.is_open());
        assert!(limit.section_place() > said.section_place());
        assert_eq!(limit.carried(WorkYear(2024)), 3);
        assert_eq!(limit.carried(WorkYear(2020)), 0);
    }

    #[test]
    fn how_it_stands_follows_its_day_and_what_was_done() {
        let today: Date = "2026-03-10".parse().unwrap();
        let standing = |cells: &[(&str, &str)]| told(cells).standing(today);
        assert_eq!(standing(&[("muc", "han_che")]), None);
        assert_eq!(
            standing(&[("han_xong", "2026-03-09")]),
            Some(Standing::Late)
        );
        assert_eq!(standing(&[("han_xong", "2026-03-10")]), Some(Standing::Due));
        assert_eq!(standing(&[("han_xong", "2026-03-24")]), Some(Standing::Due));
        assert_eq!(
            standing(&[("han_xong", "2026-03-25")]),
            Some(Standing::Open)
        );
        // Due within a month: not late before the month is over.
        assert_eq!(standing(&[("han_xong", "2026-03")]), Some(Standing::Open));
        assert_eq!(standing(&[("giao_cho", "nv-1")]), Some(Standing::Open));
        let done = [("han_xong", "2026-02-01"), ("tien_do", "xong")];
        assert_eq!(standing(&done), Some(Standing::Done));
        let late = [
            ("han_xong", "2026-02-01"),
            ("tien_do", "xong"),
            ("ngay_xong", "2026-02-02"),
        ];
        assert_eq!(standing(&late), Some(Standing::DoneLate));
    }

    #[test]
    fn causes_and_solutions_belong_to_the_limit_of_their_own_report() {
        let limit = told(&[("nam", "2021"), ("muc", "han_che"), ("thu_tu", "2")]);
        let of = |cells: &[(&str, &str)]| limit.is_answered_by(&told(cells));
        assert!(of(&[
            ("nam", "2021"),
            ("muc", "giai_phap"),
            ("cua_han_che", "2")
        ]));
        assert!(of(&[
            ("nam", "2021"),
            ("muc", "nguyen_nhan"),
            ("cua_han_che", "2")
        ]));
        assert!(!of(&[
            ("nam", "2022"),
            ("muc", "giai_phap"),
            ("cua_han_che", "2")
        ]));
        assert!(!of(&[
            ("nam", "2021"),
            ("muc", "giai_phap"),
            ("cua_han_che", "1")
        ]));
        assert!(!of(&[("nam", "2021"), ("muc", "giai_phap")]));
    }

    #[test]
    fn a_day_of_something_not_done_and_a_limit_of_a_limit_are_told() {
        let row = |cells: &[(&str, &str)]| {
            let mut row = Values::default();
            cells.iter().for_each(|(id, text)| row.set(id, *text));
            check(&row).map(|(column, ..)| column)
        };
        assert_eq!(row(&[("ngay_xong", "2026-01-01")]), Some("ngay_xong"));
        assert_eq!(
            row(&[("ngay_xong", "2026-01-01"), ("tien_do", "xong")]),
            None
        );
        assert_eq!(
            row(&[("muc", "han_che"), ("cua_han_che", "1")]),
            Some("cua_han_che")
        );
        assert_eq!(row(&[("muc", "giai_phap"), ("cua_han_che", "1")]), None);
    }
}
