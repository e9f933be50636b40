use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::amount::Decimal;

fn number(words: &str) -> Question {
    Question {
        words: words.to_owned(),
        shape: Shape::One {
            kind: Plain::Number,
            unit: Some("đồng".to_owned()),
        },
        required: true,
        source: None,
    }
}

fn table() -> Question {
    let field = |name: &str, kind| Field {
        name: name.to_owned(),
        kind,
        unit: None,
    };
    Question {
        words: "Danh sách mô hình".to_owned(),
        shape: Shape::Rows {
            fields: vec![field("Tên", Plain::Text), field("Số việc", Plain::Number)],
        },
        required: false,
        source: None,
    }
}

fn one(text: &str) -> Reply {
    Reply::One(text.to_owned())
}

fn by(reason: Option<&'static str>, day: i8) -> By<'static> {
    By {
        name: "Nguyễn Văn A",
        on: date(2027, 3, day),
        reason,
    }
}

#[test]
fn what_is_typed_is_kept_exactly_or_refused_with_every_fault() {
    let questions = [number("Số tiền"), table(), number("Số việc")];
    let rows = |cells: &[[&str; 2]]| {
        let row = |row: &[&str; 2]| row.map(str::to_owned).to_vec();
        Reply::Rows(cells.iter().map(row).collect())
    };
    let typed = [
        one("1.234.567,50"),
        rows(&[["Mô  hình A", "12"], ["", " "], ["B", ""]]),
        one("0"),
    ];
    let read = read_replies(&questions, &typed, true).unwrap();
    assert_eq!(read[0], one("1234567.5"));
    assert_eq!(read[1], rows(&[["Mô hình A", "12"], ["B", ""]]));
    assert_eq!(read[2], one("0"));
    assert_eq!(shown(Plain::Number, "1234567.5"), "1.234.567,5");

    let typed = [one("mười"), rows(&[["A", "x"]]), one("")];
    let faults = read_replies(&questions, &typed, true).unwrap_err();
    let places: Vec<_> = faults
        .iter()
        .map(|fault| (fault.question, fault.cell))
        .collect();
    assert_eq!(places, [(0, None), (1, Some((0, 1))), (2, None)]);
    // A draft may have gaps, and is refused for what cannot be read alone.
    assert_eq!(
        read_replies(&questions, &typed, false).unwrap_err().len(),
        2
    );
    assert!(read_replies(&questions, &[], false).is_ok());
}

#[test]
fn other_kinds_are_read_and_shown() {
    assert_eq!(Plain::Percent.read("83,3 %").unwrap(), "83.3");
    assert_eq!(shown(Plain::Percent, "83.3"), "83,3%");
    assert_eq!(Plain::Day.read("5/3/2027").unwrap(), "2027-03-05");
    assert_eq!(shown(Plain::Day, "2027-03-05"), "05/03/2027");
    assert!(Plain::Day.read("tháng 3").is_err());
    assert_eq!(Plain::YesNo.read("Có").unwrap(), "co");
    assert!(Plain::YesNo.read("có lẽ").is_err());
    assert_eq!(Plain::from_word("Tỷ lệ"), Some(Plain::Percent));
    assert_eq!(Plain::from_word("Có/không"), Some(Plain::YesNo));
    assert!(Plain::Text.read(&"a".repeat(LONGEST_TEXT + 1)).is_err());
}

#[test]
fn an_answer_is_sent_given_back_and_sent_again() {
    let empty = Answer::new("yc-1", "quan-1");
    assert_eq!(empty.stage(), Stage::None);
    let draft = empty.saved(vec![one("1")]).unwrap();
    assert_eq!((draft.stage(), draft.standing()), (Stage::Draft, None));
    assert_eq!(draft.saved(vec![one("1")]), Err(Refusal::Same));
    assert_eq!(
        draft.given_back(by(Some("thiếu"), 2)),
        Err(Refusal::NotSent)
    );
    let sent = draft
        .after_sending((vec![one("1")], Vec::new()), by(None, 2))
        .unwrap();
    assert_eq!((sent.stage(), sent.draft.clone()), (Stage::Sent, None));
    // What stands is not sent twice, and not changed without a reason.
    assert_eq!(
        sent.after_sending((vec![one("1")], Vec::new()), by(None, 3)),
        Err(Refusal::Same)
    );
    assert_eq!(
        sent.after_sending((vec![one("2")], Vec::new()), by(None, 3)),
        Err(Refusal::NoReason)
    );
    // What is written on after sending touches nothing that was sent.
    let more = sent.saved(vec![one("2")]).unwrap();
    assert_eq!(more.standing().unwrap().replies, [one("1")]);
    assert_eq!(sent.given_back(by(Some(" "), 3)), Err(Refusal::NoReason));
    let back = more.given_back(by(Some("Sai số"), 4)).unwrap();
    assert_eq!((back.stage(), back.standing()), (Stage::Returned, None));
    let again = back
        .after_sending((vec![one("2")], Vec::new()), by(None, 9))
        .unwrap();
    let standing = again.standing().unwrap();
    assert_eq!((standing.number, &standing.replies), (2, &vec![one("2")]));
    // The first day counts.
    assert!(!again.is_late(date(2027, 3, 5)) && again.is_late(date(2027, 3, 1)));
    for answer in [&empty, &draft, &sent, &more, &back, &again] {
        assert_eq!(Answer::from_row(&answer.row()).as_ref(), Some(answer));
    }
}

#[test]
fn a_request_is_kept_whole() {
    let request = Request {
        code: "yc-1".to_owned(),
        asker: "tp-hcm".to_owned(),
        title: "Kết quả quý I".to_owned(),
        guidance: Some("Dòng một\nDòng hai".to_owned()),
        paper: None,
        parent: None,
        questions: vec![number("Số tiền"), table()],
        period: Window::parse("2027/3").ok(),
        units: vec!["quan-1".to_owned(), "quan-3".to_owned()],
        due: date(2027, 3, 5),
        status: Status::Open,
        sent_by: "Trần B".to_owned(),
        sent: date(2027, 2, 1),
        reason: Some("Chờ số liệu".to_owned()),
        changed: Some(date(2027, 2, 20)),
    };
    assert_eq!(Request::from_row(&request.row()), Some(request.clone()));
    assert!(request.moved_since(date(2027, 2, 20)) && !request.moved_since(date(2027, 2, 21)));
    assert!(request.asks("quan-3") && !request.asks("quan-4"));
    assert_eq!(number("Số tiền").heading(), "Số tiền (đồng)");
}

#[test]
fn days_are_counted_by_what_is_worked() {
    let works = |day: jiff::civil::Date| {
        !matches!(
            day.weekday(),
            jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
        )
    };
    // 05/3/2027 is a Friday.
    assert_eq!(
        days::after(date(2027, 3, 5), 1, &works),
        Some(date(2027, 3, 8))
    );
    assert_eq!(
        days::worked(date(2027, 3, 6), &works),
        Some(date(2027, 3, 8))
    );
    assert_eq!(
        days::worked(date(2027, 3, 5), &works),
        Some(date(2027, 3, 5))
    );
    assert_eq!(days::worked(date(2027, 3, 5), &|_| false), None);
    assert_eq!(days::late(date(2027, 3, 5), date(2027, 3, 7), &works), 0);
    assert_eq!(days::late(date(2027, 3, 5), date(2027, 3, 9), &works), 2);
    assert_eq!(days::late(date(2027, 3, 5), date(2027, 3, 1), &works), 0);
}

proptest! {
    /// The sum of the units is the sum of their numbers, in whatever order they came.
    #[test]
    fn sums_are_exact(cells in proptest::collection::vec(0_i64..1_000_000_000_000, 0..30)) {
        let replies: Vec<Vec<Reply>> = cells
            .iter()
            .map(|cell| vec![one(&Decimal::from_ten_thousandths(*cell).to_string())])
            .collect();
        let mut given: Vec<&Vec<Reply>> = replies.iter().collect();
        let first = tally(&[number("Số tiền")], &given);
        given.reverse();
        prop_assert_eq!(&first, &tally(&[number("Số tiền")], &given));
        let sum: i64 = cells.iter().sum();
        let wanted = Total::Sum(Some(Decimal::from_ten_thousandths(sum)));
        prop_assert_eq!(&first[0].totals[0], &wanted);
        prop_assert_eq!(first[0].answered, cells.len());
    }

    /// Whatever is written is kept and read back as it was.
    #[test]
    fn answers_survive_being_kept(text in "\\PC{0,80}", lines in "[a-zà-ỹ \n\"\\\\;|]{0,60}") {
        let replies = vec![one(&Plain::Text.read(&text).unwrap()), one(&Plain::Text.read(&lines).unwrap())];
        let answer = Answer::new("yc", "q").saved(replies).unwrap();
        prop_assert_eq!(Answer::from_row(&answer.row()), Some(answer));
    }
}
