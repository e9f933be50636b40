//! Registering oneself, taking it back, and what the unit makes of it. Everyone may register oneself; whoever writes
//! for an agency may register its people and units, take registrations up, or give them back with a reason.

use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::{Cell, Fault, Place, Severity, Values, row};
use thidua_domain::registration::{Registration, SHEET, Standing};
use thidua_domain::text;
use thidua_domain::time::WorkYear;

use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::record::refusal;
use crate::{App, AppError, View};

/// Registrations answered at once, at most.
const MOST: usize = 500;

/// What is registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Work year.
    pub year: i16,
    /// Code of the person or unit.
    pub subject: String,
    /// The award, by code or name; empty: an initiative alone.
    pub award: Option<String>,
    /// Initiatives, one a line.
    pub initiatives: Option<String>,
}

/// What the unit answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is taken up.
    Accept,
    /// It is given back, and why.
    Return(String),
}

/// Whether a registration is the reader's own.
pub(super) fn is_own(view: &View, row: &Registration) -> bool {
    let own = view.actor.person.as_deref();
    row.subject.is_some() && row.subject.as_deref() == own
}

/// Registers a person or a unit: oneself, or one of those the actor writes for.
///
/// # Errors
/// [`AppError::NotFound`] for who is neither, [`AppError::Faulty`] with what cannot be read, [`AppError::Refused`]
/// where nothing is registered, it was registered already, or the year is over; [`AppError::Stale`] where somebody was
/// faster.
pub async fn send(app: &App, by: &Caller, asked: &Asked) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let state = view.state.as_ref();
    let subject = state.merged.standing(&asked.subject).to_owned();
    let person = state.people.get(&subject);
    let (agency, kind) = match person {
        Some(person) => {
            let post = person.on(view.today).or(person.posts.last());
            let post = post.ok_or(AppError::NotFound)?;
            (post.agency.clone(), "ca_nhan")
        }
        None if state.org.find(&subject).is_some() => (subject.clone(), "tap_the"),
        None => return Err(AppError::NotFound),
    };
    let writes = view.permit_agency(bundle::PERMISSION, &agency).is_ok();
    let oneself = view.actor.person.as_deref() == Some(subject.as_str());
    if !writes && !oneself {
        return Err(AppError::NotFound);
    }
    if WorkYear(asked.year) < WorkYear::of(view.today) && !writes {
        return Err(AppError::refused(
            "Năm công tác này đã kết thúc. Chọn năm công tác đang thực hiện.",
        ));
    }
    let mut values = read(&view, asked, kind)?;
    values.set("ma_co_quan", &agency);
    values.set("ma_doi_tuong", &subject);
    values.set("doi_tuong", kind);
    values.set("so_luong", "1");
    values.set("ngay_dang_ky", view.today.to_string());
    let standing = if writes {
        Standing::Accepted
    } else {
        Standing::Sent
    };
    let key = values.key(&SHEET);
    let (mut values, seen) = over(app, &key, values).await?;
    values.set("trang_thai", standing.code());
    let told = ("Đăng ký thi đua".to_owned(), "registration.send");
    let expected = ByKey::one(SHEET.name, key, seen);
    store(app, by, &agency, vec![values], told, expected).await
}

/// What is registered over what was given back or withdrawn, with the revision it follows: what is not asked for anew
/// stays. What stands or waits is not registered twice.
pub(super) async fn over(app: &App, key: &str, asked: Values) -> Result<(Values, i64), AppError> {
    let stored = match stored(app, key).await {
        Ok(stored) => stored,
        Err(AppError::NotFound) => return Ok((asked, 0)),
        Err(error) => return Err(error),
    };
    if stored.removed {
        return Ok((asked, stored.seen));
    }
    let known = Registration::from_row(&stored.values);
    if known.is_some_and(|known| known.standing.counts()) {
        return Err(AppError::refused(
            "Đã có đăng ký này. Muốn thay đổi thì rút đăng ký cũ rồi gửi lại, hoặc ghi nhận, trả lại ở trang của đơn vị.",
        ));
    }
    let mut values = stored.values;
    for column in SHEET.columns {
        if let Some(text) = asked.get(column.id) {
            values.set(column.id, text);
        }
    }
    Ok((values, stored.seen))
}

/// What was typed, by the columns of the sheet.
pub(super) fn read(view: &View, asked: &Asked, kind: &str) -> Result<Values, AppError> {
    let place = Place {
        sheet: SHEET.name,
        row: 1,
    };
    let year = asked.year.to_string();
    let typed = [
        ("nam", Some(year.as_str())),
        ("ma_danh_hieu", asked.award.as_deref()),
        ("sang_kien", asked.initiatives.as_deref()),
    ];
    let cells: Vec<_> = typed
        .iter()
        .filter_map(|(id, text)| Some((SHEET.column(id)?, Cell::Text((*text)?.to_owned()))))
        .collect();
    let cells = cells.iter().map(|(column, cell)| (*column, cell));
    let mut faults: Vec<Fault> = Vec::new();
    let mut values = row(&SHEET, place, cells, &mut faults);
    faults.retain(|fault| fault.severity == Severity::Error && fault.column != "Mã cơ quan");
    if !faults.is_empty() {
        return Err(AppError::Faulty(faults));
    }
    if values.get("ma_danh_hieu").is_none() && values.get("sang_kien").is_none() {
        return Err(AppError::refused(
            "Chọn danh hiệu, hình thức đăng ký, hoặc ghi tên sáng kiến, đề tài.",
        ));
    }
    if let Some(written) = values.text("ma_danh_hieu") {
        let award = view.state.catalogue.award_spelt(&written);
        let award = award.ok_or_else(|| {
            AppError::refused("Không có danh hiệu, hình thức khen thưởng này trong danh mục.")
        })?;
        if award.subject != "ca_hai" && award.subject != kind {
            let to = match kind {
                "ca_nhan" => "tập thể, không đăng ký được cho cá nhân",
                _ => "cá nhân, không đăng ký được cho tập thể",
            };
            return Err(AppError::Refused(format!(
                "«{}» chỉ tặng cho {to}.",
                award.name
            )));
        }
        values.set("ma_danh_hieu", &award.code);
    }
    Ok(values)
}

/// Takes a registration back: the one who made it, until the year's awards are decided by others.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's own, [`AppError::Stale`] where it no longer stands.
pub async fn withdraw(app: &App, by: &Caller, key: &str) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let Stored {
        mut values,
        seen,
        removed,
    } = stored(app, key).await?;
    let found = Registration::from_row(&values).ok_or(AppError::NotFound)?;
    if !is_own(&view, &found) {
        return Err(AppError::NotFound);
    }
    if removed || !found.standing.counts() {
        return Err(AppError::Stale);
    }
    values.set("trang_thai", Standing::Withdrawn.code());
    let told = ("Rút đăng ký thi đua".to_owned(), "registration.withdraw");
    let expected = ByKey::one(SHEET.name, key.to_owned(), seen);
    store(app, by, &found.agency, vec![values], told, expected).await
}

/// Takes registrations up, or gives them back: several of one agency's tree in one deed.
///
/// # Errors
/// [`AppError::NotFound`] for one the actor does not write for, [`AppError::Stale`] where one no longer waits,
/// [`AppError::Refused`] without a reason to give them back.
pub async fn answer(
    app: &App,
    by: &Caller,
    keys: &[String],
    answer: &Answer,
) -> Result<usize, AppError> {
    if keys.is_empty() || keys.len() > MOST {
        return Err(AppError::refused(format!("Chọn từ 1 đến {MOST} đăng ký.")));
    }
    let words = match answer {
        Answer::Accept => None,
        Answer::Return(words) => Some(text::clean(words)),
    };
    if words.as_deref() == Some("") {
        return Err(AppError::refused(
            "Trả lại thì phải nêu lý do để người đăng ký biết cần sửa gì.",
        ));
    }
    let view = app.view(&by.actor).await?;
    let mut expected = ByKey::default();
    let mut rows = Vec::new();
    for key in keys {
        let Stored {
            mut values,
            seen,
            removed,
        } = stored(app, key).await?;
        let found = Registration::from_row(&values).ok_or(AppError::NotFound)?;
        view.permit_agency(bundle::PERMISSION, &found.agency)?;
        if removed || found.standing != Standing::Sent {
            return Err(AppError::Stale);
        }
        let next = match &words {
            None => Standing::Accepted,
            Some(words) => {
                values.set("y_kien", words);
                Standing::Returned
            }
        };
        values.set("trang_thai", next.code());
        expected.set(SHEET.name, key.clone(), seen);
        rows.push(values);
    }
    let (reason, command) = match words {
        None => ("Ghi nhận đăng ký thi đua".to_owned(), "registration.accept"),
        Some(words) => (words, "registration.return"),
    };
    let count = rows.len();
    store(app, by, "", rows, (reason, command), expected).await?;
    Ok(count)
}

/// A stored registration.
struct Stored {
    values: Values,
    /// Its newest revision.
    seen: i64,
    /// Whether it was taken away: nobody answers it or takes it back any more.
    removed: bool,
}

async fn stored(app: &App, key: &str) -> Result<Stored, AppError> {
    let snapshot = app.db().read().await?;
    let found = thidua_store::records::find(&snapshot, SHEET.name, key).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let values = Values::from_canonical(found.content.as_str()).ok_or(AppError::NotFound)?;
    Ok(Stored {
        values,
        seen: found.number,
        removed: found.removed,
    })
}

/// Who stores it: it is everyone's own to register, though one loads no data. What may be done was decided before; the
/// agency is named so that the one write path lets exactly these rows pass.
fn as_office(by: &Caller, agency: &str) -> Actor {
    let mut actor = by.actor.clone();
    if !agency.is_empty() {
        actor.grants.push(Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        });
    }
    actor
}

pub(super) async fn store(
    app: &App,
    by: &Caller,
    agency: &str,
    rows: Vec<Values>,
    (reason, command): (String, &'static str),
    expected: ByKey<i64>,
) -> Result<(), AppError> {
    let of = rows.first().map(|row| row.text_or_empty("ma_co_quan"));
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected,
        replace: true,
        deed: Some(Deed {
            command,
            subject: format!("{} {}", SHEET.name, of.unwrap_or_default()),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = rows.into_iter().zip(1_u32..).map(|(values, number)| Told {
        def: &SHEET,
        number,
        values,
    });
    let actor = as_office(by, agency);
    let loaded = bundle::store(app, &actor, told.collect(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(())
}
