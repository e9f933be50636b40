//! One person: posts, awards, the papers that tell of him or her.

pub(crate) mod absences;
pub(crate) mod duplicates;
pub(crate) mod figures;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::listing::Which;
use thidua_app::people;
use thidua_app::people::list::AskPeople;

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::people::PERMISSION;

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "person",
        kind: "string",
        required: true,
        summary: "Mã cá nhân",
    },
    Param {
        name: "at",
        kind: "date",
        required: false,
        summary: "Ngày",
    },
];

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN, listing::ON];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::ON, listing::FORM];

/// The list of people in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let on = ask.day("ngay")?;
    let within = ask.query.text("trong").map(str::to_owned);
    let which = Which::People(AskPeople {
        within: within.clone(),
        on,
    });
    let day = Input {
        name: "ngay",
        label: "Vào ngày",
        kind: InputKind::Day(on.strftime("%d/%m/%Y").to_string()),
    };
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    Ok(Listed {
        own: vec!["trong", "ngay"],
        inputs: inputs.into_iter().chain([day]).collect(),
        agency: within,
        actions: ways(ask),
        ..Listed::new(
            which,
            Empty {
                icon: "users-group",
                title: "Chưa có ai trong danh sách nhân sự",
                text: "Nhập danh sách nhân sự từ tệp Excel, hoặc thêm từng người. Nếu cơ quan đã có danh sách, \
                       hãy đề nghị quản trị hệ thống giao vai trò xem nhân sự.",
            },
        )
    })
}

/// The ways to more people, and to those who stand twice.
fn ways(ask: &Ask) -> Vec<(&'static str, String, &'static str)> {
    let mut ways = import::ways(ask);
    let absences = "Nghỉ, biệt phái, đi học";
    ways.push((absences, "/vang-mat".to_owned(), "calendar-event"));
    if ways.len() > 1 {
        ways.push(("Hồ sơ trùng", "/nhan-su/trung".to_owned(), "users-group"));
    }
    ways
}

/// The page of a person.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = people::person(view, ask.part("ma")?, None).map_err(|error| ask.fault(error))?;
    let articles: Vec<Value> = found
        .articles
        .iter()
        .map(|code| context! { code => code, name => view.state.cited(code) })
        .collect();
    let (buttons, posts, _) = record::of_person(&ask, &found.code)?;
    let file = file_of(&ask, &found)?;
    ask.page(
        "people/show.html",
        context! { articles, buttons, posts, file, person => value(&found) },
    )
}

/// The ways to the rows of a person's file, and to new ones.
fn file_of(ask: &Ask, found: &people::PersonAnswer) -> Result<Value, Problem> {
    let key = |sheet, column, key: &str| record::of_key(ask, sheet, column, &found.code, key);
    let ratings = found.ratings.iter();
    let ratings = ratings.map(|row| key("danh-gia", "ma_doi_tuong", &row.key));
    let discipline = found.discipline.iter().flatten();
    let discipline = discipline.map(|row| key("ky-luat", "ma_ca_nhan", &row.key));
    let blockers = found.blockers.iter().flatten();
    let blockers = blockers.map(|row| key("vuong-mac", "ma_doi_tuong", &row.key));
    let absences = found.absences.iter();
    let absences = absences.map(|row| key("vang-mat", "ma_ca_nhan", &row.key));
    let open = found.blockers.iter().flatten().any(|row| row.open);
    let waiting = found
        .awards
        .iter()
        .filter(|award| award.status == "dang_de_nghi");
    Ok(context! {
        adds => record::of_file(ask, &found.code)?,
        ratings => ratings.collect::<Result<Vec<_>, _>>()?,
        discipline => discipline.collect::<Result<Vec<_>, _>>()?,
        blockers => blockers.collect::<Result<Vec<_>, _>>()?,
        absences => absences.collect::<Result<Vec<_>, _>>()?,
        held => open,
        waiting => if open { waiting.count() } else { 0 },
    })
}

/// A person, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let at = ask.query.text("at").map(|_| ask.day("at")).transpose()?;
    let code = ask.query.required("person")?;
    let view = ask.view()?;
    let mut found = people::person(view, code, at).map_err(|error| ask.fault(error))?;
    found.figures = thidua_app::figures::windows_of(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    ask.json(&found)
}
