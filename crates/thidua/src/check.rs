//! `check`: what is wrong, by kind; a database that cannot even be opened is a finding too.

use std::fmt::Write as _;

use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::check::{self, Finding, Report};
use thidua_app::{App, SystemClock, SystemEntropy};
use thidua_store::{Db, StoreError};

use crate::out::Out;
use crate::refusal::{self, Refusal};

/// The kinds of findings, in the order they are told.
const KINDS: [(&str, &str); 4] = [
    ("database", "Cơ sở dữ liệu"),
    ("audit", "Nhật ký hệ thống"),
    ("rulebook", "Danh mục, quy định kèm theo chương trình"),
    ("figures", "Số liệu cần giải trình"),
];

/// Checks everything and ends with status 1 where anything is wrong.
pub(crate) async fn run(address: &str, out: Out) -> Result<(), Refusal> {
    let report = match examine(address).await? {
        Ok(report) => report,
        Err(damage) => Report::from(vec![damage]),
    };
    out.answer(&report, || text(&report))?;
    if report.ok {
        Ok(())
    } else {
        Err(Refusal::Answered)
    }
}

/// The report, or the one finding that keeps the database from being looked at.
async fn examine(address: &str) -> Result<Result<Report, Finding>, Refusal> {
    let db = crate::db::existing(address).await;
    let db = match db {
        Ok(db) => db,
        Err(Refusal::Told(reason)) => return Ok(Err(unusable(reason))),
        Err(other) => return Err(other),
    };
    if let Err(error) = db.check_schema().await {
        return Ok(Err(damaged(&error)));
    }
    let mut findings = match check::storage(&db).await {
        Ok(findings) => findings,
        Err(AppError::Store(error)) => return Ok(Err(damaged(&error))),
        Err(other) => return Err(other.into()),
    };
    let meant = meaning(db.clone()).await;
    db.close().await?;
    match meant {
        Ok(found) => findings.extend(found),
        Err(AppError::Store(error)) => findings.push(damaged(&error)),
        Err(other) => return Err(other.into()),
    }
    Ok(Ok(Report::from(findings)))
}

async fn meaning(db: Db) -> Result<Vec<Finding>, AppError> {
    let app = App::open(
        db,
        std::sync::Arc::new(SystemClock),
        std::sync::Arc::new(SystemEntropy),
    )
    .await?;
    let view = app.view(&Caller::console().actor).await?;
    check::meaning(&app, &view).await
}

fn damaged(error: &StoreError) -> Finding {
    tracing::error!(code = error.code(), %error);
    unusable(refusal::store(error))
}

fn unusable(reason: String) -> Finding {
    Finding {
        kind: "database",
        subject: "database".to_owned(),
        reason,
    }
}

fn text(report: &Report) -> String {
    if report.ok {
        return "Đã soát cơ sở dữ liệu, nhật ký hệ thống, danh mục và số liệu: không thấy điều gì sai.\n".to_owned();
    }
    let mut text = String::new();
    for (kind, heading) in KINDS {
        let found: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .collect();
        if found.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{heading} ({}):", found.len());
        for finding in found {
            let _ = writeln!(text, "  - {}", finding.reason);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "Có {} điều cần xem lại.", report.findings.len());
    text
}
