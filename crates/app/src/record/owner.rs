//! The record that something else hangs on: files, readings. It lends its own permissions.

use std::collections::BTreeMap;

use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::report::saved::SAVED;
use thidua_store::{Snapshot, records};

use super::find::{Held, find, kind_of, values_of};
use super::{reach, words};
use crate::bundle::PERMISSION;
use crate::report::period::living;
use crate::{App, AppError, View};

/// A record, with what the reader may do.
#[derive(Clone, Debug)]
pub struct Owner {
    /// Sheet.
    pub sheet: &'static str,
    /// What one of the sheet is called.
    pub noun: &'static str,
    /// Identity.
    pub record: i64,
    /// Key.
    pub key: String,
    /// What it is about.
    pub thing: Option<String>,
    /// Code of the agency it belongs to; `toan-he-thong` where it is nobody's in particular.
    pub agency: String,
    /// Whether the reader may open it.
    pub reads: bool,
    /// Whether the reader may change it.
    pub writes: bool,
    /// The row.
    pub values: Values,
}

impl Owner {
    /// What the audit trail calls it.
    pub(crate) fn subject(&self) -> String {
        let code = self.values.get("ma").or(self.values.get("ma_co_quan"));
        format!("{} {}", self.sheet, code.unwrap_or_default())
            .trim()
            .to_owned()
    }
}

/// The record of a sheet, named by key or identity.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or it was taken away.
pub(crate) async fn owner(
    app: &App,
    view: &View,
    sheet: &str,
    record: &str,
) -> Result<Owner, AppError> {
    if sheet == SAVED {
        return living::owner(app, view, record).await;
    }
    let held = find(app, kind_of(sheet)?, record).await?;
    if held.record.removed {
        return Err(AppError::NotFound);
    }
    Ok(of(view, held))
}

/// The standing records of some identities, those of kinds that have no page left out.
pub(crate) async fn owners<S: Snapshot>(
    snapshot: &S,
    view: &View,
    ids: &[i64],
) -> Result<BTreeMap<i64, Owner>, AppError> {
    let mut wanted = ids.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let mut stored = Vec::new();
    for part in wanted.chunks(500) {
        stored.extend(records::standing(snapshot, part).await?);
    }
    let mut found = BTreeMap::new();
    for record in stored {
        if let Ok(kind) = kind_of(&record.kind) {
            let values = values_of(&record)?;
            let held = Held {
                kind,
                record,
                values,
            };
            found.insert(held.record.id, of(view, held));
        }
    }
    Ok(found)
}

fn of(view: &View, held: Held) -> Owner {
    let (sheet, values) = (held.kind.def.name, held.values);
    let writes =
        view.permit(PERMISSION, Target::Any).is_ok() && reach::writes(view, sheet, &values);
    Owner {
        sheet,
        noun: held.kind.noun,
        record: held.record.id,
        key: held.record.key,
        thing: words::thing(view, held.kind, &values),
        agency: agency(view, &values),
        // As a revision in the history: what may be changed may be read.
        reads: writes || reach::permit_read(view, sheet, &values).is_ok(),
        writes,
        values,
    }
}

/// The agency a row belongs to, or that of the person it is about.
fn agency(view: &View, values: &Values) -> String {
    let columns = [
        "ma_co_quan",
        "co_quan_ban_hanh",
        "co_quan_phat_dong",
        "ma_doi_tuong",
        "ma_ca_nhan",
    ];
    let told = columns.iter().find_map(|id| values.get(id));
    let code = told.and_then(|text| text.split(';').next());
    let Some(code) = code.filter(|code| !code.is_empty()) else {
        return "toan-he-thong".to_owned();
    };
    let person = view.state.people.get(view.state.merged.standing(code));
    let post = person.and_then(|person| person.on(view.today).or(person.posts.last()));
    post.map_or(code, |post| post.agency.as_str()).to_owned()
}
