//! Figures of a bundle into sheets, beside what is stored, and what their proof says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use thidua_domain::access::Actor;
use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::sheet::entry;
use thidua_domain::figures::{Ask, Figures, Outcome, SheetKey, Told, sheet_of};
use thidua_store::figures as store;
use thidua_store::{Canonical, StoreError, WriteTx};

use super::read::Sheet;
use crate::state::build;
use crate::targets::{Deviation, deviations};
use crate::{AppError, State};

/// A touched sheet of figures: its first row, its stored revision, and the figures as they will stand.
#[derive(Debug)]
pub(super) struct Touched {
    pub(super) row: u32,
    pub(super) key: SheetKey,
    stored: Option<store::StoredSheet>,
    figures: Figures,
    changed: bool,
}

/// What the sheet of figures comes to.
#[derive(Debug, Default)]
pub(super) struct FigurePlan {
    pub(super) sheets: Vec<Touched>,
    pub(super) values: usize,
    pub(super) revised: usize,
}

/// Sheets touched at which reading all stored ones at once is quicker than one by one.
const MANY: usize = 2_000;

/// Reads the rows into sheets and merges them with the stored ones.
pub(super) async fn plan(
    tx: &WriteTx,
    sheet: &Sheet,
    catalogue: &Catalogue,
    revise: bool,
    faults: &mut Vec<Fault>,
) -> Result<FigurePlan, AppError> {
    let mut grouped: BTreeMap<
        String,
        Vec<(u32, SheetKey, String, thidua_domain::figures::Figure)>,
    > = BTreeMap::new();
    for row in &sheet.rows {
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        if let Some(entry) = entry(&row.values, catalogue, place, faults) {
            grouped.entry(entry.key.text()).or_default().push((
                row.number,
                entry.key,
                entry.code,
                entry.figure,
            ));
        }
    }
    let mut known = stored(tx, &grouped).await?;
    let mut plan = FigurePlan::default();
    for (text, rows) in grouped {
        let Some((row, key, _, _)) = rows.first().cloned() else {
            continue;
        };
        let stored = known.remove(&text);
        let figures = match &stored {
            Some(stored) => {
                build::read(stored)
                    .ok_or_else(|| StoreError::Damaged(format!("figure sheet {text}")))?
                    .1
            }
            None => Figures::default(),
        };
        let mut touched = Touched {
            row,
            key,
            stored,
            figures,
            changed: false,
        };
        let mut told_here: HashMap<String, u32> = HashMap::new();
        for (row, _, code, figure) in rows {
            tell(
                &mut touched,
                row,
                &code,
                figure,
                revise,
                &mut told_here,
                &mut plan,
                faults,
            );
        }
        plan.sheets.push(touched);
    }
    Ok(plan)
}

async fn stored<T: Sync>(
    tx: &WriteTx,
    grouped: &BTreeMap<String, T>,
) -> Result<HashMap<String, store::StoredSheet>, AppError> {
    let mut known = HashMap::new();
    if grouped.len() > MANY {
        let filter = store::Filter {
            drafts: true,
            ..store::Filter::default()
        };
        store::for_each_current(tx, &filter, |sheet| {
            if grouped.contains_key(&sheet.key.key) {
                known.insert(sheet.key.key.clone(), sheet);
            }
        })
        .await?;
        return Ok(known);
    }
    for text in grouped.keys() {
        if let Some(sheet) = store::find(tx, text).await? {
            known.insert(text.clone(), sheet);
        }
    }
    Ok(known)
}

/// One more telling of a code of a sheet.
#[expect(
    clippy::too_many_arguments,
    reason = "a fold over rows with its accumulators"
)]
fn tell(
    touched: &mut Touched,
    row: u32,
    code: &str,
    figure: thidua_domain::figures::Figure,
    revise: bool,
    told_here: &mut HashMap<String, u32>,
    plan: &mut FigurePlan,
    faults: &mut Vec<Fault>,
) {
    let first = told_here.insert(code.to_owned(), row);
    let Some(before) = touched.figures.0.get(code) else {
        touched.figures.0.insert(code.to_owned(), figure);
        touched.changed = true;
        plan.values += 1;
        return;
    };
    let place = Place {
        sheet: "so-lieu",
        row,
    };
    match before.tell(&figure) {
        Told::Same => {}
        Told::Filled(filled) => {
            touched.figures.0.insert(code.to_owned(), filled);
            touched.changed = true;
            plan.values += 1;
        }
        Told::Conflict(_) if first.is_some() => faults.push(place.fault(
            Severity::Error,
            "Giá trị",
            code,
            format!(
                "Trùng khóa với dòng {} nhưng giá trị khác.",
                first.unwrap_or_default()
            ),
            "Giữ lại một dòng, hoặc ghi nguồn khác nhau cho hai dòng.",
        )),
        Told::Conflict(revised) if revise => {
            touched.figures.0.insert(code.to_owned(), revised);
            touched.changed = true;
            plan.values += 1;
            plan.revised += 1;
        }
        Told::Conflict(_) => {
            let stored = before
                .value
                .map(|value| value.to_string())
                .unwrap_or_default();
            let from = touched
                .key
                .source
                .clone()
                .unwrap_or_else(|| "không ghi nguồn".to_owned());
            faults.push(place.fault(
                Severity::Error,
                "Giá trị",
                figure.value.map(|value| value.to_string()).unwrap_or_default(),
                format!("Khác với số đã lưu của cùng nguồn ({from}): {stored}."),
                "Kiểm tra lại; nếu số mới đúng, nạp lại với lý do sửa đổi (--revise \"lý do\").",
            ));
        }
    }
}

impl FigurePlan {
    /// The sheets to store: new ones, and revisions of stored ones.
    pub(super) fn changes(
        &self,
        bundle: &str,
    ) -> Result<(Vec<store::NewSheet>, Vec<store::Revision>), AppError> {
        let mut new = Vec::new();
        let mut revisions = Vec::new();
        for touched in self.sheets.iter().filter(|touched| touched.changed) {
            let content = store::NewContent {
                state: "approved".to_owned(),
                approved: true,
                content: Canonical::from_value(&touched.figures)?,
                place: store::Place {
                    file: Some(bundle.to_owned()),
                    sheet: Some("so-lieu".to_owned()),
                    line: Some(i64::from(touched.row)),
                },
            };
            match &touched.stored {
                None => new.push(store::NewSheet {
                    key: key(&touched.key),
                    content,
                }),
                Some(stored) => revisions.push(store::Revision {
                    id: stored.id,
                    follows: stored.number,
                    content,
                }),
            }
        }
        Ok((new, revisions))
    }

    /// What the proof of the touched windows says, over the state that holds them.
    pub(super) fn warnings(&self, state: &State, faults: &mut Vec<Fault>) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for touched in self
            .sheets
            .iter()
            .filter(|touched| touched.changed && touched.key.person.is_none())
        {
            let key = &touched.key;
            if !seen.insert(format!(
                "{}|{}|{}|{:?}",
                key.subject, key.year, key.month, key.frame
            )) {
                continue;
            }
            let ask = Ask {
                table: &state.figures,
                org: &state.org,
                window: key.window(),
                frame: &key.frame,
            };
            let place = Place {
                sheet: "so-lieu",
                row: touched.row,
            };
            let doubtful = |outcome| matches!(outcome, Outcome::Broken | Outcome::Doubtful);
            for check in sheet_of(ask, &key.subject, &state.catalogue)
                .into_iter()
                .filter(|check| doubtful(check.outcome))
            {
                let value = check.left.map(|left| left.to_string()).unwrap_or_default();
                faults.push(place.fault(
                    Severity::Warning,
                    &check.id,
                    value,
                    format!("{} ({})", check.reason, key.subject),
                    "Đối chiếu với báo cáo gốc; nếu đúng, ghi lời giải trình.",
                ));
            }
            unlike(state, touched, place, faults);
        }
    }
}

/// A published deviation unlike the computed one.
fn unlike(state: &State, touched: &Touched, place: Place<'_>, faults: &mut Vec<Fault>) {
    let ask = crate::figures::AskBalance {
        agency: touched.key.subject.clone(),
        year: touched.key.year.0,
        month: touched.key.month,
        person: None,
        scope: Some(touched.key.frame.scope.clone()),
    };
    let differs = |deviation: &Deviation| deviation.agrees() == Some(false);
    for deviation in deviations(state, &ask).into_iter().filter(differs) {
        faults.push(place.fault(
            Severity::Warning,
            &deviation.code,
            deviation.told.to_string(),
            format!("{} ({})", deviation.reason, touched.key.subject),
            "Đối chiếu chỉ tiêu được giao và số liệu.",
        ));
    }
}

/// The key as the store keeps it.
pub(crate) fn key(key: &SheetKey) -> store::SheetKey {
    store::SheetKey {
        key: key.text(),
        agency: key.subject.clone(),
        person: key.person.clone(),
        year: i32::from(key.year.0),
        month: i32::from(key.month),
        movement: key.frame.movement.clone(),
        scope: key.frame.scope.clone(),
        included: key.frame.included.clone(),
        case_group: key.frame.group.clone(),
        source: key.source.clone(),
        cut_off: key.cut_off.map(|date| date.to_string()),
        status: key.status.clone(),
    }
}

/// The name under which an actor's rows are stamped.
pub(super) fn stamp(actor: &Actor) -> String {
    actor.user.clone()
}
