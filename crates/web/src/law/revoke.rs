//! «Hủy bỏ quyết định khen thưởng» on pages: one award's cancelling with what rested on it, the awards to be looked at
//! again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::law::revoke::{self, AskRevoke, Done, review};
use thidua_domain::register::revocation::REVOCATIONS;

use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::law::revoke::{PERMISSION, WRITES};

const PAGE: &str = "/khen-thuong/huy-bo";
const REVIEWS: &str = "/khen-thuong/can-xem-lai";
/// Columns that are typed.
const TYPED: [&str; 8] = [
    "can_cu_huy",
    "noi_dung",
    "so_quyet_dinh",
    "ngay_quyet_dinh",
    "co_quan_quyet_dinh",
    "nguoi_ky",
    "tien_thu_hoi",
    "hien_vat_thu_hoi",
];

/// Fields of an award's page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "dong",
        kind: "string",
        required: false,
        summary: "Dòng khen thưởng",
    },
    Param {
        name: "co",
        kind: "integer",
        required: false,
        summary: "Số khen thưởng vừa được đánh dấu cần xem lại",
    },
];
/// Fields of the list.
pub(crate) const LIST: &[Param] = &[Param {
    name: "ket-luan",
    kind: "string",
    required: false,
    summary: "«da» chỉ những khen thưởng đã kết luận, «chua» chỉ những khen thưởng chưa kết luận",
}];

/// The page of one award's cancelling.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    shown(&ask, StatusCode::OK, Vec::new()).await
}

fn named(ask: &Ask) -> Result<String, Problem> {
    let told = ask.query.text("dong").filter(|text| !text.is_empty());
    told.map(str::to_owned).ok_or(Problem::NotFound)
}

async fn shown(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let found = revoke::page(ask.app(), view, &named(ask)?).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let mut typed: BTreeMap<&str, String> = BTreeMap::new();
    for id in TYPED {
        typed.insert(id, ask.form.text(id).unwrap_or_default().to_owned());
    }
    if faults.is_empty() {
        // What the records already say is offered: the office that awarded, what was paid, what is given.
        let authority = found
            .authorities
            .first()
            .filter(|_| found.authorities.len() == 1);
        let name = authority.map(|code| view.state.label_on(code, ask.today));
        typed.insert("co_quan_quyet_dinh", name.unwrap_or_default());
        let money = found.money.filter(|money| *money > 0);
        let money = money.map(thidua_domain::text::number::group);
        typed.insert("tien_thu_hoi", money.unwrap_or_default());
        typed.insert("hien_vat_thu_hoi", found.things.join("\n"));
    }
    let agencies: Vec<String> = view
        .state
        .org
        .iter()
        .filter(|agency| {
            let spell = agency.nearest(ask.today);
            spell.is_some_and(|spell| !matches!(spell.level.code(), "huyen" | "khu_vuc" | "phong"))
                || found.authorities.contains(&agency.code)
                || agency.code == found.agency
        })
        .map(|agency| view.state.label_on(&agency.code, ask.today))
        .collect();
    let context = context! {
        found => value(&found), faults, typed => value(&typed), agencies,
        flagged => ask.query.text("co"),
        action => format!("{PAGE}?dong={}", found.record),
    };
    ask.page_with(status, "revoke/award.html", context)
}

/// Cancels, takes back, notes what was given back, or looks once more.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let record = named(&ask)?;
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let seen: i64 = ask.form.read("co_so")?.unwrap_or_default();
    let (app, what) = (ask.app(), ask.form.required("viec")?);
    let done = match what {
        "huy-bo" => {
            let typed = TYPED.iter().map(|id| ((*id).to_owned(), text(id)));
            let wanted = AskRevoke {
                record: record.clone(),
                typed: typed.collect(),
                seen,
            };
            revoke::revoke(app, &by, &wanted).await
        }
        "phuc-hoi" => {
            let (paper, day, reason) = (text("van_ban"), text("ngay"), text("ly_do"));
            revoke::restore(app, &by, &record, (&paper, &day, &reason), seen).await
        }
        "da-thu-hoi" => revoke::recovered(app, &by, &record, &text("ngay"), seen).await,
        "ra-lai" => revoke::rescan(app, &by, &record).await,
        _ => return Err(Problem::NotFound),
    };
    answered(&ask, &record, what, done).await
}

async fn answered(ask: &Ask, record: &str, what: &str, done: Result<Done, AppError>) -> Outcome {
    let faults = match done {
        Ok(done) => {
            let flagged = done.flagged;
            let flagged = (what != "phuc-hoi" && what != "da-thu-hoi").then(|| flagged.to_string());
            let fields = Fields::default().with(&[
                ("dong", Some(record)),
                ("co", flagged.as_deref()),
                ("viec", Some(what)),
            ]);
            return Ok(redirect(&format!("{PAGE}?{fields}")));
        }
        Err(AppError::Refused(text)) => text.lines().map(str::to_owned).collect(),
        Err(AppError::Faulty(found)) => {
            let label = |heading: &str| {
                let column = REVOCATIONS
                    .columns
                    .iter()
                    .find(|own| own.heading == heading);
                column.map_or_else(|| heading.to_owned(), |column| column.label.to_owned())
            };
            let line = |fault: &thidua_domain::bundle::Fault| {
                let words = format!("{}: {} {}", label(&fault.column), fault.reason, fault.cure);
                words.trim().to_owned()
            };
            found.iter().map(line).collect()
        }
        Err(AppError::Stale) => {
            let text = "Trong lúc anh/chị nhập, có người vừa thay đổi việc hủy bỏ này hoặc số liệu liên quan. Nội \
                        dung dưới đây là mới nhất; xem lại rồi ghi.";
            return shown(ask, StatusCode::CONFLICT, vec![text.to_owned()]).await;
        }
        Err(error) => return Err(ask.fault(error)),
    };
    shown(ask, StatusCode::UNPROCESSABLE_ENTITY, faults).await
}

/// The awards to be looked at again.
pub(crate) async fn reviews(ask: Arc<Ask>) -> Outcome {
    listed(&ask, StatusCode::OK, Vec::new())
}

fn listed(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let found = review::list(ask.view()?).map_err(|error| ask.fault(error))?;
    let done = |line: &review::ReviewLine| line.conclusion.is_some() || line.over.is_some();
    let counts = (found.len(), found.iter().filter(|line| !done(line)).count());
    let wanted = ask.query.text("ket-luan");
    let kept = found.iter().filter(|line| match wanted {
        Some("da") => done(line),
        Some("chua") => !done(line),
        _ => true,
    });
    let page = context! {
        lines => kept.map(value).collect::<Vec<Value>>(),
        all => counts.0, open => counts.1, wanted, faults,
        typed_key => ask.form.text("khoa"),
        typed_reason => ask.form.text("ly_do"),
    };
    ask.page_with(status, "revoke/reviews.html", page)
}

/// Notes a conclusion.
pub(crate) async fn conclude(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let key = ask.form.required("khoa")?.to_owned();
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let (conclusion, reason) = (text("ket_luan"), text("ly_do"));
    let seen = ask.form.text("da_ket_luan");
    let told = (conclusion.as_str(), reason.as_str());
    match review::conclude(ask.app(), &by, &key, told, seen).await {
        Ok(()) => Ok(redirect(&format!("{REVIEWS}?viec=ket-luan"))),
        Err(AppError::Refused(text)) => {
            let faults = text.lines().map(str::to_owned).collect();
            listed(&ask, StatusCode::UNPROCESSABLE_ENTITY, faults)
        }
        Err(AppError::Stale) => {
            let text =
                "Khen thưởng này vừa được người khác kết luận. Nội dung dưới đây là mới nhất.";
            listed(&ask, StatusCode::CONFLICT, vec![text.to_owned()])
        }
        Err(error) => Err(ask.fault(error)),
    }
}
