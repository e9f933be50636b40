//! What became of the agency, its figures, targets and places.

use jiff::civil::Date;
use thidua_domain::report::{Annexed, Form};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::paper::Block;

use super::desk::Desk;
use crate::AppError;
use crate::figures::AskBalance;
use crate::figures::paper::{self, Lead, Sheet, series};
use crate::report::{ranking, situation};
use crate::targets::paper::progress;

/// Years whose figures are told in sentences; of more the table of years tells.
const SPOKEN: usize = 2;

impl Desk<'_> {
    /// First and last day of the time reported.
    pub(super) fn days(&self) -> (Date, Date) {
        (WorkYear(self.ask.from).first_day(), self.window.last_day())
    }

    pub(super) fn situation(&mut self) -> Vec<Block> {
        let (first, last) = self.days();
        situation::reorganised(self.state(), &self.ask.agency, first, last)
    }

    fn of(&self, window: Window) -> AskBalance {
        AskBalance {
            agency: self.ask.agency.clone(),
            year: window.year.0,
            month: window.month,
            person: None,
            scope: self.ask.scope.clone(),
        }
    }

    /// One window a year: whole years, and the last one as far as it is asked for.
    fn windows(&self) -> Vec<Window> {
        let before = (self.ask.from..self.ask.to).map(|year| Window::whole(WorkYear(year)));
        before.chain([self.window]).collect()
    }

    /// The same with the whole year before the first, where that one is whole.
    pub(super) fn with_year_before(&self) -> Vec<Window> {
        let before = Window::whole(WorkYear(self.ask.from).previous());
        std::iter::once(before).chain(self.windows()).collect()
    }

    pub(super) fn sheets(&self, windows: &[Window]) -> Result<Vec<Sheet>, AppError> {
        let mut found = Vec::new();
        for window in windows {
            let sheet = paper::sheet(self.view, &self.of(*window))?;
            if !sheet.is_empty() {
                found.push(sheet);
            }
        }
        Ok(found)
    }

    /// Figures of the last years in sentences, the last one beside the year before.
    pub(super) fn work(&mut self) -> Result<Vec<Block>, AppError> {
        if let Some(stretch) = self.ask.stretch() {
            return self.stretched(stretch);
        }
        let sheets = self.sheets(&self.windows())?;
        let mut blocks = Vec::new();
        let spoken = sheets.len().saturating_sub(SPOKEN);
        for sheet in sheets.iter().skip(spoken) {
            let sentences = self.sentences(sheet)?;
            if sheets.len() > 1 && !sentences.is_empty() {
                let title = format!("Kết quả {}", label(sheet.window));
                blocks.push(self.clause(&title));
            }
            blocks.extend(sentences);
        }
        let Some(now) = sheets.last() else {
            return Ok(blocks);
        };
        let before = sheets.len().checked_sub(2).and_then(|at| sheets.get(at));
        let caption = self.caption("Kết quả công tác thi hành án dân sự");
        let view = self.view;
        let state = view.state.as_ref();
        let table = paper::beside_last_year(state, now, before, &mut self.sources, &caption);
        self.uncaption(table.as_slice());
        blocks.extend(table);
        for sheet in sheets.iter().skip(spoken) {
            for remark in paper::remarks(state, sheet, &mut self.sources) {
                if !blocks.contains(&remark) {
                    blocks.push(remark);
                }
            }
        }
        self.doubts(&sheets)?;
        Ok(blocks)
    }

    /// What a reader of the figures must be warned of.
    fn doubts(&mut self, sheets: &[Sheet]) -> Result<(), AppError> {
        if sheets.iter().any(|sheet| sheet.preliminary) {
            self.notices.push("có số liệu sơ bộ".to_owned());
        }
        for sheet in sheets {
            let unproven = paper::unproven(self.view, &self.of(sheet.window))?;
            if !unproven.is_empty() {
                self.notices.push(format!(
                    "số liệu {} chưa khớp khi kiểm tra, cần giải trình: {}",
                    label(sheet.window),
                    crate::report::listed(&unproven)
                ));
            }
        }
        Ok(())
    }

    fn sentences(&self, sheet: &Sheet) -> Result<Vec<Block>, AppError> {
        let ask = self.of(sheet.window);
        let verdicts = progress(
            self.view,
            &ask,
            &mut crate::report::Sources::default(),
            String::new,
        )?
        .verdicts;
        let window = sheet.window;
        let lead = Lead {
            period: match window.month {
                12 => format!("Năm {}", window.year),
                month => format!(
                    "Trong {} tháng năm {}",
                    two_digits(month.into()),
                    window.year
                ),
            },
            than: match window.month {
                12 => format!("năm {}", window.year.previous()),
                _ => "cùng kỳ năm trước".to_owned(),
            },
            verdicts,
        };
        Ok(paper::sentences(self.state(), sheet, &lead))
    }

    /// Figures side by side: of the years asked for, or of the quarters of one year.
    pub(super) fn series(&mut self) -> Result<Vec<Block>, AppError> {
        if self.ask.stretch.is_some() {
            return Ok(Vec::new());
        }
        let windows = self.windows();
        // Two years stand beside each other in the table of the results already.
        let (windows, title, fewest) = match windows.as_slice() {
            [only] => {
                let ends = [3, 6, 9, 12].into_iter();
                let ends = ends.filter(|month| *month < only.month).chain([only.month]);
                let quarters = ends.filter_map(|month| Window::new(only.year, month));
                let title = format!("Diễn biến trong năm {} (lũy kế)", only.year);
                (quarters.collect(), title, 2)
            }
            _ if self.outline.annexes.contains(&Annexed::Figures) => return Ok(Vec::new()),
            _ => {
                let title = format!("Kết quả từng năm, {}", self.ask.period());
                (self.with_year_before(), title, 3)
            }
        };
        let sheets = self.sheets(&windows)?;
        if sheets.len() < fewest {
            return Ok(Vec::new());
        }
        let caption = self.caption(&title);
        let view = self.view;
        let table = series(&view.state, &sheets, &mut self.sources, &caption);
        self.uncaption(table.as_slice());
        Ok(table.into_iter().collect())
    }

    /// Targets of each year beside what was reached.
    pub(super) fn targets(&mut self) -> Result<Vec<Block>, AppError> {
        let mut blocks = Vec::new();
        for window in self.windows() {
            let caption = self.caption(&format!(
                "Kết quả thực hiện chỉ tiêu được giao {}",
                label(window)
            ));
            let found =
                progress(self.view, &self.of(window), &mut self.sources, || caption)?.blocks;
            self.uncaption(&found);
            let found = self.not_said(found);
            if !found.iter().all(|block| matches!(block, Block::Note(_))) {
                blocks.extend(found);
            }
        }
        Ok(blocks)
    }

    /// Without the items a movement or an earlier year told, and without a lead that leads to none.
    fn not_said(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let article = self.outline.form == Form::Article;
        let mut kept: Vec<Block> = Vec::new();
        for block in blocks {
            match block {
                Block::Item(text) => {
                    let words = text.words();
                    let bare = match words.rsplit_once(" [") {
                        Some((bare, number)) if number.ends_with("].") => format!("{bare}."),
                        _ => words.clone(),
                    };
                    if self.says(&bare) {
                        kept.push(Block::Item(if article { bare } else { words }.into()));
                    }
                }
                other => kept.push(other),
            }
        }
        let leads =
            |block: &Block| matches!(block, Block::Paragraph(text) if text.words().ends_with(':'));
        let led: Vec<bool> = (1..)
            .zip(&kept)
            .map(|(next, block)| !leads(block) || matches!(kept.get(next), Some(Block::Item(_))))
            .collect();
        let pairs = kept.into_iter().zip(led);
        pairs
            .filter(|(_, led)| *led)
            .map(|(block, _)| block)
            .collect()
    }

    /// Places in blocks and of the units below, in the last window.
    pub(super) fn places(&mut self) -> Result<Vec<Block>, AppError> {
        let caption = self.caption(&format!(
            "Xếp hạng các đơn vị trực thuộc {}",
            label(self.window)
        ));
        let ask = self.of(self.window);
        let blocks = ranking::places(self.view, &ask, &mut self.sources, || caption)?;
        self.uncaption(&blocks);
        Ok(blocks)
    }
}

/// `08 tháng năm 2021`, `năm 2022`: as officials write it.
pub(super) fn label(window: Window) -> String {
    match window.month {
        12 => window.label(),
        month => format!("{} tháng năm {}", two_digits(month.into()), window.year),
    }
}
