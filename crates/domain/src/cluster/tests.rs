#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::vote::{Ballot, Base, Rule, Standing, Threshold, Verdict, decide, quorate, reckon};
use super::{Cluster, Member};
use crate::bundle::Values;
use crate::org::Org;
use crate::time::{PartialDate, WorkYear};

fn share(text: &str) -> Threshold {
    Threshold::parse(text).unwrap()
}

fn rule(passing: &str, base: Base) -> Rule {
    Rule {
        quorum: share("2/3"),
        passing: share(passing),
        base,
        by_score: false,
    }
}

fn voted(yes: u64) -> Standing {
    Standing {
        ballot: Ballot {
            given: Some(9),
            returned: Some(9),
            valid: Some(9),
            yes: Some(yes),
            no: Some(9 - yes),
        },
        ..Standing::default()
    }
}

#[test]
fn a_share_is_an_exact_fraction() {
    let cases = [
        ("2/3", 9, 6, "ít nhất 2/3"),
        ("2/3", 10, 7, "ít nhất 2/3"),
        (">1/2", 10, 6, "quá 1/2"),
        (">1/2", 9, 5, "quá 1/2"),
        ("1/2", 10, 5, "ít nhất 1/2"),
        ("75%", 9, 7, "ít nhất 75%"),
        ("66,7%", 3, 3, "ít nhất 66,7%"),
        (">50%", 8, 5, "quá 50%"),
        (">=90%", 10, 9, "ít nhất 90%"),
    ];
    for (text, whole, least, words) in cases {
        let threshold = share(text);
        assert_eq!(threshold.least(whole), least, "{text} of {whole}");
        assert!(threshold.met(least, whole) && !threshold.met(least - 1, whole));
        assert_eq!(threshold.vn(), words);
    }
    for text in [
        "",
        "2",
        "3/2",
        "0/3",
        "1/0",
        ">1/1",
        "120%",
        "hai phần ba",
        "1,23456%",
    ] {
        assert_eq!(Threshold::parse(text), None, "{text}");
    }
    assert!(!share("1/2").met(0, 0));
}

#[test]
fn a_meeting_without_enough_members_chooses_nobody() {
    let rule = rule(">1/2", Base::Members);
    assert_eq!(quorate(&rule, Some(9), Some(5)), Some(false));
    assert_eq!(quorate(&rule, Some(9), Some(6)), Some(true));
    assert_eq!(quorate(&rule, None, Some(6)), None);
    let found = decide(&rule, (Some(9), Some(5)), true, &[voted(5)], None);
    assert_eq!(found, [Verdict::NoQuorum]);
    let found = decide(&rule, (Some(9), None), true, &[voted(5)], None);
    assert_eq!(found, [Verdict::Untold]);
}

#[test]
fn the_base_of_a_share_decides() {
    let ballot = Ballot {
        given: Some(8),
        returned: Some(7),
        valid: Some(6),
        yes: Some(4),
        no: Some(2),
    };
    let passes = |base| reckon(&rule(">1/2", base), &ballot, Some(9), Some(8)).unwrap();
    let told = |base| (passes(base).whole, passes(base).least, passes(base).passes);
    assert_eq!(told(Base::Members), (9, 5, false));
    assert_eq!(told(Base::Present), (8, 5, false));
    assert_eq!(told(Base::Given), (8, 5, false));
    assert_eq!(told(Base::Returned), (7, 4, true));
    assert_eq!(told(Base::Valid), (6, 4, true));
    assert!(ballot.faults(Some(8)).is_empty());
    assert_eq!(ballot.faults(Some(7)).len(), 1);
    let wrong = Ballot {
        yes: Some(5),
        ..ballot
    };
    assert_eq!(
        wrong.faults(Some(8)),
        ["Phiếu đồng ý và không đồng ý cộng lại nhiều hơn số phiếu hợp lệ."]
    );
}

#[test]
fn places_go_to_the_most_votes_and_equal_ones_are_voted_on_again() {
    let rule = rule(">1/2", Base::Members);
    let all = (Some(9), Some(9));
    let found = decide(
        &rule,
        all,
        true,
        &[voted(9), voted(4), voted(6), voted(7)],
        Some(2),
    );
    assert_eq!(
        found,
        [
            Verdict::Chosen,
            Verdict::Short,
            Verdict::NoPlace,
            Verdict::Chosen
        ]
    );
    let found = decide(&rule, all, true, &[voted(9), voted(6), voted(6)], Some(2));
    assert_eq!(found, [Verdict::Chosen, Verdict::Tied, Verdict::Tied]);
    // Equal votes that all have a place are no tie.
    let found = decide(&rule, all, true, &[voted(6), voted(6)], Some(2));
    assert_eq!(found, [Verdict::Chosen, Verdict::Chosen]);
    let scored = |yes, score: &str| Standing {
        score: Some(score.parse().unwrap()),
        ..voted(yes)
    };
    let by_score = Rule {
        by_score: true,
        ..rule
    };
    let found = decide(
        &by_score,
        all,
        true,
        &[scored(6, "185.5"), scored(6, "190")],
        Some(1),
    );
    assert_eq!(found, [Verdict::NoPlace, Verdict::Chosen]);
    let found = decide(
        &by_score,
        all,
        true,
        &[scored(6, "190"), scored(6, "190.0")],
        Some(1),
    );
    assert_eq!(found, [Verdict::Tied, Verdict::Tied]);
}

#[test]
fn by_agreement_more_than_the_places_are_not_told_apart() {
    let rule = rule("1/1", Base::Members);
    let agreed = |said| Standing {
        agreed: said,
        ..Standing::default()
    };
    let all = (Some(9), Some(9));
    let found = decide(
        &rule,
        all,
        false,
        &[agreed(Some(true)), agreed(Some(false)), agreed(None)],
        None,
    );
    assert_eq!(found, [Verdict::Chosen, Verdict::Short, Verdict::Untold]);
    let found = decide(
        &rule,
        all,
        false,
        &[agreed(Some(true)), agreed(Some(true))],
        Some(1),
    );
    assert_eq!(found, [Verdict::Tied, Verdict::Tied]);
    let found = decide(&rule, all, true, &[voted(9), Standing::default()], Some(0));
    assert_eq!(found, [Verdict::Untold, Verdict::Untold]);
}

proptest! {
    #[test]
    fn the_least_is_the_first_that_passes(part in 1_u64..100, of in 1_u64..100, whole in 1_u64..10_000, over: bool) {
        prop_assume!(part < of);
        let threshold = Threshold { part, of, over };
        let least = threshold.least(whole);
        prop_assert!(threshold.met(least, whole));
        prop_assert!(least == 0 || !threshold.met(least - 1, whole));
        prop_assert!(least <= whole);
    }

    #[test]
    fn no_more_are_chosen_than_there_are_places(votes in proptest::collection::vec(0_u64..=9, 0..12), places in 0_u64..6) {
        let candidates: Vec<Standing> = votes.iter().copied().map(voted).collect();
        let rule = rule(">1/2", Base::Members);
        let found = decide(&rule, (Some(9), Some(9)), true, &candidates, Some(places));
        let count = |verdict| found.iter().filter(|one| **one == verdict).count();
        let places = usize::try_from(places).unwrap();
        prop_assert!(count(Verdict::Chosen) <= places);
        // Who was chosen has more votes than anybody who passed and was not.
        let of = |verdict| found.iter().zip(&votes).filter(move |(one, _)| **one == verdict).map(|(_, yes)| *yes);
        if let Some(least) = of(Verdict::Chosen).min() {
            prop_assert!(of(Verdict::NoPlace).chain(of(Verdict::Tied)).all(|yes| yes < least));
        }
        // Equal votes are told alike.
        for (one, yes) in found.iter().zip(&votes) {
            prop_assert!(found.iter().zip(&votes).all(|(other, votes)| votes != yes || other == one));
        }
    }
}

#[test]
fn members_stand_by_their_own_days() {
    let mut row = Values::default();
    for (id, value) in [
        ("ma", "khoi"),
        ("ten", "Khối"),
        ("nam", "2025"),
        ("truong_cum", "a"),
        ("thanh_vien", "a\nb\nc"),
    ] {
        row.set(id, value);
    }
    let mut cluster = Cluster::from_row(&row).unwrap();
    let member = |agency: &str, from: Option<&str>, to: Option<&str>, role: Option<&str>| Member {
        key: String::new(),
        cluster: "khoi".to_owned(),
        year: WorkYear(2025),
        agency: agency.to_owned(),
        from: from.map(|day| PartialDate::parse(day).unwrap()),
        to: to.map(|day| PartialDate::parse(day).unwrap()),
        role: role.map(str::to_owned),
        signer: None,
        capacity: None,
        signed_on: None,
        document: None,
    };
    cluster.dated = vec![
        member("b", None, Some("2025-06-30"), None),
        member("so-tu-phap", Some("2025-03-01"), None, Some("pho")),
        member("a", None, None, None),
        Member {
            year: WorkYear(2024),
            ..member("cu", None, None, Some("truong"))
        },
    ];
    let org = Org::new(Vec::new(), Vec::new());
    let on = |day| cluster.members_on(&org, day);
    assert_eq!(on(date(2025, 1, 1)), ["a", "b", "c"]);
    assert_eq!(on(date(2025, 4, 1)), ["a", "b", "c", "so-tu-phap"]);
    assert_eq!(on(date(2025, 9, 30)), ["a", "c", "so-tu-phap"]);
    assert_eq!(cluster.head_on(date(2025, 4, 1)), Some("a"));
    assert!(cluster.deputies_on(date(2025, 1, 1)).is_empty());
    assert_eq!(cluster.deputies_on(date(2025, 4, 1)), ["so-tu-phap"]);
}
