//! Rows chosen in a list, remembered while one turns its pages and changes its filters. What is chosen belongs to
//! one visit to the list: its address carries an identity, and a list opened anew begins with nothing chosen.

use std::collections::BTreeSet;

use thidua_domain::access::Actor;
use thidua_store::choice as rows;

use crate::account::named;
use crate::{App, AppError};

/// Rows that can be chosen in one list: more is «all that are filtered».
pub const MOST_CHOSEN: usize = 5_000;
/// Longest key of a row, in bytes.
const KEY: usize = 300;
/// What nobody has touched for this long is forgotten (µs): two days.
const LASTS: i64 = 2 * 24 * 3_600 * 1_000_000;

/// Whether a text may be the identity of a choice.
pub fn is_identity(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The keys the actor has chosen under an identity; none where there is nothing of the actor's.
pub async fn chosen(app: &App, actor: &Actor, id: &str) -> Result<BTreeSet<String>, AppError> {
    if !is_identity(id) {
        return Ok(BTreeSet::new());
    }
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let found = rows::find(&snapshot, owner, id).await?;
    let found = found.unwrap_or_default();
    let keys = found.lines().filter(|key| !key.is_empty());
    Ok(keys.map(str::to_owned).collect())
}

/// Of the rows of one page keeps those that are marked, beside what was chosen on others. Answers all keys that
/// are chosen now.
///
/// # Errors
/// [`AppError::Refused`] where too many are chosen, or keys cannot be kept.
pub async fn choose(
    app: &App,
    actor: &Actor,
    id: &str,
    page: &[&str],
    marked: &[&str],
) -> Result<BTreeSet<String>, AppError> {
    let fits = |key: &&str| key.len() <= KEY && !key.is_empty() && !key.contains('\n');
    if !is_identity(id) || !page.iter().chain(marked).all(fits) {
        return Err(AppError::refused("Không đọc được các dòng đã đánh dấu."));
    }
    let mut all = chosen(app, actor, id).await?;
    all.retain(|key| !page.contains(&key.as_str()));
    all.extend(marked.iter().map(|key| (*key).to_owned()));
    if all.len() > MOST_CHOSEN {
        return Err(AppError::refused(format!(
            "Chỉ chọn được {MOST_CHOSEN} dòng. Lọc danh sách rồi lấy cả danh sách đang lọc."
        )));
    }
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    drop(snapshot);
    let content = all
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n");
    rows::put(app.db(), owner, id, &content, app.now().0).await?;
    Ok(all)
}

/// Forgets what the actor has chosen under an identity.
pub async fn unchoose(app: &App, actor: &Actor, id: &str) -> Result<(), AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    drop(snapshot);
    Ok(rows::remove(app.db(), owner, id).await?)
}

/// Forgets what nobody has touched for two days. Answers how many choices.
pub async fn sweep_choices(app: &App) -> Result<u64, AppError> {
    Ok(rows::sweep(app.db(), app.now().0.saturating_sub(LASTS)).await?)
}
