//! The audit trail (nhật ký hệ thống).

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use thidua_app::audit::{Wanted, all};
use thidua_app::listing::Which;
use thidua_domain::access::Permission;
use thidua_domain::text::number::group;
use thidua_domain::time::{Instant, OFFSET_HOURS, parse_date};

use crate::ask::Ask;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = listing::with_fields![
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
];

/// Fields of the page as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::FORM];
/// Events read for one page, and for one file.
const SHOWN: usize = 10_000;
const WRITTEN: usize = 200_000;

/// The trail.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask, SHOWN).await?;
    listing::page(&ask, &listed)
}

/// The trail as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask, WRITTEN).await?;
    listing::file(&ask, listed).await
}

async fn listed(ask: &Ask, most: usize) -> Result<Listed, Problem> {
    let day = |name: &'static str| {
        let read = ask.query.text(name).map(parse_date).transpose();
        read.map_err(|_| Problem::field(name, "không đọc được ngày, ví dụ viết đúng: 01/10/2026"))
    };
    let (from, to) = (day("tu")?, day("den")?);
    let wanted = Wanted {
        subject: ask.query.text("ve").map(str::to_owned),
        from: from.and_then(start_of),
        until: to
            .and_then(|day| day.checked_add(1.day()).ok())
            .and_then(start_of),
        ..Wanted::default()
    };
    let found = all(ask.app(), ask.view()?, &wanted, most)
        .await
        .map_err(|error| ask.fault(error))?;
    let vn = |day: Option<Date>| day.map(|day| day.strftime("%d/%m/%Y").to_string());
    let mut within = Vec::new();
    within.extend(vn(from).map(|day| format!("từ ngày {day}")));
    within.extend(vn(to).map(|day| format!("đến ngày {day}")));
    if found.more.is_some() {
        within.push(format!(
            "chỉ gồm {} việc mới nhất, hãy đặt khoảng ngày để xem các việc trước đó",
            group(i64::try_from(most).unwrap_or(i64::MAX))
        ));
    }
    let input = |name, label, day: Option<Date>| Input {
        name,
        label,
        kind: InputKind::Day(vn(day).unwrap_or_default()),
    };
    Ok(Listed {
        own: vec!["tu", "den", "ve"],
        inputs: vec![input("tu", "Từ ngày", from), input("den", "Đến ngày", to)],
        printing: Permission::ViewAudit,
        ..Listed::new(
            Which::Trail(found.rows, within),
            Empty {
                icon: "history",
                title: "Không có việc nào trong khoảng ngày này",
                text: "Mỗi việc một số, không sửa, không xóa được. Hãy nới khoảng ngày.",
            },
        )
    })
}

/// The first instant of a day in Vietnam.
fn start_of(day: Date) -> Option<Instant> {
    let offset = jiff::tz::Offset::constant(OFFSET_HOURS);
    offset
        .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .ok()
        .map(Instant::of)
}
