//! Back again: an earlier revision as a new one, a record taken away, everything one event stored undone.

use std::collections::BTreeMap;

use thidua_domain::access::Target;
use thidua_domain::bundle::{Fault, Severity};
use thidua_domain::register::named::MATCHES;
use thidua_domain::time::Instant;
use thidua_store::{figures, records};

use super::find::{self, Held, find, kind_of, values_of};
use super::kind;
use super::save::{Stored, deed, reason_of};
use super::{history, reach};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Loaded, Options, PERMISSION, Told};
use crate::{App, AppError};

/// Records one event may have stored for it to be undone on a page: more is the work of a bundle.
const MOST: usize = 200;

/// What was asked for could not be done as it stands.
pub(crate) fn refusal(loaded: &Loaded) -> AppError {
    if !loaded.conflicts.is_empty() {
        return AppError::Stale;
    }
    let errors = loaded.faults.iter();
    let errors = errors.filter(|fault| fault.severity == Severity::Error);
    let told: Vec<String> = errors
        .map(|fault: &Fault| format!("{} {}", fault.reason, fault.cure))
        .collect();
    AppError::refused(told.join("\n"))
}

fn stored(held: &Held, loaded: &Loaded) -> Stored {
    Stored {
        kind: held.kind.def.name,
        event: loaded.event,
        values: held.values.clone(),
    }
}

async fn writable(app: &App, by: &Caller, kind: &str, record: &str) -> Result<Held, AppError> {
    let view = app.view(&by.actor).await?;
    let held = find(app, kind_of(kind)?, record).await?;
    reach::permit_write(&view, held.kind.def.name, &held.values)?;
    Ok(held)
}

/// Brings an earlier revision back as a new one; `seen` is the newest the editor saw.
pub async fn restore(
    app: &App,
    by: &Caller,
    (kind, record): (&str, &str),
    (number, seen): (i64, i64),
    reason: Option<&str>,
) -> Result<Stored, AppError> {
    let mut held = writable(app, by, kind, record).await?;
    let view = app.view(&by.actor).await?;
    let reason = reason_of(reason).ok_or_else(|| {
        AppError::refused("Khôi phục bản cũ phải ghi lý do. Ghi lý do rồi gửi lại.")
    })?;
    let snapshot = app.db().read().await?;
    let found = find::revision(&snapshot, held.record.id, number).await?;
    drop(snapshot);
    let found = found.filter(|(_, values)| reach::shows(&view, held.kind.def.name, values));
    let (earlier, values) = found.ok_or(AppError::NotFound)?;
    if earlier.removed {
        return Err(AppError::refused(
            "Bản này ghi việc gỡ bỏ nên không khôi phục được. Chọn một bản khác.",
        ));
    }
    let def = held.kind.def;
    let (key, now) = (values.key(def), held.record.key.clone());
    let mut options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: ByKey::one(def.name, now.as_str(), seen),
        replace: true,
        deed: Some(deed(by, "record.restore", held.kind, &values)),
        ..Options::default()
    };
    if key != now {
        options.moved.set(def.name, key, now);
    }
    let told = Told {
        def,
        number: 1,
        values: values.clone(),
    };
    let loaded = bundle::store(app, &by.actor, vec![told], Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    held.values = values;
    Ok(stored(&held, &loaded))
}

/// Takes a record away, where nothing refers to it; its history stays.
pub async fn remove(
    app: &App,
    by: &Caller,
    (kind, record): (&str, &str),
    seen: i64,
    reason: Option<&str>,
) -> Result<Stored, AppError> {
    let held = writable(app, by, kind, record).await?;
    let reason = reason_of(reason)
        .ok_or_else(|| AppError::refused("Gỡ bỏ phải ghi lý do. Ghi lý do rồi gửi lại."))?;
    if held.record.removed {
        return Err(AppError::Stale);
    }
    let key = held.record.key.clone();
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: ByKey::one(held.kind.def.name, key.as_str(), seen),
        removed: BTreeMap::from([(held.kind.def.name, vec![key])]),
        deed: Some(deed(by, "record.remove", held.kind, &held.values)),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, Vec::new(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(stored(&held, &loaded))
}

/// Undoes what one event stored: every record stands again as before it, those it brought are taken away.
/// Refused where somebody stored something over it, or where it stored figures too.
pub async fn undo(app: &App, by: &Caller, event: i64) -> Result<Stored, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    let snapshot = app.db().read().await?;
    let revisions = records::of_event(&snapshot, event).await?;
    if revisions.is_empty() || revisions.len() > MOST {
        return Err(AppError::NotFound);
    }
    let mut told = Vec::new();
    let mut options = Options {
        channel: by.channel.to_owned(),
        replace: true,
        ..Options::default()
    };
    let mut about: Option<Stored> = None;
    for revision in &revisions {
        let kind = kind::kind(&revision.kind).ok_or(AppError::NotFound)?;
        let newest = records::by_id(&snapshot, &revision.kind, revision.id).await?;
        let newest = newest.ok_or(AppError::NotFound)?;
        let now = values_of(&newest)?;
        if reach::is_closed(kind.def.name) {
            reach::permit_read(&view, kind.def.name, &now)?;
            return Err(AppError::refused(
                "Việc này không hoàn tác ở đây được. Mở trang của chính khen thưởng, kiến nghị đó để phục hồi, rà lại hoặc rút.",
            ));
        }
        reach::permit_write(&view, kind.def.name, &now)?;
        if newest.number != revision.number {
            let mut people = history::names(&snapshot).await?;
            let who = history::teller(&snapshot, &mut people, &newest).await?;
            return Err(AppError::refused(format!(
                "{who} đã lưu bản mới hơn lúc {}, nên không hoàn tác được. Mở «Lịch sử» để xem và khôi phục bản cần dùng.",
                Instant(newest.at).vn(),
            )));
        }
        let key = newest.key.clone();
        let sheet = kind.def.name;
        options.expected.set(sheet, key.as_str(), newest.number);
        let earlier = find::revision(&snapshot, revision.id, revision.number - 1).await?;
        let values = match earlier {
            Some((earlier, values)) if !earlier.removed => {
                let was = values.key(kind.def);
                if was != key {
                    options.moved.set(sheet, was, key);
                }
                told.push(Told {
                    def: kind.def,
                    number: 1,
                    values: values.clone(),
                });
                values
            }
            _ => {
                let removed = options.removed.entry(sheet).or_default();
                removed.push(key);
                now
            }
        };
        let thing = Stored {
            kind: kind.def.name,
            event: None,
            values,
        };
        // An answer brings along whom it entered: what is undone is the answer.
        if about.is_none() || kind.def.name == MATCHES.name {
            about = Some(thing);
        }
    }
    // Told only to whom the records belong.
    if !figures::of_event(&snapshot, event).await?.is_empty() {
        return Err(AppError::refused(
            "Lần lưu này có cả số liệu thi hành án nên không hoàn tác ở đây được. Sửa từng số liệu.",
        ));
    }
    let at = revisions.first().map_or(0, |revision| revision.at);
    drop(snapshot);
    options.revise = Some(format!("Hoàn tác lần lưu lúc {}", Instant(at).vn()));
    let mut about = about.ok_or(AppError::NotFound)?;
    options.deed = Some(Deed {
        command: "record.undo",
        subject: about
            .values
            .text("ma")
            .unwrap_or_else(|| about.kind.to_owned()),
        name: by.name.clone(),
    });
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    about.event = loaded.event;
    Ok(about)
}
