//! Papers that tell the old number: those that were issued with it, and documents that are its source.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thidua_domain::amount::Precision;
use thidua_domain::catalogue::Measure;
use thidua_domain::correction::{Issued, Place, Used};
use thidua_domain::figures::print;
use thidua_domain::time::{WorkYear, vn};
use thidua_store::Snapshot;

use super::PERMISSION;
use super::issued::read;
use super::touch::Scene;
use crate::{AppError, State, report};

/// Numbers told of one paper.
pub(super) const NAMED: usize = 12;

/// A paper that says a number which is another one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperLine {
    /// The paper as cited.
    pub cited: String,
    /// Of which agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What paper it is, with its months; empty for a document that is a source.
    pub what: String,
    /// Code of the document, where it is one of `van-ban`.
    pub document: Option<String>,
    /// Why it is listed.
    pub why: String,
    /// The numbers: what they are called, as the paper tells them, as they are now.
    pub values: Vec<(String, String, String)>,
    /// How many more there are.
    pub more: usize,
}

/// The papers a change concerns: documents that are the source of a corrected number, and papers issued before `newest`
/// (`None`: before now) that tell one of the numbers.
pub(super) async fn touched<S: Snapshot>(
    snapshot: &S,
    scene: &Scene<'_>,
    newest: Option<i64>,
) -> Result<Vec<PaperLine>, AppError> {
    let mut found = sources(scene);
    let view = scene.after;
    let years: BTreeSet<WorkYear> = scene
        .months()
        .keys()
        .flat_map(|(window, _)| [window.year, window.year.next()])
        .collect();
    for agency in concerned(scene) {
        if view.permit_agency(PERMISSION, &agency).is_err() {
            continue;
        }
        let papers = view.state.issued.of(&agency);
        let papers = papers.filter(|paper| {
            years.iter().any(|year| paper.years().contains(&year.0))
                && newest.is_none_or(|event| paper.version < event)
        });
        for paper in papers {
            let used = read(snapshot, paper).await?;
            found.extend(paper_line(scene, paper, &used));
        }
    }
    Ok(found)
}

/// Whose papers may tell a number of the agency: its own, of those above it, of those it is ranked with.
fn concerned(scene: &Scene<'_>) -> BTreeSet<String> {
    let state = scene.state();
    let mut all = BTreeSet::from([scene.agency.to_owned()]);
    for (window, _) in scene.months().keys() {
        let last = window.last_day();
        let above = scene.above(*window);
        let sisters = state.org.above_on(scene.agency, last).into_iter().take(1);
        let sisters = sisters.flat_map(|parent| state.org.children_on(parent, last));
        all.extend(sisters.map(|sister| sister.code.clone()));
        for block in state.clusters.keys() {
            let members = state
                .cluster(block, window.year.0)
                .map(|block| block.members_on(&state.org, last));
            let members = members.unwrap_or_default();
            if members.iter().any(|code| code == scene.agency) {
                all.extend(members);
            }
        }
        all.extend(above);
    }
    all
}

fn paper_line(scene: &Scene<'_>, paper: &Issued, used: &Used) -> Option<PaperLine> {
    let state = scene.state();
    let concerned = used.concerned(scene.changes);
    let mut values: Vec<(String, String, String)> = concerned
        .iter()
        .map(|change| {
            let now = change.after.as_ref().map(|telling| telling.value);
            let was = used.value(&change.place, &change.code);
            numbers(state, &change.place, &change.code, (was, now))
        })
        .collect();
    if values.is_empty() {
        return None;
    }
    let more = values.len().saturating_sub(NAMED);
    values.truncate(NAMED);
    Some(PaperLine {
        cited: format!("{} ngày {}", paper.symbol, vn(paper.on)),
        agency: paper.agency.clone(),
        agency_name: state.name_on(&paper.agency, paper.on),
        what: format!("{} {}", paper.kind.name(), paper.period()),
        document: None,
        why: "Đã phát hành với số cũ".to_owned(),
        values,
        more,
    })
}

/// The documents whose own number is corrected.
fn sources(scene: &Scene<'_>) -> Vec<PaperLine> {
    let state = scene.state();
    let mut by_document: BTreeMap<&str, Vec<(String, String, String)>> = BTreeMap::new();
    for change in scene.changes {
        let source = change.before.as_ref().and_then(|old| old.source.as_deref());
        let Some(document) = source.and_then(|code| state.documents.get(code)) else {
            continue;
        };
        let values =
            [&change.before, &change.after].map(|told| told.as_ref().map(|told| told.value));
        let told = numbers(state, &change.place, &change.code, (values[0], values[1]));
        by_document.entry(&document.code).or_default().push(told);
    }
    let line = |(code, mut values): (&str, Vec<(String, String, String)>)| {
        let document = state.documents.get(code);
        let issuer = document.and_then(|document| document.issuer.clone());
        let issuer = issuer.unwrap_or_default();
        let more = values.len().saturating_sub(NAMED);
        values.truncate(NAMED);
        PaperLine {
            cited: state.cited(code),
            agency_name: match issuer.is_empty() {
                true => String::new(),
                false => state.name_on(&issuer, scene.after.today),
            },
            agency: issuer,
            what: String::new(),
            document: Some(code.to_owned()),
            why: "Nguồn của số bị đính chính".to_owned(),
            values,
            more,
        }
    };
    by_document.into_iter().map(line).collect()
}

/// A number in words: whose and what, as it was, as it is.
pub(super) fn numbers(
    state: &State,
    place: &Place,
    code: &str,
    (was, now): (Option<i64>, Option<i64>),
) -> (String, String, String) {
    let figure = state.catalogue.figure(code);
    let printed = |value: Option<i64>| {
        let told = value.zip(figure);
        told.map_or_else(
            || "không có số".to_owned(),
            |(value, figure)| {
                let unit = match figure.measure {
                    Measure::Money => "nghin_dong",
                    _ => figure.unit.as_str(),
                };
                let number = print::vietnamese(value, figure.measure, unit, Precision::Dung);
                format!(
                    "{number} {}",
                    state.catalogue.labels.word("don_vi_tinh", unit)
                )
            },
        )
    };
    let name = state.catalogue.figure_name(code);
    let whose = state.name_on(&place.subject, place.window.last_day());
    let group = place
        .frame
        .group
        .as_deref()
        .map_or_else(String::new, |group| {
            let word = state.catalogue.labels.word("so-lieu.nhom_an", group);
            format!(" ({})", report::small(word))
        });
    let what = format!("{name}{group}, {}, {whose}", place.window.label());
    (what, printed(was), printed(now))
}
