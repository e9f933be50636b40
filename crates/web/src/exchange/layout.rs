//! Layouts for other systems: seen, tried on the first rows, downloaded, and an office's own put beside them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use minijinja::context;
use thidua_app::AppError;
use thidua_app::exchange::layout::{
    self, AskRows, DOCUMENT_FIELDS, FIGURE_FIELDS, Form, Known, NewLayout, Subject, rows,
};
use thidua_domain::time::{Window, WorkYear};

use super::PERMISSION;
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Rows shown of a layout.
const SHOWN: usize = 10;

const CODE: Param = Param {
    name: "ma",
    kind: "string",
    required: false,
    summary: "Bố cục",
};
const AGENCY: Param = Param {
    name: "co-quan",
    kind: "string",
    required: false,
    summary: "Cơ quan",
};
const YEAR: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
const MONTH: Param = Param {
    name: "thang",
    kind: "integer",
    required: false,
    summary: "Lũy kế đến tháng thứ mấy",
};
const FORM: Param = Param {
    name: "dang",
    kind: "string",
    required: false,
    summary: "Dạng tệp: csv, xlsx hoặc json",
};

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[CODE, AGENCY, YEAR, MONTH];
/// Fields of the file.
pub(crate) const FILE: &[Param] = &[CODE, AGENCY, YEAR, MONTH, FORM];

/// The layouts, and of one the first rows.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new()).await
}

fn wanted(ask: &Ask) -> Result<AskRows, Problem> {
    let view = ask.view()?;
    let own = view.actor.agencies(PERMISSION, ask.today);
    let own = own
        .into_iter()
        .find(|code| view.state.org.find(code).is_some());
    let window = Window::of(ask.today);
    let agency = ask.query.text("co-quan").or(own).unwrap_or_default();
    Ok(AskRows {
        agency: agency.to_owned(),
        year: ask.query.read("nam")?.unwrap_or(WorkYear::of(ask.today).0),
        month: ask.query.read("thang")?.unwrap_or(window.month),
    })
}

async fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let all = layout::list(ask.app(), view)
        .await
        .map_err(|error| ask.fault(error))?;
    let asked = wanted(ask)?;
    let chosen = match ask.query.text("ma") {
        Some(code) => all.iter().find(|known| known.layout.code == code),
        None => None,
    };
    if ask.query.text("ma").is_some() && chosen.is_none() {
        return Err(Problem::NotFound);
    }
    let mut faults = faults;
    let table = match chosen {
        Some(known) => match rows(view, &known.layout, &asked) {
            Ok(table) => Some(table),
            Err(AppError::Refused(reason)) => {
                faults.push(reason);
                None
            }
            Err(error) => return Err(ask.fault(error)),
        },
        None => None,
    };
    let line = |known: &Known| {
        context! {
            code => known.layout.code.as_str(), name => known.layout.name.as_str(),
            said => known.said.as_str(),
            shipped => known.origin.is_none(), form => form(known.layout.form),
            figures => known.layout.subject == Subject::Figures, columns => known.layout.columns.len(),
        }
    };
    let count = table.as_ref().map_or(0, |table| table.rows.len());
    let own = view.actor.agencies(PERMISSION, ask.today);
    let own = own
        .into_iter()
        .filter(|code| view.state.org.find(code).is_some())
        .map(|code| context! { code, name => ask.agency_name(code) })
        .collect::<Vec<_>>();
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let text = ask.form.raw("noi_dung").map(str::to_owned);
    let page = context! {
        layouts => all.iter().map(line).collect::<Vec<_>>(), faults,
        chosen => chosen.map(line), text => text.or(chosen.map(|known| known.text.clone())).unwrap_or_default(),
        table => table.map(|mut table| { table.rows.truncate(SHOWN); value(&table) }), count, shown => SHOWN,
        agencies => super::agencies(ask)?, agency => asked.agency, year => asked.year, month => asked.month,
        months => (1..=12).map(|month| context! { month, chosen => month == asked.month }).collect::<Vec<_>>(),
        own, document => typed("van_ban"), confirmed => typed("nguoi_xac_nhan"),
        document_fields => DOCUMENT_FIELDS, figure_fields => FIGURE_FIELDS,
    };
    ask.page_with(status, "exchange/layouts.html", page)
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Csv => "csv",
        Form::Xlsx => "xlsx",
        Form::Json => "json",
    }
}

/// The rows of a layout as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask
        .query
        .text("ma")
        .ok_or_else(|| Problem::field("ma", "chưa chọn bố cục"));
    let asked = wanted(&ask)?;
    view.permit_agency(PERMISSION, &asked.agency)
        .map_err(|error| ask.fault(error))?;
    let known = layout::find(ask.app(), view, code?)
        .await
        .map_err(|error| ask.fault(error))?;
    let form = match ask.query.text("dang") {
        Some("csv") => Some(Form::Csv),
        Some("xlsx") => Some(Form::Xlsx),
        Some("json") => Some(Form::Json),
        _ => None,
    };
    let table = rows(view, &known.layout, &asked).map_err(|error| ask.fault(error))?;
    let name = match known.layout.subject {
        Subject::Documents => format!("{}-{}", asked.agency, asked.year),
        Subject::Figures => format!("{}-{}-{:02}", asked.agency, asked.year, asked.month),
    };
    let written = layout::write(&known, &table, form, &name).map_err(|error| ask.fault(error))?;
    let mut response = Response::new(Body::from(written.bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(written.media),
    );
    let disposition = format!("attachment; filename=\"{}\"", written.name);
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Problem::Internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// Puts an office's own layout here.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let new = NewLayout {
        agency: text("co_quan"),
        text: ask.form.raw("noi_dung").unwrap_or_default().to_owned(),
        document: text("van_ban"),
        confirmed_by: text("nguoi_xac_nhan"),
    };
    match layout::add(ask.app(), &by, &new).await {
        Ok(code) => Ok(redirect(&format!("/trao-doi/bo-cuc?ma={code}"))),
        Err(AppError::Refused(reason)) => {
            let faults = reason.lines().map(str::to_owned).collect();
            shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}
