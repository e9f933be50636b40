//! Whole numbers as they are said: amounts on papers of payment stand in words too.

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];
/// Names of the groups of three digits from the right, within a billion.
const GROUPS: [&str; 3] = ["", "nghìn", "triệu"];
const BILLION: u64 = 1_000_000_000;

/// `một triệu không trăm linh năm nghìn`; what lies below zero begins with `âm`.
pub fn spoken(number: i64) -> String {
    let said = positive(number.unsigned_abs(), false);
    if number < 0 {
        format!("âm {said}")
    } else {
        said
    }
}

/// An amount of money as papers write it: `Ba triệu năm trăm mười nghìn đồng`.
pub fn money_in_words(dong: i64) -> String {
    let said = format!("{} đồng", spoken(dong));
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// `led`: higher digits were said before, so that hundreds and tens of the first group are said too.
fn positive(number: u64, led: bool) -> String {
    let (billions, rest) = (number / BILLION, number % BILLION);
    let mut parts = Vec::new();
    if billions > 0 {
        parts.push(format!("{} tỷ", positive(billions, led)));
    }
    let mut led = led || billions > 0;
    for (name, unit) in GROUPS.iter().zip([1_u64, 1_000, 1_000_000]).rev() {
        let group = rest / unit % 1_000;
        if group == 0 {
            continue;
        }
        parts.push(
            format!("{} {name}", three(group, led))
                .trim_end()
                .to_owned(),
        );
        led = true;
    }
    if parts.is_empty() {
        return digit(0).to_owned();
    }
    parts.join(" ")
}

/// Three digits; `full`: with their zeros, as they are said after higher ones.
fn three(number: u64, full: bool) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut said = Vec::new();
    if full || hundreds > 0 {
        said.push(format!("{} trăm", digit(hundreds)));
    }
    let above = !said.is_empty();
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if above => said.push(format!("linh {}", digit(ones))),
        (0, _) => said.push(digit(ones).to_owned()),
        (_, _) => {
            said.push(match tens {
                1 => "mười".to_owned(),
                _ => format!("{} mươi", digit(tens)),
            });
            said.extend(last(tens, ones).map(str::to_owned));
        }
    }
    said.join(" ")
}

/// The last digit after tens: `mốt`, `tư`, `lăm` where it is said so.
fn last(tens: u64, ones: u64) -> Option<&'static str> {
    match (tens, ones) {
        (_, 0) => None,
        (2.., 1) => Some("mốt"),
        (2.., 4) => Some("tư"),
        (_, 5) => Some("lăm"),
        _ => Some(digit(ones)),
    }
}

fn digit(digit: u64) -> &'static str {
    let at = usize::try_from(digit).unwrap_or_default();
    DIGITS.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_papers_write_them() {
        for (number, said) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (55, "năm mươi lăm"),
            (101, "một trăm linh một"),
            (111, "một trăm mười một"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
            (3_510_000, "ba triệu năm trăm mười nghìn"),
            (11_920_000, "mười một triệu chín trăm hai mươi nghìn"),
            (1_000_000_010, "một tỷ không trăm mười"),
            (2_050_000_000_000, "hai nghìn không trăm năm mươi tỷ"),
            (-710_000, "âm bảy trăm mười nghìn"),
        ] {
            assert_eq!(spoken(number), said, "{number}");
        }
        assert_eq!(money_in_words(710_000), "Bảy trăm mười nghìn đồng");
        assert_eq!(money_in_words(0), "Không đồng");
        assert!(spoken(i64::MIN).starts_with("âm chín tỷ"));
    }
}
