//! `show campaign`, `show campaigns`, `show standing`.

use std::fmt::Write as _;

use thidua_app::campaign::standing::{Standings, standing};
use thidua_app::campaign::{
    self, AskCampaign, CampaignAnswer, CampaignFigure, Campaigns, Number, Order, PERMISSION,
};
use thidua_domain::access::Target;
use thidua_domain::campaign::Span;
use thidua_domain::org::Level;
use thidua_domain::time::PartialDate;

use super::Desk;
use crate::args::{CampaignArgs, CampaignsArgs, StandingArgs};
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// One campaign.
pub(super) fn one(desk: &Desk<'_>, args: &CampaignArgs) -> Result<(), Refusal> {
    desk.view.permit(PERMISSION, Target::Any)?;
    desk.need_movement(&args.code)?;
    let told = desk.state().movements.get(&args.code);
    if told.is_some_and(|told| Span::of(told).is_none()) {
        return Err(Refusal::told(format!(
            "Phong trào «{}» không phải một đợt cao điểm có ngày đầu và ngày cuối.",
            args.code
        )));
    }
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let asked = AskCampaign {
        agency: args.agency.clone(),
        on: args.on,
        level: args.level.as_deref().and_then(Level::from_code),
        order: Order::of(args.by.as_deref()),
    };
    let found = campaign::campaign(&desk.view, &args.code, &asked)?;
    desk.out.answer(&found, || told_of(desk, &found))
}

/// The campaigns of a year.
pub(super) fn all(desk: &Desk<'_>, args: &CampaignsArgs) -> Result<(), Refusal> {
    let found = campaign::campaigns(&desk.view, args.year)?;
    desk.out.answer(&found, || listed(&found))
}

/// Units under a movement.
pub(super) fn units(desk: &Desk<'_>, args: &StandingArgs) -> Result<(), Refusal> {
    desk.view.permit(PERMISSION, Target::Any)?;
    desk.need_movement(&args.code)?;
    let found = standing(&desk.view, &args.code, args.year)?;
    desk.out.answer(&found, || stands(&found))
}

fn day(text: &str) -> String {
    PartialDate::parse(text).map_or_else(|_| text.to_owned(), PartialDate::vn)
}

fn said(number: Option<&Number>) -> String {
    number
        .map(|number| number.shown.clone())
        .unwrap_or_default()
}

fn percent(text: Option<&String>) -> String {
    text.map(|text| format!("{}%", text.replace('.', ",")))
        .unwrap_or_default()
}

fn basis(code: Option<&str>, complete: bool) -> String {
    let words = match code {
        Some("approved") => "đã duyệt",
        Some("mixed") => "tạm tính: tháng đã duyệt và số liệu ngày",
        Some(_) => "tạm tính: số liệu ngày",
        None => return String::new(),
    };
    match complete {
        true => words.to_owned(),
        false => format!("{words}, chưa đủ ngày"),
    }
}

fn told_of(desk: &Desk<'_>, found: &CampaignAnswer) -> String {
    let name = |one: Option<&thidua_app::document::Named>| {
        one.map(|one| one.name.clone()).unwrap_or_default()
    };
    let mut text = facts([
        ("Đợt", found.name.clone()),
        ("Phát động", name(found.launcher.as_ref())),
        (
            "Thời gian",
            format!("{} – {}", day(&found.from), day(&found.to)),
        ),
        ("Tính đến", day(&found.on)),
        (
            "Ngày thứ",
            format!(
                "{}/{}, còn {} ngày",
                found.day_number, found.days, found.days_left
            ),
        ),
        ("Của", name(found.subject.as_ref())),
    ]);
    if let Some(reason) = &found.reason {
        let _ = writeln!(text, "\n{reason}");
    }
    for figure in &found.figures {
        let _ = write!(text, "\n{}", one_figure(figure));
    }
    if !found.around.is_empty() {
        let mut table = Table::new()
            .words("Trước và sau đợt")
            .numbers("Trước")
            .numbers("Sau")
            .numbers("Tăng, giảm")
            .words("Ghi chú");
        for line in &found.around {
            table.row([
                format!("{} ({})", line.name, line.unit),
                said(line.before.as_ref()),
                said(line.after.as_ref()),
                said(line.change.as_ref()),
                line.reason.clone().unwrap_or_default(),
            ]);
        }
        let note = found.around_note.as_deref().unwrap_or_default();
        let _ = write!(text, "\n{}{note}\n", table.text());
    }
    if found.subject.is_some() {
        let _ = writeln!(text, "\n{}", campaign::bulletin(found, desk.app.now()));
    }
    text
}

fn one_figure(figure: &CampaignFigure) -> String {
    let mut text = facts([
        ("Số liệu", format!("{} ({})", figure.name, figure.unit)),
        ("Chỉ tiêu", said(figure.goal.as_ref())),
        ("Đã làm", said(figure.done.as_ref())),
        ("Nguồn số", basis(figure.basis, figure.complete)),
        ("So với chỉ tiêu", percent(figure.share.as_ref())),
        ("Ghi chú", figure.reasons.join("\n")),
    ]);
    let mut months = Table::new()
        .words("Tháng")
        .numbers("Đã duyệt cả tháng")
        .numbers("Số liệu ngày")
        .numbers("Chênh lệch");
    for month in &figure.months {
        months.row([
            month.label.clone(),
            said(month.approved.as_ref()),
            said(month.daily.as_ref()),
            said(month.difference.as_ref()),
        ]);
    }
    let mut units = Table::new()
        .numbers("Hạng")
        .words("Đơn vị")
        .numbers("Chỉ tiêu")
        .numbers("Đã làm")
        .numbers("Tỷ lệ")
        .words("Nguồn số");
    for unit in &figure.units {
        let tied = if unit.tied > 0 { "=" } else { "" };
        let rank = unit.rank.map(|rank| format!("{rank}{tied}"));
        let note = unit.reason.clone();
        units.row([
            rank.unwrap_or_default(),
            unit.name.clone(),
            said(unit.goal.as_ref()),
            said(unit.done.as_ref()),
            percent(unit.share.as_ref()),
            note.unwrap_or_else(|| basis(unit.basis, unit.complete)),
        ]);
    }
    for table in [&months, &units] {
        if !table.is_empty() {
            let _ = write!(text, "\n{}", table.text());
        }
    }
    text
}

fn listed(found: &Campaigns) -> String {
    let mut table = Table::new()
        .words("Mã")
        .words("Đợt cao điểm")
        .words("Thời gian")
        .words("Tình trạng");
    for one in &found.campaigns {
        let stage = match one.stage {
            "running" => format!("còn {} ngày", one.days_left),
            "coming" => "sắp diễn ra".to_owned(),
            _ => "đã kết thúc".to_owned(),
        };
        let time = format!("{} – {}", day(&one.from), day(&one.to));
        table.row([one.code.clone(), one.name.clone(), time, stage]);
    }
    let mut text = match table.is_empty() {
        true => "Chưa có đợt cao điểm nào.\n".to_owned(),
        false => table.text(),
    };
    for series in &found.series {
        let laid = series.drives.as_deref().unwrap_or("chưa định");
        let _ = writeln!(text, "\n{} (số đợt mỗi kỳ: {laid})", series.name);
        for slot in &series.slots {
            let verdict = match slot.verdict {
                "enough" => ", đủ",
                "too_few" => ", thiếu",
                "too_many" => ", nhiều hơn đã định",
                "open" => ", kỳ chưa hết",
                _ => "",
            };
            let _ = writeln!(text, "  {}: {} đợt{verdict}", slot.label, slot.drives.len());
        }
    }
    text
}

fn stands(found: &Standings) -> String {
    let mut text = format!(
        "{}\nNăm công tác {}, số liệu đã duyệt\n\n",
        found.name, found.year
    );
    if let Some(reason) = &found.reason {
        text.push_str(reason);
        text.push('\n');
        return text;
    }
    let mut table = Table::new()
        .words("Chỉ tiêu")
        .words("Đơn vị")
        .numbers("Phải đạt")
        .numbers("Đã đạt")
        .numbers("Tiến độ")
        .numbers("Chênh lệch")
        .words("Số liệu đến")
        .words("Ghi chú");
    let shown = |text: Option<&String>| text.map(|text| text.replace('.', ",")).unwrap_or_default();
    for row in &found.rows {
        let month = row.month.map(|month| format!("{month} tháng"));
        table.row([
            row.name.clone(),
            row.agency_name.clone(),
            shown(row.goal.as_ref()),
            shown(row.actual.as_ref()),
            shown(row.pace.as_ref()),
            shown(row.deviation.as_ref()),
            month.unwrap_or_default(),
            row.reason.clone().unwrap_or_default(),
        ]);
    }
    text.push_str(&table.text());
    text
}
