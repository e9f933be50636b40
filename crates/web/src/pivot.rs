//! Pivot tables: awards, contributions, activities by two of their columns, each number one click from its rows.

mod model;

use std::sync::Arc;

use minijinja::context;
use thidua_app::listing::{self as lists, Letter};
use thidua_app::pivot::{self, AskPivot, SUBJECTS, Subject};
use thidua_app::report::form;
use thidua_domain::access::Permission;
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::fields::Fields;
use crate::listing;
use crate::problem::Problem;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};

/// What reading any of them asks for.
pub(crate) const PERMISSION: Permission = Permission::ViewAwards;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const OF: Param = param(
    "bang",
    "string",
    "Danh sách được đếm: khen-thuong, dong-gop hoặc hoat-dong",
);
const ROWS: Param = param("hang", "string", "Hàng: tên cột của danh sách");
const COLUMNS: Param = param("doc", "string", "Cột: tên cột của danh sách");
const MEASURE: Param = param("so-do", "string", "Đếm gì");
const ALL_YEARS: Param = param("moi-nam", "string", "1: của mọi năm");
const COLUMN_PAGE: Param = param("trang-cot", "integer", "Trang của các cột");

/// Fields of the page, beside the values of columns.
pub(crate) const FIELDS: &[Param] = &[
    OF,
    ROWS,
    COLUMNS,
    MEASURE,
    listing::WITHIN,
    listing::YEAR,
    ALL_YEARS,
    listing::TEXT,
    listing::STATE,
    listing::PAGE,
    COLUMN_PAGE,
];
/// Fields of the file.
pub(crate) const FILE: &[Param] = &[
    OF,
    ROWS,
    COLUMNS,
    MEASURE,
    listing::WITHIN,
    listing::YEAR,
    ALL_YEARS,
    listing::TEXT,
    listing::STATE,
    listing::FORM,
];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        required: true,
        ..param(
            "of",
            "string",
            "Danh sách được đếm: khen-thuong, dong-gop hoặc hoat-dong",
        )
    },
    param("rows", "string", "Hàng: tên cột của danh sách"),
    param("columns", "string", "Cột: tên cột của danh sách"),
    param("measure", "string", "Đếm gì"),
    param(
        "within",
        "string",
        "Mã cơ quan, gồm cả các cơ quan trực thuộc",
    ),
    param("year", "integer", "Năm công tác; bỏ trống: mọi năm"),
    param("state", "string", "Tình trạng; tat-ca: mọi tình trạng"),
    param("text", "string", "Từ cần tìm"),
];

/// Fields of the pivot itself, which its list does not know.
const OWN: [&str; 6] = ["bang", "hang", "doc", "so-do", "trang", "trang-cot"];

/// What the address asks, and its fields without unknown ones.
pub(super) struct Asked {
    pub(super) ask: AskPivot,
    pub(super) fields: Fields,
    pub(super) year: Option<i16>,
}

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let asked = asked(&ask)?;
    let view = ask.view()?.clone();
    let wanted = asked.ask.clone();
    let found = in_turn(&ask, move || pivot::pivot(&view, &wanted, false)).await?;
    let page = model::page(&ask, &asked, &found)?;
    match asked.year {
        Some(year) => ask.page_of_year(year, "pivot/pivot.html", page),
        None => ask.page("pivot/pivot.html", page),
    }
}

/// The table as a file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let asked = asked(&ask)?.ask;
    let ending = ask.query.text("dang").unwrap_or("xlsx");
    let form = form(format!("tep.{ending}")).map_err(|error| ask.fault(error))?;
    let own = ask.home_agency(&ask.live()?.actor, Permission::Print);
    let letter = Letter {
        agency: asked.within.clone().or(own),
        form,
    };
    let view = ask.view()?.clone();
    download(in_turn(&ask, move || pivot::print(&view, &asked, &letter)).await?)
}

/// The table for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let subject = subject(ask.query.required("of")?, "of")?;
    let text = |name: &str| ask.query.text(name).map(str::to_owned);
    let chosen = |name: &str, usual: &str| text(name).unwrap_or_else(|| usual.to_owned());
    let [rows, columns, measure] = subject.usual;
    let wanted = AskPivot {
        subject,
        within: text("within"),
        year: ask.query.read("year")?,
        list: lists::Ask {
            text: text("text"),
            state: text("state"),
            ..values(subject, &ask.query)
        },
        rows: chosen("rows", rows),
        columns: chosen("columns", columns),
        measure: chosen("measure", measure),
    };
    let view = ask.view()?.clone();
    let found = in_turn(&ask, move || pivot::pivot(&view, &wanted, false)).await?;
    ask.json(&found)
}

fn subject(id: &str, field: &'static str) -> Result<&'static Subject, Problem> {
    Subject::named(id).ok_or_else(|| Problem::field(field, "không có danh sách này"))
}

/// Values of columns an address asks for.
fn values(subject: &Subject, fields: &Fields) -> lists::Ask {
    let columns = subject.list(None, None).columns().iter();
    let values = columns.filter(|column| column.is_asked());
    lists::Ask {
        values: values
            .filter_map(|column| Some((column.id.to_owned(), fields.text(column.id)?.to_owned())))
            .collect(),
        ..lists::Ask::default()
    }
}

fn asked(ask: &Ask) -> Result<Asked, Problem> {
    let usual = SUBJECTS.first().map_or("", |subject| subject.id);
    let subject = subject(ask.query.text("bang").unwrap_or(usual), "bang")?;
    let text = |name: &str| ask.query.text(name).map(str::to_owned);
    let all = ask.query.text("moi-nam").is_some();
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => newest(ask, subject)?,
    };
    let [rows, columns, measure] = subject.usual;
    // What another list was counted by says nothing of this one: its own usual columns take their place.
    let chosen = |name: &str, usual: &str| {
        let column = text(name).filter(|id| subject.by.contains(&id.as_str()));
        column.unwrap_or_else(|| usual.to_owned())
    };
    let (mut rows, columns) = (chosen("hang", rows), chosen("doc", columns));
    if rows == columns {
        let other = subject.by.iter().find(|id| **id != columns);
        rows = other.map_or(rows, |id| (*id).to_owned());
    }
    let measured = text("so-do").filter(|id| subject.measure(id).is_some());
    let list = values(subject, &ask.query);
    let mut fields = Fields::default();
    let known = |name: &str| {
        let shared = ["trong", "nam", "moi-nam", "tim", "tinh-trang"];
        shared.contains(&name)
            || OWN.contains(&name)
            || list.values.iter().any(|(id, _)| id == name)
    };
    for (name, value) in ask.query.pairs() {
        if known(name) && !value.trim().is_empty() && fields.text(name).is_none() {
            fields.push(name, value.trim());
        }
    }
    Ok(Asked {
        ask: AskPivot {
            subject,
            within: text("trong"),
            year: (!all).then_some(year),
            list: lists::Ask {
                text: text("tim"),
                state: text("tinh-trang"),
                ..list
            },
            rows,
            columns,
            measure: measured.unwrap_or_else(|| measure.to_owned()),
        },
        fields,
        year: Some(year),
    })
}

/// The newest year rows of the list tell; the current one where none does.
fn newest(ask: &Ask, subject: &Subject) -> Result<i16, Problem> {
    let view = ask.view()?;
    let current = WorkYear::of(ask.today).0;
    let newest = match subject.id {
        "khen-thuong" => thidua_app::register::newest_year_of_all(&view.state, current),
        sheet => thidua_app::deed::list::newest(view, sheet, current),
    };
    Ok(newest.unwrap_or(current))
}

/// Nothing to see yet, with what to do.
pub(super) fn empty() -> minijinja::Value {
    context! {
        title => "Không có dòng nào để đếm",
        text => "Chọn năm công tác khác, đánh dấu «Mọi năm», hoặc bỏ bớt điều kiện lọc.",
    }
}
