//! Style, script, fonts and charts: built into `ui/dist`, embedded in the binary, served under a name
//! that carries the hash of the content.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use rust_embed::RustEmbed;

/// Where assets are served.
pub(crate) const BASE: &str = "/assets/";

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Dist;

/// Logical name (`app.css`) to the file's name with its hash (`app-1a2b3c4d.css`).
static MANIFEST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Dist::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
});

/// Address of an asset by its logical name; the name itself where the front end was not built.
pub(crate) fn address(name: &str) -> String {
    let file = MANIFEST.get(name).map_or(name, String::as_str);
    format!("{BASE}{file}")
}

/// The answer for a file below [`BASE`]; `None` where there is none.
pub(crate) fn serve(name: &str) -> Option<Response<Body>> {
    let file = Dist::get(name)?;
    let hashed = MANIFEST.values().any(|known| known == name);
    let cache = if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = Response::new(Body::from(file.data));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Some(response)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
