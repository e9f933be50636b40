//! Report of a peak campaign: what was asked, what was done, how units stand, what it changed, awards and events. It
//! tells what the page of the campaign tells.

use jiff::civil::Date;
use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell, Document, Level, Marks};

use super::office::office;
use super::{Field, Grid, Issue, PERMISSION, Sources, capital, cite_shortly, day, listed, small};
use crate::AppError;
use crate::campaign::{
    AroundLine, AskCampaign, CampaignAnswer, CampaignFigure, Number, UnitLine, campaign,
};
use crate::movement::{MovementAnswer, movement};
use crate::register::{Awards, summary};
use crate::state::View;

/// The campaign asked for.
#[derive(Clone, Debug)]
pub struct AskCampaignReport {
    /// Code of the movement.
    pub movement: String,
    /// Code of the agency that reports; `None`: who launched it.
    pub agency: Option<String>,
    /// How it is issued.
    pub issue: Issue,
}

/// The report.
///
/// # Errors
/// [`AppError::NotFound`] for a movement that is no campaign, or an agency out of reach; [`AppError::Refused`] where
/// nobody launched it and no agency is named; [`AppError::Forbidden`] as every query.
pub fn document(view: &View, ask: &AskCampaignReport) -> Result<Document, AppError> {
    let state = view.state.as_ref();
    let launched = movement(view, &ask.movement)?;
    let launcher = state
        .movements
        .get(&ask.movement)
        .and_then(|found| found.launcher.clone());
    let agency = ask.agency.clone().or(launcher).ok_or_else(|| {
        AppError::refused("Đợt cao điểm không nêu cơ quan phát động; hãy chọn cơ quan báo cáo.")
    })?;
    view.permit_agency(PERMISSION, &agency)?;
    let asked = AskCampaign {
        agency: Some(agency.clone()),
        ..AskCampaign::default()
    };
    let found = campaign(view, &ask.movement, &asked)?;
    let on: Date = found.on.parse().unwrap_or(view.today);
    let to: Date = found.to.parse().unwrap_or(on);
    let office = office(state, &agency, on.min(to), Some("bao_cao"), &ask.issue)?;
    let mut desk = Desk {
        view,
        agency,
        sources: Sources::default(),
        tables: 0,
        notices: Vec::new(),
    };
    let sections = [
        (
            "Mục đích, thời gian, chỉ tiêu của đợt",
            desk.asked(&launched, &found),
        ),
        ("Kết quả thực hiện", desk.done(&found)),
        ("Trước và sau đợt cao điểm", desk.around(&found)),
        ("Kết quả các đơn vị", desk.units(&found)),
        ("Khen thưởng, sự kiện", desk.honours(&launched)),
        (
            "Đánh giá",
            desk.said(
                &launched,
                &["nhan_xet", "ket_qua", "han_che", "nguyen_nhan"],
            ),
        ),
        (
            "Phương hướng, giải pháp",
            desk.said(&launched, &["giai_phap", "phuong_huong"]),
        ),
    ];
    let about = format!("báo cáo kết quả {}", small(&launched.name));
    let mut blocks = vec![Block::Paragraph(
        format!("{} {about} như sau:", office.name).into(),
    )];
    let told = sections.into_iter().filter(|(_, told)| !told.is_empty());
    for (number, (title, told)) in (1..).zip(told) {
        let number = super::period::roman(number);
        blocks.push(Block::Heading(Level::Section, format!("{number}. {title}")));
        blocks.extend(told);
    }
    blocks.push(Block::Paragraph(
        format!("Trên đây là {about} của {}.", office.name).into(),
    ));
    let mut document = Document {
        letterhead: office.letterhead,
        landscape: false,
        kind: Some("Báo cáo".to_owned()),
        subject: format!("Kết quả {}\n{}", small(&launched.name), days(&found)),
        addressees: Vec::new(),
        blocks,
        signatures: vec![office.signature],
        recipients: office.recipients,
        annexes: Vec::new(),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: desk.notices,
            sources: desk.sources.list(),
        },
    };
    document.close();
    Ok(document)
}

/// `từ ngày 01/7/2026 đến ngày 31/8/2026`.
fn days(found: &CampaignAnswer) -> String {
    let told = |text: &str| text.parse().map_or_else(|_| text.to_owned(), day);
    format!("từ ngày {} đến ngày {}", told(&found.from), told(&found.to))
}

struct Desk<'a> {
    view: &'a View,
    agency: String,
    sources: Sources,
    tables: usize,
    notices: Vec<String>,
}

impl Desk<'_> {
    fn caption(&mut self, words: &str) -> String {
        self.tables += 1;
        format!("Bảng {}. {words}", self.tables)
    }

    fn asked(&mut self, launched: &MovementAnswer, found: &CampaignAnswer) -> Vec<Block> {
        let state = self.view.state.as_ref();
        let papers: Vec<String> = launched
            .documents
            .iter()
            .filter(|line| line.own)
            .map(|line| cite_shortly(state, &line.code))
            .collect();
        for line in launched.documents.iter().filter(|line| line.own) {
            self.sources.number(state, &line.code);
        }
        let by = found.launcher.as_ref();
        let by = by.map_or_else(String::new, |by| format!(" do {} phát động", by.name));
        let paper = match papers.is_empty() {
            true => String::new(),
            false => format!(" theo {}", listed(&papers)),
        };
        let mut blocks = vec![Block::Paragraph(
            format!(
                "{}{by}{paper}, {} ({} ngày).",
                capital(&launched.name),
                days(found),
                two_digits(found.days)
            )
            .into(),
        )];
        let purpose = launched.purpose.iter().flat_map(|text| text.lines());
        blocks.extend(purpose.map(|line| Block::Item(line.to_owned().into())));
        let goals = found.figures.iter().filter_map(|figure| {
            let goal = figure.goal.as_ref()?;
            Some(format!("{}: {} {}.", figure.name, goal.shown, figure.unit))
        });
        let words = found
            .in_words
            .iter()
            .map(|words| format!("{}.", capital(words.trim_end_matches('.'))));
        let items: Vec<Block> = goals
            .chain(words)
            .map(|words| Block::Item(words.into()))
            .collect();
        if !items.is_empty() {
            blocks.push(Block::Paragraph("Chỉ tiêu của đợt:".into()));
            blocks.extend(items);
        }
        blocks
    }

    fn done(&mut self, found: &CampaignAnswer) -> Vec<Block> {
        let mut blocks = Vec::new();
        for figure in &found.figures {
            match achieved(figure) {
                Some(words) => blocks.push(Block::Item(words.into())),
                None => blocks.extend(
                    figure
                        .reasons
                        .iter()
                        .map(|why| Block::Note(format!("{}: {}", figure.name, small(why)))),
                ),
            }
            if figure.basis.is_some_and(|basis| basis != "approved") {
                let notice = format!(
                    "{}: có số liệu ngày, tạm tính, chưa qua duyệt",
                    small(&figure.name)
                );
                self.notices.push(notice);
            }
        }
        if found.stage != "over" {
            self.notices.push(format!(
                "đợt chưa kết thúc, số liệu đến ngày {}",
                found.on.parse().map_or_else(|_| found.on.clone(), day)
            ));
        }
        blocks
    }

    fn around(&mut self, found: &CampaignAnswer) -> Vec<Block> {
        let mut grid = Grid::new([
            Field::mark("STT", 6).kept(),
            Field::words("Chỉ tiêu", 36).kept(),
            Field::mark("Đơn vị tính", 14).kept(),
            Field::amount("Trước đợt", 16).kept(),
            Field::amount("Sau đợt", 16).kept(),
            Field::amount("Tăng, giảm", 16),
            Field::amount("Bình quân tháng trước đợt", 16),
            Field::amount("Bình quân tháng trong đợt", 16),
        ]);
        let told = |line: &&AroundLine| line.before.is_some() || line.after.is_some();
        for (number, line) in (1_i64..).zip(found.around.iter().filter(told)) {
            grid.row(vec![
                Cell::text(number.to_string()),
                Cell::text(line.name.as_str()),
                Cell::text(line.unit.as_str()),
                cell(line.before.as_ref()),
                cell(line.after.as_ref()),
                cell(line.change.as_ref()),
                cell(line.per_month_before.as_ref()),
                cell(line.per_month_in.as_ref()),
            ]);
        }
        if grid.is_empty() {
            return Vec::new();
        }
        let caption = self.caption("Lũy kế trước và sau đợt");
        let mut blocks = vec![Block::Table(grid.table(caption))];
        blocks.extend(found.around_note.clone().map(Block::Note));
        blocks
    }

    fn units(&mut self, found: &CampaignAnswer) -> Vec<Block> {
        let mut blocks = Vec::new();
        for figure in found.figures.iter().filter(|figure| figure.units.len() > 1) {
            let mut grid = Grid::new([
                Field::mark("Hạng", 8).kept(),
                Field::words("Đơn vị", 44).kept(),
                Field::amount(format!("Chỉ tiêu ({})", figure.unit), 18),
                Field::amount(format!("Kết quả ({})", figure.unit), 18),
                Field::amount("Đạt (%)", 12),
                Field::words("Ghi chú", 24),
            ]);
            for unit in &figure.units {
                grid.row(unit_row(unit));
            }
            let caption = self.caption(&figure.name);
            blocks.push(Block::Table(grid.table(caption)));
            if figure.mixed {
                let words =
                    "Các đơn vị được so trên số liệu khác nhau về nguồn (đã duyệt, nhập ngày).";
                blocks.push(Block::Note(words.to_owned()));
            }
        }
        blocks
    }

    fn honours(&mut self, launched: &MovementAnswer) -> Vec<Block> {
        let state = self.view.state.as_ref();
        let given = Awards {
            rows: launched.awards.clone(),
            ..Awards::default()
        };
        let told = summary(state, &given);
        let mut blocks: Vec<Block> = told
            .given
            .iter()
            .map(|line| {
                let by = match line.authority_name.is_empty() {
                    true => String::new(),
                    false => format!("{} tặng ", line.authority_name),
                };
                let words = format!("{by}{} cho {}.", line.award_name, line.words);
                Block::Item(capital(&words).into())
            })
            .collect();
        blocks.extend(
            launched
                .events
                .iter()
                .map(|event| Block::Item(super::period::event_words(event).into())),
        );
        blocks
    }

    /// Sentences of some sections, of the agency that reports and those below it.
    fn said(&self, launched: &MovementAnswer, sections: &[&str]) -> Vec<Block> {
        let ours = self.view.state.org.lineage(&self.agency);
        let wanted = |section: &Option<String>| {
            section
                .as_deref()
                .is_some_and(|code| sections.contains(&code))
        };
        let lines = launched.sections.iter();
        let lines = lines
            .filter(|line| wanted(&line.section) && ours.contains(line.agency.as_str()))
            .filter_map(|line| line.text.clone());
        lines.map(|text| Block::Paragraph(text.into())).collect()
    }
}

/// `Thi hành xong: 1.234 việc, đạt 61,70% chỉ tiêu đợt, còn thiếu …`.
fn achieved(figure: &CampaignFigure) -> Option<String> {
    let done = figure.done.as_ref()?;
    let least = if figure.complete { "" } else { "ít nhất " };
    let mut words = format!("{}: {least}{} {}", figure.name, done.shown, figure.unit);
    if let Some(share) = &figure.share {
        words.push_str(&format!(
            ", đạt {}% chỉ tiêu của đợt",
            share.replace('.', ",")
        ));
    }
    let missing = figure
        .missing
        .as_ref()
        .filter(|missing| missing.value != "0");
    if let Some(missing) = missing {
        words.push_str(&format!(", còn thiếu {} {}", missing.shown, figure.unit));
    }
    Some(format!("{words}."))
}

fn unit_row(unit: &UnitLine) -> Vec<Cell> {
    let rank = unit.rank.map_or_else(String::new, |rank| rank.to_string());
    let share = unit.share.as_deref().map(|share| share.replace('.', ","));
    vec![
        Cell::text(rank),
        Cell::text(unit.name.as_str()),
        cell(unit.goal.as_ref()),
        cell(unit.done.as_ref()),
        Cell::text(share.unwrap_or_default()),
        Cell::text(unit.reason.clone().unwrap_or_default()),
    ]
}

fn cell(number: Option<&Number>) -> Cell {
    number.map_or_else(Cell::empty, |number| Cell::text(number.shown.as_str()))
}
