//! From a request to an answer of the table: who asks, whether the route is theirs, whether the form is
//! ours; then the handler; and an answer to every way it can fail.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use thidua_app::session;

use crate::ask::{Ask, Caller, Cookies, Pushed};
use crate::client::{Client, cookie, cookie_name, set_cookie};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{Access, Kind, Method, Route};
use crate::{Web, access, closing, csrf, draft, error, upload, year};

/// Base names of the cookies: session, known device, forms before anyone is signed in.
pub(crate) const SESSION: &str = "td_phien";
pub(crate) const DEVICE: &str = "td_may";
pub(crate) const FORM: &str = "td_bieu_mau";

/// The id of a request, put on it by the outermost layer.
#[derive(Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// What an answer was about, left on it for the access log.
#[derive(Clone)]
pub(crate) struct Served {
    pub(crate) route: &'static str,
    pub(crate) user: Option<String>,
    pub(crate) client: Client,
}

/// Why a request does not reach its handler.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something is wrong with it.
    Problem(Problem),
    /// Another page comes first: signing in, a new password, setting up.
    First(String),
    /// A link from another site: the strict cookie comes only when this site asks again.
    Again,
    /// A form opened in an earlier session, with something typed in it.
    Outdated,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Answers a request of a route.
pub(crate) async fn answer(
    web: Arc<Web>,
    route: &'static Route,
    request: Request<Body>,
) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let mut ask = read(web, route, &mut parts).await;
    let admitted = admit(&mut ask, &parts.headers, body).await;
    let ask = Arc::new(ask);
    let outcome = match admitted {
        Ok(()) => (route.handler)(Arc::clone(&ask))
            .await
            .map_err(Stop::Problem),
        Err(stop) => Err(stop),
    };
    if let Ok(response) = &outcome
        && response.status() == StatusCode::SEE_OTHER
    {
        draft::accepted(&ask).await;
    }
    let mut response = outcome.unwrap_or_else(|stop| error::answer(&ask, stop));
    keep_form_key(&ask, &mut response);
    year::keep(&ask, &mut response);
    response.extensions_mut().insert(error::Rendered);
    response.extensions_mut().insert(Served {
        route: route.path,
        user: ask.caller.live().map(|live| live.actor.user.clone()),
        client: ask.client,
    });
    response
}

/// What the request says of itself; nothing of it is believed yet.
async fn read(web: Arc<Web>, route: &'static Route, parts: &mut Parts) -> Ask {
    let path = RawPathParams::from_request_parts(parts, &())
        .await
        .map_or_else(
            |_| Fields::default(),
            |params| Fields::from_pairs(params.iter()),
        );
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), |info| info.0);
    let id = parts
        .extensions
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let headers = &parts.headers;
    let secure = web.mode.is_secure();
    let read_cookie = |base| cookie(headers, &cookie_name(base, secure));
    let now = web.app.now();
    Ask {
        route,
        uri_path: parts.uri.path().to_owned(),
        path,
        query: Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()),
        form: Fields::default(),
        uploads: Vec::new(),
        sent: Pushed::default(),
        caller: Caller::Nobody,
        view: None,
        client: Client::read(peer, headers, &web.proxies),
        agent: agent(headers),
        id,
        now,
        today: now.date(),
        form_token: String::new(),
        new_form_key: None,
        cookies: Cookies {
            session: read_cookie(SESSION),
            device: read_cookie(DEVICE),
            form: read_cookie(FORM),
            year: read_cookie(year::KEPT),
        },
        from: draft::came_from(headers),
        for_script: headers
            .get(header::ACCEPT)
            .is_some_and(|value| value == "application/json"),
        chosen: BTreeSet::new(),
        doubts: Vec::new(),
        draft: None,
        unread: None,
        draft_done: AtomicBool::new(false),
        web,
    }
}

/// Lets the request through to its handler, or says what stops it.
async fn admit(ask: &mut Ask, headers: &HeaderMap, body: Body) -> Result<(), Stop> {
    if ask.route.kind == Kind::System {
        return Ok(());
    }
    if ask.uri_path.len() > 2_000 || ask.query.pairs().count() > 100 {
        return Err(Problem::Refused("Địa chỉ quá dài.".into()).into());
    }
    if ask.web.set_up_pending().await? && !ask.route.is_set_up() {
        return Err(Stop::First("/thiet-lap-ban-dau".into()));
    }
    identify(ask, headers).await?;
    year::recall(ask);
    form_key(ask)?;
    permit(ask, headers)?;
    if let Some(live) = ask.caller.live() {
        let view = ask
            .web
            .app
            .view(&live.actor)
            .await
            .map_err(|error| ask.fault(error))?;
        let view = match closing::asks_for_drafts(ask) {
            true => view.with_drafts(),
            false => view,
        };
        ask.view = Some(match crate::restate::asks(ask) {
            true => view.restated(),
            false => view,
        });
        ask.doubts = crate::record::doubts(ask).await;
        ask.chosen = crate::listing::chosen(ask).await;
        ask.unread = crate::notice::bell(ask).await;
    }
    match ask.route.kind {
        Kind::Form => accept_form(ask, headers, body).await,
        Kind::Api if ask.route.method == Method::Post => Ok(accept_push(ask, headers, body).await?),
        _ => Ok(()),
    }
}

/// Reads what a program sends. Only a token opens this way: a browser's session would let another site push.
async fn accept_push(ask: &mut Ask, headers: &HeaderMap, body: Body) -> Result<(), Problem> {
    if !matches!(ask.caller, Caller::Token(_)) {
        return Err(Problem::SignIn);
    }
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    ask.sent.kind = text("content-type").unwrap_or_default();
    ask.sent.once = text("idempotency-key");
    if upload::is_multipart(&ask.sent.kind) {
        (ask.form, ask.uploads) = upload::read(headers, body, ask.route.body).await?;
        return Ok(());
    }
    ask.sent.bytes = to_bytes(body, ask.route.body)
        .await
        .map_err(|_| Problem::TooLarge)?;
    Ok(())
}

async fn identify(ask: &mut Ask, headers: &HeaderMap) -> Result<(), Problem> {
    let app = &ask.web.app;
    // A token is for programs: pages and forms are a person's, and need the person's session.
    let for_programs = matches!(ask.route.kind, Kind::Api | Kind::Download);
    if let Some(value) = headers.get(header::AUTHORIZATION).filter(|_| for_programs) {
        let token = value
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "));
        let live = match token {
            Some(token) => session::bearer(app, token.trim())
                .await
                .map_err(|error| ask.fault(error))?,
            None => None,
        };
        ask.caller = Caller::Token(Arc::new(live.ok_or(Problem::SignIn)?));
    } else if let Some(token) = &ask.cookies.session {
        let live = session::resume(app, &ask.web.presence, token)
            .await
            .map_err(|error| ask.fault(error))?;
        if let Some(live) = live {
            ask.caller = Caller::Session(Arc::new(live));
        }
    }
    Ok(())
}

/// Forms of a session carry a token made from it; before that, one made from a cookie of their own.
fn form_key(ask: &mut Ask) -> Result<(), Problem> {
    let secret = match (&ask.caller, &ask.cookies.session, &ask.cookies.form) {
        (Caller::Session(_), Some(session), _) => session.clone(),
        (Caller::Token(_), ..) => return Ok(()),
        (_, _, Some(key)) if key.len() == 64 => key.clone(),
        _ => {
            let key = ask.web.random_hex()?;
            ask.new_form_key = Some(key.clone());
            key
        }
    };
    ask.form_token = csrf::token(&secret);
    Ok(())
}

fn permit(ask: &Ask, headers: &HeaderMap) -> Result<(), Stop> {
    let Some(live) = ask.caller.live() else {
        return match ask.route.access {
            Access::Public => Ok(()),
            _ if bounces(ask, headers) => Err(Stop::Again),
            _ => Err(Problem::SignIn.into()),
        };
    };
    if live.seeing.is_some() && !access::while_seeing(ask.route) {
        return Err(Problem::ReadOnly.into());
    }
    match ask.route.access {
        Access::Public | Access::SignedIn => Ok(()),
        Access::Needs(_) if live.must_change => Err(Stop::First("/tai-khoan/mat-khau".into())),
        Access::Needs(permission) if live.actor.holds(permission, ask.today) => Ok(()),
        Access::Needs(_) => Err(Problem::Forbidden.into()),
    }
}

/// Whether this is a person following a link from elsewhere, with whom the session's strict cookie did
/// not come although it may exist.
fn bounces(ask: &Ask, headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    ask.route.kind == Kind::Page
        && ask.cookies.session.is_none()
        && says("sec-fetch-site", "cross-site")
        && says("sec-fetch-mode", "navigate")
}

async fn accept_form(ask: &mut Ask, headers: &HeaderMap, body: Body) -> Result<(), Stop> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let with_file = ask.route.file && kind.is_some_and(upload::is_multipart);
    if !with_file && !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
    {
        return Err(Problem::Form.into());
    }
    if !csrf::same_origin(headers) {
        return Err(Problem::Form.into());
    }
    if with_file {
        (ask.form, ask.uploads) = upload::read(headers, body, ask.route.body).await?;
    } else {
        let bytes = to_bytes(body, ask.route.body)
            .await
            .map_err(|_| Problem::TooLarge)?;
        ask.form = Fields::parse(&bytes);
    }
    ask.draft = draft::take(&mut ask.form);
    let by_script = headers.get(csrf::HEADER).and_then(|it| it.to_str().ok());
    if csrf::matches(&ask.form_token, by_script.or(ask.form.raw(csrf::FIELD))) {
        Ok(())
    } else if matches!(ask.caller, Caller::Session(_)) && draft::may_come_again(ask, headers) {
        Err(Stop::Outdated)
    } else {
        Err(Problem::Form.into())
    }
}

/// Gives the browser the key that the page's forms were made with.
fn keep_form_key(ask: &Ask, response: &mut Response<Body>) {
    let Some(key) = &ask.new_form_key else { return };
    if ask.route.kind != Kind::Page {
        return;
    }
    let secure = ask.web.mode.is_secure();
    let value = set_cookie(&cookie_name(FORM, secure), key, None, secure);
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}
