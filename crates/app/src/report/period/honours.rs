//! Awards of the time reported: all of them, the highest with a name, how soon they came.

use thidua_domain::report::timely;
use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::desk::Desk;
use crate::AppError;
use crate::register::paper::{beside, honours_over};
use crate::register::{AskAwards, AwardRow, awards, waits};
use crate::report::listed;

/// How many highlights a report tells.
const HIGHLIGHTS: usize = 10;
/// Awards that an agency of any level gives have this rank or a lower one (`awards.toml`).
const BASE: u32 = 40;
/// More names than these are a list, no highlight.
const NAMES: usize = 3;

impl Desk<'_> {
    fn asked_awards(&self) -> AskAwards {
        AskAwards {
            agency: self.ask.agency.clone(),
            from: self.ask.from,
            to: self.ask.to,
            month: self.ask.months(),
            own: false,
        }
    }

    /// Awards of the whole time, beside the time before.
    pub(super) fn awards(&mut self) -> Result<Vec<Block>, AppError> {
        let ask = self.asked_awards();
        let caption = self.caption(&format!("Tổng hợp khen thưởng {}", self.ask.period()));
        let mut blocks = honours_over(self.view, &ask, &mut self.sources, || caption)?;
        self.uncaption(&blocks);
        if !blocks.is_empty() {
            blocks.extend(beside(self.view, &ask)?);
        }
        Ok(blocks)
    }

    /// `Năm 2019: … được tặng Cờ thi đua …`, the highest award first.
    pub(super) fn highlights(&mut self) -> Result<Vec<Block>, AppError> {
        let found = awards(self.view, &self.asked_awards())?;
        let catalogue = &self.view.state.catalogue;
        let rank = |row: &AwardRow| {
            let first = row.award.split(';').next().unwrap_or_default();
            catalogue.award(first).map(|award| award.rank)
        };
        let mut named: Vec<(u32, &AwardRow)> = found
            .rows
            .iter()
            .filter(|row| row.status == "da_tang" && row.inside)
            .filter(|row| (1..=NAMES).contains(&row.subject_names.len()))
            .filter(|row| row.year.as_deref().is_some_and(|year| !year.contains('-')))
            .filter_map(|row| Some((rank(row)?, row)))
            .filter(|(rank, _)| *rank < BASE)
            .collect();
        named.sort_by(|(one, row), (other, beside)| {
            (one, &beside.year, &row.subject_names).cmp(&(other, &row.year, &beside.subject_names))
        });
        let mut told: Vec<String> = Vec::new();
        for (_, row) in &named {
            let words = self.highlight(row);
            if !told.contains(&words) {
                told.push(words);
            }
        }
        let items: Vec<Block> = told
            .into_iter()
            .take(HIGHLIGHTS)
            .map(|words| Block::Item(words.into()))
            .collect();
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let lead = Block::Paragraph("Thành tích nổi bật:".into());
        Ok(std::iter::once(lead).chain(items).collect())
    }

    fn highlight(&self, row: &AwardRow) -> String {
        let state = self.state();
        let award = state
            .catalogue
            .award(row.award.split(';').next().unwrap_or_default());
        let title =
            award.is_some_and(|award| award.kind == "danh_hieu" && !award.name.starts_with("Cờ"));
        let verb = match (title, row.authority_name.is_empty()) {
            (true, true) => "được công nhận danh hiệu".to_owned(),
            (false, true) => "được tặng".to_owned(),
            (true, false) => format!("được {} công nhận danh hiệu", row.authority_name),
            (false, false) => format!("được {} tặng", row.authority_name),
        };
        let year = row
            .year
            .as_deref()
            .map_or_else(String::new, |year| format!("Năm {year}: "));
        format!(
            "{year}{} {verb} {}.",
            listed(&row.subject_names),
            row.award_name
        )
    }

    /// How many days lay between achievements and the decisions that rewarded them.
    pub(super) fn timeliness(&mut self) -> Result<Vec<Block>, AppError> {
        let found = waits(self.view, &self.asked_awards())?;
        let Some(told) = timely(&found.days) else {
            return Ok(Vec::new());
        };
        let number = |count: usize| two_digits(i64::try_from(count).unwrap_or(i64::MAX));
        let words = format!(
            "Tính kịp thời: trong {} khen thưởng có ghi ngày lập thành tích và ngày quyết định, một nửa được quyết định trong vòng {} ngày; nhanh nhất {} ngày, lâu nhất {} ngày; {} khen thưởng trong vòng 30 ngày.",
            number(told.many),
            two_digits(told.median),
            two_digits(told.least),
            two_digits(told.most),
            number(told.within_month),
        );
        let mut blocks = vec![Block::Paragraph(words.into())];
        if found.undated > 0 {
            blocks.push(Block::Note(format!(
                "{} khen thưởng khác không tính được số ngày: chưa gắn thành tích, hoặc thành tích, quyết định chưa ghi đủ ngày.",
                number(found.undated)
            )));
        }
        Ok(blocks)
    }
}
