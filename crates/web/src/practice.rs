//! The library of good practice: proposing to it, one practice with those who took it up.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::achievement::Named;
use thidua_app::exemplar;
use thidua_app::practice::{self, AskPractices, Reply};
use thidua_domain::exemplar::SPREAD_KINDS;
use thidua_domain::practice::KINDS;

use crate::achievement::{part, typed, words};
use crate::ask::{Ask, redirect};
use crate::attachment;
use crate::exemplar::kept;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

const fn param(name: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required: false,
        summary,
    }
}

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    param("agency", "Mã cơ quan, gồm cả các cơ quan trực thuộc"),
    param("find", "Từ cần tìm, có dấu hoặc không dấu"),
];
/// Fields of one practice, for programs.
pub(crate) const ONE_API: &[Param] = &[Param {
    required: true,
    ..param("code", "Mã cách làm")
}];

/// The form of a proposal.
pub(crate) async fn form(ask: Arc<Ask>) -> Outcome {
    form_page(&ask, StatusCode::OK, Vec::new())
}

fn form_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let units: Vec<Named> = kept(ask)?;
    let person = ask.view()?.actor.person.is_some();
    let page = context! {
        faults, person, kinds => value(KINDS),
        units => units.iter().map(value).collect::<Vec<_>>(),
        form => context! {
            agency => typed("ma_co_quan"), name => typed("ten"), kind => typed("loai"),
            field => typed("linh_vuc"), text => typed("noi_dung"), effect => typed("hieu_qua"),
            needs => typed("dieu_kien"),
        },
    };
    ask.page_with(status, "practice/propose.html", page)
}

/// Proposes a practice.
pub(crate) async fn propose(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    match practice::propose(ask.app(), &by, &typed(&ask)).await {
        Ok(code) => Ok(redirect(&format!(
            "/cach-lam-hay/{}?viec=de-xuat-cach-lam",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            form_page(&ask, status, faults)
        }
    }
}

/// One practice.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    one_page(&ask, StatusCode::OK, Vec::new()).await
}

async fn one_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = practice::one(view, code).map_err(|error| ask.fault(error))?;
    let stored = view.state.practices.about(code);
    let mut stored = stored.filter(|row| row.code == code);
    let key = stored.next().map(|row| row.key.clone()).unwrap_or_default();
    let units = kept(ask)?;
    let others = units.iter().filter(|unit| unit.code != found.row.agency);
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let names = [
        "tu_ngay",
        "den_ngay",
        "noi_dung",
        "ket_qua",
        "ma_co_quan",
        "tieu_de",
        "noi_dang",
        "dia_chi",
        "so_luong",
        "ngay",
        "loai",
        "y_kien",
    ];
    let sent = Value::from_pairs(names.iter().map(|name| (*name, typed(name))));
    let page = context! {
        files => attachment::section(ask, "cach-lam-hay", &key).await?,
        history => found.keeps.then(|| format!("/du-lieu/cach-lam-hay/lich-su?khoa={}", part(&key))),
        others => others.map(value).collect::<Vec<_>>(),
        units => units.iter().map(value).collect::<Vec<_>>(),
        faults, sent, kinds => value(SPREAD_KINDS), keeps => found.keeps,
        act => ask.form.text("viec").unwrap_or_default(),
        answers => found.answers, exemplar => found.exemplar.as_ref().map(value),
        initiative => found.initiative.as_ref().map(value), movement => &found.movement_name,
        proofs => found.proofs.iter().map(value).collect::<Vec<_>>(),
        found => value(&found),
    };
    ask.page_with(status, "practice/one.html", page)
}

/// Publishes it or gives it back, ends it, lets a unit take it up, tells how it was made known.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let told = typed(&ask);
    let reason = || ask.form.text("y_kien").unwrap_or_default().to_owned();
    let (done, what) = match ask.form.required("viec")? {
        "pho-bien" => (
            practice::answer(ask.app(), &by, &code, &Reply::Publish).await,
            "pho-bien",
        ),
        "tra-lai" => (
            practice::answer(ask.app(), &by, &code, &Reply::Return(reason())).await,
            "tra-loi",
        ),
        "thoi" => (
            practice::answer(ask.app(), &by, &code, &Reply::End(reason())).await,
            "tra-loi",
        ),
        "ap-dung" => (
            practice::adopt(ask.app(), &by, &code, &told).await,
            "ap-dung",
        ),
        "lan-toa" => (
            exemplar::log(ask.app(), &by, ("ma_cach_lam", &code), &told).await,
            "lan-toa",
        ),
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(()) => Ok(redirect(&format!(
            "/cach-lam-hay/{}?viec={what}",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            one_page(&ask, status, faults).await
        }
    }
}

/// The library, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let wanted = AskPractices {
        agency: ask.query.text("agency").map(str::to_owned),
        text: ask.query.text("find").map(str::to_owned),
    };
    let found = practice::practices(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}

/// One practice, for programs.
pub(crate) async fn one_api(ask: Arc<Ask>) -> Outcome {
    let found = practice::one(ask.view()?, ask.query.required("code")?);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
