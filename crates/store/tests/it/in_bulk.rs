//! Everything read in bulk is everything read one by one.

use thidua_store::testing::{event, on_both, stamp};
use thidua_store::{Canonical, bulk, figures, records};

use crate::figures::sheet;

#[tokio::test]
async fn sheets_in_bulk_are_the_approved_ones_of_agencies() {
    on_both(async |db| {
        let mut sheets: Vec<figures::NewSheet> = (0..2_300)
            .map(|n| sheet(&format!("cq-{n}"), None, 2024, 1 + n % 12))
            .collect();
        sheets.push(sheet("cq-1", Some("can-bo"), 2024, 1));
        let mut draft = sheet("nhap", None, 2024, 1);
        draft.content.approved = false;
        sheets.push(draft);
        let mut full = sheet("du", None, 2025, 3);
        full.key.movement = Some("dot-1".to_owned());
        full.key.case_group = Some("tin_dung".to_owned());
        full.key.source = Some("Báo cáo «a|b»\ndòng hai".to_owned());
        full.key.cut_off = Some("2025-03-31".to_owned());
        full.key.status = Some("chinh_thuc".to_owned());
        sheets.push(full);
        let mut tx = db.write().await.unwrap();
        figures::insert(&mut tx, &stamp(), sheets).await.unwrap();
        let version = tx.commit(event("figures.load")).await.unwrap();
        let snapshot = db.read().await.unwrap();
        let filter = figures::Filter {
            level: figures::Level::Agencies,
            ..figures::Filter::default()
        };
        let one_by_one = figures::all_current(&snapshot, &filter).await.unwrap();
        let mut at = 0;
        let mut batches = bulk::sheets(&snapshot, 0);
        while let Some(batch) = batches.next().await.unwrap() {
            batch
                .sheets(|sheet| {
                    let other = &one_by_one[at];
                    assert_eq!(
                        (sheet.agency, sheet.year, sheet.month),
                        (other.key.agency.as_str(), other.key.year, other.key.month)
                    );
                    assert_eq!(
                        (sheet.movement, sheet.case_group),
                        (
                            other.key.movement.as_deref(),
                            other.key.case_group.as_deref()
                        )
                    );
                    assert_eq!(
                        (sheet.scope, sheet.included),
                        (other.key.scope.as_str(), other.key.included.as_str())
                    );
                    assert_eq!(
                        (sheet.source, sheet.cut_off),
                        (other.key.source.as_deref(), other.key.cut_off.as_deref())
                    );
                    assert_eq!(
                        (sheet.status, sheet.number),
                        (other.key.status.as_deref(), other.number)
                    );
                    assert_eq!(sheet.content, other.content.as_str());
                    at += 1;
                })
                .unwrap();
        }
        assert_eq!((at, one_by_one.len()), (2_301, 2_301));
        assert!(
            bulk::sheets(&snapshot, version)
                .next()
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn records_in_bulk_are_those_that_stand() {
    on_both(async |db| {
        let record = |n: usize| records::NewRecord {
            kind: "co-quan".to_owned(),
            key: format!("cq-{n}"),
            code: None,
            content: Canonical::from_value(
                &serde_json::json!({ "ten": format!("Cơ quan\n«{n}» \u{1f}") }),
            )
            .unwrap(),
            origin: records::Origin::default(),
        };
        let mut tx = db.write().await.unwrap();
        records::insert(&mut tx, &stamp(), (0..1_500).map(record).collect())
            .await
            .unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let gone = records::find(&tx, "co-quan", "cq-7")
            .await
            .unwrap()
            .unwrap();
        let removal = records::Revision {
            id: gone.id,
            follows: gone.number,
            content: gone.content,
            removed: true,
            origin: records::Origin::default(),
        };
        records::revise(&mut tx, &stamp(), vec![removal])
            .await
            .unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let snapshot = db.read().await.unwrap();
        let all = records::all(&snapshot, Some("co-quan")).await.unwrap();
        let standing: Vec<String> = all
            .into_iter()
            .filter(|record| !record.removed)
            .map(|record| record.content.into_string())
            .collect();
        for kind in [None, Some("co-quan")] {
            let mut read = Vec::new();
            let mut batches = bulk::records(&snapshot, kind);
            while let Some(batch) = batches.next().await.unwrap() {
                let take = |record: bulk::Record<'_>| {
                    assert_eq!(record.kind, "co-quan");
                    read.push(record.content.to_owned());
                };
                batch.records(take).unwrap();
            }
            assert_eq!(read.len(), 1_499);
            assert_eq!(read, standing);
        }
        let mut none = bulk::records(&snapshot, Some("khong-co"));
        assert!(none.next().await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn records_among_keys_and_codes_are_those_and_no_others() {
    on_both(async |db| {
        let record = |n: usize| records::NewRecord {
            kind: "nhan-su".to_owned(),
            key: format!("k-{n}"),
            code: Some(format!("cb-{}", n / 2)),
            content: Canonical::from_value(&n).unwrap(),
            origin: records::Origin::default(),
        };
        let mut tx = db.write().await.unwrap();
        let all = (0..1_300).map(record).collect();
        records::insert(&mut tx, &stamp(), all).await.unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let snapshot = db.read().await.unwrap();
        let keys: Vec<String> = (0..1_203).map(|n| format!("k-{}", n * 2)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let found = records::among(&snapshot, "nhan-su", &keys, &["cb-3", "cb-x"])
            .await
            .unwrap();
        let mut expected: Vec<String> = (0..650).map(|n| format!("k-{}", n * 2)).collect();
        expected.insert(4, "k-7".to_owned());
        let keys: Vec<String> = found.into_iter().map(|record| record.key).collect();
        assert_eq!(keys, expected);
        let other = records::among(&snapshot, "co-quan", &["k-2"], &["cb-1"])
            .await
            .unwrap();
        assert!(other.is_empty());
        assert!(
            records::among(&snapshot, "nhan-su", &[], &[])
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
