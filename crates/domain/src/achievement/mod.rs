//! Achievements (thành tích): what a person or collective did on a day, told when it happened. A number to be quoted by,
//! so that it is rewarded once: which award was given for it stands with the award.

mod reward;

pub use reward::{Nature, Recognition, Reward, Second, recognition, seconds};

use std::collections::BTreeMap;

use crate::amount::{Precision, Tally};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::contribution::precision;
use crate::contribution::sheet::PRECISIONS;
use crate::register::sheet::SUBJECTS;
use crate::time::{PartialDate, Told, YearSpan};

/// Codes of `Loại`.
pub const KINDS: &[&str] = &[
    "cong_viec",
    "vuot_kho",
    "giai_phap",
    "dot_xuat",
    "nguoi_tot_viec_tot",
    "phong_trao",
    "khac",
];
/// Codes of `Trạng thái`, in the order of [`Standing`].
pub const STATUSES: &[&str] = &["da_gui", "xac_nhan", "tra_lai", "da_rut"];

/// The sheet `thanh-tich`.
pub static SHEET: SheetDef = SheetDef {
    name: "thanh-tich",
    title: "Thành tích",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã thành tích")
            .help(
                "Mã riêng của thành tích này; khen thưởng, điển hình nhắc lại thành tích bằng mã.",
            ),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan của người, tập thể lập thành tích."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .asked("Người hoặc tập thể lập thành tích")
            .help("Bỏ trống nếu nguồn không nêu tên."),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS))
            .asked("Loại đối tượng")
            .help("Tập thể hay cá nhân; nguồn không tách thì bỏ trống."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .help("Số tập thể, cá nhân chưa nêu tên; nguồn chỉ nói «nhiều» thì bỏ trống."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Nguồn chỉ nói «nhiều» thì chọn nhiều và bỏ trống số lượng."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác; có ngày thì bỏ trống cũng được."),
        Column::key("ngay", "Ngày", Kind::Date)
            .help("Ngày lập thành tích; biết tới đâu ghi tới đó."),
        Column::key("loai", "Loại", Kind::Choice(KINDS))
            .asked("Loại thành tích")
            .help("Trong công việc, vượt khó, giải pháp, đột xuất, người tốt việc tốt …"),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Đã làm được việc gì, trong một vài câu."),
        Column::content("ket_qua", "Kết quả", Kind::Lines)
            .asked("Kết quả, hiệu quả")
            .help("Con số, thay đổi cụ thể có được từ việc này."),
        Column::content("linh_vuc", "Lĩnh vực", Kind::Text)
            .help("Việc gì, ví dụ «vận động, giáo dục, thuyết phục»."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà thành tích này hưởng ứng, nếu có."),
        Column::content("nguoi_ghi", "Người ghi", Kind::Code).help("Người đã ghi thành tích này."),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATUSES))
            .help("Bỏ trống được hiểu là đơn vị đã xác nhận."),
        Column::content("y_kien", "Ý kiến", Kind::Lines)
            .asked("Ý kiến của đơn vị")
            .help("Lý do trả lại, hoặc điều cần bổ sung."),
        Column::content("ngay_bieu_duong", "Ngày biểu dương", Kind::Date)
            .help("Ngày đã biểu dương trước tập thể, không có quyết định."),
        Column::content("bieu_duong", "Biểu dương", Kind::Text)
            .asked("Biểu dương tại đâu, bằng cách nào")
            .help("Ví dụ «tại giao ban tháng 3», «thư khen của người đứng đầu»."),
        Column::content("su_kien", "Sự kiện", Kind::Code)
            .help("Hội nghị, cuộc họp đã biểu dương, nếu có."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Văn bản chứng minh: thư khen, thông báo, báo cáo kết quả."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// Where an achievement stands with the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It waits for the unit.
    Sent,
    /// The unit confirmed it, recorded it, or it came with a list.
    Confirmed,
    /// The unit gave it back with a reason.
    Returned,
    /// The one who wrote it took it back.
    Withdrawn,
}

impl Standing {
    /// Every standing, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Confirmed, Self::Returned, Self::Withdrawn];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "da_gui",
            Self::Confirmed => "xac_nhan",
            Self::Returned => "tra_lai",
            Self::Withdrawn => "da_rut",
        }
    }

    /// The standing of a row: a list that says nothing of it has been settled already.
    pub fn of(code: Option<&str>) -> Self {
        let mut known = Self::ALL.into_iter().filter(|one| Some(one.code()) == code);
        known.next().unwrap_or(Self::Confirmed)
    }
}

/// A row of `thanh-tich`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achievement {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Code of the person or collective, where named.
    pub subject: Option<String>,
    /// Code of `Đối tượng`; `None`: the source does not split.
    pub kind: Option<String>,
    /// How many: 1 beside a name; `None`: not told.
    pub count: Option<i64>,
    /// How exactly the count is told.
    pub precision: Precision,
    /// Work years as told.
    pub years: Option<YearSpan>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Code of `Loại`.
    pub sort: Option<String>,
    /// What was done.
    pub text: Option<String>,
    /// What came of it.
    pub effect: Option<String>,
    /// Field of work.
    pub field: Option<String>,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Code of the person who wrote it down.
    pub recorded_by: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// The unit's words.
    pub answer: Option<String>,
    /// Day it was praised without a decision.
    pub praised_on: Option<PartialDate>,
    /// How it was praised.
    pub praise: Option<String>,
    /// Code of the event at which it was praised.
    pub event: Option<String>,
    /// A paper that proves it: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Achievement {
    /// The achievement a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let subject = row.text("ma_doi_tuong");
        let precision = precision(row);
        let one = subject.is_some() && precision == Precision::Dung;
        Some(Self {
            key: row.key(&SHEET),
            code: row.text("ma"),
            agency: row.text("ma_co_quan")?,
            kind: row.text("doi_tuong"),
            count: row.count("so_luong").or(one.then_some(1)),
            subject,
            precision,
            years: row.years("nam"),
            on: row.date("ngay"),
            sort: row.text("loai"),
            text: row.text("noi_dung"),
            effect: row.text("ket_qua"),
            field: row.text("linh_vuc"),
            movement: row.text("ma_phong_trao"),
            recorded_by: row.text("nguoi_ghi"),
            standing: Standing::of(row.get("trang_thai")),
            answer: row.text("y_kien"),
            praised_on: row.date("ngay_bieu_duong"),
            praise: row.text("bieu_duong"),
            event: row.text("su_kien"),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// When it was, as far as told.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: self.on,
            known,
        }
    }

    /// Its work years: as told, else those of its day.
    pub fn span(&self) -> Option<YearSpan> {
        self.told(None).span()
    }

    /// Whether it was praised without a decision.
    pub fn is_praised(&self) -> bool {
        self.praised_on.is_some() || self.praise.is_some() || self.event.is_some()
    }
}

/// What achievements are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Place of `Loại`; what is not told last.
    place: usize,
    /// Code of `Loại`.
    pub sort: Option<String>,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
}

/// Confirmed achievements by kind and by whose they are: «nhiều» is more than what is counted, not a number.
pub fn tally<'a>(rows: impl IntoIterator<Item = &'a Achievement>) -> BTreeMap<Line, Tally> {
    let mut sums: BTreeMap<Line, Tally> = BTreeMap::new();
    let rows = rows.into_iter();
    for row in rows.filter(|row| row.standing == Standing::Confirmed) {
        let place = KINDS
            .iter()
            .position(|known| Some(*known) == row.sort.as_deref());
        let line = Line {
            place: place.unwrap_or(KINDS.len()),
            sort: row.sort.clone(),
            kind: row.kind.clone(),
        };
        let sum = sums.entry(line).or_default();
        sum.add(row.count, row.precision);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[(&str, &str)]) -> Achievement {
        let mut row = Values::default();
        row.set("ma_co_quan", "can-tho");
        row.set("muc_chinh_xac", "dung");
        for (id, text) in cells {
            row.set(id, text);
        }
        Achievement::from_row(&row).unwrap()
    }

    #[test]
    fn many_is_no_number_and_what_was_given_back_is_not_counted() {
        let own = |standing| {
            told(&[
                ("ma_doi_tuong", "nv-1"),
                ("doi_tuong", "ca_nhan"),
                ("loai", "vuot_kho"),
                ("trang_thai", standing),
            ])
        };
        let many = told(&[
            ("muc_chinh_xac", "nhieu"),
            ("loai", "vuot_kho"),
            ("doi_tuong", "ca_nhan"),
        ]);
        let rows = [own("xac_nhan"), own("tra_lai"), own("da_gui"), many];
        let found: Vec<_> = tally(&rows)
            .into_iter()
            .map(|(line, sum)| (line.sort, sum.count, sum.precision, sum.rows))
            .collect();
        assert_eq!(
            found,
            [(Some("vuot_kho".to_owned()), Some(1), Precision::Hon, 2)]
        );
    }

    #[test]
    fn a_day_places_an_achievement_in_its_work_year() {
        let october = told(&[("ngay", "2025-10-02")]);
        assert_eq!(october.span().map(|span| span.to.0), Some(2026));
        assert_eq!(october.standing, Standing::Confirmed);
        let codes: Vec<_> = Standing::ALL.iter().map(|one| one.code()).collect();
        assert_eq!(codes, STATUSES);
    }
}
