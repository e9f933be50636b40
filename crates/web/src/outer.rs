//! The router, made from the table, and the layers around it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::error::Rendered;
use crate::guard::{RequestId, Served};
use crate::routes::{self, Method};
use crate::{Web, assets, error, guard, headers};

/// A request that is not answered in this time is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// The router of the whole application, for the server and for tests.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where routes are registered"
)]
pub fn router(web: Arc<Web>) -> Router {
    let mut router = Router::new();
    for route in routes::all() {
        let shared = Arc::clone(&web);
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let handler = move |request: Request| guard::answer(Arc::clone(&shared), route, request);
        router = router.route(route.path, on(filter, handler));
    }
    let shared = Arc::clone(&web);
    let nowhere =
        move |request: Request| guard::answer(Arc::clone(&shared), &routes::NOWHERE, request);
    let assets = MethodRouter::new().on(MethodFilter::GET, asset);
    layered(
        router
            .route(&format!("{}{{*file}}", assets::BASE), assets)
            .fallback(nowhere),
        web,
    )
}

/// The layers around every route.
fn layered(router: Router, web: Arc<Web>) -> Router {
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    router
        .layer(CatchPanicLayer::custom(|_| panicked()))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            PATIENCE,
        ))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn_with_state(web, around))
}

async fn asset(axum::extract::Path(file): axum::extract::Path<String>) -> Response<Body> {
    assets::serve(&file).unwrap_or_else(|| status(StatusCode::NOT_FOUND))
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn panicked() -> Response<Body> {
    status(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Around everything: the request's id, an error page where nothing inside wrote one, the headers, the log.
async fn around(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response<Body> {
    let begun = Instant::now();
    let id = web
        .random_hex()
        .map(|hex| hex.chars().take(12).collect())
        .unwrap_or_else(|_| "-".to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let for_program = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && response.extensions().get::<Rendered>().is_none() {
        let allow = response.headers().get(header::ALLOW).cloned();
        response = error::outside(response.status(), &id, for_program);
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    headers::put(response.headers_mut(), web.mode);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    log(&response, &id, method.as_str(), begun.elapsed());
    response
}

/// One line a request: who, from where (port included), what, how it ended. Queries and bodies hold personal
/// data and are left out.
fn log(response: &Response<Body>, id: &str, method: &str, took: Duration) {
    let served = response.extensions().get::<Served>();
    tracing::info!(
        target: "thidua::access",
        request = id,
        method,
        route = served.map_or("-", |served| served.route),
        status = response.status().as_u16(),
        ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        user = served.and_then(|served| served.user.as_deref()).unwrap_or("-"),
        ip = %served.map_or_else(|| "-".to_owned(), |served| served.client.ip.to_string()),
        port = served.and_then(|served| served.client.port).unwrap_or(0),
    );
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "routes that fail in ways no real one should"
)]
mod tests {
    use axum::http::Request;
    use axum::routing::get;
    use thidua_app::{App, SystemClock, SystemEntropy};
    use tower::ServiceExt;

    use super::*;
    use crate::listen::Mode;

    #[tokio::test]
    async fn a_panic_and_an_answer_that_never_comes_are_pages_too() {
        let fresh = thidua_store::testing::fresh(thidua_store::Engine::Sqlite).await;
        let app = App::open(
            fresh.db.clone(),
            Arc::new(SystemClock),
            Arc::new(SystemEntropy),
        );
        let web = Web::new(Arc::new(app.await.unwrap()), Mode::Loopback, Vec::new()).unwrap();
        tokio::time::pause();
        let never = async || -> &'static str { std::future::pending().await };
        let panics = async || -> &'static str { panic!("secret of the inside") };
        let router = Router::new()
            .route("/never", get(never))
            .route("/panics", get(panics));
        let router = layered(router, web);
        for (path, status, words) in [
            ("/panics", 500, "Hệ thống gặp lỗi"),
            ("/never", 503, "Hệ thống trả lời quá lâu"),
        ] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status().as_u16(), status, "{path}");
            assert!(
                answer.headers().contains_key("content-security-policy"),
                "{path}"
            );
            let id = answer.headers()["x-request-id"]
                .to_str()
                .unwrap()
                .to_owned();
            let bytes = axum::body::to_bytes(answer.into_body(), 100_000)
                .await
                .unwrap();
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            assert!(text.contains(words) && text.contains(&id), "{path}: {text}");
            assert!(!text.contains("secret"), "{path}: {text}");
        }
    }
}
