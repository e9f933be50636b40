//! Text that a spreadsheet would take for a formula, in a CSV file: an apostrophe goes before it, and is taken away
//! again when the file is read. A plain number (`-5`) needs none.

use std::borrow::Cow;

/// What begins a formula, a command of old spreadsheets, or an error value.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '#', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether, after any apostrophes, a sign begins it.
fn begins(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(SIGNS)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(rest)
}

/// The text as a cell of a CSV file may hold it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins(text) && !is_number(text) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The text that [`guarded`] wrote.
pub fn bared(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_numbers_and_quotations_are_not() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(guarded("-5"), "-5");
        assert_eq!(guarded("-0.5"), "-0.5");
        assert_eq!(guarded("- gạch đầu dòng"), "'- gạch đầu dòng");
        assert_eq!(guarded("''Dân vận khéo''"), "''Dân vận khéo''");
        assert_eq!(guarded("'=x"), "''=x");
        assert_eq!(bared("''Dân vận khéo''"), "''Dân vận khéo''");
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(text in "['=+@#\\-a0-9.,]{0,8}") {
            let shown = guarded(&text);
            prop_assert_eq!(bared(&shown), text.as_str());
            prop_assert!(is_number(&shown) || !shown.starts_with(SIGNS));
        }
    }
}
