//! Accounts, roles, tokens.

use thidua_store::access::{self, ApiToken, NewAccount, NewGrant};
use thidua_store::testing::{event, on_both};
use thidua_store::{Db, StoreError};

pub(crate) fn account(name: &str) -> NewAccount {
    NewAccount {
        name: name.to_owned(),
        full_name: "Nguyễn Văn An".to_owned(),
        person_code: Some("nguyen.van.an".to_owned()),
        password_hash: Some("$argon2id$…".to_owned()),
        must_change: true,
        created: 5,
    }
}

pub(crate) async fn create(db: &Db, name: &str) -> access::Account {
    let mut tx = db.write().await.unwrap();
    let made = access::create_account(&mut tx, account(name))
        .await
        .unwrap();
    tx.commit(event("access.create")).await.unwrap();
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_created_found_and_changed() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        assert_eq!((an.id, binh.id, binh.event), (1, 2, 2));
        let mut tx = db.write().await.unwrap();
        let taken = access::create_account(&mut tx, account("an")).await;
        assert!(matches!(taken, Err(StoreError::Duplicate(_))), "{taken:?}");
        drop(tx);

        let mut tx = db.write().await.unwrap();
        let changed = access::Account {
            disabled: true,
            person_code: None,
            ..an.clone()
        };
        access::update_account(&mut tx, changed).await.unwrap();
        tx.commit(event("access.disable")).await.unwrap();
        access::signed_in(&db, binh.id, 77, Some(9)).await.unwrap();
        access::signed_in(&db, binh.id, 78, None).await.unwrap();

        let tx = db.read().await.unwrap();
        let found = access::account_named(&tx, "an").await.unwrap().unwrap();
        assert!(found.disabled && found.person_code.is_none() && found.event == 3);
        assert_eq!(access::account(&tx, 1).await.unwrap().unwrap(), found);
        let found = access::account(&tx, 2).await.unwrap().unwrap();
        assert_eq!((found.last_sign_in, found.totp_step), (Some(78), Some(9)));
        assert!(access::account_named(&tx, "chi").await.unwrap().is_none());
        assert_eq!(access::accounts(&tx).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_granted_and_closed() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let new = NewGrant {
            user_id: an.id,
            role: "nhap-lieu".to_owned(),
            agency_code: "can-tho".to_owned(),
            from_date: "2026-01-01".to_owned(),
            to_date: "9999-12-31".to_owned(),
            document: Some("12/QĐ-CTHADS".to_owned()),
        };
        let mut tx = db.write().await.unwrap();
        let role = access::grant(&mut tx, new.clone()).await.unwrap();
        tx.commit(event("access.grant")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        access::close_grant(&mut tx, role.id, "2026-07-01")
            .await
            .unwrap();
        assert!(
            access::close_grant(&mut tx, 99, "2026-07-01")
                .await
                .is_err()
        );
        tx.commit(event("access.close")).await.unwrap();
        let tx = db.read().await.unwrap();
        let roles = access::grants_of(&tx, an.id).await.unwrap();
        assert_eq!(roles, access::grants(&tx).await.unwrap());
        assert_eq!(
            (roles[0].to_date.as_str(), roles[0].event),
            ("2026-07-01", 3)
        );
        drop(tx);

        let mut tx = db.write().await.unwrap();
        let nobody = NewGrant { user_id: 99, ..new };
        let refused = access::grant(&mut tx, nobody).await;
        assert!(
            matches!(refused, Err(StoreError::Constraint(_))),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_delegated_ends_with_its_source() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        let new = NewGrant {
            user_id: an.id,
            role: "nguoi_dung_dau".to_owned(),
            agency_code: "can-tho".to_owned(),
            from_date: "2026-01-01".to_owned(),
            to_date: "9999-12-31".to_owned(),
            document: None,
        };
        let mut tx = db.write().await.unwrap();
        let own = access::grant(&mut tx, new.clone()).await.unwrap();
        let lent = NewGrant {
            user_id: binh.id,
            to_date: "2026-09-01".to_owned(),
            ..new
        };
        let lent = access::delegate(&mut tx, lent, own.id).await.unwrap();
        tx.commit(event("access.delegate")).await.unwrap();
        assert_eq!(
            (own.delegated_from, lent.delegated_from),
            (None, Some(own.id))
        );
        for (command, day, ended) in [("a", "2026-10-01", 0), ("b", "2026-07-01", 1)] {
            let mut tx = db.write().await.unwrap();
            let closed = access::close_delegations(&mut tx, own.id, day).await;
            assert_eq!(closed.unwrap(), ended, "{day}");
            tx.commit(event(command)).await.unwrap();
        }
        let mut tx = db.write().await.unwrap();
        let closed = access::close_delegations_of(&mut tx, an.id, "2026-05-01").await;
        assert_eq!(closed.unwrap(), 1);
        tx.commit(event("c")).await.unwrap();
        let tx = db.read().await.unwrap();
        let kept = access::grants_of(&tx, an.id).await.unwrap();
        assert_eq!(kept[0].to_date, "9999-12-31");
        let lent = access::grants_of(&tx, binh.id).await.unwrap();
        assert_eq!(lent[0].to_date, "2026-05-01");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_stored_used_and_closed() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let token = ApiToken {
            sha256: "f".repeat(64),
            user_id: an.id,
            label: "máy chủ báo cáo".to_owned(),
            from_date: "2026-01-01".to_owned(),
            to_date: "2027-01-01".to_owned(),
            last_used: None,
            event: 0,
        };
        let mut tx = db.write().await.unwrap();
        access::create_token(&mut tx, token.clone()).await.unwrap();
        tx.commit(event("access.token")).await.unwrap();
        access::token_used(&db, &token.sha256, 99).await.unwrap();
        let mut tx = db.write().await.unwrap();
        access::close_token(&mut tx, &token.sha256, "2026-02-02")
            .await
            .unwrap();
        assert!(
            access::close_token(&mut tx, "0", "2026-02-02")
                .await
                .is_err()
        );
        tx.commit(event("access.token")).await.unwrap();
        let tx = db.read().await.unwrap();
        let found = access::token(&tx, &token.sha256).await.unwrap().unwrap();
        assert_eq!((found.last_used, found.event), (Some(99), 3));
        assert_eq!(access::tokens_of(&tx, an.id).await.unwrap(), [found]);
    })
    .await;
}
