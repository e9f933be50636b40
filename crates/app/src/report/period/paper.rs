//! The paper of a report, or of an article.

use thidua_domain::org::Level as Rank;
use thidua_domain::report::{Form, Outline, Section};
use thidua_domain::time::Window;
use thidua_files::paper::{Annex, Block, Document, Level, Marks, Text};

use super::{AskPeriod, Composed, Piece};
use crate::AppError;
use crate::report::office::office;
use crate::report::{capital, day, small};
use crate::state::View;

/// Trích yếu, or the title of an article: the author's, else the outline's.
pub(super) fn subject(view: &View, ask: &AskPeriod, outline: &Outline, window: Window) -> String {
    let name = view.state.name_on(&ask.agency, window.last_day());
    ask.title.clone().unwrap_or_else(|| {
        let subject = outline.subject.replace("{ky}", &ask.period());
        let subject = subject.replace("{tong_ket}", ask.summing_up());
        subject.replace("{co_quan}", &name)
    })
}

/// What the reader must be warned of, with what is said of the outline itself.
pub(super) fn notices(outline: &Outline, told: Vec<String>) -> Vec<String> {
    let unconfirmed = (!outline.confirmed).then(|| {
        format!(
            "đề cương “{}” chưa đối chiếu với văn bản hướng dẫn",
            outline.name
        )
    });
    told.into_iter().chain(unconfirmed).collect()
}

pub(super) fn document(
    view: &View,
    ask: &AskPeriod,
    outline: &Outline,
    window: Window,
    composed: Composed,
) -> Result<Document, AppError> {
    let subject = subject(view, ask, outline, window);
    let marks = Marks {
        draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
        notices: notices(outline, composed.notices),
        sources: composed.sources.list(),
    };
    match outline.form {
        Form::Article => Ok(article(ask, subject, composed.sections, marks)),
        Form::Report => {
            let mut document = report(view, ask, window, subject, composed.sections, marks)?;
            document
                .addressees
                .extend(addressee(view, ask, outline, window));
            document.annexes = annexes(composed.annexes);
            Ok(document)
        }
    }
}

fn report(
    view: &View,
    ask: &AskPeriod,
    window: Window,
    subject: String,
    sections: Vec<(Section, Vec<Piece>)>,
    marks: Marks,
) -> Result<Document, AppError> {
    let state = view.state.as_ref();
    let office = office(
        state,
        &ask.agency,
        window.last_day(),
        Some("bao_cao"),
        &ask.issue,
    )?;
    let about = format!(
        "báo cáo kết quả phong trào thi đua và công tác khen thưởng {}",
        ask.period()
    );
    let mut blocks = vec![Block::Paragraph(
        format!("{} {about} như sau:", office.name).into(),
    )];
    for (number, (section, pieces)) in (1..).zip(sections) {
        let title = format!("{}. {}", roman(number), section.title);
        blocks.push(Block::Heading(Level::Section, title));
        blocks.extend(pieces.into_iter().map(|piece| piece.block));
    }
    blocks.push(Block::Paragraph(
        format!("Trên đây là {about} của {}.", office.name).into(),
    ));
    let mut document = Document {
        letterhead: office.letterhead,
        landscape: false,
        kind: Some("Báo cáo".to_owned()),
        subject,
        addressees: Vec::new(),
        blocks,
        signatures: vec![office.signature],
        recipients: office.recipients,
        annexes: Vec::new(),
        marks,
    };
    document.close();
    Ok(document)
}

/// Whom the report is sent to: `{tinh}` is the province of the agency, without which nobody is addressed.
fn addressee(view: &View, ask: &AskPeriod, outline: &Outline, window: Window) -> Option<String> {
    let pattern = outline.addressee.as_ref()?;
    let state = view.state.as_ref();
    let on = window.last_day();
    let mut at = state.org.find(&ask.agency)?.nearest(on)?;
    while at.level != Rank::Province {
        at = state.org.find(at.parent.as_deref()?)?.nearest(on)?;
    }
    let (_, province) = at.name.split_once("dân sự ")?;
    Some(pattern.replace("{tinh}", &small(province)))
}

/// `Phụ lục I`, `Phụ lục II`; alone `Phụ lục`. Wide tables lie on their long side.
fn annexes(found: Vec<(String, Vec<Piece>)>) -> Vec<Annex> {
    let alone = found.len() == 1;
    let numbered = (1..).zip(found);
    let annexes = numbered.map(|(number, (title, pieces))| Annex {
        label: Some(match alone {
            true => "Phụ lục".to_owned(),
            false => format!("Phụ lục {}", roman(number)),
        }),
        title,
        landscape: true,
        blocks: pieces.into_iter().map(|piece| piece.block).collect(),
        ..Annex::default()
    });
    annexes.collect()
}

/// An article has a title, its day, running text under plain headings, and its author.
fn article(
    ask: &AskPeriod,
    title: String,
    sections: Vec<(Section, Vec<Piece>)>,
    marks: Marks,
) -> Document {
    let mut blocks = Vec::new();
    if let Some(on) = ask.issue.date {
        blocks.push(Block::Paragraph(Text::default().italic(day(on))));
    }
    for (section, pieces) in sections {
        if !section.title.is_empty() {
            blocks.push(Block::Heading(Level::Clause, section.title));
        }
        blocks.extend(running(pieces.into_iter().map(|piece| piece.block)));
    }
    if let Some(author) = &ask.author {
        blocks.push(Block::Paragraph(Text::default().bold(author.as_str())));
    }
    let annex = Annex {
        title: capital(&title),
        blocks,
        ..Annex::default()
    };
    Document {
        annexes: vec![annex],
        marks,
        ..Document::default()
    }
}

/// Numbered headings of a report open the paragraph below them in an article.
fn running(blocks: impl Iterator<Item = Block>) -> Vec<Block> {
    let mut told = Vec::new();
    let mut opening: Option<String> = None;
    for block in blocks {
        match (opening.take(), block) {
            (before, Block::Heading(Level::Clause, words)) => {
                told.extend(before.map(|words| alone(&words)));
                let bare = words.split_once(". ").map(|(_, bare)| bare.to_owned());
                opening = Some(bare.unwrap_or(words));
            }
            (Some(title), Block::Paragraph(text)) if !text.words().ends_with(':') => {
                let words = text.words();
                // Figures name their time in their first words.
                if title.starts_with("Kết quả ") {
                    told.push(Block::Paragraph(text));
                    continue;
                }
                let title = Text::default().bold(title);
                let goes_on = [
                    "Do ",
                    "Giai đoạn ",
                    "Năm ",
                    "Từ năm ",
                    "Phong trào ",
                    "Đợt ",
                ];
                let joined = match goes_on.iter().any(|start| words.starts_with(start)) {
                    true if words.starts_with("Do ") => title.plain(format!(" {}", small(&words))),
                    true => title.plain(format!(", {}", small(&words))),
                    false => title.plain(format!(". {words}")),
                };
                told.push(Block::Paragraph(joined));
            }
            (before, other) => {
                told.extend(before.map(|words| alone(&words)));
                told.push(other);
            }
        }
    }
    told.extend(opening.map(|words| alone(&words)));
    told
}

fn alone(words: &str) -> Block {
    Block::Paragraph(Text::default().bold(format!("{words}.")))
}

/// `I`, `IV`, `XII`.
pub(crate) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = number;
    let mut words = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            words.push_str(sign);
            left -= value;
        }
    }
    words
}
