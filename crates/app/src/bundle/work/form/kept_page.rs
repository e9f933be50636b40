//! The pages of kept readings: listed, looked at, changed, forgotten.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_files::grid::address::column_name;
use thidua_store::import as rows;

use super::super::mapping::{Choice, targets};
use super::super::plan::{FIGURE, def, value_of, with_group};
use super::super::session::permitted;
use super::kept::{identity, owners, read, store};
use super::{Is, page};
use crate::{App, AppError, View};

/// A kept reading in the list.
#[derive(Clone, Debug, Serialize)]
pub struct KeptMapping {
    /// Names it in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The agency that shares it; empty: the user's own.
    pub shared: String,
    /// What it reads: `Biểu thống kê 04`, `Nhân sự`.
    pub reads: String,
    /// When it was last kept (µs UTC).
    pub updated: i64,
}

/// A kept reading to look at and change.
#[derive(Clone, Debug, Serialize)]
pub struct KeptPage {
    /// As in the list.
    pub mapping: KeptMapping,
    /// Its tables.
    pub sheets: Vec<KeptSheetPage>,
    /// Answers it keeps.
    pub names: Vec<KeptName>,
    /// Groups of cases a column may be of; none where it is of no form.
    pub groups: Vec<Choice>,
}

/// A table of a kept reading.
#[derive(Clone, Debug, Serialize)]
pub struct KeptSheetPage {
    /// What it is.
    pub title: String,
    /// Its columns.
    pub columns: Vec<KeptColumn>,
    /// What a column may be.
    pub targets: Vec<Choice>,
    /// Values for the whole table: label, value.
    pub constants: Vec<(String, String)>,
}

/// A column of a kept reading.
#[derive(Clone, Debug, Serialize)]
pub struct KeptColumn {
    /// Its place, from 0.
    pub at: usize,
    /// Its letters.
    pub letters: String,
    /// Its heading as it was written; empty where an earlier release kept none.
    pub heading: String,
    /// What it is.
    pub to: String,
    /// Its group of cases.
    pub group: String,
}

/// An answer a reading keeps.
#[derive(Clone, Debug, Serialize)]
pub struct KeptName {
    /// Names it in forms.
    pub key: String,
    /// The label as written.
    pub label: String,
    /// What it is, in words.
    pub says: String,
}

/// The kept readings of the actor and of the actor's agencies.
///
/// # Errors
/// [`AppError::Forbidden`] where the actor may not import at all.
pub async fn kept_mappings(app: &App, actor: &Actor) -> Result<Vec<KeptMapping>, AppError> {
    let view = permitted(app, actor).await?;
    let snapshot = app.db().read().await?;
    let all = rows::all_mappings(&snapshot, &owners(&view)).await?;
    Ok(all.iter().map(|mapping| listed(&view, mapping)).collect())
}

fn listed(view: &View, mapping: &rows::Mapping) -> KeptMapping {
    let content = read(&mapping.content).unwrap_or_default();
    let reads = match &content.form {
        Some(body) if body.number.is_empty() => "Biểu thống kê".to_owned(),
        Some(body) => format!("Biểu thống kê {}", body.number),
        None => {
            let titles = content
                .sheets
                .iter()
                .filter_map(|sheet| def(sheet.kind.as_deref()?));
            let titles: BTreeSet<&str> = titles.map(|def| def.title).collect();
            titles.into_iter().collect::<Vec<_>>().join(", ")
        }
    };
    let agency = mapping.owner.strip_prefix("agency:");
    KeptMapping {
        id: identity(&mapping.owner, &mapping.name),
        name: mapping.name.clone(),
        shared: agency
            .map(|code| view.state.name_on(code, view.today))
            .unwrap_or_default(),
        reads,
        updated: mapping.updated,
    }
}

async fn found(app: &App, view: &View, id: &str) -> Result<rows::Mapping, AppError> {
    let snapshot = app.db().read().await?;
    let all = rows::all_mappings(&snapshot, &owners(view)).await?;
    let mut all = all.into_iter();
    all.find(|mapping| identity(&mapping.owner, &mapping.name) == id)
        .ok_or(AppError::NotFound)
}

/// A kept reading.
///
/// # Errors
/// [`AppError::NotFound`] where it is neither the actor's nor of the actor's agencies.
pub async fn kept_mapping(app: &App, actor: &Actor, id: &str) -> Result<KeptPage, AppError> {
    let view = permitted(app, actor).await?;
    let mapping = found(app, &view, id).await?;
    let content = read(&mapping.content).unwrap_or_default();
    let mut sheets: Vec<KeptSheetPage> = Vec::new();
    let mut names = Vec::new();
    if let Some(body) = &content.form {
        let links = body
            .links
            .iter()
            .map(|link| (link.at, link.heading.as_str(), link.to.as_str()));
        sheets.push(sheet_page(&view, "so-lieu", true, links, &body.constants));
        names.extend(body.names.iter().map(|(key, name)| KeptName {
            key: key.clone(),
            label: name.label.clone(),
            says: said(&view, &name.is),
        }));
    }
    for sheet in &content.sheets {
        let Some(kind) = sheet.kind.as_deref() else {
            continue;
        };
        let heading = |at: usize| {
            let own = sheet.headings.iter().find(|(place, _)| *place == at);
            own.map_or("", |(_, heading)| heading.as_str())
        };
        let links = sheet
            .links
            .iter()
            .map(|(at, to)| (*at, heading(*at), to.as_str()));
        sheets.push(sheet_page(&view, kind, false, links, &sheet.constants));
    }
    Ok(KeptPage {
        mapping: listed(&view, &mapping),
        groups: if content.form.is_some() {
            page::groups(&view.state)
        } else {
            Vec::new()
        },
        sheets,
        names,
    })
}

fn sheet_page<'a>(
    view: &View,
    kind: &str,
    form: bool,
    links: impl Iterator<Item = (usize, &'a str, &'a str)>,
    constants: &BTreeMap<String, String>,
) -> KeptSheetPage {
    let def = def(kind);
    let columns = links.map(|(at, heading, to)| {
        let (to, group) = to.split_once('@').unwrap_or((to, ""));
        KeptColumn {
            at,
            letters: column_name(at),
            heading: heading.to_owned(),
            to: to.to_owned(),
            group: group.to_owned(),
        }
    });
    let mut all = def.map(|def| targets(view, def)).unwrap_or_default();
    all.retain(|target| !form || value_of(&target.value).is_some());
    let speaker = super::super::speak::Speaker { state: &view.state };
    let told = constants.iter().filter(|(_, value)| !value.is_empty());
    let told = told.filter_map(|(id, value)| {
        let (def, column) = (def?, def?.column(id)?);
        Some((
            column.label.to_owned(),
            speaker.value(def, id, value, view.today),
        ))
    });
    KeptSheetPage {
        title: def.map(|def| def.title).unwrap_or_default().to_owned(),
        columns: columns.collect(),
        targets: all,
        constants: told.collect(),
    }
}

fn said(view: &View, is: &Is) -> String {
    let (kind, who) = page::shown(is, &view.state, view.today);
    if !who.is_empty() {
        return who;
    }
    match is {
        Is::Sum => "Dòng cộng".to_owned(),
        Is::Skip => "Bỏ qua".to_owned(),
        Is::Group { code } if code.is_empty() => "Tất cả các việc".to_owned(),
        Is::Group { code } => view
            .state
            .catalogue
            .labels
            .word("so-lieu.nhom_an", code)
            .to_owned(),
        Is::Figure { stem, .. } => view
            .state
            .catalogue
            .figure_name(&format!("viec.{stem}"))
            .to_owned(),
        _ => kind,
    }
}

/// Changes a kept reading: its columns by table and place with their groups, the answers it forgets.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's; [`AppError::Refused`] where a column may not be that.
pub async fn change_mapping(
    app: &App,
    actor: &Actor,
    id: &str,
    columns: &BTreeMap<(usize, usize), (String, String)>,
    forgotten: &BTreeSet<String>,
) -> Result<(), AppError> {
    let view = permitted(app, actor).await?;
    let mapping = found(app, &view, id).await?;
    let mut content = read(&mapping.content).unwrap_or_default();
    let unknown = || AppError::refused("Không có lựa chọn này. Mở lại trang rồi chọn lại.");
    let catalogue = &view.state.catalogue;
    let groups = thidua_domain::figures::GROUPS;
    let fits = |to: &str, group: &str| {
        let figure = to.strip_prefix(FIGURE);
        value_of(to).is_some()
            && figure.is_none_or(|code| catalogue.figure(code).is_some())
            && (group.is_empty() || groups.contains(&group))
    };
    if let Some(body) = content.form.as_mut() {
        for link in &mut body.links {
            let Some((to, group)) = columns.get(&(0, link.at)) else {
                continue;
            };
            link.to = match to.is_empty() {
                true => String::new(),
                false if fits(to, group) => with_group(to, group),
                false => return Err(unknown()),
            };
        }
        once(body.links.iter().map(|link| (link.at, link.to.as_str())))?;
        body.names.retain(|key, _| !forgotten.contains(key));
    }
    for (place, sheet) in content
        .sheets
        .iter_mut()
        .filter(|sheet| sheet.kind.is_some())
        .enumerate()
    {
        let known = sheet.kind.as_deref().and_then(def);
        for (at, to) in &mut sheet.links {
            let Some((chosen, _)) = columns.get(&(place, *at)) else {
                continue;
            };
            let column = known.is_some_and(|def| def.column(chosen).is_some());
            if !chosen.is_empty() && !column && !fits(chosen, "") {
                return Err(unknown());
            }
            to.clone_from(chosen);
        }
    }
    store(
        app,
        (&mapping.owner, &mapping.name),
        &mapping.fingerprint,
        &content,
    )
    .await
}

fn once<'a>(links: impl Iterator<Item = (usize, &'a str)>) -> Result<(), AppError> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, to) in links.filter(|(_, to)| !to.is_empty()) {
        if let Some(other) = seen.insert(to, at) {
            return Err(AppError::refused(format!(
                "Cột {} và cột {} cùng được chọn là một số liệu. Chọn «Bỏ qua» cho một trong hai cột.",
                column_name(other),
                column_name(at)
            )));
        }
    }
    Ok(())
}

/// Forgets a kept reading.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's.
pub async fn forget_mapping(app: &App, actor: &Actor, id: &str) -> Result<(), AppError> {
    let view = permitted(app, actor).await?;
    let mapping = found(app, &view, id).await?;
    match rows::forget_mapping(app.db(), &mapping.owner, &mapping.name).await? {
        true => Ok(()),
        false => Err(AppError::NotFound),
    }
}
