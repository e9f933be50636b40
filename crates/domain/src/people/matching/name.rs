//! A person's name as lists write it, and how near a written name comes to a known one.

use unicode_normalization::UnicodeNormalization;

use crate::text::{clean, fold};

/// Titles before a name, folded; the longer first.
const TITLES: [&str; 9] = [
    "dong chi", "tap the", "d c", "dc", "ong", "ba", "ths", "ts", "cn",
];

/// How near a written name comes to a known one, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// The same with marks; where the tone stands and i or y make no difference.
    Same,
    /// The same letters, written without any mark.
    Unmarked,
    /// The same letters, other marks.
    OtherMarks,
    /// The same syllables in another order: given name first, columns exchanged.
    Turned,
    /// Syllables shortened: `Ng. V. An`.
    Shortened,
    /// Syllables left out: `Nguyễn An` for `Nguyễn Văn An`.
    Partial,
    /// One slip of a letter.
    Slip,
    /// Two slips, or a slip in a shortened name.
    Slips,
}

/// A name ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Syllables with their marks, tone apart: `hòa` and `hoà` are both `hoa2`.
    marked: Vec<String>,
    /// Syllables without marks.
    bare: Vec<String>,
    /// The same in one text.
    key: String,
    /// How often each letter stands in it: most names are told apart by that alone.
    letters: [u8; 26],
    /// Whether any mark was written.
    has_marks: bool,
    /// Whether a syllable is shortened: one letter, or ended by a point.
    shortened: bool,
    /// Whether a title says it is a woman (`Bà`) or a man (`Ông`).
    pub female: Option<bool>,
}

impl Name {
    /// Reads a name: titles, numbering and what stands in brackets are left aside.
    pub fn read(written: &str) -> Self {
        let text = clean(written);
        let text = text.split(['(', '[', ',', ';']).next().unwrap_or_default();
        let (text, female) = without_titles(text);
        let mut name = Self {
            female,
            ..Self::default()
        };
        let words = text.split(|letter: char| letter.is_whitespace() || letter == '-');
        for word in words.filter(|word| !word.is_empty()) {
            let pieces: Vec<&str> = word.split('.').filter(|piece| !piece.is_empty()).collect();
            let points = word.matches('.').count();
            for (at, piece) in pieces.iter().enumerate() {
                let bare = fold(piece);
                if bare.is_empty() || bare.bytes().all(|byte| byte.is_ascii_digit()) {
                    continue;
                }
                let ended = at < points;
                // `Y`, `H` begin names of the Central Highlands: one letter is short only with a point
                // or beside others of one letter.
                name.shortened |= ended;
                name.marked.push(marked(piece));
                name.has_marks |= !piece.nfc().collect::<String>().is_ascii();
                name.bare.push(bare);
            }
        }
        let single = name.bare.iter().filter(|bare| bare.len() == 1).count();
        name.shortened |= single > 0 && name.bare.len() > 1;
        name.key = name.bare.join(" ");
        for letter in name.key.bytes().filter(u8::is_ascii_lowercase) {
            if let Some(times) = name.letters.get_mut(usize::from(letter - b'a')) {
                *times = times.saturating_add(1);
            }
        }
        name
    }

    /// The letters without marks: what people of one name share.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The last syllable without marks.
    pub fn given(&self) -> &str {
        self.bare.last().map_or("", String::as_str)
    }

    /// The second syllable without marks, of a name of three or more.
    pub fn middle(&self) -> Option<&str> {
        (self.bare.len() > 2)
            .then(|| self.bare.get(1).map(String::as_str))
            .flatten()
    }

    /// Whether it is written in full with marks: two syllables or more, none of them shortened.
    pub fn is_full(&self) -> bool {
        self.has_marks && !self.shortened && self.bare.len() > 1
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.bare.is_empty()
    }

    /// The keys under which a name in another order of syllables would be known.
    pub fn turns(&self) -> Vec<String> {
        let turn = |at: usize| {
            let (first, last) = self.bare.split_at(at);
            [last, first].concat().join(" ")
        };
        (1..self.bare.len()).map(turn).collect()
    }

    /// How near this written name comes to a known one; `None`: not near.
    pub fn near(&self, known: &Self) -> Option<Near> {
        if self.bare.is_empty() || known.bare.is_empty() {
            return None;
        }
        if self.bare == known.bare {
            return Some(if self.marked == known.marked {
                Near::Same
            } else if self.has_marks {
                Near::OtherMarks
            } else {
                Near::Unmarked
            });
        }
        if self.is_turned(known) {
            return Some(Near::Turned);
        }
        if self.is_shortened_of(known) || known.is_shortened_of(self) {
            return Some(Near::Shortened);
        }
        if self.is_part_of(known) || known.is_part_of(self) {
            return Some(Near::Partial);
        }
        let pairs = self.letters.iter().zip(&known.letters);
        let apart: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        if apart > 4 {
            return None;
        }
        match slips(&self.key, &known.key) {
            1 => Some(Near::Slip),
            2 => Some(Near::Slips),
            _ => None,
        }
    }

    fn is_turned(&self, known: &Self) -> bool {
        let turned = |at: usize| {
            let (first, last) = self.bare.split_at(at);
            known.bare.starts_with(last) && known.bare.ends_with(first)
        };
        self.bare.len() == known.bare.len() && (1..self.bare.len()).any(turned)
    }

    fn is_shortened_of(&self, known: &Self) -> bool {
        let begins = |(short, long): (&String, &String)| long.starts_with(short.as_str());
        self.shortened
            && self.bare.len() == known.bare.len()
            && self.given() == known.given()
            && self.bare.iter().zip(&known.bare).all(begins)
    }

    /// The same first and last syllable, some left out between.
    fn is_part_of(&self, known: &Self) -> bool {
        let ends = self.bare.len() > 1
            && self.bare.len() < known.bare.len()
            && self.bare.first() == known.bare.first()
            && self.given() == known.given();
        let mut rest = known.bare.iter();
        ends && self
            .bare
            .iter()
            .all(|syllable| rest.any(|other| other == syllable))
    }
}

/// The text after titles and numbering, and what the last title says of man or woman.
fn without_titles(text: &str) -> (&str, Option<bool>) {
    let mut rest = text.trim();
    let mut female = None;
    'again: loop {
        let numbered = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if numbered.len() < rest.len() {
            rest = numbered.trim_start_matches(['.', ')', '/', ' ', ':']);
            continue;
        }
        for (end, _) in rest.match_indices([' ', '.', ':']) {
            let title = fold(&rest[..end].replace(['/', '.'], " "));
            if !TITLES.contains(&title.as_str()) {
                continue;
            }
            let after = rest[end..].trim_start_matches([' ', '.', ':']);
            // `Bà`, `Ông` may be a given name: a title has a name of two syllables after it.
            if after.split_whitespace().count() < 2 && !after.contains('.') {
                continue;
            }
            female = match title.as_str() {
                "ba" => Some(true),
                "ong" => Some(false),
                _ => female,
            };
            rest = after;
            continue 'again;
        }
        return (rest, female);
    }
}

/// A syllable with its marks, tone at the end, one spelling of i and y.
fn marked(syllable: &str) -> String {
    let lower: String = syllable.chars().flat_map(char::to_lowercase).collect();
    let mut tone = '0';
    let mut letters = String::new();
    for letter in lower.nfd() {
        match letter {
            '\u{300}' => tone = '1',
            '\u{309}' => tone = '2',
            '\u{303}' => tone = '3',
            '\u{301}' => tone = '4',
            '\u{323}' => tone = '5',
            other => letters.push(other),
        }
    }
    let letters: String = letters.nfc().collect();
    let mut one = match letters.as_str() {
        "hy" | "ky" | "ly" | "my" | "sy" | "ty" => letters.replace('y', "i"),
        "qui" => "quy".to_owned(),
        _ => letters,
    };
    one.push(tone);
    one
}

/// Slips between two texts, 3 for three or more: a letter more, less, another, or two exchanged.
fn slips(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut lowest = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(letter != other);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *other && b[j - 1] == *letter {
                least = least.min(before[j - 1] + 1);
            }
            lowest = lowest.min(least);
            row.push(least);
        }
        // Two exchanged letters look one row further back.
        if lowest > 2 && above.iter().all(|least| *least > 2) {
            return 3;
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()].min(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(written: &str, known: &str) -> Option<Near> {
        Name::read(written).near(&Name::read(known))
    }

    #[test]
    fn marks_tones_and_letters() {
        for (written, known, wanted) in [
            ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", Some(Near::Same)),
            ("NGUYỄN THỊ THUÝ", "Nguyễn Thị Thúy", Some(Near::Same)),
            ("Lê Văn Sỹ", "Lê Văn Sĩ", Some(Near::Same)),
            ("Trần Văn Quí", "Trần Văn Quý", Some(Near::Same)),
            (
                "Nguye\u{302}\u{303}n Văn An",
                "Nguyễn Văn An",
                Some(Near::Same),
            ),
            ("Ông Nguyễn Văn An", "Nguyễn Văn An", Some(Near::Same)),
            ("Đ/c Nguyễn Văn An", "Nguyễn Văn An", Some(Near::Same)),
            ("01. Bà Lê Thị Ba", "Lê Thị Ba", Some(Near::Same)),
            ("Nguyễn Văn An (1980)", "Nguyễn Văn An", Some(Near::Same)),
            ("Nguyen Van An", "Nguyễn Văn An", Some(Near::Unmarked)),
            ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng", Some(Near::OtherMarks)),
            ("An Nguyễn Văn", "Nguyễn Văn An", Some(Near::Turned)),
            ("Ng. V. An", "Nguyễn Văn An", Some(Near::Shortened)),
            ("Ng.V.An", "Nguyễn Văn An", Some(Near::Shortened)),
            ("Nguyễn V An", "Nguyễn Văn An", Some(Near::Shortened)),
            ("Nguyễn An", "Nguyễn Văn An", Some(Near::Partial)),
            ("Nguyễn Thị Loan", "Nguyễn Thị Lan", Some(Near::Slip)),
            ("Nguyễn Văn An", "Trần Thị Bình", None),
            ("H'Hen Niê", "H'Hen Niê", Some(Near::Same)),
        ] {
            assert_eq!(near(written, known), wanted, "{written} – {known}");
        }
    }

    #[test]
    fn only_a_full_name_with_marks_is_full() {
        for full in ["Nguyễn Văn An", "Ông Lê Văn Sĩ", "Y Thanh Hà Niê Kđăm"] {
            // A single letter cannot be told from a shortened syllable: rather a question.
            assert_eq!(Name::read(full).is_full(), !full.starts_with('Y'), "{full}");
        }
        for other in ["Nguyen Van An", "Ng. Văn An", "Ấn", "", "N. V. Ấn"] {
            assert!(!Name::read(other).is_full(), "{other}");
        }
    }
}
