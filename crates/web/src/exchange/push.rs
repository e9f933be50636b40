//! `POST /api/v1/bundle`: rows pushed by a program, as JSON, as an archive or a workbook.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::Value;
use thidua_app::AppError;
use thidua_app::bundle::{self, Bundle};
use thidua_app::exchange::body;
use thidua_app::exchange::push::{self, AskPush, Outcome as Ended, Pushed};

use crate::ask::{Ask, with_type};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

/// Fields of the address; of a form with a file its own fields go before them.
pub(crate) const API: &[Param] = &[
    Param {
        name: "dry_run",
        kind: "integer",
        required: false,
        summary: "1: chỉ kiểm tra, không lưu",
    },
    Param {
        name: "send",
        kind: "integer",
        required: false,
        summary: "1: gửi duyệt luôn các kỳ số liệu vừa gửi lên",
    },
    Param {
        name: "reason",
        kind: "string",
        required: false,
        summary: "Lý do sửa đổi: dòng khác với dữ liệu đã lưu được ghi thành bản mới",
    },
];

/// Takes what a program pushes.
pub(crate) async fn push(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("api");
    let wanted = asked(&ask).await?;
    let ended = push::push(ask.app(), &by, &wanted)
        .await
        .map_err(|error| ask.fault(error))?;
    match ended {
        Ended::OtherRequest => Err(Problem::Conflict(
            "Idempotency-Key này đã dùng cho một yêu cầu khác. Mỗi yêu cầu một khóa.".to_owned(),
        )),
        Ended::Answer(pushed) => {
            let status = match pushed.refused {
                true => StatusCode::UNPROCESSABLE_ENTITY,
                false => StatusCode::OK,
            };
            answer(status, &pushed)
        }
    }
}

fn answer(status: StatusCode, pushed: &Pushed) -> Outcome {
    let text = serde_json::to_string(pushed).map_err(|_| Problem::Internal)?;
    Ok(with_type(status, "application/json", text))
}

async fn asked(ask: &Ask) -> Result<AskPush, Problem> {
    let sent = &ask.sent;
    let told = |name: &str| {
        let field = ask.form.text(name).or(ask.query.text(name));
        field.map(str::to_owned)
    };
    let mut wanted = AskPush {
        dry_run: told("dry_run").is_some_and(|text| is_yes(&text)),
        send: told("send").is_some_and(|text| is_yes(&text)),
        reason: told("reason"),
        key: sent.once.clone(),
        form: "api",
        ..AskPush::default()
    };
    if sent.kind.starts_with("application/json") {
        let body: Value = serde_json::from_slice(&sent.bytes).map_err(|error| {
            Problem::Refused(format!(
                "Không đọc được JSON (dòng {}, cột {}).",
                error.line(),
                error.column()
            ))
        })?;
        json(&mut wanted, &body).map_err(|error| ask.fault(error))?;
        wanted.hash = hash(&sent.bytes);
        return Ok(wanted);
    }
    let (name, bytes) = match ask.uploads.as_slice() {
        [file] => (file.name.clone(), file.bytes.to_vec()),
        [] if !sent.bytes.is_empty() => ("bo-du-lieu.zip".to_owned(), sent.bytes.to_vec()),
        [] => {
            return Err(Problem::Refused(
                "Gửi JSON, hoặc một tệp .zip, .xlsx, .csv.".to_owned(),
            ));
        }
        _ => return Err(Problem::Refused("Mỗi lần gửi một tệp.".to_owned())),
    };
    wanted.hash = hash(&bytes);
    wanted.form = if name.to_lowercase().ends_with(".xlsx") {
        "xlsx"
    } else {
        "zip"
    };
    let read = tokio::task::spawn_blocking(move || bundle::from_bytes(&name, &bytes)).await;
    let read = read.map_err(|_| Problem::Internal)?;
    wanted.bundle = read.map_err(|error| ask.fault(error))?;
    Ok(wanted)
}

fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true")
}

fn json(wanted: &mut AskPush, body: &Value) -> Result<(), AppError> {
    let yes = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    wanted.dry_run |= yes("dry_run");
    wanted.send |= yes("send");
    wanted.reason = text("reason").or(wanted.reason.take());
    wanted.bundle = Bundle {
        name: push::named(text("name").as_deref()),
        sheets: body::sheets(body)?,
        ..Bundle::default()
    };
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
