//! What accounts were told, what they want to be told, and letters to send. Operational rows: no version, no audit event.

use sea_orm::FromQueryResult;

use crate::{Db, Micros, Snapshot, StoreError, tx};

/// One thing an account was told.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Row {
    /// What tells it from others of the account.
    pub key: String,
    /// Code of what it is about.
    pub topic: String,
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// Whether a last day is past, or something was given back.
    pub pressing: bool,
    /// Since when (µs).
    pub at: Micros,
    /// When it was read.
    pub read_at: Option<Micros>,
    /// Since when it does not wait any more.
    pub gone_at: Option<Micros>,
}

/// What an account wants to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Choice {
    /// The account.
    pub owner: i64,
    /// Codes of what it does not want to be told, between `;`.
    pub muted: String,
    /// Address of mail.
    pub address: Option<String>,
    /// Whether the address was confirmed by the code sent to it.
    pub confirmed: bool,
    /// Hash of that code.
    pub code: Option<String>,
    /// Until when it holds (µs).
    pub code_until: Option<Micros>,
    /// How often another one was typed.
    pub code_tries: i64,
    /// Whether a letter a day tells what waits.
    pub digest: bool,
    /// Day of the last one, ISO.
    pub digest_on: Option<String>,
    /// Whether letters come when there is something new, rather than once a day.
    pub at_once: bool,
    /// Notices until then were told by a letter (µs).
    pub told_until: Option<Micros>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Letter {
    /// Its number.
    pub id: i64,
    /// Whose.
    pub owner: i64,
    /// `xac_nhan` or `tong_hop`.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is to be tried (µs).
    pub next_at: Micros,
}

/// How many letters wait, and what went wrong last.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Queue {
    /// Not sent, to be tried again.
    pub waiting: i64,
    /// Given up.
    pub failed: i64,
}

/// Everything an account was told, newest first.
pub async fn list<S: Snapshot>(snapshot: &S, owner: i64) -> Result<Vec<Row>, StoreError> {
    let sql = "SELECT key, topic, words, href, pressing, at, read_at, gone_at FROM notice \
               WHERE owner = $1 ORDER BY at DESC, key";
    tx::all_as(snapshot.connection(), sql, vec![owner.into()]).await
}

/// Writes rows as they stand now, and forgets those of the keys.
pub async fn put(db: &Db, owner: i64, rows: &[Row], gone: &[String]) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    for row in rows {
        let sql = "INSERT INTO notice (owner, key, topic, words, href, pressing, at, read_at, gone_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (owner, key) DO UPDATE SET \
                   topic = excluded.topic, words = excluded.words, href = excluded.href, pressing = excluded.pressing, \
                   at = excluded.at, read_at = excluded.read_at, gone_at = excluded.gone_at";
        let values = vec![
            owner.into(),
            row.key.as_str().into(),
            row.topic.as_str().into(),
            row.words.as_str().into(),
            row.href.as_str().into(),
            row.pressing.into(),
            row.at.into(),
            row.read_at.into(),
            row.gone_at.into(),
        ];
        tx::execute(&tx.tx, sql, values).await?;
    }
    for key in gone {
        let sql = "DELETE FROM notice WHERE owner = $1 AND key = $2";
        tx::execute(&tx.tx, sql, vec![owner.into(), key.as_str().into()]).await?;
    }
    tx.commit().await
}

/// Marks what was told as read, or unread: one, or everything.
pub async fn mark(
    db: &Db,
    owner: i64,
    key: Option<&str>,
    at: Option<Micros>,
) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let rows = match key {
        Some(key) => {
            let sql = "UPDATE notice SET read_at = $3 WHERE owner = $1 AND key = $2";
            let values = vec![owner.into(), key.into(), at.into()];
            tx::execute(&tx.tx, sql, values).await?
        }
        None => {
            let sql = "UPDATE notice SET read_at = $2 WHERE owner = $1 AND read_at IS NULL";
            tx::execute(&tx.tx, sql, vec![owner.into(), at.into()]).await?
        }
    };
    tx.commit().await?;
    Ok(rows)
}

/// What an account wants.
pub async fn choice<S: Snapshot>(snapshot: &S, owner: i64) -> Result<Option<Choice>, StoreError> {
    let sql = "SELECT owner, muted, address, confirmed, code, code_until, code_tries, digest, digest_on, \
               COALESCE(at_once, $2) AS at_once, told_until \
               FROM notice_choice WHERE owner = $1";
    let values = vec![owner.into(), false.into()];
    let found = tx::all_as(snapshot.connection(), sql, values).await?;
    Ok(found.into_iter().next())
}

/// Every account that wants letters and has confirmed its address.
pub async fn digests<S: Snapshot>(snapshot: &S) -> Result<Vec<Choice>, StoreError> {
    let sql = "SELECT owner, muted, address, confirmed, code, code_until, code_tries, digest, digest_on, \
               COALESCE(at_once, $2) AS at_once, told_until \
               FROM notice_choice WHERE digest = $1 AND confirmed = $1 AND address IS NOT NULL ORDER BY owner";
    let values = vec![true.into(), false.into()];
    tx::all_as(snapshot.connection(), sql, values).await
}

/// Keeps what an account wants, with letters that come of it.
pub async fn choose(db: &Db, choice: &Choice, letters: &[NewLetter]) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "INSERT INTO notice_choice (owner, muted, address, confirmed, code, code_until, code_tries, digest, digest_on, \
               at_once, told_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (owner) DO UPDATE SET muted = excluded.muted, \
               address = excluded.address, confirmed = excluded.confirmed, code = excluded.code, \
               code_until = excluded.code_until, code_tries = excluded.code_tries, digest = excluded.digest, \
               digest_on = excluded.digest_on, at_once = excluded.at_once, told_until = excluded.told_until";
    let values = vec![
        choice.owner.into(),
        choice.muted.as_str().into(),
        choice.address.clone().into(),
        choice.confirmed.into(),
        choice.code.clone().into(),
        choice.code_until.into(),
        choice.code_tries.into(),
        choice.digest.into(),
        choice.digest_on.clone().into(),
        choice.at_once.into(),
        choice.told_until.into(),
    ];
    tx::execute(&tx.tx, sql, values).await?;
    write(&tx, choice.owner, letters).await?;
    tx.commit().await
}

async fn write(
    tx: &tx::OperationalTx,
    owner: i64,
    letters: &[NewLetter],
) -> Result<(), StoreError> {
    for letter in letters {
        let sql = "INSERT INTO mail (id, owner, kind, subject, body, created, attempts, next_at) \
                   SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4, $5, 0, $5 FROM mail";
        let values = vec![
            owner.into(),
            letter.kind.into(),
            letter.subject.as_str().into(),
            letter.body.as_str().into(),
            letter.at.into(),
        ];
        tx::execute(&tx.tx, sql, values).await?;
    }
    Ok(())
}

/// Writes the letter of an account that was told until `before` up to now; `false`, and nothing is written, where another
/// process told it meanwhile.
pub async fn tell(
    db: &Db,
    owner: i64,
    (before, now): (Option<Micros>, Micros),
    day: &str,
    letters: &[NewLetter],
) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let sql = "UPDATE notice_choice SET digest_on = $3, told_until = $4 \
               WHERE owner = $1 AND COALESCE(told_until, 0) = $2";
    let before = before.unwrap_or_default();
    let values = vec![owner.into(), before.into(), day.into(), now.into()];
    let ours = tx::execute(&tx.tx, sql, values).await? == 1;
    if ours {
        write(&tx, owner, letters).await?;
    }
    tx.commit().await?;
    Ok(ours)
}

/// Takes a letter to be sent: until then no other process tries it. `false`: another one has it.
pub async fn claim(db: &Db, letter: &Letter, until: Micros) -> Result<bool, StoreError> {
    let tx = db.operate().await?;
    let sql = "UPDATE mail SET next_at = $3 WHERE id = $1 AND next_at = $2 AND sent_at IS NULL";
    let values = vec![letter.id.into(), letter.next_at.into(), until.into()];
    let ours = tx::execute(&tx.tx, sql, values).await? == 1;
    tx.commit().await?;
    Ok(ours)
}

/// A letter to send.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// `xac_nhan` or `tong_hop`.
    pub kind: &'static str,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// When it was written (µs).
    pub at: Micros,
}

/// Letters that are to be tried now, the oldest first.
pub async fn due<S: Snapshot>(
    snapshot: &S,
    now: Micros,
    most: i64,
) -> Result<Vec<Letter>, StoreError> {
    let sql = "SELECT id, owner, kind, subject, body, attempts, next_at FROM mail \
               WHERE sent_at IS NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2";
    tx::all_as(snapshot.connection(), sql, vec![now.into(), most.into()]).await
}

/// What became of a letter: sent, or to be tried again; `None` as the next time: given up.
pub async fn tried(
    db: &Db,
    id: i64,
    now: Micros,
    fault: Option<&str>,
    next: Option<Micros>,
) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let (sent, next): (Option<Micros>, Micros) = match (fault, next) {
        (None, _) => (Some(now), now),
        (Some(_), Some(next)) => (None, next),
        (Some(_), None) => (None, Micros::MAX),
    };
    // The words of a letter that was sent or given up are not kept.
    let body = if sent.is_some() || next == Micros::MAX {
        ", body = ''"
    } else {
        ""
    };
    let sql = format!(
        "UPDATE mail SET attempts = attempts + 1, sent_at = $2, next_at = $3, fault = $4{body} WHERE id = $1"
    );
    let fault = fault.map(str::to_owned);
    let values = vec![id.into(), sent.into(), next.into(), fault.into()];
    tx::execute(&tx.tx, &sql, values).await?;
    tx.commit().await
}

/// How many letters wait and how many were given up.
pub async fn queue<S: Snapshot>(snapshot: &S) -> Result<Queue, StoreError> {
    let sql = "SELECT COALESCE(SUM(CASE WHEN next_at < $1 THEN 1 ELSE 0 END), 0) AS waiting, \
               COALESCE(SUM(CASE WHEN next_at = $1 THEN 1 ELSE 0 END), 0) AS failed FROM mail WHERE sent_at IS NULL";
    let found = tx::all_as(snapshot.connection(), sql, vec![Micros::MAX.into()]).await?;
    Ok(found.into_iter().next().unwrap_or_default())
}

/// Forgets what does not wait any more, and letters, since before an instant. Answers how many.
pub async fn sweep(db: &Db, before: Micros) -> Result<u64, StoreError> {
    let tx = db.operate().await?;
    let sql = "DELETE FROM notice WHERE gone_at < $1";
    let gone = tx::execute(&tx.tx, sql, vec![before.into()]).await?;
    let sql = "DELETE FROM mail WHERE created < $1 AND (sent_at IS NOT NULL OR next_at = $2)";
    let values = vec![before.into(), Micros::MAX.into()];
    let letters = tx::execute(&tx.tx, sql, values).await?;
    tx.commit().await?;
    Ok(gone + letters)
}
