//! Files on records: listed, added, worded, taken away; sent so that no browser ever runs one.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::attachment::{self, Files, New, Sent, Words};
use thidua_app::record::{self, Owner};
use thidua_domain::attachment::{CAPTION, CREDIT, Media, plain_name};

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::record::{RECORD, page_of_row};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::attachment::{PERMISSION, WRITES};

/// Which record.
pub(crate) const FIELDS: &[Param] = RECORD;
/// Nothing of an answer with a file is anything but bytes: no script, no form, no frame, no site.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'; object-src 'none'; sandbox";
/// What the chooser of files offers first.
const ACCEPTED: &str = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp";

/// The files of a record for a page that shows it; nothing for who may not open them.
///
/// # Errors
/// As the query, but for what is not there.
pub(crate) async fn section(ask: &Ask, sheet: &str, key: &str) -> Result<Value, Problem> {
    match attachment::files(ask.app(), ask.view()?, sheet, key).await {
        Ok(files) => Ok(shown(&files, "trang")),
        Err(AppError::NotFound | AppError::Forbidden) => Ok(Value::from(())),
        Err(error) => Err(ask.fault(error)),
    }
}

/// The same for a record that is named by its code.
///
/// # Errors
/// As [`section`].
pub(crate) async fn of_code(ask: &Ask, sheet: &str, code: &str) -> Result<Value, Problem> {
    let kind = record::kind(sheet).ok_or(Problem::NotFound)?;
    section(ask, sheet, &record::key_of(kind.def, code, None)).await
}

/// A kind of file within a sentence: `ảnh PNG`, `tệp PDF`.
fn kind(media: Media) -> String {
    let name = media.name();
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn shown(files: &Files, back: &str) -> Value {
    context! {
        count => files.count(), caption => CAPTION, credit => CREDIT, accepted => ACCEPTED, back,
        kinds => Media::ALL.map(kind).join(", "), ..value(files),
    }
}

/// The files of a record.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let named = ask.query.text("khoa").ok_or(Problem::NotFound)?.to_owned();
    page(&ask, &named, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, named: &str, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let files = attachment::files(ask.app(), view, ask.part("loai")?, named).await;
    let files = files.map_err(|error| ask.fault(error))?;
    let context = context! {
        back => page_of_row(view, files.kind, &files.values),
        faults => value(faults),
        files => shown(&files, "tep"),
    };
    ask.page_with(status, "attachment/page.html", context)
}

/// Takes files; all or none.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let named = ask.query.text("khoa").ok_or(Problem::NotFound)?.to_owned();
    let words = words(&ask);
    let sent = ask.uploads.iter().map(|file| New {
        name: file.name.clone(),
        bytes: file.bytes.to_vec(),
        caption: words.caption.clone(),
        credit: words.credit.clone(),
    });
    let by = ask.live()?.caller("web");
    let sheet = ask.part("loai")?;
    match attachment::add(ask.app(), &by, (sheet, &named), sent.collect()).await {
        Ok(_) => {
            let owner = attachment::files(ask.app(), ask.view()?, sheet, &named).await;
            let files = owner.map_err(|error| ask.fault(error))?;
            let place = match ask.form.text("ve") {
                Some("trang") => page_of_row(ask.view()?, files.kind, &files.values),
                _ => address(files.kind, files.record),
            };
            Ok(told(&place, "tep"))
        }
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            page(&ask, &named, StatusCode::UNPROCESSABLE_ENTITY, &faults).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

fn words(ask: &Ask) -> Words {
    Words {
        caption: ask.form.text("chu_thich").map(str::to_owned),
        credit: ask.form.text("nguon_anh").map(str::to_owned),
    }
}

/// Which file; what is no number is no file.
fn number(ask: &Ask) -> Result<i64, Problem> {
    ask.part("so")?.parse().map_err(|_| Problem::NotFound)
}

fn seen(ask: &Ask) -> Result<i64, Problem> {
    Ok(ask.form.read("co_so")?.unwrap_or_default())
}

/// The page of a record's files.
pub(crate) fn address(sheet: &str, record: i64) -> String {
    format!("/du-lieu/{sheet}/tep?khoa={record}")
}

fn told(place: &str, what: &str) -> Response<Body> {
    let sign = if place.contains('?') { '&' } else { '?' };
    redirect(&format!("{place}{sign}viec={what}"))
}

/// Changes what is said of a file.
pub(crate) async fn caption(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (id, seen) = (number(&ask)?, seen(&ask)?);
    let done = attachment::caption(ask.app(), &by, id, seen, &words(&ask)).await;
    answer(&ask, done, "tep-chu-thich")
}

/// Takes a file away.
pub(crate) async fn remove(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (id, seen) = (number(&ask)?, seen(&ask)?);
    let reason = ask.form.text("ly_do").unwrap_or_default();
    let done = attachment::remove(ask.app(), &by, id, seen, reason).await;
    answer(&ask, done, "tep-go")
}

/// Brings a file back.
pub(crate) async fn restore(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (id, seen) = (number(&ask)?, seen(&ask)?);
    let done = attachment::restore(ask.app(), &by, id, seen).await;
    answer(&ask, done, "tep-dung-lai")
}

/// Erases the bytes of a file that was taken away.
pub(crate) async fn erase(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (id, seen) = (number(&ask)?, seen(&ask)?);
    let reason = ask.form.text("ly_do").unwrap_or_default();
    let done = attachment::erase(ask.app(), &by, id, seen, reason).await;
    answer(&ask, done, "tep-xoa")
}

fn answer(ask: &Ask, done: Result<Owner, AppError>, what: &str) -> Outcome {
    match done {
        Ok(owner) => Ok(told(&address(owner.sheet, owner.record), what)),
        Err(error) => {
            let back = ask.from.as_deref().unwrap_or("/");
            crate::record::refused(ask, error, back)
        }
    }
}

/// A file to keep.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let sent = open(&ask).await?;
    respond(sent, "attachment")
}

/// A photograph to be shown on a page; nothing but a picture is ever shown.
pub(crate) async fn picture(ask: Arc<Ask>) -> Outcome {
    let sent = open(&ask).await?;
    if !sent.media.is_picture() {
        return Err(Problem::NotFound);
    }
    respond(sent, "inline")
}

async fn open(ask: &Ask) -> Result<Sent, Problem> {
    let found = attachment::open(ask.app(), ask.view()?, number(ask)?).await;
    found.map_err(|error| ask.fault(error))
}

/// A file as it is sent: nothing of it runs.
pub(crate) fn respond(sent: Sent, how: &str) -> Outcome {
    let disposition = disposition(how, &sent.name);
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Problem::Internal)?;
    let mut response = Response::new(Body::from(sent.bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(sent.media.media_type()),
    );
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    Ok(response)
}

/// How a file is sent, with its name twice: in plain letters, and in its own (RFC 6266, RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    let mut own = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                own.push(char::from(byte));
            }
            other => own.push_str(&format!("%{other:02X}")),
        }
    }
    format!(
        "{how}; filename=\"{}\"; filename*=UTF-8''{own}",
        plain_name(name)
    )
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_never_leaves_its_quotes() {
        assert_eq!(
            disposition("attachment", "Báo cáo.pdf"),
            "attachment; filename=\"Bao cao.pdf\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf"
        );
        let hostile = disposition("attachment", "a\"\r\nSet-Cookie: x=y;.pdf");
        assert!(!hostile.contains(['\r', '\n']), "{hostile}");
        assert_eq!(hostile.matches('"').count(), 2, "{hostile}");
    }
}
