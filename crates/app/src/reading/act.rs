//! Asking to read, no longer asking, and saying «đã đọc».

use std::collections::BTreeSet;

use thidua_domain::reading::{CALLS, Call, RECEIPTS, Receipt};
use thidua_domain::text;
use thidua_domain::time::parse_date;
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx};

use super::{PERMISSION, WRITES};
use crate::access::Caller;
use crate::{App, AppError, View, deed};

/// Readers of one call at most.
const MOST: usize = 1_000;

/// What an office asks for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Code of the office that asks.
    pub asker: String,
    /// Codes of agencies at or below it.
    pub agencies: Vec<String>,
    /// Whether every agency below it is asked, whatever else is chosen.
    pub all_below: bool,
    /// People of these agencies, by code or name, one a line.
    pub people: String,
    /// Last day as written; empty: none.
    pub due: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How many agencies and people are asked now.
    pub readers: usize,
}

/// Asks agencies and people to read a paper; what the office asked before is replaced, what was read stays read.
///
/// # Errors
/// [`AppError::NotFound`] where paper or office are not there or not the actor's; [`AppError::Refused`] with every
/// fault.
pub async fn ask(app: &App, by: &Caller, document: &str, ask: &Ask) -> Result<Asked, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &ask.asker)?;
    if !view.state.documents.contains_key(document) {
        return Err(AppError::NotFound);
    }
    let call = read(&view, document, ask).map_err(|faults| AppError::Refused(faults.join("\n")))?;
    let readers = call.readers().count();
    let mut tx = app.db().write().await?;
    let stamp = stamp(app, by, None);
    keep(&mut tx, &stamp, (CALLS, call.key(), document), &call.row()).await?;
    let event = by.event(
        app.now(),
        "reading.ask",
        subject(document),
        None,
        &call.row(),
    )?;
    tx.commit(event).await?;
    Ok(Asked { readers })
}

/// What is asked, or everything that is wrong with it.
fn read(view: &View, document: &str, ask: &Ask) -> Result<Call, Vec<String>> {
    let mut faults = Vec::new();
    let org = view.state.org.as_ref();
    let tree = org.subtree_on(&ask.asker, view.today);
    let tree: Vec<&str> = tree.iter().map(|agency| agency.code.as_str()).collect();
    let within: BTreeSet<&str> = tree.iter().copied().chain([ask.asker.as_str()]).collect();
    let mut agencies: Vec<String> = Vec::new();
    if ask.all_below {
        let below = tree.iter().filter(|code| **code != ask.asker);
        agencies.extend(below.map(|code| (*code).to_owned()));
    }
    for code in &ask.agencies {
        match within.contains(code.as_str()) {
            true if agencies.contains(code) => {}
            true => agencies.push(code.clone()),
            false => faults.push(format!(
                "Không có cơ quan «{code}» trong phạm vi của cơ quan yêu cầu."
            )),
        }
    }
    let mut people = Vec::new();
    for line in ask
        .people
        .lines()
        .map(text::clean)
        .filter(|line| !line.is_empty())
    {
        match person(view, &within, &line) {
            Ok(code) if people.contains(&code) => {}
            Ok(code) => people.push(code),
            Err(fault) => faults.push(fault),
        }
    }
    let due = text::clean(&ask.due);
    let due = match due.is_empty() {
        true => None,
        false => match parse_date(&due) {
            Ok(day) if day < view.today => {
                faults.push("Hạn đọc đã qua. Ghi một ngày từ hôm nay trở đi.".to_owned());
                None
            }
            Ok(day) => Some(day),
            Err(fault) => {
                faults.push(format!("Hạn đọc: {} {}", fault.reason(), fault.cure()));
                None
            }
        },
    };
    let count = agencies.len() + people.len();
    if count == 0 && faults.is_empty() {
        faults.push("Chưa chọn nơi nhận. Chọn cơ quan hoặc ghi tên người cần đọc.".to_owned());
    }
    if count > MOST {
        faults.push(format!("Một lần yêu cầu nhiều nhất {MOST} nơi nhận."));
    }
    match faults.is_empty() {
        true => Ok(Call {
            document: document.to_owned(),
            asker: ask.asker.clone(),
            agencies,
            people,
            on: view.today,
            due,
        }),
        false => Err(faults),
    }
}

/// The person of one of these agencies a line names.
fn person(view: &View, within: &BTreeSet<&str>, line: &str) -> Result<String, String> {
    let today = view.today;
    let here = |code: &str| {
        let person = view.state.people.get(code);
        let post = person.and_then(|person| person.on(today));
        post.is_some_and(|post| within.contains(post.agency.as_str()))
    };
    if here(line) {
        return Ok(line.to_owned());
    }
    let key = text::fold(line);
    let named = view.state.people.keys();
    let same = |code: &&String| {
        let person = view.state.people.get(code);
        person.is_some_and(|person| text::fold(person.name()) == key) && here(code)
    };
    let mut named = named.filter(same);
    match (named.next(), named.next()) {
        (Some(code), None) => Ok(code.clone()),
        (Some(_), Some(_)) => Err(format!(
            "Có nhiều người tên «{line}» trong phạm vi của cơ quan yêu cầu. Ghi mã người ấy."
        )),
        _ => Err(format!(
            "Không có người «{line}» đang làm việc trong phạm vi của cơ quan yêu cầu."
        )),
    }
}

/// An office no longer asks to read a paper; what was confirmed stays.
///
/// # Errors
/// [`AppError::NotFound`] where it does not ask, or is not the actor's.
pub async fn end(app: &App, by: &Caller, document: &str, asker: &str) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, asker)?;
    let mut tx = app.db().write().await?;
    let key = format!("{document}|{asker}");
    let record = records::find(&tx, CALLS, &key).await?;
    let record = record.filter(|record| !record.removed);
    let record = record.ok_or(AppError::NotFound)?;
    let revision = Revision {
        id: record.id,
        follows: record.number,
        content: record.content.clone(),
        removed: true,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp(app, by, None), vec![revision]).await?;
    let event = by.event(app.now(), "reading.end", subject(document), None, &key)?;
    tx.commit(event).await?;
    Ok(())
}

/// Says that an agency or person has read a paper. Said again, nothing changes.
///
/// # Errors
/// [`AppError::NotFound`] where the paper is not asked for of this reader, or the actor cannot speak for it: somebody of
/// the agency itself, or the person.
pub async fn confirm(app: &App, by: &Caller, document: &str, reader: &str) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    let asked = view.state.calls.asked(reader).any(|code| code == document);
    if !asked || !view.state.documents.contains_key(document) || !speaks_for(&view, reader) {
        return Err(AppError::NotFound);
    }
    let mut tx = app.db().write().await?;
    let key = Receipt::key_of(document, reader);
    let there = records::find(&tx, RECEIPTS, &key).await?;
    if there.is_some_and(|record| !record.removed) {
        return Ok(());
    }
    let receipt = Receipt {
        document: document.to_owned(),
        reader: reader.to_owned(),
        by: by.name.clone(),
        on: view.today,
    };
    let stamp = stamp(app, by, None);
    keep(&mut tx, &stamp, (RECEIPTS, key, document), &receipt.row()).await?;
    let event = by.event(
        app.now(),
        "reading.confirm",
        subject(document),
        None,
        &receipt.row(),
    )?;
    tx.commit(event).await?;
    Ok(())
}

/// Whether the actor belongs to an agency, or is that person.
pub(super) fn speaks_for(view: &View, reader: &str) -> bool {
    if view.state.org.find(reader).is_some() {
        return deed::is_own(view, reader);
    }
    let person = view.actor.person.as_deref();
    person == Some(view.state.merged.standing(reader))
}

/// What every receipt of a paper is found by.
pub(super) fn code_of(document: &str) -> String {
    format!("#{document}")
}

fn subject(document: &str) -> String {
    format!("van-ban {document}")
}

fn stamp(app: &App, by: &Caller, reason: Option<String>) -> Stamp {
    Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason,
    }
}

async fn keep(
    tx: &mut WriteTx,
    stamp: &Stamp,
    (kind, key, document): (&str, String, &str),
    row: &thidua_domain::bundle::Values,
) -> Result<(), AppError> {
    let content = Canonical::from_value(row)?;
    let origin = Origin::default();
    match records::find(tx, kind, &key).await? {
        Some(record) => {
            let revision = Revision {
                id: record.id,
                follows: record.number,
                content,
                removed: false,
                origin,
            };
            Ok(records::revise(tx, stamp, vec![revision]).await?)
        }
        None => {
            let new = NewRecord {
                kind: kind.to_owned(),
                key,
                code: Some(code_of(document)),
                content,
                origin,
            };
            Ok(records::insert(tx, stamp, vec![new]).await?)
        }
    }
}
