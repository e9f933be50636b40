//! A bundle as a download: an archive is sent while it is written, a workbook once it is whole.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use futures_core::Stream;
use thidua_app::AppError;
use thidua_app::exchange::{AskExport, Exported, To, export};
use tokio::sync::mpsc::{self, Receiver};

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;

/// Pieces on their way: more would be held where the reader is slow.
const PIECES: usize = 4;
const ZIP: &str = "application/zip";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes a bundle and sends it.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let wanted = AskExport {
        agency: ask.form.required("co_quan")?.to_owned(),
        from: ask
            .form
            .read("tu")?
            .ok_or_else(|| Problem::field("tu", "chưa điền"))?,
        to: ask
            .form
            .read("den")?
            .ok_or_else(|| Problem::field("den", "chưa điền"))?,
        drafts: ask.form.text("kem").is_some(),
    };
    let number = ask.form.text("so").map(str::to_owned);
    let book = ask.form.text("dang") == Some("xlsx");
    let answer = match book {
        true => workbook(&ask, &wanted, number).await,
        false => archive(&ask, &wanted, number).await,
    };
    match answer {
        Err(AppError::Refused(reason)) => {
            super::shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, vec![reason]).await
        }
        Err(error) => Err(ask.fault(error)),
        Ok(response) => Ok(response),
    }
}

async fn workbook(
    ask: &Ask,
    wanted: &AskExport,
    number: Option<String>,
) -> Result<Response<Body>, AppError> {
    let by = caller(ask)?;
    let exported = export(ask.app(), &by, wanted, number.as_deref(), To::Book).await?;
    let bytes = exported.book.unwrap_or_default();
    Ok(file(
        Body::from(bytes),
        &format!("{}.xlsx", wanted.name()),
        XLSX,
    ))
}

fn caller(ask: &Ask) -> Result<thidua_app::access::Caller, AppError> {
    let live = ask.live().map_err(|_| AppError::Forbidden)?;
    Ok(live.caller("web"))
}

/// Sends an archive while it is written: what goes wrong before the first piece is told as a page.
async fn archive(
    ask: &Ask,
    wanted: &AskExport,
    number: Option<String>,
) -> Result<Response<Body>, AppError> {
    let (sender, mut pieces) = mpsc::channel::<Vec<u8>>(PIECES);
    let failed = Arc::new(AtomicBool::new(false));
    let task = {
        let (app, by) = (Arc::clone(&ask.web.app), caller(ask)?);
        let (wanted, failed, id) = (wanted.clone(), Arc::clone(&failed), ask.id.clone());
        tokio::spawn(async move {
            let sent = export(&app, &by, &wanted, number.as_deref(), To::Zip(sender)).await;
            if let Err(error) = &sent {
                failed.store(true, Ordering::SeqCst);
                tracing::warn!(code = "WEB_EXPORT", request = %id, %error);
            }
            sent
        })
    };
    let Some(first) = pieces.recv().await else {
        return ended(task.await);
    };
    let body = Pieces {
        first: Some(first),
        rest: pieces,
        failed,
    };
    let body = Body::from_stream(body);
    Ok(file(body, &format!("{}.zip", wanted.name()), ZIP))
}

/// What ended before anything was sent.
fn ended(
    task: Result<Result<Exported, AppError>, tokio::task::JoinError>,
) -> Result<Response<Body>, AppError> {
    let ended = task.map_err(|error| AppError::Machine(error.to_string()))?;
    ended?;
    Err(AppError::Machine("an archive without bytes".to_owned()))
}

fn file(body: Body, name: &str, kind: &'static str) -> Response<Body> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = format!("attachment; filename=\"thi-dua-{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The pieces of an archive; where the writing fails on the way the transfer fails too, so that nobody takes half of
/// it for the whole.
struct Pieces {
    first: Option<Vec<u8>>,
    rest: Receiver<Vec<u8>>,
    failed: Arc<AtomicBool>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Bytes::from(first))));
        }
        match self.rest.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(piece)) => Poll::Ready(Some(Ok(Bytes::from(piece)))),
            Poll::Ready(None) if self.failed.swap(false, Ordering::SeqCst) => {
                Poll::Ready(Some(Err(std::io::Error::other("the export failed"))))
            }
            Poll::Ready(None) => Poll::Ready(None),
        }
    }
}
