//! How often one address may knock: a fixed window per address, in bounded memory.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Addresses remembered at once; beyond it the window is forgotten rather than memory spent.
const REMEMBERED: usize = 50_000;
/// Length of a window in microseconds: one minute.
const WINDOW: i64 = 60_000_000;

/// A counter of knocks per address and minute.
#[derive(Debug)]
pub(crate) struct Limiter {
    per_minute: u32,
    seen: Mutex<HashMap<IpAddr, (i64, u32)>>,
}

impl Limiter {
    /// A limiter that lets `per_minute` knocks through.
    pub(crate) fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            seen: Mutex::default(),
        }
    }

    /// Counts a knock at `now` (µs UTC).
    ///
    /// # Errors
    /// Seconds to wait, where the address has knocked too often.
    pub(crate) fn knock(&self, ip: IpAddr, now: i64) -> Result<(), u32> {
        let key = network(ip);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= REMEMBERED && !seen.contains_key(&key) {
            seen.retain(|_, (start, _)| now.saturating_sub(*start) < WINDOW);
            if seen.len() >= REMEMBERED {
                seen.clear();
            }
        }
        let (start, count) = seen.entry(key).or_insert((now, 0));
        if now.saturating_sub(*start) >= WINDOW || now < *start {
            (*start, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        if *count <= self.per_minute {
            return Ok(());
        }
        let left = (*start + WINDOW - now) / 1_000_000 + 1;
        Err(u32::try_from(left).unwrap_or(60))
    }
}

impl Limiter {
    /// Takes back the knock of someone who turned out to be welcome: a whole office may share one address.
    pub(crate) fn welcome(&self, ip: IpAddr) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = seen.get_mut(&network(ip)) {
            *count = count.saturating_sub(1);
        }
    }
}

/// One network of IPv6 (/64) is one customer and counts as one address.
fn network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_knock_of_a_minute_waits_and_the_next_minute_is_free() {
        let limiter = Limiter::new(10);
        let ip = "203.0.113.9".parse().unwrap();
        for _ in 0..10 {
            limiter.knock(ip, 0).unwrap();
        }
        assert_eq!(limiter.knock(ip, 30_000_000), Err(31));
        assert!(limiter.knock("203.0.113.8".parse().unwrap(), 0).is_ok());
        assert!(limiter.knock(ip, WINDOW).is_ok());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address_and_memory_is_bounded() {
        let limiter = Limiter::new(1);
        limiter.knock("2001:db8::1".parse().unwrap(), 0).unwrap();
        assert!(limiter.knock("2001:db8::2".parse().unwrap(), 0).is_err());
        for n in 0..120_000_u32 {
            let _ = limiter.knock(IpAddr::from(n.to_be_bytes()), 0);
        }
        assert!(limiter.seen.lock().unwrap().len() <= REMEMBERED);
    }
}
