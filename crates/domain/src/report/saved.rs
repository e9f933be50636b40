//! A report one works on: what it is about, what its author wrote between the bound sentences, its versions.
//!
//! A bound sentence is never rewritten. What an author writes stands behind a sentence and remembers its key and its
//! words, so that it finds its place in the next version too.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Months;
use super::bound::Bound;
pub use super::passage::{Deed, PASSAGES, Passage, Place, Shown, place};
use crate::bundle::Values;
use crate::time::WorkYear;

/// Kind of the records of saved reports.
pub const SAVED: &str = "bao-cao-soan";
/// Kind of the records of their versions.
pub const VERSIONS: &str = "bao-cao-soan-ban";

/// A report one works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Code of the agency.
    pub agency: String,
    /// Its number within the agency, from 1.
    pub number: u32,
    /// Code of the outline.
    pub outline: String,
    /// First work year.
    pub from: WorkYear,
    /// Last work year.
    pub to: WorkYear,
    /// Only so many cumulative months of the last year; `None`: the whole year.
    pub month: Option<u8>,
    /// Months that are no cumulative window; `None`: work years.
    pub stretch: Option<Months>,
    /// Title in the author's words; `None`: that of the outline.
    pub title: Option<String>,
    /// Who wrote an article.
    pub author: Option<String>,
    /// The day of an article.
    pub day: Option<Date>,
    /// Number of the report whose texts it began with.
    pub after: Option<u32>,
}

impl Saved {
    /// The key of its record, which is the code of the records that belong to it.
    pub fn key(&self) -> String {
        key_of(&self.agency, self.number)
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            number: row.get("so")?.parse().ok()?,
            outline: row.text("de_cuong")?,
            from: row.year("tu_nam")?,
            to: row.year("den_nam")?,
            month: row.month("thang_luy_ke"),
            stretch: row.get("ky").and_then(Months::from_code),
            title: row.text("tieu_de"),
            author: row.text("tac_gia"),
            day: row.date("ngay").and_then(|day| day.exact()),
            after: row.get("tiep_sau").and_then(|text| text.parse().ok()),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("ma_co_quan", &self.agency);
        row.set("so", self.number.to_string());
        row.set("de_cuong", &self.outline);
        row.set("tu_nam", self.from.0.to_string());
        row.set("den_nam", self.to.0.to_string());
        let more = [
            ("thang_luy_ke", self.month.map(|month| month.to_string())),
            ("ky", self.stretch.map(|months| months.code().to_owned())),
            ("tieu_de", self.title.clone()),
            ("tac_gia", self.author.clone()),
            ("ngay", self.day.map(|day| day.to_string())),
            ("tiep_sau", self.after.map(|number| number.to_string())),
        ];
        for (id, text) in more {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }
}

/// The key of a report: `quan-1|3`.
pub fn key_of(agency: &str, number: u32) -> String {
    format!("{agency}|{number}")
}

/// What a piece of a kept version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Title of a section.
    Section,
    /// A heading within it.
    Heading,
    /// A bound sentence.
    Sentence,
    /// A row of a table.
    Row,
    /// A bound sentence that was hidden.
    Hidden,
    /// What the author wrote.
    Text,
    /// A picture: its caption.
    Picture,
}

/// A piece of a version, as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What it is.
    pub piece: Piece,
    /// Its key; of what the author wrote that of the sentence before it.
    pub key: String,
    /// Its words.
    pub words: String,
}

/// The bound sentences and rows among the pieces of a version: what a correction can change. What was hidden was not
/// said, and is left out.
pub fn bound(told: &[Told]) -> Vec<Bound> {
    let bound = told
        .iter()
        .filter(|one| matches!(one.piece, Piece::Sentence | Piece::Row));
    bound
        .map(|one| Bound {
            key: one.key.clone(),
            words: one.words.clone(),
        })
        .collect()
}

/// A version of a report, kept as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number within the report, from 1.
    pub number: u32,
    /// Newest event of the data it was made from.
    pub of: i64,
    /// Address (SHA-256) of its pieces, as [`Told`] in JSON.
    pub body: String,
    /// Key of the record of the issued paper; `None`: a draft.
    pub issued: Option<String>,
    /// What the author says of it.
    pub note: Option<String>,
}

impl Version {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            number: row.get("so_ban")?.parse().ok()?,
            of: row.get("phien_ban")?.parse().ok()?,
            body: row.text("cau")?,
            issued: row.text("phat_hanh"),
            note: row.text("ghi_chu"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("so_ban", self.number.to_string());
        row.set("phien_ban", self.of.to_string());
        row.set("cau", &self.body);
        for (id, text) in [("phat_hanh", &self.issued), ("ghi_chu", &self.note)] {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_they_were_made_of() {
        let saved = Saved {
            agency: "quan-1".to_owned(),
            number: 3,
            outline: "giai-doan".to_owned(),
            from: WorkYear(2020),
            to: WorkYear(2021),
            month: Some(8),
            stretch: Some(Months::WorkLast),
            title: Some("Kết quả".to_owned()),
            author: None,
            day: Some(jiff::civil::date(2021, 6, 3)),
            after: Some(1),
        };
        assert_eq!(Saved::from_row(&saved.row()), Some(saved.clone()));
        assert_eq!(saved.key(), "quan-1|3");
        let version = Version {
            number: 2,
            of: 40,
            body: "ab".to_owned(),
            issued: Some("quan-1|2021-06-03|15/BC".to_owned()),
            note: None,
        };
        assert_eq!(Version::from_row(&version.row()), Some(version));
    }
}
