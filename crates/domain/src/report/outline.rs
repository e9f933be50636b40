//! Outlines: which sections a paper has, in which order, and what each is filled with. They are data, dated, so that
//! a paper of an earlier year keeps the outline of its day.

use jiff::civil::Date;

use crate::note::SECTIONS;
use crate::time::Validity;

/// What a section may be filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What became of the agency: founded, merged, renamed.
    Agency,
    /// Sentences of a section of `noi-dung`.
    Notes(String),
    /// Papers the movements rest on.
    Documents,
    /// Movements: name, time, who launched them, how far they are followed, what they ask for.
    Movements,
    /// Figures in sentences and beside the year before.
    Work,
    /// Figures of several years or quarters side by side.
    Series,
    /// Targets beside what was reached.
    Targets,
    /// Ranks others gave.
    Ranks,
    /// Activities of some kinds; none named: of every kind no other part of the outline names.
    Activities(Vec<String>),
    /// Contributions.
    Contributions,
    /// Exemplars.
    Exemplars,
    /// Conferences and other events.
    Events,
    /// Awards.
    Awards,
    /// The highest awards with a name, in order of precedence.
    Highlights,
    /// Days from an achievement to the decision that rewarded it.
    Timeliness,
    /// Places of the units below.
    Places,
}

/// What an annex of a report over several years holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annexed {
    /// Awards: form by year by kind of recipient.
    Awards,
    /// Figures by year, the year before the first beside them.
    Figures,
    /// Movements with who launched them, when, on which paper.
    Movements,
}

impl Annexed {
    /// `khen_thuong_theo_nam`, `so_lieu_theo_nam`, `phong_trao`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "khen_thuong_theo_nam" => Some(Self::Awards),
            "so_lieu_theo_nam" => Some(Self::Figures),
            "phong_trao" => Some(Self::Movements),
            _ => None,
        }
    }
}

/// Which shape the paper has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An official report with letterhead and signature.
    Report,
    /// An article for a news page.
    Article,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Code, of which what an author writes beside it remembers its place.
    pub code: String,
    /// Title; empty: the section has none, as the first of an article.
    pub title: String,
    /// What it is filled with, in order.
    pub parts: Vec<Part>,
}

/// An outline in a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Trích yếu, in which `{ky}` stands for the period.
    pub subject: String,
    /// Shape.
    pub form: Form,
    /// When papers follow it.
    pub validity: Validity,
    /// Where it is from.
    pub source: String,
    /// Whether it was compared with its source.
    pub confirmed: bool,
    /// Whom it is sent to, in which `{tinh}` stands for the province; none: nobody is addressed.
    pub addressee: Option<String>,
    /// Sections, in order.
    pub sections: Vec<Section>,
    /// Annexes of a report over more than one year.
    pub annexes: Vec<Annexed>,
}

/// Why an outline cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No such part.
    Part(String),
    /// A section of sentences that is not one.
    Notes(String),
}

impl Part {
    /// `khen_thuong`, `noi_dung:han_che`, `hoat_dong:tap_huan,quan_triet`.
    ///
    /// # Errors
    /// [`Fault`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let (word, of) = text.split_once(':').unwrap_or((text, ""));
        Ok(match (word, of) {
            ("co_quan", "") => Self::Agency,
            ("van_ban", "") => Self::Documents,
            ("phong_trao", "") => Self::Movements,
            ("so_lieu", "") => Self::Work,
            ("chuoi_so_lieu", "") => Self::Series,
            ("chi_tieu", "") => Self::Targets,
            ("xep_hang", "") => Self::Ranks,
            ("dong_gop", "") => Self::Contributions,
            ("dien_hinh", "") => Self::Exemplars,
            ("su_kien", "") => Self::Events,
            ("khen_thuong", "") => Self::Awards,
            ("noi_bat", "") => Self::Highlights,
            ("kip_thoi", "") => Self::Timeliness,
            ("thu_hang_don_vi", "") => Self::Places,
            ("hoat_dong", kinds) => Self::Activities(
                kinds
                    .split(',')
                    .filter(|kind| !kind.is_empty())
                    .map(str::to_owned)
                    .collect(),
            ),
            ("noi_dung", section) if SECTIONS.contains(&section) => Self::Notes(section.to_owned()),
            ("noi_dung", section) => return Err(Fault::Notes(section.to_owned())),
            _ => return Err(Fault::Part(text.to_owned())),
        })
    }
}

impl Outline {
    /// The kinds of activities its parts name.
    pub fn named_kinds(&self) -> impl Iterator<Item = &str> {
        let parts = self.sections.iter().flat_map(|section| &section.parts);
        let named = parts.filter_map(|part| match part {
            Part::Activities(kinds) => Some(kinds),
            _ => None,
        });
        named.flatten().map(String::as_str)
    }
}

/// The outline of a code on a day, the newest that holds then.
pub fn chosen<'a>(outlines: &'a [Outline], code: &str, on: Date) -> Option<&'a Outline> {
    let mut found = outlines.iter().rev();
    found.find(|outline| outline.code == code && outline.validity.contains(on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_known_by_its_word_and_of_what() {
        assert_eq!(Part::parse("khen_thuong"), Ok(Part::Awards));
        assert_eq!(
            Part::parse("noi_dung:han_che"),
            Ok(Part::Notes("han_che".to_owned()))
        );
        assert_eq!(
            Part::parse("hoat_dong:tap_huan,quan_triet"),
            Ok(Part::Activities(vec![
                "tap_huan".to_owned(),
                "quan_triet".to_owned()
            ]))
        );
        assert_eq!(Part::parse("hoat_dong"), Ok(Part::Activities(Vec::new())));
        assert_eq!(
            Part::parse("noi_dung:khac"),
            Err(Fault::Notes("khac".to_owned()))
        );
        assert_eq!(
            Part::parse("khen_thuong:x"),
            Err(Fault::Part("khen_thuong:x".to_owned()))
        );
    }
}
