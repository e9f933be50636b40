//! Certificates: reading the office's own, and making one for an office that has none.

use std::path::PathBuf;
use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The two PEM files of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, with its chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// A certificate and its key as PEM text.
#[derive(Clone)]
pub struct Pair {
    /// `-----BEGIN CERTIFICATE-----` …
    pub cert: String,
    /// `-----BEGIN PRIVATE KEY-----` …
    pub key: String,
}

/// Why a certificate cannot be used or made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or is not PEM.
    #[error("Không đọc được tệp {path}: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the reader says.
        reason: String,
    },
    /// Certificate and key do not belong together, or are of a kind that is not supported.
    #[error("Chứng thư và khóa không dùng được: {0}")]
    Unusable(String),
    /// The name cannot stand in a certificate.
    #[error(
        "Tên máy “{0}” không đặt được vào chứng thư: chỉ dùng chữ không dấu, số, dấu chấm và gạch nối"
    )]
    Name(String),
}

/// The server configuration of two PEM files: TLS 1.2 and 1.3 with ring.
///
/// # Errors
/// [`TlsError`] where a file cannot be read or the two do not fit.
pub fn read(files: &TlsFiles) -> Result<RustlsConfig, TlsError> {
    let unreadable = |path: &PathBuf, reason: String| TlsError::Unreadable {
        path: path.display().to_string(),
        reason,
    };
    let chain = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable(&files.cert, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| unreadable(&files.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| TlsError::Unusable(error.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}

/// A self-signed certificate for a machine's name or address, to be trusted on the office's computers.
///
/// # Errors
/// [`TlsError::Name`] where the name cannot stand in a certificate.
pub fn self_sign(host: &str) -> Result<Pair, TlsError> {
    let fit = !host.is_empty()
        && host.len() <= 253
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    if !fit {
        return Err(TlsError::Name(host.to_owned()));
    }
    let made = rcgen::generate_simple_self_signed(vec![host.to_owned()])
        .map_err(|_| TlsError::Name(host.to_owned()))?;
    Ok(Pair {
        cert: made.cert.pem(),
        key: made.signing_key.serialize_pem(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_self_signed_pair_is_readable_by_the_server() {
        let dir = tempfile::tempdir().unwrap();
        for host in ["thidua.cantho.local", "192.168.1.5", "localhost"] {
            let pair = self_sign(host).unwrap();
            let files = TlsFiles {
                cert: dir.path().join("c.pem"),
                key: dir.path().join("k.pem"),
            };
            std::fs::write(&files.cert, pair.cert).unwrap();
            std::fs::write(&files.key, pair.key).unwrap();
            read(&files).unwrap();
        }
    }

    #[test]
    fn names_that_cannot_be_are_refused() {
        for host in ["", "máy chủ", "a b", "x/y"] {
            assert!(self_sign(host).is_err(), "{host}");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let files = TlsFiles {
            cert: "khong-co.pem".into(),
            key: "khong-co.key".into(),
        };
        assert!(
            read(&files)
                .unwrap_err()
                .to_string()
                .contains("khong-co.pem")
        );
    }
}
