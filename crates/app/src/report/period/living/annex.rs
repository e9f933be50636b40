//! «Phụ lục đính chính»: what an issued report said, and what it says after corrections.

use thidua_files::paper::{Align, Annex, Block, Cell, Column, Document, Head, Marks, Row, Table};

use super::differ::{Differ, Gathered, about, differ, of_report};
use crate::report::day;
use crate::{AppError, View};

/// The annex asked for.
#[derive(Clone, Debug)]
pub struct AskAnnex {
    /// What was read of the version.
    pub gathered: Gathered,
}

impl AskAnnex {
    /// Name of the file, without its beginning and ending.
    pub(crate) fn name(&self) -> String {
        super::differ::name_of(&self.gathered)
    }
}

/// The annex.
///
/// # Errors
/// [`AppError::Refused`] where the version was not issued, or nothing of it changed.
pub(crate) fn document(view: &View, ask: &AskAnnex) -> Result<Document, AppError> {
    let paper = about(view, &ask.gathered);
    let paper = paper
        .ok_or_else(|| AppError::refused("Chỉ lập phụ lục đính chính cho bản đã phát hành."))?;
    let found = differ(view, &ask.gathered)?;
    if found.changes.is_empty() {
        return Err(AppError::refused(
            "Không câu nào của bản đã phát hành nói khác hiện nay, không có gì để đính chính.",
        ));
    }
    let (agency, period) = of_report(&ask.gathered);
    let name = view.state.name_on(&agency, paper.on);
    let cited = format!(
        "Báo cáo số {} ngày {} của {name}",
        paper.symbol,
        day(paper.on)
    );
    let mut blocks = vec![Block::Paragraph(
        format!("Các nội dung sau đây của {cited} ({period}) được đính chính:").into(),
    )];
    blocks.push(Block::Table(sentences(&found)));
    if !found.figures.is_empty() {
        blocks.push(Block::Paragraph("Số liệu đã đính chính:".into()));
        blocks.push(Block::Table(figures(&found)));
    }
    let annex = Annex {
        label: Some("Phụ lục".to_owned()),
        title: "Đính chính báo cáo".to_owned(),
        attached_to: Some(cited),
        landscape: true,
        blocks,
        ..Annex::default()
    };
    Ok(Document {
        annexes: vec![annex],
        marks: Marks {
            notices: vec![
                "so bản đã phát hành với dữ liệu hiện có trong hệ thống; các nội dung khác giữ nguyên".to_owned(),
            ],
            ..Marks::default()
        },
        ..Document::default()
    })
}

fn table(heads: &[(&str, u16, Align)], rows: Vec<Vec<String>>) -> Table {
    let columns = heads.iter().map(|(_, share, align)| Column {
        share: *share,
        align: *align,
    });
    let header = heads.iter().map(|(text, _, _)| Head::new(*text)).collect();
    let rows = rows.into_iter().map(|cells| Row {
        cells: cells.into_iter().map(Cell::text).collect(),
        bold: false,
    });
    Table {
        columns: columns.collect(),
        header: vec![header],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn sentences(found: &Differ) -> Table {
    let rows = (1..)
        .zip(&found.changes)
        .map(|(number, change): (usize, _)| {
            let said =
                |words: &Option<String>| words.clone().unwrap_or_else(|| "(không có)".to_owned());
            let numbers: Vec<String> = change.figures.iter().map(usize::to_string).collect();
            vec![
                number.to_string(),
                change.section.clone(),
                said(&change.before),
                match &change.after {
                    Some(words) => words.clone(),
                    None => "(bỏ nội dung này)".to_owned(),
                },
                numbers.join(", "),
            ]
        });
    table(
        &[
            ("STT", 5, Align::Centre),
            ("Mục", 16, Align::Left),
            ("Đã phát hành", 34, Align::Left),
            ("Đính chính thành", 34, Align::Left),
            ("Do số liệu", 11, Align::Centre),
        ],
        rows.collect(),
    )
}

fn figures(found: &Differ) -> Table {
    let rows = (1..).zip(&found.figures).map(|(number, one): (usize, _)| {
        vec![
            number.to_string(),
            one.name.clone(),
            one.before.clone(),
            one.after.clone(),
            one.at.clone(),
            one.reason.clone(),
        ]
    });
    table(
        &[
            ("Số", 5, Align::Centre),
            ("Số liệu", 32, Align::Left),
            ("Đã phát hành", 16, Align::Right),
            ("Nay là", 16, Align::Right),
            ("Đính chính lúc", 13, Align::Left),
            ("Lý do", 18, Align::Left),
        ],
        rows.collect(),
    )
}
