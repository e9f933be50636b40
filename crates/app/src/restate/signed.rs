//! Paper, signer and day: what makes a draft count.

use thidua_domain::bundle::{SheetDef, Values};
use thidua_domain::text;
use thidua_domain::time::PartialDate;
use thidua_store::records;

use crate::state::View;
use crate::{App, AppError, State};

/// Longest text of a field.
pub(super) const LONGEST: usize = 500;

/// Tells who saw the page at version `seen` that another has stored or taken away since a record with these cells.
pub(super) async fn unchanged(
    app: &App,
    sheet: &SheetDef,
    seen: Option<i64>,
    cells: &[(&str, &str)],
) -> Result<(), AppError> {
    let Some(seen) = seen else {
        return Ok(());
    };
    let snapshot = app.db().read().await?;
    let later = records::all(&snapshot, Some(sheet.name)).await?;
    let mut later = later.iter().filter(|record| record.event > seen);
    let moved = later.any(|record| {
        let row = Values::from_canonical(record.content.as_str());
        row.is_none_or(|row| cells.iter().all(|(id, cell)| row.get(id) == Some(*cell)))
    });
    match moved {
        true => Err(AppError::Stale),
        false => Ok(()),
    }
}

/// A day as forms write it.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text.trim()).ok()
}

/// Paper, signer and day of signing into a row; whether all three are told. Some without the others is a fault only
/// where one of them cannot be read: an unsigned decision is a draft.
pub(super) fn signature(
    view: &View,
    [document, signer, signed_on]: [&str; 3],
    row: &mut Values,
    faults: &mut Vec<String>,
) -> bool {
    let document = paper(&view.state, document);
    let signer = text::clean(signer);
    for (id, text) in [("van_ban", &document), ("nguoi_ky", &signer)] {
        if text.chars().count() > LONGEST {
            faults.push(format!("Văn bản, người ký dài nhất {LONGEST} ký tự."));
        } else if !text.is_empty() {
            row.set(id, text);
        }
    }
    let written = signed_on.trim();
    let day = date(written);
    match day {
        Some(day) if day.exact().is_some_and(|day| day > view.today) => {
            faults.push("Ngày ký ở sau hôm nay.".to_owned());
        }
        Some(day) => row.set("ngay_ky", day.to_string()),
        None if written.is_empty() => {}
        None => faults.push(format!(
            "Ngày ký: không đọc được ngày «{written}»; viết như 05/07/2025."
        )),
    }
    !document.is_empty() && !signer.is_empty() && day.is_some()
}

/// A paper by its code where its symbol names one, else as written.
pub(super) fn paper(state: &State, written: &str) -> String {
    let written = text::clean(written);
    if state.documents.contains_key(&written) {
        return written;
    }
    let mut named = state
        .documents
        .values()
        .filter(|document| document.symbol.as_deref() == Some(written.as_str()));
    match (named.next(), named.next()) {
        (Some(document), None) => document.code.clone(),
        _ => written,
    }
}
