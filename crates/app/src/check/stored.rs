//! What the database itself says: damage, and breaks in the audit chain.

use thidua_store::audit::{self, Fault};
use thidua_store::integrity::{self, Damage};
use thidua_store::{Snapshot, StoreError};

use super::Finding;
use crate::attachment;

pub(super) async fn damages<S: Snapshot>(snapshot: &S) -> Result<Vec<Finding>, StoreError> {
    let found = integrity::check(snapshot).await?;
    let mut findings: Vec<Finding> = found.into_iter().map(damage).collect();
    for (name, address) in attachment::missing(snapshot).await? {
        findings.push(Finding {
            kind: "database",
            subject: format!("file {address}"),
            reason: format!("Tệp đính kèm «{name}» không còn nội dung."),
        });
    }
    Ok(findings)
}

fn damage(damage: Damage) -> Finding {
    let (subject, reason) = match damage {
        Damage::Engine(said) => (
            said,
            "Cơ sở dữ liệu tự kiểm tra thấy hỏng. Khôi phục từ bản sao lưu gần nhất.".to_owned(),
        ),
        Damage::Record(id) => (
            format!("record {id}"),
            "Một dòng dữ liệu không trỏ đúng bản mới nhất của nó.".to_owned(),
        ),
        Damage::Sheet(id) => (
            format!("figure_sheet {id}"),
            "Một bảng số liệu không trỏ đúng bản mới nhất hoặc bản được duyệt của nó.".to_owned(),
        ),
        Damage::File(address) => (
            format!("file {address}"),
            "Nội dung một tệp đính kèm không còn đúng như khi lưu.".to_owned(),
        ),
        Damage::Orphan(address) => (
            format!("file {address}"),
            "Có phần của một tệp đính kèm mà không còn tệp.".to_owned(),
        ),
    };
    Finding {
        kind: "database",
        subject,
        reason,
    }
}

pub(super) async fn chain<S: Snapshot>(snapshot: &S) -> Result<Vec<Finding>, StoreError> {
    let found = audit::verify(snapshot).await?;
    let finding = |found: audit::Finding| Finding {
        kind: "audit",
        subject: format!("event {}", found.number),
        reason: format!(
            "Nhật ký hệ thống, việc số {}: {}",
            found.number,
            broken(found.fault)
        ),
    };
    Ok(found.into_iter().map(finding).collect())
}

/// What is wrong with an event of the chain, in words.
pub(crate) fn broken(fault: Fault) -> &'static str {
    match fault {
        Fault::Altered => "nội dung đã bị sửa sau khi ghi.",
        Fault::Missing => "không còn trong nhật ký.",
        Fault::Unlinked => "không nối với việc trước: thứ tự bị đổi hoặc có việc bị chèn.",
        Fault::PayloadAltered => "nội dung chi tiết đã bị sửa.",
        Fault::PayloadMissing => "mất nội dung chi tiết mà không có lệnh xóa.",
        Fault::Head => "việc mới nhất không phải việc mà nhật ký ghi nhận.",
        Fault::CutOff => "phần cuối nhật ký đã bị cắt.",
    }
}
