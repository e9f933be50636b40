//! The chain verifies, finds each planted fault, and lets a payload be erased.

use thidua_store::audit::{self, Fault, Filter, Finding, Page};
use thidua_store::testing::{event, on_both, tamper};
use thidua_store::{Canonical, Db, NewEvent};

use crate::transactions::store;

async fn five(db: &Db) {
    for key in ["a", "b", "c", "d", "e"] {
        store(db, key, "x").await;
    }
}

async fn findings(db: &Db) -> Vec<(i64, Fault)> {
    let tx = db.read().await.unwrap();
    let found = audit::verify(&tx).await.unwrap();
    found
        .into_iter()
        .map(|Finding { number, fault }| (number, fault))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_chain_has_no_findings() {
    on_both(async |db| {
        assert_eq!(findings(&db).await, []);
        five(&db).await;
        assert_eq!(findings(&db).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_field_is_found_in_every_column() {
    on_both(async |db| {
        five(&db).await;
        for change in [
            "at = at + 1",
            "actor = 'ai.do'",
            "actor_name = 'Ai Đó'",
            "channel = 'web'",
            "command = 'org.drop'",
            "subject = 'khac'",
            "reason = ''",
            "previous_hash = hash",
        ] {
            let before = "CREATE TABLE kept AS SELECT * FROM audit_event WHERE number = 3";
            tamper(&db, before).await;
            tamper(
                &db,
                &format!("UPDATE audit_event SET {change} WHERE number = 3"),
            )
            .await;
            assert_eq!(findings(&db).await, [(3, Fault::Altered)], "{change}");
            let (columns, _) = change.split_once(" =").unwrap();
            let back = format!(
                "UPDATE audit_event SET {columns} = (SELECT {columns} FROM kept) WHERE number = 3"
            );
            tamper(&db, &back).await;
            tamper(&db, "DROP TABLE kept").await;
        }
        assert_eq!(findings(&db).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_event_is_found() {
    on_both(async |db| {
        five(&db).await;
        tamper(&db, "DELETE FROM audit_payload WHERE number = 3").await;
        assert_eq!(findings(&db).await, [(3, Fault::PayloadMissing)]);
        tamper(&db, "DELETE FROM audit_event WHERE number = 3").await;
        assert_eq!(findings(&db).await, [(3, Fault::Missing)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_off_end_is_found() {
    on_both(async |db| {
        five(&db).await;
        tamper(&db, "DELETE FROM audit_payload WHERE number = 5").await;
        tamper(&db, "DELETE FROM audit_event WHERE number = 5").await;
        assert_eq!(findings(&db).await, [(5, Fault::Head), (5, Fault::CutOff)]);
        let back = "UPDATE audit_head SET number = 4, hash = (SELECT hash FROM audit_event WHERE number = 4)";
        tamper(&db, back).await;
        assert_eq!(findings(&db).await, [(5, Fault::CutOff)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reordered_events_are_found() {
    on_both(async |db| {
        five(&db).await;
        // Events 2 and 3 change places with everything they say.
        tamper(&db, "CREATE TABLE kept AS SELECT * FROM audit_event WHERE number IN (2, 3)").await;
        for (to, from) in [(2, 3), (3, 2)] {
            for column in ["at", "command", "payload_hash", "previous_hash", "hash"] {
                let sql = format!(
                    "UPDATE audit_event SET {column} = (SELECT {column} FROM kept WHERE number = {from}) \
                     WHERE number = {to}"
                );
                tamper(&db, &sql).await;
            }
        }
        let found = findings(&db).await;
        assert!(found.contains(&(2, Fault::Altered)), "{found:?}");
        assert!(found.contains(&(3, Fault::Altered)), "{found:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_payload_is_found_and_an_erased_one_is_fine() {
    on_both(async |db| {
        five(&db).await;
        tamper(
            &db,
            "UPDATE audit_payload SET body = '\"khac\"' WHERE number = 2",
        )
        .await;
        assert_eq!(findings(&db).await, [(2, Fault::PayloadAltered)]);
        tamper(
            &db,
            "UPDATE audit_payload SET body = '\"org.load\"' WHERE number = 2",
        )
        .await;
        assert_eq!(findings(&db).await, []);

        let mut tx = db.write().await.unwrap();
        audit::erase_payload(&mut tx, 2).await.unwrap();
        tx.commit(event("audit.erase")).await.unwrap();
        assert_eq!(findings(&db).await, []);
        let tx = db.read().await.unwrap();
        assert_eq!(audit::payload(&tx, 2).await.unwrap(), None);
        let kept = audit::payload(&tx, 3).await.unwrap().unwrap();
        assert_eq!(kept.as_str(), "\"org.load\"");
        drop(tx);

        // Emptied by hand, not by command.
        tamper(
            &db,
            "UPDATE audit_payload SET body = NULL, salt = NULL WHERE number = 4",
        )
        .await;
        assert_eq!(findings(&db).await, [(4, Fault::PayloadAltered)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_twice_is_refused() {
    on_both(async |db| {
        five(&db).await;
        let mut tx = db.write().await.unwrap();
        audit::erase_payload(&mut tx, 2).await.unwrap();
        assert!(audit::erase_payload(&mut tx, 2).await.is_err());
        assert!(audit::erase_payload(&mut tx, 99).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_listed_newest_first_and_filtered() {
    on_both(async |db| {
        five(&db).await;
        let by = NewEvent {
            at: 42,
            actor: "lan.anh".to_owned(),
            reason: Some("nhập nhầm".to_owned()),
            payload: Canonical::parse(r#"{"b":1,"a":2}"#).unwrap(),
            ..event("org.revise")
        };
        db.write().await.unwrap().commit(by).await.unwrap();
        let tx = db.read().await.unwrap();
        let page = Page {
            before: None,
            limit: 2,
        };
        let numbers = async |page, filter| {
            let events = audit::list(&tx, page, &filter).await.unwrap();
            events.iter().map(|event| event.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(page, Filter::default()).await, [6, 5]);
        let next = Page {
            before: Some(5),
            ..page
        };
        assert_eq!(numbers(next, Filter::default()).await, [4, 3]);
        let actor = Filter {
            actor: Some("lan.anh".to_owned()),
            ..Filter::default()
        };
        assert_eq!(numbers(page, actor).await, [6]);
        let early = Filter {
            until: Some(100),
            command: Some("org.revise".to_owned()),
            ..Filter::default()
        };
        assert_eq!(numbers(page, early).await, [6]);
        let none = Filter {
            subject: Some("khong-co".to_owned()),
            ..Filter::default()
        };
        assert!(numbers(page, none).await.is_empty());
        let last = audit::event(&tx, 6).await.unwrap().unwrap();
        assert_eq!(last.reason.as_deref(), Some("nhập nhầm"));
    })
    .await;
}
