//! What one regime says of a condition: its mark and its confirmation alone; and rules that are confirmed throughout.

use super::changed::{change, compared, confirm, told, with};
use crate::law::change::*;
use crate::law::*;
use crate::time::{WorkYear, YearSpan};
use jiff::civil::date;

fn mark_in(number: i64, of: &str, regime: &str, mark: Option<&str>) -> Change {
    let mut own = change(number, Act::Correct, About::Condition, of);
    own.regime = Some(regime.to_owned());
    if let Some(mark) = mark {
        own.wanted.insert(Field::Confidence, mark.to_owned());
    }
    own
}

#[test]
fn for_one_regime_nothing_but_the_mark_is_corrected() {
    let before = with(&[]).unwrap();
    let of = "cstdcs.xuat_sac";
    for field in [
        Field::Text,
        Field::Numbers,
        Field::Cites,
        Field::Asks,
        Field::Note,
    ] {
        let mut own = mark_in(1, of, "D", Some("S"));
        own.wanted.insert(field, "nd152:Điều 3".to_owned());
        let told = told(with(&[own]));
        assert!(
            told.contains("chỉ ghi lại được mức chắc chắn"),
            "{field:?}: {told}"
        );
    }
    let after = with(&[mark_in(1, of, "D", Some("X"))]).unwrap();
    let (old, new) = (
        before.condition_named(of).unwrap(),
        after.condition_named(of).unwrap(),
    );
    assert_eq!(
        (&old.kind, &old.text, &old.cites),
        (&new.kind, &new.text, &new.cites)
    );
    let regime = |id: &str| before.regimes.iter().position(|own| own.id == id).unwrap();
    assert_eq!(after.confidence(new, regime("D")), Confidence::NotFound);
    for id in ["A", "B", "C"] {
        assert_eq!(
            after.confidence(new, regime(id)),
            before.confidence(old, regime(id))
        );
    }
}

#[test]
fn a_mark_for_one_regime_leaves_what_it_does_not_name() {
    let before = with(&[]).unwrap();
    let regime = |id: &str| before.regimes.iter().position(|own| own.id == id).unwrap();
    let mut conditions = before.conditions.iter();
    let open = conditions.find(|own| own.confidence == Confidence::NotFound);
    let of = open.unwrap().id.to_string();
    // A mark nobody named stays: what was not found is not evaluated.
    let after = with(&[mark_in(1, &of, "B", None)]).unwrap();
    let own = after.condition_named(&of).unwrap();
    assert_eq!(after.confidence(own, regime("B")), Confidence::NotFound);
    // Who confirmed it for all speaks no longer for that regime, and still for the others.
    let of = "cstdcs.xuat_sac";
    let book = with(&[
        confirm(1, About::Condition, of, None),
        mark_in(2, of, "B", Some("M")),
    ])
    .unwrap();
    let own = book.condition_named(of).unwrap();
    let confirmed = |id: &str| book.confirmed(own, regime(id)).is_some();
    assert_eq!(
        ["A", "B", "C", "D"].map(confirmed),
        [true, false, true, false]
    );
    assert_eq!(book.confidence(own, regime("B")).code(), "M");
    // A mark with a comparison confirms for it alone.
    let mut compared_too = mark_in(1, of, "D", Some("S"));
    compared_too.compared = compared();
    let book = with(&[compared_too]).unwrap();
    let own = book.condition_named(of).unwrap();
    assert!(book.confirmed(own, regime("D")).is_some());
    assert!(book.confirmed(own, regime("C")).is_none());
}

/// Rules of one award with everything they rest on, as an officer confirms them piece by piece.
fn all_of(book: &Lawbook, rules: &RuleSet, law: Law) -> Vec<Change> {
    let mut found: Vec<(About, String)> = Vec::new();
    for id in book.conditions_of(rules) {
        let own = book.condition(id).unwrap();
        if own.kind.parts().is_empty() || !own.cites.is_empty() {
            found.push((About::Condition, own.id.to_string()));
        }
        for parameter in book.parameters_of(own) {
            let own = book.parameter_of(parameter).unwrap();
            let dated = own.on(law.day).unwrap();
            found.push((About::Value, format!("{}@{}", own.id, dated.from)));
        }
        if let Kind::Members(leaf) = &own.kind
            && let Some(own) = leaf.denominator.and_then(|at| book.denominators.get(at))
        {
            found.push((About::Denominator, own.id.clone()));
        }
    }
    found.sort_by(|one, other| (one.0.code(), &one.1).cmp(&(other.0.code(), &other.1)));
    found.dedup();
    let numbered = (1..).zip(found);
    numbered
        .map(|(number, (about, of))| confirm(number, about, &of, None))
        .collect()
}

#[test]
fn rules_confirmed_throughout_are_shown_as_confirmed() {
    let before = with(&[]).unwrap();
    let moment = Moment::new(WorkYear(2025), date(2025, 9, 1));
    let law = before.law(&moment).unwrap();
    let mut tried = 0;
    for (code, subject) in [
        ("cstdcs", SubjectKind::Person),
        ("tt_ldxs", SubjectKind::Collective),
        ("ldtt", SubjectKind::Person),
    ] {
        let award = before.names.award(code).unwrap();
        let rules = before.rules_on(award, subject, law.day).unwrap();
        let open = |id: ConditionId| {
            let own = before.condition(id).unwrap();
            before.confidence(own, law.regime) == Confidence::NotFound
        };
        if before.conditions_of(rules).into_iter().any(open) {
            continue;
        }
        let changes = all_of(&before, rules, law);
        let shown = |changes: &[Change]| {
            let book = with(changes).unwrap();
            let rules = book.rules_on(award, subject, law.day).unwrap();
            let facts = Facts::new(subject);
            let proven = Judge::new(&book).prove(&facts, &moment, award, None);
            let proven = proven.unwrap();
            let proof = proven.proof.unconfirmed;
            assert_eq!(
                book.rests_on_unconfirmed(award, subject, None, &moment),
                proven.unconfirmed()
            );
            assert_eq!(proof, !book.is_confirmed(rules, None, law), "{code}");
            !proof
        };
        assert!(shown(&changes), "{code}");
        for missing in 0..changes.len() {
            let mut but_one = changes.clone();
            let one = but_one.remove(missing);
            assert!(!shown(&but_one), "{code} without {}", one.of);
        }
        tried += 1;
    }
    assert!(tried >= 2, "{tried}");
}

#[test]
fn beside_a_title_nobody_knows_the_money_of_a_lower_one_is_not_paid() {
    let book = with(&[]).unwrap();
    let item = |code: &str, year: Option<i16>| BonusItem {
        award: book.names.award(code).unwrap(),
        subject: SubjectKind::Person,
        years: year.map(|year| YearSpan::single(WorkYear(year))),
        decided_on: date(2025, 12, 10),
    };
    let paid = |items: &[BonusItem]| -> Vec<Option<i64>> {
        let paid = payments(&book, items).into_iter();
        paid.map(|own| Some(own?.paid)).collect()
    };
    let (first, second) = (item("cstd_tinh", Some(2025)), item("cstdcs", Some(2025)));
    assert_eq!(paid(&[first.clone(), second.clone()]), [None, None]);
    // What surely stands under a known higher one is not paid, whatever the other brings.
    let lowest = item("ldtt", Some(2025));
    assert_eq!(paid(&[first, second.clone(), lowest.clone()])[2], Some(0));
    assert_eq!(
        paid(&[second.clone(), item("cstd_tinh", Some(2024))])[0],
        Some(2_340_000)
    );
    // Years that are not told: the higher one is paid either way, the lower one by nobody without looking.
    assert_eq!(paid(&[item("ldtt", None), second]), [None, Some(2_340_000)]);
    assert_eq!(
        paid(&[item("ldtt", None), item("cstdcs", Some(2020))]),
        [Some(710_000), Some(2_340_000)]
    );
    assert_eq!(paid(&[lowest]), [Some(710_000)]);
}
