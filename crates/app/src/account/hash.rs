//! Password hashes: Argon2id, never more at once than there are cores, and as slow for an unknown user as
//! for a known one.

use std::sync::LazyLock;

use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::secret::random;
use crate::{AppError, Entropy};

/// Memory in KiB and passes: the smaller of OWASP's recommended pairs (19 MiB, 2).
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Hashing at once: more would only take memory, the cores are busy already.
static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// The hash of no password that anyone knows.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| made(b"\0nobody knows this", &[7; 16]).unwrap_or_default());

/// The stored form (PHC string) of a new password.
pub(crate) async fn hash(entropy: &dyn Entropy, password: &str) -> Result<String, AppError> {
    let salt: [u8; 16] = random(entropy)?;
    let password = normal(password);
    in_turn(move || made(password.as_bytes(), &salt)).await?
}

/// Whether the password is the stored one. Takes as long where there is none.
pub(crate) async fn verify(password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    let password = normal(password);
    let known = stored.is_some();
    let stored = stored.map(str::to_owned);
    let fits = in_turn(move || {
        let against = stored.as_deref().unwrap_or(NOBODY.as_str());
        Argon2::default()
            .verify_password(password.as_bytes(), against)
            .is_ok()
    })
    .await?;
    Ok(fits && known)
}

/// One spelling of the password whatever keyboard program typed it: Vietnamese ones send composed or
/// decomposed letters.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

fn made(password: &[u8], salt: &[u8]) -> Result<String, AppError> {
    let machine = |error: String| AppError::Machine(error);
    let params = Params::new(MEMORY, PASSES, 1, None).map_err(|e| machine(e.to_string()))?;
    let hash = Argon2::from(params)
        .hash_password_with_salt(password, salt)
        .map_err(|e| machine(e.to_string()))?;
    Ok(hash.to_string())
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let _turn = TURNS
        .acquire()
        .await
        .map_err(|error| AppError::Machine(error.to_string()))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Machine(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    #[tokio::test]
    async fn the_same_password_typed_composed_or_decomposed_fits() {
        let composed = "chuồn chuồn ớt bay";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        let stored = hash(&SystemEntropy, composed).await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(verify(&decomposed, Some(&stored)).await.unwrap());
        assert!(!verify("chuồn chuồn ớt", Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn nothing_fits_where_nothing_is_stored() {
        assert!(!verify("\0nobody knows this", None).await.unwrap());
        assert!(!verify("x", Some("rubbish")).await.unwrap());
    }
}
