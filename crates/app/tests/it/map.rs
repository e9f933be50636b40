//! The tile map: the numbers of its squares are those of the pages they lead to, for every reader, on both databases.

use thidua_app::figures::AskBalance;
use thidua_app::listing::{Ask, Which, cell, find};
use thidua_app::map::{AskMap, MEASURES, MapAnswer, Measure, map, print};
use thidua_app::pivot::{AskPivot, Subject, pivot};
use thidua_app::{AppError, View};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::deeds;

fn asked(measure: &str, year: i16, month: u8) -> AskMap {
    AskMap {
        measure: Measure::named(measure).unwrap(),
        year,
        month,
    }
}

fn tile<'a>(found: &'a MapAnswer, name: &str) -> &'a thidua_app::map::MapTile {
    found.tiles.iter().find(|tile| tile.name == name).unwrap()
}

/// How many of a kind of thing a view's map has.
fn told(view: &View, measure: &str, year: i16) -> usize {
    map(view, &asked(measure, year, 12)).unwrap().told
}

#[tokio::test]
async fn a_square_says_what_its_list_says() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        for (measure, subject, counted) in [
            ("khen-thuong", "khen-thuong", "so-luong"),
            ("dong-gop", "dong-gop", "tien"),
            ("hoat-dong", "hoat-dong", "dong"),
        ] {
            for year in [2018, 2020, 2022, 2025] {
                let found = map(&view, &asked(measure, year, 12)).unwrap();
                assert_eq!(found.tiles.len(), if year < 2025 { 63 } else { 34 });
                let ask = AskPivot {
                    subject: Subject::named(subject).unwrap(),
                    within: None,
                    year: Some(year),
                    list: Ask::default(),
                    rows: "tinh".to_owned(),
                    columns: "cap-co-quan".to_owned(),
                    measure: counted.to_owned(),
                };
                let counted = pivot(&view, &ask, false).unwrap();
                for tile in &found.tiles {
                    let line = counted.rows.iter().find(|line| line.value == tile.agency);
                    match line {
                        None => assert_eq!(tile.value, None, "{}", tile.name),
                        Some(line) => assert_eq!(tile.value, line.total.value, "{}", tile.name),
                    }
                }
            }
        }
        let awards = map(&view, &asked("khen-thuong", 2022, 12)).unwrap();
        assert!(
            tile(&awards, "Bến Tre").value.is_some(),
            "the article tells some"
        );
        assert!(
            tile(&awards, "Hà Nội").value.is_none(),
            "what nobody recorded is no zero"
        );
    })
    .await;
}

#[tokio::test]
async fn rates_are_those_of_the_table_of_units() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        for (year, month) in [(2020, 12), (2021, 8), (2022, 12)] {
            for measure in ["viec-ty-le", "tien-ty-le", "viec-lech"] {
                let found = map(&view, &asked(measure, year, month)).unwrap();
                let which = Which::Months(AskBalance {
                    agency: "tong-cuc".to_owned(),
                    year,
                    month,
                    person: None,
                    scope: None,
                });
                let source = which.open(&view, false).unwrap();
                let column = which
                    .columns()
                    .iter()
                    .find(|own| own.id == measure)
                    .unwrap();
                for row in find(source.as_ref(), &Ask::default()).rows {
                    let key = source.key(row);
                    let text = cell(source.as_ref(), row, column).text;
                    let square = found.tiles.iter().find(|tile| tile.agency == key);
                    let shown = square
                        .and_then(|tile| tile.shown.clone())
                        .unwrap_or_default();
                    assert!(shown.starts_with(&text), "{key}: {shown} for {text}");
                    assert_eq!(shown.is_empty(), text.is_empty(), "{key}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_legend_holds_every_told_square_once() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        for measure in MEASURES {
            for (year, month) in [(2021, 8), (2022, 12), (2026, 9)] {
                let ask = AskMap {
                    measure,
                    year,
                    month,
                };
                let found = map(&view, &ask).unwrap();
                let held: usize = found.legend.iter().map(|class| class.count).sum();
                assert_eq!(held, found.told, "{} {year}", measure.id);
                for tile in &found.tiles {
                    assert_eq!(tile.value.is_some(), tile.class.is_some());
                    assert_eq!(tile.value.is_none(), tile.reason.is_some(), "{}", tile.name);
                    let legend = found.legend.iter().map(|class| class.class);
                    assert!(
                        tile.class
                            .is_none_or(|class| legend.clone().any(|own| own == class))
                    );
                }
                assert!(print(&view, &ask).unwrap().bytes.len() > 2_000);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_the_own_province_and_no_other() {
    on_both(async |db| {
        let (_, view) = deeds::loaded(db).await;
        let all = told(&view, "khen-thuong", 2022);
        assert!(all >= 1, "{all}");
        for role in Role::ALL {
            let reader = deeds::as_user(&view, role, "ben-tre");
            let found = map(&reader, &asked("khen-thuong", 2022, 12));
            if role == Role::Administrator {
                assert!(matches!(found, Err(AppError::Forbidden)));
                continue;
            }
            let found = found.unwrap();
            assert!(found.told <= 1, "{role:?}: {}", found.told);
            let foreign = tile(&found, "Hà Nội");
            assert_eq!(
                (foreign.value.as_deref(), foreign.link.as_deref()),
                (None, None)
            );
            assert!(foreign.reason.as_deref().unwrap().contains("phạm vi"));
            let employee = map(&reader, &asked("viec-ty-le", 2022, 12));
            assert!(employee.is_ok_and(|found| found.told <= 1));
        }
        let refused = AskMap {
            month: 13,
            ..asked("viec-ty-le", 2022, 1)
        };
        assert!(matches!(map(&view, &refused), Err(AppError::Refused(_))));
    })
    .await;
}
