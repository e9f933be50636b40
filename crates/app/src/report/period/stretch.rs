//! Figures of a calendar year or of a half-year: sums of differences of cumulative months; what has no such sum is said.

use thidua_domain::report::{Gap, Stretch};
use thidua_domain::time::{Window, vn};
use thidua_files::paper::Block;

use super::desk::Desk;
use super::work::label;
use crate::AppError;
use crate::figures::PERMISSION;
use crate::figures::paper::{Flows, Lead, flows, flows_table, sentences};
use crate::report::{capital, listed, small};

impl Desk<'_> {
    /// Flows of the stretch in sentences and beside the same months a year before.
    pub(super) fn stretched(&mut self, stretch: Stretch) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        view.permit_agency(PERMISSION, &self.ask.agency)?;
        let state = view.state.as_ref();
        let scope = self.ask.scope.as_deref().unwrap_or("btp");
        let found = flows(state, &self.ask.agency, scope, stretch);
        let before = stretch.before().label();
        let lead = Lead {
            period: format!("Trong {}", stretch.label()),
            than: before.clone(),
            verdicts: std::collections::BTreeMap::new(),
        };
        let mut blocks = match found.sheet.is_empty() {
            true => Vec::new(),
            false => sentences(state, &found.sheet, &lead),
        };
        let caption = self.caption(&format!(
            "Kết quả công tác thi hành án dân sự {}",
            stretch.label()
        ));
        let labels = [stretch.label(), before];
        let labels = [labels[0].as_str(), labels[1].as_str()];
        let table = flows_table(
            state,
            &found.sheet.rows,
            labels,
            &mut self.sources,
            &caption,
        );
        self.uncaption(table.as_slice());
        blocks.extend(table);
        blocks.extend(remarks(stretch, &found));
        if !blocks.is_empty() {
            self.notices.push(format!(
                "phong trào, hoạt động, khen thưởng và chỉ tiêu trong báo cáo tính theo năm công tác {}",
                self.ask.to
            ));
        }
        Ok(blocks)
    }
}

/// How the numbers came to be, and what could not be reckoned.
fn remarks(stretch: Stretch, found: &Flows) -> Vec<Block> {
    let mut notes = Vec::new();
    if !found.sheet.rows.is_empty() {
        let told = stretch.terms().into_iter().map(|term| {
            let sign = if term.less { "trừ" } else { "cộng" };
            format!("{sign} lũy kế {}", label(term.window))
        });
        let told = told.collect::<Vec<_>>().join(", ");
        notes.push(format!(
            "Số liệu {} tính từ số liệu lũy kế theo năm công tác (từ 01/10): {told}.",
            stretch.label()
        ));
    }
    let mut gaps: Vec<(Gap, Vec<String>)> = Vec::new();
    for (name, gap) in &found.unknown {
        match gaps.iter_mut().find(|(known, _)| known == gap) {
            Some((_, names)) => names.push(small(name)),
            None => gaps.push((*gap, vec![small(name)])),
        }
    }
    notes.extend(
        gaps.into_iter()
            .map(|(gap, names)| format!("Chưa tính được {}: {}.", listed(&names), because(gap))),
    );
    if !found.states.is_empty() {
        let names: Vec<String> = found.states.iter().map(|name| small(name)).collect();
        notes.push(format!(
            "{} là số tại cuối kỳ hoặc tính từ đầu năm công tác nên không tính cho {}.",
            capital(&listed(&names)),
            stretch.label()
        ));
    }
    notes.into_iter().map(Block::Note).collect()
}

fn because(gap: Gap) -> String {
    let until = |window: Window| format!("{} (đến {})", label(window), vn(window.last_day()));
    match gap {
        Gap::Missing(window) => format!("thiếu số liệu lũy kế {}", until(window)),
        Gap::Vague(window) => format!(
            "số liệu lũy kế {} chỉ nêu ước lượng, không cộng trừ được",
            until(window)
        ),
        Gap::TooLarge => "vượt khả năng tính".to_owned(),
    }
}
