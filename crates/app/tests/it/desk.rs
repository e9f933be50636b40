//! An application over a fresh database, with a clock that stands still.

use std::sync::Arc;

use thidua_app::bundle::{Bundle, Loaded, Options, embedded, load};
use thidua_app::figures::AskBalance;
use thidua_app::{App, Clock, SystemEntropy, View};
use thidua_domain::access::Actor;
use thidua_domain::bundle::{Cell, Fault, Severity};
use thidua_domain::time::Instant;
use thidua_files::grid::{Grid, GridRow};
use thidua_store::Db;

struct Still;

impl Clock for Still {
    fn now(&self) -> Instant {
        // 22/11/2026 16:41 in Vietnam.
        Instant(1_795_340_460_000_000)
    }
}

/// The console's actor.
pub(crate) fn console() -> Actor {
    Actor::console("kiểm thử")
}

/// An application over a database.
pub(crate) async fn app(db: Db) -> App {
    App::open(db, Arc::new(Still), Arc::new(SystemEntropy))
        .await
        .unwrap()
}

/// Loads bundles the binary carries; none may be refused.
pub(crate) async fn load_embedded(app: &App, names: &[&str]) -> Vec<Loaded> {
    let mut all = Vec::new();
    for name in names {
        let bundle = embedded(name).unwrap();
        let loaded = take(app, &bundle, None).await;
        let errors: Vec<&Fault> = loaded
            .faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        all.push(loaded);
    }
    all
}

/// Loads one bundle, refused or not.
pub(crate) async fn take(app: &App, bundle: &Bundle, revise: Option<&str>) -> Loaded {
    let options = Options {
        revise: revise.map(str::to_owned),
        channel: "cli".to_owned(),
        ..Options::default()
    };
    load(app, &console(), bundle, &options).await.unwrap()
}

/// A bundle from sheets written as lines of `a|b|c`.
pub(crate) fn bundle(sheets: &[(&str, &str)]) -> Bundle {
    let grid = |(name, text): &(&str, &str)| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let rows = (1..).zip(lines).map(|(number, line)| GridRow {
            number,
            cells: line
                .split('|')
                .map(|cell| Cell::Text(cell.trim().to_owned()))
                .collect(),
        });
        Grid {
            name: (*name).to_owned(),
            rows: rows.collect(),
            ..Grid::default()
        }
    };
    Bundle {
        name: "thử".to_owned(),
        sheets: sheets.iter().map(grid).collect(),
        ..Bundle::default()
    }
}

/// The console's view.
pub(crate) async fn view(app: &App) -> View {
    app.view(&console()).await.unwrap()
}

/// A question about an agency's window.
pub(crate) fn ask(agency: &str, year: i16, month: u8) -> AskBalance {
    AskBalance {
        agency: agency.to_owned(),
        year,
        month,
        person: None,
        scope: None,
    }
}
