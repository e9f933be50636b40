//! kill -9 in the middle of writing loses nothing that was acknowledged.
//!
//! The test starts itself as a child that writes and prints each acknowledged number, and kills it at a random
//! moment. `THIDUA_KILLS` sets how often (5). What kill -9 cannot show, a lost power supply can: that is another
//! test's work.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use thidua_store::testing::{event, on_both_with, stamp};
use thidua_store::{Db, Options, attachment, audit, records};

use crate::attachment::bytes;
use crate::transactions::record;

const CHILD: &str = "THIDUA_CRASH_CHILD";

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_writing() {
    let kills: u32 = std::env::var("THIDUA_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(5);
    on_both_with(async |fresh| {
        let mut acknowledged = 0;
        for round in 0..kills {
            // Every fourth child dies while it starts, the others while they write.
            let kill = match round % 4 {
                3 => Kill::AfterStart(Duration::from_millis(u64::from(round * 37 % 200))),
                _ => Kill::AfterWriting(Duration::from_millis(u64::from(round * 37 % 150))),
            };
            let address = fresh.address.clone();
            let last = tokio::task::spawn_blocking(move || run_and_kill(&address, kill));
            acknowledged = last.await.unwrap().unwrap_or(acknowledged);
            check(&fresh.address, acknowledged).await;
        }
        assert!(acknowledged > 0, "no child lived long enough to write");
        println!(
            "{:?}: {kills} kills, {acknowledged} acknowledged",
            fresh.db.engine()
        );
    })
    .await;
}

/// When a child is killed.
#[derive(Clone, Copy)]
enum Kill {
    /// So long after it was started.
    AfterStart(Duration),
    /// So long after its first acknowledged number.
    AfterWriting(Duration),
}

/// Starts a child, kills it and answers the last number it acknowledged.
fn run_and_kill(address: &str, kill: Kill) -> Option<i64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::child_that_writes",
            "--nocapture",
            "--ignored",
        ])
        .env(CHILD, address)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (send, receive) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if let Some(number) = line
                .strip_prefix("stored ")
                .and_then(|n| n.parse::<i64>().ok())
            {
                send.send(number).unwrap();
            }
        }
    });
    let mut last = None;
    match kill {
        Kill::AfterStart(life) => std::thread::sleep(life),
        Kill::AfterWriting(life) => {
            last = Some(receive.recv_timeout(Duration::from_secs(240)).unwrap());
            std::thread::sleep(life);
        }
    }
    // On Unix this is SIGKILL: no handler, no destructor, no flush.
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    receive.try_iter().last().or(last)
}

async fn check(address: &str, acknowledged: i64) {
    let db = Db::open(address, Options::default()).await.unwrap();
    let tx = db.read().await.unwrap();
    let version = db.version().await.unwrap();
    assert!(
        version >= acknowledged,
        "{acknowledged} was acknowledged, {version} is there"
    );
    assert!(audit::verify(&tx).await.unwrap().is_empty());
    let all = records::all(&tx, None).await.unwrap();
    // Every event brought two records and none half.
    assert_eq!(i64::try_from(all.len()).unwrap(), version * 2);
    for (n, record) in all.iter().enumerate() {
        assert_eq!(usize::try_from(record.event).unwrap(), n / 2 + 1);
    }
    if version > 0 {
        let address = thidua_store::sha256_hex(&file(version));
        assert_eq!(
            attachment::bytes(&tx, &address).await.unwrap(),
            file(version)
        );
    }
    drop(tx);
    db.close().await.unwrap();
}

fn file(event: i64) -> Vec<u8> {
    let mut content = bytes(10_000);
    content.extend_from_slice(event.to_string().as_bytes());
    content
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "the child of killed_while_writing"]
async fn child_that_writes() {
    let Ok(address) = std::env::var(CHILD) else {
        return;
    };
    let db = Db::open(&address, Options::default()).await.unwrap();
    loop {
        let mut tx = db.write().await.unwrap();
        let number = tx.event();
        for part in ["a", "b"] {
            let new = vec![record("co-quan", &format!("{number}{part}"), "x")];
            records::insert(&mut tx, &stamp(), new).await.unwrap();
        }
        attachment::put(&mut tx, "a.bin", "application/octet-stream", &file(number))
            .await
            .unwrap();
        let stored = tx.commit(event("org.load")).await.unwrap();
        // Straight to the pipe: the test harness buffers `println!`.
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nstored {stored}").unwrap();
        out.flush().unwrap();
    }
}
