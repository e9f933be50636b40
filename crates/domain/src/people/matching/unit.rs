//! Units as lists write them: `CC THADS Q.1`, `Phòng THADS KV 3`, `Chi cục THA huyện A, tỉnh B`.

use std::collections::HashMap;

use crate::org::{Agency, Org};
use crate::text::fold;

/// Words that say only what kind of place follows.
const KINDS_OF_PLACE: [&str; 8] = ["tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "so"];

/// Posts and titles that stand before a unit in one cell, folded; the longer first.
const POSTS: [&str; 33] = [
    "pho tong cuc truong",
    "tong cuc truong",
    "pho chi cuc truong phu trach",
    "pho chi cuc truong",
    "chi cuc truong",
    "pho cuc truong",
    "cuc truong",
    "pho chanh van phong",
    "chanh van phong",
    "pho truong phong phu trach",
    "pho truong phong",
    "truong phong",
    "pho truong thi hanh an dan su",
    "pho truong thads",
    "truong thi hanh an dan su",
    "truong thads",
    "chap hanh vien so cap",
    "chap hanh vien trung cap",
    "chap hanh vien cao cap",
    "chap hanh vien",
    "tham tra vien chinh",
    "tham tra vien cao cap",
    "tham tra vien",
    "thu ki thi hanh an",
    "thu ki trung cap thi hanh an",
    "ke toan truong",
    "ke toan vien",
    "ke toan",
    "chuyen vien chinh",
    "chuyen vien",
    "van thu",
    "can su",
    "nhan vien",
];

/// What a written unit may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Codes of the agencies that are or were called so.
    pub(super) codes: Vec<String>,
    /// Whether a whole name was written, no word of it left out.
    pub(super) whole: bool,
}

/// All units by what they are called.
#[derive(Debug, Default)]
pub(super) struct Units {
    exact: HashMap<String, Vec<String>>,
    loose: HashMap<String, Vec<String>>,
}

impl Units {
    /// Takes in every name of every agency.
    pub(super) fn of(org: &Org) -> Self {
        let mut units = Self::default();
        for agency in org.iter() {
            for name in names(agency) {
                let words = words(name);
                put(&mut units.exact, words.join(" "), &agency.code);
                put(&mut units.loose, loosened(&words), &agency.code);
            }
        }
        units
    }

    /// The agencies a written unit may be; what follows a name must name what stands above it.
    pub(super) fn find(&self, org: &Org, written: &str) -> Found {
        let words = words(written);
        for end in (1..=words.len()).rev() {
            let (first, rest) = words.split_at(end);
            let exact = self.exact.get(&first.join(" "));
            let loose = || self.loose.get(&loosened(first));
            let Some(codes) = exact.or_else(loose) else {
                continue;
            };
            let above = |code: &&String| rest.is_empty() || stands_below(org, code, rest);
            let codes: Vec<String> = codes.iter().filter(above).cloned().collect();
            if !codes.is_empty() {
                let whole = exact.is_some();
                return Found { codes, whole };
            }
        }
        Found::default()
    }
}

fn names(agency: &Agency) -> impl Iterator<Item = &str> {
    agency
        .spells
        .iter()
        .flat_map(|spell| [Some(spell.name.as_str()), spell.short_name.as_deref()])
        .flatten()
}

fn put(into: &mut HashMap<String, Vec<String>>, key: String, code: &str) {
    if key.is_empty() {
        return;
    }
    let codes = into.entry(key).or_default();
    if !codes.iter().any(|other| other == code) {
        codes.push(code.to_owned());
    }
}

/// Whether an agency ever stood below one whose name ends with these words.
fn stands_below(org: &Org, code: &str, rest: &[String]) -> bool {
    let wanted = loosened(rest);
    let Some(agency) = org.find(code) else {
        return false;
    };
    let starts = agency.spells.iter().map(|spell| spell.validity.start());
    let above = starts.flat_map(|day| org.above_on(code, day));
    above.filter_map(|code| org.find(code)).any(|above| {
        names(above).any(|name| {
            let name = loosened(&words(name));
            name == wanted || name.ends_with(&format!(" {wanted}"))
        })
    })
}

/// The text after a post that stands before the unit, and the post.
pub(super) fn without_post(written: &str) -> (Option<&str>, &str) {
    let separators = [' ', ',', ';', '-', '–', '.', ':'];
    let ends = written
        .char_indices()
        .filter(|(_, letter)| separators.contains(letter))
        .map(|(at, _)| at);
    let mut best: Option<(usize, &str)> = None;
    for end in ends {
        let post = fold(written[..end].trim_end_matches(separators));
        if POSTS.contains(&post.as_str()) {
            let after = written[end..].trim_start_matches(separators);
            best = (!after.is_empty()).then_some((end, after)).or(best);
        }
    }
    match best {
        Some((end, after)) => (Some(written[..end].trim_end_matches(separators)), after),
        None => (None, written),
    }
}

fn loosened(words: &[String]) -> String {
    let kept = words.iter().enumerate().filter(|(at, word)| {
        let number = words
            .get(at + 1)
            .is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()));
        number || !KINDS_OF_PLACE.contains(&word.as_str())
    });
    let kept: Vec<&str> = kept.map(|(_, word)| word.as_str()).collect();
    kept.join(" ")
}

/// The words of a unit's name, shortened ones in full, the sector's name as one word.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let plain: String = folded
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let split: Vec<String> = plain.split_whitespace().flat_map(parted).collect();
    let mut words: Vec<String> = Vec::new();
    for (at, word) in split.iter().enumerate() {
        let next = split.get(at + 1).map(String::as_str);
        match (word.as_str(), next) {
            ("cc", _) => words.extend(["chi", "cuc"].map(str::to_owned)),
            ("tc", Some("thads" | "tha")) => words.extend(["tong", "cuc"].map(str::to_owned)),
            ("c", Some("thads" | "tha")) => words.push("cuc".to_owned()),
            ("p", Some("thads" | "tha")) => words.push("phong".to_owned()),
            ("q", Some(_)) => words.push("quan".to_owned()),
            ("h", Some(_)) => words.push("huyen".to_owned()),
            ("t", Some(_)) => words.push("tinh".to_owned()),
            ("tx", Some(_)) => words.extend(["thi", "xa"].map(str::to_owned)),
            ("tp", Some(_)) => words.extend(["thanh", "pho"].map(str::to_owned)),
            ("hcm", _) => words.extend(["ho", "chi", "minh"].map(str::to_owned)),
            ("tphcm", _) => words.extend(["thanh", "pho", "ho", "chi", "minh"].map(str::to_owned)),
            ("kv", _) => words.extend(["khu", "vuc"].map(str::to_owned)),
            ("ccthads" | "cctha" | "cctads", _) => {
                words.extend(["chi", "cuc", "thads"].map(str::to_owned));
            }
            ("cthads" | "ctha" | "ctads", _) => {
                words.extend(["cuc", "thads"].map(str::to_owned));
            }
            ("tha" | "tads", _) => words.push("thads".to_owned()),
            (number, _) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = number.trim_start_matches('0');
                words.push(if number.is_empty() { "0" } else { number }.to_owned());
            }
            (other, _) => words.push(other.to_owned()),
        }
    }
    one_sector(words)
}

/// `q1` → `q`, `1`; `kv03` → `kv`, `03`.
fn parted(word: &str) -> Vec<String> {
    for short in ["quan", "kv", "q", "p"] {
        if let Some(number) = word.strip_prefix(short)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return vec![short.to_owned(), number.to_owned()];
        }
    }
    vec![word.to_owned()]
}

/// `thi hanh an dan su`, `thi hanh an ds`, `thads dan su` → `thads`.
fn one_sector(words: Vec<String>) -> Vec<String> {
    let mut text = format!(" {} ", words.join(" "));
    for long in [
        " thi hanh an dan su ",
        " thi hanh an ds ",
        " thi hanh an ",
        " thads dan su ",
        " thads ds ",
    ] {
        text = text.replace(long, " thads ");
    }
    text.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_units() {
        for (written, wanted) in [
            ("CC THADS Q.1", "chi cuc thads quan 1"),
            ("Chi cục Thi hành án dân sự Quận 1", "chi cuc thads quan 1"),
            ("CCTHADS Q1", "chi cuc thads quan 1"),
            ("Phòng THADS KV 3", "phong thads khu vuc 3"),
            ("Phòng THADS khu vực 03", "phong thads khu vuc 3"),
            ("Cục THA DS TP.HCM", "cuc thads thanh pho ho chi minh"),
            (
                "Chi cục THA H. Châu Thành",
                "chi cuc thads huyen chau thanh",
            ),
        ] {
            assert_eq!(words(written).join(" "), wanted, "{written}");
        }
    }

    #[test]
    fn posts_before_a_unit() {
        for (written, post, unit) in [
            (
                "Chi cục trưởng Chi cục THADS Q.1",
                Some("Chi cục trưởng"),
                "Chi cục THADS Q.1",
            ),
            (
                "Chấp hành viên sơ cấp, Phòng THADS KV 3",
                Some("Chấp hành viên sơ cấp"),
                "Phòng THADS KV 3",
            ),
            ("Chi cục THADS Q.1", None, "Chi cục THADS Q.1"),
        ] {
            assert_eq!(without_post(written), (post, unit));
        }
    }
}
