use jiff::civil::date;
use proptest::prelude::*;

use super::*;

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
