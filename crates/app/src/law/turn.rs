//! Judging many is the work of a whole core for as long as it takes: it is done off the threads that serve requests,
//! and only so much at once that these keep cores of their own. Who comes later waits.

use std::sync::LazyLock;

use tokio::sync::Semaphore;

use crate::AppError;

/// Judgings at once: half of the cores.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new((cores / 2).max(1))
});

/// Judges in turn, off the threads that serve requests.
///
/// # Errors
/// [`AppError::Machine`] where the work broke off.
pub async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let broken = |error: &dyn std::fmt::Display| AppError::Machine(error.to_string());
    let turn = TURNS.acquire().await.map_err(|error| broken(&error))?;
    let work = move || {
        // Who asked may have gone: the turn ends with the work.
        let _turn = turn;
        work()
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| broken(&error))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn no_more_are_judged_at_once_than_leave_cores_to_the_others() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let here = std::thread::current().id();
        let one = move || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            NOW.fetch_sub(1, Ordering::SeqCst);
            std::thread::current().id() != here
        };
        let most = TURNS.available_permits();
        let all: Vec<_> = (0..most * 3).map(|_| tokio::spawn(in_turn(one))).collect();
        for one in all {
            assert!(one.await.is_ok_and(|done| done.is_ok_and(|apart| apart)));
        }
        assert!(MOST.load(Ordering::SeqCst) <= most);
    }
}
