//! `check`: everything the program can check without another source, in one report.
//!
//! Five things are looked at: what is stored (the engine's own check, pointers, files), the audit
//! chain, the catalogues (no day without a regime, no code twice, no word missing), the rulebook of awards
//! (each day exactly one rule and value, worked cases) and the figures (the identities and doubts of
//! every window told). A report is good only where nothing was found: an identity that does not hold may
//! have its explanation, but somebody must give it. What nobody compared with the original text of the
//! law is a note: work to be done, not something that is wrong.

mod figures;
mod law;
mod rulebook;
mod stored;

use serde::Serialize;
use thidua_domain::access::{EVERYWHERE, Permission, Target};
use thidua_store::Db;

use crate::{App, AppError, View};

pub(crate) use stored::broken;

/// Who may read the audit trail of the whole installation may have it checked.
pub const PERMISSION: Permission = Permission::ViewAudit;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `database`, `audit`, `rulebook`, `law` or `figures`.
    pub kind: &'static str,
    /// What it is about, in codes: `event 12`, `quan-1 2021/8 viec.thu_ly`.
    pub subject: String,
    /// In words.
    pub reason: String,
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether nothing was found.
    pub ok: bool,
    /// Everything that is wrong, in the order looked at.
    pub findings: Vec<Finding>,
    /// What is to be done without being wrong: rules nobody confirmed.
    pub notes: Vec<Finding>,
}

impl From<Vec<Finding>> for Report {
    fn from(findings: Vec<Finding>) -> Self {
        Self {
            ok: findings.is_empty(),
            findings,
            notes: Vec::new(),
        }
    }
}

/// Checks everything.
///
/// # Errors
/// [`AppError::Forbidden`] or [`AppError::NotFound`] without the permission over the installation;
/// [`AppError::Store`] where the database does not answer.
pub async fn check(app: &App, view: &View) -> Result<Report, AppError> {
    view.permit(PERMISSION, Target::Agency(EVERYWHERE))?;
    let mut findings = storage(app.db()).await?;
    findings.extend(meaning(app, view).await?);
    Ok(Report {
        notes: notes(view)?,
        ..findings.into()
    })
}

/// Checks what is stored and the audit chain, below the meaning of any row: works also on a database
/// whose rows can no longer be understood. Only for the machine's own operator, who can open the
/// database anyway.
///
/// # Errors
/// [`AppError::Store`] where the database does not answer.
pub async fn storage(db: &Db) -> Result<Vec<Finding>, AppError> {
    let snapshot = db.read().await?;
    let mut findings = stored::damages(&snapshot).await?;
    findings.extend(stored::chain(&snapshot).await?);
    Ok(findings)
}

/// What is to be done without being wrong.
///
/// # Errors
/// [`AppError::Forbidden`] or [`AppError::NotFound`] without the permission over the installation.
pub fn notes(view: &View) -> Result<Vec<Finding>, AppError> {
    view.permit(PERMISSION, Target::Agency(EVERYWHERE))?;
    let mut notes = law::notes(view);
    notes.extend(rulebook::notes(&view.state.catalogue));
    Ok(notes)
}

/// Checks the rulebook and the figures.
///
/// # Errors
/// As [`check`].
pub async fn meaning(app: &App, view: &View) -> Result<Vec<Finding>, AppError> {
    view.permit(PERMISSION, Target::Agency(EVERYWHERE))?;
    let mut findings = rulebook::findings(app.shipped());
    findings.extend(rulebook::added(&app.db().read().await?, app.shipped()).await?);
    findings.extend(law::findings(view)?);
    findings.extend(figures::of_agencies(&view.state));
    findings.extend(figures::of_officers(app, &view.state).await?);
    Ok(findings)
}
