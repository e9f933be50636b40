//! The engine on a small book of its own, by worked cases and by properties; then the shipped rulebook.

mod changed;
mod marked;
mod nation;
mod property;
mod shipped;

use jiff::civil::date;

use super::*;
use crate::catalogue::AwardCode;
use crate::time::{PartialDate, WorkYear, YearSpan};

/// The awards of the shipped catalogue.
fn names() -> Names {
    #[derive(serde::Deserialize)]
    struct File {
        award: Vec<AwardCode>,
    }
    let text = include_str!("../../../../../rulebook/catalogue/awards.toml");
    let file: File = toml::from_str(text).unwrap();
    Names::new(&file.award)
}

const BOOK: &str = include_str!("book.toml");

fn read() -> Lawbook {
    let file = LawFile {
        name: "book.toml",
        text: BOOK,
    };
    Lawbook::parse(&[file], names()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The small book, read once.
fn book() -> Lawbook {
    static BOOK: std::sync::OnceLock<Lawbook> = std::sync::OnceLock::new();
    BOOK.get_or_init(read).clone()
}

fn given(book: &Lawbook, code: &str, year: i16, key: &str) -> AwardFact {
    AwardFact {
        award: book.names.award(code).unwrap(),
        years: Some(YearSpan::single(WorkYear(year))),
        times: 1,
        occasion: Some(Occasion::Merit),
        decided_on: Some(PartialDate::day(date(year, 12, 20))),
        revoked: false,
        inherited: false,
        link: Link {
            sheet: "khen-thuong",
            key: key.into(),
        },
    }
}

#[test]
fn the_cases_come_out_as_written() {
    let report = run_cases(
        &book(),
        &[LawFile {
            name: "cases.toml",
            text: include_str!("cases.toml"),
        }],
    );
    assert!(report.faults.is_empty(), "{:#?}", report.faults);
    assert_eq!(report.run, 32);
    assert!(
        report
            .never_held
            .iter()
            .filter(|id| book()
                .condition_named(id)
                .is_some_and(|own| own.kind.parts().is_empty()))
            .all(|id| id == "hcld_1.chua_biet"),
        "{:?}",
        report.never_held
    );
}

#[test]
fn what_is_missing_says_until_when() {
    let book = book();
    let mut facts = Facts::new(SubjectKind::Person);
    facts.awards = vec![
        given(&book, "cstdcs", 2023, "1"),
        given(&book, "cstdcs", 2022, "2"),
    ];
    let award = book.names.award("cstd_bo").unwrap();
    let mut judge = Judge::new(&book);
    let early = Moment::new(WorkYear(2024), date(2024, 11, 1));
    let proven = judge.prove(&facts, &early, award, None).unwrap();
    let step = proven.proof.step("cstd_bo.ba_nam").unwrap();
    assert_eq!(
        step.hope,
        Hope::In(WorkYear(2024), None),
        "the year is still open"
    );
    assert_eq!(step.needed, "03 lần liên tục CSTĐCS");
    assert_eq!(
        step.found,
        "chưa có Chiến sĩ thi đua cơ sở trong thời gian tính"
    );
    let late = Moment::new(WorkYear(2024), date(2025, 1, 1));
    let proven = judge.prove(&facts, &late, award, None).unwrap();
    let step = proven.proof.step("cstd_bo.ba_nam").unwrap();
    assert_eq!(
        step.hope,
        Hope::In(WorkYear(2027), None),
        "a year without breaks the run"
    );
    let missing = &proven.proof.roads.first().unwrap().missing;
    assert!(
        missing
            .iter()
            .all(|missing| !missing.this_year && missing.last_day.is_none())
    );
}

#[test]
fn a_proof_cites_the_texts_of_its_day_and_marks_what_nobody_confirmed() {
    let mut book = book();
    let facts = Facts::new(SubjectKind::Person);
    let award = book.names.award("ldtt").unwrap();
    let cited = |book: &Lawbook, year: i16| {
        let moment = Moment::new(WorkYear(year), date(year, 12, 1));
        let proven = Judge::new(book)
            .prove(&facts, &moment, award, None)
            .unwrap();
        let step = proven.proof.step("chung.vuong_mac").unwrap().clone();
        (
            step.cites.first().unwrap().text.clone(),
            step.confidence,
            proven.proof.unconfirmed,
            step.confirmed.is_some(),
        )
    };
    assert_eq!(
        cited(&book, 2025),
        ("cu".to_owned(), Confidence::Seen, true, false)
    );
    assert_eq!(
        cited(&book, 2026),
        ("moi".to_owned(), Confidence::Doubtful, true, false)
    );
    let confirmed = Confirmed {
        by: "Nguyễn Văn A, Vụ TCCB".to_owned(),
        at: date(2026, 11, 1),
    };
    let one = |regime: Option<&str>| Confirmation {
        what: "chung.vuong_mac".to_owned(),
        regime: regime.map(str::to_owned),
        confirmed: confirmed.clone(),
    };
    book.confirm(&[one(None)]);
    assert!(cited(&book, 2025).3);
    assert!(
        !cited(&book, 2026).3,
        "what was confirmed of the old law says nothing of the new one"
    );
    book.confirm(&[one(Some("D"))]);
    assert_eq!(
        cited(&book, 2026),
        ("moi".to_owned(), Confidence::Seen, true, true)
    );
}

#[test]
fn what_rested_on_a_cancelled_award_is_flagged() {
    let book = book();
    let mut facts = Facts::new(SubjectKind::Person);
    facts.awards = vec![
        given(&book, "cstdcs", 2022, "a"),
        given(&book, "cstdcs", 2023, "b"),
        given(&book, "cstdcs", 2024, "c"),
        given(&book, "cstd_bo", 2024, "d"),
    ];
    let cancelled = Link {
        sheet: "khen-thuong",
        key: "b".into(),
    };
    let found = dependents(&mut Judge::new(&book), &facts, &cancelled);
    let worse: Vec<&str> = found
        .iter()
        .filter(|own| own.is_worse())
        .map(|own| own.link.key.as_str())
        .collect();
    assert_eq!(worse, ["d"]);
    let later = Link {
        sheet: "khen-thuong",
        key: "d".into(),
    };
    assert!(dependents(&mut Judge::new(&book), &facts, &later).is_empty());
}

#[test]
fn faults_are_told_all_at_once_and_a_sunset_ahead() {
    let bad = "[[condition]]\nid = \"a\"\nkind = \"all\"\nof = [\"a\", \"khong_co\"]\ntext = \"\"\nconfidence = \"Z\"\n";
    let faults = Lawbook::parse(
        &[LawFile {
            name: "x.toml",
            text: bad,
        }],
        names(),
    )
    .unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|told| told.contains("khong_co")),
        "{told:?}"
    );
    assert!(told.iter().any(|told| told.contains("«Z»")), "{told:?}");
    assert!(
        told.iter().any(|told| told.contains("dựa vào chính nó")),
        "{told:?}"
    );
    let book = book();
    assert!(book.sunsets(date(2026, 8, 1)).is_empty());
    let soon = book.sunsets(date(2026, 11, 23));
    assert_eq!(
        soon.iter()
            .map(|own| (own.text.id.as_str(), own.days_left))
            .collect::<Vec<_>>(),
        [("moi", 97)]
    );
}

#[test]
fn each_day_has_one_rule_and_one_value() {
    let faults = coverage(&book(), date(2028, 11, 23));
    let named = |about: &str| faults.iter().any(|fault| fault.about == about);
    assert!(!named("regime") && !named("thu.ty_le") && !named("cstdcs · ca_nhan"));
    assert!(named("gk · ca_nhan"), "the small book says nothing of it");
    assert!(
        unconfirmed(&book())
            .iter()
            .any(|own| own.id == "thu.ty_le@2024-01-01" && !own.without_citation)
    );
}

#[test]
fn what_a_predecessor_won_never_counts_for_sure() {
    let book = book();
    let moment = Moment::new(WorkYear(2025), date(2025, 12, 10));
    let holds = |inherited: bool| {
        let mut facts = Facts::new(SubjectKind::Person);
        let mut won = given(&book, "ldtt", 2025, "a");
        won.inherited = inherited;
        facts.awards = vec![won];
        let award = book.names.award("cstdcs").unwrap();
        let proven = Judge::new(&book)
            .prove(&facts, &moment, award, None)
            .unwrap();
        let step = proven.proof.step("cstdcs.ldtt").unwrap();
        (step.holds, step.remarks.len())
    };
    assert_eq!(holds(false), (Tri::Yes, 0));
    assert_eq!(holds(true), (Tri::Unknown, 1));
}
