//! Movements: the list, one with its papers, targets and awards, and which unit has issued its plan.

pub(crate) mod launch;
pub(crate) mod new;
pub(crate) mod step;
pub(crate) mod unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::listing::Which;
use thidua_app::movement::list::AskMovements;
use thidua_app::movement::{self, Answered, MovementAnswer, Said, matrix};

use crate::ask::{Ask, redirect};
use crate::import;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::movement::{PERMISSION, WRITES};

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const EVERY_YEAR: Param = param("moi-nam", "string", "1: phong trào của mọi năm");
/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR, listing::FORM];
/// Fields of the table of units.
pub(crate) const UNITS: &[Param] = &[param("thieu", "string", "1: chỉ các đơn vị còn thiếu")];
/// Fields for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "code",
    kind: "string",
    required: true,
    summary: "Mã phong trào",
}];

/// The movements in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let year = listing::year(ask)?;
    let all = ask.query.text("moi-nam").is_some() || year.is_none();
    // Without a year the list is of every year already.
    let every = year.map(|_| Input {
        name: "moi-nam",
        label: "Phong trào của mọi năm",
        kind: InputKind::Whether(all),
    });
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    Ok(Listed {
        own: vec!["trong", "nam", "moi-nam"],
        inputs: inputs.into_iter().chain(every).collect(),
        year,
        agency: within.clone(),
        actions: import::ways(ask),
        ..Listed::new(
            Which::Movements(AskMovements {
                within,
                year: year.filter(|_| !all),
            }),
            Empty {
                icon: "flag",
                title: "Chưa có phong trào thi đua nào",
                text: "Phát động phong trào bằng nút «Phát động phong trào», hoặc nhập danh sách từ tệp.",
            },
        )
    })
}

/// A code as part of an address.
fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

/// What is wrong, in words, each once.
fn words(answered: &Answered) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (_, text) in &answered.faults {
        if !words.contains(text) {
            words.push(text.clone());
        }
    }
    words
}

fn found(ask: &Ask) -> Result<MovementAnswer, Problem> {
    movement::movement(ask.view()?, ask.part("ma")?).map_err(|error| ask.fault(error))
}

/// One movement.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let found = found(&ask)?;
    let view = ask.view()?;
    let told = view.state.movements.get(&found.code);
    let links = |code: &String| view.state.org.find(code).is_some();
    let launchers: Vec<Value> = found
        .launchers
        .iter()
        .map(|line| context! { opens => links(&line.code), ..value(line) })
        .collect();
    let edits = record::edits_of_movement(&ask, &found);
    let page = context! {
        time => told.map(|told| told.time_vn()),
        stage => told.map(|told| stage(told.stage(view.today))),
        drives => told.and_then(|told| told.drives).map(|drives| drives.vn()),
        launchers,
        is_campaign => told.is_some_and(|told| thidua_domain::campaign::Span::of(told).is_some()),
        measured => found.targets.iter().any(|line| line.target_code.is_some()),
        targets => found.targets.iter().map(|line| target(&ask, line)).collect::<Result<Vec<_>, _>>()?,
        tree => value(&found.tree),
        adds => record::adds_to_movement(&ask, &found.code),
        milestones => with_edit(&edits, found.milestones.iter().map(|line| (&line.key, value(line)))),
        standards => with_edit(&edits, found.standards.iter().map(|line| (&line.key, value(line)))),
        buttons => record::of_movement(&ask, &found.code)?,
        files => crate::attachment::of_code(&ask, "phong-trao", &found.code).await?,
        movement => value(&found),
    };
    ask.page("movement/show.html", page)
}

/// Lines with the address of their form, for whoever may change them.
fn with_edit<'a>(
    edits: &BTreeMap<String, String>,
    lines: impl Iterator<Item = (&'a String, Value)>,
) -> Vec<Value> {
    lines
        .map(|(key, line)| context! { edit => edits.get(key), ..line })
        .collect()
}

/// Class and words of a stage.
fn stage(stage: thidua_domain::movement::Stage) -> (&'static str, &'static str) {
    use thidua_domain::movement::Stage;
    match stage {
        Stage::Running => ("ok", "Đang diễn ra"),
        Stage::Coming => ("wait", "Sắp diễn ra"),
        Stage::Over => ("off", "Đã kết thúc"),
        Stage::Untold => ("off", "Chưa nêu thời gian"),
        Stage::Draft => ("wait", "Đang soạn"),
        Stage::Paused => ("bad", "Tạm dừng"),
    }
}

/// A target as the page shows it: value and what was reached the Vietnamese way.
fn target(ask: &Ask, line: &movement::TargetLine) -> Result<Value, Problem> {
    let state = &ask.view()?.state;
    let code = line.target_code.as_deref();
    let figure = code.and_then(|code| state.catalogue.figure(code));
    let unit = figure.map(|figure| state.catalogue.labels.word("don_vi_tinh", &figure.unit));
    let shown = line.value.as_deref().map(|value| match value {
        "nam_truoc" => "kết quả năm trước".to_owned(),
        value => value.replace('.', ","),
    });
    Ok(context! { shown, unit, ..value(line) })
}

/// Which unit has issued its plan.
pub(crate) async fn units(ask: Arc<Ask>) -> Outcome {
    units_page(&ask, StatusCode::OK, None)
}

fn units_page(ask: &Ask, status: StatusCode, refused: Option<(&str, &Answered)>) -> Outcome {
    let found = matrix(ask.view()?, ask.part("ma")?).map_err(|error| ask.fault(error))?;
    let only = ask.query.text("thieu").is_some();
    let units: Vec<Value> = found
        .units
        .iter()
        .filter(|unit| !only || unit.state != "issued")
        .map(|unit| {
            let faults = refused.filter(|(agency, _)| *agency == unit.agency);
            let faults = faults.map(|(_, answered)| {
                let words = answered.faults.iter().map(|(_, words)| words.clone());
                words.collect::<Vec<_>>()
            });
            let edit = record::of_response(ask, &found.code, &unit.agency, unit.recorded);
            Ok(context! { faults, edit => edit?, ..value(unit) })
        })
        .collect::<Result<_, Problem>>()?;
    let sent = |name: &str| match refused {
        Some(_) => ask.form.text(name).unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let page = context! {
        units, only,
        sent => context! { symbol => sent("so"), day => sent("ngay"), subject => sent("trich_yeu") },
        refused => refused.map(|(_, answered)| answered.faults.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>()),
        matrix => value(&found),
    };
    ask.page_with(status, "movement/units.html", page)
}

/// Stores what a unit says.
pub(crate) async fn respond(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let agency = ask.form.required("co_quan")?.to_owned();
    let text = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let said = match ask.form.text("viec") {
        Some("tiep-nhan") => Said::Received,
        Some("ban-hanh") => Said::Issued {
            symbol: text("so"),
            day: text("ngay"),
            subject: text("trich_yeu"),
        },
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    let answered = movement::respond(ask.app(), &by, (&code, &agency), &said).await;
    let answered = answered.map_err(|error| ask.fault(error))?;
    if !answered.faults.is_empty() {
        return units_page(
            &ask,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some((&agency, &answered)),
        );
    }
    let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
    let what = match answered.event {
        Some(event) => format!("viec=huong-ung&da-luu={event}"),
        None => "viec=khong-doi".to_owned(),
    };
    Ok(redirect(&format!("/phong-trao/{part}/huong-ung?{what}")))
}

/// One movement, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    ask.json(&movement::movement(ask.view()?, code).map_err(|error| ask.fault(error))?)
}
