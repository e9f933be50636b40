//! Reports and articles over work years: what they will say, and the paper.

pub(crate) mod statutory;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::report::period::{self, AskPeriod, REPORT};
use thidua_app::report::{Issue, What};
use thidua_domain::report::Months;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::deed::{check, end};
use crate::org;
use crate::problem::Problem;
use crate::report::{file, in_turn};
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::report::PERMISSION;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

/// Fields of the page and of the file.
pub(crate) const FIELDS: &[Param] = &[
    param("de-cuong", "string", "Đề cương: mã trong danh sách"),
    param("tu", "integer", "Từ năm công tác"),
    param(
        "den",
        "string",
        "Đến năm công tác, hoặc đến tháng lũy kế của năm, ví dụ 2021/8",
    ),
    param(
        "ky",
        "string",
        "Kỳ không theo lũy kế: duong-lich, 6-thang-dau, 6-thang-cuoi, 6-thang-cuoi-nam-cong-tac",
    ),
    param("tieu-de", "string", "Tiêu đề do người viết đặt"),
    param("tac-gia", "string", "Tác giả của bài viết"),
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// Longest title or name of an author taken over.
const LONGEST: usize = 500;

/// The page: what is asked for, and what the paper will say.
pub(crate) async fn page(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?.clone();
    let code = ask.part("ma")?;
    let wanted = asked(&ask, code)?;
    let last = Window::new(WorkYear(wanted.to), wanted.month.unwrap_or(12));
    let last = last.ok_or_else(|| Problem::field("den", "tháng lũy kế từ 1 đến 12"))?;
    let shown = wanted.clone();
    let found = in_turn(&ask, move || period::preview(&view, &shown)).await?;
    let outlines = period::choices().map_err(|error| ask.fault(error))?;
    let outlines = outlines.into_iter().map(|(code, name)| {
        context! { code, name, chosen => code == wanted.outline }
    });
    let months = Months::ALL.into_iter().map(|months| {
        context! { code => months.code(), name => months.name(), chosen => wanted.stretch == Some(months) }
    });
    let page = context! {
        head => org::head(&ask, code, last.last_day().min(ask.today))?,
        outlines => outlines.collect::<Vec<Value>>(),
        months => months.collect::<Vec<Value>>(),
        from => wanted.from,
        end => last.to_string().trim_end_matches("/12"),
        title => &wanted.title, author => &wanted.author, outline => &wanted.outline,
        query => query(&wanted, &last),
        writes => ask.view()?.sees(period::living::WRITES, code),
        found => value(&found),
    };
    ask.page_of_year(wanted.to, "report/period.html", page)
}

/// The paper as a file.
pub(crate) async fn download(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask, ask.part("ma")?)?;
    file(&ask, What::Period(Box::new(wanted))).await
}

fn asked(ask: &Ask, code: &str) -> Result<AskPeriod, Problem> {
    let end = end(ask, "den")?;
    let kept = ask.kept_year().unwrap_or_else(|| WorkYear::of(ask.today));
    let to = end.map_or(kept.0, |end| end.year.0);
    let from = ask.query.read("tu")?.unwrap_or(to);
    check(from, to)?;
    let stretch = match ask.query.text("ky") {
        None => None,
        Some(code) => Some(
            Months::from_code(code)
                .ok_or_else(|| Problem::field("ky", "chọn một kỳ trong danh sách"))?,
        ),
    };
    let text = |name: &str| {
        let text = ask.query.text(name)?;
        Some(
            text.chars()
                .filter(|sign| !sign.is_control())
                .take(LONGEST)
                .collect(),
        )
    };
    Ok(AskPeriod {
        agency: code.to_owned(),
        from,
        to,
        month: end.map(|end| end.month),
        stretch,
        scope: None,
        outline: ask.query.text("de-cuong").unwrap_or(REPORT).to_owned(),
        title: text("tieu-de"),
        author: text("tac-gia"),
        issue: Issue::default(),
    })
}

/// The same question, for the links of the files.
fn query(wanted: &AskPeriod, last: &Window) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("de-cuong", &wanted.outline);
    query.append_pair("tu", &wanted.from.to_string());
    query.append_pair("den", &last.to_string());
    if let Some(months) = wanted.stretch {
        query.append_pair("ky", months.code());
    }
    for (name, text) in [("tieu-de", &wanted.title), ("tac-gia", &wanted.author)] {
        if let Some(text) = text {
            query.append_pair(name, text);
        }
    }
    query.finish()
}
