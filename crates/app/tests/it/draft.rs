//! Drafts: each actor's own, and only those.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use thidua_app::access::Caller;
use thidua_app::account::{NewUser, add_with_password};
use thidua_app::draft::{self, NewDraft, Saved};
use thidua_app::{App, AppError, Clock, SystemEntropy};
use thidua_domain::access::Actor;
use thidua_domain::time::Instant;
use thidua_store::Db;
use thidua_store::testing::on_both;

const DAY: i64 = 24 * 3_600 * 1_000_000;

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

async fn office(db: Db) -> (App, Arc<Hand>, Actor, Actor) {
    // 22/11/2026 16:41 in Vietnam.
    let clock = Arc::new(Hand(AtomicI64::new(1_795_340_460_000_000)));
    let app = App::open(db, clock.clone(), Arc::new(SystemEntropy))
        .await
        .unwrap();
    for name in ["an", "binh"] {
        let new = NewUser {
            name: name.into(),
            full_name: format!("Nguyễn Thị {name}"),
            person: None,
        };
        add_with_password(&app, &Caller::console(), new, "thuyền thúng gỗ lim")
            .await
            .unwrap();
    }
    let actor = |user: &str| Actor {
        user: user.into(),
        person: None,
        grants: Vec::new(),
    };
    (app, clock, actor("an"), actor("binh"))
}

fn typed(key: &str, stamp: i64) -> NewDraft {
    NewDraft {
        key: key.into(),
        page: "/nhan-su/moi".into(),
        title: "Thêm người".into(),
        base: "2".into(),
        content: "{\"ho_ten\":\"Đặng Thị Ỹ\"}".into(),
        stamp,
    }
}

#[tokio::test]
async fn a_draft_is_its_owners_alone() {
    on_both(async |db| {
        let version = db.clone();
        let (app, clock, an, binh) = office(db).await;
        let before = version.version().await.unwrap();
        let at = Instant(1_795_340_460_000_000);
        let saved = draft::save(&app, &an, typed("nguoi/moi", 7)).await.unwrap();
        assert_eq!(saved, Saved::At(at));
        let found = draft::find(&app, &an, "nguoi/moi").await.unwrap().unwrap();
        assert_eq!(
            (
                found.base.as_str(),
                found.stamp,
                found.saved,
                found.accepted
            ),
            ("2", 7, at.0, false)
        );
        assert_eq!(found.content, "{\"ho_ten\":\"Đặng Thị Ỹ\"}");
        assert_eq!(draft::find(&app, &binh, "nguoi/moi").await.unwrap(), None);
        assert!(draft::mine(&app, &binh).await.unwrap().is_empty());
        assert!(!draft::forget(&app, &binh, "nguoi/moi").await.unwrap());
        let mine = draft::mine(&app, &an).await.unwrap();
        assert_eq!(
            (mine[0].title.as_str(), mine[0].page.as_str()),
            ("Thêm người", "/nhan-su/moi")
        );
        let seen = draft::others(&app, &binh, "nguoi/", DAY).await.unwrap();
        assert_eq!(
            (seen[0].user.as_str(), seen[0].name.as_str()),
            ("an", "Nguyễn Thị an")
        );
        assert!(
            draft::others(&app, &an, "nguoi/", DAY)
                .await
                .unwrap()
                .is_empty()
        );
        clock.0.fetch_add(2 * DAY, Ordering::SeqCst);
        assert!(
            draft::others(&app, &binh, "nguoi/", DAY)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(draft::forget(&app, &an, "nguoi/moi").await.unwrap());
        assert_eq!(draft::find(&app, &an, "nguoi/moi").await.unwrap(), None);
        assert_eq!(version.version().await.unwrap(), before, "no audit event");
    })
    .await;
}

#[tokio::test]
async fn acceptance_leaves_nothing_but_its_mark() {
    on_both(async |db| {
        let (app, clock, an, _) = office(db).await;
        draft::save(&app, &an, typed("k", 7)).await.unwrap();
        draft::accepted(&app, &an, "k", 9).await.unwrap();
        let mark = draft::find(&app, &an, "k").await.unwrap().unwrap();
        assert_eq!(
            (mark.accepted, mark.stamp, mark.content.as_str()),
            (true, 9, "")
        );
        assert!(draft::mine(&app, &an).await.unwrap().is_empty());
        let late = draft::save(&app, &an, typed("k", 8)).await.unwrap();
        assert_eq!(late, Saved::Accepted);
        assert!(matches!(
            draft::save(&app, &an, typed("k", 10)).await.unwrap(),
            Saved::At(_)
        ));
        clock.0.fetch_add(draft::LASTS, Ordering::SeqCst);
        assert_eq!(draft::sweep(&app).await.unwrap(), 0);
        clock.0.fetch_add(1, Ordering::SeqCst);
        assert_eq!(draft::sweep(&app).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_with_a_cure() {
    on_both(async |db| {
        let (app, _, an, _) = office(db).await;
        let large = NewDraft {
            content: format!("{{\"a\":\"{}\"}}", "x".repeat(256 * 1024)),
            ..typed("k", 1)
        };
        let nameless = NewDraft {
            key: String::new(),
            ..typed("k", 1)
        };
        let elsewhere = NewDraft {
            page: "https://evil.example".into(),
            ..typed("k", 1)
        };
        let number = NewDraft {
            content: "{\"a\":1}".into(),
            ..typed("k", 1)
        };
        for wrong in [large, nameless, elsewhere, number] {
            let refused = draft::save(&app, &an, wrong).await;
            assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        }
        for n in 0..100 {
            draft::save(&app, &an, typed(&format!("k{n}"), 1))
                .await
                .unwrap();
        }
        let Err(AppError::Refused(text)) = draft::save(&app, &an, typed("them", 1)).await else {
            panic!("the hundred-and-first was kept");
        };
        assert!(text.contains("Bản nháp của tôi"), "{text}");
    })
    .await;
}
