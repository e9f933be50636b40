//! Amounts in words, as papers that move money require.

/// Words on which north and south differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// 105: `linh` (north, official) or `lẻ` (south).
    pub odd: Odd,
    /// 24: `tư` or `bốn`; after `mười` it is always `bốn`.
    pub four: Four,
}

/// The word for a zero of tens before a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Odd {
    /// `một trăm linh năm`
    #[default]
    Linh,
    /// `một trăm lẻ năm`
    Le,
}

/// The word for a unit 4 after `mươi`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Four {
    /// `hai mươi tư`
    #[default]
    Tu,
    /// `hai mươi bốn`
    Bon,
}

impl Style {
    /// `linh`, `tư`: what official papers write.
    pub const OFFICIAL: Self = Self {
        odd: Odd::Linh,
        four: Four::Tu,
    };
}

impl Default for Style {
    fn default() -> Self {
        Self::OFFICIAL
    }
}

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

/// A whole number in words, in the official style: `158.845.693` → `một trăm năm mươi tám triệu …`.
pub fn amount_in_words(amount: i128) -> String {
    amount_in_words_in(amount, Style::OFFICIAL)
}

/// A whole number in words.
pub fn amount_in_words_in(amount: i128, style: Style) -> String {
    if amount == 0 {
        return DIGITS[0].to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut rest = amount.unsigned_abs();
    let mut billions = 0;
    while rest > 0 {
        let low = rest % 1_000_000_000;
        rest /= 1_000_000_000;
        if low > 0 {
            let mut part = below_a_billion(low, rest > 0, style);
            part.push_str(&" tỷ".repeat(billions));
            parts.push(part);
        }
        billions += 1;
    }
    if amount < 0 {
        parts.push("âm".to_owned());
    }
    parts.reverse();
    parts.join(" ")
}

/// An amount of money as papers write it: first letter capital, ending `đồng`.
pub fn capitalised(amount: i128, style: Style) -> String {
    let words = amount_in_words_in(amount, style);
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{} đồng", letters.as_str())
}

/// 1 … 999 999 999; `inside`: a higher part was said, so a missing hundred is said too.
fn below_a_billion(number: u128, inside: bool, style: Style) -> String {
    let groups = [
        (number / 1_000_000, " triệu"),
        (number / 1000 % 1000, " nghìn"),
        (number % 1000, ""),
    ];
    let mut said = inside;
    let mut parts = Vec::new();
    for (group, name) in groups {
        if group > 0 {
            parts.push(format!("{}{name}", below_a_thousand(group, said, style)));
            said = true;
        }
    }
    parts.join(" ")
}

fn below_a_thousand(number: u128, said: bool, style: Style) -> String {
    let (hundreds, tens, units) = (number / 100, number / 10 % 10, number % 10);
    let mut parts: Vec<&str> = Vec::new();
    if hundreds > 0 || said {
        parts.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && !parts.is_empty() => parts.push(match style.odd {
            Odd::Linh => "linh",
            Odd::Le => "lẻ",
        }),
        0 => {}
        1 => parts.push("mười"),
        _ => parts.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => parts.push("mốt"),
        (2.., 4) if style.four == Four::Tu => parts.push("tư"),
        (1.., 5) => parts.push("lăm"),
        _ => parts.push(digit(units)),
    }
    parts.join(" ")
}

fn digit(digit: u128) -> &'static str {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| DIGITS.get(digit))
        .copied()
        .unwrap_or_default()
}
