//! Sentences of `noi-dung`: general ones by section, whose words they are, what earlier years left undone.

use thidua_domain::report::{Form, Part};
use thidua_domain::time::PartialDate;
use thidua_files::paper::Block;

use super::desk::Desk;
use super::movements::called;
use crate::note::NoteRow;
use crate::report::{dated, small};

/// Sections whose sentences are one list, those of movements among them.
pub(super) const SOLUTIONS: [&str; 2] = ["giai_phap", "phuong_huong"];

impl Desk<'_> {
    /// Whether the outline has a place for the sentences of a section.
    pub(super) fn has_notes(&self, section: &str) -> bool {
        let mut parts = self.outline.sections.iter().flat_map(|one| &one.parts);
        parts.any(|part| matches!(part, Part::Notes(of) if of == section))
    }

    /// What is said of the agency in general in a section; what is said of a movement stands with it, but for
    /// solutions, which stand here under the movement's name.
    pub(super) fn section(&mut self, section: &str) -> Vec<Block> {
        let here =
            |row: &&NoteRow| row.movement.is_none() && row.section.as_deref() == Some(section);
        let told: Vec<NoteRow> = self.notes.iter().filter(here).cloned().collect();
        let carried: Vec<NoteRow> = self.carried.iter().filter(here).cloned().collect();
        let mut blocks = match SOLUTIONS.contains(&section) {
            true => self.of_movements(section),
            false => Vec::new(),
        };
        blocks.extend(self.noted(&told, section));
        if !carried.is_empty() {
            blocks.push(Block::Paragraph("Chuyển từ kỳ trước, chưa xong:".into()));
            for row in &carried {
                let words = self.words(row);
                blocks.push(Block::Item(words.into()));
            }
        }
        blocks
    }

    /// Solutions under movements: `Giải pháp đẩy mạnh …:`, then each.
    fn of_movements(&mut self, section: &str) -> Vec<Block> {
        let here =
            |row: &&NoteRow| row.movement.is_some() && row.section.as_deref() == Some(section);
        let rows: Vec<NoteRow> = self.notes.iter().filter(here).cloned().collect();
        let mut groups: Vec<(Option<String>, Vec<NoteRow>)> = Vec::new();
        for row in rows {
            match groups.iter_mut().find(|(code, _)| *code == row.movement) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((row.movement.clone(), vec![row])),
            }
        }
        let mut blocks = Vec::new();
        for (code, rows) in groups {
            let movement = code.and_then(|code| self.state().movements.get(&code).cloned());
            let name = movement.map(|movement| small(&called(&movement.name)));
            let lead = match section {
                "giai_phap" => "Giải pháp đẩy mạnh",
                _ => "Phương hướng thực hiện",
            };
            let told = self.noted(&rows, section);
            if !told.is_empty() {
                let lead = format!("{lead} {}:", name.unwrap_or_default());
                blocks.push(Block::Paragraph(lead.into()));
                blocks.extend(told);
            }
        }
        blocks
    }

    /// Sentences as paragraphs; those of one speaker under a line that names him, solutions counted.
    fn noted(&mut self, rows: &[NoteRow], section: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut speaker: Option<&str> = None;
        let listed = SOLUTIONS.contains(&section) && rows.len() > 1;
        let counted = listed && section == "giai_phap";
        let mut number = 0;
        for row in rows {
            let text = row.text.as_deref().unwrap_or_default();
            if !self.says(text) {
                continue;
            }
            let said_by = row.speaker.as_deref();
            if said_by != speaker {
                speaker = said_by;
                blocks.extend(self.lead(row));
            }
            let words = self.words(row);
            number += 1;
            let words = match ordinal(number).filter(|_| counted) {
                Some(ordinal) => format!("{ordinal} là, {}", lowered(&words)),
                None => words,
            };
            blocks.push(match said_by.is_some() || listed {
                true => Block::Item(words.into()),
                false => Block::Paragraph(words.into()),
            });
        }
        blocks
    }

    /// `Đồng chí …, Trưởng …:`
    fn lead(&self, row: &NoteRow) -> Option<Block> {
        let code = row.speaker.as_deref()?;
        let name = row.speaker_name.as_deref()?;
        let state = self.state();
        let person = state.people.get(state.merged.standing(code));
        let on = self.window.last_day();
        let title = person
            .and_then(|person| person.on(on).or_else(|| person.posts.last()))
            .and_then(|post| post.post.clone().or_else(|| post.title.clone()));
        let title = title.map_or_else(String::new, |title| format!(", {title}"));
        let words = match self.outline.form {
            Form::Report => format!("Ý kiến của đồng chí {name}{title}:"),
            Form::Article => format!(
                "Theo {}{name}{title}:",
                address(person.and_then(|person| person.gender.as_deref()))
            ),
        };
        Some(Block::Paragraph(words.into()))
    }

    /// The sentence; whose it is where it is of a unit below, and how far a tracked one came.
    pub(super) fn words(&self, row: &NoteRow) -> String {
        let text = row.text.clone().unwrap_or_default();
        let below = row.agency != self.ask.agency;
        let whose = match below {
            true => format!("{}: ", row.agency_name),
            false => String::new(),
        };
        let state = self.state();
        let mut marks = Vec::new();
        marks.extend(row.owner_name.as_ref().map(|name| format!("giao {name}")));
        let due = row
            .due
            .as_deref()
            .and_then(|day| PartialDate::parse(day).ok());
        marks.extend(due.map(|day| format!("hạn {}", dated(day))));
        marks.extend(row.progress.as_deref().map(|code| {
            let word = state.catalogue.labels.word("noi-dung.tien_do", code);
            crate::report::small(word)
        }));
        match marks.is_empty() {
            true => format!("{whose}{text}"),
            false => format!(
                "{whose}{} ({}).",
                text.trim_end_matches(['.', ' ']),
                marks.join("; ")
            ),
        }
    }
}

/// `ông `, `bà `, `đồng chí `: how an article speaks of a person.
fn address(gender: Option<&str>) -> &'static str {
    match gender {
        Some("nam") => "ông ",
        Some("nu") => "bà ",
        _ => "đồng chí ",
    }
}

/// `Một`, `Hai` … as solutions are counted.
fn ordinal(number: usize) -> Option<&'static str> {
    const WORDS: [&str; 10] = [
        "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười",
    ];
    WORDS.get(number.checked_sub(1)?).copied()
}

/// With a small first letter, unless it begins with the name of a body or of somebody.
fn lowered(words: &str) -> String {
    const NAMES: [&str; 12] = [
        "Cục ",
        "Chi cục ",
        "Tổng cục ",
        "Phòng ",
        "Bộ ",
        "Ban ",
        "Hội đồng ",
        "Ủy ban ",
        "Thi hành án ",
        "Đảng ",
        "Nhà nước ",
        "Chủ tịch ",
    ];
    match NAMES.iter().any(|name| words.starts_with(name)) {
        true => words.to_owned(),
        false => small(words),
    }
}
