//! Fonts that say how letters were coded: `.VnTime` and its family are TCVN3, `VNI-Times` and its family VNI.

use std::collections::HashMap;

use thidua_domain::text::legacy::{self, Encoding};

use crate::grid::error::ReadError;
use crate::grid::parts::{attribute, each_tag};

/// Styles one may rest on, one after the other.
const CHAIN: usize = 10;

/// How the letters of a run are coded, and whether its font shows small letters as capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Coding {
    encoding: Option<Encoding>,
    capitals: bool,
}

impl Coding {
    /// The coding of a font by its name.
    pub(super) fn of_font(name: &str) -> Self {
        let lower = name.trim().to_lowercase();
        let encoding = if lower.starts_with(".vn") {
            Some(Encoding::Tcvn3)
        } else if lower.starts_with("vni-") || lower.starts_with("vni ") {
            Some(Encoding::Vni)
        } else {
            None
        };
        Self {
            encoding,
            // `.VnTimeH`: the capitals of the family.
            capitals: encoding == Some(Encoding::Tcvn3) && name.trim().ends_with('H'),
        }
    }

    /// The text as the font showed it. What is Unicode already stays: a font was often only set over it.
    pub(super) fn decoded(self, text: &str) -> String {
        let Some(encoding) = self.encoding else {
            return text.to_owned();
        };
        let old =
            |letter: char| u32::from(letter) < 0x250 || "‚„…†‡ˆ‰‹‘’“”•–—˜™›€".contains(letter);
        // Vietnamese letters of Unicode that the old codings have no use for.
        let new = |letter: char| {
            matches!(
                letter,
                'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư'
            )
        };
        if text.is_ascii() && !self.capitals || !text.chars().all(old) || text.chars().any(new) {
            return text.to_owned();
        }
        let shown = legacy::to_unicode(text, encoding);
        match self.capitals {
            true => shown.to_uppercase(),
            false => shown,
        }
    }
}

/// Fonts of styles.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    usual: Coding,
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    font: Option<Coding>,
    based: Option<String>,
}

impl Fonts {
    /// The fonts a part of styles tells.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ReadError> {
        let mut fonts = Self::default();
        let mut at: Option<String> = None;
        let mut usual = None;
        // Formats of single rows and columns of a table style are not those of its text.
        let mut apart = false;
        each_tag(part, text, |tag| {
            match tag.local_name().as_ref() {
                "style" => {
                    let id = attribute(part, tag, "styleId")?.unwrap_or_default();
                    fonts.styles.insert(id.clone(), Style::default());
                    at = Some(id);
                    apart = false;
                }
                "tblStylePr" => apart = true,
                "basedOn" => {
                    let base = attribute(part, tag, "val")?;
                    if let Some(style) = at.as_ref().and_then(|id| fonts.styles.get_mut(id)) {
                        style.based = base;
                    }
                }
                "rFonts" if !apart => {
                    let name = match attribute(part, tag, "hAnsi")? {
                        Some(name) => Some(name),
                        None => attribute(part, tag, "ascii")?,
                    };
                    let font = name.map(|name| Coding::of_font(&name));
                    match &at {
                        Some(id) => {
                            if let Some(style) = fonts.styles.get_mut(id) {
                                style.font = style.font.or(font);
                            }
                        }
                        None => usual = usual.or(font),
                    }
                }
                _ => (),
            }
            Ok(())
        })?;
        fonts.usual = usual.unwrap_or_default();
        Ok(fonts)
    }

    /// The coding of a style, of what it rests on, or of the document.
    pub(super) fn of_style(&self, id: &str) -> Coding {
        self.told(id).unwrap_or(self.usual)
    }

    /// The coding a style tells, itself or by what it rests on.
    pub(super) fn told(&self, id: &str) -> Option<Coding> {
        let mut at = id;
        for _ in 0..CHAIN {
            let style = self.styles.get(at)?;
            if style.font.is_some() {
                return style.font;
            }
            at = style.based.as_deref()?;
        }
        None
    }

    /// The coding of text without a style.
    pub(super) fn usual(&self) -> Coding {
        // `Normal` is the style of every paragraph that names none.
        self.of_style("Normal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_tells_the_coding() {
        let shown = |font: &str, text: &str| Coding::of_font(font).decoded(text);
        assert_eq!(shown(".VnTime", "Chøc vô"), "Chức vụ");
        assert_eq!(shown(".VnTimeH", "chi côc"), "CHI CỤC");
        assert_eq!(shown("VNI-Times", "Nguyeãn"), "Nguyễn");
        assert_eq!(shown("Times New Roman", "Chøc vô"), "Chøc vô");
        assert_eq!(shown(".VnTime", "Chức vụ"), "Chức vụ", "Unicode already");
        assert_eq!(shown(".VnTime", "1.057"), "1.057");
    }

    #[test]
    fn a_style_has_the_font_of_what_it_rests_on() {
        let text = r#"<styles><docDefaults><rPrDefault><rPr><rFonts ascii="Times New Roman"/></rPr></rPrDefault></docDefaults>
            <style styleId="Normal"><rPr><rFonts hAnsi=".VnTime" ascii="Arial"/></rPr></style>
            <style styleId="O"><basedOn val="Normal"/></style>
            <style styleId="U"><rPr><rFonts ascii="Arial"/></rPr><tblStylePr><rFonts ascii="VNI-Times"/></tblStylePr></style>
            <style styleId="A"><basedOn val="B"/></style><style styleId="B"><basedOn val="A"/></style></styles>"#;
        let fonts = Fonts::read("styles.xml", text).unwrap();
        assert_eq!(fonts.usual(), Coding::of_font(".VnTime"));
        assert_eq!(fonts.of_style("O"), Coding::of_font(".VnTime"));
        assert_eq!(fonts.of_style("U"), Coding::default());
        assert_eq!(fonts.of_style("A"), Coding::default(), "a circle ends");
    }
}
