//! Discipline and what keeps somebody from being considered: read only by whom the permission of its own
//! reaches, and by each person of the own file (decision 0016). Every reader of these rows comes through here.

pub mod list;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::{SheetDef, Values};
use thidua_domain::conduct::{Blocker, Discipline, Standing, is_guarded};

use crate::AppError;
use crate::state::View;

/// What reading these rows asks for.
pub const PERMISSION: Permission = Permission::ViewConduct;

/// Whether the actor may read what is stored of a person or collective.
pub fn sees(view: &View, subject: &str) -> bool {
    if view.state.people.contains_key(subject) {
        return view.permit_person(PERMISSION, subject).is_ok();
    }
    view.permit_agency(PERMISSION, subject).is_ok()
}

/// Whether the actor may read such rows of anybody but himself.
pub fn reads(view: &View) -> bool {
    view.permit(PERMISSION, Target::Any).is_ok()
}

/// Whom a row of a guarded sheet is about.
pub(crate) fn subject<'a>(sheet: &str, row: &'a Values) -> Option<&'a str> {
    row.get(match sheet {
        "ky-luat" => "ma_ca_nhan",
        _ => "ma_doi_tuong",
    })
}

/// Whether the actor may read a row of a sheet, as far as the sheet is guarded; others are not decided here.
pub(crate) fn opens(view: &View, sheet: &str, row: &Values) -> bool {
    !is_guarded(sheet) || subject(sheet, row).is_some_and(|code| sees(view, code))
}

/// Refuses rows of a guarded sheet from whoever may not read them: what cannot be read cannot be written.
pub(crate) fn permit_rows<'a>(
    view: &View,
    def: &SheetDef,
    rows: impl Iterator<Item = &'a Values>,
) -> Result<(), AppError> {
    if !is_guarded(def.name) {
        return Ok(());
    }
    if !reads(view) {
        return Err(AppError::refused(format!(
            "Trang «{}» chỉ người có quyền xem kỷ luật mới nhập được. Đề nghị công chức tổ chức cán bộ nhập.",
            def.name
        )));
    }
    let state = view.state.as_ref();
    // A code that is nobody's yet is told with its cell, or comes with the same bundle.
    let known = |code: &str| state.people.contains_key(code) || state.org.find(code).is_some();
    for code in rows.filter_map(|row| subject(def.name, row)) {
        if known(code) && !sees(view, code) {
            return Err(AppError::NotFound);
        }
    }
    Ok(())
}

/// A discipline as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DisciplineLine {
    /// Code of `Hình thức`.
    pub form: String,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// The day from which it is no longer in force.
    pub ends_on: Option<String>,
    /// What it was about.
    pub text: Option<String>,
    /// `in_force`, `no_end` (its end was not told and is not reckoned), `not_yet` or `ended`.
    pub standing: &'static str,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// What keeps somebody from being considered, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockerLine {
    /// Code of `Loại`.
    pub case: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Whether it holds its subject today.
    pub open: bool,
    /// Key of its record.
    #[serde(skip)]
    pub key: String,
}

/// The word of a standing.
pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in_force",
        Standing::NoEnd => "no_end",
        Standing::NotYet => "not_yet",
        Standing::Ended => "ended",
    }
}

/// The discipline of a person, oldest first; `None` for who may not read it.
pub fn discipline(view: &View, person: &str) -> Option<Vec<DisciplineLine>> {
    let line = |row: &Discipline| DisciplineLine {
        form: row.form.clone(),
        decided_on: row.decided_on.map(|day| day.to_string()),
        ends_on: row.ends_on.map(|day| day.to_string()),
        text: row.text.clone(),
        standing: standing(row.standing(view.today)),
        key: row.key.clone(),
    };
    sees(view, person).then(|| {
        let rows = view.state.discipline.get(person);
        rows.into_iter().flatten().map(line).collect()
    })
}

/// What keeps, or kept, a person or collective from being considered, oldest first; `None` for who may not
/// read it.
pub fn blockers(view: &View, subject: &str) -> Option<Vec<BlockerLine>> {
    let line = |row: &Blocker| BlockerLine {
        case: row.case.clone(),
        from: row.from.map(|day| day.to_string()),
        to: row.to.map(|day| day.to_string()),
        open: row.is_open(view.today),
        key: row.key.clone(),
    };
    sees(view, subject).then(|| {
        let rows = view.state.blockers.get(subject);
        rows.into_iter().flatten().map(line).collect()
    })
}

/// What is stored of a subject, for whoever reckons with it; `None` for who may not read it.
pub(crate) fn rows<'v>(view: &'v View, subject: &str) -> Option<(&'v [Discipline], &'v [Blocker])> {
    let state = view.state.as_ref();
    sees(view, subject).then(|| {
        let disciplines = state.discipline.get(subject).map(Vec::as_slice);
        let blockers = state.blockers.get(subject).map(Vec::as_slice);
        (
            disciplines.unwrap_or_default(),
            blockers.unwrap_or_default(),
        )
    })
}

/// Whether a nominee is held on a day: one open case holds him alone, and its end lets him go on. `None` for
/// who may not read it.
pub fn held(view: &View, subject: &str, on: Date) -> Option<bool> {
    sees(view, subject).then(|| {
        let rows = view.state.blockers.get(subject);
        rows.into_iter().flatten().any(|row| row.is_open(on))
    })
}
