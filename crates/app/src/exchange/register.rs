//! The register of bundles sent and received (sổ trao đổi dữ liệu): which content, known again by its hash, by whom,
//! when, with which paper. What one side sent and the other received have one hash.

use serde::{Deserialize, Serialize};
use thidua_domain::access::Target;
use thidua_store::records::{self, NewRecord, Origin, Revision};
use thidua_store::{Canonical, Stamp, WriteTx};

use super::export::{Exported, PERMISSION};
use super::manifest::Manifest;
use super::sink::To;
use crate::access::Caller;
use crate::{App, AppError, View};

/// Kind of its records.
pub const KIND: &str = "so-trao-doi";

/// Longest number of a paper, in letters.
const LONGEST: usize = 100;

/// Sent, or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Written here.
    #[serde(rename = "gui")]
    Sent,
    /// Taken in here.
    #[serde(rename = "nhan")]
    Received,
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Sent or received.
    #[serde(rename = "chieu")]
    pub way: Way,
    /// Code of the agency the bundle is about.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name as the bundle tells it.
    #[serde(rename = "ten_co_quan")]
    pub agency_name: String,
    /// First work year.
    #[serde(rename = "tu_nam", with = "text")]
    pub from: i16,
    /// Last work year.
    #[serde(rename = "den_nam", with = "text")]
    pub to: i16,
    /// By what its content is known again.
    #[serde(rename = "van_tay")]
    pub fingerprint: String,
    /// `thu_muc`, `zip`, `xlsx` or `api`.
    #[serde(rename = "dang")]
    pub form: String,
    /// Rows of all sheets.
    #[serde(rename = "so_dong", with = "text")]
    pub rows: usize,
    /// Who made the bundle, by full name.
    #[serde(rename = "lap_boi")]
    pub made_by: String,
    /// When it was made, ISO.
    #[serde(rename = "lap_luc")]
    pub made_at: String,
    /// Number of the paper that went with it.
    #[serde(
        rename = "so_van_ban",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub number: Option<String>,
    /// Rows that were stored when it was received.
    #[serde(
        rename = "da_luu",
        default,
        skip_serializing_if = "Option::is_none",
        with = "text_or_none"
    )]
    pub stored: Option<usize>,
}

/// Numbers as text: what is stored of any record are texts.
mod text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<T: Display, S: Serializer>(
        number: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(number)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        from: D,
    ) -> Result<T, D::Error> {
        let told = String::deserialize(from)?;
        told.parse()
            .map_err(|_| serde::de::Error::custom("not a number"))
    }
}

/// The same where it may not be told.
mod text_or_none {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        number: &Option<usize>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match number {
            Some(number) => to.collect_str(number),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<usize>, D::Error> {
        let told = Option::<String>::deserialize(from)?;
        Ok(told.and_then(|told| told.parse().ok()))
    }
}

impl Entry {
    /// A line about a bundle.
    pub(crate) fn of(manifest: &Manifest, way: Way, form: &str) -> Self {
        Self {
            way,
            agency: manifest.agency.code.clone(),
            agency_name: manifest.agency.name.clone(),
            from: manifest.from,
            to: manifest.to,
            fingerprint: manifest.fingerprint(),
            form: form.to_owned(),
            rows: manifest.sheets.iter().map(|sheet| sheet.rows).sum(),
            made_by: manifest.by.clone(),
            made_at: manifest.at.clone(),
            number: None,
            stored: None,
        }
    }
}

/// The word of a form.
pub(super) fn form(to: &To) -> &'static str {
    match to {
        To::Folder(_) => "thu_muc",
        To::Zip(_) => "zip",
        To::Book => "xlsx",
        To::Count => "",
    }
}

/// Notes what was sent.
pub(super) async fn sent(
    app: &App,
    by: &Caller,
    exported: &Exported,
    form: &str,
    number: Option<&str>,
) -> Result<(), AppError> {
    let mut entry = Entry::of(&exported.manifest, Way::Sent, form);
    entry.number = told(number)?;
    note(app, by, &entry).await
}

/// Notes a line by itself.
pub(crate) async fn note(app: &App, by: &Caller, entry: &Entry) -> Result<(), AppError> {
    let mut tx = app.db().write().await?;
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    insert(&mut tx, &stamp, entry).await?;
    let command = match entry.way {
        Way::Sent => "exchange.send",
        Way::Received => "exchange.receive",
    };
    let subject = format!("{} {}-{}", entry.agency, entry.from, entry.to);
    let event = by.event(app.now(), command, subject, None, entry)?;
    tx.commit(event).await?;
    Ok(())
}

/// Notes a line inside a command that stores what was received.
pub(crate) async fn insert(tx: &mut WriteTx, stamp: &Stamp, entry: &Entry) -> Result<(), AppError> {
    let record = NewRecord {
        kind: KIND.to_owned(),
        // The event is new with every line: no two have one key.
        key: format!("{}|{}", tx.event(), entry.fingerprint),
        code: None,
        content: Canonical::from_value(entry)?,
        origin: Origin::default(),
    };
    records::insert(tx, stamp, vec![record]).await?;
    Ok(())
}

pub(super) fn told(number: Option<&str>) -> Result<Option<String>, AppError> {
    let number = number.map(thidua_domain::text::clean);
    let number = number.filter(|number| !number.is_empty());
    match number {
        Some(number) if number.chars().count() > LONGEST => Err(AppError::Refused(format!(
            "Số văn bản dài nhất {LONGEST} ký tự."
        ))),
        number => Ok(number),
    }
}

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Key of its record.
    pub key: String,
    /// What it says.
    pub entry: Entry,
    /// Account that noted it.
    pub by: String,
    /// When, µs UTC.
    pub at: i64,
    /// Whether a line of the other way has the same content: sent to and received from oneself.
    pub twice: bool,
}

/// The lines about agencies within reach, newest first.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn list(app: &App, view: &View) -> Result<Vec<Line>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let snapshot = app.db().read().await?;
    let mut lines = Vec::new();
    for record in records::all(&snapshot, Some(KIND)).await? {
        let entry: Entry = record.content.to()?;
        let own = record.by == view.actor.user;
        if own || view.permit_agency(PERMISSION, &entry.agency).is_ok() {
            lines.push(Line {
                key: record.key,
                entry,
                by: record.by,
                at: record.at,
                twice: false,
            });
        }
    }
    let ways: Vec<(Way, String)> = lines
        .iter()
        .map(|line| (line.entry.way, line.entry.fingerprint.clone()))
        .collect();
    for line in &mut lines {
        let same =
            |(way, hash): &(Way, String)| *way != line.entry.way && *hash == line.entry.fingerprint;
        line.twice = ways.iter().any(same);
    }
    lines.reverse();
    Ok(lines)
}

/// Puts the number of the paper to a line, where it was not known when the bundle went.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such line within reach.
pub async fn number(app: &App, by: &Caller, key: &str, number: &str) -> Result<(), AppError> {
    let number = told(Some(number))?;
    let mut tx = app.db().write().await?;
    let state = app.state_at(&tx).await?;
    let view = View::of(state, &by.actor, app.today());
    view.permit(PERMISSION, Target::Any)?;
    let record = records::find(&tx, KIND, key).await?;
    let record = record.ok_or(AppError::NotFound)?;
    let mut entry: Entry = record.content.to()?;
    let own = record.by == by.actor.user;
    if !own && view.permit_agency(PERMISSION, &entry.agency).is_err() {
        return Err(AppError::NotFound);
    }
    entry.number = number;
    let stamp = Stamp {
        by: by.actor.user.clone(),
        at: app.now().0,
        reason: None,
    };
    let revision = Revision {
        id: record.id,
        follows: record.number,
        content: Canonical::from_value(&entry)?,
        removed: false,
        origin: Origin::default(),
    };
    records::revise(&mut tx, &stamp, vec![revision]).await?;
    let subject = format!("{} {}-{}", entry.agency, entry.from, entry.to);
    let event = by.event(app.now(), "exchange.number", subject, None, &entry)?;
    tx.commit(event).await?;
    Ok(())
}
