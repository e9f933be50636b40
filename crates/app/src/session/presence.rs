//! When each session was last seen, exact to the request.
//!
//! The database is told at most once a minute, because every such write waits for the one writer; between
//! those, the process remembers. A process that has just started knows only the database's minute, so a
//! session can end up to a minute early, never late.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::{IDLE, MINUTE};

/// Sessions remembered before the idle ones are dropped.
const MANY: usize = 10_000;

/// Last requests of the sessions this process has served.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<String, Seen>>);

#[derive(Clone, Copy, Debug)]
struct Seen {
    at: i64,
    told: i64,
}

impl Presence {
    /// When a session was last seen, given what the database has.
    pub(crate) fn last(&self, session: &str, stored: i64) -> i64 {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(session).map_or(stored, |seen| seen.at.max(stored))
    }

    /// Notes a request. Answers whether the database is to be told.
    pub(crate) fn note(&self, session: &str, stored: i64, now: i64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MANY && !seen.contains_key(session) {
            seen.retain(|_, seen| now - seen.at < IDLE);
        }
        let entry = seen.entry(session.to_owned()).or_insert(Seen {
            at: stored,
            told: stored,
        });
        entry.at = entry.at.max(now);
        let tell = now - entry.told.max(stored) >= MINUTE;
        if tell {
            entry.told = now;
        }
        tell
    }

    /// Forgets a session that has ended.
    pub(crate) fn forget(&self, session: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(session);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_told_once_a_minute_and_the_process_knows_exactly() {
        let presence = Presence::default();
        assert!(!presence.note("a", 0, 30_000_000));
        assert_eq!(presence.last("a", 0), 30_000_000);
        assert!(presence.note("a", 0, 61_000_000));
        assert!(!presence.note("a", 61_000_000, 90_000_000));
        assert_eq!(presence.last("a", 61_000_000), 90_000_000);
        presence.forget("a");
        assert_eq!(presence.last("a", 61_000_000), 61_000_000);
    }
}
