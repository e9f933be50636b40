//! Criteria of a movement and the rewards planned for it.

use thidua_domain::movement::Standard;
use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell};

use super::Desk;
use crate::report::{Field, Grid, capital};

fn own<'a>(desk: &Desk<'a>) -> Vec<&'a Standard> {
    let all = desk.view.state.movements.standards(&desk.movement.code);
    all.iter()
        .filter(|one| desk.agency == Some(one.agency.as_str()))
        .collect()
}

/// What is to be met, for collectives, for persons, for both.
pub(super) fn standards(desk: &mut Desk<'_>) -> Vec<Block> {
    let found: Vec<&Standard> = own(desk)
        .into_iter()
        .filter(|one| one.text.is_some())
        .collect();
    if found.is_empty() {
        return vec![desk.dotted("tiêu chuẩn xét khen thưởng")];
    }
    let groups = [
        (None, "Tiêu chuẩn chung:"),
        (Some("tap_the"), "Đối với tập thể:"),
        (Some("ca_nhan"), "Đối với cá nhân:"),
    ];
    let mut blocks = Vec::new();
    for (subject, title) in groups {
        let rows: Vec<&&Standard> = found
            .iter()
            .filter(|one| one.subject.as_deref() == subject)
            .collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Paragraph(title.into()));
        let lines = rows.iter().filter_map(|one| one.text.as_deref());
        let lines = lines
            .flat_map(str::lines)
            .map(str::trim)
            .filter(|line| !line.is_empty());
        blocks.extend(lines.map(|line| {
            let line = line
                .trim_start_matches(['-', '+', ' '])
                .trim_end_matches(['.', ';']);
            Block::Item(format!("{};", capital(line)).into())
        }));
    }
    blocks
}

/// Awards planned, to whom, how many at most.
pub(super) fn planned(desk: &mut Desk<'_>) -> Vec<Block> {
    let found: Vec<&Standard> = own(desk)
        .into_iter()
        .filter(|one| !one.awards.is_empty())
        .collect();
    if found.is_empty() {
        return vec![desk.dotted("hình thức, số lượng khen thưởng")];
    }
    let catalogue = &desk.view.state.catalogue;
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Danh hiệu, hình thức khen thưởng", 62).kept(),
        Field::mark("Đối tượng", 26),
        Field::mark("Số lượng tối đa", 26).kept(),
    ]);
    let mut open = false;
    for (number, one) in (1..).zip(found) {
        let names = one.awards.iter().map(|code| {
            let award = catalogue.award(code);
            award.map_or_else(|| code.clone(), |award| award.name.clone())
        });
        let whom = one.subject.as_deref();
        let whom = whom.map(|code| catalogue.labels.word("doi_tuong", code).to_owned());
        open |= one.count.is_none();
        grid.row(vec![
            Cell::text(number.to_string()),
            Cell::text(names.collect::<Vec<_>>().join("; ")),
            Cell::text(whom.unwrap_or_default()),
            Cell::text(one.count.map_or_else(|| "………".to_owned(), two_digits)),
        ]);
    }
    if open {
        desk.missing
            .push("số lượng khen thưởng của từng hình thức".to_owned());
    }
    let mut table = grid.table("");
    table.caption = None;
    vec![Block::Table(table)]
}
