//! Bundles that leave one database and enter another: the same rows on both sides, byte for byte the same files, on
//! both engines; what few may read stays behind; what was altered on the way is told.

mod altered;
mod chance;
mod reach;
mod round;

use std::collections::BTreeMap;
use std::path::Path;

use thidua_app::access::Caller;
use thidua_app::bundle::{self, Loaded, Options};
use thidua_app::exchange::{AskExport, Exported, To, export};
use thidua_app::{App, AppError};
use thidua_domain::bundle::{Fault, Severity};
use thidua_store::figures::{self, Filter};
use thidua_store::records;

/// What is asked for: figures that wait come along.
pub(super) fn asked(agency: &str, from: i16, to: i16) -> AskExport {
    AskExport {
        agency: agency.to_owned(),
        from,
        to,
        drafts: true,
    }
}

pub(super) async fn write(
    app: &App,
    by: &Caller,
    ask: &AskExport,
    folder: &Path,
) -> Result<Exported, AppError> {
    export(app, by, ask, None, To::Folder(folder.to_owned())).await
}

/// The files of a folder by name.
pub(super) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap();
    let read = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(&path).unwrap())
    });
    read.collect()
}

pub(super) async fn load(app: &App, path: &Path, revise: Option<&str>) -> Loaded {
    let bundle = bundle::from_path(&path.to_string_lossy()).unwrap();
    let options = Options {
        channel: "cli".to_owned(),
        revise: revise.map(str::to_owned),
        ..Options::default()
    };
    bundle::load(app, &Caller::console().actor, &bundle, &options)
        .await
        .unwrap()
}

pub(super) fn errors(loaded: &Loaded) -> Vec<&Fault> {
    let error = |fault: &&Fault| fault.severity == Severity::Error;
    loaded.faults.iter().filter(error).collect()
}

/// Everything stored but the register: records by kind and key, sheets of figures by key with their two revisions.
pub(super) async fn facts(app: &App) -> BTreeMap<String, String> {
    let snapshot = app.db().read().await.unwrap();
    let mut facts = BTreeMap::new();
    for record in records::all(&snapshot, None).await.unwrap() {
        if record.kind != "so-trao-doi" && !record.removed {
            let content = record.content.as_str().to_owned();
            facts.insert(format!("{} {}", record.kind, record.key), content);
        }
    }
    for drafts in [false, true] {
        let filter = Filter {
            drafts,
            ..Filter::default()
        };
        for sheet in figures::all_current(&snapshot, &filter).await.unwrap() {
            let told = format!("{} {}", sheet.approved, sheet.content.as_str());
            facts.insert(format!("so-lieu {drafts} {}", sheet.key.key), told);
        }
    }
    facts
}
