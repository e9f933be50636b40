//! A merger in the middle of a year, by chance.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;

const WHOLE: [&str; 2] = ["viec.xong", "tien.xong"];

/// Twelve offices into five within a month, one of them parted, and one that goes on.
fn offices(goes: &[usize], on: &[u8], crosswalk: Arc<Crosswalk>) -> Arc<Org> {
    let mut spells = vec![spell("tinh", "THADS tỉnh", Level::Province, "", ["", ""])];
    let mut pairs = Vec::new();
    for (at, (new, day)) in goes.iter().zip(on).enumerate() {
        let first = format!("2025-07-{day:02}");
        let last = PartialDate::parse(&first)
            .unwrap()
            .first_day()
            .yesterday()
            .unwrap();
        let (code, name) = (format!("cu-{at:02}"), format!("Chi cục {at}"));
        spells.push(spell(
            &code,
            &name,
            Level::District,
            "tinh",
            ["", &last.to_string()],
        ));
        let kind = if at == 11 { "chia_tach" } else { "sap_nhap" };
        pairs.push(pair(&first, kind, &code, &format!("moi-{new}")));
        if at == 11 {
            pairs.push(pair(&first, kind, &code, &format!("moi-{}", (new + 1) % 5)));
        }
    }
    for new in 0..5 {
        let (code, name) = (format!("moi-{new}"), format!("Phòng khu vực {new}"));
        spells.push(spell(
            &code,
            &name,
            Level::Region,
            "tinh",
            ["2025-07-01", ""],
        ));
    }
    spells.push(spell(
        "con-lai",
        "Chi cục còn lại",
        Level::District,
        "tinh",
        ["", ""],
    ));
    Arc::new(Org::new(spells, pairs).with_crosswalk(crosswalk))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_restated_and_what_is_not_is_everything(
        goes in prop::collection::vec(0_usize..5, 12),
        on in prop::collection::vec(1_u8..28, 12),
        told in prop::collection::vec(prop::option::of(0_i64..9_000_000_000_000), 13 * 2),
        whole in 1_i64..97,
        part in 1_i64..97,
        signed in any::<bool>(),
        decided in prop::option::of(0_usize..11),
        month in 1_u8..=10,
    ) {
        let parts = (part.min(whole), whole - part.min(whole));
        let last = goes[11];
        let mut rules = vec![rule("cu-11", &format!("moi-{last}"), "ty_le", Some((parts.0, whole)), signed)];
        if parts.1 > 0 {
            rules.push(rule("cu-11", &format!("moi-{}", (last + 1) % 5), "ty_le", Some((parts.1, whole)), signed));
        }
        if let Some(at) = decided {
            rules.push(rule(&format!("cu-{at:02}"), "", "khong", None, signed));
        }
        let org = offices(&goes, &on, crosswalk(&rules, &[]));
        let today = org.restated(TODAY);
        let mut table = Table::default();
        let names: Vec<String> = (0..12)
            .map(|at| format!("cu-{at:02}"))
            .chain(["con-lai".to_owned()])
            .collect();
        for (at, name) in names.iter().enumerate() {
            let figures: Vec<(&str, i64)> = WHOLE
                .iter()
                .zip(&told[at * 2..at * 2 + 2])
                .filter_map(|(code, value)| Some((*code, (*value)?)))
                .collect();
            if !figures.is_empty() {
                put(&mut table, name, month, &figures);
            }
        }
        let frame = Frame::whole("btp");
        let ask = Ask { table: &table, org: &org, window: window(month), frame: &frame };
        let standing: Vec<&str> = org
            .children_on("tinh", window(month).last_day())
            .into_iter()
            .filter(|agency| names.contains(&agency.code))
            .map(|agency| agency.code.as_str())
            .collect();
        for (at, code) in WHOLE.iter().enumerate() {
            let sum: i128 = names
                .iter()
                .enumerate()
                .filter(|(_, name)| standing.contains(&name.as_str()))
                .filter_map(|(place, _)| told[place * 2 + at])
                .map(i128::from)
                .sum();
            let found = reconcile(ask, TODAY, &standing, code);
            prop_assert_eq!(found.total, sum);
            prop_assert_eq!(found.residual(), 0);
            for line in &found.lines {
                // The page of the agency shows the same number.
                let shown = Ask { org: &today, ..ask }.figure(line.new, code, true);
                let own_row = standing.contains(&line.new);
                if line.amount.is_some() || own_row {
                    prop_assert_eq!(shown.map(|answer| answer.value), line.amount, "{}", line.new);
                } else {
                    prop_assert!(shown.is_none(), "{} {:?}", line.new, shown.map(|it| it.value));
                }
                for part in &line.parts {
                    prop_assert!(part.amount <= part.value);
                }
            }
        }
    }

    #[test]
    fn shares_add_up_to_the_dong(value in -9_000_000_000_000_i64..9_000_000_000_000, weights in prop::collection::vec(1_i64..10_000, 1..9)) {
        let whole: i64 = weights.iter().sum();
        let rows: Vec<Values> = weights
            .iter()
            .enumerate()
            .map(|(at, weight)| rule("cu", &format!("moi-{at}"), "ty_le", Some((*weight, whole)), true))
            .collect();
        let rules: Vec<Rule> = rows.iter().filter_map(Rule::from_row).collect();
        let rules: Vec<&Rule> = rules.iter().collect();
        prop_assert_eq!(wrong(&rules), None);
        let parts = apportion(value, &rules).unwrap();
        prop_assert_eq!(parts.iter().sum::<i64>(), value);
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = i128::from(value) * i128::from(*weight);
            let off = (i128::from(*part) * i128::from(whole) - exact).abs();
            prop_assert!(off < i128::from(whole));
        }
    }
}
