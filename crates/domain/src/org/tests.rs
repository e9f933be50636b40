use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::access::Reach;

fn day(text: &str) -> Option<PartialDate> {
    (!text.is_empty()).then(|| PartialDate::parse(text).unwrap())
}

fn spell(code: &str, name: &str, parent: &str, from: &str, to: &str) -> (String, Spell) {
    let spell = Spell {
        name: name.to_owned(),
        short_name: None,
        level: Level::Province,
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        validity: Validity {
            from: day(from),
            to: day(to),
        },
        area: None,
        source: None,
        note: None,
    };
    (code.to_owned(), spell)
}

fn merged(old: &str, new: &str) -> Reorganisation {
    Reorganisation {
        on: PartialDate::parse("2025-07-01").unwrap(),
        kind: "sap_nhap".to_owned(),
        old: old.to_owned(),
        new: Some(new.to_owned()),
        document: None,
    }
}

fn can_tho() -> Org {
    let spells = [
        spell("cuc-quan-ly", "Cục Quản lý", "", "2025-03-01", ""),
        spell("tong-cuc", "Tổng cục", "", "", "2025-02-28"),
        spell(
            "can-tho-cu",
            "Cục THADS thành phố Cần Thơ",
            "tong-cuc",
            "",
            "2025-02-28",
        ),
        spell(
            "can-tho-cu",
            "Cục THADS thành phố Cần Thơ",
            "cuc-quan-ly",
            "2025-03-01",
            "2025-06-30",
        ),
        spell(
            "hau-giang",
            "Cục THADS tỉnh Hậu Giang",
            "tong-cuc",
            "",
            "2025-06-30",
        ),
        spell(
            "soc-trang",
            "Cục THADS tỉnh Sóc Trăng",
            "tong-cuc",
            "",
            "2025-06-30",
        ),
        spell(
            "can-tho",
            "THADS thành phố Cần Thơ",
            "cuc-quan-ly",
            "2025-07-01",
            "",
        ),
    ];
    let merger = ["can-tho-cu", "hau-giang", "soc-trang"].map(|old| merged(old, "can-tho"));
    Org::new(spells, merger.to_vec())
}

#[test]
fn the_tree_of_a_date_is_that_of_its_day() {
    let org = can_tho();
    let codes = |above: &str, on| -> Vec<String> {
        org.children_on(above, on)
            .iter()
            .map(|agency| agency.code.clone())
            .collect()
    };
    assert_eq!(
        codes("tong-cuc", date(2020, 5, 1)),
        ["can-tho-cu", "hau-giang", "soc-trang"]
    );
    assert_eq!(codes("cuc-quan-ly", date(2025, 6, 30)), ["can-tho-cu"]);
    assert_eq!(codes("cuc-quan-ly", date(2025, 7, 1)), ["can-tho"]);
    assert_eq!(org.find("can-tho").unwrap().on(date(2025, 6, 30)), None);
}

#[test]
fn predecessors_and_successors_answer_each_other() {
    let org = can_tho();
    let old: Vec<&str> = org
        .predecessors("can-tho")
        .iter()
        .map(|pair| pair.old.as_str())
        .collect();
    assert_eq!(old, ["can-tho-cu", "hau-giang", "soc-trang"]);
    assert_eq!(org.successors("hau-giang").len(), 1);
    assert!(org.lineage("can-tho").contains("soc-trang"));
    assert!(!org.lineage("soc-trang").contains("can-tho"));
}

#[test]
fn access_reaches_what_no_longer_exists_through_its_successor() {
    let org = can_tho();
    assert!(org.covers("can-tho", "soc-trang"));
    assert!(org.covers("cuc-quan-ly", "soc-trang"));
    assert!(!org.covers("tong-cuc", "can-tho"));
    assert!(!org.covers("soc-trang", "can-tho"));
}

#[test]
fn one_that_ended_without_an_heir_stays_where_it_hung() {
    let spells = [
        spell("tinh-a", "THADS tỉnh A", "", "", ""),
        spell("quan-b", "Chi cục quận B", "tinh-a", "", "2025-06-30"),
    ];
    let org = Org::new(spells, Vec::new());
    assert!(org.covers("tinh-a", "quan-b"));
    assert!(!org.covers("quan-b", "tinh-a"));
}

#[test]
fn what_moved_is_counted_where_it_stood_in_its_time() {
    let spells = [
        spell("a", "A", "", "", ""),
        spell("b", "B", "", "", ""),
        spell("x", "X", "a", "", "2023-09-30"),
        spell("x", "X", "b", "2023-10-01", ""),
    ];
    let org = Org::new(spells, Vec::new());
    let year = |code: &str, year: i16| {
        let year = crate::time::WorkYear(year);
        org.lineage_during(code, year.first_day(), year.last_day())
            .contains("x")
    };
    assert_eq!((year("a", 2023), year("b", 2023)), (true, false));
    assert_eq!((year("a", 2024), year("b", 2024)), (false, true));
    assert!(org.lineage("a").contains("x") && org.lineage("b").contains("x"));
}

#[test]
fn one_that_was_split_and_goes_on_is_its_own_from_then_on() {
    let spells = [
        spell("old", "Cũ", "", "", ""),
        spell("new", "Mới", "", "2024-10-01", ""),
    ];
    let split = Reorganisation {
        on: PartialDate::parse("2024-10-01").unwrap(),
        kind: "chia_tach".to_owned(),
        ..merged("old", "new")
    };
    let org = Org::new(spells, vec![split]);
    let during = |year: i16| org.lineage_during("new", date(year - 1, 10, 1), date(year, 9, 30));
    assert!(during(2024).contains("old"));
    assert!(!during(2025).contains("old"));
    // What no longer is has no time of its own to be counted twice in.
    assert!(
        can_tho()
            .lineage_during("can-tho", date(2019, 10, 1), date(2020, 9, 30))
            .contains("soc-trang")
    );
}

proptest! {
    /// A tree of any shape, with a ring in it too, never keeps a walk from ending.
    #[test]
    fn walks_end_in_any_graph(parents in prop::collection::vec(0_usize..12, 12)) {
        let spells = parents.iter().enumerate()
            .map(|(at, parent)| spell(&format!("a{at}"), "x", &format!("a{parent}"), "", ""));
        let pairs = parents.iter().enumerate().map(|(at, parent)| merged(&format!("a{at}"), &format!("a{parent}"))).collect();
        let org = Org::new(spells, pairs);
        for at in 0..12 {
            let code = format!("a{at}");
            org.subtree_on(&code, date(2026, 1, 1));
            org.above_on(&code, date(2026, 1, 1));
            org.lineage(&code);
            org.covers("a0", &code);
        }
    }
}
