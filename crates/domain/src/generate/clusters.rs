//! The sheet `cum-khoi` of a year: six blocks of provinces, and blocks of offices in each province.

use super::figures::DIRECTORATES;
use super::random::Random;
use super::table::Table;
use super::tree::{Leaf, Nation};
use super::{MERGED, SOURCE};
use crate::time::WorkYear;

/// Blocks of provinces.
const BLOCKS: usize = 6;
/// Offices of a block inside a province, about.
const OFFICES: usize = 8;

const THEMES: [&str; 4] = [
    "Kỷ cương, trách nhiệm, hiệu quả",
    "Đoàn kết, sáng tạo, về đích sớm",
    "Thi đua lập thành tích chào mừng Ngày truyền thống THADS",
    "Nêu gương, đổi mới, phục vụ Nhân dân",
];

/// The blocks that judge a year. The year of the merger is judged by the merged agencies.
pub fn clusters(nation: &Nation, random: &Random, year: WorkYear) -> Table {
    let mut table = Table::new(
        "cum-khoi",
        &[
            "Mã",
            "Tên",
            "Năm",
            "Cơ quan quản lý",
            "Trưởng cụm",
            "Phó cụm",
            "Thành viên",
            "Chủ đề",
            "Ngày ký giao ước",
            "Nội dung giao ước",
            "Nguồn",
        ],
    );
    let mut random = random.part("clusters").part(&year.to_string());
    let merged = year >= MERGED.previous();
    let era = if merged { &nation.new } else { &nation.old };
    let head = if merged {
        DIRECTORATES.1
    } else {
        DIRECTORATES.0
    };
    let provinces: Vec<&str> = era
        .provinces
        .iter()
        .map(|province| province.code.as_str())
        .collect();
    for (number, members) in (1..).zip(parts(&provinces, provinces.len().min(BLOCKS))) {
        let (code, name) = (
            format!("cum-thads-{number}"),
            format!("Cụm thi đua số {number} - THADS (sinh thử)"),
        );
        block(&mut table, &mut random, year, (&code, &name), head, members);
    }
    for province in &era.provinces {
        let leaves = era.leaves.get(province.leaves.clone()).unwrap_or_default();
        let offices = leaves.iter().filter(|leaf| !leaf.own);
        let offices: Vec<&str> = offices.map(|leaf: &Leaf| leaf.code.as_str()).collect();
        for (number, members) in (1..).zip(parts(&offices, offices.len().div_ceil(OFFICES))) {
            let code = format!("khoi-{}-{number}", province.code);
            let name = format!("Khối thi đua số {number} - {} (sinh thử)", province.name);
            block(
                &mut table,
                &mut random,
                year,
                (&code, &name),
                &province.code,
                members,
            );
        }
    }
    table
}

/// A list in so many parts of about one size.
fn parts<'a, 'b>(list: &'b [&'a str], count: usize) -> impl Iterator<Item = &'b [&'a str]> {
    let bound = move |at: usize| (list.len() * at).checked_div(count).unwrap_or_default();
    (0..count).filter_map(move |at| list.get(bound(at)..bound(at + 1)))
}

fn block(
    table: &mut Table,
    random: &mut Random,
    year: WorkYear,
    (code, name): (&str, &str),
    manager: &str,
    members: &[&str],
) {
    // Head and deputies go round, a year each.
    let turn = usize::try_from(year.0).unwrap_or_default();
    let at = |step: usize| {
        members
            .get((turn + step) % members.len().max(1))
            .copied()
            .unwrap_or_default()
    };
    let deputies = match members.len() {
        ..3 => String::new(),
        3..5 => at(1).to_owned(),
        _ => format!("{};{}", at(1), at(2)),
    };
    let signed = format!(
        "{year}-{:02}-{:02}",
        random.between(1, 2),
        random.between(5, 27)
    );
    let pact = "Hoàn thành chỉ tiêu về việc, về tiền được giao.\n\
                Không có cá nhân bị kỷ luật từ cảnh cáo trở lên.\n\
                Mỗi đơn vị có ít nhất một mô hình, điển hình tiên tiến.";
    table.row([
        code,
        name,
        &year.to_string(),
        manager,
        at(0),
        &deputies,
        &members.join(";"),
        random.pick(&THEMES),
        &signed,
        pact,
        SOURCE,
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_everything_once() {
        let list = ["a", "b", "c", "d", "e", "f", "g"];
        let split: Vec<Vec<&str>> = parts(&list, 3).map(<[&str]>::to_vec).collect();
        assert_eq!(split.concat(), list);
        assert!(split.iter().all(|part| (2..=3).contains(&part.len())));
        assert_eq!(parts(&[], 0).count(), 0);
    }
}
