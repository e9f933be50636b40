//! The public balances: those that hold hold, the dirty ones are flagged with the right reason,
//! none is silently accepted or wrongly refused. `expected.csv` says what each must come to.

use std::collections::BTreeMap;

use thidua_app::View;
use thidua_app::figures::{AskBalance, ProofLine, ProofSheet, proof, proof_of_group};
use thidua_domain::bundle::Cell;
use thidua_files::grid::{self, Limits};
use thidua_store::testing::on_both;

use crate::desk::{app, load_embedded, view};

const EXPECTED: &[u8] = include_bytes!("../../../../examples/so-lieu-cong-khai/expected.csv");

/// A line of `expected.csv`.
struct Expected {
    agency: String,
    year: i16,
    month: u8,
    scope: String,
    group: String,
    check: String,
    outcome: String,
}

fn expected() -> Vec<Expected> {
    let book = grid::read("expected.csv", EXPECTED, &Limits::default()).unwrap();
    let rows = book.sheets.into_iter().flat_map(|sheet| sheet.rows).skip(1);
    rows.map(|row| {
        let cell = |at: usize| row.cells.get(at).map(Cell::shown).unwrap_or_default();
        Expected {
            agency: cell(1),
            year: cell(2).parse().unwrap(),
            month: cell(3).parse().unwrap(),
            scope: cell(4),
            group: cell(5),
            check: cell(7),
            outcome: cell(8),
        }
    })
    .collect()
}

/// The id of the proof sheet's line for a check of the list.
fn line_of(check: &str) -> String {
    match check.split_once(':') {
        Some(("luy_ke", code)) => format!("{code}.luy_ke"),
        Some(("so_cung_ky", code)) => format!("{code}.tang_giam"),
        Some(("nam_truoc", code)) => format!("{code}.cung_ky"),
        Some((kind, code)) => format!("{code}.{kind}"),
        None => check.to_owned(),
    }
}

fn outcome(sheet: &ProofSheet, check: &str) -> String {
    let id = line_of(check);
    // One source may hold where another does not: the worst counts.
    let flagged = |line: &&ProofLine| matches!(line.outcome, "broken" | "doubtful");
    let lines = || sheet.lines.iter().filter(|line| line.id == id);
    let line = lines()
        .find(flagged)
        .or_else(|| lines().find(|line| line.outcome == "holds"))
        .or_else(|| lines().next());
    // A slip of unit is told once for cases and money together.
    let code = check.rsplit(':').next().unwrap_or_default();
    // Two sources of one rate differ where the rate of one is not that of the other's parts.
    let apart = || {
        check.starts_with("hai_nguon:")
            && sheet
                .lines
                .iter()
                .any(|line| line.id == code && flagged(&line))
    };
    let guarded = || {
        sheet
            .lines
            .iter()
            .any(|line| line.identity == "GUARD" && line.id.split(';').any(|id| id == code))
    };
    match line.map(|line| line.outcome) {
        Some("broken" | "doubtful") => "flagged".to_owned(),
        Some(other) => other.to_owned(),
        None if guarded() || apart() => "flagged".to_owned(),
        None => "unknown".to_owned(),
    }
}

fn sheet(view: &View, line: &Expected) -> ProofSheet {
    let ask = AskBalance {
        agency: line.agency.clone(),
        year: line.year,
        month: line.month,
        person: None,
        scope: Some(line.scope.clone()),
    };
    if line.group.is_empty() {
        return proof(view, &ask).unwrap();
    }
    proof_of_group(view, &ask, &line.group).unwrap()
}

#[tokio::test]
async fn what_holds_holds_and_what_is_dirty_is_flagged() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = load_embedded(&app, &["nganh", "vi-du/so-lieu-cong-khai"]).await;
        assert_eq!(loaded.last().unwrap().stored.get("so-lieu"), Some(&476));
        let view = view(&app).await;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut wrong = Vec::new();
        for line in expected() {
            let found = outcome(&sheet(&view, &line), &line.check);
            if found != line.outcome {
                wrong.push(format!(
                    "{} {}/{} {} {}: {} thay vì {}",
                    line.agency, line.year, line.month, line.scope, line.check, found, line.outcome
                ));
            }
            *counts.entry(line.outcome).or_default() += 1;
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(counts.get("flagged"), Some(&26), "{counts:?}");
    })
    .await;
}
