//! Annexes of a report over several years: awards, figures and movements on sheets of their own.

use thidua_domain::report::{Annexed, Form};
use thidua_files::paper::{Block, Cell};
use thidua_files::sheet::Value;

use super::desk::{Desk, Piece};
use crate::AppError;
use crate::figures::paper::series;
use crate::movement::MovementAnswer;
use crate::register::AskAwards;
use crate::register::paper::yearly;
use crate::report::{Field, Grid, capital, cite_shortly, listed};

impl Desk<'_> {
    /// Title and body of each annex that has anything to tell; of one year the report itself tells all.
    pub(super) fn annexes(&mut self) -> Result<Vec<(String, Vec<Piece>)>, AppError> {
        if self.ask.from == self.ask.to || self.outline.form != Form::Report {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for annexed in self.outline.annexes.clone() {
            let (code, title, block) = match annexed {
                Annexed::Awards => (
                    "khen-thuong",
                    "Tổng hợp khen thưởng theo năm",
                    self.awards_by_year()?,
                ),
                Annexed::Figures => (
                    "so-lieu",
                    "Kết quả công tác thi hành án dân sự theo năm",
                    self.figures_by_year()?,
                ),
                Annexed::Movements => {
                    ("phong-trao", "Các phong trào thi đua", self.movement_list())
                }
            };
            let Some(block) = block else { continue };
            let title = format!("{title}, {}", self.ask.period());
            let key = format!("phu-luc/{code}/1");
            found.push((title, vec![Piece { key, block }]));
        }
        Ok(found)
    }

    fn awards_by_year(&mut self) -> Result<Option<Block>, AppError> {
        let ask = AskAwards {
            agency: self.ask.agency.clone(),
            from: self.ask.from,
            to: self.ask.to,
            month: self.ask.month.filter(|month| *month < 12),
            own: false,
        };
        let caption = self.caption("Tập thể (TT), cá nhân (CN) được tặng, được công nhận");
        let table = yearly(self.view, &ask, &mut self.sources, &caption)?;
        self.uncaption(table.as_slice());
        Ok(table)
    }

    fn figures_by_year(&mut self) -> Result<Option<Block>, AppError> {
        let sheets = self.sheets(&self.with_year_before())?;
        // Two years stand beside each other in the report itself.
        if sheets.len() < 3 {
            return Ok(None);
        }
        let caption = self.caption("Số liệu từng năm, kèm năm trước kỳ báo cáo");
        let view = self.view;
        let table = series(&view.state, &sheets, &mut self.sources, &caption);
        self.uncaption(table.as_slice());
        Ok(table)
    }

    fn movement_list(&mut self) -> Option<Block> {
        let mut grid = Grid::new([
            Field::mark("STT", 6).kept(),
            Field::words("Phong trào", 44).kept(),
            Field::words("Thời gian", 20),
            Field::words("Cơ quan phát động", 26),
            Field::words("Văn bản", 30),
            Field::amount("Đơn vị đã ban hành kế hoạch (%)", 14),
        ]);
        let movements = std::rc::Rc::clone(&self.movements);
        for (number, one) in (1_i64..).zip(movements.iter()) {
            grid.row(self.movement_row(number, one));
        }
        if grid.is_empty() {
            return None;
        }
        let caption = self.caption("Phong trào đã phát động, hưởng ứng");
        Some(Block::Table(grid.table(caption)))
    }

    fn movement_row(&mut self, number: i64, one: &MovementAnswer) -> Vec<Cell> {
        let state = self.view.state.as_ref();
        let time = state.movements.get(&one.code);
        let time = time.map_or_else(String::new, |movement| capital(&movement.time_vn()));
        let by = one.launchers.iter().filter(|line| line.own);
        let by: Vec<String> = by.map(|line| line.name.clone()).collect();
        let papers = one.documents.iter().filter(|line| line.own);
        let papers: Vec<String> = papers.map(|line| cite_shortly(state, &line.code)).collect();
        let own = self.is_own(one);
        let share = one.coverage.percent.as_deref().filter(|_| own);
        vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(one.name.as_str()),
            Cell::text(time),
            Cell::text(listed(&by)),
            Cell::text(papers.join("; ")),
            share.map_or_else(Cell::empty, |share| {
                Cell::value(share.replace('.', ","), Value::Decimal(share.to_owned()))
            }),
        ]
    }
}
