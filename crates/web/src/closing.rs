//! Closing a month of figures: the page of one period and its steps, «Tình hình gửi số liệu», where figures are
//! approved.

pub(crate) mod todo;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::closing::{
    self, AskGrid, AskRegulation, AskStep, Grid, Rates, day, grid, regulate, regulations, show,
};
use thidua_app::home::expected;
use thidua_app::quality::Item;
use thidua_app::{AppError, State};
use thidua_domain::access::Permission;
use thidua_domain::closing::{Action, PeriodKey, Regulation};
use thidua_domain::figures::SCOPES;
use thidua_domain::time::{Window, WorkYear};

use crate::ask::{Ask, redirect};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::{org, window};

pub(crate) use self::todo::to_do;
pub(crate) use thidua_app::closing::{APPROVE, PERMISSION, SUBMIT};

/// The field by which a page shows figures that wait for approval too.
pub(crate) const DRAFTS: &str = "chua-duyet";

const NAM: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
const THANG: Param = Param {
    name: "thang",
    kind: "integer",
    required: false,
    summary: "Tháng lũy kế",
};
const PHAM_VI: Param = Param {
    name: "pham-vi",
    kind: "string",
    required: false,
    summary: "Phạm vi số liệu",
};
/// Fields that name one period.
pub(crate) const FIELDS: &[Param] = &[NAM, THANG, PHAM_VI];
/// Fields of the grid.
pub(crate) const GRID: &[Param] = FIELDS;

/// Whether the request asks for figures that wait for approval too, on a route that shows them.
pub(crate) fn asks_for_drafts(ask: &Ask) -> bool {
    [DRAFTS, "draft"]
        .iter()
        .any(|name| ask.route.takes(name) && matches!(ask.query.text(name), Some("1" | "true")))
}

/// How many periods of a page's window wait for approval, and the addresses of the page with and without them.
pub(crate) fn waiting(state: &State, choice: &window::Choice) -> Value {
    let count = closing::waiting_in(state, &choice.ask.agency, choice.window);
    let plain = choice.without_drafts();
    context! { count, on => state.drafts, with => format!("{plain}&{DRAFTS}=1"), without => plain }
}

/// The window a period's page names; the last closed month where it names none.
fn chosen(ask: &Ask, code: &str) -> Result<window::Choice, Problem> {
    let last = expected(ask.today, None).unwrap_or_else(|| Window::of(ask.today));
    let year: Option<i16> = ask.query.read("nam")?;
    let month: Option<u8> = ask.query.read("thang")?;
    let year = year.unwrap_or(last.year.0);
    let month = month.unwrap_or(if year == last.year.0 { last.month } else { 12 });
    let scope = ask.query.text("pham-vi").unwrap_or("btp");
    let known = (1900..=2999).contains(&year) && Window::new(WorkYear(year), month).is_some();
    if !known {
        return Err(Problem::field("thang", "năm hoặc tháng không có"));
    }
    if !SCOPES.contains(&scope) {
        return Err(Problem::field("pham-vi", "không có phạm vi này"));
    }
    Ok(window::Choice::of(code, year, month, scope))
}

/// The period a choice names, taking one step.
fn step(choice: &window::Choice, action: Action) -> AskStep {
    AskStep {
        agency: choice.ask.agency.clone(),
        year: choice.ask.year,
        month: choice.ask.month,
        scope: choice.ask.scope.clone().unwrap_or_default(),
        action,
        reason: None,
        until: None,
        seen: 0,
        stamp: 0,
    }
}

/// One period.
pub(crate) async fn period(ask: Arc<Ask>) -> Outcome {
    period_page(&ask, &[]).await
}

async fn period_page(ask: &Ask, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = chosen(ask, code)?;
    let key = step(&choice, Action::Submit)
        .key()
        .map_err(|error| ask.fault(error))?;
    let found = show(ask.app(), view, &key)
        .await
        .map_err(|error| ask.fault(error))?;
    let rules = regulations(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(ask, code, choice.window.last_day())?,
        title => choice.title(),
        month_name => choice.window.calendar_name(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        done => ask.query.text("da").and_then(done),
        next => ask.query.text("da").and_then(|action| todo::next(view, &key, action)),
        faults => faults.to_vec(),
        typed => ask.form.text("ly_do").unwrap_or_default(),
        until => ask.form.text("den_ngay").unwrap_or_default(),
        rules => value(&rules),
        touches => crate::correction::waiting(ask, &key).await?,
        unusual => value(&before_sending(ask, &key)?),
        period => value(&found),
    };
    let status = match faults {
        [] => return ask.page_of_year(choice.ask.year, "closing/period.html", page),
        _ => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
    };
    ask.page_with(status, "closing/period.html", page)
}

/// What nobody has answered in the figures that are to be sent or approved.
fn before_sending(ask: &Ask, key: &PeriodKey) -> Result<Vec<Item>, Problem> {
    let view = ask.view()?;
    let works = [SUBMIT, APPROVE]
        .iter()
        .any(|permission| view.sees(*permission, &key.agency));
    Ok(match works {
        true => thidua_app::quality::before_sending(view, key),
        false => Vec::new(),
    })
}

fn done(action: &str) -> Option<&'static str> {
    Some(match Action::from_code(action)? {
        Action::Submit => "Đã gửi duyệt.",
        Action::Withdraw => "Đã rút lại; sửa và gửi lại được.",
        Action::Return => "Đã trả lại cho người nhập.",
        Action::Approve => "Đã duyệt và khóa.",
        Action::Accept => "Đã tiếp nhận.",
        Action::Open => "Đã mở kỳ.",
        Action::Enter => return None,
    })
}

/// Sends a period, or takes back what was sent.
pub(crate) async fn send(ask: Arc<Ask>) -> Outcome {
    take(&ask, &[Action::Submit, Action::Withdraw]).await
}

/// Approves a period, gives it back, accepts it, opens it.
pub(crate) async fn decide(ask: Arc<Ask>) -> Outcome {
    let allowed = [
        Action::Approve,
        Action::Return,
        Action::Accept,
        Action::Open,
    ];
    take(&ask, &allowed).await
}

async fn take(ask: &Ask, allowed: &[Action]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    view.permit_agency(PERMISSION, code)
        .map_err(|error| ask.fault(error))?;
    let action = ask.form.text("viec").and_then(Action::from_code);
    let action = action
        .filter(|action| allowed.contains(action))
        .ok_or_else(|| Problem::field("viec", "không có việc này"))?;
    let choice = chosen(ask, code)?;
    let done = async {
        let until = ask.form.text("den_ngay").map(day).transpose()?;
        let number = |name: &str| ask.form.text(name).and_then(|text| text.parse().ok());
        let wanted = AskStep {
            reason: ask.form.text("ly_do").map(str::to_owned),
            until: until.filter(|_| action == Action::Open),
            seen: number("ban").unwrap_or_default(),
            stamp: number("so_lieu").unwrap_or_default(),
            ..step(&choice, action)
        };
        closing::act(
            ask.app(),
            &ask.live().map_err(|_| AppError::Forbidden)?.caller("web"),
            &wanted,
        )
        .await
    }
    .await;
    match done {
        Ok(()) => Ok(redirect(&format!(
            "/co-quan/{code}/ky-so-lieu?{}&da={}",
            choice.query(),
            action.code()
        ))),
        Err(AppError::Refused(text)) => period_page(ask, &[text]).await,
        Err(error) => Err(ask.fault(error)),
    }
}

/// «Tình hình gửi số liệu» of an agency and those below it.
pub(crate) async fn sending(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let choice = chosen(&ask, code)?;
    let wanted = AskGrid {
        agency: code.to_owned(),
        year: choice.ask.year,
        month: choice.ask.month,
        scope: choice.ask.scope.clone().unwrap_or_default(),
    };
    let found = grid(view, &wanted).map_err(|error| ask.fault(error))?;
    let months: Vec<Value> = (1..=12_u8)
        .filter_map(|month| Window::new(WorkYear(choice.ask.year), month))
        .map(|window| {
            let (_, month) = window.calendar_month();
            context! { month => window.month, label => format!("T{month}"), name => window.calendar_name() }
        })
        .collect();
    let page = context! {
        head => org::head(&ask, code, choice.window.last_day())?,
        title => WorkYear(choice.ask.year).with_dates(),
        filter => choice.filter(&view.state),
        query => choice.query(),
        scope => choice.ask.scope.clone(),
        month_name => choice.window.calendar_name(),
        months,
        levels => levels(&found),
        regulates => view.sees(Permission::ApproveFigures, code),
        enters => view.sees(SUBMIT, code),
        grid => value(&found),
    };
    ask.page_of_year(choice.ask.year, "closing/grid.html", page)
}

/// The rates by level, as percents of whole numbers.
fn levels(found: &Grid) -> Vec<Value> {
    let share = |part: usize, whole: usize| (whole > 0).then(|| (part * 200 + whole) / (whole * 2));
    let cell = |rates: &Rates| {
        let full = share(rates.told, rates.obliged);
        let timely = share(rates.in_time, rates.known);
        context! { full, timely, ..value(rates) }
    };
    let level = |(code, months): &(&'static str, Vec<Rates>)| {
        context! { code => *code, months => months.iter().map(cell).collect::<Vec<Value>>() }
    };
    found.levels.iter().map(level).collect()
}

/// Where figures are approved.
pub(crate) async fn rules(ask: Arc<Ask>) -> Outcome {
    rules_page(&ask, &[]).await
}

async fn rules_page(ask: &Ask, faults: &[String]) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    view.permit_agency(APPROVE, code)
        .map_err(|error| ask.fault(error))?;
    let found = regulations(ask.app(), view, code)
        .await
        .map_err(|error| ask.fault(error))?;
    let governor = found.governed_by.as_deref().filter(|other| *other != code);
    let field = |name: &str| ask.form.text(name).unwrap_or_default().to_owned();
    let page = context! {
        head => org::head(ask, code, ask.today)?,
        governor => governor.map(|other| ask.agency_name(other)),
        faults => faults.to_vec(),
        done => ask.query.text("da").is_some(),
        from => field("tu_ngay"), on => field("duyet"), accepts => field("tiep_nhan"), alone => field("mot_nguoi"),
        days => field("so_ngay"), reason => field("ly_do"),
        rules => value(&found),
    };
    match faults {
        [] => ask.page("closing/rules.html", page),
        _ => ask.page_with(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "closing/rules.html",
            page,
        ),
    }
}

/// Decides where figures are approved.
pub(crate) async fn decide_rule(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    view.permit_agency(APPROVE, code)
        .map_err(|error| ask.fault(error))?;
    let by = ask.live()?.caller("web");
    let done = async {
        let days = ask.form.text("so_ngay").map(str::parse::<u8>).transpose();
        let rule = Regulation {
            agency: code.to_owned(),
            from: day(ask.form.text("tu_ngay").unwrap_or_default())?,
            on: ask.form.text("duyet") == Some("co"),
            accepts: ask.form.text("tiep_nhan").is_some(),
            alone: ask.form.text("mot_nguoi").is_some(),
            days: days.map_err(|_| {
                AppError::refused(
                    "Hạn nhập là số ngày làm việc, ví dụ 2; bỏ trống để theo chế độ thống kê.",
                )
            })?,
        };
        let mut known = view.state.closing.rules().of(code);
        let known = known.find(|(known, _)| known.from == rule.from);
        let wanted = AskRegulation {
            seen: known.map_or(0, |(_, revision)| *revision),
            rule,
            reason: ask.form.text("ly_do").map(str::to_owned),
        };
        regulate(ask.app(), &by, &wanted).await
    }
    .await;
    match done {
        Ok(()) => Ok(redirect(&format!("/co-quan/{code}/che-do-duyet?da=1"))),
        Err(AppError::Refused(text)) => rules_page(&ask, &[text]).await,
        Err(error) => Err(ask.fault(error)),
    }
}
