//! The annexes: the figures, and what they touch, a table a kind.

use thidua_domain::catalogue::Measure;
use thidua_domain::figures::print;
use thidua_files::paper::{Annex, Block, Cell};
use thidua_files::sheet::Value;

use super::super::ranks::{RankLine, Rival};
use super::super::show::{Correction, FigureRow};
use super::{count, periods};
use crate::report::{Field, Grid, listed, small};

/// Phụ lục I: the figures.
pub(super) fn annex(found: &Correction) -> Annex {
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Chỉ tiêu thống kê", 50).kept(),
        Field::words("Kỳ số liệu", 22).kept(),
        Field::mark("Đơn vị tính", 16).kept(),
        Field::amount("Số đã báo cáo", 24).kept(),
        Field::amount("Số đính chính", 24).kept(),
        Field::amount("Chênh lệch", 22).kept(),
        Field::words("Lý do", 40).kept(),
        Field::words("Ghi chú", 28),
    ]);
    for (number, row) in (1_i64..).zip(&found.figures) {
        let [before, after, difference] = row.plain;
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(named(row)),
            Cell::text(row.period.as_str()),
            Cell::text(row.unit.as_str()),
            amount(row, &row.before, before, "chưa báo cáo"),
            amount(row, &row.after, after, "bỏ số"),
            amount(row, &row.difference, difference, ""),
            Cell::text(row.reason.as_str()),
            Cell::text(remark(row)),
        ]);
    }
    let mut table = grid.table("");
    table.caption = None;
    Annex {
        label: None,
        title: format!("Số liệu thi hành án dân sự đính chính\n{}", periods(found)),
        attached_to: None,
        landscape: true,
        margins: None,
        blocks: vec![Block::Table(table)],
    }
}

/// What the figure is called, with its officer and group of cases.
fn named(row: &FigureRow) -> String {
    let group = row
        .group
        .as_ref()
        .map(|group| format!(" ({})", small(group)));
    let officer = row.officer.as_ref().map(|name| format!(", {name}"));
    let more: String = [group, officer].into_iter().flatten().collect();
    format!("{}{more}", row.name)
}

fn remark(row: &FigureRow) -> String {
    let source = row.source.as_ref().map(|source| format!("Theo {source}"));
    let unused = (!row.answers).then(|| "Không phải số đang dùng: nguồn khác được dùng".to_owned());
    let parts: Vec<String> = [source, unused].into_iter().flatten().collect();
    parts.join(". ")
}

fn amount(row: &FigureRow, printed: &str, plain: Option<i64>, missing: &str) -> Cell {
    let Some(plain) = plain else {
        return Cell::text(missing);
    };
    let value = match row.measure {
        Some(Measure::Rate) => Value::Decimal(print::plain(plain, Measure::Rate)),
        // The workbook holds what the row prints: nghìn đồng stays nghìn đồng.
        Some(Measure::Money) if row.unit.starts_with("nghìn") => {
            Value::Integer(i128::from(plain) / 1_000)
        }
        _ => Value::Integer(plain.into()),
    };
    Cell::value(printed, value)
}

/// Phụ lục II: what the figures touch, a table a kind.
pub(super) fn touched(found: &Correction) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0_usize;
    let mut put = |title: &str, grid: Grid| {
        if grid.is_empty() {
            return;
        }
        number += 1;
        blocks.push(Block::Table(grid.table(format!("{number}. {title}"))));
    };
    put("Tỷ lệ thi hành xong", rates(found));
    put("Chỉ tiêu, tiến độ", paces(found));
    put("Thứ hạng", ranks(found));
    put(
        "Số tổng hợp của cơ quan cấp trên, cơ quan kế thừa",
        sums(found),
    );
    put("Đẳng thức cân đối, đối chiếu giữa các kỳ", proofs(found));
    put("So với cùng kỳ của năm sau", later(found));
    put("Khen thưởng cần xem lại", awards(found));
    put("Báo cáo, văn bản đã phát hành có số cũ", papers(found));
    blocks
}

fn text(words: impl Into<String>) -> Cell {
    Cell::text(words.into())
}

fn optional(words: &Option<String>) -> Cell {
    Cell::text(words.clone().unwrap_or_default())
}

fn rates(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Đơn vị", 50).kept(),
        Field::words("Tỷ lệ", 50).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::amount("Trước (%)", 20).kept(),
        Field::amount("Sau (%)", 20).kept(),
        Field::amount("Tăng, giảm (điểm)", 22).kept(),
    ]);
    for line in &found.touched.rates {
        grid.row(vec![
            text(line.name.as_str()),
            text(line.what.as_str()),
            text(line.period.as_str()),
            optional(&line.before),
            optional(&line.after),
            optional(&line.difference),
        ]);
    }
    grid
}

/// `đạt tiến độ`, `không đạt tiến độ`.
fn met(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "Đạt tiến độ",
        Some(false) => "Không đạt tiến độ",
        None => "",
    }
}

fn paces(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Đơn vị", 44).kept(),
        Field::words("Chỉ tiêu", 48).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::amount("Tiến độ yêu cầu", 20),
        Field::amount("Kết quả", 18).under("Trước"),
        Field::words("Đánh giá", 22).under("Trước"),
        Field::amount("Kết quả", 18).under("Sau"),
        Field::words("Đánh giá", 22).under("Sau"),
    ]);
    for line in &found.touched.paces {
        grid.row(vec![
            text(line.agency_name.as_str()),
            text(format!("{} ({})", line.name, line.unit)),
            text(line.period.as_str()),
            optional(&line.pace),
            optional(&line.before),
            text(met(line.met_before)),
            optional(&line.after),
            text(met(line.met_after)),
        ]);
    }
    grid
}

fn place(place: Option<usize>, total: usize) -> String {
    place.map_or_else(
        || "chưa xếp".to_owned(),
        |place| format!("{}/{}", count(place), count(total)),
    )
}

fn rivals(line: &RankLine) -> String {
    let names = |all: &[Rival]| {
        all.iter()
            .map(|rival| rival.name.clone())
            .collect::<Vec<_>>()
    };
    let part = |lead: &str, all: &[Rival]| {
        (!all.is_empty()).then(|| format!("{lead} {}", listed(&names(all))))
    };
    let told = [
        part("Vượt", &line.passes),
        part("Bị vượt bởi", &line.passed_by),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn ranks(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Đơn vị", 44).kept(),
        Field::words("Bảng xếp hạng", 50).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::mark("Trước", 16).kept(),
        Field::mark("Sau", 16).kept(),
        Field::words("Đơn vị có thứ hạng thay đổi", 60),
    ]);
    for line in &found.touched.ranks {
        grid.row(vec![
            text(line.name.as_str()),
            text(format!(
                "{}, theo {}",
                line.within_name,
                small(&line.by_name)
            )),
            text(line.period.as_str()),
            text(place(line.before, line.total)),
            text(place(line.after, line.total)),
            text(rivals(line)),
        ]);
    }
    grid
}

fn sums(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Cơ quan", 50).kept(),
        Field::words("Chỉ tiêu thống kê", 44).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::amount("Trước", 26),
        Field::amount("Sau", 26),
        Field::amount("Chênh lệch", 26),
        Field::words("Ghi chú", 40),
    ]);
    for line in &found.touched.sums {
        let own =
            (!line.changes).then_some("Cơ quan tự báo cáo số này: không tự thay đổi, cần rà soát");
        grid.row(vec![
            text(line.name.as_str()),
            text(line.what.as_str()),
            text(line.period.as_str()),
            optional(&line.before),
            optional(&line.after),
            optional(&line.difference),
            text(own.unwrap_or_default()),
        ]);
    }
    grid
}

/// An outcome of the proof sheet in words.
fn outcome(code: &str) -> &'static str {
    match code {
        "holds" => "Khớp",
        "broken" => "Không khớp",
        "doubtful" => "Cần giải trình",
        _ => "Chưa đủ số liệu",
    }
}

fn proofs(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Đẳng thức, đối chiếu", 60).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::words("Trước", 22).kept(),
        Field::amount("Chênh trước", 20),
        Field::words("Sau", 22).kept(),
        Field::amount("Chênh sau", 20),
    ]);
    for line in &found.touched.proofs {
        grid.row(vec![
            text(format!("{} ({})", line.name, small(&line.subject))),
            text(line.period.as_str()),
            text(outcome(line.before)),
            text(line.residual_before.as_str()),
            text(outcome(line.after)),
            text(line.residual_after.as_str()),
        ]);
    }
    grid
}

fn later(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::words("Chỉ tiêu thống kê", 60).kept(),
        Field::words("Kỳ số liệu", 24).kept(),
        Field::mark("Đơn vị tính", 18).kept(),
        Field::amount("Tăng, giảm trước đính chính", 30).kept(),
        Field::amount("Tăng, giảm sau đính chính", 30).kept(),
    ]);
    for line in &found.touched.later {
        grid.row(vec![
            text(line.what.as_str()),
            text(line.period.as_str()),
            text(line.unit.as_str()),
            text(line.before.as_str()),
            text(line.after.as_str()),
        ]);
    }
    grid
}

fn awards(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Tập thể, cá nhân", 46).kept(),
        Field::words("Danh hiệu, hình thức", 40).kept(),
        Field::mark("Năm", 16).kept(),
        Field::words("Quyết định", 36),
        Field::words("Vì sao cần xem lại", 54).kept(),
    ]);
    for (number, line) in (1_i64..).zip(&found.touched.awards) {
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            text(line.recipient.as_str()),
            text(line.award.as_str()),
            text(line.years.as_str()),
            optional(&line.decision),
            text(line.why.as_str()),
        ]);
    }
    grid
}

fn papers(found: &Correction) -> Grid {
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Văn bản", 50).kept(),
        Field::words("Cơ quan", 40).kept(),
        Field::words("Vì sao", 30).kept(),
        Field::words("Số trong văn bản → số sau đính chính", 72).kept(),
    ]);
    for (number, line) in (1_i64..).zip(&found.touched.papers) {
        let values = line.values.iter();
        let mut told: Vec<String> = values
            .map(|(what, was, now)| format!("{what}: {was} → {now}"))
            .collect();
        if line.more > 0 {
            told.push(format!("và {} số khác", count(line.more)));
        }
        let what = match line.what.is_empty() {
            true => line.cited.clone(),
            false => format!("{}, số {}", line.what, line.cited),
        };
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            text(what),
            text(line.agency_name.as_str()),
            text(line.why.as_str()),
            text(told.join("\n")),
        ]);
    }
    grid
}
