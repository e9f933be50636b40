//! The fields of the form of a change.

use std::collections::{BTreeMap, BTreeSet};

use thidua_app::law::rules::{TypedChange, TypedEdit};
use thidua_domain::law::change::Field;

use crate::ask::Ask;
use crate::fields::Fields;

/// Rows for further conditions in the form.
pub(super) const MORE: usize = 2;

/// What the address of the form names.
pub(super) fn asked(ask: &Ask) -> TypedChange {
    let text = |name: &str| ask.query.text(name).unwrap_or_default().to_owned();
    TypedChange {
        act: text("viec"),
        about: text("loai"),
        of: text("muc"),
        regime: text("giai-doan"),
        from: text("ngay"),
        ..TypedChange::default()
    }
}

/// What was typed.
pub(super) fn typed(form: &Fields) -> TypedChange {
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let fields = Field::ALL.iter().filter_map(|(_, column)| {
        let told = form.raw(column)?;
        Some(((*column).to_owned(), told.to_owned()))
    });
    TypedChange {
        act: text("viec_de_xuat"),
        about: text("loai"),
        of: text("muc"),
        regime: text("giai_doan"),
        from: text("tu_ngay"),
        fields: fields.collect(),
        edits: edits(form),
        compared_by: text("nguoi_doi_chieu"),
        compared_at: text("ngay_doi_chieu"),
        original: text("ban_goc"),
        page: text("trang"),
        reason: text("ly_do"),
        document: text("van_ban"),
    }
}

fn edits(form: &Fields) -> Vec<TypedEdit> {
    let text = |name: String| form.text(&name).unwrap_or_default().to_owned();
    let told = form
        .pairs()
        .filter_map(|(name, _)| name.strip_prefix("lam."));
    let conditions: BTreeSet<&str> = told.collect();
    let mut edits: Vec<TypedEdit> = conditions
        .into_iter()
        .map(|id| TypedEdit {
            what: text(format!("lam.{id}")),
            condition: id.to_owned(),
            under: String::new(),
            text: text(format!("loi.{id}")),
            asks: String::new(),
            cites: text(format!("dk.{id}")),
            confidence: text(format!("muc.{id}")),
            numbers: numbers(form, id),
        })
        .collect();
    for at in 1..=MORE {
        edits.push(TypedEdit {
            what: "them".to_owned(),
            condition: text(format!("them.{at}")),
            under: text(format!("them.{at}.trong")),
            ..TypedEdit::default()
        });
        edits.push(TypedEdit {
            what: "them_moi".to_owned(),
            under: text(format!("moi.{at}.trong")),
            text: text(format!("moi.{at}.loi")),
            asks: text(format!("moi.{at}.xem")),
            cites: text(format!("moi.{at}.dk")),
            confidence: text(format!("moi.{at}.muc")),
            ..TypedEdit::default()
        });
    }
    edits
}

fn numbers(form: &Fields, id: &str) -> BTreeMap<String, String> {
    let prefix = format!("so.{id}.");
    let told = form.pairs().filter_map(|(name, number)| {
        let key = name.strip_prefix(&prefix)?;
        (!key.contains('.')).then(|| (key.to_owned(), number.trim().to_owned()))
    });
    told.collect()
}
