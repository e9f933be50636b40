//! A person moved to another office (điều động, chuyển công tác): the present post is closed on the day
//! before, the new one begins, both in one transaction.

use jiff::civil::Date;
use thidua_domain::bundle::{Fault, Severity, Values};
use thidua_domain::people;
use thidua_domain::time::{PartialDate, parse_date};

use super::find::{Held, find, key_of, kind_of};
use super::form::{Draft, Form, Typed};
use super::reach;
use super::save::{Outcome, Stored, deed, place, reason_of};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Options, Told};
use crate::{App, AppError, View};

/// What is asked of the new post.
const ASKED: [&str; 6] = [
    "ma_co_quan",
    "chuc_vu",
    "chuc_danh",
    "nhom",
    "tu_ngay",
    "nguon",
];
/// What stays the person's own.
const OWN: [&str; 4] = ["ma", "ho_va_ten", "ngay_sinh", "gioi_tinh"];

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Transfer {
    /// Code of the person.
    pub person: String,
    /// Revision of the present post the editor saw.
    pub seen: i64,
    /// The new post as typed.
    pub typed: Typed,
    /// Why, beside the document.
    pub reason: Option<String>,
}

/// The record of a person's present post, else of the last one.
async fn present(app: &App, view: &View, code: &str) -> Result<Held, AppError> {
    let code = view.state.merged.standing(code);
    let person = view.state.people.get(code).ok_or(AppError::NotFound)?;
    let post = person.on(view.today).or(person.posts.last());
    let from = post.and_then(|post| post.validity.from);
    let from = from.map(|day| day.to_string());
    // The post of a person with two codes is stored under its own.
    let code = post
        .and_then(|post| post.stored_as.as_deref())
        .unwrap_or(&person.code);
    let key = key_of(&people::SHEET, code, from.as_deref());
    let held = find(app, kind_of(people::SHEET.name)?, &key).await?;
    reach::permit_write(view, people::SHEET.name, &held.values)?;
    Ok(held)
}

/// What the new post begins with: group and title go with the person, the rest is asked.
fn begin(held: &Held) -> Values {
    let mut base = Values::default();
    for id in OWN.into_iter().chain(["chuc_danh", "nhom"]) {
        if let Some(text) = held.values.get(id) {
            base.set(id, text);
        }
    }
    base
}

fn draft<'a>(view: &'a View, held: &Held, base: &'a Values, typed: Option<&'a Typed>) -> Draft<'a> {
    Draft {
        view,
        kind: held.kind,
        record: None,
        seen: held.record.number,
        base,
        typed,
        only: &ASKED,
        locked: &[],
    }
}

fn titled(form: &mut Form) {
    for field in &mut form.fields {
        field.first = true;
        (field.label, field.help) = match field.id {
            "ma_co_quan" => ("Cơ quan, đơn vị mới", "Nơi đến. Chuyển ra ngoài phạm vi được giao thì đề nghị cơ quan cấp trên thực hiện.".to_owned()),
            "chuc_vu" => ("Chức vụ mới", field.help.clone()),
            "tu_ngay" => {
                field.required = true;
                ("Từ ngày", "Ngày bắt đầu ở nơi mới; vị trí hiện nay kết thúc vào ngày liền trước.".to_owned())
            }
            "nguon" => ("Văn bản điều động", "Số, ký hiệu quyết định điều động, luân chuyển, bổ nhiệm.".to_owned()),
            _ => (field.label, field.help.clone()),
        };
    }
}

/// The form of a transfer.
pub async fn transfer_form(app: &App, view: &View, person: &str) -> Result<Form, AppError> {
    let held = present(app, view, person).await?;
    let base = begin(&held);
    let thing = held.values.text("ho_va_ten");
    let title = "Điều động, chuyển công tác".to_owned();
    let mut form = draft(view, &held, &base, None).form(title, thing, &[]);
    titled(&mut form);
    Ok(form)
}

/// Closes the present post and begins the new one.
pub async fn transfer(app: &App, by: &Caller, asked: &Transfer) -> Result<Outcome, AppError> {
    let view = app.view(&by.actor).await?;
    let held = present(app, &view, &asked.person).await?;
    let base = begin(&held);
    let draft = draft(&view, &held, &base, Some(&asked.typed));
    let mut faults = Vec::new();
    let new = draft.read(&asked.typed, place(held.kind), &mut faults);
    let unread = faults.iter().any(|fault| fault.column == "Từ ngày");
    let day = if unread {
        None
    } else {
        first_day(&held, &new, &mut faults)
    };
    let def = held.kind.def;
    let reason = reason_of(asked.reason.as_deref());
    // In this order: without a first day the new post would bear the present one's key.
    let mut expected = ByKey::one(def.name, new.key(def), 0);
    expected.set(def.name, held.record.key.as_str(), asked.seen);
    let options = Options {
        revise: Some(reason.unwrap_or_else(|| "Điều động, chuyển công tác".to_owned())),
        channel: by.channel.to_owned(),
        expected,
        replace: true,
        deed: Some(deed(by, "record.transfer", held.kind, &new)),
        ..Options::default()
    };
    let row = |number, values| Told {
        def,
        number,
        values,
    };
    let mut told = vec![row(1, new.clone())];
    if let Some(closed) = day.and_then(|day| closed(&held, day)) {
        told.push(row(2, closed));
    }
    let loaded = bundle::store(app, &by.actor, told, faults, &options).await?;
    if !loaded.conflicts.is_empty() {
        return Err(AppError::Stale);
    }
    if loaded.refused() {
        // Both rows complain of one day: the first complaint says it.
        let mut told: Vec<Fault> = Vec::new();
        for fault in loaded.faults {
            if !told.iter().any(|other| other.column == fault.column) {
                told.push(fault);
            }
        }
        let title = "Điều động, chuyển công tác".to_owned();
        let mut form = draft.form(title, held.values.text("ho_va_ten"), &told);
        titled(&mut form);
        form.reason = asked.reason.clone().unwrap_or_default();
        return Ok(Outcome::Refused(Box::new(form)));
    }
    Ok(Outcome::Stored(Stored {
        kind: def.name,
        event: loaded.event,
        values: new,
    }))
}

/// The first day of the new post: exact, and after the present one began.
fn first_day(held: &Held, new: &Values, faults: &mut Vec<Fault>) -> Option<Date> {
    let place = place(held.kind);
    let told = new.get("tu_ngay");
    let mut wrong = |reason: &str, cure: &str| {
        let value = told.unwrap_or_default();
        faults.push(place.fault(Severity::Error, "Từ ngày", value, reason, cure));
    };
    let Some(day) = told.and_then(|text| parse_date(text).ok()) else {
        wrong(
            "Thiếu ngày bắt đầu ở nơi mới.",
            "Ghi đủ ngày, tháng, năm, ví dụ 01/12/2026.",
        );
        return None;
    };
    let began = held.values.date("tu_ngay");
    if began.is_some_and(|began| began.first_day() >= day) {
        let began = began.map(PartialDate::vn).unwrap_or_default();
        wrong(
            &format!("Ngày này không sau ngày bắt đầu vị trí hiện nay ({began})."),
            "Ghi ngày sau đó; nếu vị trí hiện nay ghi sai ngày, sửa giai đoạn công tác ấy.",
        );
        return None;
    }
    Some(day)
}

/// The present post as it stands once it is closed; `None`: it has ended before.
fn closed(held: &Held, day: Date) -> Option<Values> {
    let last = day.yesterday().ok()?;
    let ended = held.values.date("den_ngay");
    if ended.is_some_and(|ended| ended.last_day() <= last) {
        return None;
    }
    let mut values = held.values.clone();
    values.set("den_ngay", last.to_string());
    Some(values)
}
