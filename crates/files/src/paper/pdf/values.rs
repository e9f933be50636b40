//! The document as values for the template: texts with their final signs, lengths, sizes.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};

use crate::paper::measure::{Face, width};
use crate::paper::model::{Annex, Block, Document, Illustration, Level, Margins, Signature, Text};
use crate::paper::table::{Align, Table};
use crate::paper::{PaperError, columns, layout, wording};

/// A dictionary of `key => value` pairs, each turned into a typst value.
macro_rules! dict {
    ($($key:ident : $value:expr),* $(,)?) => {{
        let mut dict = Dict::new();
        $(dict.insert(stringify!($key).into(), $value.into_value());)*
        dict
    }};
}

/// The whole document, as `sys.inputs` of `paper.typ`.
pub(super) fn inputs(document: &Document) -> Result<Dict, PaperError> {
    let annexes = document
        .annexes
        .iter()
        .map(annex)
        .collect::<Result<Vec<_>, _>>()?;
    let lines = wording::subject_lines(&document.subject);
    let longest = lines
        .iter()
        .map(|line| width(line, Face::Bold, layout::BODY))
        .max();
    let column = layout::millimetres(layout::text_column(document.landscape));
    let subject = longest.unwrap_or(0).min(column);
    Ok(dict! {
        title: document.title(),
        alone: document.is_annex_alone(),
        size: sizes(),
        sheet: sheet(document.landscape, Margins::default()),
        letterhead: letterhead(document),
        kind: option(document.kind.as_ref().map(|kind| kind.to_uppercase())),
        subject: lines.join("\n"),
        subject_rule: thousandths(layout::rule_under(subject)),
        addressees: addressees(&document.addressees),
        blocks: blocks(&document.blocks, layout::text_width(document.landscape, Margins::default()))?,
        signatures: document.signatures.iter().map(signature).collect::<Array>(),
        recipients: strings(wording::dashed(&document.recipients)),
        remarks: strings(wording::remarks(&document.marks)),
        annexes: annexes.into_iter().map(Value::Dict).collect::<Array>(),
    })
}

fn sizes() -> Dict {
    let points = i64::from;
    dict! {
        nation: points(layout::NATION),
        motto: points(layout::MOTTO),
        issuer: points(layout::ISSUER),
        number: points(layout::NUMBER),
        body: points(layout::BODY),
        letter_subject: points(layout::LETTER_SUBJECT),
        recipients: points(layout::RECIPIENTS),
        recipient: points(layout::RECIPIENT),
        note: points(layout::NOTE),
        signing: points(layout::SIGNING),
        padding: points(layout::CELL_PADDING),
    }
}

fn sheet(landscape: bool, margins: Margins) -> Dict {
    let (width, height) = layout::sheet(landscape);
    let millimetres = i64::from;
    dict! {
        width: millimetres(width),
        height: millimetres(height),
        top: millimetres(margins.top),
        bottom: millimetres(margins.bottom),
        left: millimetres(margins.left),
        right: millimetres(margins.right),
    }
}

fn letterhead(document: &Document) -> Dict {
    let head = &document.letterhead;
    let lines = |name: &String, face| wording::agency_lines(name, face);
    let superior = head
        .superior
        .iter()
        .flat_map(|name| lines(name, Face::Regular))
        .collect();
    let issuer: Vec<_> = head
        .issuer
        .iter()
        .flat_map(|name| lines(name, Face::Bold))
        .collect();
    let (left, right) = layout::letterhead(document.landscape);
    let column = layout::millimetres(left);
    let longest = issuer
        .iter()
        .map(|line| width(line, Face::Bold, layout::ISSUER))
        .max();
    let letter = document.kind.is_none().then(|| document.subject.clone());
    dict! {
        left: i64::from(left),
        right: i64::from(right),
        superior: strings(superior),
        issuer: strings(issuer),
        issuer_rule: thousandths(layout::rule_under(longest.unwrap_or(0).min(column))),
        nation: layout::NATION_TEXT,
        motto: layout::MOTTO_TEXT,
        motto_rule: thousandths(width(layout::MOTTO_TEXT, Face::Bold, layout::MOTTO)),
        number: head.number.clone().unwrap_or_default(),
        dateline: head.dateline.as_ref().map(wording::date_line).unwrap_or_default(),
        letter_subject: option(letter),
        draft: option(document.marks.draft.as_ref().map(|draft| draft.to_uppercase())),
    }
}

fn addressees(names: &[String]) -> Dict {
    let lines = match names {
        [name] => vec![wording::addressee(name)],
        _ => wording::dashed(names),
    };
    dict! {
        head: "Kính gửi:",
        left: i64::from(layout::ADDRESSEES_LEFT),
        dash: thousandths(width("Kính gửi", Face::Regular, layout::BODY)),
        lines: strings(lines),
    }
}

fn signature(signature: &Signature) -> Value {
    let capacity = signature
        .capacity
        .iter()
        .map(|line| line.to_uppercase())
        .collect();
    Value::Dict(dict! {
        capacity: strings(capacity),
        name: signature.name.clone().unwrap_or_default(),
    })
}

fn annex(annex: &Annex) -> Result<Dict, PaperError> {
    let margins = annex.margins.unwrap_or_default();
    Ok(dict! {
        sheet: sheet(annex.landscape, margins),
        label: option(annex.label.clone()),
        title: annex.title.to_uppercase(),
        attached: option(annex.attached_to.as_deref().map(wording::attached)),
        blocks: blocks(&annex.blocks, layout::text_width(annex.landscape, margins))?,
    })
}

fn blocks(blocks: &[Block], width: u32) -> Result<Array, PaperError> {
    // Ranks below "Phần" begin the outline where there is none.
    let parts = blocks
        .iter()
        .any(|block| matches!(block, Block::Heading(Level::Part, _)));
    let value = |(index, block): (usize, &Block)| {
        Ok(Value::Dict(match block {
            Block::Basis(text) => paragraph(&wording::basis(blocks, index, text)),
            Block::Paragraph(text) => paragraph(text),
            Block::Item(text) => paragraph(&wording::item(text)),
            Block::Heading(level, text) => heading(*level, text, parts),
            Block::Centre(text) => dict! { kind: "centre", text: text.clone() },
            Block::Note(text) => dict! { kind: "note", text: text.clone() },
            Block::Picture(shown) => picture_of(shown, width),
            Block::PageBreak => dict! { kind: "break" },
            Block::Table(table) => table_of(table, width)?,
        }))
    };
    blocks.iter().enumerate().map(value).collect()
}

fn paragraph(text: &Text) -> Dict {
    let run = |run: &crate::paper::Run| {
        Value::Dict(dict! { text: run.text.clone(), bold: run.bold, italic: run.italic })
    };
    dict! { kind: "paragraph", runs: text.0.iter().map(run).collect::<Array>() }
}

fn picture_of(shown: &Illustration, column: u32) -> Dict {
    let picture = &shown.picture;
    let (width, height) = layout::picture(picture.width, picture.height, column);
    dict! {
        kind: "picture",
        data: Bytes::new(picture.bytes.clone()),
        format: picture.media.code(),
        width: i64::from(width),
        height: i64::from(height),
        alt: shown.alt.clone(),
        caption: option(wording::caption(shown)),
    }
}

fn heading(level: Level, text: &str, parts: bool) -> Dict {
    let (rank, style) = match level {
        Level::Part => (0, "part"),
        Level::Section => (1, "section"),
        Level::Clause => (2, "clause"),
        Level::Point => (3, "point"),
    };
    let text = if level == Level::Section {
        text.to_uppercase()
    } else {
        text.to_owned()
    };
    let level = i64::from(rank) + i64::from(parts);
    dict! { kind: "heading", level: level, style: style, text: text }
}

fn table_of(table: &Table, width: u32) -> Result<Dict, PaperError> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let heads = table.placed()?.into_iter().map(|placed| {
        Value::Dict(dict! {
            column: count(placed.column),
            row: count(placed.row),
            across: count(placed.head.across.max(1)),
            down: count(placed.head.down.max(1)),
            text: placed.head.text.clone(),
        })
    });
    let rows = table.rows.iter().map(|row| {
        let mut column = 0;
        let cells = row.cells.iter().map(|cell| {
            let across = cell.across.max(1);
            let align = match table.columns.get(column).map(|column| column.align) {
                _ if across > 1 => "left",
                Some(Align::Centre) => "centre",
                Some(Align::Right) => "right",
                Some(Align::Left) | None => "left",
            };
            column += across;
            Value::Dict(dict! { text: cell.text.clone(), across: count(across), align: align })
        });
        Value::Dict(dict! { cells: cells.collect::<Array>(), bold: row.bold })
    });
    let set = columns::set(table, width);
    let widths = set
        .widths
        .into_iter()
        .map(|width| Value::Int(i64::from(width)));
    Ok(dict! {
        kind: "table",
        caption: option(table.caption.clone()),
        unit: option(table.unit.clone()),
        size: i64::from(set.size),
        columns: widths.collect::<Array>(),
        header: heads.collect::<Array>(),
        rows: rows.collect::<Array>(),
    })
}

fn option(text: Option<String>) -> Value {
    text.map_or(Value::None, IntoValue::into_value)
}

fn strings(lines: Vec<String>) -> Array {
    lines.into_iter().map(IntoValue::into_value).collect()
}

fn thousandths(length: u64) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
