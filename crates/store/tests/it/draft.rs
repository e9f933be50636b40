//! Drafts: operational rows, one under a key, marks of acceptance, caps.

use thidua_store::draft::{self, Draft, MOST_BYTES, MOST_DRAFTS, MOST_MARKS, Put};
use thidua_store::testing::on_both;

use crate::access::create;

/// Composed and decomposed letters, quotes, controls: what is typed comes back byte for byte.
const TYPED: &str =
    "{\"noi_dung\":\"Đẩy mạnh “thi đua” \\u0000 \\\\ ' ; -- Ỹ e\u{302}\u{301} \u{1F600}\\n\"}";

fn new(owner: i64, key: &str, stamp: i64, saved: i64) -> Draft {
    Draft {
        owner,
        key: key.to_owned(),
        page: "/nhan-su/moi?tu=1".to_owned(),
        title: "Thêm người – Cần Thơ".to_owned(),
        base: "3".to_owned(),
        content: TYPED.to_owned(),
        stamp,
        saved,
        accepted: false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_found_replaced_removed_without_a_version() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        let before = db.version().await.unwrap();
        let first = new(an.id, "nguoi/moi", 10, 100);
        assert_eq!(draft::put(&db, &first).await.unwrap(), Put::Stored);
        let second = Draft {
            content: "{}".to_owned(),
            saved: 200,
            ..first.clone()
        };
        let tx = db.read().await.unwrap();
        let found = draft::find(&tx, an.id, "nguoi/moi").await.unwrap();
        assert_eq!(found.as_ref(), Some(&first));
        assert_eq!(draft::find(&tx, binh.id, "nguoi/moi").await.unwrap(), None);
        drop(tx);
        assert_eq!(draft::put(&db, &second).await.unwrap(), Put::Stored);
        let tx = db.read().await.unwrap();
        let found = draft::find(&tx, an.id, "nguoi/moi").await.unwrap();
        assert_eq!(found, Some(second));
        drop(tx);
        assert!(!draft::remove(&db, binh.id, "nguoi/moi").await.unwrap());
        assert!(draft::remove(&db, an.id, "nguoi/moi").await.unwrap());
        assert!(!draft::remove(&db, an.id, "nguoi/moi").await.unwrap());
        assert_eq!(db.version().await.unwrap(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_accepted_is_not_brought_back_by_a_late_save() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        draft::put(&db, &new(an.id, "k", 10, 100)).await.unwrap();
        draft::accept(&db, an.id, "k", 12, 120).await.unwrap();
        let tx = db.read().await.unwrap();
        let mark = draft::find(&tx, an.id, "k").await.unwrap().unwrap();
        assert_eq!(
            (
                mark.accepted,
                mark.stamp,
                mark.content.as_str(),
                mark.page.as_str()
            ),
            (true, 12, "", "")
        );
        assert!(draft::list(&tx, an.id).await.unwrap().is_empty());
        drop(tx);
        for late in [11, 12] {
            let put = draft::put(&db, &new(an.id, "k", late, 130)).await.unwrap();
            assert_eq!(put, Put::Late);
        }
        let put = draft::put(&db, &new(an.id, "k", 13, 140)).await.unwrap();
        assert_eq!(put, Put::Stored);
        let tx = db.read().await.unwrap();
        let found = draft::find(&tx, an.id, "k").await.unwrap().unwrap();
        assert!(!found.accepted && found.content == TYPED);
        drop(tx);
        // Accepted before any draft was stored.
        draft::accept(&db, an.id, "nhanh", 5, 150).await.unwrap();
        let put = draft::put(&db, &new(an.id, "nhanh", 5, 160)).await.unwrap();
        assert_eq!(put, Put::Late);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_ones_own_and_of_others_by_prefix() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let binh = create(&db, "binh").await;
        let chi = create(&db, "chi").await;
        draft::put(&db, &new(an.id, "so-lieu/quan-1/2026-1", 1, 100))
            .await
            .unwrap();
        draft::put(&db, &new(an.id, "nguoi/moi", 1, 300))
            .await
            .unwrap();
        draft::put(&db, &new(binh.id, "so-lieu/quan-1/2026-1", 1, 200))
            .await
            .unwrap();
        draft::put(&db, &new(chi.id, "so-lieu/quan-1/2026-2", 1, 250))
            .await
            .unwrap();
        draft::put(&db, &new(chi.id, "so-lieu/quan-10/2026-1", 1, 250))
            .await
            .unwrap();
        draft::accept(&db, chi.id, "so-lieu/quan-1/2026-3", 1, 260)
            .await
            .unwrap();
        let tx = db.read().await.unwrap();
        let own = draft::list(&tx, an.id).await.unwrap();
        let keys: Vec<&str> = own.iter().map(|draft| draft.key.as_str()).collect();
        assert_eq!(keys, ["nguoi/moi", "so-lieu/quan-1/2026-1"]);
        assert!(own.iter().all(|draft| draft.content.is_empty()));
        let found = draft::others(&tx, an.id, "so-lieu/quan-1/", 0)
            .await
            .unwrap();
        let seen: Vec<(&str, &str)> = found
            .iter()
            .map(|other| (other.user.as_str(), other.key.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("chi", "so-lieu/quan-1/2026-2"),
                ("binh", "so-lieu/quan-1/2026-1")
            ]
        );
        let recent = draft::others(&tx, an.id, "so-lieu/quan-1/", 250)
            .await
            .unwrap();
        assert_eq!(recent.len(), 1);
        assert!(
            draft::others(&tx, an.id, "so-lieu/%", 0)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_large_too_many_and_swept() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        let large = Draft {
            content: "x".repeat(MOST_BYTES + 1),
            ..new(an.id, "k", 1, 1)
        };
        assert_eq!(draft::put(&db, &large).await.unwrap(), Put::TooLarge);
        let fits = Draft {
            content: "x".repeat(MOST_BYTES),
            ..large
        };
        assert_eq!(draft::put(&db, &fits).await.unwrap(), Put::Stored);
        draft::accept(&db, an.id, "da-gui", 1, 1).await.unwrap();
        for n in 1..MOST_DRAFTS {
            let put = draft::put(&db, &new(an.id, &format!("k{n}"), 1, 100 + n))
                .await
                .unwrap();
            assert_eq!(put, Put::Stored, "{n}");
        }
        let more = draft::put(&db, &new(an.id, "them", 1, 1)).await.unwrap();
        assert_eq!(more, Put::TooMany);
        let again = draft::put(&db, &new(an.id, "k7", 2, 107)).await.unwrap();
        assert_eq!(again, Put::Stored, "one that is there may be stored again");
        assert_eq!(draft::sweep(&db, 103).await.unwrap(), 4);
        let tx = db.read().await.unwrap();
        let left = draft::list(&tx, an.id).await.unwrap().len();
        assert_eq!(i64::try_from(left).unwrap(), MOST_DRAFTS - 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_of_accepted_forms_are_capped_the_oldest_go() {
    on_both(async |db| {
        let an = create(&db, "an").await;
        draft::put(&db, &new(an.id, "dang-viet", 1, 1))
            .await
            .unwrap();
        for n in 0..MOST_MARKS + 2 {
            let key = format!("k{n}");
            draft::accept(&db, an.id, &key, 1, 100 + n).await.unwrap();
        }
        let tx = db.read().await.unwrap();
        let there = async |key: &str| draft::find(&tx, an.id, key).await.unwrap().is_some();
        assert!(!there("k0").await && !there("k1").await && there("k2").await);
        assert!(there("dang-viet").await, "what is not sent is no mark");
    })
    .await;
}
