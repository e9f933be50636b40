//! `serve`: the web application on a database.

use std::net::SocketAddr;
use std::sync::Arc;

use serde::Serialize;
use thidua_app::App;
use thidua_web::tls::{TlsError, TlsFiles};
use thidua_web::{Config, ServeError, Server, listen};

use crate::args::ServeArgs;
use crate::db::Place;
use crate::out::{Out, tell};
use crate::refusal::{self, Refusal};

/// Serves until the process is asked to end.
pub(crate) async fn serve(place: Place<'_>, out: Out, args: ServeArgs) -> Result<(), Refusal> {
    let proxies = args.behind_proxy.iter().map(|network| network.parse());
    let proxies = proxies.collect::<Result<_, _>>().map_err(|_| {
        Refusal::Usage("Lỗi: --behind-proxy cần địa chỉ IP hoặc dải địa chỉ.\n".to_owned())
    })?;
    let mailer = crate::mail::mailer(&args.mail)?;
    let config = Config {
        listen: args.listen,
        tls: args
            .tls_cert
            .zip(args.tls_key)
            .map(|(cert, key)| TlsFiles { cert, key }),
        proxies,
        unused_days: Some(args.disable_unused_after).filter(|days| *days > 0),
        mailer,
    };
    may_listen(&config)?;
    let app = crate::db::writable(place).await?;
    until_asked(app, &config, async |server| {
        let code = match server.web().set_up_code().await {
            Ok(code) => code.map(str::to_owned),
            Err(error) => {
                tracing::error!(code = "CLI_SET_UP", %error);
                None
            }
        };
        let ready = Ready {
            address: server.url(),
            set_up_code: code,
        };
        said(out.answer(&ready, || text(&ready)));
    })
    .await
}

/// What the operator is told once the server listens.
#[derive(Serialize)]
struct Ready {
    address: String,
    set_up_code: Option<String>,
}

fn text(ready: &Ready) -> String {
    let set_up = ready.set_up_code.as_ref().map_or_else(String::new, |code| {
        format!("Chưa có tài khoản nào. Mở địa chỉ trên và nhập mã thiết lập ban đầu: {code}\n")
    });
    format!("Địa chỉ: {}\n{set_up}", ready.address)
}

/// Listens, tells it is ready, answers until asked to end, and closes the database.
pub(crate) async fn until_asked(
    app: Arc<App>,
    config: &Config,
    ready: impl AsyncFnOnce(&Server),
) -> Result<(), Refusal> {
    let db = app.db().clone();
    // Before anybody is told that it is ready: whoever is told may ask it to end at once.
    let asked = asked_to_end().map_err(|error| refused(error.into()))?;
    let server = Server::bind(app, config).map_err(refused)?;
    ready(&server).await;
    let served = server.run(asked).await;
    let closed = db.close().await;
    served.map_err(refused)?;
    closed?;
    tell("Đã dừng dịch vụ.");
    Ok(())
}

/// Ends when the process is asked to end (Ctrl+C, SIGTERM); listens for that from this call on.
#[cfg(unix)]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the process is asked to end.
#[cfg(not(unix))]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn refused(error: ServeError) -> Refusal {
    tracing::error!(code = "CLI_SERVE", %error);
    match error {
        ServeError::Refused(refusal) => Refusal::told(refusal.to_string()),
        ServeError::Bind { addr, cause } => cannot_listen(addr, &cause),
        ServeError::Tls(TlsError::Unreadable { path, .. }) => Refusal::told(format!(
            "Không đọc được tệp {path}: không có, không có quyền đọc, hoặc không phải dạng PEM."
        )),
        ServeError::Tls(TlsError::Unusable(_)) => {
            Refusal::told("Chứng thư và khóa không đi với nhau, hoặc thuộc loại không dùng được.")
        }
        ServeError::Io(cause) => Refusal::told(format!(
            "Dịch vụ ngừng do lỗi: {}.",
            refusal::system(&cause)
        )),
        _ => Refusal::told("Không khởi động được dịch vụ."),
    }
}

fn cannot_listen(addr: SocketAddr, cause: &std::io::Error) -> Refusal {
    Refusal::told(format!(
        "Không mở được địa chỉ {addr}: {}. Chọn cổng khác bằng --listen.",
        refusal::system(cause)
    ))
}

/// Refuses an address before anything is opened or created for it.
pub(crate) fn may_listen(config: &Config) -> Result<(), Refusal> {
    listen::decide(config.listen, config.tls.is_some(), &config.proxies)
        .map(|_| ())
        .map_err(|refusal| Refusal::told(refusal.to_string()))
}

/// What came of an answer while serving goes on: nobody may be reading.
pub(crate) fn said(written: Result<(), Refusal>) {
    if written.is_err() {
        tracing::warn!(code = "CLI_STDOUT", "nobody reads stdout");
    }
}
