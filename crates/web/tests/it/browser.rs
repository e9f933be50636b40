//! A browser in small: keeps cookies, sends the headers browsers send, fills in forms.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::world::{PASSWORD, World};

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// Where the answer sends the browser.
    pub(crate) fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Asserts the status, showing the body where it is another.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// The token its forms carry.
    pub(crate) fn form_token(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("name=\"_bieu_mau\" value=\"")?;
        Some(rest.split('"').next()?.to_owned())
    }
}

/// Sends a request as it is.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// A person's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    token: String,
}

impl Browser {
    /// A browser that has never been here.
    pub(crate) fn new(world: &World) -> Self {
        Self {
            router: world.router.clone(),
            cookies: BTreeMap::new(),
            token: String::new(),
        }
    }

    /// A browser signed in as a user.
    pub(crate) async fn of(world: &World, user: &str) -> Self {
        let mut browser = Self::new(world);
        browser.sign_in(user, PASSWORD).await.expect(303);
        browser
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.request("GET", path).header("sec-fetch-site", "none");
        self.take(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form with the token of the last page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("_bieu_mau", &self.token);
        for (name, value) in fields {
            form.append_pair(name, value);
        }
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.take(request.body(Body::from(form.finish())).unwrap())
            .await
    }

    /// Opens the sign-in page and signs in.
    pub(crate) async fn sign_in(&mut self, user: &str, password: &str) -> Answer {
        self.get("/dang-nhap").await;
        let answer = self
            .post("/dang-nhap", &[("ten", user), ("mat_khau", password)])
            .await;
        if answer.status == StatusCode::SEE_OTHER {
            self.get("/tai-khoan").await;
        }
        answer
    }

    /// A request with this browser's cookies.
    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::USER_AGENT, "Trình duyệt thử");
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request
    }

    /// Sends a request and keeps what the answer sets.
    pub(crate) async fn take(&mut self, request: Request<Body>) -> Answer {
        let answer = send(&self.router, request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(token) = answer.form_token() {
            self.token = token;
        }
        answer
    }
}
