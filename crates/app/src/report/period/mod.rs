//! A report or an article over work years after an outline: each sentence comes from the query that answers the page,
//! and has a key under which it is known again in the next version of the paper.

mod annex;
mod deeds;
mod desk;
mod followed;
mod gifts;
mod honours;
pub mod living;
mod movements;
mod notes;
mod paper;
mod preview;
mod rows;
mod said;
mod stretch;
mod work;

use thidua_domain::report::{Bound, Months, Outline, Stretch, chosen};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::paper::{Block, Document};

use super::Issue;
use super::outline::outlines;
use crate::AppError;
use crate::deed::AskYears;
use crate::state::View;

pub(crate) use deeds::event as event_words;
pub(crate) use desk::{Composed, Piece, compose};
pub(crate) use paper::roman;
pub(crate) use preview::told_by_section;
pub use preview::{Preview, PreviewHead, PreviewLine, PreviewRow, PreviewSection, preview};

/// The report asked for.
#[derive(Clone, Debug)]
pub struct AskPeriod {
    /// Code of the agency.
    pub agency: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Only so many cumulative months of the last year; `None`: the whole year.
    pub month: Option<u8>,
    /// Months of the last year that are no cumulative window, a calendar year or a half of one; `None`: work years.
    pub stretch: Option<Months>,
    /// Code of `Phạm vi`; `btp` where not told.
    pub scope: Option<String>,
    /// Code of the outline.
    pub outline: String,
    /// Title in the author's words; `None`: that of the outline.
    pub title: Option<String>,
    /// Who wrote it, where the paper names an author.
    pub author: Option<String>,
    /// How it is issued.
    pub issue: Issue,
}

/// The outline of a report over years.
pub const REPORT: &str = "giai-doan";
/// The outline of an article.
pub const ARTICLE: &str = "bai-viet";

impl AskPeriod {
    /// The last window: the whole last year, or its first months; of months of a calendar year what of them the work
    /// year of the same number holds.
    fn window(&self) -> Result<Window, AppError> {
        super::window(self.to, self.months().unwrap_or(12))
    }

    /// The months of the last year where it is not asked for whole.
    fn months(&self) -> Option<u8> {
        match self.stretch {
            Some(Months::CalendarFirst) => Some(9),
            Some(_) => None,
            None => self.month.filter(|month| *month != 12),
        }
    }

    /// The months asked for, where they are no cumulative window.
    fn stretch(&self) -> Option<Stretch> {
        let months = self.stretch?;
        Some(Stretch {
            year: self.to,
            months,
        })
    }

    fn years(&self) -> AskYears {
        AskYears {
            agency: self.agency.clone(),
            from: self.from,
            to: self.to,
            month: self.months(),
            own: false,
        }
    }

    /// `Tổng kết` of whole years, `Sơ kết` of the first months of one, else `Kết quả`.
    fn summing_up(&self) -> &'static str {
        match self.months() {
            _ if self
                .stretch
                .is_some_and(|months| months != Months::Calendar) =>
            {
                "Kết quả"
            }
            None => "Tổng kết",
            Some(_) if self.from == self.to => "Sơ kết",
            Some(_) => "Kết quả",
        }
    }

    /// `năm 2022`, `giai đoạn 2015 – 2020`, `năm 2020 và 08 tháng năm 2021`, `từ năm 2016 đến 08 tháng năm 2021`.
    pub fn period(&self) -> String {
        let (from, to) = (self.from, self.to);
        if let Some(stretch) = self.stretch() {
            return stretch.label();
        }
        let Some(month) = self.months() else {
            return match from == to {
                true => format!("năm {from}"),
                false => format!("giai đoạn {from} – {to}"),
            };
        };
        let last = format!("{} tháng năm {to}", two_digits(month.into()));
        match to - from {
            0 => last,
            1 => format!("năm {from} và {last}"),
            _ => format!("từ năm {from} đến {last}"),
        }
    }
}

/// The outlines a reader may choose: code and name, as they stand on the last day reported.
///
/// # Errors
/// As reading them.
pub fn choices() -> Result<Vec<(&'static str, &'static str)>, AppError> {
    let all = outlines()?.iter();
    let mut found: Vec<(&str, &str)> = Vec::new();
    for outline in all {
        if !found.iter().any(|(code, _)| *code == outline.code) {
            found.push((&outline.code, &outline.name));
        }
    }
    Ok(found)
}

fn outline(ask: &AskPeriod, window: Window) -> Result<&'static Outline, AppError> {
    let on = ask.issue.date.unwrap_or_else(|| window.last_day());
    chosen(outlines()?, &ask.outline, on).ok_or_else(|| {
        AppError::refused("Không có đề cương báo cáo này; hãy chọn trong danh sách.")
    })
}

/// The paper.
///
/// # Errors
/// [`AppError::Refused`] for years, months or an outline that cannot be; [`AppError::NotFound`] and
/// [`AppError::Forbidden`] as every query.
pub fn document(view: &View, ask: &AskPeriod) -> Result<Document, AppError> {
    let window = checked(view, ask)?;
    let outline = outline(ask, window)?;
    let composed = compose(view, ask, outline, window)?;
    paper::document(view, ask, outline, window, composed)
}

/// The sentences of the report, each with its key: what a version of it says.
///
/// # Errors
/// As [`document`].
pub fn sentences(view: &View, ask: &AskPeriod) -> Result<Vec<Bound>, AppError> {
    let window = checked(view, ask)?;
    let composed = compose(view, ask, outline(ask, window)?, window)?;
    let pieces = composed.sections.iter().flat_map(|(_, pieces)| pieces);
    Ok(pieces.filter_map(bound).collect())
}

fn bound(piece: &Piece) -> Option<Bound> {
    let sentence = matches!(
        piece.block,
        Block::Paragraph(_) | Block::Item(_) | Block::Basis(_) | Block::Note(_)
    );
    sentence.then(|| Bound {
        key: piece.key.clone(),
        words: words_of(&piece.block),
    })
}

/// The words of a block; of a table those over it.
fn words_of(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Item(text) | Block::Basis(text) => text.words(),
        Block::Note(words) | Block::Heading(_, words) | Block::Centre(words) => words.clone(),
        Block::Table(table) => table.caption.clone().unwrap_or_default(),
        Block::Picture(shown) => shown.caption.clone(),
        Block::PageBreak => String::new(),
    }
}

fn checked(view: &View, ask: &AskPeriod) -> Result<Window, AppError> {
    view.permit_agency(super::PERMISSION, &ask.agency)?;
    let window = ask.window()?;
    let first = WorkYear::parse(&ask.from.to_string());
    if first.is_err() || ask.from > ask.to {
        return Err(AppError::refused(
            "Năm đầu của kỳ báo cáo phải gồm bốn chữ số và không sau năm cuối.",
        ));
    }
    if ask.stretch.is_some() && (ask.from != ask.to || ask.month.is_some_and(|month| month != 12)) {
        return Err(AppError::refused(
            "Kỳ theo năm dương lịch hoặc nửa năm là kỳ của một năm: năm đầu và năm cuối phải như nhau, không chọn tháng lũy kế.",
        ));
    }
    Ok(window)
}
