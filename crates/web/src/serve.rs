//! The server: binding, TLS, slow clients, and going down without dropping a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum_server::{Handle, tls_rustls};
use hyper_util::rt::TokioTimer;
use ipnet::IpNet;
use thidua_app::notice::Mailer;
use thidua_app::{App, listing, recent};

use crate::listen::{self, Mode, Refusal};
use crate::tls::{self, TlsError, TlsFiles};
use crate::{BuildError, Web, outer};

/// A client that has not sent its request's head by then is let go.
const HEAD: Duration = Duration::from_secs(15);
/// Most header fields of a request.
const FIELDS: usize = 100;
/// Largest head of a request, address included, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// How often rows of ended sessions and forgotten drafts are deleted, and unused accounts looked for.
const SWEEP: Duration = Duration::from_secs(3_600);
/// How often the database is told which pages were opened.
const TELL: Duration = Duration::from_secs(60);
/// Requests under way get this long when the server goes down.
const GRACE: Duration = Duration::from_secs(10);

/// How to serve.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The certificate, where the server ends TLS itself.
    pub tls: Option<TlsFiles>,
    /// Addresses of proxies that end TLS and whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpNet>,
    /// Days without a sign-in after which the server disables an account; `None`: it never does.
    pub unused_days: Option<u16>,
    /// What sends letters; `None`: none are sent.
    pub mailer: Option<Arc<dyn Mailer>>,
}

/// Why the server does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Plain http on a network address.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The address cannot be listened on.
    #[error("Không mở được địa chỉ {addr}: {cause}")]
    Bind {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The application cannot be put together.
    #[error("Không khởi động được: {0}")]
    Build(#[from] BuildError),
    /// The server broke down.
    #[error("Dịch vụ ngừng do lỗi: {0}")]
    Io(#[from] std::io::Error),
}

/// A server that listens and does not answer yet.
pub struct Server {
    web: Arc<Web>,
    listener: std::net::TcpListener,
    tls: Option<tls_rustls::RustlsConfig>,
    addr: SocketAddr,
    unused_days: Option<u16>,
    mailer: Option<Arc<dyn Mailer>>,
}

impl Server {
    /// Binds the address and reads the certificate.
    ///
    /// # Errors
    /// [`ServeError`], before anything is served.
    pub fn bind(app: Arc<App>, config: &Config) -> Result<Self, ServeError> {
        let mode = listen::decide(config.listen, config.tls.is_some(), &config.proxies)?;
        let tls = config.tls.as_ref().map(tls::read).transpose()?;
        let mails = config.mailer.is_some();
        let web = Web::with(app, mode, config.proxies.clone(), mails)?;
        let bind = |cause| ServeError::Bind {
            addr: config.listen,
            cause,
        };
        let listener = std::net::TcpListener::bind(config.listen).map_err(bind)?;
        listener.set_nonblocking(true)?;
        let addr = listener.local_addr()?;
        Ok(Self {
            web,
            listener,
            tls,
            addr,
            unused_days: config.unused_days,
            mailer: config.mailer.clone(),
        })
    }

    /// The address a browser opens.
    pub fn url(&self) -> String {
        let scheme = if self.web.mode == Mode::Tls {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.addr)
    }

    /// The application behind the server, with the code for setting it up.
    pub fn web(&self) -> &Arc<Web> {
        &self.web
    }

    /// Answers until `stop` is done, then lets requests under way finish.
    ///
    /// # Errors
    /// [`ServeError::Io`] where the server breaks down.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let handle = Handle::new();
        let stopper = handle.clone();
        tokio::spawn(async move {
            stop.await;
            stopper.graceful_shutdown(Some(GRACE));
        });
        let sweeper = tokio::spawn(sweep(Arc::clone(&self.web.app), self.unused_days));
        let web = Arc::clone(&self.web);
        let teller = tokio::spawn(tell(Arc::clone(&web)));
        let postman = self
            .mailer
            .map(|mailer| tokio::spawn(post(Arc::clone(&web.app), mailer)));
        let warmer = tokio::spawn(warm(Arc::clone(&web.app)));
        let service = outer::router(self.web).into_make_service_with_connect_info::<SocketAddr>();
        let served = match self.tls {
            Some(tls) => {
                let server = tls_rustls::from_tcp_rustls(self.listener, tls)?;
                impatient(server).handle(handle).serve(service).await
            }
            None => {
                let server = axum_server::from_tcp(self.listener)?;
                impatient(server).handle(handle).serve(service).await
            }
        };
        sweeper.abort();
        teller.abort();
        warmer.abort();
        if let Some(postman) = postman {
            postman.abort();
        }
        web.remember().await;
        Ok(served?)
    }
}

/// Lets go of clients that send their requests' heads too slowly or too large.
fn impatient<A: axum_server::Address, T>(
    server: axum_server::Server<A, T>,
) -> axum_server::Server<A, T> {
    let mut server = server.http1_only().first_request_timeout(HEAD);
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(FIELDS)
        .max_buf_size(LARGEST_HEAD);
    server
}

/// Keeps ready what readers of the newest state ask for first.
async fn warm(app: Arc<App>) {
    loop {
        if let Err(error) = app.warm().await {
            tracing::warn!(code = "WEB_WARM", %error);
        }
    }
}

async fn tell(web: Arc<Web>) {
    let mut minutes = tokio::time::interval(TELL);
    loop {
        minutes.tick().await;
        web.remember().await;
    }
}

/// Writes and sends letters once a minute.
async fn post(app: Arc<App>, mailer: Arc<dyn Mailer>) {
    let mut minutes = tokio::time::interval(TELL);
    loop {
        minutes.tick().await;
        if let Err(error) = crate::notice::round(&app, &mailer).await {
            tracing::warn!(code = "WEB_MAIL", %error);
        }
    }
}

async fn sweep(app: Arc<App>, unused_days: Option<u16>) {
    let mut hours = tokio::time::interval(SWEEP);
    loop {
        hours.tick().await;
        for swept in [
            thidua_app::session::sweep(&app).await,
            thidua_app::draft::sweep(&app).await,
            thidua_app::bundle::work::sweep(&app).await,
            recent::sweep(&app).await,
            listing::sweep_choices(&app).await,
            thidua_app::notice::sweep(&app).await,
            thidua_app::exchange::push::sweep(&app).await,
            thidua_app::account::disable_unused(&app, unused_days.map(i64::from)).await,
        ] {
            if let Err(error) = swept {
                tracing::warn!(code = "WEB_SWEEP", %error);
            }
        }
    }
}

/// Binds and answers until the process is asked to end (Ctrl+C or SIGTERM). `ready` gets the server once it
/// listens, to tell the operator its address and, on a fresh database, the code for setting up.
///
/// # Errors
/// [`ServeError`] where the server does not start or breaks down.
pub async fn serve(
    app: Arc<App>,
    config: &Config,
    ready: impl AsyncFnOnce(&Server),
) -> Result<(), ServeError> {
    let server = Server::bind(app, config)?;
    ready(&server).await;
    server.run(asked_to_end()).await
}

async fn asked_to_end() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
