//! What belongs to somebody at work: pages opened lately, rows chosen, accounts announced as unused.

use thidua_store::recent::{self, MOST_PAGES, Page};
use thidua_store::testing::on_both;
use thidua_store::unused::Announced;
use thidua_store::{choice, unused};

use crate::access::create;

fn page(owner: i64, path: &str, at: i64) -> Page {
    Page {
        owner,
        path: path.to_owned(),
        address: format!("{path}?nam=2026"),
        title: format!("Trang {path}"),
        at,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_kept_once_and_the_oldest_go() {
    on_both(async |db| {
        let (an, binh) = (create(&db, "an").await.id, create(&db, "binh").await.id);
        let before = db.version().await.unwrap();
        let many: Vec<Page> = (0..MOST_PAGES + 5)
            .map(|n| page(an, &format!("/p{n:02}"), 100 + n))
            .collect();
        recent::note(&db, &many).await.unwrap();
        let again = Page {
            title: "Trang đổi tên".to_owned(),
            ..page(an, "/p20", 900)
        };
        // What came late does not go before what is newer.
        let late = page(an, "/p20", 1);
        recent::note(&db, &[again.clone(), late, page(binh, "/p20", 5)])
            .await
            .unwrap();
        let tx = db.read().await.unwrap();
        let mine = recent::list(&tx, an).await.unwrap();
        assert_eq!(i64::try_from(mine.len()).unwrap(), MOST_PAGES);
        assert_eq!(mine[0], again);
        assert!(!mine.iter().any(|page| page.path == "/p04"));
        assert_eq!(recent::list(&tx, binh).await.unwrap().len(), 1);
        drop(tx);
        assert_eq!(recent::sweep(&db, 900).await.unwrap(), 30);
        assert_eq!(db.version().await.unwrap(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_is_its_owners_and_few_are_kept() {
    on_both(async |db| {
        let (an, binh) = (create(&db, "an").await.id, create(&db, "binh").await.id);
        for n in 0..choice::MOST_CHOICES + 1 {
            choice::put(&db, an, &format!("c{n}"), "nv-1", 10 + n)
                .await
                .unwrap();
        }
        choice::put(&db, an, "c5", "nv-1\nnv-2", 90).await.unwrap();
        let found = async |owner: i64, id: &str| {
            let tx = db.read().await.unwrap();
            choice::find(&tx, owner, id).await.unwrap()
        };
        assert_eq!(found(an, "c5").await.as_deref(), Some("nv-1\nnv-2"));
        assert_eq!(
            (found(an, "c0").await, found(binh, "c5").await),
            (None, None)
        );
        choice::remove(&db, an, "c5").await.unwrap();
        assert_eq!(found(an, "c5").await, None);
        assert_eq!(choice::sweep(&db, 13).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_stands_from_its_first_day_until_it_is_taken_back() {
    on_both(async |db| {
        let (an, binh) = (create(&db, "an").await.id, create(&db, "binh").await.id);
        let new = |user_id, told, ends| Announced {
            user_id,
            told,
            ends,
        };
        unused::tell(&db, &[new(an, 10, 50), new(binh, 10, 50)], &[])
            .await
            .unwrap();
        unused::tell(&db, &[new(an, 20, 60)], &[binh])
            .await
            .unwrap();
        let tx = db.read().await.unwrap();
        assert_eq!(unused::list(&tx).await.unwrap(), [new(an, 10, 60)]);
    })
    .await;
}
