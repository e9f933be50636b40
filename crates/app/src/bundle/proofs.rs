//! Figures of a bundle into sheets, beside what is stored, and what their proof says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use thidua_domain::access::Actor;
use thidua_domain::amount::Percent;
use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_domain::catalogue::{Catalogue, Measure};
use thidua_domain::figures::sheet::entry;
use thidua_domain::figures::{
    Ask, Check, Figure, Figures, Frame, Outcome, SheetKey, print, sheet_of,
};
use thidua_store::figures as store;
use thidua_store::{Canonical, Snapshot, StoreError};

use super::FIGURES;
use super::merge::Terms;
use super::options::Conflict;
use super::outcome::Outcomes;
use super::read::Sheet;
use super::stored::Stored;
use super::teller::Teller;
use super::whence::Places;
use crate::figures::{ON_BEHALF, checked_on};
use crate::state::build;
use crate::targets::{Deviation, deviations};
use crate::{AppError, State};

/// A touched sheet of figures: its first row, its stored revision, and the figures as they will stand.
#[derive(Debug)]
pub(super) struct Touched {
    pub(super) row: u32,
    pub(super) key: SheetKey,
    pub(super) stored: Option<store::StoredSheet>,
    pub(super) figures: Figures,
    pub(super) changed: bool,
    /// Whether its figures wait for approval.
    pub(super) waits: bool,
    /// The office that typed them for another.
    pub(super) on_behalf: Option<String>,
    /// The rows of the file that told a code.
    pub(super) told: HashMap<String, u32>,
}

/// What the sheet of figures comes to.
#[derive(Debug, Default)]
pub(super) struct FigurePlan {
    pub(super) sheets: Vec<Touched>,
    pub(super) values: usize,
    pub(super) revised: usize,
    /// Sheets that others stored after the editor looked.
    pub(super) conflicts: Vec<Conflict>,
    /// What the rows come to.
    pub(super) outcomes: Outcomes,
}

/// Reads the rows into sheets and merges them with the stored ones.
pub(super) async fn plan<S: Snapshot>(
    tx: &S,
    sheet: &Sheet,
    catalogue: &Catalogue,
    (terms, known): (Terms<'_>, &mut Stored),
    faults: &mut Vec<Fault>,
) -> Result<FigurePlan, AppError> {
    let mut grouped: BTreeMap<String, Vec<(u32, SheetKey, String, Figure)>> = BTreeMap::new();
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
    known.figures(tx, &grouped).await?;
    let mut plan = FigurePlan::default();
    for (text, rows) in grouped {
        let Some((row, key, _, _)) = rows.first().cloned() else {
            continue;
        };
        let stored = known.figure(&text).cloned();
        plan.conflicts
            .extend(overtaken(&text, row, stored.as_ref(), terms));
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
            waits: false,
            on_behalf: None,
            told: HashMap::new(),
        };
        let mut teller = Teller {
            catalogue,
            terms,
            touched: &mut touched,
            plan: &mut plan,
            faults,
        };
        for (row, _, code, figure) in rows {
            teller.tell(row, &code, figure);
        }
        plan.sheets.push(touched);
    }
    Ok(plan)
}

/// The sheet has another revision than the one the editor saw.
fn overtaken(
    key: &str,
    row: u32,
    stored: Option<&store::StoredSheet>,
    terms: Terms<'_>,
) -> Option<Conflict> {
    let seen = *terms.options.expected.get(FIGURES.name, key)?;
    let number = stored.map_or(0, |stored| stored.number);
    (seen != number).then(|| Conflict {
        sheet: "so-lieu".to_owned(),
        row,
        key: key.to_owned(),
        seen,
        stored: number,
        by: stored.map(|stored| stored.by.clone()).unwrap_or_default(),
        at: stored.map_or(0, |stored| stored.at),
    })
}

impl FigurePlan {
    /// The sheets to store: new ones, and revisions of stored ones.
    pub(super) fn changes(
        &self,
        bundle: &str,
        places: &Places,
    ) -> Result<(Vec<store::NewSheet>, Vec<store::Revision>), AppError> {
        let mut new = Vec::new();
        let mut revisions = Vec::new();
        for touched in self.sheets.iter().filter(|touched| touched.changed) {
            let content = store::NewContent {
                state: if touched.waits { "draft" } else { "approved" }.to_owned(),
                approved: !touched.waits,
                content: Canonical::from_value(&touched.figures)?,
                place: touched.place(bundle, places),
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

    /// The sheets of agencies as they would stand, those only that are stored already: what may be a correction.
    pub(super) fn corrected(&self) -> Vec<(SheetKey, Figures)> {
        let own = self.sheets.iter().filter(|touched| touched.changed);
        own.map(|touched| (touched.key.clone(), touched.figures.clone()))
            .collect()
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
            let doubtful = |outcome| matches!(outcome, Outcome::Broken | Outcome::Doubtful);
            for check in sheet_of(ask, &key.subject, &state.catalogue)
                .into_iter()
                .filter(|check| doubtful(check.outcome))
            {
                let value = told(&check);
                let cure = "Đối chiếu với báo cáo gốc; nếu đúng, ghi lời giải trình.";
                faults.push(touched.warning(state, &check.id, value, &check.reason, cure));
            }
            unlike(state, touched, faults);
        }
    }
}

/// The left side of a check as it is written.
fn told(check: &Check) -> String {
    let Some(left) = check.left else {
        return String::new();
    };
    if check.percent {
        return Percent::from_hundredths(left).vn();
    }
    print::plain(left, Measure::Count)
}

impl Touched {
    /// The row that told what a check is on: a code, a code with what was checked behind it, or codes; the
    /// sheet's first row where it is on a code that was told before.
    fn row_of(&self, id: &str) -> u32 {
        let row = |code: &str| {
            let stem = code.rsplit_once('.').map(|(stem, _)| stem);
            let told = self.told.get(code).or_else(|| self.told.get(stem?));
            told.copied()
        };
        id.split(';').find_map(row).unwrap_or(self.row)
    }

    /// Where its values were read: file, worksheet, first row, and of a workbook the cell of each.
    fn place(&self, bundle: &str, places: &Places) -> store::Place {
        let Some(first) = places.of(FIGURES.name, self.row) else {
            return store::Place {
                file: Some(bundle.to_owned()),
                sheet: Some(match &self.on_behalf {
                    Some(office) if bundle.is_empty() => format!("{ON_BEHALF}{office}"),
                    _ => FIGURES.name.to_owned(),
                }),
                line: Some(i64::from(self.row)),
                cells: None,
            };
        };
        let cells = self.told.iter().filter_map(|(code, row)| {
            let told = places.of(FIGURES.name, *row)?;
            // A figure of another worksheet or file of the session is found by its own words.
            let whole = (told.file == first.file && told.tab == first.tab).then(String::new);
            let before = whole.unwrap_or_else(|| match &told.tab {
                Some(tab) => format!("{tab}!"),
                None => format!("{}!", told.file),
            });
            Some((code.as_str(), format!("{before}{}", told.cell.as_ref()?)))
        });
        let cells: BTreeMap<&str, String> = cells.collect();
        store::Place {
            file: Some(first.file.clone()),
            sheet: first.tab.clone(),
            line: Some(i64::from(first.line)),
            cells: (!cells.is_empty()).then(|| serde_json::to_string(&cells).unwrap_or_default()),
        }
    }

    /// Whose figures, of which months and which cases: what tells warnings of one check apart.
    fn of_whom(&self, state: &State) -> String {
        let window = self.key.window();
        let labels = &state.catalogue.labels;
        let frame = &self.key.frame;
        let group = frame.group.as_deref();
        let apart = (frame.included == "rieng").then_some("rieng");
        let parts = [
            Some(state.name_on(&self.key.subject, window.last_day())),
            Some(window.label()),
            group.map(|code| labels.word("so-lieu.nhom_an", code).to_owned()),
            apart.map(|code| labels.word("so-lieu.bao_gom", code).to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn warning(&self, state: &State, id: &str, value: String, why: &str, cure: &str) -> Fault {
        let place = Place {
            sheet: "so-lieu",
            row: self.row_of(id),
        };
        let reason = format!("{why} ({}; {})", checked_on(state, id), self.of_whom(state));
        place.fault(Severity::Warning, "Giá trị", value, reason, cure)
    }
}

/// A published deviation unlike the computed one; it is told of all cases together.
fn unlike(state: &State, touched: &Touched, faults: &mut Vec<Fault>) {
    let key = &touched.key;
    if key.frame != Frame::whole(&key.frame.scope) {
        return;
    }
    let ask = crate::figures::AskBalance {
        agency: key.subject.clone(),
        year: key.year.0,
        month: key.month,
        person: None,
        scope: Some(key.frame.scope.clone()),
    };
    let differs = |deviation: &Deviation| deviation.agrees() == Some(false);
    for deviation in deviations(state, &ask).into_iter().filter(differs) {
        let value = deviation.told.vn();
        let cure = "Đối chiếu chỉ tiêu được giao và số liệu.";
        faults.push(touched.warning(state, &deviation.code, value, &deviation.reason, cure));
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
