//! What was done and honoured: movements, registrations, awards, contributions, exemplars, a table each.

use thidua_domain::text::number::group;
use thidua_files::paper::Cell;
use thidua_files::sheet::Value;

use super::{Made, counted, number, percent, told};
use crate::State;
use crate::dashboard::Dashboard;
use crate::report::{Field, Grid};

/// How an agency stands to a movement, in words.
fn own_words(own: &str) -> &'static str {
    match own {
        "launched" => "Phát động",
        "issued" => "Đã ban hành kế hoạch",
        "received" => "Đã tiếp nhận",
        "took_part" => "Có tham gia",
        _ => "Chưa ban hành kế hoạch",
    }
}

pub(super) fn movements(found: &Dashboard) -> Made {
    let block = found.movements.as_ref()?;
    let mut grid = Grid::new([
        Field::words("Phong trào", 50).kept(),
        Field::words("Cơ quan phát động", 30).kept(),
        Field::amount("Đã ban hành kế hoạch", 12),
        Field::amount("Đơn vị trong diện", 12),
        Field::amount("Tỷ lệ (%)", 10),
        Field::words("Cơ quan này", 20),
    ]);
    for row in &block.rows {
        grid.row(vec![
            Cell::text(row.name.as_str()),
            Cell::text(row.launcher_name.clone().unwrap_or_default()),
            told(row.issued),
            told(row.total),
            percent(row.percent.as_ref()),
            Cell::text(row.own.map_or("", own_words)),
        ]);
    }
    Some(("Phong trào", grid))
}

fn kind(state: &State, code: Option<&str>) -> String {
    let word = |code| state.catalogue.labels.word("doi_tuong", code);
    code.map_or_else(|| "Không tách".to_owned(), |code| word(code).to_owned())
}

pub(super) fn registrations(state: &State, found: &Dashboard) -> Made {
    let block = found.registrations.as_ref()?;
    let mut grid = Grid::new([
        Field::words("Danh hiệu, hình thức đăng ký", 50).kept(),
        Field::words("Đối tượng", 20).kept(),
        Field::amount("Số đăng ký", 14).kept(),
    ]);
    for line in &block.totals {
        grid.row(vec![
            Cell::text(line.name.as_str()),
            Cell::text(kind(state, line.kind.as_deref())),
            Cell::value(group(line.count), Value::Integer(line.count.into())),
        ]);
    }
    Some(("Đăng ký thi đua", grid))
}

pub(super) fn awards(found: &Dashboard) -> Made {
    let block = found.awards.as_ref()?;
    let mut grid = Grid::new([
        Field::words("Danh hiệu, hình thức khen thưởng", 60).kept(),
        Field::amount("Tập thể", 16).kept(),
        Field::amount("Cá nhân", 16).kept(),
    ]);
    for row in &block.rows {
        grid.row(vec![
            Cell::text(row.name.as_str()),
            counted(row.collectives),
            counted(row.individuals),
        ]);
    }
    Some(("Khen thưởng", grid))
}

pub(super) fn award_years(found: &Dashboard) -> Made {
    let block = found.awards.as_ref()?;
    let mut grid = Grid::new([
        Field::mark("Năm công tác (cả năm)", 20).kept(),
        Field::amount("Tập thể", 16).kept(),
        Field::amount("Cá nhân", 16).kept(),
    ]);
    for row in &block.years {
        grid.row(vec![
            Cell::text(row.year.to_string()),
            counted(row.collectives),
            counted(row.individuals),
        ]);
    }
    Some(("Khen thưởng các năm", grid))
}

pub(super) fn contributions(state: &State, found: &Dashboard) -> Made {
    let block = found.contributions.as_ref()?;
    let mut grid = Grid::new([
        Field::words("Nguồn đóng góp", 24).kept(),
        Field::words("Nội dung", 40).kept(),
        Field::words("Tổng cộng", 40).kept(),
        Field::amount("Số khoản", 10).kept(),
        Field::amount("Khoản không nêu số", 10),
    ]);
    for total in &block.totals {
        let source = total.source.as_deref();
        let word = |code| state.catalogue.labels.word("dong-gop.nguon_dong_gop", code);
        grid.row(vec![
            Cell::text(source.map_or("Không nêu", word)),
            Cell::text(total.item.clone().unwrap_or_default().replace(';', ", ")),
            Cell::text(total.in_words.clone().unwrap_or_default()),
            number(total.count),
            told(Some(total.untold).filter(|untold| *untold > 0)),
        ]);
    }
    Some(("Đóng góp xã hội", grid))
}

pub(super) fn exemplars(state: &State, found: &Dashboard) -> Made {
    let block = found.exemplars.as_ref()?;
    let mut grid = Grid::new([
        Field::words("Tình trạng", 30).kept(),
        Field::words("Cấp", 30).kept(),
        Field::words("Đối tượng", 20).kept(),
        Field::amount("Số điển hình", 14).kept(),
    ]);
    for total in &block.totals {
        let word = |list: &str, code: Option<&str>| {
            code.map_or_else(
                || "Không nêu".to_owned(),
                |code| state.catalogue.labels.word(list, code).to_owned(),
            )
        };
        let count = total.count.map_or_else(
            || Cell::text("có, không nêu số"),
            |count| Cell::value(group(count), Value::Integer(count.into())),
        );
        grid.row(vec![
            Cell::text(word("dien-hinh.trang_thai", total.status.as_deref())),
            Cell::text(word("dien-hinh.cap", total.level.as_deref())),
            Cell::text(kind(state, total.kind.as_deref())),
            count,
        ]);
    }
    Some(("Điển hình tiên tiến", grid))
}
