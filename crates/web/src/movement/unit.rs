//! A unit's own page under a movement: it acknowledges, names who answers for it and writes its plan.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::movement::own::{NewGoal, SaidGoal, SaidPlan, send_plan};
use thidua_app::movement::unit::{Room, room};
use thidua_app::movement::{Answered, Said, respond};
use thidua_domain::targets::sheet::OPERATORS;

use super::part;
use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

/// Empty lines for targets of the unit's own.
const EMPTY: usize = 3;

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, None, &Answered::default()).await
}

async fn shown(
    ask: &Ask,
    status: StatusCode,
    said: Option<&SaidPlan>,
    answered: &Answered,
) -> Outcome {
    let (code, agency) = (ask.part("ma")?, ask.part("co_quan")?);
    let found = room(ask.app(), ask.view()?, code, agency).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let labels = &ask.view()?.state.catalogue.labels;
    let unit = |code: &str| labels.word("don_vi_tinh", code).to_owned();
    let given = found.given.iter().map(|line| {
        let sent = said.and_then(|said| said.given.iter().find(|sent| sent.key == line.key));
        let how = match (sent, line.kept) {
            (Some(sent), _) => sent.how.as_str(),
            (None, "dropped") => "khong",
            (None, "as_given") => "giu",
            (None, _) => "doi",
        };
        let own = sent.map(|sent| sent.value.clone()).or_else(|| comma(line.own.as_deref()));
        let reason = sent.map(|sent| sent.reason.clone()).or_else(|| line.reason.clone());
        context! {
            how, own, why => reason, shown => comma(line.value.as_deref()), measured => unit(&line.unit), ..value(line)
        }
    });
    let added = (0..EMPTY).map(|at| {
        let sent = said.and_then(|said| said.added.get(at));
        sent.map_or_else(
            || context! { figure => "", text => "", op => ">=", value => "" },
            |sent| context! { figure => &sent.figure, text => &sent.text, op => &sent.op, value => &sent.value },
        )
    });
    let own = found.own.iter().map(|line| {
        context! { shown => comma(line.value.as_deref()), measured => unit(&line.unit), ..value(line) }
    });
    let page = context! {
        given => given.collect::<Vec<Value>>(), added => added.collect::<Vec<Value>>(), own => own.collect::<Vec<Value>>(),
        operators => value(OPERATORS), asked => asked(&found, said), room => value(&found), faults => super::words(answered),
    };
    ask.page_with(status, "movement/unit.html", page)
}

/// The head of the form: what was sent, else what is stored.
fn asked(found: &Room, said: Option<&SaidPlan>) -> Value {
    let stored = |text: &Option<String>| text.clone().unwrap_or_default();
    match said {
        Some(said) => context! {
            person => &said.person, symbol => &said.symbol, day => &said.day, subject => &said.subject,
        },
        None => context! {
            person => stored(&found.person), symbol => stored(&found.symbol), day => stored(&found.issued_on), subject => "",
        },
    }
}

fn comma(value: Option<&str>) -> Option<String> {
    value.map(|value| match value {
        "nam_truoc" => "kết quả năm trước".to_owned(),
        value => value.replace('.', ","),
    })
}

/// Acknowledges, or stores the plan.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let (code, agency) = (ask.part("ma")?.to_owned(), ask.part("co_quan")?.to_owned());
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let of = (code.as_str(), agency.as_str());
    let (said, done) = match ask.form.text("viec") {
        Some("tiep-nhan") => (None, respond(ask.app(), &by, of, &Said::Received).await),
        Some("ke-hoach") => {
            let said = SaidPlan {
                person: text("nguoi"),
                symbol: text("so"),
                day: text("ngay"),
                subject: text("trich_yeu"),
                given: given(&ask),
                added: added(&ask),
                seen: ask.form.read("ban")?.unwrap_or(0),
            };
            let done = send_plan(ask.app(), &by, of, &said).await;
            (Some(said), done)
        }
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    let done = done.map_err(|error| ask.fault(error))?;
    if !done.faults.is_empty() {
        return shown(&ask, StatusCode::UNPROCESSABLE_ENTITY, said.as_ref(), &done).await;
    }
    let what = match done.event {
        Some(event) => format!("viec=huong-ung&da-luu={event}"),
        None => "viec=khong-doi".to_owned(),
    };
    let to = format!(
        "/phong-trao/{}/don-vi/{}?{what}",
        part(&code),
        part(&agency)
    );
    Ok(redirect(&to))
}

/// What the form says of each target handed down: the fields of a row share its place.
fn given(ask: &Ask) -> Vec<SaidGoal> {
    let text = |name: String| ask.form.text(&name).unwrap_or_default().to_owned();
    let rows = (0..1000).map_while(|at| {
        let key = ask.form.text(&format!("chi_tieu.{at}"))?;
        Some(SaidGoal {
            key: key.to_owned(),
            how: text(format!("cach.{at}")),
            value: text(format!("muc.{at}")),
            reason: text(format!("vi_sao.{at}")),
        })
    });
    rows.collect()
}

fn added(ask: &Ask) -> Vec<NewGoal> {
    let text = |name: &str, at: usize| {
        let field = ask.form.text(&format!("{name}.{at}"));
        field.unwrap_or_default().to_owned()
    };
    let rows = (0..EMPTY).map(|at| NewGoal {
        figure: text("so_lieu_them", at),
        text: text("noi_dung_them", at),
        op: text("phep_so_them", at),
        value: text("gia_tri_them", at),
    });
    rows.collect()
}
