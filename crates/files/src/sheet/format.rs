//! Looks of cells, made once each.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// What tells one look from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// Where the text stands.
    pub(super) place: Place,
    /// How the number is shown.
    pub(super) number: Number,
    /// Runs on over empty neighbours instead of wrapping.
    pub(super) running: bool,
    /// Bold.
    pub(super) bold: bool,
    /// Italic.
    pub(super) italic: bool,
    /// With borders.
    pub(super) bordered: bool,
    /// Text that begins like a formula and must stay text when the cell is edited.
    pub(super) quoted: bool,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Words.
    #[default]
    Left,
    /// Headings, marks, days.
    Centre,
    /// Numbers.
    Right,
}

/// How a number is shown; separators follow the language Excel is set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Number {
    /// As it is.
    #[default]
    General,
    /// "1.057" with so many decimals.
    Grouped(usize),
    /// "68,73%" of a number that is already percent.
    Percent(usize),
    /// "09/11/2018".
    Date,
}

/// The looks made so far.
#[derive(Default)]
pub(super) struct Looks(HashMap<Look, Format>);

impl Looks {
    /// The format of a look.
    pub(super) fn get(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with(|| make(look))
    }
}

fn make(look: Look) -> Format {
    let align = match look.place {
        Place::Left => FormatAlign::Left,
        Place::Centre => FormatAlign::Center,
        Place::Right => FormatAlign::Right,
    };
    let mut format = Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(super::height::SIZE)
        .set_align(align)
        .set_align(FormatAlign::VerticalCenter);
    let decimals = |count: usize| {
        if count == 0 {
            String::new()
        } else {
            format!(".{}", "0".repeat(count))
        }
    };
    format = match look.number {
        Number::General => format,
        Number::Grouped(count) => format.set_num_format(format!("#,##0{}", decimals(count))),
        Number::Percent(count) => format.set_num_format(format!("0{}\"%\"", decimals(count))),
        Number::Date => format.set_num_format("dd/mm/yyyy"),
    };
    if !look.running {
        format = format.set_text_wrap();
    }
    if look.bold {
        format = format.set_bold();
    }
    if look.italic {
        format = format.set_italic();
    }
    if look.bordered {
        format = format.set_border(FormatBorder::Thin);
    }
    if look.quoted {
        format = format.set_quote_prefix();
    }
    format
}
