//! How a layout was read, kept under a name: taken over by the next file with the same headings, seen, changed, forgotten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thidua_domain::text::heading_key;
use thidua_store::import as rows;

use super::super::mapping::agencies;
use super::super::plan::{Plan, SheetPlan};
use super::{About, FormRow, Is};
use crate::{App, AppError, View};

/// A reading as it is kept; those of other tables have no `form`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) form: Option<Body>,
    /// Of other tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sheets: Vec<Table>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    pub(super) number: String,
    pub(super) links: Vec<KeptLink>,
    pub(super) constants: BTreeMap<String, String>,
    /// Answers, by the label and where it stood.
    pub(super) names: BTreeMap<String, Name>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct KeptLink {
    pub(super) at: usize,
    pub(super) heading: String,
    pub(super) to: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Name {
    pub(super) label: String,
    pub(super) is: Is,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Table {
    pub(super) kind: Option<String>,
    pub(super) links: Vec<(usize, String)>,
    pub(super) headings: Vec<(usize, String)>,
    pub(super) constants: BTreeMap<String, String>,
    pub(super) auto_code: bool,
}

/// What changes from file to file, and is never kept.
const OF_ONE_FILE: [&str; 4] = ["nam_cong_tac", "thang_luy_ke", "ngay_chot", "ma_co_quan"];

pub(super) fn owners(view: &View) -> Vec<String> {
    let mut owners = vec![format!("user:{}", view.actor.user)];
    let shared = agencies(view).into_iter();
    owners.extend(shared.map(|code| format!("agency:{code}")));
    owners
}

pub(super) fn identity(owner: &str, name: &str) -> String {
    let hash = thidua_store::sha256_hex(format!("{owner}\n{name}").as_bytes());
    hash.chars().take(16).collect()
}

/// Under what an answer is kept: the label and the agency it stood under.
fn key(row: &FormRow, agency: &str) -> String {
    format!("{}|{agency}", heading_key(&row.label))
}

/// The agency a row stands under, as far as its rows tell.
fn whose(rows: &[FormRow], at: usize) -> String {
    let Some(row) = rows.get(at) else {
        return String::new();
    };
    match &row.is {
        Is::Officer { agency, .. } => agency.clone(),
        Is::Doubt {
            about: About::Officer,
            agency,
        } => agency.clone(),
        _ => String::new(),
    }
}

/// Keeps how a form of a session is read; the session follows it from then on.
pub(in super::super) async fn keep(
    app: &App,
    view: &View,
    sheet: &mut SheetPlan,
    (name, shared): (&str, bool),
) -> Result<(), AppError> {
    let name: String = name.trim().chars().take(100).collect();
    let Some(form) = sheet.form.as_ref().filter(|_| !name.is_empty()) else {
        return Ok(());
    };
    let agency = agencies(view).into_iter().next().filter(|_| shared);
    let owner = match agency {
        Some(agency) => format!("agency:{agency}"),
        None => format!("user:{}", view.actor.user),
    };
    let snapshot = app.db().read().await?;
    let all = rows::all_mappings(&snapshot, std::slice::from_ref(&owner)).await?;
    drop(snapshot);
    let before = all.iter().find(|mapping| mapping.name == name);
    if before.is_some_and(|before| before.fingerprint != form.print) {
        return Err(AppError::refused(format!(
            "Tên «{name}» đã dùng cho một bố cục khác. Đặt tên khác cho cách đọc biểu này."
        )));
    }
    let mut content = before
        .and_then(|before| read(&before.content))
        .unwrap_or_default();
    let mut body = content.form.take().unwrap_or_default();
    body.number.clone_from(&form.number);
    body.links = sheet
        .links
        .iter()
        .map(|link| KeptLink {
            at: link.at,
            heading: link.heading.clone(),
            to: link.to.clone(),
        })
        .collect();
    let lasting = sheet
        .constants
        .iter()
        .filter(|(id, value)| !OF_ONE_FILE.contains(&id.as_str()) && !value.is_empty());
    body.constants = lasting
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect();
    for (at, row) in form.rows.iter().enumerate() {
        if row.answered {
            remember(&mut body, row, &whose(&form.rows, at));
        }
    }
    content.form = Some(body);
    store(app, (&owner, &name), &form.print, &content).await?;
    if let Some(form) = sheet.form.as_mut() {
        form.kept = Some((owner, name));
    }
    Ok(())
}

fn remember(body: &mut Body, row: &FormRow, agency: &str) {
    let name = Name {
        label: row.label.clone(),
        is: row.is.clone(),
    };
    body.names.insert(key(row, agency), name);
}

/// Adds the answer of one row to a kept reading.
pub(super) async fn learn(
    app: &App,
    (owner, name): &(String, String),
    sheet: &SheetPlan,
    row: u32,
) -> Result<(), AppError> {
    let snapshot = app.db().read().await?;
    let all = rows::all_mappings(&snapshot, std::slice::from_ref(owner)).await?;
    drop(snapshot);
    let Some(before) = all.into_iter().find(|mapping| mapping.name == *name) else {
        return Ok(());
    };
    let (Some(mut content), Some(form)) = (read(&before.content), sheet.form.as_ref()) else {
        return Ok(());
    };
    let place = form.rows.iter().position(|line| line.row == row);
    if let (Some(body), Some(at)) = (content.form.as_mut(), place)
        && let Some(line) = form.rows.get(at)
    {
        remember(body, line, &whose(&form.rows, at));
    }
    store(app, (owner, name), &before.fingerprint, &content).await
}

pub(super) fn read(json: &str) -> Option<Content> {
    serde_json::from_str(json).ok()
}

pub(super) async fn store(
    app: &App,
    (owner, name): (&str, &str),
    fingerprint: &str,
    content: &Content,
) -> Result<(), AppError> {
    let mapping = rows::Mapping {
        owner: owner.to_owned(),
        name: name.to_owned(),
        fingerprint: fingerprint.to_owned(),
        content: serde_json::to_string(content)
            .map_err(|error| AppError::Machine(error.to_string()))?,
        updated: app.now().0,
    };
    Ok(rows::keep(app.db(), &mapping).await?)
}

/// Takes over the newest kept reading of each form's layout. Where every sheet that is taken in is understood by one
/// and tells its period and unit, the columns need no look.
pub(in super::super) async fn take_over(
    app: &App,
    view: &View,
    plan: &mut Plan,
) -> Result<(), AppError> {
    let owners = owners(view);
    let snapshot = app.db().read().await?;
    for sheet in &mut plan.sheets {
        let Some(print) = sheet.form.as_ref().map(|form| form.print.clone()) else {
            continue;
        };
        let found = rows::mappings(&snapshot, &owners, &print).await?;
        let Some(newest) = found.into_iter().next() else {
            continue;
        };
        if let Some(body) = read(&newest.content).and_then(|content| content.form) {
            follow(view, sheet, body);
            plan.taken_over = Some(newest.name.clone());
            if let Some(form) = sheet.form.as_mut() {
                form.kept = Some((newest.owner, newest.name));
            }
        }
    }
    let mut taken = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.kind.is_some())
        .peekable();
    let known = |sheet: &SheetPlan| {
        let kept = sheet
            .form
            .as_ref()
            .is_some_and(|form| form.kept.is_some() && form.doubts.is_empty());
        kept && super::super::recognise::lacking(sheet).is_empty()
    };
    plan.settled = taken.peek().is_some() && taken.all(known);
    Ok(())
}

fn follow(view: &View, sheet: &mut SheetPlan, body: Body) {
    for link in &mut sheet.links {
        if let Some(kept) = body.links.iter().find(|kept| kept.at == link.at) {
            link.to.clone_from(&kept.to);
            link.sure = 100;
        }
    }
    for (id, value) in body.constants {
        sheet.constants.entry(id).or_insert(value);
    }
    let Some(form) = sheet.form.as_mut() else {
        return;
    };
    for at in 0..form.rows.len() {
        let agency = whose(&form.rows, at);
        let Some(row) = form.rows.get_mut(at) else {
            continue;
        };
        let kept = body.names.get(&key(row, &agency));
        let certain = |kept: &&Name| row.is_doubt() && still_is(view, &kept.is);
        if let Some(kept) = kept.filter(certain) {
            row.is = kept.is.clone();
            row.sure = 90;
            row.why = "Như đã trả lời lần trước.".to_owned();
            row.answered = true;
        }
    }
    form.call(&view.state, view.today);
}

/// Whether an answer of before can still stand: whom it names is there and in reach.
fn still_is(view: &View, is: &Is) -> bool {
    let reached = |code: &str| view.sees(super::super::super::PERMISSION, code);
    match is {
        Is::Agency { code, .. } => view.state.org.find(code).is_some() && reached(code),
        Is::Officer { code, agency } => view.state.people.contains_key(code) && reached(agency),
        Is::Doubt { .. } => false,
        _ => true,
    }
}
