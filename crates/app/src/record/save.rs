//! Storing what was typed: a form is a sheet of one row, and goes the way every sheet goes.

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::text;

use super::clash::{self, Clash};
use super::code::propose;
use super::find::{self, Held, find, kind_of};
use super::form::{Draft, Form, Typed};
use super::kind::Kind;
use super::reach;
use super::start::{Start, begin};
use super::words;
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Loaded, Options, Told};
use crate::{App, AppError, View};

/// How often a proposed code is proposed anew where another was quicker.
const TRIES: usize = 3;

/// What an editor sends.
#[derive(Clone, Debug, Default)]
pub struct Save {
    /// The record, by key or identity; `None`: a new one.
    pub record: Option<String>,
    /// Number of the revision the editor saw.
    pub seen: i64,
    /// What a new row begins with, as [`new`] was asked.
    pub start: Start,
    /// What was typed.
    pub typed: Typed,
    /// Why, where something stored is changed.
    pub reason: Option<String>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is stored.
    Stored(Stored),
    /// Something is wrong: the form as typed, with every complaint beside its field.
    Refused(Box<Form>),
    /// Somebody else stored something meanwhile.
    Clashed(Box<Clash>),
}

/// What is stored now.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Kind: the name of the sheet.
    pub kind: &'static str,
    /// Number of the event, for undoing it; `None`: nothing was changed.
    pub event: Option<i64>,
    /// The row.
    pub values: Values,
}

/// The form of a new record.
pub fn new(view: &View, kind: &str, start: &Start) -> Result<Form, AppError> {
    let kind = kind_of(kind)?;
    let base = begin(view, kind, start)?;
    let draft = draft_of_new(view, kind, start, &base, None);
    Ok(draft.form(
        words::adding(kind, start),
        words::thing(view, kind, &base),
        &[],
    ))
}

/// The form of a stored record.
pub async fn edit(app: &App, view: &View, kind: &str, record: &str) -> Result<Form, AppError> {
    let held = find(app, kind_of(kind)?, record).await?;
    reach::permit_write(view, held.kind.def.name, &held.values)?;
    if held.record.removed {
        return Err(AppError::NotFound);
    }
    let draft = draft_of(view, &held, &held.values, held.record.number, None);
    let thing = words::thing(view, held.kind, &held.values);
    Ok(draft.form(words::editing(held.kind), thing, &[]))
}

fn draft_of_new<'a>(
    view: &'a View,
    kind: &'static Kind,
    start: &Start,
    base: &'a Values,
    typed: Option<&'a Typed>,
) -> Draft<'a> {
    Draft {
        view,
        kind,
        record: None,
        seen: 0,
        base,
        typed,
        only: &[],
        locked: match start.code.is_some() && base.get("ma").is_some() {
            true => &["ma"],
            false => &[],
        },
    }
}

fn draft_of<'a>(
    view: &'a View,
    held: &Held,
    base: &'a Values,
    seen: i64,
    typed: Option<&'a Typed>,
) -> Draft<'a> {
    Draft {
        view,
        kind: held.kind,
        record: Some(held.record.id),
        seen,
        base,
        typed,
        only: &[],
        locked: &[],
    }
}

/// Stores what was typed, all or nothing.
pub async fn save(app: &App, by: &Caller, kind: &str, save: &Save) -> Result<Outcome, AppError> {
    let kind = kind_of(kind)?;
    let view = app.view(&by.actor).await?;
    match &save.record {
        Some(record) => {
            let held = find(app, kind, record).await?;
            change(app, &view, by, held, save).await
        }
        None => enter(app, &view, by, kind, save).await,
    }
}

pub(super) fn place(kind: &Kind) -> Place<'static> {
    Place {
        sheet: kind.def.name,
        row: 1,
    }
}

/// A reason that says something.
pub(super) fn reason_of(written: Option<&str>) -> Option<String> {
    let reason = written.map(text::clean).unwrap_or_default();
    (!reason.is_empty()).then_some(reason)
}

pub(super) fn deed(by: &Caller, command: &'static str, kind: &Kind, values: &Values) -> Deed {
    let code = values
        .get("ma")
        .or(values.get("ma_co_quan"))
        .or(values
            .get("ma_doi_tuong")
            .filter(|_| kind.def.name == "danh-gia"))
        .unwrap_or_default();
    Deed {
        command,
        subject: format!("{} {code}", kind.def.name).trim().to_owned(),
        name: by.name.clone(),
    }
}

async fn enter(
    app: &App,
    view: &View,
    by: &Caller,
    kind: &'static Kind,
    save: &Save,
) -> Result<Outcome, AppError> {
    let base = begin(view, kind, &save.start)?;
    let draft = draft_of_new(view, kind, &save.start, &base, Some(&save.typed));
    let mut loaded = Loaded::default();
    let mut values = Values::default();
    for _ in 0..TRIES {
        let mut faults = Vec::new();
        values = draft.read(&save.typed, place(kind), &mut faults);
        let proposed = values.get("ma").is_none();
        if proposed {
            if let Some(code) = propose(app, view, kind, &values).await? {
                values.set("ma", code);
                faults.retain(|fault| fault.column != "Mã");
            }
        } else if base.get("ma").is_none() {
            faults.extend(taken(view, kind, &values));
        }
        let options = Options {
            revise: reason_of(save.reason.as_deref()),
            channel: by.channel.to_owned(),
            expected: ByKey::one(kind.def.name, values.key(kind.def), 0),
            replace: true,
            deed: Some(deed(by, "record.add", kind, &values)),
            ..Options::default()
        };
        let told = vec![Told {
            def: kind.def,
            number: 1,
            values: values.clone(),
        }];
        loaded = bundle::store(app, &by.actor, told, faults, &options).await?;
        let again = proposed && loaded.faults.iter().any(|fault| fault.column == "Mã");
        if !again {
            break;
        }
    }
    if loaded.refused() {
        let title = words::adding(kind, &save.start);
        let mut form = draft.form(title, words::thing(view, kind, &base), &loaded.faults);
        form.reason = save.reason.clone().unwrap_or_default();
        return Ok(Outcome::Refused(Box::new(form)));
    }
    Ok(Outcome::Stored(Stored {
        kind: kind.def.name,
        event: loaded.event,
        values,
    }))
}

/// A new thing under a code that is there already would become another row of that thing.
fn taken(view: &View, kind: &'static Kind, values: &Values) -> Option<Fault> {
    let code = values.get("ma")?;
    let state = view.state.as_ref();
    let there = match kind.def.name {
        "nhan-su" => state.people.contains_key(code),
        "co-quan" => state.org.find(code).is_some(),
        "cum-khoi" => state.clusters.contains_key(code),
        "phong-trao" => state.movements.get(code).is_some(),
        _ => false,
    };
    let what = kind.noun;
    there.then(|| {
        place(kind).fault(
            Severity::Error,
            "Mã",
            code,
            format!("Mã này đã dùng cho {what} khác."),
            "Đặt mã khác, hoặc bỏ trống để hệ thống tự đặt mã.",
        )
    })
}

async fn change(
    app: &App,
    view: &View,
    by: &Caller,
    held: Held,
    save: &Save,
) -> Result<Outcome, AppError> {
    let (kind, name) = (held.kind, held.kind.def.name);
    reach::permit_write(view, name, &held.values)?;
    let snapshot = app.db().read().await?;
    let opened = find::revision(&snapshot, held.record.id, save.seen).await?;
    drop(snapshot);
    // A number the editor cannot have seen, of when the record stood elsewhere, opens nothing.
    let opened = opened.filter(|(_, base)| reach::shows(view, name, base));
    let (_, base) = opened.ok_or(AppError::Stale)?;
    let mut draft = draft_of(view, &held, &base, save.seen, Some(&save.typed));
    let mut faults = Vec::new();
    let values = draft.read(&save.typed, place(kind), &mut faults);
    let (key, stored) = (values.key(kind.def), held.record.key.clone());
    let mut options = Options {
        revise: reason_of(save.reason.as_deref()),
        channel: by.channel.to_owned(),
        expected: ByKey::one(name, stored.as_str(), save.seen),
        replace: true,
        deed: Some(deed(by, "record.edit", kind, &values)),
        ..Options::default()
    };
    if key != stored {
        options.moved.set(name, key, stored);
    }
    let told = vec![Told {
        def: kind.def,
        number: 1,
        values: values.clone(),
    }];
    let loaded = bundle::store(app, &by.actor, told, faults, &options).await?;
    if let Some(conflict) = loaded.conflicts.first() {
        let clash = clash::of(app, view, &held, (&base, &values), save, conflict).await?;
        return Ok(Outcome::Clashed(Box::new(clash)));
    }
    if loaded.refused() {
        draft.typed = Some(&save.typed);
        let thing = words::thing(view, kind, &held.values);
        let mut form = draft.form(words::editing(kind), thing, &loaded.faults);
        form.reason = save.reason.clone().unwrap_or_default();
        return Ok(Outcome::Refused(Box::new(form)));
    }
    Ok(Outcome::Stored(Stored {
        kind: name,
        event: loaded.event,
        values,
    }))
}
