//! Who may receive what, for programs.

use std::sync::Arc;

use jiff::civil::Date;
use thidua_app::law;
use thidua_app::law::eligibility::{self, Answer, AskAll, Days};

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

pub(crate) use thidua_app::people::PERMISSION;

const fn param(
    name: &'static str,
    kind: &'static str,
    required: bool,
    summary: &'static str,
) -> Param {
    Param {
        name,
        kind,
        required,
        summary,
    }
}

/// Fields for programs.
pub(crate) const FIELDS: &[Param] = &[
    param(
        "subject",
        "string",
        false,
        "Mã cá nhân hoặc cơ quan được xét; không nêu khi xét tất cả",
    ),
    param(
        "award",
        "string",
        false,
        "Mã danh hiệu, hình thức khen thưởng; không nêu: tất cả",
    ),
    param(
        "all",
        "string",
        false,
        "1: mọi cá nhân, tập thể với mọi danh hiệu, hình thức",
    ),
    param(
        "agency",
        "string",
        false,
        "Khi xét tất cả: chỉ cơ quan này và bên dưới",
    ),
    param("year", "integer", true, "Năm xét (năm công tác)"),
    param(
        "on",
        "date",
        false,
        "Ngày xét; không nêu: hôm nay, với năm đã khóa là ngày cuối còn bổ sung được",
    ),
    param(
        "received",
        "date",
        false,
        "Ngày cơ quan thẩm định tiếp nhận hồ sơ; không nêu: ngày xét",
    ),
    param(
        "decided",
        "date",
        false,
        "Ngày quyết định khen thưởng, nếu đã có",
    ),
    param(
        "road",
        "string",
        false,
        "Chỉ xét theo loại thành tích này: cong_trang, dot_xuat, chuyen_de, cong_hien, nien_han, doi_ngoai",
    ),
];

fn day(ask: &Ask, name: &'static str) -> Result<Option<Date>, Problem> {
    ask.query.text(name).map(|_| ask.day(name)).transpose()
}

/// One subject and award, every award of a subject, or everybody.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let year: i16 = ask
        .query
        .read("year")?
        .ok_or_else(|| Problem::field("year", "năm công tác, ví dụ 2026"))?;
    let days = Days {
        on: day(&ask, "on")?,
        received_on: day(&ask, "received")?,
        decided_on: day(&ask, "decided")?,
    };
    let text = |name: &str| ask.query.text(name).map(str::to_owned);
    if let Some(subject) = text("subject") {
        let asked = eligibility::Ask {
            subject,
            award: text("award"),
            year,
            on: days.on,
            received_on: days.received_on,
            decided_on: days.decided_on,
            road: text("road"),
        };
        let found = eligibility::answer(ask.view()?, &asked);
        return ask.json(&found.map_err(|error| ask.fault(error))?);
    }
    if ask.query.text("all") != Some("1") {
        return Err(Problem::field(
            "subject",
            "mã cá nhân hoặc cơ quan; hoặc all=1 để xét tất cả",
        ));
    }
    let asked = AskAll {
        agency: text("agency"),
        year,
        days,
    };
    let view = ask.view()?.clone();
    let done = law::in_turn(move || eligibility::all(&view, &asked)).await;
    let found = done.and_then(|found| found);
    let found = found.map_err(|error| ask.fault(error))?;
    ask.json(&Answer::Everyone(Box::new(found)))
}
