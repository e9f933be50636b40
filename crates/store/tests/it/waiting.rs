//! What waits for approval: found, approved by period, never stored twice.

use thidua_store::figures::{self, Filter};
use thidua_store::testing::{event, on_both};
use thidua_store::waiting::{self, Period};
use thidua_store::{Db, integrity};

use crate::figures::{content, insert, revise, sheet};

fn period(agency: &str) -> Period {
    Period {
        agency: agency.to_owned(),
        year: 2025,
        month: 9,
        scope: "btp".to_owned(),
    }
}

async fn approve(db: &Db, agency: &str) -> u64 {
    let mut tx = db.write().await.unwrap();
    let count = waiting::approve(&mut tx, &period(agency)).await.unwrap();
    tx.commit(event("closing.approve")).await.unwrap();
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_approved_with_its_officers_and_nothing_else() {
    on_both(async |db| {
        let drafted = |agency: &str, person: Option<&str>| {
            let mut new = sheet(agency, person, 2025, 9);
            new.content = content("draft", false, 1);
            new
        };
        let sheets = vec![
            drafted("can-tho", None),
            drafted("can-tho", Some("nguyen.an")),
            drafted("hau-giang", None),
            sheet("can-tho", None, 2025, 8),
        ];
        insert(&db, sheets).await;
        revise(&db, "can-tho||2025|8", content("draft", false, 7)).await;
        let tx = db.read().await.unwrap();
        assert_eq!(waiting::waiting(&tx, 0).await.unwrap().len(), 4);
        assert_eq!(waiting::waiting(&tx, 1).await.unwrap().len(), 1);
        let found = waiting::waiting_in(&tx, &period("can-tho")).await.unwrap();
        assert_eq!(found.len(), 2);
        drop(tx);

        assert_eq!(approve(&db, "can-tho").await, 2);
        assert_eq!(approve(&db, "can-tho").await, 0);
        let tx = db.read().await.unwrap();
        assert_eq!(waiting::waiting(&tx, 0).await.unwrap().len(), 2);
        assert_eq!(
            waiting::settled(&tx, 2).await.unwrap(),
            ["can-tho||2025|9", "can-tho|nguyen.an|2025|9"]
        );
        let approved = figures::all_current(&tx, &Filter::default()).await.unwrap();
        let keys: Vec<&str> = approved
            .iter()
            .map(|sheet| sheet.key.key.as_str())
            .collect();
        assert_eq!(
            keys,
            [
                "can-tho||2025|9",
                "can-tho|nguyen.an|2025|9",
                "can-tho||2025|8"
            ]
        );
        assert_eq!(approved[0].number, 1, "no revision was added");
        assert_eq!(approved[2].number, 1, "the draft of August still hides");
        assert!(integrity::check(&tx).await.unwrap().is_empty());
    })
    .await;
}
