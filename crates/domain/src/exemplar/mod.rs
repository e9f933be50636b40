//! Exemplars (điển hình): who is discovered, nurtured, recognised, spread; by name, by count, or as «nhiều».

mod follow;
mod spread;
mod step;

pub use follow::{FOLLOW_SHEET, Follower, Gap, Place, Trend, Year, compare};
pub use spread::{SPREAD_KINDS, SPREAD_SHEET, Spread};
pub use step::{STEP_SHEET, STEPS, Step, next, status_after};

use std::collections::BTreeMap;

use crate::amount::{Precision, Tally};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::contribution::precision;
use crate::contribution::sheet::PRECISIONS;
use crate::register::sheet::SUBJECTS;
use crate::time::{PartialDate, Told, YearSpan};

/// Codes of `Cấp`, the lowest first.
pub const LEVELS: &[&str] = &["co_so", "bo", "tinh", "toan_quoc"];
/// Codes of `Trạng thái`, in the order in which an exemplar goes through them; last what was proposed and not chosen.
pub const STATUSES: &[&str] = &[
    "phat_hien",
    "xay_dung",
    "cong_nhan",
    "nhan_rong",
    NOT_CHOSEN,
];
/// The status of what was proposed and not chosen: it is kept with its reason and counted nowhere.
pub const NOT_CHOSEN: &str = "khong_chon";
/// The status of what everybody is to learn from: everybody reads it.
pub const SPREADING: &str = "nhan_rong";

/// The sheet `dien-hinh`.
pub static SHEET: SheetDef = SheetDef {
    name: "dien-hinh",
    title: "Điển hình tiên tiến",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã điển hình")
            .help("Mã riêng của dòng này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Tính cho cơ quan")
            .help("Cơ quan có điển hình này."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .asked("Người hoặc tập thể điển hình")
            .help("Bỏ trống nếu chỉ biết số lượng, chưa biết tên."),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS))
            .asked("Loại đối tượng")
            .help("Tập thể hay cá nhân; nguồn không tách thì bỏ trống."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .help("Số điển hình chưa nêu tên; bỏ trống khi đã nêu tên hoặc nguồn chỉ nói «nhiều»."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Nguồn chỉ nói «nhiều» thì chọn nhiều và bỏ trống số lượng."),
        Column::key("cap", "Cấp", Kind::Choice(LEVELS)).help("Cấp công nhận điển hình."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác; nguồn ghi chung nhiều năm thì ghi 2015-2020."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà qua đó có điển hình này, nếu có."),
        Column::content("linh_vuc", "Lĩnh vực", Kind::Text)
            .help("Điển hình về việc gì, ví dụ «vận động, giáo dục, thuyết phục»."),
        Column::content("ly_do", "Lý do", Kind::Lines)
            .help("Vì sao được chọn: cách làm, kết quả cụ thể."),
        Column::key("trang_thai", "Trạng thái", Kind::Choice(STATUSES))
            .help("Phát hiện, đang xây dựng, đã công nhận, đang nhân rộng hay không chọn."),
        Column::key("co_quan_chon", "Cơ quan chọn", Kind::Code)
            .help("Cơ quan đã chọn, công nhận điển hình."),
        Column::key("su_kien", "Sự kiện", Kind::Code)
            .help("Hội nghị, cuộc họp đã biểu dương, nếu có."),
        Column::content("van_ban_cong_nhan", "Văn bản công nhận", Kind::Document)
            .help("Quyết định, thông báo công nhận; biểu dương không có quyết định thì bỏ trống."),
        Column::content("nguoi_phat_hien", "Người phát hiện", Kind::Code)
            .asked("Người, tập thể phát hiện")
            .help("Ai đã phát hiện, đề xuất điển hình này."),
        Column::content("ngay_phat_hien", "Ngày phát hiện", Kind::Date)
            .help("Ngày phát hiện, đề xuất."),
        Column::content("thanh_tich", "Thành tích", Kind::Codes)
            .help("Những thành tích đã ghi mà đề xuất dựa vào."),
        Column::content("ke_hoach", "Kế hoạch", Kind::Lines)
            .asked("Kế hoạch bồi dưỡng")
            .help("Bồi dưỡng, giúp đỡ điển hình thế nào, đến khi nào."),
        Column::content("nguoi_theo_doi", "Người theo dõi", Kind::Code)
            .help("Người theo dõi, giúp đỡ điển hình."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `dien-hinh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemplar {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the agency whose tally it enters.
    pub agency: String,
    /// Code of the person or collective, where named.
    pub subject: Option<String>,
    /// Code of `Đối tượng`; `None`: the source does not split.
    pub kind: Option<String>,
    /// How many: 1 beside a name; `None`: not told.
    pub count: Option<i64>,
    /// How exactly the count is told.
    pub precision: Precision,
    /// Code of `Cấp`.
    pub level: Option<String>,
    /// Work years.
    pub years: Option<YearSpan>,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Field of work.
    pub field: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Code of `Trạng thái`.
    pub status: Option<String>,
    /// Code of the agency that chose it.
    pub chosen_by: Option<String>,
    /// Code of the event at which it was commended.
    pub event: Option<String>,
    /// The paper of recognition: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Code of the person or collective that found it.
    pub found_by: Option<String>,
    /// Day it was found.
    pub found_on: Option<PartialDate>,
    /// Codes of the achievements it rests on.
    pub achievements: Vec<String>,
    /// How it is nurtured.
    pub plan: Option<String>,
    /// Code of the person who looks after it.
    pub keeper: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Exemplar {
    /// The exemplar a row tells.
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
            level: row.text("cap"),
            years: row.years("nam"),
            movement: row.text("ma_phong_trao"),
            field: row.text("linh_vuc"),
            reason: row.text("ly_do"),
            status: row.text("trang_thai"),
            chosen_by: row.text("co_quan_chon"),
            event: row.text("su_kien"),
            document: row.text("van_ban_cong_nhan"),
            found_by: row.text("nguoi_phat_hien"),
            found_on: row.date("ngay_phat_hien"),
            achievements: row.codes("thanh_tich"),
            plan: row.text("ke_hoach"),
            keeper: row.text("nguoi_theo_doi"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// When it was, as far as told.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: None,
            known,
        }
    }
}

/// What exemplars are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Place of `Trạng thái`, the furthest first; those not told last.
    place: usize,
    /// Code of `Trạng thái`.
    pub status: Option<String>,
    /// Code of `Cấp`.
    pub level: Option<String>,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
}

/// Exemplars by status, level and kind: a step of one is never added to another step; what was not chosen is none.
pub fn tally<'a>(rows: impl IntoIterator<Item = &'a Exemplar>) -> BTreeMap<Line, Tally> {
    let mut sums: BTreeMap<Line, Tally> = BTreeMap::new();
    let chosen = |row: &&Exemplar| row.status.as_deref() != Some(NOT_CHOSEN);
    for row in rows.into_iter().filter(chosen) {
        let status = row.status.as_deref();
        let place = STATUSES.iter().rposition(|known| Some(*known) == status);
        let line = Line {
            place: place.map_or(STATUSES.len(), |place| STATUSES.len() - 1 - place),
            status: row.status.clone(),
            level: row.level.clone(),
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

    fn told(cells: &[(&str, &str)]) -> Exemplar {
        let mut row = Values::default();
        row.set("ma_co_quan", "ben-tre");
        row.set("muc_chinh_xac", "dung");
        for (id, text) in cells {
            row.set(id, text);
        }
        Exemplar::from_row(&row).unwrap()
    }

    #[test]
    fn named_ones_count_one_each_and_many_is_no_number() {
        let of = |code| {
            told(&[
                ("ma_doi_tuong", code),
                ("doi_tuong", "tap_the"),
                ("trang_thai", "xay_dung"),
            ])
        };
        let many = told(&[
            ("doi_tuong", "ca_nhan"),
            ("muc_chinh_xac", "nhieu"),
            ("trang_thai", "cong_nhan"),
        ]);
        let counted = told(&[
            ("doi_tuong", "ca_nhan"),
            ("so_luong", "7"),
            ("trang_thai", "cong_nhan"),
        ]);
        let found = tally(&[of("giong-trom"), of("thanh-phu"), many.clone(), counted]);
        let words: Vec<_> = found
            .iter()
            .map(|(line, sum)| (line.status.as_deref(), sum.count, sum.precision))
            .collect();
        assert_eq!(
            words,
            [
                (Some("cong_nhan"), Some(7), Precision::Hon),
                (Some("xay_dung"), Some(2), Precision::Dung),
            ]
        );
        let refused = told(&[("doi_tuong", "ca_nhan"), ("trang_thai", NOT_CHOSEN)]);
        assert!(tally(&[refused]).is_empty());
        let alone = tally(&[many]);
        let sums: Vec<_> = alone
            .values()
            .map(|sum| (sum.count, sum.precision))
            .collect();
        assert_eq!(sums, [(None, Precision::Nhieu)]);
    }
}
