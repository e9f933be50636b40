//! Proposing a change: what was typed, read with every fault at once, laid over the book, checked, stored as waiting.

use jiff::civil::Date;
use thidua_domain::bundle::SheetDef;
use thidua_domain::law::change::{By, Change, SHEET, applying_with};
use thidua_domain::law::{CoverageFault, Lawbook, SubjectKind, coverage};
use thidua_domain::time::{WorkYear, vn};
use thidua_store::records::{self, NewRecord, Origin};
use thidua_store::{Canonical, Stamp};

use super::reading::read;
use super::typed::TypedChange;
use super::{change, fault, ruling};
use crate::access::Caller;
use crate::{App, AppError, View};

/// Rules must say exactly one thing of each day so many years ahead.
const AHEAD: i16 = 2;

/// A change that is proposed.
#[derive(Clone, Debug, Default)]
pub struct AskPropose {
    /// As typed.
    pub typed: TypedChange,
    /// Number of the last approved change the page showed.
    pub seen: i64,
}

/// Proposes; the code of the change.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not propose for the whole installation, [`AppError::Refused`] with every fault,
/// one a line, [`AppError::Stale`] where something was approved meanwhile.
pub async fn propose(app: &App, by: &Caller, ask: &AskPropose) -> Result<String, AppError> {
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    if !super::proposes(&view) {
        return Err(AppError::Forbidden);
    }
    let mut new =
        read(&view, &ask.typed, true).map_err(|faults| AppError::refused(faults.join("\n")))?;
    if view.state.rulings.approved() != ask.seen {
        return Err(AppError::Stale);
    }
    check(&view, &new)?.map_err(|faults| AppError::refused(faults.join("\n")))?;
    let taken = view
        .state
        .rulings
        .changes
        .iter()
        .map(|own| own.code.as_str());
    new.code = code(WorkYear::of(view.today), taken);
    new.proposed = By {
        name: by.name.clone(),
        ..change::by(&view)
    };
    let row = new.row();
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: Some(new.reason.clone()),
    };
    let record = NewRecord {
        kind: SHEET.name.to_owned(),
        key: row.key(&SHEET),
        code: None,
        content: Canonical::from_value(&row)?,
        origin: Origin::default(),
    };
    records::insert(&mut tx, &stamp, vec![record]).await?;
    let subject = subject(&SHEET, &new.code);
    let event = by.event(app.now(), "rules.propose", subject, Some(&new.reason), &row)?;
    tx.commit(event).await?;
    Ok(new.code)
}

/// What the audit trail calls a change.
pub(super) fn subject(def: &SheetDef, code: &str) -> String {
    format!("{} {code}", def.name)
}

fn code<'a>(year: WorkYear, taken: impl Iterator<Item = &'a str>) -> String {
    let stem = format!("qd-{year}-");
    let numbers = taken.filter_map(|code| code.strip_prefix(&stem)?.parse::<u32>().ok());
    let next = numbers.max().unwrap_or(0) + 1;
    format!("{stem}{next:04}")
}

/// The book once a change is approved; every fault in words: what the files' reader refuses, and days on which the
/// book would say nothing or two things, unless it does so without the change.
///
/// # Errors
/// [`AppError::Machine`] where the shipped files themselves cannot be read.
pub(super) fn check(view: &View, new: &Change) -> Result<Result<Lawbook, Vec<String>>, AppError> {
    let left: Vec<&str> = view
        .state
        .rulings
        .left_out
        .iter()
        .map(|own| own.file.as_str())
        .collect();
    let mut applies = applying_with(&view.state.rulings.changes, new);
    applies.retain(|own| own.code == new.code || !left.contains(&own.code.as_str()));
    let book = match ruling::exactly(&applies)? {
        Ok(book) => book,
        Err(faults) => {
            let told = faults.iter().map(|own| fault::of_tried(view, new, own));
            return Ok(Err(told.collect()));
        }
    };
    let last = new.from.map_or(view.today, |from| from.max(view.today));
    let until = Date::new(last.year() + AHEAD, 12, 31).unwrap_or(last);
    let known = coverage(&view.state.law, until);
    let gaps: Vec<String> = coverage(&book, until)
        .into_iter()
        .filter(|fault| !known.contains(fault))
        .map(|fault| gap(view, &book, &fault))
        .collect();
    Ok(if gaps.is_empty() { Ok(book) } else { Err(gaps) })
}

/// A day on which the book would not say exactly one thing, in words.
pub(crate) fn gap(view: &View, book: &Lawbook, fault: &CoverageFault) -> String {
    let what = match fault.about.split_once(" · ") {
        Some((award, subject)) => {
            let award = view
                .state
                .catalogue
                .award(award)
                .map_or(award, |own| own.name.as_str());
            let subject = SubjectKind::from_code(subject).map_or("", SubjectKind::vn);
            format!("quy định xét {award} ({subject})")
        }
        None if fault.about == "regime" => "giai đoạn áp dụng pháp luật".to_owned(),
        None => {
            let own = book.parameter(&fault.about);
            own.map_or_else(
                || fault.about.clone(),
                |own| format!("giá trị của «{}»", own.name),
            )
        }
    };
    let count = match fault.count {
        0 => "không có".to_owned(),
        count => format!("có {count:02}"),
    };
    format!(
        "Từ ngày {}: {count} {what}; mỗi ngày phải có đúng một.",
        vn(fault.day)
    )
}
