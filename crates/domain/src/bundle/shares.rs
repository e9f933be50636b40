//! Names with shares of one hundred percent: `nv-1:60;nv-2:40`, or as officers write them.

use super::read::{Read, refuse};
use crate::amount::Percent;
use crate::text;

/// Names with the share each is told with, as written: `Trần Thị Bình (40 %)`, `nv-2: 40`, `nv-2`.
///
/// Parts stand apart by `;` or on lines of their own; a comma before a letter parts names too.
pub fn parts(written: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for line in written.split([';', '\n']) {
        let mut rest = line;
        while let Some(at) = comma(rest) {
            found.extend(part(&rest[..at]));
            rest = &rest[at + 1..];
        }
        found.extend(part(rest));
    }
    found
}

/// Where a comma parts two names: one between digits is a decimal comma.
fn comma(text: &str) -> Option<usize> {
    let mut places = text.match_indices(',');
    let parts = |at: usize| {
        let next = text[at + 1..].trim_start().chars().next();
        next.is_some_and(char::is_alphabetic)
    };
    places.find(|(at, _)| parts(*at)).map(|(at, _)| at)
}

fn part(written: &str) -> Option<(String, Option<String>)> {
    let whole = written.trim();
    if whole.is_empty() {
        return None;
    }
    let bare = whole.trim_end_matches([')', ']', ' ', '\u{a0}']);
    let signed = bare.ends_with('%');
    let bare = bare.trim_end_matches(['%', ' ', '\u{a0}']);
    let digit = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    let name = bare.trim_end_matches(digit);
    let number = &bare[name.len()..];
    let named = name.trim_end();
    let marked = named.ends_with([':', '(', '[', '–']) || named.ends_with(" -");
    if !number.is_empty() && (signed || marked) {
        let name = named.trim_end_matches([':', '(', '[', '–', '-', ' ', '\u{a0}']);
        return Some((name.to_owned(), Some(number.replace(',', "."))));
    }
    // `nv-1:` says that a share is to come.
    let name = whole.trim_end_matches([':', ' ']);
    Some((name.to_owned(), None))
}

/// Codes and shares, canonical: `nv-1:60;nv-2:40`. Shares are told of all or of none, and sum to 100 %.
pub(super) fn read(written: &str) -> Read {
    let mut told: Vec<(String, Option<Percent>)> = Vec::new();
    for (code, share) in parts(written) {
        if !text::is_code(&code) {
            return refuse(
                format!("«{code}» không phải mã cá nhân."),
                "Ghi mã và phần đóng góp của từng người, ví dụ «nv-1:60;nv-2:40».",
            );
        }
        if told.iter().any(|(known, _)| *known == code) {
            return refuse(
                format!("Tác giả «{code}» có hai lần."),
                "Ghi mỗi tác giả một lần, với cả phần đóng góp.",
            );
        }
        let share = match share.map(|text| Percent::parse(&text)).transpose() {
            Ok(share) => share,
            Err(_) => return unread(&code),
        };
        if share.is_some_and(|share| share <= Percent::ZERO || share > Percent::HUNDRED) {
            return unread(&code);
        }
        told.push((code, share));
    }
    whole(&told)?;
    let plain = |(code, share): &(String, Option<Percent>)| match share {
        Some(share) => format!("{code}:{}", printed(*share)),
        None => code.clone(),
    };
    Ok(told.iter().map(plain).collect::<Vec<_>>().join(";"))
}

fn unread(code: &str) -> Read {
    refuse(
        format!(
            "Phần đóng góp của «{code}» phải lớn hơn 0 và không quá 100 %, nhiều nhất hai chữ số sau dấu phẩy."
        ),
        "Ghi lại phần đóng góp, ví dụ 60 hoặc 33,34.",
    )
}

/// Whether shares are told of all or of none, and those of all make the whole.
fn whole(told: &[(String, Option<Percent>)]) -> Result<(), (String, String)> {
    let shares: Vec<Percent> = told.iter().filter_map(|(_, share)| *share).collect();
    if shares.is_empty() {
        return Ok(());
    }
    if shares.len() < told.len() {
        return Err((
            "Có tác giả chưa ghi phần đóng góp.".to_owned(),
            "Ghi phần đóng góp của mọi tác giả, hoặc bỏ trống phần của tất cả nếu chưa biết."
                .to_owned(),
        ));
    }
    let sum = shares
        .iter()
        .try_fold(Percent::ZERO, |sum, share| sum.checked_add(*share));
    match sum {
        Some(sum) if sum == Percent::HUNDRED => Ok(()),
        sum => Err((
            format!(
                "Phần đóng góp của các tác giả cộng lại là {} %, không phải 100 %.",
                sum.unwrap_or_default().vn()
            ),
            "Sửa phần đóng góp để cộng lại đúng 100 %, ví dụ 33,33; 33,33 và 33,34.".to_owned(),
        )),
    }
}

/// A share without what says nothing: `60`, `33.5`, `33.34`.
fn printed(share: Percent) -> String {
    let (whole, rest) = (share.hundredths() / 100, share.hundredths() % 100);
    match rest {
        0 => whole.to_string(),
        rest => format!("{whole}.{rest:02}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_canonical_however_they_are_written() {
        for written in [
            "nv-1:60;nv-2:40",
            "nv-1: 60 %; nv-2 (40%)",
            "nv-1 60%\nnv-2 – 40,00",
        ] {
            assert_eq!(read(written).unwrap(), "nv-1:60;nv-2:40", "{written}");
        }
        let third = "a:33,33;b:33,33;c:33,34";
        assert_eq!(read(third).unwrap(), "a:33.33;b:33.33;c:33.34");
        assert_eq!(read("nv-1").unwrap(), "nv-1");
        assert_eq!(read("nv-1;nv-2").unwrap(), "nv-1;nv-2");
    }

    #[test]
    fn names_are_parted_from_their_shares() {
        let found = parts("Nguyễn Văn An (60 %), Trần Thị Bình 33,5%");
        let told = |name: &str, share: &str| (name.to_owned(), Some(share.to_owned()));
        assert_eq!(
            found,
            [told("Nguyễn Văn An", "60"), told("Trần Thị Bình", "33.5")]
        );
        assert_eq!(parts("nv-1"), [("nv-1".to_owned(), None)]);
    }

    #[test]
    fn what_is_not_the_whole_is_refused() {
        for (written, says) in [
            ("a:60;b:30", "90,00 %"),
            ("a:33,33;b:33,33;c:33,33", "99,99 %"),
            ("a:60;b", "chưa ghi phần"),
            ("a:50;a:50", "hai lần"),
            ("a:0;b:100", "lớn hơn 0"),
            ("a:33,333;b:66,667", "hai chữ số"),
            ("Nguyễn Văn An:100", "không phải mã"),
        ] {
            let (reason, _) = read(written).unwrap_err();
            assert!(reason.contains(says), "{written}: {reason}");
        }
    }
}
