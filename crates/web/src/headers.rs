//! What every answer carries: errors, files and redirects included.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::listen::Mode;

/// Nothing but this very site, no inline script or style, no frame around it.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

const FIXED: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // `no-referrer` would make browsers send `Origin: null` with forms, which the origin check refuses.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("x-permitted-cross-domain-policies"),
        "none",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
];

/// One year, as long as browsers ask for.
const HSTS: &str = "max-age=31536000";

/// Puts the headers on an answer. Only what says otherwise itself may be kept by caches.
pub(crate) fn put(headers: &mut HeaderMap, mode: Mode) {
    // A file of strangers is sent with a policy that is stricter still.
    let stricter = headers
        .get(header::CONTENT_SECURITY_POLICY)
        .filter(|policy| policy.as_bytes().ends_with(b"; sandbox"))
        .cloned();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = stricter {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if mode.is_secure() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(HSTS),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
