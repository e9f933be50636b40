//! Who is on the other end of the connection: address, source port, and the browser's cookies.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, header};
use ipnet::IpNet;

/// The network end of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Client {
    /// Address of the client; behind a trusted proxy, the one the proxy names.
    pub ip: IpAddr,
    /// Source port, where it is known (kept in access logs).
    pub port: Option<u16>,
}

impl Client {
    /// Reads the client from the socket and, only where the socket belongs to a trusted proxy, from
    /// `X-Forwarded-For` and `X-Forwarded-Port`.
    ///
    /// The header is read from the right: the last address that is not itself a trusted proxy is the
    /// one that a trusted proxy saw; everything left of it was written by the client and says nothing.
    pub(crate) fn read(peer: SocketAddr, headers: &HeaderMap, proxies: &[IpNet]) -> Self {
        let socket = Self {
            ip: peer.ip().to_canonical(),
            port: Some(peer.port()),
        };
        let trusted = |ip: IpAddr| proxies.iter().any(|net| net.contains(&ip));
        if !trusted(socket.ip) {
            return socket;
        }
        let chain: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        let mut client = socket;
        for entry in chain.into_iter().rev() {
            let Some(ip) = address(entry) else { break };
            client = Self { ip, port: None };
            if !trusted(ip) {
                break;
            }
        }
        if client.port.is_none() {
            client.port = headers
                .get("x-forwarded-port")
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.parse().ok());
        }
        client
    }
}

/// `1.2.3.4`, `1.2.3.4:5`, `::1`, `[::1]:5`.
fn address(entry: &str) -> Option<IpAddr> {
    let ip = entry
        .parse::<IpAddr>()
        .or_else(|_| entry.parse::<SocketAddr>().map(|socket| socket.ip()))
        .ok()?;
    Some(ip.to_canonical())
}

/// The value of one cookie of the request.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// A `Set-Cookie` value: host-only, script cannot read it, never sent from another site.
///
/// `max_age` in seconds; `None` lives until the browser closes; 0 removes it.
pub(crate) fn set_cookie(name: &str, value: &str, max_age: Option<u32>, secure: bool) -> String {
    let mut cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict");
    if let Some(seconds) = max_age {
        cookie.push_str(&format!("; Max-Age={seconds}"));
    }
    if secure {
        cookie.push_str("; Secure");
    }
    cookie
}

/// The name of a cookie: with the `__Host-` prefix where the browser talks https, which binds it to
/// this very host.
pub(crate) fn cookie_name(base: &str, secure: bool) -> String {
    if secure {
        format!("__Host-{base}")
    } else {
        base.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        Client::read(peer.parse().unwrap(), &headers, &proxies)
            .ip
            .to_string()
    }

    #[test]
    fn the_header_counts_only_from_a_trusted_proxy() {
        assert_eq!(read("203.0.113.9:5000", "1.1.1.1"), "203.0.113.9");
        assert_eq!(read("10.0.0.5:5000", "1.1.1.1"), "1.1.1.1");
    }

    #[test]
    fn what_the_client_wrote_itself_is_skipped() {
        assert_eq!(
            read("10.0.0.5:5000", "127.0.0.1, 198.51.100.7"),
            "198.51.100.7"
        );
        assert_eq!(
            read("10.0.0.5:5000", "9.9.9.9, 198.51.100.7, 10.1.1.1"),
            "198.51.100.7"
        );
        assert_eq!(read("10.0.0.5:5000", "198.51.100.7, rubbish"), "10.0.0.5");
    }

    #[test]
    fn cookies_are_found_by_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "xtd=1; td=2; td=3".parse().unwrap());
        assert_eq!(cookie(&headers, "td").as_deref(), Some("2"));
        assert_eq!(cookie(&headers, "t"), None);
    }
}
