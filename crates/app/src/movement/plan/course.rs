//! The course of a movement: its time, drives and reviews, the units it goes to with who answers there and what each
//! has to hand in by when.

use thidua_domain::movement::{Milestone, addressed, counted_below};
use thidua_files::paper::{Block, Cell};

use super::Desk;
use crate::movement::reach::Reach;
use crate::report::{DOTS, Field, Grid, capital, dated, small};

/// Units above which a table of them is no plan any more but a list: then one line stands for them.
const MOST_UNITS: usize = 40;
/// Milestones that review the movement itself.
const REVIEWS: [&str; 3] = ["kiem_tra", "so_ket", "tong_ket"];

/// Its own time, how often it comes round, the drives held under it.
pub(super) fn time(desk: &mut Desk<'_>) -> Vec<Block> {
    let movement = desk.movement;
    let labels = &desk.view.state.catalogue.labels;
    let told = movement.time_vn();
    let mut blocks = Vec::new();
    match told.is_empty() {
        true => blocks.push(desk.dotted("thời gian thực hiện")),
        false => {
            let vision = movement.vision;
            let vision = vision.map(|year| format!(", tầm nhìn đến năm {}", year.0));
            let told = format!("Thời gian thực hiện: {told}{}.", vision.unwrap_or_default());
            blocks.push(Block::Paragraph(told.into()));
        }
    }
    if let Some(period) = movement.period.as_deref() {
        let every = small(labels.word("phong-trao.dinh_ky", period));
        let drives = movement.drives;
        let drives = drives.map(|drives| format!(", mỗi kỳ {} đợt", drives.vn()));
        let told = format!("Tổ chức {every}{}.", drives.unwrap_or_default());
        blocks.push(Block::Paragraph(told.into()));
    }
    let reach = Reach::of(desk.view);
    let state = &desk.view.state;
    let followers = state.movements.followers(&movement.code).iter();
    let followers = followers.filter_map(|code| state.movements.get(code));
    let own = followers.filter(|one| one.launcher == movement.launcher && reach.sees(one));
    for drive in own {
        let when = match drive.time_vn() {
            told if told.is_empty() => DOTS.to_owned(),
            told => told,
        };
        blocks.push(Block::Item(
            format!("{}: {when};", capital(&drive.name)).into(),
        ));
    }
    blocks
}

/// Milestones set by whose plan it is, of these kinds or of all others.
fn milestones<'a>(desk: &Desk<'a>, reviews: bool) -> Vec<&'a Milestone> {
    let all = desk.view.state.movements.milestones(&desk.movement.code);
    let own = all
        .iter()
        .filter(|one| desk.agency == Some(one.agency.as_str()));
    own.filter(|one| REVIEWS.contains(&one.kind.as_str()) == reviews)
        .collect()
}

/// Inspections and reviews, each with its day.
pub(super) fn reviews(desk: &mut Desk<'_>) -> Vec<Block> {
    let found = milestones(desk, true);
    if found.is_empty() {
        return vec![desk.dotted("thời gian sơ kết, tổng kết")];
    }
    found.into_iter().map(|one| milestone(desk, one)).collect()
}

fn milestone(desk: &mut Desk<'_>, one: &Milestone) -> Block {
    let labels = &desk.view.state.catalogue.labels;
    let mut words = labels.word("moc-phong-trao.moc", &one.kind).to_owned();
    if let Some(turn) = one.turn {
        words.push_str(&format!(" lần {turn}"));
    }
    if let Some(text) = &one.text {
        let text = text.lines().map(str::trim).collect::<Vec<_>>().join("; ");
        words.push_str(&format!(": {}", text.trim_end_matches(['.', ';'])));
    }
    let due = match one.due {
        Some(day) => format!("trước ngày {}", dated(day)),
        None => {
            desk.missing
                .push(format!("hạn của việc “{}”", small(&words)));
            "trước ngày ………".to_owned()
        }
    };
    Block::Item(format!("{words}, {due};").into())
}

/// The codes of the units it goes to: those it was launched to, else those that stand below whoever launched it.
pub(super) fn addressees<'a>(desk: &Desk<'a>) -> Vec<&'a str> {
    let Some(agency) = desk.agency else {
        return Vec::new();
    };
    let state = &desk.view.state;
    let below = counted_below(&state.org, agency, desk.on);
    let own = |code: &&str| *code != agency;
    if desk.under {
        return below.into_iter().filter(own).collect();
    }
    let rows: Vec<_> = state
        .movements
        .responses(&desk.movement.code)
        .iter()
        .collect();
    let told = addressed(&state.org, agency, &rows, desk.on);
    let chosen = if told.is_empty() { below } else { told };
    chosen.into_iter().filter(own).collect()
}

/// What each unit hands in, and the table of units with who answers for the movement there.
pub(super) fn units(desk: &mut Desk<'_>) -> Vec<Block> {
    let codes = addressees(desk);
    if codes.is_empty() || codes.len() > MOST_UNITS {
        return due(desk);
    }
    let state = &desk.view.state;
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Đơn vị", 62).kept(),
        Field::words("Người phụ trách", 50).kept(),
    ]);
    let mut untold: i64 = 0;
    for (number, code) in (1..).zip(codes) {
        let row = state.movements.response(&desk.movement.code, code);
        let person = row.and_then(|row| row.person.as_deref());
        untold += i64::from(person.is_none());
        let named = person.map(|person| state.name_on(person, desk.on));
        grid.row(vec![
            Cell::text(number.to_string()),
            Cell::text(state.label_on(code, desk.on)),
            Cell::text(named.unwrap_or_else(|| "………".to_owned())),
        ]);
    }
    if untold > 0 {
        desk.missing.push(format!(
            "người phụ trách của {} đơn vị",
            thidua_domain::text::number::two_digits(untold)
        ));
    }
    let words = "Các đơn vị thực hiện và người phụ trách:";
    let mut table = grid.table("");
    table.caption = None;
    // Words end a paper, not a table: what is due comes last.
    let mut blocks = vec![Block::Paragraph(words.into()), Block::Table(table)];
    blocks.extend(due(desk));
    blocks
}

/// Deadlines of plans, registrations and reports.
fn due(desk: &mut Desk<'_>) -> Vec<Block> {
    let found = milestones(desk, false);
    if found.is_empty() {
        let what = "thời hạn ban hành kế hoạch, đăng ký, báo cáo của các đơn vị";
        return vec![desk.dotted(what)];
    }
    let mut blocks = Vec::new();
    let (each, own): (Vec<&Milestone>, Vec<&Milestone>) =
        found.into_iter().partition(|one| one.each);
    if !each.is_empty() {
        blocks.push(Block::Paragraph(
            "Từng đơn vị gửi văn bản theo thời hạn:".into(),
        ));
        blocks.extend(each.into_iter().map(|one| milestone(desk, one)));
    }
    if !own.is_empty() {
        blocks.push(Block::Paragraph("Các việc chung:".into()));
        blocks.extend(own.into_iter().map(|one| milestone(desk, one)));
    }
    blocks
}
