//! One's own roles, and lending them (ủy quyền).

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::access::{self, GrantRow, NewDelegation};
use thidua_domain::access::EVERYWHERE;
use thidua_domain::time::parse_date;

use super::refused;
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// What the page of one's own account shows of roles.
pub(super) async fn shown(ask: &Ask) -> Result<Value, Problem> {
    let by = ask.live()?.caller("web");
    let own = access::own_roles(ask.app(), &by)
        .await
        .map_err(|error| ask.fault(error))?;
    let placed = |grant: &GrantRow| {
        let place = match grant.agency.as_str() {
            EVERYWHERE => "Toàn hệ thống".to_owned(),
            code => ask.agency_name(code),
        };
        context! { place, lendable => own.lendable.contains(&grant.id), ..value(grant) }
    };
    let held: Vec<Value> = own.held.iter().map(placed).collect();
    let given: Vec<Value> = own
        .given
        .iter()
        .map(|given| context! { role => placed(&given.grant), ..value(given) })
        .collect();
    let field = |name| ask.form.text(name).unwrap_or_default();
    Ok(context! {
        held, given,
        colleagues => value(&own.colleagues),
        lends => !own.lendable.is_empty(),
        typed => context! {
            role => field("vai_tro"), user => field("nguoi"), from => field("tu_ngay"), to => field("den_ngay"),
            document => field("van_ban"),
        },
    })
}

/// Lends one of one's roles.
pub(crate) async fn delegate(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let grant: i64 = ask.form.read("vai_tro")?.ok_or(Problem::NotFound)?;
    let day = |field: &'static str| {
        let text = ask
            .form
            .text(field)
            .ok_or_else(|| AppError::refused("Ủy quyền phải có ngày bắt đầu và ngày kết thúc."))?;
        parse_date(text)
            .map_err(|_| AppError::refused("Ngày không đọc được. Ví dụ viết đúng: 01/10/2026."))
    };
    let done = async {
        let new = NewDelegation {
            grant,
            user: ask.form.text("nguoi").unwrap_or_default().to_owned(),
            from: day("tu_ngay")?,
            to: day("den_ngay")?,
            document: ask.form.text("van_ban").unwrap_or_default().to_owned(),
        };
        access::delegate(ask.app(), &by, new).await
    }
    .await;
    after(&ask, done, "da-uy-quyen").await
}

/// Ends a delegation one has made.
pub(crate) async fn end(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let id: i64 = ask.form.read("so")?.ok_or(Problem::NotFound)?;
    let done = access::end_delegation(ask.app(), &by, id).await;
    after(&ask, done, "da-ket-thuc-uy-quyen").await
}

async fn after(ask: &Ask, done: Result<(), AppError>, notice: &str) -> Outcome {
    match done {
        Ok(()) => Ok(redirect(&format!("/tai-khoan?thong-bao={notice}#vai-tro"))),
        Err(AppError::Refused(text)) => refused(ask, &text).await,
        Err(error) => Err(ask.fault(error)),
    }
}
