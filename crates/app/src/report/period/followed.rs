//! How far a movement is followed, and what it asks for.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::desk::Desk;
use super::movements::bare_citation;
use crate::movement::{CoverageLine, MovementAnswer, TargetLine};
use crate::report::{listed, small};

impl Desk<'_> {
    /// `Đã có 11/12 đơn vị (91,67%) ban hành kế hoạch; chưa có: …`, or the share a source states. How far a movement
    /// of those above is followed by others is not the agency's to report.
    pub(super) fn followed(&self, one: &MovementAnswer) -> Vec<String> {
        let state = self.state();
        let own: Vec<String> = one
            .responses
            .iter()
            .filter(|line| line.agency == self.ask.agency && line.issued)
            .filter_map(|line| {
                let paper = match line.document_code.as_deref() {
                    Some(code) if self.launches(code) => return None,
                    Some(code) => bare_citation(state, code),
                    None => line.document.clone()?,
                };
                Some(format!("{} đã ban hành {paper} để thực hiện.", line.name))
            })
            .collect();
        let covered = covered(&one.coverage)
            .filter(|_| self.is_own(one))
            .filter(|words| !self.tells_coverage(one, words));
        own.into_iter().chain(covered).collect()
    }

    /// Whether the agency, or one below it, launched the movement.
    pub(super) fn is_own(&self, one: &MovementAnswer) -> bool {
        let state = self.view.state.as_ref();
        let launched = state.movements.get(&one.code);
        let launched = launched.and_then(|movement| movement.launcher.as_deref());
        launched.is_some_and(|code| self.ours().contains(code))
    }

    /// Whether the plan launched a movement told in this report: it is named there.
    fn launches(&self, document: &str) -> bool {
        let mut papers = self.movements.iter().flat_map(|one| &one.documents);
        papers.any(|line| line.own && line.code == document)
    }

    /// Whether a sentence of the movement tells the stated share itself.
    fn tells_coverage(&self, one: &MovementAnswer, words: &str) -> bool {
        let share = words.split(' ').next().unwrap_or_default();
        share.ends_with('%')
            && self.notes.iter().any(|row| {
                row.movement.as_deref() == Some(one.code.as_str())
                    && row
                        .text
                        .as_deref()
                        .is_some_and(|text| text.contains(share) && text.contains("ban hành"))
            })
    }

    /// Targets under the movement, in words.
    pub(super) fn asked_for(&mut self, one: &MovementAnswer) -> Vec<Block> {
        let concerned = self.concerned(&one.targets);
        let mut items: Vec<String> = Vec::new();
        for target in concerned {
            let value = self.value(target);
            let labels = &self.view.state.catalogue.labels;
            let result = target.result.as_deref();
            let result = result.map(|code| small(labels.word("chi-tieu.ket_qua_neu", code)));
            let result = result.map_or_else(String::new, |word| format!(": {word}"));
            let words = format!("{}{value}{result}", target.text.trim_end_matches('.'));
            if !items.contains(&words) && self.says(&words) {
                items.push(words);
            }
        }
        if items.is_empty() {
            return Vec::new();
        }
        let lead = Block::Paragraph("Mục tiêu, chỉ tiêu thi đua:".into());
        std::iter::once(lead)
            .chain(
                items
                    .into_iter()
                    .map(|words| Block::Item(format!("{words}.").into())),
            )
            .collect()
    }

    /// Targets of the agency, of those below it and of those above, not of its neighbours.
    fn concerned<'b>(&self, targets: &'b [TargetLine]) -> Vec<&'b TargetLine> {
        let org = &self.view.state.org;
        let agency = self.ask.agency.as_str();
        targets
            .iter()
            .filter(|target| {
                self.ours().contains(target.agency.as_str())
                    || org.lineage(&target.agency).contains(agency)
            })
            .collect()
    }
}

impl Desk<'_> {
    /// ` (trên 97%)`; nothing where the words of the target tell the number themselves.
    fn value(&self, target: &TargetLine) -> String {
        let labels = &self.view.state.catalogue.labels;
        if let Some(op) = target
            .op
            .as_deref()
            .filter(|op| matches!(*op, "tang" | "giam"))
        {
            let word = small(labels.word("chi-tieu.phep_so", op));
            let told = target.text.to_lowercase().contains(&word);
            return match told {
                true => String::new(),
                false => format!(": {word}"),
            };
        }
        let value = target
            .value
            .as_deref()
            .filter(|value| !target.text.contains(*value));
        let (Some(op), Some(value)) = (target.op.as_deref(), value) else {
            return String::new();
        };
        let word = labels.word("chi-tieu.phep_so", op);
        let rate = target
            .target_code
            .as_deref()
            .is_some_and(|code| code.contains("ty_le"));
        let shown = match value {
            "nam_truoc" => "năm trước".to_owned(),
            value => format!("{}{}", value.replace('.', ","), if rate { "%" } else { "" }),
        };
        match word.contains('…') {
            true => format!(" ({})", word.replace('…', &shown)),
            false => format!(" ({word} {shown})"),
        }
    }
}

fn covered(line: &CoverageLine) -> Option<String> {
    let percent = line.percent.as_deref()?;
    let shown = percent.replace('.', ",");
    let shown = shown.strip_suffix(",00").unwrap_or(&shown);
    match (line.issued, line.total) {
        (Some(issued), Some(total)) if line.basis == Some("computed") => {
            let missing = missing(line);
            Some(format!(
                "Đã có {issued}/{total} đơn vị ({shown}%) ban hành kế hoạch{missing}."
            ))
        }
        _ => Some(format!(
            "{shown}% đơn vị đã xây dựng, ban hành kế hoạch phát động phong trào thi đua."
        )),
    }
}

/// `; chưa ban hành: …`: by name as long as they are few.
fn missing(line: &CoverageLine) -> String {
    const FEW: usize = 10;
    let names: Vec<String> = line
        .missing
        .iter()
        .map(|agency| agency.name.clone())
        .collect();
    match names.len() {
        0 => String::new(),
        1..=FEW => format!("; chưa ban hành: {}", listed(&names)),
        many => format!(
            "; còn {} đơn vị chưa ban hành",
            two_digits(i64::try_from(many).unwrap_or(i64::MAX))
        ),
    }
}
