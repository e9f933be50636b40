//! Width of a line of text, which the lines under agencies, tiêu ngữ and trích yếu are measured by.

use std::sync::LazyLock;

use super::font;

/// The two faces that carry a line below them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
}

/// The faces, read once.
static FACES: LazyLock<[Option<ttf_parser::Face<'static>>; 2]> =
    LazyLock::new(|| [font::REGULAR, font::BOLD].map(|file| ttf_parser::Face::parse(file, 0).ok()));

/// Width of `text` at `size` points, in thousandths of a point; letters the face lacks count as an em.
pub(crate) fn width(text: &str, face: Face, size: u16) -> u64 {
    let [regular, bold] = &*FACES;
    let face = match face {
        Face::Regular => regular,
        Face::Bold => bold,
    };
    let Some(face) = face else { return 0 };
    let em = u64::from(face.units_per_em());
    let advance = |letter| {
        let glyph = face.glyph_index(letter)?;
        face.glyph_hor_advance(glyph).map(u64::from)
    };
    let units: u64 = text
        .chars()
        .map(|letter| advance(letter).unwrap_or(em))
        .sum();
    units * u64::from(size) * 1000 / em
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_country_fits_its_column() {
        let width = width(super::super::layout::NATION_TEXT, Face::Bold, 12);
        assert_eq!(width / 1000, 250, "88,3 mm");
    }
}
