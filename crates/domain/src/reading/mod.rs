//! Papers that units and people are asked to read: who is asked by whom, until when, and who said «đã đọc».
//!
//! An office asks those below it; several offices may ask for the same paper, each its own. What somebody confirmed
//! counts for all of them: a guidance is read once.

use jiff::civil::Date;

use crate::bundle::Values;
use crate::time::PartialDate;

/// Kind of the records that say who is asked to read a paper.
pub const CALLS: &str = "yeu-cau-doc";
/// Kind of the records that say who has read it.
pub const RECEIPTS: &str = "xac-nhan-doc";

/// Who is asked to read a paper, by one office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Code of the paper.
    pub document: String,
    /// Code of the office that asks.
    pub asker: String,
    /// Codes of the agencies asked: somebody of each confirms for it.
    pub agencies: Vec<String>,
    /// Codes of the people asked: each confirms for himself.
    pub people: Vec<String>,
    /// Since when.
    pub on: Date,
    /// Until when.
    pub due: Option<Date>,
}

impl Call {
    /// The key of its record: one an office and paper.
    pub fn key(&self) -> String {
        format!("{}|{}", self.document, self.asker)
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            document: row.text("van_ban")?,
            asker: row.text("ma_co_quan")?,
            agencies: row.codes("co_quan_nhan"),
            people: row.codes("nguoi_nhan"),
            on: row.date("ngay").and_then(PartialDate::exact)?,
            due: row.date("han").and_then(PartialDate::exact),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("van_ban", &self.document);
        row.set("ma_co_quan", &self.asker);
        for (id, codes) in [
            ("co_quan_nhan", &self.agencies),
            ("nguoi_nhan", &self.people),
        ] {
            if !codes.is_empty() {
                row.set(id, codes.join(";"));
            }
        }
        row.set("ngay", self.on.to_string());
        if let Some(due) = self.due {
            row.set("han", due.to_string());
        }
        row
    }

    /// Everybody asked: agencies first.
    pub fn readers(&self) -> impl Iterator<Item = &str> {
        self.agencies.iter().chain(&self.people).map(String::as_str)
    }

    /// How a reader stands on a day.
    pub fn standing(&self, read_on: Option<Date>, today: Date) -> Standing {
        match (read_on, self.due) {
            (Some(on), Some(due)) if on > due => Standing::ReadLate,
            (Some(_), _) => Standing::Read,
            (None, Some(due)) if today > due => Standing::Late,
            (None, _) => Standing::Waiting,
        }
    }
}

/// How a reader stands to what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Read in time.
    Read,
    /// Read after the last day.
    ReadLate,
    /// Not read, there is time.
    Waiting,
    /// Not read, and the last day is over.
    Late,
}

impl Standing {
    /// Whether it was read.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Read | Self::ReadLate)
    }
}

/// That somebody has read a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Code of the paper.
    pub document: String,
    /// Code of the agency or person who was asked.
    pub reader: String,
    /// Who confirmed it, by full name as of then.
    pub by: String,
    /// When.
    pub on: Date,
}

impl Receipt {
    /// The key of its record.
    pub fn key(&self) -> String {
        Self::key_of(&self.document, &self.reader)
    }

    /// The key of what a reader confirms.
    pub fn key_of(document: &str, reader: &str) -> String {
        format!("{document}|{reader}")
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            document: row.text("van_ban")?,
            reader: row.text("noi_nhan")?,
            by: row.text("nguoi_doc")?,
            on: row.date("ngay").and_then(PartialDate::exact)?,
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("van_ban", &self.document);
        row.set("noi_nhan", &self.reader);
        row.set("nguoi_doc", &self.by);
        row.set("ngay", self.on.to_string());
        row
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn call(due: Option<Date>) -> Call {
        Call {
            document: "hd-1".into(),
            asker: "tinh".into(),
            agencies: vec!["p-1".into(), "p-2".into()],
            people: vec!["nv-1".into()],
            on: date(2026, 11, 1),
            due,
        }
    }

    #[test]
    fn rows_are_what_they_were_made_of() {
        for due in [None, Some(date(2026, 11, 10))] {
            let told = call(due);
            assert_eq!(Call::from_row(&told.row()), Some(told));
        }
        let receipt = Receipt {
            document: "hd-1".into(),
            reader: "p-1".into(),
            by: "Nguyễn Văn An".into(),
            on: date(2026, 11, 3),
        };
        assert_eq!(Receipt::from_row(&receipt.row()), Some(receipt.clone()));
        assert_eq!(receipt.key(), Receipt::key_of("hd-1", "p-1"));
        assert_eq!(
            call(None).readers().collect::<Vec<_>>(),
            ["p-1", "p-2", "nv-1"]
        );
    }

    #[test]
    fn the_last_day_itself_is_in_time() {
        let due = date(2026, 11, 10);
        let told = call(Some(due));
        let after = due.tomorrow().unwrap();
        assert_eq!(told.standing(Some(due), after), Standing::Read);
        assert_eq!(told.standing(Some(after), after), Standing::ReadLate);
        assert_eq!(told.standing(None, due), Standing::Waiting);
        assert_eq!(told.standing(None, after), Standing::Late);
        assert_eq!(call(None).standing(None, after), Standing::Waiting);
        assert!(Standing::ReadLate.is_read() && !Standing::Late.is_read());
    }
}
