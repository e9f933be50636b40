//! Layouts for other systems: which columns, in which order, under which headings, in which form. Their real columns
//! are not known to us, so the shipped ones say that nobody has compared them with those systems; an office puts its
//! own beside them, with the paper it rests on and who confirmed it.

mod own;
mod rows;
mod write;

use serde::{Deserialize, Serialize};
use thidua_domain::catalogue::Catalogue;

pub use own::{KIND, Known, NewLayout, Origin, add, find, list};
pub use rows::{AskRows, Table, rows};
pub use write::{Written, write};

/// What the shipped layouts say of themselves.
pub const UNCONFIRMED: &str =
    "Bố cục do Thi Đua đề xuất, chưa đối chiếu với hệ thống của Bộ, phần mềm quản lý văn bản.";

/// Most columns of a layout.
const MOST_COLUMNS: usize = 100;

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The register of papers.
    #[serde(rename = "van-ban")]
    Documents,
    /// Figures of a month, a row an agency.
    #[serde(rename = "so-lieu-thang")]
    Figures,
}

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Text with separators.
    Csv,
    /// A workbook.
    Xlsx,
    /// A list of objects, their fields named by the headings.
    Json,
}

/// How days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Days {
    /// 05/01/2026.
    #[default]
    #[serde(rename = "dd/mm/yyyy")]
    Vietnamese,
    /// 2026-01-05.
    #[serde(rename = "yyyy-mm-dd")]
    Iso,
    /// 20260105.
    #[serde(rename = "yyyymmdd")]
    Compact,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbers {
    /// 1.057 and 68,73.
    #[default]
    #[serde(rename = "viet")]
    Vietnamese,
    /// 1057 and 68.73.
    #[serde(rename = "thuong")]
    Plain,
}

/// In which unit money stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Money {
    /// Đồng.
    #[default]
    Dong,
    /// Nghìn đồng.
    NghinDong,
    /// Triệu đồng.
    TrieuDong,
}

/// With which bytes text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letters {
    /// UTF-8 with a byte order mark.
    #[default]
    #[serde(rename = "utf-8-bom")]
    Marked,
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Plain,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    #[serde(rename = "tieu_de")]
    pub heading: String,
    /// What stands in it: a field, or a code of a figure.
    #[serde(rename = "truong")]
    pub field: String,
}

/// A layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its code.
    #[serde(rename = "ma")]
    pub code: String,
    /// Its name.
    #[serde(rename = "ten")]
    pub name: String,
    /// What the rows are.
    #[serde(rename = "cho")]
    pub subject: Subject,
    /// Kind of file.
    #[serde(rename = "dang")]
    pub form: Form,
    /// What parts the cells of a CSV file: `,` `;` or a tab.
    #[serde(rename = "phan_cach", default = "comma")]
    pub separator: String,
    /// With which bytes.
    #[serde(rename = "bang_ma", default)]
    pub letters: Letters,
    /// How days are written.
    #[serde(rename = "ngay", default)]
    pub days: Days,
    /// How numbers are written.
    #[serde(rename = "so", default)]
    pub numbers: Numbers,
    /// In which unit money stands.
    #[serde(rename = "tien", default)]
    pub money: Money,
    /// The columns, from left to right.
    #[serde(rename = "cot")]
    pub columns: Vec<Column>,
}

fn comma() -> String {
    ",".to_owned()
}

/// Fields of a paper.
pub const DOCUMENT_FIELDS: [&str; 14] = [
    "stt",
    "ma",
    "so_ky_hieu",
    "ngay_ban_hanh",
    "co_quan_ban_hanh",
    "ten_co_quan_ban_hanh",
    "loai",
    "ten_loai",
    "trich_yeu",
    "can_cu",
    "tac_gia",
    "dia_chi",
    "noi_ve",
    "nguon",
];
/// Fields of an agency's month; every code of a figure is one too.
pub const FIGURE_FIELDS: [&str; 7] = [
    "stt",
    "ma_co_quan",
    "ten_co_quan",
    "nam_cong_tac",
    "thang_luy_ke",
    "tu_ngay",
    "den_ngay",
];

impl Layout {
    /// Reads a layout as it is written (TOML); every fault is told.
    ///
    /// # Errors
    /// What is wrong with it, a sentence each.
    pub fn read(text: &str, catalogue: &Catalogue) -> Result<Self, Vec<String>> {
        let layout: Self = toml::from_str(text).map_err(|error| {
            let place = error.span().map(|span| {
                let before = text.get(..span.start).unwrap_or_default();
                before.matches('\n').count() + 1
            });
            let place = place.map_or_else(String::new, |line| format!(" (dòng {line})"));
            vec![format!(
                "Không đọc được bố cục{place}: dòng ấy viết chưa đúng, thiếu hoặc thừa một trường. So với bố cục có sẵn rồi sửa lại."
            )]
        })?;
        let faults = layout.faults(catalogue);
        match faults.is_empty() {
            true => Ok(layout),
            false => Err(faults),
        }
    }

    fn faults(&self, catalogue: &Catalogue) -> Vec<String> {
        let mut faults = Vec::new();
        if !thidua_domain::text::is_code(&self.code) {
            faults.push(
                "Mã bố cục chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối.".to_owned(),
            );
        }
        if self.name.trim().is_empty() {
            faults.push("Bố cục chưa có tên.".to_owned());
        }
        if ![",", ";", "\t"].contains(&self.separator.as_str()) {
            faults.push("Dấu phân cách là dấu phẩy, chấm phẩy hoặc tab.".to_owned());
        }
        if self.columns.is_empty() || self.columns.len() > MOST_COLUMNS {
            faults.push(format!("Bố cục có từ 1 đến {MOST_COLUMNS} cột."));
        }
        let mut headings: Vec<&str> = Vec::new();
        for column in &self.columns {
            if column.heading.trim().is_empty() || headings.contains(&column.heading.as_str()) {
                faults.push(format!(
                    "Tiêu đề «{}» để trống hoặc có hai lần.",
                    column.heading
                ));
            }
            headings.push(&column.heading);
            let known = match self.subject {
                Subject::Documents => DOCUMENT_FIELDS.contains(&column.field.as_str()),
                Subject::Figures => {
                    FIGURE_FIELDS.contains(&column.field.as_str())
                        || catalogue.figure(&column.field).is_some()
                }
            };
            if !known {
                let fields = match self.subject {
                    Subject::Documents => DOCUMENT_FIELDS.join(", "),
                    Subject::Figures => {
                        format!("{}, hoặc một mã số liệu", FIGURE_FIELDS.join(", "))
                    }
                };
                faults.push(format!(
                    "Cột «{}»: không có trường «{}». Các trường dùng được: {fields}.",
                    column.heading, column.field
                ));
            }
        }
        faults
    }
}
