//! The manifest of a bundle (`ban-ke.json`): who made it, when, of what, and by what each sheet is known again.

use serde::{Deserialize, Serialize};
use thidua_domain::bundle::{Cell, Fault, Place, Severity, SheetDef};
use thidua_files::grid::Grid;
use thidua_files::pack::lines::rewritten;
use thidua_store::sha256_hex;

/// Name of its file, without ending also of its sheet in a workbook.
pub const FILE: &str = "ban-ke.json";
/// Its sheet in a workbook.
pub const SHEET: &str = "ban-ke";
/// What makes a file a manifest of ours.
const FORMAT: &str = "thidua/bo-du-lieu";
/// The version of its form.
const VERSION: u32 = 1;

/// An agency as a manifest names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its code.
    #[serde(rename = "ma")]
    pub code: String,
    /// Its name on the last day of the years.
    #[serde(rename = "ten")]
    pub name: String,
}

/// A sheet, or a part of a long one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Name of the sheet: `so-lieu`; of a further part `so-lieu.2`.
    #[serde(rename = "ten")]
    pub sheet: String,
    /// Rows without the heading.
    #[serde(rename = "so_dong")]
    pub rows: usize,
    /// SHA-256 of its bytes as a CSV file.
    pub sha256: String,
    /// SHA-256 of its rows in alphabetical order: the same however they were told.
    #[serde(rename = "sha256_noi_dung", default)]
    pub content: String,
}

/// What is not in the bundle, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Omitted {
    /// What it is.
    #[serde(rename = "noi_dung")]
    pub what: String,
    /// Why.
    #[serde(rename = "ly_do")]
    pub why: String,
    /// How many rows, where that may be told.
    #[serde(rename = "so_dong", default)]
    pub rows: Option<usize>,
}

impl Omitted {
    pub(super) fn guarded(def: &SheetDef) -> Self {
        Self {
            what: def.title.to_owned(),
            why: "Người lập không có quyền xem nội dung hạn chế này.".to_owned(),
            rows: None,
        }
    }

    pub(super) fn unread(def: &SheetDef, rows: usize) -> Self {
        Self {
            what: def.title.to_owned(),
            why: "Thuộc cơ quan, cá nhân ngoài phạm vi được giao cho người lập, hoặc dẫn đến dòng như thế."
                .to_owned(),
            rows: Some(rows),
        }
    }

    pub(super) fn unknown(kind: &str) -> Self {
        Self {
            what: match kind {
                thidua_domain::quality::REVIEWS => "Giải trình số liệu".to_owned(),
                thidua_domain::reading::CALLS => "Yêu cầu đọc văn bản".to_owned(),
                thidua_domain::reading::RECEIPTS => "Xác nhận đã đọc văn bản".to_owned(),
                thidua_domain::attachment::ATTACHMENTS => "Tệp đính kèm".to_owned(),
                thidua_domain::correction::ISSUED => "Văn bản số liệu đã phát hành".to_owned(),
                _ => format!("Loại dữ liệu «{kind}»"),
            },
            why: "Chưa có trang trong bộ dữ liệu.".to_owned(),
            rows: None,
        }
    }

    pub(super) fn said(what: &str, why: &str, rows: Option<usize>) -> Self {
        Self {
            what: what.to_owned(),
            why: why.to_owned(),
            rows,
        }
    }
}

/// The manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What makes it one.
    #[serde(rename = "dinh_dang")]
    pub format: String,
    /// Version of its form.
    #[serde(rename = "phien_ban")]
    pub version: u32,
    /// Version of the program.
    #[serde(rename = "chuong_trinh")]
    pub program: String,
    /// What the catalogues of the program hold, as a hash.
    #[serde(rename = "danh_muc")]
    pub rulebook: String,
    /// When it was made, ISO with the offset of Vietnam.
    #[serde(rename = "lap_luc")]
    pub at: String,
    /// Who made it, by full name.
    #[serde(rename = "lap_boi")]
    pub by: String,
    /// The agency.
    #[serde(rename = "co_quan")]
    pub agency: Named,
    /// First work year.
    #[serde(rename = "tu_nam")]
    pub from: i16,
    /// Last work year.
    #[serde(rename = "den_nam")]
    pub to: i16,
    /// Whether figures that wait for approval, periods and decisions about approval are in it.
    #[serde(rename = "kem_so_cho_duyet")]
    pub drafts: bool,
    /// Its sheets.
    #[serde(rename = "trang")]
    pub sheets: Vec<Listed>,
    /// What is not in it.
    #[serde(rename = "khong_gom")]
    pub left: Vec<Omitted>,
}

impl Manifest {
    /// An empty one of this form.
    pub(super) fn begun() -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            rulebook: crate::catalogue::fingerprint(),
            ..Self::default()
        }
    }

    /// By what the content is known again: the same rows have it whoever writes them, when, and in which form.
    pub fn fingerprint(&self) -> String {
        let lines = self.sheets.iter();
        let lines =
            lines.map(|sheet| format!("{} {} {}\n", sheet.sheet, sheet.rows, sheet.content));
        sha256_hex(lines.collect::<String>().as_bytes())
    }

    /// Its bytes as a file.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads one; the words say what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let read: Self = serde_json::from_str(text)
            .map_err(|_| format!("Không đọc được bản kê {FILE}: tệp bị hỏng hoặc bị sửa."))?;
        if read.format != FORMAT {
            return Err(format!("Tệp {FILE} không phải bản kê của bộ dữ liệu."));
        }
        if read.version > VERSION {
            return Err(format!(
                "Bản kê lập bằng bản mới hơn của chương trình ({}); hãy nâng cấp rồi nhận lại.",
                read.program
            ));
        }
        Ok(read)
    }

    /// What differs between the manifest and the sheets that came with it; `hashes`: those of the files as they came.
    pub(crate) fn check(&self, sheets: &[Grid], hashes: &[(String, String)]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for listed in &self.sheets {
            let grid = sheets.iter().find(|grid| grid.name == listed.sheet);
            let Some(grid) = grid else {
                if listed.rows > 0 {
                    faults.push(fault(
                        &listed.sheet,
                        "Bản kê có trang này mà bộ dữ liệu nhận được thì không.",
                    ));
                }
                continue;
            };
            let came = hashes.iter().find(|(name, _)| *name == listed.sheet);
            let same = came.is_some_and(|(_, hash)| *hash == listed.sha256)
                || sha256_hex(&rewritten(grid)) == listed.sha256;
            if !same {
                let rows = grid.rows.len().saturating_sub(1);
                faults.push(fault(
                    &listed.sheet,
                    &format!(
                        "Nội dung trang khác với bản kê: bản kê ghi {} dòng, nhận được {rows} dòng; tệp đã bị sửa hoặc hỏng trên đường gửi.",
                        listed.rows
                    ),
                ));
            }
        }
        for grid in sheets {
            if !self.sheets.iter().any(|listed| listed.sheet == grid.name) {
                faults.push(fault(&grid.name, "Trang này không có trong bản kê."));
            }
        }
        faults
    }

    /// A word where the sender's catalogues are others than ours.
    pub(crate) fn other_rulebook(&self) -> Option<Fault> {
        (self.rulebook != crate::catalogue::fingerprint()).then(|| {
            place(SHEET).fault(
                Severity::Warning,
                "",
                "",
                format!(
                    "Nơi gửi dùng bản danh mục khác (chương trình {}); mã số liệu, mã khen thưởng có thể khác.",
                    self.program
                ),
                "Nếu có mã không nhận ra, hai nơi dùng cùng một bản chương trình rồi gửi lại.",
            )
        })
    }

    /// The manifest as the rows of a sheet of a workbook: two columns.
    pub(super) fn lines(&self) -> Vec<(String, String)> {
        let value = serde_json::to_value(self).unwrap_or_default();
        let fields = value.as_object().into_iter().flatten();
        fields
            .map(|(name, value)| {
                let text = match value {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                (name.clone(), text)
            })
            .collect()
    }

    /// The manifest in a sheet of a workbook.
    pub(crate) fn of_grid(grid: &Grid) -> Result<Self, String> {
        let mut fields = serde_json::Map::new();
        for row in grid.rows.iter().skip(1) {
            let [name, text] = [0, 1].map(|at| row.cells.get(at).map(Cell::shown));
            let (Some(name), text) = (name, text.unwrap_or_default()) else {
                continue;
            };
            let read = serde_json::from_str(&text).ok();
            let plain = [
                "dinh_dang",
                "chuong_trinh",
                "danh_muc",
                "lap_luc",
                "lap_boi",
            ];
            let value = read.filter(|_| !plain.contains(&name.as_str()));
            fields.insert(name, value.unwrap_or(serde_json::Value::String(text)));
        }
        Self::read(&serde_json::Value::Object(fields).to_string())
    }
}

fn place(sheet: &str) -> Place<'_> {
    Place { sheet, row: 0 }
}

fn fault(sheet: &str, reason: &str) -> Fault {
    place(sheet).fault(
        Severity::Error,
        "",
        "",
        reason,
        format!(
            "Đề nghị nơi gửi gửi lại bộ dữ liệu gốc. Nếu chính mình đã sửa và chịu trách nhiệm về nội dung, bỏ {FILE} (hoặc trang «{SHEET}») rồi nạp lại."
        ),
    )
}
