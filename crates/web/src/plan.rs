//! The plan of a movement before it is printed: what is missing for it, and the file.

use std::sync::Arc;

use minijinja::context;
use thidua_app::movement::plan::{self, AskPlan};
use thidua_app::report::{Issue, What};
use thidua_domain::time::parse_date;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::report;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::report::PERMISSION;

const fn param(name: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required: false,
        summary,
    }
}

const AGENCY: Param = param(
    "co-quan",
    "Mã đơn vị có kế hoạch triển khai; bỏ trống: cơ quan phát động",
);
/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[AGENCY];
/// Fields of the file.
pub(crate) const FILE: &[Param] = &[
    AGENCY,
    param("so", "Số văn bản"),
    param("ngay", "Ngày ban hành"),
    param("du-thao", "1: ghi rõ là dự thảo"),
    param("dang", "Dạng tệp: docx, pdf hoặc xlsx"),
];

fn wanted(ask: &Ask) -> Result<AskPlan, Problem> {
    Ok(AskPlan {
        movement: ask.part("ma")?.to_owned(),
        agency: ask.query.text("co-quan").map(str::to_owned),
        issue: issue(ask)?,
    })
}

/// Number, day and draft as a form of printing sends them.
pub(crate) fn issue(ask: &Ask) -> Result<Issue, Problem> {
    let day = ask.query.text("ngay").map(parse_date).transpose();
    let date = day.map_err(|_| Problem::field("ngay", "không phải một ngày, ví dụ 02/3/2026"))?;
    Ok(Issue {
        number: ask.query.read("so")?,
        date,
        draft: ask.query.text("du-thao").is_some(),
    })
}

/// What will be printed.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let found = plan::page(ask.view()?, &wanted(&ask)?).map_err(|error| ask.fault(error))?;
    ask.page("movement/plan.html", context! { plan => value(&found) })
}

/// The file.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = wanted(&ask)?;
    report::file(&ask, What::Plan(wanted)).await
}
