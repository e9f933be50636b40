//! The layouts there are: shipped ones, and those an office put beside them.

use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};
use thidua_domain::access::Target;
use thidua_store::records::{self, NewRecord, Origin as Row, Revision};
use thidua_store::{Canonical, Stamp};

use super::{Layout, UNCONFIRMED};
use crate::access::Caller;
use crate::exchange::PERMISSION;
use crate::{App, AppError, View};

/// Kind of the records of own layouts.
pub const KIND: &str = "bo-cuc-trao-doi";

/// Longest text of a layout, in bytes.
const LONGEST: usize = 32 * 1024;

#[derive(RustEmbed)]
#[folder = "../../rulebook/exchange"]
#[include = "*.toml"]
struct Shipped;

/// On what an own layout rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Code of the agency that put it here.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// The paper that describes it.
    #[serde(rename = "van_ban")]
    pub document: String,
    /// Who confirmed it, by name and post.
    #[serde(rename = "nguoi_xac_nhan")]
    pub confirmed_by: String,
    /// The layout as it was written.
    #[serde(rename = "noi_dung")]
    pub text: String,
}

/// A layout that can be used.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// It.
    pub layout: Layout,
    /// Its text.
    pub text: String,
    /// On what it rests; `None`: shipped.
    pub origin: Option<Origin>,
    /// What is to be said of it wherever it is used.
    pub said: String,
}

/// An own layout to be put here.
#[derive(Clone, Debug, Default)]
pub struct NewLayout {
    /// Code of the agency.
    pub agency: String,
    /// The layout as text.
    pub text: String,
    /// The paper that describes it.
    pub document: String,
    /// Who confirmed it.
    pub confirmed_by: String,
}

/// Every layout: shipped ones first, then own ones by their codes.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn list(app: &App, view: &View) -> Result<Vec<Known>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let catalogue = &view.state.catalogue;
    let mut names: Vec<_> = Shipped::iter().collect();
    names.sort_unstable();
    let mut all = Vec::new();
    for name in names {
        let text = Shipped::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let text = text.unwrap_or_default();
        let layout = Layout::read(&text, catalogue)
            .map_err(|faults| AppError::Machine(format!("{name}: {}", faults.join(" "))))?;
        all.push(Known {
            layout,
            text,
            origin: None,
            said: UNCONFIRMED.to_owned(),
        });
    }
    let snapshot = app.db().read().await?;
    let mut own = Vec::new();
    for record in records::all(&snapshot, Some(KIND)).await? {
        let origin: Origin = record.content.to()?;
        // A figure code that is no more makes a layout unusable; it is mended where it is written anew.
        if let Ok(layout) = Layout::read(&origin.text, catalogue) {
            own.push(Known {
                layout,
                text: origin.text.clone(),
                said: format!(
                    "Bố cục do cơ quan tự khai theo {}; người xác nhận: {}. Thi Đua không tự đối chiếu được với hệ thống nhận.",
                    origin.document, origin.confirmed_by
                ),
                origin: Some(origin),
            });
        }
    }
    own.sort_by(|a, b| a.layout.code.cmp(&b.layout.code));
    all.extend(own);
    Ok(all)
}

/// One layout.
///
/// # Errors
/// [`AppError::NotFound`] where there is none of this code.
pub async fn find(app: &App, view: &View, code: &str) -> Result<Known, AppError> {
    let all = list(app, view).await?;
    let found = all.into_iter().find(|known| known.layout.code == code);
    found.ok_or(AppError::NotFound)
}

/// Puts an own layout here; one of the same code and agency is replaced, its history stays.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not in reach, [`AppError::Refused`] with everything that is wrong.
pub async fn add(app: &App, by: &Caller, new: &NewLayout) -> Result<String, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(PERMISSION, &new.agency)?;
    let mut faults = Vec::new();
    let told = |text: &str| thidua_domain::text::clean(text).replace('\n', " ");
    let (document, confirmed_by) = (told(&new.document), told(&new.confirmed_by));
    if document.is_empty() {
        faults.push("Ghi văn bản mô tả bố cục (số, ngày, nơi ban hành).".to_owned());
    }
    if confirmed_by.is_empty() {
        faults.push("Ghi người đã xác nhận bố cục với hệ thống nhận.".to_owned());
    }
    if new.text.len() > LONGEST {
        faults.push("Bố cục quá dài.".to_owned());
    }
    let text = new.text.replace("\r\n", "\n");
    let layout = match Layout::read(&text, &view.state.catalogue) {
        Ok(layout) => Some(layout),
        Err(wrong) => {
            faults.extend(wrong);
            None
        }
    };
    let known = list(app, &view).await?;
    if let Some(layout) = &layout {
        let taken = known.iter().find(|other| other.layout.code == layout.code);
        let other = taken.is_some_and(|other| {
            let origin = other.origin.as_ref();
            origin.is_none_or(|origin| origin.agency != new.agency)
        });
        if other {
            faults.push(format!("Mã bố cục «{}» đã dùng; đặt mã khác.", layout.code));
        }
    }
    let Some(layout) = layout.filter(|_| faults.is_empty()) else {
        return Err(AppError::Refused(faults.join("\n")));
    };
    let origin = Origin {
        agency: new.agency.clone(),
        document,
        confirmed_by,
        text,
    };
    store(app, by, &layout, &origin).await?;
    Ok(layout.code)
}

async fn store(app: &App, by: &Caller, layout: &Layout, origin: &Origin) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    let key = format!("{}|{}", origin.agency, layout.code);
    let content = Canonical::from_value(origin)?;
    match records::find(&tx, KIND, &key).await? {
        Some(stored) => {
            let revision = Revision {
                id: stored.id,
                follows: stored.number,
                content,
                removed: false,
                origin: Row::default(),
            };
            records::revise(&mut tx, &stamp, vec![revision]).await?;
        }
        None => {
            let new = NewRecord {
                kind: KIND.to_owned(),
                key,
                code: Some(layout.code.clone()),
                content,
                origin: Row::default(),
            };
            records::insert(&mut tx, &stamp, vec![new]).await?;
        }
    }
    let subject = format!("{KIND} {}", layout.code);
    let event = by.event(app.now(), "exchange.layout", subject, None, origin)?;
    tx.commit(event).await?;
    Ok(())
}
