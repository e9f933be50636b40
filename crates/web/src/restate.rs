//! A past period told for the agencies of today: the choice on every page of figures, the two tellings beside each
//! other, and the decisions they rest on.

pub(crate) mod handover;
mod typed;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::restate::{
    AskRestated, NewOpening, Preview, Restated, before_first_day, changed_since, crosswalks,
};
use thidua_app::{AppError, View};
use thidua_domain::time::Window;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{org, window};

pub(crate) use thidua_app::restate::{ENTER, PERMISSION};

/// The field by which a page of figures shows today's agencies.
pub(crate) const TREE: &str = "cay";
/// What it says then.
pub(crate) const TODAY: &str = "hom-nay";
/// The field as a route declares it.
pub(crate) const TREE_FIELD: Param = Param {
    name: TREE,
    kind: "string",
    required: false,
    summary: "«hom-nay»: quy số liệu về cơ quan hôm nay; bỏ trống: theo cây tổ chức khi đó",
};
/// The same for programs.
pub(crate) const API_FIELD: Param = Param {
    name: "restated",
    kind: "string",
    required: false,
    summary: "1: quy số liệu về cơ quan hôm nay",
};
const CODE: Param = Param {
    name: "so",
    kind: "string",
    required: false,
    summary: "Mã số liệu xem từng phần",
};
const NAM: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
const THANG: Param = Param {
    name: "thang",
    kind: "integer",
    required: false,
    summary: "Lũy kế đến tháng thứ mấy của năm công tác",
};
const PHAM_VI: Param = Param {
    name: "pham-vi",
    kind: "string",
    required: false,
    summary: "Phạm vi số liệu",
};
/// Fields of the two tellings.
pub(crate) const FIELDS: &[Param] = &[NAM, THANG, PHAM_VI, CODE];
/// Fields of the decisions.
pub(crate) const OF_TABLE: &[Param] = &[Param {
    name: "cu",
    kind: "string",
    required: false,
    summary: "Mã cơ quan cũ",
}];

/// Whether the request asks for today's agencies, on a route that shows them.
pub(crate) fn asks(ask: &Ask) -> bool {
    let page = ask.route.takes(TREE) && ask.query.text(TREE) == Some(TODAY);
    let api = ask.route.takes(API_FIELD.name)
        && matches!(ask.query.text(API_FIELD.name), Some("1" | "true"));
    page || api
}

/// The choice between the two tellings on a page of figures: what is shown, the way to the other, and what could not
/// be restated. Nothing where nothing was reorganised since.
///
/// # Errors
/// [`Problem::SignIn`] where nobody is signed in.
pub(crate) fn toggle(
    ask: &Ask,
    choice: &window::Choice,
    told: Option<&Restated>,
) -> Result<Value, Problem> {
    let view = ask.view()?;
    let code = &choice.ask.agency;
    let known = view.state.org.find(code).is_some();
    if !choice.restated && (!known || !changed_since(view, code, choice.window)) {
        return Ok(Value::from(()));
    }
    let address = |tree: Option<&str>| {
        let query = ask.query.with(&[
            ("nam", Some(&choice.ask.year.to_string())),
            ("thang", Some(&choice.ask.month.to_string())),
            (TREE, tree),
        ]);
        format!("?{query}")
    };
    Ok(context! {
        restated => choice.restated,
        code, known,
        as_of => view.today.strftime("%d/%m/%Y").to_string(),
        then => address(None),
        today => address(Some(TODAY)),
        query => window::Choice::of(code, choice.ask.year, choice.ask.month, choice.ask.scope.as_deref().unwrap_or("btp")).query(),
        reasons => told.map(|told| told.reasons.clone()).unwrap_or_default(),
    })
}

/// Whether a window lies in or after the year in which an agency took over from others, so that targets may wait to
/// be handed over.
pub(crate) fn hands_over(view: &View, code: &str, window: Window) -> bool {
    let before = before_first_day(view, code);
    before.is_some_and(|before| before.year == window.year)
}

/// The two tellings beside each other.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, &[], None)
}

fn shown(ask: &Ask, status: StatusCode, faults: &[String], typed: Option<&NewOpening>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let mut choice = window::of_page(ask, code)?;
    if ask.query.text("nam").is_none()
        && let Some(before) = before_first_day(view, code)
    {
        choice = window::Choice::of(
            code,
            before.year.0,
            before.month,
            choice.ask.scope.as_deref().unwrap_or("btp"),
        );
    }
    let wanted = AskRestated {
        window: choice.ask.clone(),
        code: ask.query.text("so").map(str::to_owned),
    };
    let found =
        thidua_app::restate::restatement(view, &wanted).map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(ask, code, ask.today)?,
        title => choice.title(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        as_of => ask.today.strftime("%d/%m/%Y").to_string(),
        faults => faults.to_vec(),
        version => typed.and_then(|typed| typed.seen).unwrap_or(view.state.version),
        typed => typed.map(|typed| context! {
            from => &typed.from, document => &typed.document, signer => &typed.signer,
            signed_on => &typed.signed_on, reason => &typed.reason,
        }),
        found => value(&found),
    };
    ask.page_with_year(status, choice.ask.year, "restate/page.html", page)
}

/// The decisions, and the form for one old agency.
pub(crate) async fn table(ask: Arc<Ask>) -> Outcome {
    let form = typed::Form::opened(&ask)?;
    table_page(&ask, StatusCode::OK, &form, &[], None)
}

fn table_page(
    ask: &Ask,
    status: StatusCode,
    form: &typed::Form,
    faults: &[String],
    preview: Option<&Preview>,
) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = crosswalks(view, code).map_err(|error| ask.fault(error))?;
    let chosen = found.olds.iter().find(|old| old.code == form.old());
    let page = context! {
        head => org::head(ask, code, ask.today)?,
        chosen => chosen.map(value),
        form => chosen.map(|old| form.shown(old)),
        stored => chosen.is_some_and(|old| !old.rules.is_empty()),
        faults => faults.to_vec(),
        version => form.rules().seen.unwrap_or(view.state.version),
        preview => preview.map(value),
        found => value(&found),
    };
    ask.page_with(status, "restate/table.html", page)
}

/// A decision as it was typed: seen beforehand, or stored.
pub(crate) async fn decide(ask: Arc<Ask>) -> Outcome {
    let form = typed::Form::sent(&ask)?;
    let view = ask.view()?;
    if ask.form.text("viec") != Some("ghi") {
        let found = thidua_app::restate::preview(view, form.rules());
        let found = found.map_err(|error| ask.fault(error))?;
        let status = match found.faults.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        return table_page(&ask, status, &form, &found.faults, Some(&found));
    }
    let by = ask.live()?.caller("web");
    let done = thidua_app::restate::decide(ask.app(), &by, form.rules()).await;
    let code = ask.part("ma")?;
    answered(
        &ask,
        done,
        &format!(
            "/co-quan/{code}/bang-quy-doi?cu={}&viec=quy-doi",
            form.old()
        ),
        |status, faults| table_page(&ask, status, &form, faults, None),
    )
}

/// From when a new agency's rows count.
pub(crate) async fn declare(ask: Arc<Ask>) -> Outcome {
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let code = ask.part("ma")?;
    let year: Option<i16> = ask.form.read("nam")?;
    let new = NewOpening {
        agency: code.to_owned(),
        year: year.unwrap_or_default(),
        from: text("luy_ke_tu"),
        document: text("van_ban"),
        signer: text("nguoi_ky"),
        signed_on: text("ngay_ky"),
        reason: ask.form.text("ly_do").map(str::to_owned),
        seen: ask.form.read("phien_ban")?,
    };
    let by = ask.live()?.caller("web");
    let done = thidua_app::restate::declare(ask.app(), &by, &new).await;
    let to = format!(
        "/co-quan/{code}/quy-doi?nam={}&thang=12&viec=ky-dau",
        new.year
    );
    answered(&ask, done, &to, |status, faults| {
        shown(&ask, status, faults, Some(&new))
    })
}

/// To the page that says what was stored, or back to the form with everything that is wrong.
fn answered(
    ask: &Ask,
    done: Result<Option<i64>, AppError>,
    to: &str,
    again: impl FnOnce(StatusCode, &[String]) -> Outcome,
) -> Outcome {
    match done {
        Ok(Some(event)) => Ok(redirect(&format!("{to}&da-luu={event}"))),
        Ok(None) => {
            let same = to.rsplit_once("viec=").map_or(to, |(path, _)| path);
            Ok(redirect(&format!("{same}viec=khong-doi")))
        }
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            again(StatusCode::UNPROCESSABLE_ENTITY, &faults)
        }
        Err(AppError::Stale) => {
            let fault = "Người khác vừa sửa nội dung này. Mở lại trang để xem bản mới nhất.";
            again(StatusCode::CONFLICT, &[fault.to_owned()])
        }
        Err(error) => Err(ask.fault(error)),
    }
}
