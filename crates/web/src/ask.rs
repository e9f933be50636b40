//! One request, as handlers see it: who asks, from where, with which fields; and the ways to answer.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use jiff::civil::Date;
use minijinja::Value;
use serde::Serialize;
use thidua_app::session::Live;
use thidua_app::{App, View};
use thidua_domain::time::Instant;

use crate::client::Client;
use crate::draft::Sent;
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{Kind, Route};
use crate::template::value;
use crate::upload::Upload;
use crate::{Web, frame};

/// Who is signed in, and how.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// Nobody.
    Nobody,
    /// A browser with a session.
    Session(Arc<Live>),
    /// A program with a token.
    Token(Arc<Live>),
}

impl Caller {
    /// The session or token, where there is one.
    pub(crate) fn live(&self) -> Option<&Live> {
        match self {
            Self::Nobody => None,
            Self::Session(live) | Self::Token(live) => Some(live),
        }
    }
}

/// A request that has passed every check its route asks for.
pub(crate) struct Ask {
    pub(crate) web: Arc<Web>,
    pub(crate) route: &'static Route,
    /// The path as sent.
    pub(crate) uri_path: String,
    /// The fields of the path.
    pub(crate) path: Fields,
    /// The fields of the query string.
    pub(crate) query: Fields,
    /// The fields of the form.
    pub(crate) form: Fields,
    /// The files of the form, where its route takes some.
    pub(crate) uploads: Vec<Upload>,
    /// What a program sent.
    pub(crate) sent: Pushed,
    pub(crate) caller: Caller,
    pub(crate) client: Client,
    /// What the browser calls itself, shortened.
    pub(crate) agent: String,
    /// The id under which the log knows this request.
    pub(crate) id: String,
    /// The actor's view of what the database held at the request's moment; absent before anyone is signed in.
    pub(crate) view: Option<View>,
    /// The moment of the request.
    pub(crate) now: Instant,
    /// The day of the request in Vietnam.
    pub(crate) today: Date,
    /// The token forms of this page must carry.
    pub(crate) form_token: String,
    /// The key that was made for this request's forms, to be kept by the browser.
    pub(crate) new_form_key: Option<String>,
    /// Cookies of the request that handlers may read.
    pub(crate) cookies: Cookies,
    /// The page of this site the request was made on, where the browser says.
    pub(crate) from: Option<String>,
    /// Whether a script of ours asks, which reads JSON.
    pub(crate) for_script: bool,
    /// The rows chosen in the list the address names.
    pub(crate) chosen: BTreeSet<String>,
    /// What is doubtful in what was stored on the way to this page.
    pub(crate) doubts: Vec<thidua_app::record::Doubt>,
    /// The draft the form was typed in.
    pub(crate) draft: Option<Sent>,
    /// How many notices the reader has not read; absent where nobody is told.
    pub(crate) unread: Option<usize>,
    /// Whether the form was accepted, so that nothing is left of its draft.
    pub(crate) draft_done: AtomicBool,
}

/// The body of a request of a program, as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pushed {
    /// Its content type.
    pub(crate) kind: String,
    /// Its bytes; none where it is a form with a file.
    pub(crate) bytes: Bytes,
    /// The key under which the sender knows the request.
    pub(crate) once: Option<String>,
}

/// The product's cookies as they came with the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cookies {
    /// The session.
    pub(crate) session: Option<String>,
    /// The device that has signed in before.
    pub(crate) device: Option<String>,
    /// The key of forms before anyone is signed in.
    pub(crate) form: Option<String>,
    /// The work year chosen on an earlier page.
    pub(crate) year: Option<String>,
}

impl Ask {
    /// The application.
    pub(crate) fn app(&self) -> &App {
        &self.web.app
    }

    /// The session or token of the caller.
    ///
    /// # Errors
    /// [`Problem::SignIn`] where nobody is signed in.
    pub(crate) fn live(&self) -> Result<&Live, Problem> {
        self.caller.live().ok_or(Problem::SignIn)
    }

    /// The actor's view of what the database held at the request's moment.
    ///
    /// # Errors
    /// [`Problem::SignIn`] where nobody is signed in.
    pub(crate) fn view(&self) -> Result<&View, Problem> {
        self.view.as_ref().ok_or(Problem::SignIn)
    }

    /// A field of the path; a route's own pattern guarantees it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the pattern has no such field.
    pub(crate) fn part(&self, name: &str) -> Result<&str, Problem> {
        self.path.text(name).ok_or(Problem::NotFound)
    }

    /// A page from a template with what it shows; `page` is a map.
    ///
    /// # Errors
    /// [`Problem::Internal`] where the template fails, which a test should have found.
    pub(crate) fn page(&self, template: &str, page: Value) -> Result<Response<Body>, Problem> {
        self.rendered(StatusCode::OK, template, page, None)
    }

    /// A page that shows one work year, which the chooser at the top then names.
    ///
    /// # Errors
    /// As [`Ask::page`].
    pub(crate) fn page_of_year(
        &self,
        year: i16,
        template: &str,
        page: Value,
    ) -> Result<Response<Body>, Problem> {
        self.rendered(StatusCode::OK, template, page, Some(year))
    }

    /// A page that shows one work year, with a status of its own.
    ///
    /// # Errors
    /// As [`Ask::page`].
    pub(crate) fn page_with_year(
        &self,
        status: StatusCode,
        year: i16,
        template: &str,
        page: Value,
    ) -> Result<Response<Body>, Problem> {
        self.rendered(status, template, page, Some(year))
    }

    /// A page with a status other than 200.
    ///
    /// # Errors
    /// As [`Ask::page`].
    pub(crate) fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        page: Value,
    ) -> Result<Response<Body>, Problem> {
        self.rendered(status, template, page, None)
    }

    fn rendered(
        &self,
        status: StatusCode,
        template: &str,
        page: Value,
        year: Option<i16>,
    ) -> Result<Response<Body>, Problem> {
        tracing::debug!(target: "thidua::page", template);
        let frame = value(frame::of(self, year));
        let text = self
            .web
            .pages
            .get_template(template)
            .and_then(|found| found.render(minijinja::context! { frame, page }))
            .map_err(|error| {
                tracing::error!(code = "WEB_TEMPLATE", request = %self.id, template, error = %format!("{error:#}"));
                Problem::Internal
            })?;
        if status == StatusCode::OK {
            crate::recent::note(self, &text);
        }
        Ok(html(status, text))
    }

    /// Path and query of the request.
    pub(crate) fn address_asked(&self) -> String {
        let query = self.query.with(&[]);
        if query.is_empty() {
            self.uri_path.clone()
        } else {
            format!("{}?{query}", self.uri_path)
        }
    }

    /// An answer for programs.
    ///
    /// # Errors
    /// [`Problem::Internal`] where it cannot be written as JSON.
    pub(crate) fn json(&self, answer: &impl Serialize) -> Result<Response<Body>, Problem> {
        let text = serde_json::to_string(answer).map_err(|error| {
            tracing::error!(code = "WEB_JSON", request = %self.id, %error);
            Problem::Internal
        })?;
        Ok(with_type(StatusCode::OK, "application/json", text))
    }

    /// Whether the answer is for a program rather than a person.
    pub(crate) fn wants_json(&self) -> bool {
        self.route.kind == Kind::Api || self.for_script || self.uri_path.starts_with("/api/")
    }
}

/// An HTML answer.
pub(crate) fn html(status: StatusCode, text: String) -> Response<Body> {
    with_type(status, "text/html; charset=utf-8", text)
}

/// A text answer of a content type.
pub(crate) fn with_type(status: StatusCode, kind: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// 303 to a path of this site; to the start page where the path is not plain.
pub(crate) fn redirect(to: &str) -> Response<Body> {
    let to = if is_own_path(to) { to } else { "/" };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(value) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// Whether a text is a path of this site and nothing that a browser could read as another host.
pub(crate) fn is_own_path(to: &str) -> bool {
    to.starts_with('/')
        && !to.starts_with("//")
        && to.len() <= 2_000
        && to
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for own in [
            "/",
            "/co-quan?ngay=2025-07-01",
            "/co-quan/can-tho/so-lieu?nam=2025&thang=9",
        ] {
            assert!(is_own_path(own), "{own}");
        }
        for other in [
            "",
            "co-quan",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:x",
            "/\t/evil.example",
            "/\r\nSet-Cookie: a=b",
            "/ a",
        ] {
            assert!(!is_own_path(other), "{other:?}");
        }
    }
}
