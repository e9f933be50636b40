//! Pages an account opened lately («gần đây»), so that they can be opened again without being looked for.
//!
//! Kept here and not in the browser, because office machines are shared. The process remembers what was opened;
//! the database is told once a minute, because every write waits for the one writer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use thidua_domain::access::Actor;
use thidua_store::recent as rows;

use crate::account::named;
use crate::{App, AppError};

/// A page nobody has opened again for this long is forgotten (µs): 90 days.
const LASTS: i64 = 90 * 24 * 3_600 * 1_000_000;
/// Pages remembered of one account between two writes.
const MOST: usize = 30;
/// Longest title and address, in bytes.
const TITLE: usize = 300;
const ADDRESS: usize = 1_000;

/// A page that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its path: a page is one, whatever is asked of it.
    pub path: String,
    /// Path and query.
    pub address: String,
    /// What it calls itself.
    pub title: String,
    /// When (µs UTC).
    pub at: i64,
}

/// What was opened since the database was last told, by account.
#[derive(Debug, Default)]
pub struct Recents(Mutex<HashMap<String, Vec<Opened>>>);

impl Recents {
    /// Notes a page; one without a title, or with an address too long to keep, is none.
    pub fn note(&self, user: &str, page: Opened) {
        if page.title.is_empty() || page.title.len() > TITLE || page.address.len() > ADDRESS {
            return;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.entry(user.to_owned()).or_default();
        own.retain(|known| known.path != page.path);
        own.push(page);
        if own.len() > MOST {
            own.remove(0);
        }
    }

    fn of(&self, user: &str) -> Vec<Opened> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(user).cloned().unwrap_or_default()
    }

    fn take(&self) -> HashMap<String, Vec<Opened>> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The pages the actor opened lately, the last one first.
pub async fn list(app: &App, recents: &Recents, actor: &Actor) -> Result<Vec<Opened>, AppError> {
    let mut found = recents.of(&actor.user);
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    for row in rows::list(&snapshot, owner).await? {
        if !found.iter().any(|page| page.path == row.path) {
            found.push(Opened {
                path: row.path,
                address: row.address,
                title: row.title,
                at: row.at,
            });
        }
    }
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.path.cmp(&b.path)));
    Ok(found)
}

/// Tells the database what was opened since the last time. Answers how many pages.
pub async fn flush(app: &App, recents: &Recents) -> Result<u64, AppError> {
    let all = recents.take();
    if all.is_empty() {
        return Ok(0);
    }
    let snapshot = app.db().read().await?;
    let mut pages = Vec::new();
    for (user, opened) in all {
        // An account that is gone has nothing to go back to.
        let Ok(account) = named(&snapshot, &user).await else {
            continue;
        };
        pages.extend(opened.into_iter().map(|page| rows::Page {
            owner: account.id,
            path: page.path,
            address: page.address,
            title: page.title,
            at: page.at,
        }));
    }
    drop(snapshot);
    rows::note(app.db(), &pages).await?;
    Ok(u64::try_from(pages.len()).unwrap_or(u64::MAX))
}

/// Forgets pages nobody has opened again for 90 days. Answers how many.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    Ok(rows::sweep(app.db(), app.now().0.saturating_sub(LASTS)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, at: i64) -> Opened {
        Opened {
            path: path.to_owned(),
            address: path.to_owned(),
            title: "Trang".to_owned(),
            at,
        }
    }

    #[test]
    fn a_page_is_remembered_once_and_only_so_many_are() {
        let recents = Recents::default();
        for at in 0..40 {
            recents.note("an", page(&format!("/p{at}"), at));
        }
        recents.note("an", page("/p20", 99));
        let own = recents.of("an");
        assert_eq!(
            (own.len(), own.last().map(|page| page.at)),
            (MOST, Some(99))
        );
        assert_eq!(own.iter().filter(|page| page.path == "/p20").count(), 1);
        assert!(recents.of("binh").is_empty());
        recents.note(
            "binh",
            Opened {
                title: String::new(),
                ..page("/", 1)
            },
        );
        assert!(recents.of("binh").is_empty());
    }
}
