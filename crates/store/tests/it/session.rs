//! Sessions, trusted devices and counters of wrong passwords: operational, without events.

use thidua_store::session::{self, Session, TrustedDevice};
use thidua_store::testing::on_both;

use crate::access::create;

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
