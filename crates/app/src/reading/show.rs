//! Who has read a paper and who has not; what waits for the reader himself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Rate;
use thidua_domain::bundle::Values;
use thidua_domain::reading::{Call, RECEIPTS, Receipt, Standing};
use thidua_domain::time::vn;
use thidua_store::StoreError;
use thidua_store::records::{self, StoredRecord};

use super::act::{code_of, speaks_for};
use super::{PERMISSION, WRITES};
use crate::document::Named;
use crate::{App, AppError, View, deed};

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Code of the agency or person.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether it is an agency.
    pub agency: bool,
    /// `read`, `read_late`, `waiting` or `late`.
    pub state: &'static str,
    /// Day it was confirmed, the Vietnamese way.
    pub on: Option<String>,
    /// Who confirmed it.
    pub by: Option<String>,
}

/// What one office asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallLine {
    /// The office.
    pub asker: Named,
    /// Since when, the Vietnamese way.
    pub on: String,
    /// Until when, the Vietnamese way.
    pub due: Option<String>,
    /// How many are asked; only for who may look at the office.
    pub total: Option<usize>,
    /// How many of them have read.
    pub read: Option<usize>,
    /// The share of those.
    pub percent: Option<String>,
    /// Those in reach, in the order in which they are asked.
    pub lines: Vec<Line>,
    /// Whether the reader may change it.
    pub writes: bool,
}

/// Everything about the reading of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Board {
    /// The paper.
    pub document: Named,
    /// What it is about.
    pub subject: Option<String>,
    /// What offices ask.
    pub calls: Vec<CallLine>,
    /// For whom the reader may confirm and has not yet.
    pub mine: Vec<Named>,
    /// Offices in whose name the reader may ask.
    pub askers: Vec<Named>,
}

/// A paper that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToRead {
    /// The paper.
    pub document: Named,
    /// What it is about.
    pub subject: Option<String>,
    /// For whom: an agency, or the person himself.
    pub reader: Named,
    /// Until when, the Vietnamese way: the earliest that is asked.
    pub due: Option<String>,
    /// The same as a day, for calendars.
    #[serde(skip)]
    pub day: Option<jiff::civil::Date>,
    /// Whether that day is over.
    pub late: bool,
}

/// Who has read a paper.
///
/// # Errors
/// [`AppError::NotFound`] where the paper is not there.
pub async fn board(app: &App, view: &View, document: &str) -> Result<Board, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let paper = state.documents.get(document).ok_or(AppError::NotFound)?;
    let calls: Vec<&Call> = state.calls.of(document).collect();
    let mut receipts = BTreeMap::new();
    if !calls.is_empty() {
        let snapshot = app.db().read().await?;
        let found = records::among(&snapshot, RECEIPTS, &[], &[&code_of(document)]).await?;
        receipts = by_reader(&found)?;
    }
    let readers: BTreeSet<&str> = calls.iter().flat_map(|call| call.readers()).collect();
    let mine = readers
        .into_iter()
        .filter(|code| !receipts.contains_key(*code) && speaks_for(view, code));
    let named = |code: &str| Named {
        code: code.to_owned(),
        name: state.label_on(code, view.today),
    };
    let askers = view.actor.agencies(WRITES, view.today).into_iter();
    let askers = askers.filter(|code| state.org.find(code).is_some());
    Ok(Board {
        document: Named {
            code: document.to_owned(),
            name: state.cited(document),
        },
        subject: paper.subject.clone(),
        mine: match deed::is_console(view) {
            true => Vec::new(),
            false => mine.map(&named).collect(),
        },
        askers: askers.map(&named).collect(),
        calls: calls
            .into_iter()
            .filter_map(|call| told(view, call, &receipts))
            .collect(),
    })
}

/// What an office asks, as far as the reader may look; `None`: nothing of it.
fn told(view: &View, call: &Call, receipts: &BTreeMap<String, Receipt>) -> Option<CallLine> {
    let state = view.state.as_ref();
    let whole = view.sees(Permission::ViewAwards, &call.asker);
    let mut lines = Vec::new();
    let mut read = 0;
    for code in call.readers() {
        let receipt = receipts.get(code);
        let standing = call.standing(receipt.map(|receipt| receipt.on), view.today);
        read += usize::from(standing.is_read());
        let agency = state.org.find(code).is_some();
        if !seen(view, code, agency) {
            continue;
        }
        lines.push(Line {
            code: code.to_owned(),
            name: state.label_on(code, view.today),
            agency,
            state: match standing {
                Standing::Read => "read",
                Standing::ReadLate => "read_late",
                Standing::Waiting => "waiting",
                Standing::Late => "late",
            },
            on: receipt.map(|receipt| vn(receipt.on)),
            by: receipt.map(|receipt| receipt.by.clone()),
        });
    }
    let total = call.readers().count();
    let of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let percent = Rate::of(of(read), of(total)).map(Rate::print2);
    (whole || !lines.is_empty()).then(|| CallLine {
        asker: Named {
            code: call.asker.clone(),
            name: state.label_on(&call.asker, view.today),
        },
        on: vn(call.on),
        due: call.due.map(vn),
        total: whole.then_some(total),
        read: whole.then_some(read),
        percent: percent.filter(|_| whole).map(|share| share.vn()),
        writes: view.permit_agency(WRITES, &call.asker).is_ok(),
        lines,
    })
}

/// Whether the reader may know how somebody stands: of his reach, or himself.
fn seen(view: &View, code: &str, agency: bool) -> bool {
    match agency {
        true => view.sees(Permission::ViewAwards, code) || deed::is_own(view, code),
        false => view.permit_person(Permission::ViewPeople, code).is_ok() || speaks_for(view, code),
    }
}

fn by_reader(stored: &[StoredRecord]) -> Result<BTreeMap<String, Receipt>, StoreError> {
    let mut found = BTreeMap::new();
    for record in stored {
        let row = Values::from_canonical(record.content.as_str());
        let receipt = row.as_ref().and_then(Receipt::from_row);
        let receipt = receipt
            .ok_or_else(|| StoreError::Damaged(format!("record {} {}", record.kind, record.key)))?;
        if !record.removed {
            found.insert(receipt.reader.clone(), receipt);
        }
    }
    Ok(found)
}

/// The papers that wait for the reader: for each agency he belongs to, and for himself; the most pressing first.
pub async fn mine(app: &App, view: &View) -> Result<Vec<ToRead>, AppError> {
    let state = view.state.as_ref();
    if deed::is_console(view) {
        return Ok(Vec::new());
    }
    let mut readers: BTreeSet<String> = view
        .actor
        .agencies(Permission::ViewAwards, view.today)
        .into_iter()
        .filter(|code| state.org.find(code).is_some())
        .map(str::to_owned)
        .collect();
    if let Some(code) = view.actor.person.as_deref() {
        let post = state
            .people
            .get(code)
            .and_then(|person| person.on(view.today));
        readers.extend(post.map(|post| post.agency.clone()));
        readers.insert(code.to_owned());
    }
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for reader in &readers {
        let papers = state.calls.asked(reader);
        let known = papers.filter(|paper| state.documents.contains_key(*paper));
        asked.extend(known.map(|paper| (paper, reader.as_str())));
    }
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = asked
        .iter()
        .map(|(paper, reader)| Receipt::key_of(paper, reader))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let snapshot = app.db().read().await?;
    let done = records::among(&snapshot, RECEIPTS, &keys, &[]).await?;
    let done: BTreeSet<&str> = done
        .iter()
        .filter(|record| !record.removed)
        .map(|record| record.key.as_str())
        .collect();
    let open = asked.iter().zip(&keys);
    let open = open.filter(|(_, key)| !done.contains(**key));
    let mut found: Vec<ToRead> = open
        .map(|((paper, reader), _)| waiting(view, paper, reader))
        .collect();
    found.sort_by_key(|one| (one.day.is_none(), one.day));
    Ok(found)
}

fn waiting(view: &View, paper: &str, reader: &str) -> ToRead {
    let state = view.state.as_ref();
    let day = state.calls.due(paper, reader);
    let document = state.documents.get(paper);
    ToRead {
        document: Named {
            code: paper.to_owned(),
            name: state.cited(paper),
        },
        subject: document.and_then(|document| document.subject.clone()),
        reader: Named {
            code: reader.to_owned(),
            name: state.label_on(reader, view.today),
        },
        due: day.map(vn),
        day,
        late: day.is_some_and(|day| day < view.today),
    }
}
