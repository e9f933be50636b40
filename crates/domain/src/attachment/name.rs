//! Names of files: what strangers call a file becomes a name that harms neither a header, a page nor a disk.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Media;
use crate::text::clean;

/// Longest name, in bytes without its ending: most disks take 255, and a copy adds some.
const LONGEST: usize = 180;
/// Names Windows keeps for itself, whatever their ending.
const KEPT: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name a file is kept and sent under: the last piece of a path of any system, composed letters, nothing
/// invisible, no sign that a disk refuses, the ending of what it really is.
pub fn clean_name(sent: &str, media: Media) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let words = clean(last).replace('\n', " ");
    let letter = |letter: char| match letter {
        '"' | '<' | '>' | '|' | '?' | '*' | ':' | '\'' | '`' => '_',
        other => other,
    };
    let words: String = words.chars().map(letter).collect();
    let stem = match words.rsplit_once('.') {
        Some((stem, ending)) if Media::of_ending(ending) == Some(media) => stem,
        _ => &words,
    };
    let stem = stem.trim_matches(|sign: char| sign == '.' || sign == ' ' || sign == '~');
    let stem = shortened(stem).trim_end_matches(['.', ' ']);
    let first = stem.split('.').next().unwrap_or_default().to_lowercase();
    let port = |name: &str| {
        let number = name.strip_prefix("com").or(name.strip_prefix("lpt"));
        number.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let ending = media.code();
    match stem {
        "" => format!("tệp.{ending}"),
        stem if KEPT.contains(&first.as_str()) || port(&first) => format!("_{stem}.{ending}"),
        stem => format!("{stem}.{ending}"),
    }
}

fn shortened(stem: &str) -> &str {
    let ends = stem
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let end = ends.take_while(|end| *end <= LONGEST).last();
    stem.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// The same name in plain letters, for programs that read no others: `Báo cáo.pdf` is `Bao cao.pdf`.
pub fn plain_name(name: &str) -> String {
    let letters = name.nfd().filter(|letter| !is_combining_mark(*letter));
    let plain = letters.map(|letter| match letter {
        'đ' => 'd',
        'Đ' => 'D',
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '.' | '_' | '-' | '(' | ')' => letter,
        _ => '_',
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_strangers_become_names() {
        for (sent, name) in [
            ("Báo cáo quý III.pdf", "Báo cáo quý III.pdf"),
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("C:\\Users\\An\\quyết định.PDF", "quyết định.pdf"),
            ("a\r\nSet-Cookie: x=y.pdf", "a Set-Cookie_ x=y.pdf"),
            ("bao\u{202e}fdp.exe", "baofdp.exe.pdf"),
            ("Ba\u{301}o ca\u{301}o.pdf", "Báo cáo.pdf"),
            ("CON.pdf", "_CON.pdf"),
            ("lpt1.x.pdf", "_lpt1.x.pdf"),
            ("<script>.pdf", "_script_.pdf"),
            ("...pdf", "tệp.pdf"),
            ("", "tệp.pdf"),
            ("a\u{0}.pdf", "a.pdf"),
        ] {
            assert_eq!(clean_name(sent, Media::Pdf), name, "{sent:?}");
        }
        assert_eq!(clean_name("ảnh.JPEG", Media::Jpeg), "ảnh.jpg");
    }

    #[test]
    fn plain_names_keep_their_words() {
        assert_eq!(
            plain_name("Quyết định Đồng Tháp.pdf"),
            "Quyet dinh Dong Thap.pdf"
        );
        assert_eq!(plain_name("表.pdf"), "_.pdf");
    }

    proptest! {
        #[test]
        fn no_name_leads_out_or_breaks_a_header(sent in any::<String>()) {
            for media in Media::ALL {
                let name = clean_name(&sent, media);
                prop_assert!(name.len() <= LONGEST + 6 && !name.starts_with('.'));
                prop_assert!(!name.contains(['/', '\\', '\r', '\n', '"', '\0', '<', '>']));
                let ending = name.rsplit_once('.').map(|(_, ending)| ending);
                prop_assert_eq!(ending, Some(media.code()));
                prop_assert!(name.chars().all(|letter| !letter.is_control()));
                prop_assert_eq!(clean_name(&name, media), name.clone());
                prop_assert!(plain_name(&name).is_ascii());
            }
        }
    }
}
