use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::figures::{Figure, Figures, Frame, SheetKey, Table};
use crate::time::{PartialDate, Window, WorkYear};

fn window(year: i16, month: u8) -> Window {
    Window {
        year: WorkYear(year),
        month,
    }
}

fn key(source: &str) -> SheetKey {
    SheetKey {
        subject: "quan-1".to_owned(),
        person: None,
        year: WorkYear(2021),
        month: 8,
        frame: Frame::whole("btp"),
        source: Some(source.to_owned()).filter(|source| !source.is_empty()),
        cut_off: None,
        status: None,
    }
}

/// Its source, the day of the source, its figures.
type Sheet<'a> = (&'a str, &'a str, &'a [(&'a str, i64)]);

fn table(sheets: &[Sheet<'_>]) -> Table {
    let mut table = Table::default();
    for (source, dated, figures) in sheets {
        let figures: BTreeMap<String, Figure> = figures
            .iter()
            .map(|(code, value)| {
                let figure = Figure {
                    value: Some(*value),
                    ..Figure::default()
                };
                ((*code).to_owned(), figure)
            })
            .collect();
        let dated = PartialDate::parse(dated).ok();
        table.put(key(source), 1, &Figures(figures), dated);
    }
    table
}

fn here() -> BTreeSet<Place> {
    BTreeSet::from([Place::of(&key(""))])
}

/// Quận 1, eight months of 2021: 68,73 % of the cases done, corrected to 68,45 %.
#[test]
fn a_corrected_rate_is_told_with_its_difference() {
    let before = table(&[(
        "bai",
        "2021-06",
        &[("viec.ty_le", 687_300), ("viec.xong", 900)],
    )]);
    let after = table(&[(
        "bai",
        "2021-06",
        &[("viec.ty_le", 684_500), ("viec.xong", 900)],
    )]);
    let found = changes(&before, &after, &here());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "viec.ty_le");
    assert_eq!(found[0].difference(), Some(-2_800));
    assert!(found[0].answers);
}

#[test]
fn what_was_added_and_taken_away_is_told_without_a_difference() {
    let before = table(&[("", "", &[("viec.cu", 10)])]);
    let after = table(&[("", "", &[("viec.moi", 4)])]);
    let found = changes(&before, &after, &here());
    let told: Vec<_> = found
        .iter()
        .map(|change| (change.code.as_str(), change.difference()))
        .collect();
    assert_eq!(told, [("viec.cu", None), ("viec.moi", None)]);
    assert!(found[0].after.is_none() && found[1].before.is_none());
}

#[test]
fn of_two_sources_the_one_that_answers_decides() {
    let both = |old: i64| {
        table(&[
            ("bai", "2021-06", &[("viec.xong", old)]),
            ("bao-cao", "2021-07", &[("viec.xong", 905)]),
        ])
    };
    let found = changes(&both(900), &both(901), &here());
    assert_eq!(found.len(), 1);
    assert!(!found[0].answers, "the later report answers");
    let alone = table(&[("bai", "2021-06", &[("viec.xong", 900)])]);
    let found = changes(&alone, &both(900), &here());
    assert!(found[0].answers, "a report that came later is believed");
    assert_eq!(found[0].difference(), Some(5));
    let source = |telling: &Option<Telling>| telling.clone().and_then(|telling| telling.source);
    assert_eq!(source(&found[0].after).as_deref(), Some("bao-cao"));
}

#[test]
fn windows_that_a_change_can_move() {
    let codes = BTreeSet::from(["viec.xong"]);
    let found = reached(window(2021, 8), &codes, |_| true);
    let expected = [
        (window(2021, 8), Why::Own),
        (window(2021, 9), Why::Later),
        (window(2021, 10), Why::Later),
        (window(2021, 11), Why::Later),
        (window(2021, 12), Why::Later),
        (window(2022, 8), Why::NextYear),
    ];
    assert_eq!(found, expected);
    assert_eq!(reached(window(2021, 8), &codes, |_| false), expected[..1]);
    let carried = BTreeSet::from(["viec.chuyen_ky_sau"]);
    let found = reached(window(2021, 12), &carried, |window| window.month % 6 == 0);
    let expected = [
        (window(2021, 12), Why::Own),
        (window(2022, 6), Why::Carried),
        (window(2022, 12), Why::NextYear),
    ];
    assert_eq!(found, expected);
}

#[test]
fn targets_are_gained_and_lost() {
    assert_eq!(crossing(Some(true), Some(false)), Crossing::Lost);
    assert_eq!(crossing(Some(false), Some(true)), Crossing::Gained);
    assert_eq!(crossing(Some(true), Some(true)), Crossing::Same);
    assert_eq!(crossing(None, Some(true)), Crossing::Same);
}

fn places(list: &[(&str, Option<usize>)]) -> Vec<(String, Option<usize>)> {
    list.iter()
        .map(|(code, place)| ((*code).to_owned(), *place))
        .collect()
}

#[test]
fn who_went_past_whom() {
    let before = places(&[("a", Some(1)), ("b", Some(2)), ("c", Some(3)), ("d", None)]);
    let after = places(&[("b", Some(1)), ("c", Some(2)), ("a", Some(3)), ("d", None)]);
    let found = moved(&before, &after, &[]);
    let codes: Vec<&str> = found.iter().map(|moved| moved.code.as_str()).collect();
    assert_eq!(codes, ["b", "c", "a"]);
    assert_eq!(found[2].passed_by, ["b", "c"]);
    assert!(found[2].passes.is_empty());
    assert_eq!(found[0].passes, ["a"]);
    assert_eq!(moved(&before, &before, &["d"])[0].after, None);
}

#[test]
fn level_agencies_are_not_past_one_another() {
    let before = places(&[("a", Some(1)), ("b", Some(2))]);
    let level = places(&[("a", Some(1)), ("b", Some(1))]);
    let found = moved(&before, &level, &["a"]);
    assert!(found.iter().all(|moved| moved.passes.is_empty()));
    let back = moved(&level, &before, &["a"]);
    assert_eq!(back[0].passes, ["b"]);
    assert_eq!(back[1].passed_by, ["a"]);
}

#[test]
fn a_paper_is_found_by_the_numbers_it_tells() {
    let mut used = Used::default();
    used.add(&key("bai"), 1, "viec.xong", 900);
    used.add(&key("bai"), 1, "viec.cu", 10);
    let before = table(&[("bai", "2021-06", &[("viec.xong", 900), ("viec.moi", 7)])]);
    let after = table(&[("bai", "2021-06", &[("viec.xong", 905), ("viec.moi", 8)])]);
    let found = changes(&before, &after, &here());
    let concerned = used.concerned(&found);
    let codes: Vec<&str> = concerned
        .iter()
        .map(|change| change.code.as_str())
        .collect();
    assert_eq!(codes, ["viec.xong"]);
    assert_eq!(used.value(&Place::of(&key("")), "viec.cu"), Some(10));
    let paper = Issued {
        agency: "quan-1".to_owned(),
        kind: Kind::AnnualReport,
        from: None,
        window: window(2021, 8),
        scope: "btp".to_owned(),
        symbol: "15/BC-CCTHADS".to_owned(),
        on: jiff::civil::date(2021, 6, 3),
        signer: Some("Nguyễn Văn An".to_owned()),
        version: 12,
        file: "a".to_owned(),
        figures: "b".to_owned(),
    };
    assert_eq!(Issued::from_row(&paper.row()), Some(paper));
}

proptest! {
    /// Whoever goes past is gone past by exactly those, and nothing moves between a ranking and itself.
    #[test]
    fn going_past_is_mutual(order in prop::collection::vec(prop::option::of(1_usize..8), 1..9), again in prop::collection::vec(prop::option::of(1_usize..8), 9)) {
        let named = |list: &[Option<usize>]| -> Vec<(String, Option<usize>)> {
            list.iter().enumerate().map(|(at, place)| (format!("u{at}"), *place)).collect()
        };
        let before = named(&order);
        let after = named(&again[..order.len()]);
        let all: Vec<&str> = before.iter().map(|(code, _)| code.as_str()).collect();
        prop_assert!(moved(&before, &before, &[]).is_empty());
        let found = moved(&before, &after, &all);
        prop_assert_eq!(found.len(), all.len());
        for one in &found {
            for other in found.iter().filter(|other| one.passes.contains(&other.code)) {
                prop_assert!(other.passed_by.contains(&one.code));
            }
        }
    }

    /// What is the same before and after is never a change, and a change turned round is the same change.
    #[test]
    fn changes_turn_round(old in prop::collection::vec(prop::option::of(0_i64..5), 4), new in prop::collection::vec(prop::option::of(0_i64..5), 4)) {
        const CODES: [&str; 4] = ["viec.cu", "viec.moi", "viec.xong", "tien.xong"];
        let made = |values: &[Option<i64>]| {
            let told: Vec<(&str, i64)> = CODES.into_iter().zip(values).filter_map(|(code, value)| Some((code, (*value)?))).collect();
            table(&[("", "", &told)])
        };
        let (one, other) = (made(&old), made(&new));
        prop_assert!(changes(&one, &one, &here()).is_empty());
        let there = changes(&one, &other, &here());
        let back = changes(&other, &one, &here());
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            prop_assert_eq!((&there.before, &there.after), (&back.after, &back.before));
            prop_assert_eq!(there.difference(), back.difference().map(|value| -value));
        }
    }
}
