//! Sentences of `noi-dung`: general ones by section, whose words they are, what earlier years left undone.

use thidua_domain::time::PartialDate;
use thidua_files::paper::Block;

use super::desk::Desk;
use crate::note::NoteRow;
use crate::report::dated;

impl Desk<'_> {
    /// What is said of the agency in general in a section; what is said of a movement stands with it.
    pub(super) fn section(&mut self, section: &str) -> Vec<Block> {
        let here =
            |row: &&NoteRow| row.movement.is_none() && row.section.as_deref() == Some(section);
        let told: Vec<NoteRow> = self.notes.iter().filter(here).cloned().collect();
        let carried: Vec<NoteRow> = self.carried.iter().filter(here).cloned().collect();
        let mut blocks = self.noted(&told, section);
        if !carried.is_empty() {
            blocks.push(Block::Paragraph("Chuyển từ kỳ trước, chưa xong:".into()));
            for row in &carried {
                let words = self.words(row);
                blocks.push(Block::Item(words.into()));
            }
        }
        blocks
    }

    /// Sentences as paragraphs; those of one speaker under a line that names him.
    fn noted(&mut self, rows: &[NoteRow], section: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut speaker: Option<&str> = None;
        let solutions = matches!(section, "giai_phap" | "phuong_huong");
        let listed = solutions && rows.len() > 1;
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
        Some(Block::Paragraph(
            format!("Ý kiến của đồng chí {name}{title}:").into(),
        ))
    }

    /// The sentence; whose it is where it is of a unit below, and how far a tracked one came.
    fn words(&self, row: &NoteRow) -> String {
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
