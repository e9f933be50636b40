//! Movements in a report: what each is, on which papers, how far it is followed, what it asked for and brought.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use thidua_domain::text::fold;
use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::desk::Desk;
use super::notes::SOLUTIONS;
use crate::State;
use crate::document::Named;
use crate::movement::{DocumentLine, MovementAnswer};
use crate::note::NoteRow;
use crate::report::{cite_formally, cite_shortly, listed, small};

impl Desk<'_> {
    /// The papers the movements rest on, oldest first, each once.
    pub(super) fn documents(&mut self) -> Vec<Block> {
        let mut found: Vec<(Option<String>, String)> = Vec::new();
        let mut known = HashSet::new();
        for line in self.movements.iter().flat_map(|one| &one.documents) {
            if known.insert(line.code.as_str()) {
                found.push((line.date.clone(), line.code.clone()));
            }
        }
        found.sort();
        let state = self.view.state.as_ref();
        let mut cited: Vec<String> = found
            .iter()
            .map(|(_, code)| cite_formally(state, code))
            .collect();
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
        let last = cited.len().saturating_sub(1);
        let items = (0..).zip(cited).map(|(at, words)| {
            let end = if at == last { "." } else { ";" };
            Block::Item(format!("{words}{end}").into())
        });
        std::iter::once(Block::Paragraph(lead.into()))
            .chain(items)
            .collect()
    }

    /// Every movement the agency launched or acted under, those above first; one answered under its own name is told
    /// together with the answer.
    pub(super) fn all_movements(&mut self) -> Vec<Block> {
        let movements = Rc::clone(&self.movements);
        let mut groups: Vec<Vec<&MovementAnswer>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for one in movements.iter() {
            let place = *places.entry(fold(bare(&one.name))).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.push(one);
            }
        }
        let mut blocks = Vec::new();
        for group in &groups {
            blocks.extend(group.first().map(|first| self.clause(&called(&first.name))));
            blocks.extend(self.movement(group));
        }
        blocks
    }

    fn movement(&mut self, group: &[&MovementAnswer]) -> Vec<Block> {
        let mut lines: Vec<String> = Vec::new();
        let mut launched: Vec<&str> = Vec::new();
        for one in group {
            let answer = one.parents.iter().any(|above| {
                let mut told = group.iter();
                told.any(|other| other.code == above.code)
            });
            lines.push(self.what_it_is(one, &launched, answer));
            launched.extend(one.launchers.iter().map(|line| line.name.as_str()));
        }
        for one in group {
            for words in self.wordings(one) {
                if !lines.contains(&words) {
                    lines.push(words);
                }
            }
            lines.extend(occasions(one));
            lines.extend(self.followed(one));
        }
        let mut blocks: Vec<Block> = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| Block::Paragraph(line.into()))
            .collect();
        for one in group {
            blocks.extend(self.asked_for(one));
            blocks.extend(self.told_of(one));
        }
        blocks
    }

    /// What the agency and its units say of a movement; solutions stand with the others where the outline has a place
    /// for them.
    fn told_of(&mut self, one: &MovementAnswer) -> Vec<Block> {
        let elsewhere: Vec<&str> = SOLUTIONS
            .iter()
            .copied()
            .filter(|section| self.has_notes(section))
            .collect();
        let rows: Vec<NoteRow> = self
            .notes
            .iter()
            .filter(|row| row.movement.as_deref() == Some(one.code.as_str()))
            .filter(|row| {
                let section = row.section.as_deref();
                !section.is_some_and(|section| elsewhere.contains(&section))
            })
            .cloned()
            .collect();
        let mut blocks = Vec::new();
        for row in rows {
            let text = row.text.as_deref().unwrap_or_default();
            if !self.says(text) {
                continue;
            }
            let words = match row.section.as_deref() {
                Some("trong_tam") => {
                    let years = row.year.as_deref().map(super::deeds::years);
                    format!(
                        "Nội dung thi đua trọng tâm{}: “{}”.",
                        years.unwrap_or_default(),
                        bare(text.trim_end_matches(['.', ' ']))
                    )
                }
                _ => self.words(&row),
            };
            blocks.push(Block::Paragraph(words.into()));
        }
        blocks
    }

    /// `Phong trào thường xuyên, giai đoạn 2016 – 2020, do Bộ Tư pháp phát động.`
    /// What was `launched` above under the same name is not told again.
    /// An `answer` to one told under the same name is carried out, not launched anew.
    fn what_it_is(&self, one: &MovementAnswer, launched: &[&str], answer: bool) -> String {
        let state = self.state();
        let mut parts = Vec::new();
        parts.extend(self.kinds(one));
        let time = state
            .movements
            .get(&one.code)
            .map(|movement| movement.time_vn());
        // A name that tells its year needs it no second time.
        let name = one.name.to_lowercase();
        parts.extend(time.filter(|time| !time.is_empty() && !name.contains(time.as_str())));
        parts.extend(one.vision.map(|year| format!("tầm nhìn đến năm {year}")));
        let of = |own: bool| -> Vec<String> {
            let lines = one.launchers.iter().filter(|line| line.own == own);
            lines.map(|line| line.name.clone()).collect()
        };
        let own = of(true);
        if !own.is_empty() {
            let by = one.documents.iter().filter(|line| line.own);
            let by: Vec<String> = by.filter_map(|line| shortest(state, line)).collect();
            let by = match by.is_empty() {
                true => String::new(),
                false => format!(" theo {}", listed(&by)),
            };
            parts.push(match answer {
                true => format!("{} tổ chức thực hiện{by}", listed(&own)),
                false => format!("do {} phát động{by}", listed(&own)),
            });
        }
        let mut words = crate::report::capital(&parts.join(", "));
        if !words.is_empty() {
            words.push('.');
        }
        let other = |above: &&Named| fold(bare(&above.name)) != fold(bare(&one.name));
        let above: Vec<String> = one
            .parents
            .iter()
            .filter(other)
            .map(|above| format!("“{}”", bare(&above.name)))
            .collect();
        if !above.is_empty() {
            words.push_str(&format!(" Hưởng ứng phong trào {}.", listed(&above)));
        }
        let mut others = of(false);
        others.retain(|name| !launched.contains(&name.as_str()));
        if !others.is_empty() {
            words.push_str(&format!(
                " Thực hiện theo phát động của {}.",
                listed(&others)
            ));
        }
        words.push_str(&self.drives(one));
        words.trim().to_owned()
    }

    /// `phong trào thường xuyên và theo chuyên đề`, `đợt cao điểm`.
    fn kinds(&self, one: &MovementAnswer) -> Option<String> {
        let labels = &self.state().catalogue.labels;
        let codes = one.kind.iter().flat_map(|kinds| kinds.split(';'));
        let kinds: Vec<String> = codes
            .map(|code| small(labels.word("phong-trao.loai", code)))
            .collect();
        let (drives, kinds): (Vec<String>, Vec<String>) =
            kinds.into_iter().partition(|kind| kind.starts_with("đợt "));
        match (kinds.is_empty(), drives.is_empty()) {
            (true, true) => None,
            (true, false) if bare(&one.name).starts_with("Đợt ") => None,
            (true, false) => Some(listed(&drives)),
            (false, _) => {
                let kinds = vec![format!("phong trào {}", listed(&kinds))];
                Some(listed(&[kinds, drives].concat()))
            }
        }
    }

    /// ` Hằng năm phát động từ 01 đến 03 đợt.`, unless a sentence of the agency says it.
    fn drives(&self, one: &MovementAnswer) -> String {
        let Some([least, most]) = one.drives else {
            return String::new();
        };
        let state = self.state();
        let each = one.period.as_deref().map(|code| {
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
        let drives = format!("phát động {drives} đợt");
        let mut said = self.notes.iter().filter_map(|row| row.text.as_deref());
        if said.any(|text| text.to_lowercase().contains(&drives)) {
            return String::new();
        }
        format!(
            " {}.",
            crate::report::capital(&format!("{}{drives}", each.unwrap_or_default()))
        )
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
}

/// `Lập thành tích chào mừng kỷ niệm 75 năm … và kỷ niệm 76 năm ….`
fn occasions(one: &MovementAnswer) -> Option<String> {
    let told: Vec<String> = one
        .occasions
        .iter()
        .map(|occasion| occasion.text.trim_end_matches('.').to_owned())
        .collect();
    (!told.is_empty()).then(|| format!("Lập thành tích chào mừng {}.", listed(&told)))
}

/// `Phong trào thi đua “…”`; a name that says what it is stands as it is.
pub(super) fn called(name: &str) -> String {
    const SAID: [&str; 5] = [
        "Phong trào",
        "Các phong trào",
        "Đợt ",
        "Cuộc vận động",
        "Chiến dịch",
    ];
    let name = bare(name);
    match SAID.iter().any(|said| name.starts_with(said)) {
        true => name.to_owned(),
        false => format!("Phong trào thi đua “{}”", crate::report::capital(name)),
    }
}

/// `Kế hoạch số 258/KH-CTHADS ngày 02/3/2022`; nothing where it has no number.
fn shortest(state: &State, line: &DocumentLine) -> Option<String> {
    line.symbol.as_ref()?;
    Some(bare_citation(state, &line.code))
}

/// A document without its issuer, which the sentence names.
pub(super) fn bare_citation(state: &State, code: &str) -> String {
    let words = cite_shortly(state, code);
    let Some(document) = state.documents.get(code).filter(|one| one.symbol.is_some()) else {
        return words;
    };
    match (document.date, words.split_once(" của ")) {
        (Some(_), Some((head, _))) => head.to_owned(),
        _ => words,
    }
}

/// A name without quotation marks of its own around it.
fn bare(name: &str) -> &str {
    let inner = name
        .strip_prefix('“')
        .and_then(|name| name.strip_suffix('”'));
    inner.filter(|inner| !inner.contains('“')).unwrap_or(name)
}
