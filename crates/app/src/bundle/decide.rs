//! One row beside the stored one of its key: what stands then, and the words where they disagree.

use thidua_domain::bundle::{Disagreement, Fault, Merge, Place, Severity, SheetDef, Values, merge};
use thidua_store::records::{Origin, StoredRecord};

use super::merge::{Terms, no_reason};
use super::outcome::Outcome;
use super::read::{Row, Sheet};
use super::whence;

/// What a row beside its stored one comes to.
pub(super) enum Decided {
    /// What is stored stays; what the row comes to besides.
    Stands(Outcome),
    /// The row as it will stand.
    Changes(Values, Outcome),
}

/// What a row that contradicts the stored one would still fill, were what it contradicts left out.
fn besides(def: &SheetDef, before: &Values, told: &Values, other: &[Disagreement]) -> Outcome {
    let mut rest = Values::default();
    let agreed = |id: &str| other.iter().all(|other| other.column.id != id);
    for (id, text) in told.iter().filter(|(id, _)| agreed(id)) {
        rest.set(id, text);
    }
    match merge(def, before, &rest) {
        Merge::Filled(_) => Outcome::Filled,
        _ => Outcome::Same,
    }
}

/// The row as it will stand, where something changes.
pub(super) fn decide(
    sheet: &Sheet,
    before: &Values,
    record: &StoredRecord,
    row: &Row,
    terms: Terms<'_>,
    faults: &mut Vec<Fault>,
) -> Decided {
    let place = Place {
        sheet: sheet.def.name,
        row: row.number,
    };
    if terms.options.replace {
        let differs = |(id, text): (&str, &str)| row.values.get(id) != Some(text);
        let changed = before.iter().any(differs);
        if changed && !terms.revise {
            faults.push(no_reason(place));
            return Decided::Stands(Outcome::Same);
        }
        let values = || row.values.clone();
        return match (*before == row.values, changed) {
            (true, _) => Decided::Stands(Outcome::Same),
            (false, true) => Decided::Changes(values(), Outcome::Revised),
            (false, false) => Decided::Changes(values(), Outcome::Filled),
        };
    }
    let disagreements = match merge(sheet.def, before, &row.values) {
        Merge::Same => return Decided::Stands(Outcome::Same),
        Merge::Filled(values) => return Decided::Changes(values, Outcome::Filled),
        Merge::Conflict { revised, .. } if terms.revise => {
            return Decided::Changes(revised, Outcome::Revised);
        }
        Merge::Conflict { disagreements, .. } => disagreements,
    };
    let outcome = besides(sheet.def, before, &row.values, &disagreements);
    let sources = |values: &Values| {
        let told = values.get("nguon")?;
        Some(told.lines().collect::<Vec<_>>().join("; "))
    };
    let from = |origin: &Origin| {
        let file = origin.file.as_deref()?;
        let tab = origin
            .sheet
            .as_deref()
            .filter(|name| *name != sheet.def.name);
        Some(whence::words(
            file,
            tab,
            origin.line.filter(|_| tab.is_some()),
            None,
        ))
    };
    let stored_from = sources(before)
        .or_else(|| from(&record.origin))
        .unwrap_or_else(|| "dữ liệu đã lưu".to_owned());
    let new_from = sources(&row.values).unwrap_or_else(|| whence::file_words(terms.bundle));
    for other in disagreements {
        faults.push(place.fault(
            Severity::Error,
            other.column.heading,
            other.incoming,
            format!(
                "Khác với nội dung đã lưu: «{}» (theo {stored_from}); dòng này theo {new_from}.",
                other.stored
            ),
            "Kiểm tra lại; nếu dòng mới đúng, nạp lại với lý do sửa đổi (--revise \"lý do\").",
        ));
    }
    Decided::Stands(outcome)
}
