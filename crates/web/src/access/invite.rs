//! Inviting many people of one agency at once; the codes are shown on slips to be printed and cut.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::account::{self, Invitation, MOST};
use thidua_domain::access::Role;
use thidua_domain::time::parse_date;

use super::places;
use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "co-quan",
    kind: "string",
    required: false,
    summary: "Mã cơ quan",
}];

/// Roles that many people get at once; the others are given one by one.
const ROLES: [Role; 5] = [
    Role::Employee,
    Role::Officer,
    Role::Personnel,
    Role::Head,
    Role::Leader,
];

/// The page on which an agency and its people are chosen.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let agency = ask.query.text("co-quan").map(str::to_owned);
    shown(&ask, StatusCode::OK, agency.as_deref(), Vec::new()).await
}

async fn shown(
    ask: &Ask,
    status: StatusCode,
    agency: Option<&str>,
    faults: Vec<String>,
) -> Outcome {
    let by = ask.live()?.caller("web");
    let found = match agency {
        Some(agency) => Some(
            account::candidates(ask.app(), &by, agency)
                .await
                .map_err(|error| ask.fault(error))?,
        ),
        None => None,
    };
    let field = |name: &str| ask.form.text(name).map(str::to_owned);
    let sent = ask.form.pairs().next().is_some();
    let people: Option<Vec<Value>> = found.map(|found| {
        found
            .iter()
            .map(|candidate| {
                let typed = field(&format!("ten-{}", candidate.person));
                context! {
                    chosen => sent && is_chosen(ask, &candidate.person),
                    account => typed.unwrap_or_else(|| candidate.account.clone()),
                    ..value(candidate)
                }
            })
            .collect()
    });
    let roles: Vec<Value> = ROLES
        .iter()
        .map(|role| {
            let chosen = ask.form.text("vai_tro") == Some(role.code());
            context! { code => role.code(), name => role.name(), chosen }
        })
        .collect();
    let page = context! {
        people, roles, faults, most => MOST,
        places => places(ask)?,
        agency,
        agency_name => agency.map(|code| ask.agency_name(code)),
        from => field("tu").unwrap_or_else(|| thidua_domain::time::vn(ask.today)),
        to => field("den").unwrap_or_default(),
        document => field("van_ban").unwrap_or_default(),
        reason => field("ly_do").unwrap_or_default(),
    };
    ask.page_with(status, "access/invite.html", page)
}

fn is_chosen(ask: &Ask, person: &str) -> bool {
    ask.form
        .pairs()
        .any(|(name, value)| name == "chon" && value == person)
}

/// Makes the accounts and shows the slips.
pub(crate) async fn invite(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let agency = ask.form.required("co_quan")?.to_owned();
    // Asked before anything else, so that what is wrong with the form says nothing of an agency out of reach.
    account::candidates(ask.app(), &by, &agency)
        .await
        .map_err(|error| ask.fault(error))?;
    let role = ask
        .form
        .text("vai_tro")
        .and_then(Role::from_code)
        .filter(|role| ROLES.contains(role))
        .ok_or_else(|| Problem::field("vai_tro", "không có vai trò này"))?;
    let day = |field: &'static str| {
        let read = ask.form.text(field).map(parse_date).transpose();
        read.map_err(|_| AppError::refused("Ngày không đọc được. Ví dụ viết đúng: 01/10/2026."))
    };
    let done = async {
        let new = Invitation {
            agency: agency.clone(),
            people: people(&ask),
            role,
            from: day("tu")?.unwrap_or(ask.today),
            to: day("den")?,
            document: ask.form.text("van_ban").map(str::to_owned),
        };
        account::invite(ask.app(), &by, &new, ask.form.text("ly_do")).await
    }
    .await;
    match done {
        Ok(invited) => {
            let page = context! {
                slips => value(&invited.slips), until => invited.until,
                agency => &agency, agency_name => ask.agency_name(&agency), role => role.name(),
            };
            ask.page("access/slips.html", page)
        }
        Err(AppError::Refused(text)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&ask, status, Some(&agency), vec![text]).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The chosen people with the account names typed for them.
fn people(ask: &Ask) -> Vec<(String, String)> {
    ask.form
        .pairs()
        .filter(|(name, _)| *name == "chon")
        .map(|(_, person)| {
            let name = ask.form.text(&format!("ten-{person}")).unwrap_or_default();
            (person.to_owned(), name.to_owned())
        })
        .collect()
}
