//! Initiatives (sáng kiến): whose they are and in which shares, how far they reach, how far they have come: registered,
//! applied, recognised.

use crate::amount::Percent;
use crate::bundle::{Column, Kind, SheetDef, Values, shares};
use crate::time::{PartialDate, WorkYear};

/// Codes of `Phạm vi`, the narrowest first.
pub const SCOPES: &[&str] = &["co_so", "bo", "toan_quoc"];

/// Codes of `Loại`; empty is an initiative.
pub const KINDS: &[&str] = &["sang_kien", "de_tai"];

/// Codes of `Giai đoạn`, in the order an initiative passes them; the last one ends it.
pub const STAGES: &[&str] = &["dang_ky", "ap_dung", "cong_nhan", "khong_cong_nhan"];

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
        Column::content("linh_vuc", "Lĩnh vực", Kind::Text)
            .help("Lĩnh vực công tác được cải tiến, ví dụ «Nghiệp vụ thi hành án», «Văn phòng»."),
        Column::content("giai_doan", "Giai đoạn", Kind::Choice(STAGES))
            .asked("Đã đến bước nào")
            .help("Đăng ký, áp dụng, được công nhận hay không được công nhận; bỏ trống thì hiểu theo các ngày ghi dưới đây."),
        Column::content("ngay_dang_ky", "Ngày đăng ký", Kind::Date)
            .help("Ngày tác giả đăng ký sáng kiến với đơn vị."),
        Column::content("ap_dung_tu", "Áp dụng từ", Kind::Date)
            .help("Ngày bắt đầu áp dụng hoặc áp dụng thử."),
        Column::content("noi_ap_dung", "Nơi áp dụng", Kind::Items)
            .help("Mỗi dòng một đơn vị đang áp dụng."),
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
            .help("Tính mới và cách làm, trong vài câu."),
        Column::content("hieu_qua", "Hiệu quả", Kind::Lines)
            .help("Kết quả đo được: việc, thời gian, kinh phí giảm hoặc tăng bao nhiêu; mỗi dòng một ý."),
        Column::content("phat_trien_tu", "Phát triển từ", Kind::Codes)
            .asked("Phát triển từ sáng kiến")
            .help("Mã của sáng kiến trước mà sáng kiến này kế thừa, cải tiến; mỗi ô một mã."),
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
    /// Field of work.
    pub field: Option<String>,
    /// How far it has come.
    pub stage: Stage,
    /// Day of registration.
    pub registered_on: Option<PartialDate>,
    /// Since when it is applied.
    pub applied_from: Option<PartialDate>,
    /// Where it is applied, as written.
    pub applied_at: Vec<String>,
    /// What it brought, one a line.
    pub effect: Option<String>,
    /// Codes of the initiatives it builds on, as its authors declared.
    pub builds_on: Vec<String>,
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
            field: row.text("linh_vuc"),
            stage: stage(row),
            registered_on: row.date("ngay_dang_ky"),
            applied_from: row.date("ap_dung_tu"),
            applied_at: row.codes("noi_ap_dung"),
            effect: row.text("hieu_qua"),
            builds_on: row.codes("phat_trien_tu"),
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

    /// What its likeness to others is told by: name, summary and effect, one below the other.
    pub fn text(&self) -> String {
        let parts = [
            Some(self.name.as_str()),
            self.summary.as_deref(),
            self.effect.as_deref(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The year it is of: that of the newest day told.
    pub fn year(&self) -> Option<WorkYear> {
        let days = [self.recognised_on, self.applied_from, self.registered_on];
        days.into_iter()
            .flatten()
            .next()
            .map(PartialDate::work_year)
    }

    /// Whether a person is among its authors.
    pub fn is_by(&self, person: &str) -> bool {
        self.authors.iter().any(|author| author.person == person)
    }
}

/// How far an initiative has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It is registered.
    #[default]
    Registered,
    /// It is applied, or tried out.
    Applied,
    /// It is recognised.
    Recognised,
    /// It was looked at and not recognised.
    Refused,
}

impl Stage {
    /// Code of `Giai đoạn`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "dang_ky",
            Self::Applied => "ap_dung",
            Self::Recognised => "cong_nhan",
            Self::Refused => "khong_cong_nhan",
        }
    }
}

/// How far a row says it has come: a paper or day of recognition says so itself, then what is told, then the days.
fn stage(row: &Values) -> Stage {
    let has = |id: &str| row.get(id).is_some();
    if has("van_ban_cong_nhan") || has("ngay_cong_nhan") {
        return Stage::Recognised;
    }
    match row.get("giai_doan") {
        Some("khong_cong_nhan") => Stage::Refused,
        Some("ap_dung") => Stage::Applied,
        Some("dang_ky") => Stage::Registered,
        _ if has("ap_dung_tu") => Stage::Applied,
        _ => Stage::Registered,
    }
}

/// What cannot be so of a row: the column, why, and what to do. Recognition rests on its paper or day, and whatever
/// has one is recognised.
pub fn check(row: &Values) -> Option<(&'static str, &'static str, &'static str)> {
    let papers = ["van_ban_cong_nhan", "ngay_cong_nhan"];
    let told = papers.iter().any(|id| row.get(id).is_some());
    match (row.get("giai_doan")?, told) {
        ("cong_nhan", false) => Some((
            "giai_doan",
            "Sáng kiến được công nhận phải có văn bản hoặc ngày công nhận.",
            "Ghi văn bản, ngày công nhận; chưa có thì chọn giai đoạn đăng ký hoặc áp dụng.",
        )),
        ("dang_ky" | "ap_dung" | "khong_cong_nhan", true) => Some((
            "giai_doan",
            "Đã ghi văn bản, ngày công nhận mà giai đoạn không phải là đã công nhận.",
            "Chọn «Đã công nhận», hoặc bỏ văn bản, ngày công nhận.",
        )),
        _ => None,
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

    fn row(cells: &[(&str, &str)]) -> Values {
        let mut row = Values::default();
        for (id, text) in [("ma", "sk-1"), ("ten", "Sổ theo dõi")].iter().chain(cells) {
            row.set(id, *text);
        }
        row
    }

    #[test]
    fn how_far_it_has_come_follows_what_is_told() {
        let stage = |cells: &[(&str, &str)]| Initiative::from_row(&row(cells)).unwrap().stage;
        assert_eq!(stage(&[]), Stage::Registered);
        assert_eq!(stage(&[("ap_dung_tu", "2025-01")]), Stage::Applied);
        assert_eq!(stage(&[("giai_doan", "ap_dung")]), Stage::Applied);
        assert_eq!(
            stage(&[("ap_dung_tu", "2025-01"), ("ngay_cong_nhan", "2025-09-01")]),
            Stage::Recognised
        );
        assert_eq!(
            stage(&[("ap_dung_tu", "2025-01"), ("giai_doan", "khong_cong_nhan")]),
            Stage::Refused
        );
        let order = [
            Stage::Registered,
            Stage::Applied,
            Stage::Recognised,
            Stage::Refused,
        ];
        assert_eq!(order.map(Stage::code), STAGES);
    }

    #[test]
    fn a_stage_that_its_papers_contradict_is_told() {
        assert!(check(&row(&[("giai_doan", "cong_nhan")])).is_some());
        assert!(
            check(&row(&[
                ("giai_doan", "dang_ky"),
                ("ngay_cong_nhan", "2025")
            ]))
            .is_some()
        );
        assert!(
            check(&row(&[
                ("giai_doan", "khong_cong_nhan"),
                ("van_ban_cong_nhan", "qd-1")
            ]))
            .is_some()
        );
        for fine in [
            vec![],
            vec![("ngay_cong_nhan", "2025")],
            vec![("giai_doan", "cong_nhan"), ("van_ban_cong_nhan", "qd-1")],
            vec![("giai_doan", "khong_cong_nhan")],
        ] {
            assert_eq!(check(&row(&fine)), None, "{fine:?}");
        }
    }

    #[test]
    fn its_year_is_that_of_the_last_step_and_its_text_all_that_is_told() {
        let told = row(&[
            ("ngay_dang_ky", "2024-11-05"),
            ("ap_dung_tu", "2025-02"),
            ("tom_tat", "Cách làm"),
            ("hieu_qua", "Giảm 6 việc"),
        ]);
        let told = Initiative::from_row(&told).unwrap();
        assert_eq!(told.year(), Some(WorkYear(2025)));
        assert_eq!(told.text(), "Sổ theo dõi\nCách làm\nGiảm 6 việc");
    }
}
