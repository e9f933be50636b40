//! Good practice (cách làm hay): what others may do likewise, in a library of the whole sector; who took it up and
//! with what result.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Told, YearSpan};

/// Codes of `Loại`.
pub const KINDS: &[&str] = &["giai_phap", "mo_hinh", "kinh_nghiem", "quy_trinh", "khac"];
/// Codes of `Trạng thái`: proposed, published for all, given back, no longer done.
pub const STATUSES: &[&str] = &["de_xuat", "pho_bien", "tra_lai", "thoi"];
/// The status in which everybody reads it.
pub const PUBLISHED: &str = "pho_bien";
/// The status in which it waits for the unit.
pub const PROPOSED: &str = "de_xuat";

/// The sheet `cach-lam-hay`.
pub static SHEET: SheetDef = SheetDef {
    name: "cach-lam-hay",
    title: "Cách làm hay",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã cách làm")
            .help("Mã riêng của cách làm này."),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan có cách làm này")
            .help("Cơ quan đã nghĩ ra, đã làm trước."),
        Column::content("ten", "Tên", Kind::Text)
            .required()
            .asked("Tên cách làm")
            .help("Gọi tên ngắn gọn, ví dụ «Phiên vận động tại nhà văn hóa ấp»."),
        Column::content("loai", "Loại", Kind::Choice(KINDS))
            .help("Giải pháp, mô hình, kinh nghiệm hay quy trình."),
        Column::content("linh_vuc", "Lĩnh vực", Kind::Text)
            .help("Dùng cho việc gì, ví dụ «vận động, giáo dục, thuyết phục»."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .asked("Cách làm")
            .help("Làm thế nào, từng bước, để nơi khác làm theo được."),
        Column::content("hieu_qua", "Hiệu quả", Kind::Lines)
            .help("Kết quả cụ thể đã có: con số, thời gian, chi phí."),
        Column::content("dieu_kien", "Điều kiện áp dụng", Kind::Lines)
            .help("Cần có gì thì làm được; nơi nào không phù hợp."),
        Column::content("tac_gia", "Tác giả", Kind::Codes).help("Người, tập thể đã nghĩ ra."),
        Column::content("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác bắt đầu làm; nguồn ghi chung nhiều năm thì ghi 2015-2020."),
        Column::content("ngay", "Ngày", Kind::Date).help("Ngày bắt đầu làm hoặc ngày đề xuất."),
        Column::content("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Phong trào mà qua đó có cách làm này, nếu có."),
        Column::content("ma_dien_hinh", "Mã điển hình", Kind::Code)
            .asked("Điển hình")
            .help("Điển hình đã làm theo cách này, nếu có."),
        Column::content("ma_sang_kien", "Mã sáng kiến", Kind::Code)
            .asked("Sáng kiến")
            .help("Sáng kiến đã được công nhận, nếu là một."),
        Column::content("thanh_tich", "Thành tích", Kind::Codes)
            .help("Thành tích đã ghi mà cách làm này mang lại."),
        Column::content("nguoi_de_xuat", "Người đề xuất", Kind::Code)
            .help("Người đề xuất đưa vào thư viện."),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATUSES))
            .or(PUBLISHED)
            .help("Bỏ trống được hiểu là đã phổ biến."),
        Column::content("y_kien", "Ý kiến", Kind::Lines)
            .asked("Ý kiến của đơn vị")
            .help("Lý do trả lại, hoặc điều cần bổ sung."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Văn bản phổ biến, nhân rộng, nếu có."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// The sheet `ap-dung-cach-lam`.
pub static ADOPTIONS: SheetDef = SheetDef {
    name: "ap-dung-cach-lam",
    title: "Áp dụng cách làm hay",
    identity: &[],
    columns: &[
        Column::key("ma_cach_lam", "Mã cách làm", Kind::Code)
            .required()
            .asked("Cách làm")
            .help("Cách làm hay được áp dụng."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan áp dụng")
            .help("Cơ quan làm theo."),
        Column::content("tu_ngay", "Từ ngày", Kind::Date)
            .help("Làm theo từ khi nào; biết tới đâu ghi tới đó."),
        Column::content("den_ngay", "Đến ngày", Kind::Date).help("Ngày cuối, nếu đã thôi làm."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .asked("Đã áp dụng thế nào")
            .help("Làm giống hẳn, hay sửa đổi điểm nào cho phù hợp."),
        Column::content("ket_qua", "Kết quả", Kind::Lines).help("Kết quả cụ thể ở nơi áp dụng."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .help("Kế hoạch, công văn áp dụng, nếu có."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `cach-lam-hay`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Key of its record.
    pub key: String,
    /// Its code.
    pub code: String,
    /// Code of the agency that did it first.
    pub agency: String,
    /// What it is called.
    pub name: String,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// Field of work.
    pub field: Option<String>,
    /// How it is done.
    pub text: Option<String>,
    /// What came of it.
    pub effect: Option<String>,
    /// What it needs.
    pub needs: Option<String>,
    /// Codes of the people and collectives who thought of it.
    pub authors: Vec<String>,
    /// Work years as told.
    pub years: Option<YearSpan>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Code of the movement.
    pub movement: Option<String>,
    /// Code of the exemplar.
    pub exemplar: Option<String>,
    /// Code of the initiative.
    pub initiative: Option<String>,
    /// Codes of achievements.
    pub achievements: Vec<String>,
    /// Code of who proposed it.
    pub proposed_by: Option<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// The unit's words.
    pub answer: Option<String>,
    /// Paper of spreading: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Practice {
    /// The practice a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&SHEET),
            code: row.text("ma")?,
            agency: row.text("ma_co_quan")?,
            name: row.text("ten")?,
            kind: row.text("loai"),
            field: row.text("linh_vuc"),
            text: row.text("noi_dung"),
            effect: row.text("hieu_qua"),
            needs: row.text("dieu_kien"),
            authors: row.codes("tac_gia"),
            years: row.years("nam"),
            on: row.date("ngay"),
            movement: row.text("ma_phong_trao"),
            exemplar: row.text("ma_dien_hinh"),
            initiative: row.text("ma_sang_kien"),
            achievements: row.codes("thanh_tich"),
            proposed_by: row.text("nguoi_de_xuat"),
            status: row
                .text("trang_thai")
                .unwrap_or_else(|| PUBLISHED.to_owned()),
            answer: row.text("y_kien"),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// When it began.
    pub fn told(&self, known: Option<PartialDate>) -> Told {
        Told {
            years: self.years,
            on: self.on,
            known,
        }
    }

    /// Its work years: as told, else those of its day.
    pub fn span(&self) -> Option<YearSpan> {
        self.told(None).span()
    }

    /// Whether everybody reads it.
    pub fn is_published(&self) -> bool {
        self.status == PUBLISHED
    }
}

/// A row of `ap-dung-cach-lam`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// Key of its record.
    pub key: String,
    /// Code of the practice.
    pub practice: String,
    /// Code of the agency that took it up.
    pub agency: String,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Last day, where it ended.
    pub to: Option<PartialDate>,
    /// How.
    pub text: Option<String>,
    /// With what result.
    pub effect: Option<String>,
    /// Paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Adoption {
    /// The adoption a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&ADOPTIONS),
            practice: row.text("ma_cach_lam")?,
            agency: row.text("ma_co_quan")?,
            from: row.date("tu_ngay"),
            to: row.date("den_ngay"),
            text: row.text("noi_dung"),
            effect: row.text("ket_qua"),
            document: row.text("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }
}

/// How many agencies took a practice up, each once, and how many of them still do on a day.
pub fn adopters<'a>(
    rows: impl IntoIterator<Item = &'a Adoption>,
    today: jiff::civil::Date,
) -> (usize, usize) {
    let mut all: std::collections::BTreeMap<&str, bool> = std::collections::BTreeMap::new();
    for row in rows {
        let still = row.to.is_none_or(|to| to.last_day() >= today);
        *all.entry(row.agency.as_str()).or_default() |= still;
    }
    (all.len(), all.values().filter(|still| **still).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_counted_once_and_what_ended_is_no_longer_done() {
        let row = |agency: &str, to: &str| {
            let mut row = Values::default();
            row.set("ma_cach_lam", "cl-1");
            row.set("ma_co_quan", agency);
            if !to.is_empty() {
                row.set("den_ngay", to);
            }
            Adoption::from_row(&row).unwrap()
        };
        let rows = [row("a", "2024-03"), row("a", ""), row("b", "2024-12-31")];
        let on = jiff::civil::date(2025, 1, 1);
        assert_eq!(adopters(&rows, on), (2, 1));
        let on = jiff::civil::date(2024, 12, 31);
        assert_eq!(adopters(&rows, on), (2, 2), "the last day still counts");
    }

    #[test]
    fn a_list_that_says_nothing_is_published() {
        let mut row = Values::default();
        row.set("ma", "cl-1");
        row.set("ma_co_quan", "a");
        row.set("ten", "Phiên vận động tại ấp");
        let told = Practice::from_row(&row).unwrap();
        assert!(told.is_published());
        row.set("trang_thai", PROPOSED);
        assert!(!Practice::from_row(&row).unwrap().is_published());
    }
}
