//! The tally of awards of an agency.

pub(crate) mod claim;
pub(crate) mod life;
pub(crate) mod naming;
pub(crate) mod queue;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::listing::Which;
use thidua_app::register::list::AskRegister;
use thidua_app::register::{self, AskAwards, AwardRow};
use thidua_domain::access::Permission;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::fields::Fields;
use crate::import;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::org;
use crate::problem::Problem;
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::register::PERMISSION;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "nam",
        kind: "integer",
        required: false,
        summary: "Chỉ một năm công tác",
    },
    Param {
        name: "tu",
        kind: "integer",
        required: false,
        summary: "Từ năm công tác",
    },
    Param {
        name: "den",
        kind: "string",
        required: false,
        summary: "Đến năm công tác, hoặc đến tháng lũy kế của năm, ví dụ 2021/8",
    },
    Param {
        name: "rieng",
        kind: "string",
        required: false,
        summary: "Chỉ tính riêng cơ quan",
    },
];

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN, listing::YEAR, ALL_YEARS];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, ALL_YEARS, listing::FORM];
const ALL_YEARS: Param = Param {
    name: "moi-nam",
    kind: "string",
    required: false,
    summary: "1: khen thưởng của mọi năm",
};

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "agency",
        kind: "string",
        required: true,
        summary: "Mã cơ quan",
    },
    Param {
        name: "from",
        kind: "integer",
        required: true,
        summary: "Từ năm công tác",
    },
    Param {
        name: "to",
        kind: "string",
        required: true,
        summary: "Đến năm công tác, hoặc đến tháng lũy kế của năm, ví dụ 2021/8",
    },
    Param {
        name: "own",
        kind: "string",
        required: false,
        summary: "1: chỉ tính riêng cơ quan",
    },
];

/// Years shown where the reader chooses none.
const SPAN: i16 = 5;

/// The tally over work years.
pub(crate) async fn awards(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let told = told(&ask, code)?;
    let year: Option<i16> = ask.query.read("nam")?;
    let end = end(&ask, "den")?;
    let to = end.map(|end| end.year.0).or(year).unwrap_or(told);
    let month = end.map_or(12, |end| end.month);
    let from = ask
        .query
        .read("tu")?
        .or(year)
        .unwrap_or(to.saturating_sub(SPAN));
    check(from, to)?;
    let own = ask.query.text("rieng").is_some();
    let wanted = AskAwards {
        agency: code.to_owned(),
        from,
        to,
        month: Some(month),
        own,
    };
    let found = register::awards(view, &wanted).map_err(|error| ask.fault(error))?;
    let summary = register::summary(&view.state, &found);
    let marks = thidua_app::correction::award_marks(ask.app(), view, code, (from, to)).await;
    let marks = marks.map_err(|error| ask.fault(error))?;
    let cited = ask.cited();
    let row = |row: &AwardRow| {
        let people = row.subjects.iter().zip(&row.subject_names);
        let subjects: Vec<Value> = people
            .map(|(code, name)| {
                let person = view.permit_person(Permission::ViewPeople, code).is_ok();
                context! { code => code, name => name, person }
            })
            .collect();
        // Rows of several years or awards stand among all rows.
        let year = row.year.as_deref();
        let year = year.filter(|year| year.parse::<i16>().is_ok());
        let single = !row.award.contains(';');
        let wanted = Fields::default().with(&[
            ("trong", Some(code)),
            ("nam", year),
            ("moi-nam", year.is_none().then_some("1")),
            ("tim", single.then_some(row.award_name.as_str())),
        ]);
        context! {
            people => subjects,
            list => format!("/khen-thuong?{wanted}"),
            decisions => row.decisions.iter().map(|words| cited.link(words)).collect::<Vec<Value>>(),
            sources => row.sources.iter().map(|words| cited.link(words)).collect::<Vec<Value>>(),
            ..value(row)
        }
    };
    let last = Window {
        year: WorkYear(to),
        month,
    };
    let page = context! {
        buttons => record::of_register(&ask, "khen-thuong", code, to)?,
        head => org::head(&ask, code, last.last_day().min(ask.today))?,
        from, to, own, month,
        end => last.to_string().trim_end_matches("/12"),
        as_of => found.as_of,
        rows => found.rows.iter().map(row).collect::<Vec<Value>>(),
        left_out => found.left_out.iter().map(row).collect::<Vec<Value>>(),
        summary => value(&summary),
        marks => value(&marks),
    };
    ask.page_of_year(to, "register/awards.html", page)
}

/// The rows of the register in reach.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask)?)
}

/// The rows as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask)?;
    listing::file(&ask, listed).await
}

fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let all = ask.query.text("moi-nam").is_some();
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => newest(ask)?,
    };
    let every = Input {
        name: "moi-nam",
        label: "Khen thưởng của mọi năm",
        kind: InputKind::Whether(all),
    };
    let which = Which::Register(AskRegister {
        within: within.clone(),
        year: (!all).then_some(year),
    });
    let inputs = listing::places(ask, PERMISSION, within.as_deref())?;
    Ok(Listed {
        own: vec!["trong", "nam", "moi-nam"],
        inputs: inputs.into_iter().chain([every]).collect(),
        year: Some(year),
        agency: within,
        actions: ways(ask),
        ..Listed::new(
            which,
            Empty {
                icon: "award",
                title: "Chưa có khen thưởng nào của năm này",
                text: "Chọn năm công tác khác ở đầu trang, đánh dấu «Khen thưởng của mọi năm», hoặc nhập kết quả \
                       khen thưởng từ tệp.",
            },
        )
    })
}

/// The ways to more awards: files, old lists to be matched, names of awards.
fn ways(ask: &Ask) -> Vec<(&'static str, String, &'static str)> {
    let mut ways = import::ways(ask);
    if ask
        .view
        .as_ref()
        .is_some_and(|view| !view.state.award_reviews.is_empty())
    {
        ways.push((
            "Cần xem lại",
            "/khen-thuong/can-xem-lai".to_owned(),
            "list-search",
        ));
    }
    if !import::ways(ask).is_empty() {
        ways.push((
            "Khen thưởng chưa khớp",
            "/khen-thuong/chua-khop".to_owned(),
            "checklist",
        ));
        ways.push((
            "Tên gọi khen thưởng",
            "/khen-thuong/ten-goi".to_owned(),
            "award",
        ));
    }
    ways
}

/// The newest year rewarded among all rows; the current one where none is.
fn newest(ask: &Ask) -> Result<i16, Problem> {
    let current = WorkYear::of(ask.today).0;
    let told = register::newest_year_of_all(&ask.view()?.state, current);
    Ok(told.unwrap_or(current))
}

/// The newest year told in the tally; the current one where none is.
fn told(ask: &Ask, code: &str) -> Result<i16, Problem> {
    let newest = register::newest_year(&ask.view()?.state, code);
    Ok(newest.unwrap_or_else(|| WorkYear::of(ask.today).0))
}

/// The end of the years asked for: a year, or the month of one.
fn end(ask: &Ask, name: &'static str) -> Result<Option<Window>, Problem> {
    let read = |text: &str| {
        Window::parse(text)
            .map_err(|_| Problem::field(name, "ghi năm (2021), hoặc năm và tháng lũy kế (2021/8)"))
    };
    ask.query.text(name).map(read).transpose()
}

fn check(from: i16, to: i16) -> Result<(), Problem> {
    let possible = 1900..=2999;
    if possible.contains(&from) && possible.contains(&to) {
        Ok(())
    } else {
        Err(Problem::field("tu", "năm công tác không có"))
    }
}

/// The tally, for programs.
pub(crate) async fn awards_api(ask: Arc<Ask>) -> Outcome {
    let from: i16 = ask
        .query
        .read("from")?
        .ok_or_else(|| Problem::field("from", "chưa điền"))?;
    let end = end(&ask, "to")?.ok_or_else(|| Problem::field("to", "chưa điền"))?;
    let to = end.year.0;
    check(from, to)?;
    let own = matches!(ask.query.text("own"), Some("1" | "true"));
    let wanted = AskAwards {
        agency: ask.query.required("agency")?.to_owned(),
        from,
        to,
        month: Some(end.month),
        own,
    };
    ask.json(&register::awards(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
