//! Files as rows, counters, remembered answers.

use thidua_store::testing::{event, on_both, tamper};
use thidua_store::{StoreError, attachment, counter, idempotency, sha256_hex};

pub(crate) fn bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|n| u8::try_from(n * 7 % 251).unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_back_and_is_stored_once() {
    on_both(async |db| {
        let content = bytes(2 * attachment::CHUNK + 17);
        let mut tx = db.write().await.unwrap();
        let put = attachment::put(&mut tx, "quyet-dinh.pdf", "application/pdf", &content);
        let address = put.await.unwrap();
        assert_eq!(address, sha256_hex(&content));
        let again = attachment::put(&mut tx, "khac.pdf", "application/pdf", &content).await;
        assert_eq!(again.unwrap(), address);
        let empty = attachment::put(&mut tx, "rong.txt", "text/plain", b"")
            .await
            .unwrap();
        tx.commit(event("attachment.put")).await.unwrap();

        let tx = db.read().await.unwrap();
        let found = attachment::find(&tx, &address).await.unwrap().unwrap();
        assert_eq!(
            (found.name.as_str(), found.size),
            ("quyet-dinh.pdf", 2_097_169)
        );
        assert_eq!(attachment::bytes(&tx, &address).await.unwrap(), content);
        assert_eq!(
            attachment::chunk(&tx, &address, 2)
                .await
                .unwrap()
                .unwrap()
                .len(),
            17
        );
        assert!(attachment::chunk(&tx, &address, 3).await.unwrap().is_none());
        assert!(attachment::bytes(&tx, &empty).await.unwrap().is_empty());
        drop(tx);

        tamper(&db, "DELETE FROM file_chunk WHERE n = 1").await;
        let tx = db.read().await.unwrap();
        let damaged = attachment::bytes(&tx, &address).await;
        assert!(
            matches!(damaged, Err(StoreError::Damaged(_))),
            "{damaged:?}"
        );
        drop(tx);
        let mut tx = db.write().await.unwrap();
        attachment::remove(&mut tx, &address).await.unwrap();
        assert!(attachment::remove(&mut tx, &address).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_beyond_the_limit_is_refused() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        let large = vec![0; attachment::LARGEST + 1];
        let refused = attachment::put(&mut tx, "a", "b", &large).await;
        assert!(
            matches!(refused, Err(StoreError::TooLarge { .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counters_have_no_gap_after_a_rollback() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        assert_eq!(counter::next(&mut tx, "hs", 2026).await.unwrap(), 1);
        assert_eq!(counter::next(&mut tx, "hs", 2026).await.unwrap(), 2);
        assert_eq!(counter::next(&mut tx, "hs", 2027).await.unwrap(), 1);
        tx.commit(event("dossier.open")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(counter::next(&mut tx, "hs", 2026).await.unwrap(), 3);
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert_eq!(counter::next(&mut tx, "hs", 2026).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_remembered_with_its_command() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        idempotency::remember(&mut tx, "an", "k1", "h", "{}", 5)
            .await
            .unwrap();
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert!(idempotency::find(&tx, "an", "k1").await.unwrap().is_none());
        idempotency::remember(&mut tx, "an", "k1", "h", "{}", 5)
            .await
            .unwrap();
        tx.commit(event("figures.enter")).await.unwrap();
        let tx = db.write().await.unwrap();
        let found = idempotency::find(&tx, "an", "k1").await.unwrap().unwrap();
        assert_eq!((found.event, found.request_hash.as_str()), (1, "h"));
        assert!(
            idempotency::find(&tx, "binh", "k1")
                .await
                .unwrap()
                .is_none()
        );
        drop(tx);
        assert_eq!(idempotency::sweep(&db, 5).await.unwrap(), 0);
        assert_eq!(idempotency::sweep(&db, 6).await.unwrap(), 1);
    })
    .await;
}
