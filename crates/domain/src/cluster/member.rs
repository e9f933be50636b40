//! Members of a block in a year by their own rows: from when, until when, in which part, who signs the pact for them.
//! A member told here stands by these days; the list of `cum-khoi` is the year's usual members.

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Validity, WorkYear};

/// Codes of `Vai trò`.
pub const ROLES: &[&str] = &["truong", "pho", "thanh_vien"];

/// The sheet `thanh-vien-cum`: one row a member and year.
pub static MEMBERS: SheetDef = SheetDef {
    name: "thanh-vien-cum",
    title: "Thành viên cụm, khối thi đua",
    identity: &[],
    columns: &[
        Column::key("ma_cum", "Mã cụm", Kind::Code)
            .required()
            .asked("Cụm, khối")
            .help("Cụm, khối thi đua."),
        Column::key("nam", "Năm", Kind::Year)
            .required()
            .help("Năm thi đua của cụm, khối."),
        Column::key("ma_thanh_vien", "Mã thành viên", Kind::Code)
            .required()
            .asked("Thành viên")
            .help("Cơ quan, đơn vị trong cụm, khối, kể cả ngoài ngành như Sở Tư pháp."),
        Column::content("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày vào cụm, khối trong năm; bỏ trống nếu từ đầu năm."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối còn trong cụm, khối; bỏ trống nếu đến hết năm."),
        Column::content("vai_tro", "Vai trò", Kind::Choice(ROLES))
            .help("Trưởng, phó hay thành viên; bỏ trống thì theo dòng của cụm, khối năm ấy."),
        Column::content("nguoi_dai_dien", "Người đại diện", Kind::Text)
            .asked("Người ký giao ước")
            .help("Họ tên người ký giao ước thay mặt thành viên."),
        Column::content("chuc_vu_dai_dien", "Chức vụ đại diện", Kind::Text)
            .asked("Chức vụ người ký")
            .help("Chức vụ của người ký, như trên giao ước."),
        Column::content("ngay_ky", "Ngày ký", Kind::Date)
            .asked("Ngày ký giao ước")
            .help("Ngày thành viên này ký, nếu khác ngày ký chung."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Văn bản cho vào, cho ra hoặc cử trưởng, phó."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A member of a block in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Key of its record.
    pub key: String,
    /// Code of the block.
    pub cluster: String,
    /// The year.
    pub year: WorkYear,
    /// Code of the member.
    pub agency: String,
    /// First day, where it came in during the year.
    pub from: Option<PartialDate>,
    /// Last day, where it left during the year.
    pub to: Option<PartialDate>,
    /// Code of `Vai trò`.
    pub role: Option<String>,
    /// Who signs the pact for it.
    pub signer: Option<String>,
    /// In which capacity.
    pub capacity: Option<String>,
    /// Day it signed, where it is told apart.
    pub signed_on: Option<PartialDate>,
    /// Paper that let it in or out.
    pub document: Option<String>,
}

impl Member {
    /// The member a row of `thanh-vien-cum` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&MEMBERS),
            cluster: row.text("ma_cum")?,
            year: row.year("nam")?,
            agency: row.text("ma_thanh_vien")?,
            from: row.date("tu_ngay"),
            to: row.date("den_ngay"),
            role: row.text("vai_tro"),
            signer: row.text("nguoi_dai_dien"),
            capacity: row.text("chuc_vu_dai_dien"),
            signed_on: row.date("ngay_ky"),
            document: row.text("van_ban"),
        })
    }

    /// Whether it is a member on a day.
    pub fn holds(&self, day: Date) -> bool {
        Validity::new(self.from, self.to).contains(day)
    }
}
