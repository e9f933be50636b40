//! What the finished pages really show: the letters without a glyph, and the text of each page.

use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::paper::PaperError;

/// Refuses a page on which a letter has no glyph: it would be printed as an empty box.
pub(super) fn check(document: &PagedDocument) -> Result<(), PaperError> {
    for (index, page) in document.pages().iter().enumerate() {
        let mut missing = String::new();
        walk(&page.frame, Point::zero(), &mut |_, item| {
            collect_missing(item, &mut missing)
        });
        if !missing.is_empty() {
            let codes: Vec<_> = missing
                .chars()
                .map(|letter| format!("U+{:04X}", u32::from(letter)))
                .collect();
            return Err(PaperError::Glyph {
                codes: codes.join(", "),
                text: missing,
                page: index + 1,
            });
        }
    }
    Ok(())
}

fn collect_missing(item: &TextItem, missing: &mut String) {
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
        for letter in item.text.get(glyph.range()).unwrap_or_default().chars() {
            if !missing.contains(letter) {
                missing.push(letter);
            }
        }
    }
}

/// The text of each page in the order of layout (cells over several rows after their neighbours): a
/// line break where the line changes, a tab where a line leaves a gap.
pub(super) fn texts(document: &PagedDocument) -> Vec<String> {
    let page_text = |frame: &Frame| {
        let mut text = String::new();
        let mut last: Option<Point> = None;
        walk(frame, Point::zero(), &mut |from, item| {
            match last {
                Some(end) if (end.y - from.y).to_pt().abs() > 0.5 => text.push('\n'),
                Some(end) if (end.x - from.x).to_pt().abs() > 0.5 => text.push('\t'),
                _ => {}
            }
            text.push_str(&item.text);
            last = Some(Point::new(from.x + item.width(), from.y));
        });
        text
    };
    document
        .pages()
        .iter()
        .map(|page| page_text(&page.frame))
        .collect()
}

fn walk(frame: &Frame, origin: Point, see: &mut dyn FnMut(Point, &TextItem)) {
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, origin + *position, see),
            FrameItem::Text(text) => see(origin + *position, text),
            _ => {}
        }
    }
}
