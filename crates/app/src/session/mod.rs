//! Sessions: signing in, going on, signing out.
//!
//! A session is a row under the SHA-256 of a 256-bit token that only the browser has. It ends when its user
//! is idle, after a working day whatever happens, and at once when the account is disabled or reset: account
//! and roles are read anew with every request.

mod live;
mod presence;
mod seeing;
mod sign_in;

pub use live::{
    Live, SessionRow, bearer, end, end_others, last_sign_in, list, resume, sign_out, sweep,
};
pub use presence::Presence;
pub use seeing::{SEEING, Seeing, see_as, stop_seeing};
pub(crate) use sign_in::open;
pub use sign_in::{Attempt, Opened, sign_in};

/// One minute in microseconds.
pub(crate) const MINUTE: i64 = 60_000_000;
/// A session ends after this much idleness.
pub const IDLE: i64 = 15 * MINUTE;
/// An administrator's session ends sooner.
pub const IDLE_ADMINISTRATOR: i64 = 5 * MINUTE;
/// A session ends after this long, whatever happens: a working day.
pub const LONGEST: i64 = 10 * 60 * MINUTE;
/// A device that was signed in from is known for this long.
pub const DEVICE: i64 = 180 * 24 * 60 * MINUTE;
/// Wrong passwords of an account from unknown devices before it is locked for them.
pub const TRIES: i64 = 5;
/// How long it is locked.
pub const LOCKED: i64 = 12 * 60 * MINUTE;
