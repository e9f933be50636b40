//! Records: insert, revise, find, what changed, history.

use thidua_store::testing::{event, on_both, stamp};
use thidua_store::{Canonical, Stamp, StoreError, records};

use crate::transactions::{record, store};

fn content(text: &str) -> Canonical {
    Canonical::from_value(&serde_json::json!({ "ten": text })).unwrap()
}

fn revision(of: &records::StoredRecord, text: &str) -> records::Revision {
    records::Revision {
        id: of.id,
        follows: of.number,
        content: content(text),
        removed: false,
        origin: records::Origin {
            source: Some("Quyết định 12".to_owned()),
            file: Some("goi.xlsx".to_owned()),
            sheet: Some("co-quan".to_owned()),
            line: Some(7),
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_becomes_the_newest_and_the_old_one_stays() {
    on_both(async |db| {
        store(&db, "can-tho", "Cục Cần Thơ").await;
        store(&db, "hau-giang", "Cục Hậu Giang").await;
        let mut tx = db.write().await.unwrap();
        let old = records::find(&tx, "co-quan", "can-tho")
            .await
            .unwrap()
            .unwrap();
        let why = Stamp {
            reason: Some("đổi tên".to_owned()),
            ..stamp()
        };
        records::revise(&mut tx, &why, vec![revision(&old, "Thành phố Cần Thơ")])
            .await
            .unwrap();
        assert_eq!(tx.commit(event("org.revise")).await.unwrap(), 3);

        let tx = db.read().await.unwrap();
        let all = records::all(&tx, Some("co-quan")).await.unwrap();
        let seen: Vec<_> = all
            .iter()
            .map(|r| (r.key.as_str(), r.number, r.event))
            .collect();
        assert_eq!(seen, [("can-tho", 2, 3), ("hau-giang", 1, 2)]);
        assert_eq!(all[0].content, content("Thành phố Cần Thơ"));
        assert_eq!(all[0].origin.line, Some(7));
        assert_eq!(all[0].reason.as_deref(), Some("đổi tên"));
        assert!(records::all(&tx, Some("nhan-su")).await.unwrap().is_empty());

        let history = records::history(&tx, "co-quan", "can-tho").await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0], old);
        assert_eq!(history[1], all[0]);
        assert_eq!(records::of_event(&tx, 3).await.unwrap(), [all[0].clone()]);
        assert_eq!(records::of_event(&tx, 1).await.unwrap(), [old]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_a_version() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        store(&db, "b", "B").await;
        let mut tx = db.write().await.unwrap();
        let a = records::find(&tx, "co-quan", "a").await.unwrap().unwrap();
        let gone = records::Revision {
            removed: true,
            ..revision(&a, "A")
        };
        records::revise(&mut tx, &stamp(), vec![gone])
            .await
            .unwrap();
        records::insert(&mut tx, &stamp(), vec![record("nhan-su", "a", "An")])
            .await
            .unwrap();
        tx.commit(event("org.revise")).await.unwrap();
        let tx = db.read().await.unwrap();
        let keys = async |version| {
            let found = records::changed_since(&tx, version).await.unwrap();
            found
                .into_iter()
                .map(|r| (r.kind, r.key, r.removed))
                .collect::<Vec<_>>()
        };
        let text = |s: &str| s.to_owned();
        assert_eq!(keys(3).await, []);
        let third = [
            (text("co-quan"), text("a"), true),
            (text("nhan-su"), text("a"), false),
        ];
        assert_eq!(keys(2).await, third);
        assert_eq!(keys(0).await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_key_and_a_stale_revision_are_refused() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        let mut tx = db.write().await.unwrap();
        let taken = records::insert(&mut tx, &stamp(), vec![record("co-quan", "a", "A")]).await;
        assert!(matches!(taken, Err(StoreError::Duplicate(_))), "{taken:?}");
        drop(tx);

        let tx = db.read().await.unwrap();
        let a = records::find(&tx, "co-quan", "a").await.unwrap().unwrap();
        drop(tx);
        let mut tx = db.write().await.unwrap();
        records::revise(&mut tx, &stamp(), vec![revision(&a, "B")])
            .await
            .unwrap();
        tx.commit(event("org.revise")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let stale = records::revise(&mut tx, &stamp(), vec![revision(&a, "C")]).await;
        assert!(matches!(stale, Err(StoreError::Duplicate(_))), "{stale:?}");
        let unknown = records::Revision {
            id: 999,
            ..revision(&a, "C")
        };
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let unknown = records::revise(&mut tx, &stamp(), vec![unknown]).await;
        assert!(
            matches!(unknown, Err(StoreError::Constraint(_))),
            "{unknown:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_revisions_of_one_record_in_one_transaction() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        let mut tx = db.write().await.unwrap();
        for text in ["B", "C", "D"] {
            let a = records::find(&tx, "co-quan", "a").await.unwrap().unwrap();
            records::revise(&mut tx, &stamp(), vec![revision(&a, text)])
                .await
                .unwrap();
        }
        tx.commit(event("org.revise")).await.unwrap();
        let tx = db.read().await.unwrap();
        let a = records::find(&tx, "co-quan", "a").await.unwrap().unwrap();
        assert_eq!((a.number, a.event, a.content), (4, 2, content("D")));
        assert_eq!(
            records::history(&tx, "co-quan", "a").await.unwrap().len(),
            4
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_keeps_its_revisions_under_another_key_and_is_found_by_what_it_says() {
    on_both(async |db| {
        store(&db, "a_1", "Cục 100% A_1").await;
        store(&db, "ab1", "Cục AB1").await;
        let mut tx = db.write().await.unwrap();
        let a = records::find(&tx, "co-quan", "a_1").await.unwrap().unwrap();
        let moved = vec![(a.id, "a_2".to_owned(), Some("a_2".to_owned()))];
        records::rekey(&mut tx, moved).await.unwrap();
        records::revise(&mut tx, &stamp(), vec![revision(&a, "Cục A_2 50%")])
            .await
            .unwrap();
        tx.commit(event("org.revise")).await.unwrap();

        let tx = db.read().await.unwrap();
        assert!(
            records::find(&tx, "co-quan", "a_1")
                .await
                .unwrap()
                .is_none()
        );
        let found = records::by_id(&tx, "co-quan", a.id).await.unwrap().unwrap();
        assert_eq!((found.key.as_str(), found.number), ("a_2", 2));
        assert_eq!(records::revisions(&tx, a.id).await.unwrap().len(), 2);
        let first = records::revision(&tx, a.id, 1).await.unwrap().unwrap();
        assert_eq!(first.content, a.content);
        assert!(
            records::by_id(&tx, "nhan-su", a.id)
                .await
                .unwrap()
                .is_none()
        );
        assert!(records::is_used(&tx, "co-quan", "a_2").await.unwrap());
        assert!(!records::is_used(&tx, "co-quan", "a_9").await.unwrap());
        let standing = records::standing(&tx, &[a.id + 1_000, a.id]).await.unwrap();
        assert_eq!(standing.len(), 1, "only what there is");
        assert_eq!((standing[0].id, standing[0].number), (a.id, 2));
        assert!(records::standing(&tx, &[]).await.unwrap().is_empty());
        let mentions = records::mentioning(&tx, "A_2").await.unwrap();
        assert_eq!(mentions.records.len(), 1);
        assert_eq!((mentions.sheets, mentions.accounts), (0, 0));
    })
    .await;
}
