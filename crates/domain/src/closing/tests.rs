use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::org::{Org, Spell};
use crate::time::{Validity, Window, WorkYear};

fn key() -> PeriodKey {
    PeriodKey {
        agency: "quan-1".to_owned(),
        window: Window {
            year: WorkYear(2026),
            month: 12,
        },
        scope: "btp".to_owned(),
    }
}

fn step(action: Action, by: &str) -> Step<'_> {
    Step {
        action,
        by,
        on: date(2026, 10, 2),
        reason: None,
        until: None,
        alone: false,
        sheets: Sheets {
            waiting: true,
            told: true,
        },
    }
}

fn walk(actions: &[(Action, &str)]) -> Result<Period, Refusal> {
    let mut period = Period::new(key());
    for (action, by) in actions {
        let reason = Some("lý do");
        period = period.after(Step {
            reason,
            ..step(*action, by)
        })?;
    }
    Ok(period)
}

use Action::{Accept, Approve, Enter, Open, Return, Submit, Withdraw};

#[test]
fn typed_sent_approved_accepted() {
    let done = walk(&[(Enter, "a"), (Submit, "a"), (Approve, "b"), (Accept, "c")]).unwrap();
    assert_eq!((done.stage, done.rounds), (Stage::Accepted, 1));
    assert_eq!(done.sent_by.as_deref(), Some("a"));
    assert_eq!(done.approved_by.as_deref(), Some("b"));
}

#[test]
fn a_correction_needs_a_reason_and_another_approval() {
    let approved = walk(&[(Enter, "a"), (Submit, "a"), (Approve, "b")]).unwrap();
    assert_eq!(approved.after(step(Enter, "a")), Err(Refusal::Locked));
    let correcting = approved
        .after(Step {
            reason: Some("nhầm cột"),
            ..step(Enter, "a")
        })
        .unwrap();
    assert!(correcting.is_correction() && !correcting.begins());
    assert_eq!(correcting.reason.as_deref(), Some("nhầm cột"));
    let again = correcting.after(step(Submit, "a")).unwrap();
    let again = again.after(step(Approve, "b")).unwrap();
    assert_eq!((again.stage, again.rounds), (Stage::Approved, 2));
}

#[test]
fn what_cannot_be_done_says_why() {
    let sent = walk(&[(Enter, "a"), (Submit, "a")]).unwrap();
    assert_eq!(sent.after(step(Enter, "a")), Err(Refusal::Sent));
    assert_eq!(sent.after(step(Approve, "a")), Err(Refusal::OwnWork));
    let alone = Step {
        alone: true,
        ..step(Approve, "a")
    };
    assert!(sent.after(alone).is_ok());
    assert_eq!(sent.after(step(Return, "b")), Err(Refusal::NoReason));
    assert_eq!(sent.after(step(Accept, "b")), Err(Refusal::NotApproved));
    assert_eq!(walk(&[(Approve, "b")]), Err(Refusal::NotSent));
    let nothing = Step {
        sheets: Sheets::default(),
        ..step(Submit, "a")
    };
    assert_eq!(Period::new(key()).after(nothing), Err(Refusal::Nothing));
    assert!(walk(&[(Enter, "a"), (Submit, "a"), (Withdraw, "a"), (Enter, "a")]).is_ok());
}

fn actions() -> impl Strategy<Value = Vec<(Action, bool, bool)>> {
    let one = (0..Action::ALL.len(), any::<bool>(), any::<bool>());
    let one = one.prop_map(|(at, same, reason)| (Action::ALL[at], same, reason));
    prop::collection::vec(one, 0..40)
}

proptest! {
    /// Whatever is tried: nothing is approved that was not sent, by another than who sent it, and approvals
    /// never become fewer; what the record says is the period.
    #[test]
    fn no_way_around_approval(tried in actions()) {
        let mut period = Period::new(key());
        let mut sent_by: Option<&str> = None;
        for (action, same, reason) in tried {
            let by = if same { "a" } else { "b" };
            let wanted = Step {
                reason: reason.then_some("lý do"),
                until: (action == Open).then_some(date(2026, 10, 9)),
                ..step(action, by)
            };
            let Ok(next) = period.after(wanted) else { continue };
            if action == Submit {
                sent_by = Some(by);
            }
            if action == Approve {
                prop_assert_eq!(period.stage, Stage::Submitted);
                prop_assert_ne!(sent_by, Some(by));
                prop_assert_eq!(next.rounds, period.rounds + 1);
            } else {
                prop_assert_eq!(next.rounds, period.rounds);
                prop_assert!(!next.stage.is_approved() || period.stage.is_approved());
            }
            if action == Enter {
                prop_assert!(period.stage != Stage::Submitted);
                prop_assert!(!period.stage.is_approved() || reason);
            }
            prop_assert_eq!(Period::from_row(&next.row(action)), Some(next.clone()));
            period = next;
        }
    }

    /// A deadline in working days never falls on a weekend and never before so many days.
    #[test]
    fn working_days_are_weekdays(year in 1990_i16..2100, month in 1_u8..=12, days in 1_u8..30) {
        let window = Window { year: WorkYear(year), month };
        let found = due(window, "tinh", (&[], Some(days)), &weekday).unwrap();
        prop_assert!(i32::from(found.day.weekday().to_monday_one_offset()) < 6);
        let passed = window.last_day().until(found.day).unwrap().get_days();
        prop_assert!(passed >= i32::from(days) && passed <= i32::from(days) * 2 + 2);
    }
}

fn line(level: &str, days: u8, unit: &str) -> Deadline {
    Deadline {
        level: level.to_owned(),
        days,
        unit: unit.to_owned(),
        citation: "TT".to_owned(),
        confidence: "S".to_owned(),
    }
}

fn weekday(day: Date) -> bool {
    use jiff::civil::Weekday;
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn last(window: Window, lines: &[Deadline]) -> Option<Date> {
    due(window, "huyen", (lines, None), &weekday).map(|due| due.day)
}

#[test]
fn deadlines_of_the_regimes() {
    let window = key().window;
    // 30/9/2026 is a Wednesday.
    let working = [line("huyen", 2, "ngay_lam_viec")];
    assert_eq!(last(window, &working), Some(date(2026, 10, 2)));
    let before = [line("huyen", 4, "truoc_ngay")];
    assert_eq!(last(window, &before), Some(date(2026, 10, 3)));
    assert_eq!(last(window, &[line("tinh", 4, "ngay_lam_viec")]), None);
    let friday = Window {
        year: WorkYear(2026),
        month: 1,
    };
    // 31/10/2025 is a Friday.
    assert_eq!(last(friday, &working), Some(date(2025, 11, 4)));
}

#[test]
fn the_nearest_decision_governs_from_its_day_on() {
    let spell = |code: &str, parent: Option<&str>| {
        let spell = Spell {
            name: code.to_owned(),
            short_name: None,
            level: crate::org::Level::Province,
            parent: parent.map(str::to_owned),
            validity: Validity::ALWAYS,
            area: None,
            source: None,
            note: None,
        };
        (code.to_owned(), spell)
    };
    let org = Org::new(
        [
            spell("cuc", None),
            spell("tinh", Some("cuc")),
            spell("quan", Some("tinh")),
        ],
        Vec::new(),
    );
    let rule = |agency: &str, from: Date, on: bool| Regulation {
        agency: agency.to_owned(),
        from,
        on,
        accepts: false,
        alone: false,
        days: None,
    };
    let mut rules = Rules::default();
    rules.put(rule("cuc", date(2026, 1, 1), true), 1);
    rules.put(rule("tinh", date(2026, 6, 1), false), 1);
    let on = |day: Date| rules.on(&org, "quan", day).is_some();
    assert!(!on(date(2025, 12, 31)));
    assert!(on(date(2026, 1, 31)));
    assert!(!on(date(2026, 6, 30)));
    assert!(rules.on(&org, "cuc", date(2026, 6, 30)).is_some());
    let row = rule("tinh", date(2026, 6, 1), false);
    assert_eq!(Regulation::from_row(&row.row()), Some(row));
}
