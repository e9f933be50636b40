//! A state brought up to a snapshot's version: the kinds of records that changed are read again,
//! changed figure sheets take their place in the table.

mod sheets;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::catalogue::{Catalogue, FigureCode};
use thidua_domain::cluster::Cluster;
use thidua_domain::document::Document;
use thidua_domain::org::{Org, Reorganisation, Spell};
use thidua_domain::people::Person;
use thidua_domain::register::Award;
use thidua_domain::targets::Target;
use thidua_store::{Snapshot, StoreError, bulk, records};

pub(crate) use self::sheets::{place, read};
use super::State;
use crate::AppError;

/// The state at the snapshot's version.
pub(crate) async fn advance<S: Snapshot>(
    old: &State,
    shipped: &Arc<Catalogue>,
    snapshot: &S,
) -> Result<State, AppError> {
    let mut state = old.clone();
    let kinds: BTreeSet<String> = if old.version < 0 {
        crate::bundle::RECORD_SHEETS
            .iter()
            .map(|sheet| sheet.name.to_owned())
            // Agencies bring their reorganisations.
            .filter(|kind| kind != "sap-xep")
            .collect()
    } else {
        let changed = records::changed_since(snapshot, old.version).await?;
        changed.into_iter().map(|record| record.kind).collect()
    };
    for kind in &kinds {
        take(&mut state, shipped, kind, snapshot).await?;
    }
    let redated = !Arc::ptr_eq(&old.documents, &state.documents);
    sheets::bring_up(&mut state, old.version, redated, snapshot).await?;
    state.version = snapshot.version();
    Ok(state)
}

/// Hands the rows of a kind as they stand to `each`, in the order they were first told.
async fn each_row<S: Snapshot>(
    snapshot: &S,
    kind: &str,
    mut each: impl FnMut(Values) + Send,
) -> Result<(), AppError> {
    let mut damaged = false;
    bulk::records(snapshot, kind, |content| {
        match Values::from_canonical(content) {
            Some(row) => each(row),
            None => damaged = true,
        }
    })
    .await?;
    if damaged {
        return Err(StoreError::Damaged(format!("a record of {kind}")).into());
    }
    Ok(())
}

/// What the rows of a kind come to, each in its type.
async fn typed<S: Snapshot, T: Send>(
    snapshot: &S,
    kind: &str,
    of: impl Fn(&Values) -> Option<T> + Send + Sync,
) -> Result<Vec<T>, AppError> {
    let mut typed = Vec::new();
    each_row(snapshot, kind, |row| typed.extend(of(&row))).await?;
    typed.shrink_to_fit();
    Ok(typed)
}

async fn rows<S: Snapshot>(snapshot: &S, kind: &str) -> Result<Vec<Values>, AppError> {
    typed(snapshot, kind, |row| Some(row.clone())).await
}

async fn take<S: Snapshot>(
    state: &mut State,
    shipped: &Arc<Catalogue>,
    kind: &str,
    snapshot: &S,
) -> Result<(), AppError> {
    match kind {
        "co-quan" | "sap-xep" => {
            let agencies = rows(snapshot, "co-quan").await?;
            state.org = Arc::new(org(&agencies, &rows(snapshot, "sap-xep").await?));
        }
        "nhan-su" => {
            let people = Person::from_rows(&rows(snapshot, kind).await?).into_iter();
            state.people = Arc::new(people.map(|person| (person.code.clone(), person)).collect());
        }
        "van-ban" => {
            let documents = typed(snapshot, kind, Document::from_row).await?.into_iter();
            let by_code = documents.map(|document| (document.code.clone(), document));
            state.documents = Arc::new(by_code.collect());
        }
        "chi-tieu" => state.targets = Arc::new(typed(snapshot, kind, Target::from_row).await?),
        "khen-thuong" => state.awards = Arc::new(typed(snapshot, kind, Award::from_row).await?),
        "cum-khoi" => state.clusters = Arc::new(clusters(&rows(snapshot, kind).await?)),
        "danh-muc-so-lieu" => {
            let mut catalogue = Catalogue::clone(shipped);
            // A code this release ships keeps the shipped meaning; `check` tells of the other one.
            typed(snapshot, kind, FigureCode::from_row)
                .await?
                .into_iter()
                .filter(|code| shipped.figure(&code.code).is_none())
                .for_each(|code| catalogue.add(code));
            state.catalogue = Arc::new(catalogue);
        }
        _ => {}
    }
    Ok(())
}

fn org(agencies: &[Values], reorganised: &[Values]) -> Org {
    let spells = agencies
        .iter()
        .filter_map(|row| Some((row.text("ma")?, Spell::from_row(row)?)));
    let pairs = reorganised
        .iter()
        .filter_map(Reorganisation::from_row)
        .collect();
    Org::new(spells, pairs)
}

fn clusters(rows: &[Values]) -> HashMap<String, Vec<Cluster>> {
    let mut clusters: HashMap<String, Vec<Cluster>> = HashMap::new();
    for cluster in rows.iter().filter_map(Cluster::from_row) {
        clusters
            .entry(cluster.code.clone())
            .or_default()
            .push(cluster);
    }
    for years in clusters.values_mut() {
        years.sort_by_key(|cluster| cluster.year);
    }
    clusters
}
