//! What fills the sections of a plan: each part is a title of its own, where a section has several, and its blocks.

use thidua_domain::note::Note;
use thidua_domain::text::spoken;
use thidua_files::paper::{Block, Text};

use super::{Desk, course, goals, rewards};
use crate::report::{DOTS, capital, dated, small};

/// A part's title and blocks; a code nobody knows fills nothing.
pub(super) fn part(desk: &mut Desk<'_>, code: &str) -> (Option<&'static str>, Vec<Block>) {
    match code {
        "muc_dich" => (None, purpose(desk)),
        "chu_de" => (None, theme(desk)),
        "doi_tuong" => (Some("Đối tượng, phạm vi"), whom(desk)),
        "noi_dung" => (
            Some("Nội dung thi đua"),
            sentences(desk, &["trong_tam", "phuong_huong"], "nội dung thi đua"),
        ),
        "chi_tieu" => (Some("Chỉ tiêu thi đua"), goals::blocks(desk)),
        "thoi_gian" => (Some("Thời gian, các đợt"), course::time(desk)),
        "so_ket" => (Some("Sơ kết, tổng kết"), course::reviews(desk)),
        "tieu_chuan" => (Some("Tiêu chuẩn"), rewards::standards(desk)),
        "khen_thuong" => (
            Some("Hình thức, số lượng khen thưởng"),
            rewards::planned(desk),
        ),
        "giai_phap" => (None, solutions(desk)),
        // What `noi-dung` tells of how work was organised are sentences of reports: no plan is made of them.
        "trach_nhiem" => (
            Some("Trách nhiệm thực hiện"),
            vec![desk.dotted("phân công thực hiện")],
        ),
        "don_vi" => (Some("Đơn vị thực hiện, thời hạn"), course::units(desk)),
        _ => (None, Vec::new()),
    }
}

/// What the movement itself says it is for, then the aims told of it.
fn purpose(desk: &mut Desk<'_>) -> Vec<Block> {
    let own = desk.movement.purpose.as_deref();
    let own = own
        .filter(|_| !desk.under)
        .map(paragraphs)
        .unwrap_or_default();
    match own.is_empty() {
        true => sentences(desk, &["muc_tieu"], "mục đích, yêu cầu"),
        false => {
            let aims = notes(desk, &["muc_tieu"]);
            let aims = aims.iter().filter_map(|note| note.text.as_deref());
            own.into_iter().chain(aims.flat_map(paragraphs)).collect()
        }
    }
}

fn whom(desk: &mut Desk<'_>) -> Vec<Block> {
    let movement = desk.movement;
    let told = [
        ("Đối tượng", &movement.subjects, "đối tượng thi đua"),
        ("Phạm vi", &movement.scope, "phạm vi thi đua"),
    ];
    let mut blocks = Vec::new();
    for (label, text, what) in told {
        match text {
            Some(text) => {
                let lines = text
                    .lines()
                    .map(|line| line.trim().trim_end_matches(['.', ';']));
                let words = lines.collect::<Vec<_>>().join("; ");
                let words = format!("{label}: {}.", words.trim_end_matches(['.', ';']));
                blocks.push(Block::Paragraph(words.into()));
            }
            None => {
                desk.missing.push(what.to_owned());
                blocks.push(Block::Paragraph(
                    format!("{label}: {}", DOTS.repeat(3)).into(),
                ));
            }
        }
    }
    blocks
}

/// The sentences of sections told of the movement by whose plan it is, in their order.
fn notes<'a>(desk: &Desk<'a>, sections: &[&str]) -> Vec<&'a Note> {
    let movement = desk.movement.code.as_str();
    let view = desk.view;
    let mut found: Vec<&Note> = view
        .state
        .notes
        .iter()
        .filter(|note| note.movement.as_deref() == Some(movement))
        .filter(|note| desk.agency.is_none_or(|agency| note.agency == agency))
        .filter(|note| view.sees(crate::movement::PERMISSION, &note.agency))
        .filter(|note| {
            note.section
                .as_deref()
                .is_some_and(|code| sections.contains(&code))
        })
        .collect();
    let place = |note: &Note| {
        sections
            .iter()
            .position(|code| note.section.as_deref() == Some(*code))
    };
    found.sort_by_key(|note| (place(note), note.years, note.order.unwrap_or(i64::MAX)));
    found
}

fn sentences(desk: &mut Desk<'_>, sections: &[&str], what: &str) -> Vec<Block> {
    let found = notes(desk, sections);
    let told = found.iter().filter_map(|note| note.text.as_deref());
    let told: Vec<Block> = told.flat_map(paragraphs).collect();
    match told.is_empty() {
        true => vec![desk.dotted(what)],
        false => told,
    }
}

pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| Block::Paragraph(capital(line).into()))
        .collect()
}

fn theme(desk: &mut Desk<'_>) -> Vec<Block> {
    let movement = desk.movement;
    let mut blocks = Vec::new();
    let line = |label: &str, words: String| {
        Block::Paragraph(Text::default().bold(format!("{label}: ")).plain(words))
    };
    match &movement.theme {
        Some(theme) => blocks.push(line(
            "Chủ đề",
            format!("“{}”.", theme.trim().trim_end_matches('.')),
        )),
        None => {
            desk.missing.push("chủ đề".to_owned());
            blocks.push(line("Chủ đề", DOTS.repeat(3)));
        }
    }
    match &movement.slogan {
        Some(slogan) => blocks.extend(slogan.lines().map(|one| {
            line(
                "Khẩu hiệu, phương châm",
                format!("{}.", one.trim().trim_end_matches('.')),
            )
        })),
        None => {
            desk.missing.push("khẩu hiệu".to_owned());
            blocks.push(line("Khẩu hiệu", DOTS.repeat(3)));
        }
    }
    let known = &desk.view.state.catalogue.occasions;
    let occasions = movement
        .occasions
        .iter()
        .map(|one| one.text(movement, known));
    let occasions: Vec<String> = occasions.collect();
    if !occasions.is_empty() {
        let told = format!(
            "Phong trào hướng tới {}.",
            crate::report::listed(&occasions)
        );
        blocks.push(Block::Paragraph(told.into()));
    }
    blocks
}

/// `Một là, …`, with who answers for it and by when, where that is told.
fn solutions(desk: &mut Desk<'_>) -> Vec<Block> {
    let found = notes(desk, &["giai_phap"]);
    if found.is_empty() {
        return vec![desk.dotted("giải pháp")];
    }
    let mut blocks = Vec::new();
    for (at, note) in (1_i64..).zip(found) {
        let owner = note.owner.as_deref().map(|code| desk.named(code));
        let due = note
            .due
            .map(|day| format!("xong trước ngày {}", dated(day)));
        let aside: Vec<String> = owner
            .map(|owner| format!("{owner} chủ trì"))
            .into_iter()
            .chain(due)
            .collect();
        let text = note.text.as_deref().unwrap_or(DOTS);
        blocks.push(numbered(at, text, &aside));
    }
    blocks
}

/// One solution: `Một là, …`; a text that counts itself keeps its own count.
pub(super) fn numbered(at: i64, text: &str, aside: &[String]) -> Block {
    let text = text.trim();
    let ordinal = capital(&spoken(at));
    let counted = small(text)
        .split_once(" là")
        .is_some_and(|(first, _)| (1..=20).any(|number| spoken(number) == first));
    let told = match counted {
        true => capital(text),
        false => format!("{ordinal} là, {}", small(text)),
    };
    let told = match aside.is_empty() {
        true => told,
        false => format!(
            "{} ({}).",
            told.trim_end_matches(['.', ';']),
            aside.join("; ")
        ),
    };
    Block::Paragraph(told.into())
}
