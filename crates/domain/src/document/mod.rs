//! Documents: laws, decisions, plans, reports, and the articles a figure was read in.

pub mod chain;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Loại`.
pub const KINDS: &[&str] = &[
    "luat",
    "nghi_quyet",
    "nghi_dinh",
    "thong_tu",
    "chi_thi",
    "quyet_dinh",
    "ke_hoach",
    "huong_dan",
    "cong_van",
    "to_trinh",
    "bao_cao",
    "thong_bao",
    "bien_ban",
    "bai_viet",
    "khac",
];

/// Letters of an address' path that stand in a citation.
const SHORT_PATH: usize = 32;

/// The sheet `van-ban`.
pub static SHEET: SheetDef = SheetDef {
    name: "van-ban",
    title: "Văn bản",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã văn bản")
            .help("Mã riêng để các trang khác dẫn đến văn bản này."),
        Column::content("so_ky_hieu", "Số ký hiệu", Kind::Text)
            .help("Ghi đúng như trên văn bản, ví dụ «1898/QĐ-BTP»; bỏ trống nếu không rõ."),
        Column::content("ngay_ban_hanh", "Ngày ban hành", Kind::Date)
            .help("Ngày ghi trên văn bản; với bài viết là ngày đăng."),
        Column::content("co_quan_ban_hanh", "Cơ quan ban hành", Kind::Code)
            .help("Cơ quan ký ban hành; với bài viết là cơ quan chủ quản trang tin."),
        Column::content("loai", "Loại", Kind::Choice(KINDS))
            .asked("Loại văn bản")
            .help("Loại theo thể thức văn bản; tin, bài trên báo và trang tin là «Bài viết»."),
        Column::content("trich_yeu", "Trích yếu", Kind::Text)
            .help("Nội dung «Về việc …»; với bài viết là tiêu đề."),
        Column::content("can_cu", "Căn cứ", Kind::Codes).help("Những văn bản nêu ở phần căn cứ."),
        Column::content("tac_gia", "Tác giả", Kind::Text).help("Người viết bài, nếu là bài viết."),
        Column::content("dia_chi", "Địa chỉ", Kind::Text)
            .asked("Địa chỉ trên mạng")
            .help("Đường dẫn bắt đầu bằng https://, nếu có đăng trên mạng."),
        Column::content("noi_ve", "Nói về", Kind::Codes)
            .help("Cơ quan, cá nhân được văn bản nói đến."),
        Column::content("het_hieu_luc", "Hết hiệu lực", Kind::Date)
            .asked("Hết hiệu lực từ")
            .help("Ngày văn bản thôi có hiệu lực; bỏ trống nếu đang còn hiệu lực hoặc không rõ."),
        Column::content("thay_the_boi", "Thay thế bởi", Kind::Codes)
            .help("Văn bản thay thế hoặc bãi bỏ văn bản này, nếu có."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its code.
    pub code: String,
    /// Number and symbol; `None`: not known.
    pub symbol: Option<String>,
    /// Day of issue.
    pub date: Option<PartialDate>,
    /// Code of the issuing agency.
    pub issuer: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// Abstract (trích yếu), or the headline of an article.
    pub subject: Option<String>,
    /// Author of an article.
    pub author: Option<String>,
    /// Address on the web.
    pub address: Option<String>,
    /// Codes of the documents it rests on.
    pub based_on: Vec<String>,
    /// Codes of what it tells about.
    pub about: Vec<String>,
    /// First day it is no longer in force; `None`: in force, or not known.
    pub ended_on: Option<PartialDate>,
    /// Codes of the papers that took its place.
    pub replaced_by: Vec<String>,
}

impl Document {
    /// The document a row of `van-ban` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            code: row.text("ma")?,
            symbol: row.text("so_ky_hieu"),
            date: row.date("ngay_ban_hanh"),
            issuer: row.text("co_quan_ban_hanh"),
            kind: row.text("loai"),
            subject: row.text("trich_yeu"),
            author: row.text("tac_gia"),
            address: row.text("dia_chi"),
            based_on: row.codes("can_cu"),
            about: row.codes("noi_ve"),
            ended_on: row.date("het_hieu_luc"),
            replaced_by: row.codes("thay_the_boi"),
        })
    }

    /// How a source is named beside a figure: symbol and date, or the headline; never by its code, which is
    /// nothing to a reader.
    pub fn cited(&self) -> String {
        let date = self.date.map(|date| date.vn());
        match (&self.symbol, &self.subject, date) {
            (Some(symbol), _, Some(date)) => format!("{symbol} ngày {date}"),
            (Some(symbol), _, None) => symbol.clone(),
            (None, Some(subject), Some(date)) => format!("«{subject}» ({date})"),
            (None, Some(subject), None) => format!("«{subject}»"),
            (None, None, date) => self.nameless(date.as_deref()),
        }
    }

    /// A paper without number and headline, by what is known of it.
    fn nameless(&self, date: Option<&str>) -> String {
        let what = match self.kind.as_deref() {
            Some("bai_viet") => "Bài viết",
            _ => "Văn bản",
        };
        let by = self.author.as_ref().map(|author| format!(" của {author}"));
        let at = self
            .address
            .as_ref()
            .map(|address| format!(" tại {}", short_address(address)));
        let on = date.map(|date| format!(" ({date})"));
        let known: String = [by, at, on].into_iter().flatten().collect();
        match known.is_empty() {
            true => format!("{what} chưa rõ số, ngày và tên"),
            false => format!("{what}{known}"),
        }
    }
}

/// An address short enough to stand in a line: the site, and the end, which tells pages of one site apart.
fn short_address(address: &str) -> String {
    let bare = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest)
        .trim_end_matches('/');
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let Some((site, path)) = bare.split_once('/') else {
        return bare.to_owned();
    };
    let long = path.chars().count().saturating_sub(SHORT_PATH);
    match long {
        0 => bare.to_owned(),
        _ => format!("{site}/…{}", path.chars().skip(long).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn paper(author: Option<&str>, address: Option<&str>, date: Option<&str>) -> Document {
        Document {
            code: "bai-can-tho-2025".to_owned(),
            symbol: None,
            date: date.map(|date| PartialDate::parse(date).unwrap()),
            issuer: None,
            kind: Some("bai_viet".to_owned()),
            subject: None,
            author: author.map(str::to_owned),
            address: address.map(str::to_owned),
            based_on: Vec::new(),
            about: Vec::new(),
            ended_on: None,
            replaced_by: Vec::new(),
        }
    }

    #[test]
    fn a_paper_without_number_and_headline_is_cited_by_what_is_known() {
        let cited = |author, address, date| paper(author, address, date).cited();
        assert_eq!(
            cited(Some("Đình Thương"), None, None),
            "Bài viết của Đình Thương"
        );
        assert_eq!(cited(None, None, None), "Bài viết chưa rõ số, ngày và tên");
        assert_eq!(
            cited(
                None,
                Some("https://www.plo.vn/a/tin-84.html"),
                Some("2020-07")
            ),
            "Bài viết tại plo.vn/a/tin-84.html (07/2020)"
        );
        let long = "https://thads.moj.gov.vn/noidung/tintuc/Lists/Tin/View_Detail.aspx?ItemID=70";
        assert_eq!(
            cited(None, Some(long), None),
            "Bài viết tại thads.moj.gov.vn/…s/Tin/View_Detail.aspx?ItemID=70"
        );
    }
}
