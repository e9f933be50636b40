//! The audit trail (nhật ký hệ thống).

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::audit::{COMMANDS, Wanted, trail};
use thidua_domain::time::{Instant, OFFSET_HOURS, parse_date};

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    Param {
        name: "nguoi",
        kind: "string",
        required: false,
        summary: "Tên đăng nhập của người thực hiện",
    },
    Param {
        name: "viec",
        kind: "string",
        required: false,
        summary: "Việc làm",
    },
    Param {
        name: "ve",
        kind: "string",
        required: false,
        summary: "Đối tượng",
    },
    Param {
        name: "tu",
        kind: "string",
        required: false,
        summary: "Từ ngày",
    },
    Param {
        name: "den",
        kind: "string",
        required: false,
        summary: "Đến ngày",
    },
    Param {
        name: "truoc",
        kind: "integer",
        required: false,
        summary: "Chỉ các số nhỏ hơn",
    },
];

/// A page of the trail.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let day = |name: &'static str| {
        let read = ask.query.text(name).map(parse_date).transpose();
        read.map_err(|_| Problem::field(name, "không đọc được ngày, ví dụ viết đúng: 01/10/2026"))
    };
    let (from, to) = (day("tu")?, day("den")?);
    let wanted = Wanted {
        actor: ask.query.text("nguoi").map(str::to_owned),
        command: ask.query.text("viec").map(str::to_owned),
        subject: ask.query.text("ve").map(str::to_owned),
        from: from.and_then(start_of),
        until: to
            .and_then(|day| day.checked_add(1.day()).ok())
            .and_then(start_of),
        before: ask.query.read("truoc")?,
    };
    let found = trail(ask.app(), ask.view()?, &wanted)
        .await
        .map_err(|error| ask.fault(error))?;
    let next = found.more.map(|number| {
        format!(
            "/quan-tri/nhat-ky?{}",
            ask.query.with(&[("truoc", Some(&number.to_string()))])
        )
    });
    let commands: Vec<Value> = COMMANDS
        .iter()
        .map(|&(code, name)| context! { code, name, chosen => wanted.command.as_deref() == Some(code) })
        .collect();
    let field = |name| ask.query.text(name).unwrap_or_default();
    let page = context! {
        rows => value(&found.rows),
        next,
        commands,
        first => wanted.before.is_none(),
        actor => field("nguoi"), subject => field("ve"), from => field("tu"), to => field("den"),
    };
    ask.page("audit/list.html", page)
}

/// The first instant of a day in Vietnam.
fn start_of(day: Date) -> Option<Instant> {
    let offset = jiff::tz::Offset::constant(OFFSET_HOURS);
    offset
        .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .ok()
        .map(Instant::of)
}
