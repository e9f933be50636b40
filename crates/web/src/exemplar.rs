//! Exemplars: proposing one, one with its steps, followers and how it was made known.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::achievement::{self, Named};
use thidua_app::exemplar;
use thidua_domain::access::Permission;
use thidua_domain::exemplar::{LEVELS, SPREAD_KINDS};

use crate::achievement::{part, typed, words};
use crate::ask::{Ask, redirect};
use crate::attachment;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of one exemplar.
pub(crate) const FIELDS: &[Param] = &[Param {
    name: "theo",
    kind: "string",
    required: false,
    summary: "So theo: viec hoặc tien",
}];
/// Fields of one exemplar, for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "code",
        kind: "string",
        required: true,
        summary: "Mã điển hình",
    },
    Param {
        name: "by",
        kind: "string",
        required: false,
        summary: "So theo: viec hoặc tien",
    },
];
/// Fields of the form of a proposal.
pub(crate) const PROPOSE: &[Param] = &[Param {
    name: "thanh-tich",
    kind: "string",
    required: false,
    summary: "Mã thành tích mà đề xuất dựa vào",
}];

/// Agencies a choice holds at most; of more, the reader's own alone.
const CHOICES: usize = 1000;

/// The agencies whose log the reader keeps today, by name; of those that are no more, the ones the reader was set
/// over, who still tell what happened in their time.
pub(crate) fn kept(ask: &Ask) -> Result<Vec<Named>, Problem> {
    let view = ask.view()?;
    let today = ask.today;
    let own = view.actor.agencies(Permission::LoadData, today);
    let agencies = view.state.org.iter();
    let mut found: Vec<Named> = agencies
        .filter(|agency| agency.on(today).is_some() || own.contains(&agency.code.as_str()))
        .filter(|agency| thidua_app::deed::keeps(view, &agency.code))
        .map(|agency| Named {
            code: agency.code.clone(),
            name: view.state.label_on(&agency.code, today),
        })
        .collect();
    if found.len() > CHOICES {
        found.retain(|one| own.contains(&one.code.as_str()));
    }
    found.sort_by_cached_key(|one| thidua_domain::text::fold(&one.name));
    Ok(found)
}

/// The form of a proposal, and what the reader proposed.
pub(crate) async fn form(ask: Arc<Ask>) -> Outcome {
    form_page(&ask, StatusCode::OK, Vec::new())
}

fn form_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let state = view.state.as_ref();
    let proof = ask.query.text("thanh-tich").or(ask.form.text("thanh_tich"));
    let proof = proof.and_then(|code| achievement::one(view, code).ok());
    let person = view.actor.person.as_deref();
    let person = person.and_then(|code| state.people.get(state.merged.standing(code)));
    let post = person.and_then(|person| person.on(ask.today));
    let mut units: Vec<Named> = kept(ask)?;
    if let Some(post) = post
        && !units.iter().any(|unit| unit.code == post.agency)
    {
        let name = state.label_on(&post.agency, ask.today);
        units.insert(
            0,
            Named {
                code: post.agency.clone(),
                name,
            },
        );
    }
    let home = post.map(|post| post.agency.clone());
    let home = home.or_else(|| units.first().map(|unit| unit.code.clone()));
    let people = match &home {
        Some(agency) => exemplar_people(ask, agency)?,
        None => Vec::new(),
    };
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let subject = ask.form.text("ma_doi_tuong").map(str::to_owned);
    let subject = subject.or_else(|| proof.as_ref()?.row.subject.clone());
    let page = context! {
        faults,
        units => units.iter().map(value).collect::<Vec<_>>(),
        people => people.iter().map(value).collect::<Vec<_>>(),
        subject => subject.clone().unwrap_or_default(),
        // Somebody of another unit, named by an achievement.
        named => proof.as_ref().and_then(|one| one.row.subject_name.clone()),
        proof => proof.as_ref().map(|one| context! { code => &one.row.code, text => &one.row.text }),
        why => typed("ly_do"), field => typed("linh_vuc"),
        rows => exemplar::proposals(view).iter().map(value).collect::<Vec<_>>(),
    };
    ask.page_with(status, "exemplar/propose.html", page)
}

/// The people of an agency by name: who works there may name colleagues, whatever else of them is closed.
fn exemplar_people(ask: &Ask, agency: &str) -> Result<Vec<Named>, Problem> {
    let view = ask.view()?;
    let open = thidua_app::deed::is_own(view, agency) || thidua_app::deed::keeps(view, agency);
    if !open {
        return Ok(Vec::new());
    }
    let people = view.state.people.values();
    let mut found: Vec<Named> = people
        .filter(|person| {
            person
                .on(ask.today)
                .is_some_and(|post| post.agency == agency)
        })
        .map(|person| Named {
            code: person.code.clone(),
            name: person.name().to_owned(),
        })
        .collect();
    found.sort_by_cached_key(|one| thidua_domain::text::fold(&one.name));
    Ok(found)
}

/// Proposes an exemplar.
pub(crate) async fn propose(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    match exemplar::propose(ask.app(), &by, &typed(&ask)).await {
        Ok(code) => Ok(redirect(&format!(
            "/dien-hinh/{}?viec=de-xuat-dien-hinh",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            form_page(&ask, status, faults)
        }
    }
}

/// One exemplar.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    one_page(&ask, StatusCode::OK, Vec::new()).await
}

async fn one_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let side = ask.query.text("theo").unwrap_or("viec");
    let found = exemplar::one(view, code, side).map_err(|error| ask.fault(error))?;
    let units = kept(ask)?;
    let subject = found.row.subject.as_deref();
    let person = subject.is_some_and(|code| view.state.people.contains_key(code));
    let typed = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let names = [
        "ngay",
        "van_ban",
        "noi_dung",
        "ke_hoach",
        "tieu_de",
        "noi_dang",
        "dia_chi",
        "so_luong",
        "tu_ngay",
        "ma_co_quan",
        "buoc",
        "loai",
    ];
    let sent = Value::from_pairs(names.iter().map(|name| (*name, typed(name))));
    let of = |list: &[Named]| list.iter().map(value).collect::<Vec<_>>();
    let comparison = found.comparison.as_ref().map(|compared| {
        let followers: Vec<Value> = compared
            .followers
            .iter()
            .map(|line| context! { key => &line.key, writes => line.writes, ..value(line) })
            .collect();
        context! { lines => followers, ..value(compared) }
    });
    let page = context! {
        files => attachment::section(ask, "dien-hinh", &found.key).await?,
        history => format!("/du-lieu/dien-hinh/lich-su?khoa={}", part(&found.key)),
        writes => view.permit_agency(Permission::LoadData, &found.row.agency).is_ok(),
        next => value(&found.next), person, faults, sent,
        units => of(&units), proofs => of(&found.proofs), practices => of(&found.practices),
        opens_subject => found.opens_subject,
        levels => value(LEVELS), kinds => value(SPREAD_KINDS),
        comparison, side,
        shape => context! { act => ask.form.text("viec").unwrap_or_default() },
        found => value(&found),
    };
    ask.page_with(status, "exemplar/one.html", page)
}

/// Leads it on, lets a unit follow it, tells how it was made known.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let told = typed(&ask);
    let (done, what) = match ask.form.required("viec")? {
        "buoc" => (
            exemplar::step(ask.app(), &by, &code, &told).await,
            "buoc-dien-hinh",
        ),
        "hoc-tap" => (
            exemplar::follow(ask.app(), &by, &code, &told).await,
            "hoc-tap",
        ),
        "ket-qua" => (
            exemplar::leave(ask.app(), &by, &code, &told).await,
            "hoc-tap",
        ),
        "lan-toa" => (
            exemplar::log(ask.app(), &by, ("ma_dien_hinh", &code), &told).await,
            "lan-toa",
        ),
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(()) => Ok(redirect(&format!("/dien-hinh/{}?viec={what}", part(&code)))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            one_page(&ask, status, faults).await
        }
    }
}

/// One exemplar, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    let side = ask.query.text("by").unwrap_or("viec");
    let found = exemplar::one(ask.view()?, code, side);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
