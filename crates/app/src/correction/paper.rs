//! Công văn đính chính số liệu: the letter, the annex of the figures, the annex of what they touch (NĐ 30/2020,
//! Phụ lục III, mẫu 1.5).

use thidua_domain::correction::{Crossing, crossing};
use thidua_domain::catalogue::Measure;
use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Annex, Block, Cell, Document, Marks};
use thidua_files::sheet::Value;

use super::ranks::{RankLine, Rival};
use super::rates::PaceLine;
use super::show::{Correction, FigureRow, prints};
use crate::report::{DOTS, Field, Grid, Issue, capital, listed, notices, office, small};
use crate::{AppError, View};

/// A correction as a paper.
#[derive(Clone, Debug)]
pub struct AskPaper {
    /// The correction, or several told as one.
    pub correction: Correction,
    /// How it is issued.
    pub issue: Issue,
}

/// The letter with its annexes.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] without the permission to print; [`AppError::Refused`] where
/// nothing is left to be corrected.
pub(crate) fn document(view: &View, ask: &AskPaper) -> Result<Document, AppError> {
    let found = &ask.correction;
    prints(view, &found.agency)?;
    if found.nothing_left {
        return Err(AppError::refused(
            "Các lần đính chính đã chọn trả về đúng số đã báo cáo: không còn số nào để đính chính.",
        ));
    }
    let state = view.state.as_ref();
    // The letter is written today: by the office as it is called now, whatever the month it is about.
    let on = ask.issue.date.unwrap_or(view.today);
    let office = office(state, &found.agency, on, Some("cong_van"), &ask.issue)?;
    let superior = office.letterhead.superior.clone();
    let addressee = superior.unwrap_or_else(|| DOTS.to_owned());
    let periods = periods(found);
    let mut recipients = vec!["Như trên".to_owned()];
    recipients.extend(office.recipients.into_iter().filter(|line| line.starts_with("Lưu")));
    let mut notices_told: Vec<String> = Vec::new();
    for month in &found.months {
        let window = thidua_domain::time::Window::new(
            thidua_domain::time::WorkYear(month.0),
            month.1,
        );
        for notice in window.map(|window| notices(state, window)).unwrap_or_default() {
            if !notices_told.contains(&notice) {
                notices_told.push(notice);
            }
        }
    }
    let touched = touched(found);
    let mut annexes = vec![annex(found)];
    let many = !touched.is_empty();
    if many {
        annexes.push(Annex {
            label: Some("Phụ lục II".to_owned()),
            title: "Các nội dung liên quan đến số liệu đính chính".to_owned(),
            attached_to: Some(attached(&office.letterhead.number, &office.name)),
            landscape: true,
            margins: None,
            blocks: touched,
        });
    }
    if let Some(first) = annexes.first_mut() {
        first.label = Some(if many { "Phụ lục I" } else { "Phụ lục" }.to_owned());
        first.attached_to = Some(attached(&office.letterhead.number, &office.name));
    }
    let mut document = Document {
        letterhead: office.letterhead,
        landscape: false,
        kind: None,
        subject: format!("V/v đính chính số liệu\nthi hành án dân sự {periods}"),
        addressees: vec![addressee.clone()],
        blocks: letter(found, &office.name, &addressee, &periods, many),
        signatures: vec![office.signature],
        recipients,
        annexes,
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices_told,
            sources: Vec::new(),
        },
    };
    document.close();
    Ok(document)
}

/// `08 tháng năm 2021`; several are listed.
fn periods(found: &Correction) -> String {
    let mut told: Vec<String> = Vec::new();
    for (_, _, label, _) in &found.months {
        if !told.contains(label) {
            told.push(label.clone());
        }
    }
    match told.len() {
        0..=3 => listed(&told),
        many => format!("{} kỳ", count(many)),
    }
}

fn count(number: usize) -> String {
    two_digits(i64::try_from(number).unwrap_or(i64::MAX))
}

fn attached(number: &Option<String>, name: &str) -> String {
    let number = number.as_deref().unwrap_or("Số: ").replacen("Số:", "số", 1);
    format!("Kèm theo Công văn {number} ngày … tháng … năm …… của {name}")
}

fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph(words.into().into())
}

fn letter(
    found: &Correction,
    name: &str,
    addressee: &str,
    periods: &str,
    annexed: bool,
) -> Vec<Block> {
    let answering = found.figures.iter().filter(|row| row.answers).count();
    let annex = if annexed { "Phụ lục I" } else { "Phụ lục" };
    let mut blocks = vec![paragraph(format!(
        "Qua rà soát số liệu thi hành án dân sự {periods} đã báo cáo, {name} đính chính {} số liệu \
         (chi tiết tại {annex} kèm theo).",
        count(answering.max(1))
    ))];
    let mut reasons: Vec<&str> = Vec::new();
    for row in found.figures.iter().filter(|row| !row.reason.is_empty()) {
        if !reasons.contains(&row.reason.as_str()) {
            reasons.push(&row.reason);
        }
    }
    let reason = match reasons.is_empty() {
        true => DOTS.to_owned(),
        false => reasons.join("; "),
    };
    let end = if reason.ends_with('.') { "" } else { "." };
    blocks.push(paragraph(format!("Lý do đính chính: {reason}{end}")));
    let own = |subject: &str| subject == found.agency;
    let rates: Vec<String> = found
        .touched
        .rates
        .iter()
        .filter(|line| own(&line.subject))
        .map(|line| {
            format!(
                "{} {} từ {} thành {}",
                small(&line.what),
                line.period,
                percent(&line.before),
                percent(&line.after)
            )
        })
        .collect();
    if !rates.is_empty() {
        blocks.push(paragraph(format!(
            "Sau khi đính chính, {}.",
            listed(&rates)
        )));
    }
    let crossed: Vec<String> = found
        .touched
        .paces
        .iter()
        .filter(|line| own(&line.subject))
        .filter_map(crossed)
        .collect();
    if !crossed.is_empty() {
        blocks.push(paragraph(format!("{}.", capital(&listed(&crossed)))));
    }
    if annexed {
        blocks.push(paragraph(
            "Các tỷ lệ, chỉ tiêu, thứ hạng, số tổng hợp, khen thưởng và báo cáo, văn bản liên quan đến số liệu đính \
             chính nêu tại Phụ lục II. Việc đính chính này không tự làm thay đổi kết quả xếp hạng, khen thưởng và \
             văn bản đã ban hành; việc xem xét lại do cơ quan có thẩm quyền quyết định.",
        ));
    }
    blocks.push(paragraph(format!(
        "{name} báo cáo {addressee} để tổng hợp, chỉ đạo."
    )));
    blocks
}

fn percent(rate: &Option<String>) -> String {
    rate.as_ref()
        .map_or_else(|| "chưa có".to_owned(), |rate| format!("{rate}%"))
}

/// `chỉ tiêu … 8 tháng năm 2021 từ đạt thành không đạt tiến độ`.
fn crossed(line: &PaceLine) -> Option<String> {
    let words = match crossing(line.met_before, line.met_after) {
        Crossing::Gained => "từ không đạt thành đạt tiến độ",
        Crossing::Lost => "từ đạt thành không đạt tiến độ",
        Crossing::Same => return None,
    };
    Some(format!(
        "chỉ tiêu {} {} {words}",
        small(&line.name),
        line.period
    ))
}

/// Phụ lục I: the figures.
fn annex(found: &Correction) -> Annex {
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
    let group = row.group.as_ref().map(|group| format!(" ({})", small(group)));
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
        Some(Measure::Rate) => Value::Decimal(
            thidua_domain::figures::print::plain(plain, Measure::Rate),
        ),
        // The workbook holds what the row prints: nghìn đồng stays nghìn đồng.
        Some(Measure::Money) if row.unit.starts_with("nghìn") => {
            Value::Integer(i128::from(plain) / 1_000)
        }
        _ => Value::Integer(plain.into()),
    };
    Cell::value(printed, value)
}

/// Phụ lục II: what the figures touch, a table a kind.
fn touched(found: &Correction) -> Vec<Block> {
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
    put("Số tổng hợp của cơ quan cấp trên", sums(found));
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
pub(super) fn met(met: Option<bool>) -> &'static str {
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
    let names = |all: &[Rival]| all.iter().map(|rival| rival.name.clone()).collect::<Vec<_>>();
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
            text(format!("{}, theo {}", line.within_name, small(&line.by_name))),
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
        let own = (!line.changes).then_some("Cơ quan tự báo cáo số này: không tự thay đổi, cần rà soát");
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
pub(super) fn outcome(code: &str) -> &'static str {
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
