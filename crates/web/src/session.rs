//! Signing in and out.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use minijinja::context;
use thidua_app::session::{self, Attempt, Opened};

use crate::ask::{Ask, Caller, is_own_path, redirect};
use crate::client::{cookie_name, set_cookie};
use crate::guard::{DEVICE, SESSION};
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;
use crate::year;

/// One text for every reason, so that the page tells nobody which accounts exist.
const REFUSED: &str = "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Sai 5 lần từ \
     thiết bị lạ, tài khoản bị khóa đăng nhập 12 giờ trên thiết bị lạ; quản trị hệ thống mở lại được.";

/// The sign-in page.
pub(crate) async fn form(ask: Arc<Ask>) -> Outcome {
    if matches!(ask.caller, Caller::Session(_)) {
        return Ok(redirect("/"));
    }
    let notice = match ask.query.text("thong-bao") {
        Some("da-thiet-lap") => Some("Đã tạo tài khoản quản trị. Hãy đăng nhập."),
        Some("da-dang-xuat") => Some("Đã đăng xuất."),
        Some("het-phien") => Some(
            "Phiên làm việc đã hết. Đăng nhập lại để làm tiếp; nội dung đang gõ được giữ trong bản nháp.",
        ),
        _ => None,
    };
    page(&ask, StatusCode::OK, notice, &[], ask.query.text("den"))
}

fn page(
    ask: &Ask,
    status: StatusCode,
    notice: Option<&str>,
    faults: &[&str],
    back: Option<&str>,
) -> Outcome {
    let back = back.filter(|path| is_own_path(path));
    let account = ask.form.text("ten").unwrap_or_default();
    ask.page_with(
        status,
        "session/sign_in.html",
        context! { notice, faults => value(faults), back, account },
    )
}

/// Someone signs in.
pub(crate) async fn enter(ask: Arc<Ask>) -> Outcome {
    ask.web
        .sign_ins
        .knock(ask.client.ip, ask.now.0)
        .map_err(Problem::TooMany)?;
    let address = ask.address();
    let attempt = Attempt {
        account: ask.form.text("ten").unwrap_or_default(),
        password: ask.form.raw("mat_khau").unwrap_or_default(),
        device: ask.cookies.device.as_deref(),
        agent: &ask.agent,
        address: &address,
        before: ask.cookies.session.as_deref(),
    };
    let opened = session::sign_in(ask.app(), &attempt)
        .await
        .map_err(|error| ask.fault(error))?;
    let back = ask.form.text("den").filter(|path| is_own_path(path));
    match opened {
        None => page(
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            None,
            &[REFUSED],
            back,
        ),
        Some(opened) => {
            ask.web.sign_ins.welcome(ask.client.ip);
            let to = if opened.must_change {
                "/tai-khoan/mat-khau"
            } else {
                back.unwrap_or("/")
            };
            let mut response = redirect(to);
            keep(&ask, &mut response, &opened);
            Ok(response)
        }
    }
}

fn keep(ask: &Ask, response: &mut Response<Body>, opened: &Opened) {
    ask.put_cookie(response, SESSION, &opened.token, None);
    if let Some(device) = &opened.device {
        let seconds = u32::try_from(session::DEVICE / 1_000_000).unwrap_or(u32::MAX);
        ask.put_cookie(response, DEVICE, device, Some(seconds));
    }
}

/// Someone signs out.
pub(crate) async fn leave(ask: Arc<Ask>) -> Outcome {
    session::sign_out(ask.app(), &ask.web.presence, ask.live()?)
        .await
        .map_err(|error| ask.fault(error))?;
    let mut response = redirect("/dang-nhap?thong-bao=da-dang-xuat");
    ask.put_cookie(&mut response, SESSION, "", Some(0));
    ask.put_cookie(&mut response, year::KEPT, "", Some(0));
    Ok(response)
}

impl Ask {
    /// Address and port of the client, as sessions keep them.
    pub(crate) fn address(&self) -> String {
        match self.client.port {
            Some(port) => format!("{} cổng {port}", self.client.ip),
            None => self.client.ip.to_string(),
        }
    }

    /// Sets one of the product's cookies.
    pub(crate) fn put_cookie(
        &self,
        response: &mut Response<Body>,
        base: &str,
        value: &str,
        max_age: Option<u32>,
    ) {
        let secure = self.web.mode.is_secure();
        let cookie = set_cookie(&cookie_name(base, secure), value, max_age, secure);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}
