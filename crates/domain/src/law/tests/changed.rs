//! Changes over the shipped rulebook: what is confirmed is marked and nothing else is another; old law stays; the
//! order is that of approval.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::names;
use super::shipped::{files, folder, law_files};
use crate::law::change::*;
use crate::law::*;
use crate::time::WorkYear;

fn read() -> Vec<(String, String)> {
    let mut read = files(&folder());
    read.extend(files(&folder().join("rules")));
    read
}

pub(super) fn with(changes: &[Change]) -> Result<Lawbook, Vec<LawFault>> {
    static FILES: std::sync::OnceLock<Vec<(String, String)>> = std::sync::OnceLock::new();
    let files = law_files(FILES.get_or_init(read));
    Lawbook::changed(&files, names(), &applying(changes))
}

pub(super) fn change(number: i64, act: Act, about: About, of: &str) -> Change {
    Change {
        code: format!("qd-2026-{number:04}"),
        act,
        about,
        of: of.to_owned(),
        regime: None,
        from: None,
        wanted: Wanted::new(),
        edits: Vec::new(),
        compared: None,
        reason: "Đối chiếu".to_owned(),
        document: None,
        proposed: By::default(),
        standing: Standing::Approved,
        answered: None,
        answer: None,
        number: Some(number),
    }
}

pub(super) fn compared() -> Option<Compared> {
    Some(Compared {
        by: "Trần Thị Bình, chuyên viên Vụ Thi đua".to_owned(),
        at: date(2026, 11, 20),
        original: "Công báo".to_owned(),
        page: "3".to_owned(),
    })
}

pub(super) fn confirm(number: i64, about: About, of: &str, regime: Option<&str>) -> Change {
    Change {
        regime: regime.map(str::to_owned),
        compared: compared(),
        ..change(number, Act::Confirm, about, of)
    }
}

fn value(number: i64, of: &str, from: Date, value: &str) -> Change {
    let mut new = change(number, Act::Supersede, About::Parameter, of);
    new.from = Some(from);
    new.wanted.insert(Field::Value, value.to_owned());
    new.wanted.insert(Field::Confidence, "S".to_owned());
    new.wanted.insert(Field::Cites, "nd161:Điều 3".to_owned());
    new
}

fn salary(book: &Lawbook, day: Date) -> String {
    let own = book.parameter("luong_co_so").unwrap();
    Lawbook::value_words(own, &own.on(day).unwrap().value)
}

pub(super) fn told(result: Result<Lawbook, Vec<LawFault>>) -> String {
    let faults = result.err().unwrap_or_default();
    let lines: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
    lines.join("\n")
}

#[test]
fn a_confirmation_marks_and_changes_nothing_else() {
    let before = with(&[]).unwrap();
    let after = with(&[confirm(1, About::Condition, "cstdcs.xuat_sac", None)]).unwrap();
    assert_eq!(touched(&before, &after), []);
    let own = after.condition_named("cstdcs.xuat_sac").unwrap();
    assert_eq!(own.confirmed.as_ref().unwrap().by, compared().unwrap().by);
    let regime = |id: &str| after.regimes.iter().position(|own| own.id == id).unwrap();
    assert!(after.confirmed(own, regime("C")).is_some());
    assert!(
        after.confirmed(own, regime("D")).is_none(),
        "not for the unverified one"
    );
    let pairs = before.conditions.iter().zip(&after.conditions);
    for (old, new) in pairs.filter(|(old, _)| old.id != "cstdcs.xuat_sac") {
        assert_eq!(old, new);
    }
    assert_eq!(before.parameters, after.parameters);
}

#[test]
fn under_the_unverified_regime_only_a_confirmation_for_it_counts() {
    let book = with(&[confirm(1, About::Condition, "cstdcs.xuat_sac", Some("D"))]).unwrap();
    let own = book.condition_named("cstdcs.xuat_sac").unwrap();
    let regime = |id: &str| book.regimes.iter().position(|own| own.id == id).unwrap();
    assert!(book.confirmed(own, regime("D")).is_some());
    assert!(book.confirmed(own, regime("C")).is_none());
    assert_eq!(book.confidence(own, regime("D")), Confidence::Seen);
}

#[test]
fn what_was_not_found_cannot_be_confirmed() {
    let before = with(&[]).unwrap();
    let open = before
        .conditions
        .iter()
        .find(|own| own.confidence == Confidence::NotFound);
    let of = open.unwrap().id.to_string();
    let told = told(with(&[confirm(1, About::Condition, &of, None)]));
    assert!(told.contains("chưa có nội dung để xác nhận"), "{told}");
}

#[test]
fn a_corrected_statement_is_no_longer_confirmed() {
    let first = confirm(1, About::Value, "luong_co_so@2024-07-01", None);
    let mut second = change(2, Act::Correct, About::Value, "luong_co_so@2024-07-01");
    second.wanted.insert(Field::Value, "2340001".to_owned());
    let book = with(&[first.clone(), second.clone()]).unwrap();
    let of_2025 = book
        .parameter("luong_co_so")
        .unwrap()
        .on(date(2025, 1, 1))
        .unwrap();
    assert_eq!(of_2025.value, Value::Whole(2_340_001));
    assert_eq!(of_2025.confirmed, None);
    // The order is that of approval, not that of the list.
    let (first, second) = (
        Change {
            number: Some(2),
            ..first
        },
        Change {
            number: Some(1),
            ..second
        },
    );
    let book = with(&[first, second]).unwrap();
    let of_2025 = book
        .parameter("luong_co_so")
        .unwrap()
        .on(date(2025, 1, 1))
        .unwrap();
    assert!(of_2025.confirmed.is_some() && of_2025.value == Value::Whole(2_340_001));
}

#[test]
fn new_law_closes_the_old_and_leaves_it() {
    let from = date(2027, 7, 1);
    let changes = [value(1, "luong_co_so", from, "2700000")];
    let (before, after) = (with(&[]).unwrap(), with(&changes).unwrap());
    assert_eq!(
        salary(&after, date(2027, 6, 30)),
        salary(&before, date(2027, 6, 30))
    );
    assert_eq!(salary(&after, from), "2700000 đồng");
    assert!(coverage(&after, date(2030, 1, 1)).is_empty());
    // Repealed, nothing of it is left.
    let mut repeal = change(2, Act::Repeal, About::Change, &changes[0].code);
    repeal.number = Some(2);
    let back = with(&[changes[0].clone(), repeal]).unwrap();
    assert_eq!(back.parameters, before.parameters);
}

#[test]
fn what_is_wrong_is_told_in_full() {
    let again = value(1, "luong_co_so", date(2026, 7, 1), "2700000");
    assert!(told(with(&[again])).contains("đã có giá trị áp dụng từ đúng ngày này"));
    let mut wrong = value(1, "luong_co_so", date(2028, 1, 1), "nhiều");
    wrong
        .wanted
        .insert(Field::Cites, "khong-co:Điều 1".to_owned());
    let told = told(with(&[wrong]));
    assert!(
        told.contains("«khong-co»") && told.contains("«nhiều»"),
        "{told}"
    );
}

#[test]
fn a_gap_made_by_a_change_is_found() {
    let mut cut = change(1, Act::Correct, About::Value, "luong_co_so@2024-07-01");
    cut.wanted.insert(Field::LastDay, "2026-06-01".to_owned());
    let book = with(&[cut]).unwrap();
    let faults = coverage(&book, date(2028, 1, 1));
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].day, faults[0].count), (date(2026, 6, 2), 0));
}

fn second_initiative(number: i64, from: Date) -> Change {
    let mut new = change(number, Act::Supersede, About::Rules, "cstdcs/ca_nhan");
    new.from = Some(from);
    new.edits = vec![
        Edit::Replace {
            condition: "cstdcs.sang_kien".to_owned(),
            with: Draft {
                text: "Có {n} sáng kiến được cơ sở công nhận".to_owned(),
                cites: vec!["nd152:Điều 3".to_owned()],
                confidence: "S".to_owned(),
                numbers: [("at_least".to_owned(), "2".to_owned())].into(),
                ..Draft::default()
            },
        },
        Edit::AddNew {
            under: None,
            with: Draft {
                text: "Được tập thể bình xét".to_owned(),
                asks: "Xem biên bản họp".to_owned(),
                cites: vec!["nd152:Điều 3".to_owned()],
                confidence: "S".to_owned(),
                ..Draft::default()
            },
        },
    ];
    new
}

#[test]
fn rules_follow_on_rules_from_a_day_on() {
    let from = date(2026, 1, 1);
    let (before, after) = (
        with(&[]).unwrap(),
        with(&[second_initiative(1, from)]).unwrap(),
    );
    assert!(coverage(&after, date(2030, 1, 1)).is_empty());
    let award = after.names.award("cstdcs").unwrap();
    assert_eq!(touched(&before, &after), [(award, SubjectKind::Person)]);
    let texts = |book: &Lawbook, day: Date| -> Vec<String> {
        let rules = book.rules_on(award, SubjectKind::Person, day).unwrap();
        let ids = book.conditions_of(rules).into_iter();
        ids.map(|id| book.needed(book.condition(id).unwrap(), day))
            .collect()
    };
    let eve = date(2025, 12, 31);
    assert_eq!(texts(&after, eve), texts(&before, eve));
    let new = texts(&after, from);
    assert!(
        new.contains(&"Có 02 sáng kiến được cơ sở công nhận".to_owned()),
        "{new:?}"
    );
    assert!(new.contains(&"Được tập thể bình xét".to_owned()));
    // The next regime has rules of its own, which stay.
    let later = date(2026, 10, 1);
    assert_eq!(texts(&after, later), texts(&before, later));
}

#[test]
fn wrong_rules_are_corrected_for_the_whole_of_their_time() {
    let mut wrong = second_initiative(1, date(2024, 6, 1));
    wrong.act = Act::Correct;
    let book = with(&[wrong]).unwrap();
    let award = book.names.award("cstdcs").unwrap();
    let first = book
        .rules_on(award, SubjectKind::Person, date(2024, 1, 1))
        .unwrap();
    assert!(
        first
            .also
            .iter()
            .any(|id| book.condition(*id).unwrap().text == "Được tập thể bình xét")
    );
    // From its first day on, new law would leave no day of the old.
    let told = told(with(&[second_initiative(1, date(2024, 1, 1))]));
    assert!(told.contains("ghi sai thì đính chính"), "{told}");
}

#[test]
fn edits_of_what_is_not_there_are_refused() {
    let mut wrong = second_initiative(1, date(2026, 1, 1));
    wrong.edits.push(Edit::Drop {
        condition: "bk_bo.khong_co".to_owned(),
    });
    let told = told(with(&[wrong]));
    assert!(told.contains("không có trong điều kiện"), "{told}");
}

#[test]
fn a_text_joins_and_can_be_cited() {
    let mut text = change(1, Act::AddText, About::Text, "nd999");
    for (field, told) in [
        (Field::Symbol, "999/2027/NĐ-CP"),
        (Field::Name, "Nghị định thay thế"),
        (Field::Short, "NĐ 999/2027/NĐ-CP"),
        (Field::FirstDay, "2027-03-01"),
        (Field::Replaces, "nd152"),
    ] {
        text.wanted.insert(field, told.to_owned());
    }
    let mut new = value(2, "luong_co_so", date(2027, 7, 1), "2700000");
    new.wanted.insert(Field::Cites, "nd999:Điều 2".to_owned());
    let book = with(&[text, new]).unwrap();
    let ended = |book: &Lawbook| {
        book.sunsets(date(2027, 3, 1))
            .iter()
            .any(|own| own.text.id == "nd152")
    };
    assert!(ended(&with(&[]).unwrap()) && !ended(&book));
}

#[test]
fn a_row_tells_a_change_whole() {
    let mut all = second_initiative(3, date(2026, 1, 1));
    all.compared = compared();
    all.wanted.insert(Field::Note, String::new());
    all.proposed = By {
        user: "bo-cuc".to_owned(),
        name: "Công chức".to_owned(),
        person: None,
        on: Some(date(2026, 11, 1)),
    };
    all.answered = Some(By {
        user: "lanh-dao".to_owned(),
        ..By::default()
    });
    let row = all.row();
    assert_eq!(Change::from_row(&row), Some(all));
    assert!(row.iter().all(|(id, _)| SHEET.column(id).is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Values that follow on each other make one value a day, whatever the order in which they were approved.
    #[test]
    fn values_from_different_days_commute(mut days in prop::collection::btree_set(1i64..2000, 1..5), swap in any::<bool>()) {
        let first = date(2026, 8, 1);
        days.remove(&0);
        let mut changes: Vec<Change> = days.iter().zip(1i64..).map(|(day, number)| {
            let from = first.checked_add(jiff::Span::new().days(*day)).unwrap();
            value(number, "luong_co_so", from, &(2_600_000 + day).to_string())
        }).collect();
        let straight = with(&changes).unwrap();
        if swap {
            let all = i64::try_from(changes.len()).unwrap();
            changes.iter_mut().for_each(|own| own.number = own.number.map(|number| all + 1 - number));
        }
        let other = with(&changes).unwrap();
        prop_assert_eq!(&straight.parameters, &other.parameters);
        prop_assert!(coverage(&other, date(2035, 1, 1)).is_empty());
        prop_assert_eq!(straight.conditions, other.conditions);
    }

    /// A confirmation of anything changes no verdict of anybody.
    #[test]
    fn no_confirmation_changes_a_verdict(at in 0usize..400, year in 2018i16..2027) {
        let before = with(&[]).unwrap();
        let Some(own) = before.conditions.get(at) else { return Ok(()) };
        prop_assume!(own.confidence != Confidence::NotFound);
        let after = with(&[confirm(1, About::Condition, &own.id, None)]).unwrap();
        let moment = Moment::new(WorkYear(year), date(year, 12, 1));
        for subject in SubjectKind::ALL {
            let facts = Facts::new(subject);
            let outcomes = |book: &Lawbook| -> Vec<_> {
                Judge::new(book).verdicts(&facts, &moment).into_iter().map(|(award, own)| (award, own.outcome)).collect()
            };
            prop_assert_eq!(outcomes(&before), outcomes(&after));
        }
    }
}
