//! Forms with a file (`multipart/form-data`), read whole: the route says how large one may be.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use axum::http::{HeaderMap, Request, StatusCode, header};

use crate::fields::Fields;
use crate::problem::Problem;

/// Fields of a form with a file, at most.
const FIELDS: usize = 50;

/// A file as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// Its name, as the sender knows it.
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// Whether a form says that it carries files.
pub(crate) fn is_multipart(kind: &str) -> bool {
    kind.starts_with("multipart/form-data")
}

/// Files of a form, at most.
const FILES: usize = 30;

/// The fields and the files of a form; a file that was not chosen is none.
///
/// # Errors
/// [`Problem::TooLarge`] above `limit`, [`Problem::Form`] where it cannot be read.
pub(crate) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<(Fields, Vec<Upload>), Problem> {
    let mut request = Request::new(body);
    if let Some(kind) = headers.get(header::CONTENT_TYPE) {
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, kind.clone());
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Form)?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut files: Vec<Upload> = Vec::new();
    while let Some(part) = parts
        .next_field()
        .await
        .map_err(|error| problem(error.status()))?
    {
        let name = part.name().unwrap_or_default().to_owned();
        let sent = part.file_name().map(str::to_owned);
        let bytes = part
            .bytes()
            .await
            .map_err(|error| problem(error.status()))?;
        match sent {
            Some(_) if files.len() >= FILES => return Err(Problem::Form),
            Some(sent) if !bytes.is_empty() || !sent.is_empty() => {
                files.push(Upload { name: sent, bytes });
            }
            Some(_) => {}
            None if pairs.len() < FIELDS => {
                pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
            None => return Err(Problem::Form),
        }
    }
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    Ok((Fields::from_pairs(pairs), files))
}

fn problem(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Form,
    }
}
