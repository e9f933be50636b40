//! «Bảng tổng hợp thành tích khen thưởng»: the register for life on paper, with the figures of the screen.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell, Document, Level, Marks, Signature};
use thidua_files::sheet::Value;

use super::words::{day, decision, former, open_points, remark, years};
use super::{Life, life, prints};
use crate::report::{Field, Grid, Issue, Sources, office};
use crate::state::View;
use crate::{AppError, State};

/// A register for life on paper.
#[derive(Clone, Debug)]
pub struct AskLife {
    /// Code of the person or collective.
    pub subject: String,
    /// How it is issued.
    pub issue: Issue,
}

/// The paper.
///
/// # Errors
/// As [`life`]; [`AppError::NotFound`] for who may not print it, [`AppError::Refused`] for a person without an agency.
pub(crate) fn document(view: &View, ask: &AskLife) -> Result<Document, AppError> {
    let found = life(view, &ask.subject)?;
    if !prints(view, &found) {
        return Err(AppError::NotFound);
    }
    let state = view.state.as_ref();
    let agency = match found.kind {
        "tap_the" => Some(found.subject.clone()),
        _ => found.agency.clone(),
    };
    let agency = agency.ok_or_else(|| {
        AppError::refused("Người này chưa ghi nơi công tác nên chưa lập được bảng tổng hợp.")
    })?;
    let on = ask.issue.date.unwrap_or(view.today);
    let office = office(state, &agency, on, None, &ask.issue)?;
    let mut sources = Sources::default();
    let mut blocks = about(state, &found);
    blocks.push(Block::Heading(
        Level::Section,
        "I. Khen thưởng qua các năm".to_owned(),
    ));
    blocks.extend(table(state, &found, &mut sources));
    blocks.extend(notes(&found));
    blocks.push(Block::Heading(Level::Section, "II. Tổng hợp".to_owned()));
    blocks.extend(sums(&found));
    let maker = Signature {
        capacity: vec!["Người lập bảng".to_owned()],
        name: None,
    };
    Ok(Document {
        letterhead: office.letterhead,
        landscape: true,
        kind: Some("Bảng tổng hợp".to_owned()),
        subject: format!("Thành tích khen thưởng của {}", found.name),
        addressees: Vec::new(),
        blocks,
        signatures: vec![maker, office.signature],
        recipients: office
            .recipients
            .into_iter()
            .filter(|line| line.starts_with("Lưu"))
            .collect(),
        annexes: Vec::new(),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: vec![format!(
                "tổng hợp theo dữ liệu ngày {}",
                thidua_domain::time::vn(view.today)
            )],
            sources: sources.list(),
        },
    })
}

fn count(number: i64) -> String {
    two_digits(number)
}

fn paragraph(words: String) -> Block {
    Block::Paragraph(words.into())
}

/// Whom it is about.
fn about(state: &State, found: &Life) -> Vec<Block> {
    let mut told: Vec<String> = Vec::new();
    let mut say = |label: &str, text: Option<String>| {
        told.extend(text.map(|text| format!("{label}: {text}.")));
    };
    if found.kind == "ca_nhan" {
        say("Họ và tên", Some(found.name.clone()));
        say("Ngày sinh", found.born.as_deref().map(day));
        let work = [found.position.clone(), found.agency_name.clone()];
        let work: Vec<String> = work.into_iter().flatten().collect();
        say(
            "Chức vụ, đơn vị công tác",
            Some(work.join(", ")).filter(|text| !text.is_empty()),
        );
        say("Ngày vào ngành", found.joined.as_deref().map(day));
    } else {
        say("Tên tập thể", Some(found.name.clone()));
        say("Hoạt động từ ngày", found.born.as_deref().map(day));
        say("Kết thúc hoạt động ngày", found.ended.as_deref().map(day));
        for own in &found.former {
            say("Tiền thân", Some(former(state, own)));
        }
    }
    told.into_iter().map(paragraph).collect()
}

fn table(state: &State, found: &Life, sources: &mut Sources) -> Vec<Block> {
    if found.rows.is_empty() {
        return vec![paragraph("Chưa có dữ liệu khen thưởng.".to_owned())];
    }
    let person = found.kind == "ca_nhan";
    let place = match person {
        true => "Đơn vị, chức vụ khi được khen",
        false => "Tên tập thể khi được khen",
    };
    let mut grid = Grid::new([
        Field::mark("STT", 6).kept(),
        Field::mark("Năm", 10).kept(),
        Field::words("Danh hiệu thi đua, hình thức khen thưởng", 34).kept(),
        Field::words("Loại thành tích", 14),
        Field::words("Số, ngày quyết định; cơ quan quyết định", 36).kept(),
        Field::words(place, 34).kept(),
        Field::amount("Số lần", 8),
        Field::words("Ghi chú", 22),
        Field::mark("Nguồn", 8),
    ]);
    let several = found.rows.iter().any(|row| row.times != 1);
    for (number, row) in (1_i64..).zip(&found.rows) {
        let occasion = row.occasion.as_deref();
        let words = |codes| {
            state
                .catalogue
                .labels
                .words("khen-thuong.loai_thanh_tich", codes)
        };
        let place = match (person, &row.position) {
            (true, Some(position)) => format!("{position}, {}", row.agency_name),
            _ => row.agency_name.clone(),
        };
        let times = match several {
            true => Cell::value(count(row.times), Value::Integer(row.times.into())),
            false => Cell::text(""),
        };
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(
                row.years
                    .as_deref()
                    .map_or_else(|| "Chưa rõ".to_owned(), years),
            ),
            Cell::text(row.award_name.clone()),
            Cell::text(occasion.map(words).unwrap_or_default()),
            Cell::text(decision(row)),
            Cell::text(place),
            times,
            Cell::text(remark(state, row)),
            Cell::text(sources.numbers(state, row.sources.iter().map(String::as_str))),
        ]);
    }
    vec![Block::Table(grid.table(""))]
}

fn notes(found: &Life) -> Vec<Block> {
    open_points(found).into_iter().map(Block::Note).collect()
}

/// How often each award was given.
fn sums(found: &Life) -> Vec<Block> {
    if found.counts.is_empty() {
        return vec![paragraph("Chưa có dữ liệu khen thưởng đã tặng.".to_owned())];
    }
    let inherited = found.counts.iter().any(|own| own.inherited > 0);
    let own = match inherited {
        true => "Số lần của chính tập thể",
        false => "Số lần",
    };
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Danh hiệu thi đua, hình thức khen thưởng", 60).kept(),
        Field::amount(own, 16).kept(),
        Field::amount("Số lần của các tập thể tiền thân", 18),
        Field::words("Các năm", 50),
    ]);
    for (number, line) in (1_i64..).zip(&found.counts) {
        let told: Vec<String> = line.years.iter().map(|span| years(span)).collect();
        let heirs = match inherited {
            true => times(line.inherited),
            false => Cell::text(""),
        };
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(line.award_name.clone()),
            times(line.own),
            heirs,
            Cell::text(told.join(", ")),
        ]);
    }
    vec![Block::Table(grid.table(""))]
}

/// How often; nothing told is a dash, never a nought.
fn times(number: i64) -> Cell {
    match number {
        0 => Cell::text("–"),
        number => Cell::value(count(number), Value::Integer(number.into())),
    }
}
