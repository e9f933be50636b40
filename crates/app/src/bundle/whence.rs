//! Where a row was read: what a stored revision keeps of it, and how pages say it.

use std::collections::BTreeMap;

/// Where one row was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// Name of the file, or what a typed list is called.
    pub file: String,
    /// Name of the worksheet; `None` where the file has only one unnamed table.
    pub tab: Option<String>,
    /// Row of it, from 1.
    pub line: u32,
    /// The cell of a row that tells one number: `E14`.
    pub cell: Option<String>,
}

/// Where rows were read, by sheet of the bundle; rows are numbered from 1 through all files and worksheets.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<&'static str, Vec<RowPlace>>);

impl Places {
    /// The place of the next row of a sheet.
    pub(super) fn push(&mut self, sheet: &'static str, place: RowPlace) {
        self.0.entry(sheet).or_default().push(place);
    }

    /// Where a row was read; `None` where the bundle's own rows are meant.
    pub(super) fn of(&self, sheet: &str, row: u32) -> Option<&RowPlace> {
        let at = usize::try_from(row).ok()?.checked_sub(1)?;
        self.0.get(sheet)?.get(at)
    }

    /// The row of the file that a row of the bundle is.
    pub(super) fn line(&self, sheet: &str, row: u32) -> u32 {
        self.of(sheet, row).map_or(row, |place| place.line)
    }
}

/// Endings by which a file is told from a bundle of several.
const ENDINGS: [&str; 8] = [
    ".xlsx", ".xltx", ".xlsm", ".csv", ".tsv", ".txt", ".docx", ".dotx",
];

/// A file or bundle as it is called: `tệp «x.xlsx»`, `bộ số liệu «x»`.
pub(crate) fn file_words(file: &str) -> String {
    let lower = file.to_lowercase();
    if ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
        return format!("tệp «{file}»");
    }
    if lower.ends_with(LIST) {
        return format!("«{file}»");
    }
    format!("bộ số liệu «{file}»")
}

/// How the title of a typed list ends.
pub(super) const LIST: &str = "danh sách nhập tay";

/// A place in words: `tệp «x.xlsx», trang tính «Quý 3», ô E14`.
pub(crate) fn words(
    file: &str,
    tab: Option<&str>,
    line: Option<i64>,
    cell: Option<&str>,
) -> String {
    let mut said = file_words(file);
    match tab.map(|tab| (tab, tab.strip_prefix("Bảng "))) {
        // The tables of a text document have no names but their numbers.
        Some((_, Some(number))) if file.to_lowercase().ends_with(".docx") => {
            said.push_str(&format!(", bảng {number}"));
        }
        Some((tab, _)) => said.push_str(&format!(", trang tính «{tab}»")),
        None => {}
    }
    match (cell, line) {
        (Some(cell), _) => said.push_str(&format!(", ô {cell}")),
        (None, Some(line)) => said.push_str(&format!(", dòng {line}")),
        (None, None) => {}
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_as_its_reader_finds_it() {
        let all = words("a.xlsx", Some("Quý 3"), Some(14), Some("E14"));
        assert_eq!(all, "tệp «a.xlsx», trang tính «Quý 3», ô E14");
        assert_eq!(words("a.csv", None, Some(2), None), "tệp «a.csv», dòng 2");
        let of_text = words("cũ.docx", Some("Bảng 2"), Some(3), Some("C3"));
        assert_eq!(of_text, "tệp «cũ.docx», bảng 2, ô C3");
        assert_eq!(
            words("quan-1-2021", Some("so-lieu"), None, None),
            "bộ số liệu «quan-1-2021», trang tính «so-lieu»"
        );
        assert_eq!(
            words("Nhân sự: danh sách nhập tay", None, Some(3), None),
            "«Nhân sự: danh sách nhập tay», dòng 3"
        );
    }
}
