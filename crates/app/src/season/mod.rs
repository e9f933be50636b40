//! Pace that knows seasons: what to expect of a unit by a month after its own past years, where its year will end, what
//! is still needed a week; and whether that would have foretold past years better than the straight line.
//!
//! The arithmetic is `domain::targets::season`. An estimate beside the law's pace: nothing is stored, and no score, rank,
//! condition or list of late units reads it.

mod answer;
mod conclusion;
mod kept;
mod outlook;
mod past;
mod tried;

use thidua_domain::access::Permission;

pub use crate::campaign::Number;
pub use answer::{
    BandLine, LeftOut, NeedLine, PartLine, PastLine, SeasonAnswer, SeasonItem, SeasonMonth,
};
pub(crate) use kept::Kept;
pub use outlook::outlook;
pub use tried::{AskTried, TriedAnswer, TriedFigure, TriedMonth, tried};

/// What reading a unit's curve asks for: that of its pace.
pub const PERMISSION: Permission = crate::targets::PERMISSION;

/// What every answer says of itself.
pub const NOTE: &str = "Chỉ tham khảo, không dùng để kết luận: đường mùa vụ là thói quen của chính đơn vị trong các năm trước, không phải chỉ tiêu và không thay biên độ bình quân.";
