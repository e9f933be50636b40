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
const KINDS: [(&str, &str); 5] = [
    ("database", "Cơ sở dữ liệu"),
    ("audit", "Nhật ký hệ thống"),
    ("rulebook", "Danh mục, quy định kèm theo chương trình"),
    ("law", "Quy định khen thưởng"),
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
    let mut notes = Vec::new();
    match meant {
        Ok((found, noted)) => {
            findings.extend(found);
            notes = noted;
        }
        Err(AppError::Store(error)) => findings.push(damaged(&error)),
        Err(other) => return Err(other.into()),
    }
    Ok(Ok(Report {
        notes,
        ..Report::from(findings)
    }))
}

async fn meaning(db: Db) -> Result<(Vec<Finding>, Vec<Finding>), AppError> {
    let app = App::open(
        db,
        std::sync::Arc::new(SystemClock),
        std::sync::Arc::new(SystemEntropy),
    )
    .await?;
    let view = app.view(&Caller::console().actor).await?;
    let found = check::meaning(&app, &view).await?;
    Ok((found, check::notes(&view)?))
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
    let mut text = String::new();
    if report.ok {
        text.push_str("Đã soát cơ sở dữ liệu, nhật ký hệ thống, danh mục, quy định khen thưởng và số liệu: không thấy điều gì sai.\n");
        noted(report, &mut text);
        return text;
    }
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
    noted(report, &mut text);
    text
}

/// Rules without article or confirmation: how many, and those without an article by name. All of them are in `--json`.
fn noted(report: &Report, text: &mut String) {
    let of = |kind: &str| -> Vec<&Finding> {
        let notes = report.notes.iter();
        notes.filter(|note| note.kind == kind).collect()
    };
    let (law, limits) = (of("law"), of("rulebook"));
    if !law.is_empty() {
        let (all, mut bare) = (law.len(), law);
        bare.retain(|note| note.reason.contains("chưa ghi căn cứ"));
        let _ = writeln!(
            text,
            "\nQuy định khen thưởng: {all} nội dung chưa có người đối chiếu với bản gốc, trong đó {} chưa ghi căn cứ (xem đầy đủ bằng --json).",
            bare.len()
        );
        for note in bare {
            let _ = writeln!(text, "  - {}", note.reason);
        }
    }
    if !limits.is_empty() {
        let _ = writeln!(
            text,
            "\nNgưỡng do phần mềm đặt: {} nội dung chưa có cơ quan xác nhận (xem đầy đủ bằng --json).",
            limits.len()
        );
    }
}
