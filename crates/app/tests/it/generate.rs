//! The invented nation: the same from the same seed, and nothing wrong with it.

use std::path::Path;

use thidua_app::access::Caller;
use thidua_app::figures::balance;
use thidua_app::generate::{AskNation, Generated, national};
use thidua_app::{App, AppError, backup, check};
use thidua_domain::figures::{Ask, Frame, Outcome, sheet_of};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::testing::{engines, fresh, on_both};
use thidua_store::{Db, Engine};

use crate::desk::{app, ask, console, view};

/// Two provinces: one merged of three with a known office, one that stayed as it was.
fn small(seed: u64, years: i16) -> AskNation {
    AskNation {
        seed,
        years,
        only: vec!["can-tho".to_owned(), "cao-bang".to_owned()],
    }
}

async fn made(db: &Db, ask: &AskNation) -> Generated {
    national(db, ask, &|_| {}).await.unwrap()
}

async fn saved(app: &App, path: &Path) -> Vec<u8> {
    backup::backup(app, &Caller::console(), path).await.unwrap();
    std::fs::read(path).unwrap()
}

#[tokio::test]
async fn the_same_seed_makes_the_same_bytes_on_either_engine() {
    let mut first: Option<Vec<u8>> = None;
    for (engine, seed) in engines()
        .into_iter()
        .map(|engine| (engine, 7))
        .chain([(Engine::Sqlite, 7), (Engine::Sqlite, 8)])
    {
        let fresh = fresh(engine).await;
        made(&fresh.db, &small(seed, 1)).await;
        let path = fresh.folder.path().join("sao-luu.zip");
        let bytes = saved(&app(fresh.db.clone()).await, &path).await;
        match &first {
            None => first = Some(bytes),
            Some(first) => assert_eq!(*first == bytes, seed == 7, "{engine:?} {seed}"),
        }
        fresh.finish().await;
    }
}

#[tokio::test]
async fn nothing_is_wrong_with_it() {
    on_both(async |db| {
        let made = made(&db, &small(1, 3)).await;
        assert_eq!((made.from, made.to), (2024, 2026));
        let app = app(db).await;
        let view = view(&app).await;
        let report = check::check(&app, &view).await.unwrap();
        let shown: Vec<_> = report.findings.iter().take(20).collect();
        assert!(report.ok, "{} {shown:#?}", report.findings.len());
    })
    .await;
}

#[tokio::test]
async fn identities_hold_across_the_merger() {
    on_both(async |db| {
        made(&db, &small(3, 2)).await;
        let app = app(db).await;
        let state = app.state().await.unwrap();
        let frame = Frame::whole("btp");
        let mut seen = std::collections::BTreeSet::new();
        for (agency, month) in [
            ("soc-trang", 9),
            ("can-tho", 10),
            ("can-tho-khu-vuc-6", 10),
            ("cao-bang", 9),
            ("cao-bang", 10),
            ("cuc-quan-ly", 12),
        ] {
            let window = Window {
                year: WorkYear(2025),
                month,
            };
            let ask = Ask {
                table: &state.figures,
                org: &state.org,
                window,
                frame: &frame,
            };
            for check in sheet_of(ask, agency, &state.catalogue) {
                assert_ne!(check.outcome, Outcome::Broken, "{agency} {month} {check:?}");
                if check.outcome == Outcome::Holds {
                    seen.insert(check.identity);
                }
            }
        }
        assert!(
            ["I1", "I2", "I3", "I4", "I10", "I11"]
                .iter()
                .all(|id| seen.contains(id)),
            "{seen:?}"
        );
        let view = view(&app).await;
        let restated = balance(&view, &ask("can-tho", 2025, 9)).unwrap();
        let own = balance(&view, &ask("can-tho", 2025, 10)).unwrap();
        assert_eq!(restated.figures.get("viec.cu"), own.figures.get("viec.cu"));
        let next = balance(&view, &ask("can-tho", 2026, 1)).unwrap();
        let number = |balance: &thidua_app::figures::Balance, code: &str| {
            balance.figures.get(code).unwrap().parse::<i64>().unwrap()
        };
        let closed = balance(&view, &ask("can-tho", 2025, 12)).unwrap();
        assert_eq!(
            number(&next, "viec.cu"),
            number(&closed, "viec.chuyen_ky_sau") - number(&closed, "viec.so_theo_doi_rieng")
        );
    })
    .await;
}

#[tokio::test]
async fn only_an_empty_database_and_one_to_twenty_years() {
    on_both(async |db| {
        let refused =
            |result: Result<Generated, AppError>| matches!(result, Err(AppError::Refused(_)));
        assert!(refused(national(&db, &small(1, 0), &|_| {}).await));
        assert!(refused(national(&db, &small(1, 21), &|_| {}).await));
        let one = AskNation {
            only: vec!["cao-bang".to_owned()],
            ..small(1, 1)
        };
        made(&db, &one).await;
        assert!(refused(national(&db, &one, &|_| {}).await));
        let _ = console();
    })
    .await;
}
