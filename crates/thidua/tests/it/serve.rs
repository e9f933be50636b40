//! The servers: they listen, answer, tell who may sign in, and go down when asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::Desk;

struct Server {
    child: Child,
    ready: Value,
}

impl Server {
    /// Starts a server on a free port and waits until it says it is ready.
    fn start(desk: &Desk, words: &[&str]) -> Self {
        let words = [words, &["--listen", "127.0.0.1:0", "--json"]].concat();
        let mut child = desk
            .command(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("spawn");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout"))
            .read_line(&mut line)
            .expect("ready");
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Self { child, ready }
    }

    fn status(&self, path: &str) -> String {
        let address = self.ready["address"]
            .as_str()
            .expect("address")
            .trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("connect");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .expect("send");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answer");
        answer.lines().next().unwrap_or_default().to_owned()
    }

    /// Asks it to end, as the system does, and waits.
    fn stop(mut self) -> i32 {
        let id = self.child.id().to_string();
        let asked = std::process::Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill");
        assert!(asked.success());
        // Ten seconds of grace for open connections, and a machine that does other things besides.
        let until = Instant::now() + Duration::from_secs(120);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("wait") {
                return status.code().unwrap_or(-1);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.child.kill().expect("kill");
        panic!("the server did not end");
    }
}

#[test]
fn a_fresh_database_is_served_with_a_code_to_set_it_up() {
    let desk = Desk::new();
    let server = Server::start(&desk, &["serve"]);
    assert!(server.ready["set_up_code"].is_string(), "{}", server.ready);
    for path in ["/healthz", "/readyz", "/thiet-lap-ban-dau"] {
        assert!(
            server.status(path).contains(" 200 "),
            "{path}: {}",
            server.status(path)
        );
    }
    assert_eq!(server.stop(), 0);
}

#[test]
fn the_demo_is_made_once_and_taken_up_again() {
    let desk = Desk::new();
    let demo = ["--db", "sqlite:mau/demo.db", "demo"];
    let server = Server::start(&desk, &demo);
    let accounts = server.ready["accounts"]
        .as_array()
        .expect("accounts")
        .clone();
    assert_eq!(accounts.len(), 10);
    assert!(server.status("/readyz").contains(" 200 "));
    let balance =
        desk.json("--db sqlite:mau/demo.db show balance --agency quan-1 --year 2020 --month 12");
    assert_eq!(balance["figures"]["viec.thu_ly"], "3427");
    assert_eq!(server.stop(), 0);
    desk.run(&["--db", "sqlite:mau/demo.db", "check"]).done();

    let trail = desk.json("--db sqlite:mau/demo.db backup truoc.tdb")["version"].clone();
    let again = Server::start(&desk, &demo);
    assert_eq!(again.ready["accounts"].as_array(), Some(&accounts));
    assert_eq!(again.stop(), 0);
    let after = desk.json("--db sqlite:mau/demo.db backup sau.tdb")["version"].clone();
    assert_eq!(
        trail.as_i64().map(|version| version + 1),
        after.as_i64(),
        "only the backup between was recorded"
    );
}

#[test]
fn an_offices_database_is_not_made_into_a_demo() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let said = desk.run(&["demo", "--listen", "127.0.0.1:0"]).refused();
    assert!(
        said.stderr.contains("không phải dữ liệu mẫu"),
        "{}",
        said.stderr
    );
    assert_eq!(desk.json("user list"), serde_json::json!([]));
}

#[test]
fn the_network_needs_a_certificate() {
    let desk = Desk::new();
    for words in [
        ["serve", "--listen", "0.0.0.0:0"],
        ["demo", "--listen", "0.0.0.0:0"],
    ] {
        let said = desk.run(&words).refused();
        assert!(said.stderr.contains("--tls-cert"), "{}", said.stderr);
    }
    assert!(!desk.path("t.db").exists());
    let made = desk.json("tls self-sign --name thidua.local --out chung-thu");
    assert!(
        desk.folder()
            .join(made["key"].as_str().expect("key"))
            .exists()
    );
    let said = desk
        .run(&[
            "tls",
            "self-sign",
            "--name",
            "thidua.local",
            "--out",
            "chung-thu",
        ])
        .refused();
    assert!(said.stderr.contains("đã có tệp này"), "{}", said.stderr);
    let said = desk
        .run(&["tls", "self-sign", "--name", "máy chủ"])
        .refused();
    assert!(said.stderr.contains("không đặt được"), "{}", said.stderr);
}
