//! Why a command or query did not do what was asked; what users read is Vietnamese.

use thidua_domain::bundle::Fault;
use thidua_store::StoreError;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Not there, or not yours: the same answer.
    #[error("Không tìm thấy, hoặc anh/chị không có quyền xem.")]
    NotFound,
    /// Signed in, but the command is not this role's.
    #[error("Anh/chị không có quyền thực hiện việc này.")]
    Forbidden,
    /// The request cannot be understood or is not possible; says why and what to do.
    #[error("{0}")]
    Refused(String),
    /// Data with faults; nothing was stored.
    #[error("Dữ liệu có lỗi, chưa lưu gì.")]
    Faulty(Vec<Fault>),
    /// Somebody else changed it meanwhile.
    #[error("Người khác vừa sửa nội dung này. Xem lại bản mới rồi lưu lại.")]
    Stale,
    /// The password hasher or the random source failed.
    #[error("Hệ thống tạm thời không thực hiện được. Thử lại sau ít phút.")]
    Machine(String),
    /// A file could not be read or written.
    #[error("{0}")]
    File(String),
    /// The database failed; the log has the cause.
    #[error("Không truy cập được cơ sở dữ liệu. Báo người quản trị hệ thống.")]
    Store(#[from] StoreError),
}

impl AppError {
    /// A refusal with its reason and cure.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }
}
