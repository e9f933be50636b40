//! Letters by SMTP: always over TLS, but to this machine itself; the log never says to whom. `mail test` tries it.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use thidua_app::notice::{Letter, MailFault, Mailer, test_letter};

use crate::args::{MailArgs, MailTestArgs};
use crate::out::{Out, tell};
use crate::refusal::Refusal;

/// A server that does not answer is given up after so long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Ports by the address's beginning.
const PORTS: [(&str, u16); 2] = [("smtps", 465), ("smtp", 587)];

/// A mail server.
struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    home: String,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Smtp").finish_non_exhaustive()
    }
}

/// The server the options name; `None`: no letters are sent.
///
/// # Errors
/// [`Refusal`] for options that cannot be used; nothing is connected yet.
pub(crate) fn mailer(args: &MailArgs) -> Result<Option<Arc<dyn Mailer>>, Refusal> {
    match &args.smtp {
        None => Ok(None),
        Some(address) => Ok(Some(Arc::new(smtp(args, address)?))),
    }
}

fn smtp(args: &MailArgs, address: &str) -> Result<Smtp, Refusal> {
    let (scheme, host, port) = place(address).ok_or_else(|| {
        usage("--smtp ghi smtps://MÁY:CỔNG hoặc smtp://MÁY:CỔNG, ví dụ smtps://mail.moj.local:465")
    })?;
    let from = args.mail_from.as_deref().unwrap_or_default();
    let from: Mailbox = from
        .parse()
        .map_err(|_| usage("--mail-from không phải địa chỉ thư"))?;
    let home = args.mail_home.clone().unwrap_or_default();
    let home = home.trim_end_matches('/').to_owned();
    if !home.is_empty() && !home.starts_with("https://") && !home.starts_with("http://") {
        return Err(usage("--mail-home ghi https://… hoặc http://…"));
    }
    // Only a server on this very machine may be spoken to in the clear: nothing leaves it.
    let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host.as_str());
    let tls = match scheme {
        "smtps" => Tls::Wrapper(parameters(args, &host)?),
        _ if here => Tls::None,
        _ => Tls::Required(parameters(args, &host)?),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(port)
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some(user) = &args.smtp_user {
        let file = args.smtp_password_file.as_ref();
        let file = file.ok_or_else(|| usage("--smtp-user cần --smtp-password-file"))?;
        let text = std::fs::read_to_string(file)
            .map_err(|_| Refusal::told("Không đọc được tệp mật khẩu máy chủ thư."))?;
        let password = text.lines().next().unwrap_or_default().to_owned();
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    Ok(Smtp {
        transport: builder.build(),
        from,
        home,
    })
}

fn usage(words: &str) -> Refusal {
    Refusal::Usage(format!("Lỗi: {words}.\n"))
}

/// Scheme, host and port of an address.
fn place(address: &str) -> Option<(&'static str, String, u16)> {
    let (scheme, rest) = address.split_once("://")?;
    let (scheme, usual) = PORTS.into_iter().find(|(name, _)| *name == scheme)?;
    let rest = rest.trim_end_matches('/');
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (rest, usual),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    (!host.is_empty() && host.bytes().all(plain)).then(|| (scheme, host.to_owned(), port))
}

fn parameters(args: &MailArgs, host: &str) -> Result<TlsParameters, Refusal> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(file) = &args.smtp_ca {
        let pem = std::fs::read(file)
            .map_err(|_| Refusal::told("Không đọc được tệp chứng thư gốc của máy chủ thư."))?;
        let certificate = Certificate::from_pem(&pem)
            .map_err(|_| Refusal::told("Tệp chứng thư gốc của máy chủ thư không phải dạng PEM."))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|_| {
        Refusal::told("Không lập được kết nối TLS đến máy chủ thư: thiếu chứng thư gốc.")
    })
}

impl Mailer for Smtp {
    fn send<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), MailFault>> + Send + 'a>> {
        Box::pin(async move {
            let message = self.message(letter)?;
            let sent = self.transport.send(message).await;
            sent.map(|_| ()).map_err(|error| MailFault {
                words: reason(&error),
                permanent: error.is_permanent(),
            })
        })
    }

    fn home(&self) -> &str {
        &self.home
    }
}

impl Smtp {
    fn message(&self, letter: &Letter) -> Result<Message, MailFault> {
        let wrong = || MailFault {
            words: "letter cannot be written".to_owned(),
            permanent: true,
        };
        let to: Mailbox = letter.to.parse().map_err(|_| wrong())?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|_| wrong())
    }
}

/// What went wrong, without what the server said: that may repeat an address.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    let kind = if error.is_permanent() {
        "refused for good"
    } else if error.is_transient() {
        "refused for now"
    } else if error.is_timeout() {
        "no answer in time"
    } else if error.is_tls() {
        "TLS failed"
    } else if error.is_client() {
        "server offers no way to sign in or to encrypt"
    } else if error.is_response() {
        "answer not understood"
    } else {
        "connection failed"
    };
    match error.status() {
        Some(code) => format!("{kind} ({code})"),
        None => kind.to_owned(),
    }
}

/// `mail test`: one letter, now.
pub(crate) async fn test(out: Out, args: &MailTestArgs) -> Result<(), Refusal> {
    let found = mailer(&args.mail)?;
    let mailer = found.ok_or_else(|| usage("chưa có --smtp"))?;
    match mailer.send(&test_letter(&args.to)).await {
        Ok(()) => out.answer(&serde_json::json!({ "sent": true }), || {
            "Đã gửi thư thử. Xem hộp thư nhận.\n".to_owned()
        }),
        Err(fault) => {
            tell(&format!("Máy chủ thư trả lời: {}.", fault.words));
            Err(Refusal::told(match fault.permanent {
                true => "Máy chủ thư từ chối thư này. Xem lại địa chỉ gửi, nhận, tên đăng nhập.",
                false => "Chưa gửi được thư. Xem lại địa chỉ, cổng, chứng thư của máy chủ thư.",
            }))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use std::sync::Mutex;

    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that says `refusal` to RCPT where it is given, and keeps what it is told.
    async fn fake(refusal: Option<&'static str>) -> (u16, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let told = Arc::new(Mutex::new(Vec::new()));
        let kept = told.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 thu.local\r\n").await.unwrap();
                let mut body = false;
                while let Ok(Some(line)) = lines.next_line().await {
                    kept.lock().unwrap().push(line.clone());
                    let answer = match line.split(' ').next().unwrap_or_default() {
                        "." if body => {
                            body = false;
                            "250 2.0.0 nhan"
                        }
                        _ if body => continue,
                        "EHLO" => "250 thu.local",
                        "RCPT" => refusal.unwrap_or("250 ok"),
                        "DATA" => {
                            body = true;
                            "354 go on"
                        }
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    };
                    write
                        .write_all(format!("{answer}\r\n").as_bytes())
                        .await
                        .unwrap();
                }
            }
        });
        (port, told)
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
}
