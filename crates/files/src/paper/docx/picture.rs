//! Pictures: a line of their own with an inline drawing (ECMA-376, part 1, 20.4), the caption kept under it.

use super::body::Body;
use super::xml::{Look, Paragraph, Xml};
use crate::paper::layout;
use crate::paper::model::{Block, Document, Illustration};
use crate::paper::{Picture, wording};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// Units of a drawing (EMU) in a twip.
const EMU: u32 = 635;

/// Every picture of a document, in the order in which it is written.
pub(super) fn all(document: &Document) -> Vec<&Picture> {
    let body = match document.is_annex_alone() {
        true => [].iter(),
        false => document.blocks.iter(),
    };
    let annexes = document.annexes.iter().flat_map(|annex| &annex.blocks);
    body.chain(annexes)
        .filter_map(|block| match block {
            Block::Picture(shown) => Some(&shown.picture),
            _ => None,
        })
        .collect()
}

/// Name of a picture's part within `word/`, counted from 1.
pub(super) fn part(number: usize, picture: &Picture) -> String {
    format!("media/anh{number}.{}", picture.media.code())
}

/// Its place among the relationships of the document.
pub(super) fn relation(number: usize) -> String {
    format!("rIdAnh{number}")
}

/// Writes a picture with its caption.
pub(super) fn write(body: &mut Body<'_>, shown: &Illustration) {
    body.pictures += 1;
    let number = body.pictures;
    let size = layout::picture(shown.picture.width, shown.picture.height, body.width);
    let caption = wording::caption(shown);
    let line = Paragraph {
        keep_next: caption.is_some(),
        ..body.paragraph("TDPicture")
    };
    line.holding(body.xml, |xml| {
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        inline(xml, shown, number, size);
        xml.close("w:drawing");
        xml.close("w:r");
    });
    if let Some(caption) = caption {
        body.paragraph("TDUnder")
            .words(body.xml, &caption, Look::default());
    }
}

fn inline(xml: &mut Xml, shown: &Illustration, number: usize, (width, height): (u32, u32)) {
    let (cx, cy) = (width * EMU, height * EMU);
    let named: [(&str, &dyn std::fmt::Display); 3] = [
        ("id", &number),
        ("name", &format!("Ảnh {number}")),
        ("descr", &shown.alt),
    ];
    let nought = &0_u32;
    xml.open(
        "wp:inline",
        &[
            ("xmlns:wp", &INLINE),
            ("distT", nought),
            ("distB", nought),
            ("distL", nought),
            ("distR", nought),
        ],
    );
    xml.empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
    xml.empty("wp:docPr", &named);
    xml.open("wp:cNvGraphicFramePr", &[]);
    xml.empty(
        "a:graphicFrameLocks",
        &[("xmlns:a", &DRAWING), ("noChangeAspect", &1)],
    );
    xml.close("wp:cNvGraphicFramePr");
    xml.open("a:graphic", &[("xmlns:a", &DRAWING)]);
    xml.open("a:graphicData", &[("uri", &PICTURE)]);
    xml.open("pic:pic", &[("xmlns:pic", &PICTURE)]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &named);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close("pic:nvPicPr");
    xml.open("pic:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", &relation(number))]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", nought), ("y", nought)]);
    xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", &"rect")]);
    xml.empty("a:avLst", &[]);
    xml.close("a:prstGeom");
    for name in [
        "pic:spPr",
        "pic:pic",
        "a:graphicData",
        "a:graphic",
        "wp:inline",
    ] {
        xml.close(name);
    }
}
