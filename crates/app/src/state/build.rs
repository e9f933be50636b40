//! A state brought up to a snapshot's version: the kinds of records that changed are read again,
//! changed figure sheets take their place in the table.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::catalogue::{Catalogue, FigureCode};
use thidua_domain::cluster::Cluster;
use thidua_domain::document::Document;
use thidua_domain::figures::{Figures, Frame, SheetKey, Table};
use thidua_domain::org::{Org, Reorganisation, Spell};
use thidua_domain::people::Person;
use thidua_domain::register::Award;
use thidua_domain::targets::Target;
use thidua_domain::time::{PartialDate, WorkYear};
use thidua_store::{Snapshot, StoreError, figures, records};

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
            .collect()
    } else {
        let changed = records::changed_since(snapshot, old.version).await?;
        changed.into_iter().map(|record| record.kind).collect()
    };
    for kind in &kinds {
        let rows = rows(snapshot, kind).await?;
        take(&mut state, shipped, kind, rows, snapshot).await?;
    }
    let redated = redated(old, &state);
    sheets(&mut state, old.version, &redated, snapshot).await?;
    state.version = snapshot.version();
    Ok(state)
}

/// The rows of a kind as they stand, in the order they were first told.
async fn rows<S: Snapshot>(snapshot: &S, kind: &str) -> Result<Vec<Values>, AppError> {
    let stored = records::all(snapshot, Some(kind)).await?;
    let held = stored.into_iter().filter(|record| !record.removed);
    held.map(|record| {
        let read = Values::from_canonical(record.content.as_str());
        read.ok_or_else(|| {
            StoreError::Damaged(format!("record {} {}", record.kind, record.key)).into()
        })
    })
    .collect()
}

async fn take<S: Snapshot>(
    state: &mut State,
    shipped: &Arc<Catalogue>,
    kind: &str,
    rows: Vec<Values>,
    snapshot: &S,
) -> Result<(), AppError> {
    match kind {
        "co-quan" => state.org = Arc::new(org(&rows, &self::rows(snapshot, "sap-xep").await?)),
        "sap-xep" => state.org = Arc::new(org(&self::rows(snapshot, "co-quan").await?, &rows)),
        "nhan-su" => {
            let people = Person::from_rows(&rows).into_iter();
            state.people = Arc::new(people.map(|person| (person.code.clone(), person)).collect());
        }
        "van-ban" => {
            let documents = rows.iter().filter_map(Document::from_row);
            state.documents = Arc::new(
                documents
                    .map(|document| (document.code.clone(), document))
                    .collect(),
            );
        }
        "chi-tieu" => state.targets = Arc::new(rows.iter().filter_map(Target::from_row).collect()),
        "khen-thuong" => state.awards = Arc::new(rows.iter().filter_map(Award::from_row).collect()),
        "cum-khoi" => state.clusters = Arc::new(clusters(&rows)),
        "danh-muc-so-lieu" => {
            let mut catalogue = Catalogue::clone(shipped);
            // A code this release ships keeps the shipped meaning; `check` tells of the other one.
            rows.iter()
                .filter_map(FigureCode::from_row)
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

/// Keys of the kept sheets whose source has another date now: the later source answers first.
fn redated(old: &State, new: &State) -> HashSet<String> {
    if Arc::ptr_eq(&old.documents, &new.documents) {
        return HashSet::new();
    }
    let dated = |source: &str| new.documents.get(source)?.date;
    let sheets = new.figures.all();
    let moved = sheets.filter(|sheet| sheet.key.source.and_then(dated) != sheet.dated);
    moved.map(|sheet| sheet.key.text()).collect()
}

/// Puts the sheets that changed, and those whose source did, in their place.
async fn sheets<S: Snapshot>(
    state: &mut State,
    since: i64,
    redated: &HashSet<String>,
    snapshot: &S,
) -> Result<(), AppError> {
    let changed = match since {
        ..0 => Vec::new(),
        _ => figures::changed_since(snapshot, since, false).await?,
    };
    if since >= 0 && changed.is_empty() && redated.is_empty() {
        return Ok(());
    }
    let documents = state.documents.clone();
    let table = Arc::make_mut(&mut state.figures);
    let mut damaged = None;
    let mut put = |sheet: figures::StoredSheet| {
        if sheet.key.person.is_some() {
            return;
        }
        match read(&sheet) {
            Some((key, figures)) => place(table, &documents, key, sheet.number, &figures),
            None => damaged = Some(sheet.key.key),
        }
    };
    changed.into_iter().for_each(&mut put);
    if since < 0 || !redated.is_empty() {
        let filter = figures::Filter {
            level: figures::Level::Agencies,
            ..figures::Filter::default()
        };
        figures::for_each_current(snapshot, &filter, |sheet| {
            if since < 0 || redated.contains(&sheet.key.key) {
                put(sheet);
            }
        })
        .await?;
    }
    match damaged {
        Some(key) => Err(StoreError::Damaged(format!("figure sheet {key}")).into()),
        None => Ok(()),
    }
}

pub(crate) fn place(
    table: &mut Table,
    documents: &BTreeMap<String, Document>,
    key: SheetKey,
    number: i64,
    figures: &Figures,
) {
    let source = key.source.as_ref().and_then(|source| documents.get(source));
    let dated = source.and_then(|document| document.date);
    table.put(
        key,
        i32::try_from(number).unwrap_or(i32::MAX),
        figures,
        dated,
    );
}

/// A stored sheet as the domain names it; `None` where the row is damaged.
pub(crate) fn read(sheet: &figures::StoredSheet) -> Option<(SheetKey, Figures)> {
    let key = &sheet.key;
    let cut_off = match &key.cut_off {
        Some(text) => Some(PartialDate::parse(text).ok()?),
        None => None,
    };
    let domain = SheetKey {
        subject: key.agency.clone(),
        person: key.person.clone(),
        year: WorkYear(i16::try_from(key.year).ok()?),
        month: u8::try_from(key.month).ok()?,
        frame: Frame {
            scope: key.scope.clone(),
            included: key.included.clone(),
            group: key.case_group.clone(),
            movement: key.movement.clone(),
        },
        source: key.source.clone(),
        cut_off,
        status: key.status.clone(),
    };
    Some((domain, Figures::from_canonical(sheet.content.as_str())?))
}
