//! A year of a unit through the table: what is found, and what is not.

use std::collections::BTreeMap;

use super::super::*;
use crate::catalogue::{Catalogue, Files};
use crate::figures::{Figure, Figures, Frame, SheetKey, Table};
use crate::org::Org;
use crate::time::WorkYear;

macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!("../../../../../rulebook/catalogue/", $name))
    };
}

pub(super) fn catalogue() -> Catalogue {
    Catalogue::parse(Files {
        figures: shipped!("figures.toml"),
        awards: shipped!("awards.toml"),
        labels: shipped!("labels.toml"),
        regimes: shipped!("regimes.toml"),
        identities: shipped!("identities.toml"),
        milestones: shipped!("milestones.toml"),
        ratings: shipped!("ratings.toml"),
        quality: shipped!("quality.toml"),
        honesty: shipped!("honesty.toml"),
        forms: shipped!("forms.toml"),
        holidays: shipped!("holidays.toml"),
        occasions: shipped!("occasions.toml"),
    })
    .unwrap()
}

pub(super) fn key(year: i16, month: u8, source: Option<&str>) -> SheetKey {
    SheetKey {
        subject: "quan-1".to_owned(),
        person: None,
        year: WorkYear(year),
        month,
        frame: Frame::whole("btp"),
        source: source.map(str::to_owned),
        cut_off: None,
        status: None,
    }
}

pub(super) fn figure(value: i64) -> Figure {
    Figure {
        value: Some(value),
        ..Figure::default()
    }
}

pub(super) fn sheet(values: &[(&str, i64)]) -> Figures {
    let all = values
        .iter()
        .map(|(code, value)| ((*code).to_owned(), figure(*value)));
    Figures(all.collect::<BTreeMap<_, _>>())
}

pub(super) fn year_of(table: &Table, year: i16) -> Year {
    let desk = Desk {
        table,
        org: &Org::default(),
        catalogue: &catalogue(),
        subject: "quan-1",
        year: WorkYear(year),
    };
    desk.year()
}

/// Six years of a unit: so much in each month, the last of them as told.
fn table(last: impl Fn(u8, i64) -> i64) -> Table {
    const SEASON: [i64; 12] = [61, 73, 84, 62, 47, 93, 98, 107, 118, 121, 153, 402];
    let mut table = Table::default();
    for year in 2021..=2026 {
        let (mut new, mut done) = (0, 0);
        for (month, step) in (1_u8..).zip(SEASON) {
            let wobble = i64::from(year - 2020) + i64::from(month);
            let step = step + wobble;
            new += step;
            done += if year == 2026 {
                last(month, step)
            } else {
                step
            };
            let told = [
                ("viec.cu", 900),
                ("viec.moi", new),
                ("viec.thu_ly", 900 + new),
                ("viec.phai_thi_hanh", 900 + new),
                ("viec.xong", done),
            ];
            table.put(key(year, month, None), 1, &sheet(&told), None);
        }
    }
    table
}

fn methods(year: &Year) -> Vec<Method> {
    let mut found: Vec<Method> = year.findings.iter().map(|found| found.method).collect();
    found.dedup();
    found
}

#[test]
fn a_usual_year_with_its_rush_says_nothing() {
    let found = year_of(&table(|_, step| step), 2026);
    assert_eq!(found.findings, Vec::new());
    assert_eq!(
        (found.told.len(), found.judged, found.too_short),
        (12, 24, 0)
    );
}

#[test]
fn a_month_unlike_the_others_is_worked_out() {
    let found = year_of(
        &table(|month, step| if month == 5 { step * 8 } else { step }),
        2026,
    );
    assert_eq!(methods(&found), [Method::Outlier]);
    let finding = &found.findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.window.month),
        ("viec.xong", 5)
    );
    assert_eq!(
        finding.text,
        "Thi hành xong (về việc) tăng 464 việc trong tháng 02/2026. Cùng tháng của 5 năm trước: 57 việc, 56 việc, 55 việc, 54 việc, 53 việc; trung vị 55 việc, độ lệch tuyệt đối trung vị 3 việc; điểm z hiệu chỉnh 100,3, ngưỡng 3,5."
    );
}

#[test]
fn what_stands_still_or_repeats_is_told() {
    let still = year_of(
        &table(|month, step| if month == 4 { 0 } else { step }),
        2026,
    );
    let copied: Vec<&Finding> = still
        .findings
        .iter()
        .filter(|found| found.method == Method::Copied)
        .collect();
    assert_eq!(copied.len(), 1);
    assert!(
        copied[0].text.contains("thi hành xong (về việc) vẫn là"),
        "{}",
        copied[0].text
    );

    let mut table = table(|_, step| step);
    let told = [
        ("viec.cu", 900),
        ("viec.moi", 68),
        ("viec.thu_ly", 968),
        ("viec.phai_thi_hanh", 968),
        ("viec.xong", 61),
    ];
    table.put(key(2026, 1, None), 2, &sheet(&told), None);
    table.put(key(2026, 2, None), 2, &sheet(&told), None);
    let found = year_of(&table, 2026);
    let copied = found
        .findings
        .iter()
        .find(|found| found.method == Method::Copied)
        .unwrap();
    assert_eq!((copied.window.month, copied.code.as_str()), (2, ""));
    assert!(
        copied
            .text
            .starts_with("Cả 5 số lũy kế đến tháng 11/2025 bằng hệt"),
        "{}",
        copied.text
    );
}

#[test]
fn noughts_are_counted_and_money_told_in_billions_is_not_round() {
    let found = year_of(&table(|_, step| (step + 50) / 100 * 100 + 100), 2026);
    let round = found
        .findings
        .iter()
        .find(|found| found.method == Method::Round)
        .unwrap();
    assert_eq!(round.window.month, 12);
    assert!(round.text.contains("số tận cùng bằng 00"), "{}", round.text);

    let mut money = Table::default();
    for month in 1..=12_u8 {
        let told = Figure {
            unit: Some("ty_dong".to_owned()),
            ..figure(i64::from(month) * 7_000_000_000)
        };
        let sheet = Figures(BTreeMap::from([
            ("tien.moi".to_owned(), told.clone()),
            ("tien.xong".to_owned(), told),
        ]));
        money.put(key(2026, month, None), 1, &sheet, None);
    }
    let found = year_of(&money, 2026);
    assert!(
        found
            .findings
            .iter()
            .all(|found| found.method != Method::Round),
        "{:?}",
        found.findings
    );
}

#[test]
fn a_month_left_out_between_others_is_missed() {
    let all = table(|_, step| step);
    let mut table = Table::default();
    for month in [1, 2, 3, 4, 6, 7] {
        let window = key(2026, month, None).window();
        let codes = all.codes("quan-1", window, &Frame::whole("btp"));
        let told: Vec<(&str, i64)> = codes
            .into_iter()
            .filter_map(|code| {
                Some((
                    code,
                    all.cells("quan-1", window, &Frame::whole("btp"), code)
                        .first()?
                        .value?,
                ))
            })
            .collect();
        table.put(key(2026, month, None), 1, &sheet(&told), None);
    }
    let found = year_of(&table, 2026);
    let gaps: Vec<u8> = found
        .findings
        .iter()
        .filter(|found| found.method == Method::Gap)
        .map(|found| found.window.month)
        .collect();
    assert_eq!(gaps, [5]);
}

#[test]
fn sheets_of_two_units_are_told_apart_by_their_print() {
    let one = BTreeMap::from([("viec.moi", 1), ("viec.xong", 2)]);
    let other = BTreeMap::from([("viec.moi", 1), ("viec.xong", 3)]);
    assert_ne!(print_of(&one, 2), print_of(&other, 2));
    assert_eq!(print_of(&one, 2), print_of(&one.clone(), 2));
    assert_eq!(print_of(&one, 3), None);
    assert!(alike(&one, &one.clone(), 2) && !alike(&one, &other, 2));
}
