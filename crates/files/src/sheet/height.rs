//! Heights of rows whose text wraps: not every program fits them on opening.

use crate::paper::{Face, text_width};

/// Size of every text, in points.
pub(super) const SIZE: u16 = 12;
/// Height of one line of that size, in quarters of a point, and the air around a row.
const LINE: u32 = 63;
const AIR: u32 = 9;
/// Excel's highest row, in quarters of a point.
const HIGHEST: u32 = 409 * 4;

/// Width inside a column `characters` wide, in thousandths of a point: Excel gives a character 7
/// pixels of 3/4 point; the 5 pixels of padding are left out, so that heights err upward.
pub(super) fn room(characters: u16) -> u64 {
    let characters = if characters == 0 { 8 } else { characters };
    u64::from(characters) * 7 * 750
}

/// Lines that `text` takes in `room`, broken between words.
pub(super) fn lines(text: &str, bold: bool, room: u64) -> u32 {
    let face = if bold { Face::Bold } else { Face::Regular };
    let space = text_width(" ", face, SIZE);
    let mut lines = 0;
    for line in text.split('\n') {
        lines += 1;
        let mut used = 0;
        for word in line.split_whitespace() {
            let word = text_width(word, face, SIZE);
            if used > 0 && used + space + word > room {
                lines += 1;
                used = word;
            } else {
                used += if used > 0 { space + word } else { word };
            }
        }
    }
    lines
}

/// Height of a row of so many lines, in points.
pub(super) fn height(lines: u32) -> f64 {
    f64::from(quarters(lines)) / 4.0
}

/// The same, in quarters of a point.
pub(super) fn quarters(lines: u32) -> u32 {
    (lines.max(1) * LINE + AIR).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words() {
        let text = "Chấp hành viên sơ cấp, Chi cục Thi hành án dân sự Quận 1";
        assert_eq!(lines(text, false, room(80)), 1);
        assert_eq!(lines(text, false, room(30)), 2);
        assert_eq!(lines("một\nhai", false, room(80)), 2);
        assert_eq!(lines("", false, room(1)), 1);
    }
}
