//! «Hủy bỏ quyết định khen thưởng»: a decision of award cancelled on a ground of the law (Luật 06/2022/QH15 Điều 93),
//! and the awards that rested on it, which people look at again.
//!
//! The row of the award is never rewritten: a record of its own says that its decision was cancelled, and another
//! one, should that be cancelled in turn. Nothing else is cancelled by it.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Căn cứ hủy bỏ`: the grounds of `rulebook/law/revocation.toml`.
pub const GROUNDS: &[&str] = &[
    "gian_doi",
    "ho_so_sai",
    "trai_phap_luat",
    "khong_du_tieu_chuan",
];
/// Codes of `Trạng thái`: the cancelling is in force, or was itself cancelled.
pub const STATES: &[&str] = &["hieu_luc", "da_huy"];
/// Codes of `Kết luận`: the award stays, or its cancelling is proposed.
pub const CONCLUSIONS: &[&str] = &["giu_nguyen", "de_nghi_huy"];
/// Codes of `Kết quả rà`: what the award comes to without the cancelled one.
pub const OUTCOMES: &[&str] = &["con_du", "can_xem_xet", "khong_du"];

/// The column that holds the key of an award's record.
pub const ROW: &str = "dong_khen_thuong";
/// The column that holds the key of the cancelled award's record.
pub const CAUSE: &str = "do_huy_dong";

/// Decisions of award that were cancelled.
pub static REVOCATIONS: SheetDef = SheetDef {
    name: "thu-hoi-khen-thuong",
    title: "Hủy bỏ quyết định khen thưởng",
    identity: &[ROW],
    columns: &[
        Column::key(ROW, "Dòng khen thưởng", Kind::Text)
            .required()
            .help("Khóa của dòng khen thưởng bị hủy bỏ, hệ thống tự ghi."),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Tính cho cơ quan")
            .help("Cơ quan mà khen thưởng được tính vào."),
        Column::content("can_cu_huy", "Căn cứ hủy bỏ", Kind::Choice(GROUNDS))
            .required()
            .help("Một trong bốn trường hợp luật định."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .required()
            .asked("Việc gì đã xảy ra")
            .help("Vi phạm, kết luận làm căn cứ hủy bỏ."),
        Column::content("so_quyet_dinh", "Số quyết định", Kind::Document)
            .required()
            .asked("Quyết định hủy bỏ")
            .help("Số, ký hiệu quyết định hủy bỏ."),
        Column::content("ngay_quyet_dinh", "Ngày quyết định", Kind::Date)
            .required()
            .help("Ngày ký quyết định hủy bỏ."),
        Column::content("co_quan_quyet_dinh", "Cơ quan quyết định", Kind::Code)
            .required()
            .help("Cơ quan đã quyết định khen thưởng thì quyết định hủy bỏ."),
        Column::content("nguoi_ky", "Người ký", Kind::Text)
            .required()
            .help("Họ tên, chức vụ người ký quyết định hủy bỏ."),
        Column::content("tien_thu_hoi", "Tiền thu hồi", Kind::Count)
            .asked("Tiền thưởng phải thu hồi (đồng)")
            .help("Số tiền thưởng đã nhận phải nộp lại."),
        Column::content("hien_vat_thu_hoi", "Hiện vật thu hồi", Kind::Lines)
            .asked("Hiện vật phải thu hồi")
            .help("Bằng, giấy khen, cờ, huy hiệu, khung; mỗi thứ một dòng."),
        Column::content("ngay_thu_hoi", "Ngày thu hồi xong", Kind::Date)
            .help("Ngày đã thu hồi đủ tiền và hiện vật; bỏ trống nếu chưa."),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATES))
            .or("hieu_luc")
            .help("Quyết định hủy bỏ còn hiệu lực, hay chính nó đã bị hủy."),
        Column::content("van_ban_phuc_hoi", "Văn bản phục hồi", Kind::Document)
            .help("Văn bản hủy quyết định hủy bỏ, phục hồi khen thưởng."),
        Column::content("ngay_phuc_hoi", "Ngày phục hồi", Kind::Date)
            .help("Ngày ký văn bản phục hồi."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// Awards that rested on a cancelled one, and what was concluded of them.
pub static REVIEWS: SheetDef = SheetDef {
    name: "xem-lai-khen-thuong",
    title: "Khen thưởng cần xem lại",
    identity: &[ROW, CAUSE],
    columns: &[
        Column::key(ROW, "Dòng khen thưởng", Kind::Text)
            .required()
            .help("Khóa của dòng khen thưởng cần xem lại, hệ thống tự ghi."),
        Column::key(CAUSE, "Do hủy dòng", Kind::Text)
            .required()
            .help("Khóa của dòng khen thưởng đã bị hủy bỏ, hệ thống tự ghi."),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan xem lại")
            .help("Cơ quan mà khen thưởng cần xem lại được tính vào."),
        Column::content("ket_qua_ra", "Kết quả rà", Kind::Choice(OUTCOMES))
            .required()
            .help("Còn đủ điều kiện hay không khi không tính khen thưởng đã bị hủy bỏ."),
        Column::content("dieu_kien", "Điều kiện", Kind::Lines)
            .asked("Điều kiện đã dựa vào")
            .help("Điều kiện đã tính khen thưởng bị hủy bỏ; mỗi điều kiện một dòng."),
        Column::content("ngay_ra", "Ngày rà", Kind::Date).help("Ngày hệ thống rà lại."),
        Column::content("ket_luan", "Kết luận", Kind::Choice(CONCLUSIONS))
            .help("Giữ nguyên hay đề nghị hủy bỏ; bỏ trống nếu chưa kết luận."),
        Column::content("ly_do", "Lý do", Kind::Lines).help("Vì sao kết luận như vậy."),
        Column::content("nguoi_ket_luan", "Người kết luận", Kind::Text)
            .help("Họ tên người kết luận."),
        Column::content("ngay_ket_luan", "Ngày kết luận", Kind::Date).help("Ngày kết luận."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A cancelled decision of award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Key of the award's record.
    pub row: String,
    /// Code of the agency whose tally the award enters.
    pub agency: String,
    /// Code of the ground.
    pub ground: String,
    /// What happened.
    pub text: String,
    /// The decision: a code of `van-ban`, or as written.
    pub decision: String,
    /// Its day.
    pub decided_on: Option<PartialDate>,
    /// Code of who decided.
    pub authority: String,
    /// Who signed.
    pub signed_by: String,
    /// Money to be given back, in đồng; `None`: not told.
    pub money: Option<i64>,
    /// Things to be given back, one a line.
    pub things: Option<String>,
    /// The day on which all was given back; `None`: not yet.
    pub recovered_on: Option<PartialDate>,
    /// Whether it is in force: `false`, the award stands again.
    pub in_force: bool,
    /// The paper by which the award stands again.
    pub restored_by: Option<String>,
    /// Its day.
    pub restored_on: Option<PartialDate>,
}

impl Revocation {
    /// The one a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            row: row.text(ROW)?,
            agency: row.text("ma_co_quan")?,
            ground: row.text("can_cu_huy")?,
            text: row.text_or_empty("noi_dung"),
            decision: row.text_or_empty("so_quyet_dinh"),
            decided_on: row.date("ngay_quyet_dinh"),
            authority: row.text_or_empty("co_quan_quyet_dinh"),
            signed_by: row.text_or_empty("nguoi_ky"),
            money: row.count("tien_thu_hoi"),
            things: row.text("hien_vat_thu_hoi"),
            recovered_on: row.date("ngay_thu_hoi"),
            in_force: row.get("trang_thai") != Some("da_huy"),
            restored_by: row.text("van_ban_phuc_hoi"),
            restored_on: row.date("ngay_phuc_hoi"),
        })
    }
}

/// An award to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Key of the award's record.
    pub row: String,
    /// Key of the cancelled award's record.
    pub cause: String,
    /// Code of the agency whose tally the award enters.
    pub agency: String,
    /// Code of [`OUTCOMES`].
    pub outcome: String,
    /// The conditions that counted the cancelled one, one a line.
    pub conditions: String,
    /// When it was found.
    pub found_on: Option<PartialDate>,
    /// Code of [`CONCLUSIONS`]; `None`: nobody concluded yet.
    pub conclusion: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who concluded.
    pub by: Option<String>,
    /// When.
    pub on: Option<PartialDate>,
}

impl Review {
    /// The one a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            row: row.text(ROW)?,
            cause: row.text(CAUSE)?,
            agency: row.text("ma_co_quan")?,
            outcome: row.text("ket_qua_ra")?,
            conditions: row.text_or_empty("dieu_kien"),
            found_on: row.date("ngay_ra"),
            conclusion: row.text("ket_luan"),
            reason: row.text("ly_do"),
            by: row.text("nguoi_ket_luan"),
            on: row.date("ngay_ket_luan"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::sheet::AWARDS;

    #[test]
    fn a_revocation_is_named_by_the_award_alone() {
        let mut award = Values::default();
        award.set("ma_co_quan", "quan-1");
        award.set("ma_khen_thuong", "cstdcs");
        let mut row = Values::default();
        row.set(ROW, award.key(&AWARDS));
        row.set("ma_co_quan", "quan-1");
        row.set("can_cu_huy", "gian_doi");
        let first = row.key(&REVOCATIONS);
        row.set("can_cu_huy", "ho_so_sai");
        row.set("trang_thai", "da_huy");
        assert_eq!(row.key(&REVOCATIONS), first);
        let told = Revocation::from_row(&row).expect("whole");
        assert!(!told.in_force && told.row == award.key(&AWARDS));
    }
}
