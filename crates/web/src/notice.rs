//! Notices: the bell, the list, own choices; found from the same lines as the start page's.

mod event;
mod gather;

pub(crate) use gather::{gather, round};

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::notice::{self, Letters, Notices};
use thidua_app::{App, AppError, View};
use thidua_domain::notice::Topic;

use crate::ask::{Ask, Caller, redirect};
use crate::problem::Problem;
use crate::routes::{Kind, Method, Outcome, Param};
use crate::template::value;

/// Fields of the list.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "loai",
    kind: "string",
    required: false,
    summary: "Chỉ một loại thông báo",
}];
/// Pages that always count anew.
const ANEW: [&str; 2] = ["/", "/thong-bao"];

/// How many notices the reader has not read, for the bell: found anew only where something may have changed.
pub(crate) async fn bell(ask: &Ask) -> Option<usize> {
    let Caller::Session(live) = &ask.caller else {
        return None;
    };
    let page = ask.route.method == Method::Get && ask.route.kind == Kind::Page;
    if !page || live.must_change || live.seeing.is_some() {
        return None;
    }
    let view = ask.view.as_ref()?;
    let user = &live.actor.user;
    let bells = &ask.web.bells;
    let known = bells.known(user, view.state.version, ask.today, ask.now.0);
    if let Some(unread) = known.filter(|_| !ANEW.contains(&ask.route.path)) {
        return Some(unread);
    }
    match fresh(ask, view).await {
        Ok(found) => Some(found.unread),
        Err(error) => {
            tracing::warn!(code = "WEB_NOTICE", request = %ask.id, %error);
            None
        }
    }
}

/// Brings the reader's notices up to what waits now.
async fn fresh(ask: &Ask, view: &View) -> Result<Notices, AppError> {
    let found = brought_up(ask.app(), view).await?;
    let (version, day) = (view.state.version, ask.today);
    let user = &view.actor.user;
    ask.web
        .bells
        .keep(user, version, day, ask.now.0, found.unread);
    Ok(found)
}

/// Brings the notices of an actor up to what waits now.
pub(crate) async fn brought_up(app: &App, view: &View) -> Result<Notices, AppError> {
    let found = gather(app, view).await?;
    notice::refresh(app, &view.actor, found).await
}

/// The list.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, Vec::new(), None).await
}

async fn page(ask: &Ask, status: StatusCode, faults: Vec<String>, typed: Option<&str>) -> Outcome {
    let live = ask.live()?;
    let view = ask.view()?;
    // Who looks as another changes nothing of what that one has read.
    let found = match ask.is_seeing() {
        true => Notices::default(),
        false => fresh(ask, view).await.map_err(|error| ask.fault(error))?,
    };
    let choices = notice::choices(ask.app(), &live.actor).await;
    let choices = choices.map_err(|error| ask.fault(error))?;
    let topic = ask.query.text("loai").and_then(Topic::from_code);
    let mut rows = found.rows;
    rows.retain(|row| topic.is_none_or(|topic| row.topic == topic.code()));
    let page = context! {
        faults,
        done => ask.query.text("da").and_then(done),
        topic => topic.map(Topic::code),
        unread => found.unread,
        waiting => rows.iter().filter(|row| row.waits).map(value).collect::<Vec<_>>(),
        gone => rows.iter().filter(|row| !row.waits).take(50).map(value).collect::<Vec<_>>(),
        topics => value(&choices.topics),
        choices => value(&choices),
        mails => ask.web.mails,
        typed => typed.or(choices.address.as_deref()).unwrap_or_default(),
        seeing => ask.is_seeing(),
    };
    ask.page_with(status, "notice/list.html", page)
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "doc" => "Đã đánh dấu là đã đọc.",
        "chon" => "Đã ghi lựa chọn.",
        "dia-chi" => "Đã gửi mã xác nhận đến địa chỉ vừa ghi. Nhập mã để bắt đầu nhận thư.",
        "bo-dia-chi" => "Đã bỏ địa chỉ nhận thư.",
        "xac-nhan" => "Đã xác nhận địa chỉ. Mỗi ngày có việc chưa đọc sẽ có một thư.",
        _ => return None,
    })
}

/// Marks, opens, chooses.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    if live.seeing.is_some() {
        return Err(Problem::Forbidden);
    }
    let (app, actor) = (ask.app(), &live.actor);
    let key = ask.form.text("khoa");
    let verb = ask.form.required("viec")?;
    let typed = ask.form.text("dia_chi").unwrap_or_default();
    ask.web.bells.forget(&actor.user);
    let (done, to) = match verb {
        "mo" => {
            let opened = notice::mark(app, actor, Some(key.unwrap_or_default()), true).await;
            let href = opened.map_err(|error| ask.fault(error))?;
            return Ok(redirect(&href.unwrap_or_else(|| "/thong-bao".to_owned())));
        }
        "doc" => (notice::mark(app, actor, key, true).await.map(|_| ()), "doc"),
        "chua-doc" => {
            let marked = notice::mark(app, actor, Some(key.unwrap_or_default()), false).await;
            (marked.map(|_| ()), "")
        }
        "chon" => {
            let chosen = ask.form.pairs().filter(|(name, _)| *name == "nhan");
            let told: Vec<Topic> = chosen
                .filter_map(|(_, code)| Topic::from_code(code))
                .collect();
            let letters = match ask.form.text("thu") {
                Some("ngay") => Letters::AtOnce,
                Some("hang-ngay") => Letters::Daily,
                _ => Letters::None,
            };
            (notice::choose(app, actor, &told, letters).await, "chon")
        }
        "dia-chi" if !ask.web.mails => return Err(Problem::NotFound),
        "dia-chi" => {
            let done = match typed.is_empty() {
                true => "bo-dia-chi",
                false => "dia-chi",
            };
            (notice::set_address(app, actor, typed).await, done)
        }
        "xac-nhan" => {
            let code = ask.form.text("ma").unwrap_or_default();
            (notice::confirm(app, actor, code).await, "xac-nhan")
        }
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(()) if to.is_empty() => Ok(redirect("/thong-bao")),
        Ok(()) => Ok(redirect(&format!("/thong-bao?da={to}"))),
        Err(AppError::Refused(text)) => {
            let faults = text.lines().map(str::to_owned).collect();
            let typed = (verb == "dia-chi").then_some(typed);
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults, typed).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
