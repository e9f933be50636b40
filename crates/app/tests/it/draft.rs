//! Drafts: each actor's own, and only those.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use thidua_app::access::Caller;
use thidua_app::account::{NewUser, add_with_password};
use thidua_app::draft::{self, NewDraft, Saved};
use thidua_app::{App, AppError, Clock, SystemEntropy};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::time::Instant;
use thidua_store::Db;
use thidua_store::testing::on_both;

use crate::desk::{bundle, take};

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
        grants: vec![Grant {
            role: Role::Administrator,
            agency: "*".into(),
            from: None,
            to: None,
        }],
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
        let saved = draft::save(&app, &an, typed("nguoi-dung/moi", 7))
            .await
            .unwrap();
        assert_eq!(saved, Saved::At(at));
        let found = draft::find(&app, &an, "nguoi-dung/moi")
            .await
            .unwrap()
            .unwrap();
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
        assert_eq!(
            draft::find(&app, &binh, "nguoi-dung/moi").await.unwrap(),
            None
        );
        assert!(draft::mine(&app, &binh).await.unwrap().is_empty());
        assert!(!draft::forget(&app, &binh, "nguoi-dung/moi").await.unwrap());
        let mine = draft::mine(&app, &an).await.unwrap();
        assert_eq!(
            (mine[0].title.as_str(), mine[0].page.as_str()),
            ("Thêm người", "/nhan-su/moi")
        );
        let seen = draft::others(&app, &binh, "nguoi-dung/", DAY)
            .await
            .unwrap();
        assert_eq!(
            (seen[0].user.as_str(), seen[0].name.as_str()),
            ("an", "Nguyễn Thị an")
        );
        assert!(
            draft::others(&app, &an, "nguoi-dung/", DAY)
                .await
                .unwrap()
                .is_empty()
        );
        clock.0.fetch_add(2 * DAY, Ordering::SeqCst);
        assert!(
            draft::others(&app, &binh, "nguoi-dung/", DAY)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(draft::forget(&app, &an, "nguoi-dung/moi").await.unwrap());
        assert_eq!(
            draft::find(&app, &an, "nguoi-dung/moi").await.unwrap(),
            None
        );
        assert_eq!(version.version().await.unwrap(), before, "no audit event");
    })
    .await;
}

#[tokio::test]
async fn acceptance_leaves_nothing_but_its_mark() {
    on_both(async |db| {
        let (app, clock, an, _) = office(db).await;
        draft::save(&app, &an, typed("nguoi-dung/k/vai-tro", 7))
            .await
            .unwrap();
        draft::accepted(&app, &an, "nguoi-dung/k/vai-tro", 9)
            .await
            .unwrap();
        let mark = draft::find(&app, &an, "nguoi-dung/k/vai-tro")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (mark.accepted, mark.stamp, mark.content.as_str()),
            (true, 9, "")
        );
        assert!(draft::mine(&app, &an).await.unwrap().is_empty());
        let late = draft::save(&app, &an, typed("nguoi-dung/k/vai-tro", 8))
            .await
            .unwrap();
        assert_eq!(late, Saved::Accepted);
        assert!(matches!(
            draft::save(&app, &an, typed("nguoi-dung/k/vai-tro", 10))
                .await
                .unwrap(),
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
            ..typed("nguoi-dung/k/vai-tro", 1)
        };
        let nameless = NewDraft {
            key: String::new(),
            ..typed("nguoi-dung/k/vai-tro", 1)
        };
        let elsewhere = NewDraft {
            page: "https://evil.example".into(),
            ..typed("nguoi-dung/k/vai-tro", 1)
        };
        let number = NewDraft {
            content: "{\"a\":1}".into(),
            ..typed("nguoi-dung/k/vai-tro", 1)
        };
        for wrong in [large, nameless, elsewhere, number] {
            let refused = draft::save(&app, &an, wrong).await;
            assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        }
        for n in 0..100 {
            draft::save(&app, &an, typed(&format!("nguoi-dung/k{n}/vai-tro"), 1))
                .await
                .unwrap();
        }
        let Err(AppError::Refused(text)) =
            draft::save(&app, &an, typed("nguoi-dung/them/vai-tro", 1)).await
        else {
            panic!("the hundred-and-first was kept");
        };
        assert!(text.contains("Bản nháp của tôi"), "{text}");
    })
    .await;
}

/// An officer of Quận 1 could otherwise have others told of work on what is none of the officer's.
#[tokio::test]
async fn only_forms_that_exist_and_are_ones_own_keep_drafts() {
    on_both(async |db| {
        let (app, _, mut an, binh) = office(db).await;
        let sheets = [(
            "co-quan",
            "Mã|Tên|Cấp|Mã cấp trên
             cuc|Cục Quản lý|cuc_quan_ly|
             quan-1|THADS Quận 1|tinh|cuc
             quan-2|THADS Quận 2|tinh|cuc",
        )];
        let loaded = take(&app, &bundle(&sheets), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        an.grants[0].role = Role::Officer;
        an.grants[0].agency = "quan-1".into();
        let place = |agency: &str| format!("so-lieu/{agency}/2026/3/btp/mot/ty_dong");
        for (key, kept) in [
            (place("quan-1").as_str(), true),
            (place("quan-2").as_str(), false),
            (place("khong-co").as_str(), false),
            ("so-lieu/quan-1/2026/3/btp/", false),
            ("giao-chi-tieu:quan-1:2026:giao", true),
            ("giao-chi-tieu:quan-2:2026:giao", false),
            ("du-lieu:nhan-su:co-quan=quan-1", true),
            ("du-lieu:co-quan:", false),
            ("du-lieu:nhan-su:999", false),
            ("du-lieu:nhan-su:dieu-dong/khong-co", false),
            ("nguoi-dung/moi", false),
            ("tai-khoan/uy-quyen", true),
            ("tuy-y", false),
        ] {
            let saved = draft::save(&app, &an, typed(key, 1)).await;
            assert_eq!(saved.is_ok(), kept, "{key} {saved:?}");
        }
        // A mark of acceptance is left for no key that names no form.
        draft::accepted(&app, &an, "tuy-y", 1).await.unwrap();
        assert_eq!(draft::find(&app, &an, "tuy-y").await.unwrap(), None);
        // Of exactly this form, not of one whose key begins alike.
        let told = async |key: &str| draft::others_of(&app, &binh, key, DAY).await.unwrap().len();
        assert_eq!(told("giao-chi-tieu:quan-1:2026:giao").await, 1);
        assert_eq!(told("giao-chi-tieu:quan-1:2026").await, 0);
    })
    .await;
}
