//! Báo cáo kết quả công tác và phong trào thi đua: the parts that have data, in the order of the
//! sector's reports, with the year before beside each.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::paper::{Block, Document, Level, Marks};

use super::kit::{Sources, listed};
use super::office::office;
use super::{Issue, days, notices, ranking, situation};
use crate::figures::AskBalance;
use crate::figures::paper::{self, Lead, Sheet};
use crate::register::paper::honours;
use crate::state::View;
use crate::targets::paper::progress;
use crate::{AppError, State};

pub(super) fn document(view: &View, ask: &AskBalance, issue: &Issue) -> Result<Document, AppError> {
    let state = view.state.as_ref();
    let window = ask.window();
    let office = office(
        state,
        &ask.agency,
        window.last_day(),
        Some("bao_cao"),
        issue,
    )?;
    let mut desk = Desk {
        view,
        ask,
        sources: Sources::default(),
        tables: 0,
        sections: Vec::new(),
    };
    let now = paper::sheet(view, ask)?;
    let before = desk.full_year_before()?;
    desk.situation();
    desk.work(&now, before.as_ref())?;
    desk.honours(before.is_some())?;
    desk.places()?;
    let mut notices = desk.notices(&now, before.as_ref())?;
    if desk.sections.iter().all(|section| section.of_setting) {
        notices.push(format!(
            "chưa có số liệu, chỉ tiêu và khen thưởng {} trong hệ thống",
            window.label()
        ));
    }
    let period = period(window, before.is_some());
    let report = format!("báo cáo kết quả công tác và phong trào thi đua {period}");
    let mut blocks = vec![paragraph(format!("{} {report} như sau:", office.name))];
    blocks.extend(desk.numbered());
    blocks.push(paragraph(format!(
        "Trên đây là {report} của {}.",
        office.name
    )));
    let mut document = Document {
        letterhead: office.letterhead,
        landscape: false,
        kind: Some("Báo cáo".to_owned()),
        subject: format!("Kết quả công tác và phong trào thi đua\n{period}"),
        addressees: Vec::new(),
        blocks,
        signatures: vec![office.signature],
        recipients: office.recipients,
        annexes: Vec::new(),
        marks: Marks {
            draft: issue.draft.then(|| "Dự thảo".to_owned()),
            notices,
            sources: desk.sources.list(),
        },
    };
    document.close();
    Ok(document)
}

fn paragraph(words: String) -> Block {
    Block::Paragraph(words.into())
}

/// `năm 2022`; within a year `năm 2020 và 8 tháng năm 2021`.
fn period(window: Window, with_before: bool) -> String {
    match with_before {
        true => format!("năm {} và {}", window.year.previous(), window.label()),
        false => window.label(),
    }
}

/// `Năm 2020`, `Trong 08 tháng năm 2021`.
fn spoken(window: Window) -> String {
    match window.month {
        12 => format!("Năm {}", window.year),
        month => format!(
            "Trong {} tháng năm {}",
            two_digits(month.into()),
            window.year
        ),
    }
}

/// What a window is compared with.
fn than(window: Window) -> String {
    match window.month {
        12 => format!("năm {}", window.year.previous()),
        _ => "cùng kỳ năm trước".to_owned(),
    }
}

/// A part of the report.
struct Section {
    title: &'static str,
    blocks: Vec<Block>,
    /// Tells what the agency is, not what it did.
    of_setting: bool,
}

struct Desk<'a> {
    view: &'a View,
    ask: &'a AskBalance,
    sources: Sources,
    tables: usize,
    sections: Vec<Section>,
}

impl Desk<'_> {
    fn state(&self) -> &State {
        self.view.state.as_ref()
    }

    fn add(&mut self, title: &'static str, blocks: Vec<Block>, of_setting: bool) {
        if !blocks.is_empty() {
            self.sections.push(Section {
                title,
                blocks,
                of_setting,
            });
        }
    }

    /// The full year before a report within a year, where it has figures.
    fn full_year_before(&self) -> Result<Option<Sheet>, AppError> {
        if self.ask.month >= 12 {
            return Ok(None);
        }
        let before = AskBalance {
            year: self.ask.year - 1,
            month: 12,
            ..self.ask.clone()
        };
        let sheet = paper::sheet(self.view, &before)?;
        Ok(Some(sheet).filter(|sheet| !sheet.is_empty()))
    }

    /// What became of the agency within the time reported.
    fn situation(&mut self) {
        let window = self.ask.window();
        let days = (window.first_day(), window.last_day());
        let blocks = situation::reorganised(self.state(), &self.ask.agency, days.0, days.1);
        self.add("Đặc điểm, tình hình", blocks, true);
    }

    /// What the reader must be warned of.
    fn notices(&self, now: &Sheet, before: Option<&Sheet>) -> Result<Vec<String>, AppError> {
        let window = self.ask.window();
        let mut notices = notices(self.state(), window);
        if now.preliminary || before.is_some_and(|before| before.preliminary) {
            notices.push("có số liệu sơ bộ".to_owned());
        }
        let unproven = paper::unproven(self.view, self.ask)?;
        if !unproven.is_empty() {
            notices.push(format!(
                "số liệu chưa khớp khi kiểm tra, cần giải trình: {} (xem Biểu số liệu {})",
                listed(&unproven),
                window.label()
            ));
        }
        Ok(notices)
    }

    /// The sentences of one window, with the verdicts on its rates.
    fn sentences(&self, sheet: &Sheet) -> Result<Vec<Block>, AppError> {
        let ask = AskBalance {
            year: sheet.window.year.0,
            month: sheet.window.month,
            ..self.ask.clone()
        };
        // Only the words are wanted here: the table of the targets numbers their sources later.
        let verdicts = progress(self.view, &ask, &mut Sources::default(), String::new)?.verdicts;
        let lead = Lead {
            period: spoken(sheet.window),
            than: than(sheet.window),
            verdicts,
        };
        Ok(paper::sentences(self.state(), sheet, &lead))
    }

    /// Figures in sentences and beside last year's, then targets.
    fn work(&mut self, now: &Sheet, before: Option<&Sheet>) -> Result<(), AppError> {
        let mut blocks = Vec::new();
        let told: Vec<&Sheet> = before.into_iter().chain([now]).collect();
        let mut number = 0;
        for sheet in &told {
            let sentences = self.sentences(sheet)?;
            if before.is_some() && !sentences.is_empty() {
                number += 1;
                let title = format!("{number}. Kết quả {}", sheet.window.label());
                blocks.push(Block::Heading(Level::Clause, title));
            }
            blocks.extend(sentences);
        }
        let view = self.view;
        let state = view.state.as_ref();
        let caption = format!(
            "Bảng {}. Kết quả công tác thi hành án dân sự",
            self.tables + 1
        );
        let table = paper::beside_last_year(state, now, before, &mut self.sources, &caption);
        if let Some(table) = table {
            self.tables += 1;
            blocks.push(table);
            for sheet in told {
                for remark in paper::remarks(state, sheet, &mut self.sources) {
                    if !blocks.contains(&remark) {
                        blocks.push(remark);
                    }
                }
            }
        }
        let caption = format!(
            "Bảng {}. Số liệu theo nhóm án {}",
            self.tables + 1,
            now.window.label()
        );
        if let Some(table) = paper::by_group(state, now, &mut self.sources, caption) {
            self.tables += 1;
            blocks.push(table);
        }
        self.add("Kết quả công tác thi hành án dân sự", blocks, false);
        self.targets()
    }

    /// Targets beside what was reached; remarks alone are no part.
    fn targets(&mut self) -> Result<(), AppError> {
        let caption = format!(
            "Bảng {}. Kết quả thực hiện chỉ tiêu được giao {}",
            self.tables + 1,
            self.ask.window().label()
        );
        let mut blocks = progress(self.view, self.ask, &mut self.sources, || caption)?.blocks;
        if blocks.iter().all(|block| matches!(block, Block::Note(_))) {
            blocks.clear();
        }
        self.count_tables(&blocks);
        self.add("Kết quả thực hiện chỉ tiêu được giao", blocks, false);
        Ok(())
    }

    /// Awards of the year, and of the full year before where the report tells it too.
    fn honours(&mut self, with_before: bool) -> Result<(), AppError> {
        let year = self.ask.year;
        let years = if with_before {
            vec![year - 1, year]
        } else {
            vec![year]
        };
        let mut parts = Vec::new();
        for year in years {
            let caption = format!("Bảng {}. Tổng hợp khen thưởng năm {year}", self.tables + 1);
            let blocks = honours(self.view, &self.ask.agency, year, &mut self.sources, || {
                caption
            })?;
            self.count_tables(&blocks);
            let only_notes = blocks.iter().all(|block| matches!(block, Block::Note(_)));
            if !only_notes || (!blocks.is_empty() && year == self.ask.year) {
                parts.push((year, blocks));
            }
        }
        let several = parts.len() > 1;
        let mut blocks = Vec::new();
        for (year, part) in parts {
            let days = days(Window::whole(WorkYear(year)));
            let lead = match several {
                true => format!("Năm {year} ({days}):"),
                false => format!("Kết quả khen thưởng năm công tác {year} ({days}):"),
            };
            blocks.push(Block::Paragraph(lead.into()));
            blocks.extend(part);
        }
        self.add("Công tác khen thưởng", blocks, false);
        Ok(())
    }

    fn places(&mut self) -> Result<(), AppError> {
        let caption = format!(
            "Bảng {}. Xếp hạng các đơn vị trực thuộc {}",
            self.tables + 1,
            self.ask.window().label()
        );
        let blocks = ranking::places(self.view, self.ask, &mut self.sources, || caption)?;
        self.count_tables(&blocks);
        self.add("Xếp hạng", blocks, false);
        Ok(())
    }

    fn count_tables(&mut self, blocks: &[Block]) {
        self.tables += blocks
            .iter()
            .filter(|block| matches!(block, Block::Table(_)))
            .count();
    }

    /// The sections under `I.`, `II.` …
    fn numbered(&mut self) -> Vec<Block> {
        const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
        let mut blocks = Vec::new();
        for (number, section) in ROMAN.iter().zip(self.sections.drain(..)) {
            blocks.push(Block::Heading(
                Level::Section,
                format!("{number}. {}", section.title),
            ));
            blocks.extend(section.blocks);
        }
        blocks
    }
}
