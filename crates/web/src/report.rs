//! Papers to keep: the sheet of figures and the annual report, as Word, PDF or Excel.

use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use thidua_app::AppError;
use thidua_app::report::{self, AskAnnual, AskFigures, Issue, Printed, What};
use tokio::sync::Semaphore;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::window;

pub(crate) use thidua_app::report::PERMISSION;

/// Fields of a download.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "nam",
        kind: "integer",
        required: false,
        summary: "Năm công tác",
    },
    Param {
        name: "thang",
        kind: "integer",
        required: false,
        summary: "Lũy kế đến tháng thứ mấy",
    },
    Param {
        name: "pham-vi",
        kind: "string",
        required: false,
        summary: "Phạm vi số liệu",
    },
    Param {
        name: "dang",
        kind: "string",
        required: false,
        summary: "Dạng tệp: docx, pdf hoặc xlsx",
    },
];

/// Papers written at once: each takes a core.
static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// The sheet of figures of a window.
pub(crate) async fn figures(ask: Arc<Ask>) -> Outcome {
    let choice = window::of_page(&ask, ask.part("ma")?)?;
    let wanted = AskFigures {
        agency: choice.ask.agency,
        year: choice.ask.year,
        month: choice.ask.month,
        scope: choice.ask.scope,
        issue: Issue::default(),
    };
    file(&ask, What::Figures(wanted)).await
}

/// The report of a year, or of its first months.
pub(crate) async fn annual(ask: Arc<Ask>) -> Outcome {
    let choice = window::of_page(&ask, ask.part("ma")?)?;
    let wanted = AskAnnual {
        agency: choice.ask.agency,
        year: choice.ask.year,
        month: Some(choice.ask.month).filter(|month| *month < 12),
        scope: choice.ask.scope,
        issue: Issue::default(),
    };
    file(&ask, What::AnnualReport(wanted)).await
}

/// Prints a paper in the form the query names.
pub(crate) async fn file(ask: &Ask, what: What) -> Outcome {
    let ending = ask.query.text("dang").unwrap_or("docx");
    let form = report::form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let view = ask.view()?.clone();
    download(in_turn(ask, move || report::print(&view, &what, form)).await?)
}

/// Does long work off the threads that serve requests, no more at once than there are cores.
pub(crate) async fn in_turn<T: Send + 'static>(
    ask: &Ask,
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, Problem> {
    let turn = TURNS.acquire().await.map_err(|_| Problem::Unavailable)?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(turn);
    let done = done.map_err(|error| {
        tracing::error!(code = "WEB_PRINT", request = %ask.id, %error);
        Problem::Internal
    })?;
    done.map_err(|error| ask.fault(error))
}

/// A file to keep, never shown inside the site.
pub(crate) fn download(printed: Printed) -> Result<Response<Body>, Problem> {
    // Names are made of codes and years; what is not plain ASCII could only break the header.
    let plain = |c: &char| c.is_ascii_alphanumeric() || "._-".contains(*c);
    let name: String = printed.name.chars().filter(plain).collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let mut response = Response::new(Body::from(printed.bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(printed.media_type),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition.map_err(|_| Problem::Internal)?,
    );
    Ok(response)
}
