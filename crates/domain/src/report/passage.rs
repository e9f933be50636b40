//! What an author did between the bound sentences of a report, and where it stands in a version.

use super::bound::Bound;
use super::key::{ALIKE, likeness, place_of, section_of};
use crate::bundle::Values;

/// Kind of the records of what authors wrote, hid or showed in reports.
pub const PASSAGES: &str = "bao-cao-soan-doan";

/// What an author did at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Wrote; each line is a paragraph.
    Wrote(String),
    /// Hid the sentence, and why.
    Hid(String),
    /// Showed a picture.
    Showed(Shown),
}

/// A picture shown in a report. Its bytes are those of an attachment: where that is taken away, nothing is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Identity of the record of the file.
    pub file: i64,
    /// What it shows.
    pub caption: String,
    /// Who took it; empty: not told.
    pub credit: String,
    /// What is read aloud to who does not see it; empty: the caption.
    pub alt: String,
    /// Its place among the pictures behind the same sentence, from 1.
    pub order: u16,
}

impl Shown {
    /// What is read aloud to who does not see it.
    pub fn told(&self) -> &str {
        match self.alt.is_empty() {
            true => &self.caption,
            false => &self.alt,
        }
    }
}

impl Deed {
    fn code(&self) -> &'static str {
        match self {
            Self::Wrote(_) => "loi",
            Self::Hid(_) => "an",
            Self::Showed(_) => "anh",
        }
    }
}

/// Something an author did, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The key of the sentence before it; the code of a section: before its first sentence.
    pub at: String,
    /// That sentence, as it was then; empty for a section.
    pub words: String,
    /// What was done.
    pub deed: Deed,
}

impl Passage {
    /// The key of its record in a report: one text and one hiding a place; a picture once a report, wherever it stands.
    pub fn key(&self, report: &str) -> String {
        let code = self.deed.code();
        match &self.deed {
            Deed::Showed(shown) => format!("{report}|{code}|{}", shown.file),
            _ => format!("{report}|{code}|{}", self.at),
        }
    }

    /// Where it stands among what was done at the same place: texts, then pictures in their order.
    pub fn order(&self) -> u16 {
        match &self.deed {
            Deed::Showed(shown) => shown.order.max(1),
            _ => 0,
        }
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let deed = match row.get("viec")? {
            "loi" => Deed::Wrote(row.text("loi")?),
            "an" => Deed::Hid(row.text("ly_do")?),
            "anh" => Deed::Showed(Shown {
                file: row.get("anh")?.parse().ok()?,
                caption: row.text_or_empty("chu_thich"),
                credit: row.text_or_empty("nguon_anh"),
                alt: row.text_or_empty("mo_ta"),
                order: row.get("thu_tu")?.parse().ok()?,
            }),
            _ => return None,
        };
        Some(Self {
            at: row.text("khoa")?,
            words: row.text_or_empty("cau"),
            deed,
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("viec", self.deed.code());
        row.set("khoa", &self.at);
        if !self.words.is_empty() {
            row.set("cau", &self.words);
        }
        match &self.deed {
            Deed::Wrote(text) => row.set("loi", text),
            Deed::Hid(reason) => row.set("ly_do", reason),
            Deed::Showed(shown) => {
                row.set("anh", shown.file.to_string());
                row.set("thu_tu", shown.order.to_string());
                let words = [
                    ("chu_thich", &shown.caption),
                    ("nguon_anh", &shown.credit),
                    ("mo_ta", &shown.alt),
                ];
                for (id, text) in words {
                    if !text.is_empty() {
                        row.set(id, text);
                    }
                }
            }
        }
        row
    }
}

/// Where something an author did stands in a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the first sentence of its section.
    Opening,
    /// Behind the sentence of its key: its place in the version.
    Behind(usize),
    /// The sentence of its key is no more: behind the one most like it, or the last of its section.
    Moved(usize),
    /// Its section is no more.
    Lost,
}

/// Where a text belongs among the sentences of a version; `sections` are the codes of those it has.
pub fn place(passage: &Passage, told: &[Bound], sections: &[&str]) -> Place {
    let section = section_of(&passage.at);
    if !sections.contains(&section) {
        return Place::Lost;
    }
    if section == passage.at {
        return Place::Opening;
    }
    if let Some(at) = told.iter().position(|one| one.key == passage.at) {
        return Place::Behind(at);
    }
    let part = told
        .iter()
        .enumerate()
        .filter(|(_, one)| place_of(&one.key) == place_of(&passage.at));
    let likes = part.map(|(at, one)| (likeness(&one.words, &passage.words), at));
    let likest = likes
        .filter(|(like, _)| *like >= ALIKE)
        .max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at)))
        .map(|(_, at)| at);
    let last = || told.iter().rposition(|one| section_of(&one.key) == section);
    likest.or_else(last).map_or(Place::Opening, Place::Moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(key: &str, words: &str) -> Bound {
        Bound {
            key: key.to_owned(),
            words: words.to_owned(),
        }
    }

    fn wrote(at: &str, words: &str) -> Passage {
        Passage {
            at: at.to_owned(),
            words: words.to_owned(),
            deed: Deed::Wrote("Đây là một kết quả đáng ghi nhận.".to_owned()),
        }
    }

    #[test]
    fn a_text_finds_its_sentence_in_the_next_version() {
        let told = [
            bound("a/b/1", "Đạt 68%, vượt tiến độ 13 điểm."),
            bound("a/c/2", "19 tập thể."),
            bound("d/e/3", "Chuyện khác."),
        ];
        let sections = ["a", "d"];
        let at = |passage: &Passage| place(passage, &told, &sections);
        assert_eq!(at(&wrote("a/c/2", "")), Place::Behind(1));
        assert_eq!(at(&wrote("a", "")), Place::Opening);
        let reworded = wrote("a/b/9", "Đạt 40%, thấp hơn tiến độ 2 điểm.");
        assert_eq!(at(&reworded), Place::Moved(0));
        assert_eq!(
            at(&wrote("a/b/9", "Không câu nào như vậy.")),
            Place::Moved(1)
        );
        assert_eq!(at(&wrote("x/b/9", "")), Place::Lost);
        assert_eq!(place(&wrote("a/b/1", ""), &[], &sections), Place::Opening);
    }

    #[test]
    fn rows_are_what_they_were_made_of() {
        let hid = Passage {
            deed: Deed::Hid("trùng ý".to_owned()),
            ..wrote("a/b/1", "Câu.")
        };
        let picture = Shown {
            file: 7,
            caption: "Lễ phát động".to_owned(),
            order: 2,
            ..Shown::default()
        };
        assert_eq!(picture.told(), "Lễ phát động");
        let told = Shown {
            alt: "Hai mươi người ký giao ước".to_owned(),
            credit: "Lê Văn Ảnh".to_owned(),
            ..picture.clone()
        };
        assert_eq!(told.told(), "Hai mươi người ký giao ước");
        let showed = |shown: &Shown, at: &str| Passage {
            deed: Deed::Showed(shown.clone()),
            ..wrote(at, "")
        };
        let all = [
            wrote("a/b/1", "Câu."),
            hid,
            showed(&picture, "a"),
            showed(&told, "a"),
        ];
        for passage in &all {
            assert_eq!(Passage::from_row(&passage.row()).as_ref(), Some(passage));
        }
        let orders = all.map(|passage| passage.order());
        assert_eq!(orders, [0, 0, 2, 2]);
        // A picture is one record wherever it is put.
        let key = |at: &str| showed(&picture, at).key("quan-1|3");
        assert_eq!(key("a"), key("b/c/1"));
        assert_ne!(wrote("a", "").key("r"), wrote("b", "").key("r"));
    }
}
