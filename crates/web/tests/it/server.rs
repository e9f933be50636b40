//! The server itself: what it listens on, TLS, and going down.

use std::net::SocketAddr;
use std::sync::Arc;

use thidua_app::{App, SystemClock, SystemEntropy};
use thidua_store::testing;
use thidua_web::tls::{TlsFiles, self_sign};
use thidua_web::{Config, ServeError, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

async fn app() -> (Arc<App>, testing::Fresh) {
    let fresh = testing::fresh(thidua_store::Engine::Sqlite).await;
    let app = App::open(
        fresh.db.clone(),
        Arc::new(SystemClock),
        Arc::new(SystemEntropy),
    )
    .await
    .unwrap();
    (Arc::new(app), fresh)
}

fn config(listen: &str) -> Config {
    Config {
        listen: listen.parse().unwrap(),
        tls: None,
        proxies: Vec::new(),
        unused_days: None,
        mailer: None,
    }
}

fn addr(server: &Server) -> SocketAddr {
    server.url().split_once("://").unwrap().1.parse().unwrap()
}

async fn exchange(addr: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A server that refuses what it has not read to its end closes with a reset: what came before counts.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_network_address_without_tls_is_refused_with_the_ways() {
    let (app, _fresh) = app().await;
    let Err(error) = Server::bind(app, &config("0.0.0.0:0")) else {
        panic!("it listens")
    };
    assert!(matches!(error, ServeError::Refused(_)));
    assert!(error.to_string().contains("--behind-proxy"), "{error}");
}

#[tokio::test]
async fn it_answers_and_goes_down_when_asked() {
    let (app, _fresh) = app().await;
    let server = Server::bind(app, &config("127.0.0.1:0")).unwrap();
    let addr = addr(&server);
    assert!(server.web().set_up_code().await.unwrap().is_some());
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    let answer = exchange(
        addr,
        "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    let answer = exchange(addr, "nonsense\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    let many: String = (0..150).map(|n| format!("X-{n}: y\r\n")).collect();
    let answer = exchange(addr, &format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
    assert!(TcpStream::connect(addr).await.is_err());
}

#[tokio::test]
async fn it_speaks_tls_with_a_self_signed_certificate() {
    let (app, fresh) = app().await;
    let pair = self_sign("localhost").unwrap();
    let files = TlsFiles {
        cert: fresh.folder.path().join("c.pem"),
        key: fresh.folder.path().join("k.pem"),
    };
    std::fs::write(&files.cert, &pair.cert).unwrap();
    std::fs::write(&files.key, &pair.key).unwrap();
    let server = Server::bind(
        app,
        &Config {
            tls: Some(files),
            ..config("127.0.0.1:0")
        },
    )
    .unwrap();
    assert!(server.url().starts_with("https://"));
    let addr = addr(&server);
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    // Plain http on the TLS port gets nothing readable.
    let answer = exchange(
        addr,
        "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(!answer.contains("200 OK"), "{answer}");
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
}
