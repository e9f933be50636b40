//! Planted damage is found, and nothing else.

use thidua_store::integrity::{self, Damage};
use thidua_store::testing::{event, on_both, stamp, tamper};
use thidua_store::{Db, attachment, figures};

use crate::figures::sheet;
use crate::transactions::store;

async fn found(db: &Db) -> Vec<Damage> {
    integrity::check(&db.read().await.unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn planted_damage_is_found() {
    on_both(async |db| {
        store(&db, "a", "A").await;
        store(&db, "b", "B").await;
        let mut tx = db.write().await.unwrap();
        let address = attachment::put(&mut tx, "a.txt", "text/plain", b"abc")
            .await
            .unwrap();
        let sheets = vec![sheet("a", None, 2025, 9), sheet("b", None, 2025, 9)];
        figures::insert(&mut tx, &stamp(), sheets).await.unwrap();
        tx.commit(event("x")).await.unwrap();
        assert_eq!(found(&db).await, []);
        tamper(&db, "UPDATE record SET newest = 2 WHERE id = 1").await;
        tamper(&db, "UPDATE record_revision SET number = 3 WHERE id = 2").await;
        tamper(&db, "UPDATE figure_sheet SET approved = NULL WHERE id = 2").await;
        tamper(&db, "UPDATE file_object SET size = 4").await;
        let expected = [
            Damage::Record(1),
            Damage::Record(2),
            Damage::Sheet(2),
            Damage::File(address.clone()),
        ];
        assert_eq!(found(&db).await, expected);
        tamper(&db, "DELETE FROM figure_revision WHERE id = 1").await;
        tamper(&db, "DELETE FROM file_chunk").await;
        let rest = &found(&db).await[2..];
        assert_eq!(
            rest,
            [Damage::Sheet(1), Damage::Sheet(2), Damage::File(address)]
        );
    })
    .await;
}
