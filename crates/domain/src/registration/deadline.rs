//! When registration is due (hạn đăng ký): decided each year by an office for everybody below it.

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, WorkYear};

/// Name of the sheet.
pub const DEADLINES: &str = "han-dang-ky";

/// Only a whole bundle carries it, and only its own command writes it.
pub static DEADLINE_SHEET: SheetDef = SheetDef {
    name: DEADLINES,
    title: "Hạn đăng ký thi đua",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("nam", "Năm", Kind::Year).required(),
        Column::content("han", "Hạn gửi tổng hợp", Kind::Date),
        Column::content("van_ban", "Văn bản", Kind::Text),
    ],
};

/// When the consolidations of a year are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Code of the agency that decided it for those below.
    pub agency: String,
    /// Work year.
    pub year: WorkYear,
    /// Last day; `None`: taken back.
    pub due: Option<Date>,
    /// The paper that asks for registration.
    pub paper: Option<String>,
}

impl Deadline {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            agency: row.text("ma_co_quan")?,
            year: row.year("nam")?,
            due: row.date("han").map(PartialDate::first_day),
            paper: row.text("van_ban"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("ma_co_quan", &self.agency);
        row.set("nam", self.year.0.to_string());
        if let Some(due) = self.due {
            row.set("han", due.to_string());
        }
        if let Some(paper) = &self.paper {
            row.set("van_ban", paper);
        }
        row
    }
}
