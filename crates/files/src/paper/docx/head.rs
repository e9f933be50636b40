//! What stands before and after the body: letterhead, title, Kính gửi; signatures, Nơi nhận, remarks.

use super::body::Body;
use super::table::{Span, open, open_cell, open_row};
use super::xml::{Look, Paragraph, Xml};
use crate::paper::layout::{self, twips, twips_of};
use crate::paper::measure::{Face, width};
use crate::paper::model::{Annex, Document, Letterhead, Signature};
use crate::paper::wording;

/// Letterhead, tên loại and trích yếu, Kính gửi.
pub(super) fn opening(body: &mut Body<'_>, document: &Document) {
    letterhead(body.xml, document);
    if let Some(kind) = &document.kind {
        body.paragraph("TDKind")
            .words(body.xml, &kind.to_uppercase(), Look::default());
        if !document.subject.is_empty() {
            let lines = wording::subject_lines(&document.subject);
            let longest = lines
                .iter()
                .map(|line| width(line, Face::Bold, layout::BODY));
            let longest = longest.max().unwrap_or(0);
            body.paragraph("TDSubject")
                .words(body.xml, &lines.join("\n"), Look::default());
            rule(body.xml, body.width, layout::rule_under(longest));
        }
    }
    addressees(body, &document.addressees);
}

fn letterhead(xml: &mut Xml, document: &Document) {
    let head = &document.letterhead;
    let (left, right) = layout::letterhead(document.landscape);
    let widths = [twips(left), twips(right)];
    open(xml, &widths, false);
    open_row(xml, false);
    cell(xml, widths[0], |xml| agencies(xml, head, widths[0]));
    cell(xml, widths[1], |xml| nation(xml, widths[1]));
    xml.close("w:tr");
    open_row(xml, false);
    cell(xml, widths[0], |xml| numbers(xml, document, widths[0]));
    cell(xml, widths[1], |xml| {
        let line = head
            .dateline
            .as_ref()
            .map(wording::date_line)
            .unwrap_or_default();
        let look = Look {
            italic: true,
            size: Some(layout::NUMBER),
            ..Look::default()
        };
        line_of(xml, &line, look, 120);
    });
    xml.close("w:tr");
    xml.close("w:tbl");
}

fn agencies(xml: &mut Xml, head: &Letterhead, column: u32) {
    let upright = Look {
        size: Some(layout::ISSUER),
        ..Look::default()
    };
    let bold = Look {
        bold: true,
        ..upright
    };
    for line in head
        .superior
        .iter()
        .flat_map(|name| wording::agency_lines(name, Face::Regular))
    {
        line_of(xml, &line, upright, 0);
    }
    let lines: Vec<_> = head
        .issuer
        .iter()
        .flat_map(|name| wording::agency_lines(name, Face::Bold))
        .collect();
    for line in &lines {
        line_of(xml, line, bold, 0);
    }
    let longest = lines
        .iter()
        .map(|line| width(line, Face::Bold, layout::ISSUER))
        .max();
    rule(xml, column, layout::rule_under(longest.unwrap_or(0)));
}

fn nation(xml: &mut Xml, column: u32) {
    let look = |size| Look {
        bold: true,
        size: Some(size),
        ..Look::default()
    };
    line_of(xml, layout::NATION_TEXT, look(layout::NATION), 0);
    line_of(xml, layout::MOTTO_TEXT, look(layout::MOTTO), 0);
    rule(
        xml,
        column,
        width(layout::MOTTO_TEXT, Face::Bold, layout::MOTTO),
    );
}

/// Số, ký hiệu; the trích yếu of a công văn; the mark of a draft.
fn numbers(xml: &mut Xml, document: &Document, column: u32) {
    let look = |size| Look {
        size: Some(size),
        ..Look::default()
    };
    line_of(
        xml,
        document.letterhead.number.as_deref().unwrap_or(""),
        look(layout::NUMBER),
        120,
    );
    if document.kind.is_none() {
        line_of(xml, &document.subject, look(layout::LETTER_SUBJECT), 120);
    }
    if let Some(draft) = &document.marks.draft {
        let words = draft.to_uppercase();
        let room = twips_of(width(&words, Face::Bold, layout::ISSUER)) + 240;
        let side = column.saturating_sub(room) / 2;
        let indent = Some((side, side));
        Paragraph {
            style: "TDLine",
            frame: true,
            before: Some(160),
            indent,
            ..Paragraph::default()
        }
        .words(
            xml,
            &words,
            Look {
                bold: true,
                ..look(layout::ISSUER)
            },
        );
    }
}

/// One addressee stands in the line of "Kính gửi:"; several stand below, dashes under the colon.
fn addressees(body: &mut Body<'_>, names: &[String]) {
    match names {
        [] => {}
        [name] => {
            let words = wording::addressee(name);
            let paragraph = body.paragraph("TDAddressee");
            Paragraph {
                align: Some("center"),
                ..paragraph
            }
            .words(body.xml, &words, Look::default());
        }
        _ => {
            let left = twips(layout::ADDRESSEES_LEFT);
            let paragraph = Paragraph {
                indent: Some((left, 0)),
                ..body.paragraph("TDAddressee")
            };
            paragraph.words(body.xml, "Kính gửi:", Look::default());
            let left = left + twips_of(width("Kính gửi", Face::Regular, layout::BODY));
            for line in wording::dashed(names) {
                let paragraph = body.paragraph("TDAddressee");
                Paragraph {
                    indent: Some((left, 0)),
                    before: Some(0),
                    ..paragraph
                }
                .words(body.xml, &line, Look::default());
            }
        }
    }
}

/// Signatures with Nơi nhận, then what the paper says about itself.
pub(super) fn closing(body: &mut Body<'_>, document: &Document) {
    let half = body.width / 2;
    let widths = [half, body.width - half];
    spacer(body.xml);
    if let [signature] = document.signatures.as_slice() {
        open(body.xml, &widths, false);
        open_row(body.xml, false);
        cell(body.xml, widths[0], |xml| {
            recipients(xml, &document.recipients)
        });
        cell(body.xml, widths[1], |xml| signed(xml, Some(signature)));
        body.xml.close("w:tr");
        body.xml.close("w:tbl");
    } else {
        if !document.signatures.is_empty() {
            open(body.xml, &widths, false);
            for pair in document.signatures.chunks(2) {
                open_row(body.xml, false);
                cell(body.xml, widths[0], |xml| signed(xml, pair.first()));
                cell(body.xml, widths[1], |xml| signed(xml, pair.get(1)));
                body.xml.close("w:tr");
            }
            body.xml.close("w:tbl");
            spacer(body.xml);
        }
        recipients(body.xml, &document.recipients);
    }
    remarks(body, document);
}

fn remarks(body: &mut Body<'_>, document: &Document) {
    let marks = &document.marks;
    Paragraph {
        style: "TDAfter",
        ..Paragraph::default()
    }
    .blank(body.xml);
    for line in wording::remarks(marks) {
        Paragraph {
            style: "TDNote",
            ..Paragraph::default()
        }
        .words(body.xml, &line, Look::default());
    }
}

fn recipients(xml: &mut Xml, names: &[String]) {
    if names.is_empty() {
        Paragraph {
            style: "TDRecipient",
            ..Paragraph::default()
        }
        .blank(xml);
        return;
    }
    let keep = |style| Paragraph {
        style,
        keep_next: true,
        ..Paragraph::default()
    };
    keep("TDRecipients").words(xml, "Nơi nhận:", Look::default());
    let lines = wording::dashed(names);
    for (index, line) in lines.iter().enumerate() {
        let keep_next = index + 1 < lines.len();
        Paragraph {
            keep_next,
            ..keep("TDRecipient")
        }
        .words(xml, line, Look::default());
    }
}

/// Capacity, room to sign, name.
fn signed(xml: &mut Xml, signature: Option<&Signature>) {
    let line = |keep_next, before| Paragraph {
        style: "TDSigned",
        keep_next,
        before,
        ..Paragraph::default()
    };
    let Some(signature) = signature else {
        line(false, None).blank(xml);
        return;
    };
    for words in &signature.capacity {
        line(true, None).words(xml, &words.to_uppercase(), Look::default());
    }
    let name = signature.name.as_deref().unwrap_or("");
    line(false, Some(u32::from(layout::SIGNING) * 20)).words(xml, name, Look::default());
}

/// Label, title and "(Kèm theo …)" of an annex.
pub(super) fn annex(body: &mut Body<'_>, annex: &Annex) {
    if let Some(label) = &annex.label {
        body.paragraph("TDSubject")
            .words(body.xml, label, Look::default());
    }
    body.paragraph("TDTitle")
        .words(body.xml, &annex.title.to_uppercase(), Look::default());
    if let Some(text) = &annex.attached_to {
        body.paragraph("TDAttached")
            .words(body.xml, &wording::attached(text), Look::default());
    }
}

/// Air that stays with what follows.
fn spacer(xml: &mut Xml) {
    Paragraph {
        style: "TDAfter",
        keep_next: true,
        ..Paragraph::default()
    }
    .blank(xml);
}

/// A centred line of the letterhead.
fn line_of(xml: &mut Xml, words: &str, look: Look, before: u32) {
    let before = (before > 0).then_some(before);
    Paragraph {
        style: "TDLine",
        before,
        ..Paragraph::default()
    }
    .words(xml, words, look);
}

/// A line `length` thousandths of a point long in the middle of `column` twips.
fn rule(xml: &mut Xml, column: u32, length: u64) {
    let length = twips_of(length).min(column);
    if length > 0 {
        let side = (column - length) / 2;
        Paragraph {
            style: "TDRule",
            rule: true,
            indent: Some((side, side)),
            ..Paragraph::default()
        }
        .blank(xml);
    }
}

fn cell(xml: &mut Xml, width: u32, content: impl FnOnce(&mut Xml)) {
    open_cell(
        xml,
        Span {
            width,
            across: 1,
            ..Span::default()
        },
    );
    content(xml);
    xml.close("w:tc");
}
