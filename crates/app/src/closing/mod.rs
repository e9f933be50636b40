//! Closing a month of figures (chốt số liệu): typed figures wait until they are sent and approved, where an agency
//! above has decided so; what is missing, late, given back; and who is waited for.
//!
//! The meaning is `domain::closing`. Every answer reads approved figures; [`State::with_drafts`] is the same state
//! with those that wait, so a query does not know which of the two it reads. The lock itself is in the one write
//! path (`bundle::gate`).

mod act;
mod book;
mod grid;
mod regulate;
mod show;
mod standing;
mod tasks;

pub use act::{AskStep, act};
pub(crate) use act::{keep, obliged, store as store_period};
pub use book::{Book, Held};
pub(crate) use book::{bring_up, overlay};
pub(crate) use grid::month;
pub use grid::{AskGrid, Cell, Grid, Late, Rates, Row, grid};
pub use regulate::{AskRegulation, RegulationRow, Regulations, day, regulate, regulations};
pub use show::{Change, Line, Sheet, Show, show};
pub use standing::{Mark, Standing, standing, waiting_in};
pub(crate) use standing::{closed_since, due_of, late_words, lock, said, superior};
pub use tasks::{Task, tasks, waiting_for};

use thidua_domain::access::Permission;
use thidua_domain::closing::Refusal;
use thidua_domain::document::Document;
use thidua_domain::figures::SheetKey;

use crate::State;

/// What approving, giving back, accepting, opening and deciding ask for.
pub const APPROVE: Permission = Permission::ApproveFigures;
/// What sending and taking back ask for.
pub const SUBMIT: Permission = Permission::EnterFigures;
/// What looking asks for.
pub const PERMISSION: Permission = Permission::ViewFigures;

/// Whether a sheet rests on a signed paper: a document with number and date, and no article. Its figures were
/// approved where it was signed, and nobody approves them a second time.
pub(crate) fn is_signed(state: &State, key: &SheetKey) -> bool {
    let paper = key
        .source
        .as_ref()
        .and_then(|source| state.documents.get(source));
    let signed = |paper: &Document| {
        paper.symbol.is_some() && paper.date.is_some() && paper.kind.as_deref() != Some("bai_viet")
    };
    paper.is_some_and(signed)
}

/// Why a step is refused, with what can be done and who can.
pub(crate) fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Sent => {
            "Số liệu kỳ này đã gửi, đang chờ duyệt nên không sửa được. Người nhập rút lại, hoặc người duyệt trả lại, rồi mới sửa."
        }
        Refusal::Locked => {
            "Số liệu kỳ này đã duyệt và khóa. Người nhập sửa bằng «Đính chính» với lý do; số đã duyệt vẫn dùng cho đến khi người đứng đầu duyệt bản đính chính."
        }
        Refusal::Nothing => "Kỳ này chưa có số liệu nào chờ duyệt nên chưa gửi được.",
        Refusal::NotSent => {
            "Kỳ này chưa được gửi, hoặc đã được người khác xử lý. Xem lại trạng thái của kỳ."
        }
        Refusal::NotApproved => "Kỳ này chưa được duyệt nên chưa tiếp nhận được.",
        Refusal::Already => "Việc này đã được làm rồi. Xem lại trạng thái của kỳ.",
        Refusal::OwnWork => {
            "Người gửi không tự duyệt. Người đứng đầu hoặc lãnh đạo cấp trên duyệt; nơi chỉ có một người, cấp trên cho phép ở «Chế độ duyệt số liệu»."
        }
        Refusal::NoReason => "Hãy ghi lý do.",
    }
}
