//! Deciding, and taking back: rows of `tra-loi-dieu-kien` by the one write path, one event for all that are decided
//! together.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::access::{Actor, Grant, Role, Target};
use thidua_domain::bundle::{Severity, Values};
use thidua_domain::law::ANSWERS;
use thidua_domain::text;

use super::{MOST, PERMISSION, may_answer, named, reads, refused};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::record::refusal;
use crate::{App, AppError, View};

/// Longest ground and longest document, in letters.
const LONGEST: (usize, usize) = (1_000, 300);

/// A subject that is decided of, as one saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Code of the person or collective.
    pub subject: String,
    /// Revision of the answer one saw; 0: there was none.
    pub seen: i64,
}

/// A decision of one condition for one year, of one subject or several.
#[derive(Clone, Debug, Default)]
pub struct Conclusion {
    /// Of whom.
    pub subjects: Vec<Seen>,
    /// Code of the condition.
    pub condition: String,
    /// The considered year.
    pub year: i16,
    /// Whether it holds; `None`: nothing was chosen.
    pub holds: Option<bool>,
    /// Why.
    pub ground: String,
    /// The paper it rests on.
    pub document: String,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many answers are others than before.
    pub stored: usize,
    /// Number of the event; `None`: everything was stored like this already.
    pub event: Option<i64>,
    /// What is wrong with the form; then nothing is stored.
    pub faults: Vec<String>,
    /// Of whom somebody else decided meanwhile; then nothing is stored.
    pub conflicts: Vec<String>,
}

/// Decides, all or nothing.
///
/// # Errors
/// [`AppError::NotFound`] where one of the subjects is not the actor's to decide of, [`AppError::Forbidden`] without
/// the permission.
pub async fn answer(app: &App, by: &Caller, told: &Conclusion) -> Result<Done, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    let may =
        |one: &Seen| may_answer(&view, &one.subject) && reads(&view, &one.subject, &told.condition);
    if !told.subjects.iter().all(may) {
        return Err(AppError::NotFound);
    }
    let ground = text::clean(&told.ground);
    let document = text::clean(&told.document);
    let faults = faults(&view, told, &ground, &document);
    if !faults.is_empty() {
        return Ok(Done {
            faults,
            ..Done::default()
        });
    }
    let mut options = options(by, told, ground.clone(), "law.answer");
    let mut rows = Vec::new();
    let mut subjects = BTreeSet::new();
    for one in &told.subjects {
        let code = view.state.merged.standing(&one.subject);
        if !subjects.insert(code.to_owned()) {
            continue;
        }
        let mut values = named(code, &told.condition, told.year);
        values.set(
            "ket_luan",
            if told.holds == Some(true) {
                "co"
            } else {
                "khong"
            },
        );
        values.set("can_cu", &ground);
        if !document.is_empty() {
            values.set("van_ban", cited(&view, &document));
        }
        values.set("nguoi_tra_loi", &by.name);
        values.set("ngay", view.today.to_string());
        let own = values.key(&ANSWERS);
        options.expected.set(ANSWERS.name, own, one.seen);
        rows.push(values);
    }
    store(app, by, &view, rows, &options).await
}

/// A paper by its code, where it is one of `van-ban` told in the words it is cited with.
fn cited(view: &View, document: &str) -> String {
    let known = view.state.citations();
    known
        .get(document)
        .cloned()
        .unwrap_or_else(|| document.to_owned())
}

fn faults(view: &View, told: &Conclusion, ground: &str, document: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(reason) = refused(&view.state.law, &told.condition) {
        faults.push(reason.to_owned());
    }
    if told.subjects.is_empty() {
        faults.push("Chọn ít nhất một người hoặc tập thể.".to_owned());
    }
    if told.subjects.len() > MOST {
        faults.push(format!(
            "Mỗi lần kết luận nhiều nhất {MOST} người hoặc tập thể."
        ));
    }
    if told.holds.is_none() {
        faults.push("Chọn «Đạt» hoặc «Không đạt».".to_owned());
    }
    if ground.is_empty() {
        faults.push("Ghi căn cứ kết luận: biên bản, ý kiến, văn bản đã đối chiếu.".to_owned());
    }
    if ground.chars().count() > LONGEST.0 {
        faults.push(format!("Căn cứ dài nhất {} ký tự.", LONGEST.0));
    }
    if document.chars().count() > LONGEST.1 {
        faults.push(format!("Văn bản dài nhất {} ký tự.", LONGEST.1));
    }
    faults
}

fn options(by: &Caller, told: &Conclusion, reason: String, command: &'static str) -> Options {
    let whom = match told.subjects.as_slice() {
        [one] => one.subject.clone(),
        several => format!("{:02}", several.len()),
    };
    Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        replace: true,
        deed: Some(Deed {
            command,
            subject: format!("{} {whom} {} {}", ANSWERS.name, told.condition, told.year),
            name: by.name.clone(),
        }),
        ..Options::default()
    }
}

/// Who stores what was decided: heads decide though they load no data. What may be decided was looked at before; the
/// agencies are named so that the one write path lets exactly these rows pass.
fn as_office(view: &View, by: &Caller) -> Actor {
    let mut actor = by.actor.clone();
    let agencies = by.actor.agencies(PERMISSION, view.today);
    let grants: Vec<Grant> = agencies
        .into_iter()
        .map(|agency| Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        })
        .collect();
    actor.grants.extend(grants);
    actor
}

async fn store(
    app: &App,
    by: &Caller,
    view: &View,
    rows: Vec<Values>,
    options: &Options,
) -> Result<Done, AppError> {
    let subject = |row: &Values| row.text_or_empty("ma_doi_tuong");
    let numbered: BTreeMap<u32, String> = (1..).zip(rows.iter().map(subject)).collect();
    let told = (1..).zip(rows).map(|(number, values)| Told {
        def: &ANSWERS,
        number,
        values,
    });
    let actor = as_office(view, by);
    let loaded = bundle::store(app, &actor, told.collect(), Vec::new(), options).await?;
    let name = |row: u32| {
        let code = numbered.get(&row)?;
        Some(view.state.name_on(code, view.today))
    };
    let mut conflicts: BTreeSet<String> = loaded
        .conflicts
        .iter()
        .filter_map(|conflict| name(conflict.row))
        .collect();
    let mut faults = Vec::new();
    let errors = loaded.faults.iter();
    for fault in errors.filter(|fault| fault.severity == Severity::Error) {
        // Nothing stood there when one looked, and now there is a row: somebody else decided first.
        match name(fault.row).filter(|_| fault.column.is_empty()) {
            Some(name) => {
                conflicts.insert(name);
            }
            None => faults.push(format!("{} {}", fault.reason, fault.cure)),
        }
    }
    faults.dedup();
    let refused = !faults.is_empty() || !conflicts.is_empty();
    Ok(Done {
        stored: if refused {
            0
        } else {
            loaded.stored.get(ANSWERS.name).copied().unwrap_or(0)
        },
        event: loaded.event.filter(|_| !refused),
        faults,
        conflicts: conflicts.into_iter().collect(),
    })
}

/// Takes an answer back; its history stays. `seen` is the revision one saw.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's to take back or there is none, [`AppError::Stale`] where it is
/// another one by now, [`AppError::Refused`] without a reason.
pub async fn withdraw(
    app: &App,
    by: &Caller,
    (subject, condition, year): (&str, &str, i16),
    seen: i64,
    reason: &str,
) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    let code = view.state.merged.standing(subject).to_owned();
    if !may_answer(&view, &code) || !reads(&view, &code, condition) {
        return Err(AppError::NotFound);
    }
    let known = view.state.answers.get(&code).into_iter().flatten();
    let mut known = known.filter(|own| own.condition == condition && own.year.0 == year);
    let found = known.next().ok_or(AppError::NotFound)?;
    let reason = text::clean(reason);
    if reason.is_empty() {
        return Err(AppError::refused(
            "Rút kết luận phải ghi lý do. Ghi lý do rồi gửi lại.",
        ));
    }
    let one = Conclusion {
        subjects: vec![Seen {
            subject: code.clone(),
            seen,
        }],
        condition: condition.to_owned(),
        year,
        ..Conclusion::default()
    };
    let options = Options {
        expected: ByKey::one(ANSWERS.name, found.key.as_str(), seen),
        removed: BTreeMap::from([(ANSWERS.name, vec![found.key.clone()])]),
        ..options(by, &one, reason, "law.withdraw")
    };
    let actor = as_office(&view, by);
    let loaded = bundle::store(app, &actor, Vec::new(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(())
}
