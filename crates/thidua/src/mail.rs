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
mod tests;
