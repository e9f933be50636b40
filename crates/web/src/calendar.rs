//! The calendar of the emulation year: a month with its weeks, the whole year as a list, a file for other calendars.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::calendar::{self, AskCalendar, Calendar, Line, Where};
use thidua_domain::calendar::{Kind, weeks};
use thidua_domain::time::vn;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::calendar::PERMISSION;

/// Entries of a day in the month; the list has all.
const OF_A_DAY: usize = 4;

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
    param("thang", "integer", "Tháng dương lịch; bỏ trống: cả năm"),
    param("co-quan", "string", "Mã cơ quan"),
    param("loai", "string", "Loại việc"),
];

/// The calendar.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let wanted = asked(&ask)?;
    let found = calendar::calendar(view, &wanted).map_err(|error| ask.fault(error))?;
    let month: Option<i8> = ask.query.read("thang")?;
    let month = month.filter(|month| (1..=12).contains(month));
    let whole = ask.query.text("thang") == Some("0")
        || ask.query.text("thang").is_some() && month.is_none();
    let current = current(&ask, found.year);
    let month = month.or(current).filter(|_| !whole);
    let months: Vec<Value> = (0..12)
        .map(|n| {
            let number = (9 + n) % 12 + 1;
            let calendar_year = year_of(found.year, number);
            context! {
                number, chosen => month == Some(number),
                label => format!("{number:02}/{calendar_year}"),
                href => address(&ask, &[("thang", Some(&number.to_string()))]),
            }
        })
        .collect();
    let kinds: Vec<Value> = Kind::ALL
        .into_iter()
        .map(|kind| context! { code => kind.code(), words => kind.words(), chosen => wanted.kind == Some(kind) })
        .collect();
    let context = context! {
        months, kinds, month,
        all => address(&ask, &[("thang", Some("0"))]),
        month_name => month.map(|number| format!("Tháng {number} năm {}", year_of(found.year, number))),
        weeks => month.map(|number| grid(&found, number, ask.today)),
        agencies => agencies(&ask, &found.agency),
        lines => lines(&found, month),
        file => format!("/lich-thi-dua/tep?{}", ask.query.with(&[("thang", None), ("co-quan", Some(&found.agency)), ("nam", Some(&found.year.to_string()))])),
        agency => context! { code => &found.agency, name => &found.name },
        year => found.year,
    };
    ask.page_of_year(found.year, "calendar/show.html", context)
}

fn asked(ask: &Ask) -> Result<AskCalendar, Problem> {
    let kind = match ask.query.text("loai") {
        Some(code) => {
            let kind = Kind::from_code(code);
            Some(kind.ok_or_else(|| Problem::field("loai", "không có loại này"))?)
        }
        None => None,
    };
    Ok(AskCalendar {
        agency: ask.query.text("co-quan").map(str::to_owned),
        year: ask.query.read("nam")?,
        kind,
    })
}

fn address(ask: &Ask, changes: &[(&str, Option<&str>)]) -> String {
    format!("{}?{}", ask.uri_path, ask.query.with(changes))
}

/// The calendar year in which a month of a work year lies.
fn year_of(work_year: i16, month: i8) -> i16 {
    if month >= 10 {
        work_year - 1
    } else {
        work_year
    }
}

/// The month of today, where today lies in the work year; else its first month.
fn current(ask: &Ask, year: i16) -> Option<i8> {
    let today = ask.today;
    let of_today = year_of(year, today.month()) == today.year();
    Some(if of_today { today.month() } else { 10 })
}

/// Agencies whose calendar the reader may choose: of his roles, and those directly below.
fn agencies(ask: &Ask, chosen: &str) -> Vec<Value> {
    let Ok(view) = ask.view() else {
        return Vec::new();
    };
    let org = view.state.org.as_ref();
    let mut codes: Vec<String> = Vec::new();
    let own = view.actor.agencies(PERMISSION, ask.today);
    let mut put = |code: &str| {
        if org.find(code).is_some() && !codes.iter().any(|one| one == code) {
            codes.push(code.to_owned());
        }
    };
    for code in own {
        put(code);
        for child in org.children_on(code, ask.today) {
            put(&child.code);
        }
    }
    put(chosen);
    codes
        .iter()
        .map(|code| context! { code, name => view.state.label_on(code, ask.today), chosen => code == chosen })
        .collect()
}

fn grid(found: &Calendar, month: i8, today: Date) -> Vec<Vec<Value>> {
    let year = year_of(found.year, month);
    let of_day = |day: Date| {
        let all = found.lines.iter();
        let here: Vec<&Line> = all
            .filter(|line| line.span.0 <= day && day <= line.span.1)
            .collect();
        let more = here.len().saturating_sub(OF_A_DAY);
        let shown: Vec<Value> = here.into_iter().take(OF_A_DAY).map(shown).collect();
        context! {
            number => day.day(), date => vn(day), inside => day.month() == month, today => day == today,
            lines => shown, more,
        }
    };
    let weeks = weeks(year, month).into_iter();
    weeks
        .map(|week| week.into_iter().map(of_day).collect())
        .collect()
}

fn lines(found: &Calendar, month: Option<i8>) -> Vec<Value> {
    let days = month.and_then(|month| {
        let first = Date::new(year_of(found.year, month), month, 1).ok()?;
        Some((first, first.last_of_month()))
    });
    let within =
        |line: &&Line| days.is_none_or(|(first, last)| line.span.0 <= last && line.span.1 >= first);
    found.lines.iter().filter(within).map(shown).collect()
}

fn shown(line: &Line) -> Value {
    context! { href => href(&line.place), ..value(line) }
}

/// Where an entry leads.
fn href(place: &Where) -> Option<String> {
    let part =
        |code: &str| -> String { form_urlencoded::byte_serialize(code.as_bytes()).collect() };
    Some(match place {
        Where::Nowhere => return None,
        Where::Figures(agency, year, month) => {
            format!(
                "/co-quan/{}/ky-so-lieu?nam={year}&thang={month}",
                part(agency)
            )
        }
        Where::Registration(agency, year) => {
            format!("/co-quan/{}/dang-ky?nam={year}", part(agency))
        }
        Where::Movement(code) => format!("/phong-trao/{}", part(code)),
        Where::Compliance(code) => format!("/phong-trao/{}/van-ban-phai-nop", part(code)),
        Where::Reading(code) => format!("/van-ban/{}/da-doc", part(code)),
        Where::Event(code) => format!("/su-kien/{}", part(code)),
    })
}

/// The calendar as a file other calendars read.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let stamp = jiff::Timestamp::from_microsecond(ask.now.0).map_err(|_| Problem::Internal)?;
    let stamp = jiff::tz::TimeZone::UTC.to_datetime(stamp);
    let found = calendar::ics(ask.view()?, &asked(&ask)?, stamp);
    let (name, text) = found.map_err(|error| ask.fault(error))?;
    let plain = |c: &char| c.is_ascii_alphanumeric() || "._-".contains(*c);
    let name: String = name.chars().filter(plain).collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition.map_err(|_| Problem::Internal)?,
    );
    Ok(response)
}
