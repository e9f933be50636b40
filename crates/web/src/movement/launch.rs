//! Launching a movement to chosen units: what will happen is shown before it does.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::movement::Answered;
use thidua_app::movement::launch::{AskLaunch, Preview, launch, preview};

use super::part;
use crate::ask::{Ask, redirect};
use crate::routes::Outcome;
use crate::template::value;

/// The page: which units, by which paper.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let code = ask.part("ma")?;
    let asked = AskLaunch {
        day: thidua_domain::time::vn(ask.today),
        ..AskLaunch::default()
    };
    let found = preview(ask.view()?, code, &asked).map_err(|error| ask.fault(error))?;
    shown(&ask, StatusCode::OK, (&asked, &found), &Answered::default())
}

fn shown(
    ask: &Ask,
    status: StatusCode,
    (asked, found): (&AskLaunch, &Preview),
    answered: &Answered,
) -> Outcome {
    let page = context! {
        launch => value(found),
        looking => asked.seen.is_some(),
        asked => context! {
            day => &asked.day, document => &asked.document, subject => &asked.subject, due => &asked.due,
            levels => &asked.levels,
        },
        faults => super::words(answered),
    };
    ask.page_with(status, "movement/launch.html", page)
}

/// Looks, or launches.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let all = |name: &str| -> Vec<String> {
        let pairs = ask.form.pairs().filter(|(field, _)| *field == name);
        pairs.map(|(_, text)| text.to_owned()).collect()
    };
    let launches = ask.form.text("viec") == Some("phat-dong");
    let mut asked = AskLaunch {
        units: all("don_vi"),
        levels: all("cap"),
        day: text("ngay"),
        document: text("van_ban"),
        subject: text("trich_yeu"),
        due: text("han"),
        seen: launches.then(|| text("da_xem")),
    };
    let done = launch(ask.app(), &by, &code, &asked).await;
    let done = done.map_err(|error| ask.fault(error))?;
    if let Some(event) = done.answered.event {
        let query = format!("viec=phat-dong&da-luu={event}");
        return Ok(redirect(&format!(
            "/phong-trao/{}/huong-ung?{query}",
            part(&code)
        )));
    }
    let refused = !done.answered.faults.is_empty();
    // What is right is shown once more before it is done; what is wrong is mended first.
    asked.seen = (!refused).then(|| done.preview.seen.clone());
    let status = match refused {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    shown(&ask, status, (&asked, &done.preview), &done.answered)
}
