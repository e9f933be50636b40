//! Clock and randomness, passed in so that tests can hold them still.

use std::time::{SystemTime, UNIX_EPOCH};

use thidua_domain::time::Instant;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, µs UTC.
    fn now(&self) -> Instant;
}

/// Gives random bytes fit for secrets.
pub trait Entropy: Send + Sync {
    /// Fills the buffer; an error where the machine has none to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), std::io::Error>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> Instant {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// The machine's random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), std::io::Error> {
        getrandom::fill(bytes).map_err(|error| std::io::Error::other(error.to_string()))
    }
}
