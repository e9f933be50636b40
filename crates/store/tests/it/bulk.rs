//! Bulk: many rows in one transaction. `THIDUA_BULK` sets how many; the times are printed.

use std::time::Instant;

use thidua_store::figures::{self, Filter, Level};
use thidua_store::testing::{event, on_both, stamp};
use thidua_store::{Canonical, records};

use crate::figures::sheet;
use crate::transactions::record;

fn count() -> usize {
    std::env::var("THIDUA_BULK")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn records_in_bulk() {
    let count = count();
    on_both(async |db| {
        let start = Instant::now();
        let new = (0..count).map(|n| record("nhan-su", &format!("người-{n}"), "Nguyễn Thị Hồng Ánh"));
        let mut tx = db.write().await.unwrap();
        records::insert(&mut tx, &stamp(), new.collect()).await.unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let inserted = start.elapsed();

        let start = Instant::now();
        let mut tx = db.write().await.unwrap();
        let all = records::all(&tx, None).await.unwrap();
        assert_eq!(all.len(), count);
        let read = start.elapsed();
        let revisions = all.into_iter().step_by(2).map(|old| records::Revision {
            id: old.id,
            follows: old.number,
            content: old.content,
            removed: false,
            origin: old.origin,
        });
        records::revise(&mut tx, &stamp(), revisions.collect()).await.unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let revised = start.elapsed() - read;
        println!(
            "{:?} {count} records: insert {inserted:.2?}, read {read:.2?}, revise half {revised:.2?}",
            db.engine()
        );
        let tx = db.read().await.unwrap();
        assert_eq!(records::changed_since(&tx, 1).await.unwrap().len(), count.div_ceil(2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_in_bulk() {
    let count = count();
    on_both(async |db| {
        let values: serde_json::Map<String, serde_json::Value> = (0..30)
            .map(|n| {
                let value = serde_json::json!({ "v": 1_234_567_890 + n, "unit": "dong", "p": 0 });
                (format!("tien.chi_tieu_{n:02}"), value)
            })
            .collect();
        let content = Canonical::from_value(&values).unwrap();
        let new = (0..count).map(|n| {
            let agency = format!("co-quan-{}", n % 800);
            let person = (n % 3 == 0).then(|| format!("nguoi-{n}"));
            let mut sheet = sheet(&agency, person.as_deref(), 2025, 9);
            sheet.key.key = format!("{n}");
            sheet.content.content = content.clone();
            sheet
        });
        let start = Instant::now();
        let mut tx = db.write().await.unwrap();
        figures::insert(&mut tx, &stamp(), new.collect())
            .await
            .unwrap();
        tx.commit(event("bundle.load")).await.unwrap();
        let inserted = start.elapsed();

        let start = Instant::now();
        let tx = db.read().await.unwrap();
        let (mut sheets, mut bytes) = (0, 0);
        let each = |sheet: figures::StoredSheet| {
            sheets += 1;
            bytes += sheet.content.as_str().len();
        };
        figures::for_each_current(&tx, &Filter::default(), each)
            .await
            .unwrap();
        assert_eq!(sheets, count);
        println!(
            "{:?} {count} sheets of {} bytes: insert {inserted:.2?}, stream {:.2?}",
            db.engine(),
            bytes / count,
            start.elapsed()
        );
        let agencies = Filter {
            level: Level::Agencies,
            ..Filter::default()
        };
        let expected = (0..count).filter(|n| n % 3 != 0).count();
        assert_eq!(
            figures::all_current(&tx, &agencies).await.unwrap().len(),
            expected
        );
    })
    .await;
}
