//! What is doubtful in what was just stored: it was not refused, so the form that told it is gone. The audit
//! trail keeps it with the event, and the page after the save tells it once more.

use serde::{Deserialize, Serialize};
use thidua_domain::access::Actor;
use thidua_store::audit;

use super::kind;
use crate::{App, AppError};

/// Told at most; more is the work of a bundle's own report.
const MOST: usize = 12;

/// One doubt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What the column is called on forms; empty where the row as a whole is meant.
    pub label: String,
    /// The text as written.
    pub value: String,
    /// What looks wrong.
    pub reason: String,
    /// What would put it right.
    pub cure: String,
}

/// As much of an event's payload as is read here.
#[derive(Deserialize)]
struct Payload {
    #[serde(default)]
    faults: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    sheet: String,
    column: String,
    value: String,
    reason: String,
    cure: String,
}

/// The doubts about what the actor stored on a form; nothing of others' events, and nothing of other commands.
pub async fn doubts(app: &App, actor: &Actor, event: i64) -> Result<Vec<Doubt>, AppError> {
    let snapshot = app.db().read().await?;
    let own = audit::event(&snapshot, event)
        .await?
        .filter(|event| event.actor == actor.user && event.command.starts_with("record."));
    if own.is_none() {
        return Ok(Vec::new());
    }
    let payload = audit::payload(&snapshot, event).await?;
    drop(snapshot);
    let read = payload.and_then(|text| serde_json::from_str::<Payload>(text.as_str()).ok());
    let told = read.map(|payload| payload.faults).unwrap_or_default();
    Ok(told.into_iter().take(MOST).map(doubt).collect())
}

/// In the words of forms: files and codes are not what somebody has before them who typed into one.
fn doubt(told: Told) -> Doubt {
    let def = kind::kind(&told.sheet).map(|kind| kind.def);
    let mut columns = def.into_iter().flat_map(|def| def.columns);
    let column = columns.find(|column| column.heading == told.column);
    let cure = told
        .cure
        .replace(
            "Khai văn bản ở trang «van-ban» rồi ghi mã của văn bản vào cột này.",
            "Thêm văn bản ấy ở mục «Văn bản», rồi sửa lại ô này và chọn văn bản.",
        )
        .replace("sửa trong tệp rồi nạp lại", "sửa lại ô này");
    Doubt {
        label: column
            .map_or(told.column.as_str(), |column| column.label)
            .to_owned(),
        value: told.value,
        reason: told.reason,
        cure,
    }
}
