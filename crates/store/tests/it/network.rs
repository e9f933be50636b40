//! PostgreSQL behind a network that breaks: what was acknowledged is stored, what was refused is not, and an answer
//! lost at commit is found out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use thidua_store::testing::{Fresh, engines, event, fresh, number, stamp, tamper};
use thidua_store::{Db, Engine, Options, StoreError, records};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::transactions::{record, store};

const PASS: u8 = 0;
/// Hands the next COMMIT to the server and breaks before its answer.
const LOSE_ANSWER: u8 = 1;
/// Breaks instead of handing over the next COMMIT.
const LOSE_COMMIT: u8 = 2;

/// A proxy in front of the server, and its address for the store.
async fn proxy(fresh: &Fresh, mode: Arc<AtomicU8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (before, after) = fresh.address.rsplit_once('@').unwrap();
    let (server, name) = after.split_once('/').unwrap();
    let address = format!("{before}@127.0.0.1:{port}/{name}");
    let server = server.to_owned();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.unwrap();
            tokio::spawn(relay(client, server, mode.clone()));
        }
    });
    address
}

async fn relay(client: TcpStream, server: TcpStream, mode: Arc<AtomicU8>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let back = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
    });
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from_client.read(&mut buffer).await {
        let sent = &buffer[..length];
        let commits = sent.windows(6).any(|word| word == b"COMMIT");
        let now = if commits {
            mode.swap(PASS, Ordering::SeqCst)
        } else {
            PASS
        };
        if now != PASS {
            back.abort();
        }
        if now != LOSE_COMMIT && to_server.write_all(sent).await.is_err() {
            break;
        }
        if now != PASS {
            break;
        }
    }
    back.abort();
}

async fn attempt(db: &Db, key: &str) -> Result<i64, StoreError> {
    let mut tx = db.write().await?;
    records::insert(&mut tx, &stamp(), vec![record("co-quan", key, "x")]).await?;
    tx.commit(event("org.load")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_at_commit_is_found_out() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let fresh = fresh(Engine::Postgres).await;
    let mode = Arc::new(AtomicU8::new(PASS));
    let address = proxy(&fresh, mode.clone()).await;
    let db = Db::open(&address, Options::default()).await.unwrap();
    assert_eq!(store(&db, "a", "x").await, 1);
    mode.store(LOSE_ANSWER, Ordering::SeqCst);
    assert_eq!(attempt(&db, "b").await.unwrap(), 2);
    mode.store(LOSE_COMMIT, Ordering::SeqCst);
    let lost = attempt(&db, "c").await;
    assert!(matches!(lost, Err(StoreError::Disconnected(_))), "{lost:?}");
    assert_eq!(attempt(&db, "c").await.unwrap(), 3);
    assert_eq!(number(&fresh.db, "SELECT count(*) FROM record").await, 3);
    db.close().await.unwrap();
    fresh.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_cut_by_the_server_are_replaced() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let fresh = fresh(Engine::Postgres).await;
    let killer = Db::open(&fresh.address, Options::default()).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let db = fresh.db.clone();
    let writer = tokio::spawn(async move {
        let (mut stored, mut refused) = (Vec::new(), 0);
        for n in 0..50 {
            match attempt(&db, &format!("k{n}")).await {
                Ok(number) => stored.push(number),
                Err(StoreError::Disconnected(_) | StoreError::Connect(_)) => refused += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        (stored, refused)
    });
    while !writer.is_finished() {
        tamper(&killer, cut).await;
        tokio::time::sleep(std::time::Duration::from_millis(40)).await;
    }
    let (stored, refused) = writer.await.unwrap();
    println!("{} stored, {refused} refused", stored.len());
    assert_eq!(
        stored,
        (1..=i64::try_from(stored.len()).unwrap()).collect::<Vec<_>>()
    );
    let rows = number(&killer, "SELECT count(*) FROM record").await;
    assert_eq!(rows, i64::try_from(stored.len()).unwrap());
    killer.close().await.unwrap();
    fresh.finish().await;
}
