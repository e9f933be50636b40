//! What can be counted: the lists, by which of their columns, in which measures.

use crate::contribution;
use crate::deed;
use crate::deed::list::{AskDeeds, Deed};
use crate::listing::{Column, LEVEL, PROVINCE, STATE, State, Which};
use crate::register::list::{AskRegister, COUNT};
use thidua_domain::access::Permission;
use thidua_domain::contribution::Contribution;

/// The measure of every list: how many of its rows.
pub const ROWS: &str = "dong";
/// How many different recipients.
pub(super) const DIFFERENT: &str = "khac-nhau";
/// Asked for as a state: rows of every state.
pub const EVERY_STATE: &str = "tat-ca";

/// A number counted.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name in the address.
    pub id: &'static str,
    /// Its words.
    pub name: &'static str,
    /// What it counts in; empty where the name says it.
    pub unit: &'static str,
    /// Whether it is money in đồng.
    pub money: bool,
}

const fn measure(id: &'static str, name: &'static str, unit: &'static str) -> Measure {
    Measure {
        id,
        name,
        unit,
        money: false,
    }
}

/// A list that can be counted.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Name of its sheet.
    pub id: &'static str,
    /// Its words.
    pub name: &'static str,
    /// The page of the list.
    pub path: &'static str,
    /// Ids of the columns it is counted by.
    pub by: &'static [&'static str],
    /// What is counted.
    pub measures: &'static [Measure],
    /// Lines, columns and measure where the reader chose none.
    pub usual: [&'static str; 3],
    /// The state of the rows counted where the reader chose none; `None`: of every state.
    pub state: Option<&'static str>,
}

/// The lists, in the order in which they are offered.
pub const SUBJECTS: &[Subject] = &[
    Subject {
        id: "khen-thuong",
        name: "Khen thưởng",
        path: "/khen-thuong",
        by: &[
            "khen-thuong",
            "hinh-thuc",
            "nam-thanh-tich",
            PROVINCE,
            "co-quan",
            LEVEL,
            "loai",
            "cap-doi-tuong",
            "gioi-tinh",
            "nhom-doi-tuong",
            "loai-thanh-tich",
            "cap-quyet-dinh",
            "phong-trao",
            "trong-nganh",
            STATE,
        ],
        measures: &[
            measure(COUNT, "Số lượt khen thưởng", "lượt"),
            measure(ROWS, "Số dòng trong danh sách", "dòng"),
            measure(DIFFERENT, "Số người, tập thể khác nhau", "người, tập thể"),
        ],
        usual: ["khen-thuong", "loai", COUNT],
        // What is only proposed is never added to what was given.
        state: Some("da_tang"),
    },
    Subject {
        id: "dong-gop",
        name: "Đóng góp xã hội",
        path: "/dong-gop",
        by: &[
            "nguon",
            "loai",
            "hang-muc",
            "nam-cong-tac",
            PROVINCE,
            "co-quan",
            LEVEL,
            "phat-dong",
            "phong-trao",
            STATE,
        ],
        measures: &[
            measure(ROWS, "Số khoản", "khoản"),
            Measure {
                money: true,
                ..measure("tien", "Số tiền", "đồng")
            },
            measure("ngay_luong", "Số ngày lương", "ngày"),
            measure("ngay_cong", "Số ngày công", "công"),
            measure("luot", "Số lượt", "lượt"),
            measure("so-nguoi", "Số người tham gia", "người"),
        ],
        usual: ["nam-cong-tac", "nguon", ROWS],
        state: None,
    },
    Subject {
        id: "hoat-dong",
        name: "Hoạt động",
        path: "/hoat-dong",
        by: &[
            "loai",
            "nam-cong-tac",
            PROVINCE,
            "co-quan",
            LEVEL,
            "phong-trao",
        ],
        measures: &[measure(ROWS, "Số hoạt động", "hoạt động")],
        usual: ["loai", "nam-cong-tac", ROWS],
        state: None,
    },
];

impl Subject {
    /// The list of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        SUBJECTS.iter().find(|subject| subject.id == id)
    }

    /// What reading its rows asks for.
    pub fn permission(&self) -> Permission {
        match self.id {
            "dong-gop" => contribution::PERMISSION,
            "khen-thuong" => crate::register::PERMISSION,
            sheet => deed::permission(sheet),
        }
    }

    /// The list itself, of an agency with what is below it where one is named, of a year or of all.
    pub fn list(&self, within: Option<String>, year: Option<i16>) -> Which {
        match self.id {
            "khen-thuong" => Which::Register(AskRegister { within, year }),
            sheet => Which::Deeds(sheet_name(sheet), AskDeeds { within, year }),
        }
    }

    /// The states of its rows.
    pub fn states(&self) -> &'static [State] {
        match self.id {
            "khen-thuong" => crate::register::list::STATES,
            "dong-gop" => <Contribution as Deed>::STATES,
            _ => &[],
        }
    }

    /// A column it is counted by.
    pub fn column(&self, id: &str) -> Option<&'static Column> {
        let id = self.by.iter().find(|by| **by == id)?;
        let columns = self.list(None, None).columns();
        columns.iter().find(|column| column.id == *id)
    }

    /// A measure of it.
    pub fn measure(&self, id: &str) -> Option<&'static Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }
}

fn sheet_name(id: &str) -> &'static str {
    let found = SUBJECTS.iter().find(|subject| subject.id == id);
    found.map_or("", |subject| subject.id)
}
