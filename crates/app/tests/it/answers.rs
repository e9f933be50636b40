//! What people decide of conditions of awards: who may, of whom, together, against one another, and back.

mod brought;

use thidua_app::law::answer::{
    AskDesk, Conclusion, Done, PERMISSION, Seen, answer, asked, desk, effect, withdraw,
};
use thidua_app::law::page::{self, AskPage, ProofLine};
use thidua_app::law::unit::{AskSums, Whom, sums};
use thidua_app::record::{self, history};
use thidua_app::{App, AppError};
use thidua_domain::access::Role;
use thidua_domain::bundle::Severity;
use thidua_domain::law::SubjectKind;
use thidua_store::testing::on_both;

use crate::conduct::{BASE, actor, caller};
use crate::desk::{app, bundle, take, view};

/// A condition that decides, and the award it decides, as the rulebook of the day has them.
struct Asks {
    condition: String,
    award: String,
}

async fn base(app: &App) -> Asks {
    let loaded = take(app, &bundle(BASE), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
    let view = view(app).await;
    let book = &view.state.law;
    let moment = page::moment(&view, Some(2026), None, None).unwrap();
    let law = book.law(&moment).unwrap();
    // Of a certificate no text was found: on its usual road a person answers.
    let questions = asked(book, law, SubjectKind::Person);
    let name = book.names.name(book.names.award("gk").unwrap());
    let question = questions
        .into_iter()
        .find(|question| question.condition.starts_with("gk.") && question.awards == [name])
        .expect("a condition only a person can judge");
    assert!(!question.reminds);
    Asks {
        condition: question.condition,
        award: "gk".to_owned(),
    }
}

fn of(subject: &str, seen: i64) -> Seen {
    Seen {
        subject: subject.to_owned(),
        seen,
    }
}

fn told(asks: &Asks, subjects: Vec<Seen>, holds: bool) -> Conclusion {
    Conclusion {
        subjects,
        condition: asks.condition.clone(),
        year: 2026,
        holds: Some(holds),
        ground: "Biên bản họp bình xét ngày 05/11/2026".to_owned(),
        document: "12/BB-PTHA".to_owned(),
    }
}

async fn proof(app: &App, by: &thidua_app::access::Caller, asks: &Asks, who: &str) -> ProofLine {
    let view = app.view(&by.actor).await.unwrap();
    let ask = AskPage {
        subject: who.to_owned(),
        person: true,
        year: Some(2026),
        ..AskPage::default()
    };
    page::proof(app, &view, &ask, &asks.award).await.unwrap()
}

/// The question of a condition in a proof.
fn question(proof: &ProofLine, asks: &Asks) -> page::Question {
    fn find(nodes: &[page::Node], rule: &str) -> Option<page::Question> {
        nodes.iter().find_map(|node| {
            let own = (node.rule == rule).then(|| node.question.clone()).flatten();
            own.or_else(|| find(&node.steps, rule))
        })
    }
    let mut roads = proof.roads.iter();
    roads
        .find_map(|road| find(&road.steps, &asks.condition))
        .expect("the condition asks")
}

#[tokio::test]
async fn an_answer_is_a_fact_with_its_ground_and_can_be_taken_back() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        let head = caller(Role::Head, "phong-1");
        let before = proof(&app, &head, &asks, "nv-2").await;
        assert_eq!(before.outcome, "needs_human");
        let open = question(&before, &asks);
        assert!(open.may && open.answer.is_none() && open.seen == 0);

        let one = told(&asks, vec![of("nv-2", 0)], false);
        let done = answer(&app, &head, &one).await.unwrap();
        assert_eq!((done.stored, done.conflicts.len()), (1, 0), "{done:?}");
        let after = proof(&app, &head, &asks, "nv-2").await;
        assert_eq!(after.outcome, "not_eligible");
        let stands = question(&after, &asks);
        let answered = stands.answer.clone().unwrap();
        assert!(!answered.holds && stands.seen == 1);
        assert_eq!(answered.by.as_deref(), Some("Người thử"));
        assert_eq!(answered.on.as_deref(), Some("22/11/2026"));
        assert!(answered.ground.unwrap().contains("họp bình xét"));
        // Another year is another question.
        let view = app.view(&head.actor).await.unwrap();
        let facts = thidua_app::law::answer::facts(&view, "nv-2");
        assert_eq!(facts.len(), 1);
        // The same again stores nothing.
        let same = told(&asks, vec![of("nv-2", 1)], false);
        assert_eq!(answer(&app, &head, &same).await.unwrap().event, None);

        let what = ("nv-2", asks.condition.as_str(), 2026);
        let empty = withdraw(&app, &head, what, 1, "  ").await;
        assert!(matches!(empty, Err(AppError::Refused(_))), "{empty:?}");
        let stale = withdraw(&app, &head, what, 7, "Nhầm người").await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        withdraw(&app, &head, what, 1, "Nhầm người").await.unwrap();
        let back = proof(&app, &head, &asks, "nv-2").await;
        assert_eq!(back.outcome, "needs_human");
        assert!(question(&back, &asks).answer.is_none());
        // What was decided and taken back stays in the history.
        let view = app.view(&head.actor).await.unwrap();
        let key = format!("tra-loi-dieu-kien?{}", answered.key);
        assert!(!key.is_empty());
        let shown = history(&app, &view, "tra-loi-dieu-kien", &answered.key)
            .await
            .unwrap();
        assert!(shown.removed && shown.lines.len() == 2, "{shown:#?}");
        assert_eq!(shown.lines[0].reason.as_deref(), Some("Nhầm người"));
        // After it was taken back it can be decided anew.
        let again = answer(&app, &head, &told(&asks, vec![of("nv-2", 0)], true)).await;
        assert_eq!(again.unwrap().stored, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_of_oneself_nor_beyond_reach_nor_without_the_right() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        for role in [Role::Officer, Role::Auditor, Role::Ministry, Role::Employee] {
            let by = caller(role, "tinh-a");
            let refused = answer(&app, &by, &told(&asks, vec![of("nv-2", 0)], true)).await;
            assert!(
                matches!(refused, Err(AppError::Forbidden)),
                "{role:?}: {refused:?}"
            );
        }
        let mut own = caller(Role::Personnel, "tinh-a");
        own.actor.person = Some("nv-2".to_owned());
        let refused = answer(&app, &own, &told(&asks, vec![of("nv-2", 0)], true)).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        let both = told(&asks, vec![of("nv-1", 0), of("nv-2", 0)], true);
        let refused = answer(&app, &own, &both).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "all or nothing");
        let away = answer(&app, &own, &told(&asks, vec![of("nv-b", 0)], true)).await;
        assert!(matches!(away, Err(AppError::NotFound)), "{away:?}");
        let done = answer(&app, &own, &told(&asks, vec![of("nv-1", 0)], true)).await;
        assert_eq!(done.unwrap().stored, 1);
        // A computed condition takes no answer; an empty form is told everything at once.
        let mut wrong = told(&asks, Vec::new(), true);
        wrong.condition = "chung.khong_vuong_mac".to_owned();
        (wrong.holds, wrong.ground) = (None, " ".to_owned());
        let Done { faults, .. } = answer(&app, &own, &wrong).await.unwrap();
        assert_eq!(faults.len(), 4, "{faults:?}");
    })
    .await;
}

#[tokio::test]
async fn two_who_decide_at_once_are_told_and_a_list_is_all_or_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        let (head, officer) = (
            caller(Role::Head, "phong-1"),
            caller(Role::Personnel, "tinh-a"),
        );
        let ask = AskDesk {
            agency: "phong-1".to_owned(),
            below: true,
            whom: Whom::People,
            condition: asks.condition.clone(),
            year: 2026,
        };
        let view = app.view(&officer.actor).await.unwrap();
        let seen = desk(&app, &view, &ask).await.unwrap();
        assert_eq!(seen.rows.len(), 8);
        let all: Vec<Seen> = seen
            .rows
            .iter()
            .map(|row| of(&row.subject, row.seen))
            .collect();
        let ahead = effect(&view, &told(&asks, all.clone(), true)).unwrap();
        assert_eq!((ahead.written, ahead.replaced), (8, 0));
        assert!(!ahead.changes.is_empty(), "the condition decides an award");
        // Meanwhile the head decides of one of them.
        answer(&app, &head, &told(&asks, vec![of("nv-3", 0)], false))
            .await
            .unwrap();
        let late = answer(&app, &officer, &told(&asks, all, true))
            .await
            .unwrap();
        assert_eq!((late.stored, late.event), (0, None));
        assert_eq!(late.conflicts, ["Lê Văn Ba"], "{late:?}");
        let view = app.view(&officer.actor).await.unwrap();
        let now = desk(&app, &view, &ask).await.unwrap();
        let answered = now.rows.iter().filter(|row| row.answer.is_some());
        assert_eq!(answered.count(), 1, "nothing of the list was stored");
        let all: Vec<Seen> = now
            .rows
            .iter()
            .map(|row| of(&row.subject, row.seen))
            .collect();
        let ahead = effect(&view, &told(&asks, all.clone(), true)).unwrap();
        assert_eq!((ahead.written, ahead.replaced), (8, 1));
        let done = answer(&app, &officer, &told(&asks, all, true))
            .await
            .unwrap();
        assert_eq!(done.stored, 8, "{done:?}");
        // One event for all of them, undone at once.
        let undone = record::undo(&app, &officer, done.event.unwrap()).await;
        undone.unwrap();
        let view = app.view(&officer.actor).await.unwrap();
        let back = desk(&app, &view, &ask).await.unwrap();
        let stands: Vec<_> = back
            .rows
            .iter()
            .filter_map(|row| Some((row.subject.as_str(), row.answer.as_ref()?.holds)))
            .collect();
        assert_eq!(stands, [("nv-3", false)]);
    })
    .await;
}

#[tokio::test]
async fn a_bundle_brings_answers_only_of_who_may_give_them_and_of_what_is_asked() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        let row = |condition: &str| {
            format!(
                "Mã đối tượng|Điều kiện|Năm|Kết luận|Căn cứ|Người trả lời|Ngày\nnv-4|{condition}|2026|co|Biên bản số 3|Trần Thị Hai|05/11/2026"
            )
        };
        // Who answered, and when, is whoever loads, that day.
        let rows = row(&asks.condition).replace("Trần Thị Hai|05/11/2026", "|");
        let sheets = bundle(&[("tra-loi-dieu-kien", &rows)]);
        let options = thidua_app::bundle::Options {
            channel: "web".to_owned(),
            ..Default::default()
        };
        let load = async |role| {
            thidua_app::bundle::load(&app, &actor(role, "tinh-a"), &sheets, &options).await
        };
        let refused = load(Role::Officer).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let loaded = load(Role::Personnel).await.unwrap();
        assert!(!loaded.refused() && loaded.stored["tra-loi-dieu-kien"] == 1, "{loaded:#?}");
        for wrong in ["khong.co", "chung.khong_vuong_mac"] {
            let rows = row(wrong);
            let loaded = take(&app, &bundle(&[("tra-loi-dieu-kien", &rows)]), None).await;
            let mut faults = loaded.faults.iter();
            assert!(
                faults.any(|fault| fault.column == "Điều kiện" && fault.severity == Severity::Error),
                "{wrong}: {loaded:#?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_counted_and_who_may_not_know_discipline_learns_nothing_of_it() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        let ask = AskSums {
            agency: "tinh-a".to_owned(),
            below: true,
            year: Some(2026),
            ..AskSums::default()
        };
        let look = async |role: Role| {
            let view = app.view(&actor(role, "tinh-a")).await.unwrap();
            let found = sums(&view, &ask).unwrap();
            let page = AskPage {
                subject: "nv-2".to_owned(),
                person: true,
                year: Some(2026),
                ..AskPage::default()
            };
            let shown = page::overview(&view, &page).unwrap();
            (found, shown)
        };
        let (before, shown) = look(Role::Officer).await;
        assert_eq!((before.subjects, before.conduct_hidden), (8, 8));
        assert!(!shown.conduct_known);
        let award = before.awards.iter().find(|award| award.code == asks.award);
        assert!(award.is_some_and(|award| award.human == 8), "{award:?}");
        assert!(before.awards.iter().all(|award| award.eligible == 0));
        let told = take(
            &app,
            &bundle(&[
                (
                    "ky-luat",
                    "Mã cá nhân|Hình thức|Ngày quyết định\n nv-2|canh_cao|10/3/2026",
                ),
                (
                    "vuong-mac",
                    "Mã đối tượng|Loại|Từ ngày\n nv-2|dieu_tra|04/5/2026",
                ),
            ]),
            None,
        )
        .await;
        assert!(!told.refused(), "{told:#?}");
        let (after, now) = look(Role::Officer).await;
        assert_eq!(
            (after, now),
            (before, shown),
            "no difference for who may not know"
        );
        let (known, page) = look(Role::Personnel).await;
        assert_eq!(known.conduct_hidden, 0);
        assert!(page.conduct_known && page.awards.iter().all(|award| award.outcome != "eligible"));
        assert_eq!(PERMISSION.code(), "answer_conditions");
    })
    .await;
}

#[tokio::test]
async fn looking_ahead_counts_each_once_and_tells_nothing_of_what_one_may_not_read() {
    on_both(async |db| {
        let app = app(db).await;
        let asks = base(&app).await;
        let head = caller(Role::Head, "phong-1");
        let view = app.view(&head.actor).await.unwrap();
        let twice = vec![of("nv-2", 0), of("nv-2", 0), of("nv-3", 0)];
        let ahead = effect(&view, &told(&asks, twice, true)).unwrap();
        assert_eq!((ahead.written, ahead.replaced), (2, 0));
        let names = ahead.changes.iter().flat_map(|change| &change.names);
        assert_eq!(names.filter(|name| name.contains("Hai")).count(), 1);
        let many = vec![of("nv-2", 0); thidua_app::law::answer::MOST + 1];
        let refused = effect(&view, &told(&asks, many, true));
        assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        let mut unknown = told(&asks, vec![of("nv-2", 0)], true);
        unknown.condition = "khong.co".to_owned();
        let refused = effect(&view, &unknown);
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        // Computed, about discipline: not asked of people, and not the head's to find out by looking ahead.
        unknown.condition = "chung.khong_vuong_mac".to_owned();
        let refused = effect(&view, &unknown);
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
    })
    .await;
}
