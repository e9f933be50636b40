//! Mappings kept under a name, taken over by the next file with the same headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thidua_domain::access::Actor;
use thidua_store::import as rows;

use super::mapping::agencies;
use super::plan::{Plan, def};
use super::recognise;
use super::session::{allowed, open_desk, permitted};
use crate::{App, AppError, View};

/// A mapping as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    sheets: Vec<KeptSheet>,
}

#[derive(Serialize, Deserialize)]
struct KeptSheet {
    kind: Option<String>,
    links: Vec<(usize, String)>,
    /// As written, so that it can be looked at without the file.
    #[serde(default)]
    headings: Vec<(usize, String)>,
    constants: BTreeMap<String, String>,
    auto_code: bool,
}

/// Keeps the mapping of a session under a name, for the actor or for everyone of the actor's agency.
///
/// # Errors
/// [`AppError::Refused`] without a name.
pub async fn keep_mapping(
    app: &App,
    actor: &Actor,
    id: &str,
    name: &str,
    shared: bool,
) -> Result<(), AppError> {
    let view = permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let name: String = name.trim().chars().take(100).collect();
    if name.is_empty() {
        return Err(AppError::refused("Chưa đặt tên cho cách ghép cột."));
    }
    let agency = agencies(&view).into_iter().next().filter(|_| shared);
    let owner = match agency {
        Some(agency) => format!("agency:{agency}"),
        None => format!("user:{}", actor.user),
    };
    let sheets = desk.plan.sheets.iter().map(|sheet| KeptSheet {
        kind: sheet.kind.clone(),
        links: sheet
            .links
            .iter()
            .map(|link| (link.at, link.to.clone()))
            .collect(),
        headings: sheet
            .links
            .iter()
            .map(|link| (link.at, link.heading.clone()))
            .collect(),
        constants: sheet.constants.clone(),
        auto_code: sheet.auto_code,
    });
    let kept = Kept {
        sheets: sheets.collect(),
    };
    let mapping = rows::Mapping {
        owner,
        name,
        fingerprint: recognise::fingerprint(&desk.plan.sheets),
        content: serde_json::to_string(&kept)
            .map_err(|error| AppError::Machine(error.to_string()))?,
        updated: app.now().0,
    };
    Ok(rows::keep(app.db(), &mapping).await?)
}

/// Takes over the newest mapping kept for files with these headings. What changes from file to file (year, month)
/// is taken from the file where it tells.
pub(super) async fn take_over(app: &App, view: &View, plan: &mut Plan) -> Result<(), AppError> {
    let mut owners = vec![format!("user:{}", view.actor.user)];
    owners.extend(
        agencies(view)
            .into_iter()
            .map(|code| format!("agency:{code}")),
    );
    let snapshot = app.db().read().await?;
    let fingerprint = recognise::fingerprint(&plan.sheets);
    let found = rows::mappings(&snapshot, &owners, &fingerprint).await?;
    let Some(newest) = found.into_iter().next() else {
        return Ok(());
    };
    let Ok(kept) = serde_json::from_str::<Kept>(&newest.content) else {
        return Ok(());
    };
    let may = allowed(view);
    for (sheet, kept) in plan.sheets.iter_mut().zip(kept.sheets) {
        let kind = kept
            .kind
            .filter(|kind| may.iter().any(|def| def.name == kind));
        if kind.as_deref().and_then(def).is_none() {
            sheet.kind = None;
            continue;
        }
        sheet.kind = kind;
        for link in &mut sheet.links {
            if let Some((_, to)) = kept.links.iter().find(|(at, _)| *at == link.at) {
                link.to.clone_from(to);
                link.sure = 100;
            }
        }
        for (id, value) in kept.constants {
            sheet.constants.entry(id).or_insert(value);
        }
        sheet.auto_code = kept.auto_code;
    }
    plan.taken_over = Some(newest.name);
    Ok(())
}
