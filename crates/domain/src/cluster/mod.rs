//! Clusters and blocks (cụm, khối thi đua): agencies that compete together in a year, their pact, and the meetings where
//! they choose whom they propose.

pub mod meeting;
pub mod member;
#[cfg(test)]
mod tests;
pub mod vote;

pub use meeting::{CANDIDATES, Candidate, MEETINGS, Meeting};
pub use member::{MEMBERS, Member};

use std::collections::HashSet;

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::org::{Level, Org};
use crate::time::{PartialDate, WorkYear};

/// The sheet `cum-khoi`.
pub static SHEET: SheetDef = SheetDef {
    name: "cum-khoi",
    title: "Cụm, khối thi đua",
    identity: &["ma", "nam"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required()
            .asked("Mã cụm, khối")
            .help("Một mã cho cả cụm, khối qua các năm."),
        Column::content("ten", "Tên", Kind::Text).required()
            .asked("Tên cụm, khối")
            .help("Tên đầy đủ, ví dụ «Khối thi đua các cơ quan nội chính»."),
        Column::key("nam", "Năm", Kind::Year)
            .help("Năm được xét; thành viên, trưởng cụm thay đổi thì ghi dòng của năm mới."),
        Column::content("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày cụm, khối bắt đầu hoạt động theo thành phần này."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày kết thúc; bỏ trống nếu đến hết năm."),
        Column::content("co_quan_quan_ly", "Cơ quan quản lý", Kind::Code)
            .help("Cơ quan lập ra cụm, khối và xét thi đua của cụm, khối."),
        Column::content("truong_cum", "Trưởng cụm", Kind::Code)
            .asked("Trưởng cụm, khối")
            .help("Cơ quan làm trưởng cụm, khối trong năm."),
        Column::content("pho_cum", "Phó cụm", Kind::Codes)
            .asked("Phó trưởng cụm, khối")
            .help("Một hoặc nhiều cơ quan làm phó trong năm."),
        Column::content("thanh_vien", "Thành viên", Kind::Lines)
            .help("Các cơ quan trong cụm, khối, kể cả trưởng và phó."),
        Column::content("chu_de", "Chủ đề", Kind::Lines)
            .help("Chủ đề thi đua của năm như trong giao ước."),
        Column::content("dip", "Dịp", Kind::Lines)
            .asked("Dịp hướng tới")
            .help("Mỗi dịp một dòng, kèm ngày gốc trong ngoặc, ví dụ «Ngày truyền thống THADS (19/7/1946)»."),
        Column::content("ngay_ky_giao_uoc", "Ngày ký giao ước", Kind::Date)
            .help("Ngày các thành viên ký giao ước thi đua."),
        Column::content("noi_dung_giao_uoc", "Nội dung giao ước", Kind::Lines)
            .help("Mỗi nội dung cam kết một dòng."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản giao ước")
            .help("Văn bản giao ước hoặc quyết định thành lập cụm, khối."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A block in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its code, the same every year.
    pub code: String,
    /// Name, with its line where the name tells it.
    pub name: String,
    /// The year it judges; `None`: any.
    pub year: Option<WorkYear>,
    /// Whose block it is.
    pub manager: Option<String>,
    /// Head of the year.
    pub head: Option<String>,
    /// Deputies of the year.
    pub deputies: Vec<String>,
    /// Members as written: a code, or `code/level` for every agency of that level below.
    pub members: Vec<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Occasions it looks towards, as written: `name (base date)`.
    pub occasions: Vec<String>,
    /// Day the pact was signed.
    pub signed_on: Option<PartialDate>,
    /// What was agreed, one item each.
    pub pact: Vec<String>,
    /// The pact's document.
    pub document: Option<String>,
    /// Members told by rows of their own, of every year.
    pub dated: Vec<Member>,
}

impl Cluster {
    /// The block a row of `cum-khoi` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let lines = |id: &str| -> Vec<String> {
            let text = row.get(id).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        };
        let parts = |id: &str| -> Vec<String> {
            let text = row.get(id).unwrap_or_default();
            let parts = text.split([';', '\n']).map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Some(Self {
            code: row.text("ma")?,
            name: row.text("ten")?,
            year: row.year("nam"),
            manager: row.text("co_quan_quan_ly"),
            head: row.text("truong_cum"),
            deputies: row.codes("pho_cum"),
            members: parts("thanh_vien"),
            theme: row.text("chu_de"),
            occasions: parts("dip"),
            signed_on: row.date("ngay_ky_giao_uoc"),
            pact: lines("noi_dung_giao_uoc"),
            document: row.text("van_ban"),
            dated: Vec::new(),
        })
    }

    /// The rows of single members that hold for the year of this block, or for the work year of a day where the block
    /// judges any year.
    fn told(&self, day: Date) -> impl Iterator<Item = &Member> {
        let year = self.year.unwrap_or_else(|| WorkYear::of(day));
        self.dated.iter().filter(move |member| member.year == year)
    }

    /// The row of a member, where it has one.
    pub fn member(&self, code: &str, day: Date) -> Option<&Member> {
        self.told(day).find(|member| member.agency == code)
    }

    /// The head on a day: a member whose row says so, else the year's.
    pub fn head_on(&self, day: Date) -> Option<&str> {
        let mut heads = self
            .told(day)
            .filter(|member| member.role.as_deref() == Some("truong"));
        let head = heads.find(|member| member.holds(day));
        head.map(|member| member.agency.as_str())
            .or(self.head.as_deref())
    }

    /// The deputies on a day: those whose rows say so, else the year's.
    pub fn deputies_on(&self, day: Date) -> Vec<&str> {
        let deputies = self
            .told(day)
            .filter(|member| member.role.as_deref() == Some("pho"));
        let held: Vec<&str> = deputies
            .filter(|member| member.holds(day))
            .map(|member| member.agency.as_str())
            .collect();
        match held.is_empty() {
            true => self.deputies.iter().map(String::as_str).collect(),
            false => held,
        }
    }

    /// The codes of its members on a date, each once; `code/level` stands for the agencies of that level below. One that
    /// has a row of its own is a member in the days of that row.
    pub fn members_on(&self, org: &Org, date: Date) -> Vec<String> {
        let mut codes = Vec::new();
        for member in &self.members {
            match member.split_once('/') {
                None => codes.push(member.clone()),
                Some((above, level)) => {
                    let level = Level::from_code(level);
                    let below = org.subtree_on(above, date).into_iter();
                    let wanted =
                        below.filter(|agency| agency.on(date).map(|spell| spell.level) == level);
                    codes.extend(wanted.map(|agency| agency.code.clone()));
                }
            }
        }
        codes.extend(self.told(date).map(|member| member.agency.clone()));
        let mut seen = HashSet::new();
        codes.retain(|code| {
            let held = self
                .member(code, date)
                .is_none_or(|member| member.holds(date));
            held && seen.insert(code.clone())
        });
        codes
    }
}
