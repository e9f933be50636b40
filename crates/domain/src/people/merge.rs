//! Two codes of one person: one stands for both, nothing is rewritten, and parting them is taking the record away.

use std::collections::BTreeMap;

use super::Person;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::people::matching::Name;

/// Which code stands for which.
pub static MERGED: SheetDef = SheetDef {
    name: "gop-nguoi",
    title: "Gộp hồ sơ trùng",
    identity: &["ma_trung"],
    columns: &[
        Column::key("ma_trung", "Mã trùng", Kind::Code)
            .required()
            .asked("Hồ sơ trùng")
            .help("Hồ sơ thừa; mọi nội dung của hồ sơ này được hiểu là của hồ sơ giữ lại."),
        Column::content("ma_giu", "Mã giữ lại", Kind::Code)
            .required()
            .asked("Hồ sơ giữ lại")
            .help("Hồ sơ đứng tên cho cả hai."),
        Column::content("ngay", "Ngày", Kind::Date).help("Ngày xác định hai hồ sơ là một người."),
        Column::content("can_cu", "Căn cứ", Kind::Document)
            .help("Văn bản hoặc lý do cho biết hai hồ sơ là một người."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// Codes and the code that stands for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged(BTreeMap<String, String>);

impl Merged {
    /// Builds it from the rows of `gop-nguoi`.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a Values>) -> Self {
        let pair = |row: &Values| Some((row.text("ma_trung")?, row.text("ma_giu")?));
        Self(rows.into_iter().filter_map(pair).collect())
    }

    /// The code that stands for a code: itself where none does. A ring, which nothing here makes, ends where it
    /// began.
    pub fn standing<'a>(&'a self, code: &'a str) -> &'a str {
        let mut now = code;
        for _ in 0..=self.0.len() {
            match self.0.get(now) {
                Some(next) if next != code => now = next,
                _ => break,
            }
        }
        now
    }

    /// Every code that stands for the same person as a code, itself first.
    pub fn all(&self, code: &str) -> Vec<String> {
        let own = self.standing(code);
        let others = self.0.keys().filter(|other| self.standing(other) == own);
        std::iter::once(own.to_owned())
            .chain(others.cloned())
            .collect()
    }

    /// The codes merged into a code.
    pub fn into(&self, code: &str) -> Vec<&str> {
        let others = self.0.keys().filter(|other| self.standing(other) == code);
        others.map(String::as_str).collect()
    }

    /// Whether nothing is merged.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Codes for which another stands.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// Two that may be one person, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Codes, the one with more posts first.
    pub codes: [String; 2],
    /// More is likelier.
    pub score: i32,
    /// For and against, in words.
    pub reasons: Vec<&'static str>,
}

/// People who may be one: of one name without marks, with nothing that speaks against it.
pub fn candidates<'a>(people: impl IntoIterator<Item = &'a Person>) -> Vec<Pair> {
    let mut by_name: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
    for person in people {
        let name = Name::read(person.name());
        by_name
            .entry(name.key().to_owned())
            .or_default()
            .push(person);
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for same in by_name.values().filter(|same| same.len() > 1) {
        for (at, one) in same.iter().enumerate() {
            for other in same.iter().skip(at + 1) {
                pairs.extend(pair(one, other));
            }
        }
    }
    pairs.sort_by(|a, b| (-a.score, &a.codes).cmp(&(-b.score, &b.codes)));
    pairs
}

fn pair(one: &Person, other: &Person) -> Option<Pair> {
    let mut score = 0;
    let mut reasons = Vec::new();
    let same_marks = Name::read(one.name()) == Name::read(other.name());
    reasons.push(match same_marks {
        true => "Trùng họ tên, đúng dấu.",
        false => "Trùng họ tên, khác dấu.",
    });
    score += if same_marks { 20 } else { 5 };
    match one.born.zip(other.born) {
        Some((a, b)) if a == b && a.exact().is_some() => {
            score += 50;
            reasons.push("Trùng ngày sinh.");
        }
        Some((a, b)) if a.first_day() <= b.last_day() && b.first_day() <= a.last_day() => {
            score += 25;
            reasons.push("Năm sinh không trái nhau.");
        }
        Some(_) => return None,
        None => reasons.push("Một hồ sơ chưa có ngày sinh."),
    }
    let genders = one.gender.as_ref().zip(other.gender.as_ref());
    if genders.is_some_and(|(a, b)| a != b) {
        return None;
    }
    let units = |person: &Person| -> Vec<String> {
        person
            .posts
            .iter()
            .map(|post| post.agency.clone())
            .collect()
    };
    let theirs = units(other);
    if units(one).iter().any(|unit| theirs.contains(unit)) {
        score += 25;
        reasons.push("Từng công tác ở cùng một đơn vị.");
    }
    // A name alone says nothing: names repeat.
    (score >= 45).then(|| {
        let mut codes = [one.code.clone(), other.code.clone()];
        if other.posts.len() > one.posts.len() {
            codes.reverse();
        }
        Pair {
            codes,
            score,
            reasons,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::STORED_AS;

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut values = Values::default();
        for (id, text) in pairs {
            values.set(id, text);
        }
        values
    }

    fn post(code: &str, name: &str, born: &str, agency: &str, from: &str) -> Values {
        row(&[
            ("ma", code),
            ("ho_va_ten", name),
            ("ngay_sinh", born),
            ("ma_co_quan", agency),
            ("tu_ngay", from),
        ])
    }

    #[test]
    fn one_code_stands_for_both() {
        let merged = Merged::from_rows(&[
            row(&[("ma_trung", "b"), ("ma_giu", "a")]),
            row(&[("ma_trung", "c"), ("ma_giu", "b")]),
        ]);
        assert_eq!(merged.standing("c"), "a");
        assert_eq!(merged.standing("a"), "a");
        assert_eq!(merged.standing("x"), "x");
        assert_eq!(merged.all("b"), ["a", "b", "c"]);
        let ring = Merged::from_rows(&[
            row(&[("ma_trung", "b"), ("ma_giu", "a")]),
            row(&[("ma_trung", "a"), ("ma_giu", "b")]),
        ]);
        assert_eq!(ring.standing("a"), "b");
    }

    #[test]
    fn posts_of_both_in_the_order_of_time() {
        let mut other = post("a", "Nguyen Van An", "1980-05-17", "q1", "2010-01-01");
        other.set(STORED_AS, "b");
        let mut twice = post("a", "Nguyễn Văn An", "1980-05-17", "q2", "2015-01-01");
        twice.set(STORED_AS, "b");
        let rows = [
            other,
            post("a", "Nguyễn Văn An", "1980-05-18", "q2", "2015-01-01"),
            twice,
        ];
        let people = Person::from_rows(&rows);
        let [one] = people.as_slice() else {
            panic!("{people:?}")
        };
        assert_eq!(one.name(), "Nguyễn Văn An");
        assert_eq!(one.born.unwrap().to_string(), "1980-05-18");
        let agencies: Vec<&str> = one.posts.iter().map(|post| post.agency.as_str()).collect();
        assert_eq!(agencies, ["q1", "q2"]);
    }

    #[test]
    fn a_name_alone_makes_no_candidates() {
        let rows = [
            post("a", "Nguyễn Văn An", "1980-05-17", "q1", "2010-01-01"),
            post("b", "Nguyễn Văn An", "1980-05-17", "q2", "2015-01-01"),
            post("c", "Nguyễn Văn An", "1981-05-17", "q1", "2010-01-01"),
            post("d", "Nguyễn Văn Ân", "1980", "q1", "2012-01-01"),
            post("e", "Trần Thị Ba", "1980-05-17", "q1", "2010-01-01"),
        ];
        let people = Person::from_rows(&rows);
        let found = candidates(&people);
        let codes: Vec<&[String; 2]> = found.iter().map(|pair| &pair.codes).collect();
        assert_eq!(
            codes,
            [
                &["a".to_owned(), "b".to_owned()],
                &["a".to_owned(), "d".to_owned()]
            ]
        );
    }
}
