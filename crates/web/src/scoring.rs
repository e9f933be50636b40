//! Ranking of agencies by figures.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::scoring::{self, AskRanking, Ranking};
use thidua_domain::access::Permission;
use thidua_domain::catalogue::Measure;
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::window::{self, of_program_time};

pub(crate) use thidua_app::scoring::PERMISSION;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "trong",
        kind: "string",
        required: false,
        summary: "Mã cơ quan hoặc cụm, khối",
    },
    Param {
        name: "nam",
        kind: "integer",
        required: false,
        summary: "Năm công tác",
    },
    Param {
        name: "thang",
        kind: "integer",
        required: false,
        summary: "Lũy kế đến tháng thứ mấy",
    },
    Param {
        name: "pham-vi",
        kind: "string",
        required: false,
        summary: "Phạm vi số liệu",
    },
    Param {
        name: "theo",
        kind: "string",
        required: false,
        summary: "Mã số liệu để xếp hạng",
    },
    Param {
        name: crate::closing::DRAFTS,
        kind: "string",
        required: false,
        summary: "1: kể cả số liệu chưa duyệt",
    },
    crate::restate::TREE_FIELD,
];

/// Fields for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "block",
        kind: "string",
        required: true,
        summary: "Mã cụm, khối hoặc cơ quan",
    },
    Param {
        name: "year",
        kind: "integer",
        required: true,
        summary: "Năm công tác",
    },
    Param {
        name: "month",
        kind: "integer",
        required: true,
        summary: "Lũy kế đến tháng thứ mấy, 1 đến 12",
    },
    Param {
        name: "by",
        kind: "string",
        required: false,
        summary: "Mã số liệu, nhiều mã cách nhau bằng dấu chấm phẩy",
    },
    Param {
        name: "level",
        kind: "string",
        required: false,
        summary: "Cấp cơ quan",
    },
    Param {
        name: "scope",
        kind: "string",
        required: false,
        summary: "Phạm vi: btp hoặc btp_quan_doi",
    },
    Param {
        name: "draft",
        kind: "string",
        required: false,
        summary: "1: kể cả số liệu chưa duyệt",
    },
    crate::restate::API_FIELD,
];

/// What agencies are ranked by where the reader chooses nothing.
const BY: &str = "viec.ty_le";

/// The ranking among the agencies below one, or the members of a block.
pub(crate) async fn ranking(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let live = ask.live()?;
    let own = ask.own_agencies(&live.actor, Permission::ViewTargets);
    let year: Option<i16> = ask.query.read("nam")?;
    let year = year.unwrap_or_else(|| WorkYear::of(ask.today).0);
    let open = scoring::rankings(view, &own, year);
    let first = open.first().map(|ranking| ranking.code.clone());
    let within = ask.query.text("trong").map(str::to_owned).or(first);
    let within = within
        .or_else(|| own.into_iter().next())
        .ok_or(Problem::NotFound)?;
    let choice = window::of_page(&ask, &within)?;
    let by = ask.query.text("theo").unwrap_or(BY);
    let wanted = AskRanking {
        within: within.clone(),
        year: choice.ask.year,
        month: choice.ask.month,
        by: vec![by.to_owned()],
        level: None,
        scope: choice.ask.scope.clone(),
    };
    let found = match scoring::ranking(view, &wanted) {
        // Nobody asked for this place: the reader's own was not yet, or no longer, ranked in the period.
        Err(AppError::NotFound) if ask.query.text("trong").is_none() => {
            Ranking::of_nobody(view, &wanted)
        }
        found => found.map_err(|error| ask.fault(error))?,
    };
    let listed = open.iter().find(|ranking| ranking.code == within);
    let whole = listed.is_none_or(|ranking| ranking.whole);
    let codes: Vec<Value> = view
        .state
        .catalogue
        .figures()
        .filter(|figure| whole || figure.measure == Measure::Rate)
        .map(|figure| context! { code => &figure.code, name => &figure.name, chosen => figure.code == by })
        .collect();
    let rows: Vec<Value> = found
        .rows
        .iter()
        .map(|row| {
            let tied: Vec<String> = row
                .tied_with
                .iter()
                .map(|code| view.state.label_on(code, choice.window.last_day()))
                .collect();
            let name = view.state.label_on(&row.agency, choice.window.last_day());
            let open = view.sees(Permission::ViewFigures, &row.agency);
            context! { tied => tied.join("; "), open, name, ..value(row) }
        })
        .collect();
    let unit = view.state.catalogue.figure(by).map(|figure| {
        view.state
            .catalogue
            .labels
            .word("don_vi_tinh", &figure.unit)
            .to_owned()
    });
    let mut places: Vec<Value> = open
        .iter()
        .map(|ranking| context! { code => &ranking.code, name => &ranking.name, chosen => ranking.code == within })
        .collect();
    if listed.is_none() {
        places.insert(
            0,
            context! { code => &within, name => &found.name, chosen => true },
        );
    }
    let page = context! {
        places,
        by => by, within => found.within, name => found.name, total => found.total,
        by_name => found.by_names.join("; "),
        title => choice.title(), filter => choice.filter(&view.state), query => choice.query(),
        tree => crate::restate::toggle(&ask, &choice, found.restated.as_ref())?,
        codes, rows, unit, agency_only => view.state.org.find(&within).is_some(),
    };
    ask.page_of_year(choice.ask.year, "scoring/ranking.html", page)
}

/// The ranking, for programs.
pub(crate) async fn ranking_api(ask: Arc<Ask>) -> Outcome {
    let (year, month) = of_program_time(&ask)?;
    let by = ask.query.text("by").unwrap_or_default();
    let wanted = AskRanking {
        within: ask.query.required("block")?.to_owned(),
        year,
        month,
        by: by
            .split(';')
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect(),
        level: ask.query.text("level").map(str::to_owned),
        scope: ask.query.text("scope").map(str::to_owned),
    };
    ask.json(&scoring::ranking(ask.view()?, &wanted).map_err(|error| ask.fault(error))?)
}
