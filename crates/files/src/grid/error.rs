//! Why a table file was refused, and what its sender can do about it.

use thiserror::Error;

/// A refusal; nothing of the file was kept. `Display` is the reason in Vietnamese, [`Self::cure`] the
/// way out.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// Zero bytes.
    #[error("Tệp không có nội dung nào.")]
    Empty,
    /// More bytes than the limit.
    #[error("Tệp nặng {}, quá giới hạn {}.", mib(*bytes), mib(*limit))]
    TooBig {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Something else than a table.
    #[error("Tệp không phải bảng tính .xlsx, .csv hay văn bản Word .docx mà là {found}.")]
    NotATable {
        /// What it is, in Vietnamese.
        found: &'static str,
    },
    /// A workbook of Excel 97–2003 (.xls).
    #[error("Tệp là bảng tính kiểu cũ của Excel 97–2003 (.xls).")]
    OldWorkbook,
    /// A text document of Word 97–2003 (.doc).
    #[error("Tệp là văn bản kiểu cũ của Word 97–2003 (.doc).")]
    OldDocument,
    /// A text document without a table.
    #[error("Văn bản Word này không có bảng nào.")]
    NoTable,
    /// A binary workbook (.xlsb).
    #[error("Tệp là bảng tính dạng nhị phân (.xlsb).")]
    BinaryWorkbook,
    /// A workbook with macros (.xlsm, .xltm).
    #[error("Tệp là bảng tính có chứa macro (.xlsm).")]
    MacroWorkbook,
    /// A workbook of LibreOffice or OpenOffice (.ods).
    #[error("Tệp là bảng tính của LibreOffice (.ods).")]
    OpenDocument,
    /// A workbook with a password to open, or a zip with encrypted parts.
    #[error("Tệp có mật khẩu bảo vệ nên không đọc được.")]
    Encrypted,
    /// The container or one of its parts cannot be read.
    #[error("Tệp bị hỏng: không đọc được phần “{part}”.")]
    Damaged {
        /// The part of the container, or the sheet, as the file names it.
        part: String,
        /// What the reader said, in English, for the log.
        detail: String,
    },
    /// A zip that no program for workbooks writes: traps for the reader.
    #[error("Tệp có cấu tạo bất thường, có thể gây hại: {trap}.")]
    Trap {
        /// What is wrong with it.
        trap: Trap,
    },
    /// A document type or entity declaration inside a part.
    #[error(
        "Tệp có cấu tạo bất thường, có thể gây hại: phần “{part}” khai báo thực thể XML (DTD)."
    )]
    Entities {
        /// The part.
        part: String,
    },
    /// More sheets than the limit.
    #[error("Tệp có {count} trang tính, quá giới hạn {limit}.")]
    TooManySheets {
        /// How many there are.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// Two sheets of one name.
    #[error("Tệp có hai trang tính cùng tên “{sheet}”.")]
    DuplicateSheet {
        /// The name.
        sheet: String,
    },
    /// A filled cell beyond the last row or column.
    #[error(
        "Trang “{sheet}” có ô {cell} nằm ngoài vùng được đọc ({} dòng, {} cột).",
        thousands(u64::from(*rows)),
        thousands(wide(*columns))
    )]
    TooFar {
        /// The sheet.
        sheet: String,
        /// The cell (`XFD1048576`).
        cell: String,
        /// The last row.
        rows: u32,
        /// The number of columns.
        columns: usize,
    },
    /// A sheet whose filled cells lie so far apart that the area up to the last of them is beyond
    /// the limit of cells.
    #[error(
        "Vùng dữ liệu của trang “{sheet}” trải đến tận ô {cell}, quá {} ô.",
        thousands(wide(*limit))
    )]
    TooWide {
        /// The sheet.
        sheet: String,
        /// The last corner of the area.
        cell: String,
        /// The limit.
        limit: usize,
    },
    /// More cells than the limit, over all sheets.
    #[error("Tệp có quá {} ô (đếm đến trang “{sheet}”).", thousands(wide(*limit)))]
    TooManyCells {
        /// Where the count ran out.
        sheet: String,
        /// The limit.
        limit: usize,
    },
    /// One cell with more text than the limit.
    #[error("Trang “{sheet}” có ô{} chứa quá {} ký tự.", named(cell.as_ref()), thousands(wide(*limit)))]
    LongText {
        /// The sheet, or the part that holds the texts of all sheets.
        sheet: String,
        /// The cell, where the text stands in it.
        cell: Option<String>,
        /// The limit in characters.
        limit: usize,
    },
    /// More text in all cells together than the limit.
    #[error("Chữ trong tất cả các ô cộng lại nặng quá {}.", mib(*limit))]
    TooMuchText {
        /// The limit in bytes.
        limit: usize,
    },
    /// A cell whose address cannot be, or that stands before one already read.
    #[error("Trang “{sheet}” có ô ghi địa chỉ “{address}” sai hoặc sai thứ tự.")]
    Address {
        /// The sheet.
        sheet: String,
        /// The address as written.
        address: String,
    },
    /// A quotation mark that opens a cell of a CSV file and is never closed.
    #[error(
        "Dòng {row} mở dấu nháy kép (\") mà không đóng, nên phần sau của tệp bị gộp vào một ô."
    )]
    UnclosedQuote {
        /// The row, from 1.
        row: u32,
    },
}

/// What makes a container a trap.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Trap {
    /// Thousands of parts.
    #[error("có quá {limit} phần")]
    Entries {
        /// The limit.
        limit: usize,
    },
    /// Parts that unpack to more than the limit.
    #[error("bung ra nặng quá {limit} MB")]
    Unpacked {
        /// The limit in MiB.
        limit: u64,
    },
    /// A part packed tighter than data of people ever is.
    #[error("phần “{part}” bung ra gấp hơn {limit} lần")]
    Ratio {
        /// The part.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// A part that unpacks to another size than its header says.
    #[error("phần “{part}” ghi sai kích thước")]
    Size {
        /// The part.
        part: String,
    },
    /// A part whose name leads out of the container.
    #[error("phần “{part}” có tên trỏ ra ngoài tệp")]
    Path {
        /// The part.
        part: String,
    },
    /// Two parts of one name.
    #[error("có hai phần cùng tên")]
    Duplicate,
    /// Elements inside one another without end.
    #[error("phần “{part}” lồng nhau quá {limit} lớp")]
    Depth {
        /// The part.
        part: String,
        /// The limit.
        limit: usize,
    },
    /// Parts that share bytes.
    #[error("có các phần chồng lên nhau")]
    Overlap,
}

impl From<Trap> for ReadError {
    fn from(trap: Trap) -> Self {
        Self::Trap { trap }
    }
}

impl ReadError {
    /// What the sender can do, one or two sentences in Vietnamese.
    pub fn cure(&self) -> &'static str {
        match self {
            Self::Empty => "Chọn lại tệp có dữ liệu.",
            Self::TooBig { .. } | Self::TooManyCells { .. } | Self::TooMuchText { .. } => {
                "Chia dữ liệu thành nhiều tệp nhỏ hơn, bỏ hình ảnh và các trang không cần, rồi nhập từng tệp."
            }
            Self::NotATable { .. } => {
                "Mở dữ liệu bằng Excel hoặc LibreOffice rồi lưu lại dưới dạng .xlsx (hoặc CSV UTF-8)."
            }
            Self::OldWorkbook | Self::BinaryWorkbook | Self::OpenDocument => {
                "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) và lưu lại dưới dạng .xlsx."
            }
            Self::OldDocument => {
                "Mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) và lưu lại dưới dạng .docx."
            }
            Self::NoTable => {
                "Chọn văn bản có danh sách kẻ bảng; danh sách viết bằng phím Tab thì chuyển thành bảng trong Word trước."
            }
            Self::MacroWorkbook => {
                "Lưu lại dưới dạng .xlsx (Excel sẽ bỏ macro, số liệu trong các ô vẫn giữ nguyên)."
            }
            Self::Encrypted => "Mở tệp bằng mật khẩu, bỏ mật khẩu, rồi lưu lại dưới dạng .xlsx.",
            Self::Damaged { .. } | Self::Address { .. } | Self::DuplicateSheet { .. } => {
                "Mở tệp bằng Excel, Word hoặc LibreOffice; nếu mở được thì lưu lại dưới dạng .xlsx (văn bản thì .docx), nếu không thì xin lại tệp gốc."
            }
            Self::Trap { .. } | Self::Entities { .. } => {
                "Hỏi lại người gửi. Nếu tin tệp này, mở bằng Excel hoặc Word, chép dữ liệu sang bảng tính mới và lưu lại dưới dạng .xlsx."
            }
            Self::TooManySheets { .. } => {
                "Tách các trang tính sang nhiều tệp .xlsx rồi nhập từng tệp."
            }
            Self::TooFar { .. } | Self::TooWide { .. } => {
                "Xóa hẳn các dòng, cột thừa ở xa bảng số liệu (chọn cả dòng hoặc cột rồi chọn Xóa), lưu lại và nhập lại."
            }
            Self::LongText { .. } => "Rút gọn hoặc chia nội dung ô đó ra nhiều ô.",
            Self::UnclosedQuote { .. } => {
                "Thêm dấu nháy kép đóng ở dòng đó; dấu nháy kép trong nội dung phải viết đôi (\"\")."
            }
        }
    }

    /// A damaged part with what the reader of it said.
    pub(super) fn damaged(part: &str, detail: impl std::fmt::Display) -> Self {
        Self::Damaged {
            part: part.into(),
            detail: detail.to_string(),
        }
    }
}

fn mib(bytes: usize) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{},{rest} MB", tenths / 10),
    }
}

fn named(cell: Option<&String>) -> String {
    cell.map(|cell| format!(" {cell}")).unwrap_or_default()
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A number with points between thousands.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}
