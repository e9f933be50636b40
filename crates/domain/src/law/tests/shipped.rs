//! The shipped rulebook: read whole, one rule a day, its cases as written.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::names;
use crate::law::*;
use crate::time::{PartialDate, Validity, WorkYear};

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook/law")
}

/// The TOML files of a folder, in the order of their names.
pub(super) fn files(under: &Path) -> Vec<(String, String)> {
    let mut read: Vec<(String, String)> = fs::read_dir(under)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    read.sort();
    read
}

pub(super) fn law_files(read: &[(String, String)]) -> Vec<LawFile<'_>> {
    read.iter()
        .map(|(name, text)| LawFile { name, text })
        .collect()
}

pub(super) fn shipped() -> Lawbook {
    let mut read = files(&folder());
    read.extend(files(&folder().join("rules")));
    Lawbook::parse(&law_files(&read), names()).unwrap_or_else(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    })
}

#[test]
fn it_is_read_without_a_fault_and_every_day_has_one_rule() {
    let book = shipped();
    let faults = coverage(&book, date(2028, 11, 23));
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} from {}: {}", fault.about, fault.day, fault.count))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn its_cases_come_out_as_written() {
    let read = files(&folder().join("cases"));
    let report = run_cases(&shipped(), &law_files(&read));
    let told: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(report.run > 0);
}

/// Whether a condition rests on a number no text tells: it cannot hold before somebody confirms one.
fn waits_for_a_number(book: &Lawbook, condition: &Condition) -> bool {
    let parameters = book.parameters_of(condition);
    let unknown = parameters.iter().any(|id| {
        let values = book.parameter_at(*id).map(|own| &own.values);
        values.is_some_and(|values| values.iter().all(|value| value.value == Value::Unknown))
    });
    let parts = condition.kind.parts().iter();
    let mut parts = parts.filter_map(|part| book.condition(*part));
    let rests = |part: &Condition| waits_for_a_number(book, part);
    match condition.kind {
        Kind::Any(_) => parts.all(rests),
        _ => unknown || parts.any(rests),
    }
}

/// Every condition that decides is shown to hold in some case and not to hold in another: also what only a person can
/// answer, since an answer is a fact. What only warns decides nothing.
#[test]
fn its_cases_show_every_condition_both_ways() {
    let book = shipped();
    let read = files(&folder().join("cases"));
    let report = run_cases(&book, &law_files(&read));
    let decides = |id: &&String| book.condition_named(id).is_some_and(|own| !own.warn);
    let can_hold = |id: &&String| {
        let condition = book.condition_named(id);
        condition.is_some_and(|own| !waits_for_a_number(&book, own))
    };
    let held: Vec<&String> = report.never_held.iter().filter(decides).collect();
    let (possible, waiting): (Vec<&String>, Vec<&String>) = held.into_iter().partition(can_hold);
    let failed: Vec<&String> = report.never_failed.iter().filter(decides).collect();
    assert!(
        possible.is_empty() && failed.is_empty(),
        "{possible:?} {failed:?}"
    );
    assert!(
        waiting.iter().all(|id| id.starts_with("hcld_")),
        "only the time in posts of orders is not known: {waiting:?}"
    );
}

/// Every road of every rule set, in each of its times, passes (or leads to a person) in some case and refuses in another.
#[test]
fn its_cases_go_every_road_both_ways() {
    let book = shipped();
    let read = files(&folder().join("cases"));
    let report = run_cases(&book, &law_files(&read));
    let one_way = report
        .roads
        .iter()
        .filter(|own| !own.passed || !own.refused);
    let told: Vec<String> = one_way
        .filter_map(|own| {
            let rules = book.rules.get(own.rules)?;
            Some(format!(
                "{} · {} · {:?} · {} · passed {} refused {}",
                book.names.code(rules.award),
                rules.subject.code(),
                rules.times.first()?.0,
                own.road.code(),
                own.passed,
                own.refused
            ))
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn the_decrees_that_end_in_2027_are_told_ahead() {
    let book = shipped();
    let told = |day| {
        let own = book.sunsets(day).into_iter().map(|own| own.text.id.clone());
        own.collect::<Vec<_>>()
    };
    assert_eq!(told(date(2026, 11, 23)), ["nd152", "tt15"]);
    assert!(told(date(2026, 8, 1)).is_empty());
}

/// A proof cites, for every condition and on every day on which rules or texts change, only texts in force on that day;
/// what cites nothing is what no text was found for, and what only warns.
#[test]
fn nothing_is_cited_before_it_was_law() {
    let book = shipped();
    let in_force = |cite: &Cite, day| {
        let text = book.texts.get(cite.text);
        text.is_some_and(|text| text.in_force(day))
    };
    let mut told = Vec::new();
    for rules in &book.rules {
        let firsts = rules.times.iter().map(|(from, _)| *from);
        let texts = book.texts.iter().filter_map(|text| text.from);
        let mut days: Vec<_> = firsts
            .chain(texts)
            .filter(|day| rules.holds_on(*day))
            .collect();
        days.sort_unstable();
        days.dedup();
        for day in days {
            for id in book.conditions_of(rules) {
                let condition = book.condition(id).unwrap();
                let found = condition.cites.iter().any(|cite| in_force(cite, day));
                let open = condition.confidence == Confidence::NotFound;
                let nothing = open && condition.cites.is_empty();
                if !(found || nothing) {
                    told.push(format!(
                        "{} ({} on {day})",
                        condition.id,
                        book.names.code(rules.award)
                    ));
                }
            }
        }
    }
    told.sort();
    told.dedup();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The table that leads from each rule of the law into the book names nothing that is not there.
#[test]
fn the_table_of_rules_names_what_is_there() {
    let book = shipped();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let table = fs::read_to_string(root.join("docs/law.md")).unwrap();
    let cases: String = files(&folder().join("cases"))
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let is_id = |word: &&str| {
        word.contains('.')
            && !word.starts_with('.')
            && !word.ends_with("toml")
            && word.chars().all(|sign| {
                sign.is_ascii_lowercase() || sign.is_ascii_digit() || "._".contains(sign)
            })
    };
    let named: Vec<&str> = table.split('`').skip(1).step_by(2).filter(is_id).collect();
    assert!(named.len() > 60);
    let missing: Vec<&&str> = named
        .iter()
        .filter(|id| {
            book.condition_named(id).is_none()
                && book.parameter(id).is_none()
                && !cases.contains(&format!("id = \"{id}\""))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_question_is_asked_of_those_it_concerns() {
    let book = shipped();
    let moment = Moment::new(WorkYear(2026), date(2026, 8, 28));
    let award = book.names.award("knc").unwrap();
    let posted = |position: Option<Position>| {
        let mut facts = Facts::new(SubjectKind::Person);
        facts.woman = Some(false);
        facts.posts = vec![PostFact {
            position,
            level: "tinh".into(),
            validity: Validity {
                from: Some(PartialDate::day(date(2024, 1, 1))),
                to: None,
            },
            link: Link::default(),
        }];
        facts
    };
    let asked = |facts: &Facts| {
        let mut judge = Judge::new(&book);
        let proven = judge.prove(facts, &moment, award, None).unwrap();
        let road = proven.proof.roads.first().unwrap();
        let step = proven.proof.step("knc.chuyen_den").unwrap();
        let listed = road
            .missing
            .iter()
            .any(|one| one.rule == "knc.khong_chuyen_den");
        let concerns = judge.concerns(facts, &moment, "knc.chuyen_den");
        assert!(judge.concerns(facts, &moment, "knc.khac"));
        (concerns, !step.idle, listed, !step.asks.is_empty())
    };
    assert!(book.may_not_concern("knc.chuyen_den") && !book.may_not_concern("knc.khac"));
    // A head of three years; one whose post is not told may be a head; an officer is none.
    assert_eq!(
        asked(&posted(Some(Position::Head))),
        (true, true, true, true)
    );
    assert_eq!(asked(&posted(None)), (true, true, true, true));
    let never = (false, false, false, false);
    assert_eq!(asked(&posted(Some(Position::Staff))), never);
    assert_eq!(asked(&Facts::new(SubjectKind::Person)), never);
}

#[test]
fn who_may_head_a_collective_is_not_told_to_head_none() {
    let book = shipped();
    let moment = Moment::new(WorkYear(2026), date(2026, 8, 28));
    let holds = |position: Option<Position>| {
        let mut facts = Facts::new(SubjectKind::Person);
        facts.posts = vec![PostFact {
            position,
            level: "khu_vuc".into(),
            validity: Validity {
                from: None,
                to: None,
            },
            link: Link::default(),
        }];
        let award = book.names.award("ldtt").unwrap();
        let proven = Judge::new(&book)
            .prove(&facts, &moment, award, None)
            .unwrap();
        proven.proof.step("chung.tap_the_dung_dau").unwrap().holds
    };
    assert_eq!(holds(Some(Position::Staff)), Tri::Yes);
    assert_eq!(holds(None), Tri::Unknown);
}
