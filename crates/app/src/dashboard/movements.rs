//! Movements that run in the year: those of the agency and of those above it, with how far they are followed.

use thidua_domain::movement::{Movement, Response};
use thidua_domain::time::WorkYear;

use super::{AskDashboard, MovementLine, MovementsBlock};
use crate::AppError;
use crate::listing::Source;
use crate::movement::list::{AskMovements, Movements};
use crate::movement::{Reach, covered};
use crate::state::View;

/// The block.
pub(super) fn block(view: &View, ask: &AskDashboard) -> Result<MovementsBlock, AppError> {
    let state = view.state.as_ref();
    let year = WorkYear(ask.year);
    let day = year.last_day().min(view.today).max(year.first_day());
    let above = state.org.above_on(&ask.agency, day);
    let reach = Reach::of(view);
    let all = state.movements.all().values();
    let mut rows: Vec<(usize, MovementLine)> = all
        .filter(|one| one.runs_in(year) && !one.draft && reach.sees(one))
        .filter_map(|one| {
            let launcher = one.launcher.as_deref()?;
            let steps = match launcher == ask.agency {
                true => 0,
                false => 1 + above.iter().position(|code| *code == launcher)?,
            };
            Some((steps, line(view, ask, one, steps)))
        })
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let within = AskMovements {
        within: Some(ask.agency.clone()),
        year: Some(ask.year),
    };
    let within = Source::len(&Movements::new(view, &within, false)?);
    Ok(MovementsBlock {
        rows: rows.into_iter().map(|(_, line)| line).collect(),
        within,
    })
}

fn line(view: &View, ask: &AskDashboard, movement: &Movement, steps: usize) -> MovementLine {
    let state = view.state.as_ref();
    let found = covered(view, movement);
    let mut responses = state.movements.responses(&movement.code).iter();
    let own = responses.find(|row| row.agency == ask.agency);
    let on = movement
        .from
        .map_or(view.today, |from| from.first_day().min(view.today));
    MovementLine {
        code: movement.code.clone(),
        name: movement.name.clone(),
        launcher_name: movement
            .launcher
            .as_ref()
            .map(|code| state.name_on(code, on)),
        launcher: movement.launcher.clone(),
        issued: found.issued,
        total: found.total,
        percent: found.percent,
        missing: found.missing.len(),
        reason: found.reason,
        own: match steps {
            0 => Some("launched"),
            _ => own.map(stands),
        },
    }
}

/// How the agency's own answer stands.
fn stands(row: &Response) -> &'static str {
    match row {
        _ if row.has_issued() => "issued",
        _ if row.received_on.is_some() => "received",
        _ if row.addressed_on.is_some() => "missing",
        _ => "took_part",
    }
}
