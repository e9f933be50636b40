//! Backup and restore, also from one engine to the other.

use std::path::Path;

use thidua_store::backup::{Faults, backup, restore};
use thidua_store::session::{self, Session};
use thidua_store::testing::{Fresh, empty, engines, event, fresh, number, stamp, tamper};
use thidua_store::{
    Db, StoreError, attachment, audit, counter, draft, figures, idempotency, job, records,
};

use crate::access::{account, create};
use crate::attachment::bytes;
use crate::figures::sheet;
use crate::transactions::{record, store};

/// Something in every table, with every kind of text that could be mangled on the way.
async fn fill(db: &Db, many: usize) {
    let an = create(db, "an").await;
    store(db, "can-tho", "Cục \"THADS\" \\ Cần Thơ\n\u{1F600}\t' ; --").await;
    let mut tx = db.write().await.unwrap();
    let old = records::find(&tx, "co-quan", "can-tho")
        .await
        .unwrap()
        .unwrap();
    let revision = records::Revision {
        id: old.id,
        follows: 1,
        content: old.content,
        removed: true,
        origin: old.origin,
    };
    records::revise(&mut tx, &stamp(), vec![revision])
        .await
        .unwrap();
    let many = (0..many).map(|n| record("nhan-su", &format!("n{n}"), "Đặng Thị Ý"));
    records::insert(&mut tx, &stamp(), many.collect())
        .await
        .unwrap();
    let sheets = vec![
        sheet("can-tho", None, 2025, 9),
        sheet("can-tho", Some("an"), 2025, 9),
    ];
    figures::insert(&mut tx, &stamp(), sheets).await.unwrap();
    let large = bytes(attachment::CHUNK + 5);
    attachment::put(&mut tx, "tệp.pdf", "application/pdf", &large)
        .await
        .unwrap();
    attachment::put(&mut tx, "rỗng", "text/plain", b"")
        .await
        .unwrap();
    counter::next(&mut tx, "hs", 2026).await.unwrap();
    idempotency::remember(&mut tx, "an", "k", "h", "{}", 1)
        .await
        .unwrap();
    let role = thidua_store::access::NewGrant {
        user_id: an.id,
        role: "nhap-lieu".to_owned(),
        agency_code: "can-tho".to_owned(),
        from_date: "2026-01-01".to_owned(),
        to_date: "9999-12-31".to_owned(),
        document: None,
    };
    thidua_store::access::grant(&mut tx, role).await.unwrap();
    audit::erase_payload(&mut tx, 1).await.unwrap();
    tx.commit(event("bundle.load")).await.unwrap();
    let new = job::NewJob {
        id: "j".to_owned(),
        kind: "print".to_owned(),
        command: "print".to_owned(),
        actor: "an".to_owned(),
        payload: thidua_store::Canonical::parse("{}").unwrap(),
        at: 1,
    };
    job::ask_quietly(db, new).await.unwrap();
    session::failed(db, "an", "la", 7).await.unwrap();
    let draft = draft::Draft {
        owner: an.id,
        key: "nguoi/moi".to_owned(),
        page: "/nguoi/moi".to_owned(),
        title: "Thêm người".to_owned(),
        base: String::new(),
        content: "{\"ten\":\"Đặng Thị \\\"Ý\\\"\"}".to_owned(),
        stamp: 1,
        saved: 1,
        accepted: false,
    };
    draft::put(db, &draft).await.unwrap();
    draft::accept(db, an.id, "da-gui", 2, 2).await.unwrap();
    let signed_in = Session {
        token_sha256: "a".repeat(64),
        user_id: an.id,
        device: String::new(),
        address: String::new(),
        created: 1,
        last_seen: 1,
        expires: 1,
        step_up_until: None,
    };
    session::create(db, signed_in).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn from_each_engine_to_each_and_the_same_bytes_again() {
    for from in engines() {
        let source = fresh(from).await;
        fill(&source.db, 2_500).await;
        let first = source.folder.path().join("a.thidua");
        let summary = backup(&source.db, &first).await.unwrap();
        assert_eq!(summary.version, 3);
        for to in engines() {
            for target in [empty(to).await, fresh(to).await] {
                let restored = restore(&target.db, &first, Faults::Refuse).await.unwrap();
                assert_eq!(restored, summary);
                let second = source.folder.path().join("b.thidua");
                backup(&target.db, &second).await.unwrap();
                assert!(std::fs::read(&first).unwrap() == std::fs::read(&second).unwrap());
                goes_on(&target).await;
                target.finish().await;
            }
        }
        source.finish().await;
    }
}

/// The restored database takes the next commands where the other stopped.
async fn goes_on(target: &Fresh) {
    let db = &target.db;
    assert_eq!(number(db, "SELECT count(*) FROM session").await, 0);
    assert_eq!(store(db, "moi", "Mới").await, 4);
    let mut tx = db.write().await.unwrap();
    assert_eq!(counter::next(&mut tx, "hs", 2026).await.unwrap(), 2);
    let made = thidua_store::access::create_account(&mut tx, account("binh"))
        .await
        .unwrap();
    assert_eq!(made.id, 2);
    tx.commit(event("access.create")).await.unwrap();
    let tx = db.read().await.unwrap();
    assert!(audit::verify(&tx).await.unwrap().is_empty());
    assert_eq!(
        records::history(&tx, "co-quan", "can-tho")
            .await
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_of_the_schema_is_in_the_backup() {
    for engine in engines() {
        let source = fresh(engine).await;
        let path = source.folder.path().join("a.thidua");
        let summary = backup(&source.db, &path).await.unwrap();
        let tables = match engine {
            thidua_store::Engine::Sqlite => {
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
            }
            thidua_store::Engine::Postgres => {
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            }
        };
        // Besides: audit_head, file_chunk, session, trusted_device, seeing, import_session, import_file,
        // import_cell, recent_page, list_choice, unused_account, notice, mail and the list of migrations.
        let expected = i64::try_from(summary.rows.len()).unwrap() + 14;
        assert_eq!(number(&source.db, tables).await, expected);
        let columns = match engine {
            thidua_store::Engine::Sqlite => {
                "SELECT count(*) FROM sqlite_schema s, pragma_table_info(s.name) \
                 WHERE s.type = 'table' AND s.name IN "
            }
            thidua_store::Engine::Postgres => {
                "SELECT count(*) FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name IN "
            }
        };
        let names: Vec<String> = summary
            .rows
            .iter()
            .map(|(name, _)| format!("'{name}'"))
            .collect();
        let sql = format!("{columns} ({})", names.join(", "));
        let manifest = manifest(&path);
        let written = manifest["tables"].as_array().unwrap().iter();
        let written: usize = written
            .map(|t| t["columns"].as_array().unwrap().len())
            .sum();
        assert_eq!(
            number(&source.db, &sql).await,
            i64::try_from(written).unwrap()
        );
        source.finish().await;
    }
}

fn manifest(path: &Path) -> serde_json::Value {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    serde_json::from_reader(archive.by_name("manifest.json").unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_with_rows_is_not_restored_over() {
    for engine in engines() {
        let source = fresh(engine).await;
        store(&source.db, "a", "A").await;
        let path = source.folder.path().join("a.thidua");
        backup(&source.db, &path).await.unwrap();
        let refused = restore(&source.db, &path, Faults::Refuse).await;
        assert!(
            matches!(refused, Err(StoreError::NotEmpty { .. })),
            "{refused:?}"
        );
        assert_eq!(source.db.version().await.unwrap(), 1);
        source.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_refused_and_leaves_nothing() {
    let source = fresh(thidua_store::Engine::Sqlite).await;
    fill(&source.db, 50).await;
    let path = source.folder.path().join("a.thidua");
    backup(&source.db, &path).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    const PLACES: usize = 24;
    for engine in engines() {
        let target = fresh(engine).await;
        let damaged = source.folder.path().join("b.thidua");
        for n in 0..PLACES {
            let mut bytes = whole.clone();
            let place = whole.len() * n / PLACES;
            if n % 4 == 0 {
                bytes.truncate(place);
            } else {
                bytes[place] ^= 0x55;
            }
            std::fs::write(&damaged, &bytes).unwrap();
            if restore(&target.db, &damaged, Faults::Refuse).await.is_ok() {
                // A byte of the archive's own padding, flags or attributes: then the data must be whole.
                let again = source.folder.path().join("c.thidua");
                backup(&target.db, &again).await.unwrap();
                assert!(std::fs::read(&again).unwrap() == whole, "byte {place}");
                panic!("byte {place} does not matter: choose the places anew");
            }
            assert_eq!(target.db.version().await.unwrap(), 0);
            assert_eq!(number(&target.db, "SELECT count(*) FROM record").await, 0);
        }
        restore(&target.db, &path, Faults::Refuse).await.unwrap();
        target.finish().await;
    }
    source.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_chain_is_restored_only_when_accepted() {
    for engine in engines() {
        let source = fresh(engine).await;
        store(&source.db, "a", "A").await;
        tamper(&source.db, "UPDATE audit_event SET actor = 'khac'").await;
        let path = source.folder.path().join("a.thidua");
        backup(&source.db, &path).await.unwrap();
        let target = fresh(engine).await;
        let refused = restore(&target.db, &path, Faults::Refuse).await;
        assert!(
            matches!(refused, Err(StoreError::Damaged(_))),
            "{refused:?}"
        );
        assert_eq!(target.db.version().await.unwrap(), 0);
        let accepted = restore(&target.db, &path, Faults::Accept).await.unwrap();
        assert_eq!(accepted.findings.len(), 1);
        assert_eq!(target.db.version().await.unwrap(), 1);
        target.finish().await;
        source.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_one_moment_while_others_write() {
    for engine in engines() {
        let source = fresh(engine).await;
        store(&source.db, "first", "x").await;
        let db = source.db.clone();
        let writer = tokio::spawn(async move {
            for n in 0..60 {
                store(&db, &format!("k{n}"), "x").await;
            }
        });
        for n in 0..3 {
            let path = source.folder.path().join(format!("{n}.thidua"));
            let summary = backup(&source.db, &path).await.unwrap();
            let target = fresh(engine).await;
            restore(&target.db, &path, Faults::Refuse).await.unwrap();
            let stored = number(&target.db, "SELECT count(*) FROM record").await;
            assert_eq!(stored, summary.version);
            target.finish().await;
        }
        writer.await.unwrap();
        source.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_backup_leaves_the_old_one() {
    let source = fresh(thidua_store::Engine::Sqlite).await;
    let path = source.folder.path().join("a.thidua");
    backup(&source.db, &path).await.unwrap();
    let before = std::fs::read(&path).unwrap();
    tamper(&source.db, "DROP TABLE idempotency").await;
    assert!(backup(&source.db, &path).await.is_err());
    assert!(std::fs::read(&path).unwrap() == before);
    let left: Vec<_> = std::fs::read_dir(source.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    source.finish().await;
}
