//! Jobs: claimed by one worker, renewed, taken over, finished once.

use std::collections::BTreeSet;

use thidua_store::job::{self, DONE, FAILED, NewJob, Outcome, Progress, RUNNING, WAITING};
use thidua_store::testing::{event, on_both};
use thidua_store::{Canonical, StoreError};

fn new(id: &str, at: i64) -> NewJob {
    NewJob {
        id: id.to_owned(),
        kind: "import".to_owned(),
        command: "bundle.load".to_owned(),
        actor: "an".to_owned(),
        payload: Canonical::parse("{}").unwrap(),
        at,
    }
}

fn answer() -> Outcome {
    Outcome::Done(Canonical::parse(r#"{"stored":3}"#).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_runs_through_its_states() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        job::ask(&mut tx, new("j1", 1)).await.unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        assert!(!job::ask_quietly(&db, new("j1", 2)).await.unwrap());
        assert!(job::ask_quietly(&db, new("j2", 2)).await.unwrap());

        let held = job::claim(&db, "w1", 10, 70).await.unwrap().unwrap();
        assert_eq!(
            (held.id.as_str(), held.state.as_str(), held.attempts),
            ("j1", RUNNING, 1)
        );
        let half = Progress {
            done: 1,
            total: 2,
            note: Some("đọc tệp"),
        };
        assert!(job::renew(&db, "j1", "w1", 20, 80, half).await.unwrap());
        assert!(!job::renew(&db, "j1", "w2", 20, 80, half).await.unwrap());
        assert!(job::finish(&db, "j1", "w1", 30, answer()).await.unwrap());
        assert!(
            !job::finish(&db, "j1", "w1", 31, Outcome::Again)
                .await
                .unwrap()
        );

        let tx = db.read().await.unwrap();
        let done = job::find(&tx, "j1").await.unwrap().unwrap();
        assert_eq!(
            (done.state.as_str(), done.progress, done.total),
            (DONE, 1, 2)
        );
        assert_eq!(done.result.as_deref(), Some(r#"{"stored":3}"#));
        let states: Vec<_> = job::list(&tx, 9)
            .await
            .unwrap()
            .into_iter()
            .map(|j| j.state)
            .collect();
        assert_eq!(states, [WAITING, DONE]);
        drop(tx);
        assert_eq!(job::sweep(&db, 100).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_lease_is_taken_over_and_the_late_worker_learns_it() {
    on_both(async |db| {
        job::ask_quietly(&db, new("j1", 1)).await.unwrap();
        job::claim(&db, "w1", 10, 70).await.unwrap().unwrap();
        assert!(job::claim(&db, "w2", 60, 120).await.unwrap().is_none());
        let again = job::claim(&db, "w2", 71, 131).await.unwrap().unwrap();
        assert_eq!((again.attempts, again.worker.as_deref()), (2, Some("w2")));
        assert!(
            !job::renew(&db, "j1", "w1", 72, 132, Progress::default())
                .await
                .unwrap()
        );

        let mut tx = db.write().await.unwrap();
        assert!(
            !job::finish_with(&mut tx, "j1", "w1", 73, answer())
                .await
                .unwrap()
        );
        assert!(
            job::finish_with(&mut tx, "j1", "w2", 73, answer())
                .await
                .unwrap()
        );
        tx.commit(event("bundle.load")).await.unwrap();
        assert!(job::claim(&db, "w3", 999, 1_000).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_stays_and_one_to_be_tried_again_waits() {
    on_both(async |db| {
        job::ask_quietly(&db, new("j1", 1)).await.unwrap();
        job::claim(&db, "w1", 10, 70).await.unwrap().unwrap();
        assert!(
            job::finish(&db, "j1", "w1", 11, Outcome::Again)
                .await
                .unwrap()
        );
        job::claim(&db, "w1", 12, 70).await.unwrap().unwrap();
        let why = Outcome::Failed(Canonical::parse(r#""tệp hỏng""#).unwrap());
        assert!(job::finish(&db, "j1", "w1", 13, why).await.unwrap());
        let tx = db.read().await.unwrap();
        let failed = job::find(&tx, "j1").await.unwrap().unwrap();
        assert_eq!((failed.state.as_str(), failed.attempts), (FAILED, 2));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let taken = job::ask(&mut tx, new("j1", 5)).await;
        assert!(matches!(taken, Err(StoreError::Duplicate(_))), "{taken:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_never_hold_the_same_job() {
    on_both(async |db| {
        for n in 0..20 {
            job::ask_quietly(&db, new(&format!("j{n:02}"), n))
                .await
                .unwrap();
        }
        let mut workers = Vec::new();
        for n in 0..6 {
            let db = db.clone();
            workers.push(tokio::spawn(async move {
                let worker = format!("w{n}");
                let mut held = Vec::new();
                for _ in 0..20 {
                    if let Some(job) = job::claim(&db, &worker, 100, 200).await.unwrap() {
                        held.push(job.id);
                    }
                }
                held
            }));
        }
        let mut all = BTreeSet::new();
        for worker in workers {
            for id in worker.await.unwrap() {
                assert!(all.insert(id.clone()), "{id} twice");
            }
        }
        assert_eq!(all.len(), 20);
    })
    .await;
}
