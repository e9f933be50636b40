//! Initiatives (sáng kiến): whose they are and in which shares, how far they reach, whether recognised.

use crate::amount::Percent;
use crate::bundle::{Column, Kind, SheetDef, Values, shares};
use crate::time::{PartialDate, WorkYear};

/// Codes of `Phạm vi`, the narrowest first.
pub const SCOPES: &[&str] = &["co_so", "bo", "toan_quoc"];

/// Codes of `Loại`; empty is an initiative.
pub const KINDS: &[&str] = &["sang_kien", "de_tai"];

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
        Column::content("loai", "Loại", Kind::Choice(KINDS))
            .asked("Sáng kiến hay đề tài")
            .help("Sáng kiến, hoặc đề tài, đề án khoa học được tính như sáng kiến; bỏ trống được hiểu là sáng kiến."),
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
        Column::content("da_dung_cho", "Đã dùng cho", Kind::Items)
            .asked("Đã dùng để xét khen thưởng")
            .help("Mỗi lần một dòng: danh hiệu hoặc hình thức khen thưởng, dấu hai chấm, năm; ví dụ «Chiến sĩ thi đua cơ sở: 2024». Bỏ trống nếu chưa dùng."),
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
    /// Whether it is a scientific task (đề tài) counted like an initiative.
    pub is_task: bool,
    /// Codes of the awards it was used for, each with its year.
    pub used: Vec<(String, WorkYear)>,
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
            is_task: row.get("loai") == Some("de_tai"),
            used: used(row),
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

/// The awards a row says it was used for, each with its year.
pub fn used(row: &Values) -> Vec<(String, WorkYear)> {
    let told = row.get("da_dung_cho").unwrap_or_default().split(';');
    told.filter_map(|part| {
        let (award, year) = use_of(part)?;
        Some((award.to_owned(), year))
    })
    .collect()
}

/// The award, as written, and the year of one use: `cstdcs:2024`. A year is a work year of four digits.
pub fn use_of(part: &str) -> Option<(&str, WorkYear)> {
    let (award, year) = part.rsplit_once(':')?;
    let (award, year) = (award.trim(), WorkYear::parse(year.trim()).ok()?);
    (!award.is_empty()).then_some((award, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_was_used_for_is_an_award_and_a_year() {
        assert_eq!(use_of("cstdcs:2024"), Some(("cstdcs", WorkYear(2024))));
        assert_eq!(
            use_of(" Chiến sĩ thi đua cơ sở : 2024 "),
            Some(("Chiến sĩ thi đua cơ sở", WorkYear(2024)))
        );
        for wrong in ["cstdcs", "cstdcs:", ":2024", "cstdcs:24x"] {
            assert_eq!(use_of(wrong), None, "{wrong}");
        }
        let mut row = Values::default();
        row.set("ma", "sk-1");
        row.set("ten", "Sổ theo dõi");
        row.set("loai", "de_tai");
        row.set("da_dung_cho", "cstdcs:2024;bk_bo:2025");
        let told = Initiative::from_row(&row).unwrap();
        assert!(told.is_task);
        let both = [
            ("cstdcs".to_owned(), WorkYear(2024)),
            ("bk_bo".to_owned(), WorkYear(2025)),
        ];
        assert_eq!(told.used, both);
    }
}
