//! Letters: written into the queue with what causes them, sent one after the other, tried again when a server is away.
//! A letter holds counts and an address of the application, never what the notices say; the log never an address.

use thidua_domain::access::Actor;
use thidua_domain::notice::{Topic, again_after, digest_is_due};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::vn;
use thidua_store::access as accounts;
use thidua_store::notice::{self as rows, Choice, NewLetter, Queue, Row};

use crate::access::actor_of;
use crate::{App, AppError};

/// Letters sent in one turn.
const TURN: i64 = 50;
/// A minute (µs).
const MINUTE: i64 = 60_000_000;

/// A letter as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Why a letter did not go; words for the operator's log, without an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFault {
    /// What went wrong.
    pub words: String,
    /// Whether trying again is of no use.
    pub permanent: bool,
}

/// What sends letters.
pub trait Mailer: std::fmt::Debug + Send + Sync {
    /// Sends one.
    fn send<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), MailFault>> + Send + 'a>>;

    /// Address of the application, as letters name it.
    fn home(&self) -> &str;
}

/// What came of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Letters that went.
    pub sent: usize,
    /// Letters to be tried again.
    pub again: usize,
    /// Letters given up.
    pub failed: usize,
}

/// The letter that tests the connection.
pub fn test_letter(to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: "Thử gửi thư – Thi Đua".to_owned(),
        body: "Máy chủ Thi Đua đã kết nối được máy chủ thư và gửi thư này để thử.".to_owned(),
    }
}

/// Letters at once are at least so far apart (µs): what comes in a quarter of an hour comes in one.
const APART: i64 = 15 * MINUTE;
/// A letter that is being sent is nobody else's so long (µs); a server that stopped meanwhile tries it again then.
const HELD: i64 = 10 * MINUTE;

/// Writes a letter of an account into the queue, where it wants one now and has something to be told; its notices were
/// brought up before. Two processes write one letter. Answers whether there is one.
///
/// # Errors
/// [`AppError::Store`].
pub async fn digest(app: &App, owner: i64, home: &str) -> Result<bool, AppError> {
    let snapshot = app.db().read().await?;
    let found = rows::choice(&snapshot, owner).await?;
    let notices = rows::list(&snapshot, owner).await?;
    drop(snapshot);
    let Some(choice) = found.filter(|choice| choice.digest && choice.confirmed) else {
        return Ok(false);
    };
    if !is_due(app, &choice) {
        return Ok(false);
    }
    let since = match choice.at_once {
        true => choice.told_until.unwrap_or_default(),
        false => 0,
    };
    let new: Vec<&Row> = notices
        .iter()
        .filter(|row| row.gone_at.is_none() && row.read_at.is_none() && row.at > since)
        .collect();
    if choice.at_once && new.is_empty() {
        return Ok(false);
    }
    let letters: Vec<NewLetter> = written(app, &new, choice.at_once, home)
        .into_iter()
        .collect();
    let (now, day) = (app.now().0, app.today().to_string());
    let told = (choice.told_until, now);
    let ours = rows::tell(app.db(), owner, told, &day, &letters).await?;
    Ok(ours && !letters.is_empty())
}

/// Whether an account may be written to now: once a day from half past seven on, or a quarter of an hour after the last.
fn is_due(app: &App, choice: &Choice) -> bool {
    let now = app.now();
    if choice.at_once {
        let last = choice.told_until;
        return last.is_none_or(|last| now.0.saturating_sub(last) >= APART);
    }
    let last = choice.digest_on.as_ref().and_then(|day| day.parse().ok());
    digest_is_due((app.today(), now.local().time()), last)
}

/// Counts by topic of what is unread; nothing of what it says.
fn written(app: &App, unread: &[&Row], at_once: bool, home: &str) -> Option<NewLetter> {
    if unread.is_empty() {
        return None;
    }
    let count = |number: usize| two_digits(i64::try_from(number).unwrap_or(i64::MAX));
    let of = |topic: Topic| {
        let own = unread.iter().filter(|row| row.topic == topic.code());
        let pressing = own.clone().filter(|row| row.pressing).count();
        let all = own.count();
        let pressing = match pressing {
            0 => String::new(),
            pressing => format!(
                ", trong đó {} việc quá hạn hoặc bị trả lại",
                count(pressing)
            ),
        };
        (all > 0).then(|| format!("- {}: {}{pressing}", topic.words(), count(all)))
    };
    let lines: Vec<String> = Topic::ALL.into_iter().filter_map(of).collect();
    Some(NewLetter {
        kind: "tong_hop",
        subject: match at_once {
            true => format!("{} thông báo mới – Thi Đua", count(unread.len())),
            false => format!("{} thông báo chưa đọc – Thi Đua", count(unread.len())),
        },
        body: format!(
            "{} {} anh/chị có {} thông báo {}:\n{}\n\nXem tại {home}/thong-bao. Thư này không nêu nội dung; đổi lựa chọn nhận thư cũng ở trang ấy.",
            if at_once { "Ngày" } else { "Đến sáng" },
            vn(app.today()),
            count(unread.len()),
            if at_once { "mới" } else { "chưa đọc" },
            lines.join("\n"),
        ),
        at: app.now().0,
    })
}

/// Sends what is due, one turn.
///
/// # Errors
/// [`AppError::Store`]; what a mail server refuses is no error, it is tried again.
pub async fn deliver(app: &App, mailer: &dyn Mailer) -> Result<Sent, AppError> {
    let now = app.now().0;
    let snapshot = app.db().read().await?;
    let mut due = Vec::new();
    for letter in rows::due(&snapshot, now, TURN).await? {
        let choice = rows::choice(&snapshot, letter.owner).await?;
        let account = accounts::account(&snapshot, letter.owner).await?;
        let open = account.is_some_and(|account| !account.disabled);
        let address =
            choice.filter(|choice| open && (choice.confirmed || letter.kind == "xac_nhan"));
        due.push((letter, address.and_then(|choice| choice.address)));
    }
    drop(snapshot);
    let mut told = Sent::default();
    for (letter, address) in due {
        if !rows::claim(app.db(), &letter, now.saturating_add(HELD)).await? {
            continue;
        }
        let tried = match address {
            None => Err(MailFault {
                words: "account without a confirmed address".to_owned(),
                permanent: true,
            }),
            Some(to) => {
                let letter = Letter {
                    to,
                    subject: letter.subject.clone(),
                    body: letter.body.clone(),
                };
                mailer.send(&letter).await
            }
        };
        let tries = letter.attempts + 1;
        match tried {
            Ok(()) => {
                rows::tried(app.db(), letter.id, now, None, None).await?;
                told.sent += 1;
            }
            Err(fault) => {
                let next = again_after(tries).filter(|_| !fault.permanent);
                let at = next.map(|minutes| now.saturating_add(minutes.saturating_mul(MINUTE)));
                rows::tried(app.db(), letter.id, now, Some(&fault.words), at).await?;
                match at {
                    Some(_) => told.again += 1,
                    None => told.failed += 1,
                }
                tracing::warn!(code = "MAIL", letter = letter.id, tries, again = at.is_some(), fault = %fault.words);
            }
        }
    }
    Ok(told)
}

/// How many letters wait and how many were given up.
///
/// # Errors
/// [`AppError::Store`].
pub async fn queue(app: &App) -> Result<Queue, AppError> {
    let snapshot = app.db().read().await?;
    Ok(rows::queue(&snapshot).await?)
}

/// Accounts that want a letter and may have one now: identity, and the actor.
///
/// # Errors
/// [`AppError::Store`].
pub async fn wanting(app: &App) -> Result<Vec<(i64, Actor)>, AppError> {
    let snapshot = app.db().read().await?;
    let mut found = Vec::new();
    for choice in rows::digests(&snapshot).await? {
        if !is_due(app, &choice) {
            continue;
        }
        let account = accounts::account(&snapshot, choice.owner).await?;
        if let Some(account) = account.filter(|account| !account.disabled) {
            found.push((choice.owner, actor_of(&snapshot, &account).await?));
        }
    }
    Ok(found)
}
