//! What a file is, told by its first bytes.

use super::error::ReadError;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: a workbook, or something that only the names of its parts tell from one.
    Zip,
    /// A zip that holds a text document.
    Document,
    /// Text.
    Text,
}

impl Kind {
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Zip => "bảng tính .xlsx",
            Self::Document => "văn bản Word .docx",
            Self::Text => "văn bản phân cách (.csv)",
        }
    }

    /// The ending of `name` when it promises another kind.
    pub(super) fn contradicted_by(self, name: &str) -> Option<String> {
        let (_, ending) = base_name(name).rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let agrees = match self {
            Self::Zip => ending == "xlsx" || ending == "xltx",
            Self::Document => ending == "docx" || ending == "dotx",
            Self::Text => matches!(ending.as_str(), "csv" | "txt" | "tsv" | "tab"),
        };
        // Pasted blocks and files called `Báo cáo quý 3.2025` have no ending that promises anything.
        let known =
            (1..=4).contains(&ending.len()) && ending.chars().any(|c| c.is_ascii_alphabetic());
        (known && !agrees).then(|| format!(".{ending}"))
    }
}

/// The last piece of a path of either system.
pub(super) fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Tells the kind, or refuses with the name of what the file is instead.
pub(super) fn sniff(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // The directory of the compound file names its streams in UTF-16; a workbook with a password to
        // open is such a file around the encrypted zip.
        let has = |stream: &str| {
            let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(bytes, &name).is_some()
        };
        return Err(match has("EncryptedPackage") {
            true => ReadError::Encrypted,
            false if has("WordDocument") && !has("Workbook") => ReadError::OldDocument,
            false => ReadError::OldWorkbook,
        });
    }
    for (magic, found) in [
        (&b"%PDF"[..], "tệp PDF"),
        (b"{\\rtf", "văn bản RTF"),
        (b"\x89PNG", "ảnh PNG"),
        (b"\xFF\xD8\xFF", "ảnh JPEG"),
        (b"Rar!", "tệp nén RAR"),
        (b"7z\xBC\xAF", "tệp nén 7z"),
    ] {
        if bytes.starts_with(magic) {
            return Err(ReadError::NotATable { found });
        }
    }
    match markup(bytes) {
        Some(found) => Err(ReadError::NotATable { found }),
        None => Ok(Kind::Text),
    }
}

/// Web pages and XML that some systems save under the name `.xls`.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let start = String::from_utf8_lossy(start.get(..64).unwrap_or(start)).to_ascii_lowercase();
    if start.starts_with("<?xml") {
        return Some("tệp XML");
    }
    [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<meta",
        "<style",
    ]
    .iter()
    .any(|tag| start.starts_with(tag))
    .then_some("trang web (HTML)")
}
