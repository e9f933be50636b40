//! Names of awards that agencies add where a list had one the catalogue did not know.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::catalogue::AWARD_NAMES;
use thidua_domain::text::{self, fold};

use crate::access::Caller;
use crate::bundle::{self, Deed, Options, PERMISSION, Told};
use crate::record::refusal;
use crate::{App, AppError, View};

/// An award of the catalogue with everything it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedAward {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Other spellings.
    pub spellings: Vec<String>,
    /// Whether an agency added it.
    pub added: bool,
}

/// A name an agency added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedLine {
    /// As written.
    pub name: String,
    /// Name of the award it names.
    pub award: String,
    /// Name of the agency.
    pub agency: String,
    /// Since when, shown.
    pub since: Option<String>,
    /// Key of its record.
    pub record: String,
    /// Names of all awards this spelling may mean, where it is more than one.
    pub unclear: Vec<String>,
}

/// The catalogue of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Naming {
    /// Awards, highest first.
    pub awards: Vec<NamedAward>,
    /// What agencies added.
    pub added: Vec<AddedLine>,
}

/// What is added.
#[derive(Clone, Debug, Default)]
pub struct NewName {
    /// Code of the agency that adds it.
    pub agency: String,
    /// As written.
    pub name: String,
    /// Code of the award it names; `None`: a new award.
    pub award: Option<String>,
    /// `danh_hieu` or `hinh_thuc`, of a new award.
    pub kind: Option<String>,
    /// `tap_the`, `ca_nhan`, `ca_hai`, of a new award.
    pub subject: Option<String>,
    /// Where it was met.
    pub reason: Option<String>,
}

/// The catalogue of names.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not write.
pub fn naming(view: &View) -> Result<Naming, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let awards = state.catalogue.awards().map(|award| NamedAward {
        code: award.code.clone(),
        name: award.name.clone(),
        short: award.short.clone(),
        spellings: award.spellings.clone(),
        added: award.added,
    });
    let added = state.award_names.iter().map(|added| {
        let all = state.catalogue.awards_spelt(&added.name);
        let award = state.catalogue.award(&added.award);
        let mut key = Values::default();
        key.set("ma_co_quan", &added.agency);
        key.set("ten_goi", &added.name);
        AddedLine {
            name: added.name.clone(),
            award: award.map_or_else(|| added.award.clone(), |award| award.name.clone()),
            agency: state.name_on(&added.agency, view.today),
            since: added.since.map(|day| day.vn()),
            record: key.key(&AWARD_NAMES),
            unclear: match all.len() {
                0 | 1 => Vec::new(),
                _ => all.iter().map(|award| award.name.clone()).collect(),
            },
        }
    });
    Ok(Naming {
        awards: awards.collect(),
        added: added.collect(),
    })
}

/// Adds a name; the event that can be undone.
///
/// # Errors
/// [`AppError::Refused`] with what is wrong: nothing written, a spelling that names an award already.
pub async fn add_name(app: &App, by: &Caller, new: &NewName) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    view.permit_agency(PERMISSION, &new.agency)?;
    let name = text::clean(&new.name);
    if fold(&name).is_empty() {
        return Err(AppError::refused(
            "Chưa ghi tên gọi. Ghi đúng như danh sách đã ghi.",
        ));
    }
    let known = view.state.catalogue.awards_spelt(&name);
    if let Some(award) = known.first() {
        return Err(AppError::refused(format!(
            "Tên gọi này đã được hiểu là «{}». Nếu hiểu như vậy là sai, sửa ở danh sách tên gọi đã bổ sung.",
            award.name
        )));
    }
    let row = row(&view, new, &name, view.today)?;
    let reason = new.reason.as_deref().map(text::clean);
    let reason = reason.filter(|reason| !reason.is_empty());
    let options = Options {
        revise: Some(reason.unwrap_or_else(|| "Bổ sung tên gọi gặp trong danh sách cũ".to_owned())),
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "register.name_award",
            subject: format!("danh-muc-khen-thuong {name}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = Told {
        def: &AWARD_NAMES,
        number: 1,
        values: row,
    };
    let loaded = bundle::store(app, &by.actor, vec![told], Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(loaded.event)
}

fn row(view: &View, new: &NewName, name: &str, today: Date) -> Result<Values, AppError> {
    let mut row = Values::default();
    row.set("ma_co_quan", &new.agency);
    row.set("ten_goi", name);
    row.set("tu_ngay", today.to_string());
    match &new.award {
        Some(code) => row.set("ma_khen_thuong", code),
        None => {
            let Some(kind) = &new.kind else {
                return Err(AppError::refused(
                    "Chọn danh hiệu, hình thức đã có; nếu là hình thức mới thì chọn loại của nó.",
                ));
            };
            let words: Vec<char> = fold(name).chars().collect();
            let words: String = words
                .into_iter()
                .map(|sign| {
                    if sign.is_ascii_alphanumeric() {
                        sign
                    } else {
                        '-'
                    }
                })
                .collect();
            let stem = format!("{}.{}", new.agency, words.trim_matches('-'));
            let code = (1_u32..)
                .map(|n| {
                    if n == 1 {
                        stem.clone()
                    } else {
                        format!("{stem}-{n}")
                    }
                })
                .find(|code| view.state.catalogue.award(code).is_none());
            row.set("ma_khen_thuong", code.unwrap_or(stem));
            row.set("loai", kind);
            row.set("tang_cho", new.subject.as_deref().unwrap_or("ca_hai"));
        }
    }
    Ok(row)
}
