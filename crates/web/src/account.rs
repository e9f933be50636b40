//! One's own account: sessions, password, tokens; and setting up a fresh database.

mod roles;

pub(crate) use roles::{delegate, end as end_delegation};

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::account::{self, NewToken, NewUser, Place};
use thidua_app::{AppError, session};
use thidua_domain::access::Role;
use thidua_domain::time::parse_date;

use crate::ask::{Ask, redirect};
use crate::draft;
use crate::guard::SESSION;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// The page of one's own account.
pub(crate) async fn own(ask: Arc<Ask>) -> Outcome {
    let notice = match ask.query.text("thong-bao") {
        Some("da-doi-mat-khau") => Some("Đã đổi mật khẩu."),
        Some("da-ket-thuc-phien") => Some("Đã kết thúc phiên làm việc."),
        Some("da-ket-thuc-phien-khac") => Some("Đã kết thúc mọi phiên làm việc khác."),
        Some("da-uy-quyen") => Some("Đã ủy quyền."),
        Some("da-ket-thuc-uy-quyen") => Some("Đã kết thúc ủy quyền."),
        Some("da-ket-thuc-ma") => Some("Đã kết thúc mã truy cập."),
        _ => None,
    };
    own_page(
        &ask,
        StatusCode::OK,
        context! { notice, made => (), faults => Vec::<String>::new() },
    )
    .await
}

async fn own_page(ask: &Ask, status: StatusCode, said: Value) -> Outcome {
    let live = ask.live()?;
    let sessions = session::list(ask.app(), live)
        .await
        .map_err(|error| ask.fault(error))?;
    let by = live.caller("web");
    let tokens = account::tokens_of(ask.app(), &by, &live.actor.user)
        .await
        .map_err(|error| ask.fault(error))?;
    let idle = if ask.is(Role::Administrator) {
        session::IDLE_ADMINISTRATOR
    } else {
        session::IDLE
    };
    let before = session::last_sign_in(ask.app(), live)
        .await
        .map_err(|error| ask.fault(error))?;
    // What was refused comes back as it was typed; what was accepted does not.
    let refused = status == StatusCode::UNPROCESSABLE_ENTITY;
    let field = |name| {
        let text = ask.form.text(name).filter(|_| refused);
        text.unwrap_or_default()
    };
    let page = context! {
        before,
        roles => roles::shown(ask).await?,
        sessions => value(sessions),
        tokens => value(tokens),
        idle => idle / 60_000_000,
        token => context! { label => field("nhan"), to => field("den") },
        ..said
    };
    ask.page_with(status, "account/own.html", page)
}

/// Ends one of one's own sessions.
pub(crate) async fn end_session(ask: Arc<Ask>) -> Outcome {
    let key = ask.form.required("phien")?;
    session::end(ask.app(), &ask.web.presence, ask.live()?, key)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/tai-khoan?thong-bao=da-ket-thuc-phien"))
}

/// Ends all of one's own sessions but this one.
pub(crate) async fn end_other_sessions(ask: Arc<Ask>) -> Outcome {
    session::end_others(ask.app(), &ask.web.presence, ask.live()?)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/tai-khoan?thong-bao=da-ket-thuc-phien-khac"))
}

/// Makes a token for programs, and shows it once.
pub(crate) async fn issue_token(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let to = match ask.form.text("den").map(parse_date).transpose() {
        Ok(to) => to,
        Err(_) => {
            return refused(
                &ask,
                "Ngày hết hạn không đọc được. Ví dụ viết đúng: 31/12/2026.",
            )
            .await;
        }
    };
    let new = NewToken {
        user: live.actor.user.clone(),
        label: ask.form.text("nhan").unwrap_or_default().to_owned(),
        to,
    };
    match account::issue_token(ask.app(), &live.caller("web"), new).await {
        Ok(made) => {
            draft::accepted(&ask).await;
            let said = context! { notice => (), made, faults => Vec::<String>::new() };
            own_page(&ask, StatusCode::OK, said).await
        }
        Err(AppError::Refused(text)) => refused(&ask, &text).await,
        Err(error) => Err(ask.fault(error)),
    }
}

async fn refused(ask: &Ask, text: &str) -> Outcome {
    let said = context! { notice => (), made => (), faults => vec![text.to_owned()] };
    own_page(ask, StatusCode::UNPROCESSABLE_ENTITY, said).await
}

/// Ends a token.
pub(crate) async fn end_token(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let key = ask.form.required("ma")?;
    account::end_token(ask.app(), &live.caller("web"), &live.actor.user, key)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(redirect("/tai-khoan?thong-bao=da-ket-thuc-ma"))
}

/// The page on which the password is changed.
pub(crate) async fn password_form(ask: Arc<Ask>) -> Outcome {
    password_page(&ask, StatusCode::OK, &[])
}

fn password_page(ask: &Ask, status: StatusCode, faults: &[&str]) -> Outcome {
    let first = ask.live()?.must_change;
    ask.page_with(
        status,
        "account/password.html",
        context! { first, faults => value(faults) },
    )
}

/// Changes the password and goes on with a new session.
pub(crate) async fn change_password(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let new = ask.form.raw("moi").unwrap_or_default();
    if ask.form.raw("nhap_lai") != Some(new) {
        return password_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[UNLIKE]);
    }
    ask.web
        .sign_ins
        .knock(ask.client.ip, ask.now.0)
        .map_err(Problem::TooMany)?;
    let address = ask.address();
    let place = Place {
        agent: &ask.agent,
        address: &address,
    };
    let old = ask.form.raw("cu").unwrap_or_default();
    match account::change_password(ask.app(), live, old, new, place).await {
        Ok(token) => {
            ask.web.sign_ins.welcome(ask.client.ip);
            let mut response = redirect("/tai-khoan?thong-bao=da-doi-mat-khau");
            ask.put_cookie(&mut response, SESSION, &token, None);
            Ok(response)
        }
        Err(AppError::Refused(text)) => {
            password_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[&text])
        }
        Err(error) => Err(ask.fault(error)),
    }
}

const UNLIKE: &str = "Hai lần nhập mật khẩu không giống nhau.";

/// The page on which a fresh database gets its first administrator.
pub(crate) async fn set_up_form(ask: Arc<Ask>) -> Outcome {
    if !ask.web.set_up_pending().await? {
        return Ok(redirect("/dang-nhap"));
    }
    set_up_page(&ask, StatusCode::OK, &[])
}

fn set_up_page(ask: &Ask, status: StatusCode, faults: &[&str]) -> Outcome {
    let field = |name| ask.form.text(name).unwrap_or_default();
    let page = context! {
        faults => value(faults), code => field("ma"), full_name => field("ho_ten"), account => field("ten"),
    };
    ask.page_with(status, "account/set_up.html", page)
}

/// Creates the first administrator.
pub(crate) async fn set_up(ask: Arc<Ask>) -> Outcome {
    ask.web
        .sign_ins
        .knock(ask.client.ip, ask.now.0)
        .map_err(Problem::TooMany)?;
    if !ask.web.set_up_pending().await? {
        return Ok(redirect("/dang-nhap"));
    }
    let refuse = |text: &str| set_up_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &[text]);
    if !ask
        .web
        .is_set_up_code(ask.form.text("ma").unwrap_or_default())
    {
        return refuse("Mã thiết lập không đúng. Hãy xem lại ở cửa sổ lệnh đang chạy dịch vụ.");
    }
    let password = ask.form.raw("mat_khau").unwrap_or_default();
    if ask.form.raw("nhap_lai") != Some(password) {
        return refuse(UNLIKE);
    }
    let new = NewUser {
        name: ask.form.text("ten").unwrap_or_default().to_owned(),
        full_name: ask.form.text("ho_ten").unwrap_or_default().to_owned(),
        person: None,
    };
    match account::create_first(ask.app(), new, password, "web").await {
        Ok(()) => Ok(redirect("/dang-nhap?thong-bao=da-thiet-lap")),
        Err(AppError::Refused(text)) => refuse(&text),
        Err(error) => Err(ask.fault(error)),
    }
}
