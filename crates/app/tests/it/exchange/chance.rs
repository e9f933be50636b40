//! Rows by chance: whatever was stored comes back as it was.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use thidua_domain::bundle::Cell;
use thidua_files::grid::{Grid, GridRow};
use thidua_store::testing::{engines, fresh};

use super::round::round;
use crate::conduct::BASE;
use crate::desk::{app, bundle, take};

/// Letters that are hard on files: signs of formulas, quotation marks, separators, line breaks, old fonts.
fn text() -> impl Strategy<Value = String> {
    "[=+@#'\",;\\-]{0,2}[a-zA-ZđĐàếộƯ®µÊ0-9 ='\",;:%\n|.]{0,18}[a-z0-9]"
}

fn grid(name: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Grid {
    let head = headings.iter().map(|text| (*text).to_owned()).collect();
    let all = std::iter::once(head).chain(rows);
    Grid {
        name: name.to_owned(),
        rows: (1_u32..)
            .zip(all)
            .map(|(number, cells)| GridRow {
                number,
                cells: cells.into_iter().map(cell).collect(),
            })
            .collect(),
        ..Grid::default()
    }
}

fn cell(text: String) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text),
    }
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_i64..10_000_000).prop_map(|n| n.to_string()),
        (1_i64..999, 0_i64..1000).prop_map(|(a, b)| format!("{a},{b:03}")),
        (0_i64..99, 0_i64..10_000).prop_map(|(a, b)| format!("{a},{b:04}")),
        Just("1.088.473.419".to_owned()),
    ]
}

fn documents() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = (
        text(),
        text(),
        prop::sample::select(vec!["2026-01-05", "2026-02", "2025", ""]),
    );
    prop::collection::vec(row, 1..6).prop_map(|rows| {
        let row = |(at, (number, summary, date)): (usize, (String, String, &str))| {
            vec![
                format!("vb-{at}"),
                number,
                date.to_owned(),
                "tinh-a".to_owned(),
                summary.clone(),
                summary,
            ]
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

fn figures() -> impl Strategy<Value = Vec<Vec<String>>> {
    let code = prop::sample::select(vec![
        ("viec.xong", ""),
        ("viec.moi", "vụ"),
        ("tien.xong", "ty_dong"),
        ("tien.moi", "nghin_dong"),
        ("viec.ty_le", "phan_tram"),
    ]);
    let row = (
        code,
        1_u8..13,
        number(),
        text(),
        text(),
        prop::sample::select(vec!["", "vb-0", "hon"]),
    );
    prop::collection::vec(row, 1..12).prop_map(|rows| {
        let row = |(code, month, value, raw, note, more): (
            (&str, &str),
            u8,
            String,
            String,
            String,
            &str,
        )| {
            let whole =
                code.1 == "nghin_dong" || code.0.starts_with("viec.") && code.0 != "viec.ty_le";
            let value = match whole {
                true => value.split(',').next().unwrap_or("1").to_owned(),
                false => value,
            };
            let unit = if code.1 == "vụ" { "vu" } else { code.1 };
            vec![
                "phong-1".to_owned(),
                "2026".to_owned(),
                month.to_string(),
                code.0.to_owned(),
                value,
                unit.to_owned(),
                if more == "hon" {
                    "hon".to_owned()
                } else {
                    String::new()
                },
                raw,
                note,
                if more == "hon" {
                    String::new()
                } else {
                    more.to_owned()
                },
            ]
        };
        let mut rows: Vec<Vec<String>> = rows.into_iter().map(row).collect();
        // One telling of a figure.
        rows.sort();
        rows.dedup_by_key(|row| (row[2].clone(), row[3].clone(), row[9].clone()));
        rows
    })
}

fn awards() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = (
        1_u32..9,
        prop::sample::select(vec!["2024", "2025", "2024-2026", ""]),
        text(),
        text(),
    );
    prop::collection::vec(row, 0..8).prop_map(|rows| {
        let row = |(at, (count, years, decision, note)): (usize, (u32, &str, String, String))| {
            vec![
                "phong-1".to_owned(),
                "ca_nhan".to_owned(),
                "cstdcs".to_owned(),
                years.to_owned(),
                format!("{decision} {at}"),
                count.to_string(),
                note,
            ]
        };
        rows.into_iter().enumerate().map(row).collect()
    })
}

#[tokio::test]
async fn whatever_was_stored_comes_back() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut stored = 0;
    for case in 0..10 {
        let drawn = (documents(), figures(), awards())
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let source = fresh(engines()[case % engines().len()]).await;
        let app = app(source.db.clone()).await;
        assert!(!take(&app, &bundle(BASE), None).await.refused());
        let mut told = bundle(&[]);
        told.sheets = vec![
            grid(
                "van-ban",
                &[
                    "Mã",
                    "Số ký hiệu",
                    "Ngày ban hành",
                    "Cơ quan ban hành",
                    "Trích yếu",
                    "Ghi chú",
                ],
                drawn.0,
            ),
            grid(
                "so-lieu",
                &[
                    "Mã cơ quan",
                    "Năm công tác",
                    "Tháng lũy kế",
                    "Mã số liệu",
                    "Giá trị",
                    "Đơn vị tính",
                    "Mức chính xác",
                    "Nguyên văn",
                    "Ghi chú",
                    "Nguồn",
                ],
                drawn.1,
            ),
            grid(
                "khen-thuong",
                &[
                    "Mã cơ quan",
                    "Đối tượng",
                    "Mã khen thưởng",
                    "Năm thành tích",
                    "Số quyết định",
                    "Số lượng",
                    "Ghi chú",
                ],
                drawn.2,
            ),
        ];
        let loaded = take(&app, &told, None).await;
        if loaded.refused() {
            let mut why = String::new();
            loaded
                .faults
                .iter()
                .for_each(|fault| writeln!(why, "{fault:?}").unwrap());
            panic!("case {case} is refused:\n{why}");
        }
        stored += round(&app, "tinh-a", 2019, 2026).await;
        drop(app);
        source.finish().await;
    }
    assert!(stored > 150, "{stored}");
}
