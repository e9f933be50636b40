//! Both ways into the table come to the same, and every lookup finds what was put.

use proptest::prelude::*;

use super::*;
use crate::time::WorkYear;

fn key(subject: &str, month: u8, source: &str, person: Option<&str>) -> SheetKey {
    SheetKey {
        subject: subject.to_owned(),
        person: person.map(str::to_owned),
        year: WorkYear(2024),
        month,
        frame: Frame::whole("btp"),
        source: Some(source.to_owned()),
        cut_off: None,
        status: None,
    }
}

fn any_figures() -> impl Strategy<Value = Figures> {
    let code = prop::sample::select(vec![
        "viec.cu",
        "viec.moi",
        "viec.xong",
        "tien.cu",
        "tien.xong",
    ]);
    let unit = prop::sample::select(vec![None, None, Some("nghin_dong"), Some("ty_dong")]);
    let raw = prop::sample::select(vec![None, None, None, Some("hơn \"12\"")]);
    let value = prop::option::weighted(0.9, -5_i64..50_000_000_000);
    let figure = (value, unit, raw).prop_map(|(value, unit, raw)| Figure {
        value,
        unit: unit.map(str::to_owned),
        raw: raw.map(str::to_owned),
        ..Figure::default()
    });
    prop::collection::btree_map(code.prop_map(str::to_owned), figure, 0..5).prop_map(Figures)
}

/// Everything a table tells, in one text.
fn told(table: &Table) -> Vec<String> {
    let mut told = Vec::new();
    for sheet in table.all() {
        let key = sheet.key;
        let mut codes = table.codes(key.whose(), key.window(), key.frame);
        codes.sort_unstable();
        for code in codes {
            let cells = table.cells(key.whose(), key.window(), key.frame, code);
            let cells = cells
                .iter()
                .map(|cell| (cell.sheet.key.text(), cell.value, cell.told));
            told.push(format!(
                "{} {code} {:?}",
                key.text(),
                cells.collect::<Vec<_>>()
            ));
        }
    }
    told
}

proptest! {
    #[test]
    fn both_ways_in_come_to_the_same(sheets in prop::collection::vec((0_u8..4, 1_u8..4, any_figures()), 0..24)) {
        let (mut general, mut straight) = (Table::default(), Table::default());
        for (revision, (subject, month, figures)) in (1..).zip(&sheets) {
            let key = key(&format!("cq-{subject}"), *month, "bc", None);
            let dated = None;
            straight.put_canonical(key.borrowed(), revision, &figures.canonical(), dated).unwrap();
            general.put(key, revision, figures, dated);
        }
        prop_assert_eq!(told(&general), told(&straight));
        // Each code of the newest telling of a place is found, and no other.
        for (subject, month, figures) in sheets.iter().rev().take(1) {
            let frame = Frame::whole("btp");
            let window = Window { year: WorkYear(2024), month: *month };
            for code in ["viec.cu", "viec.moi", "viec.xong", "tien.cu", "tien.xong"] {
                let found = straight.cells(&format!("cq-{subject}"), window, &frame, code);
                let says = |figure: &&Figure| **figure != Figure::default();
                let expected = figures.0.get(code).filter(says).map(|figure| figure.value);
                prop_assert_eq!(found.first().map(|cell| cell.value), expected);
            }
        }
        straight.settle();
        prop_assert_eq!(told(&general), told(&straight));
    }
}

#[test]
fn an_officer_is_found_by_his_code_and_the_newest_window_is_known() {
    let mut table = Table::default();
    let figures = Figures::from_canonical(r#"{"viec.cu":{"v":3}}"#).unwrap();
    table.put(key("cq", 4, "bc", Some("cb-1")), 1, &figures, None);
    table.put(key("cq", 2, "bc", None), 1, &figures, None);
    let frame = Frame::whole("btp");
    let latest = |who: &str| table.latest(who, &frame).map(|window| window.month);
    assert_eq!(
        (latest("cb-1"), latest("cq"), latest("x")),
        (Some(4), Some(2), None)
    );
    assert_eq!(table.scan("viec.cu").count(), 2);
    assert_eq!(table.sum("viec.cu"), 6);
    let windows = [2, 4].map(|month| Window {
        year: WorkYear(2024),
        month,
    });
    let totals = table.totals(
        &["cq", "cb-1", "x"],
        &windows,
        &frame,
        &["viec.cu", "viec.moi"],
    );
    assert_eq!(
        (totals.of(0), totals.of(1), totals.of(2)),
        (&[3, 0][..], &[3, 0][..], &[0, 0][..])
    );
}

#[test]
fn rows_take_the_date_their_source_has_now() {
    let mut table = Table::default();
    let day = |text: &str| PartialDate::parse(text).ok();
    let figures =
        |value: i64| Figures::from_canonical(&format!(r#"{{"viec.cu":{{"v":{value}}}}}"#)).unwrap();
    table.put(key("cq", 4, "a", None), 1, &figures(1), day("2024-02-01"));
    table.put(key("cq", 4, "b", None), 1, &figures(2), day("2024-03-01"));
    let frame = Frame::whole("btp");
    let window = Window {
        year: WorkYear(2024),
        month: 4,
    };
    let first = |table: &Table| {
        table
            .cells("cq", window, &frame, "viec.cu")
            .first()
            .and_then(|cell| cell.value)
    };
    assert_eq!(first(&table), Some(2));
    let dated = |source: &str| {
        if source == "a" {
            day("2024-05-01")
        } else {
            day("2024-03-01")
        }
    };
    assert!(table.is_redated(dated));
    table.redate(dated);
    assert_eq!(first(&table), Some(1));
    assert!(!table.is_redated(dated));
}

#[test]
fn a_table_over_another_answers_where_it_has_a_sheet() {
    let one = |value: i64| Figures::from_canonical(&format!(r#"{{"viec.cu":{{"v":{value}}}}}"#));
    let mut under = Table::default();
    under.put(key("cq", 4, "a", None), 1, &one(1).unwrap(), None);
    under.put(key("cq", 5, "a", None), 1, &one(2).unwrap(), None);
    let mut over = Table::over(std::sync::Arc::new(under));
    let frame = Frame::whole("btp");
    let told = |table: &Table, month: u8| {
        let window = Window {
            year: WorkYear(2024),
            month,
        };
        let cells = table.cells("cq", window, &frame, "viec.cu");
        cells
            .iter()
            .filter_map(|cell| cell.value)
            .collect::<Vec<_>>()
    };
    over.put(key("cq", 4, "b", None), 1, &one(9).unwrap(), None);
    assert_eq!((told(&over, 4), told(&over, 5)), (vec![9], vec![2]));
    over.put(key("cq", 5, "a", None), 2, &Figures::default(), None);
    assert!(told(&over, 5).is_empty());
    assert_eq!(
        over.latest("cq", &frame).map(|window| window.month),
        Some(5)
    );
    assert_eq!(over.scan("viec.cu").count(), 1);
}
