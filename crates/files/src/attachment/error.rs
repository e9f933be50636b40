//! Why a file is not kept, with the cure.

/// Why a file is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing in it.
    #[error("Tệp rỗng. Mở lại tệp trên máy để kiểm tra rồi tải lên lại.")]
    Empty,
    /// Its name promises another kind.
    #[error(
        "Tên tệp ghi .{ending} nhưng nội dung là {is}. Lưu lại tệp đúng định dạng rồi tải lên."
    )]
    Named {
        /// The ending, without the dot.
        ending: String,
        /// What it is.
        is: &'static str,
    },
    /// A kind that is not taken.
    #[error("Không nhận {is}. {cure}")]
    Kind {
        /// What it is.
        is: &'static str,
        /// What to do instead.
        cure: &'static str,
    },
    /// Nothing that is known.
    #[error(
        "Không nhận ra tệp này là tệp gì. Chỉ nhận tệp PDF, Word .docx, Excel .xlsx và ảnh JPEG, PNG, WebP."
    )]
    Unknown,
    /// Cut short or damaged.
    #[error("{is} bị hỏng hoặc chưa tải xong. Mở lại tệp trên máy, lưu lại rồi tải lên.")]
    Damaged {
        /// What it should be.
        is: &'static str,
    },
    /// Another file behind it or within.
    #[error(
        "{is} có ghép nội dung khác bên trong, có thể gây hại. Lưu lại từ phần mềm gốc rồi tải lên."
    )]
    Hidden {
        /// What it is.
        is: &'static str,
    },
    /// Code that would run.
    #[error("{is} có lệnh tự chạy (macro, JavaScript). Bỏ lệnh, lưu lại rồi tải lên.")]
    Code {
        /// What it is.
        is: &'static str,
    },
    /// A password.
    #[error("{is} có mật khẩu nên người khác không mở được. Bỏ mật khẩu rồi tải lên.")]
    Locked {
        /// What it is.
        is: &'static str,
    },
    /// A picture too large to be shown.
    #[error("Ảnh có kích thước quá lớn (tối đa 50 triệu điểm ảnh). Thu nhỏ ảnh rồi tải lên.")]
    Pixels,
}

const TAKEN: &str = "Chỉ nhận tệp PDF, Word .docx, Excel .xlsx và ảnh JPEG, PNG, WebP.";

/// Kinds that are not taken, by how they begin.
pub(super) fn unknown(bytes: &[u8]) -> Unfit {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let (is, cure) = if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        (
            "tệp Word, Excel kiểu cũ (.doc, .xls) hoặc có mật khẩu",
            "Mở tệp, chọn Lưu thành .docx, .xlsx hoặc PDF rồi tải lên.",
        )
    } else if bytes.get(4..8) == Some(b"ftyp") {
        (
            "ảnh HEIC hoặc video",
            "Ảnh chụp từ điện thoại: chọn lưu dạng JPEG rồi tải lên.",
        )
    } else if starts(b"GIF8") || starts(b"BM") || starts(b"II*\0") || starts(b"MM\0*") {
        ("ảnh dạng này", "Lưu lại thành ảnh JPEG hoặc PNG.")
    } else if starts(b"MZ") || starts(b"\x7FELF") || starts(b"#!") {
        ("chương trình chạy được", TAKEN)
    } else if starts(b"Rar!") || starts(b"7z\xBC\xAF") || starts(b"\x1F\x8B") || starts(b"PK") {
        (
            "tệp nén",
            "Giải nén rồi tải lên từng tệp PDF, Word, Excel hoặc ảnh.",
        )
    } else if starts(b"{\\rtf") {
        ("văn bản RTF", "Lưu thành .docx hoặc PDF rồi tải lên.")
    } else if is_markup(bytes) {
        (
            "trang web, ảnh SVG hoặc tệp XML",
            "In trang thành PDF rồi tải lên.",
        )
    } else {
        return Unfit::Unknown;
    };
    Unfit::Kind { is, cure }
}

fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"<")
}
