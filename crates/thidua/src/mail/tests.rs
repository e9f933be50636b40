//! Against servers that answer as mail servers do: in the clear, over TLS one trusts, over TLS one does not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Mutex;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::*;

/// What a server was told.
type Told = Arc<Mutex<Vec<String>>>;

/// One conversation: says `refusal` to RCPT where it is given, and keeps what it is told.
async fn talk<S: AsyncRead + AsyncWrite>(stream: S, refusal: Option<&'static str>, told: &Told) {
    let (read, mut write) = tokio::io::split(stream);
    let mut lines = BufReader::new(read).lines();
    let mut answer = "220 thu.local";
    let mut body = false;
    loop {
        // Who hangs up has said what there was to say.
        if !answer.is_empty()
            && write
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .is_err()
        {
            return;
        }
        let _ = write.flush().await;
        let Ok(Some(line)) = lines.next_line().await else {
            return;
        };
        told.lock().unwrap().push(line.clone());
        answer = match line.split(' ').next().unwrap_or_default() {
            "." if body => {
                body = false;
                "250 2.0.0 nhan"
            }
            _ if body => "",
            "EHLO" => "250 thu.local",
            "RCPT" => refusal.unwrap_or("250 ok"),
            "DATA" => {
                body = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
    }
}

async fn fake(refusal: Option<&'static str>) -> (u16, Told) {
    fake_at("127.0.0.1", refusal).await
}

async fn fake_at(address: &str, refusal: Option<&'static str>) -> (u16, Told) {
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Told::default();
    let kept = told.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            talk(stream, refusal, &kept).await;
        }
    });
    (port, told)
}

/// A server over TLS from the first byte, and its certificate (PEM).
async fn fake_tls() -> (u16, Told, String) {
    let pair = thidua_web::tls::self_sign("127.0.0.1").unwrap();
    let cert = CertificateDer::from_pem_slice(pair.cert.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(pair.key.as_bytes()).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Told::default();
    let kept = told.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Who does not trust the certificate hangs up here.
            if let Ok(stream) = acceptor.accept(stream).await {
                talk(stream, None, &kept).await;
            }
        }
    });
    (port, told, pair.cert)
}

fn args(smtp: String) -> MailArgs {
    MailArgs {
        smtp: Some(smtp),
        mail_from: Some("thidua@coquan.vn".to_owned()),
        mail_home: Some("https://thidua.local/".to_owned()),
        ..MailArgs::default()
    }
}

#[tokio::test]
async fn a_letter_reaches_the_server_as_it_was_written() {
    let (port, told) = fake(None).await;
    let mailer = mailer(&args(format!("smtp://127.0.0.1:{port}")))
        .unwrap()
        .unwrap();
    assert_eq!(mailer.home(), "https://thidua.local");
    mailer
        .send(&test_letter("nguyen.van-a@coquan.vn"))
        .await
        .unwrap();
    let told = told.lock().unwrap().join("\n");
    assert!(told.contains("MAIL FROM:<thidua@coquan.vn>"), "{told}");
    assert!(told.contains("RCPT TO:<nguyen.van-a@coquan.vn>"), "{told}");
    assert!(
        told.contains("Content-Type: text/plain; charset=utf-8"),
        "{told}"
    );
}

#[tokio::test]
async fn a_refusal_says_whether_to_try_again_and_never_to_whom() {
    for (answer, permanent) in [
        ("550 5.1.1 <x@y.vn> unknown", true),
        ("451 4.3.0 <x@y.vn> later", false),
    ] {
        let (port, _) = fake(Some(answer)).await;
        let mailer = mailer(&args(format!("smtp://127.0.0.1:{port}")))
            .unwrap()
            .unwrap();
        let fault = mailer.send(&test_letter("x@y.vn")).await.unwrap_err();
        assert_eq!(fault.permanent, permanent);
        assert!(!fault.words.contains('@'), "{}", fault.words);
    }
    // Nobody listens: tried again.
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = gone.local_addr().unwrap().port();
    drop(gone);
    let mailer = mailer(&args(format!("smtp://127.0.0.1:{port}")))
        .unwrap()
        .unwrap();
    assert!(
        !mailer
            .send(&test_letter("x@y.vn"))
            .await
            .unwrap_err()
            .permanent
    );
}

#[test]
fn addresses_are_read_and_a_foreign_server_is_never_spoken_to_in_the_clear() {
    let read =
        |text: &str| place(text).map(|(scheme, host, port)| format!("{scheme} {host} {port}"));
    assert_eq!(
        read("smtps://mail.moj.local").as_deref(),
        Some("smtps mail.moj.local 465")
    );
    assert_eq!(
        read("smtp://mail.moj.local:2525/").as_deref(),
        Some("smtp mail.moj.local 2525")
    );
    for bad in [
        "mail.moj.local",
        "http://a",
        "smtp://",
        "smtp://a:x",
        "smtp://a b",
    ] {
        assert_eq!(read(bad), None, "{bad}");
    }
    assert!(mailer(&MailArgs::default()).unwrap().is_none());
    let wrong = MailArgs {
        mail_from: Some("không".to_owned()),
        ..args("smtp://a:1".to_owned())
    };
    assert!(mailer(&wrong).is_err());
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_gets_no_letter_and_one_that_is_does() {
    let (port, told, cert) = fake_tls().await;
    let address = format!("smtps://127.0.0.1:{port}");
    let letter = test_letter("x@y.vn");
    let doubted = mailer(&args(address.clone())).unwrap().unwrap();
    let fault = doubted.send(&letter).await.unwrap_err();
    assert!(!fault.permanent && !fault.words.contains('@'), "{fault:?}");
    assert!(told.lock().unwrap().is_empty(), "nothing was said");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("goc.pem");
    std::fs::write(&file, cert).unwrap();
    let trusting = MailArgs {
        smtp_ca: Some(file),
        ..args(address)
    };
    let trusted = mailer(&trusting).unwrap().unwrap();
    trusted.send(&letter).await.unwrap();
    assert!(told.lock().unwrap().join("\n").contains("RCPT TO:<x@y.vn>"));
}

#[tokio::test]
async fn a_foreign_server_without_tls_is_told_no_address() {
    // Another address of this machine: not the one that may be spoken to in the clear.
    let (port, told) = fake_at("127.0.0.2", None).await;
    let mailer = mailer(&args(format!("smtp://127.0.0.2:{port}")))
        .unwrap()
        .unwrap();
    let fault = mailer.send(&test_letter("x@y.vn")).await.unwrap_err();
    assert!(!fault.words.contains('@'));
    let told = told.lock().unwrap().join("\n");
    assert!(
        told.starts_with("EHLO") && !told.contains("MAIL FROM"),
        "{told}"
    );
}

#[test]
fn a_wrong_address_is_refused_in_vietnamese_before_anything_is_opened() {
    use clap::Parser;
    let words = [
        "thidua",
        "mail",
        "test",
        "--smtp",
        "smtp://127.0.0.1:1",
        "--mail-from",
        "a@b.vn",
    ];
    for wrong in ["nguyen van a", "a@b", "a@b.vn\r\nBcc: c@d.vn"] {
        let asked = words.iter().copied().chain(["--to", wrong]);
        let fault = crate::args::Cli::try_parse_from(asked)
            .unwrap_err()
            .to_string();
        assert!(fault.contains("Địa chỉ thư không đúng dạng"), "{fault}");
    }
    let asked = words.iter().copied().chain(["--to", "a@b.vn"]);
    assert!(crate::args::Cli::try_parse_from(asked).is_ok());
}
