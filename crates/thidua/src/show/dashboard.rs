//! `show dashboard`.

use std::fmt::Write as _;

use thidua_app::dashboard::{AskDashboard, Count, Dashboard, PERMISSION, dashboard};
use thidua_domain::access::Target;
use thidua_domain::amount::Percent;

use super::Desk;
use crate::args::DashboardArgs;
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// How an agency stands, block by block.
pub(super) fn show(desk: &Desk<'_>, args: &DashboardArgs) -> Result<(), Refusal> {
    desk.view.permit(PERMISSION, Target::Any)?;
    desk.need_agency(&args.agency)?;
    let asked = AskDashboard {
        agency: args.agency.clone(),
        year: args.year,
        month: args.month,
        scope: args.scope.clone().unwrap_or_else(|| "btp".to_owned()),
    };
    let found = dashboard(&desk.view, &asked)?;
    desk.out.answer(&found, || told(&found))
}

fn percent(text: Option<&String>) -> String {
    let read = text.map(|text| Percent::parse(text).map_or_else(|_| text.clone(), Percent::vn));
    read.unwrap_or_default()
}

fn count(count: Count) -> String {
    match count.untold {
        0 => count.number.to_string(),
        _ => format!("ít nhất {}", count.number),
    }
}

fn told(found: &Dashboard) -> String {
    let mut lines = vec![
        ("Cơ quan", found.name.clone()),
        (
            "Kỳ",
            format!("năm công tác {}, lũy kế {} tháng", found.year, found.month),
        ),
    ];
    for side in found.figures.iter().flat_map(|block| &block.sides) {
        let name = match side.side {
            "viec" => "Tỷ lệ về việc (%)",
            _ => "Tỷ lệ về tiền (%)",
        };
        let pace = side.pace.as_ref().map(|pace| {
            let deviation = side.deviation.as_ref();
            let points = deviation.and_then(|text| Percent::parse(text).ok());
            let points = points.map_or_else(String::new, Percent::signed_vn);
            format!(", phải đạt {}, chênh lệch {points}", percent(Some(pace)))
        });
        let rate = percent(side.rate.as_ref());
        lines.push((name, format!("{rate}{}", pace.unwrap_or_default())));
    }
    if let Some(late) = &found.late {
        let text = format!(
            "{}/{} cơ quan, {} chậm",
            late.told,
            late.obliged,
            late.late.len()
        );
        lines.push(("Gửi số liệu", text));
    }
    if let Some(movements) = &found.movements {
        lines.push(("Phong trào phát động", movements.within.to_string()));
    }
    if let Some(block) = &found.registrations {
        let text = format!("{} ghi tên, {} đã đạt", block.registered, block.reached);
        lines.push(("Đăng ký thi đua", text));
    }
    if let Some(block) = &found.awards {
        let (collectives, individuals) = (count(block.collectives), count(block.individuals));
        let text = format!("{collectives} lượt tập thể, {individuals} lượt cá nhân");
        lines.push(("Khen thưởng đã tặng", text));
    }
    let mut text = facts(lines);
    if !found.units.is_empty() {
        let _ = write!(text, "\nCác đơn vị\n{}", units(found));
    }
    text
}

fn units(found: &Dashboard) -> String {
    let mut table = Table::new()
        .words("Đơn vị")
        .numbers("Việc %")
        .numbers("Tiến độ")
        .numbers("Tiền %")
        .numbers("Tiến độ")
        .numbers("Chậm gửi")
        .numbers("Đăng ký")
        .numbers("Tập thể")
        .numbers("Cá nhân");
    for unit in &found.units {
        let told = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let given = |given: Option<Count>| given.map_or_else(String::new, count);
        table.row([
            unit.name.clone(),
            percent(unit.cases.rate.as_ref()),
            percent(unit.cases.pace.as_ref()),
            percent(unit.money.rate.as_ref()),
            percent(unit.money.pace.as_ref()),
            told(unit.late),
            unit.registered
                .map_or_else(String::new, |count| count.to_string()),
            given(unit.collectives),
            given(unit.individuals),
        ]);
    }
    table.text()
}
