//! Commit, rollback, the order of numbers, snapshots.

use std::collections::BTreeSet;
use std::task::Poll;
use std::time::Duration;

use thidua_store::testing::{event, on_both, on_both_with, stamp};
use thidua_store::{Canonical, Db, Options, Snapshot, StoreError, records};

pub(crate) fn record(kind: &str, key: &str, text: &str) -> records::NewRecord {
    records::NewRecord {
        kind: kind.to_owned(),
        key: key.to_owned(),
        code: Some(key.to_owned()),
        content: Canonical::from_value(&serde_json::json!({ "ten": text })).unwrap(),
        origin: records::Origin::default(),
    }
}

pub(crate) async fn store(db: &Db, key: &str, text: &str) -> i64 {
    let mut tx = db.write().await.unwrap();
    records::insert(&mut tx, &stamp(), vec![record("co-quan", key, text)])
        .await
        .unwrap();
    tx.commit(event("org.load")).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn commit_stores_and_moves_the_version_by_one() {
    on_both(async |db| {
        assert_eq!(db.version().await.unwrap(), 0);
        assert_eq!(store(&db, "a", "A").await, 1);
        assert_eq!(store(&db, "b", "B").await, 2);
        assert_eq!(db.version().await.unwrap(), 2);
        let tx = db.read().await.unwrap();
        assert_eq!(tx.version(), 2);
        let found = records::find(&tx, "co-quan", "b").await.unwrap().unwrap();
        assert_eq!(
            (found.number, found.event, found.by.as_str()),
            (1, 2, "kiem.thu")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_or_rolled_back_leaves_nothing() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        records::insert(&mut tx, &stamp(), vec![record("co-quan", "a", "A")])
            .await
            .unwrap();
        drop(tx);
        let mut tx = db.write().await.unwrap();
        records::insert(&mut tx, &stamp(), vec![record("co-quan", "b", "B")])
            .await
            .unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(db.version().await.unwrap(), 0);
        let tx = db.read().await.unwrap();
        assert!(records::all(&tx, None).await.unwrap().is_empty());
        drop(tx);
        assert_eq!(store(&db, "a", "A").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_statement_cannot_be_committed_away() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        let mut tx = db.write().await.unwrap();
        records::insert(&mut tx, &stamp(), vec![record("co-quan", "b", "B")])
            .await
            .unwrap();
        let twice = records::insert(&mut tx, &stamp(), vec![record("co-quan", "a", "A")]).await;
        assert!(matches!(twice, Err(StoreError::Duplicate(_))), "{twice:?}");
        let committed = tx.commit(event("org.load")).await.is_ok();
        let version = db.version().await.unwrap();
        let stored = records::all(&db.read().await.unwrap(), None)
            .await
            .unwrap()
            .len();
        assert_eq!((version, stored), if committed { (2, 2) } else { (1, 1) });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_does_not_move() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        let old = db.read().await.unwrap();
        store(&db, "b", "B").await;
        assert_eq!(old.version(), 1);
        assert_eq!(records::all(&old, None).await.unwrap().len(), 1);
        let new = db.read().await.unwrap();
        assert_eq!(new.version(), 2);
        assert_eq!(records::all(&new, None).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_follow_commit_order_under_eight_writers() {
    on_both_with(async |fresh| {
        let mut writers = Vec::new();
        for n in 0..8 {
            // Half of the writers are other processes' connections, as far as the engine can tell.
            let db = if n % 2 == 0 {
                fresh.db.clone()
            } else {
                Db::open(&fresh.address, Options::default()).await.unwrap()
            };
            writers.push(tokio::spawn(async move {
                let mut numbers = Vec::new();
                for turn in 0..25 {
                    let mut tx = db.write().await.unwrap();
                    let before = records::all(&tx, None).await.unwrap().len();
                    assert_eq!(i64::try_from(before).unwrap(), tx.version());
                    let new = record("co-quan", &format!("{n}-{turn}"), "x");
                    records::insert(&mut tx, &stamp(), vec![new]).await.unwrap();
                    numbers.push(tx.commit(event("org.load")).await.unwrap());
                }
                assert!(numbers.is_sorted());
                numbers
            }));
        }
        let mut all = BTreeSet::new();
        for writer in writers {
            for number in writer.await.unwrap() {
                assert!(all.insert(number), "{number} twice");
            }
        }
        assert_eq!(all, (1..=200).collect());
        assert_eq!(fresh.db.version().await.unwrap(), 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_waits_its_patience_and_no_longer() {
    on_both_with(async |fresh| {
        let impatient = Options {
            patience: Duration::from_millis(200),
            ..Options::default()
        };
        let other = Db::open(&fresh.address, impatient).await.unwrap();
        let holder = fresh.db.write().await.unwrap();
        let refused = other.write().await.map(drop);
        assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
        // What was dropped is rolled back in the background, on a busy machine later than its patience.
        drop(holder);
        let mut turn = other.write().await;
        while matches!(turn, Err(StoreError::Busy)) {
            turn = other.write().await;
        }
        turn.unwrap().rollback().await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}

/// A client that goes away drops the handler's future at any of its steps.
async fn abandoned_after<T>(mut steps: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = Box::pin(work);
    let polled = |context: &mut std::task::Context<'_>| {
        if steps == 0 {
            return Poll::Ready(None);
        }
        steps -= 1;
        work.as_mut().poll(context).map(Some)
    };
    std::future::poll_fn(polled).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_abandoned_request_gives_its_place_back() {
    on_both(async |db| {
        for steps in 1.. {
            let key = format!("{steps}");
            let work = async {
                let mut tx = db.write().await.unwrap();
                records::insert(&mut tx, &stamp(), vec![record("co-quan", &key, "x")])
                    .await
                    .unwrap();
                tx.commit(event("org.load")).await.unwrap()
            };
            if abandoned_after(steps, work).await.is_some() {
                break;
            }
        }
        // The last commit may still be on its way; its writer's place is given back when it has arrived.
        db.write().await.unwrap().rollback().await.unwrap();
        let tx = db.read().await.unwrap();
        let stored = records::all(&tx, None).await.unwrap().len();
        let version = tx.version();
        assert_eq!(i64::try_from(stored).unwrap(), version);
        assert!(
            version > 0 && version < 40,
            "{version} of 40 were in time: choose other times"
        );
        drop(tx);
        assert_eq!(store(&db, "last", "x").await, version + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_writers_and_operations_side_by_side() {
    on_both(async |db| {
        let mut tasks = Vec::new();
        for n in 0..6 {
            let db = db.clone();
            tasks.push(tokio::spawn(async move {
                for turn in 0..15 {
                    store(&db, &format!("{n}-{turn}"), "x").await;
                }
            }));
        }
        for _ in 0..4 {
            let db = db.clone();
            tasks.push(tokio::spawn(async move {
                for _ in 0..15 {
                    let tx = db.read().await.unwrap();
                    let before = records::all(&tx, None).await.unwrap().len();
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    let after = records::all(&tx, None).await.unwrap().len();
                    assert_eq!(before, after);
                    assert_eq!(i64::try_from(after).unwrap(), tx.version());
                    drop(tx);
                    thidua_store::session::failed(&db, "an", "la", 1)
                        .await
                        .unwrap();
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(db.version().await.unwrap(), 90);
    })
    .await;
}
