//! What an account wants to be told, and by which mail: an address counts only once the code sent to it was typed.

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::notice::Topic;
use thidua_domain::text;
use thidua_store::notice::{self as rows, Choice, NewLetter};
use thidua_store::sha256_hex;

use crate::account::{code, named, plain_code};
use crate::{App, AppError};

/// A code holds so long (µs): a day.
const HOLDS: i64 = 24 * 3_600 * 1_000_000;
/// Wrong codes before another one is asked for.
const TRIES: i64 = 5;
/// Longest address (RFC 5321, section 4.5.3.1.3).
const LONGEST: usize = 254;

/// What an account wants, as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choices {
    /// Topics: code, words, whether told, whether it may be left out.
    pub topics: Vec<(&'static str, &'static str, bool, bool)>,
    /// Address of mail.
    pub address: Option<String>,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// Whether a code was sent and not typed yet.
    pub pending: bool,
    /// Which letters tell what waits.
    pub letters: Letters,
}

/// Which letters an account wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// None.
    #[default]
    None,
    /// One a day, of what is unread.
    Daily,
    /// When there is something new.
    AtOnce,
}

async fn stored(app: &App, actor: &Actor) -> Result<Choice, AppError> {
    let snapshot = app.db().read().await?;
    let owner = named(&snapshot, &actor.user).await?.id;
    let found = rows::choice(&snapshot, owner).await?;
    Ok(found.unwrap_or(Choice {
        owner,
        ..Choice::default()
    }))
}

/// What the actor wants.
///
/// # Errors
/// [`AppError::NotFound`] where the actor has no account.
pub async fn choices(app: &App, actor: &Actor) -> Result<Choices, AppError> {
    let choice = stored(app, actor).await?;
    let muted: Vec<&str> = choice.muted.split(';').collect();
    let topic = |topic: Topic| {
        let told = !topic.may_be_muted() || !muted.contains(&topic.code());
        (topic.code(), topic.words(), told, topic.may_be_muted())
    };
    Ok(Choices {
        topics: Topic::ALL.into_iter().map(topic).collect(),
        confirmed: choice.confirmed,
        pending: choice.code.is_some(),
        letters: match (choice.digest, choice.at_once) {
            (false, _) => Letters::None,
            (true, false) => Letters::Daily,
            (true, true) => Letters::AtOnce,
        },
        address: choice.address,
    })
}

/// Keeps what the actor wants to be told, and by which letters.
///
/// # Errors
/// [`AppError::Refused`] where a letter is wanted without a confirmed address.
pub async fn choose(
    app: &App,
    actor: &Actor,
    told: &[Topic],
    letters: Letters,
) -> Result<(), AppError> {
    let before = stored(app, actor).await?;
    if letters != Letters::None && !before.confirmed {
        return Err(AppError::refused(
            "Chưa có địa chỉ thư đã xác nhận nên chưa nhận thư được. Ghi địa chỉ và nhập mã xác nhận trước.",
        ));
    }
    let muted = Topic::ALL
        .into_iter()
        .filter(|topic| topic.may_be_muted() && !told.contains(topic));
    let muted: Vec<&str> = muted.map(Topic::code).collect();
    let next = Choice {
        muted: muted.join(";"),
        digest: letters != Letters::None,
        at_once: letters == Letters::AtOnce,
        // From now on only what is new: what one knows already is not written again.
        told_until: match (before.at_once, letters) {
            (false, Letters::AtOnce) => Some(app.now().0),
            _ => before.told_until,
        },
        ..before
    };
    rows::choose(app.db(), &next, &[]).await?;
    Ok(())
}

/// Keeps an address and sends a code to it; an empty one takes the address back.
///
/// # Errors
/// [`AppError::Refused`] for what is no address.
pub async fn set_address(app: &App, actor: &Actor, typed: &str) -> Result<(), AppError> {
    let address = text::clean(typed);
    let before = stored(app, actor).await?;
    if address.is_empty() {
        let next = Choice {
            owner: before.owner,
            muted: before.muted,
            ..Choice::default()
        };
        rows::choose(app.db(), &next, &[]).await?;
        return Ok(());
    }
    if !is_address(&address) {
        return Err(AppError::refused(
            "Địa chỉ thư không đúng dạng. Ghi ví dụ nguyenvana@moj.gov.vn.",
        ));
    }
    let secret = code(app.entropy())?;
    let now = app.now().0;
    let letter = NewLetter {
        kind: "xac_nhan",
        subject: "Mã xác nhận địa chỉ nhận thông báo – Thi Đua".to_owned(),
        body: format!(
            "Mã xác nhận: {secret}\n\nNhập mã này ở trang «Thông báo», mục «Lựa chọn», trong 24 giờ. Nếu anh/chị không yêu cầu, bỏ qua thư này: sẽ không có thư nào khác."
        ),
        at: now,
    };
    let next = Choice {
        address: Some(address),
        confirmed: false,
        code: Some(sha256_hex(plain_code(&secret).as_bytes())),
        code_until: Some(now.saturating_add(HOLDS)),
        code_tries: 0,
        digest: false,
        ..before
    };
    rows::choose(app.db(), &next, &[letter]).await?;
    Ok(())
}

/// A mail address as servers take it: one `@`, a domain with a point, plain signs alone, so that nothing else can be
/// written into the head of a letter.
pub fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte);
    text.len() <= LONGEST
        && (1..=64).contains(&name.len())
        && name.bytes().all(sign)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// Confirms the address by the code that was sent to it.
///
/// # Errors
/// [`AppError::Refused`] for another code, one that no longer holds, or too many wrong ones.
pub async fn confirm(app: &App, actor: &Actor, typed: &str) -> Result<(), AppError> {
    let before = stored(app, actor).await?;
    let now = app.now().0;
    let holds = before.code_until.is_some_and(|until| now <= until) && before.code_tries < TRIES;
    let Some(wanted) = before.code.clone().filter(|_| holds) else {
        return Err(AppError::refused(
            "Mã xác nhận không còn dùng được. Ghi lại địa chỉ để nhận mã mới.",
        ));
    };
    if sha256_hex(plain_code(typed).as_bytes()) != wanted {
        let next = Choice {
            code_tries: before.code_tries + 1,
            ..before
        };
        rows::choose(app.db(), &next, &[]).await?;
        return Err(AppError::refused(
            "Mã xác nhận không đúng. Xem lại thư mới nhất rồi nhập lại.",
        ));
    }
    let next = Choice {
        confirmed: true,
        code: None,
        code_until: None,
        code_tries: 0,
        digest: true,
        at_once: false,
        ..before
    };
    rows::choose(app.db(), &next, &[]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn only_plain_addresses_are_taken() {
        for good in ["a@b.vn", "nguyen.van-a+1@moj.gov.vn"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.vn",
            "a@.vn",
            "a b@c.vn",
            "a@b.vn\r\nBcc: c@d.vn",
            "a@@b.vn",
            "a..b@c.vn",
            "<a@b.vn>",
            "ă@b.vn",
            "a@-b.vn",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
