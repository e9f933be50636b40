//! What storing a session would come to: every fault at its cell, what each row comes to. A check that follows another
//! one takes over what no mend touched; it says the same as one that takes over nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::access::Actor;
use thidua_domain::bundle::{Fault, Severity};
use thidua_files::grid::Grid;
use tokio::sync::Mutex;

use super::super::FIGURES;
use super::super::load;
use super::super::options::{Loaded, Options};
use super::super::outcome::Outcome;
use super::super::stored::Stored;
use super::super::trial::{self, Trial};
use super::checked::{Checked, Origins, Rests, Told, Unlike};
use super::codes::Namer;
use super::foreign::foreign;
use super::form;
use super::ground::Ground;
use super::judge;
use super::lay::{Laid, lay};
use super::place::{self, Placed, Placer};
use super::plan::{Decision, Plan};
use super::table::{Before, Edits, Table, table};
use crate::{App, AppError};

/// A session as it is to be checked.
pub(super) struct Input {
    pub(super) title: String,
    pub(super) plan: Plan,
    pub(super) grids: Arc<Vec<Grid>>,
    pub(super) edits: Vec<Edits>,
}

/// Checks a session against what is stored now; `before`: an earlier check of it.
pub(super) async fn check(
    app: &App,
    actor: &Actor,
    input: &Input,
    before: Option<&Checked>,
) -> Result<Checked, AppError> {
    let view = app.view(actor).await?;
    let old = before.and_then(|before| Some((before, before.rests.as_ref()?)));
    // The stored data have changed: only the rows of the file are what they were.
    let over = old.filter(|(_, rests)| rests.ground.holds(&view));
    let ground = match over {
        Some((_, rests)) => rests.ground.clone(),
        None => Arc::new(Ground::of(view)),
    };
    let stored = over
        .map(|(_, rests)| rests.stored.clone())
        .unwrap_or_default();
    let mut checked = tables(input, old);
    checked.laid = laid(
        input,
        &checked.tables,
        &ground,
        over.map(|(before, rests)| (before, &rests.plan)),
    );
    foreign(&ground, &mut checked);
    let told = tried(app, actor, input, &ground, &checked, (&stored, false)).await;
    match told {
        Ok((loaded, origins)) => {
            checked.at = loaded.at;
            for (sheet, number, (at, row, _)) in origins.all() {
                let outcome = loaded.outcomes.get(sheet).map(|all| all.of(number));
                let Some(rows) = checked.outcomes.get_mut(at) else {
                    continue;
                };
                let outcome = outcome.unwrap_or(Outcome::Same);
                let stands = rows.entry(row).or_insert(outcome);
                *stands = outcome.max(*stands);
            }
            let unlike = placed(&mut checked, input, &ground, (&loaded.faults, &origins));
            form::check(&input.plan, &mut checked);
            decide(&mut checked, &input.plan, unlike);
            judge::judge(app, input, &ground, &mut checked).await?;
            if checked.is_clean(&input.plan) && !judge::only_books(input) {
                prove(app, actor, input, &ground, &mut checked, &stored).await?;
            }
        }
        Err(AppError::Refused(reason)) => checked.general.push(Told {
            severity: Severity::Error,
            conflict: false,
            reason: place::plainly(&reason),
            cure: "Bỏ trang này khỏi lần nhập, hoặc đề nghị cơ quan cấp trên nhập.".to_owned(),
        }),
        Err(error) => return Err(error),
    }
    checked.rests = Some(Rests {
        plan: input.plan.clone(),
        edits: input.edits.clone(),
        ground,
        stored,
    });
    Ok(checked)
}

fn tables(input: &Input, old: Option<(&Checked, &Rests)>) -> Checked {
    let empty = Edits::new();
    let made = input.plan.sheets.iter().enumerate().map(|(at, plan)| {
        let before = old.and_then(|(before, rests)| {
            Some(Before {
                plan: rests.plan.sheets.get(at)?,
                table: before.tables.get(at)?.as_ref()?,
                edits: rests.edits.get(at)?,
            })
        });
        let edits = input.edits.get(at).unwrap_or(&empty);
        table(plan, input.grids.get(at), edits, before)
    });
    let tables: Vec<Option<Table>> = made.collect();
    Checked {
        rows: vec![BTreeMap::new(); tables.len()],
        outcomes: vec![BTreeMap::new(); tables.len()],
        tables,
        ..Checked::default()
    }
}

/// The table of one sheet as it stands now.
pub(super) fn table_of(input: &Input, at: usize, before: Option<&Checked>) -> Option<Table> {
    let old = before.and_then(|before| Some((before, before.rests.as_ref()?)));
    let old = old.and_then(|(before, rests)| {
        Some(Before {
            plan: rests.plan.sheets.get(at)?,
            table: before.tables.get(at)?.as_ref()?,
            edits: rests.edits.get(at)?,
        })
    });
    let (plan, edits) = (input.plan.sheets.get(at)?, input.edits.get(at)?);
    table(plan, input.grids.get(at), edits, old)
}

fn laid(
    input: &Input,
    tables: &[Option<Table>],
    ground: &Ground,
    over: Option<(&Checked, &Plan)>,
) -> BTreeMap<usize, Laid> {
    let sheets = input.plan.sheets.iter().zip(tables).enumerate();
    let sheets: Vec<_> = sheets
        .filter_map(|(at, (plan, table))| Some((at, plan, table.as_ref()?)))
        .collect();
    // Lines are taken over only where every sheet is read as before: names go from one to the next.
    let alike = |(_, plan): &(&Checked, &Plan)| {
        let pairs = || plan.sheets.iter().zip(&input.plan.sheets);
        plan.sheets.len() == input.plan.sheets.len() && pairs().all(|(a, b)| a.reads_like(b))
    };
    let before = over.filter(alike).map(|(before, _)| &before.laid);
    let mut namer = Namer::new(ground);
    lay(&sheets, &mut namer, &ground.view.state, before)
}

/// What the bundle's own check says.
async fn tried(
    app: &App,
    actor: &Actor,
    input: &Input,
    ground: &Ground,
    checked: &Checked,
    (stored, proves): (&Mutex<Stored>, bool),
) -> Result<(Loaded, Origins), AppError> {
    let (sheets, faults, origins) = checked.sheets(ground);
    let mut stored = stored.lock().await;
    let asked = Trial {
        name: &input.title,
        sheets,
        faults,
        scope: ground.scope.clone(),
        stored: &mut stored,
        proves,
    };
    Ok((trial::check(app, actor, asked).await?, origins))
}

/// Puts the faults at their cells, and answers the conflicts among them.
fn placed(
    checked: &mut Checked,
    input: &Input,
    ground: &Ground,
    (faults, origins): (&[Fault], &Origins),
) -> BTreeMap<Unlike, String> {
    let mut unlike = BTreeMap::new();
    let mut general = Vec::new();
    let mut rows = std::mem::take(&mut checked.rows);
    let placer = Placer::new(&input.plan, checked, &ground.view.state, origins);
    for fault in faults {
        match placer.place(fault) {
            Placed::Nowhere(told) => general.push(told),
            Placed::Unsaid => {}
            Placed::At(found) => {
                if let Some(id) = found.unlike {
                    let (at, row, part) = found.at;
                    unlike.insert((at, row, part, id), fault.reason.clone());
                }
                let Some(sheet) = rows.get_mut(found.at.0) else {
                    continue;
                };
                let row = sheet.entry(found.at.1).or_default();
                let list = match found.column {
                    Some(to) => row.cells.entry(to).or_default(),
                    None => &mut row.whole,
                };
                if !list.contains(&found.told) {
                    list.push(found.told);
                }
            }
        }
    }
    checked.rows = rows;
    for told in general {
        if !checked.general.contains(&told) {
            checked.general.push(told);
        }
    }
    unlike
}

fn decide(checked: &mut Checked, plan: &Plan, unlike: BTreeMap<Unlike, String>) {
    let told: Vec<String> = unlike
        .iter()
        .map(|((at, row, part, id), reason)| format!("{at}|{row}|{part}|{id}|{reason}"))
        .collect();
    checked.seen = thidua_store::sha256_hex(told.join("\n").as_bytes());
    for key in unlike.into_keys() {
        let sheet = plan.sheets.get(key.0);
        match sheet.and_then(|sheet| sheet.decision(key.1, plan.all)) {
            Some(Decision::Keep) => {
                checked.kept.insert(key);
            }
            Some(Decision::Take) => checked.takes = true,
            None => {}
        }
    }
}

/// What the balances say of the figures as they would stand.
async fn prove(
    app: &App,
    actor: &Actor,
    input: &Input,
    ground: &Ground,
    checked: &mut Checked,
    stored: &Mutex<Stored>,
) -> Result<(), AppError> {
    let figures = |laid: &Laid| laid.def.name == FIGURES.name;
    if !checked.laid.values().any(figures) {
        return Ok(());
    }
    // Beside figures alone the stored rest is what it is; targets or agencies of the same session are tried as a
    // whole and taken back.
    let (loaded, origins) = if checked.laid.values().all(figures) {
        tried(app, actor, input, ground, checked, (stored, true)).await?
    } else {
        let (sheets, faults, origins) = checked.sheets(ground);
        let options = Options {
            dry_run: true,
            revise: checked.takes.then(|| "kiểm tra".to_owned()),
            channel: "web".to_owned(),
            ..Options::default()
        };
        let read = (sheets, faults);
        (
            load::run(app, actor, &input.title, read, &options).await?,
            origins,
        )
    };
    placed(checked, input, ground, (&loaded.faults, &origins));
    checked.touches = loaded.touches;
    Ok(())
}
