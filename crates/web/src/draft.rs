//! Drafts over the wire: the browser saves what is typed while it is typed, asks for it when a page is
//! opened, and is told when a form was accepted. And what happens to a form that came too late.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode, header};
use jiff::civil::Date;
use minijinja::{Value, context};
use serde_json::{Map, json};
use thidua_app::draft::{self, NewDraft, Saved, Vault};
use thidua_domain::time::Instant;

use crate::ask::{Ask, is_own_path, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{self, Method, Outcome};
use crate::{csrf, frame};

/// Largest body of a draft being saved: 256 KiB of fields, each byte percent-encoded, and their names.
pub(crate) const BODY: usize = 1024 * 1024;
/// Fields by which a form says which draft it was typed in, which state of it, and on which page.
const KEY: &str = "_nhap";
const STAMP: &str = "_nhap_so";
const PAGE: &str = "_nhap_trang";
/// Fields that are never given back to a page.
const SECRETS: [&str; 4] = ["mat_khau", "cu", "moi", "nhap_lai"];

/// The draft a form was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) key: String,
    pub(crate) stamp: i64,
    /// Path and query of the page.
    pub(crate) page: Option<String>,
}

/// Takes what belongs to drafts out of a form, so that no handler meets it.
pub(crate) fn take(form: &mut Fields) -> Option<Sent> {
    let key = form.text(KEY).map(str::to_owned);
    let stamp = form.text(STAMP).and_then(|text| text.parse().ok());
    let page = form.text(PAGE).and_then(nearest_page);
    form.remove(&[KEY, STAMP, PAGE]);
    Some(Sent {
        key: key?,
        stamp: stamp?,
        page,
    })
}

/// Empties the draft of a form that was accepted: the guard calls it after every form that was answered with a
/// redirect, a handler that answers its form with a page calls it itself. A draft that cannot be emptied is
/// shown once more, which is no reason to fail.
pub(crate) async fn accepted(ask: &Ask) {
    let (Some(sent), Some(live)) = (&ask.draft, ask.caller.live()) else {
        return;
    };
    ask.draft_done.store(true, Ordering::Relaxed);
    let done = draft::accepted(ask.app(), &live.actor, &sent.key, sent.stamp).await;
    if let Err(error) = done {
        tracing::warn!(code = "WEB_DRAFT", request = %ask.id, %error);
    }
}

/// Saves a draft.
pub(crate) async fn save(ask: Arc<Ask>) -> Outcome {
    own_vault(&ask)?;
    let form = &ask.form;
    let page = form.required("trang")?;
    if !is_own_path(page) {
        return Err(Problem::field("trang", "không phải địa chỉ của hệ thống"));
    }
    let new = NewDraft {
        key: form.required("khoa")?.to_owned(),
        page: page.to_owned(),
        title: form.text("ten").unwrap_or_default().to_owned(),
        base: form.text("co_so").unwrap_or_default().to_owned(),
        content: form.required("noi_dung")?.to_owned(),
        stamp: form.read("so")?.unwrap_or_default(),
    };
    let saved = draft::save(ask.app(), &ask.live()?.actor, new)
        .await
        .map_err(|error| ask.fault(error))?;
    match saved {
        Saved::At(at) => ask.json(&json!({
            "luc": when(at, ask.today), "xong": false
        })),
        Saved::Accepted => ask.json(&json!({ "xong": true })),
    }
}

/// One's drafts under some keys, with what a page that was left open needs to go on: whose session this is now
/// and the token of its forms.
pub(crate) async fn find(ask: Arc<Ask>) -> Outcome {
    let vault = own_vault(&ask)?;
    ask.query.required("khoa")?;
    let mut drafts = Map::new();
    for (_, key) in ask.query.pairs().filter(|(name, _)| *name == "khoa") {
        let found = draft::find(ask.app(), &ask.live()?.actor, key)
            .await
            .map_err(|error| ask.fault(error))?;
        if let Some(found) = found {
            drafts.insert(key.to_owned(), shown(&found, ask.today));
        }
    }
    ask.json(&json!({ "chu": vault.owner, "ma": ask.form_token, "nhap": drafts }))
}

fn shown(draft: &draft::Draft, today: Date) -> serde_json::Value {
    json!({
        "noi_dung": draft.content,
        "co_so": draft.base,
        "so": draft.stamp,
        "luc": when(Instant(draft.saved), today),
        "xong": draft.accepted,
    })
}

/// The names of the fields that one's unfinished draft of a form holds: a form whose lines can be added to shows as many as
/// were typed into.
pub(crate) async fn fields_kept(ask: &Ask, key: &str) -> Result<Vec<String>, Problem> {
    let live = ask.live()?;
    if live.vault.is_none() {
        return Ok(Vec::new());
    }
    let found = draft::find(ask.app(), &live.actor, key).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let content = found.filter(|found| !found.accepted);
    let content = content.map(|found| found.content).unwrap_or_default();
    let fields: Map<String, serde_json::Value> = serde_json::from_str(&content).unwrap_or_default();
    let typed = |value: &serde_json::Value| value.as_str().is_none_or(|text| !text.is_empty());
    let kept = fields.into_iter().filter(|(_, value)| typed(value));
    Ok(kept.map(|(name, _)| name).collect())
}

/// Throws a draft away: asked for by the script of a form, or from the list.
pub(crate) async fn discard(ask: Arc<Ask>) -> Outcome {
    own_vault(&ask)?;
    let key = ask.form.required("khoa")?;
    draft::forget(ask.app(), &ask.live()?.actor, key)
        .await
        .map_err(|error| ask.fault(error))?;
    if ask.wants_json() {
        ask.json(&json!({}))
    } else {
        Ok(redirect("/tai-khoan/ban-nhap?thong-bao=da-bo"))
    }
}

/// The page that lists what one has not finished.
pub(crate) async fn mine(ask: Arc<Ask>) -> Outcome {
    let drafts = match ask.live()?.vault {
        Some(_) => draft::mine(ask.app(), &ask.live()?.actor)
            .await
            .map_err(|error| ask.fault(error))?,
        None => Vec::new(),
    };
    let drafts: Vec<Value> = drafts
        .into_iter()
        .map(|draft| {
            let page = if is_own_path(&draft.page) {
                draft.page.as_str()
            } else {
                "/"
            };
            context! { key => draft.key, page, title => draft.title, saved => draft.saved }
        })
        .collect();
    let notice = (ask.query.text("thong-bao") == Some("da-bo")).then_some("Đã bỏ bản nháp.");
    let days = draft::LASTS / (24 * 3_600 * 1_000_000);
    ask.page("draft/mine.html", context! { drafts, notice, days })
}

/// Drafts are kept for whoever signed in, not for whoever looks as another.
fn own_vault(ask: &Ask) -> Result<&Vault, Problem> {
    ask.live()?.vault.as_ref().ok_or(Problem::Forbidden)
}

/// `16:41`; of another day than today `16:41 ngày 21/11/2026`.
fn when(at: Instant, today: Date) -> String {
    let local = at.local();
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    if local.date() == today {
        time
    } else {
        format!("{time} ngày {}", thidua_domain::time::vn(local.date()))
    }
}

/// The page of this site a request was made on, by the address browsers send along.
pub(crate) fn came_from(headers: &HeaderMap) -> Option<String> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (_, rest) = text(header::REFERER)?.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let path = format!("/{}", path.split('#').next().unwrap_or_default());
    (Some(host) == text(header::HOST))
        .then(|| nearest_page(&path))
        .flatten()
}

/// An address of this site that can be opened: itself where it is a page's, else the page it lies under. A form
/// that was refused is shown under the address it was sent to, which often can only be sent to.
fn nearest_page(address: &str) -> Option<String> {
    if !is_own_path(address) {
        return None;
    }
    let path = address.split('?').next().unwrap_or_default();
    if routes::is_page(path) {
        return Some(address.to_owned());
    }
    let mut above = path;
    while let Some((rest, _)) = above.rsplit_once('/') {
        if !rest.is_empty() && routes::is_page(rest) {
            return Some(rest.to_owned());
        }
        above = rest;
    }
    None
}

/// Whether a form whose token is another session's may be shown to the sender again: its browser says that a
/// page of this site sent it, and it holds something typed and no secret.
pub(crate) fn may_come_again(ask: &Ask, headers: &HeaderMap) -> bool {
    let named = |name: &str| ask.form.raw(name).is_some();
    csrf::says_same_origin(headers)
        && ask.route.method == Method::Post
        && !ask.wants_json()
        && !SECRETS.into_iter().any(named)
        && typed(&ask.form).next().is_some()
}

fn typed(form: &Fields) -> impl Iterator<Item = (&str, &str)> {
    form.pairs()
        .filter(|(name, value)| *name != csrf::FIELD && !value.is_empty())
}

/// The answer to a form that was opened in an earlier session: nothing is stored and nothing lost. Where the
/// browser keeps its draft the page comes again and the draft with it; else what was sent is shown with a
/// button that sends it anew.
pub(crate) fn again(ask: &Ask) -> Response<Body> {
    if let Some(page) = ask.draft.as_ref().and_then(|_| page_of(ask)) {
        return redirect(&page);
    }
    let fields: Vec<Value> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name != csrf::FIELD)
        .map(|(name, value)| context! { name, value })
        .collect();
    let shown: Vec<String> = typed(&ask.form)
        .map(|(_, value)| value.to_owned())
        .collect();
    let page = context! { fields, shown, action => &ask.uri_path, from => page_of(ask) };
    crate::error::render(
        ask,
        StatusCode::UNPROCESSABLE_ENTITY,
        "draft/again.html",
        page,
    )
}

/// What the script of a page needs to keep drafts: in the frame of every page of a session.
pub(crate) fn vault(ask: &Ask) -> Option<frame::Drafts> {
    let live = ask.caller.live().filter(|live| !live.must_change)?;
    live.vault.as_ref().map(|vault| frame::Drafts {
        owner: vault.owner.clone(),
        key: vault.key.clone(),
        page: page_of(ask).unwrap_or_else(|| "/".to_owned()),
    })
}

/// The draft a page answers whose form was refused, disputed or only checked: its script learns that what was
/// sent arrived, and leaves what the page says of it alone.
pub(crate) fn answered(ask: &Ask) -> Option<frame::Answered> {
    let sent = ask.draft.as_ref()?;
    (!ask.draft_done.load(Ordering::Relaxed)).then(|| frame::Answered {
        key: sent.key.clone(),
        stamp: sent.stamp,
    })
}

/// The address under which the page in view can be opened again: its own, or for a form that was refused the
/// one it was typed on.
fn page_of(ask: &Ask) -> Option<String> {
    if ask.route.method == Method::Get {
        return nearest_page(&ask.address_asked());
    }
    let typed_on = ask.draft.as_ref().and_then(|sent| sent.page.clone());
    typed_on
        .or_else(|| ask.from.clone())
        .or_else(|| nearest_page(&ask.uri_path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(host: &str, referer: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        headers.insert("referer", referer.parse().unwrap());
        came_from(&headers)
    }

    #[test]
    fn only_a_page_of_this_site_is_gone_back_to() {
        let page = from("a:8080", "http://a:8080/co-quan?tim=%C3%BD#x");
        assert_eq!(page.as_deref(), Some("/co-quan?tim=%C3%BD"));
        // Where a refused form was shown cannot be opened; the page above it can.
        let page = from("a", "http://a/quan-tri/nguoi-dung/an/vai-tro");
        assert_eq!(page.as_deref(), Some("/quan-tri/nguoi-dung/an"));
        for (host, referer) in [
            ("a:8080", "http://b:8080/co-quan"),
            ("a", "http://a:8080/co-quan"),
            ("a", "http://a/khong-co/trang"),
            ("a", "http://a"),
            ("a", "http://a//b.example/"),
            ("a", "about:blank"),
        ] {
            assert_eq!(from(host, referer), None, "{host} {referer}");
        }
    }

    #[test]
    fn what_belongs_to_drafts_is_taken_out_of_a_form() {
        let mut form =
            Fields::parse(b"ten=an&_nhap=nguoi/moi&_nhap_so=17&_nhap_trang=/co-quan&ho=x");
        let sent = take(&mut form).unwrap();
        assert_eq!((sent.key.as_str(), sent.stamp), ("nguoi/moi", 17));
        assert_eq!(sent.page.as_deref(), Some("/co-quan"));
        let left: Vec<_> = form.pairs().collect();
        assert_eq!(left, [("ten", "an"), ("ho", "x")]);
        assert_eq!(take(&mut form), None);
    }

    #[test]
    fn the_day_is_told_where_it_is_not_today() {
        // 22/11/2026 16:41 in Vietnam.
        let at = Instant(1_795_340_460_000_000);
        assert_eq!(when(at, at.date()), "16:41");
        let next = at.date().tomorrow().unwrap();
        assert_eq!(when(at, next), "16:41 ngày 22/11/2026");
    }
}
