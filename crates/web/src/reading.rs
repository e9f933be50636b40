//! «Đã đọc»: who is asked to read a paper, who has; what waits for the reader.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::reading;

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;

pub(crate) use thidua_app::reading::PERMISSION;

/// Agencies directly below that a form offers one by one.
const OFFERED: usize = 60;

/// Who has read a paper.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, &[]).await
}

async fn page(ask: &Ask, status: StatusCode, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let board = reading::board(ask.app(), view, ask.part("ma")?).await;
    let board = board.map_err(|error| ask.fault(error))?;
    let chosen: Vec<&str> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name == "noi_nhan")
        .map(|(_, code)| code)
        .collect();
    let offered: Vec<_> = board
        .askers
        .iter()
        .map(|asker| {
            let below = view.state.org.children_on(&asker.code, ask.today);
            let below = below.into_iter().take(OFFERED).map(|agency| {
                let code = agency.code.as_str();
                context! { code, name => view.state.label_on(code, ask.today), chosen => chosen.contains(&code) }
            });
            context! { code => &asker.code, name => &asker.name, below => below.collect::<Vec<_>>() }
        })
        .collect();
    let sent = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let context = context! {
        faults => value(faults), offered,
        sent => context! { people => sent("nguoi"), due => sent("han"), asker => sent("co_quan"), all => sent("tat_ca") },
        board => value(&board),
    };
    ask.page_with(status, "reading/show.html", context)
}

/// Asks, stops asking, or confirms.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let document = ask.part("ma")?.to_owned();
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let app = ask.app();
    let (done, what) = match ask.form.text("viec") {
        Some("da-doc") => {
            let reader = ask.form.required("noi_nhan")?;
            let done = reading::confirm(app, &by, &document, reader).await;
            (done, "da-doc")
        }
        Some("thoi") => {
            let done = reading::end(app, &by, &document, ask.form.required("co_quan")?).await;
            (done, "thoi-doc")
        }
        Some("yeu-cau") => {
            let named = ask.form.pairs().filter(|(name, _)| *name == "noi_nhan");
            let wanted = reading::Ask {
                asker: ask.form.required("co_quan")?.to_owned(),
                agencies: named.map(|(_, code)| code.to_owned()).collect(),
                all_below: ask.form.text("tat_ca").is_some(),
                people: text("nguoi"),
                due: text("han"),
            };
            let done = reading::ask(app, &by, &document, &wanted).await;
            (done.map(|_| ()), "yeu-cau-doc")
        }
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(()) => {
            let part: String = form_urlencoded::byte_serialize(document.as_bytes()).collect();
            let to = match ask.form.text("ve") {
                Some("can-doc") => format!("/can-doc?viec={what}"),
                _ => format!("/van-ban/{part}/da-doc?viec={what}"),
            };
            Ok(redirect(&to))
        }
        Err(AppError::Refused(text)) => {
            let faults: Vec<String> = text.lines().map(str::to_owned).collect();
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, &faults).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The papers that wait for the reader.
pub(crate) async fn mine(ask: Arc<Ask>) -> Outcome {
    let found = reading::mine(ask.app(), ask.view()?).await;
    let found = found.map_err(|error| ask.fault(error))?;
    ask.page("reading/mine.html", context! { papers => value(&found) })
}
