//! Activities (hoạt động): what an agency did for a movement or within the year, with whom, for whom, how many.

use std::collections::BTreeMap;

use crate::amount::Precision;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::contribution::precision;
use crate::contribution::sheet::PRECISIONS;
use crate::time::{PartialDate, Told, YearSpan};

/// Codes of `Loại`.
pub const KINDS: &[&str] = &[
    "tap_huan",
    "quan_triet",
    "tuyen_truyen",
    "van_dong",
    "dang_ky",
    "hoi_nghi",
    "hoc_tap_mo_hinh",
    "ho_tro_don_vi",
    "doi_thoai",
    "tiep_cong_dan",
    "tu_kiem_tra",
    "xa_hoi",
    "khac",
];
/// Codes of `Đơn vị tính`.
pub const UNITS: &[&str] = &["luot", "nguoi", "cuoc", "don_vi"];

/// The sheet `hoat-dong`.
pub static SHEET: SheetDef = SheetDef {
    name: "hoat-dong",
    title: "Hoạt động",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã hoạt động")
            .help("Mã riêng của dòng này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan đã tổ chức, tham gia."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà hoạt động này hưởng ứng, nếu có."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác; nguồn ghi chung nhiều năm thì ghi 2015-2020."),
        Column::key("ngay", "Ngày", Kind::Date).help("Ngày diễn ra; biết tới đâu ghi tới đó."),
        Column::key("loai", "Loại", Kind::Choice(KINDS)).help("Loại hoạt động."),
        Column::content("noi_dung", "Nội dung", Kind::Lines).help("Đã làm gì, trong một vài câu."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .help("Bao nhiêu lượt, người, cuộc hoặc đơn vị; nguồn không nêu số thì bỏ trống."),
        Column::content("don_vi_tinh", "Đơn vị tính", Kind::Choice(UNITS))
            .help("Số lượng đếm theo lượt, người, cuộc hay đơn vị; một người dự ba lần là ba lượt."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Từ đứng trước số trong nguồn; chỉ nói «nhiều» thì chọn nhiều và bỏ trống số lượng."),
        Column::content("doi_tuong", "Đối tượng", Kind::Text)
            .asked("Dành cho ai")
            .help("Người, đơn vị mà hoạt động hướng tới."),
        Column::content("phoi_hop", "Phối hợp", Kind::Items)
            .help("Nơi cùng tổ chức, mỗi dòng một nơi."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `hoat-dong`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Work years.
    pub years: Option<YearSpan>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// What was done.
    pub text: Option<String>,
    /// How many; `None`: not told.
    pub count: Option<i64>,
    /// Code of `Đơn vị tính`.
    pub unit: Option<String>,
    /// How exactly the count is told.
    pub precision: Precision,
    /// For whom.
    pub audience: Option<String>,
    /// Partners.
    pub partners: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Activity {
    /// The activity a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SHEET),
            code: row.text("ma"),
            agency: row.text("ma_co_quan")?,
            movement: row.text("ma_phong_trao"),
            years: row.years("nam"),
            on: row.date("ngay"),
            kind: row.text("loai"),
            text: row.text("noi_dung"),
            count: row.count("so_luong"),
            unit: row.text("don_vi_tinh"),
            precision: precision(row),
            audience: row.text("doi_tuong"),
            partners: row.codes("phoi_hop"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// When it took place.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: self.on,
            known,
        }
    }
}

/// Activities of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many rows tell of such an activity.
    pub rows: usize,
    /// Counts by unit, which are never mixed: times are not people.
    pub counts: BTreeMap<String, (i64, Precision)>,
}

/// Activities by kind, in the order of the kinds; those whose kind is not told last.
pub fn tally<'a>(rows: impl IntoIterator<Item = &'a Activity>) -> Vec<(Option<String>, Sum)> {
    let mut sums: BTreeMap<usize, (Option<String>, Sum)> = BTreeMap::new();
    for row in rows {
        let kind = row.kind.as_deref();
        let place = KINDS.iter().position(|known| Some(*known) == kind);
        let place = place.unwrap_or(KINDS.len());
        let (_, sum) = sums
            .entry(place)
            .or_insert_with(|| (row.kind.clone(), Sum::default()));
        sum.rows += 1;
        let Some((unit, count)) = row.unit.clone().zip(row.count) else {
            continue;
        };
        let known = sum.counts.entry(unit);
        known
            .and_modify(|(sum, precision)| {
                *sum = sum.saturating_add(count);
                *precision = precision.with(row.precision);
            })
            .or_insert((count, row.precision));
    }
    sums.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str, count: Option<&str>, unit: &str, how: &str) -> Activity {
        let mut row = Values::default();
        for (id, text) in [
            ("ma_co_quan", "dong-thap"),
            ("loai", kind),
            ("don_vi_tinh", unit),
            ("muc_chinh_xac", how),
        ] {
            row.set(id, text);
        }
        if let Some(count) = count {
            row.set("so_luong", count);
        }
        Activity::from_row(&row).unwrap()
    }

    #[test]
    fn times_are_not_added_to_people_and_many_is_no_number() {
        let rows = [
            told("tap_huan", Some("30"), "luot", "hon"),
            told("tap_huan", Some("12"), "nguoi", "dung"),
            told("tap_huan", Some("5"), "luot", "dung"),
            told("tap_huan", None, "luot", "nhieu"),
            told("tuyen_truyen", Some("3"), "cuoc", "dung"),
        ];
        let found = tally(&rows);
        assert_eq!(found.len(), 2);
        let (kind, training) = &found[0];
        assert_eq!((kind.as_deref(), training.rows), (Some("tap_huan"), 4));
        assert_eq!(training.counts["luot"], (35, Precision::Hon));
        assert_eq!(training.counts["nguoi"], (12, Precision::Dung));
    }
}
