//! `show agency`, `show tree`.

use std::fmt::Write as _;

use jiff::civil::Date;
use thidua_app::org::{self, AgencyAnswer, Kin, SpellLine, TreeLine};
use thidua_domain::time::{PartialDate, vn};

use super::Desk;
use crate::args::{AtArgs, TreeArgs};
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// How deep the tree is followed where nothing is told.
const DEPTH: usize = 16;

/// An agency on a day.
pub(super) fn agency(desk: &Desk<'_>, args: &AtArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.code)?;
    let on = args.at.unwrap_or(desk.view.today);
    let agency = org::agency(&desk.view, &args.code, on)?;
    desk.out.answer(&agency, || agency_text(desk, &agency, on))
}

fn agency_text(desk: &Desk<'_>, agency: &AgencyAnswer, on: Date) -> String {
    let name = |code: &String| desk.state().name_on(code, on);
    let children: Vec<String> = agency.children.iter().map(name).collect();
    let exists = if agency.exists {
        ""
    } else {
        " (không tồn tại vào ngày này)"
    };
    let mut text = facts([
        ("Mã", agency.code.clone()),
        ("Tên", agency.name.clone()),
        ("Tên ngắn", agency.short_name.clone().unwrap_or_default()),
        ("Vào ngày", format!("{}{exists}", vn(on))),
        ("Cấp", desk.level(&agency.level, on).to_owned()),
        (
            "Cấp trên",
            agency.parent.as_ref().map(name).unwrap_or_default(),
        ),
        ("Địa bàn", agency.area.clone().unwrap_or_default()),
        ("Tiền thân", kin(&agency.predecessors, desk)),
        ("Kế tục", kin(&agency.successors, desk)),
        ("Trực thuộc", children.join("\n")),
    ]);
    if agency.spells.len() > 1 {
        let _ = write!(
            text,
            "\nCác thời kỳ\n{}",
            spells(desk, &agency.spells).text()
        );
    }
    text
}

fn kin(kin: &[Kin], desk: &Desk<'_>) -> String {
    let line = |kin: &Kin| {
        let day = PartialDate::parse(&kin.on).map_or_else(|_| kin.on.clone(), |day| day.vn());
        let how = desk.word("sap-xep.loai", &kin.kind).to_lowercase();
        let paper = kin
            .document
            .as_ref()
            .map(|paper| format!(", {paper}"))
            .unwrap_or_default();
        format!("{} ({how} từ {day}{paper})", kin.name)
    };
    kin.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn spells(desk: &Desk<'_>, spells: &[SpellLine]) -> Table {
    let mut table = Table::new()
        .words("Thời gian")
        .words("Tên")
        .words("Cấp trên")
        .words("Ghi chú");
    for spell in spells {
        let on = spell
            .from
            .as_deref()
            .and_then(|day| PartialDate::parse(day).ok());
        let on = on.map_or(Date::MIN, PartialDate::first_day);
        let parent = spell
            .parent
            .as_ref()
            .map(|parent| desk.state().name_on(parent, on));
        table.row([
            spell.time.clone(),
            spell.name.clone(),
            parent.unwrap_or_default(),
            spell.note.clone().unwrap_or_default(),
        ]);
    }
    table
}

/// The tree on a day.
pub(super) fn tree(desk: &Desk<'_>, args: &TreeArgs) -> Result<(), Refusal> {
    if let Some(code) = &args.code {
        desk.need_agency(code)?;
    }
    let on = args.at.unwrap_or(desk.view.today);
    let depth = args.depth.unwrap_or(DEPTH);
    let lines = org::tree(&desk.view, args.code.as_deref(), on, depth)?;
    desk.out.answer(&lines, || tree_text(desk, &lines, on))
}

fn tree_text(desk: &Desk<'_>, lines: &[TreeLine], on: Date) -> String {
    if lines.is_empty() {
        return "Chưa có cơ quan nào. Nạp cây tổ chức của ngành: thidua load @nganh\n".to_owned();
    }
    let mut table = Table::new().words("Cơ quan").words("Cấp").words("Mã");
    for line in lines {
        let name = format!("{}{}", "  ".repeat(line.depth), line.name);
        table.row([&name, desk.level(&line.level, on), &line.code]);
    }
    format!("Cây tổ chức ngày {}\n\n{}", vn(on), table.text())
}
