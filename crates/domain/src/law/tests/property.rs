//! Legal properties over facts at random: they hold for every book whose rules keep to the kinds that are monotone.

use jiff::civil::date;
use proptest::prelude::*;

use super::{book, given};
use crate::law::*;
use crate::rating::Level;
use crate::time::{PartialDate, WorkYear, YearSpan};

const CODES: [&str; 6] = ["ldtt", "cstdcs", "cstd_bo", "bk_bo", "bk_ttcp", "hcld_2"];

fn an_award() -> impl Strategy<Value = (usize, i16, i16, Option<u8>, bool)> {
    (
        0..CODES.len(),
        2010_i16..2025,
        0_i16..4,
        prop::option::of(0_u8..6),
        prop::bool::weighted(0.1),
    )
}

fn award_fact(book: &Lawbook, told: (usize, i16, i16, Option<u8>, bool), key: usize) -> AwardFact {
    let (code, year, length, occasion, revoked) = told;
    let mut fact = given(book, CODES.get(code).unwrap(), year, &key.to_string());
    if length > 1 {
        fact.years = Some(YearSpan {
            from: WorkYear(year - length),
            to: WorkYear(year),
        });
        fact.times = i64::from(length);
    }
    fact.occasion = occasion.map(|at| *Occasion::ALL.get(usize::from(at)).unwrap());
    fact.revoked = revoked;
    fact
}

prop_compose! {
    pub(super) fn some_facts()(
        awards in prop::collection::vec(an_award(), 0..14),
        ratings in prop::collection::vec((2010_i16..2026, 0_usize..4), 0..16),
        initiatives in prop::collection::vec((2015_i16..2026, prop::option::of(0_u8..3)), 0..3),
        discipline in prop::option::of((2012_i16..2026, prop::option::of(0_i16..3))),
        blocked in prop::option::of(2023_i16..2026),
        woman in prop::option::of(any::<bool>()),
        service in 2005_i16..2024,
    ) -> Facts {
        let book = book();
        let mut facts = Facts::new(SubjectKind::Person);
        facts.woman = woman;
        facts.service_from = Some(PartialDate::year_of(date(service, 1, 1)));
        facts.awards = awards.into_iter().enumerate().map(|(at, told)| award_fact(&book, told, at)).collect();
        facts.ratings = ratings
            .into_iter()
            .map(|(year, level)| RatingFact {
                year: WorkYear(year),
                level: *Level::ALL.get(level).unwrap(),
                link: Link::default(),
            })
            .collect();
        facts.initiatives = initiatives
            .into_iter()
            .map(|(year, scope)| InitiativeFact {
                name: "sáng kiến".into(),
                is_task: false,
                scope: scope.map(|at| *[Scope::Unit, Scope::Ministry, Scope::Country].get(usize::from(at)).unwrap()),
                recognised: true,
                recognised_on: Some(PartialDate::day(date(year, 8, 1))),
                used: Vec::new(),
                link: Link::default(),
            })
            .collect();
        let mut conduct = Conduct::default();
        conduct.disciplines.extend(discipline.map(|(year, length)| DisciplineFact {
            form: 0,
            decided_on: Some(PartialDate::day(date(year, 3, 1))),
            ends_on: length.map(|length| PartialDate::day(date(year + length, 9, 1))),
            link: Link::default(),
        }));
        conduct.blockers.extend(blocked.map(|year| BlockerFact {
            case: "dieu_tra".into(),
            from: Some(PartialDate::day(date(year, 1, 1))),
            to: None,
            link: Link::default(),
        }));
        facts.conduct = Some(conduct);
        facts.answers = vec![AnswerFact {
            condition: "ldtt.tinh_than".into(),
            year: WorkYear(2024),
            holds: true,
            link: Link::default(),
        }];
        facts
    }
}

pub(super) fn moments() -> [Moment; 3] {
    let late = Moment {
        decided_on: Some(date(2026, 2, 1)),
        ..Moment::new(WorkYear(2025), date(2025, 12, 30))
    };
    [
        Moment::new(WorkYear(2024), date(2024, 12, 10)),
        late,
        Moment::new(WorkYear(2026), date(2026, 11, 1)),
    ]
}

/// Awards whose rules in the small book have nothing that more awards could turn against somebody.
const MONOTONE: [&str; 6] = ["ldtt", "cstdcs", "bk_ttcp", "hcld_3", "hcld_1", "co_bo"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn leaves_recompute_the_verdict(facts in some_facts()) {
        let book = book();
        let mut judge = Judge::new(&book);
        for moment in moments() {
            for (award, verdict) in judge.verdicts(&facts, &moment) {
                let proven = judge.prove(&facts, &moment, award, None).unwrap();
                prop_assert_eq!(proven.outcome(), verdict.outcome);
                prop_assert_eq!(proven.proof.recomputed(), verdict.outcome);
                prop_assert_eq!(proven.proof.law, verdict.law);
            }
        }
    }

    #[test]
    fn the_order_of_facts_never_matters(facts in some_facts(), seed in any::<u64>()) {
        let book = book();
        let mut judge = Judge::new(&book);
        let mut shuffled = facts.clone();
        let turn = |length: usize| if length == 0 { 0 } else { usize::try_from(seed % 97).unwrap() % length };
        let length = shuffled.awards.len();
        shuffled.awards.rotate_left(turn(length));
        shuffled.ratings.reverse();
        shuffled.initiatives.reverse();
        for moment in moments() {
            prop_assert_eq!(judge.verdicts(&facts, &moment), judge.verdicts(&shuffled, &moment));
            let award = book.names.award("bk_ttcp").unwrap();
            let found = |judge: &mut Judge<'_>, facts: &Facts| judge.prove(facts, &moment, award, None).unwrap().proof.outcome;
            prop_assert_eq!(found(&mut judge, &facts), found(&mut judge, &shuffled));
        }
    }

    #[test]
    fn more_awards_never_make_worse(facts in some_facts(), more in an_award()) {
        let book = book();
        let mut judge = Judge::new(&book);
        let mut richer = facts.clone();
        let mut fact = award_fact(&book, more, 99);
        fact.revoked = false;
        richer.awards.push(fact);
        for moment in moments() {
            for code in MONOTONE {
                let award = book.names.award(code).unwrap();
                let before = judge.verdict(&facts, &moment, award, None).map(|own| own.outcome);
                let after = judge.verdict(&richer, &moment, award, None).map(|own| own.outcome);
                prop_assert!(after >= before, "{} {:?} {:?}", code, before, after);
            }
        }
    }
}
