//! XML as text, and the two WordprocessingML shapes everything is made of.
//!
//! The schema fixes the order of an element's children (ECMA-376, part 1, 17.3 and 17.4); it is kept
//! here, in one place, by writing a paragraph's and a run's properties from a struct.

use std::fmt::{Display, Write};

use crate::paper::model::{Run, Text};

/// XML being written.
#[derive(Default)]
pub(super) struct Xml(pub(super) String);

impl Xml {
    /// `<name a="b">`.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.tag(name, attributes, ">");
    }

    /// `<name a="b"/>`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.tag(name, attributes, "/>");
    }

    /// `<name w:val="…"/>`.
    pub(super) fn val(&mut self, name: &str, value: impl Display) {
        self.empty(name, &[("w:val", &value)]);
    }

    /// `<name w:type="…"/>`.
    pub(super) fn val_type(&mut self, name: &str, kind: &str) {
        self.empty(name, &[("w:type", &kind)]);
    }

    /// `</name>`.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Character data, escaped.
    pub(super) fn text(&mut self, text: &str) {
        self.0.push_str(&quick_xml::escape::escape(text));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &dyn Display)], end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            let value = value.to_string();
            let value = quick_xml::escape::escape(value.as_str());
            // Writing to a String cannot fail.
            let _ = write!(self.0, " {key}=\"{value}\"");
        }
        self.0.push_str(end);
    }
}

/// The look of a run beyond its paragraph's style.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// Bold.
    pub(super) bold: bool,
    /// Italic.
    pub(super) italic: bool,
    /// Size in points.
    pub(super) size: Option<u16>,
}

/// A paragraph's properties; lengths in twips.
#[derive(Clone, Copy, Default)]
pub(super) struct Paragraph<'a> {
    /// Id of its style in `styles.xml`.
    pub(super) style: &'a str,
    /// Stays on the page of what follows.
    pub(super) keep_next: bool,
    /// Begins a page.
    pub(super) new_page: bool,
    /// A line above it, drawn between the indents.
    pub(super) rule: bool,
    /// A frame round it.
    pub(super) frame: bool,
    /// Space above, where the style's own is not meant.
    pub(super) before: Option<u32>,
    /// Indents left and right, where the style's own are not meant.
    pub(super) indent: Option<(u32, u32)>,
    /// `left`, `center` or `right`, where the style's own is not meant.
    pub(super) align: Option<&'a str>,
    /// The section it ends, as a whole `w:sectPr`.
    pub(super) section: Option<&'a str>,
}

impl Paragraph<'_> {
    /// Writes the paragraph with `text`, each run in its own face.
    pub(super) fn text(self, xml: &mut Xml, text: &Text) {
        self.around(xml, |xml| {
            for run in &text.0 {
                run_of(xml, run, None);
            }
        });
    }

    /// Writes the paragraph with `words` in one look.
    pub(super) fn words(self, xml: &mut Xml, words: &str, look: Look) {
        let run = Run {
            text: words.into(),
            bold: look.bold,
            italic: look.italic,
        };
        self.around(xml, |xml| run_of(xml, &run, look.size));
    }

    /// Writes the paragraph with whatever `runs` writes into it.
    pub(super) fn holding(self, xml: &mut Xml, runs: impl FnOnce(&mut Xml)) {
        self.around(xml, runs);
    }

    /// Writes the paragraph without words.
    pub(super) fn blank(self, xml: &mut Xml) {
        self.around(xml, |_| ());
    }

    fn around(self, xml: &mut Xml, runs: impl FnOnce(&mut Xml)) {
        xml.open("w:p", &[]);
        self.properties(xml);
        runs(xml);
        xml.close("w:p");
    }

    fn properties(self, xml: &mut Xml) {
        xml.open("w:pPr", &[]);
        if !self.style.is_empty() {
            xml.val("w:pStyle", self.style);
        }
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if self.new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        self.borders(xml);
        if let Some(before) = self.before {
            xml.empty("w:spacing", &[("w:before", &before)]);
        }
        if let Some((left, right)) = self.indent {
            let nought = &0_u32;
            xml.empty(
                "w:ind",
                &[
                    ("w:left", &left),
                    ("w:right", &right),
                    ("w:firstLine", nought),
                ],
            );
        }
        if let Some(align) = self.align {
            xml.val("w:jc", align);
        }
        if let Some(section) = self.section {
            xml.0.push_str(section);
        }
        xml.close("w:pPr");
    }

    fn borders(self, xml: &mut Xml) {
        if !self.rule && !self.frame {
            return;
        }
        let sides: &[&str] = if self.frame {
            &["top", "left", "bottom", "right"]
        } else {
            &["top"]
        };
        xml.open("w:pBdr", &[]);
        for side in sides {
            border(xml, &format!("w:{side}"), if self.frame { 2 } else { 0 });
        }
        xml.close("w:pBdr");
    }
}

/// A thin black line at `space` points from the text.
pub(super) fn border(xml: &mut Xml, name: &str, space: u8) {
    let line: &[(&str, &dyn Display)] = &[
        ("w:val", &"single"),
        ("w:sz", &6),
        ("w:space", &space),
        ("w:color", &"000000"),
    ];
    xml.empty(name, line);
}

fn run_of(xml: &mut Xml, run: &Run, size: Option<u16>) {
    xml.open("w:r", &[]);
    if run.bold || run.italic || size.is_some() {
        xml.open("w:rPr", &[]);
        for (set, name) in [
            (run.bold, "w:b"),
            (run.bold, "w:bCs"),
            (run.italic, "w:i"),
            (run.italic, "w:iCs"),
        ] {
            if set {
                xml.empty(name, &[]);
            }
        }
        if let Some(size) = size {
            xml.val("w:sz", size * 2);
            xml.val("w:szCs", size * 2);
        }
        xml.close("w:rPr");
    }
    for (index, line) in run.text.split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        xml.open("w:t", &[("xml:space", &"preserve")]);
        xml.text(line);
        xml.close("w:t");
    }
    xml.close("w:r");
}
