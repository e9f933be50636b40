//! Storing what was typed: a form is a sheet of one row, and goes the way every sheet goes.

use std::collections::BTreeMap;

use thidua_domain::access::Target;
use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::text;
use thidua_domain::time::WorkYear;
use thidua_store::records;

use super::clash::{self, Clash};
use super::find::{self, Held, find, kind_of};
use super::form::{Draft, Form, Typed};
use super::kind::{Code, Kind};
use super::reach;
use super::words;
use crate::access::Caller;
use crate::bundle::{self, Deed, Loaded, Options, PERMISSION, Told};
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

/// What a new row begins with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Code of the agency it belongs to.
    pub agency: Option<String>,
    /// Code it is another row of: a person's next post, an agency's next name, a block's next year.
    pub code: Option<String>,
    /// Work year.
    pub year: Option<i16>,
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
        locked: if start.code.is_some() { &["ma"] } else { &[] },
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

/// What a new row begins with; refused where the actor may not enter it.
fn begin(view: &View, kind: &'static Kind, start: &Start) -> Result<Values, AppError> {
    let name = kind.def.name;
    view.permit(PERMISSION, Target::Any)?;
    if !reach::enters(view, name) {
        return Err(AppError::NotFound);
    }
    let mut base = Values::default();
    for column in kind.def.columns {
        if let Some(default) = column.default {
            base.set(column.id, default);
        }
    }
    if let Some(agency) = &start.agency {
        view.permit_agency(PERMISSION, agency)?;
        let column = match name {
            "co-quan" => "ma_cap_tren",
            "van-ban" => "co_quan_ban_hanh",
            "cum-khoi" => "co_quan_quan_ly",
            "sap-xep" => "ma_cu",
            _ => "ma_co_quan",
        };
        base.set(column, agency);
    }
    let year = start.year.unwrap_or_else(|| WorkYear::of(view.today).0);
    let years = ["nam_cong_tac", "nam_thanh_tich", "nam"];
    let column = years.iter().find(|id| kind.def.column(id).is_some());
    if let Some(column) = column {
        base.set(column, year.to_string());
    }
    if let Some(code) = &start.code {
        continued(view, kind, code, &mut base)?;
    }
    Ok(base)
}

/// Another row of a code begins with what its last row says and does not change with time.
fn continued(
    view: &View,
    kind: &'static Kind,
    code: &str,
    base: &mut Values,
) -> Result<(), AppError> {
    let state = view.state.as_ref();
    base.set("ma", code);
    let mut put = |id: &str, text: Option<String>| {
        if let Some(text) = text {
            base.set(id, text);
        }
    };
    match kind.def.name {
        "nhan-su" => {
            let person = state.people.get(code).ok_or(AppError::NotFound)?;
            let last = person.posts.last().ok_or(AppError::NotFound)?;
            put("ho_va_ten", Some(last.name.clone()));
            put("ngay_sinh", person.born.map(|day| day.to_string()));
            put("gioi_tinh", person.gender.clone());
            put("nhom", last.group.clone());
            put("chuc_danh", last.title.clone());
            put("ma_co_quan", Some(last.agency.clone()));
            let row = Values::clone(base);
            reach::permit_write(view, kind.def.name, &row)
        }
        "co-quan" => {
            let agency = state.org.find(code).ok_or(AppError::NotFound)?;
            let last = agency.spells.last().ok_or(AppError::NotFound)?;
            put("ten", Some(last.name.clone()));
            put("ten_ngan", last.short_name.clone());
            put("cap", Some(last.level.code().to_owned()));
            put("ma_cap_tren", last.parent.clone());
            put("dia_ban", last.area.clone());
            Ok(())
        }
        "cum-khoi" => {
            let years = state.clusters.get(code).ok_or(AppError::NotFound)?;
            let last = years.last().ok_or(AppError::NotFound)?;
            put("ten", Some(last.name.clone()));
            put("co_quan_quan_ly", last.manager.clone());
            put("thanh_vien", Some(last.members.join(";")));
            Ok(())
        }
        _ => Err(AppError::NotFound),
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
        } else if save.start.code.is_none() {
            faults.extend(taken(view, kind, &values));
        }
        let options = Options {
            revise: reason_of(save.reason.as_deref()),
            channel: by.channel.to_owned(),
            expected: BTreeMap::from([(values.key(kind.def), 0)]),
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

/// A code for a new thing that has none: made of its name, or numbered within the work year.
async fn propose(
    app: &App,
    view: &View,
    kind: &'static Kind,
    values: &Values,
) -> Result<Option<String>, AppError> {
    let year = WorkYear::of(view.today);
    let (stem, numbered) = match kind.code {
        Code::None => return Ok(None),
        Code::Of(columns) => {
            let named = columns.iter().find_map(|id| values.get(id));
            let slug = slug(named.unwrap_or_default());
            let fallback = || format!("{}-{year}", kind.def.name);
            (if slug.is_empty() { fallback() } else { slug }, false)
        }
        Code::Numbered(sign) => (format!("{sign}-{year}"), true),
    };
    let snapshot = app.db().read().await?;
    // Agencies, people and blocks share their codes.
    let kinds: &[&str] = match kind.def.name {
        "nhan-su" | "co-quan" | "cum-khoi" => &["nhan-su", "co-quan", "cum-khoi"],
        name => &[name],
    };
    // Doubling and halving: a register of many thousands is not walked through one by one.
    let named = |n: u32| match (numbered, n) {
        (true, n) => format!("{stem}-{n:04}"),
        (false, 1) => stem.clone(),
        (false, n) => format!("{stem}-{n}"),
    };
    let mut n = 1_u32;
    let mut step = 1_u32;
    let mut last_used = 0_u32;
    loop {
        let mut used = false;
        for kind in kinds {
            used |= records::is_used(&snapshot, kind, &named(n)).await?;
        }
        match (used, n - last_used) {
            (false, 1) => return Ok(Some(named(n))),
            (true, _) => {
                last_used = n;
                n = n.saturating_add(step);
                step = step.saturating_mul(2);
            }
            (false, _) => {
                step = 1;
                n = last_used + 1;
            }
        }
    }
}

/// A code made of a text: `Nguyễn Văn An` → `nguyen-van-an`.
fn slug(text: &str) -> String {
    let folded = text::fold(text);
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let whole = parts.join("-");
    let short: String = whole.chars().take(60).collect();
    short.trim_end_matches('-').to_owned()
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
    let (_, base) = opened.ok_or(AppError::Stale)?;
    let mut draft = draft_of(view, &held, &base, save.seen, Some(&save.typed));
    let mut faults = Vec::new();
    let values = draft.read(&save.typed, place(kind), &mut faults);
    let (key, stored) = (values.key(kind.def), held.record.key.clone());
    let mut options = Options {
        revise: reason_of(save.reason.as_deref()),
        channel: by.channel.to_owned(),
        expected: BTreeMap::from([(stored.clone(), save.seen)]),
        replace: true,
        deed: Some(deed(by, "record.edit", kind, &values)),
        ..Options::default()
    };
    if key != stored {
        options.moved.insert(key, stored);
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

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_code_is_made_of_a_name() {
        assert_eq!(slug("Nguyễn Văn Đạt"), "nguyen-van-dat");
        assert_eq!(slug("12/QĐ-BTP"), "12-qd-btp");
        assert_eq!(slug("  –  "), "");
    }
}
