//! Targets on paper: what was asked for, what was reached, and what is said of a rate in brackets.

mod reached;
mod said;

use std::collections::BTreeMap;

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell, Text};
use thidua_files::sheet::Value;

use self::said::{amount, signed, verdict};
use super::{PaceItem, pace};
use crate::figures::{AskBalance, Balance, balance};
use crate::report::{Field, Grid, Sources, apart, capital, listed, small};
use crate::state::View;
use crate::{AppError, State};

/// Targets of a window, ready for a report.
pub(crate) struct Progress {
    /// Sentences, table and remarks; empty where nothing was assigned.
    pub(crate) blocks: Vec<Block>,
    /// What is said after a rate: code → `vượt 13,20% so với biên độ bình quân`.
    pub(crate) verdicts: BTreeMap<String, String>,
}

/// The targets of an agency beside what was reached in a window.
pub(crate) fn progress(
    view: &View,
    ask: &AskBalance,
    sources: &mut Sources,
    caption: impl FnOnce() -> String,
) -> Result<Progress, AppError> {
    let state = view.state.as_ref();
    let found = pace(view, ask)?;
    let desk = Desk {
        state,
        ask,
        figures: balance(view, ask)?,
    };
    let verdicts = desk.verdicts(&found.items);
    let assigned: Vec<&PaceItem> = found
        .items
        .iter()
        .filter(|item| item.basis != Some("derived"))
        .collect();
    let (measured, worded): (Vec<&PaceItem>, Vec<&PaceItem>) = assigned
        .into_iter()
        .partition(|item| item.target_code.is_some());
    let mut blocks = Vec::new();
    blocks.extend(desk.count(&measured));
    let mut grid = grid(ask.month);
    desk.fill(&mut grid, &measured, sources);
    if !found.milestones.is_empty() {
        grid.group("Mốc tiến độ theo số việc");
        desk.fill(
            &mut grid,
            &found.milestones.iter().collect::<Vec<_>>(),
            sources,
        );
    }
    if !grid.is_empty() {
        blocks.push(Block::Table(grid.table(caption())));
    }
    blocks.extend(desk.missing(&measured));
    blocks.extend(desk.early(&measured));
    blocks.extend(desk.remarks(&found.items));
    let beside = !blocks.is_empty();
    blocks.extend(desk.in_words(&worded, beside, sources));
    Ok(Progress { blocks, verdicts })
}

fn grid(month: u8) -> Grid {
    let pace = if month < 12 {
        format!("Tiến độ {} tháng", two_digits(month.into()))
    } else {
        String::new()
    };
    Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Chỉ tiêu", 40).kept(),
        Field::words("Đơn vị giao", 22),
        Field::mark("Đơn vị tính", 12).kept(),
        Field::amount("Chỉ tiêu năm", 16),
        Field::amount(pace, 16),
        Field::amount("Kết quả", 16),
        Field::amount("Vượt (+), thiếu (-)", 16),
        Field::amount("So với chỉ tiêu năm (%)", 15),
        Field::words("Thực hiện chỉ tiêu năm", 24),
        Field::mark("Nguồn", 10).kept(),
    ])
}

struct Desk<'a> {
    state: &'a State,
    ask: &'a AskBalance,
    /// What the results were computed from.
    figures: Balance,
}

impl Desk<'_> {
    /// The name with the group of cases it holds for, which the item itself does not tell.
    fn name(&self, item: &PaceItem) -> String {
        let target = self
            .state
            .targets
            .iter()
            .find(|target| target.code.is_some() && target.code == item.code);
        let group = target.and_then(|target| target.group.as_deref());
        match group {
            None => item.name.clone(),
            Some(group) => {
                let word = self.state.catalogue.labels.word("so-lieu.nhom_an", group);
                format!("{} ({})", item.name, small(word))
            }
        }
    }

    fn is_of_group(&self, item: &PaceItem) -> bool {
        self.name(item) != item.name
    }

    fn assigners(&self, item: &PaceItem) -> String {
        let on = self.ask.window().last_day();
        let short = |code: &String| {
            let spell = self
                .state
                .org
                .find(code)
                .and_then(|agency| agency.nearest(on));
            spell
                .map_or(code.as_str(), |spell| spell.shown())
                .to_owned()
        };
        listed(&item.assigner.iter().map(short).collect::<Vec<_>>())
    }

    fn verdicts(&self, items: &[PaceItem]) -> BTreeMap<String, String> {
        let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let whole = |item: &&PaceItem| item.movement.is_none() && !self.is_of_group(item);
        for item in items.iter().filter(whole) {
            let Some(code) = &item.target_code else {
                continue;
            };
            let same = items
                .iter()
                .filter(|other| other.target_code == item.target_code);
            let by = match same.count() {
                1 => String::new(),
                _ => format!(" do {} giao", self.assigners(item)),
            };
            if let Some(verdict) = verdict(item, self.ask.month) {
                said.entry(code.clone())
                    .or_default()
                    .push(format!("{verdict}{by}"));
            }
        }
        said.into_iter()
            .map(|(code, said)| (code, said.join("; ")))
            .collect()
    }

    /// `Có 02 chỉ tiêu được giao: 01 chỉ tiêu đạt, 01 chỉ tiêu chưa đạt.`
    fn count(&self, items: &[&PaceItem]) -> Option<Block> {
        if items.is_empty() {
            return None;
        }
        let number = |count: usize| two_digits(i64::try_from(count).unwrap_or(i64::MAX));
        let of = |wanted: &dyn Fn(&PaceItem) -> bool, words: &str| {
            let count = items.iter().filter(|item| wanted(item)).count();
            (count > 0).then(|| (count, words.to_owned()))
        };
        let ahead = |item: &PaceItem| {
            let deviation = item
                .deviation
                .as_deref()
                .and_then(|text| Decimal::parse(text).ok());
            self.ask.month < 12
                && item.year_met != Some(true)
                && deviation.is_some_and(|value| !value.is_negative())
        };
        let behind = |item: &PaceItem| item.year_met == Some(false) && !ahead(item);
        let late = if self.ask.month < 12 {
            "chưa đạt tiến độ"
        } else {
            "chưa đạt"
        };
        let parts: Vec<(usize, String)> = [
            of(&|item| item.status == Some("vuot"), "đã vượt chỉ tiêu năm"),
            of(&|item| item.status == Some("dat"), "đã đạt chỉ tiêu năm"),
            of(&ahead, "đạt tiến độ (chưa đạt chỉ tiêu năm)"),
            of(&behind, late),
            of(
                &|item| item.year_met.is_none(),
                "chưa có số liệu để đánh giá",
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        let total = number(items.len());
        let sentence = match parts.as_slice() {
            [] => format!("Có {total} chỉ tiêu được giao."),
            [(1, words)] => format!("Có {total} chỉ tiêu được giao, {words}."),
            [(_, words)] => format!("Có {total} chỉ tiêu được giao, cả {total} chỉ tiêu {words}."),
            _ => {
                let told = parts
                    .iter()
                    .map(|(count, words)| format!("{} chỉ tiêu {words}", number(*count)));
                format!(
                    "Có {total} chỉ tiêu được giao: {}.",
                    told.collect::<Vec<_>>().join("; ")
                )
            }
        };
        Some(Block::Paragraph(sentence.into()))
    }

    fn fill(&self, grid: &mut Grid, items: &[&PaceItem], sources: &mut Sources) {
        for (number, item) in (1_i64..).zip(items) {
            let number = Cell::value(number.to_string(), Value::Integer(number.into()));
            let goal = amount(self.state, item, item.target.as_deref());
            let op = item.op.as_deref().filter(|op| *op != ">=" && *op != "=");
            let goal = match (op, goal.text.is_empty()) {
                (Some(op), false) => Cell::text(format!("{op}{}", goal.text)),
                _ => goal,
            };
            let pace = item.pace.as_deref().filter(|_| self.ask.month < 12);
            let share = item
                .share_of_target
                .as_deref()
                .and_then(|share| Percent::parse(share).ok());
            grid.row(vec![
                number,
                Cell::text(self.name(item)),
                Cell::text(self.assigners(item)),
                Cell::text(item.unit.as_str()),
                goal,
                amount(self.state, item, pace),
                amount(self.state, item, item.actual.as_deref()),
                signed(amount(self.state, item, item.deviation.as_deref())),
                share.map_or_else(Cell::empty, |share| {
                    Cell::value(share.vn(), Value::Decimal(share.to_string()))
                }),
                Cell::text(self.standing(item)),
                Cell::text(self.cited(item, sources)),
            ]);
        }
    }

    /// `Vượt (từ tháng thứ 8)`.
    fn standing(&self, item: &PaceItem) -> String {
        let Some(status) = item.status else {
            return String::new();
        };
        let word = self
            .state
            .catalogue
            .labels
            .word("trang_thai_chi_tieu", status);
        match self.first_met(item) {
            Some(month) => format!("{word} (từ tháng thứ {month})"),
            None => word.to_owned(),
        }
    }
    /// The month in which the year's target was first met, where the month before is known not to have.
    fn first_met(&self, item: &PaceItem) -> Option<u8> {
        let month = item
            .first_met_month
            .filter(|_| item.year_met == Some(true))?;
        let mut before = item.months.iter();
        let known = before.any(|point| point.month + 1 == month && point.actual.is_some());
        (month == 1 || known || month < self.ask.month).then_some(month)
    }

    /// The sources of the target and of what was reached.
    fn cited(&self, item: &PaceItem, sources: &mut Sources) -> String {
        let told = [&item.document, &item.source];
        let all = told
            .into_iter()
            .flatten()
            .flat_map(|cited| apart(self.state, cited));
        let codes = match item.actual {
            Some(_) => self.parts(item),
            None => Vec::new(),
        };
        let figures = codes
            .iter()
            .filter_map(|code| self.figures.sources.get(*code));
        let figures = figures.flat_map(|cited| apart(self.state, cited));
        sources.numbers(self.state, all.chain(figures))
    }

    /// The codes a result is taken from: its own and, where it was computed, its parts.
    fn parts<'b>(&'b self, item: &'b PaceItem) -> Vec<&'b str> {
        let Some(code) = item.target_code.as_deref() else {
            return Vec::new();
        };
        let figure = self.state.catalogue.figure(code);
        let parts = figure
            .into_iter()
            .flat_map(|figure| [&figure.numerator, &figure.denominator]);
        let parts = parts.flatten().map(String::as_str);
        match item.basis {
            Some("computed") => parts.chain([code]).collect(),
            _ => vec![code],
        }
    }

    /// What is missing, an item a target.
    fn missing(&self, items: &[&PaceItem]) -> Vec<Block> {
        let told = items.iter().filter_map(|item| {
            let missing = item.shortfall.as_ref()?;
            let text = missing.text.trim_end_matches('.');
            let words = format!("{}: {}.", self.name(item), small(text));
            Some(Block::Item(Text::from(words)))
        });
        told.collect()
    }

    /// What was reached before the year ended, an item a target.
    fn early(&self, items: &[&PaceItem]) -> Vec<Block> {
        let told = items.iter().filter_map(|item| {
            let words = reached::reached(self.ask.window(), self.first_met(item)?)?;
            Some(Block::Item(format!("{}: {words}.", self.name(item)).into()))
        });
        told.collect()
    }

    /// Why a value is not there, and where published and computed differ.
    fn remarks(&self, items: &[PaceItem]) -> Vec<Block> {
        let mut notes = Vec::new();
        for item in items {
            let name = self.name(item);
            if let Some(reason) = &item.reason {
                notes.push(format!("{name}: {}", small(reason)));
            }
            if let (Some(false), Some(told)) = (item.agrees, &item.reported_deviation)
                && let Ok(told) = Percent::parse(told)
            {
                notes.push(format!(
                    "{name}: nguồn nêu mức chênh lệch {}%, khác số tính lại.",
                    told.signed_vn()
                ));
            }
            if item.near_edge {
                notes.push(format!(
                    "{name}: số làm tròn và số chính xác cho kết quả khác nhau, cần xem lại khi xét chỉ tiêu."
                ));
            }
        }
        notes.into_iter().map(Block::Note).collect()
    }

    /// Targets in words, with what is asked of them and the result where one was stated.
    fn in_words(&self, items: &[&PaceItem], beside: bool, sources: &mut Sources) -> Vec<Block> {
        if items.is_empty() {
            return Vec::new();
        }
        let other = if beside { "khác " } else { "" };
        let lead = format!("Các chỉ tiêu, nhiệm vụ {other}được giao:");
        let mut blocks = vec![Block::Paragraph(lead.into())];
        for item in items {
            let labels = &self.state.catalogue.labels;
            let asked = item
                .op
                .as_deref()
                .filter(|op| matches!(*op, "giam" | "tang"));
            let asked = asked.map(|op| labels.word("chi-tieu.phep_so", op).to_owned());
            let status = item
                .status
                .map(|status| small(labels.word("trang_thai_chi_tieu", status)));
            let said: Vec<String> = [asked, status].into_iter().flatten().collect();
            let colon = if said.is_empty() { "" } else { ": " };
            let cited = self.cited(item, sources);
            let cited = match cited.is_empty() {
                true => String::new(),
                false => format!(" [{cited}]"),
            };
            let words = format!("{}{colon}{}{cited}.", capital(&item.name), said.join(", "));
            blocks.push(Block::Item(words.into()));
        }
        blocks
    }
}
