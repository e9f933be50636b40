//! Word and Excel files: an archive whose parts say what it is, judged as every archive of strangers is.

use memchr::memmem;
use thidua_domain::attachment::Media;

use super::Unfit;
use crate::grid::archive::parts;
use crate::grid::{Limits, ReadError};

const IS: &str = "Tệp Word, Excel";

/// Limits of a file that is kept and not read: a long report with photographs has many parts.
fn limits() -> Limits {
    Limits {
        entries: 2_000,
        unpacked: 400 << 20,
        ..Limits::default()
    }
}

/// Which of the two an archive is.
pub(super) fn kind(bytes: &[u8]) -> Result<Media, Unfit> {
    let parts = parts(bytes, &limits()).map_err(|error| match error {
        ReadError::Encrypted => Unfit::Locked { is: IS },
        ReadError::Trap { .. } => Unfit::Hidden { is: IS },
        _ => Unfit::Damaged {
            is: "Tệp nén hoặc tệp Word, Excel",
        },
    })?;
    let has = |name: &str| parts.iter().any(|part| part == name);
    let archive = Unfit::Kind {
        is: "tệp nén hoặc tệp của phần mềm khác",
        cure: "Giải nén rồi tải lên từng tệp PDF, Word, Excel hoặc ảnh.",
    };
    if !has("[content_types].xml") {
        return Err(archive);
    }
    let runs = ["vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".jar"];
    let is_code = |part: &String| {
        part.contains("/activex/") || runs.iter().any(|ending| part.ends_with(ending))
    };
    if parts.iter().any(is_code) {
        return Err(Unfit::Code { is: IS });
    }
    let found = match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, false) => Media::Docx,
        (false, true) => Media::Xlsx,
        _ => return Err(archive),
    };
    match ends_as_archive(bytes) {
        true => Ok(found),
        false => Err(Unfit::Hidden { is: IS }),
    }
}

/// Whether nothing follows the archive's end record and its comment.
fn ends_as_archive(bytes: &[u8]) -> bool {
    let end = memmem::rfind(bytes, b"PK\x05\x06");
    let length = end.and_then(|at| bytes.get(at + 20..at + 22));
    let length = length.map(|two| usize::from(two[0]) + usize::from(two[1]) * 256);
    end.zip(length)
        .is_some_and(|(at, length)| at + 22 + length == bytes.len())
}
