//! Initiatives (sáng kiến): whose they are and in which shares, how far they reach, whether recognised.

use crate::amount::Percent;
use crate::bundle::{Column, Kind, SheetDef, Values, shares};
use crate::time::PartialDate;

/// Codes of `Phạm vi`, the narrowest first.
pub const SCOPES: &[&str] = &["co_so", "bo", "toan_quoc"];

/// The sheet `sang-kien`.
pub static SHEET: SheetDef = SheetDef {
    name: "sang-kien",
    title: "Sáng kiến",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã sáng kiến")
            .help("Mã riêng của sáng kiến."),
        Column::content("ten", "Tên", Kind::Text)
            .required()
            .asked("Tên sáng kiến")
            .help("Tên như trong đơn hoặc quyết định công nhận."),
        Column::content("tac_gia", "Tác giả", Kind::Shares).help(
            "Mỗi tác giả một dòng với phần đóng góp; cộng lại phải đúng 100 %. Chưa biết phần đóng góp thì bỏ trống phần của mọi tác giả.",
        ),
        Column::content("pham_vi", "Phạm vi", Kind::Choice(SCOPES))
            .asked("Phạm vi ảnh hưởng")
            .help("Phạm vi được công nhận: cơ sở, Bộ hay toàn quốc."),
        Column::content("van_ban_cong_nhan", "Văn bản công nhận", Kind::Document)
            .help("Quyết định hoặc giấy chứng nhận công nhận sáng kiến."),
        Column::content("ngay_cong_nhan", "Ngày công nhận", Kind::Date)
            .help("Ngày sáng kiến được công nhận; bỏ trống nếu chưa được công nhận."),
        Column::content("tom_tat", "Tóm tắt", Kind::Lines)
            .help("Tính mới, cách áp dụng và hiệu quả, trong vài câu."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Code of the person.
    pub person: String,
    /// The share; `None`: not told.
    pub share: Option<Percent>,
}

/// An initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiative {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Authors, in the order told.
    pub authors: Vec<Author>,
    /// Code of `Phạm vi`.
    pub scope: Option<String>,
    /// The paper of recognition: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Day of recognition.
    pub recognised_on: Option<PartialDate>,
    /// Summary.
    pub summary: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Initiative {
    /// What a row of `sang-kien` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            code: row.text("ma")?,
            name: row.text("ten")?,
            authors: authors(row),
            scope: row.text("pham_vi"),
            document: row.text("van_ban_cong_nhan"),
            recognised_on: row.date("ngay_cong_nhan"),
            summary: row.text("tom_tat"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Whether it was recognised: a paper or a day says so.
    pub fn is_recognised(&self) -> bool {
        self.document.is_some() || self.recognised_on.is_some()
    }

    /// Whether a person is among its authors.
    pub fn is_by(&self, person: &str) -> bool {
        self.authors.iter().any(|author| author.person == person)
    }
}

/// The authors a row names.
pub fn authors(row: &Values) -> Vec<Author> {
    let told = shares::parts(row.get("tac_gia").unwrap_or_default());
    let author = |(person, share): (String, Option<String>)| Author {
        person,
        share: share.and_then(|text| Percent::parse(&text).ok()),
    };
    told.into_iter().map(author).collect()
}
