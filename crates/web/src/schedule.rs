//! Reports made regularly: which there are, what is ready, a new one, an end.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::report::period;
use thidua_app::schedule::{self, AskSchedule, Ready};
use thidua_app::{AppError, View};
use thidua_domain::report::schedule::Rhythm;

use crate::ask::{Ask, redirect};
use crate::routes::Outcome;
use crate::template::value;

pub(crate) use thidua_app::schedule::{PERMISSION, WRITES};

/// The page on which a report is read.
pub(crate) fn href(ready: &Ready) -> String {
    let part =
        |code: &str| -> String { form_urlencoded::byte_serialize(code.as_bytes()).collect() };
    format!(
        "/co-quan/{}/bao-cao?de-cuong={}&tu={}&den={}/{}",
        part(&ready.agency),
        part(&ready.outline),
        ready.year,
        ready.year,
        ready.month
    )
}

/// The list.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    page(&ask, StatusCode::OK, Vec::new()).await
}

async fn page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let lines = schedule::schedules(ask.app(), view).await;
    let lines = lines.map_err(|error| ask.fault(error))?;
    let lines = lines.iter().map(|line| {
        let ready = line
            .ready
            .iter()
            .map(|one| context! { href => href(one), ..value(one) });
        context! { ready => ready.collect::<Vec<_>>(), ..value(line) }
    });
    let outlines = period::choices().map_err(|error| ask.fault(error))?;
    let rhythms = Rhythm::ALL.map(|rhythm| (rhythm.code(), rhythm.words()));
    let live = ask.live()?;
    let agencies = ask.own_agencies(&live.actor, WRITES);
    let agencies = agencies
        .into_iter()
        .filter(|code| view.permit_agency(PERMISSION, code).is_ok());
    let agencies = agencies.map(|code| (code.clone(), ask.agency_name(&code)));
    let sent = |name: &str| ask.form.text(name).map(str::to_owned);
    let page = context! {
        faults, outlines, rhythms,
        done => ask.query.text("da").and_then(done),
        lines => lines.collect::<Vec<_>>(),
        agencies => agencies.collect::<Vec<_>>(),
        agency => sent("co_quan"), outline => sent("de_cuong"), rhythm => sent("ky"),
        after => sent("sau_ngay").unwrap_or_else(|| "5".to_owned()),
        readers => sent("nguoi_nhan").unwrap_or_else(|| live.actor.user.clone()),
    };
    ask.page_with(status, "report/schedule.html", page)
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "lap" => "Đã ghi. Hết mỗi kỳ, người nhận có thông báo dẫn đến báo cáo.",
        "thoi" => "Đã thôi làm báo cáo này.",
        _ => return None,
    })
}

/// Decides a new one, or ends one.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let text = |name: &str| ask.form.raw(name).unwrap_or_default().trim().to_owned();
    let (done, to) = match ask.form.required("viec")? {
        "thoi" => (schedule::end(ask.app(), &by, &text("ma")).await, "thoi"),
        _ => {
            let wanted = AskSchedule {
                agency: text("co_quan"),
                outline: text("de_cuong"),
                rhythm: text("ky"),
                after: text("sau_ngay"),
                readers: text("nguoi_nhan"),
            };
            let done = schedule::schedule(ask.app(), &by, &wanted).await;
            (done.map(|_| ()), "lap")
        }
    };
    match done {
        Ok(()) => Ok(redirect(&format!("/bao-cao-dinh-ky?da={to}"))),
        Err(AppError::Refused(text)) => {
            let faults = text.lines().map(str::to_owned).collect();
            page(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
        Err(AppError::Stale) => {
            let faults = vec!["Báo cáo này đã thôi làm rồi.".to_owned()];
            page(&ask, StatusCode::CONFLICT, faults).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The reports that wait for a reader, as words and address.
pub(crate) fn waiting(view: &View) -> Vec<(String, String)> {
    let ready = schedule::waiting(view).into_iter();
    ready
        .map(|one| {
            let words = format!(
                "{} {} của {} đã đến kỳ, xem và in được",
                one.outline_name, one.period, one.agency_name
            );
            (words, href(&one))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_on_the_page_of_its_agency() {
        let ready = Ready {
            outline_name: String::new(),
            outline: "giai-doan".to_owned(),
            agency: "quan-1".to_owned(),
            agency_name: String::new(),
            year: 2027,
            month: 3,
            period: String::new(),
            since: String::new(),
        };
        assert_eq!(
            href(&ready),
            "/co-quan/quan-1/bao-cao?de-cuong=giai-doan&tu=2027&den=2027/3"
        );
    }
}
