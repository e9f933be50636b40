//! How exemplars and good practice were made known: sessions, visits, publications, each with its day and place.

use crate::amount::Precision;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::contribution::precision;
use crate::contribution::sheet::PRECISIONS;
use crate::time::{PartialDate, Told, YearSpan};

/// Codes of `Loại`.
pub const SPREAD_KINDS: &[&str] = &[
    "chia_se",
    "tham_quan",
    "tap_huan",
    "hoi_nghi",
    "bai_viet",
    "trang_tin",
    "truyen_hinh",
    "ban_tin",
    "mang_xa_hoi",
    "khac",
];

/// The sheet `lan-toa`.
pub static SPREAD_SHEET: SheetDef = SheetDef {
    name: "lan-toa",
    title: "Lan tỏa điển hình, cách làm hay",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã lần lan tỏa")
            .help("Mã riêng của dòng này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan tổ chức, đăng")
            .help("Cơ quan đã tổ chức buổi chia sẻ, hoặc đã đăng tin, bài."),
        Column::key("ma_dien_hinh", "Mã điển hình", Kind::Code)
            .asked("Điển hình")
            .help("Điển hình được giới thiệu; giới thiệu cách làm hay thì bỏ trống."),
        Column::key("ma_cach_lam", "Mã cách làm", Kind::Code)
            .asked("Cách làm hay")
            .help("Cách làm hay được giới thiệu, nếu có."),
        Column::key("loai", "Loại", Kind::Choice(SPREAD_KINDS))
            .required()
            .help("Buổi chia sẻ, tham quan, hội nghị, bài viết, trang tin điện tử …"),
        Column::key("ngay", "Ngày", Kind::Date).help("Ngày diễn ra hoặc ngày đăng."),
        Column::content("tieu_de", "Tiêu đề", Kind::Text)
            .help("Tên buổi chia sẻ, tên bài viết, phóng sự."),
        Column::content("noi_dang", "Nơi đăng", Kind::Text)
            .asked("Nơi đăng, nơi tổ chức")
            .help("Tên báo, trang tin điện tử, hoặc địa điểm tổ chức."),
        Column::content("dia_chi", "Địa chỉ", Kind::Text)
            .asked("Địa chỉ trên mạng")
            .help("Đường dẫn tới bài, nếu có."),
        Column::content("don_vi_tham_du", "Cơ quan tham dự", Kind::Codes)
            .asked("Đơn vị tham dự")
            .help("Các đơn vị đến dự, đến học."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .asked("Số lượt người dự")
            .help("Bao nhiêu lượt người; nguồn không nêu số thì bỏ trống."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .or("dung")
            .help("Từ đứng trước số trong nguồn."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Kế hoạch, giấy mời, bài đăng; không có thì bỏ trống."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `lan-toa`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Code of the agency that did it.
    pub agency: String,
    /// Code of the exemplar.
    pub exemplar: Option<String>,
    /// Code of the practice.
    pub practice: Option<String>,
    /// Code of `Loại`.
    pub kind: String,
    /// Day.
    pub on: Option<PartialDate>,
    /// Title.
    pub title: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Web address as written.
    pub address: Option<String>,
    /// Codes of the agencies that came.
    pub guests: Vec<String>,
    /// How many people came, in times; `None`: not told.
    pub count: Option<i64>,
    /// How exactly the count is told.
    pub precision: Precision,
    /// Paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Spread {
    /// The spreading a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SPREAD_SHEET),
            code: row.text("ma"),
            agency: row.text("ma_co_quan")?,
            exemplar: row.text("ma_dien_hinh"),
            practice: row.text("ma_cach_lam"),
            kind: row.text("loai")?,
            on: row.date("ngay"),
            title: row.text("tieu_de"),
            place: row.text("noi_dang"),
            address: row.text("dia_chi"),
            guests: row.codes("don_vi_tham_du"),
            count: row.count("so_luong"),
            precision: precision(row),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// The work years of its day.
    pub fn span(&self) -> Option<YearSpan> {
        let told = Told {
            years: None,
            on: self.on,
            known: None,
        };
        told.span()
    }

    /// Its address where it may be followed: only pages of the web, never a script.
    pub fn link(&self) -> Option<&str> {
        let address = self.address.as_deref()?;
        let lower = address.to_ascii_lowercase();
        (lower.starts_with("https://") || lower.starts_with("http://")).then_some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_links() {
        let of = |address: &str| {
            let mut row = Values::default();
            row.set("ma_co_quan", "a");
            row.set("loai", "bai_viet");
            row.set("dia_chi", address);
            Spread::from_row(&row).unwrap().link().is_some()
        };
        assert!(of("https://thads.moj.gov.vn/bai") && of("HTTP://x.vn"));
        assert!(!of("javascript:alert(1)") && !of("data:text/html,x") && !of("thads.moj.gov.vn"));
    }
}
