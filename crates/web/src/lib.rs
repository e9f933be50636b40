//! Routes, sign-in, pages, JSON API and assets of Thi Đua.
//!
//! A request goes: outermost layer (id, headers, log) → the one table of [`routes`] → guard (who asks,
//! may they, is the form ours) → handler → a query or command of `thidua_app` → a template or JSON. Pages
//! and JSON are separate routes over the same query.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod access;
mod account;
mod achievement;
mod activity;
mod ask;
mod assets;
mod attachment;
mod audit;
mod calendar;
mod campaign;
mod chart;
mod client;
mod closing;
mod cluster;
mod compliance;
mod conduct;
mod contribution;
mod correction;
mod csrf;
mod dashboard;
mod deed;
mod document;
mod draft;
mod entry;
mod error;
mod event;
mod exchange;
mod exemplar;
mod fields;
mod figures;
mod filter;
mod follow;
mod frame;
mod guard;
mod guide;
mod headers;
mod health;
mod home;
mod honesty;
mod import;
mod initiative;
mod law;
mod limit;
pub mod listen;
mod listing;
mod living;
mod map;
mod movement;
mod notice;
mod openapi;
mod org;
mod outer;
mod people;
mod period;
mod permissions;
mod pivot;
mod plan;
mod practice;
mod problem;
mod quality;
mod rating;
mod reading;
mod recent;
mod record;
mod regime;
mod register;
mod registration;
mod report;
mod request;
mod restate;
mod route;
pub mod routes;
mod schedule;
mod scoring;
mod search;
mod season;
mod serve;
mod session;
mod targets;
mod template;
pub mod tls;
mod trace;
mod upload;
mod window;
mod year;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ipnet::IpNet;
use minijinja::Environment;
use thidua_app::account::{code, none_exist, plain_code, token};
use thidua_app::home::Kept;
use thidua_app::notice::Bells;
use thidua_app::recent::Recents;
use thidua_app::session::Presence;
use thidua_app::{App, AppError};

pub use openapi::document as openapi;
pub use outer::router;
pub use permissions::document as permissions;
pub use serve::{Config, ServeError, Server, serve};

use limit::Limiter;
use listen::Mode;
use problem::Problem;

/// Attempts to sign in from one address in a minute.
const SIGN_INS: u32 = 10;

/// What every request shares.
pub struct Web {
    pub(crate) app: Arc<App>,
    pub(crate) pages: Environment<'static>,
    pub(crate) mode: Mode,
    pub(crate) proxies: Vec<IpNet>,
    pub(crate) presence: Presence,
    /// What start pages told of changes.
    pub(crate) changes: Kept,
    /// Pages opened since the database was last told.
    pub(crate) recents: Recents,
    /// How many notices accounts have not read.
    pub(crate) bells: Bells,
    /// Whether letters are sent.
    pub(crate) mails: bool,
    pub(crate) sign_ins: Limiter,
    /// The code that lets the operator create the first administrator.
    set_up_code: String,
    /// Whether the database may still be without an account; once there is one, there always is.
    set_up_open: AtomicBool,
}

/// Why the web application cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A template does not parse: a fault of the build, found by tests.
    #[error("template: {0}")]
    Template(#[from] minijinja::Error),
    /// No randomness, or no database.
    #[error(transparent)]
    App(#[from] AppError),
}

impl Web {
    /// Puts the web application together. `proxies` are the addresses whose `X-Forwarded-For` is believed.
    ///
    /// # Errors
    /// [`BuildError`] where a template does not parse or the machine gives no randomness.
    pub fn new(app: Arc<App>, mode: Mode, proxies: Vec<IpNet>) -> Result<Arc<Self>, BuildError> {
        Self::with(app, mode, proxies, false)
    }

    /// The same; `mails` tells whether letters are sent.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with(
        app: Arc<App>,
        mode: Mode,
        proxies: Vec<IpNet>,
        mails: bool,
    ) -> Result<Arc<Self>, BuildError> {
        let set_up_code = code(app.entropy())?;
        Ok(Arc::new(Self {
            pages: template::environment(thidua_app::catalogue::shipped()?.labels)?,
            app,
            mode,
            proxies,
            presence: Presence::default(),
            changes: Kept::default(),
            recents: Recents::default(),
            bells: Bells::default(),
            mails,
            sign_ins: Limiter::new(SIGN_INS),
            set_up_code,
            set_up_open: AtomicBool::new(true),
        }))
    }

    /// The code for setting up, while there is no account yet; to be shown to the operator only.
    ///
    /// # Errors
    /// [`AppError::Store`] where the database cannot be read.
    pub async fn set_up_code(&self) -> Result<Option<&str>, AppError> {
        Ok(self.pending().await?.then_some(self.set_up_code.as_str()))
    }

    pub(crate) fn is_set_up_code(&self, typed: &str) -> bool {
        use subtle::ConstantTimeEq;
        let (typed, code) = (plain_code(typed), plain_code(&self.set_up_code));
        typed.as_bytes().ct_eq(code.as_bytes()).into()
    }

    /// Tells the database which pages were opened since the last time; the server does so once a minute and when
    /// it goes down.
    pub async fn remember(&self) {
        if let Err(error) = thidua_app::recent::flush(&self.app, &self.recents).await {
            tracing::warn!(code = "WEB_RECENT", %error);
        }
    }

    async fn pending(&self) -> Result<bool, AppError> {
        if !self.set_up_open.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let open = none_exist(&self.app).await?;
        self.set_up_open.store(open, Ordering::Relaxed);
        Ok(open)
    }

    pub(crate) async fn set_up_pending(&self) -> Result<bool, Problem> {
        self.pending().await.map_err(|error| {
            tracing::error!(code = "WEB_SET_UP", %error);
            Problem::Unavailable
        })
    }

    pub(crate) fn random_hex(&self) -> Result<String, Problem> {
        token(self.app.entropy()).map_err(|error| {
            tracing::error!(code = "WEB_ENTROPY", %error);
            Problem::Unavailable
        })
    }
}
