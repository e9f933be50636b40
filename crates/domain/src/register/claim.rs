//! «Khen thưởng của tôi bị thiếu, sai»: what somebody misses in the own record, and what the office answers.
//!
//! A claim moves once from sent to answered or withdrawn; an accepted one is the ground of an award row.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, YearSpan};

/// Codes of `Loại`: an award is missing, or stands wrongly.
pub const KINDS: &[&str] = &["thieu", "sai"];
/// Codes of `Trạng thái`, in the order of [`Standing`].
pub const STATES: &[&str] = &["da_gui", "chap_nhan", "tu_choi", "da_rut"];

/// The sheet of claims.
pub static CLAIMS: SheetDef = SheetDef {
    name: "kien-nghi-khen-thuong",
    title: "Kiến nghị về khen thưởng",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã kiến nghị")
            .help("Mã của kiến nghị, hệ thống tự đặt."),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan trả lời")
            .help("Cơ quan đang quản lý người kiến nghị."),
        Column::content("ma_ca_nhan", "Mã cá nhân", Kind::Code)
            .required()
            .asked("Người kiến nghị")
            .help("Người có khen thưởng bị thiếu hoặc sai."),
        Column::content("loai", "Loại", Kind::Choice(KINDS))
            .required()
            .help("Khen thưởng bị thiếu, hay đã ghi nhưng sai."),
        Column::content("ma_khen_thuong", "Mã khen thưởng", Kind::Award)
            .asked("Danh hiệu, hình thức")
            .help("Danh hiệu thi đua hoặc hình thức khen thưởng."),
        Column::content("nam_thanh_tich", "Năm thành tích", Kind::Years)
            .help("Năm có thành tích được khen."),
        Column::content("so_quyet_dinh", "Số quyết định", Kind::Document)
            .asked("Số quyết định")
            .help("Số, ký hiệu quyết định khen thưởng."),
        Column::content("ngay_quyet_dinh", "Ngày quyết định", Kind::Date)
            .help("Ngày ký quyết định."),
        Column::content("noi_quyet_dinh", "Nơi quyết định", Kind::Text)
            .asked("Cơ quan ký quyết định")
            .help("Cơ quan hoặc người ký quyết định, như trên quyết định."),
        Column::content("ten_tep", "Tên tệp", Kind::Text)
            .asked("Tên tệp, giấy tờ kèm theo")
            .help("Tên tệp hoặc giấy tờ anh/chị đang giữ, ví dụ «giay-khen-2019.jpg»."),
        Column::content("noi_dung", "Nội dung", Kind::Lines).help("Thiếu hoặc sai ở điểm nào."),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATES))
            .required()
            .help("Đã gửi, được chấp nhận, bị từ chối hay đã rút."),
        Column::content("ngay_gui", "Ngày gửi", Kind::Date).help("Ngày gửi kiến nghị."),
        Column::content("tra_loi", "Trả lời", Kind::Lines)
            .help("Trả lời của công chức làm thi đua; từ chối phải nêu lý do."),
        Column::content("ngay_tra_loi", "Ngày trả lời", Kind::Date).help("Ngày trả lời kiến nghị."),
        Column::content("dong_khen_thuong", "Dòng khen thưởng", Kind::Code)
            .help("Mã dòng khen thưởng được ghi theo kiến nghị này."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// How far a claim came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Sent, not answered.
    Sent,
    /// Accepted: an award row was made or mended.
    Accepted,
    /// Refused, with a reason.
    Refused,
    /// Withdrawn by the one who sent it.
    Withdrawn,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Sent, Self::Accepted, Self::Refused, Self::Withdrawn];

    /// The standing of a code of `Trạng thái`.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = STATES.iter().position(|state| *state == code)?;
        Self::ALL.get(at).copied()
    }

    /// The code of `Trạng thái`.
    pub fn code(self) -> &'static str {
        let at = Self::ALL.iter().position(|state| *state == self);
        at.and_then(|at| STATES.get(at)).copied().unwrap_or("")
    }

    /// Whether it may become another: only what was sent and not answered does.
    pub fn may_become(self, next: Self) -> bool {
        self == Self::Sent && next != Self::Sent
    }
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its code.
    pub code: String,
    /// Code of the agency that answers.
    pub agency: String,
    /// Code of the person it is about.
    pub person: String,
    /// Code of `Loại`.
    pub kind: String,
    /// Award code, or the name as written.
    pub award: Option<String>,
    /// Years rewarded.
    pub years: Option<YearSpan>,
    /// Number of the decision.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// Who decided, as written.
    pub authority: Option<String>,
    /// Name of the file or paper.
    pub file: Option<String>,
    /// What is missing or wrong.
    pub text: Option<String>,
    /// How far it came.
    pub standing: Standing,
    /// When it was sent.
    pub sent_on: Option<PartialDate>,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_on: Option<PartialDate>,
    /// Code of the award row it became.
    pub row: Option<String>,
}

impl Claim {
    /// The claim a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            code: row.text("ma")?,
            agency: row.text("ma_co_quan")?,
            person: row.text("ma_ca_nhan")?,
            kind: row.text("loai")?,
            award: row.text("ma_khen_thuong"),
            years: row.years("nam_thanh_tich"),
            decision: row.text("so_quyet_dinh"),
            decided_on: row.date("ngay_quyet_dinh"),
            authority: row.text("noi_quyet_dinh"),
            file: row.text("ten_tep"),
            text: row.text("noi_dung"),
            standing: Standing::from_code(row.get("trang_thai")?)?,
            sent_on: row.date("ngay_gui"),
            answer: row.text("tra_loi"),
            answered_on: row.date("ngay_tra_loi"),
            row: row.text("dong_khen_thuong"),
        })
    }
}
