#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::bundle::Values;

fn line(subject: &str, award: &str, works: u64) -> Line {
    Line {
        agency: "quan-1".to_owned(),
        subject: Some(subject.to_owned()),
        kind: Some("ca_nhan".to_owned()),
        award: (!award.is_empty()).then(|| award.to_owned()),
        count: 1,
        works,
    }
}

fn content(lines: Vec<Line>) -> Content {
    Content {
        totals: Totals::of(&lines),
        lines,
        ..Content::default()
    }
}

fn by(reason: Option<&str>) -> By<'_> {
    By {
        name: "Nguyễn Văn An",
        on: date(2026, 11, 23),
        reason,
    }
}

fn send(before: Option<&Round>, content: Content, reason: Option<&str>) -> Result<Round, Refusal> {
    sent(("quan-1", WorkYear(2027)), before, content, by(reason))
}

#[test]
fn what_was_sent_is_sent_again_only_with_a_reason_and_a_difference() {
    assert_eq!(send(None, Content::default(), None), Err(Refusal::Nothing));
    let first = send(None, content(vec![line("nv-1", "cstdcs", 0)]), None).unwrap();
    assert_eq!((first.number, first.stage), (1, Stage::Sent));
    assert_eq!(
        send(Some(&first), first.content.clone(), Some("Gửi lại")),
        Err(Refusal::Same)
    );
    let more = content(vec![line("nv-1", "cstdcs", 0), line("nv-2", "ldtt", 0)]);
    assert_eq!(
        send(Some(&first), more.clone(), Some("  ")),
        Err(Refusal::NoReason)
    );
    let second = send(Some(&first), more, Some("Bổ sung người mới đến")).unwrap();
    assert_eq!((second.number, second.sent_first), (2, first.sent_first));
    // All of it taken back late: nothing stands any more, and the level above is told so.
    let none = send(Some(&second), Content::default(), Some("Rút cả")).unwrap();
    assert_eq!(none.number, 3);
}

#[test]
fn who_has_not_sent_asks_for_a_reason() {
    let lacking = Content {
        missing: vec!["quan-3".to_owned()],
        ..content(vec![line("nv-1", "cstdcs", 0)])
    };
    assert_eq!(send(None, lacking.clone(), None), Err(Refusal::NoReason));
    assert!(send(None, lacking, Some("Đã quá hạn")).is_ok());
}

#[test]
fn the_level_above_takes_it_up_or_gives_it_back() {
    let round = send(None, content(vec![line("nv-1", "cstdcs", 0)]), None).unwrap();
    assert_eq!(
        round.after(Action::Return, by(None)),
        Err(Refusal::NoReason)
    );
    let taken = round.after(Action::Accept, by(None)).unwrap();
    assert_eq!(taken.answered, Some(date(2026, 11, 23)));
    assert_eq!(
        taken.after(Action::Withdraw, by(None)),
        Err(Refusal::Accepted)
    );
    assert_eq!(taken.after(Action::Accept, by(None)), Err(Refusal::NotSent));
    let back = taken
        .after(Action::Return, by(Some("Thiếu sáng kiến")))
        .unwrap();
    assert_eq!(back.stage, Stage::Returned);
    // Given back, it is sent again without another reason.
    let again = send(Some(&back), back.content.clone(), None).unwrap();
    assert_eq!((again.number, again.answered), (2, None));
    let gone = again.after(Action::Withdraw, by(None)).unwrap();
    assert_eq!(gone.after(Action::Accept, by(None)), Err(Refusal::NotSent));
}

#[test]
fn what_changed_since_is_seen_one_by_one() {
    let sent = [line("nv-1", "cstdcs", 7), line("nv-2", "ldtt", 0)];
    let now = [line("nv-1", "cstdcs", 8), line("nv-3", "ldtt", 0)];
    let found = changes(&sent, &now);
    let [
        Change::Altered { .. },
        Change::Removed(gone),
        Change::Added(new),
    ] = found.as_slice()
    else {
        panic!("{found:?}");
    };
    assert_eq!(gone.subject.as_deref(), Some("nv-2"));
    assert_eq!(new.subject.as_deref(), Some("nv-3"));
    assert_eq!(changes(&sent, &sent), []);
}

#[test]
fn a_round_is_what_its_record_says() {
    let mut content = content(vec![
        line("nv-1", "cstdcs", 7),
        Line {
            subject: None,
            kind: None,
            count: 12,
            ..line("", "ldtt", 0)
        },
        line("nv-3", "", 9),
    ]);
    content.below.insert("phong-1".to_owned(), 2);
    content.missing = vec!["phong-2".to_owned(), "phong-3".to_owned()];
    let round = send(None, content, Some("Đã quá hạn")).unwrap();
    let taken = round.after(Action::Accept, by(None)).unwrap();
    let row = taken.row(Action::Accept);
    let text = serde_json::to_string(&row).unwrap();
    let back = Values::from_canonical(&text).unwrap();
    assert_eq!(Round::from_row(&back), Some(taken));
}

fn any_line() -> impl Strategy<Value = Line> {
    (0..6_u8, 0..3_u8, 0..4_i64, 0..3_u64).prop_map(|(who, what, count, works)| Line {
        count,
        ..line(
            &format!("nv-{who}"),
            ["", "cstdcs", "ldtt"][usize::from(what)],
            works,
        )
    })
}

/// One line a registration, as records are.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec(any_line(), 0..12).prop_map(|mut lines| {
        lines.sort_by(|a, b| a.which().cmp(&b.which()));
        lines.dedup_by(|a, b| a.which() == b.which());
        lines
    })
}

proptest! {
    #[test]
    fn changes_lead_from_what_was_sent_to_what_stands(before in lines(), after in lines()) {
        let mut built = before.clone();
        for change in changes(&before, &after) {
            let which = change.line().which();
            built.retain(|line| line.which() != which);
            if !matches!(change, Change::Removed(_)) {
                built.push(change.line().clone());
            }
        }
        built.sort_by(|a, b| a.which().cmp(&b.which()));
        prop_assert_eq!(built, after);
    }

    #[test]
    fn sums_of_parts_are_the_sum_of_all(one in lines(), two in lines()) {
        let mut parts = Totals::of(&one);
        parts.add(&Totals::of(&two));
        let all: Vec<Line> = one.into_iter().chain(two).collect();
        prop_assert_eq!(parts, Totals::of(&all));
    }
}
