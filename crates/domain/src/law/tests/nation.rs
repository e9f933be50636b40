//! The shipped rulebook over people and collectives at random: what must hold whatever the facts are.

use std::sync::OnceLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::property::{moments, some_facts};
use super::shipped::shipped;
use crate::conduct::FORMS;
use crate::law::*;
use crate::rating::Level;
use crate::time::{PartialDate, Validity, WorkYear};

fn book() -> &'static Lawbook {
    static BOOK: OnceLock<Lawbook> = OnceLock::new();
    BOOK.get_or_init(shipped)
}

fn award(code: &str) -> AwardId {
    book().names.award(code).unwrap()
}

fn posts() -> impl Strategy<Value = Vec<PostFact>> {
    let post = (
        0_usize..4,
        0_usize..3,
        2000_i16..2024,
        prop::option::of(0_i16..8),
    );
    prop::collection::vec(post, 0..4).prop_map(|told| {
        let ranks = [
            None,
            Some(Position::Head),
            Some(Position::Deputy),
            Some(Position::Staff),
        ];
        let post = |(rank, level, from, length): (usize, usize, i16, Option<i16>)| PostFact {
            position: *ranks.get(rank).unwrap(),
            level: (*["tinh", "don_vi_bo", "khu_vuc"].get(level).unwrap()).into(),
            validity: Validity::new(
                Some(PartialDate::day(date(from, 4, 1))),
                length.map(|length| PartialDate::day(date(from + length, 9, 30))),
            ),
            link: Link::default(),
        };
        told.into_iter().map(post).collect()
    })
}

prop_compose! {
    fn person()(
        facts in some_facts(),
        posts in posts(),
        uses in prop::collection::vec(0_usize..3, 0..3),
        quota in prop::option::of((0_i64..20, 1_i64..20)),
        group in prop::option::of(0_usize..3),
    ) -> Facts {
        let mut facts = facts;
        facts.posts = posts;
        for (fact, code) in facts.initiatives.iter_mut().zip(uses) {
            let code = *["cstdcs", "bk_bo", "cstd_bo"].get(code).unwrap();
            fact.used.push((award(code), WorkYear(2023)));
        }
        facts.quotas = quota.into_iter().map(|(counted, base)| QuotaFact { award: award("cstdcs"), counted, base }).collect();
        facts.group = group.map(|at| (*["cong_chuc", "nguoi_lao_dong", "lanh_dao"].get(at).unwrap()).into());
        facts
    }
}

prop_compose! {
    fn collective()(
        ratings in prop::collection::vec((2018_i16..2026, 0_usize..4), 0..10),
        given in prop::collection::vec((0_usize..5, 2018_i16..2026, prop::option::of(0_usize..3)), 0..6),
        members in prop::option::of(prop::collection::vec((1_i64..9, any::<bool>(), any::<bool>(), prop::option::of(0_usize..4), 0_usize..8, 0_usize..9), 1..6)),
        end in prop::option::of(2019_i16..2027),
        acclaimed in any::<bool>(),
        target in prop::option::of(0_usize..3),
        party in prop::option::of(0_usize..4),
    ) -> Facts {
        let mut facts = Facts::new(SubjectKind::Collective);
        facts.unit = Some(Validity::new(Some(PartialDate::day(date(2010, 1, 1))), end.map(|year| PartialDate::day(date(year, 6, 30)))));
        facts.ratings = ratings.into_iter().map(|(year, level)| RatingFact { year: WorkYear(year), level: *Level::ALL.get(level).unwrap(), link: Link::default() }).collect();
        facts.awards = given.into_iter().map(|(code, year, occasion)| {
            let mut fact = super::given(book(), ["tt_ldtt", "tt_ldxs", "bk_bo", "bk_ttcp", "co_bo"].get(code).unwrap(), year, "1");
            fact.occasion = occasion.map(|at| *Occasion::ALL.get(at).unwrap());
            fact
        }).collect();
        facts.members = members.map(|members| members.into_iter().map(|(count, good, best, level, absence, form)| MemberFact {
            count,
            awards: [("ldtt", good), ("cstdcs", best)].into_iter().filter(|(_, has)| *has).map(|(code, _)| award(code)).collect(),
            level: level.map(|at| *Level::ALL.get(at).unwrap()),
            service_from: Some(PartialDate::day(date(2020, 1, 1))),
            absences: Absence::ALL.get(absence).copied().into_iter().collect(),
            discipline: (form < FORMS.len()).then_some(form),
            conduct_known: form != 8,
            link: Link::default(),
        }).collect());
        let year = WorkYear(2025);
        facts.acclaimed = acclaimed.then(|| AcclaimedFact { award: award("co_bo"), year, link: Link::default() }).into_iter().collect();
        let results = [TargetResult::NotMet, TargetResult::Met, TargetResult::Exceeded];
        facts.targets = target.map(|at| TargetFact { year, result: *results.get(at).unwrap(), link: Link::default() }).into_iter().collect();
        facts.organisations = party.map(|at| OrganisationFact { organisation: Organisation::Party, year, level: *Level::ALL.get(at).unwrap(), link: Link::default() }).into_iter().collect();
        facts
    }
}

fn anybody() -> impl Strategy<Value = Facts> {
    prop_oneof![person(), collective()]
}

/// The last day of each regime and the first of the next, with a year open and one closed.
fn all_moments() -> Vec<Moment> {
    let edges = [
        (2022, date(2022, 12, 10)),
        (2024, date(2025, 6, 30)),
        (2025, date(2025, 7, 1)),
        (2025, date(2025, 8, 5)),
        (2026, date(2026, 9, 30)),
        (2026, date(2026, 10, 1)),
    ];
    let mut all: Vec<Moment> = edges
        .into_iter()
        .map(|(year, on)| Moment::new(WorkYear(year), on))
        .collect();
    all.extend(moments());
    let received = Moment::new(WorkYear(2026), date(2026, 9, 30));
    all.push(Moment {
        decided_on: Some(date(2026, 12, 1)),
        ..received
    });
    all
}

/// Every text of a proof, with where it stands.
fn texts(proof: &Proof) -> Vec<(String, String)> {
    let mut all = vec![
        ("note".to_owned(), proof.note.clone()),
        ("law".to_owned(), proof.law_note.clone()),
    ];
    all.extend(
        proof
            .asked
            .iter()
            .map(|own| ("asked".to_owned(), own.clone())),
    );
    for road in &proof.roads {
        all.push(("road".to_owned(), road.name.clone()));
        for missing in &road.missing {
            all.push((
                format!("{} missing", missing.rule),
                missing.lacks.to_string(),
            ));
        }
        for step in &road.steps {
            step.walk(&mut |step| {
                let mut put = |text: &str| all.push((step.rule.to_string(), text.to_owned()));
                [step.needed.as_str(), &step.found, &step.lacks, &step.asks]
                    .into_iter()
                    .for_each(&mut put);
                step.left_out
                    .iter()
                    .chain(&step.remarks)
                    .for_each(|text| put(text));
                step.evidence.iter().for_each(|own| put(&own.text));
                for value in &step.values {
                    put(&value.name);
                    put(&value.value);
                    value.cites.iter().for_each(|own| put(&own.article));
                }
            });
        }
    }
    all
}

/// What a text has that a reader must never see.
fn is_odd(text: &str) -> bool {
    const ENGLISH: [&str; 12] = [
        "the", "of", "and", "award", "year", "not", "rule", "none", "true", "false", "eligible",
        "unknown",
    ];
    let code = |word: &str| {
        word.contains('_')
            || word.contains('@')
            || word.contains("::")
            || word.contains('{')
            || word.contains('}')
    };
    let word = |word: &str| {
        let bare = word
            .trim_matches(|sign: char| !sign.is_alphabetic())
            .to_lowercase();
        code(word) || ENGLISH.contains(&bare.as_str())
    };
    let marked = !text.is_ascii();
    text.split_whitespace().any(word) || text.len() > 24 && !marked
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn verdict_proof_and_leaves_agree_and_are_told_in_vietnamese(facts in anybody()) {
        let mut judge = Judge::new(book());
        let all: Vec<AwardId> = book().names.all().collect();
        for moment in all_moments() {
            let together = judge.proofs(&facts, &moment, &all, None);
            let verdicts = judge.verdicts(&facts, &moment);
            prop_assert_eq!(together.len(), verdicts.len());
            let mut apart = Judge::new(book());
            for ((award, verdict), (of, together)) in verdicts.into_iter().zip(together) {
                let proven = apart.prove(&facts, &moment, award, None).unwrap();
                prop_assert_eq!((of, &together), (award, &proven), "what is shared changes nothing");
                prop_assert_eq!(book().rests_on_unconfirmed(award, facts.subject, None, &moment), proven.unconfirmed());
                prop_assert_eq!(proven.outcome(), verdict.outcome);
                prop_assert_eq!(proven.proof.recomputed(), verdict.outcome);
                prop_assert_eq!(judge.verdict(&facts, &moment, award, None), Some(verdict));
                for (at, text) in texts(&proven.proof) {
                    prop_assert!(!is_odd(&text), "{}: «{}»", at, text);
                }
            }
        }
    }

    #[test]
    fn the_order_of_facts_never_matters(facts in anybody()) {
        let mut judge = Judge::new(book());
        let mut turned = facts.clone();
        turned.awards.reverse();
        turned.ratings.reverse();
        turned.initiatives.reverse();
        turned.posts.reverse();
        if let Some(members) = &mut turned.members {
            members.reverse();
        }
        for moment in all_moments() {
            prop_assert_eq!(judge.verdicts(&facts, &moment), judge.verdicts(&turned, &moment));
        }
    }

    /// What held on a day, with all that was known then, is not in doubt on a later one under the same law and for the
    /// same year. (What did not hold may: time in a post goes on, its years not rated yet.)
    #[test]
    fn a_later_day_never_unknows(facts in anybody(), days in 1_i32..200) {
        let mut judge = Judge::new(book());
        let mut facts = facts;
        let on = date(2026, 1, 10);
        // What is dated after the day was not known then.
        if let Some(conduct) = &mut facts.conduct {
            conduct.disciplines.retain(|own| own.decided_on.is_none_or(|day| day.last_day() < on));
            conduct.blockers.retain(|own| own.from.is_none_or(|day| day.last_day() < on));
        }
        let later = on.checked_add(jiff::Span::new().days(days)).unwrap();
        let early = Moment::new(WorkYear(2025), on);
        let late = Moment { on: later, ..early };
        for award in book().names.all() {
            let Some(one) = judge.prove(&facts, &early, award, None) else { continue };
            let Some(other) = judge.prove(&facts, &late, award, None) else { continue };
            for step in one.proof.roads.iter().flat_map(|road| &road.steps) {
                let mut faults = Vec::new();
                step.walk(&mut |step| {
                    let after = other.proof.step(&step.rule).map(|own| own.holds);
                    if step.holds == Tri::Yes && after == Some(Tri::Unknown) {
                        faults.push(format!("{}: {} ({:?})", step.rule, step.found, step.holds));
                    }
                });
                prop_assert!(faults.is_empty(), "{} {:?}", book().names.code(award), faults);
            }
        }
    }

    /// More awards of the kinds a condition asks for never take anything away, but for where a rule says that something
    /// must not have been given before, that a basis was used, or that a ceiling is passed.
    #[test]
    fn more_awards_never_make_worse(facts in person(), code in 0_usize..3, year in 2015_i16..2025) {
        let mut judge = Judge::new(book());
        let more = super::given(book(), ["ldtt", "cstdcs", "cstd_tinh"].get(code).unwrap(), year, "99");
        let mut richer = facts.clone();
        richer.awards.push(more);
        for moment in all_moments() {
            for award in book().names.all() {
                let before = judge.verdict(&facts, &moment, award, None).map(|own| own.outcome);
                let after = judge.verdict(&richer, &moment, award, None).map(|own| own.outcome);
                prop_assert!(after >= before, "{} {:?} {:?}", book().names.code(award), before, after);
            }
        }
    }
}

#[test]
fn codes_and_english_words_are_seen() {
    let odd = [
        "theo ca_nhan",
        "{years} năm",
        "not eligible",
        "Chua du dieu kien xet danh hieu",
    ];
    assert!(odd.iter().all(|text| is_odd(text)));
    assert!(!is_odd("Đủ 60 tháng giữ chức vụ đứng đầu (nữ được giảm)"));
}

/// Every text of the rulebook itself, and the names of its values.
#[test]
fn the_rulebook_is_written_in_vietnamese() {
    let book = book();
    let mut odd = Vec::new();
    let mut look = |id: &str, text: &str| {
        let bare = ["{n}", "{years}", "{share}", "{months}", "{level}"]
            .iter()
            .fold(text.to_owned(), |text, key| text.replace(key, "…"));
        if is_odd(&bare) {
            odd.push(format!("{id}: {text}"));
        }
    };
    for own in &book.conditions {
        [&own.text, &own.asks, &own.note]
            .into_iter()
            .for_each(|text| look(&own.id, text));
    }
    for own in &book.parameters {
        look(&own.id, &own.name);
        own.values
            .iter()
            .for_each(|value| look(&own.id, &value.note));
    }
    for own in &book.rules {
        look(book.names.code(own.award), &own.note);
        own.roads
            .iter()
            .for_each(|road| look(book.names.code(own.award), &road.name));
    }
    book.grounds.iter().for_each(|own| look(&own.id, &own.text));
    book.texts.iter().for_each(|own| look(&own.id, &own.note));
    book.denominators
        .iter()
        .flat_map(|own| &own.leave_out)
        .for_each(|own| look("leave_out", &own.text));
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}
