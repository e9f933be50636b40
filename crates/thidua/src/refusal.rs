//! Why a command was not done, in words for the operator, and the status the process ends with.

use std::io;

use thidua_app::AppError;
use thidua_store::StoreError;

/// A command that was not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Refused, nothing stored: says why (status 1).
    Told(String),
    /// Refused, and the answer on stdout has said why already (status 1).
    Answered,
    /// Wrong usage (status 2).
    Usage(String),
    /// Nobody reads the answer any more (`| head`): the end of the command, not a fault.
    Unread,
}

impl Refusal {
    /// A refusal with its reason.
    pub(crate) fn told(reason: impl Into<String>) -> Self {
        Self::Told(reason.into())
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &std::path::Path, error: &io::Error) -> Self {
        Self::Told(format!("{}: {}.", path.display(), system(error)))
    }
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(error) => error.into(),
            AppError::Machine(cause) => {
                tracing::error!(code = "CLI_MACHINE", %cause);
                Self::told(AppError::Machine(cause).to_string())
            }
            other => Self::told(other.to_string()),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(code = error.code(), %error);
        match error {
            StoreError::Address => Self::Usage(
                "Lỗi: địa chỉ cơ sở dữ liệu không đúng. Ghi sqlite:TỆP hoặc postgres://TÊN:MẬT-KHẨU@MÁY/CƠ-SỞ.\n".to_owned(),
            ),
            other => Self::told(store(&other)),
        }
    }
}

/// What a failure of the store means to the operator. The driver's own words go to the log.
pub(crate) fn store(error: &StoreError) -> String {
    let why = match error {
        StoreError::Address => "Địa chỉ cơ sở dữ liệu không đúng.".to_owned(),
        StoreError::Connect(_) => "Không mở được cơ sở dữ liệu: kiểm tra đường dẫn hoặc máy chủ, tên, mật khẩu và quyền đọc, ghi.".to_owned(),
        StoreError::EngineTooOld { engine, found, needed } => {
            format!("{engine} {found} đã cũ, cần từ bản {needed}.")
        }
        StoreError::UnsafeSetting { name, found, needed } => format!(
            "Thiết đặt {name} = {found} của cơ sở dữ liệu có thể làm mất dữ liệu đã lưu; cần {needed}."
        ),
        StoreError::SchemaNewer { .. } => "Cơ sở dữ liệu do bản chương trình mới hơn ghi. Dùng bản mới đó.".to_owned(),
        StoreError::SchemaMissing { .. } => "Cơ sở dữ liệu chưa được dựng hoặc thuộc bản cũ hơn. Sao lưu, rồi chạy «thidua serve» hoặc «thidua load» để nâng cấp.".to_owned(),
        StoreError::Busy => "Cơ sở dữ liệu đang bận ghi việc khác. Thử lại sau ít phút.".to_owned(),
        StoreError::DiskFull => "Ổ đĩa đã đầy. Chưa lưu gì.".to_owned(),
        StoreError::Io(_) => "Không đọc, ghi được ổ đĩa, hoặc tệp đã hỏng.".to_owned(),
        StoreError::Disconnected(_) => "Mất kết nối với cơ sở dữ liệu. Chưa lưu gì.".to_owned(),
        StoreError::CommitUnknown { number } => format!(
            "Mất kết nối đúng lúc lưu, chưa rõ đã lưu hay chưa. Xem nhật ký hệ thống có việc số {number} không."
        ),
        StoreError::Duplicate(_) => "Đã có mục trùng mã.".to_owned(),
        StoreError::Constraint(_) => "Dữ liệu trái với ràng buộc của cơ sở dữ liệu.".to_owned(),
        StoreError::NotFound(_) => "Không tìm thấy.".to_owned(),
        StoreError::TooLarge { size, limit } => format!("Tệp {size} byte, vượt mức {limit} byte."),
        StoreError::Json(_) | StoreError::Damaged(_) => "Dữ liệu đã lưu bị hỏng. Chạy «thidua check», khôi phục từ bản sao lưu.".to_owned(),
        StoreError::NotEmpty { .. } => "Cơ sở dữ liệu này đã có dữ liệu. Chỉ khôi phục vào cơ sở dữ liệu trống; chọn tệp khác bằng --db.".to_owned(),
        StoreError::Backup(_) => "Tệp này không phải bản sao lưu của chương trình, hoặc đã hỏng.".to_owned(),
        _ => "Cơ sở dữ liệu báo lỗi.".to_owned(),
    };
    format!(
        "{why} ({}; chi tiết: chạy lại với THIDUA_LOG=error)",
        error.code()
    )
}

/// What the system says of a file or an address.
pub(crate) fn system(error: &io::Error) -> String {
    use io::ErrorKind as K;
    let why = match error.kind() {
        K::NotFound => "không có tệp hoặc thư mục này",
        K::PermissionDenied => "không có quyền",
        K::AlreadyExists => "đã có tệp này",
        K::IsADirectory => "đây là thư mục, không phải tệp",
        K::NotADirectory => "đường dẫn có một phần không phải thư mục",
        K::AddrInUse => "cổng này đang được chương trình khác dùng",
        K::AddrNotAvailable => "máy này không có địa chỉ đó",
        K::StorageFull | K::QuotaExceeded => "ổ đĩa đã đầy",
        K::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        _ => "hệ điều hành báo lỗi",
    };
    match error.raw_os_error() {
        Some(number) if why == "hệ điều hành báo lỗi" => format!("{why} số {number}"),
        _ => why.to_owned(),
    }
}
