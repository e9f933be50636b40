//! Handing targets down («Giao chỉ tiêu»): the table of an agency's targets and the agencies below it, its
//! evaluation while one types, handing out, revising, and the annex to print.

mod form;

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::report::What;
use thidua_app::targets::cascade::{self, AskCascade, Assigned, Cascade, Check, Proposed};
use thidua_domain::catalogue::Measure;
use thidua_domain::time::WorkYear;

use self::form::Form;
use crate::ask::{Ask, redirect};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::targets::cascade::ASSIGN;

/// Largest form: four hundred agencies in sixteen columns.
pub(crate) const BODY: usize = 2 * 1024 * 1024;
/// Papers offered at most.
const MOST_DOCUMENTS: usize = 200;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    param("nam", "integer", "Năm công tác"),
    param("ngay", "string", "Xem chỉ tiêu có hiệu lực vào ngày này"),
    param(
        "che-do",
        "string",
        "«dieu-chinh»: điều chỉnh chỉ tiêu đã giao",
    ),
    param(
        "de-xuat",
        "string",
        "«nhu-tren» hoặc «theo-luong-an»: điền mức đề xuất",
    ),
    param("them", "string", "Mã chỉ tiêu giao thêm, lặp lại được"),
];

/// Fields of the annex.
pub(crate) const ANNEX: &[Param] = &[
    param("nam", "integer", "Năm công tác"),
    param("ngay", "string", "Chỉ tiêu có hiệu lực vào ngày này"),
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The page.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let form = Form::opened(&ask)?;
    let found = table(&ask, &form)?;
    let how = ask.query.text("de-xuat");
    let how = how.and_then(cascade::Proposal::from_code);
    let state = &ask.view()?.state;
    let proposed = how.map(|how| cascade::propose(state, &found, how));
    shown(&ask, StatusCode::OK, &form, &found, proposed, None)
}

/// What was typed: checked, or handed out.
pub(crate) async fn enter(ask: Arc<Ask>) -> Outcome {
    let form = Form::sent(&ask)?;
    let view = ask.view()?;
    view.permit_agency(ASSIGN, &form.ask.agency)
        .map_err(|error| ask.fault(error))?;
    match ask.form.text("viec") {
        Some("giao") => store(&ask, &form).await,
        Some("phan") => {
            let found = table(&ask, &form)?;
            let page = context! { check => checked(&ask, &form, &found)? };
            ask.page("targets/cascade_check.html", page)
        }
        _ => {
            let found = table(&ask, &form)?;
            shown(&ask, StatusCode::OK, &form, &found, None, None)
        }
    }
}

fn table(ask: &Ask, form: &Form) -> Result<Cascade, Problem> {
    cascade::cascade(ask.view()?, &form.ask).map_err(|error| ask.fault(error))
}

async fn store(ask: &Ask, form: &Form) -> Outcome {
    let by = ask.live()?.caller("web");
    let done = match form.assign() {
        Ok(new) => cascade::assign(ask.app(), &by, &new)
            .await
            .map_err(|error| ask.fault(error))?,
        Err(fault) => Assigned {
            faults: vec![fault],
            ..Assigned::default()
        },
    };
    if done.stored == 0 {
        let conflict = done.faults.iter().any(|fault| fault.conflict);
        let status = match conflict {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let found = table(ask, form)?;
        return shown(ask, status, form, &found, None, Some(&done));
    }
    let day = form.ask.on.map(|day| day.to_string());
    let year = form.ask.year.to_string();
    let count = format!("{}-{}", done.stored, done.agencies);
    let query = crate::fields::Fields::default().with(&[
        ("nam", Some(&year)),
        ("ngay", day.as_deref()),
        ("da-giao", Some(&count)),
    ]);
    let agency = &form.ask.agency;
    Ok(redirect(&format!(
        "/co-quan/{agency}/giao-chi-tieu?{query}"
    )))
}

/// What the table comes to with what is typed: each column, and what cannot be read.
fn checked(ask: &Ask, form: &Form, found: &Cascade) -> Result<Value, Problem> {
    let state = &ask.view()?.state;
    let mut values = found.in_force();
    let mut faults: Vec<Value> = Vec::new();
    for (at, column) in found.columns.iter().enumerate() {
        for (line, row) in found.rows.iter().enumerate() {
            let Some(text) = form.text(&row.agency, &column.key) else {
                continue;
            };
            let read = match cascade::typed(column, text) {
                Ok(read) => read.number(),
                Err(reason) => {
                    faults.push(context! {
                        cell => format!("o-{line}-{at}"),
                        label => format!("{}, {}", row.name, column.name),
                        reason,
                    });
                    None
                }
            };
            if let Some(cell) = values.get_mut(at).and_then(|column| column.get_mut(line)) {
                *cell = read;
            }
        }
    }
    let checks: Vec<Check> = cascade::check(state, found, &values);
    Ok(context! { columns => value(checks), faults })
}

fn shown(
    ask: &Ask,
    status: StatusCode,
    form: &Form,
    found: &Cascade,
    proposed: Option<Vec<Proposed>>,
    done: Option<&Assigned>,
) -> Outcome {
    let form = &form.proposed(found, proposed.as_deref());
    let state = &ask.view()?.state;
    let may = found.may_assign;
    let mut rows: Vec<Value> = Vec::new();
    for (line, row) in found.rows.iter().enumerate() {
        let columns = found.columns.iter().enumerate();
        let cells: Vec<Value> = columns
            .map(|(at, column)| form.cell((line, row), (at, column), done))
            .collect();
        rows.push(
            context! { agency => &row.agency, name => &row.name, short => &row.short, cells },
        );
    }
    let year = found.year.to_string();
    let query =
        crate::fields::Fields::default().with(&[("nam", Some(&year)), ("ngay", Some(&found.on))]);
    let given = found
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.given);
    let history = cascade::history(state, found);
    let page = context! {
        head => org::head(ask, &found.agency, found.day)?,
        table => value(found),
        rows,
        may,
        revising => form.revising,
        year => found.year,
        dates => WorkYear(found.year).with_dates(),
        on => &found.on,
        query,
        form => form.shown(),
        check => checked(ask, form, found)?,
        formulas => formulas(found, proposed.as_deref()),
        proposing => proposed.is_some(),
        messages => done.map(|done| form::messages(found, done)).unwrap_or_default(),
        uneven => done.map(|done| done.uneven.clone()).unwrap_or_default(),
        stored => ask.query.text("da-giao").and_then(|text| text.split_once('-')).map(|(targets, agencies)| context! { targets, agencies }),
        addable => addable(ask, found)?,
        documents => documents(ask, &found.agency)?,
        draft => format!("giao-chi-tieu:{}:{}:{}", found.agency, found.year, form.mode()),
        base => format!("{}-{}", given.count(), history.len()),
        history => value(history),
    };
    ask.page_with_year(status, found.year, "targets/cascade.html", page)
}

/// How each column was reckoned.
fn formulas(found: &Cascade, proposed: Option<&[Proposed]>) -> Vec<Value> {
    let columns = found.columns.iter().zip(proposed.unwrap_or_default());
    columns
        .map(|(column, proposed)| {
            let able = !proposed.values.is_empty();
            context! { name => &column.name, formula => &proposed.formula, able }
        })
        .collect()
}

/// The target codes that are not in the table yet.
fn addable(ask: &Ask, found: &Cascade) -> Result<Vec<Value>, Problem> {
    let catalogue = &ask.view()?.state.catalogue;
    let fits = |code: &str, measure: Measure| {
        let points = code.ends_with("lech_tien_do") || code.ends_with("vuot_chi_tieu");
        !points && (measure == Measure::Rate || code.ends_with(".xong"))
    };
    Ok(catalogue
        .figures()
        .filter(|figure| fits(&figure.code, figure.measure))
        .filter(|figure| !found.columns.iter().any(|column| column.key == figure.code))
        .map(|figure| context! { code => &figure.code, name => &figure.name })
        .collect())
}

/// Papers by which targets may be handed out, the agency's own first, the newest first.
fn documents(ask: &Ask, agency: &str) -> Result<Vec<Value>, Problem> {
    let state = &ask.view()?.state;
    let named = state
        .documents
        .values()
        .filter(|document| document.symbol.is_some());
    let mut found: Vec<_> = named.collect();
    found.sort_by_key(|document| {
        let own = document.issuer.as_deref() == Some(agency);
        std::cmp::Reverse((own, document.date))
    });
    Ok(found
        .into_iter()
        .take(MOST_DOCUMENTS)
        .map(|document| context! { symbol => &document.symbol, name => document.cited() })
        .collect())
}

/// The annex, as Word, PDF or Excel.
pub(crate) async fn annex(ask: Arc<Ask>) -> Outcome {
    let form = Form::opened(&ask)?;
    let wanted = AskCascade {
        also: Vec::new(),
        ..form.ask
    };
    crate::report::file(&ask, What::Cascade(wanted)).await
}
