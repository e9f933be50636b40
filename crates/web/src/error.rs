//! Error pages: what happened, the way out, and the id under which the log has it.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use minijinja::{Value, context};
use serde_json::json;
use thidua_app::AppError;

use crate::ask::{Ask, Caller, html, redirect, with_type};
use crate::fields::Fields;
use crate::guard::Stop;
use crate::problem::Problem;
use crate::routes::{Kind, Method};
use crate::template::value;
use crate::{draft, frame};

/// The mark of an answer whose body is ours already.
#[derive(Clone)]
pub(crate) struct Rendered;

/// The answer where a request did not get what it asked for.
pub(crate) fn answer(ask: &Ask, stop: Stop) -> Response<Body> {
    match stop {
        Stop::First(path) if ask.wants_json() => {
            drop(path);
            json_of(&ask.id, &Problem::Forbidden)
        }
        Stop::First(path) => redirect(&path),
        Stop::Again => again(ask),
        Stop::Outdated => draft::again(ask),
        Stop::Problem(Problem::SignIn) if !ask.wants_json() => to_sign_in(ask),
        Stop::Problem(problem) if ask.wants_json() => json_of(&ask.id, &problem),
        Stop::Problem(problem) => page_of(ask, &problem),
    }
}

fn to_sign_in(ask: &Ask) -> Response<Body> {
    let back = match ask.route.kind {
        Kind::Page if ask.route.method == Method::Get => Some(ask.address_asked()),
        // Back to the page of the form: what was typed there stands in its draft.
        Kind::Form if ask.route.path != "/dang-xuat" => ask.from.clone(),
        _ => None,
    };
    let expired = ask.cookies.session.as_ref().map(|_| "het-phien");
    let query = Fields::default().with(&[
        ("den", back.as_deref().filter(|path| *path != "/")),
        ("thong-bao", expired),
    ]);
    redirect(format!("/dang-nhap?{query}").trim_end_matches('?'))
}

fn again(ask: &Ask) -> Response<Body> {
    let here = ask.address_asked();
    render(ask, StatusCode::OK, "again.html", context! { here })
}

fn page_of(ask: &Ask, problem: &Problem) -> Response<Body> {
    let inside = matches!(ask.caller, Caller::Session(_));
    let text = match problem {
        Problem::Field { name, reason } => format!("{}: {reason}.", label(ask, name)),
        _ => problem.text(),
    };
    let anew = matches!(problem, Problem::Field { .. } | Problem::Refused(_))
        && (ask.route.method, ask.route.kind) == (Method::Get, Kind::Page)
        && !ask.query.with(&[]).is_empty();
    let page = context! {
        title => problem.title(),
        text,
        anew => anew.then(|| ask.uri_path.clone()),
        code => problem.code(),
        status => problem.status().as_u16(),
        inside,
        ways => crate::template::value(problem.ways_out(inside)),
        help => problem.help(),
    };
    let mut response = render(ask, problem.status(), "error.html", page);
    retry_after(&mut response, problem);
    response
}

/// What the reader knows a field as: its summary up to the explanation; its name where the route does not list it.
fn label(ask: &Ask, name: &str) -> String {
    let known = ask.route.params.iter().find(|param| param.name == name);
    known.map_or_else(
        || format!("Trường “{name}”"),
        |param| {
            let words = param.summary.strip_prefix("1: ").unwrap_or(param.summary);
            let end = words.find([',', ';', ':']).unwrap_or(words.len());
            words[..end].to_owned()
        },
    )
}

/// A page about a request that did not reach its handler.
pub(crate) fn render(ask: &Ask, status: StatusCode, template: &str, page: Value) -> Response<Body> {
    tracing::debug!(target: "thidua::page", template);
    let frame = value(frame::of_error(ask));
    match ask
        .web
        .pages
        .get_template(template)
        .and_then(|found| found.render(context! { frame, page }))
    {
        Ok(text) => html(status, text),
        Err(error) => {
            tracing::error!(code = "WEB_TEMPLATE", request = %ask.id, template, error = %format!("{error:#}"));
            html(
                StatusCode::INTERNAL_SERVER_ERROR,
                bare(&Problem::Internal, &ask.id),
            )
        }
    }
}

/// The error for a request that never met its route: an unknown method, a panic, a time-out.
pub(crate) fn outside(status: StatusCode, id: &str, wants_json: bool) -> Response<Body> {
    let problem = Problem::of_status(status);
    if wants_json {
        return json_of(id, &problem);
    }
    let mut response = html(problem.status(), bare(&problem, id));
    retry_after(&mut response, &problem);
    response
}

fn retry_after(response: &mut Response<Body>, problem: &Problem) {
    let seconds = match problem {
        Problem::TooMany(seconds) => *seconds,
        Problem::Timeout | Problem::Unavailable => 5,
        _ => return,
    };
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
}

fn json_of(id: &str, problem: &Problem) -> Response<Body> {
    let body = json!({
        "error": {
            "code": problem.code(), "title": problem.title(), "message": problem.text(),
            "help": problem.help(), "request": id,
        }
    });
    let mut response = with_type(problem.status(), "application/json", body.to_string());
    if *problem == Problem::SignIn {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    retry_after(&mut response, problem);
    response
}

/// A page that needs nothing: for when templates or the session cannot be had.
fn bare(problem: &Problem, id: &str) -> String {
    let css = crate::assets::address("app.css");
    format!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Thi Đua</title><link rel=\"stylesheet\" href=\"{css}\"></head>\
         <body><main class=\"alone\"><div class=\"alone-box\"><h1>{title}</h1><p>{text}</p>\
         <p><a class=\"btn btn-primary\" href=\"/\">Về trang chủ</a></p>\
         <p><a href=\"{help}\">Hướng dẫn khi gặp lỗi này</a></p>\
         <p class=\"soft\">Mã yêu cầu: <code>{id}</code></p></div></main></body></html>\n",
        title = problem.title(),
        text = problem.text(),
        help = problem.help(),
    )
}

impl Ask {
    /// The problem of an application's error; what users must not read goes to the log.
    pub(crate) fn fault(&self, error: AppError) -> Problem {
        match error {
            AppError::NotFound => Problem::NotFound,
            AppError::Forbidden => Problem::Forbidden,
            AppError::Refused(text) | AppError::File(text) => Problem::Refused(text),
            AppError::Stale => Problem::Conflict(error.to_string()),
            AppError::Faulty(faults) => {
                let lines: Vec<String> = faults.iter().map(|fault| fault.reason.clone()).collect();
                Problem::Refused(lines.join("\n"))
            }
            AppError::Machine(cause) => {
                tracing::error!(code = "APP_MACHINE", request = %self.id, cause);
                Problem::Unavailable
            }
            AppError::Store(cause) => {
                tracing::error!(code = cause.code(), request = %self.id, %cause);
                Problem::Unavailable
            }
        }
    }
}
