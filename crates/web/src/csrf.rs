//! Forms are accepted only from this site's own pages: a token that other sites cannot read, and the
//! origin the browser names. The cookie's `SameSite=Strict` is the third fence.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Name of the hidden field.
pub(crate) const FIELD: &str = "_bieu_mau";
/// Name of the header in which scripts send the same; other sites' scripts cannot set it.
pub(crate) const HEADER: &str = "x-form-token";

/// The token of forms for a cookie's secret; one-way, so that a page's source gives no session away.
pub(crate) fn token(secret: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"thidua.form.1\0");
    hash.update(secret.as_bytes());
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether the token sent is the one expected.
pub(crate) fn matches(expected: &str, sent: Option<&str>) -> bool {
    !expected.is_empty()
        && sent.is_some_and(|sent| sent.as_bytes().ct_eq(expected.as_bytes()).into())
}

/// Whether the browser says that the request came from this site; clients that say nothing are not
/// browsers, and are left to the token.
pub(crate) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        return true;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text(header::HOST.as_str())
}

/// Whether the browser itself says that a page of this site sent the request: silence is not enough.
pub(crate) fn says_same_origin(headers: &HeaderMap) -> bool {
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    says && same_origin(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        same_origin(&headers)
    }

    #[test]
    fn only_this_site_sends_forms() {
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(!from(&[("sec-fetch-site", "same-site")]));
        assert!(!from(&[
            ("sec-fetch-site", "cross-site"),
            ("host", "a"),
            ("origin", "http://a")
        ]));
        assert!(from(&[("host", "a:8080"), ("origin", "http://a:8080")]));
        assert!(!from(&[("host", "a:8080"), ("origin", "http://b:8080")]));
        assert!(!from(&[("host", "a"), ("origin", "null")]));
        assert!(from(&[("host", "a")]));
        assert!(!says_same_origin(&HeaderMap::new()));
    }

    #[test]
    fn a_token_belongs_to_its_secret() {
        assert!(matches(&token("a"), Some(&token("a"))));
        assert!(!matches(&token("a"), Some(&token("b"))));
        assert!(!matches(&token("a"), None));
        assert!(!matches("", Some("")));
    }
}
