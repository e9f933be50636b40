//! The consolidation of an office and year, what offices below sent, when it is due; registering many at once; what
//! was registered beside what was achieved; the paper.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::registration::{
    self, AskAnswer, AskCompared, AskPaper, AskSend, Compared, Shown, WishMany,
};
use thidua_app::report::{Issue, What};
use thidua_domain::access::Permission;
use thidua_domain::registration::Deadline;
use thidua_domain::time::WorkYear;

use super::{awards, part, words, year};
use crate::ask::{Ask, redirect};
use crate::org;
use crate::problem::Problem;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const YEAR: Param = param("nam", "integer", "Năm công tác");

/// Fields of the pages.
pub(crate) const FIELDS: &[Param] = &[YEAR];
/// Fields of the page of registering many.
pub(crate) const MANY: &[Param] = &[
    YEAR,
    param("danh-hieu", "string", "Mã danh hiệu, hình thức khen thưởng"),
];
/// Fields of the comparison.
pub(crate) const COMPARED: &[Param] = &[
    YEAR,
    param("don-vi", "string", "Chỉ một đơn vị trực thuộc"),
    param("danh-hieu", "string", "Mã danh hiệu, hình thức khen thưởng"),
    param("ket-qua", "string", "Đạt, không đạt hay chưa rõ"),
];
/// Fields of the paper.
pub(crate) const PAPER: &[Param] = &[
    YEAR,
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The address of a page about an agency's registrations of a year.
fn address(ask: &Ask, page: &str, year: i16) -> Result<String, Problem> {
    let code = part(ask.part("ma")?);
    Ok(format!("/co-quan/{code}/dang-ky{page}?nam={year}"))
}

fn day(ask: &Ask, year: i16) -> jiff::civil::Date {
    WorkYear(year).last_day().min(ask.today)
}

/// The consolidation.
pub(crate) async fn consolidation(ask: Arc<Ask>) -> Outcome {
    consolidation_page(&ask, StatusCode::OK, Vec::new()).await
}

async fn consolidation_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let year = year(ask)?;
    let code = ask.part("ma")?;
    let found = registration::show(ask.app(), ask.view()?, code, year).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(ask, code, day(ask, year))?,
        year, faults,
        done => ask.query.text("da").and_then(done),
        found => shown(&found),
        reason => ask.form.text("ly_do").unwrap_or_default(),
        back => ask.form.text("y_kien").unwrap_or_default(),
        due => ask.form.text("han").map(str::to_owned),
        paper => ask.form.text("van_ban").map(str::to_owned),
        prints => ask.view()?.sees(Permission::Print, code),
    };
    ask.page_with_year(status, year, "registration/together.html", page)
}

fn shown(found: &Shown) -> Value {
    let now = &found.now;
    let changes = now.changes.iter().zip(&found.changed_by);
    let changes = changes.map(|(change, by)| context! { by, ..value(change) });
    let open = |state: &str| matches!(state, "da_gui" | "gui_bo_sung" | "da_tiep_nhan");
    let units = now.units.iter().map(|unit| {
        let answers = now.receives && !unit.division && open(unit.state);
        context! { answers, ..value(unit) }
    });
    context! {
        needs_reason => now.needs_reason, sends => now.sends, recalls => now.recalls,
        receives => now.receives, own_due => &now.own_due, paper => &now.paper,
        revision => now.revision, mark => &now.mark,
        answers => now.receives && now.units.iter().any(|unit| !unit.division && open(unit.state)),
        changes => changes.collect::<Vec<_>>(),
        units => units.collect::<Vec<_>>(),
        history => value(&found.history),
        ..value(now)
    }
}

fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "gui" => "Đã gửi lên cấp trên.",
        "rut" => "Đã rút lại bản đã gửi.",
        "tiep-nhan" => "Đã tiếp nhận.",
        "tra-lai" => "Đã trả lại kèm lý do.",
        "han" => "Đã ghi hạn gửi.",
        _ => return None,
    })
}

/// Sends the consolidation up, or takes it back.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let year = year(&ask)?;
    let action = ask.form.required("viec")?;
    let wanted = AskSend {
        agency: ask.part("ma")?.to_owned(),
        year,
        reason: ask.form.text("ly_do").map(str::to_owned),
        seen: ask.form.read("ban")?.unwrap_or_default(),
        mark: Some(ask.form.text("dau").unwrap_or_default().to_owned()),
    };
    let (done, action) = match action {
        "rut" => (registration::recall(ask.app(), &by, &wanted).await, "rut"),
        _ => {
            let sent = registration::consolidate(ask.app(), &by, &wanted).await;
            (sent.map(|_| ()), "gui")
        }
    };
    answered(&ask, year, action, done).await
}

/// Takes up what offices below sent, or gives it back.
pub(crate) async fn receive(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let year = year(&ask)?;
    let chosen = ask.form.pairs().filter(|(name, _)| *name == "don_vi");
    // The round one saw stands behind the code, as `phong-1@2`.
    let offices = chosen.filter_map(|(_, text)| {
        let (code, number) = text.rsplit_once('@')?;
        Some((code.to_owned(), number.parse().ok()?))
    });
    let back = ask.form.required("viec")? == "tra-lai";
    let wanted = AskAnswer {
        agency: ask.part("ma")?.to_owned(),
        year,
        offices: offices.collect(),
        back: back.then(|| ask.form.text("y_kien").unwrap_or_default().to_owned()),
    };
    let done = registration::answer_offices(ask.app(), &by, &wanted).await;
    let action = if back { "tra-lai" } else { "tiep-nhan" };
    answered(&ask, year, action, done.map(|_| ())).await
}

/// Says when the year is due.
pub(crate) async fn deadline(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let year = year(&ask)?;
    let done = async {
        let due = registration::due_day(ask.form.text("han").unwrap_or_default())?;
        let deadline = Deadline {
            agency: ask.part("ma").unwrap_or_default().to_owned(),
            year: WorkYear(year),
            due,
            paper: ask.form.text("van_ban").map(str::to_owned),
        };
        registration::set_deadline(ask.app(), &by, &deadline).await
    };
    let done = done.await;
    answered(&ask, year, "han", done).await
}

async fn answered(ask: &Ask, year: i16, action: &str, done: Result<(), AppError>) -> Outcome {
    match done {
        Ok(()) => {
            let to = address(ask, "/tong-hop", year)?;
            Ok(redirect(&format!("{to}&da={action}")))
        }
        Err(error) => {
            let (status, faults) = words(ask, error)?;
            consolidation_page(ask, status, faults).await
        }
    }
}

/// The page on which a unit registers many.
pub(crate) async fn many(ask: Arc<Ask>) -> Outcome {
    many_page(&ask, StatusCode::OK, Vec::new())
}

fn many_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let year = year(ask)?;
    let code = ask.part("ma")?;
    let open = registration::candidates(ask.view()?, code, year);
    let open = open.map_err(|error| ask.fault(error))?;
    let chosen: Vec<&str> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name == "nguoi")
        .map(|(_, code)| code)
        .collect();
    let row = |one: &registration::Candidate| {
        context! { chosen => chosen.contains(&one.code.as_str()), ..value(one) }
    };
    let (people, units): (Vec<_>, Vec<_>) = open.iter().partition(|one| one.person);
    let award = ask.form.text("ma_danh_hieu");
    let page = context! {
        head => org::head(ask, code, day(ask, year))?,
        year, faults,
        awards => awards(ask)?,
        award => award.or(ask.query.text("danh-hieu")).unwrap_or_default(),
        initiatives => ask.form.text("sang_kien").unwrap_or_default(),
        units => units.into_iter().map(row).collect::<Vec<_>>(),
        people => people.into_iter().map(row).collect::<Vec<_>>(),
    };
    ask.page_with_year(status, year, "registration/many.html", page)
}

/// Registers many.
pub(crate) async fn register(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let year = year(&ask)?;
    let chosen = ask.form.pairs().filter(|(name, _)| *name == "nguoi");
    let wish = WishMany {
        agency: ask.part("ma")?.to_owned(),
        year,
        subjects: chosen.map(|(_, code)| code.to_owned()).collect(),
        award: ask.form.text("ma_danh_hieu").map(str::to_owned),
        initiatives: ask.form.text("sang_kien").map(str::to_owned),
    };
    match registration::register_many(ask.app(), &by, &wish).await {
        Ok(_) => Ok(redirect(&format!(
            "{}&viec=dang-ky-nhieu",
            address(&ask, "", year)?
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            many_page(&ask, status, faults)
        }
    }
}

/// What was registered beside what was achieved.
pub(crate) async fn compared(ask: Arc<Ask>) -> Outcome {
    let year = year(&ask)?;
    let code = ask.part("ma")?;
    let text = |name: &str| {
        let found = ask.query.text(name).filter(|text| !text.is_empty());
        found.map(str::to_owned)
    };
    let wanted = AskCompared {
        agency: code.to_owned(),
        year,
        unit: text("don-vi"),
        award: text("danh-hieu"),
        outcome: text("ket-qua"),
    };
    let found = registration::compared(ask.view()?, &wanted);
    let found = found.map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, day(&ask, year))?,
        year,
        unit => wanted.unit, award => wanted.award, outcome => wanted.outcome,
        found => named(&ask, &found)?,
    };
    ask.page_with_year(StatusCode::OK, year, "registration/compared.html", page)
}

fn named(ask: &Ask, found: &Compared) -> Result<Value, Problem> {
    let view = ask.view()?;
    let opens = |code: &str| view.permit_person(Permission::ViewPeople, code).is_ok();
    let rows = found.rows.iter().map(|row| {
        let opens = row.subject.as_deref().is_some_and(&opens);
        context! { opens, ..value(row) }
    });
    let unregistered = found.unregistered.iter().map(|row| {
        let opens = row.person && opens(&row.subject);
        context! { opens, ..value(row) }
    });
    Ok(context! {
        rows => rows.collect::<Vec<_>>(),
        unregistered => unregistered.collect::<Vec<_>>(),
        ..value(found)
    })
}

/// The paper.
pub(crate) async fn paper(ask: Arc<Ask>) -> Outcome {
    let wanted = AskPaper {
        agency: ask.part("ma")?.to_owned(),
        year: year(&ask)?,
        issue: Issue::default(),
    };
    report::file(&ask, What::Registration(wanted)).await
}
