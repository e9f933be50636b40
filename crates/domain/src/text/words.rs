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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_spelled_as_papers_spell_them() {
        for (amount, words) in [
            (0, "không"),
            (1, "một"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (404, "bốn trăm linh bốn"),
            (444, "bốn trăm bốn mươi tư"),
            (1000, "một nghìn"),
            (1001, "một nghìn không trăm linh một"),
            (2001, "hai nghìn không trăm linh một"),
            (1010, "một nghìn không trăm mười"),
            (10_000, "mười nghìn"),
            (50_000_000, "năm mươi triệu"),
            (1_000_001, "một triệu không trăm linh một"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (1_000_000_000, "một tỷ"),
            (1_000_000_001, "một tỷ không trăm linh một"),
            (1_057_000_000, "một tỷ không trăm năm mươi bảy triệu"),
            (3_508_000_000_000, "ba nghìn năm trăm linh tám tỷ"),
            (
                55_773_000_000_000,
                "năm mươi lăm nghìn bảy trăm bảy mươi ba tỷ",
            ),
            (1_000_000_000_000_000, "một triệu tỷ"),
            (1_000_000_000_000_000_000, "một tỷ tỷ"),
            (-21, "âm hai mươi mốt"),
        ] {
            assert_eq!(amount_in_words(amount), words, "{amount}");
        }
    }

    #[test]
    fn a_payment_begins_with_a_capital_and_ends_with_dong() {
        assert_eq!(
            capitalised(
                158_845_693,
                Style {
                    odd: Odd::Linh,
                    four: Four::Bon
                }
            ),
            "Một trăm năm mươi tám triệu tám trăm bốn mươi lăm nghìn sáu trăm chín mươi ba đồng"
        );
        assert_eq!(capitalised(0, Style::OFFICIAL), "Không đồng");
        assert_eq!(capitalised(-5_000, Style::OFFICIAL), "Âm năm nghìn đồng");
    }

    #[test]
    fn the_south_may_keep_its_words() {
        let south = Style {
            odd: Odd::Le,
            four: Four::Bon,
        };
        assert_eq!(amount_in_words_in(105, south), "một trăm lẻ năm");
        assert_eq!(amount_in_words_in(24, south), "hai mươi bốn");
        assert_eq!(
            amount_in_words_in(1_000_000_024, south),
            "một tỷ không trăm hai mươi bốn"
        );
    }

    #[test]
    fn the_largest_amounts_are_spelled() {
        assert!(amount_in_words(i128::MAX).starts_with("một trăm bảy mươi"));
        assert!(amount_in_words(i128::MIN).starts_with("âm một trăm bảy mươi"));
    }

    /// Reads back what was spelled: an independent inverse of the rules.
    fn spelled(words: &str) -> i128 {
        let (mut total, mut chunk, mut group, mut digit) = (0_i128, 0_i128, 0_i128, 0_i128);
        for word in words.split(' ') {
            match word {
                "linh" => {}
                "mười" => group += 10,
                "mươi" => group += std::mem::take(&mut digit) * 10,
                "trăm" => group += std::mem::take(&mut digit) * 100,
                "nghìn" => {
                    chunk += (std::mem::take(&mut group) + std::mem::take(&mut digit)) * 1000
                }
                "triệu" => {
                    chunk += (std::mem::take(&mut group) + std::mem::take(&mut digit)) * 1_000_000
                }
                "tỷ" => {
                    chunk += std::mem::take(&mut group) + std::mem::take(&mut digit);
                    total = (total + std::mem::take(&mut chunk)) * 1_000_000_000;
                }
                "mốt" => digit = 1,
                "tư" => digit = 4,
                "lăm" => digit = 5,
                other => {
                    digit = i128::try_from(DIGITS.iter().position(|known| *known == other).unwrap())
                        .unwrap()
                }
            }
        }
        total + chunk + group + digit
    }

    proptest::proptest! {
        #[test]
        fn the_words_say_the_amount(amount in 0_i128..999_999_999_999_999_999) {
            proptest::prop_assert_eq!(spelled(&amount_in_words(amount)), amount);
        }
    }
}
