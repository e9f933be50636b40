//! What a password must be: long, and not made of what anybody would try first.
//!
//! No rule asks for capitals, digits or signs: they make passwords worse to remember, not harder to guess.
//! Instead everything guessable (common words, keyboard runs, years, the user's own name, the agency's) is
//! taken out of the folded password, and enough must be left.

use std::sync::LazyLock;

use thidua_domain::text;

/// Fewest characters of a password.
pub(super) const SHORTEST: usize = 12;
/// Most characters, so that hashing cannot be used to keep the server busy.
pub(super) const LONGEST: usize = 128;
/// Characters that must be left when everything guessable is taken out.
const LEFT: usize = 6;
/// Words shorter than this are no evidence of a guessable password.
const WORD: usize = 3;

static COMMON: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().collect());

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`SHORTEST`] characters.
    #[error("Mật khẩu cần ít nhất 12 ký tự")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("Mật khẩu dài nhất 128 ký tự")]
    Long,
    /// Made of common words, runs or years.
    #[error(
        "Mật khẩu dễ đoán: gồm những từ, dãy số hay dùng, hoặc tên người, tên cơ quan. Hãy ghép vài từ \
         không liên quan với nhau"
    )]
    Guessable,
    /// The same as the one it replaces.
    #[error("Mật khẩu mới phải khác mật khẩu đang dùng")]
    Same,
}

/// Checks a new password. `about` are texts that belong to the user: account name, own name, agency.
///
/// # Errors
/// [`Weak`] says what to change.
pub(super) fn check(password: &str, about: &[&str]) -> Result<(), Weak> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weak::Short);
    }
    if length > LONGEST {
        return Err(Weak::Long);
    }
    let mut rest = plain(password);
    for word in words(about) {
        rest = rest.replace(&word, " ");
    }
    let rest = without_runs(&rest);
    let distinct: std::collections::BTreeSet<char> = rest.chars().collect();
    if rest.chars().count() < LEFT || distinct.len() < LEFT - 2 {
        return Err(Weak::Guessable);
    }
    Ok(())
}

/// Folded letters, with the usual substitutes (`@` for a, `0` for o …) read back and everything else a blank.
fn plain(password: &str) -> String {
    let letters: String = text::fold(password)
        .chars()
        .map(|c| match c {
            '@' => 'a',
            '$' => 's',
            '!' => 'i',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    letters.split_whitespace().collect()
}

/// Guessable words, the longest first, so that a long one is not broken by a short one.
fn words(about: &[&str]) -> Vec<String> {
    let own = about.iter().flat_map(|given| {
        let folded = text::fold(given);
        let mut parts: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect();
        parts.push(parts.concat());
        parts
    });
    let mut words: Vec<String> = COMMON
        .iter()
        .map(|word| text::fold(word))
        .chain(own)
        .filter(|word| word.chars().count() >= WORD)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// Without digits that are a year, a date or a row, and without letters repeated or in a row.
fn without_runs(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    // Digits alone are years, dates and telephone numbers; a few between words add nothing either.
    let only_digits = digits * 2 >= chars.len();
    let mut left = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let step = before.map(|b| i64::from(u32::from(c)) - i64::from(u32::from(b)));
        let run = matches!(step, Some(-1..=1));
        if !(run || (only_digits && c.is_ascii_digit())) {
            left.push(c);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_would_try_is_refused() {
        let about = [
            "nguyen.van.an",
            "Nguyễn Văn An",
            "THADS tỉnh Bến Tre",
            "ben-tre",
        ];
        for (password, why) in [
            ("matkhau123", Weak::Short),
            ("Mật khẩu 123456", Weak::Guessable),
            ("Matkhau@123456789", Weak::Guessable),
            ("ThiHanhAn@2026", Weak::Guessable),
            ("THADS BenTre 2026", Weak::Guessable),
            ("nguyenvanan1985", Weak::Guessable),
            ("P@ssw0rdP@ssw0rd", Weak::Guessable),
            ("123456789012345", Weak::Guessable),
            ("qwertyuiop123456", Weak::Guessable),
            ("aaaaaaaaaaaaaaaa", Weak::Guessable),
            ("19051985 20102010", Weak::Guessable),
            ("Admin@2026!Admin", Weak::Guessable),
            ("anhyeuem14021990", Weak::Guessable),
        ] {
            assert_eq!(check(password, &about), Err(why), "{password}");
        }
        assert_eq!(check(&"xa".repeat(65), &about), Err(Weak::Long));
    }

    #[test]
    fn a_few_unrelated_words_are_accepted_whatever_their_signs() {
        for password in [
            "chuồn chuồn ớt bay qua bờ giậu",
            "bếp lửa nhà sàn mùa gặt",
            "gỗ lim thuyền thúng 7",
            "kW9#vT2m-xQ4z",
            "correct horse battery staple",
        ] {
            assert_eq!(
                check(password, &["an", "Nguyễn Văn An"]),
                Ok(()),
                "{password}"
            );
        }
    }
}
