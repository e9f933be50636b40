//! Where the server may listen, and what that means for cookies and headers.
//!
//! Plain http on a network address would send passwords and session cookies in the clear, and browsers
//! switch off secure cookies and cryptography there. So another address than loopback needs a
//! certificate or a proxy that has one; the refusal says the ways.

use std::fmt;
use std::net::SocketAddr;

use ipnet::IpNet;

/// How requests reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Plain http on the machine itself.
    Loopback,
    /// The server ends TLS.
    Tls,
    /// A proxy ends TLS and names the client.
    BehindProxy,
}

impl Mode {
    /// Whether the browser talks https, so that cookies are `Secure` and HSTS is sent.
    pub fn is_secure(self) -> bool {
        !matches!(self, Self::Loopback)
    }
}

/// Why the server does not start on an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Refusal {
    /// The address asked for.
    pub addr: SocketAddr,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Không mở dịch vụ tại {} bằng http không mã hóa: mật khẩu và phiên làm việc sẽ đi qua mạng \
             ở dạng đọc được. Chọn một trong các cách sau:\n\
             - chỉ dùng trên máy này: --listen 127.0.0.1:{port};\n\
             - dùng chứng thư của cơ quan: --tls-cert TỆP --tls-key TỆP;\n\
             - tự tạo chứng thư cho mạng nội bộ: thidua tls self-sign --name TÊN-MÁY, rồi dùng hai tệp \
             vừa tạo với --tls-cert và --tls-key;\n\
             - đặt sau máy chủ trung gian đã có https: --behind-proxy ĐỊA-CHỈ (ví dụ 10.0.0.5/32).",
            self.addr,
            port = self.addr.port(),
        )
    }
}

/// Decides whether the server may listen on `addr`, given whether it has a certificate (`tls`) and the
/// addresses of trusted proxies.
///
/// # Errors
/// [`Refusal`] for plain http on anything but loopback.
pub fn decide(addr: SocketAddr, tls: bool, proxies: &[IpNet]) -> Result<Mode, Refusal> {
    if tls {
        Ok(Mode::Tls)
    } else if !proxies.is_empty() {
        Ok(Mode::BehindProxy)
    } else if addr.ip().to_canonical().is_loopback() {
        Ok(Mode::Loopback)
    } else {
        Err(Refusal { addr })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(addr: &str, tls: bool, proxy: Option<&str>) -> Result<Mode, Refusal> {
        let proxies: Vec<IpNet> = proxy.iter().map(|net| net.parse().unwrap()).collect();
        decide(addr.parse().unwrap(), tls, &proxies)
    }

    #[test]
    fn loopback_needs_nothing() {
        for addr in [
            "127.0.0.1:8080",
            "[::1]:8080",
            "127.9.9.9:80",
            "[::ffff:127.0.0.1]:80",
        ] {
            assert_eq!(at(addr, false, None), Ok(Mode::Loopback), "{addr}");
        }
    }

    #[test]
    fn a_network_address_needs_tls_or_a_proxy() {
        for addr in [
            "0.0.0.0:8080",
            "192.168.1.5:80",
            "[::]:8080",
            "[fe80::1]:443",
        ] {
            let refusal = at(addr, false, None).unwrap_err().to_string();
            for way in ["127.0.0.1", "--tls-cert", "self-sign", "--behind-proxy"] {
                assert!(refusal.contains(way), "{addr}: {refusal}");
            }
            assert_eq!(at(addr, true, None), Ok(Mode::Tls), "{addr}");
            assert_eq!(
                at(addr, false, Some("10.0.0.0/8")),
                Ok(Mode::BehindProxy),
                "{addr}"
            );
        }
    }
}
