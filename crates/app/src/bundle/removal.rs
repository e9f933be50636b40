//! Records to be taken away: only where nothing refers to them. What is taken away with them, or told anew, counts as
//! it will stand: an undo takes back a person together with the answer that named that person.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Fault, Place, Severity, SheetDef, Values};
use thidua_domain::conduct::is_guarded;
use thidua_store::{Snapshot, StoreError, records};

use super::merge::Plan;
use super::{RECORD_SHEETS, refers};

/// A fault for every record to be taken away to which something else refers, with what does.
pub(super) async fn unreferred<S: Snapshot>(
    tx: &S,
    plans: &BTreeMap<&'static str, Plan>,
    faults: &mut Vec<Fault>,
) -> Result<(), StoreError> {
    for (name, plan) in plans {
        let def = RECORD_SHEETS.iter().find(|def| def.name == *name);
        let Some(def) = def else { continue };
        for values in &plan.removed {
            // Other rows of the code keep it: a person's other posts, an agency's other names.
            let Some(code) = values.get("ma") else {
                continue;
            };
            if plan.rows.values().any(|row| row.get("ma") == Some(code)) {
                continue;
            }
            faults.extend(referred(tx, def, (code, values), plans).await?);
        }
    }
    Ok(())
}

async fn referred<S: Snapshot>(
    tx: &S,
    def: &SheetDef,
    (code, values): (&str, &Values),
    plans: &BTreeMap<&'static str, Plan>,
) -> Result<Option<Fault>, StoreError> {
    let found = records::mentioning(tx, code).await?;
    let mut by_sheet: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, content) in &found.records {
        let Some(other) = RECORD_SHEETS.iter().find(|other| other.name == kind) else {
            continue;
        };
        let row = Values::from_canonical(content.as_str());
        let row = row.filter(|row| row != values);
        let row = row.and_then(|row| after(plans.get(other.name), other, row));
        if row.is_some_and(|row| names(other, &row, code)) {
            // Who takes a person away need not be one who may read of discipline.
            let title = if is_guarded(other.name) {
                "Nội dung khác"
            } else {
                other.title
            };
            *by_sheet.entry(title).or_default() += 1;
        }
    }
    let own = matches!(
        def.name,
        "co-quan" | "nhan-su" | "cum-khoi" | "van-ban" | "phong-trao"
    );
    for (what, count) in [
        ("Số liệu thi hành án", found.sheets),
        ("Người dùng", found.accounts),
    ] {
        if own && count > 0 {
            by_sheet.insert(what, count);
        }
    }
    if by_sheet.is_empty() {
        return Ok(None);
    }
    let told: Vec<String> = by_sheet
        .iter()
        .map(|(title, count)| format!("{title}: {count}"))
        .collect();
    let place = Place {
        sheet: def.name,
        row: 0,
    };
    Ok(Some(place.fault(
        Severity::Error,
        "",
        code,
        format!("Còn nội dung khác dẫn đến ({}).", told.join("; ")),
        "Sửa hoặc gỡ những nội dung ấy trước; nếu chỉ sai thông tin, dùng «Sửa» thay cho gỡ bỏ.",
    )))
}

/// A stored row as it will stand; `None`: it is taken away too.
fn after(plan: Option<&Plan>, def: &SheetDef, row: Values) -> Option<Values> {
    let Some(plan) = plan else { return Some(row) };
    if plan.removed.contains(&row) {
        return None;
    }
    let told = plan.rows.get(&row.key(def)).cloned();
    Some(told.unwrap_or(row))
}

/// Whether a column of the row that refers to something names the code.
fn names(def: &SheetDef, row: &Values, code: &str) -> bool {
    def.columns.iter().any(|column| {
        let papers = column.heading.starts_with("Văn bản") || column.id == "so_quyet_dinh";
        let refers = refers(def.name, column.id).is_some() || papers;
        let refers = refers || matches!(column.id, "nguon" | "noi_ve");
        let text = row.get(column.id).filter(|_| refers).unwrap_or_default();
        let mut parts = text.split([';', '\n']).map(str::trim);
        parts.any(|part| part.split(['/', ':']).next() == Some(code) || part == code)
    })
}
