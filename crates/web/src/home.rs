//! The start page: the reader's own agencies with their key rates, and what is flagged.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::figures::{self, Balance};
use thidua_app::targets::{self, PaceItem};
use thidua_app::{account, bundle};
use thidua_domain::access::Permission;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::window::{self, Choice};

/// Agencies shown at most.
const MOST: usize = 8;

/// What awaits the reader.
pub(crate) async fn start(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let found = ask.own_agencies(&live.actor, Permission::ViewFigures);
    let cards = found.iter().take(MOST).map(|code| agency(&ask, code));
    let cards: Vec<Option<(i16, Value)>> = cards.collect::<Result<_, Problem>>()?;
    let (years, agencies): (Vec<i16>, Vec<Value>) = cards.into_iter().flatten().unzip();
    let holds = |permission| live.actor.holds(permission, ask.today);
    let users = match holds(Permission::ManageUsers) {
        true => {
            let found = account::list(ask.app(), &live.caller("web")).await;
            Some(found.map_err(|error| ask.fault(error))?.len())
        }
        false => None,
    };
    let page = context! {
        agencies, users,
        reads => holds(Permission::ViewFigures),
        loads => holds(bundle::PERMISSION),
        no_agencies => ask.view()?.state.org.is_empty(),
        person => live.actor.person.clone(),
    };
    match years.into_iter().max() {
        Some(year) => ask.page_of_year(year, "home/start.html", page),
        None => ask.page("home/start.html", page),
    }
}

/// The card of one agency; nothing where it is not known.
fn agency(ask: &Ask, code: &str) -> Result<Option<(i16, Value)>, Problem> {
    let view = ask.view()?;
    if view.permit_agency(Permission::ViewFigures, code).is_err() {
        return Ok(None);
    }
    let choice = window::of_page(ask, code)?;
    let balance = figures::balance(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let pace = match view.sees(Permission::ViewTargets, code) {
        true => {
            targets::pace(view, &choice.ask)
                .map_err(|error| ask.fault(error))?
                .items
        }
        false => Vec::new(),
    };
    Ok(Some((
        choice.ask.year,
        card(ask, code, &choice, &balance, &pace),
    )))
}

fn card(ask: &Ask, code: &str, choice: &Choice, balance: &Balance, pace: &[PaceItem]) -> Value {
    let side = |side: &'static str, name: &'static str| {
        let target = format!("{side}.ty_le");
        let item = pace
            .iter()
            .find(|item| item.target_code.as_deref() == Some(&target));
        let deviation = item.and_then(|item| item.deviation.clone());
        context! {
            name,
            rate => balance.rates.get(side).cloned().flatten(),
            behind => deviation.as_ref().is_some_and(|text| text.starts_with('-')),
            deviation,
            reason => balance.reasons.get(&target),
        }
    };
    let behind: Vec<&str> = pace
        .iter()
        .filter(|item| {
            item.deviation
                .as_ref()
                .is_some_and(|text| text.starts_with('-'))
        })
        .map(|item| item.name.as_str())
        .collect();
    let flags: Vec<&str> = balance
        .flags
        .iter()
        .map(|flag| flag.reason.as_str())
        .collect();
    context! {
        code,
        name => ask.agency_name(code),
        title => choice.title(),
        query => choice.query(),
        told => !balance.lines.is_empty(),
        sides => vec![side("viec", "việc"), side("tien", "tiền")],
        behind => crate::template::value(behind),
        flags => crate::template::value(flags),
    }
}
