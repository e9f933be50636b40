//! What can go wrong with a request, and what it is called in Vietnamese.

use axum::http::StatusCode;

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Not there, or not the actor's: one answer for both.
    NotFound,
    /// No role of the actor carries the permission.
    Forbidden,
    /// Nobody is signed in.
    SignIn,
    /// An administrator looks as another user, which only reads.
    ReadOnly,
    /// The form was not sent from a page of this session.
    Form,
    /// The path exists, not for this method.
    Method,
    /// A field of the query or form cannot be used.
    Field {
        /// The field's name.
        name: &'static str,
        /// What is wrong with it, in Vietnamese.
        reason: String,
    },
    /// The command was refused; the text says why and what helps.
    Refused(String),
    /// What was edited has changed meanwhile.
    Conflict(String),
    /// The body is larger than the route takes.
    TooLarge,
    /// Too many requests of this kind from one address; seconds to wait.
    TooMany(u32),
    /// The answer took too long.
    Timeout,
    /// The server cannot work now (database away, shutting down).
    Unavailable,
    /// A fault of ours; the log has it under the request's id.
    Internal,
}

impl Problem {
    /// A complaint about one field.
    pub(crate) fn field(name: &'static str, reason: impl Into<String>) -> Self {
        Self::Field {
            name,
            reason: reason.into(),
        }
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Form | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Field { .. } => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Timeout | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem that a bare status stands for, where the router or a layer gave one.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::UNAUTHORIZED => Self::SignIn,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::CONFLICT => Self::Conflict(String::new()),
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany(60),
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Self::Timeout,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => {
                Self::Refused("Yêu cầu gửi đến không đọc được.".into())
            }
            _ => Self::Internal,
        }
    }

    /// The stable code, for programs and logs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::SignIn => "sign_in",
            Self::ReadOnly => "read_only",
            Self::Form => "form_expired",
            Self::Method => "method",
            Self::Field { .. } => "field",
            Self::Refused(_) => "refused",
            Self::Conflict(_) => "conflict",
            Self::TooLarge => "too_large",
            Self::TooMany(_) => "too_many",
            Self::Timeout => "timeout",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The ways out of an error page, the likeliest first: address and words. `inside`: somebody is signed in.
    pub(crate) fn ways_out(&self, inside: bool) -> Vec<(&'static str, &'static str)> {
        let home = ("/", "Về trang chủ");
        if !inside {
            return vec![home, ("/dang-nhap", "Đăng nhập")];
        }
        match self {
            Self::NotFound => vec![
                ("/tim-kiem", "Tìm kiếm"),
                ("/co-quan", "Danh sách cơ quan"),
                home,
            ],
            Self::Forbidden => vec![home, ("/tai-khoan", "Xem vai trò của tôi")],
            Self::Form | Self::Conflict(_) | Self::TooLarge => {
                vec![("/tai-khoan/ban-nhap", "Bản nháp của tôi"), home]
            }
            _ => vec![home],
        }
    }

    /// The part of the guide that says what to do.
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::NotFound => "/huong-dan/khi-gap-loi#khong-tim-thay-trang-nay",
            Self::Forbidden | Self::ReadOnly => {
                "/huong-dan/khi-gap-loi#tai-khoan-chua-duoc-giao-quyen-nay"
            }
            Self::SignIn | Self::Form => "/huong-dan/khi-gap-loi#phien-lam-viec-da-het",
            Self::Conflict(_) => "/huong-dan/khi-gap-loi#noi-dung-da-duoc-nguoi-khac-sua",
            Self::TooLarge => "/huong-dan/khi-gap-loi#noi-dung-gui-len-qua-lon",
            Self::Field { .. } | Self::Refused(_) => "/huong-dan/khi-gap-loi#chua-thuc-hien-duoc",
            Self::TooMany(_) | Self::Timeout | Self::Unavailable => {
                "/huong-dan/khi-gap-loi#he-thong-ban-hoac-cham"
            }
            Self::Method | Self::Internal => "/huong-dan/khi-gap-loi#he-thong-gap-loi",
        }
    }

    /// The heading of the error page.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Không tìm thấy trang này",
            Self::Forbidden => "Tài khoản chưa được giao quyền này",
            Self::SignIn => "Cần đăng nhập",
            Self::ReadOnly => "Đang xem như người dùng khác",
            Self::Form => "Biểu mẫu đã hết hạn",
            Self::Method => "Cách gửi yêu cầu không đúng",
            Self::Field { .. } => "Thông tin đã điền chưa dùng được",
            Self::Refused(_) => "Chưa thực hiện được",
            Self::Conflict(_) => "Nội dung đã được người khác sửa",
            Self::TooLarge => "Nội dung gửi lên quá lớn",
            Self::TooMany(_) => "Gửi yêu cầu quá nhiều lần",
            Self::Timeout => "Hệ thống trả lời quá lâu",
            Self::Unavailable => "Hệ thống tạm thời chưa phục vụ được",
            Self::Internal => "Hệ thống gặp lỗi",
        }
    }

    /// What happened and what to do.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::NotFound => {
                "Địa chỉ này không có, hoặc thuộc cơ quan ngoài phạm vi được giao cho tài \
                 khoản của anh/chị. Hãy kiểm tra lại đường dẫn, tìm theo tên, hoặc đi từ danh \
                 sách cơ quan."
                    .into()
            }
            Self::Forbidden => {
                "Vai trò hiện có của tài khoản không gồm chức năng này; chưa có gì thay đổi. Nếu \
                 công việc cần đến, hãy đề nghị quản trị hệ thống của cơ quan giao thêm vai trò."
                    .into()
            }
            Self::SignIn => {
                "Phiên làm việc đã hết hoặc chưa đăng nhập. Hãy đăng nhập rồi thực hiện lại.".into()
            }
            Self::ReadOnly => {
                "Trong lúc xem như người dùng khác, anh/chị chỉ mở được các trang để xem: không lưu, \
                 không tải tệp, không mở tài khoản của người đó. Bấm “Thoát” ở đầu trang để trở lại \
                 tài khoản của mình."
                    .into()
            }
            Self::Form => {
                "Trang chứa biểu mẫu đã mở quá lâu hoặc được gửi từ nơi khác, nên chưa có gì \
                 được lưu. Hãy quay lại, mở lại trang rồi gửi lần nữa."
                    .into()
            }
            Self::Method => {
                "Địa chỉ này có, nhưng không nhận cách gửi vừa dùng. Hãy mở lại trang chứa biểu \
                 mẫu rồi gửi từ đó."
                    .into()
            }
            Self::Field { name, reason } => format!("Trường “{name}”: {reason}."),
            Self::Refused(text) => text.clone(),
            Self::Conflict(text) if !text.is_empty() => text.clone(),
            Self::Conflict(_) => {
                "Trong lúc anh/chị đang sửa, nội dung đã được lưu bởi người khác. Hãy mở \
                 lại trang để xem bản mới nhất."
                    .into()
            }
            Self::TooLarge => {
                "Nội dung vượt quá dung lượng cho phép, nên chưa có gì được lưu. Hãy chia thành \
                 nhiều phần nhỏ, hoặc bỏ các trang tính và hình ảnh không cần rồi gửi lại."
                    .into()
            }
            Self::TooMany(seconds) => {
                format!(
                    "Để giữ hệ thống chạy đều, yêu cầu này được giới hạn số lần trong một phút. \
                     Hãy đợi {seconds} giây rồi thử lại."
                )
            }
            Self::Timeout => {
                "Yêu cầu chưa kịp hoàn thành. Hãy thử lại; nếu vẫn chậm, hãy thu hẹp phạm \
                 vi đang xem."
                    .into()
            }
            Self::Unavailable => {
                "Máy chủ đang bận hoặc đang được bảo trì; chưa có gì thay đổi. Hãy thử lại sau \
                 ít phút."
                    .into()
            }
            Self::Internal => {
                "Lỗi đã được ghi lại. Hãy thử lại; nếu lỗi lặp lại, báo quản trị hệ thống \
                 kèm mã yêu cầu dưới đây."
                    .into()
            }
        }
    }
}
