//! What each look is in a workbook; made once each.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::{Look, Tone};

const FONT: &str = "Times New Roman";
const SIZE: u16 = 12;
/// Paper-like yellow of what is typed, grey of what is only read; both print as nearly white.
const TYPED: u32 = 0x00FF_F8DC;
const READ: u32 = 0x00F2_F2F2;
const GREY: u32 = 0x0059_5959;

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
    let plain = Format::new()
        .set_font_name(FONT)
        .set_font_size(SIZE)
        .set_align(FormatAlign::VerticalCenter);
    let bordered = || plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
    let number = || {
        bordered()
            .set_align(FormatAlign::Right)
            .set_num_format("#,##0")
    };
    match look {
        Look::Plain => plain.set_align(FormatAlign::Left),
        Look::Strong => plain.set_align(FormatAlign::Left).set_bold(),
        Look::Wrapped => plain
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Top),
        Look::Faint => plain
            .set_font_size(9)
            .set_font_color(Color::RGB(GREY))
            .set_text_wrap(),
        Look::Centre => plain.set_align(FormatAlign::Center).set_text_wrap(),
        Look::CentreStrong => plain
            .set_align(FormatAlign::Center)
            .set_text_wrap()
            .set_bold(),
        Look::Head => bordered().set_align(FormatAlign::Center).set_bold(),
        Look::Group => bordered()
            .set_align(FormatAlign::Left)
            .set_bold()
            .set_background_color(Color::RGB(READ)),
        Look::Label => bordered().set_align(FormatAlign::Left),
        Look::Unit => bordered().set_align(FormatAlign::Center),
        Look::Number => number()
            .set_background_color(Color::RGB(READ))
            .set_font_color(Color::RGB(GREY)),
        Look::Made => number(),
        Look::MadePercent => number().set_num_format("0.00"),
        Look::Says => bordered().set_align(FormatAlign::Left),
        Look::TypedNumber => number()
            .set_unlocked()
            .set_background_color(Color::RGB(TYPED)),
        Look::TypedWords => bordered()
            .set_align(FormatAlign::Left)
            .set_unlocked()
            .set_background_color(Color::RGB(TYPED)),
    }
}

/// How a cell shows that a rule holds: colour beside the words of the cell, never instead of them.
pub(super) fn tone(tone: Tone) -> Format {
    let (text, back) = match tone {
        Tone::Good => (0x0013_6B3A, 0x00E6_F4EA),
        Tone::Doubt => (0x007A_4B00, 0x00FF_EFD0),
        Tone::Bad => (0x009B_1C1C, 0x00FD_E3E3),
    };
    Format::new()
        .set_font_color(Color::RGB(text))
        .set_background_color(Color::RGB(back))
}
