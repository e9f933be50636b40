//! Movements in a report: what each is, on which papers, how far it is followed, what it asked for and brought.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::desk::Desk;
use crate::movement::{CoverageLine, MovementAnswer, TargetLine};
use crate::report::{cite, cite_shortly, listed, small};

impl Desk<'_> {
    /// The papers the movements rest on, oldest first, each once.
    pub(super) fn documents(&mut self) -> Vec<Block> {
        let mut found: Vec<(Option<String>, String)> = Vec::new();
        for line in self.movements.iter().flat_map(|one| &one.documents) {
            if !found.iter().any(|(_, code)| *code == line.code) {
                found.push((line.date.clone(), line.code.clone()));
            }
        }
        found.sort();
        let state = self.view.state.as_ref();
        let mut cited: Vec<String> = found.iter().map(|(_, code)| cite(state, code)).collect();
        for words in self
            .movements
            .iter()
            .flat_map(|one| &one.unlinked_documents)
        {
            if !cited.contains(words) {
                cited.push(words.clone());
            }
        }
        if cited.is_empty() {
            return Vec::new();
        }
        for (_, code) in &found {
            self.sources.number(state, code);
        }
        let lead = "Việc phát động, tổ chức các phong trào thi đua được thực hiện theo:";
        let items = cited.into_iter().map(|words| Block::Item(words.into()));
        std::iter::once(Block::Paragraph(lead.into()))
            .chain(items)
            .collect()
    }

    /// Every movement the agency launched or acted under, those above first.
    pub(super) fn all_movements(&mut self) -> Vec<Block> {
        let movements = std::mem::take(&mut self.movements);
        let mut blocks = Vec::new();
        for one in &movements {
            let heading = match one.name.starts_with("Phong trào")
                || one.name.starts_with("Các phong trào")
            {
                true => one.name.clone(),
                false => format!("Phong trào thi đua “{}”", bare(&one.name)),
            };
            blocks.push(self.clause(&heading));
            blocks.extend(self.movement(one));
        }
        self.movements = movements;
        blocks
    }

    fn movement(&mut self, one: &MovementAnswer) -> Vec<Block> {
        let mut lines = vec![self.what_it_is(one)];
        lines.extend(self.wordings(one));
        lines.extend(
            one.occasions
                .iter()
                .map(|occasion| format!("Lập thành tích {}.", occasion.text.trim_end_matches('.'))),
        );
        lines.extend(self.followed(one));
        let mut blocks: Vec<Block> = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| Block::Paragraph(line.into()))
            .collect();
        blocks.extend(self.asked_for(&one.targets));
        let sections: Vec<String> = one
            .sections
            .iter()
            .filter_map(|line| line.text.clone())
            .collect();
        for text in sections {
            if self.says(&text) {
                blocks.push(Block::Paragraph(text.into()));
            }
        }
        blocks
    }

    /// `Phong trào thường xuyên, giai đoạn 2016 – 2020, do Bộ Tư pháp phát động.`
    fn what_it_is(&self, one: &MovementAnswer) -> String {
        let state = self.state();
        let word = |code: &str| small(state.catalogue.labels.word("phong-trao.loai", code));
        let kinds: Vec<String> = one
            .kind
            .iter()
            .flat_map(|kinds| kinds.split(';'))
            .map(word)
            .collect();
        let mut parts = Vec::new();
        if !kinds.is_empty() {
            parts.push(format!("phong trào {}", listed(&kinds)));
        }
        let time = state
            .movements
            .get(&one.code)
            .map(|movement| movement.time_vn());
        parts.extend(time.filter(|time| !time.is_empty()));
        parts.extend(one.vision.map(|year| format!("tầm nhìn đến năm {year}")));
        let of = |own: bool| -> Vec<String> {
            let lines = one.launchers.iter().filter(|line| line.own == own);
            lines.map(|line| line.name.clone()).collect()
        };
        let own = of(true);
        if !own.is_empty() {
            parts.push(format!("do {} phát động", listed(&own)));
        }
        let mut words = crate::report::capital(&parts.join(", "));
        if !words.is_empty() {
            words.push('.');
        }
        let above: Vec<String> = one
            .parents
            .iter()
            .map(|above| format!("“{}”", bare(&above.name)))
            .collect();
        if !above.is_empty() {
            words.push_str(&format!(" Hưởng ứng phong trào {}.", listed(&above)));
        }
        let others = of(false);
        if !others.is_empty() {
            words.push_str(&format!(
                " Thực hiện theo phát động của {}.",
                listed(&others)
            ));
        }
        if let Some([least, most]) = one.drives {
            let each = one.period.as_deref().map_or_else(String::new, |code| {
                format!(
                    "{} ",
                    state.catalogue.labels.word("phong-trao.dinh_ky", code)
                )
            });
            let drives = match least == most {
                true => two_digits(least.into()),
                false => format!(
                    "từ {} đến {}",
                    two_digits(least.into()),
                    two_digits(most.into())
                ),
            };
            words.push_str(&format!(" {each}phát động {drives} đợt."));
        }
        words.trim().to_owned()
    }

    /// Theme and slogans, as written.
    fn wordings(&self, one: &MovementAnswer) -> Vec<String> {
        let theme = one
            .theme
            .as_deref()
            .map(|theme| format!("Chủ đề: “{}”.", bare(theme)));
        let slogans: Vec<String> = one
            .slogan
            .iter()
            .flat_map(|slogan| slogan.lines())
            .map(|line| format!("“{}”", bare(line)))
            .collect();
        let slogans = (!slogans.is_empty())
            .then(|| format!("Khẩu hiệu, phương châm: {}.", slogans.join("; ")));
        theme.into_iter().chain(slogans).collect()
    }

    /// `Đã có 11/12 đơn vị (91,67%) ban hành kế hoạch; chưa có: …`, or the share a source states.
    fn followed(&self, one: &MovementAnswer) -> Vec<String> {
        let state = self.state();
        let own: Vec<String> = one
            .responses
            .iter()
            .filter(|line| line.agency == self.ask.agency && line.issued)
            .filter_map(|line| {
                let paper = match line.document_code.as_deref() {
                    Some(code) => cite_shortly(state, code),
                    None => line.document.clone()?,
                };
                Some(format!("{} đã ban hành {paper} để thực hiện.", line.name))
            })
            .collect();
        own.into_iter().chain(covered(&one.coverage)).collect()
    }

    /// Targets under the movement, in words.
    fn asked_for(&mut self, targets: &[TargetLine]) -> Vec<Block> {
        let mut items: Vec<String> = Vec::new();
        for target in targets {
            let value = self.value(target);
            let result = target.result.as_deref().map(|code| {
                format!(
                    ": {}",
                    small(
                        self.state()
                            .catalogue
                            .labels
                            .word("chi-tieu.ket_qua_neu", code)
                    )
                )
            });
            let words = format!(
                "{}{value}{}",
                target.text.trim_end_matches('.'),
                result.unwrap_or_default()
            );
            if !items.contains(&words) && self.says(&words) {
                items.push(words);
            }
        }
        if items.is_empty() {
            return Vec::new();
        }
        let lead = Block::Paragraph("Mục tiêu, chỉ tiêu thi đua:".into());
        std::iter::once(lead)
            .chain(items.into_iter().map(|words| Block::Item(words.into())))
            .collect()
    }
}

impl Desk<'_> {
    /// ` (trên 97%)`; nothing where the words of the target tell the number themselves.
    fn value(&self, target: &TargetLine) -> String {
        let value = target
            .value
            .as_deref()
            .filter(|value| !target.text.contains(*value));
        let (Some(op), Some(value)) = (target.op.as_deref(), value) else {
            return String::new();
        };
        let word = self.state().catalogue.labels.word("chi-tieu.phep_so", op);
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
            let names: Vec<String> = line
                .missing
                .iter()
                .map(|agency| agency.name.clone())
                .collect();
            let missing = match names.is_empty() {
                true => String::new(),
                false => format!("; chưa ban hành: {}", listed(&names)),
            };
            Some(format!(
                "Đã có {issued}/{total} đơn vị ({shown}%) ban hành kế hoạch{missing}."
            ))
        }
        _ => Some(format!(
            "{shown}% đơn vị đã xây dựng, ban hành kế hoạch phát động phong trào thi đua."
        )),
    }
}

/// A name without quotation marks of its own around it.
fn bare(name: &str) -> &str {
    let inner = name
        .strip_prefix('“')
        .and_then(|name| name.strip_suffix('”'));
    inner.filter(|inner| !inner.contains('“')).unwrap_or(name)
}
