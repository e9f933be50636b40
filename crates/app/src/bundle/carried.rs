//! What only a whole bundle carries: periods, decisions about approval, and figures that wait for approval, as they
//! stood where the bundle was made. They are taken as they are, never merged cell by cell, and only for who loads for
//! the whole system: no form and no file of rows can say that something was approved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use thidua_domain::bundle::{Fault, Place, Severity, SheetDef, Values};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::closing::sheet::{PERIOD_SHEET, RULE_SHEET, WAITING_SHEET};
use thidua_domain::closing::{Period, Regulation};
use thidua_domain::figures::sheet::entry;
use thidua_domain::figures::{Figures, SheetKey, Told};
use thidua_domain::law::change::{self, Change};
use thidua_domain::registration::round::{self, ROUND_SHEET, Round};
use thidua_domain::registration::{DEADLINE_SHEET, Deadline};
use thidua_domain::report::schedule::{SCHEDULE_SHEET, Schedule};
use thidua_domain::request::{ANSWER_SHEET, Answer, REQUEST_SHEET, Request};
use thidua_store::figures::{self as sheets, Filter, NewContent, NewSheet, StoredSheet};
use thidua_store::records::{self, NewRecord, Origin, Revision, StoredRecord};
use thidua_store::{Canonical, Snapshot, Stamp, StoreError, WriteTx};

use super::FIGURES;
use super::options::Options;
use super::outcome::{Outcome, Outcomes};
use super::proofs::key as stored_key;
use super::read::Sheet;
use crate::state::build;
use crate::{AppError, View};

/// Sheets of records that say how far something has come.
const STATES: [&SheetDef; 7] = [
    &PERIOD_SHEET,
    &RULE_SHEET,
    &ROUND_SHEET,
    &DEADLINE_SHEET,
    &REQUEST_SHEET,
    &ANSWER_SHEET,
    &SCHEDULE_SHEET,
];

/// The sheets, taken out of a bundle.
#[derive(Debug, Default)]
pub(super) struct Carried {
    records: Vec<Sheet>,
    /// Changes of the rulebook.
    rules: Vec<Sheet>,
    waiting: Option<Sheet>,
}

/// What they come to.
#[derive(Debug, Default)]
pub(super) struct CarriedPlan {
    records: Vec<(NewRecord, Option<StoredRecord>)>,
    waiting: Vec<(SheetKey, Figures, u32)>,
    stored: BTreeMap<&'static str, usize>,
    pub(super) revised: usize,
    pub(super) outcomes: BTreeMap<&'static str, Outcomes>,
}

impl Carried {
    /// Takes them out.
    pub(super) fn of(all: &mut Vec<Sheet>) -> Self {
        let mut carried = Self::default();
        for sheet in std::mem::take(all) {
            match sheet.def.name {
                name if STATES.iter().any(|state| state.name == name) => {
                    carried.records.push(sheet);
                }
                name if name == change::SHEET.name => carried.rules.push(sheet),
                name if name == WAITING_SHEET.name => carried.waiting = Some(sheet),
                _ => all.push(sheet),
            }
        }
        carried
    }

    fn is_empty(&self) -> bool {
        self.waiting.is_none() && self.records.is_empty()
    }

    /// Refuses them from who does not load and approve for the whole system, and from programs.
    pub(super) fn permit(&self, view: &View, options: &Options) -> Result<(), AppError> {
        let console = options.channel == "cli" && view.loads_everywhere();
        if self.is_empty() || console || options.arrives_approved(view) {
            return Ok(());
        }
        Err(AppError::refused(
            "Bộ dữ liệu có trạng thái duyệt hoặc số liệu chờ duyệt; chỉ người có quyền nạp và duyệt cho toàn hệ thống nhận được, và không nhận qua mã truy cập. Đề nghị nơi gửi xuất lại, chỉ gồm số liệu đã duyệt.",
        ))
    }

    /// Changes of the rulebook are two persons' decision where they apply: from a bundle only the machine's own
    /// operator takes them over. Others are told that they stay out; the rest of the bundle is received.
    pub(super) fn leave_rules(&mut self, view: &View, options: &Options, faults: &mut Vec<Fault>) {
        let sheets = std::mem::take(&mut self.rules);
        if options.channel == "cli" && view.loads_everywhere() {
            self.records.extend(sheets);
            return;
        }
        let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
        if rows > 0 {
            let place = Place {
                sheet: change::SHEET.name,
                row: 0,
            };
            faults.push(place.fault(
                Severity::Warning,
                "",
                rows.to_string(),
                "Thay đổi quy định không nhận qua tệp, vì mỗi thay đổi phải có người đề xuất và người khác duyệt ngay trên hệ thống này; đã bỏ qua các dòng ấy.",
                "Đề xuất ở «Quy định khen thưởng», hoặc nạp bằng dòng lệnh trên máy chủ.",
            ));
        }
    }

    /// What they come to beside what is stored; figures that stand approved under waiting ones, and are told again,
    /// are taken out of the rows of `so-lieu`.
    pub(super) async fn plan<S: Snapshot>(
        &self,
        tx: &S,
        (catalogue, revise): (&Catalogue, bool),
        others: &mut [Sheet],
        faults: &mut Vec<Fault>,
    ) -> Result<CarriedPlan, AppError> {
        let mut plan = CarriedPlan::default();
        for sheet in &self.records {
            plan.records(tx, sheet, revise, faults).await?;
        }
        let Some(sheet) = &self.waiting else {
            return Ok(plan);
        };
        let groups = grouped(sheet, catalogue, faults);
        let mut under: HashMap<String, Figures> = HashMap::new();
        for (text, (key, figures, rows)) in groups {
            let stored = sheets::find(tx, &text).await?;
            if let Some(stored) = stored.as_ref().filter(|stored| !stored.approved)
                && let Some(approved) = approved(tx, stored).await?
            {
                under.insert(text.clone(), approved);
            }
            plan.wait(stored.as_ref(), (key, figures, rows), revise, faults)?;
        }
        for sheet in others
            .iter_mut()
            .filter(|sheet| sheet.def.name == FIGURES.name)
        {
            told_again(sheet, catalogue, &under);
        }
        Ok(plan)
    }
}

/// The rows of a sheet of figures by the sheet they are of.
type Groups = BTreeMap<String, (SheetKey, Figures, Vec<u32>)>;

fn grouped(sheet: &Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) -> Groups {
    let mut groups = Groups::new();
    for row in &sheet.rows {
        let place = Place {
            sheet: sheet.def.name,
            row: row.number,
        };
        let Some(entry) = entry(&row.values, catalogue, place, faults) else {
            continue;
        };
        let group = groups
            .entry(entry.key.text())
            .or_insert_with(|| (entry.key.clone(), Figures::default(), Vec::new()));
        group.1.0.insert(entry.code, entry.figure);
        group.2.push(row.number);
    }
    groups
}

/// Leaves out the rows that tell what stands approved under waiting figures.
fn told_again(sheet: &mut Sheet, catalogue: &Catalogue, under: &HashMap<String, Figures>) {
    if under.is_empty() {
        return;
    }
    sheet.rows.retain(|row| {
        let place = Place {
            sheet: FIGURES.name,
            row: row.number,
        };
        let Some(entry) = entry(&row.values, catalogue, place, &mut Vec::new()) else {
            return true;
        };
        let before = under.get(&entry.key.text());
        let before = before.and_then(|figures| figures.0.get(&entry.code));
        before.is_none_or(|before| before.tell(&entry.figure) != Told::Same)
    });
}

/// The figures that stand approved under those that wait.
async fn approved<S: Snapshot>(tx: &S, waiting: &StoredSheet) -> Result<Option<Figures>, AppError> {
    let filter = Filter {
        agency: Some(waiting.key.agency.clone()),
        year: Some(waiting.key.year),
        ..Filter::default()
    };
    let all = sheets::all_current(tx, &filter).await?;
    let own = all.iter().find(|sheet| sheet.key.key == waiting.key.key);
    own.map(figures).transpose()
}

fn figures(stored: &StoredSheet) -> Result<Figures, AppError> {
    let read = build::read(stored);
    let damaged = || StoreError::Damaged(format!("figure sheet {}", stored.key.key));
    Ok(read.ok_or_else(damaged)?.1)
}

/// By what a row of records is kept.
fn key(def: &SheetDef, row: &Values) -> Option<String> {
    match def.name {
        name if name == PERIOD_SHEET.name => Some(Period::from_row(row)?.key.text()),
        name if name == ROUND_SHEET.name => Some(Round::from_row(row)?.key()),
        name if name == DEADLINE_SHEET.name => {
            let deadline = Deadline::from_row(row)?;
            Some(round::key(&deadline.agency, deadline.year))
        }
        name if name == REQUEST_SHEET.name => Some(Request::from_row(row)?.code),
        name if name == ANSWER_SHEET.name => Some(Answer::from_row(row)?.key()),
        name if name == SCHEDULE_SHEET.name => Some(Schedule::from_row(row)?.code),
        name if name == change::SHEET.name => Some(Change::from_row(row)?.row().key(def)),
        _ => Some(Regulation::from_row(row)?.key()),
    }
}

fn other(place: Place<'_>) -> Fault {
    place.fault(
        Severity::Error,
        "",
        "",
        "Khác với nội dung đã lưu của cùng kỳ hoặc cùng cơ quan.",
        "Kiểm tra lại; nếu bộ dữ liệu mới đúng, nhận lại với lý do sửa đổi.",
    )
}

impl CarriedPlan {
    /// Whether nothing is to be stored.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.waiting.is_empty()
    }

    /// Rows to be stored, by sheet.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.stored.iter().map(|(name, count)| (*name, *count))
    }

    fn note(&mut self, sheet: &'static str, rows: &[u32], outcome: Outcome) {
        let outcomes = self.outcomes.entry(sheet).or_default();
        rows.iter().for_each(|row| outcomes.add(*row, outcome));
        if outcome == Outcome::Same {
            return;
        }
        *self.stored.entry(sheet).or_default() += rows.len();
        if outcome == Outcome::Revised {
            self.revised += rows.len();
        }
    }

    async fn records<S: Snapshot>(
        &mut self,
        tx: &S,
        sheet: &Sheet,
        revise: bool,
        faults: &mut Vec<Fault>,
    ) -> Result<(), AppError> {
        let name = sheet.def.name;
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for row in &sheet.rows {
            let place = Place {
                sheet: name,
                row: row.number,
            };
            let Some(key) = key(sheet.def, &row.values) else {
                // What it lacks is told by its cells.
                continue;
            };
            if !seen.insert(key.clone()) {
                faults.push(place.fault(
                    Severity::Error,
                    "",
                    "",
                    "Trùng khóa với một dòng khác của trang.",
                    "Giữ lại một dòng.",
                ));
                continue;
            }
            let content = Canonical::from_value(&row.values)?;
            let stored = records::find(tx, name, &key).await?;
            let outcome = match &stored {
                Some(stored) if stored.content == content => Outcome::Same,
                Some(_) if !revise => {
                    faults.push(other(place));
                    continue;
                }
                Some(_) => Outcome::Revised,
                None => Outcome::New,
            };
            self.note(name, &[row.number], outcome);
            if outcome != Outcome::Same {
                let new = NewRecord {
                    kind: name.to_owned(),
                    key,
                    code: None,
                    content,
                    origin: Origin::default(),
                };
                self.records.push((new, stored));
            }
        }
        Ok(())
    }

    fn wait(
        &mut self,
        stored: Option<&StoredSheet>,
        (key, told, rows): (SheetKey, Figures, Vec<u32>),
        revise: bool,
        faults: &mut Vec<Fault>,
    ) -> Result<(), AppError> {
        let first = rows.first().copied().unwrap_or_default();
        let outcome = match stored {
            // Approved since, or waiting as it is told.
            Some(stored) if figures(stored)? == told => Outcome::Same,
            Some(stored) if !stored.approved && !revise => {
                let place = Place {
                    sheet: WAITING_SHEET.name,
                    row: first,
                };
                faults.push(other(place));
                return Ok(());
            }
            Some(stored) if !stored.approved => Outcome::Revised,
            _ => Outcome::New,
        };
        self.note(WAITING_SHEET.name, &rows, outcome);
        if outcome != Outcome::Same {
            self.waiting.push((key, told, first));
        }
        Ok(())
    }

    /// Stores them, after everything else of the bundle.
    pub(super) async fn store(
        self,
        tx: &mut WriteTx,
        stamp: &Stamp,
        bundle: &str,
    ) -> Result<(), AppError> {
        for (new, stored) in self.records {
            match stored {
                None => records::insert(tx, stamp, vec![new]).await?,
                Some(stored) => {
                    let revision = Revision {
                        id: stored.id,
                        follows: stored.number,
                        content: new.content,
                        removed: false,
                        origin: Origin::default(),
                    };
                    records::revise(tx, stamp, vec![revision]).await?;
                }
            }
        }
        for (key, figures, row) in self.waiting {
            let content = NewContent {
                state: "draft".to_owned(),
                approved: false,
                content: Canonical::from_value(&figures)?,
                place: sheets::Place {
                    file: Some(bundle.to_owned()),
                    sheet: Some(WAITING_SHEET.name.to_owned()),
                    line: Some(i64::from(row)),
                    cells: None,
                },
            };
            match sheets::find(tx, &key.text()).await? {
                None => {
                    let new = NewSheet {
                        key: stored_key(&key),
                        content,
                    };
                    sheets::insert(tx, stamp, vec![new]).await?;
                }
                Some(stored) => {
                    let revision = sheets::Revision {
                        id: stored.id,
                        follows: stored.number,
                        content,
                    };
                    sheets::revise(tx, stamp, vec![revision]).await?;
                }
            }
        }
        Ok(())
    }
}
