//! Sessions, trusted devices and counters of wrong passwords: operational, without events.

use thidua_store::session::{self, Seeing, Session, TrustedDevice};
use thidua_store::testing::{event, on_both, stamp};
use thidua_store::{figures, visit};

use crate::access::create;
use crate::figures::sheet;
use crate::transactions::store;

fn new(token: &str, user_id: i64) -> Session {
    Session {
        token_sha256: token.repeat(64),
        user_id,
        device: "Chrome 140, Windows".to_owned(),
        address: "10.0.0.7".to_owned(),
        created: 100,
        last_seen: 100,
        expires: 1_000,
        step_up_until: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_lives_and_leaves_the_version_alone() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let token = "a".repeat(64);
        session::create(&db, new("a", an.id)).await.unwrap();
        session::touch(&db, &token, 200).await.unwrap();
        session::touch(&db, &token, 150).await.unwrap();
        session::step_up(&db, &token, 500).await.unwrap();
        assert_eq!(db.version().await.unwrap(), 1);
        let tx = db.read().await.unwrap();
        let found = session::find(&tx, &token).await.unwrap().unwrap();
        assert_eq!((found.last_seen, found.step_up_until), (200, Some(500)));
        drop(tx);
        assert!(session::end(&db, &token).await.unwrap());
        assert!(!session::end(&db, &token).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_all_but_one_and_sweeping() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        for (token, user) in [("a", an.id), ("b", an.id), ("c", an.id), ("d", binh.id)] {
            session::create(&db, new(token, user)).await.unwrap();
        }
        let keep = "b".repeat(64);
        assert_eq!(session::end_all(&db, an.id, Some(&keep)).await.unwrap(), 2);
        let tx = db.read().await.unwrap();
        assert_eq!(
            session::list(&tx, an.id).await.unwrap()[0].token_sha256,
            keep
        );
        drop(tx);
        session::touch(&db, &keep, 400).await.unwrap();
        assert_eq!(session::sweep(&db, 500, 300).await.unwrap(), 1);
        assert_eq!(session::sweep(&db, 1_000, 300).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_trusted_and_forgotten() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let device = TrustedDevice {
            token_sha256: "e".repeat(64),
            user_id: an.id,
            device: "Firefox".to_owned(),
            created: 1,
            last_seen: 1,
            expires: 900,
        };
        session::trust(&db, device.clone()).await.unwrap();
        let tx = db.read().await.unwrap();
        let found = session::trusted(&tx, &device.token_sha256).await.unwrap();
        assert_eq!(found, Some(device));
        drop(tx);
        assert_eq!(session::distrust_all(&db, an.id).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_are_counted_exactly_under_concurrency() {
    on_both(async |db| {
        let mut attempts = Vec::new();
        for at in 0..20 {
            let db = db.clone();
            let attempt = async move { session::failed(&db, "an", "la", at).await.unwrap().count };
            attempts.push(tokio::spawn(attempt));
        }
        let mut counts = Vec::new();
        for attempt in attempts {
            counts.push(attempt.await.unwrap());
        }
        counts.sort_unstable();
        assert_eq!(counts, (1..=20).collect::<Vec<_>>());
        session::lock(&db, "an", "la", 999).await.unwrap();
        let tx = db.read().await.unwrap();
        let found = session::failures(&tx, "an", "la").await.unwrap().unwrap();
        assert_eq!((found.count, found.locked_until), (20, Some(999)));
        assert!(
            session::failures(&tx, "an", "quen")
                .await
                .unwrap()
                .is_none()
        );
        drop(tx);
        session::forgive(&db, "an", None).await.unwrap();
        let tx = db.read().await.unwrap();
        assert!(session::failures(&tx, "an", "la").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_as_another_ends_with_its_session() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        let (one, two) = ("a".repeat(64), "b".repeat(64));
        for token in ["a", "b"] {
            session::create(&db, new(token, an.id)).await.unwrap();
        }
        let seen = |until| Seeing {
            user_id: binh.id,
            until,
        };
        session::see_as(&db, &one, seen(500)).await.unwrap();
        session::see_as(&db, &one, seen(700)).await.unwrap();
        session::see_as(&db, &two, seen(700)).await.unwrap();
        let tx = db.read().await.unwrap();
        assert_eq!(session::seeing(&tx, &one).await.unwrap(), Some(seen(700)));
        drop(tx);
        assert!(session::stop_seeing(&db, &one).await.unwrap());
        assert!(!session::stop_seeing(&db, &one).await.unwrap());
        session::end_all(&db, an.id, None).await.unwrap();
        let tx = db.read().await.unwrap();
        assert_eq!(session::seeing(&tx, &two).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_remembers_the_one_before_and_what_came_since() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        visit::note(&db, an.id, 100, 1).await.unwrap();
        store(&db, "can-tho", "Cần Thơ").await;
        let mut tx = db.write().await.unwrap();
        let sheets = vec![
            sheet("can-tho", None, 2025, 9),
            sheet("can-tho", None, 2025, 10),
        ];
        figures::insert(&mut tx, &stamp(), sheets).await.unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        visit::note(&db, an.id, 200, 3).await.unwrap();
        let tx = db.read().await.unwrap();
        let found = visit::find(&tx, an.id).await.unwrap().unwrap();
        assert_eq!((found.at, found.version), (200, 3));
        assert_eq!(
            (found.before_at, found.before_version),
            (Some(100), Some(1))
        );
        let figures = visit::figures_after(&tx, 1).await.unwrap();
        assert_eq!(figures.len(), 2);
        assert_eq!(
            (figures[0].agency.as_str(), figures[0].year),
            ("can-tho", 2025)
        );
        assert_eq!(figures.iter().map(|row| row.revisions).sum::<i64>(), 2);
        let records = visit::records_after(&tx, 1).await.unwrap();
        assert_eq!(records.len(), 1);
        assert!(visit::figures_after(&tx, 3).await.unwrap().is_empty());
        assert!(visit::records_after(&tx, 3).await.unwrap().is_empty());
    })
    .await;
}
